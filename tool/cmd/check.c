/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check.c - headers as they are now, held against a record.
 *
 * The plugin does the work inside of the compiler, and the compiler says it to
 * the user; the verdict is read from the plugin's report.  What was compiled
 * is read from the compiler's dependency file: the record is in it if the
 * plugin ran, a public header if there was something to check.
 */
#include "tool.h"

#include <stdio.h>
#include <unistd.h>

static const struct usage usage = {
    "check",
    "prmsfRc",
    "Usage: abiding check (-p POLICY | -r RECORD) [HEADER...] [-- CFLAGS...]\n"
    "Compiles headers, or .c files, and says what they no longer keep of what the\n"
    "record promises.  Without HEADER: those by which users enter the library, and\n"
    "the protocols that the policy names.\n"
    "\n"
    "  -p, --policy FILE   what is promised, and which record holds it\n"
    "  -r, --record FILE   a record alone: all in it is promised for ever\n"
    "  --severity WORD     the most that a finding weighs: error, warning or note\n"
    "  --strict            what could not be checked, and a waiver that is past or\n"
    "                      matches nothing, is an error\n"
    "  --format FORMAT     text, json, sarif, gitlab (code quality) or junit\n"
    "  -- CFLAGS           options of the compiler: -I, -D, -std, -m32 ...\n",
};

struct check {
	struct ab_arena *arena;
	struct options options;
	struct terms terms;
	const char *policy; /* what the plugin is given: the user's, or an image of it; or NULL */
	struct compiler compiler;
	struct sources sources;
	struct missing missing;
	struct words read; /* files that the compiles have read */
	struct report report;
	struct alone *alone; /* of several headers, each by itself */
	size_t n_alone;	     /* 0: there is only one */
	bool is_compiled;    /* something was */
	bool is_failed;	     /* a compile failed for another reason than a finding */
};

static int load_record(struct check *check)
{
	struct terms *terms = &check->terms;
	struct ab_error error;

	if (terms_load_head(check->arena, terms, &error))
		return GO_ON;
	say_error(&error, STATUS_USAGE);
	if (!terms->image && access(terms->record_path, F_OK) != 0)
		say_plain("abiding freeze writes a record; abiding freeze --help says how");
	return STATUS_USAGE;
}

/* Several compiles need not parse the same text each. */
static void take_image(struct check *check)
{
	const struct ab_policy *policy = check->terms.policy;
	const size_t n_args = check->options.n_args;
	const char *image = NULL;
	size_t n = 0;

	for (unsigned i = 0; i < policy->n_surfaces; i++)
		n += policy->surfaces[i].n_entries;
	if (!check->terms.image && !policy->n_protocols && (n_args ? n_args : n) > 1)
		image = terms_take_image(check->arena, check->options.policy, &check->terms);
	check->policy = image ? image : check->options.policy;
}

static int load(struct check *check)
{
	const struct options *options = &check->options;
	struct terms *terms = &check->terms;
	struct ab_error error;
	int status;

	if (!options->policy == !options->record)
		return options_refuse(&usage, "give either a policy (-p) or a record (-r)");
	terms->record_path = terms->read_path = options->record;
	if (options->policy) {
		if (!terms_load_policy(check->arena, options->policy, terms, &error))
			return say_error(&error, STATUS_USAGE);
		if (!terms->record_path) {
			say_plain("'%s' names no record: add a line 'record: FILE' to it",
				  options->policy);
			return STATUS_USAGE;
		}
		take_image(check);
	}
	status = load_record(check);
	if (status == GO_ON && !terms->policy)
		terms->policy = ab_policy_default(check->arena, terms->record);
	return status;
}

static int choose_sources(struct check *check)
{
	struct sources *sources = &check->sources;
	int status = GO_ON;

	if (check->options.n_args)
		status = sources_from_args(check->arena, &usage, &check->options, sources);
	else if (check->options.policy)
		sources_from_policy(check->arena, check->terms.policy, sources);
	else
		sources_from_record(check->arena, check->terms.record, sources);
	sources_sort(sources, check->terms.policy);
	if (status != GO_ON || check->options.n_args || sources->includes.count ||
	    check->terms.policy->n_protocols)
		return status;
	say_plain("'%s' does not say by which headers users enter the library: name them",
		  check->terms.record_path);
	return STATUS_UNCHECKED;
}

