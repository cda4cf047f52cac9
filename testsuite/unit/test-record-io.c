/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records: read, printed with the same bytes, and what is refused and where. */
#include "with-arena.h"

#include "abiding/record.h"

/* One of everything, in the spelling of the printer. */
static const char everything[] =
    "abiding-record: 2\n"
    "library: demo\n"
    "release: 9.0.0\n"
    "data-models: [lp64, ilp32-i386]\n"
    "conditions: {DEMO_SENTINELS: defined, WITH_X: undefined}\n"
    "headers:\n"
    "  demo/a.h: {since: 1.0.0, entry: true}\n"
    "  demo/b.h: {}\n"
    "externals:\n"
    "  FILE: {}\n"
    "  size_t: {lp64: unsigned long, ilp32-i386: unsigned int}\n"
    "nodes:\n"
    "  DEMO_0.0.3: {since: 0.0.1}\n"
    "  DEMO_1.0.0: {since: 1.0.0, parents: [DEMO_0.0.3, DEMO_X]}\n"
    "  DEMO_X: {}\n"
    "symbols:\n"
    "  demo_hidden: {since: 1.0.0, node: [DEMO_0.0.3, DEMO_1.0.0]}\n"
    "  demo_other: {node: (unversioned)}\n"
    "functions:\n"
    "  demo_do: {since: 0.0.1, header: demo/a.h, type: 'int (virDomainPtr domain, virDomainInfoPtr "
    "info)', linkage: static inline, attributes: ['nonnull (1, 2)', noreturn], asm: foo64, symbol: "
    "DEMO_0.0.3}\n"
    "  demo_none: {header: demo/a.h, type: void (void)}\n"
    "  demo_odd:\n"
    "    since: 1.0.0\n"
    "    header: demo/a.h\n"
    "    type: struct {} (int)\n"
    "    size: {lp64: 4}\n"
    "    align: {lp64: 4}\n"
    "    fields:\n"
    "    - {decl: int a, bit-offset: {lp64: 0}}\n"
    "variables:\n"
    "  demo_aligned: {header: demo/a.h, type: int, attributes: [aligned (64)], object-size: {lp64: "
    "4}}\n"
    "  demo_limit: {header: demo/a.h, type: const int, linkage: static, value: {lp64: 4, "
    "ilp32-i386: 2}}\n"
    "  demo_name: {header: demo/a.h, type: const char *const, linkage: static, value: "
    "'\"demo\"'}\n"
    "  demo_ratio: {header: demo/a.h, type: const double, linkage: static, value: 2.0}\n"
    "  demo_table: {since: 1.0.0, header: demo/a.h, type: 'const char *const [3]', linkage: weak "
    "hidden thread-local, symbol: [DEMO_0.0.3, DEMO_X], object-size: {lp64: 24}}\n"
    "  demo_version: {header: demo/a.h, type: int, symbol: (unversioned)}\n"
    "structs:\n"
    "  demo: {since: 1.0.0, header: demo/a.h, tag: _demo}\n"
    "  demo_empty:\n"
    "    header: demo/a.h\n"
    "    fields: []\n"
    "  demo_info:\n"
    "    since: 0.0.1\n"
    "    header: demo/a.h\n"
    "    tag: _demo_info\n"
    "    packed: true\n"
    "    size: {lp64: 144, ilp32-i386: 32}\n"
    "    align: {lp64: 8}\n"
    "    fields:\n"
    "    - {decl: unsigned char state, bit-offset: {lp64: 0}}\n"
    "    - {decl: 'unsigned int kind : 3', bit-offset: {lp64: 8}, since: 1.0.0}\n"
    "    - {decl: 'unsigned int : 5', bit-offset: {lp64: 11}}\n"
    "    - decl: union {} value\n"
    "      bit-offset: {lp64: 704}\n"
    "      size: {lp64: 8}\n"
    "      align: {lp64: 8}\n"
    "      fields:\n"
    "      - {decl: int i, bit-offset: {lp64: 0}}\n"
    "      - decl: struct {} deep\n"
    "        bit-offset: {lp64: 0}\n"
    "        size: {lp64: 8}\n"
    "        align: {lp64: 4}\n"
    "        fields:\n"
    "        - {decl: int i, bit-offset: {lp64: 0}}\n"
    "        - {decl: 'int j[]', bit-offset: {lp64: 32}}\n"
    "    - decl: struct {}\n"
    "      bit-offset: {lp64: 768}\n"
    "      size: {lp64: 4}\n"
    "      align: {lp64: 4}\n"
    "      fields:\n"
    "      - {decl: int inner, bit-offset: {lp64: 0}}\n"
    "    - decl: struct {} (*two)(union {} *arg)\n"
    "      bit-offset: {lp64: 832}\n"
    "      bodies:\n"
    "      - size: {lp64: 4}\n"
    "        align: {lp64: 4}\n"
    "        fields:\n"
    "        - {decl: int a, bit-offset: {lp64: 0}}\n"
    "      - packed: true\n"
    "        size: {lp64: 8}\n"
    "        align: {lp64: 8}\n"
    "        fields:\n"
    "        - {decl: long b, bit-offset: {lp64: 0}}\n"
    "  struct plain:\n"
    "    since: 0.0.1\n"
    "    header: demo/a.h\n"
    "    size: {lp64: 152}\n"
    "    align: {lp64: 8}\n"
    "    fields:\n"
    "    - {decl: int x, bit-offset: {lp64: 0}}\n"
    "    - {decl: struct plain_inner, bit-offset: {lp64: 32}}\n"
    "    - {decl: demo_info, bit-offset: {lp64: 64}}\n"
    "unions:\n"
    "  union either:\n"
    "    header: demo/a.h\n"
    "    attributes: [transparent_union]\n"
    "    size: {lp64: 4}\n"
    "    align: {lp64: 4}\n"
    "    fields:\n"
    "    - {decl: int x, bit-offset: {lp64: 0}}\n"
    "enums:\n"
    "  demo_state:\n"
    "    since: 0.0.1\n"
    "    header: demo/a.h\n"
    "    tag: _demo_state\n"
    "    type: {lp64: unsigned int}\n"
    "    sentinel: DEMO_LAST\n"
    "    enumerators:\n"
    "      DEMO_NONE: 0\n"
    "      DEMO_LESS: -1\n"
    "      DEMO_MORE: {value: 7, since: 0.9.11}\n"
    "      DEMO_HUGE: 18446744073709551615\n"
    "      DEMO_LAST: 8\n"
    "  enum later: {since: 0.0.1, header: demo/a.h}\n"
    "enumerators:\n"
    "  DEMO_LOOSE: {since: 0.0.1, header: demo/a.h, value: 4}\n"
    "typedefs:\n"
    "  demo_cb: {since: 0.0.1, header: demo/a.h, type: 'void (*)(virConnectPtr conn, int reason, "
    "void *opaque)'}\n"
    "macros:\n"
    "  DEMO_ALIAS: {since: 0.0.1, header: demo/a.h, text: other_name}\n"
    "  DEMO_BUFLEN: {since: 0.0.1, header: demo/a.h, value: 16, type: int}\n"
    "  DEMO_MAX: {since: 0.0.1, header: demo/a.h, value: {lp64: 18446744073709551615}, type: "
    "unsigned long}\n"
    "  DEMO_NAME: {since: 0.0.1, header: demo/a.h, value: '\"uuid\"'}\n"
    "  DEMO_ODD: {since: 0.0.1, header: demo/a.h, value: '\"it''s \\\"%s\\\": {x}, # é\\n\"'}\n"
    "  DEMO_PI: {since: 0.0.1, header: demo/a.h, value: 3.25, type: double}\n"
    "  DEMO_WHOLE: {since: 0.0.1, header: demo/a.h, value: 3.0, type: float}\n"
    "function-macros:\n"
    "  DEMO_USED: {since: 0.0.1, header: demo/a.h, params: [cpumap, cpu], body: '((cpumap)[(cpu) / "
    "8] & (1 << ((cpu) % 8)))'}\n"
    "  DEMO_VOID: {since: 0.0.1, header: demo/a.h, params: [], body: ''}\n";

