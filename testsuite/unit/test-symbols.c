/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What version scripts enter into a record, and what freezing makes of it. */
#include "with-findings.h"

#include "abiding/version-script.h"

#undef HEAD
#define HEAD "abiding-record: 2\n"
#define MODELS "data-models: [lp64]\n"

static struct ab_record *record_of(struct ab_arena *arena, const char *text)
{
	const char *folder = enter_folder(arena);
	const char *path = put_file(arena, folder, "r.yaml", text);
	struct ab_record *record = NULL;
	struct ab_error error;

	if (!ab_record_load(arena, path, &record, &error))
		fail_msg("%s in: %s", error_text(arena, &error), text);
	record->file = NULL; /* as if collected */
	unlink(path);
	leave_folder(folder);
	return record;
}

/* Enters a script into a record of the header a.h. */
static struct ab_record *with_script(struct ab_arena *arena, const char *text, const char *script)
{
	const char *folder = enter_folder(arena);
	const char *syms = put_file(arena, folder, "a.syms", script);
	const char *path = put_file(
	    arena, folder, "p.yaml",
	    "abiding: 1\nlibrary: a\nsurfaces: [{name: a, entry: a.h, symbols: a.syms}]\n");
	struct ab_record *record = record_of(arena, text);
	struct ab_policy *policy;
	struct ab_error error;

	if (!ab_policy_load(arena, path, &policy, &error) ||
	    !ab_record_take_symbols(record, policy, &error))
		fail_msg("%s", error_text(arena, &error));
	unlink(syms);
	unlink(path);
	leave_folder(folder);
	return record;
}

static const char *symbol_of(const struct ab_record *record, enum ab_kind kind, const char *name)
{
	const struct ab_entity *entity = ab_record_find(record, kind, name);

	assert_non_null(entity);
	return entity->n_symbols ? entity->symbols[0].node : "none";
}

static void enters_what_is_linked(struct ab_arena *arena)
{
	const struct ab_record *record =
	    with_script(arena,
			HEAD "headers: {a.h: {entry: true}}\n"
			     "functions:\n"
			     "  f: {header: a.h, type: void (void)}\n"
			     "  hidden: {header: a.h, type: void (void), linkage: hidden}\n"
			     "  inlined: {header: a.h, type: void (void), linkage: inline}\n"
			     "  label: {header: a.h, type: void (void), asm: label64}\n"
			     "  local: {header: a.h, type: void (void)}\n"
			     "  other: {header: b.h, type: void (void)}\n"
			     "  own: {header: a.h, type: void (void), linkage: static inline}\n"
			     "variables:\n"
			     "  v: {header: a.h, type: int}\n",
			"V1 { global: f; label64; more; own; local: local; }; V2 { v; f; } V1;");

	assert_string_equal(symbol_of(record, AB_FUNCTION, "f"), "V1");
	assert_int_equal(ab_record_find(record, AB_FUNCTION, "f")->n_symbols, 2);
	assert_string_equal(symbol_of(record, AB_FUNCTION, "hidden"), "none");
	assert_string_equal(symbol_of(record, AB_FUNCTION, "inlined"), "none");
	assert_string_equal(symbol_of(record, AB_FUNCTION, "label"), "V1");
	assert_string_equal(symbol_of(record, AB_FUNCTION, "local"), "none");
	assert_non_null(ab_record_find(record, AB_FUNCTION, "local")->local);
	assert_string_equal(symbol_of(record, AB_FUNCTION, "other"), "none");
	assert_string_equal(symbol_of(record, AB_VARIABLE, "v"), "V2");
	assert_int_equal(record->n_nodes, 2);
	assert_string_equal(record->nodes[0]->header, "a.h");
	assert_int_equal(record->n_listed, 1);
	assert_string_equal(record->listed[0]->name, "more");
}

static void says_who_is_unversioned(struct ab_arena *arena)
{
	static const char text[] = HEAD "headers: {a.h: {entry: true}}\n"
					"functions: {f: {header: a.h, type: void (void)}}\n";

	assert_string_equal(symbol_of(with_script(arena, text, "V1 { g; };"), AB_FUNCTION, "f"),
			    AB_UNVERSIONED);
	assert_string_equal(symbol_of(with_script(arena, text, "{ f; };"), AB_FUNCTION, "f"),
			    AB_UNVERSIONED);
	assert_string_equal(
	    symbol_of(with_script(arena, text, "V1 { local: *; };"), AB_FUNCTION, "f"), "none");
}

