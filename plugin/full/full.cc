/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * full.cc - the comparison's door (handover.h): arguments, policy and record,
 * and the way collect -> compare -> report at the end of the parse.
 *
 * After an error of ours in plugin_init GCC stops by itself before it parses.
 */
#include <time.h>

#include "gcc/gcc-includes.h"
#include "collect.h"
#include "gcc/handover.h"

extern "C" {
#include "abiding/protocol.h"
#include "abiding/version-script.h"
#include "abiding/image-load.h"
#include "abiding/image-make.h"
}

static struct {
	const char *name; /* "abiding" */
	struct plugin_options options;
	struct ab_arena arena;	    /* for all; lives until the compiler ends */
	struct ab_policy *policy;   /* never NULL once loaded */
	struct ab_record *promised; /* NULL: nothing to compare with */
	const struct handover *handover;
	bool is_image_damaged; /* it was found beside the policy, which is read instead */
	const char *release;   /* of the headers at hand, NULL: not known */
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

enum argument { POLICY, RECORD, WRITE_RECORD, SEVERITY, REPORT, CACHE, STRICT, STATS, ARGUMENTS };

static const char *const argument_names[ARGUMENTS] = {
    "policy", "record", "write-record", "severity", "report", "cache", "strict", "stats",
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
		error("%<-fplugin-arg-%s-%s%>: unknown argument; valid ones are policy, record, "
		      "write-record, severity, report, cache, strict and stats",
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
	case CACHE:
		options->cache = value;
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

static void read_argument(const struct plugin_argument *given)
{
	const int argument = find_word(given->key, argument_names, ARGUMENTS);
	const char *const value = argument_value(plugin.name, given);

	if (argument < 0)
		say_unknown_argument(given->key);
	else if (is_flag(argument) && value)
		error("%<-fplugin-arg-%s-%s=%s%>: %s takes no value", plugin.name, given->key,
		      value, given->key);
	else if (!is_flag(argument) && (!value || !*value))
		error("%<-fplugin-arg-%s-%s%>: a value is missing; expected %s=%s", plugin.name,
		      given->key, given->key,
		      argument == SEVERITY ? "error, warning or note"
		      : argument == CACHE  ? "DIR"
					   : "FILE");
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

static const struct ab_image *image(void)
{
	return plugin.is_image_damaged ? NULL : plugin.handover->image;
}

/* What was given, and what that names; of an image the door knows. */
static void depend_on_files(void)
{
	const struct ab_policy *const policy = image() ? NULL : plugin.policy;
	const char *const record = record_file();

	if (plugin.options.policy && !image())
		depend_on(plugin.options.policy);
	if (record && (plugin.options.record || !image()))
		depend_on(record);
	for (unsigned i = 0; policy && i < policy->n_surfaces; i++)
		for (unsigned j = 0; j < policy->surfaces[i].n_symbols; j++)
			depend_on(policy->surfaces[i].symbols[j]);
}

static bool load_policy(struct ab_error *error)
{
	const char *const file = plugin.options.policy;
	char message[AB_IMAGE_MESSAGE_MAX];

	if (!file || plugin.policy)
		return true;
	plugin.is_image_damaged =
	    image() && image()->policy && !ab_image_is_whole(image(), message);
	return image() ? ab_image_load_policy(&plugin.arena, image(), &plugin.policy, error)
		       : ab_policy_load(&plugin.arena, file, &plugin.policy, error);
}

static bool load_record(const char *file, struct ab_error *error)
{
	if (image() && !plugin.options.record)
		return ab_image_load_record(&plugin.arena, image(), &plugin.promised, error);
	return ab_record_load(&plugin.arena, file, &plugin.promised, error);
}

/*
 * For the next compile; this one has read the YAML already, so a cache that
 * cannot be written costs time and fails nothing, not even under -Werror.
 */
static void fill_cache()
{
	const char *const file = plugin.handover->cache_file;
	struct ab_error error;

	if (!file || plugin.options.record || plugin.options.write_record)
		return;
	if (!ab_file_make_folder(&plugin.arena, plugin.options.cache, &error) ||
	    !ab_image_make(&plugin.arena, plugin.options.policy, NULL, file, false, &error))
		inform(UNKNOWN_LOCATION, "%s checks without its cache, which is slower: %s: %s",
		       plugin.name, error.file, error.message);
}

static bool load_files(struct ab_error *error)
{
	const struct plugin_options *const options = &plugin.options;
	const char *file;

	if (!load_policy(error))
		return false;
	file = record_file();
	if (!file && !options->write_record)
		return ab_error_set(error, &plugin.arena, options->policy, 0, 0,
				    "the policy names no record; expected a key 'record'");
	if (flag_preprocess_only)
		return true;
	if (file && !load_record(file, error))
		return false;
	if (file && plugin.policy && !ab_policy_is_of(plugin.policy, plugin.promised, error))
		return false;
	if (!plugin.policy)
		plugin.policy = ab_policy_default(&plugin.arena, plugin.promised);
	fill_cache();
	return true;
}

/* A file that cannot be read, and that the user has not named himself, needs a word more. */
static void say_input_error(const struct ab_error *error)
{
	const char *const named = plugin.policy ? plugin.policy->record_path : NULL;

	report_input_error(error);
	if (named && error->file && !error->line && !strcmp(error->file, named))
		inform(UNKNOWN_LOCATION, "named by %<record:%> in %qs", plugin.policy->file);
}

struct loading {
	bool is_good;
	struct ab_error error;
};

static void load(void *context)
{
	struct loading *const loading = (struct loading *)context;

	loading->is_good = load_files(&loading->error);
	if (!loading->is_good || flag_preprocess_only)
		return;
	collect_start(plugin.name, &plugin.arena, plugin.policy, plugin.promised,
		      plugin.options.write_record != NULL);
	if (plugin.handover->kept)
		collect_resume(plugin.handover);
}

/* ---- the end of the parse ---- */

/*
 * What the parser rejected is missing for that reason: then the lack of
 * something is no finding.
 */
static bool is_about_absence(enum ab_rule rule)
{
	const enum ab_rule_sort sort = ab_rule_info(rule)->sort;

	return sort == AB_RULE_REMOVAL || sort == AB_RULE_LOSS;
}

/* What a macro stands for was told before anything was parsed. */
static bool is_about_macro(enum ab_rule rule)
{
	return ab_rule_info(rule)->on == AB_RULE_ON_MACROS;
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

	if (plugin.options.is_strict &&
	    (finding->rule == AB_NOT_CHECKED || finding->rule == AB_WAIVER_INVALID))
		finding->severity = AB_ERROR;
	report_finding(finding, &plugin.options, &plugin.arena, file);
}

/* A difference that this translation unit makes by what it defines, or by being C++. */
static bool is_of_this_unit(const struct ab_finding *finding)
{
	return finding->now && !finding->now_file &&
	       (collect_is_conditional((location_t)finding->now) ||
		(is_about_macro(finding->rule) && collect_is_macro_conditional(finding->entity)));
}

/* What a header says again of the C library's functions is theirs, by whatever feature macros. */
static bool is_of_system(const struct ab_finding *finding)
{
	return (finding->rule == AB_FUNCTION_CONTRACT_CHANGED ||
		finding->rule == AB_FUNCTION_ASM_LABEL_CHANGED) &&
	       collect_is_system_function(finding->entity);
}

/* Nobody has said with a record alone which macros its users may define. */
static void name_users_macro(struct ab_finding *finding)
{
	const char *const name = finding->member ? finding->member : finding->entity;
	const char *macro = NULL;

	if (plugin.policy->is_default && finding->severity == AB_ERROR && !finding->now_file)
		macro = collect_users_macro((location_t)finding->now, name);
	if (macro)
		finding->consequence = ab_printf(
		    &plugin.arena,
		    "'%s', which is defined outside the headers, decides this: compile without it, "
		    "or with a record that was frozen with it%s%s",
		    macro, finding->consequence ? "; " : "",
		    finding->consequence ? finding->consequence : "");
}

/* What is declared and poisoned is not missing to a reader, only to a program. */
static void say_poisoned(struct ab_finding *finding)
{
	const char *const name = finding->member ? finding->member : finding->entity;

	if (is_about_absence(finding->rule) && collect_is_poisoned(name))
		finding->message = ab_printf(
		    &plugin.arena, "'%s' can no longer be used: the headers poison it", name);
}

static void report_gap(const char *message)
{
	struct ab_finding gap = {};

	gap.rule = AB_NOT_CHECKED;
	gap.severity = ab_policy_severity(plugin.policy, NULL, AB_NOT_CHECKED);
	gap.message = message;
	report_one(&gap);
}

/* What the compile's own macros or language decide. */
struct own_variants {
	struct ab_buf names; /* of the first few */
	size_t n;
};

static void note_own_variant(struct own_variants *own, const char *name)
{
	enum { NAMED_MAX = 3 };

	if (own->n++ < NAMED_MAX)
		ab_buf_addf(&own->names, "%s'%s'", own->names.length ? ", " : "", name);
	else if (own->n == NAMED_MAX + 1)
		ab_buf_add(&own->names, ", ...");
}

/*
 * Whoever defines NDEBUG or writes C++ has chosen; he is not told in each
 * compile that another choice was promised to others, unless he asks: by strict, or for
 * a report, as abiding check does.
 */
static void report_own_variants(const struct own_variants *own)
{
	report_gap(ab_printf(&plugin.arena,
			     "%zu declaration%s could not be checked (%s): what the headers say "
			     "depends on macros or the language of this translation unit",
			     own->n, own->n == 1 ? "" : "s", own->names.text));
}

static void compare_and_report(const struct ab_record *current, bool has_errors)
{
	const char *const gap = collect_gap();
	struct ab_findings findings = {};
	struct own_variants own = {};

	ab_buf_init(&own.names, &plugin.arena);
	for (size_t i = 0; i < current->n_hidden; i++)
		note_own_variant(&own, current->hidden[i]);
	plugin.release = ab_release_at_hand(&plugin.arena, plugin.policy, current);
	ab_compare(&plugin.arena, plugin.promised, current, plugin.policy, &findings);
	/* customs are a policy's; what the parser rejected may be new for that reason only */
	if (!plugin.policy->is_default && !has_errors)
		ab_lint(&plugin.arena, plugin.promised, current, plugin.policy, &findings);
	for (size_t i = 0; i < findings.count; i++)
		if (is_of_this_unit(&findings.items[i]))
			note_own_variant(&own, findings.items[i].entity);
		else if (!is_of_system(&findings.items[i]) &&
			 (!has_errors || !is_doubtful(&findings.items[i]))) {
			name_users_macro(&findings.items[i]);
			say_poisoned(&findings.items[i]);
			report_one(&findings.items[i]);
		}
	if (gap)
		report_gap(gap);
	else if (own.n && !current->gap && !has_errors &&
		 (plugin.options.is_strict || plugin.options.report))
		report_own_variants(&own);
}

static void write_record(struct ab_record *current)
{
	const struct ab_entity *culprit;
	struct ab_error error, why;

	current->library = plugin.policy->library;
	current->release = NULL;
	if (ab_record_write(&plugin.arena, current, plugin.options.write_record, NULL, &error))
		return;
	culprit = ab_record_find_unreadable(current, &why);
	if (culprit)
		error_at((location_t)culprit->place, "%qs cannot be recorded: %s", culprit->name,
			 why.message);
	else
		report_input_error(&error);
}

/* The record of this translation unit, NULL: something is wrong, and has been said. */
static struct ab_record *collect(void)
{
	struct ab_record *const current = collect_finish();
	struct ab_error error;

	if (!current)
		say_no_memory();
	else if (!collect_is_whole())
		return NULL;
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

static void finish(void)
{
	const double started = now_ms();

	if (!ab_arena_guard(&plugin.arena, check, NULL))
		say_no_memory();
	if (plugin.options.wants_stats)
		fprintf(stderr, "%s: loaded in %.2f ms, checked in %.2f ms, %zu bytes\n",
			plugin.name, plugin.load_ms, now_ms() - started,
			ab_arena_bytes(&plugin.arena));
}

/* ---- protocols ---- */

/* Whether this compile has read a header that is made of the protocol. */
static bool sees_protocol(const struct ab_policy_protocol *protocol)
{
	const char *last = NULL;

	for (unsigned i = 0; i < LINEMAPS_ORDINARY_USED(line_table); i++) {
		const char *const file =
		    ORDINARY_MAP_FILE_NAME(LINEMAPS_ORDINARY_MAP_AT(line_table, i));

		if (!file || file == last)
			continue;
		if (ab_protocol_has_header(protocol, file))
			return true;
		last = file;
	}
	return false;
}

static void compare_protocols(void *)
{
	bool *const is_wanted = AB_NEW_ARRAY(&plugin.arena, bool, plugin.policy->n_protocols);
	struct ab_record *const current = ab_record_new(&plugin.arena);
	struct ab_findings findings = {};
	struct ab_error error;

	for (unsigned i = 0; i < plugin.policy->n_protocols; i++) {
		is_wanted[i] = sees_protocol(&plugin.policy->protocols[i]);
		if (is_wanted[i])
			depend_on(plugin.policy->protocols[i].file);
	}
	if (!ab_record_take_protocols(current, plugin.policy, is_wanted, &error)) {
		report_input_error(&error);
		return;
	}
	ab_compare_protocols(&plugin.arena, plugin.promised, current, plugin.policy, plugin.release,
			     &findings);
	for (size_t i = 0; i < findings.count; i++)
		report_one(&findings.items[i]);
}

static void check_protocols(void)
{
	if (plugin.promised && plugin.policy->n_protocols &&
	    !ab_arena_guard(&plugin.arena, compare_protocols, NULL))
		say_no_memory();
}

/* Once; false: an argument is wrong. */
static bool prepare(struct plugin_name_args *args, const struct handover *handover)
{
	if (plugin.name)
		return true;
	plugin.name = args->base_name;
	plugin.handover = handover;
	ab_arena_init(&plugin.arena);
	return read_arguments(args);
}

static void load_for_additions(void *context)
{
	struct loading *const loading = (struct loading *)context;

	loading->is_good = load_policy(&loading->error);
	if (loading->is_good)
		additions_start(&plugin.arena, plugin.policy);
}

static bool start_additions(struct plugin_name_args *args, const struct handover *handover)
{
	struct loading loading = {};

	return prepare(args, handover) &&
	       ab_arena_guard(&plugin.arena, load_for_additions, &loading) && loading.is_good;
}

static bool are_additions_silent(const struct additions *additions)
{
	return additions_are_silent(image(), additions);
}

static bool start(struct plugin_name_args *args, const struct handover *handover)
{
	const double started = now_ms();
	struct loading loading = {};

	if (!prepare(args, handover))
		return false;
	depend_later(depend_on_files);
	if (!ab_arena_guard(&plugin.arena, load, &loading)) {
		say_no_memory();
		return false;
	}
	/* -E needs our files for the list of dependencies only */
	if (!loading.is_good && (!flag_preprocess_only || depend_is_wanted()))
		say_input_error(&loading.error);
	if (!loading.is_good || flag_preprocess_only)
		return false;
	report_start();
	plugin.load_ms = now_ms() - started;
	return true;
}

extern "C" {
extern __attribute__((visibility("default"))) const struct full abiding_full;
const struct full abiding_full = {
    version_is_right, start,	       collect_decl,   collect_type,
    collect_function, collect_include, collect_undef,  finish,
    check_protocols,  start_additions, additions_note, are_additions_silent,
};
}
