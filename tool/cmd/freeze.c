/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze.c - what headers declare, frozen as a release.
 *
 * The plugin writes what one compile declares; that is frozen onto the record
 * that there is, or onto an empty one, unless it breaks what is promised.
 * With a policy the plugin compares as well, and the compiler points at each
 * break in the headers; a record alone would hide headers that are new.
 */
#include "tool.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "abiding/language.h"

static const struct usage usage = {
    "freeze",
    "pVoLc",
    "Usage: abiding freeze [-p POLICY] --release V [HEADER...] [-o RECORD]\n"
    "                      [--library LIBRARY.so] [-- CFLAGS...]\n"
    "Writes what headers declare into a record, as release V.  What is new is added\n"
    "to the record that there is; a break of what it promises stops the freeze.\n"
    "Without HEADER: those by which, says the policy, users enter the library, and\n"
    "the protocols that it names.\n"
    "\n"
    "  -p, --policy FILE   which headers are public; without: all but the system's\n"
    "  --release V         the release that these headers are, such as 1.2.0\n"
    "  -o, --output FILE   the record to write; - or none: standard output.  If it\n"
    "                      does not exist, the policy's record is added to\n"
    "  --library FILE      the linked library of this release: it knows the size of\n"
    "                      variables whose type does not say it (extern char x[];)\n"
    "  -- CFLAGS           options of the compiler: -I, -D, -std, -m32 ...\n",
};

struct freeze {
	struct ab_arena *arena;
	struct options options;
	const char *base_path;	  /* the record to add to, NULL: none */
	struct ab_file_seen seen; /* the output, as it was read */
	struct ab_policy *policy; /* NULL: none given */
	struct ab_record *base, *current;
	struct ab_library *library; /* NULL: none given */
	struct compiler compiler;
	struct sources sources;
	struct alone *alone; /* of several headers, each by itself; NULL: there is only one */
	struct ab_record **records; /* what each of these declares */
	bool is_refused;	    /* the compiler has said an error, or more */
};

static int check_usage(const struct freeze *freeze)
{
	const struct options *options = &freeze->options;

	if (!options->release)
		return options_refuse(&usage, "--release is missing: which release are these"
					      " headers?");
	if (!ab_release_is(options->release))
		return options_refuse(&usage, "'%s' is not a release (expected e.g. 1.2.0)",
				      options->release);
	if (!options->policy && !options->n_args)
		return options_refuse(&usage, "name headers, or give a policy (-p)");
	return GO_ON;
}

static bool is_to_stdout(const struct options *options)
{
	return !options->output || !strcmp(options->output, "-");
}

/* Also /dev/stdout and the like: no record is there to add to. */
static bool is_to_stream(const struct freeze *freeze)
{
	return is_to_stdout(&freeze->options) ||
	       ab_file_is_stream(freeze->arena, freeze->options.output);
}

static bool read_base(struct freeze *freeze, bool is_output, struct ab_error *error)
{
	size_t length;
	char *text;

	if (!ab_file_read(freeze->arena, freeze->base_path, &text, &length, error))
		return false;
	if (is_output)
		freeze->seen = (struct ab_file_seen){text, length};
	return ab_record_parse(freeze->arena, freeze->base_path, text, length, &freeze->base,
			       error);
}

static int load_base(struct freeze *freeze)
{
	const struct options *options = &freeze->options;
	const bool is_there = !is_to_stream(freeze) && access(options->output, F_OK) == 0;
	struct ab_error error;

	if (is_there)
		freeze->base_path = options->output;
	else if (freeze->policy && freeze->policy->record_path &&
		 access(freeze->policy->record_path, F_OK) == 0)
		freeze->base_path = freeze->policy->record_path;
	if (!freeze->base_path)
		return GO_ON;
	if (!read_base(freeze, is_there, &error) ||
	    (freeze->policy && !ab_policy_is_of(freeze->policy, freeze->base, &error)))
		return say_error(&error, STATUS_USAGE);
	if (freeze->base->release &&
	    ab_release_compare(options->release, freeze->base->release) < 0) {
		say_plain("release %s is older than %s, the last one in '%s'", options->release,
			  freeze->base->release, freeze->base_path);
		return STATUS_USAGE;
	}
	return GO_ON;
}