/* What is there stays, what is new is added, sizes go by the name of the data model. */
static void freezes_onto(struct ab_arena *arena)
{
	struct ab_record *frozen =
	    record_of(arena, HEAD "data-models: [ilp32-arm, lp64]\n"
				  "nodes: {V1: {since: 1.0}}\n"
				  "symbols: {s: {since: 1.0, node: V1}}\n"
				  "functions: {f: {since: 1.0, header: a.h, type: void (void),"
				  " symbol: V1}}\n"
				  "variables: {v: {since: 1.0, header: a.h, type: long}}\n");
	const struct ab_record *current = record_of(
	    arena, HEAD MODELS "nodes: {V1: {parents: [V2]}, V2: {}}\n"
			       "symbols: {s: {node: V2}, t: {node: V2}}\n"
			       "functions: {f: {header: a.h, type: void (void), symbol: V2}}\n"
			       "variables: {v: {header: a.h, type: long, symbol: V2,"
			       " object-size: {lp64: 8}},\n"
			       "  w: {header: a.h, type: int, object-size: {lp64: 4}}}\n");
	const struct ab_entity *v, *w;

	ab_record_freeze_onto(frozen, current, ab_policy_default(arena, NULL), "2.0");
	assert_int_equal(frozen->n_nodes, 2);
	assert_int_equal(ab_record_find_node(frozen, "V1")->n_parents, 0);
	assert_string_equal(ab_record_find_node(frozen, "V2")->since, "2.0");
	assert_int_equal(ab_record_find_listed(frozen, "s")->n_symbols, 2);
	assert_string_equal(ab_record_find_listed(frozen, "t")->since, "2.0");
	assert_string_equal(symbol_of(frozen, AB_FUNCTION, "f"), "V1");
	assert_int_equal(ab_record_find(frozen, AB_FUNCTION, "f")->n_symbols, 2);
	v = ab_record_find(frozen, AB_VARIABLE, "v");
	w = ab_record_find(frozen, AB_VARIABLE, "w");
	assert_string_equal(symbol_of(frozen, AB_VARIABLE, "v"), "V2");
	assert_int_equal(v->object_size.known, 2);
	assert_int_equal(v->object_size.value[1], 8);
	assert_int_equal(w->object_size.known, 2);
	assert_int_equal(w->object_size.value[1], 4);
}

/* A record that knows symbols says nothing to one that does not. */
static void holds_only_what_both_know(struct ab_arena *arena)
{
	static const char both[] =
	    HEAD "nodes: {V1: {}}\nsymbols: {s: {node: V1}}\nheaders: {a.h: {entry: true}}\n"
		 "functions: {f: {header: a.h, type: void (void), symbol: V1}}\n";
	static const char none[] = HEAD "headers: {a.h: {entry: true}}\n"
					"functions: {f: {header: a.h, type: void (void)}}\n";
	const struct ab_record *promised = record_of(arena, both);
	struct ab_policy *policy = ab_policy_default(arena, promised);
	struct ab_findings findings = {0};

	ab_compare(arena, promised, record_of(arena, none), policy, &findings);
	assert_int_equal(findings.count, 0);
	ab_compare(arena, record_of(arena, none), promised, policy, &findings);
	assert_int_equal(findings.count, 1); /* the symbol that no header declares */
	assert_int_equal(findings.items[0].rule, AB_SYMBOL_NOT_DECLARED);
}

#define F(symbol) "functions: {f: {since: 1.0, header: a.h, type: void (void)" symbol "}}\n"
#define F_IN(node) F(", symbol: " node)
#define A_H HEAD "headers: {a.h: {entry: true}}\n"
#define V1 "V1: {since: 1.0}"
#define V2 "V2: {since: 2.0}"
#define NODES(list) "nodes: {" list "}\n"
#define S(since, node) "symbols: {s: {since: " since ", node: " node "}}\n"

