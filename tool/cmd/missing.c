/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * missing.c - public headers that are gone, or that the policy has let go of.
 *
 * The compiler is asked by __has_include, in one run for all headers that the
 * record knows.  A header that is reached by another way (beside a header that
 * was given as a file) is not gone: what a compile has read settles that.
 */
#include "tool.h"

#include "abiding/eval.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the preprocessor leaves of a question, and behind the last one. */
static const char answer[] = "abiding_has_header", last[] = "abiding_end";

static bool is_given_as_file(const struct sources *sources, const char *header)
{
	size_t i;

	for (i = 0; i < sources->includes.count; i++)
		if (sources->includes.items[i].is_quoted &&
		    ab_header_is_same(sources->includes.items[i].name, header))
			return true;
	return false;
}

static const char *write_questions(struct ab_arena *arena, const struct ab_record *record)
{
	const char *path = temp_path(arena, "headers.c");
	struct ab_error error;
	struct ab_buf buf;
	size_t i;

	if (!path)
		return NULL;
	ab_buf_init(&buf, arena);
	for (i = 0; i < record->n_headers; i++) {
		const char *name = record->headers[i].name;

		ab_buf_addf(&buf, "#if __has_include(<%s>) || __has_include(\"%s\")\n", name, name);
		ab_buf_addf(&buf, "%s %zu\n#endif\n", answer, i);
	}
	ab_buf_addf(&buf, "%s\n", last);
	if (ab_file_replace(arena, path, buf.text, buf.length, &error))
		return path;
	say_error(&error, 0);
	return NULL;
}

/* What the preprocessor made of the questions; NULL: it failed, and has said why. */
static const char *ask(struct ab_arena *arena, const struct compiler *compiler,
		       const struct options *options, const struct ab_record *record)
{
	struct process streams = {.input = write_questions(arena, record)};
	struct words words = {.arena = arena};
	struct ab_error error;
	size_t length;
	char *text;
	int status;

	if (!streams.input)
		return NULL;
	streams.output = temp_path(arena, "headers.i");
	compiler_add_standard(&words, compiler, options, record);
	compiler_add_flags_without_plugin(&words, options);
	words_add_all(&words, (const char *const[]){"-E", "-P"}, 2);
	compiler_add_unit(&words, compiler, options);
	status = compiler_run(compiler, &words, &streams);
	if (status < 0)
		return NULL;
	if (status > 0) {
		say_plain("the preprocessor failed (see above): nothing could be checked");
		return NULL;
	}
	if (!ab_file_read(arena, streams.output, &text, &length, &error)) {
		say_error(&error, 0);
		return NULL;
	}
	if (strstr(text, last))
		return text;
	say_plain("'%s' is not a C compiler: set CC to the GCC that the plugin was built for",
		  compiler->command.items[0]);
	return NULL;
}

/* The headers of the record for which there is an answer. */
static bool *read_answers(struct ab_arena *arena, const char *text, size_t n_headers)
{
	bool *is_found = AB_NEW_ARRAY(arena, bool, n_headers);

	while ((text = strstr(text, answer))) {
		unsigned long i;
		char *end;

		text += sizeof answer - 1;
		i = strtoul(text, &end, 10);
		if (end != text && i < n_headers)
			is_found[i] = true;
	}
	return is_found;
}

int missing_probe(struct ab_arena *arena, const struct compiler *compiler,
		  const struct options *options, const struct ab_record *record,
		  const struct sources *sources, struct missing *missing)
{
	const char *text = ask(arena, compiler, options, record);
	bool *is_found;
	size_t i;

	if (!text)
		return STATUS_UNCHECKED;
	is_found = read_answers(arena, text, record->n_headers);
	for (i = 0; i < record->n_headers; i++) {
		const struct ab_header *header = &record->headers[i];

		if (is_found[i] || is_given_as_file(sources, header->name))
			continue;
		missing->items = AB_GROW(arena, missing->items, missing->count, &missing->capacity);
		missing->items[missing->count++] = header;
	}
	return GO_ON;
}

/* ---- which release the headers are of ---- */

static const char release_mark[] = "\nabiding_release";

/* All headers, and the macro of the policy behind them; NULL: could not be written, said. */
static const char *write_release_question(struct ab_arena *arena, const struct sources *sources,
					  const struct ab_record *record, const char *macro)
{
	const char *path = sources_write_named(arena, "release.c", sources, record);
	struct ab_error error;
	size_t length;
	char *text;

	if (!path)
		return NULL;
	if (ab_file_read(arena, path, &text, &length, &error)) {
		text = ab_printf(arena, "%s%s %s\n", text, release_mark, macro);
		if (ab_file_replace(arena, path, text, strlen(text), &error))
			return path;
	}
	say_error(&error, 0);
	return NULL;
}

