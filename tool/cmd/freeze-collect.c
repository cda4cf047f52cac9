/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze-collect.c - what the headers and protocols at hand declare.
 *
 * The plugin writes it down, for each header by itself and for all of them together.  With a
 * policy it compares as well, and the compiler points at each break in the headers; a record
 * alone would hide headers that are new.
 */
#include "freeze.h"

#include <string.h>
#include <unistd.h>

#include "abiding/language.h"

bool freeze_has_sources(const struct freeze *freeze)
{
	return freeze->sources.n_files || freeze->sources.includes.count;
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
	freeze->alone = alone_run(freeze->arena, &freeze->compiler, &freeze->sources, freeze->base,
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
static void say_overlooked(struct freeze *freeze)
{
	const struct ab_location nowhere = {NULL, 0, 0};
	struct ab_findings findings = {0};

	if (!freeze->policy || freeze->options.n_args)
		return;
	unlisted_add_findings(freeze->arena, &freeze->read, freeze->current, freeze->policy, NULL,
			      false, &findings);
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
		streams.input = sources_write_unit(freeze->arena, &freeze->sources, freeze->base);
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
	freeze->read =
	    sources_read_dependencies(freeze->arena, temp_path(freeze->arena, "dependencies.mk"));
	note_language(freeze);
	note_versions(freeze);
	return note_brought(freeze, collected);
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

int freeze_collect(struct freeze *freeze)
{
	int status = GO_ON;

	if (freeze_has_sources(freeze))
		status = collect_alone(freeze);
	if (status == GO_ON && freeze_has_sources(freeze))
		status = collect_all(freeze);
	return status == GO_ON ? collect_protocols(freeze) : status;
}
