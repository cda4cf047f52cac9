/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Policies: what is read, what is refused and where, and the answers. */
#include "with-arena.h"

#include "abiding/policy.h"

#define HEAD "abiding: 1\nlibrary: l\n"
#define SURFACE "surfaces: [{name: s, entry: a.h}]\n"

static const char full[] =
    "abiding: 1\n"
    "library: libvirt\n"
    "record: ../libvirt.record.yaml\n"
    "surfaces:\n"
    "- name: libvirt\n"
    "  entry: libvirt/libvirt.h\n"
    "  headers: [libvirt/libvirt.h, libvirt/libvirt-*.h, libvirt/virterror.h]\n"
    "  except: [libvirt/libvirt-qemu.h]\n"
    "  promise: forever\n"
    "  symbols: libvirt_public.syms\n"
    "  soname: libvirt.so.0\n"
    "- name: libvirt-qemu\n"
    "  entry: [libvirt/libvirt-qemu.h, libvirt/q.h]\n"
    "  promise: best-effort\n"
    "- {name: lone, entry: lone.h, promise: none}\n"
    "sentinel: {suffix: _LAST, guard: VIR_ENUM_SENTINELS}\n"
    "naming: {function: 'vir*', type: 'vir*', constant: ['VIR_*', 'LIBVIR_*'],"
    " tag: '_{typedef}'}\n"
    "ignore: {macros: ['*_H', VIR_DEPRECATED]}\n"
    "version: {macro: LIBVIR_VERSION_NUMBER, scale: [1000000, 1000, 1]}\n"
    "changing: [LIBVIR_VERSION_NUMBER]\n"
    "switches: [WITH_QEMU]\n"
    "rules: {struct-field-renamed: warning, macro-type-changed: error, enum-removed: silent}\n"
    "waivers:\n"
    "- {rule: enumerator-removed, entity: VIR_EXAMPLE, reason: never worked, until: 13.0.0}\n"
    "- {rule: struct-field-renamed, entity: 'virInfo.*', reason: typo}\n";

static struct ab_policy *load(struct ab_arena *arena, const char *text, struct ab_error *error)
{
	const char *folder = enter_folder(arena);
	const char *path = put_file(arena, folder, "p.yaml", text);
	const char *symbols = put_file(arena, folder, "libvirt_public.syms", "");
	struct ab_policy *policy = NULL;
	const bool is_good = ab_policy_load(arena, path, &policy, error);

	assert_int_equal(is_good, policy != NULL);
	if (!is_good)
		assert_string_equal(error->file, path);
	unlink(path);
	unlink(symbols);
	leave_folder(folder);
	return policy;
}

static struct ab_policy *good(struct ab_arena *arena, const char *text)
{
	struct ab_error error;
	struct ab_policy *policy = load(arena, text, &error);

	if (!policy)
		fail_msg("%s", error_text(arena, &error));
	return policy;
}

static void test_load(struct ab_arena *arena)
{
	const struct ab_policy *policy = good(arena, full);
	const char *tail = "/../libvirt.record.yaml";
	const size_t length = strlen(policy->record_path);

	assert_string_equal(policy->library, "libvirt");
	assert_string_equal(policy->record_path + length - strlen(tail), tail);
	assert_false(policy->is_default);
	assert_int_equal(policy->n_surfaces, 3);
	assert_int_equal(policy->surfaces[0].promise, AB_PROMISE_FOREVER);
	assert_int_equal(policy->surfaces[0].n_headers, 3);
	assert_int_equal(policy->surfaces[0].place, AB_PLACE(5, 3));
	assert_int_equal(policy->surfaces[0].n_symbols, 1);
	assert_non_null(strstr(policy->surfaces[0].symbols[0], "/libvirt_public.syms"));
	assert_string_equal(policy->surfaces[0].soname, "libvirt.so.0");
	assert_int_equal(policy->surfaces[1].n_symbols, 0);
	assert_null(policy->surfaces[1].soname);
	assert_int_equal(policy->surfaces[1].n_entries, 2);
	assert_int_equal(policy->surfaces[1].n_headers, 2);
	assert_string_equal(policy->surfaces[1].headers[1], "libvirt/q.h");
	assert_int_equal(policy->surfaces[2].promise, AB_PROMISE_NONE);
	assert_string_equal(policy->sentinel_suffixes[0], "_LAST");
	assert_null(policy->sentinel_suffixes[1]);
	assert_string_equal(policy->sentinel_guard, "VIR_ENUM_SENTINELS");
	assert_string_equal(policy->naming_constant[1], "LIBVIR_*");
	assert_string_equal(policy->naming_tag, "_{typedef}");
	assert_string_equal(policy->switches[0], "WITH_QEMU");
	assert_string_equal(policy->version_macro, "LIBVIR_VERSION_NUMBER");
	assert_int_equal(policy->n_waivers, 2);
	assert_string_equal(policy->waivers[0].until, "13.0.0");
}

