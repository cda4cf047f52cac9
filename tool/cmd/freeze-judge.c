/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze-judge.c - whether headers keep what the record promises that they are frozen onto.
 *
 * With a policy the compile that collected them has said the breaks; what it could not see is
 * said here: protocols, symbols, and what those miss who include one header only.
 */
#include "freeze.h"

#include "abiding/language.h"

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

/* What is broken for those who include only one of several headers, after all else. */
static void compare_alone(const struct freeze *freeze, const struct ab_policy *policy,
			  struct ab_findings *findings)
{
	for (size_t i = 0; freeze->alone && i < freeze->sources.includes.count; i++) {
		struct ab_findings found = {0};

		ab_compare(freeze->arena, freeze->base, freeze->records[i], policy, &found);
		for (size_t j = 0; j < found.count; j++)
			if (report_is_of_entry(&found.items[j]) &&
			    !is_found(findings, &found.items[j])) {
				report_name_entry(freeze->arena, &found.items[j],
						  freeze->alone[i].include.name);
				*ab_findings_add(freeze->arena, findings, found.items[j].rule) =
				    found.items[j];
			}
	}
}

static bool is_named(const struct sources *sources, const char *header)
{
	for (size_t i = 0; i < sources->includes.count; i++)
		if (ab_header_is_same(sources->includes.items[i].name, header))
			return true;
	return false;
}

/* What has been read is there; only for the rest the compiler need be asked. */
static bool has_read_all(struct freeze *freeze)
{
	for (size_t i = 0; i < freeze->base->n_headers; i++)
		if (!sources_has_read_header(&freeze->read, freeze->base->headers[i].name))
			return false;
	return true;
}

/* Headers that are gone; of those that a user has not named himself nothing is known. */
static bool find_missing(struct freeze *freeze, const struct ab_policy *policy,
			 struct ab_findings *findings)
{
	struct missing all = {0}, missing = {0};

	if (!freeze->sources.includes.count || has_read_all(freeze))
		return true;
	if (missing_probe(freeze->arena, &freeze->compiler, &freeze->options, freeze->base,
			  &freeze->sources, &all) != GO_ON)
		return false;
	for (size_t i = 0; i < all.count; i++) {
		if (freeze->options.n_args && !is_named(&freeze->sources, all.items[i]->name))
			continue;
		missing.items =
		    AB_GROW(freeze->arena, missing.items, missing.count, &missing.capacity);
		missing.items[missing.count++] = all.items[i];
	}
	missing_add_findings(freeze->arena, &missing, &freeze->read, freeze->base, policy,
			     findings);
	return true;
}

static size_t count_errors_from(const struct ab_findings *findings, size_t n)
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

	if (freeze->policy || !freeze->base_path || !freeze_has_sources(freeze) || !found ||
	    !streams.errors || is_other_language(freeze))
		return false;
	if (!sources->n_files) {
		streams.input = sources_write_unit(freeze->arena, sources, freeze->base);
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

/* Whether what the comparison calls a break is none to a compiler, which knows more. */
static bool is_no_break(const struct freeze *freeze, const struct ab_findings *findings,
			size_t n_of_all)
{
	return !has_error_of_protocol(findings) && !has_error_of_symbols(findings) &&
	       !count_errors_from(findings, n_of_all) && is_kept_by_compiler(freeze);
}

/* n_of_all: those of all headers together, which with a policy the compiler has said. */
static void say_breaks(const struct freeze *freeze, const struct ab_policy *policy,
		       const struct ab_findings *findings, size_t n_of_all)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct ab_finding *finding = &findings->items[i];

		if (finding->severity == AB_SILENT ||
		    (freeze->policy && !finding->now_file && i < n_of_all))
			continue;
		say_finding(freeze->arena, finding,
			    finding->now_file ? protocols_now(finding)
					      : (struct ab_location){finding->header, 0, 0},
			    report_then(finding, policy, freeze->base), true);
	}
}

/* That it is gone, and what the rule is about has a name of its own. */
static bool is_removal(enum ab_rule rule)
{
	static const enum ab_rule rules[] = {
	    AB_FUNCTION_REMOVED, AB_VARIABLE_REMOVED,	AB_STRUCT_REMOVED,  AB_UNION_REMOVED,
	    AB_ENUM_REMOVED,	 AB_ENUMERATOR_REMOVED, AB_TYPEDEF_REMOVED, AB_MACRO_REMOVED};

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (rules[i] == rule)
			return true;
	return false;
}

/*
 * What is gone, and the compiler has not said so, as macros of the compile hide it, or its
 * language does (-DNO_FOO).  That is a user's own business; a record would lose it.
 */
static size_t say_hidden(const struct freeze *freeze, const struct ab_policy *policy,
			 const struct ab_findings *findings, size_t n_of_all)
{
	size_t n = 0;

	for (size_t i = 0; freeze->policy && !freeze->is_refused && i < n_of_all; i++) {
		const struct ab_finding *const finding = &findings->items[i];

		if (finding->severity != AB_ERROR || !is_removal(finding->rule))
			continue;
		say_finding(freeze->arena, finding, (struct ab_location){finding->header, 0, 0},
			    report_then(finding, policy, freeze->base), true);
		n++;
	}
	if (n)
		say_plain("the options of this compile, or macros that they define, hide what was "
			  "promised: freeze without them, or waive what is to go");
	return n;
}

int freeze_judge(struct freeze *freeze)
{
	const struct ab_policy *policy = freeze->policy;
	struct ab_findings findings = {0};
	size_t n_of_all, errors;

	if (!policy)
		policy = ab_policy_default(freeze->arena, freeze->base);
	ab_compare(freeze->arena, freeze->base, freeze->current, policy, &findings);
	n_of_all = findings.count;
	compare_alone(freeze, policy, &findings);
	if (!find_missing(freeze, policy, &findings))
		return STATUS_UNCHECKED;
	errors = ab_findings_count(&findings, AB_ERROR);
	if (errors && is_no_break(freeze, &findings, n_of_all))
		return GO_ON;
	say_breaks(freeze, policy, &findings, n_of_all);
	/* what the text of a macro names, the compiler knows, which has found nothing */
	if (freeze->policy && !freeze->is_refused && !has_error_of_protocol(&findings))
		errors = count_errors_from(&findings, n_of_all) +
			 say_hidden(freeze, policy, &findings, n_of_all);
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
