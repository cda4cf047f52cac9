/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Version scripts: what is read, what is refused and where, what the linker finds. */
#include "with-arena.h"

#include "abiding/version-script.h"

static struct ab_version_script *parse(struct ab_arena *arena, const char *text)
{
	struct ab_version_script *script = NULL;
	struct ab_error error;

	if (!ab_version_script_parse(arena, "foo.syms", text, &script, &error))
		fail_msg("%s in: %s", error_text(arena, &error), text);
	return script;
}

/* "V1" for an exported symbol, "local V1", "" where nothing matches, "*" unversioned. */
static const char *found(struct ab_arena *arena, const struct ab_version_script *script,
			 const char *name)
{
	const struct ab_version_node *node = NULL;
	const struct ab_version_symbol *symbol = ab_version_script_find(script, name, &node);

	if (!symbol)
		return "";
	return ab_printf(arena, "%s%s", symbol->is_local ? "local " : "",
			 node->name ? node->name : "*");
}

/* ---- what the linker finds; each line was held against GNU ld 2.40 ---- */

static const struct {
	const char *script, *name, *node;
} lookups[] = {
    {"V1 { foo; };", "foo", "V1"},
    {"V1 { foo; };", "bar", ""},
    {"{ global: foo; local: *; };", "foo", "*"},
    {"{ global: foo; local: *; };", "bar", "local *"},
    {"V1 { global: foo; local: *; };", "bar", "local V1"},
    {"V1 { local: *; global: foo; };", "foo", "V1"},
    {"V1 { global: foo; global: bar; };", "bar", "V1"},
    {"V1 { foo; }; V2 { foo; } V1;", "foo", "V1"},
    {"V1 { global: foo; local: foo; };", "foo", "V1"},
    {"V1 { local: foo; global: foo; };", "foo", "V1"},
    {"V1 { global: *; local: foo; };", "foo", "local V1"},
    {"V1 { global: *; }; V2 { local: foo; };", "foo", "local V2"},
    {"V1 { global: *; local: int*; };", "internal", "local V1"},
    {"V1 { global: *; local: int*; };", "foo", "V1"},
    {"V1 { global: fo*; }; V2 { global: foo*; local: *; };", "foo", "V2"},
    {"V1 { global: foo*; local: fo*; }; V2 { global: foobar; local: *; };", "foo", "V1"},
    {"V1 { global: foo*; local: fo*; }; V2 { global: foobar; local: *; };", "foobar", "V2"},
    {"V1 { global: b*; local: foo*; }; V2 { global: fo*; local: *; };", "foo", "V2"},
    {"V1 { global: b*; local: foo*; }; V2 { global: *; };", "foo", "local V1"},
    {"V1 { global: b*; local: foo*; }; V2 { global: *; };", "xyz", "V2"},
    {"V1 { global: foo; }; V2 { global: foo*; local: *; };", "foo", "V1"},
    {"V1 { global: foo*; }; V2 { global: foo; local: *; };", "foo", "V2"},
    {"V1 { global: foo; local: f*; }; V2 { global: foobar; };", "foobar", "V2"},
    {"V1 { global: ?oo; local: *; };", "foo", "V1"},
    {"V1 { global: f[a-o]o; local: *; };", "foo", "V1"},
    {"V1 { global: f[!a-n]o; local: *; };", "foo", "V1"},
    {"V1 { global: fo\\o; local: *; };", "foo", "V1"},
    {"V1 { global: \"foo\"; \"b*\"; local: *; };", "foo", "V1"},
    {"V1 { global: \"foo\"; \"b*\"; local: *; };", "bar", "local V1"},
    {"V1 { global: extern \"C\" { foo; bar }; local: *; };", "bar", "V1"},
    {"V1 { global: extern \"C\" { foo; bar; }; local: *; };", "foo", "V1"},
    {"V1 { global: extern \"C++\" { foo; \"bar\"; }; local: *; };", "bar", "V1"},
    {"V1 { global: extern C { foo; extern \"C++\" { a::b; }; }; bar; };", "bar", "V1"},
    {"V1{global:foo;local:*;};", "foo", "V1"},
    {"V1 { global : foo; local : * ; } ;", "bar", "local V1"},
    {"V1 { global: foo; # bar;\n /* x; */ baz; local: *; };", "baz", "V1"},
    {"V1 { global: foo; # bar;\n /* x; */ baz; local: *; };", "bar", "local V1"},
    {"# V0 { foo; };\nV1 { global: foo\n/* a\n b */; };\n# end", "foo", "V1"},
    {"V1 { };", "foo", ""},
    {"V1 { global: };", "foo", ""},
    {"V1 { global: local: *; };", "foo", "local V1"},
    {"V1 { global; local; extern; };", "local", "V1"},
    {"1.0 { foo; };", "foo", "1.0"},
    {"V-1.0 { foo; };", "foo", "V-1.0"},
    {"\"V1\" { foo; };", "foo", "V1"},
    {"V1 { a::b; foo; };", "a::b", "V1"},
};