#define HEAD "abiding-record: 2\ndata-models: [lp64]\n"

static struct ab_record *load(struct ab_arena *arena, const char *text, struct ab_error *error)
{
	const char *folder = enter_folder(arena);
	const char *path = put_file(arena, folder, "r.yaml", text);
	struct ab_record *record = NULL;
	const bool is_good = ab_record_load(arena, path, &record, error);

	assert_int_equal(is_good, record != NULL);
	assert_string_equal(is_good ? record->file : error->file, path);
	unlink(path);
	leave_folder(folder);
	return record;
}

static struct ab_record *good(struct ab_arena *arena, const char *text)
{
	struct ab_error error;
	struct ab_record *record = load(arena, text, &error);

	if (!record)
		fail_msg("%s", error_text(arena, &error));
	return record;
}

static const char *printed(struct ab_arena *arena, struct ab_record *record)
{
	struct ab_error error;
	const char *text;
	size_t length;

	assert_true(ab_record_print(arena, record, &text, &length, &error));
	assert_int_equal(strlen(text), length);
	return text;
}

static void test_round_trip(struct ab_arena *arena)
{
	assert_string_equal(printed(arena, good(arena, everything)), everything);
	assert_string_equal(printed(arena, good(arena, "abiding-record: 2\n")),
			    "abiding-record: 2\n");
}

