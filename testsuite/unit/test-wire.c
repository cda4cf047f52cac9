/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is the same on the wire, however it is grouped and named; and that nothing
 * makes finding it out endless.
 */
#include "with-protocols.h"

#include "abiding/limits.h"

static const char message[] = "program P { version V { void F(top) = 1; } = 1; } = 1;\n";

static const char *with_message(struct ab_arena *arena, const char *definitions)
{
	return ab_printf(arena, "%s\n%s", definitions, message);
}

static void expect_same(struct ab_arena *arena, const char *then, const char *now)
{
	const char *found = findings_of(arena, with_message(arena, then), with_message(arena, now));

	if (*found)
		fail_msg("%s\nin: %s\n%s", found, then, now);
}

static void expect_changed(struct ab_arena *arena, const char *then, const char *now)
{
	const char *found = findings_of(arena, with_message(arena, then), with_message(arena, now));

	if (!strstr(found, "message-content-changed"))
		fail_msg("nothing is found in: %s\n%s", then, now);
}

static void groups_leave_no_trace(struct ab_arena *arena)
{
	static const char *const same[][2] = {
	    {"struct top { int a; int b; int c; };", "struct top { int v[3]; };"},
	    {"struct top { int v[6]; };", "struct p { int a; int b; }; struct top { p v[3]; };"},
	    {"struct top { int v[300]; };",
	     "struct p { int a[100]; }; struct top { p v[2]; p w; };"},
	    {"struct p { int a; hyper b; }; struct top { p v[4]; };",
	     "struct p { int a; hyper b; }; struct q { p c; p d; }; struct top { q v[2]; };"},
	    {"struct p { int a; hyper b; int c; }; struct top { p x; hyper y; };",
	     "struct q { int a; hyper b; }; struct top { q x[2]; };"},
	    {"struct top { int a; void; int nothing[0]; };", "typedef int top;"},
	    /* what holds itself, by other names and once unrolled */
	    {"struct top { int n; top *next; };",
	     "struct rest { int n; top *next; }; struct top { int n; rest *next; };"},
	    {"union top switch (int t) { case 1: top next; case 2: void; };",
	     "union more switch (int t) { case 2: void; case 1: top next; };"
	     "union top switch (int t) { case 1: more next; case 2: void; };"},
	    {"struct a { b *x; int n; }; struct b { a *y; int n; }; typedef a top;",
	     "struct top { top *x; int n; };"},
	    /* endless by value: no message can be so, but a file can say it */
	    {"struct top { int a; top b; };", "struct top { int a; top b; };"},
	    {"typedef top top;", "typedef top top;"},
	};
	static const char *const changed[][2] = {
	    {"struct top { int v[3]; };", "struct top { int v[4]; };"},
	    {"struct top { int a; hyper b; };", "struct top { hyper b; int a; };"},
	    {"struct p { int a; hyper b; }; struct top { p v[4]; };",
	     "struct p { int a; hyper b; }; struct top { p v[3]; int x; int y; };"},
	    {"struct top { int n; top *next; };",
	     "struct rest { int n; top next<>; }; struct top { int n; rest *next; };"},
	    {"struct a { b *x; int n; }; struct b { a *y; int n; }; typedef a top;",
	     "struct a { b *x; int n; }; struct b { a *y; hyper n; }; typedef a top;"},
	    {"typedef top top;", "typedef int top;"},
	};

	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		expect_same(arena, same[i][0], same[i][1]);
		expect_same(arena, same[i][1], same[i][0]);
	}
	for (size_t i = 0; i < sizeof changed / sizeof *changed; i++) {
		expect_changed(arena, changed[i][0], changed[i][1]);
		expect_changed(arena, changed[i][1], changed[i][0]);
	}
}

/* ---- what was without end ---- */

/* PREFIX0 is the body; each further one is the pattern, in which %zu is the one before. */
static void add_chain(struct ab_buf *buf, const char *prefix, const char *body, size_t n,
		      const char *first, const char *second)
{
	ab_buf_addf(buf, "struct %s0 { %s };\n", prefix, body);
	for (size_t i = 1; i < n; i++)
		ab_buf_addf(buf, "struct %s%zu { %s%zu %s %s%zu %s };\n", prefix, i, prefix, i - 1,
			    first, prefix, i - 1, second);
}

static const char *chain(struct ab_arena *arena, const char *body, size_t n, const char *first,
			 const char *second)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	add_chain(&buf, "s", body, n, first, second);
	ab_buf_addf(&buf, "typedef s%zu top;\n", n - 1);
	return buf.text;
}

