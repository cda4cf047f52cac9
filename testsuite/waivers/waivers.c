/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * waivers.c - what a waiver hides, held to each pair of records.
 *
 * Standard input names the pairs: "NAME BEFORE AFTER POLICY", files, POLICY "-" for the
 * default.  Of each finding: a waiver of exactly that leaves all others, and none that goes
 * along with another layout is silent of it unless the waiver states the layout.  All
 * waived and frozen, the record is what the headers are: nothing is found by it alone or by
 * the policy, none of the waivers is for nothing, and frozen again it is the same.
 */
#define _POSIX_C_SOURCE 200809L

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "abiding/compare.h"

enum { WAIVERS_MAX = 200, ROUNDS_MAX = 20 };

struct pair {
	struct ab_arena arena;
	char name[256], before[1024], after[1024], policy[1024];
	struct ab_waiver waivers[WAIVERS_MAX];
	unsigned n_waivers;
};

static unsigned n_passed, n_failed;

static void judge(const struct pair *pair, bool is_good, const char *format, ...)
{
	va_list args;

	if (is_good) {
		n_passed++;
		return;
	}
	n_failed++;
	printf("FAIL: %s: ", pair->name);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
}

/* ---- records and policies, read anew for each question ---- */

static struct ab_record *read_record(struct pair *pair, const char *file)
{
	struct ab_record *record = NULL;
	struct ab_error error;

	if (!ab_record_load(&pair->arena, file, &record, &error))
		judge(pair, false, "%s: %s", file, error.message);
	return record;
}

/* What the headers are now, as a compile of all of them has it. */
static struct ab_record *headers(struct pair *pair)
{
	struct ab_record *record = read_record(pair, pair->after);

	if (record)
		record->file = NULL;
	return record;
}

static struct ab_policy *policy_of(struct pair *pair, const struct ab_record *promised,
				   bool is_alone)
{
	struct ab_policy *policy = NULL;
	struct ab_error error;

	if (is_alone || strcmp(pair->policy, "-") == 0)
		policy = ab_policy_default(&pair->arena, promised);
	else if (!ab_policy_load(&pair->arena, pair->policy, &policy, &error))
		judge(pair, false, "%s: %s", pair->policy, error.message);
	if (policy && !is_alone) {
		policy->waivers = pair->waivers;
		policy->n_waivers = pair->n_waivers;
		ab_policy_know_lists(policy);
	}
	return policy;
}

/* ---- findings ---- */

static bool is_of_gate(const struct ab_finding *f)
{
	return f->rule == AB_NOT_CHECKED || f->rule == AB_RECORD_NOT_COMPARABLE;
}

/* Less what could not be checked, and what weighs nothing. */
static struct ab_findings compare(struct pair *pair, const struct ab_record *promised,
				  bool is_alone)
{
	struct ab_findings all = {0}, found = {0};
	const struct ab_record *now = headers(pair);
	const struct ab_policy *policy = policy_of(pair, promised, is_alone);

	if (!promised || !now || !policy)
		return found;
	ab_compare(&pair->arena, promised, now, policy, &all);
	for (size_t i = 0; i < all.count; i++)
		if (!is_of_gate(&all.items[i]) && all.items[i].severity >= AB_WARNING)
			*ab_findings_add(&pair->arena, &found, all.items[i].rule) = all.items[i];
	return found;
}

static struct ab_findings compare_before(struct pair *pair)
{
	return compare(pair, read_record(pair, pair->before), false);
}

static bool is_same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool is_same(const struct ab_finding *a, const struct ab_finding *b)
{
	return a->rule == b->rule && is_same_text(a->entity, b->entity) &&
	       is_same_text(a->member, b->member);
}

static const struct ab_finding *find(const struct ab_findings *findings,
				     const struct ab_finding *like)
{
	for (size_t i = 0; i < findings->count; i++)
		if (is_same(&findings->items[i], like))
			return &findings->items[i];
	return NULL;
}

/* "foo.bar" */
static const char *name_of(struct pair *pair, const struct ab_finding *f)
{
	return ab_printf(&pair->arena, "%s%s%s", f->entity ? f->entity : "", f->member ? "." : "",
			 f->member ? f->member : "");
}