static int choose_sources(struct freeze *freeze)
{
	struct sources *sources = &freeze->sources;
	int status;

	if (!freeze->options.n_args) {
		sources_from_policy(freeze->arena, freeze->policy, sources);
		sources_sort(sources, freeze->policy);
		return GO_ON;
	}
	status = sources_from_args(freeze->arena, &usage, &freeze->options, sources);
	if (status == GO_ON && sources->n_files > 1)
		status = options_refuse(&usage, "'%s' is one too many: one .c file, or headers",
					sources->files[1]);
	sources_sort(sources, freeze->policy ? freeze->policy
					     : ab_policy_default(freeze->arena, freeze->base));
	return status;
}

/* Whether there is something to compile: a policy may be of protocols alone. */
static bool has_sources(const struct freeze *freeze)
{
	return freeze->sources.n_files || freeze->sources.includes.count;
}

static int prepare(struct freeze *freeze, const char *self, int argc, char **argv)
{
	struct options *options = &freeze->options;
	struct ab_error error;
	int status = options_parse(freeze->arena, &usage, argc, argv, options);

	if (status == GO_ON)
		status = check_usage(freeze);
	/* freezes of one record, for two targets in a build: what the first has added would be lost */
	if (status == GO_ON && !is_to_stream(freeze))
		lock_folder_of(freeze->arena, options->output);
	if (status == GO_ON && options->policy &&
	    !ab_policy_load(freeze->arena, options->policy, &freeze->policy, &error))
		status = say_error(&error, STATUS_USAGE);
	if (status == GO_ON && options->library)
		status = linked_read(freeze->arena, options->library, &freeze->library);
	if (status == GO_ON)
		status = load_base(freeze);
	if (status == GO_ON)
		status = choose_sources(freeze);
	if (status == GO_ON && has_sources(freeze))
		status = compiler_find(freeze->arena, self, &freeze->compiler);
	return status;
}

/* What is collected is of the policy, and compared with the record if is_compared. */
static void add_common_words(const struct freeze *freeze, const char *collected, bool is_compared,
			     struct words *words)
{
	const struct compiler *compiler = &freeze->compiler;

	compiler_add_plugin(words, compiler);
	compiler_add_argument(words, compiler, "write-record", collected);
	if (freeze->policy) {
		compiler_add_argument(words, compiler, "policy", freeze->options.policy);
		if (freeze->base_path && is_compared)
			compiler_add_argument(words, compiler, "record", freeze->base_path);
		if (!freeze->sources.n_files)
			compiler_add_guard(words, &freeze->options, freeze->policy->sentinel_guard);
	}
	compiler_add_standard(words, compiler, &freeze->options, freeze->base);
	compiler_add_flags(words, &freeze->options);
	words_add(words, "-fsyntax-only");
}

static struct words compile_words(const struct freeze *freeze, const char *collected)
{
	const struct sources *sources = &freeze->sources;
	struct words words = {.arena = freeze->arena};

	add_common_words(freeze, collected, true, &words);
	words_add_all(&words,
		      (const char *const[]){"-MD", "-MT", "unit", "-MF",
					    temp_path(freeze->arena, "dependencies.mk")},
		      5);
	if (sources->n_files)
		words_add(&words, sources->files[0]);
	else
		compiler_add_unit(&words, &freeze->compiler, &freeze->options);
	return words;
}

static void add_alone_words(const void *context, const struct alone *alone, struct words *words)
{
	const struct freeze *freeze = context;

	add_common_words(freeze, alone->record, false, words);
	compiler_add_unit(words, &freeze->compiler, &freeze->options);
}

