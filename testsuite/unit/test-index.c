/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index: what is entered is found, what is not is not, however many there are. */
#include "with-arena.h"

#include "abiding/index.h"

enum { MANY = 20000 };

static void finds_names(struct ab_arena *arena)
{
	struct ab_index index = {NULL, 0, 0};
	bool is_new;

	assert_null(ab_index_find(&index, 0, "nothing yet"));
	for (size_t i = 0; i < MANY; i++) {
		ab_index_enter(arena, &index, i % 3, ab_printf(arena, "name%zu", i / 3), &is_new)
		    ->at = i;
		assert_true(is_new);
	}
	for (size_t i = 0; i < MANY; i++) {
		const char *name = ab_printf(arena, "name%zu", i / 3);

		assert_int_equal(ab_index_find(&index, i % 3, name)->at, i);
		assert_int_equal(ab_index_enter(arena, &index, i % 3, name, &is_new)->at, i);
		assert_false(is_new);
	}
	assert_int_equal(index.count, MANY);
	assert_null(ab_index_find(&index, 3, "name1"));
	assert_null(ab_index_find(&index, 0, "name"));
	assert_non_null(ab_index_enter(arena, &index, 0, "", NULL));
	assert_non_null(ab_index_find(&index, 0, ""));
}

static void finds_pairs(struct ab_arena *arena)
{
	static const char places[200];
	struct ab_index index = {NULL, 0, 0};
	bool is_new;

	for (size_t i = 0; i < 200; i++)
		for (size_t j = 0; j < 100; j++) {
			ab_index_enter_pair(arena, &index, &places[i], &places[j], &is_new)->of =
			    (void *)&places[j];
			assert_true(is_new);
		}
	assert_ptr_equal(ab_index_find_pair(&index, &places[199], &places[7])->of, &places[7]);
	assert_null(ab_index_find_pair(&index, &places[7], &places[199]));
	assert_null(ab_index_find_pair(&index, &places[7], NULL));
	ab_index_enter_pair(arena, &index, &places[7], NULL, NULL)->stamp = 3;
	assert_int_equal(ab_index_find_pair(&index, &places[7], NULL)->stamp, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(finds_names),
	    ARENA_TEST(finds_pairs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
