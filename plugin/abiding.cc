/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * abiding.cc - the plugin's door: arguments, policy and record, and the way
 * collect -> compare -> report at the end of the parse.
 *
 * The end of the parse is had by wrapping lang_hooks.parse_file: unlike
 * PLUGIN_FINISH_UNIT it comes with -fsyntax-only, after errors, and before
 * -flto throws declarations away; with -E it does not come, nor is it wanted.
 *
 * After an error of ours in plugin_init GCC stops by itself before it parses.
 */
#include <time.h>

#include "gcc-includes.h"
#include "plugin.h"

extern "C" {
#include "abiding/version-script.h"

__attribute__((visibility("default"))) int plugin_is_GPL_compatible;
__attribute__((visibility("default"))) int plugin_init(struct plugin_name_args *args,
						       struct plugin_gcc_version *running);
}

static struct {
	const char *name; /* "abiding" */
	struct plugin_options options;
	struct ab_arena arena;	    /* for all; lives until the compiler ends */
	struct ab_policy *policy;   /* never NULL once loaded */
	struct ab_record *promised; /* NULL: nothing to compare with */
	void (*parse_file)(void);   /* the front end's own */
	double load_ms;
} plugin;

static double now_ms(void)
{
	struct timespec now = {};

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void say_no_memory(void)
{
	struct ab_error error;

	ab_error_no_memory(&error, NULL);
	report_input_error(&error);
}

/* ---- arguments ---- */

enum argument { POLICY, RECORD, WRITE_RECORD, SEVERITY, REPORT, STRICT, STATS, ARGUMENTS };

static const char *const argument_names[ARGUMENTS] = {
    "policy", "record", "write-record", "severity", "report", "strict", "stats",
};

static const char *const severity_names[] = {"note", "warning", "error"};
static const enum ab_severity severities[] = {AB_NOTE, AB_WARNING, AB_ERROR};

static int find_word(const char *word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(word, words[i]))
			return (int)i;
	return -1;
}

static bool is_flag(int argument)
{
	return argument == STRICT || argument == STATS;
}

static void say_unknown_argument(const char *key)
{
	const char *const near = ab_nearest(key, argument_names, ARGUMENTS);

	if (near)
		error("%<-fplugin-arg-%s-%s%>: unknown argument; did you mean %qs?", plugin.name,
		      key, near);
	else
		error("%<-fplugin-arg-%s-%s%>: unknown argument; there are policy, record, "
		      "write-record, severity, report, strict and stats",
		      plugin.name, key);
}

static void set_severity(const char *word)
{
	const int i = find_word(word, severity_names, ARRAY_SIZE(severity_names));
	const char *const near = ab_nearest(word, severity_names, ARRAY_SIZE(severity_names));

	if (i >= 0)
		plugin.options.cap = severities[i];
	else if (near)
		error("%<-fplugin-arg-%s-severity=%s%>: unknown severity; did you mean %qs?",
		      plugin.name, word, near);
	else
		error("%<-fplugin-arg-%s-severity=%s%>: unknown severity; expected error, "
		      "warning or note",
		      plugin.name, word);
}

static void set_argument(int argument, const char *value)
{
	struct plugin_options *const options = &plugin.options;

	switch (argument) {
	case POLICY:
		options->policy = value;
		break;
	case RECORD:
		options->record = value;
		break;
	case WRITE_RECORD:
		options->write_record = value;
		break;
	case REPORT:
		options->report = value;
		break;
	case SEVERITY:
		set_severity(value);
		break;
	case STRICT:
		options->is_strict = true;
		break;
	case STATS:
		options->wants_stats = true;
		break;
	}
}

/* What follows word and the letter after it in text, NULL: text starts otherwise. */
static const char *behind(const char *text, const char *word, char letter)
{
	const size_t length = strlen(word);

	return !strncmp(text, word, length) && text[length] == letter ? text + length + 1 : NULL;
}

static size_t count_letter(const char *text, char letter)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == letter;
	return n;
}

/*
 * GCC drops as many letters off the end of a value as there are '=' in it: a
 * file would be another one.  The options that it has saved still have them.
 */
static const char *whole_value(const struct plugin_argument *given)
{
	for (unsigned i = 0; given->value && i < save_decoded_options_count; i++) {
		const struct cl_decoded_option *const option = &save_decoded_options[i];
		const char *text = option->arg;
		const size_t length = strlen(given->value);

		if (option->opt_index != OPT_fplugin_arg_ ||
		    !(text = behind(text, plugin.name, '-')) ||
		    !(text = behind(text, given->key, '=')))
			continue;
		if (!strncmp(text, given->value, length) &&
		    strlen(text) == length + count_letter(text, '='))
			return text;
	}
	return given->value;
}