static int refuse_uncollected(const struct freeze *freeze, int status)
{
	if (status)
		say_plain("'%s' failed (see above); nothing is frozen. Set CC to choose the "
			  "compiler and put its options after --",
			  freeze->compiler.command.items[0]);
	else
		say_plain("'%s' has not run the plugin '%s': nothing is frozen",
			  freeze->compiler.command.items[0], freeze->compiler.plugin);
	return STATUS_UNCHECKED;
}

/* The compile says it only where the headers depend on it. */
static void note_language(struct freeze *freeze)
{
	const struct ab_language *language =
	    compiler_language(&freeze->compiler, &freeze->options, freeze->base);

	if (!freeze->current->language && language && language != ab_language_usual(false))
		freeze->current->language = language->name;
}

/* Whether there are headers that do not compile by themselves, although others do. */
static bool has_dependents(const struct freeze *freeze)
{
	const size_t n = freeze->sources.includes.count;
	size_t n_dependent = 0;

	for (size_t i = 0; i < n; i++)
		n_dependent += freeze->alone[i].status != 0;
	return n_dependent && n_dependent < n;
}

static int refuse_dependents(const struct freeze *freeze)
{
	for (size_t i = 0; i < freeze->sources.includes.count; i++) {
		const struct alone *alone = &freeze->alone[i];
		const char *name = alone->include.name;

		if (!alone->status)
			continue;
		show_file(freeze->arena, alone->messages);
		say_plain("'%s' cannot be included by itself: %s; if users include another header"
			  " before it, say so in the policy: entry: [..., {header: %s, after:"
			  " HEADER}]",
			  name, compiler_first_error(freeze->arena, alone->messages), name);
	}
	say_plain("nothing is frozen");
	return STATUS_UNCHECKED;
}

/* Of one header all is seen in the compile of all. */
static int collect_alone(struct freeze *freeze)
{
	if (freeze->sources.includes.count < 2)
		return GO_ON;
	freeze->alone = alone_run(freeze->arena, &freeze->compiler, &freeze->sources, NULL,
				  add_alone_words, freeze);
	if (!freeze->alone)
		return STATUS_UNCHECKED;
	return has_dependents(freeze) ? refuse_dependents(freeze) : GO_ON;
}

/* It is frozen all the same, and judged where the others are, too. */
static void say_partial(const struct freeze *freeze)
{
	const struct ab_record *record = freeze->current;

	for (size_t i = 0; i < record->n_headers; i++)
		if (record->headers[i].is_partial)
			say_plain("'%s' declares less by itself than after the other headers: it "
				  "is judged only where all of them are included; if users include "
				  "another header before it, say so in the policy: entry: [..., "
				  "{header: %s, after: HEADER}]",
				  record->headers[i].name, record->headers[i].name);
}

/* What the policy overlooks is told, and stops nothing. */
static void say_overlooked(const struct freeze *freeze)
{
	const struct words read =
	    sources_read_dependencies(freeze->arena, temp_path(freeze->arena, "dependencies.mk"));
	const struct ab_location nowhere = {NULL, 0, 0};
	struct ab_findings findings = {0};

	if (!freeze->policy || freeze->options.n_args)
		return;
	unlisted_add_findings(freeze->arena, &read, freeze->current, freeze->policy, NULL, false,
			      &findings);
	for (size_t i = 0; i < findings.count; i++)
		say_finding(freeze->arena, &findings.items[i], nowhere, nowhere, true);
}

static int note_brought(struct freeze *freeze, const char *collected)
{
	const struct sources *sources = &freeze->sources;
	const size_t n = sources->includes.count;
	struct alone single = {.record = collected};
	struct ab_error error;

	freeze->records = AB_NEW_ARRAY(freeze->arena, struct ab_record *, n);
	if (n)
		single.include = sources->includes.items[0];
	if (!n || alone_note_brought(freeze->arena, freeze->alone ? freeze->alone : &single, n,
				     freeze->current, freeze->records, &error)) {
		say_partial(freeze);
		say_overlooked(freeze);
		return GO_ON;
	}
	return say_error(&error, STATUS_UNCHECKED);
}