static void finds_what_the_linker_finds(struct ab_arena *arena)
{
	for (size_t i = 0; i < sizeof lookups / sizeof *lookups; i++) {
		const char *node = found(arena, parse(arena, lookups[i].script), lookups[i].name);

		if (strcmp(node, lookups[i].node) != 0)
			fail_msg("%s in %s: '%s', expected '%s'", lookups[i].name,
				 lookups[i].script, node, lookups[i].node);
	}
}

/* ---- nodes, parents, places ---- */

static void keeps_nodes_and_places(struct ab_arena *arena)
{
	const struct ab_version_script *script = parse(arena, "LIB_1 {\n"
							      "\tglobal:\n"
							      "\t\tfoo; /* \xc3\xa9 */ bar;\n"
							      "};\n"
							      "LIB_2 {\n"
							      "\tbaz;\n"
							      "} LIB_1;\n"
							      "LIB_3 { local: *; } LIB_1 LIB_2;\n");
	const struct ab_version_node *node = script->nodes;

	assert_int_equal(script->n_nodes, 3);
	assert_string_equal(node[0].file, "foo.syms");
	assert_int_equal(node[0].place, AB_PLACE(1, 1));
	assert_int_equal(node[0].n_symbols, 2);
	assert_int_equal(node[0].symbols[0].place, AB_PLACE(3, 3));
	assert_int_equal(node[0].symbols[1].place, AB_PLACE(3, 16));
	assert_int_equal(node[0].n_parents, 0);
	assert_int_equal(node[1].n_parents, 1);
	assert_string_equal(node[1].parents[0].name, "LIB_1");
	assert_int_equal(node[1].parents[0].place, AB_PLACE(7, 3));
	assert_int_equal(node[2].n_parents, 2);
	assert_string_equal(node[2].parents[1].name, "LIB_2");
	assert_true(node[2].symbols[0].is_local);
	assert_true(node[2].symbols[0].is_pattern);
	assert_true(ab_version_script_has_versions(script));
	assert_false(ab_version_script_has_versions(parse(arena, "{ foo; };")));
}

static void keeps_the_language(struct ab_arena *arena)
{
	const struct ab_version_script *script =
	    parse(arena, "V1 { foo; extern \"C++\" { ns::f*; \"ns::g(int*)\" }; bar; };");
	const struct ab_version_symbol *symbols = script->nodes[0].symbols;

	assert_int_equal(script->nodes[0].n_symbols, 4);
	assert_string_equal(symbols[0].language, "C");
	assert_string_equal(symbols[1].language, "C++");
	assert_true(symbols[1].is_pattern);
	assert_string_equal(symbols[2].name, "ns::g(int*)");
	assert_false(symbols[2].is_pattern);
	assert_string_equal(symbols[3].language, "C");
}

