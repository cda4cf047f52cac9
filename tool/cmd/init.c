/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * init.c - a first policy for a library, to be read and edited by a person.
 *
 * Each header is compiled alone: what compiles, and is brought along by no other
 * one, is what users include.  Those together are one translation unit, whose
 * record says the rest.
 */
#include "init.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct usage usage = {
    "init",
    "oFc",
    "Usage: abiding init DIR|HEADER... [-o POLICY] [-- CFLAGS...]\n"
    "Writes a first policy for the library that these headers are of.  What it only\n"
    "guesses, and what it could not tell, stands in comments: read it, and edit it.\n"
    "\n"
    "  -o, --output FILE   the policy; else LIBRARY.policy.yaml\n"
    "  --force             write over the file that there is\n"
    "  -- CFLAGS           options of the compiler: -I, -D, -std, -m32 ...\n",
};

/* ---- compiles ---- */

static struct words flags(const struct init *init)
{
	struct words words = {.arena = init->arena};

	if (init->root)
		words_add(&words, ab_printf(init->arena, "-I%s", init->root));
	compiler_add_flags(&words, &init->options);
	return words;
}

/* Compiles these headers in one unit; *why_not: NULL, or the first error.  GO_ON or a status. */
static int compile(const struct init *init, const struct sources *sources, const char **why_not,
		   struct words *read)
{
	const char *errors = temp_path(init->arena, "messages");
	const char *dependencies = temp_path(init->arena, "dependencies.mk");
	struct words words = {.arena = init->arena}, more = flags(init);
	struct process streams = {.errors = errors};
	int status;

	streams.input = errors ? sources_write_unit(init->arena, sources, NULL) : NULL;
	if (!streams.input)
		return STATUS_UNCHECKED;
	compiler_add_standard(&words, &init->compiler, &init->options, NULL);
	words_add_all(&words, more.items, more.count);
	words_add_all(
	    &words,
	    (const char *const[]){"-w", "-fsyntax-only", "-MD", "-MT", "unit", "-MF", dependencies},
	    7);
	compiler_add_unit(&words, &init->compiler, &init->options);
	status = compiler_run(&init->compiler, &words, &streams);
	if (status < 0)
		return STATUS_UNCHECKED;
	*why_not = status ? compiler_first_error(init->arena, errors) : NULL;
	if (read)
		*read = sources_read_dependencies(init->arena, dependencies);
	return GO_ON;
}

static void add_source(struct ab_arena *arena, struct sources *sources, const char *name)
{
	struct includes *includes = &sources->includes;

	includes->items = AB_GROW(arena, includes->items, includes->count, &includes->capacity);
	includes->items[includes->count++] = (struct include){.name = name};
}

/* ---- which headers users include ---- */

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void mark_included(struct init *init, const struct init_header *by, const struct words *read)
{
	for (size_t i = 0; i < init->n_headers; i++) {
		struct init_header *header = &init->headers[i];

		for (size_t j = 0; header != by && !header->is_included && j < read->count; j++)
			header->is_included = ab_header_is_same(read->items[j], header->name);
	}
}

static void say_progress(size_t done, size_t total)
{
	if (total < 20 || !isatty(STDERR_FILENO))
		return;
	fprintf(stderr, "\r%zu of %zu headers%s", done, total, done == total ? "\r\33[K" : "");
}

static int probe_each(struct init *init)
{
	for (size_t i = 0; i < init->n_headers; i++) {
		struct init_header *header = &init->headers[i];
		struct sources sources = {0};
		struct words read;
		int status;

		add_source(init->arena, &sources, header->name);
		status = compile(init, &sources, &header->why_not, &read);
		if (status != GO_ON)
			return status;
		if (!header->why_not)
			mark_included(init, header, &read);
		say_progress(i + 1, init->n_headers);
	}
	return GO_ON;
}

static void add_after(struct ab_arena *arena, struct sources *sources, const char *name,
		      const char *after)
{
	const char **list = AB_NEW_ARRAY(arena, const char *, 2);

	add_source(arena, sources, name);
	if (!after)
		return;
	list[0] = after;
	sources->includes.items[sources->includes.count - 1].after = list;
}

enum { TRIES_MAX = 12 };

/* Whether a header that does not compile alone does so behind one of those that do. */
static int probe_behind(struct init *init, struct init_header *header)
{
	int status = GO_ON, n_tries = 0;

	for (size_t i = 0; i < init->n_headers && n_tries < TRIES_MAX && status == GO_ON; i++) {
		const struct init_header *other = &init->headers[i];
		struct sources sources = {0};
		const char *why_not;

		if (other->why_not || other->after || other->is_included)
			continue;
		n_tries++;
		add_after(init->arena, &sources, header->name, other->name);
		status = compile(init, &sources, &why_not, NULL);
		if (status != GO_ON || why_not)
			continue;
		header->after = other->name;
		header->why_not = NULL;
		break;
	}
	return status;
}