static void compares_symbols(struct ab_arena *arena)
{
	static const char one[] = "- {name: a, entry: a.h}\n";
	static const char silent[] = "- {name: a, entry: a.h, promise: none}\n";
	static const char two[] = "- {name: a, entry: a.h, symbols: /dev/null}\n"
				  "- {name: b, entry: b.h, symbols: /dev/null}\n";
	static const struct {
		const char *surfaces, *then, *now, *findings;
	} cases[] = {
	    {one, A_H NODES(V1) F_IN("V1"), A_H NODES(V1) F_IN("V1"), ""},
	    /* one more version is one of a released node */
	    {one, A_H NODES(V1 ", U: {since: 1.0}") F_IN("V1"),
	     A_H NODES(V1 ", U: {since: 1.0}") F_IN("[V1, U]"),
	     "error symbol-in-released-version f"},
	    {one, A_H NODES(V1) F_IN("V1"), A_H NODES(V1 ", N: {}") F_IN("[V1, N]"), ""},
	    {one, A_H NODES(V1) F_IN("V1") S("1.0", "V1"), HEAD NODES(V1) F_IN("V1"), ""},
	    {one, A_H NODES(V1 ", " V2) F_IN("V1") S("2.0", "V2"),
	     A_H NODES(V1 ", " V2) F_IN("V1") S("1.0", "V1"), ""},
	    /* a symbol that is listed, and declared by none */
	    {one, A_H NODES(V1) F_IN("V1") S("1.0", "V1"), A_H NODES(V1) F_IN("V1"),
	     "error symbol-removed s"},
	    {one, A_H NODES(V1) F_IN("V1") S("1.5", "V1"), A_H NODES(V1) F_IN("V1"),
	     "error symbol-removed s"},
	    {one, A_H NODES(V1) F_IN("V1") S("2.0", "V1"), A_H NODES(V1) F_IN("V1"), ""},
	    {silent, A_H NODES(V1) F_IN("V1") S("1.0", "V1"), A_H NODES(V1) F_IN("V1"), ""},
	    {one, A_H NODES(V1) F_IN("V1") S("1.0", "V1"),
	     A_H NODES(V1) "functions: {f: {header: a.h, type: void (void), symbol: V1}, s: "
			   "{header: a.h, type: int (void), symbol: V1}}\n",
	     ""},
	    {one, A_H NODES(V1 ", " V2) F_IN("V1") S("1.0", "V1"),
	     A_H NODES(V1 ", " V2) "functions: {f: {header: a.h, type: void (void), symbol: V1}, "
				   "s: {header: a.h, type: int (void), symbol: V2}}\n",
	     "error symbol-version-changed s; error symbol-in-released-version s"},
	    /* not all is seen that could declare it */
	    {two, A_H NODES(V1) F_IN("V1") S("1.0", "V1"), A_H NODES(V1) F_IN("V1"), ""},
	    {two, A_H NODES(V1) F_IN("V1") S("1.0", "V1"),
	     HEAD "headers: {a.h: {entry: true}, b.h: {entry: true}}\n" NODES(V1) F_IN("V1"),
	     "error symbol-removed s"},
	    /* nodes: gone with what they had, or with nothing */
	    {one, A_H NODES(V1 ", " V2) F_IN("V1") S("1.0", "V2"),
	     A_H NODES(V1) F_IN("V1") S("1.0", "V1"), ""},
	    {one, A_H NODES(V1 ", W: {since: 1.0}") F_IN("V1") S("1.0", "W"),
	     A_H NODES(V1) F_IN("V1") S("1.0", "V1"), "error symbol-version-changed W"},
	    {one, A_H NODES(V1 ", W: {since: 1.0}") F_IN("W"), A_H NODES(V1) F_IN("V1"),
	     "error symbol-version-changed W"},
	    {one, A_H NODES(V1 ", W: {since: 1.0}") F_IN("V1"), A_H NODES(V1) F_IN("V1"), ""},
	    {one, A_H NODES(V1 ", W: {since: 1.0}") F_IN("V1") S("1.0", "W"),
	     A_H NODES(V1) F_IN("V1"), "error symbol-removed W"},
	    {two, A_H NODES(V1 ", W: {since: 1.0}") F_IN("V1") S("1.0", "W"),
	     A_H NODES(V1) F_IN("V1"), ""},
	    {one, A_H NODES(V1 ", W: {since: 1.0}") F_IN("V1") S("1.0", "W"),
	     A_H NODES(V1) "functions: {f: {header: a.h, type: void (void), symbol: V1}, s: "
			   "{header: a.h, type: int (void), symbol: V1}}\n",
	     "error symbol-version-changed W; error symbol-in-released-version s"},
	    {one, A_H NODES(V1 ", W: {since: 1.0}") F_IN("V1") S("1.0", "V1"),
	     A_H NODES(V1) F_IN("V1") S("1.0", "V1"), ""},
	    {silent, A_H NODES(V1 ", W: {since: 1.0}") F_IN("V1") S("1.0", "W"),
	     A_H NODES(V1) F_IN("V1") S("1.0", "V1"), ""},
	    /* ... and with other parents */
	    {one, A_H NODES(V1 ", W: {since: 1.0, parents: [V1]}") F_IN("V1"),
	     A_H NODES(V1 ", W: {since: 1.0}") F_IN("V1"), "error symbol-version-changed W"},
	    {one, A_H NODES(V1 ", W: {since: 2.0, parents: [V1]}") F_IN("V1"),
	     A_H NODES(V1 ", W: {since: 2.0}") F_IN("V1"), ""},
	    {silent, A_H NODES(V1 ", W: {since: 1.0, parents: [V1]}") F_IN("V1"),
	     A_H NODES(V1 ", W: {since: 1.0}") F_IN("V1"), ""},
	    /* what is new */
	    {one, A_H NODES(V1) F_IN("V1"), A_H NODES(V1) F_IN("V1") S("1.0", "V1"),
	     "error symbol-in-released-version s"},
	    {one, A_H NODES(V1) F_IN("V1"), A_H NODES(V1 ", N: {}") F_IN("V1") S("1.0", "N"),
	     "warning symbol-not-declared s"},
	    {silent, A_H NODES(V1) F_IN("V1"), A_H NODES(V1 ", N: {}") F_IN("V1") S("1.0", "N"),
	     ""},
	    {silent, A_H NODES(V1) F_IN("V1"), A_H NODES(V1) F_IN("V1") S("1.0", "V1"), ""},
	    {one, A_H NODES(V1) F_IN("V1"),
	     A_H NODES(V1) "functions: {f: {header: a.h, type: void (void), symbol: V1}, n: "
			   "{header: a.h, type: void (void)}}\n",
	     "error symbol-not-exported n"},
	    {silent, A_H NODES(V1) F_IN("V1"),
	     A_H NODES(V1) "functions: {f: {header: a.h, type: void (void), symbol: V1}, n: "
			   "{header: a.h, type: void (void)}}\n",
	     ""},
	    {one, A_H NODES(V1) F_IN("V1"),
	     A_H NODES(V1) "functions: {f: {header: a.h, type: void (void), symbol: V1}, n: "
			   "{header: other.h, type: void (void), symbol: V1}}\n",
	     ""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct ab_record *now = record_of(arena, cases[i].now);
		const char *found;

		now->release = "1.5";
		found = compare(
		    arena, record_of(arena, cases[i].then), now,
		    read_policy(arena, ab_printf(arena, "abiding: 1\nlibrary: a\nsurfaces:\n%s",
						 cases[i].surfaces)));
		if (strcmp(found, cases[i].findings) != 0)
			fail_msg("'%s', not '%s':\n%s%s%s", found, cases[i].findings,
				 cases[i].surfaces, cases[i].then, cases[i].now);
	}
}

/* A record without a symbol of a function says no more of it, and a compile does. */
static void says_what_is_not_exported_to_who_compiles(struct ab_arena *arena)
{
	static const char text[] = HEAD
	    "headers: {a.h: {entry: true}}\nnodes: {V1: {}}\nsymbols: {s: {node: V1}}\n"
	    "functions: {f: {header: a.h, type: void (void)}, g: {header: a.h, type: void (void), "
	    "symbol: V1}}\n";
	struct ab_record *now = record_of(arena, text);

	assert_string_equal(compare(arena, record_of(arena, text), now, NULL),
			    "error symbol-not-exported f");
	now->file = "r.yaml";
	assert_string_equal(compare(arena, record_of(arena, text), now, NULL), "");
}

/* A script holds what it lists, also where no header declares any of it. */
static void holds_scripts_without_declarations(struct ab_arena *arena)
{
	static const char text[] = HEAD "headers: {a.h: {entry: true}}\n";
	const struct ab_record *then = with_script(arena, text, "V1 { g; s; };");
	const struct ab_policy *policy = read_policy(
	    arena,
	    "abiding: 1\nlibrary: a\nsurfaces: [{name: a, entry: a.h, symbols: /dev/null}]\n");

	assert_string_equal(compare(arena, then, with_script(arena, text, "V1 { g; s; };"), policy),
			    "");
	assert_string_equal(compare(arena, then, with_script(arena, text, "V1 { g; };"), policy),
			    "error symbol-removed s");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(enters_what_is_linked),
	    ARENA_TEST(says_who_is_unversioned),
	    ARENA_TEST(freezes_onto),
	    ARENA_TEST(holds_only_what_both_know),
	    ARENA_TEST(compares_symbols),
	    ARENA_TEST(says_what_is_not_exported_to_who_compiles),
	    ARENA_TEST(holds_scripts_without_declarations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