void missing_find_release(struct ab_arena *arena, const struct compiler *compiler,
			  const struct options *options, const struct terms *terms,
			  const struct sources *sources, struct missing *missing)
{
	const char *const macro = terms->policy->version_macro;
	struct process streams = {.errors = temp_path(arena, "release.txt")};
	struct words words = {.arena = arena};
	struct ab_eval_env env = {0};
	struct ab_value value;
	struct ab_error error;
	const char *found;
	size_t length;
	char *text;

	if (!macro || !missing->count)
		return;
	streams.input = write_release_question(arena, sources, terms->record, macro);
	streams.output = temp_path(arena, "release.i");
	if (!streams.input || !streams.output || !streams.errors)
		return;
	compiler_add_standard(&words, compiler, options, terms->record);
	compiler_add_flags_without_plugin(&words, options);
	words_add_all(&words, (const char *const[]){"-E", "-P"}, 2);
	compiler_add_unit(&words, compiler, options);
	if (compiler_run(compiler, &words, &streams) != 0 ||
	    !ab_file_read(arena, streams.output, &text, &length, &error))
		return;
	found = strstr(text, release_mark);
	if (found && ab_eval(arena, &env, found + strlen(release_mark), &value) &&
	    value.kind == AB_VALUE_INTEGER)
		missing->release = ab_policy_release(terms->policy, arena, value.integer.magnitude);
}

static bool is_read(const struct words *dependencies, const char *header)
{
	size_t i;

	for (i = 0; i < dependencies->count; i++)
		if (ab_header_is_same(dependencies->items[i], header))
			return true;
	return false;
}

static void add_finding(struct ab_arena *arena, struct ab_findings *findings, enum ab_rule rule,
			enum ab_severity severity, const struct ab_record *record,
			const struct ab_header *header, const char *message)
{
	struct ab_finding *finding;

	if (severity == AB_SILENT)
		return;
	finding = ab_findings_add(arena, findings, rule);
	finding->severity = severity;
	finding->entity = header->name;
	finding->header = header->name;
	finding->since = header->since ? header->since : record->release;
	finding->message = message;
}

void missing_add_findings(struct ab_arena *arena, const struct missing *missing,
			  const struct words *dependencies, const struct ab_record *record,
			  const struct ab_policy *policy, struct ab_findings *findings)
{
	size_t i;

	for (i = 0; i < missing->count; i++) {
		const struct ab_header *header = missing->items[i];
		const struct ab_surface *surface =
		    ab_policy_surface(policy, header->name, &(const char *){NULL});

		/* headers of an earlier release do not have it yet */
		if (missing->release && header->since &&
		    ab_release_compare(header->since, missing->release) > 0)
			continue;
		if (!is_read(dependencies, header->name) &&
		    !ab_policy_gives_up(policy, header->name, record->release))
			add_finding(arena, findings, AB_HEADER_REMOVED,
				    ab_policy_severity(policy, surface, AB_HEADER_REMOVED), record,
				    header,
				    ab_printf(arena,
					      "public header '%s' is gone: no include path of"
					      " this compile has it",
					      header->name));
	}
}

static bool is_missing(const struct missing *missing, const struct ab_header *header)
{
	size_t i;

	for (i = 0; i < missing->count; i++)
		if (missing->items[i] == header)
			return true;
	return false;
}

void missing_add_unlisted(struct ab_arena *arena, const struct missing *missing,
			  const struct ab_record *record, const struct ab_policy *policy,
			  bool is_strict, struct ab_findings *findings)
{
	size_t i;

	for (i = 0; i < record->n_headers; i++) {
		const struct ab_header *header = &record->headers[i];

		if (!ab_policy_surface(policy, header->name, &(const char *){NULL}) &&
		    !is_missing(missing, header) &&
		    !ab_policy_gives_up(policy, header->name, record->release))
			add_finding(arena, findings, AB_NOT_CHECKED,
				    is_strict ? AB_ERROR
					      : ab_policy_severity(policy, NULL, AB_NOT_CHECKED),
				    record, header,
				    ab_printf(arena,
					      "public header '%s' is no longer in any surface of "
					      "the policy; nothing in it is checked",
					      header->name));
	}
}