static void test_sorts(struct ab_arena *arena)
{
	static const char mixed[] =
	    "typedefs:\n"
	    "  b: {type: int, header: x.h}\n"
	    "  a: {header: x.h, type: long   int}\n"
	    "headers: {z.h: {entry: false}, y.h: {}}\n"
	    "functions:\n"
	    "  f: {header: y.h, type: void (void), attributes: [noreturn, cold]}\n"
	    "nodes: {V2: {}, V1: {}}\n"
	    "symbols: {t: {node: V1}, s: {node: V2}}\n"
	    "conditions: {N: undefined, M: defined}\n"
	    "protocols: {b.x: {constants: {B: 1}}, a.x: {constants: {D: 1, C: 2}}}\n"
	    "abiding-record: 2\n";
	static const char sorted[] =
	    "abiding-record: 2\n"
	    "conditions: {M: defined, N: undefined}\n"
	    "headers:\n"
	    "  y.h: {}\n"
	    "  z.h: {}\n"
	    "nodes:\n"
	    "  V1: {}\n"
	    "  V2: {}\n"
	    "symbols:\n"
	    "  s: {node: V2}\n"
	    "  t: {node: V1}\n"
	    "functions:\n"
	    "  f: {header: y.h, type: void (void), attributes: [cold, noreturn]}\n"
	    "typedefs:\n"
	    "  a: {header: x.h, type: long}\n"
	    "  b: {header: x.h, type: int}\n"
	    "protocols:\n"
	    "  a.x:\n"
	    "    constants:\n"
	    "      C: 2\n"
	    "      D: 1\n"
	    "  b.x:\n"
	    "    constants:\n"
	    "      B: 1\n";

	assert_string_equal(printed(arena, good(arena, mixed)), sorted);
}

static void test_contents(struct ab_arena *arena)
{
	const struct ab_record *record = good(arena, everything);
	const struct ab_entity *info = ab_record_find_tag(record, "_demo_info");
	const struct ab_entity *plain = ab_record_find(record, AB_STRUCT, "struct plain");
	const struct ab_entity *later = ab_record_find(record, AB_ENUM, "enum later");
	const struct ab_field *value, *two;

	assert_string_equal(record->release, "9.0.0");
	assert_int_equal(record->n_models, 2);
	assert_ptr_equal(info, ab_record_find(record, AB_STRUCT, "demo_info"));
	assert_int_equal(ab_place_line(info->place), 42);
	assert_int_equal(ab_place_column(info->place), 3);
	assert_true(info->body->is_packed);
	assert_int_equal(info->body->size_bytes.known, 3);
	assert_int_equal(info->body->size_bytes.value[1], 32);
	assert_int_equal(info->body->align_bytes.known, 1);
	assert_int_equal(info->body->n_fields, 6);
	assert_int_equal(info->body->fields[1].bit_width, 3);
	assert_string_equal(info->body->fields[1].since, "1.0.0");
	assert_int_equal(ab_place_line(info->body->fields[1].place), 51);
	assert_null(info->body->fields[2].name);
	value = &info->body->fields[3];
	assert_true(value->type->body->is_union);
	assert_int_equal(value->type->body->fields[1].type->body->n_fields, 2);
	assert_null(info->body->fields[4].name);
	assert_string_equal(info->body->fields[4].type->body->fields[0].name, "inner");
	two = &info->body->fields[5];
	assert_string_equal(two->name, "two");
	assert_true(two->type->of->params[0].type->of->body->is_packed);
	assert_true(plain->is_tag_only);
	assert_ptr_equal(ab_record_find_tag(record, "plain"), plain);
	assert_true(later->is_incomplete);
	assert_null(ab_record_find(record, AB_STRUCT, "demo")->body);
	assert_int_equal(ab_record_find(record, AB_STRUCT, "demo_empty")->body->n_fields, 0);
}

