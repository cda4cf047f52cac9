/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * with-arena.h - what unit tests of the core share: a test that has an arena,
 * and files to read.
 */
#ifndef ABIDING_UNIT_WITH_ARENA_H
#define ABIDING_UNIT_WITH_ARENA_H

#ifndef _XOPEN_SOURCE	  /* the C library's, under _GNU_SOURCE */
#define _XOPEN_SOURCE 700 /* P_tmpdir */
#endif

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "abiding/file.h"

/* A test that runs under the guard of an arena of its own. */
#define ARENA_TEST(name) \
	{ \
#name, run_with_arena, NULL, NULL, (void *)&(struct arena_test) \
		{ \
			name \
		} \
	}

struct arena_test {
	void (*work)(struct ab_arena *arena);
};

struct arena_run {
	const struct arena_test *test;
	struct ab_arena arena;
};

static inline void work_with_arena(void *context)
{
	struct arena_run *run = context;

	run->test->work(&run->arena);
}

static inline void run_with_arena(void **state)
{
	struct arena_run run = {.test = *state};

	ab_arena_init(&run.arena);
	assert_true(ab_arena_guard(&run.arena, work_with_arena, &run));
	ab_arena_release(&run.arena);
}

/* A folder of the test's own, gone with the last of its files (leave_folder). */
static inline const char *enter_folder(struct ab_arena *arena)
{
	const char *base = getenv("TMPDIR");
	char *name = ab_printf(arena, "%s/abiding-unit-XXXXXX", base ? base : P_tmpdir);

	assert_non_null(mkdtemp(name));
	return name;
}

static inline void leave_folder(const char *folder)
{
	assert_int_equal(rmdir(folder), 0);
}

/* Writes a file into a folder; returns its path. */
static inline const char *put_file(struct ab_arena *arena, const char *folder, const char *name,
				   const char *text)
{
	const char *path = ab_printf(arena, "%s/%s", folder, name);
	struct ab_error error;

	assert_true(ab_file_replace(arena, path, text, strlen(text), &error));
	return path;
}

/* An error as the user sees it, without the file: "3:1: repeated key 'a'". */
static inline const char *error_text(struct ab_arena *arena, const struct ab_error *error)
{
	return ab_printf(arena, "%u:%u: %s", error->line, error->column, error->message);
}

#endif