/* Of a .c file, all versions that it gives to symbols have been seen. */
static void note_versions(const struct freeze *freeze)
{
	for (size_t i = 0; freeze->sources.n_files && i < freeze->current->n_headers; i++)
		if (ab_header_is_same(freeze->current->headers[i].name, freeze->sources.files[0]))
			freeze->current->headers[i].knows_versions = true;
}

/* A compile that failed has written no record; one that found breaks has. */
static int collect_all(struct freeze *freeze)
{
	const char *collected = temp_path(freeze->arena, "collected.yaml");
	struct process streams = {0};
	struct ab_error error;
	struct words words;
	int status;

	if (!collected)
		return STATUS_UNCHECKED;
	if (!freeze->sources.n_files) {
		streams.input = sources_write_unit(freeze->arena, &freeze->sources, NULL);
		if (!streams.input)
			return STATUS_UNCHECKED;
	}
	words = compile_words(freeze, collected);
	status = compiler_run(&freeze->compiler, &words, &streams);
	if (status < 0)
		return STATUS_UNCHECKED;
	if (access(collected, F_OK) != 0)
		return refuse_uncollected(freeze, status);
	freeze->is_refused = status > 0;
	if (!ab_record_load(freeze->arena, collected, &freeze->current, &error))
		return say_error(&error, STATUS_UNCHECKED);
	/* headers of one compile, maybe not all: what is not in it is not removed for that */
	freeze->current->file = NULL;
	note_language(freeze);
	note_versions(freeze);
	return note_brought(freeze, collected);
}

static int collect(struct freeze *freeze)
{
	const int status = collect_alone(freeze);

	return status == GO_ON ? collect_all(freeze) : status;
}

/* The policy's protocols, where no headers are named. */
static int collect_protocols(struct freeze *freeze)
{
	struct ab_error error;

	if (!freeze->current)
		freeze->current = ab_record_new(freeze->arena);
	if (freeze->options.n_args ||
	    ab_record_take_protocols(freeze->current, freeze->policy, NULL, &error))
		return GO_ON;
	return say_error(&error, STATUS_USAGE);
}

static size_t count_entities(const struct ab_record *record)
{
	size_t count = protocols_count(record);
	int kind;

	for (kind = 0; kind < AB_KINDS; kind++)
		count += record->of[kind].count;
	return count;
}

static int refuse_empty(const struct freeze *freeze)
{
	const struct sources *sources = &freeze->sources;
	struct ab_buf seen;
	size_t i;

	ab_buf_init(&seen, freeze->arena);
	for (i = 0; i < sources->n_files; i++)
		ab_buf_addf(&seen, "%s%s", i ? ", " : "", sources->files[i]);
	for (i = 0; i < sources->includes.count; i++)
		ab_buf_addf(&seen, "%s%s", i ? ", " : "", sources->includes.items[i].name);
	if (freeze->policy)
		say_plain("nothing public was found in %s: no surface of '%s' has these headers;"
			  " see its 'headers:'",
			  seen.text, freeze->options.policy);
	else
		say_plain("nothing public was found in %s: they declare nothing themselves, and"
			  " headers of the system that they take in count only with a policy (-p)"
			  " that names them",
			  seen.text);
	return STATUS_UNCHECKED;
}

/* Whether the policy makes a lint an error, which only the plugin can find. */
static bool has_strict_lint(const struct ab_policy *policy)
{
	for (int rule = AB_RULE_NONE + 1; policy && rule < AB_RULES; rule++)
		if (ab_rule_info((enum ab_rule)rule)->sort == AB_RULE_LINT &&
		    policy->has_severity[rule] && policy->severity[rule] == AB_ERROR)
			return true;
	return false;
}

/* Of what the compiler has not looked at. */
static bool has_error_of_protocol(const struct ab_findings *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].now_file && findings->items[i].severity == AB_ERROR)
			return true;
	return false;
}