static void test_values(struct ab_arena *arena)
{
	const struct ab_record *record = good(arena, everything);
	const struct ab_entity *max = ab_record_find(record, AB_MACRO, "DEMO_MAX");
	const struct ab_entity *whole = ab_record_find(record, AB_MACRO, "DEMO_WHOLE");
	const struct ab_entity *name = ab_record_find(record, AB_MACRO, "DEMO_NAME");
	const struct ab_entity *alias = ab_record_find(record, AB_MACRO, "DEMO_ALIAS");
	struct ab_entity *state;
	const struct ab_enumerator *more = ab_record_find_enumerator(record, "DEMO_MORE", &state);

	assert_int_equal(max->value.kind, AB_VALUE_INTEGER);
	assert_true(max->value.is_model_dependent);
	assert_ptr_equal(ab_macro_value(max, 1), NULL);
	assert_true(ab_macro_value(max, 0)->integer.magnitude == UINT64_MAX);
	assert_true(max->value.integer.magnitude == UINT64_MAX);
	assert_int_equal(whole->value.kind, AB_VALUE_FLOAT);
	assert_string_equal(whole->value.text, "3");
	assert_int_equal(name->value.kind, AB_VALUE_STRING);
	assert_string_equal(name->value.text, "\"uuid\"");
	assert_int_equal(alias->value.kind, AB_VALUE_NONE);
	assert_string_equal(alias->text, "other_name");
	assert_string_equal(state->sentinel, "DEMO_LAST");
	assert_string_equal(state->enum_type[0], "unsigned int");
	assert_null(state->enum_type[1]);
	assert_true(state->enumerators[1].value.is_negative);
	assert_int_equal(more->value.magnitude, 7);
	assert_string_equal(more->since, "0.9.11");
	assert_int_equal(ab_record_find(record, AB_ENUMERATOR, "DEMO_LOOSE")->value.kind,
			 AB_VALUE_INTEGER);
	assert_int_equal(ab_record_find(record, AB_FUNCTION_MACRO, "DEMO_USED")->n_params, 2);
}

static void test_nodes_and_symbols(struct ab_arena *arena)
{
	const struct ab_record *record = good(arena, everything);
	const struct ab_node *node = ab_record_find_node(record, "DEMO_1.0.0");
	const struct ab_listed *hidden = ab_record_find_listed(record, "demo_hidden");
	const struct ab_entity *function = ab_record_find(record, AB_FUNCTION, "demo_do");
	const struct ab_entity *table = ab_record_find(record, AB_VARIABLE, "demo_table");

	assert_int_equal(record->n_nodes, 3);
	assert_string_equal(node->since, "1.0.0");
	assert_int_equal(node->n_parents, 2);
	assert_string_equal(node->parents[1], "DEMO_X");
	assert_true(node->at.place != 0);
	assert_null(ab_record_find_node(record, "DEMO_2"));
	assert_int_equal(record->n_listed, 2);
	assert_int_equal(hidden->n_symbols, 2);
	assert_string_equal(hidden->symbols[1].node, "DEMO_1.0.0");
	assert_int_equal(function->n_symbols, 1);
	assert_string_equal(function->symbols[0].node, "DEMO_0.0.3");
	assert_string_equal(ab_symbol_name(function), "foo64");
	assert_string_equal(ab_symbol_name(table), "demo_table");
	assert_int_equal(table->n_symbols, 2);
	assert_int_equal(table->object_size.value[0], 24);
}

#define FIELD_OF(decl_and_more) \
	HEAD "structs:\n  s:\n    header: h\n    fields:\n    - {" decl_and_more "}\n"
#define STRUCT(fields) \
	HEAD "structs: {s: {header: h, size: {lp64: 16}, align: {lp64: 8}, fields: [" fields "]}}" \
	     "\n"
#define ONE(section, keys) HEAD section ": {x: {header: h, " keys "}}\n"