/* Words for one compile without the plugin; file NULL: the unit of all headers on stdin. */
static struct words unit_words(const struct check *check, const char *file)
{
	struct words words = {.arena = check->arena};

	if (!file)
		compiler_add_guard(&words, &check->options, check->terms.policy->sentinel_guard);
	compiler_add_standard(&words, &check->compiler, &check->options, check->terms.record);
	compiler_add_flags(&words, &check->options);
	words_add(&words, "-fsyntax-only");
	if (file)
		words_add(&words, file);
	else
		compiler_add_unit(&words, &check->compiler, &check->options);
	return words;
}

static struct words plugin_words(const struct check *check, const char *report,
				 const char *dependencies)
{
	const struct compiler *compiler = &check->compiler;
	struct words words = {.arena = check->arena};

	compiler_add_plugin(&words, compiler);
	if (check->policy)
		compiler_add_argument(&words, compiler, "policy", check->policy);
	else
		compiler_add_argument(&words, compiler, "record", check->options.record);
	compiler_add_argument(&words, compiler, "report", report);
	if (check->options.severity)
		compiler_add_argument(&words, compiler, "severity", check->options.severity);
	if (check->options.strict)
		compiler_add_argument(&words, compiler, "strict", NULL);
	words_add_all(&words, (const char *const[]){"-MD", "-MT", "unit", "-MF", dependencies}, 5);
	return words;
}

/* A compile failed: by our errors, or for reasons of its own. */
static void judge_failure(struct check *check, const struct process *streams,
			  const struct report *before)
{
	if (check->report.errors > before->errors)
		return;
	check->is_failed = true;
	if (streams->errors)
		show_file(check->arena, streams->errors);
}

static int check_unit(struct check *check, const char *file, const char *input)
{
	struct ab_arena *arena = check->arena;
	const char *report = temp_path(arena, "report.jsonl");
	const char *dependencies = temp_path(arena, "dependencies.mk");
	const struct report before = check->report;
	struct process streams = {.input = input};
	struct words words, more, read;
	struct ab_error error;
	int status;

	if (!report)
		return STATUS_UNCHECKED;
	unlink(report);
	unlink(dependencies);
	if (check->options.format != FORMAT_TEXT)
		streams.errors = temp_path(arena, "messages.txt");
	words = plugin_words(check, report, dependencies);
	more = unit_words(check, file);
	words_add_all(&words, more.items, more.count);
	status = compiler_run(&check->compiler, &words, &streams);
	if (status < 0)
		return STATUS_UNCHECKED;
	check->is_compiled = true;
	if (!report_read(&check->report, report, &error))
		return say_error(&error, STATUS_UNCHECKED);
	read = sources_read_dependencies(arena, dependencies);
	words_add_all(&check->read, read.items, read.count);
	if (status > 0)
		judge_failure(check, &streams, &before);
	return GO_ON;
}

static void add_alone_words(const void *context, const struct alone *alone, struct words *words)
{
	const struct check *check = context;
	struct words more = plugin_words(check, alone->report, alone->dependencies);

	words_add_all(words, more.items, more.count);
	more = unit_words(check, NULL);
	words_add_all(words, more.items, more.count);
}

/* Whether a compile by itself has failed for another reason than a finding. */
static bool is_dependent(struct check *check, const struct alone *alone)
{
	struct ab_error error;
	struct report report;

	report_init(&report, check->arena);
	return alone->status && report_read(&report, alone->report, &error) && !report.errors;
}

/* Whether all headers compile as one unit; no plugin is asked. */
static bool do_all_compile(struct check *check)
{
	const struct process streams = {
	    .input = sources_write_unit(check->arena, &check->sources, check->terms.record),
	    .errors = temp_path(check->arena, "messages.txt"),
	};
	struct words words = unit_words(check, NULL);

	return streams.input && streams.errors &&
	       compiler_run(&check->compiler, &words, &streams) == 0;
}

static void forget_dependents(struct check *check)
{
	for (size_t i = 0; i < check->n_alone; i++)
		check->alone[i].is_dependent = false;
}

/*
 * Those that do not compile by themselves come behind the others.  If that does not
 * help, or no other one compiles, it is for another reason.
 */
