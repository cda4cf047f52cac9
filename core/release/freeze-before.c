/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze-before.c - what was promised otherwise to headers of earlier releases.
 *
 * A maintenance release is made of headers that are older than the record.  They satisfy
 * it as it was before the release that is frozen; where they do not satisfy it as it is
 * now, it keeps what it had, for them.  Of what a waiver let change, it is noted as such, and
 * not kept; what a waiver let go is kept.
 */
#include "compare/comparison.h"
#include "abiding/index.h"
#include "freeze.h"

#include <string.h>

struct keeping {
	const struct ab_freeze *freeze;
	struct ab_arena *arena;
	const struct ab_record *then; /* the record before this release */
	struct ab_record *kept;	      /* for headers older than this release; NULL: nothing is */
	struct ab_index done;	      /* names, in ab_kind_is_type() */
	struct ab_index waived;	      /* names of what was let pass with this release */
};

struct ab_record *ab_copy_for_before(const struct ab_freeze *freeze)
{
	struct ab_record *const frozen = freeze->frozen;
	struct ab_record *copy;
	struct ab_error error;
	const char *text;
	size_t length;

	if (!freeze->policy->version_macro || !frozen->release ||
	    ab_release_compare(frozen->release, freeze->release) > 0 ||
	    !ab_record_print(frozen->arena, frozen, &text, &length, &error) ||
	    !ab_record_parse(frozen->arena, "", text, length, &copy, &error))
		return NULL;
	return copy;
}

static struct ab_record *find_kept(const struct ab_record *record, const char *release)
{
	for (size_t i = 0; i < record->n_before; i++)
		if (ab_release_compare(record->before[i].release, release) == 0)
			return record->before[i].record;
	return NULL;
}

/* Whether it is of a release before this one, and not as it was. */
static bool is_to_keep(const struct keeping *keeping, const struct ab_entity *then)
{
	const struct ab_record *const frozen = keeping->freeze->frozen;
	const struct ab_entity *const now = ab_record_find(frozen, then->kind, then->name);

	return then->since && ab_release_compare(then->since, keeping->freeze->release) < 0 &&
	       !(now && ab_entities_are_same(keeping->arena, frozen, then, now));
}

static struct ab_record *kept(struct keeping *keeping)
{
	if (!keeping->kept)
		keeping->kept = ab_record_before(keeping->freeze->frozen, keeping->freeze->release);
	return keeping->kept;
}

/* An enumerator that is something else now, without the rest of its enum. */
static void keep_enumerator(struct keeping *keeping, const char *name)
{
	struct ab_entity *owner, *alone;
	const struct ab_enumerator *const then =
	    ab_record_find_enumerator(keeping->then, name, &owner);

	if (!then || ab_record_find_enumerator(keeping->freeze->frozen, name, NULL) ||
	    (keeping->kept && ab_record_find_enumerator(keeping->kept, name, NULL)))
		return;
	alone = ab_record_add(kept(keeping), AB_ENUMERATOR, name);
	if (!alone)
		return;
	alone->since = then->since ? then->since : owner->since;
	alone->header = owner->header;
	alone->value.kind = AB_VALUE_INTEGER;
	alone->value.integer = then->value;
}

/* What waivers let change with this release, in whole or in a member: noted, as a gap. */
static void know_waived(struct keeping *keeping)
{
	const struct ab_record *const frozen = keeping->freeze->frozen;

	for (size_t i = 0; i < frozen->n_passed; i++) {
		const struct ab_passed *const passed = &frozen->passed[i];
		const char *const name =
		    ab_strndup(keeping->arena, passed->entity, strcspn(passed->entity, "."));

		if (ab_release_compare(passed->release, keeping->freeze->release) == 0)
			ab_index_enter(keeping->arena, &keeping->waived, 0, name, NULL);
	}
}

static bool is_waived(const struct keeping *keeping, const char *name)
{
	return ab_index_find(&keeping->waived, 0, name);
}

static void keep(struct keeping *keeping, bool is_type, const char *name);

/* What the record had by the name of an enumerator that is kept with its enum. */
static void keep_beside(struct keeping *keeping, const char *name)
{
	const struct ab_entity *alone;

	keep(keeping, false, name);
	alone = ab_record_find(keeping->kept, AB_ENUMERATOR, name);
	if (alone)
		ab_record_remove(keeping->kept, alone);
}

