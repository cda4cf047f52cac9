/* SPDX-License-Identifier: GPL-3.0-or-later */
/* YAML read to a tree: places, kinds of scalars, and everything that is refused. */
#include "with-arena.h"

#include "base/yaml-node.h"

static bool parse(struct ab_arena *arena, const char *text, struct ab_yaml **root,
		  struct ab_error *error)
{
	const struct ab_yaml_source source = {arena, "t.yaml", error};

	return ab_yaml_parse(&source, text, strlen(text), root);
}

static const char *error_of(struct ab_arena *arena, const char *text)
{
	struct ab_error error;
	struct ab_yaml *root;

	if (parse(arena, text, &root, &error))
		return "no error";
	assert_string_equal(error.file, "t.yaml");
	return error_text(arena, &error);
}

static void test_places(struct ab_arena *arena)
{
	struct ab_error error;
	struct ab_yaml *root;
	const struct ab_yaml *list;

	assert_true(parse(arena, "# head\na: 1\nlist: [x, 'y z',\n  \"\\t\"]\n", &root, &error));
	assert_int_equal(root->kind, AB_YAML_MAPPING);
	assert_int_equal(root->count, 2);
	assert_string_equal(root->items[1].key->text, "list");
	assert_int_equal(root->items[1].key->line, 3);
	assert_int_equal(root->items[1].key->column, 1);
	list = ab_yaml_get(root, "list");
	assert_int_equal(list->kind, AB_YAML_SEQUENCE);
	assert_int_equal(list->count, 3);
	assert_int_equal(list->column, 7);
	assert_null(list->items[0].key);
	assert_false(list->items[0].value->is_quoted);
	assert_int_equal(list->items[0].value->text_column, 8);
	assert_true(list->items[1].value->is_quoted);
	assert_string_equal(list->items[1].value->text, "y z");
	assert_int_equal(list->items[1].value->column, 11);
	assert_int_equal(list->items[1].value->text_column, 12);
	assert_string_equal(list->items[2].value->text, "\t");
	assert_int_equal(list->items[2].value->line, 4);
	assert_int_equal(list->items[2].value->text_column, 0); /* escaped */
	assert_null(ab_yaml_get(root, "b"));
}

static void test_text_column(struct ab_arena *arena)
{
	struct ab_error error;
	struct ab_yaml *root;

	assert_true(parse(arena, "- a\n  b\n- 'it''s'\n- é b\n- >\n  x\n", &root, &error));
	assert_int_equal(root->items[0].value->text_column, 0); /* folded */
	assert_int_equal(root->items[1].value->text_column, 0);
	assert_int_equal(root->items[2].value->text_column, 3); /* characters, not bytes */
	assert_int_equal(root->items[3].value->text_column, 0);
	assert_true(root->items[3].value->is_quoted);
}

static void test_byte_order_mark(struct ab_arena *arena)
{
	struct ab_error error;
	struct ab_yaml *root;

	assert_true(parse(arena,
			  "\xef\xbb\xbf"
			  "a: 1\n",
			  &root, &error));
	assert_string_equal(root->items[0].key->text, "a");
}

static void test_refused(struct ab_arena *arena)
{
	assert_string_equal(error_of(arena, ""), "1:1: the file is empty");
	assert_string_equal(error_of(arena, "# only a comment\n"), "1:1: the file is empty");
	assert_string_equal(error_of(arena, "a: 1\nb: 2\na: 3\n"),
			    "3:1: repeated key 'a', first on line 1");
	assert_string_equal(error_of(arena, "x: {b: 1, \"b\": 2}\n"),
			    "1:11: repeated key 'b', first on line 1");
	assert_string_equal(error_of(arena, "a: &here 1\n"),
			    "1:4: anchors and aliases are not allowed here: 'here'");
	assert_string_equal(error_of(arena, "a: &m {}\nb: *m\n"),
			    "1:4: anchors and aliases are not allowed here: 'm'");
	assert_string_equal(error_of(arena, "a: *there\n"),
			    "1:4: anchors and aliases are not allowed here: 'there'");
	assert_string_equal(error_of(arena, "a: &s [1]\n"),
			    "1:4: anchors and aliases are not allowed here: 's'");
	assert_string_equal(error_of(arena, "a: !!str 1\n"),
			    "1:4: tags are not allowed here: 'tag:yaml.org,2002:str'");
	assert_string_equal(error_of(arena, "a: !x [1]\n"), "1:4: tags are not allowed here: '!x'");
	assert_string_equal(error_of(arena, "a: ! {}\n"), "1:4: tags are not allowed here: '!'");
	assert_string_equal(error_of(arena, "a: 1\n---\nb: 2\n"),
			    "2:1: a second document is not allowed here");
	assert_string_equal(error_of(arena, "? [a]\n: 1\n"), "1:3: a key must be a word");
	assert_string_equal(error_of(arena, "? {a: 1}\n: 1\n"), "1:3: a key must be a word");
	assert_string_equal(error_of(arena, "a: \"x\\0y\"\n"),
			    "1:4: a value must not hold a NUL character");
}

static void test_not_yaml(struct ab_arena *arena)
{
	assert_string_equal(error_of(arena, "a: [1\nb: 2\n"),
			    "2:2: not YAML: did not find expected ',' or ']' "
			    "while parsing a flow sequence");
	assert_string_equal(error_of(arena, "a: 'x\n"),
			    "2:1: not YAML: found unexpected end of stream "
			    "while scanning a quoted scalar");
	assert_string_equal(error_of(arena, "a: 1\n b: 2\n"),
			    "2:3: not YAML: mapping values are not allowed in this context");
	assert_non_null(
	    strstr(error_of(arena, "a: \xff\n"), "1:4: not text in UTF-8: invalid leading UTF-8"));
	assert_non_null(
	    strstr(error_of(arena, "a: \x01\n"), "1:4: not text in UTF-8: control characters"));
}

static char *nested(struct ab_arena *arena, unsigned depth)
{
	char *text = ab_alloc(arena, 2 * depth + 1);

	memset(text, '[', depth);
	memset(text + depth, ']', depth);
	return text;
}

static void test_depth(struct ab_arena *arena)
{
	assert_string_equal(error_of(arena, nested(arena, 256)), "no error");
	assert_string_equal(error_of(arena, nested(arena, 257)),
			    "1:257: values are nested too deeply");
	assert_string_equal(error_of(arena, nested(arena, 100000)),
			    "1:257: values are nested too deeply");
}

static void test_number_of_values(struct ab_arena *arena)
{
	const size_t items = 5 * 1000 * 1000;
	char *text = ab_alloc(arena, 2 * items + 3);

	text[0] = '[';
	for (size_t i = 0; i < items; i++)
		memcpy(text + 1 + 2 * i, "1,", 2);
	text[2 * items + 1] = ']';
	assert_non_null(strstr(error_of(arena, text), ": too many values in one file"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(test_places),	       ARENA_TEST(test_text_column),
	    ARENA_TEST(test_byte_order_mark),  ARENA_TEST(test_refused),
	    ARENA_TEST(test_not_yaml),	       ARENA_TEST(test_depth),
	    ARENA_TEST(test_number_of_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