static void put_off(struct check *check, size_t n_dependent)
{
	struct includes *includes = &check->sources.includes;

	for (size_t i = 0; i < includes->count; i++)
		includes->items[i].is_late = check->alone[i].is_dependent;
	sources_sort(&check->sources, check->terms.policy);
	if (n_dependent == includes->count || (n_dependent && !do_all_compile(check)))
		forget_dependents(check);
}

static int check_alone(struct check *check)
{
	const size_t n = check->sources.includes.count;
	size_t n_dependent = 0;

	if (n < 2)
		return GO_ON;
	check->alone = alone_run(check->arena, &check->compiler, &check->sources,
				 check->terms.record, add_alone_words, check);
	if (!check->alone)
		return STATUS_UNCHECKED;
	check->n_alone = n;
	for (size_t i = 0; i < n; i++) {
		check->alone[i].is_dependent = is_dependent(check, &check->alone[i]);
		n_dependent += check->alone[i].is_dependent;
	}
	put_off(check, n_dependent);
	return GO_ON;
}

static bool is_reported(const struct check *check, const struct ab_finding *finding)
{
	for (size_t i = 0; i < check->report.count; i++)
		if (report_is_same(&check->report.items[i].finding, finding))
			return true;
	return false;
}

static void add_finding(struct check *check, const struct ab_finding *finding)
{
	const struct ab_location nowhere = {NULL, 0, 0};
	const struct ab_location then = {finding->since ? check->terms.record->file : NULL, 0, 0};
	struct ab_finding capped = *finding;

	if (capped.severity == AB_SILENT)
		return;
	if (capped.severity > check->options.most)
		capped.severity = check->options.most;
	report_add(&check->report, &capped, nowhere, then);
	if (check->options.format == FORMAT_TEXT)
		say_finding(check->arena, &capped, nowhere, then, true);
}

/* Waivers are told of where the policy has them. */
static void report_waivers(struct check *check)
{
	const struct ab_location nowhere = {NULL, 0, 0};
	struct ab_findings findings = {0};

	waivers_add_findings(check->arena, check->alone, check->n_alone, check->terms.record,
			     check->terms.policy, &check->report, check->options.strict, &findings);
	for (size_t i = 0; i < findings.count; i++) {
		struct ab_finding *finding = &findings.items[i];
		const struct ab_location place = report_then(finding, check->terms.policy, NULL);

		if (finding->severity > check->options.most)
			finding->severity = check->options.most;
		report_add(&check->report, finding, nowhere, place);
		if (check->options.format == FORMAT_TEXT)
			say_finding(check->arena, finding, place, nowhere, true);
	}
}

/* The header of the record that users could include; NULL: it is new. */
static const struct ab_header *released_entry(const struct check *check, const char *name)
{
	const struct ab_record *record = check->terms.record;

	for (size_t i = 0; i < record->n_headers; i++)
		if (record->headers[i].is_entry && ab_header_is_same(record->headers[i].name, name))
			return &record->headers[i];
	return NULL;
}

/* An entry that needs another header before it. */
static void add_dependent(struct check *check, const struct alone *alone)
{
	const struct ab_policy *policy = check->terms.policy;
	const char *name = alone->include.name;
	const struct ab_header *header = released_entry(check, name);
	const char *release = check->terms.record->release;
	const struct ab_surface *surface = ab_policy_surface(policy, name, &(const char *){NULL});
	struct ab_finding finding = {.entity = header ? header->name : name,
				     .header = header ? header->name : name};

	finding.rule = header ? AB_ENTRY_NOT_ALONE : AB_NOT_CHECKED;
	if (header && ab_policy_waiver(policy, finding.rule, header->name, NULL, release))
		return;
	finding.severity = ab_policy_severity(policy, header ? surface : NULL, finding.rule);
	if (!header && check->options.strict)
		finding.severity = AB_ERROR;
	finding.since = !header ? NULL : header->since ? header->since : release;
	finding.message = ab_printf(check->arena, "'%s' can%s be included by itself: %s", name,
				    header ? " no longer" : "not",
				    compiler_first_error(check->arena, alone->messages));
	finding.consequence =
	    ab_printf(check->arena,
		      "if users include another header before it, say so in the policy: entry: "
		      "[..., {header: %s, after: HEADER}]",
		      name);
	if (check->options.format == FORMAT_TEXT)
		show_file(check->arena, alone->messages);
	add_finding(check, &finding);
}

