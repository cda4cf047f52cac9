/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What differs between two records, be it a break or not: what `abiding diff` lists. */
#include "with-findings.h"

#include "abiding/changes.h"

#define IN(section, entities) section ": {" entities "}\n"
#define OF(name, rest) name ": {since: 1.0.0, header: demo.h" rest "}"
#define FUNCTIONS(list) IN("functions", list)
#define F(name) OF(name, ", type: int (int x)")
#define ENUM(enumerators) IN("enums", OF("demo_e", ", enumerators: {" enumerators "}"))
#define STRUCT(fields) \
	IN("structs", OF("demo_s", ", size: {lp64: 8}, align: {lp64: 4}, fields: [" fields "]"))
#define UNION(fields) \
	IN("unions", OF("demo_u", ", size: {lp64: 8}, align: {lp64: 4}, fields: [" fields "]"))
#define AT_0(decl) "{decl: " decl ", bit-offset: {lp64: 0}}"
#define AT_32(decl) "{decl: " decl ", bit-offset: {lp64: 32}}"
#define MACRO(rest) IN("macros", OF("DEMO_M", rest))
#define NODE "nodes: {V1: {since: 1.0.0}}\n"

/* "+ function demo_b: int demo_b(int x)"; "~ enum demo_e.A: A = 0 -> A = 1" */
static const char *changes_text(struct ab_arena *arena, const struct ab_changes *changes)
{
	static const char marks[] = "+~-";
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	for (size_t i = 0; i < changes->count; i++) {
		const struct ab_change *one = &changes->items[i];

		ab_buf_addf(&buf, "%s%c %s %s%s%s: %s%s%s", i ? "; " : "", marks[one->what],
			    ab_changed_word(one->of), one->name, one->member ? "." : "",
			    one->member ? one->member : "", one->before ? one->before : "",
			    one->before && one->after ? " -> " : "", one->after ? one->after : "");
	}
	return buf.text;
}

struct two_records {
	const char *then, *now, *changes;
};

static void expect(struct ab_arena *arena, const char *head, const struct two_records *cases,
		   size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct ab_record *then =
		    read_record(arena, ab_printf(arena, "%s%s", head, cases[i].then));
		const struct ab_record *now =
		    read_record(arena, ab_printf(arena, "%s%s", head, cases[i].now));
		struct ab_findings findings = {0};
		struct ab_changes changes = {0};
		const char *found;

		ab_compare(arena, then, now, ab_policy_default(arena, then), &findings);
		ab_changes_find(arena, then, now, &findings, &changes);
		found = changes_text(arena, &changes);
		if (strcmp(found, cases[i].changes) != 0)
			fail_msg("'%s', not '%s':\n%s%s", found, cases[i].changes, cases[i].then,
				 cases[i].now);
	}
}

#define EXPECT(arena, head, cases) expect(arena, head, cases, sizeof cases / sizeof *cases)

/* What is new is listed; what is gone only where no finding is about it. */
static void lists_what_is_new(struct ab_arena *arena)
{
	static const struct two_records cases[] = {
	    {FUNCTIONS(F("demo_a")), FUNCTIONS(F("demo_a")), ""},
	    {FUNCTIONS(F("demo_a")), FUNCTIONS(F("demo_a") ", " F("demo_b")),
	     "+ function demo_b: int demo_b(int x)"},
	    {FUNCTIONS(F("demo_a") ", " F("demo_b")), FUNCTIONS(F("demo_a")), ""},
	    {"", IN("variables", OF("demo_v", ", type: int")),
	     "+ variable demo_v: extern int demo_v"},
	    {"",
	     IN("variables", OF("demo_v", ", type: const int, linkage: static, value: {lp64: 3}")),
	     "+ variable demo_v: static const int demo_v = 3"},
	    {"", IN("typedefs", OF("demo_t", ", type: int (*)(void)")),
	     "+ typedef demo_t: typedef int (*demo_t)(void)"},
	    {"", FUNCTIONS(OF("demo_f", ", type: int (int x), asm: other")),
	     "+ function demo_f: int demo_f(int x) __asm__(\"other\")"},
	    {"", FUNCTIONS(OF("demo_f", ", type: void (void), attributes: [cold, noreturn]")),
	     "+ function demo_f: void demo_f(void) __attribute__((cold, noreturn))"},
	    {"", FUNCTIONS(OF("demo_f", ", type: void (void), linkage: static inline")),
	     "+ function demo_f: static inline void demo_f(void)"},
	    {"", MACRO(", value: 3, type: int"), "+ macro DEMO_M: #define DEMO_M 3"},
	    {"", MACRO(", text: other"), "+ macro DEMO_M: #define DEMO_M other"},
	    {"", MACRO(", text: ''"), "+ macro DEMO_M: #define DEMO_M"},
	    {"", IN("function-macros", OF("DEMO_F", ", params: [a, b], body: (a)")),
	     "+ function-like macro DEMO_F: #define DEMO_F(a, b) (a)"},
	    {"", IN("function-macros", OF("DEMO_F", ", params: [], body: 1")),
	     "+ function-like macro DEMO_F: #define DEMO_F() 1"},
	    {"", ENUM("A: 0"), "+ enum demo_e: enum demo_e"},
	    {"", IN("enums", OF("enum demo_e", ", enumerators: {A: 0}")),
	     "+ enum enum demo_e: enum demo_e"},
	    {"", IN("enumerators", OF("A", ", value: -1")), "+ enumerator A: A = -1"},
	};

	EXPECT(arena, LP64 HEADERS, cases);
}