/* Whether the record has something of that name, be it what it was or not. */
static bool is_anywhere(const struct keeping *keeping, bool is_type, const char *name)
{
	if (!is_type && ab_record_find_enumerator(keeping->freeze->frozen, name, NULL))
		return true;
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		if (ab_kind_is_type((enum ab_kind)kind) == is_type &&
		    ab_record_find(keeping->freeze->frozen, (enum ab_kind)kind, name))
			return true;
	return false;
}

/* All that the record had by that name; is_type: of a type. */
static void keep(struct keeping *keeping, bool is_type, const char *name)
{
	bool is_new;

	ab_index_enter(keeping->arena, &keeping->done, is_type, name, &is_new);
	if (!is_new || (is_waived(keeping, name) && is_anywhere(keeping, is_type, name)))
		return;
	for (unsigned kind = 0; kind < AB_KINDS; kind++) {
		const struct ab_entity *then =
		    ab_kind_is_type((enum ab_kind)kind) == is_type
			? ab_record_find(keeping->then, (enum ab_kind)kind, name)
			: NULL;

		if (!then || !is_to_keep(keeping, then))
			continue;
		ab_record_add_copy(kept(keeping), then);
		for (unsigned i = 0; i < then->n_enumerators; i++)
			keep_beside(keeping, then->enumerators[i].name);
	}
	if (!is_type)
		keep_enumerator(keeping, name);
}

/* ---- what is promised otherwise, and passes ---- */

static bool numbers_differ(const struct ab_per_model *a, const struct ab_per_model *b)
{
	for (unsigned i = 0; i < AB_MODELS_MAX; i++)
		if (a->known & b->known & UINT32_C(1) << i && a->value[i] != b->value[i])
			return true;
	return false;
}

static bool is_same_member(const struct ab_field *a, const struct ab_field *b)
{
	return a->name && b->name ? strcmp(a->name, b->name) == 0 : a->name == b->name;
}

/* Whether a body, or one in it, has other members or another size; members keep their order. */
static bool has_grown(const struct ab_aggregate *then, const struct ab_aggregate *now)
{
	unsigned next = 0;

	if (then->n_fields != now->n_fields ||
	    numbers_differ(&then->size_bytes, &now->size_bytes) ||
	    numbers_differ(&then->align_bytes, &now->align_bytes))
		return true;
	for (unsigned i = 0; i < then->n_fields; i++) {
		const struct ab_aggregate *inner, *inner_now;
		unsigned j = next;

		while (j < now->n_fields && !is_same_member(&then->fields[i], &now->fields[j]))
			j++;
		if (j == now->n_fields)
			continue;
		next = j + 1;
		inner = ab_type_body(then->fields[i].type);
		inner_now = ab_type_body(now->fields[j].type);
		if (inner && inner_now && has_grown(inner, inner_now))
			return true;
	}
	return false;
}

static bool values_differ(const struct ab_entity *then, const struct ab_entity *now)
{
	return then->value.kind == AB_VALUE_INTEGER && now->value.kind == AB_VALUE_INTEGER &&
	       ab_int_compare(then->value.integer, now->value.integer) != 0;
}

/* Of an enum: a value that grew with the sentinel, whose own at each release is known. */
static bool enumerators_differ(const struct keeping *keeping, const struct ab_entity *then,
			       const struct ab_entity *now)
{
	const struct ab_policy *const policy = keeping->freeze->policy;
	const char *const sentinel = now->kind == AB_ENUM ? ab_sentinel_name(policy, now) : NULL;

	for (unsigned i = 0; i < then->n_enumerators; i++) {
		const struct ab_enumerator *const one = &then->enumerators[i];
		const struct ab_enumerator *const is =
		    ab_record_find_enumerator(keeping->freeze->frozen, one->name, NULL);

		if (is && ab_int_compare(one->value, is->value) != 0 &&
		    !(sentinel && strcmp(sentinel, one->name) == 0) &&
		    !ab_policy_may_change(policy, one->name))
			return true;
	}
	return false;
}

