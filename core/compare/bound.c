/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bound.c - arrays whose bounds follow a constant that has changed (P2, P3): one cause. */
#include "comparison.h"

#include "abiding/lex.h"
#include "aggregate.h"

#include <string.h>

/* Among more, one fits by chance; a macro is seldom made of more others, one in the other. */
enum { CHANGED_MAX = 16, MACROS_DEEP_MAX = 4 };

/*
 * Whether a bound went from then to now because a constant did: [LEN], [LEN + 1],
 * [LEN * 2].  The constant's change has been said, so no break is hidden by it.
 */
static bool follows(const struct changed_constant *constant, uint64_t then, uint64_t now)
{
	const uint64_t was = constant->then.magnitude, is = constant->now.magnitude;

	if (constant->then.is_negative || constant->now.is_negative || !was)
		return false;
	return (then % was == 0 && now == then / was * is) ||
	       (then > was && then - was <= 2 && now == is + (then - was));
}

/*
 * Whether the declaration at a place names the constant, or a macro that does.  Without
 * its text, as between two records, nothing speaks against it.
 */
static bool is_spelled_by(const struct ab_comparison *cmp, ab_place place, const char *constant,
			  unsigned depth)
{
	static const enum ab_kind kinds[] = {AB_MACRO, AB_FUNCTION_MACRO};
	const struct ab_record *now = cmp->current;
	bool is_known = false;

	if (!now->has_word || now->has_word(place, constant, &is_known) || !is_known)
		return true;
	for (size_t k = 0; depth && k < sizeof kinds / sizeof *kinds; k++)
		for (size_t i = 0; i < now->of[kinds[k]].count; i++) {
			const struct ab_entity *macro = now->of[kinds[k]].items[i];

			if (macro->text && strcmp(macro->name, constant) != 0 &&
			    ab_has_word(macro->text, constant) &&
			    is_spelled_by(cmp, place, macro->name, depth - 1))
				return true;
		}
	return false;
}

/* The error, no less, of a constant that such a bound follows. */
static struct ab_finding *constant_behind(struct ab_comparison *cmp, ab_place place, int64_t then,
					  int64_t now)
{
	for (size_t i = 0; cmp->n_changed <= CHANGED_MAX && i < cmp->n_changed; i++) {
		const struct changed_constant *constant = &cmp->changed[i];
		struct ab_finding *finding = &cmp->findings->items[constant->finding];

		if (finding->severity == AB_ERROR &&
		    follows(constant, (uint64_t)then, (uint64_t)now) &&
		    is_spelled_by(cmp, place, constant->name, MACROS_DEEP_MAX))
			return finding;
	}
	return NULL;
}

/* Arrays that differ in nothing but a bound that a changed constant gives them. */
bool ab_is_changed_by_constant(struct ab_comparison *cmp, const struct ab_place_in *in,
			       const struct ab_leaf *then, const struct ab_leaf *now)
{
	const struct ab_type *a = then->field->type, *b = now->field->type;
	struct ab_finding *constant = NULL;

	while (a->kind == AB_TYPE_ARRAY && b->kind == AB_TYPE_ARRAY) {
		if (a->count != b->count) {
			/* none, which is negative, is near no constant */
			constant = constant_behind(cmp, now->field->place, a->count, b->count);
			if (!constant)
				return false;
		}
		a = a->of;
		b = b->of;
	}
	if (!constant || ab_types_differ(cmp, a, b) != AB_SAME)
		return false;
	constant->consequence = ab_printf(
	    cmp->arena, "%s%s'%s' of '%s' changes with it: '%s', promised as '%s'",
	    constant->consequence ? constant->consequence : "", constant->consequence ? "; " : "",
	    ab_member_path(cmp, in, then), in->then->name, ab_member_text(cmp, now->field),
	    ab_member_text(cmp, then->field));
	ab_mark_broken(cmp, in->then, AB_ERROR);
	cmp->said = AB_ERROR;
	return true;
}
