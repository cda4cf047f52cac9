/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which types are the same promise, each in a record of its own.  Two that differ
 * are two for which some program stops compiling or running.
 */
#include "with-records.h"

#include "abiding/compare.h"

#define HEAD \
	"abiding-record: 2\nlibrary: demo\nrelease: 2.0.0\ndata-models: [lp64]\n" \
	"headers: {demo.h: {entry: true}}\n"

/* A variable of that type; what stands beside the type is of its unnamed structs. */
#define OF(type) "variables:\n  v: {since: 1.0.0, header: demo.h, type: '" type "'}\n"
#define WITH(type, beside) \
	"variables:\n  v: {since: 1.0.0, header: demo.h, type: '" type "', " beside "}\n"
#define BODY(fields) "size: {lp64: 8}, align: {lp64: 4}, fields: [" fields "]"
#define FIELD(decl, offset) "{decl: '" decl "', bit-offset: {lp64: " offset "}}"
#define NO_NAME(decl, offset) \
	"{decl: '" decl "', bit-offset: {lp64: " offset "}, size: {lp64: 4}, align: {lp64: 4}, " \
	"fields: [" FIELD("int a", offset) "]}"

static const struct ab_type *type_of(const struct ab_record *record)
{
	const struct ab_entity *entity = ab_record_find(record, AB_VARIABLE, "v");

	assert_non_null(entity);
	return entity->type;
}

static const char *compare(struct ab_arena *arena, const char *then, const char *now)
{
	static const char *const words[] = {"same", "qualifiers", "differ"};
	const struct ab_record *promised = read_record(arena, ab_printf(arena, HEAD "%s", then));
	const struct ab_record *current = read_record(arena, ab_printf(arena, HEAD "%s", now));
	enum ab_difference found = ab_types_compare(arena, promised, type_of(promised), current,
						    type_of(current), AB_USE_OBJECT);

	return words[found];
}

struct two_types {
	const char *then, *now, *difference;
};

static void expect(struct ab_arena *arena, const struct two_types *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *found = compare(arena, cases[i].then, cases[i].now);

		if (strcmp(found, cases[i].difference) != 0)
			fail_msg("%s, not %s:\n%s%s", found, cases[i].difference, cases[i].then,
				 cases[i].now);
	}
}

#define EXPECT(arena, cases) expect(arena, cases, sizeof cases / sizeof *cases)

static void compares_what_is_derived(struct ab_arena *arena)
{
	static const struct two_types cases[] = {
	    {OF("int *"), OF("int *"), "same"},
	    {OF("int *"), OF("int"), "differ"},
	    {OF("int *"), OF("long *"), "differ"},
	    {OF("int *"), OF("int **"), "differ"},
	    {OF("int [3]"), OF("int [3]"), "same"},
	    {OF("int [3]"), OF("int [4]"), "differ"},
	    {OF("int [3]"), OF("long [3]"), "differ"},
	    {OF("int [3]"), OF("int *"), "differ"},
	    {OF("int (*)(int)"), OF("int (*)(int)"), "same"},
	    {OF("int (*)(int)"), OF("int (*)(int, int)"), "differ"},
	    {OF("int (*)(int)"), OF("int (*)(int, ...)"), "differ"},
	    {OF("int (*)(int)"), OF("int (*)(long)"), "differ"},
	    {OF("int (*)(int, int)"), OF("int (*)(int, long)"), "differ"},
	    {OF("int (*)(int)"), OF("long (*)(int)"), "differ"},
#define MS "int (__attribute__((ms_abi)) *)(int)"
#define SYSV "int (__attribute__((sysv_abi)) *)(int)"
	    {OF(MS), OF(MS), "same"},
	    {OF(MS), OF(SYSV), "differ"},
	    {OF(MS), OF("int (*)(int)"), "differ"},
	    {OF("int (*)(int)"), OF(MS), "differ"},
#define FLOATS(bytes) "float __attribute__((vector_size (" bytes ")))"
	    {OF(FLOATS("16")), OF(FLOATS("16")), "same"},
	    {OF(FLOATS("16")), OF(FLOATS("8")), "differ"},
	    {OF(FLOATS("16")), OF("double __attribute__((vector_size (32)))"), "differ"},
	    {OF(FLOATS("16")), OF("float [4]"), "differ"},
	};

	EXPECT(arena, cases);
}