static void test_load_least(struct ab_arena *arena)
{
	const struct ab_policy *policy = good(arena, HEAD SURFACE);

	assert_null(policy->record_path);
	assert_int_equal(policy->surfaces[0].promise, AB_PROMISE_FOREVER);
	assert_string_equal(policy->surfaces[0].headers[0], "a.h");
	assert_null(policy->ignored_macros[0]);
	assert_null(policy->changing[0]);
	assert_null(policy->switches[0]);
	assert_null(policy->naming_function);
	assert_null(policy->sentinel_guard);
	assert_string_equal(policy->sentinel_suffixes[0], "_LAST");
	assert_false(policy->has_sentinel);
	assert_false(policy->is_since_in_comments);
	assert_true(good(arena, HEAD SURFACE "sentinel: {guard: G}\n")->has_sentinel);
	assert_true(good(arena, HEAD SURFACE "since: comments\n")->is_since_in_comments);
	assert_false(good(arena, HEAD SURFACE "since: comments\n")->is_since_in_symbols);
	assert_true(good(arena, HEAD SURFACE "since: [comments, symbols]\n")->is_since_in_symbols);
	assert_null(good(arena, HEAD SURFACE "sentinel: {suffix: []}\n")->sentinel_suffixes[0]);
}

/* The error names the file as it was looked for: beside the policy. */
static void test_load_missing_symbols(struct ab_arena *arena)
{
	struct ab_error error;

	assert_null(load(
	    arena,
	    HEAD "surfaces: [{name: l, entry: a.h, symbols: [libvirt_public.syms, none.syms]}]",
	    &error));
	assert_int_equal(error.line, 3);
	assert_int_equal(error.column, 65);
	assert_non_null(strstr(error.message, "cannot read the version script '"));
	assert_non_null(strstr(error.message, "/none.syms': No such file or directory"));
}