/* What is broken for those who include one header only. */
static int add_alone(struct check *check, const struct alone *alone)
{
	struct ab_error error;
	struct report report;
	struct words read;

	report_init(&report, check->arena);
	if (!report_read(&report, alone->report, &error))
		return say_error(&error, STATUS_UNCHECKED);
	for (size_t i = 0; i < report.count; i++) {
		struct reported *item = &report.items[i];

		if (!report_is_of_entry(&item->finding) || is_reported(check, &item->finding))
			continue;
		report_name_entry(check->arena, &item->finding, alone->include.name);
		report_add(&check->report, &item->finding, item->now, item->then);
		if (check->options.format == FORMAT_TEXT)
			say_finding(check->arena, &item->finding, item->now, item->then, true);
	}
	read = sources_read_dependencies(check->arena, alone->dependencies);
	words_add_all(&check->read, read.items, read.count);
	if (alone->is_dependent)
		add_dependent(check, alone);
	return GO_ON;
}

static int check_units(struct check *check)
{
	const struct sources *sources = &check->sources;
	const char *input;
	int status = GO_ON;
	size_t i;

	for (i = 0; i < sources->n_files && status == GO_ON; i++)
		status = check_unit(check, sources->files[i], NULL);
	if (!sources->includes.count || status != GO_ON)
		return status;
	status = check_alone(check);
	if (status != GO_ON)
		return status;
	input = sources_write_unit(check->arena, sources, check->terms.record);
	status = input ? check_unit(check, NULL, input) : STATUS_UNCHECKED;
	for (i = 0; i < check->n_alone && status == GO_ON; i++)
		status = add_alone(check, &check->alone[i]);
	return status;
}

static bool has_read_record(struct check *check)
{
	return sources_has_read(&check->read, check->terms.read_path);
}

/* Protocols, where no headers are named; one that a compile has read, the plugin has checked. */
static int check_protocols(struct check *check)
{
	const struct ab_policy *policy = check->terms.policy;
	bool *is_wanted = AB_NEW_ARRAY(check->arena, bool, policy->n_protocols);
	struct ab_error error;

	if (check->options.n_args || !policy->n_protocols)
		return GO_ON;
	for (unsigned i = 0; i < policy->n_protocols; i++)
		is_wanted[i] = !sources_has_read(&check->read, policy->protocols[i].file);
	if (!protocols_check(check->arena, &check->terms, is_wanted, &check->report,
			     check->options.format == FORMAT_TEXT, &error))
		return say_error(&error, STATUS_USAGE);
	return GO_ON;
}

/* How many of the record's headers the compiles have read. */
static size_t count_read_headers(struct check *check)
{
	const struct ab_record *record = check->terms.record;
	size_t i, n = 0;

	for (i = 0; i < record->n_headers; i++)
		n += sources_has_read_header(&check->read, record->headers[i].name);
	return n;
}

static bool has_read_header(struct check *check)
{
	return count_read_headers(check) > 0;
}

/* What has been read is there; only for the rest the compiler need be asked. */
static int look_for_missing(struct check *check)
{
	const struct ab_record *record = check->terms.record;

	if (!check->sources.includes.count || count_read_headers(check) == record->n_headers)
		return GO_ON;
	if (missing_probe(check->arena, &check->compiler, &check->options, record, &check->sources,
			  &check->missing) != GO_ON)
		return STATUS_UNCHECKED;
	missing_find_release(check->arena, &check->compiler, &check->options, &check->terms,
			     &check->sources, &check->missing);
	return GO_ON;
}

/* Findings need all of the record, and so does what may be said of waivers. */
static int load_rest(struct check *check)
{
	struct ab_error error;

	if ((!check->report.count && !check->missing.count && !check->terms.policy->n_waivers) ||
	    terms_load_record(check->arena, &check->terms, &error))
		return GO_ON;
	return say_error(&error, STATUS_USAGE);
}