static void read_argument(const struct plugin_argument *given)
{
	const int argument = find_word(given->key, argument_names, ARGUMENTS);
	const char *const value = whole_value(given);

	if (argument < 0)
		say_unknown_argument(given->key);
	else if (is_flag(argument) && value)
		error("%<-fplugin-arg-%s-%s=%s%>: %s takes no value", plugin.name, given->key,
		      value, given->key);
	else if (!is_flag(argument) && (!value || !*value))
		error("%<-fplugin-arg-%s-%s%>: a value is missing; expected %s=%s", plugin.name,
		      given->key, given->key,
		      argument == SEVERITY ? "error, warning or note" : "FILE");
	else
		set_argument(argument, value);
}

/* Returns false if something was wrong, and has said it. */
static bool read_arguments(const struct plugin_name_args *args)
{
	const struct plugin_options *const options = &plugin.options;
	const int errors_before = errorcount;

	plugin.options.cap = AB_ERROR;
	for (int i = 0; i < args->argc; i++)
		read_argument(&args->argv[i]);
	if (errorcount == errors_before && !options->policy && !options->record &&
	    !options->write_record)
		error("%s has nothing to check against: give %<-fplugin-arg-%s-policy=FILE%>, "
		      "%<-fplugin-arg-%s-record=FILE%> or %<-fplugin-arg-%s-write-record=FILE%>",
		      plugin.name, plugin.name, plugin.name, plugin.name);
	return errorcount == errors_before;
}

/* ---- policy and record ---- */

static void add_scripts(const struct ab_policy *policy)
{
	for (unsigned i = 0; i < policy->n_surfaces; i++)
		for (unsigned j = 0; j < policy->surfaces[i].n_symbols; j++)
			depend_on(&plugin.arena, policy->surfaces[i].symbols[j]);
}

/* Which record to hold against; NULL: none. */
static const char *record_file(void)
{
	const struct plugin_options *const options = &plugin.options;
	const char *const named = plugin.policy ? plugin.policy->record_path : NULL;

	if (options->record)
		return options->record;
	/* who writes a record for the policy holds nothing against the one that is there */
	return options->write_record ? NULL : named;
}

static bool load_files(struct ab_error *error)
{
	const struct plugin_options *const options = &plugin.options;
	struct ab_arena *const arena = &plugin.arena;
	const char *file;

	if (options->policy) {
		depend_on(arena, options->policy);
		if (!ab_policy_load(arena, options->policy, &plugin.policy, error))
			return false;
		add_scripts(plugin.policy);
	}
	file = record_file();
	if (file)
		depend_on(arena, file);
	else if (!options->write_record)
		return ab_error_set(error, arena, options->policy, 0, 0,
				    "the policy names no record; expected a key 'record'");
	if (flag_preprocess_only)
		return true;
	if (file && !ab_record_load(arena, file, &plugin.promised, error))
		return false;
	if (!plugin.policy)
		plugin.policy = ab_policy_default(arena, plugin.promised);
	return true;
}

/* A file that cannot be read, and that the user has not named himself, needs a word more. */
static void say_input_error(const struct ab_error *error)
{
	const char *const named = plugin.policy ? plugin.policy->record_path : NULL;

	report_input_error(error);
	if (named && error->file && !error->line && !strcmp(error->file, named))
		inform(UNKNOWN_LOCATION, "it is the record that %qs names", plugin.policy->file);
}

struct start {
	bool is_good;
	struct ab_error error;
};

static void start(void *context)
{
	struct start *const start = (struct start *)context;

	start->is_good = load_files(&start->error);
	if (start->is_good && !flag_preprocess_only)
		collect_start(plugin.name, &plugin.arena, plugin.policy, plugin.promised);
}

/* ---- the end of the parse ---- */

/*
 * What the parser rejected is missing for that reason: then the lack of
 * something is no finding.
 */
static bool is_about_absence(enum ab_rule rule)
{
	static const char *const ends[] = {"-removed", "-renamed", "-became-macro",
					   "-became-opaque", "-not-declared"};
	const char *const id = ab_rule_info(rule)->id;
	const size_t length = strlen(id);

	for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
		if (length > strlen(ends[i]) && !strcmp(id + length - strlen(ends[i]), ends[i]))
			return true;
	return false;
}

/* What a macro stands for was told before anything was parsed. */
static bool is_about_macro(enum ab_rule rule)
{
	return !strncmp(ab_rule_info(rule)->id, "macro-", 6);
}

/* What the compiler's own errors may be the reason of. */
static bool is_doubtful(const struct ab_finding *finding)
{
	if (finding->rule == AB_WAIVER_INVALID || is_about_absence(finding->rule))
		return true;
	return finding->now && !finding->now_file && !is_about_macro(finding->rule) &&
	       collect_is_spoilt((location_t)finding->now);
}

