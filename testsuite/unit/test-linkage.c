/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-linkage.c - linkage as words, and attributes by their names. */
#include "with-arena.h"

#include "abiding/attribute.h"
#include "abiding/linkage.h"

static void prints_and_reads(struct ab_arena *arena)
{
	unsigned back;

	assert_null(ab_linkage_text(arena, 0));
	for (unsigned linkage = 1; linkage < 2 * AB_LINKAGE_THREAD_LOCAL; linkage++) {
		assert_true(ab_linkage_parse(ab_linkage_text(arena, linkage), &back));
		assert_int_equal(back, linkage);
	}
	assert_string_equal(ab_linkage_text(arena, AB_LINKAGE_STATIC | AB_LINKAGE_HIDDEN),
			    "static hidden");
	assert_true(ab_linkage_parse("", &back));
	assert_int_equal(back, 0);
}

static void refuses_other_words(struct ab_arena *arena)
{
	static const char *const wrong[] = {"extern",	    "inline static", "static ",
					    "static  weak", "static static", "weakly",
					    " static"};
	unsigned linkage;

	(void)arena;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(ab_linkage_parse(wrong[i], &linkage));
}

static void finds_attributes(struct ab_arena *arena)
{
	(void)arena;
	assert_int_equal(ab_attribute_find("nonnull"), AB_ATTRIBUTE_NONNULL);
	assert_int_equal(ab_attribute_find("nonnull (1, 2)"), AB_ATTRIBUTE_NONNULL);
	assert_int_equal(ab_attribute_find("non"), AB_ATTRIBUTE_NONE);
	assert_int_equal(ab_attribute_find("nonnulls"), AB_ATTRIBUTE_NONE);
	assert_int_equal(ab_attribute_find(""), AB_ATTRIBUTE_NONE);
	assert_int_equal(ab_attribute_info(AB_ATTRIBUTE_NONE)->effect, AB_ATTRIBUTE_EITHER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(prints_and_reads),
	    ARENA_TEST(refuses_other_words),
	    ARENA_TEST(finds_attributes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
