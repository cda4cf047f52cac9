/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors as values, and the nearest word. */
#include "with-arena.h"

static const char *const words[] = {
    "since", "header", NULL, "type", "struct-field-renamed", "struct-field-removed"};

static const char *nearest(const char *word)
{
	return ab_nearest(word, words, sizeof words / sizeof *words);
}

static void test_nearest(void **state)
{
	(void)state;
	assert_string_equal(nearest("sinse"), "since");
	assert_string_equal(ab_nearest("teh", (const char *const[]){"the"}, 1), "the");
	assert_null(ab_nearest("tan", (const char *const[]){"the"}, 1)); /* a swap is one mistake */
	assert_string_equal(nearest("headers"), "header");
	assert_string_equal(nearest("typ"), "type");
	assert_string_equal(nearest("struct_field_removed"), "struct-field-removed");
	assert_string_equal(nearest("STRUCT-FIELD-RENAMED"), "struct-field-renamed");
	assert_string_equal(nearest("struct-field-rename"), "struct-field-renamed");
}

static void test_nearest_of_nothing_near(void **state)
{
	char long_word[2000];

	(void)state;
	memset(long_word, 'x', sizeof long_word - 1);
	long_word[sizeof long_word - 1] = '\0';
	assert_null(nearest("promise"));
	assert_null(nearest(""));
	assert_null(ab_nearest("t", (const char *const[]){"x", "to"}, 2));
	assert_null(nearest(long_word));
	assert_null(ab_nearest("since", words, 0));
	assert_null(ab_nearest("since", (const char *const[]){long_word}, 1));
}

static void test_nearest_takes_the_nearest(void **state)
{
	static const char *const close[] = {"abcdxx", "abcdex", "abcdef"};

	(void)state;
	assert_string_equal(ab_nearest("abcdeg", close, 2), "abcdex");
	assert_string_equal(ab_nearest("abcdef", close, 3), "abcdef");
}

static void test_set(struct ab_arena *arena)
{
	struct ab_error error;

	assert_false(ab_error_set(&error, arena, "a.yaml", 3, 7, "%d%%", 50));
	assert_string_equal(error.file, "a.yaml");
	assert_string_equal(error_text(arena, &error), "3:7: 50%");
	assert_false(ab_error_no_memory(&error, NULL));
	assert_null(error.file);
	assert_string_equal(error_text(arena, &error), "0:0: out of memory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_nearest),
	    cmocka_unit_test(test_nearest_of_nothing_near),
	    cmocka_unit_test(test_nearest_takes_the_nearest),
	    ARENA_TEST(test_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