static void report_one(struct ab_finding *finding)
{
	const char *const file =
	    finding->rule == AB_WAIVER_INVALID ? plugin.policy->file : plugin.promised->file;

	if (finding->rule == AB_NOT_CHECKED && plugin.options.is_strict)
		finding->severity = AB_ERROR;
	report_finding(finding, &plugin.options, &plugin.arena, file);
}

/* A difference that this translation unit makes by what it defines, or by being C++. */
static bool is_of_this_unit(const struct ab_finding *finding)
{
	return finding->now && !finding->now_file &&
	       collect_is_conditional((location_t)finding->now);
}

static void report_gap(const char *message)
{
	struct ab_finding gap = {};

	gap.rule = AB_NOT_CHECKED;
	gap.severity = ab_policy_severity(plugin.policy, NULL, AB_NOT_CHECKED);
	gap.message = message;
	report_one(&gap);
}

/*
 * Whoever defines NDEBUG or writes C++ has chosen; he is not told in each
 * compile that another choice was promised to others, unless he asks.
 */
static void report_own_variants(size_t n)
{
	report_gap(ab_printf(&plugin.arena,
			     "%zu declaration%s could not be checked: what the headers say "
			     "depends on macros or the language of this translation unit",
			     n, n == 1 ? "" : "s"));
}

static void compare_and_report(const struct ab_record *current, bool has_errors)
{
	const char *const macros_only = collect_macros_only();
	struct ab_findings findings = {};
	size_t n_own = current->n_hidden;

	ab_compare(&plugin.arena, plugin.promised, current, plugin.policy, &findings);
	/* customs are a policy's; what the parser rejected may be new for that reason only */
	if (!plugin.policy->is_default && !has_errors)
		ab_lint(&plugin.arena, plugin.promised, current, plugin.policy, &findings);
	for (size_t i = 0; i < findings.count; i++)
		if (is_of_this_unit(&findings.items[i]))
			n_own++;
		else if (!has_errors || !is_doubtful(&findings.items[i]))
			report_one(&findings.items[i]);
	if (macros_only)
		report_gap(
		    ab_printf(&plugin.arena,
			      "-imacros takes nothing but macros from '%s': its declarations "
			      "could not be checked",
			      macros_only));
	else if (n_own && !current->gap && plugin.options.is_strict && !has_errors)
		report_own_variants(n_own);
}

static void write_record(struct ab_record *current)
{
	struct ab_error error;

	current->library = plugin.policy->library;
	current->release = NULL;
	if (!ab_record_write(&plugin.arena, current, plugin.options.write_record, &error))
		report_input_error(&error);
}

/* The record of this translation unit, NULL: something is wrong, and has been said. */
static struct ab_record *collect(void)
{
	struct ab_record *const current = collect_finish();
	struct ab_error error;

	if (!current)
		say_no_memory();
	else if (!ab_record_take_symbols(current, plugin.policy, &error))
		report_input_error(&error);
	else
		return current;
	return NULL;
}

static void check(void *)
{
	const bool has_errors = seen_error();
	const bool is_compared = plugin.promised && collect_sees_surface();
	const bool is_written = plugin.options.write_record && !has_errors;
	struct ab_record *current;

	if (plugin.promised && !is_compared && collect_has_lost_headers())
		report_gap("the input is preprocessed and has no line markers: which header a "
			   "declaration is of is not known, and nothing could be checked");
	if (!is_compared && !is_written)
		return;
	current = collect();
	if (!current)
		return;
	if (is_compared)
		compare_and_report(current, has_errors);
	if (is_written)
		write_record(current);
}

static void parse_and_check(void)
{
	double started;

	plugin.parse_file();
	/* a header is checked where it is used: its scopes are not closed yet */
	if (is_making_pch())
		return;
	started = now_ms();
	if (!ab_arena_guard(&plugin.arena, check, NULL))
		say_no_memory();
	if (plugin.options.wants_stats)
		fprintf(stderr, "%s: loaded in %.2f ms, checked in %.2f ms, %zu bytes\n",
			plugin.name, plugin.load_ms, now_ms() - started,
			ab_arena_bytes(&plugin.arena));
}

int plugin_init(struct plugin_name_args *args, struct plugin_gcc_version *running)
{
	const double started = now_ms();
	struct start loading = {};

	plugin.name = args->base_name;
	ab_arena_init(&plugin.arena);
	if (!version_is_right(plugin.name, running))
		return 1;
	if (!is_c_family() || !read_arguments(args))
		return 0;
	if (!ab_arena_guard(&plugin.arena, start, &loading)) {
		say_no_memory();
		return 0;
	}
	/* -E needs our files for the list of dependencies only */
	if (!loading.is_good && (!flag_preprocess_only || depend_is_wanted()))
		say_input_error(&loading.error);
	if (!loading.is_good || flag_preprocess_only)
		return 0;
	report_start();
	plugin.parse_file = lang_hooks.parse_file;
	lang_hooks.parse_file = parse_and_check;
	plugin.load_ms = now_ms() - started;
	return 0;
}