/* What a header lacks that is on no include path, no other one brings. */
static int probe_after(struct init *init)
{
	int status = GO_ON;

	for (size_t i = 0; i < init->n_headers && status == GO_ON; i++) {
		struct init_header *header = &init->headers[i];

		if (header->why_not && !header->is_included &&
		    !strstr(header->why_not, "No such file"))
			status = probe_behind(init, header);
	}
	return status;
}

/* "foo.h" and "foo/foo.h" of foo: users include it even where others bring it along. */
static bool is_main(const struct init *init, const struct init_header *header)
{
	const char *name = last_part(header->name);
	const size_t length = strlen(init->library);

	return !strncmp(name, init->library, length) && !strcmp(name + length, ".h");
}

static size_t choose_entries(struct init *init)
{
	size_t n = 0;

	for (size_t i = 0; i < init->n_headers; i++) {
		struct init_header *header = &init->headers[i];

		header->is_entry =
		    !header->why_not && (!header->is_included || is_main(init, header));
		n += header->is_entry;
	}
	if (n)
		return n;
	/* headers that include each other */
	for (size_t i = 0; i < init->n_headers; i++) {
		init->headers[i].is_entry = !init->headers[i].why_not;
		n += init->headers[i].is_entry;
	}
	return n;
}

static struct sources entries(const struct init *init, const struct init_header *up_to)
{
	struct sources sources = {0};

	for (size_t i = 0; i < init->n_headers; i++) {
		if (init->headers[i].is_entry)
			add_after(init->arena, &sources, init->headers[i].name,
				  init->headers[i].after);
		if (&init->headers[i] == up_to)
			break;
	}
	return sources;
}

/* Together they need not compile: the later ones of those that exclude each other go. */
static int drop_conflicts(struct init *init)
{
	struct sources sources = entries(init, NULL);
	const char *why_not;
	int status = compile(init, &sources, &why_not, NULL);

	for (size_t i = 0; status == GO_ON && why_not && i < init->n_headers; i++) {
		struct init_header *header = &init->headers[i];

		if (!header->is_entry)
			continue;
		sources = entries(init, header);
		status = compile(init, &sources, &header->conflict, NULL);
		header->is_entry = !header->conflict;
	}
	return status;
}

/* A header of which the compiler says what it lacks, if there is one. */
static const struct init_header *most_telling(const struct init *init)
{
	for (size_t i = 0; i < init->n_headers; i++)
		if (strstr(init->headers[i].why_not, "No such file"))
			return &init->headers[i];
	return &init->headers[0];
}

static int find_entries(struct init *init)
{
	int status = probe_each(init);

	if (status == GO_ON)
		status = probe_after(init);
	if (status == GO_ON && !choose_entries(init)) {
		say_plain("none of these headers compiles with '%s' (%s: %s); put compiler options "
			  "after --",
			  init->compiler.command.items[0], most_telling(init)->name,
			  most_telling(init)->why_not);
		return STATUS_UNCHECKED;
	}
	return status == GO_ON ? drop_conflicts(init) : status;
}

/* ---- the first collection ---- */

/* All that the headers declare, and what their comments say of releases. */
static const char *write_first_policy(const struct init *init)
{
	const char *path = temp_path(init->arena, "first.yaml");
	struct ab_error error;
	struct ab_buf buf;

	ab_buf_init(&buf, init->arena);
	ab_buf_addf(&buf, "abiding: 1\nlibrary: '%s'\nsince: comments\nsurfaces:\n- name: all\n",
		    init->library);
	ab_buf_add(&buf, "  entry:\n");
	for (size_t i = 0; i < init->n_headers; i++)
		if (init->headers[i].is_entry)
			ab_buf_addf(&buf, "  - \"%s\"\n", init->headers[i].name);
	ab_buf_add(&buf, "  headers:\n");
	for (size_t i = 0; i < init->n_headers; i++)
		ab_buf_addf(&buf, "  - \"%s\"\n", init->headers[i].name);
	if (path && ab_file_replace(init->arena, path, buf.text, buf.length, &error))
		return path;
	if (path)
		say_error(&error, 0);
	return NULL;
}

static int collect(struct init *init)
{
	const char *policy = write_first_policy(init);
	const char *collected = temp_path(init->arena, "collected.yaml");
	const struct sources sources = entries(init, NULL);
	struct process streams = {0};
	struct words words = {.arena = init->arena}, more = flags(init);
	struct ab_error error;

	streams.input = policy ? sources_write_unit(init->arena, &sources, NULL) : NULL;
	if (!streams.input)
		return STATUS_UNCHECKED;
	init->guard = init_find_guard(init);
	if (init->guard)
		words_add(&words, ab_printf(init->arena, "-D%s=", init->guard));
	compiler_add_plugin(&words, &init->compiler);
	compiler_add_argument(&words, &init->compiler, "policy", policy);
	compiler_add_argument(&words, &init->compiler, "write-record", collected);
	compiler_add_standard(&words, &init->compiler, &init->options, NULL);
	words_add_all(&words, more.items, more.count);
	words_add_all(&words, (const char *const[]){"-w", "-fsyntax-only"}, 2);
	compiler_add_unit(&words, &init->compiler, &init->options);
	if (compiler_run(&init->compiler, &words, &streams) != 0 || access(collected, F_OK) != 0) {
		say_plain("the compile with '%s' and the plugin failed (see above)",
			  init->compiler.command.items[0]);
		return STATUS_UNCHECKED;
	}
	return ab_record_load(init->arena, collected, &init->record, &error)
		   ? GO_ON
		   : say_error(&error, STATUS_UNCHECKED);
}

