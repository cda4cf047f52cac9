/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Macro expansion on text: C17 6.10.3, its examples among them. */
#include "with-arena.h"

#include "abiding/expand.h"

struct definitions {
	struct ab_arena *arena;
	const char *const *lines; /* NULL-terminated */
};

static bool find(void *context, const char *name, struct ab_macro *macro)
{
	const struct definitions *all = context;

	for (const char *const *line = all->lines; *line; line++)
		if (ab_macro_parse(all->arena, *line, macro) && strcmp(macro->name, name) == 0)
			return true;
	return false;
}

static const char *const definitions[] = {
    "ONE 1",
    "TWO (ONE + ONE)",
    "SELF SELF + 1",
    "PING PONG",
    "PONG PING",
    "EMPTY ",
    "ADD(a,b) ((a) + (b))",
    "TWICE(x) ADD(x, x)",
    "NAME(x) #x",
    "GLUE(a,b) a ## b",
    "XGLUE(a,b) GLUE(a, b)",
    "ONETWO 12",
    "CALL(f,...) f(__VA_ARGS__)",
    "REST(args...) f(args)",
    "NONE() 7",
    "WITH_PRAGMA _Pragma(\"once\") 1",
    "OPTIONAL(...) __VA_OPT__(x)",
    "F(a) a*G",
    "G(a) F(a)",
    "BOMB0 x x x x x x x x x x",
    "BOMB1 BOMB0 BOMB0 BOMB0 BOMB0 BOMB0 BOMB0 BOMB0 BOMB0 BOMB0 BOMB0",
    "BOMB2 BOMB1 BOMB1 BOMB1 BOMB1 BOMB1 BOMB1 BOMB1 BOMB1 BOMB1 BOMB1",
    "BOMB3 BOMB2 BOMB2 BOMB2 BOMB2 BOMB2 BOMB2 BOMB2 BOMB2 BOMB2 BOMB2",
    "BOMB4 BOMB3 BOMB3 BOMB3 BOMB3 BOMB3 BOMB3 BOMB3 BOMB3 BOMB3 BOMB3",
    "BOMB5 BOMB4 BOMB4 BOMB4 BOMB4 BOMB4 BOMB4 BOMB4 BOMB4 BOMB4 BOMB4",
    "BOMB6 BOMB5 BOMB5 BOMB5 BOMB5 BOMB5 BOMB5 BOMB5 BOMB5 BOMB5 BOMB5",
    NULL,
};

static const struct {
	const char *text, *expanded; /* NULL: cannot be done */
} cases[] = {
    {"ONE", "1"},
    {"TWO", "( 1 + 1 )"},
    {"SELF", "SELF + 1"},
    {"PING", "PING"},
    {"EMPTY", ""},
    {"ADD(ONE, TWO)", "( ( 1 ) + ( ( 1 + 1 ) ) )"},
    {"TWICE(ONE)", "( ( 1 ) + ( 1 ) )"},
    {"ADD", "ADD"},
    {"ADD(1)", NULL},
    {"ADD(1, 2, 3)", NULL},
    {"ADD(1, 2", NULL},
    {"ADD((1, 2), 3)", "( ( ( 1 , 2 ) ) + ( 3 ) )"},
    {"NAME(a  +  \"b\\n\")", "\"a + \\\"b\\\\n\\\"\""},
    {"GLUE(ONE, TWO)", "12"},
    {"XGLUE(ONE, TWO)", NULL},
    {"XGLUE(ONE, ONE)", "11"},
    {"GLUE(w x, y z)", "w xy z"},
    {"GLUE(, x)", "x"},
    {"GLUE(x, )", "x"},
    {"GLUE(-, x)", NULL},
    {"CALL(ADD, 1, 2)", "( ( 1 ) + ( 2 ) )"},
    {"REST(1, 2)", "f ( 1 , 2 )"},
    {"NONE()", "7"},
    {"NONE(1)", NULL},
    {"WITH_PRAGMA", "1"},
    {"OPTIONAL(1)", NULL},
    {"F(2)(9)", "2 * 9 * G"}, /* either is allowed (6.10.3.4p4); GCC does this */
    {"unknown(ONE)", "unknown ( 1 )"},
    {"BOMB0", "x x x x x x x x x x"},
    {"BOMB6", NULL},
};

static void expands(struct ab_arena *arena)
{
	struct definitions all = {arena, definitions};
	const struct ab_expand_env env = {.context = &all, .find = find};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *expanded = ab_expand(arena, &env, cases[i].text);

		if (!cases[i].expanded) {
			if (expanded)
				fail_msg("%s: %s", cases[i].text, expanded);
			continue;
		}
		if (!expanded)
			fail_msg("%s: nothing", cases[i].text);
		assert_string_equal(expanded, cases[i].expanded);
	}
}

static void takes_definitions_apart(struct ab_arena *arena)
{
	struct ab_macro macro;

	assert_true(ab_macro_parse(arena, "CALL(f,...) f(__VA_ARGS__)", &macro));
	assert_true(macro.is_function_like);
	assert_int_equal(macro.n_params, 2);
	assert_string_equal(macro.params[1], "...");
	assert_string_equal(macro.body, "f(__VA_ARGS__)");
	assert_true(ab_macro_parse(arena, "REST(args...) f(args)", &macro));
	assert_string_equal(macro.params[0], "args...");
	assert_true(ab_macro_parse(arena, "PAREN (x)", &macro));
	assert_false(macro.is_function_like);
	assert_string_equal(macro.body, "(x)");
	/* as cpplib spells names; what stands in a string is the source's */
	assert_true(ab_macro_parse(arena,
				   "N\\U000000c9(x\\U000020ac,...) x\\U000020ac + "
				   "\\U0001d4d0b(\"\\U000000c9\", '\\U00000024', a\\u00e9z)",
				   &macro));
	assert_string_equal(macro.name, "N\xc3\x89");
	assert_string_equal(macro.params[0], "x\xe2\x82\xac");
	assert_string_equal(macro.body, "x\xe2\x82\xac + \xf0\x9d\x93\x90"
					"b(\"\\U000000c9\", '\\U00000024', a\xc3\xa9z)");
	assert_true(ab_macro_parse(arena, "BARE", &macro));
	assert_string_equal(macro.body, "");
	assert_false(ab_macro_parse(arena, "1 2", &macro));
	assert_false(ab_macro_parse(arena, "F(1) x", &macro));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(expands),
	    ARENA_TEST(takes_definitions_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