static const char *what(struct pair *pair, const struct ab_finding *f)
{
	return ab_printf(&pair->arena, "%s %s", ab_rule_info(f->rule)->id, name_of(pair, f));
}

/* Whether one is in the list that is just like it, or none can be. */
static bool is_waived(struct pair *pair, const struct ab_finding *f)
{
	for (unsigned i = 0; i < pair->n_waivers; i++)
		if (pair->waivers[i].rule == f->rule &&
		    is_same_text(pair->waivers[i].entity, name_of(pair, f)))
			return true;
	return f->rule == AB_WAIVER_INVALID || pair->n_waivers == WAIVERS_MAX;
}

/* The waiver that names a finding and nothing else. */
static void waive(struct pair *pair, const struct ab_finding *f, bool has_layout)
{
	struct ab_waiver *waiver = &pair->waivers[pair->n_waivers++];

	*waiver = (struct ab_waiver){.rule = f->rule, .reason = "to see what it hides"};
	waiver->entity = name_of(pair, f);
	if (has_layout && f->layout)
		ab_layouts_parse(&pair->arena, f->layout, &waiver->layouts, &waiver->n_layouts);
}

/* ---- layouts, by a second opinion ---- */

static bool numbers_differ(const struct ab_per_model *a, const struct ab_per_model *b)
{
	return a->known & 1 && b->known & 1 && a->value[0] != b->value[0];
}

static bool bodies_differ(const struct ab_aggregate *then, const struct ab_aggregate *now)
{
	if (numbers_differ(&then->size_bytes, &now->size_bytes) ||
	    numbers_differ(&then->align_bytes, &now->align_bytes))
		return true;
	for (unsigned i = 0; i < then->n_fields; i++)
		for (unsigned j = 0; j < now->n_fields; j++)
			if (then->fields[i].name &&
			    is_same_text(then->fields[i].name, now->fields[j].name) &&
			    numbers_differ(&then->fields[i].bit_offset, &now->fields[j].bit_offset))
				return true;
	return false;
}

static const struct ab_entity *aggregate(const struct ab_record *record, const char *name)
{
	const struct ab_entity *entity = ab_record_find(record, AB_STRUCT, name);

	if (!entity)
		entity = ab_record_find(record, AB_UNION, name);
	return entity && entity->body ? entity : NULL;
}

/* Whether a struct or union of that name lies otherwise now. */
static bool is_laid_otherwise(struct pair *pair, const char *name)
{
	const struct ab_record *before = read_record(pair, pair->before), *now = headers(pair);
	const struct ab_entity *a = aggregate(before, name), *b = aggregate(now, name);

	return a && b && bodies_differ(a->body, b->body);
}

/* ---- the properties ---- */

/* A waiver of the one leaves the others, with a layout and without. */
static void hides_nothing_else(struct pair *pair, const struct ab_findings *all,
			       const struct ab_finding *f)
{
	for (int has_layout = 0; has_layout < 2; has_layout++) {
		struct ab_findings rest;

		pair->n_waivers = 0;
		waive(pair, f, has_layout);
		rest = compare_before(pair);
		judge(pair, !find(&rest, f) || ab_rule_is_of_layout(f->rule),
		      "%s: the waiver does not hide it", what(pair, f));
		for (size_t i = 0; i < all->count; i++) {
			const struct ab_finding *other = &all->items[i],
						*still = find(&rest, other);

			if (!is_same(other, f))
				judge(pair, still && still->severity == other->severity,
				      "%s: a waiver of it hides %s", what(pair, f),
				      what(pair, other));
		}
		/* what it follows from may be said still */
		if (!has_layout && is_laid_otherwise(pair, f->entity))
			judge(pair, rest.count > 0, "%s: waived without a layout, and silent",
			      what(pair, f));
	}
}

/* Waives all that is said, and what is said then; returns what is said in the end. */
static struct ab_findings waive_all(struct pair *pair, bool has_layouts)
{
	struct ab_findings left = {0};

