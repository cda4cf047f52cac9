/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compile.c - a policy and its record as an image.
 *
 * With the compiler's options, the headers are compared as in a check: all entries together
 * and, of several, each by itself.  If there is nothing to be said of them, the image takes
 * along what they have beside the record, so that a compile need not ask again.
 */
#include "tool.h"

#include <unistd.h>

#include "abiding/image-make.h"

static const struct usage usage = {
    "compile",
    "poc",
    "Usage: abiding compile -p POLICY [-o IMAGE] [-- CFLAGS...]\n"
    "Writes a policy and its record as an image: one file, by convention *.abi, that\n"
    "the plugin takes in place of the policy and need not parse.  It is of this\n"
    "machine, and is made again when the policy or the record changes.\n"
    "\n"
    "  -p, --policy FILE   what is promised, and which record holds it\n"
    "  -o, --output FILE   the image; without it foo.policy.abi beside foo.policy.yaml:\n"
    "                      whoever is given the policy uses that one as long as it is\n"
    "                      of exactly these files; freeze and waive renew it\n"
    "  -- CFLAGS           options of the compiler: -I, -D, -std ...; with these (or --\n"
    "                      alone) the headers are read, too: what they have that is\n"
    "                      newer than the record is then found as fast as the rest\n",
};

struct compile {
	struct ab_arena *arena;
	struct options options;
	struct compiler compiler;
	struct terms terms;
	struct sources sources;
	struct words read; /* files that the compile has read */
};

/* collected NULL: what the headers declare is not written. */
static struct words compile_words(const struct compile *compile, const char *collected,
				  const char *report, const char *dependencies)
{
	const struct compiler *compiler = &compile->compiler;
	struct words words = {.arena = compile->arena};

	compiler_add_plugin(&words, compiler);
	compiler_add_argument(&words, compiler, "policy", compile->options.policy);
	/* what is to be written is compared with a record only if that is named */
	compiler_add_argument(&words, compiler, "record", compile->terms.record_path);
	if (collected)
		compiler_add_argument(&words, compiler, "write-record", collected);
	compiler_add_argument(&words, compiler, "report", report);
	compiler_add_guard(&words, &compile->options, compile->terms.policy->sentinel_guard);
	compiler_add_standard(&words, compiler, &compile->options, compile->terms.record);
	compiler_add_flags(&words, &compile->options);
	words_add_all(
	    &words,
	    (const char *const[]){"-fsyntax-only", "-MD", "-MT", "unit", "-MF", dependencies}, 6);
	compiler_add_unit(&words, compiler, &compile->options);
	return words;
}

static void say_left_out(const char *findings)
{
	say_plain("the headers have findings (%s; run abiding check), so their new declarations are"
		  " not precompiled",
		  findings);
}

static void add_alone_words(const void *context, const struct alone *alone, struct words *words)
{
	const struct words more = compile_words(context, NULL, alone->report, alone->dependencies);

	words_add_all(words, more.items, more.count);
}

/* Compiles each of several entries by itself; *is_silent: check would accept each of them. */
static int look_at_entries(struct compile *compile, bool *is_silent)
{
	const size_t n = compile->sources.includes.count;
	struct ab_error error;
	const struct alone *alone;

	if (n < 2)
		return GO_ON;
	alone = alone_run(compile->arena, &compile->compiler, &compile->sources, NULL,
			  add_alone_words, compile);
	if (!alone)
		return STATUS_UNCHECKED;
	for (size_t i = 0; i < n && *is_silent; i++) {
		const char *name = alone[i].include.name;
		struct report report;
		size_t n_found = 0;

		report_init(&report, compile->arena);
		if (!report_read(&report, alone[i].report, &error))
			return say_error(&error, STATUS_UNCHECKED);
		for (size_t j = 0; j < report.count; j++)
			n_found += report_is_of_entry(&report.items[j].finding);
		*is_silent = !n_found && !alone[i].status;
		if (!*is_silent)
			say_left_out(ab_printf(compile->arena,
					       n_found ? "'%s' included by itself"
						       : "'%s' does not compile by itself",
					       name));
	}
	return GO_ON;
}

