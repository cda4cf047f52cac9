/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A release put onto a frozen record: what is added, and what stays as it was. */
#include "with-records.h"

#define HEAD "abiding-record: 1\nlibrary: demo\n"
#define HEADERS "headers: {demo.h: {entry: true}}\n"
#define UNION(fields) \
	"unions:\n" \
	"  demo_u:\n" \
	"    header: demo.h\n" \
	"    size: {lp64: 8}\n" \
	"    align: {lp64: 8}\n" \
	"    fields:\n" fields

static const char *freeze(struct ab_arena *arena, const char *then, const char *now)
{
	struct ab_record *frozen = read_record(arena, ab_printf(arena, HEAD "%s", then));
	struct ab_error error;
	const char *text;
	size_t length;

	ab_record_freeze_onto(frozen, read_record(arena, ab_printf(arena, HEAD "%s", now)),
			      ab_policy_default(arena, frozen), "2.0");
	assert_true(ab_record_print(arena, frozen, &text, &length, &error));
	return text;
}

static void has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("no '%s' in\n%s", part, text);
}

#define LP64 "data-models: [lp64]\n" HEADERS

/* In any order, which is none of the promise; unnamed members are known by what they hold. */
static void adds_union_members(struct ab_arena *arena)
{
#define UNNAMED \
	"    - decl: struct {}\n" \
	"      bit-offset: {lp64: 0}\n" \
	"      size: {lp64: 8}\n" \
	"      align: {lp64: 8}\n" \
	"      fields: [{decl: long a, bit-offset: {lp64: 0}}]\n"
	const char *text = freeze(arena, LP64 UNION(UNNAMED),
				  LP64 UNION("    - {decl: int b, bit-offset: {lp64: 0}}\n" UNNAMED
					     "    - {decl: long c, bit-offset: {lp64: 0}}\n"));

	read_record(arena, text); /* no member is there twice */
	has(text, "- {decl: long a, bit-offset: {lp64: 0}}\n");
	has(text, "- {decl: int b, bit-offset: {lp64: 0}, since: 2.0}\n");
	has(text, "- {decl: long c, bit-offset: {lp64: 0}, since: 2.0}\n");
	if (strstr(text, "since: 2.0\n"))
		fail_msg("the unnamed member is no new one:\n%s", text);
}

/* One unnamed member more is not the one that has stood there. */
static void adds_an_unnamed_member(struct ab_arena *arena)
{
#define UNNAMED_OF(decl) \
	"    - {decl: 'struct {}', bit-offset: {lp64: 0}, size: {lp64: 8}, align: {lp64: 8},\n" \
	"       fields: [{decl: " decl ", bit-offset: {lp64: 0}}]}\n"
	const char *text = freeze(arena, LP64 UNION(UNNAMED_OF("long a")),
				  LP64 UNION(UNNAMED_OF("long b") UNNAMED_OF("long a")));

	read_record(arena, text);
	has(text, "{decl: long a, bit-offset: {lp64: 0}}\n");
	has(text, "{decl: long b, bit-offset: {lp64: 0}, since: 2.0}\n");
}

/* Another data model brings its numbers, and changes none that are there. */
static void adds_a_data_model(struct ab_arena *arena)
{
	const char *text = freeze(arena,
				  LP64 "externals: {size_t: {lp64: unsigned long}}\n" UNION(
				      "    - {decl: 'long a', bit-offset: {lp64: 0}}\n"),
				  "data-models: [ilp32-i386]\n" HEADERS
				  "externals: {size_t: {ilp32-i386: unsigned int}}\n"
				  "unions:\n"
				  "  demo_u:\n"
				  "    header: demo.h\n"
				  "    size: {ilp32-i386: 4}\n"
				  "    align: {ilp32-i386: 4}\n"
				  "    fields: [{decl: long a, bit-offset: {ilp32-i386: 0}}]\n");

	has(text, "data-models: [lp64, ilp32-i386]\n");
	has(text, "size_t: {lp64: unsigned long, ilp32-i386: unsigned int}\n");
	has(text, "size: {lp64: 8, ilp32-i386: 4}\n");
}

/* What is there keeps its release, what is new has this one. */
static void tells_releases(struct ab_arena *arena)
{
	const char *text =
	    freeze(arena,
		   LP64 "functions: {demo_a: {since: 1.0, header: demo.h, type: int (void)}}\n"
			"enums: {demo_e: {since: 1.0, header: demo.h, enumerators: {DEMO_A: 0}}}\n",
		   LP64 "functions: {demo_a: {header: demo.h, type: int (void)},"
			" demo_b: {header: demo.h, type: int (void)}}\n"
			"enums: {demo_e: {header: demo.h, enumerators: {DEMO_A: 0, DEMO_B: 1}}}\n");

	has(text, "demo_a: {since: 1.0, ");
	has(text, "demo_b: {since: 2.0, ");
	has(text, "DEMO_A: 0\n");
	has(text, "DEMO_B: {value: 1, since: 2.0}\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(adds_union_members),
	    ARENA_TEST(adds_an_unnamed_member),
	    ARENA_TEST(adds_a_data_model),
	    ARENA_TEST(tells_releases),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
