/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sources.c - what is to be compiled, as arguments, a policy or a record name it. */
#include "tool.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { NEEDS_MAX = 100 };

static bool is_file(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

static bool is_c_file(const char *name)
{
	size_t length = strlen(name);

	return length > 2 && !strcmp(name + length - 2, ".c");
}

static void add_include(struct ab_arena *arena, struct sources *sources, const char *name,
			bool is_quoted)
{
	struct includes *includes = &sources->includes;
	struct include *include;

	includes->items = AB_GROW(arena, includes->items, includes->count, &includes->capacity);
	include = &includes->items[includes->count++];
	*include = (struct include){.name = name, .is_quoted = is_quoted};
}

static int include_order(const void *a, const void *b)
{
	const struct include *left = a, *right = b;

	return left->is_late != right->is_late ? left->is_late - right->is_late
					       : strcmp(left->name, right->name);
}

int sources_from_args(struct ab_arena *arena, const struct usage *usage,
		      const struct options *options, struct sources *sources)
{
	size_t i;

	for (i = 0; i < options->n_args; i++) {
		const char *name = options->args[i];

		if (is_c_file(name) != is_c_file(options->args[0]))
			return options_refuse(usage, "'%s' and '%s': either .c files or headers",
					      options->args[0], name);
		if (strpbrk(name, "\"\n") || (!is_file(name) && strchr(name, '>')))
			return options_refuse(usage, "'%s' cannot be written into an #include",
					      name);
		if (!is_c_file(name))
			add_include(arena, sources, name, is_file(name));
	}
	if (options->n_args && is_c_file(options->args[0])) {
		sources->files = options->args;
		sources->n_files = options->n_args;
	}
	return GO_ON;
}

void sources_from_policy(struct ab_arena *arena, const struct ab_policy *policy,
			 struct sources *sources)
{
	unsigned i, j;

	for (i = 0; i < policy->n_surfaces; i++)
		for (j = 0; j < policy->surfaces[i].n_entries; j++)
			add_include(arena, sources, policy->surfaces[i].entries[j], false);
}

void sources_from_record(struct ab_arena *arena, const struct ab_record *record,
			 struct sources *sources)
{
	size_t i;

	for (i = 0; i < record->n_headers; i++)
		if (record->headers[i].is_entry)
			add_include(arena, sources, record->headers[i].name,
				    is_file(record->headers[i].name));
}

struct needs {
	struct words words;
	const struct ab_policy *policy;
};

/* What a header needs first, what that needs before it. */
static void add_needs(struct needs *needs, const char *header)
{
	const char *const *after = ab_policy_after(needs->policy, header);

	for (; after && *after; after++) {
		bool is_there = false;

		for (size_t i = 0; i < needs->words.count; i++)
			is_there |= !strcmp(needs->words.items[i], *after);
		if (is_there || needs->words.count > NEEDS_MAX)
			continue;
		add_needs(needs, *after);
		words_add(&needs->words, *after);
	}
}

void sources_sort(const struct sources *sources, const struct ab_policy *policy)
{
	const struct includes *includes = &sources->includes;

	for (size_t i = 0; i < includes->count; i++) {
		struct needs needs = {.words = {.arena = policy->arena}, .policy = policy};

		add_needs(&needs, includes->items[i].name);
		includes->items[i].after = needs.words.items;
	}
	if (includes->count)
		qsort(includes->items, includes->count, sizeof *includes->items, include_order);
}