/* Compiles the headers; *is_silent: nothing was to be said of them. */
static int look_at_headers(struct compile *compile, const char *collected, bool *is_silent)
{
	struct ab_arena *const arena = compile->arena;
	const char *report_path = temp_path(arena, "report.jsonl");
	const char *dependencies = temp_path(arena, "dependencies.mk");
	struct process streams = {.errors = temp_path(arena, "messages.txt"),
				  .what = "the headers"};
	struct ab_error error;
	struct report report;
	struct words words;
	int status;

	if (!report_path)
		return STATUS_UNCHECKED;
	streams.input = sources_write_unit(arena, &compile->sources, NULL);
	if (!streams.input)
		return STATUS_UNCHECKED;
	words = compile_words(compile, collected, report_path, dependencies);
	status = compiler_run(&compile->compiler, &words, &streams);
	if (status < 0)
		return STATUS_UNCHECKED;
	report_init(&report, arena);
	if (!report_read(&report, report_path, &error))
		return say_error(&error, STATUS_UNCHECKED);
	if (status > 0 && !report.errors) {
		say_plain("the headers do not compile with '%s' and these options; abiding check"
			  " with the same options shows why",
			  compile->compiler.command.items[0]);
		return STATUS_UNCHECKED;
	}
	compile->read = sources_read_dependencies(arena, dependencies);
	if (!sources_has_read(&compile->read, compile->terms.record_path) ||
	    (!report.count && access(collected, F_OK) != 0)) {
		say_plain("'%s' has not run the plugin '%s': the headers were not read",
			  compile->compiler.command.items[0], compile->compiler.plugin);
		return STATUS_UNCHECKED;
	}
	*is_silent = !report.count;
	if (report.count)
		say_left_out(say_counts(arena, report.errors, report.warnings, report.notes));
	return *is_silent ? look_at_entries(compile, is_silent) : GO_ON;
}

static int take_headers(struct compile *compile, const char *self, struct ab_image_now *now,
			bool *is_silent)
{
	struct ab_error error;
	int status;

	if (!terms_load_policy(compile->arena, compile->options.policy, &compile->terms, &error))
		return say_error(&error, STATUS_USAGE);
	sources_from_policy(compile->arena, compile->terms.policy, &compile->sources);
	sources_sort(&compile->sources, compile->terms.policy);
	/* without a record there is an error to come, with protocols alone nothing to compile */
	if (!compile->terms.record_path || !compile->sources.includes.count)
		return GO_ON;
	/* one that is bad is told as such, and not as a compile that failed */
	if (!terms_load_record(compile->arena, &compile->terms, &error))
		return say_error(&error, STATUS_USAGE);
	now->record = temp_path(compile->arena, "collected.yaml");
	if (!now->record)
		return STATUS_UNCHECKED;
	status = compiler_find(compile->arena, self, &compile->compiler);
	if (status == GO_ON)
		status = look_at_headers(compile, now->record, is_silent);
	now->files = compile->read.items;
	now->n_files = compile->read.count;
	return status;
}

/* Whether what nobody has named is there, and is not an image, be it an old or a damaged one. */
static bool is_other_file(const char *path)
{
	char message[AB_IMAGE_MESSAGE_MAX];
	struct ab_image image;
	const enum ab_image_status status = ab_image_open(path, &image, message);

	if (status == AB_IMAGE_IS_OPEN)
		ab_image_close(&image);
	return status == AB_IMAGE_IS_OTHER && access(path, F_OK) == 0;
}

/* Where to write; NULL: it has been said why that is not known. */
static const char *find_output(struct compile *compile)
{
	const struct options *const options = &compile->options;
	char *path;

	if (options->output)
		return options->output;
	path = AB_NEW_ARRAY(compile->arena, char, AB_IMAGE_PATH_MAX);
	if (!ab_file_is_stream(compile->arena, options->policy) &&
	    ab_image_beside(options->policy, path, AB_IMAGE_PATH_MAX)) {
		if (!is_other_file(path))
			return path;
		options_refuse(&usage, "'%s' is there and is not an image; say where to write (-o)",
			       path);
		return NULL;
	}
	options_refuse(&usage, "say where to write (-o): nothing can be beside '%s'",
		       options->policy);
	return NULL;
}

int compile_run(struct ab_arena *arena, const char *self, int argc, char **argv)
{
	struct compile compile = {.arena = arena};
	const struct options *const options = &compile.options;
	struct ab_image_now now = {0};
	struct ab_error error;
	bool is_silent = false;
	const char *output;
	int status = options_parse(arena, &usage, argc, argv, &compile.options);

	if (status != GO_ON)
		return status;
	if (options->n_args)
		return options_refuse(&usage, "unexpected word '%s'", options->args[0]);
	if (!options->policy)
		return options_refuse(&usage, "give a policy (-p)");
	output = find_output(&compile);
	if (!output)
		return STATUS_USAGE;
	/* of two at once the one that has read the older policy must not be the last to write */
	lock_folder_of(arena, output);
	if (options->has_cflags) {
		status = take_headers(&compile, self, &now, &is_silent);
		if (status != GO_ON)
			return status;
	}
	if (!ab_image_make(arena, options->policy, is_silent ? &now : NULL, output,
			   options->output != NULL, &error))
		return say_error(&error, STATUS_USAGE);
	return STATUS_HOLDS;
}