static const struct {
	const char *text, *error;
} bad[] = {
    {"a\n", "1:1: a record must be a mapping, found 'a'"},
    {"abiding: 1\n", "1:1: this is not a record: it has no key 'abiding-record'"},
    {"abiding-record: 3\nnew: x\n",
     "1:17: 'abiding-record' is 3, a newer format than the newest known here, 2"},
    {"abiding-record: 2\nfunction: {}\n",
     "2:1: unknown key 'function' in a record, did you mean 'functions'?"},
    {"abiding-record: 2\ndata-models: lp64\n", "2:14: 'data-models' must be a list, found 'lp64'"},
    {"abiding-record: 2\ndata-models: [a, a]\n", "2:18: repeated data model 'a'"},
    {"abiding-record: 2\ndata-models: [a, b, c, d, e, f, g, h, i, j, k, l, m]\n",
     "2:51: more than 12 data models"},
    {HEAD "conditions: {M: define}\n", "3:17: unknown condition 'define', did you mean 'defined'?"},
    {HEAD "conditions: {a b: defined}\n", "3:14: 'a b' is not a C name"},
    {HEAD "headers: {a.h: {entry: yes}}\n", "3:24: 'entry' must be true or false, found 'yes'"},
    {HEAD "headers: {a.h: {entri: true}}\n",
     "3:17: unknown key 'entri' in a header, did you mean 'entry'?"},
    {HEAD "externals: {size_t: {lp46: int}}\n",
     "3:22: unknown data model 'lp46', did you mean 'lp64'?"},
    {HEAD "externals: {size_t: int}\n", "3:21: an external type must be a mapping, found 'int'"},
    {HEAD "before: {x: {}}\n", "3:10: 'x' is not a release (expected e.g. 1.2.0)"},
    {HEAD "waived: {function-removed: {f: soon}}\n",
     "3:32: 'soon' is not a release (expected e.g. 1.2.0)"},
    {HEAD "release: next\n", "3:10: 'next' is not a release (expected e.g. 1.2.0)"},
    {HEAD "headers: {a.h: {since: v1}}\n", "3:24: 'v1' is not a release (expected e.g. 1.2.0)"},
    {HEAD "macros: {A: {since: soon, header: a.h, value: 1, type: int}}\n",
     "3:21: 'soon' is not a release (expected e.g. 1.2.0)"},
    {HEAD "headers: {a.c: {versions: [f@@V1, g@@V1, f@V2, f@@V2]}}\n",
     "3:27: a symbol has one default version, found 'f@@V1' and 'f@@V2'"},
    {HEAD "release: 2.0\nbefore: {3.0: {}}\n",
     "4:10: '3.0' is later than the record's release 2.0"},
    {HEAD "before:\n  2.0: {}\n  2.0.0: {}\n", "5:3: '2.0.0' is the same release as '2.0'"},
    {HEAD "before: {2.0: {macro: {}}}\n",
     "3:16: unknown key 'macro' in what was promised before a release, did you mean 'macros'?"},
    {HEAD "before: {2.0: {functions: {f: {header: a.h, type: int (void), symbol: A}}}}\n",
     "3:71: 'nodes' has no 'A'"},
    {HEAD "before: {2.0: {enums: {e: {header: a.h, enumerators: {A: 1}}}, "
	  "enumerators: {A: {header: a.h, value: 1}}}}\n",
     "3:78: repeated enumerator 'A', which is one of 'e', too"},
    {HEAD "nodes: []\n", "3:8: 'nodes' must be a mapping, found a list"},
    {HEAD "symbols: []\n", "3:10: 'symbols' must be a mapping, found a list"},
    {HEAD "headers: []\n", "3:10: 'headers' must be a mapping, found a list"},
    {HEAD "externals: []\n", "3:12: 'externals' must be a mapping, found a list"},
    {HEAD "conditions: []\n", "3:13: 'conditions' must be a mapping, found a list"},
    {HEAD "protocols: []\n", "3:12: 'protocols' must be a mapping, found a list"},
    {"abiding-record: 2\nlibrary: de",
     "2:12: the record ends in the midst of a line: it has been cut off"},
    {HEAD "functions: []\n", "3:12: 'functions' must be a mapping, found a list"},
    {HEAD "functions: {f: int}\n", "3:16: a function must be a mapping, found 'int'"},
    {HEAD "functions: {f: {type: void ()}}\n", "3:16: a function needs a key 'header'"},
    {HEAD "functions: {f: {header: h}}\n", "3:16: a function needs a key 'type'"},
    {HEAD "functions: {1f: {header: h}}\n", "3:13: '1f' is not a C name"},
    {HEAD "functions: {struct f: {header: h}}\n", "3:13: 'struct f' is not a C name"},
    {ONE("functions", "type: int"), "3:34: a function must have a function type"},
    {ONE("functions", "typ: int"), "3:28: unknown key 'typ' in a function, did you mean 'type'?"},
    {ONE("functions", "type: int f (void)"),
     "3:34: 'type' must be a type without a name or width, found 'int f (void)'"},
    {ONE("functions", "type: void (), linkage: inline static"),
     "3:52: 'linkage' must be of the words static, inline, weak, hidden, thread-local in this "
     "order, found 'inline static'"},
    {ONE("functions", "type: void (), linkage: staticinline"),
     "3:52: 'linkage' must be of the words static, inline, weak, hidden, thread-local in this "
     "order, found 'staticinline'"},
    {ONE("functions", "type: void (), fields: []"),
     "3:51: 'fields' is only for a type with an unnamed struct or union"},
    {ONE("variables", "type: int (int)"), "3:34: a variable must not have a function type"},
    {ONE("variables", "type: int, params: [cold]"),
     "3:39: unknown key 'params' in a variable, expected 'since', 'header', 'type', "
     "'linkage', 'attributes', 'asm', 'symbol', 'object-size', 'library-size', 'value', 'packed', "
     "'size', "
     "'align', 'fields' or 'bodies'"},
    {ONE("variables", "type: int, value: '4'"), "3:46: a quoted value must be a C string with its "
						"quotes, as in '\"text\"', found '4'"},
    {ONE("structs", "attributes: [may_alias]"),
     "3:38: 'attributes' is only for a type with 'fields'"},
    {HEAD "nodes: {A: {}, B: {parents: [C]}}\n", "3:30: 'nodes' has no 'C'"},
    {HEAD "nodes: {A: {parent: [B]}}\n",
     "3:13: unknown key 'parent' in a node, did you mean 'parents'?"},
    {HEAD "symbols: {s: {}}\n", "3:14: a symbol needs a key 'node'"},
    {HEAD "nodes: {LIB_1: {}}\nsymbols: {s: {node: LIB_2}}\n",
     "4:21: 'nodes' has no 'LIB_2', did you mean 'LIB_1'?"},
    {ONE("functions", "type: void (), symbol: A"), "3:51: 'nodes' has no 'A'"},
    {ONE("variables", "type: int, object-size: 4"),
     "3:52: 'object-size' must be a mapping, found '4'"},
    {ONE("variables", "type: 'struct {}'"), "3:16: a variable needs a key 'fields'"},
    {ONE("structs", "size: {lp64: 4}"), "3:32: 'size' is only for a type with 'fields'"},
    {ONE("structs", "tag: a-b"), "3:31: 'a-b' is not a C name"},
    {HEAD "structs: {struct s: {header: h, tag: s}}\n", "3:38: 'tag' is in the name already"},
    {HEAD "structs: {union s: {header: h}}\n", "3:11: 'union s' is not a C name"},
    {HEAD "structs: {s: {header: h}, s: {header: h}}\n", "3:27: repeated key 's', first on line 3"},
    {ONE("structs", "fields: {}"), "3:34: 'fields' must be a list, found a mapping"},
    {ONE("structs", "fields: [], size: 4"), "3:44: 'size' must be a mapping, found '4'"},
    {ONE("structs", "fields: [], size: {lp64: x}"), "3:51: 'size' must be a number, found 'x'"},
    {ONE("structs", "fields: [], size: {lp64: -1}"), "3:51: 'size' must be a number, found '-1'"},
    {ONE("structs", "fields: [], align: {lp64: '4'}"), "3:52: 'align' must be a number, found '4'"},
    {ONE("structs", "fields: [], packed: 1"), "3:46: 'packed' must be true or false, found '1'"},
    {FIELD_OF("bit-offset: {}"), "7:7: a field needs a key 'decl'"},
    {FIELD_OF("decl: int"), "7:14: a field needs a name"},
    {FIELD_OF("decl: int a, bitoffset: {}"),
     "7:21: unknown key 'bitoffset' in a field, did you mean 'bit-offset'?"},
    {FIELD_OF("decl: int a, bodies: []"),
     "7:29: 'bodies' is only for a type with an unnamed struct or union"},
    {FIELD_OF("decl: 'union {} a'"), "7:7: a field needs a key 'fields'"},
    {FIELD_OF("decl: 'union {} a', fields: [], bodies: []"),
     "7:48: 'bodies' is for several unnamed structs or unions, here is one"},
    {FIELD_OF("decl: 'struct {} (*f)(union {} *a)', bodies: {}"),
     "7:53: 'bodies' must be a list, found a mapping"},
    {FIELD_OF("decl: 'struct {} (*f)(union {} *a)', fields: []"),
     "7:7: a field needs a key 'bodies'"},
    {FIELD_OF("decl: 'struct {} (*f)(union {} *a)', bodies: [], fields: []"),
     "7:65: 'fields' stands in each of 'bodies' where there are several"},
    {FIELD_OF("decl: 'struct {} (*f)(union {} *a)', bodies: [{fields: []}]"),
     "7:53: 'bodies' must have 2 items, found 1"},
    {FIELD_OF("decl: int a}\n    - {decl: char a"), "8:7: repeated field 'a', first on line 7"},
    {FIELD_OF("decl: int a}\n    - {decl: 'struct {}', fields: [{decl: int a}]"),
     "8:36: repeated field 'a', first on line 7"},
    {HEAD "enums: {e: {header: h, enumerators: {A: x}}}\n",
     "3:41: a value must be an integer, found 'x'"},
    {HEAD "enums: {e: {header: h, enumerators: {A: '1'}}}\n",
     "3:41: a value must be an integer, found '1'"},
    {HEAD "enums: {e: {header: h, enumerators: {A: {since: 1}}}}\n",
     "3:41: an enumerator needs a key 'value'"},
    {HEAD "enums: {e: {header: h, enumerators: {A: 1, A: 2}}}\n",
     "3:44: repeated key 'A', first on line 3"},
    {HEAD "enums: {e: {header: h, sentinel: E_LST, enumerators: {E_A: 0, E_LAST: 1}}}\n",
     "3:34: unknown enumerator 'E_LST' in 'sentinel', did you mean 'E_LAST'?"},
    {HEAD "enums: {e: {header: h, sentinel: E_LAST}}\n",
     "3:34: unknown enumerator 'E_LAST' in 'sentinel'"},
    {HEAD "enums: {e: {header: h, type: int}}\n",
     "3:30: 'type' of an enum must be a mapping, found 'int'"},
    {HEAD "enumerators: {E: {header: h}}\n", "3:18: an enumerator needs a key 'value'"},
    {ONE("macros", "type: int"), "3:13: a macro needs a key 'value'"},
    {ONE("enums", "type: {lp64: int}, guarded: false, enumerators: {A: 0}"),
     "3:52: 'guarded' is only for 'sentinel'"},
    {ONE("enums", "sentinel: A, guarded: true, enumerators: {A: 0}"),
     "3:46: 'guarded' can only be 'false'"},
    {ONE("macros", "text: a, if: false"), "3:38: 'if' is only for a macro with 'value'"},
    {ONE("macros", "value: 1, type: int, if: true"), "3:50: 'if' can only be 'false'"},
    {ONE("macros", "text: a, type: int"), "3:40: 'type' is only for a macro with 'value'"},
    {ONE("macros", "value: 1"), "3:13: a macro with a number needs a key 'type'"},
    {ONE("macros", "value: 1x, type: int"),
     "3:32: a value must be a number or a quoted C string, found '1x'"},
    {ONE("macros", "value: 0x10, type: int"),
     "3:32: a value must be a number or a quoted C string, found '0x10'"},
    {ONE("macros", "value: '16'"), "3:32: a quoted value must be a C string with its quotes, "
				   "as in '\"text\"', found '16'"},
    {ONE("macros", "value: '\"a\"', type: int"), "3:45: 'type' is not for strings"},
    {ONE("macros", "value: {lp46: 1}, type: int"),
     "3:33: unknown data model 'lp46', did you mean 'lp64'?"},
    {ONE("macros", "value: {}, type: int"), "3:32: one for each data model is expected, found 0"},
    {ONE("function-macros", "body: x"), "3:22: a function-like macro needs a key 'params'"},
    {ONE("function-macros", "params: []"), "3:22: a function-like macro needs a key 'body'"},
    {ONE("function-macros", "params: [a], body: [x]"),
     "3:53: 'body' must be a single value, found a list"},
    /* what contradicts itself */
    {STRUCT("{decl: int a, bit-offset: {lp64: 0}}, {decl: 'char b[9]', bit-offset: {lp64: 64}}"),
     "3:109: field 'b' of 's' ends at bit 136 on lp64, beyond the 16 bytes of what it is in"},
    {STRUCT("{decl: int *a, bit-offset: {lp64: 0}}, {decl: int b, bit-offset: {lp64: 32}}"),
     "3:110: field 'b' of 's' is at bit 32 on lp64, and what is before it ends at bit 64"},
    {STRUCT(
	 "{decl: 'int a : 9', bit-offset: {lp64: 0}}, {decl: 'int b : 2', bit-offset: {lp64: 8}}"),
     "3:115: field 'b' of 's' is at bit 8 on lp64, and what is before it ends at bit 9"},
    {STRUCT("{decl: int a, bit-offset: {lp64: 4}}"),
     "3:71: field 'a' of 's' is at bit 4 on lp64, inside a byte"},
    {HEAD "enums:\n  e: {header: h, enumerators: {A: 0}}\n  f: {header: h, enumerators: {A: 1}}\n",
     "5:32: repeated enumerator 'A', first on line 4"},
    {HEAD
     "enumerators:\n  A: {header: h, value: 0}\nenums:\n  e: {header: h, enumerators: {A: 0}}\n",
     "4:3: repeated enumerator 'A', which is one of 'e', too"},
};