static void lists_a_symbol_of_several_nodes(struct ab_arena *arena)
{
	const struct ab_version_script *script =
	    parse(arena, "V1 { foo; }; V2 { foo; bar; } V1; V3 { global: foo; local: b*; } V2;");
	const struct ab_version_node *node;
	const struct ab_version_symbol *at = NULL;
	const char *all = "";

	while ((at = ab_version_script_next(script, "foo", at, &node)) != NULL)
		all = ab_printf(arena, "%s %s", all, node->name);
	assert_string_equal(all, " V1 V2 V3");
	script = parse(arena, "V1 { foo; bar; foo; }; V2 { foo; bar; };");
	for (all = "", at = NULL; (at = ab_version_script_next(script, "foo", at, &node)) != NULL;)
		all = ab_printf(arena, "%s %s", all, node->name);
	assert_string_equal(all, " V1 V2");
	script = parse(arena, "V1 { foo; }; V2 { bar; };");
	assert_non_null(ab_version_script_next(script, "bar", NULL, &node));
	assert_string_equal(node->name, "V2");
	assert_null(ab_version_script_next(script, "baz", NULL, &node));
	script = parse(arena, "V1 { local: foo; };");
	assert_null(ab_version_script_next(script, "foo", NULL, &node));
}

/* ---- errors ---- */

static const struct {
	const char *script, *error;
} mistakes[] = {
    {"", "1:1: expected a version node such as 'NAME { ... };', found the end of the file"},
    {"# nothing\n", "2:1: expected a version node such as 'NAME { ... };', found the end of "
		    "the file"},
    {"virFoo;\n", "1:7: expected '{' behind 'virFoo', found ';'"},
    {"V1 {\n  foo\n};", "3:1: expected ';' behind 'foo', found '}'"},
    {"V1 {\n  foo bar;\n};", "2:7: expected ';' behind 'foo', found 'bar'"},
    {"V1 { foo;; };", "1:10: expected a symbol or '}', found ';'"},
    {"V1 { foo; }", "1:12: expected ';' behind node 'V1', found the end of the file"},
    {"{ foo; } V0\n", "2:1: expected ';' behind the anonymous node, found the end of the file"},
    {"V1 { foo; };;", "1:13: expected a version node such as 'NAME { ... };', found ';'"},
    {"V1 { foo;", "1:10: expected a symbol or '}', found the end of the file"},
    {"V1 { foo, bar; };", "1:9: ',' has no meaning in a version script"},
    {"V1 { foo; }; // more", "1:14: '/' has no meaning in a version script"},
    {"V1 { /* foo; };", "1:6: this comment has no end, expected '*/'"},
    {"V1 { \"foo; };\n", "1:6: this name has no end, expected '\"'"},
    {"V1 {\n  gobal: foo;\n};", "2:3: unknown section 'gobal', did you mean 'global'?"},
    {"V1 { x: foo; };", "1:6: unknown section 'x', expected 'global' or 'local'"},
    {"V1 { extern \"c++\" { foo; }; };", "1:13: unknown language 'c++', did you mean 'C++'?"},
    {"V1 { extern \"Fortran\" { f; }; };",
     "1:13: unknown language 'Fortran', there are C, C++ and Java"},
    {"V1 { extern \"C\" foo; };", "1:17: expected '{' behind the language, found 'foo'"},
    {"V1 { extern \"C\" { foo; } };",
     "1:26: expected ';' behind '}' of an 'extern' block, found '}'"},
    {"V1 { extern \"C\" { local: foo; }; };", "1:19: 'local:' cannot be in an 'extern' block"},
    {"V1 { foo; };\nV2 { bar; } V3;", "2:13: there is no other node 'V3', did you mean 'V1'?"},
    {"LIB_1.0 { foo; };\nLIB_1.1 { bar; } LIB_10;",
     "2:18: there is no other node 'LIB_10', did you mean 'LIB_1.0'?"},
    {"V1 { foo; } V1;", "1:13: there is no other node 'V1'"},
    {"V1 { foo; };\nV1 { bar; };", "2:1: repeated node 'V1', first on line 1"},
    {"{ foo; };\nV1 { bar; };", "1:1: an anonymous node cannot be combined with others"},
    {"V1 { foo; };\nV2 { local: foo; };", "2:13: 'foo' is local here and global on line 1"},
    {"V1 { foo; };\nV2 { global: foo; local: foo; };",
     "2:26: 'foo' is local here and global on line 1"},
    {"VERSION { V1 { foo; }; }", "1:14: expected ';' behind 'V1', found '{'"},
};