static void report_headers(struct check *check)
{
	struct ab_findings findings = {0};
	size_t i;

	/* where none at all is found, more likely an -I is missing */
	if (check->missing.count == check->terms.record->n_headers && !has_read_header(check))
		return;
	missing_add_findings(check->arena, &check->missing, &check->read, check->terms.record,
			     check->terms.policy, &findings);
	if (!check->options.n_args)
		missing_add_unlisted(check->arena, &check->missing, check->terms.record,
				     check->terms.policy, check->options.strict, &findings);
	if (check->options.policy && !check->options.n_args)
		unlisted_add_findings(check->arena, &check->read, check->terms.record,
				      check->terms.policy, &check->report, check->options.strict,
				      &findings);
	for (i = 0; i < findings.count; i++)
		if (!is_reported(check, &findings.items[i]))
			add_finding(check, &findings.items[i]);
	if (check->options.policy && !check->options.n_args && !check->is_failed)
		report_waivers(check);
}

/* The verdict: a silence counts only where the plugin ran and had something to look at. */
static int judge(struct check *check)
{
	if (check->report.errors)
		return STATUS_BROKEN;
	if (check->is_failed && !has_read_record(check)) {
		say_plain("'%s' failed (see above); nothing was checked. Set CC to choose the "
			  "compiler and put its options after --",
			  check->compiler.command.items[0]);
		return STATUS_UNCHECKED;
	}
	if (check->is_failed) {
		say_plain("the compilation failed (see above); not everything was checked. Put "
			  "compiler options after --");
		return STATUS_UNCHECKED;
	}
	if (check->is_compiled && !has_read_record(check)) {
		say_plain("'%s' has not run the plugin '%s': nothing was checked",
			  check->compiler.command.items[0], check->compiler.plugin);
		return STATUS_UNCHECKED;
	}
	if (check->is_compiled && !has_read_header(check)) {
		say_plain("no header of '%s' was read; nothing was checked. Add their folder with "
			  "-I after --, or name headers or .c files that include them",
			  check->terms.record_path);
		return STATUS_UNCHECKED;
	}
	return STATUS_HOLDS;
}

static void print_verdict(const struct check *check, int status)
{
	const struct report *report = &check->report;
	const char *library =
	    check->terms.record->library ? check->terms.record->library : "the library";

	printf("%s%s%s: the promise %s: %s\n", library, check->terms.record->release ? " " : "",
	       check->terms.record->release ? check->terms.record->release : "",
	       status == STATUS_BROKEN ? "is broken" : "holds",
	       say_counts(check->arena, report->errors, report->warnings, report->notes));
}

static void print_ways_out(const struct check *check)
{
	const struct report *report = &check->report;
	struct ab_finding *findings = AB_NEW_ARRAY(check->arena, struct ab_finding, report->count);

	for (size_t i = 0; i < report->count; i++)
		findings[i] = report->items[i].finding;
	say_ways_out(check->arena, findings, report->count, check->terms.policy,
		     check->terms.record);
}

static int prepare(struct check *check, const char *self, int argc, char **argv)
{
	int status = options_parse(check->arena, &usage, argc, argv, &check->options);

	if (status == GO_ON)
		status = load(check);
	if (status == GO_ON)
		status = choose_sources(check);
	if (status == GO_ON && (check->sources.n_files || check->sources.includes.count))
		status = compiler_find(check->arena, self, &check->compiler);
	return status;
}

int check_run(struct ab_arena *arena, const char *self, int argc, char **argv)
{
	struct check check = {.arena = arena, .read = {.arena = arena}};
	int status;

	report_init(&check.report, arena);
	status = prepare(&check, self, argc, argv);
	if (status == GO_ON)
		status = check_units(&check);
	if (status == GO_ON)
		status = look_for_missing(&check);
	if (status == GO_ON)
		status = load_rest(&check);
	if (status == GO_ON)
		status = check_protocols(&check);
	if (status != GO_ON)
		return status;
	report_headers(&check);
	status = judge(&check);
	if (status == STATUS_UNCHECKED)
		return status;
	if (check.options.format == FORMAT_TEXT) {
		print_verdict(&check, status);
		print_ways_out(&check);
	} else {
		format_report(check.options.format, &check.report,
			      &(struct subject){check.terms.record->library, check.terms.record});
	}
	return status;
}