static void test_load_refuses(struct ab_arena *arena)
{
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct ab_error error;

		if (load(arena, bad[i].text, &error))
			fail_msg("accepted: %s", bad[i].text);
		assert_string_equal(error_text(arena, &error), bad[i].error);
	}
}

/* The column of an error inside of a declaration counts from where its text stands. */
static void test_place_in_declaration(struct ab_arena *arena)
{
	struct ab_error plain, quoted, escaped;

	assert_null(load(arena, ONE("typedefs", "type: int * )"), &plain));
	assert_null(load(arena, ONE("typedefs", "type: 'int * )'"), &quoted));
	assert_null(load(arena, ONE("typedefs", "type: \"int\\x20* )\""), &escaped));
	assert_int_equal(plain.line, 3);
	assert_int_equal(plain.column, 39);
	assert_int_equal(quoted.column, 40);
	assert_int_equal(escaped.column, 33);
	assert_string_equal(plain.message, quoted.message);
}

static const struct ab_value *value_of(struct ab_arena *arena, const char *value, const char *type)
{
	const struct ab_record *record =
	    good(arena, ab_printf(arena, ONE("macros", "value: %s, type: %s"), value, type));

	return &ab_record_find(record, AB_MACRO, "x")->value;
}

static void test_numbers(struct ab_arena *arena)
{
	static const char *const floats[] = {"1.5", "-0.25", "1e10", "1.5e-300", ".5",
					     "3.",  "inf",   "-inf", "nan"};

	for (size_t i = 0; i < sizeof floats / sizeof *floats; i++) {
		assert_int_equal(value_of(arena, floats[i], "double")->kind, AB_VALUE_FLOAT);
		assert_string_equal(value_of(arena, floats[i], "double")->text, floats[i]);
	}
	assert_string_equal(value_of(arena, "-3.0", "gdouble")->text, "-3");
	assert_int_equal(value_of(arena, "3", "gdouble")->kind, AB_VALUE_INTEGER);
	assert_int_equal(value_of(arena, "3", "long double")->kind, AB_VALUE_FLOAT);
}

