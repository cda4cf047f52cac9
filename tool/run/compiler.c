/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void split_words(struct words *words, const char *text)
{
	static const char space[] = " \t\n";

	text += strspn(text, space);
	while (*text) {
		size_t length = strcspn(text, space);

		words_add(words, ab_strndup(words->arena, text, length));
		text += length;
		text += strspn(text, space);
	}
}

void compiler_add_flags(struct words *words, const struct options *options)
{
	flags_add_wanted(words, options->cflags, options->n_cflags);
}

void compiler_add_flags_without_plugin(struct words *words, const struct options *options)
{
	static const char argument[] = "-fplugin-arg-";
	size_t kept = words->count;

	compiler_add_flags(words, options);
	for (size_t i = kept; i < words->count; i++)
		if (strncmp(words->items[i], argument, sizeof argument - 1) != 0)
			words->items[kept++] = words->items[i];
	if (kept < words->count)
		words->items[kept] = NULL;
	words->count = kept;
}

/* "-DGUARD", "-DGUARD=1", "-UGUARD", "-D GUARD". */
static bool is_about(const char *flag, const char *guard)
{
	const size_t length = strlen(guard);

	if (flag[0] == '-' && (flag[1] == 'D' || flag[1] == 'U'))
		flag += 2;
	return strncmp(flag, guard, length) == 0 && (!flag[length] || flag[length] == '=');
}

void compiler_add_guard(struct words *words, const struct options *options, const char *guard)
{
	if (!guard)
		return;
	for (size_t i = 0; i < options->n_cflags; i++)
		if (is_about(options->cflags[i], guard))
			return;
	/* defined as nothing, so that a header may define it likewise */
	words_add(words, ab_printf(words->arena, "-D%s=", guard));
}

void compiler_add_plugin(struct words *words, const struct compiler *compiler)
{
	words_add(words, ab_printf(words->arena, "-fplugin=%s", compiler->plugin));
}

/* GCC names a plugin by its file, less folder and suffix. */
void compiler_add_argument(struct words *words, const struct compiler *compiler, const char *key,
			   const char *value)
{
	const char *name = strrchr(compiler->plugin, '/') + 1;

	words_add(words,
		  ab_printf(words->arena, "-fplugin-arg-%.*s-%s%s%s", (int)strcspn(name, "."), name,
			    key, value ? "=" : "", value ? value : ""));
}

/* The last word is the file, or "-" for the unit that we have written. */
static const char *what_is_compiled(const struct words *words)
{
	const char *file = words->count ? words->items[words->count - 1] : "-";

	return ab_printf(words->arena, "compiling %s", strcmp(file, "-") ? file : "the headers");
}

const char *compiler_first_error(struct ab_arena *arena, const char *path)
{
	static const char mark[] = "error: ";
	struct ab_error error;
	size_t length;
	char *text, *at;

	if (!ab_file_read(arena, path, &text, &length, &error) || !(at = strstr(text, mark)))
		return "it does not compile";
	at += strlen(mark);
	return ab_strndup(arena, at, strcspn(at, "\n"));
}

/*
 * How the names of dumps begin.  There is an empty file of that name: to clang, which knows
 * no -dumpdir, it is one more input, and that it is no GCC is said later.  NULL: said.
 */
static const char *name_dumps(struct ab_arena *arena, size_t number)
{
	const char *path = temp_path(arena, ab_printf(arena, "dump-%zu-", number));
	struct ab_error error;

	if (!path || ab_file_replace(arena, path, "", 0, &error))
		return path;
	say_error(&error, 0);
	return NULL;
}

static struct process process_of(const struct compiler *compiler, const char *dumps,
				 const struct words *words, const struct process *streams)
{
	struct words all = {.arena = words->arena};
	struct process process = *streams;

	words_add_all(&all, compiler->command.items, compiler->command.count);
	if (dumps)
		words_add_all(&all, (const char *const[]){"-dumpdir", dumps}, 2);
	words_add_all(&all, words->items, words->count);
	process.argv = all.items;
	process.what = what_is_compiled(words);
	return process;
}

static void say_not_started(const struct compiler *compiler)
{
	say_plain("cannot run '%s' (%s): set CC to the GCC that the plugin was built for",
		  compiler->command.items[0], strerror(errno));
}

bool compiler_run_all(const struct compiler *compiler, const struct words *words,
		      const struct process *streams, size_t n, int *statuses)
{
	struct ab_arena *const arena = compiler->command.arena;
	struct process *processes = AB_NEW_ARRAY(arena, struct process, n);

	for (size_t i = 0; i < n; i++) {
		const char *dumps = name_dumps(arena, i);

		if (!dumps)
			return false;
		processes[i] = process_of(compiler, dumps, &words[i], &streams[i]);
	}
	if (process_run_all(processes, n, statuses) == 0)
		return true;
	say_not_started(compiler);
	return false;
}

