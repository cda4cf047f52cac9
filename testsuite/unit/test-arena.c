/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory: what is left behind where it runs out. */
#include "with-arena.h"

struct growth {
	struct ab_arena *arena;
	int *items;
	size_t count, capacity;
};

static void grow_beyond_memory(void *context)
{
	struct growth *g = context;

	ab_grow(g->arena, g->items, g->count, &g->capacity, SIZE_MAX / 10);
}

/* The work may go on with the array after the guard: it must not think that there is room. */
static void test_grow_fails(struct ab_arena *arena)
{
	struct growth g = {.arena = arena};

	for (; g.count < 8; g.count++) {
		g.items = AB_GROW(arena, g.items, g.count, &g.capacity);
		g.items[g.count] = (int)g.count;
	}
	assert_int_equal(g.capacity, 8);
	assert_false(ab_arena_guard(arena, grow_beyond_memory, &g));
	assert_int_equal(g.capacity, 8);
	g.items = AB_GROW(arena, g.items, g.count, &g.capacity);
	assert_int_equal(g.capacity, 16);
	g.items[g.count] = 8;
	for (int i = 0; i <= 8; i++)
		assert_int_equal(g.items[i], i);
}

static void alloc_too_much(void *context)
{
	ab_alloc(context, SIZE_MAX);
}

static void alloc_too_many(void *context)
{
	ab_alloc_array(context, SIZE_MAX / 2, 3);
}

static void fail_inside(void *context)
{
	struct ab_arena *arena = context;

	assert_false(ab_arena_guard(arena, alloc_too_much, arena));
	ab_strdup(arena, "after the inner guard");
	alloc_too_many(arena);
}

static void test_guards(struct ab_arena *arena)
{
	void *const outer = arena->guard;

	assert_false(ab_arena_guard(arena, alloc_too_many, arena));
	assert_false(ab_arena_guard(arena, fail_inside, arena));
	assert_ptr_equal(arena->guard, outer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(test_grow_fails),
	    ARENA_TEST(test_guards),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
