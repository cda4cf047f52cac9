/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of files as texts. */
#include "with-arena.h"

#include "abiding/path.h"

static const struct {
	const char *path, *shortened; /* NULL: as it is */
	size_t root;
} paths[] = {
    {"", NULL, 0},
    {"a", NULL, 0},
    {"/a", NULL, 1},
    {"a/b.h", NULL, 0},
    {"./a/b.h", NULL, 2},
    {"../a/b.h", NULL, 3},
    {"./../../a/b.h", NULL, 8},
    {"a/..b/.c/...", NULL, 0},
    {"a./b../c", NULL, 0},
    {"a/../b.h", "b.h", 0},
    {"/usr/include/xen/arch/../xen.h", "/usr/include/xen/xen.h", 1},
    {"a/b/../../c/./d//e.h", "c/d/e.h", 0},
    {"a/b/c/../../../d.h", "d.h", 0},
    {"./a/../b.h", "./b.h", 2},
    {"././b.h", "./b.h", 2},
    {"a/../../b.h", "../b.h", 0},
    {"a/../../../b/../c.h", "../../c.h", 0},
    {"../a/../b.h", "../b.h", 3},
    {"../../a/../../b.h", "../../../b.h", 6},
    {"/../a", "/a", 1},
    {"/a/../../../b", "/b", 1},
    {"//a", "/a", 1},
    {"/./a", "/a", 1},
    {"a/", NULL, 0},
    {"a//", "a/", 0},
};

static void test_shorten(struct ab_arena *arena)
{
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		char *const copy = ab_strdup(arena, paths[i].path);
		const char *const expected =
		    paths[i].shortened ? paths[i].shortened : paths[i].path;

		assert_int_equal(ab_path_root(copy), paths[i].root);
		assert_int_equal(ab_path_is_short(copy), !paths[i].shortened);
		ab_path_shorten(copy);
		assert_string_equal(copy, expected);
		assert_true(ab_path_is_short(copy));
	}
}

static void test_source(struct ab_arena *arena)
{
	(void)arena;
	assert_true(ab_path_is_source("foo.c"));
	assert_true(ab_path_is_source("/src/foo.1/bar.cc"));
	assert_true(ab_path_is_source("foo.h.C"));
	assert_false(ab_path_is_source("foo.h"));
	assert_false(ab_path_is_source("src.c/foo.h"));
	assert_false(ab_path_is_source("src.c/foo"));
	assert_false(ab_path_is_source("<stdin>"));
	assert_false(ab_path_is_source(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(test_shorten),
	    ARENA_TEST(test_source),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