/* What this compile has left out of symbols' versions, the record would lose. */
static bool has_error_of_symbols(const struct ab_findings *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].severity == AB_ERROR &&
		    ab_rule_info(findings->items[i].rule)->on == AB_RULE_ON_SYMBOLS)
			return true;
	return false;
}

static bool is_found(const struct ab_findings *findings, const struct ab_finding *finding)
{
	for (size_t i = 0; i < findings->count; i++)
		if (report_is_same(&findings->items[i], finding))
			return true;
	return false;
}

static bool is_other_language(const struct freeze *freeze)
{
	return ab_language_of_record(freeze->base->language) !=
	       ab_language_of_record(freeze->current->language);
}

/* What the headers say in another language only, no release has promised. */
static void say_other_language(const struct freeze *freeze)
{
	const struct ab_language *then = ab_language_of_record(freeze->base->language);
	const struct ab_language *now = ab_language_of_record(freeze->current->language);

	if (is_other_language(freeze))
		say_plain("'%s' is a record of %s, and these headers were compiled as %s: compile"
			  " them with -std=%s, or write a record of its own for %s",
			  freeze->base_path, then->name, now->name, then->name, now->name);
}

/* What is broken for those who include only one of several headers, behind all else. */
static void compare_alone(const struct freeze *freeze, const struct ab_policy *policy,
			  struct ab_findings *findings)
{
	for (size_t i = 0; freeze->alone && i < freeze->sources.includes.count; i++) {
		struct ab_findings found = {0};

		ab_compare(freeze->arena, freeze->base, freeze->records[i], policy, &found);
		for (size_t j = 0; j < found.count; j++)
			if (report_is_of_entry(&found.items[j]) &&
			    !is_found(findings, &found.items[j]))
				*ab_findings_add(freeze->arena, findings, found.items[j].rule) =
				    found.items[j];
	}
}

static size_t count_errors_behind(const struct ab_findings *findings, size_t n)
{
	size_t errors = 0;

	for (size_t i = n; i < findings->count; i++)
		errors += findings->items[i].severity == AB_ERROR;
	return errors;
}

/*
 * Whether a compile that holds the headers against the record finds nothing: it knows what
 * the text of a macro names, and what other headers declare.  Without a policy only: else
 * the compile that collects has been held against it.  In another C it passes over what
 * hangs on that.  It has to be strict, and silent in its report: what the flags hide or
 * weaken is not kept.
 */
static bool is_kept_by_compiler(const struct freeze *freeze)
{
	const struct sources *sources = &freeze->sources;
	const char *const found = temp_path(freeze->arena, "judged.jsonl");
	struct process streams = {.errors = temp_path(freeze->arena, "judged.txt")};
	struct words words = {.arena = freeze->arena};
	struct report report;
	struct ab_error error;

	if (freeze->policy || !freeze->base_path || !has_sources(freeze) || !found ||
	    !streams.errors || is_other_language(freeze))
		return false;
	if (!sources->n_files) {
		streams.input = sources_write_unit(freeze->arena, sources, NULL);
		if (!streams.input)
			return false;
	}
	compiler_add_plugin(&words, &freeze->compiler);
	compiler_add_argument(&words, &freeze->compiler, "record", freeze->base_path);
	compiler_add_argument(&words, &freeze->compiler, "report", found);
	compiler_add_argument(&words, &freeze->compiler, "strict", NULL);
	compiler_add_standard(&words, &freeze->compiler, &freeze->options, freeze->base);
	compiler_add_flags(&words, &freeze->options);
	words_add(&words, "-fsyntax-only");
	if (sources->n_files)
		words_add(&words, sources->files[0]);
	else
		compiler_add_unit(&words, &freeze->compiler, &freeze->options);
	report_init(&report, freeze->arena);
	return compiler_run(&freeze->compiler, &words, &streams) == 0 &&
	       report_read(&report, found, &error) && report.count == 0;
}