/* As many as any library has: all are found by their names, and no others. */
/* Of all that is to be written, the one that no reader would take. */
static void test_unreadable(struct ab_arena *arena)
{
	struct ab_record *record = ab_record_new(arena);
	struct ab_error error;
	const char *text;
	size_t length;

	for (unsigned i = 0; i < 100; i++) {
		struct ab_entity *macro =
		    ab_record_add(record, AB_MACRO, ab_printf(arena, "M%u", i));

		macro->header = "h";
		macro->text = "x";
	}
	assert_null(ab_record_find_unreadable(record, &error));
	assert_true(ab_record_print(arena, record, &text, &length, &error));
	assert_true(ab_record_is_readable(arena, "r", text, length, &error));
	for (unsigned i = 0; i < 100; i += 33) {
		struct ab_entity *macro =
		    ab_record_find(record, AB_MACRO, ab_printf(arena, "M%u", i));

		macro->text = "\xff";
		assert_ptr_equal(ab_record_find_unreadable(record, &error), macro);
		assert_string_equal(error.message, "'\\xff' is not UTF-8");
		macro->text = "x";
	}
	assert_false(ab_record_is_readable(arena, "r", "a: [", 4, &error));
	assert_string_equal(error.file, "r");
	assert_memory_equal(error.message, "the record would not be readable: not YAML", 42);
}