static void looks_at_each_pair_once(struct ab_arena *arena)
{
	static const char *const members[][2] = {
	    {"a;", "b;"}, {"*a;", "*b;"}, {"a<>;", "b<3>;"}, {"a[256];", "b;"}};

	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		const char *first = members[i][0], *second = members[i][1];
		const char *then = chain(arena, "int x;", 300, first, second);

		expect_same(arena, then, then);
		expect_changed(arena, then, chain(arena, "hyper x;", 300, first, second));
	}
}

static void knows_of_all_that_mention_each_other(struct ab_arena *arena)
{
	struct ab_buf then, now;

	ab_buf_init(&then, arena);
	ab_buf_init(&now, arena);
	for (unsigned i = 0; i < 40; i++) {
		ab_buf_addf(&then, "struct s%u { ", i);
		ab_buf_addf(&now, "struct s%u { ", i);
		for (unsigned j = 0; j < 40; j++) {
			ab_buf_addf(&then, "s%u *p%u; ", j, j);
			ab_buf_addf(&now, "s%u *p%u; ", j, j);
		}
		ab_buf_add(&then, "int x; };\n");
		ab_buf_add(&now, i == 23 ? "hyper x; };\n" : "int x; };\n");
	}
	ab_buf_add(&then, "typedef s0 top;");
	ab_buf_add(&now, "typedef s0 top;");
	expect_same(arena, then.text, then.text);
	expect_changed(arena, then.text, now.text);
}

/* 3 * 2^n values, grouped by threes and by twos: each takes about seven thirds of a step. */
static const char *regrouped(struct ab_arena *arena, size_t n)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	add_chain(&buf, "t", "int x; int y;", n + 1, "a;", "b;");
	ab_buf_addf(&buf, "struct top { t%zu a; t%zu b; };\n", n, n - 1);
	return buf.text;
}

static void gives_up_where_it_is_grouped_otherwise(struct ab_arena *arena)
{
	static const char by_threes[] = "int x; int y; int z;";

	assert_int_equal(AB_WIRE_STEPS_MAX, 1 << 20);
	expect_same(arena, chain(arena, by_threes, 18, "a;", "b;"), regrouped(arena, 17));
	expect_changed(arena, chain(arena, by_threes, 20, "a;", "b;"), regrouped(arena, 19));
	expect_changed(arena, chain(arena, by_threes, 31, "a;", "b;"), regrouped(arena, 30));
}

/* One behind the other: nothing is called by itself for them. */
static void bears_long_chains(struct ab_arena *arena)
{
	struct ab_buf then, now;

	for (unsigned kind = 0; kind < 3; kind++) {
		ab_buf_init(&then, arena);
		ab_buf_init(&now, arena);
		ab_buf_add(&then, "struct s0 { int x; };\n");
		ab_buf_add(&now, "struct s0 { hyper x; };\n");
		for (unsigned i = 1; i < 20000; i++) {
			const char *format = kind == 0	 ? "struct s%u { s%u a; };\n"
					     : kind == 1 ? "struct s%u { s%u *a; };\n"
							 : "typedef s%2$u s%1$u;\n";

			ab_buf_addf(&then, format, i, i - 1);
			ab_buf_addf(&now, format, i, i - 1);
		}
		ab_buf_add(&then, "typedef s19999 top;\n");
		ab_buf_add(&now, "typedef s19999 top;\n");
		expect_same(arena, then.text, then.text);
		assert_string_equal(findings_of(arena, with_message(arena, then.text),
						with_message(arena, now.text)),
				    "message-content-changed s0.x (clients and daemons of other "
				    "releases misread 'F')");
	}
}

/* What has more names for a number than are followed is not known, and compared as it is written. */
static void follows_names_of_numbers_so_far(struct ab_arena *arena)
{
	for (unsigned n = AB_XDR_ALIASES_MAX; n <= AB_XDR_ALIASES_MAX + 1; n++) {
		struct ab_buf buf;

		ab_buf_init(&buf, arena);
		ab_buf_add(&buf, "const C1 = 3;\n");
		for (unsigned i = 2; i < n; i++)
			ab_buf_addf(&buf, "const C%u = C%u;\n", i, i - 1);
		ab_buf_addf(&buf, "struct top { int v[C%u]; };", n - 1);
		if (n == AB_XDR_ALIASES_MAX)
			expect_same(arena, buf.text, "struct top { int v[3]; };");
		else
			expect_changed(arena, buf.text, "struct top { int v[3]; };");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(groups_leave_no_trace),
	    ARENA_TEST(looks_at_each_pair_once),
	    ARENA_TEST(knows_of_all_that_mention_each_other),
	    ARENA_TEST(gives_up_where_it_is_grouped_otherwise),
	    ARENA_TEST(bears_long_chains),
	    ARENA_TEST(follows_names_of_numbers_so_far),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