static void says_what_is_wrong_and_where(struct ab_arena *arena)
{
	for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
		struct ab_version_script *script;
		struct ab_error error = {.message = "accepted"};

		ab_version_script_parse(arena, "foo.syms", mistakes[i].script, &script, &error);
		assert_string_equal(error_text(arena, &error), mistakes[i].error);
		assert_string_equal(error.file, "foo.syms");
	}
}

static void refuses_what_is_nested_too_deep(struct ab_arena *arena)
{
	struct ab_version_script *script;
	struct ab_error error;
	struct ab_buf text;

	ab_buf_init(&text, arena);
	ab_buf_add(&text, "V1 { ");
	for (int i = 0; i < 100000; i++)
		ab_buf_add(&text, "extern \"C\" { ");
	assert_false(ab_version_script_parse(arena, "foo.syms", text.text, &script, &error));
	assert_non_null(strstr(error.message, "nested too deep"));
}

/* Each beginning of a good script, and each with one byte changed, is read or refused. */
static void survives_any_text(struct ab_arena *arena)
{
	static const char good[] = "A { global: f*; extern \"C\" { \"x\"; y }; local: *; };\n"
				   "B { /* c */ g\\*; # d\n } A;";
	static const char bytes[] = "{};:\"#/*\\ \n\x80x";
	char text[sizeof good];
	struct ab_version_script *script;
	struct ab_error error;

	for (size_t i = 0; i < sizeof good; i++) {
		memcpy(text, good, sizeof good);
		text[i] = '\0';
		(void)ab_version_script_parse(arena, "foo.syms", text, &script, &error);
		for (size_t j = 0; i + 1 < sizeof good && j < sizeof bytes - 1; j++) {
			memcpy(text, good, sizeof good);
			text[i] = bytes[j];
			if (ab_version_script_parse(arena, "foo.syms", text, &script, &error))
				(void)found(arena, script, "f");
		}
	}
}

/* ---- files ---- */

static void reads_several_files_as_one(struct ab_arena *arena)
{
	const char *folder = enter_folder(arena);
	const char *files[] = {put_file(arena, folder, "a.syms", "V1 { foo; };\n"),
			       put_file(arena, folder, "b.syms", "V2 { bar; } V1;\n")};
	struct ab_version_script *script;
	struct ab_error error;

	assert_true(ab_version_script_load(arena, files, 2, &script, &error));
	assert_string_equal(found(arena, script, "bar"), "V2");
	assert_string_equal(script->nodes[1].file, files[1]);
	assert_false(ab_version_script_load(arena, files + 1, 1, &script, &error));
	assert_string_equal(error.file, files[1]);
	unlink(files[0]);
	assert_false(ab_version_script_load(arena, files, 2, &script, &error));
	assert_string_equal(error.file, files[0]);
	unlink(files[1]);
	leave_folder(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(finds_what_the_linker_finds),
	    ARENA_TEST(keeps_nodes_and_places),
	    ARENA_TEST(keeps_the_language),
	    ARENA_TEST(lists_a_symbol_of_several_nodes),
	    ARENA_TEST(says_what_is_wrong_and_where),
	    ARENA_TEST(refuses_what_is_nested_too_deep),
	    ARENA_TEST(survives_any_text),
	    ARENA_TEST(reads_several_files_as_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