static int run(const struct compiler *compiler, const char *dumps, const struct words *words,
	       const struct process *streams)
{
	const struct process process = process_of(compiler, dumps, words, streams);
	const int status = process_run(&process);

	if (status < 0)
		say_not_started(compiler);
	return status;
}

int compiler_run(const struct compiler *compiler, const struct words *words,
		 const struct process *streams)
{
	const char *dumps = name_dumps(words->arena, 0);

	return dumps ? run(compiler, dumps, words, streams) : -1;
}

/*
 * The compiler's own folder of plugins, "" where it has none.  GO_ON, or
 * STATUS_UNCHECKED: it cannot be started, and that has been said.
 */
static int ask_plugin_folder(struct ab_arena *arena, const struct compiler *compiler,
			     const char **folder)
{
	struct process streams = {.output = temp_path(arena, "plugin-folder")};
	struct words words = {.arena = arena};
	struct ab_error error;
	size_t length;
	char *text;
	int status;

	*folder = "";
	if (!streams.output)
		return STATUS_UNCHECKED;
	words_add(&words, "-print-file-name=plugin");
	status = run(compiler, NULL, &words, &streams);
	if (status < 0)
		return STATUS_UNCHECKED;
	if (status > 0 || !ab_file_read(arena, streams.output, &text, &length, &error))
		return GO_ON;
	text[strcspn(text, "\n")] = '\0';
	if (strchr(text, '/'))
		*folder = text;
	return GO_ON;
}

/* GCC looks for a name without a slash in its own folder only. */
static int use_plugin(struct ab_arena *arena, struct compiler *compiler, const char *path)
{
	compiler->plugin = strchr(path, '/') ? path : ab_printf(arena, "./%s", path);
	return GO_ON;
}

/*
 * "aarch64-linux-gnu/12" of /usr/lib/gcc-cross/aarch64-linux-gnu/12/plugin: the
 * folder in which make puts the plugin for a cross compiler, and make install that
 * of any.
 */
static const char *target_folder(struct ab_arena *arena, const char *folder)
{
	const char *end = strrchr(folder, '/'), *start = end;

	for (int slashes = 0; start && start > folder && slashes < 2; slashes += *start == '/')
		start--;
	return start > folder ? ab_strndup(arena, start + 1, (size_t)(end - start - 1)) : NULL;
}

static void say_no_plugin(const char *compiler, const char *folder, const char *self)
{
	if (*folder)
		say_plain(
		    "no plugin for '%s': neither '%s/abiding.so' nor '%s/abiding.so' is there;"
		    " build it for this compiler with make, or name it in ABIDING_PLUGIN",
		    compiler, self, folder);
	else
		say_plain("no plugin for '%s': it is not GCC, or has no plugin directory; set CC "
			  "to the GCC that the plugin was built for",
			  compiler);
}

/*
 * In a build the plugin is beside the program; installed, it is in GCC's own
 * folder or, with PLUGIN_IN_PREFIX, in that of the program's prefix.
 */
static int find_plugin(struct ab_arena *arena, const char *self, struct compiler *compiler)
{
	const char *named = getenv("ABIDING_PLUGIN"), *folder, *target, *places[4];
	size_t i, n = 0;

	if (named && *named) {
		if (access(named, R_OK) == 0)
			return use_plugin(arena, compiler, named);
		say_plain("the plugin that ABIDING_PLUGIN names, '%s', cannot be read (%s)", named,
			  strerror(errno));
		return STATUS_UNCHECKED;
	}
	if (ask_plugin_folder(arena, compiler, &folder) != GO_ON)
		return STATUS_UNCHECKED;
	target = target_folder(arena, folder);
	if (target)
		places[n++] = ab_printf(arena, "%s/%s/abiding.so", self, target);
	places[n++] = ab_printf(arena, "%s/abiding.so", self);
	if (target)
		places[n++] = ab_printf(arena, "%s/../lib/abiding/%s/abiding.so", self, target);
	if (*folder)
		places[n++] = ab_printf(arena, "%s/abiding.so", folder);
	for (i = 0; i < n; i++)
		if (access(places[i], R_OK) == 0)
			return use_plugin(arena, compiler, places[i]);
	say_no_plugin(compiler->command.items[0], folder, self);
	return STATUS_UNCHECKED;
}

int compiler_find(struct ab_arena *arena, const char *self, struct compiler *compiler)
{
	const char *cc = getenv("CC");
	struct words words = {.arena = arena};

	/* by these the preprocessor writes files, too */
	unsetenv("DEPENDENCIES_OUTPUT");
	unsetenv("SUNPRO_DEPENDENCIES");
	if (cc)
		split_words(&words, cc);
	if (!words.count)
		words_add(&words, "gcc");
	compiler->command = (struct words){.arena = arena};
	flags_add_wanted(&compiler->command, words.items, words.count);
	return find_plugin(arena, self, compiler);
}