/* What differs and breaks nothing; another name of a parameter, or a typedef's, is no difference. */
static void lists_what_differs(struct ab_arena *arena)
{
#define TYPED(type) FUNCTIONS(OF("demo_f", ", type: " type))
#define WITH(rest) FUNCTIONS(OF("demo_f", ", type: void (void)" rest))
	static const struct two_records cases[] = {
	    {TYPED("int (int x)"), TYPED("int (int y)"), ""},
	    {TYPED("int (const char *x)"), TYPED("int (char *x)"), ""},
	    {WITH(""), WITH(", attributes: [pure]"),
	     "~ function demo_f: void demo_f(void) -> void demo_f(void) __attribute__((pure))"},
	    {WITH(", linkage: inline"), WITH(""),
	     "~ function demo_f: inline void demo_f(void) -> void demo_f(void)"},
	    {FUNCTIONS(F("demo_a")),
	     FUNCTIONS("demo_a: {since: 1.0.0, header: more.h, type: int (int x)}"),
	     "~ function demo_a: demo_a in demo.h -> demo_a in more.h"},
	    {IN("typedefs", OF("demo_t", ", type: int")) TYPED("int (demo_t x)"),
	     IN("typedefs", OF("demo_t", ", type: int")) TYPED("int (int x)"), ""},
	    {MACRO(", text: one"), MACRO(", text: two"), ""},
	    {IN("function-macros", OF("DEMO_F", ", params: [a], body: (a)")),
	     IN("function-macros", OF("DEMO_F", ", params: [b], body: (b)")),
	     "~ function-like macro DEMO_F: #define DEMO_F(a) (a) -> #define DEMO_F(b) (b)"},
	};

	EXPECT(arena, LP64 HEADERS, cases);
}

/* Members: those that are new, and of unions and opaque types, which may grow. */
static void lists_members(struct ab_arena *arena)
{
	static const struct two_records cases[] = {
	    {ENUM("A: 0"), ENUM("A: 0, B: 1"), "+ enum demo_e.B: B = 1"},
	    {ENUM("A: 0, B: 1"), ENUM("A: 0"), ""},
	    {ENUM("A: 0, B: 1"), ENUM("A: 0, B: 2"), ""},
	    {MACRO(", value: 1, type: int") ENUM("A: 0, B: 1"), ENUM("A: 0"), ""},
	    /* a constant that stays one, of another kind */
	    {ENUM("A: 0, DEMO_M: 1"), ENUM("A: 0") MACRO(", value: 1, type: int"), ""},
	    {ENUM("A: 0") MACRO(", value: 1, type: int"), ENUM("A: 0, DEMO_M: 1"), ""},
	    {IN("enumerators", OF("DEMO_M", ", value: 1")), MACRO(", value: 1, type: int"), ""},
	    {MACRO(", value: 1, type: int"), IN("enumerators", OF("DEMO_M", ", value: 1")), ""},
	    {IN("enumerators", OF("A", ", value: 0")), ENUM("A: 0"), "+ enum demo_e: enum demo_e"},
	    {"structs: {demo_s: {since: 1.0.0, header: demo.h}}\n", STRUCT(AT_0("int a")),
	     "~ struct demo_s: only declared -> its definition is public"},
	    {STRUCT(AT_0("int a")), STRUCT(AT_0("int a") ", " AT_32("int b")), ""},
	    {UNION(AT_0("int a")), UNION(AT_0("int a") ", " AT_0("int b")),
	     "+ union demo_u.b: union demo_u { int b; }"},
	    {UNION(AT_0("int a")), UNION(AT_0("int a") ", " AT_0("'unsigned int b : 3'")),
	     "+ union demo_u.b: union demo_u { unsigned int b : 3; }"},
	    {STRUCT(AT_0("int a")), STRUCT(AT_0("int a")), ""},
	};

	EXPECT(arena, LP64 HEADERS, cases);
}