static void test_finds_each_of_many(struct ab_arena *arena)
{
	struct ab_record *record = ab_record_new(arena);

	for (int i = 0; i < 5000; i++) {
		assert_non_null(ab_record_add(record, AB_MACRO, ab_printf(arena, "M%d", i)));
		assert_non_null(ab_record_add(record, AB_FUNCTION, ab_printf(arena, "M%d", i)));
	}
	for (int i = 0; i < 5000; i++) {
		const char *name = ab_printf(arena, "M%d", i);

		assert_string_equal(ab_record_find(record, AB_MACRO, name)->name, name);
		assert_int_equal(ab_record_find(record, AB_FUNCTION, name)->kind, AB_FUNCTION);
		assert_null(ab_record_find(record, AB_TYPEDEF, name));
		assert_null(ab_record_add(record, AB_MACRO, name));
	}
}

static void test_not_utf8(struct ab_arena *arena)
{
	struct ab_record *record = ab_record_new(arena);
	struct ab_entity *macro = ab_record_add(record, AB_MACRO, "M");
	struct ab_error error;
	const char *text;
	size_t length;

	macro->header = "h";
	macro->text = "caf\xe9";
	assert_false(ab_record_print(arena, record, &text, &length, &error));
	assert_string_equal(error.message, "'caf\\xe9' is not UTF-8");
	macro->text = "caf\xc3\xa9";
	assert_non_null(strstr(printed(arena, record), "text: caf\xc3\xa9"));
}

static void test_write(struct ab_arena *arena)
{
	const char *folder = enter_folder(arena);
	const char *path = ab_printf(arena, "%s/r.yaml", folder);
	struct ab_error error;
	size_t length;
	char *text;

	assert_true(ab_record_write(arena, good(arena, everything), path, NULL, &error));
	assert_true(ab_file_read(arena, path, &text, &length, &error));
	assert_string_equal(text, everything);
	unlink(path);
	leave_folder(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(test_round_trip),   ARENA_TEST(test_sorts),
	    ARENA_TEST(test_contents),	   ARENA_TEST(test_values),
	    ARENA_TEST(test_load_refuses), ARENA_TEST(test_place_in_declaration),
	    ARENA_TEST(test_numbers),	   ARENA_TEST(test_not_utf8),
	    ARENA_TEST(test_unreadable),   ARENA_TEST(test_finds_each_of_many),
	    ARENA_TEST(test_write),	   ARENA_TEST(test_nodes_and_symbols),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