static const struct {
	const char *text, *error;
} bad[] = {
    {"[]", "1:1: a policy must be a mapping, found a list"},
    {"library: l\n", "1:1: this is not a policy: it has no key 'abiding'"},
    {"abiding-record: 2\n", "1:1: this is not a policy: it has no key 'abiding'"},
    {"new-key: x\nabiding: 2\n",
     "2:10: 'abiding' is 2, a newer format than the newest known here, 1"},
    {"abiding: 0\n", "1:10: 'abiding' must not be 0"},
    {"abiding: '1'\n", "1:10: 'abiding' must be a number, found '1'"},
    {"abiding: 99999999999999999999\n", "1:10: 'abiding' is too large: 99999999999999999999"},
    {HEAD, "1:1: a policy needs a key 'surfaces'"},
    {"abiding: 1\n" SURFACE, "1:1: a policy needs a key 'library'"},
    {"abiding: 1\nlibrary:\n" SURFACE, "2:9: 'library' must not be empty"},
    {HEAD "surfacs: []\n", "3:1: unknown key 'surfacs' in a policy, did you mean 'surfaces'?"},
    {HEAD "surfaces: []\n", "3:11: a policy needs at least one surface"},
    {HEAD "surfaces: {a: 1}\n", "3:11: 'surfaces' must be a list, found a mapping"},
    {HEAD "surfaces: [a]\n", "3:12: a surface must be a mapping, found 'a'"},
    {HEAD "surfaces: [{entry: a.h}]\n", "3:12: a surface needs a key 'name'"},
    {HEAD "surfaces: [{name: s}]\n", "3:12: a surface needs a key 'entry'"},
    {HEAD "surfaces: [{name: s, entry: []}]\n", "3:29: a surface needs at least one entry header"},
    {HEAD "surfaces: [{name: s, entry: a.h, headers: []}]\n",
     "3:43: a surface needs at least one header"},
    {HEAD "surfaces: [{name: s, entry: {}}]\n", "3:29: an entry needs a key 'header'"},
    {HEAD "surfaces: [{name: s, entry: [a.h, [b.h]]}]\n",
     "3:35: an entry must be a mapping, found a list"},
    {HEAD "surfaces: [{name: s, entry: a.h, promise: for-ever}]\n",
     "3:43: unknown promise 'for-ever', did you mean 'forever'?"},
    {HEAD "surfaces: [{name: s, entry: a.h, promise: x}]\n",
     "3:43: unknown promise 'x', expected 'none', 'best-effort' or 'forever'"},
    {HEAD "surfaces: [{name: s, entry: a.h}, {name: s, entry: b.h}]\n",
     "3:42: repeated surface 's', first on line 3"},
    {HEAD SURFACE "sentinel: {sufix: _LAST}\n",
     "4:12: unknown key 'sufix' in 'sentinel', did you mean 'suffix'?"},
    {HEAD SURFACE "naming: {tag: [a]}\n", "4:15: 'tag' must be a single value, found a list"},
    {HEAD SURFACE "ignore: [X_H]\n", "4:9: 'ignore' must be a mapping, found a list"},
    {HEAD SURFACE "version: {scale: [1, 1, 1]}\n", "4:10: 'version' needs a key 'macro'"},
    {HEAD SURFACE "version: {macro: V}\n", "4:10: 'version' needs a key 'scale'"},
    {HEAD SURFACE "version: {macro: V, scale: [100, 1]}\n",
     "4:28: 'scale' must have three numbers, found 2"},
    {HEAD SURFACE "version: {macro: V, scale: [100, 10, 0]}\n",
     "4:38: the numbers of 'scale' must fall and end above 0, found 0"},
    {HEAD SURFACE "version: {macro: V, scale: [1, 10, 100]}\n",
     "4:32: the numbers of 'scale' must fall and end above 0, found 10"},
    {HEAD SURFACE "since: comment\n",
     "4:8: unknown source 'comment' in 'since', did you mean 'comments'?"},
    {HEAD SURFACE "since: {comments: true}\n", "4:8: 'since' must be a list, found a mapping"},
    {HEAD SURFACE "since: [comments, symbol]\n",
     "4:19: unknown source 'symbol' in 'since', did you mean 'symbols'?"},
    {HEAD SURFACE "since: 1.0\n",
     "4:8: unknown source '1.0' in 'since', expected 'comments' or 'symbols'"},
    {HEAD SURFACE "rules: {struct-field-rename: error}\n",
     "4:9: unknown rule 'struct-field-rename', did you mean 'struct-field-renamed'?"},
    {HEAD SURFACE "rules: {x: error}\n",
     "4:9: unknown rule 'x', expected one that 'abiding rules' lists"},
    {HEAD SURFACE "rules: {none: error}\n",
     "4:9: unknown rule 'none', expected one that 'abiding rules' lists"},
    {HEAD SURFACE "rules: {enum-removed: warn}\n",
     "4:23: unknown severity 'warn', expected 'silent', 'note', 'warning' or 'error'"},
    {HEAD SURFACE "rules: {enum-removed: warnign}\n",
     "4:23: unknown severity 'warnign', did you mean 'warning'?"},
    {HEAD SURFACE "waivers: [{rule: enum-removed, entity: e}]\n",
     "4:11: a waiver needs a key 'reason'"},
    {HEAD SURFACE "waivers: [{rule: enum-removed, entity: e, reason: ' '}]\n",
     "4:51: 'reason' must not be empty"},
    {HEAD SURFACE "waivers: [{rule: enum-removed, entity: e, reason: ''}]\n",
     "4:51: 'reason' must not be empty"},
    {HEAD SURFACE "waivers: [{rule: enum-remove, entity: e, reason: r}]\n",
     "4:18: unknown rule 'enum-remove', did you mean 'enum-removed'?"},
    {HEAD SURFACE "waivers: [{rule: enum-removed, entity: e, reason: r, until: soon}]\n",
     "4:61: 'until' must be a release, found 'soon'"},
    {HEAD SURFACE HEAD, "4:1: repeated key 'abiding', first on line 1"},
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

static const char *where(const struct ab_policy *policy, const char *path)
{
	static char text[200];
	const char *logical = "?";
	const struct ab_surface *surface = ab_policy_surface(policy, path, &logical);

	snprintf(text, sizeof text, "%s %s", surface ? surface->name : "-", logical);
	return text;
}

static void test_surface(struct ab_arena *arena)
{
	const struct ab_policy *policy = good(arena, full);

	assert_string_equal(where(policy, "/usr/include/libvirt/libvirt.h"),
			    "libvirt libvirt/libvirt.h");
	assert_string_equal(where(policy, "libvirt/libvirt.h"), "libvirt libvirt/libvirt.h");
	assert_string_equal(where(policy, "../include/libvirt/libvirt-domain.h"),
			    "libvirt libvirt/libvirt-domain.h");
	assert_string_equal(where(policy, "/x/libvirt/libvirt-qemu.h"),
			    "libvirt-qemu libvirt/libvirt-qemu.h");
	assert_string_equal(where(policy, "libvirt.h"), "- ?");
	assert_string_equal(where(policy, "/x/mylibvirt/libvirt.h"), "- ?");
	assert_string_equal(where(policy, "/x/libvirt/libvirt-a/b.h"), "- ?");
	assert_string_equal(where(policy, "/x/libvirt/internal.h"), "- ?");
	assert_string_equal(where(policy, "lone.h"), "lone lone.h");
	assert_string_equal(where(policy, "/a/lone.h"), "lone lone.h");
	assert_string_equal(where(policy, "/lone.h"), "lone lone.h");
	assert_string_equal(where(policy, "/a/alone.h"), "- ?");
	assert_string_equal(where(policy, ""), "- ?");
}

static void test_default_surface(struct ab_arena *arena)
{
	struct ab_record *record = ab_record_new(arena);
	const struct ab_policy *policy;

	ab_record_header(record, "x.h")->is_entry = true;
	ab_record_header(record, "sub/x.h");
	ab_record_header(record, "sub/y.h");
	ab_record_header(record, "y.h");
	policy = ab_policy_default(arena, record);
	assert_true(policy->is_default);
	assert_int_equal(policy->surfaces[0].n_entries, 1);
	assert_int_equal(policy->surfaces[0].n_headers, 4);
	assert_int_equal(policy->surfaces[0].promise, AB_PROMISE_FOREVER);
	assert_string_equal(where(policy, "/usr/include/x.h"), "default x.h");
	assert_string_equal(where(policy, "/usr/include/sub/x.h"), "default sub/x.h");
	assert_string_equal(where(policy, "/usr/include/sub/y.h"), "default sub/y.h");
	assert_string_equal(where(policy, "/usr/include/stdio.h"), "- ?");
	assert_string_equal(where(ab_policy_default(arena, NULL), "x.h"), "- ?");
}

static void test_header_is_same(void **state)
{
	(void)state;
	assert_true(ab_header_is_same("a/b.h", "a/b.h"));
	assert_true(ab_header_is_same("/x/a/b.h", "a/b.h"));
	assert_true(ab_header_is_same("b.h", "a/b.h"));
	assert_false(ab_header_is_same("/x/aa/b.h", "a/b.h"));
	assert_false(ab_header_is_same("ab.h", "b.h"));
	assert_false(ab_header_is_same("a/b.h", "c/b.h"));
}

static void test_macros(struct ab_arena *arena)
{
	const struct ab_policy *policy = good(arena, full);

	assert_true(ab_policy_ignores_macro(policy, "LIBVIRT_H"));
	assert_true(ab_policy_ignores_macro(policy, "VIR_DEPRECATED"));
	assert_false(ab_policy_ignores_macro(policy, "VIR_DEPRECATED_NOT"));
	assert_true(ab_policy_may_change(policy, "LIBVIR_VERSION_NUMBER"));
	assert_false(ab_policy_may_change(policy, "VIR_UUID_BUFLEN"));
}

/* Enumerators from their values; the last is named E_LAST. */
static bool has_sentinel(const struct ab_policy *policy, unsigned n, const int *values)
{
	static const char *const names[] = {"E_A", "E_B", "E_C", "E_D", "E_E",
					    "E_F", "E_G", "E_H", "E_I", "E_J"};
	struct ab_enumerator enumerators[11] = {{.name = NULL}};
	const struct ab_enumerator *found;

	for (unsigned i = 0; i < n; i++) {
		enumerators[i].name = i + 1 == n ? "E_LAST" : names[i];
		enumerators[i].value.is_negative = values[i] < 0;
		enumerators[i].value.magnitude = (uint64_t)abs(values[i]);
	}
	found = ab_policy_sentinel(policy, enumerators, n);
	assert_true(!found || found == &enumerators[n - 1]);
	return found;
}

#define HAS_SENTINEL(...) \
	has_sentinel(policy, sizeof((const int[]){__VA_ARGS__}) / sizeof(int), \
		     (const int[]){__VA_ARGS__})

static void test_sentinel(struct ab_arena *arena)
{
	const struct ab_policy *policy = good(arena, full);

	assert_true(HAS_SENTINEL(0, 1));
	assert_true(HAS_SENTINEL(0, 1, 2, 3));
	assert_true(HAS_SENTINEL(1, 2, 3));
	assert_true(HAS_SENTINEL(-1, 0, 1, 2));
	assert_true(HAS_SENTINEL(1, 2, 3, 4, 5));
	assert_true(HAS_SENTINEL(0, 1, 2, 3, 4, 5));
	assert_true(HAS_SENTINEL(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
	assert_true(HAS_SENTINEL(0, 1, 1, 2, 3)); /* an alias */
	assert_true(HAS_SENTINEL(0, 2, 3, 5, 6)); /* a few gaps */
	assert_true(HAS_SENTINEL(0, 1, 2, 2));	  /* of another that counts */
	assert_true(HAS_SENTINEL(2, 1, 0, 3));
	assert_false(HAS_SENTINEL(0));
	assert_false(HAS_SENTINEL(0, 1, 3));	    /* not the next */
	assert_false(HAS_SENTINEL(0, 1, 2, 1));	    /* below */
	assert_false(HAS_SENTINEL(1, 2, 4, 8, 16)); /* flags */
	assert_false(HAS_SENTINEL(1, 2, 4, 8, 9));
	assert_false(HAS_SENTINEL(1, 2, 4, 5));
	assert_false(HAS_SENTINEL(0, 1, 2, 4, 8, 15, 16));
	assert_false(HAS_SENTINEL(0, 1000, 1001)); /* no row */
	assert_false(has_sentinel(policy, 0, NULL));
}

static void test_sentinel_by_name_and_position(struct ab_arena *arena)
{
	const struct ab_policy *policy = good(arena, full);
	struct ab_enumerator e[] = {
	    {.name = "E_ADD_LAST", .value = {false, 0}},
	    {.name = "E_ADD_FIRST", .value = {false, 1}},
	    {.name = "E_MAX", .value = {false, 2}},
	};

	assert_null(ab_policy_sentinel(policy, e, 3));
	assert_ptr_equal(ab_policy_sentinel(ab_policy_default(arena, NULL), e, 3), &e[2]);
	assert_null(ab_policy_sentinel(policy, e, 2));
	e[2].name = "_LAST"; /* all suffix, no name */
	assert_null(ab_policy_sentinel(policy, e, 3));
	e[2].name = "E_LAST";
	assert_ptr_equal(ab_policy_sentinel(policy, e, 3), &e[2]);
	e[1].value.magnitude = UINT64_MAX;
	e[2].value.magnitude = UINT64_MAX;
	assert_null(ab_policy_sentinel(policy, e, 3));
}

static void test_severity(struct ab_arena *arena)
{
	const struct ab_policy *policy = good(arena, full);
	const struct ab_surface *forever = &policy->surfaces[0];
	const struct ab_surface *best_effort = &policy->surfaces[1];
	const struct ab_surface *none = &policy->surfaces[2];

	assert_int_equal(ab_policy_severity(policy, forever, AB_STRUCT_REMOVED), AB_ERROR);
	assert_int_equal(ab_policy_severity(policy, best_effort, AB_STRUCT_REMOVED), AB_WARNING);
	assert_int_equal(ab_policy_severity(policy, none, AB_STRUCT_REMOVED), AB_SILENT);
	assert_int_equal(ab_policy_severity(policy, forever, AB_STRUCT_FIELD_RENAMED), AB_WARNING);
	assert_int_equal(ab_policy_severity(policy, forever, AB_MACRO_TYPE_CHANGED), AB_ERROR);
	assert_int_equal(ab_policy_severity(policy, best_effort, AB_MACRO_TYPE_CHANGED),
			 AB_WARNING);
	assert_int_equal(ab_policy_severity(policy, best_effort, AB_ENUM_REMOVED), AB_SILENT);
	assert_int_equal(ab_policy_severity(policy, NULL, AB_NOT_CHECKED), AB_NOTE);
}

static void test_waiver(struct ab_arena *arena)
{
	const struct ab_policy *policy = good(arena, full);
	const struct ab_waiver *first = &policy->waivers[0], *second = &policy->waivers[1];
	const enum ab_rule removed = AB_ENUMERATOR_REMOVED, renamed = AB_STRUCT_FIELD_RENAMED;

	assert_ptr_equal(ab_policy_waiver(policy, removed, "e", "VIR_EXAMPLE", NULL), first);
	assert_ptr_equal(ab_policy_waiver(policy, removed, "VIR_EXAMPLE", NULL, "13.0.0"), first);
	assert_null(ab_policy_waiver(policy, removed, "e", "VIR_EXAMPLE", "13.0.1"));
	assert_null(ab_policy_waiver(policy, removed, "e", "VIR_OTHER", NULL));
	assert_null(ab_policy_waiver(policy, AB_ENUM_REMOVED, "VIR_EXAMPLE", NULL, NULL));
	assert_ptr_equal(ab_policy_waiver(policy, renamed, "virInfo", "state", NULL), second);
	assert_ptr_equal(ab_policy_waiver(policy, renamed, "virInfo.state", NULL, NULL), second);
	assert_null(ab_policy_waiver(policy, renamed, "virInfo", NULL, NULL));
	assert_null(ab_policy_waiver(policy, renamed, "virInformation", "state", NULL));
}

static int order(const char *a, const char *b)
{
	const int forth = ab_release_compare(a, b), back = ab_release_compare(b, a);

	assert_int_equal((forth > 0) - (forth < 0), (back < 0) - (back > 0));
	return (forth > 0) - (forth < 0);
}

static void test_release(struct ab_arena *arena)
{
	const struct ab_policy *policy = good(arena, full);

	assert_string_equal(ab_policy_release(policy, arena, 9000000), "9.0.0");
	assert_string_equal(ab_policy_release(policy, arena, 12008017), "12.8.17");
	assert_int_equal(order("9.10.0", "9.9.0"), 1);
	assert_int_equal(order("9.0.0", "12.8.0"), -1);
	assert_int_equal(order("1.0", "1.0.0"), 0);
	assert_int_equal(order("1.0", "1.0.1"), -1);
	assert_int_equal(order("1.02", "1.2"), 0);
	assert_int_equal(order("1.0-rc1", "1.0"), -1);
	assert_int_equal(order("1.0-rc1", "1.0-rc2"), -1);
	assert_int_equal(order("1.0-rc1", "1.0.1"), -1);
	assert_int_equal(order("1.0.2a", "1.0.2"), 1);
	assert_int_equal(order("1.0.2a", "1.0.2b"), -1);
	assert_int_equal(order("99999999999999999999999", "100000000000000000000000"), -1);
}

static void test_rules(void **state)
{
	(void)state;
	for (int rule = AB_RULE_NONE + 1; rule < AB_RULES; rule++)
		assert_int_equal(ab_rule_find(ab_rule_info((enum ab_rule)rule)->id), rule);
	assert_int_equal(ab_rule_find("none"), AB_RULE_NONE);
	assert_int_equal(ab_rule_find(""), AB_RULE_NONE);
	assert_string_equal(ab_rule_nearest("enum-remvoed"), "enum-removed");
	assert_string_equal(ab_severity_word(AB_WARNING), "warning");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(test_load),
	    ARENA_TEST(test_load_least),
	    ARENA_TEST(test_load_missing_symbols),
	    ARENA_TEST(test_load_refuses),
	    ARENA_TEST(test_surface),
	    ARENA_TEST(test_default_surface),
	    cmocka_unit_test(test_header_is_same),
	    ARENA_TEST(test_macros),
	    ARENA_TEST(test_sentinel),
	    ARENA_TEST(test_sentinel_by_name_and_position),
	    ARENA_TEST(test_severity),
	    ARENA_TEST(test_waiver),
	    ARENA_TEST(test_release),
	    cmocka_unit_test(test_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