/* The value's own const is nobody's business; what it points to is. */
static void compares_qualifiers(struct ab_arena *arena)
{
	static const struct two_types cases[] = {
	    {OF("const int"), OF("int"), "qualifiers"},
	    {OF("const int *"), OF("int *"), "qualifiers"},
	    {OF("volatile int *"), OF("int *"), "qualifiers"},
	    {OF("int *restrict"), OF("int *"), "same"},
	    {OF("_Atomic int"), OF("int"), "differ"},
	    {OF("int (*)(const int)"), OF("int (*)(int)"), "same"},
	    {OF("int (*)(_Atomic int)"), OF("int (*)(int)"), "differ"},
	    {OF("_Atomic int (*)(int)"), OF("int (*)(int)"), "same"},
	    {OF("_Atomic int *(*)(int)"), OF("int *(*)(int)"), "differ"},
	    {OF("int (*)(const int *)"), OF("int (*)(int *)"), "qualifiers"},
	    {OF("const int (*)(int)"), OF("int (*)(int)"), "same"},
	    /* the worst of all */
	    {OF("int (*)(const int *, long)"), OF("int (*)(int *, int)"), "differ"},
	    {OF("int (*)(long, const int *)"), OF("int (*)(int, int *)"), "differ"},
	    {OF("const int *const *"), OF("int *const *"), "qualifiers"},
	};

	EXPECT(arena, cases);
}

#define TYPEDEF(name, type) "  " name ": {since: 1.0.0, header: demo.h, type: '" type "'}\n"

/* By what they stand for; of one that both say, what became of it is its own finding. */
static void compares_typedefs(struct ab_arena *arena)
{
#define T_INT "typedefs:\n" TYPEDEF("demo_t", "int")
#define T_LONG "typedefs:\n" TYPEDEF("demo_t", "long")
#define U_OF_T T_INT TYPEDEF("demo_u", "demo_t")
#define C_INT "typedefs:\n" TYPEDEF("demo_c", "const int")
	static const struct two_types cases[] = {
	    {T_INT OF("demo_t"), T_INT OF("int"), "same"},
	    {T_INT OF("int"), T_INT OF("demo_t"), "same"},
	    {T_INT OF("demo_t"), T_INT OF("long"), "differ"},
	    {T_INT OF("demo_t"), T_LONG OF("demo_t"), "same"},
	    {T_INT OF("const demo_t"), T_LONG OF("demo_t"), "qualifiers"},
	    {U_OF_T OF("demo_u"), OF("int"), "same"},
	    {OF("int"), U_OF_T OF("demo_u"), "same"},
	    {U_OF_T OF("demo_u"), U_OF_T OF("demo_t"), "same"},
	    {C_INT OF("demo_c"), OF("const int"), "same"},
	    {C_INT OF("demo_c"), OF("int"), "qualifiers"},
	    {C_INT OF("volatile demo_c"), OF("const volatile int"), "same"},
	    {T_INT OF("const demo_t"), OF("const int"), "same"},
	    {T_INT OF("const demo_t"), OF("int"), "qualifiers"},
	    {C_INT OF("int (*)(demo_c)"), OF("int (*)(int)"), "same"},
	    {C_INT OF("demo_c (*)(int)"), OF("int (*)(int)"), "same"},
	    {C_INT OF("int (*)(demo_c *)"), OF("int (*)(int *)"), "qualifiers"},
	    {OF("other_t"), OF("other_t"), "same"},
	    {OF("other_t"), OF("another_t"), "differ"},
	};

	EXPECT(arena, cases);
}

