/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compare-repeat.c - members that one macro declares in many structs: what has become of
 * them is said once, with a pattern that waives it for all.
 */
#include "aggregate.h"

#include <string.h>

static struct said_of_macro *find_said(const struct ab_comparison *cmp, enum ab_rule rule,
				       const struct ab_leaf *now)
{
	for (size_t i = 0; now->field->spelled && now->field->name && i < cmp->n_of_macros; i++)
		if (cmp->of_macros[i].rule == rule &&
		    cmp->of_macros[i].spelled == now->field->spelled)
			return &cmp->of_macros[i];
	return NULL;
}

/* "'*.queue'": the member of whatever has it, as a waiver wants it. */
static const char *pattern_of(const struct ab_comparison *cmp, const struct ab_finding *finding)
{
	return ab_printf(cmp->arena, "*.%s", finding->member);
}

bool ab_is_repeated(struct ab_comparison *cmp, const struct ab_place_in *in, enum ab_rule rule,
		    const struct ab_leaf *now)
{
	struct said_of_macro *of_macro = find_said(cmp, rule, now);
	struct ab_finding *said = of_macro ? &cmp->findings->items[of_macro->finding] : NULL;
	const char *member = said ? ab_member_path(cmp, in, now) : NULL;

	if (!said || !said->member || strcmp(said->member, member) != 0 ||
	    said->entity == in->then->name)
		return false;
	/* a waiver of this one's own is of use all the same */
	if (ab_is_waived(cmp, rule, in->then, member))
		return true;
	if (!of_macro->other)
		of_macro->other = in->then->name;
	said->n_repeats++;
	said->consequence = ab_printf(
	    cmp->arena, "a macro declares it, also in '%s'%s; a waiver for '%s' is for all of them",
	    of_macro->other,
	    said->n_repeats == 1 ? "" : ab_printf(cmp->arena, " and %u more", said->n_repeats - 1),
	    pattern_of(cmp, said));
	ab_mark_broken(cmp, in->then);
	return true;
}

void ab_note_repeatable(struct ab_comparison *cmp, const struct ab_finding *finding,
			const struct ab_leaf *now)
{
	struct said_of_macro *said;

	if (ab_is_unsaid(cmp, finding) || !now->field->spelled || finding->severity != AB_ERROR)
		return;
	cmp->of_macros =
	    AB_GROW(cmp->arena, cmp->of_macros, cmp->n_of_macros, &cmp->of_macros_capacity);
	said = &cmp->of_macros[cmp->n_of_macros++];
	*said = (struct said_of_macro){.rule = finding->rule,
				       .spelled = now->field->spelled,
				       .finding = (size_t)(finding - cmp->findings->items)};
}
