/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * init-headers.c - which headers there are, and by which names they are included.
 *
 * A header's name is its path less a root: the one by which the headers include
 * each other in <>, else the longest of the compiler's include paths, else the
 * folder that was named, or the one above it if that is called include.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include "init.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEADERS_MAX = 2000, DEPTH_MAX = 16 };

static const char *real_path(struct ab_arena *arena, const char *path)
{
	char *real = realpath(path, NULL);
	const char *copy = real ? ab_strdup(arena, real) : NULL;

	free(real);
	return copy;
}

/* Of a link, its own name: that is the one in an include. */
static const char *real_header(struct ab_arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *folder =
	    real_path(arena, slash ? ab_strndup(arena, path, (size_t)(slash - path) + 1) : ".");

	if (!folder || access(path, R_OK) != 0)
		return NULL;
	return ab_printf(arena, "%s/%s", folder, slash ? slash + 1 : path);
}

static void add_header(struct init *init, const char *path)
{
	struct init_header *header;

	init->headers = AB_GROW(init->arena, init->headers, init->n_headers, &init->capacity);
	header = &init->headers[init->n_headers++];
	*header = (struct init_header){.path = path, .real = real_header(init->arena, path)};
}

/* ---- folders ---- */

static bool has_suffix(const char *name, const char *suffix)
{
	const size_t length = strlen(name), n = strlen(suffix);

	return length > n && !strcmp(name + length - n, suffix);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* The headers in a folder and those below it, sorted; hidden ones are passed by. */
static void add_folder(struct init *init, const char *folder, int depth)
{
	struct dirent **entries;
	const int n = scandir(folder, &entries, NULL, by_name);

	for (int i = 0; i < n; i++) {
		const char *name = entries[i]->d_name;
		const char *path = ab_printf(init->arena, "%s/%s", folder, name);
		struct stat status;

		if (name[0] == '.' || init->n_headers > HEADERS_MAX || stat(path, &status) != 0)
			;
		else if (S_ISDIR(status.st_mode) && depth < DEPTH_MAX)
			add_folder(init, path, depth + 1);
		else if (S_ISREG(status.st_mode) && has_suffix(name, ".h"))
			add_header(init, path);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
}

static const char *without_slash(struct ab_arena *arena, const char *path)
{
	size_t length = strlen(path);

	while (length > 1 && path[length - 1] == '/')
		length--;
	return ab_strndup(arena, path, length);
}

static int add_argument(struct init *init, const struct usage *usage, const char *argument)
{
	const size_t before = init->n_headers;
	struct stat status;

	if (strpbrk(argument, "\"\n>"))
		return options_refuse(usage, "'%s' cannot be written into an #include", argument);
	if (stat(argument, &status) == 0 && S_ISDIR(status.st_mode)) {
		const char *folder = without_slash(init->arena, argument);

		add_folder(init, folder, 0);
		if (!init->folder)
			init->folder = folder;
		if (init->n_headers == before) {
			say_plain("there is no header (*.h) in '%s'", argument);
			return STATUS_USAGE;
		}
	} else {
		add_header(init, argument);
	}
	if (init->n_headers <= HEADERS_MAX)
		return GO_ON;
	say_plain("'%s' has more than %d headers: name those of one library", argument,
		  HEADERS_MAX);
	return STATUS_USAGE;
}

/* ---- include paths ---- */

/* Where the compiler looks for <...>, by its one absolute names. */
static struct words include_paths(struct init *init)
{
	static const char start[] = "#include <...> search starts here:\n";
	const char *errors = temp_path(init->arena, "include-paths");
	struct words words = {.arena = init->arena}, paths = words;
	const struct process streams = {.output = "/dev/null", .errors = errors};
	struct ab_error error;
	size_t length;
	char *text, *at;

	compiler_add_standard(&words, &init->compiler, &init->options, NULL);
	compiler_add_flags(&words, &init->options);
	words_add_all(&words, (const char *const[]){"-E", "-v"}, 2);
	compiler_add_unit(&words, &init->compiler, &init->options);
	if (!errors || compiler_run(&init->compiler, &words, &streams) != 0 ||
	    !ab_file_read(init->arena, errors, &text, &length, &error))
		return paths;
	at = strstr(text, start);
	for (at = at ? at + strlen(start) : NULL; at && *at == ' ';) {
		const char *path = ab_strndup(init->arena, at + 1, strcspn(at + 1, "\n"));
		const char *real = real_path(init->arena, path);

		if (real)
			words_add(&paths, real);
		at += strcspn(at, "\n");
		at += *at == '\n';
	}
	return paths;
}

/* What of path is below folder, or NULL. */
static const char *below(const char *path, const char *folder)
{
	const size_t length = strlen(folder);

	return !strncmp(path, folder, length) && path[length] == '/' ? path + length + 1 : NULL;
}

static const char *root_on_path(const struct words *paths, const char *real)
{
	const char *root = NULL;

	for (size_t i = 0; i < paths->count; i++)
		if (below(real, paths->items[i]) &&
		    (!root || strlen(paths->items[i]) > strlen(root)))
			root = paths->items[i];
	return root;
}

/* ---- how the headers include each other ---- */

struct vote {
	const char *root;
	size_t count;
};

struct votes {
	struct vote *items;
	size_t count, capacity;
};

/* "/usr/include" of "/usr/include/foo/a.h" and "foo/a.h"; NULL: it does not end so. */
static const char *root_of(struct ab_arena *arena, const char *real, const char *name)
{
	const size_t length = strlen(real), n = strlen(name);

	if (length <= n || real[length - n - 1] != '/' || strcmp(real + length - n, name) != 0)
		return NULL;
	return ab_strndup(arena, real, length - n - 1);
}

/*
 * Whether the compiler finds that name elsewhere: <errno.h> is the system's, not "foo/errno.h".
 * One with a folder is the library's, of which another release may be installed.
 */
static bool is_elsewhere(struct init *init, const struct words *paths, const char *name,
			 const char *root)
{
	for (size_t i = 0; !strchr(name, '/') && i < paths->count; i++)
		if (strcmp(paths->items[i], root) != 0 &&
		    access(ab_printf(init->arena, "%s/%s", paths->items[i], name), F_OK) == 0)
			return true;
	return false;
}

static void vote(struct init *init, const struct words *paths, struct votes *votes,
		 const char *name)
{
	for (size_t i = 0; i < init->n_headers; i++) {
		const char *real = init->headers[i].real, *root;
		size_t j = 0;

		root = real ? root_of(init->arena, real, name) : NULL;
		if (!root || is_elsewhere(init, paths, name, root))
			continue;
		while (j < votes->count && strcmp(votes->items[j].root, root) != 0)
			j++;
		if (j == votes->count) {
			votes->items =
			    AB_GROW(init->arena, votes->items, votes->count, &votes->capacity);
			votes->items[votes->count++] = (struct vote){root, 0};
		}
		votes->items[j].count++;
	}
}

/* The names in <> that a header includes. */
static void vote_by_header(struct init *init, const struct words *paths, struct votes *votes,
			   const char *path)
{
	struct ab_error error;
	size_t length;
	char *text;

	if (!ab_file_read(init->arena, path, &text, &length, &error))
		return;
	for (const char *line = text; line; line = strchr(line, '\n')) {
		line += strspn(line, "\n \t");
		if (*line != '#')
			continue;
		line += 1 + strspn(line + 1, " \t");
		if (strncmp(line, "include", 7) != 0)
			continue;
		line += 7 + strspn(line + 7, " \t");
		if (*line == '<')
			vote(init, paths, votes,
			     ab_strndup(init->arena, line + 1, strcspn(line + 1, ">\n")));
	}
}

static const char *elected(const struct votes *votes)
{
	const struct vote *best = NULL;

	for (size_t i = 0; i < votes->count; i++)
		if (!best || votes->items[i].count > best->count)
			best = &votes->items[i];
	return best ? best->root : NULL;
}

/* ---- names ---- */

static const char *folder_of(struct ab_arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? ab_strndup(arena, path, (size_t)(slash - path)) : ".";
}

static const char *own_root(struct init *init, const char *real)
{
	const char *folder =
	    init->folder ? real_path(init->arena, init->folder) : folder_of(init->arena, real);
	const char *above = folder_of(init->arena, folder);

	return has_suffix(above, "/include") ? above : folder;
}

/* A root that the compiler has to be told. */
static const char *new_root(struct init *init, const struct words *paths, const char *root)
{
	const char *here = real_path(init->arena, ".");

	for (size_t i = 0; i < paths->count; i++)
		if (!strcmp(paths->items[i], root))
			return NULL;
	if (!here)
		return root;
	if (!strcmp(here, root))
		return ".";
	return below(root, here) ? below(root, here) : root;
}

static void name_header(struct init *init, struct init_header *header, const struct words *paths,
			const char *voted)
{
	const char *root = NULL;

	header->name = header->path;
	if (!header->real) /* one that the include paths may have */
		return;
	if (voted && below(header->real, voted))
		root = voted;
	if (!root)
		root = root_on_path(paths, header->real);
	if (!root)
		root = own_root(init, header->real);
	header->name = below(header->real, root);
	if (!header->name)
		header->name = strrchr(header->real, '/') + 1;
	if (!init->root)
		init->root = new_root(init, paths, root);
}

int init_find_headers(struct init *init, const struct usage *usage)
{
	struct votes votes = {NULL, 0, 0};
	struct words paths;
	int status = GO_ON;

	for (size_t i = 0; i < init->options.n_args && status == GO_ON; i++)
		status = add_argument(init, usage, init->options.args[i]);
	if (status != GO_ON)
		return status;
	paths = include_paths(init);
	for (size_t i = 0; i < init->n_headers; i++)
		if (init->headers[i].real)
			vote_by_header(init, &paths, &votes, init->headers[i].path);
	for (size_t i = 0; i < init->n_headers; i++)
		name_header(init, &init->headers[i], &paths, elected(&votes));
	return GO_ON;
}