/* Nobody can say their names: they are what they hold. */
static void compares_bodies_without_a_name(struct ab_arena *arena)
{
#define A_B BODY(FIELD("int a", "0") ", " FIELD("int b", "32"))
#define S "struct {}"
#define U "union {}"
	static const struct two_types cases[] = {
	    {WITH(S, A_B), WITH(S, A_B), "same"},
	    {WITH(U, A_B), WITH(S, A_B), "differ"},
	    {WITH(S, A_B), WITH(U, A_B), "differ"},
	    {WITH(S, A_B), OF("int"), "differ"},
	    {OF("int"), WITH(S, A_B), "differ"},
	    {WITH(S, A_B), OF("struct other"), "differ"},
	    {OF("struct other"), WITH(S, A_B), "differ"},
	    {WITH(S, A_B), WITH(S, BODY(FIELD("int a", "0"))), "differ"},
	    {WITH(S, A_B), WITH(S, BODY(FIELD("int a", "0") ", " FIELD("int c", "32"))), "differ"},
	    {WITH(S, A_B), WITH(S, BODY(FIELD("int a", "0") ", " FIELD("long b", "32"))), "differ"},
	    {WITH(S, A_B), WITH(S, BODY(FIELD("long a", "0") ", " FIELD("int b", "32"))), "differ"},
	    {WITH(S, A_B), WITH(S, BODY(FIELD("int b", "0") ", " FIELD("int a", "32"))), "differ"},
	    {WITH(S, A_B), WITH(S, BODY(FIELD("const int a", "0") ", " FIELD("int b", "32"))),
	     "qualifiers"},
	    {WITH(S, A_B), WITH(S, BODY(FIELD("int a : 3", "0") ", " FIELD("int b", "32"))),
	     "differ"},
	    {WITH(S, BODY(FIELD("int a : 3", "0"))), WITH(S, BODY(FIELD("int a : 4", "0"))),
	     "differ"},
	    /* a union's members in any order, and more of them */
	    {WITH(U, A_B), WITH(U, BODY(FIELD("int b", "0") ", " FIELD("int a", "0"))), "same"},
	    {WITH(U, BODY(FIELD("int a", "0"))), WITH(U, A_B), "same"},
	    {WITH(U, A_B), WITH(U, BODY(FIELD("int a", "0"))), "differ"},
	    {WITH(U, A_B), WITH(U, BODY(FIELD("int b", "0") ", " FIELD("long a", "0"))), "differ"},
	    /* members that have no name themselves */
	    {WITH(S, BODY(NO_NAME("struct {}", "0"))), WITH(S, BODY(NO_NAME("struct {}", "0"))),
	     "same"},
	    {WITH(S, BODY(NO_NAME("struct {}", "0"))), WITH(S, BODY(FIELD("int a", "0"))),
	     "differ"},
	    {WITH(S, BODY(FIELD("int a", "0"))), WITH(S, BODY(NO_NAME("struct {}", "0"))),
	     "differ"},
	    {WITH(S, BODY(NO_NAME("struct {}", "0"))), WITH(S, BODY(NO_NAME("struct {} s", "0"))),
	     "differ"},
	    {WITH(S, BODY(NO_NAME("struct {} s", "0"))), WITH(S, BODY(NO_NAME("struct {}", "0"))),
	     "differ"},
	    {WITH(U, BODY(NO_NAME("struct {}", "0"))),
	     WITH(U, BODY(NO_NAME("struct {}", "0") ", " FIELD("int b", "0"))), "same"},
	};

	EXPECT(arena, cases);
}

#define STRUCT(name, more) \
	"structs:\n  " name ": {since: 1.0.0, header: demo.h, " more BODY( \
	    FIELD("int a", "0") ", " FIELD("int b", "32")) "}\n"
#define OPAQUE(name) "structs:\n  " name ": {since: 1.0.0, header: demo.h}\n"

static void compares_tags(struct ab_arena *arena)
{
#define OWN STRUCT("struct demo_s", "")
#define NAMED STRUCT("demo_s", "tag: _demo_s, ")
#define UNTAGGED STRUCT("demo_s", "")
#define OTHERS(kind) kind " other"
	static const struct two_types cases[] = {
	    {OWN OF("struct demo_s"), OWN OF("struct demo_s"), "same"},
	    {OWN OF("struct demo_s"), OWN OF("struct other"), "differ"},
	    {OWN OF("struct other"), OWN OF("struct demo_s"), "differ"},
	    {OF(OTHERS("struct")), OF(OTHERS("struct")), "same"},
	    {OF(OTHERS("struct")), OF(OTHERS("union")), "differ"},
	    {OF(OTHERS("struct")), OF(OTHERS("enum")), "differ"},
	    {OF(OTHERS("struct")), OF("struct another"), "differ"},
	    {OF(OTHERS("struct")), OF("int"), "differ"},
	    {OF("int"), OF(OTHERS("struct")), "differ"},
	    {NAMED OF("demo_s"), NAMED OF("demo_s"), "same"},
	    {NAMED OF("demo_s"), NAMED OF("struct _demo_s"), "same"},
	    {NAMED OF("struct _demo_s"), NAMED OF("demo_s"), "same"},
	    /* the typedef was added, or stands in a header that is not seen */
	    {NAMED OF("demo_s"), OF("struct _demo_s"), "same"},
	    {OF("struct _demo_s"), NAMED OF("demo_s"), "same"},
	    {NAMED OF("demo_s"), OF("union _demo_s"), "differ"},
	    {OF("union _demo_s"), NAMED OF("demo_s"), "differ"},
	    {NAMED OF("demo_s"), OF("struct another"), "differ"},
	    {UNTAGGED OF("demo_s"), OF("struct demo_s"), "differ"},
	    /* what had no name has got one */
	    {WITH(S, A_B), UNTAGGED OF("demo_s"), "same"},
	    {WITH(S, A_B), OWN OF("struct demo_s"), "same"},
	    {WITH(S, BODY(FIELD("int a", "0"))), OWN OF("struct demo_s"), "differ"},
	    {WITH(U, A_B), OWN OF("struct demo_s"), "differ"},
	    {WITH(S, A_B), OPAQUE("struct demo_s") OF("struct demo_s"), "differ"},
	    {OWN OF("struct demo_s"), WITH(S, A_B), "differ"},
	    /* a typedef and a tag from elsewhere */
	    {OF("other"), OF(OTHERS("struct")), "same"},
	    {OF(OTHERS("struct")), OF("other"), "same"},
	    {OF(OTHERS("union")), OF("other"), "same"},
	    {OF(OTHERS("enum")), OF("other"), "differ"},
	    {OF("other"), OF("struct _other"), "same"},
	    {OF("_other"), OF("struct _other"), "same"},
	    {OF("_other"), OF("struct __other"), "differ"},
	    {OF("other"), OWN OF("struct demo_s"), "differ"},
	    {OF("demo_s"), OWN OF("struct demo_s"), "differ"},
	    {OWN OF("struct demo_s"), OF("demo_s"), "differ"},
	    {OF("demo_s"), OPAQUE("struct demo_s") OF("struct demo_s"), "same"},
	    {"externals: {other: {lp64: '16 bytes, aligned to 8'}}\n" OF("other"),
	     OF(OTHERS("struct")), "same"},
	    {"externals: {other: {lp64: int}}\n" OF("other"), OF(OTHERS("struct")), "differ"},
	};

	EXPECT(arena, cases);
}