static bool is_otherwise(const struct keeping *keeping, const struct ab_entity *then,
			 const struct ab_entity *now)
{
	if (ab_policy_may_change(keeping->freeze->policy, then->name))
		return false;
	return (then->type && now->type &&
		strcmp(ab_type_text(keeping->arena, then->type),
		       ab_type_text(keeping->arena, now->type)) != 0) ||
	       (ab_entity_body(then) && ab_entity_body(now) &&
		has_grown(ab_entity_body(then), ab_entity_body(now))) ||
	       numbers_differ(&then->object_size, &now->object_size) ||
	       numbers_differ(&then->library_size, &now->library_size) ||
	       values_differ(then, now) || enumerators_differ(keeping, then, now);
}

/*
 * What has grown, the comparison does not hold headers to that are of before, or not to all
 * that they promised; what is another sort of thing now may be good for less, or for more;
 * and what is gone was let pass for this release, and not for earlier ones.
 */
static void keep_grown(struct keeping *keeping, enum ab_kind kind)
{
	const struct ab_entities *const of = &keeping->then->of[kind];

	for (size_t i = 0; i < of->count; i++) {
		const struct ab_entity *const then = of->items[i];
		const struct ab_entity *const now =
		    ab_record_find(keeping->freeze->frozen, kind, then->name);

		if (!now || is_otherwise(keeping, then, now))
			keep(keeping, ab_kind_is_type(kind), then->name);
	}
}

/* ---- what is not as it was ---- */

/* What was kept already when this release was frozen for the first time is older. */
static void know_kept(struct keeping *keeping)
{
	for (unsigned kind = 0; keeping->kept && kind < AB_KINDS; kind++)
		for (size_t i = 0; i < keeping->kept->of[kind].count; i++)
			ab_index_enter(keeping->arena, &keeping->done,
				       ab_kind_is_type((enum ab_kind)kind),
				       keeping->kept->of[kind].items[i]->name, NULL);
}

static void keep_broken(struct keeping *keeping)
{
	struct ab_policy *const strict = ab_strict_policy(keeping->arena, keeping->freeze->policy);
	struct ab_findings findings = {0};
	struct ab_comparison cmp = {.arena = keeping->arena,
				    .promised = keeping->freeze->frozen,
				    .current = keeping->then,
				    .policy = strict,
				    .findings = &findings};

	/* the record says itself which release it is */
	strict->version_macro = NULL;
	if (!ab_comparison_start(&cmp))
		return;
	ab_compare_declarations(&cmp);
	for (size_t i = 0; i < cmp.n_broken; i++)
		keep(keeping, ab_kind_is_type(cmp.broken[i].promised->kind),
		     cmp.broken[i].promised->name);
}

/* Whether an entry that brought the header was given up. */
static bool has_lost_entry(const struct keeping *keeping, const struct ab_header *then)
{
	for (unsigned i = 0; i < then->n_by; i++)
		if (!ab_record_find_header(keeping->freeze->frozen, then->by[i]))
			return true;
	return false;
}

/* Headers that were given up, and those that these brought along. */
static void keep_headers(struct keeping *keeping)
{
	for (size_t i = 0; i < keeping->then->n_headers; i++) {
		const struct ab_header *const then = &keeping->then->headers[i];

		if (then->since && ab_release_compare(then->since, keeping->freeze->release) < 0 &&
		    (!ab_record_find_header(keeping->freeze->frozen, then->name) ||
		     has_lost_entry(keeping, then)) &&
		    !(keeping->kept && ab_record_find_header(keeping->kept, then->name)))
			*ab_record_header(kept(keeping), then->name) = *then;
	}
}

void ab_freeze_before(struct ab_freeze *freeze, const struct ab_record *then)
{
	struct keeping keeping = {.freeze = freeze,
				  .arena = freeze->frozen->arena,
				  .then = then,
				  .kept = find_kept(freeze->frozen, freeze->release)};
	size_t n;

	if (!then)
		return;
	know_kept(&keeping);
	know_waived(&keeping);
	/* with what is kept, other constants may be seen to go along with their sentinel */
	do {
		n = keeping.done.count;
		keep_broken(&keeping);
		if (keeping.kept)
			ab_record_sweep(keeping.kept);
	} while (n != keeping.done.count);
	for (int kind = 0; kind < AB_KINDS; kind++)
		keep_grown(&keeping, (enum ab_kind)kind);
	keep_headers(&keeping);
	if (!keeping.kept)
		return;
	ab_record_sweep(keeping.kept);
	ab_record_sort(keeping.kept);
}