/* ---- names of files ---- */

/* "glib" of "glib-2.0", "libfoo" of "libfoo.h". */
static const char *bare(struct ab_arena *arena, const char *name)
{
	const size_t length = strcspn(name, ".");
	size_t end = length;

	while (end > 1 && strchr("0123456789.-_", name[end - 1]))
		end--;
	if (end < length && name[end] != '-' && name[end] != '_')
		end = length;
	return ab_strndup(arena, name, end);
}

/* By the folder, unless it is one that many have; else by the first header. */
static const char *library_name(const struct init *init)
{
	static const char *const common[] = {"include", "src",	  "lib", "inc", "headers",
					     "api",	"public", ".",	 ".."};
	const char *folder = init->folder ? last_part(init->folder) : ".";
	const char *first = init->headers[0].name, *slash = strchr(first, '/');

	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (!strcmp(folder, common[i]))
			folder = NULL, i = sizeof common / sizeof *common - 1;
	if (folder)
		return bare(init->arena, folder);
	if (slash)
		first = ab_strndup(init->arena, first, (size_t)(slash - first));
	return bare(init->arena, first);
}

static int choose_output(struct init *init)
{
	const char *stem;

	init->library = library_name(init);
	init->output = init->options.output
			   ? init->options.output
			   : ab_printf(init->arena, "%s.policy.yaml", init->library);
	init->is_stream = ab_file_is_stream(init->arena, init->output);
	stem = init->is_stream ? init->library : last_part(init->output);
	init->record_name =
	    ab_printf(init->arena, "%.*s.record.yaml", (int)strcspn(stem, "."), stem);
	lock_folder_of(init->arena, init->output);
	if (init->is_stream || init->options.force || access(init->output, F_OK) != 0)
		return GO_ON;
	say_plain("'%s' is there already; --force writes over it, -o names another file",
		  init->output);
	return STATUS_USAGE;
}

/* ---- the end ---- */

static void say_next(const struct init *init, const struct init_guess *guess)
{
	const struct words words = flags(init);
	struct ab_buf more;
	size_t n = 0;

	for (size_t i = 0; i < init->n_headers; i++)
		n += init->headers[i].is_entry;
	ab_buf_init(&more, init->arena);
	for (size_t i = 0; i < words.count; i++)
		ab_buf_addf(&more, "%s %s", i ? "" : " --",
			    say_shell_word(init->arena, words.items[i]));
	printf("%s: a first policy for %s: %zu header%s, of which users include %zu\n",
	       init->output, init->library, init->n_headers, init->n_headers == 1 ? "" : "s", n);
	printf("Read it, edit it; then freeze a release, commit both files, and check:\n");
	printf("  abiding freeze -p %s --release %s -o %.*s%s%s\n",
	       say_shell_word(init->arena, init->output), guess->release ? guess->release : "1.0.0",
	       (int)(last_part(init->output) - init->output), init->output, init->record_name,
	       more.text ? more.text : "");
	printf("  abiding check -p %s%s\n", say_shell_word(init->arena, init->output),
	       more.text ? more.text : "");
}

static int write_policy(const struct init *init)
{
	const struct ab_file_seen nothing = {NULL, 0};
	struct ab_policy *policy;
	struct init_guess guess;
	struct ab_error error;
	const char *text;

	init_guess(init, &guess);
	text = init_text(init, &guess);
	if (!ab_policy_parse(init->arena, init->output, text, strlen(text), &policy, &error) ||
	    !ab_file_replace_seen(init->arena, init->output, init->options.force ? NULL : &nothing,
				  text, strlen(text), &error))
		return say_error(&error, STATUS_USAGE);
	if (!init->is_stream)
		say_next(init, &guess);
	return STATUS_HOLDS;
}

int init_run(struct ab_arena *arena, const char *self, int argc, char **argv)
{
	struct init init = {.arena = arena};
	int status = options_parse(arena, &usage, argc, argv, &init.options);

	if (status == GO_ON && !init.options.n_args)
		status = options_refuse(&usage, "name the folder of the headers, or headers");
	if (status == GO_ON)
		status = compiler_find(arena, self, &init.compiler);
	if (status == GO_ON)
		status = init_find_headers(&init, &usage);
	if (status == GO_ON)
		status = choose_output(&init);
	if (status == GO_ON)
		status = find_entries(&init);
	if (status == GO_ON)
		status = collect(&init);
	return status == GO_ON ? write_policy(&init) : status;
}