/* The word of C23, and the typedef that a header has where there is no such word. */
static void compares_bool(struct ab_arena *arena)
{
	struct ab_record *word = read_record(arena, HEAD OF("_Bool *"));
	struct ab_record *name =
	    read_record(arena, HEAD "typedefs:\n" TYPEDEF("bool", "unsigned char") OF("bool *"));
	struct ab_record *integer = read_record(arena, HEAD OF("int *"));
	struct ab_record *other = read_record(
	    arena, HEAD "typedefs:\n" TYPEDEF("demo_t", "unsigned char") OF("demo_t *"));

#define DIFFERENCE(then, now) \
	ab_types_compare(arena, then, type_of(then), now, type_of(now), AB_USE_OBJECT)
	assert_int_equal(DIFFERENCE(name, word), AB_TYPES_DIFFER);
	assert_int_equal(DIFFERENCE(word, name), AB_TYPES_DIFFER);
	name->has_bool_stand_in = true;
	assert_int_equal(DIFFERENCE(word, name), AB_SAME);
	assert_int_equal(DIFFERENCE(integer, name), AB_TYPES_DIFFER);
	other->has_bool_stand_in = true;
	assert_int_equal(DIFFERENCE(word, other), AB_TYPES_DIFFER);
	/* the header has left out its typedef: only where there is the word */
	name->has_bool_stand_in = false;
	word->has_bool_word = integer->has_bool_word = true;
	assert_int_equal(DIFFERENCE(name, word), AB_TYPES_DIFFER);
	ab_record_hide(word, "bool");
	ab_record_hide(integer, "bool");
	assert_int_equal(DIFFERENCE(name, word), AB_SAME);
	assert_int_equal(DIFFERENCE(other, word), AB_TYPES_DIFFER);
	assert_int_equal(DIFFERENCE(name, integer), AB_TYPES_DIFFER);
	word->has_bool_word = false;
	assert_int_equal(DIFFERENCE(name, word), AB_TYPES_DIFFER);
}

static void compares_functions_without_prototype(struct ab_arena *arena)
{
	struct ab_record *none = read_record(arena, HEAD OF("int (*)()"));
	struct ab_record *empty = read_record(arena, HEAD OF("int (*)(void)"));
	struct ab_record *one = read_record(arena, HEAD OF("int (*)(int)"));
	struct ab_record *rest = read_record(arena, HEAD OF("int (*)(...)"));

	assert_int_equal(DIFFERENCE(none, none), AB_SAME);
	assert_int_equal(DIFFERENCE(none, one), AB_TYPES_DIFFER);
	assert_int_equal(DIFFERENCE(one, none), AB_TYPES_DIFFER);
	assert_int_equal(DIFFERENCE(none, rest), AB_SAME);
	assert_int_equal(DIFFERENCE(empty, none), AB_SAME);
	assert_int_equal(DIFFERENCE(none, empty), AB_TYPES_DIFFER);
	empty->has_only_prototypes = true;
	assert_int_equal(DIFFERENCE(none, empty), AB_SAME);
	one->has_only_prototypes = true;
	assert_int_equal(DIFFERENCE(none, one), AB_TYPES_DIFFER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(compares_what_is_derived),
	    ARENA_TEST(compares_qualifiers),
	    ARENA_TEST(compares_typedefs),
	    ARENA_TEST(compares_bodies_without_a_name),
	    ARENA_TEST(compares_tags),
	    ARENA_TEST(compares_functions_without_prototype),
	    ARENA_TEST(compares_bool),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
