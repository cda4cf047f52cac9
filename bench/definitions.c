/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * definitions.c - a definition for each function and variable of a record.
 *
 *	definitions RECORD HEADER... > file.c
 *
 * With -g and -fno-eliminate-unused-debug-types this becomes a shared library
 * that shows tools which read binaries the same public API as the real one.
 */
#include <stdio.h>

#include "abiding/record.h"

struct job {
	struct ab_arena arena;
	int argc;
	char **argv;
	int status;
};

static void define(struct ab_arena *arena, const struct ab_entity *entity, const char *body)
{
	const struct ab_decl decl = {.name = entity->name, .type = entity->type, .bit_width = -1};
	struct ab_buf text;

	ab_buf_init(&text, arena);
	ab_decl_print(&text, &decl);
	printf("#undef %s\n%s%s\n", entity->name, text.text, body);
}

static void work(void *context)
{
	struct job *job = context;
	struct ab_record *record;
	struct ab_error error;
	size_t i;
	int n;

	if (!ab_record_load(&job->arena, job->argv[1], &record, &error)) {
		fprintf(stderr, "%s:%u: %s\n", job->argv[1], error.line, error.message);
		job->status = 2;
		return;
	}
	for (n = 2; n < job->argc; n++)
		printf("#include <%s>\n", job->argv[n]);
	for (i = 0; i < record->of[AB_FUNCTION].count; i++)
		define(&job->arena, record->of[AB_FUNCTION].items[i], " { __builtin_trap(); }");
	for (i = 0; i < record->of[AB_VARIABLE].count; i++)
		define(&job->arena, record->of[AB_VARIABLE].items[i], ";");
}

int main(int argc, char **argv)
{
	struct job job = {.argc = argc, .argv = argv};

	if (argc < 3) {
		fputs("usage: definitions RECORD HEADER...\n", stderr);
		return 2;
	}
	ab_arena_init(&job.arena);
	if (!ab_arena_guard(&job.arena, work, &job))
		job.status = 2;
	ab_arena_release(&job.arena);
	return fflush(stdout) || ferror(stdout) ? 2 : job.status;
}