	pair->n_waivers = 0;
	for (unsigned round = 0; round < ROUNDS_MAX; round++) {
		left = compare_before(pair);
		for (size_t i = 0; i < left.count; i++)
			if (!is_waived(pair, &left.items[i]))
				waive(pair, &left.items[i], has_layouts);
	}
	return left;
}

/* Whether a waiver that was needed states a layout of the type. */
static bool is_stated(const struct pair *pair, const char *name)
{
	const size_t length = strlen(name);

	for (unsigned i = 0; i < pair->n_waivers; i++) {
		const char *entity = pair->waivers[i].entity;

		if (pair->waivers[i].n_layouts && strncmp(entity, name, length) == 0 &&
		    (!entity[length] || entity[length] == '.'))
			return true;
	}
	return false;
}

static void waives_all(struct pair *pair)
{
	static const enum ab_kind kinds[] = {AB_STRUCT, AB_UNION};
	const struct ab_record *before = read_record(pair, pair->before);
	struct ab_findings left = waive_all(pair, false);
	const size_t n_insisted = left.count;

	left = waive_all(pair, true);
	judge(pair, !left.count, "%s: all is waived, and it is said still",
	      left.count ? what(pair, &left.items[0]) : "");
	for (size_t k = 0; before && k < 2; k++)
		for (size_t i = 0; i < before->of[kinds[k]].count; i++) {
			const char *name = before->of[kinds[k]].items[i]->name;

			if (!is_laid_otherwise(pair, name))
				continue;
			judge(pair, n_insisted > 0,
			      "%s: all is waived without a layout, and silent", name);
			judge(pair, is_stated(pair, name), "%s: no waiver states its layout", name);
		}
}

static const char *frozen_text(struct pair *pair, struct ab_record *record)
{
	struct ab_error error;
	const char *text = "";
	size_t length;

	ab_record_freeze_onto(record, headers(pair), policy_of(pair, record, false), "2.0");
	if (!ab_record_print(&pair->arena, record, &text, &length, &error))
		judge(pair, false, "frozen: cannot be printed: %s", error.message);
	return text;
}

static struct ab_record *parse(struct pair *pair, const char *text)
{
	struct ab_record *record = NULL;
	struct ab_error error;

	if (!ab_record_parse(&pair->arena, "frozen.yaml", text, strlen(text), &record, &error))
		judge(pair, false, "frozen: not a record: %u: %s\n%s", error.line, error.message,
		      text);
	return record;
}

static void expect_silence(struct pair *pair, const char *text, bool is_alone)
{
	struct ab_findings found = compare(pair, parse(pair, text), is_alone);

	judge(pair, !found.count, "frozen, %s: %s: %s", is_alone ? "alone" : "by the policy",
	      found.count ? what(pair, &found.items[0]) : "",
	      found.count ? found.items[0].message : "");
}

static void freezes_what_is_there(struct pair *pair)
{
	struct ab_record *record = read_record(pair, pair->before);
	const char *text = record ? frozen_text(pair, record) : "";
	const char *again;

	if (!record || !parse(pair, text))
		return;
	expect_silence(pair, text, true);
	expect_silence(pair, text, false);
	again = frozen_text(pair, parse(pair, text));
	judge(pair, strcmp(text, again) == 0, "frozen again: not the same:\n%s\n%s", text, again);
}

static void run(void *context)
{
	struct pair *pair = context;
	struct ab_findings all;

	pair->n_waivers = 0;
	all = compare_before(pair);
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].entity)
			hides_nothing_else(pair, &all, &all.items[i]);
	waives_all(pair);
	freezes_what_is_there(pair);
}

int main(void)
{
	static struct pair pair;

	while (scanf("%255s %1023s %1023s %1023s", pair.name, pair.before, pair.after,
		     pair.policy) == 4) {
		ab_arena_init(&pair.arena);
		if (!ab_arena_guard(&pair.arena, run, &pair))
			judge(&pair, false, "out of memory");
		ab_arena_release(&pair.arena);
	}
	printf("%u passed, %u failed\n", n_passed, n_failed);
	return n_failed || !n_passed;
}