/* Breaks of what the base promises: none, or STATUS_BROKEN. */
static int compare(const struct freeze *freeze)
{
	const struct ab_policy *policy = freeze->policy;
	struct ab_findings findings = {0};
	size_t i, n_of_all, errors;

	if (!policy)
		policy = ab_policy_default(freeze->arena, freeze->base);
	ab_compare(freeze->arena, freeze->base, freeze->current, policy, &findings);
	n_of_all = findings.count;
	compare_alone(freeze, policy, &findings);
	if (ab_findings_count(&findings, AB_ERROR) && !has_error_of_protocol(&findings) &&
	    !has_error_of_symbols(&findings) && !count_errors_behind(&findings, n_of_all) &&
	    is_kept_by_compiler(freeze))
		return GO_ON;
	for (i = 0; i < findings.count; i++) {
		const struct ab_finding *finding = &findings.items[i];

		/* with a policy the compiler has said the others */
		if (finding->severity == AB_SILENT ||
		    (freeze->policy && !finding->now_file && i < n_of_all))
			continue;
		say_finding(freeze->arena, finding,
			    finding->now_file ? protocols_now(finding)
					      : (struct ab_location){finding->header, 0, 0},
			    report_then(finding, policy, freeze->base), true);
	}
	errors = ab_findings_count(&findings, AB_ERROR);
	/* what the text of a macro names, the compiler knows, which has found nothing */
	if (freeze->policy && !freeze->is_refused && !has_error_of_protocol(&findings))
		errors = count_errors_behind(&findings, n_of_all);
	if (!errors && freeze->is_refused && has_strict_lint(freeze->policy)) {
		say_plain("new declarations break the rules of '%s' (see above); nothing is frozen",
			  freeze->options.policy);
		return STATUS_BROKEN;
	}
	if (!errors)
		return GO_ON;
	say_other_language(freeze);
	say_ways_out(freeze->arena, findings.items, findings.count, policy, freeze->base);
	say_plain("%s: '%s' promises something else; nothing is frozen",
		  say_counts(freeze->arena, errors, ab_findings_count(&findings, AB_WARNING), 0),
		  freeze->base_path);
	return STATUS_BROKEN;
}

/* "foo" of "include/foo.h". */
static const char *stem(struct ab_arena *arena, const char *path)
{
	const char *name = strrchr(path, '/');

	name = name ? name + 1 : path;
	return ab_strndup(arena, name, strcspn(name, "."));
}

static const char *library_name(const struct freeze *freeze)
{
	if (freeze->policy && freeze->policy->library)
		return freeze->policy->library;
	return stem(freeze->arena, freeze->options.args[0]);
}

static int write_out(const struct freeze *freeze, struct ab_record *record, size_t added,
		     size_t gone)
{
	const char *output = freeze->options.output;
	struct ab_error error;
	const char *text;
	size_t length;

	if (is_to_stdout(&freeze->options)) {
		if (!ab_record_print(freeze->arena, record, &text, &length, &error) ||
		    !ab_record_is_readable(freeze->arena, "standard output", text, length, &error))
			return say_error(&error, STATUS_USAGE);
		fwrite(text, 1, length, stdout);
		return STATUS_HOLDS;
	}
	if (!ab_record_write(freeze->arena, record, output, &freeze->seen, &error))
		return say_error(&error, STATUS_USAGE);
	if (is_to_stream(freeze))
		return STATUS_HOLDS;
	printf("%s: %s %s is frozen: %zu new, ", output, record->library, record->release, added);
	if (gone)
		printf("%zu gone, ", gone);
	printf("%zu in all\n", count_entities(record));
	return STATUS_HOLDS;
}