/* What a record has besides entities. */
static void lists_what_is_no_entity(struct ab_arena *arena)
{
#define PROTOCOL(numbers) \
	"protocols: {demo.x: {since: 1.0.0, messages: {p: {numbers: {" numbers "}}}}}\n"
	static const struct two_records cases[] = {
	    {"", "headers: {more.h: {}}\n", "+ header more.h: more.h"},
	    {"headers: {more.h: {}}\n", "", ""},
	    {NODE, NODE, ""},
	    {NODE, "nodes: {V1: {since: 1.0.0}, V2: {}}\n", "+ version node V2: V2"},
	    {"nodes: {V1: {since: 1.0.0}, V2: {}}\n", NODE, "- version node V2: V2"},
	    /* one without symbols knows of none */
	    {NODE "symbols: {s: {node: V1}}\n", "", ""},
	    {"", NODE "symbols: {s: {node: V1}}\n", "+ version node V1: V1; + symbol s: s"},
	    {NODE "symbols: {s: {node: V1}}\n", NODE, "- symbol s: s"},
	    {"data-models: [lp64]\n", "data-models: [lp64, ilp32-i386]\n",
	     "+ data model ilp32-i386: ilp32-i386"},
	    {"data-models: [lp64, ilp32-i386]\n", "data-models: [lp64]\n",
	     "- data model ilp32-i386: ilp32-i386"},
	    {"", PROTOCOL("P_A: {number: 1}"), "+ protocol demo.x: demo.x"},
	    {PROTOCOL("P_A: {number: 1}"), PROTOCOL("P_A: {number: 1}, P_B: {number: 2}"),
	     "+ protocol demo.x.P_B: P_B = 2"},
	    {PROTOCOL("P_A: {number: 1}, P_B: {number: 2}"), PROTOCOL("P_A: {number: 1}"), ""},
	    {PROTOCOL("P_A: {number: 1}"), "", ""},
	};

	EXPECT(arena, HEAD, cases);
}

/* What no finding is about any more, such as a waived one, is listed. */
static void lists_what_is_not_told(struct ab_arena *arena)
{
	static const struct two_records cases[] = {
	    {ENUM("A: 0, B: 1"), ENUM("A: 0"), "- enum demo_e.B: B = 1"},
	    {ENUM("A: 0, B: 1"), ENUM("A: 0, B: 2"), "~ enum demo_e.B: B = 1 -> B = 2"},
	    {FUNCTIONS(F("demo_a")), "", "- function demo_a: int demo_a(int x)"},
	    {STRUCT(AT_0("int a")), STRUCT(AT_0("int a") ", " AT_32("int b")),
	     "+ struct demo_s.b: struct demo_s { int b; }"},
	    {WITH(", attributes: [malloc]"), WITH(", attributes: [pure]"),
	     "~ function demo_f: void demo_f(void) __attribute__((malloc)) -> void demo_f(void) "
	     "__attribute__((pure))"},
	    {MACRO(", text: one"), MACRO(", text: two"),
	     "~ macro DEMO_M: #define DEMO_M one -> #define DEMO_M two"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct ab_record *then =
		    read_record(arena, ab_printf(arena, LP64 HEADERS "%s", cases[i].then));
		const struct ab_record *now =
		    read_record(arena, ab_printf(arena, LP64 HEADERS "%s", cases[i].now));
		struct ab_findings silent = {0};
		struct ab_changes changes = {0}, others = {0};

		ab_changes_find(arena, then, now, &silent, &changes);
		assert_string_equal(changes_text(arena, &changes), cases[i].changes);
		ab_compare(arena, then, now, ab_policy_default(arena, then), &silent);
		for (size_t j = 0; j < silent.count; j++)
			silent.items[j].severity = AB_SILENT;
		ab_changes_find(arena, then, now, &silent, &others);
		assert_string_equal(changes_text(arena, &others), cases[i].changes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(lists_what_is_new),	ARENA_TEST(lists_what_differs),
	    ARENA_TEST(lists_members),		ARENA_TEST(lists_what_is_no_entity),
	    ARENA_TEST(lists_what_is_not_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