/* In the first release, which has nothing to hold against; later the compiler tells of new ones. */
static void say_only_listed(const struct freeze *freeze)
{
	enum { NAMED_MAX = 3 };
	const struct ab_record *record = freeze->current;
	const size_t n = freeze->base ? 0 : record->n_listed;
	struct ab_buf names;

	if (!n)
		return;
	ab_buf_init(&names, freeze->arena);
	for (size_t i = 0; i < n && i < NAMED_MAX; i++)
		ab_buf_addf(&names, "%s'%s'", i ? ", " : "", record->listed[i]->name);
	if (n > NAMED_MAX)
		ab_buf_addf(&names, " and %zu more", n - NAMED_MAX);
	say_plain(
	    "the version script exports %s, which no public header declares: %s promised as %s"
	    " all the same",
	    names.text, n == 1 ? "it is" : "they are", n == 1 ? "a symbol" : "symbols");
}

/* How many of those that were there, n by kind, are not there any more. */
static size_t count_gone(const struct ab_record *record, const struct ab_entities *before)
{
	size_t gone = 0;

	for (int kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < before[kind].count; i++)
			gone += !ab_record_find(record, (enum ab_kind)kind,
						before[kind].items[i]->name);
	return gone;
}

/* The entities of a record as they are listed now. */
static struct ab_entities *list_entities(struct ab_arena *arena, const struct ab_record *record)
{
	struct ab_entities *lists = AB_NEW_ARRAY(arena, struct ab_entities, AB_KINDS);

	for (int kind = 0; kind < AB_KINDS; kind++) {
		const struct ab_entities *of = &record->of[kind];

		lists[kind].count = of->count;
		lists[kind].items = AB_NEW_ARRAY(arena, struct ab_entity *, of->count);
		for (size_t i = 0; i < of->count; i++)
			lists[kind].items[i] = of->items[i];
	}
	return lists;
}

/* What the linked library shows: it keeps the record, and says which sizes it has. */
static int take_library(const struct freeze *freeze)
{
	const struct ab_policy *policy = freeze->policy;
	int status;

	if (!freeze->library)
		return GO_ON;
	/* that of current has the headers at hand */
	if (!policy)
		policy = ab_policy_default(freeze->arena, freeze->current);
	status = linked_take_sizes(freeze->arena, &freeze->options, freeze->library, policy,
				   freeze->current);
	if (status == GO_ON && freeze->base)
		status = linked_compare(freeze->arena, &freeze->options, freeze->library, policy,
					freeze->base);
	return status;
}

/* What waivers let pass of those who include one header only: all together may have it still. */
static void note_passed_alone(const struct freeze *freeze, struct ab_record *record,
			      const struct ab_policy *policy)
{
	for (size_t i = 0; freeze->alone && i < freeze->sources.includes.count; i++)
		ab_record_freeze_passed(record, freeze->records[i], policy,
					freeze->options.release);
}

static int put_together(struct freeze *freeze)
{
	const struct ab_policy *policy = freeze->policy;
	struct ab_record *record = freeze->base;
	struct ab_entities *listed;
	size_t before, gone;

	if (!record)
		record = ab_record_new(freeze->arena);
	if (!record->library)
		record->library = library_name(freeze);
	if (!policy)
		policy = ab_policy_default(freeze->arena, freeze->base);
	before = count_entities(record);
	say_only_listed(freeze);
	listed = list_entities(freeze->arena, record);
	note_passed_alone(freeze, record, policy);
	ab_record_freeze_onto(record, freeze->current, policy, freeze->options.release);
	record->release = freeze->options.release;
	gone = count_gone(record, listed);
	return write_out(freeze, record, count_entities(record) - (before - gone), gone);
}

int freeze_run(struct ab_arena *arena, const char *self, int argc, char **argv)
{
	struct freeze freeze = {.arena = arena};
	int status = prepare(&freeze, self, argc, argv);

	if (status == GO_ON && has_sources(&freeze))
		status = collect(&freeze);
	if (status == GO_ON)
		status = collect_protocols(&freeze);
	if (status != GO_ON)
		return status;
	if (!count_entities(freeze.current))
		return refuse_empty(&freeze);
	status = freeze.base ? compare(&freeze) : GO_ON;
	if (status == GO_ON)
		status = take_library(&freeze);
	return status == GO_ON ? put_together(&freeze) : status;
}
