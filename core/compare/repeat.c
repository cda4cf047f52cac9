/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * repeat.c - members that one macro declares in many structs: what has become of
 * them is said once, with a pattern that waives it for all.
 *
 * That it was the macro is told by its text, which both records have.
 */
#include "aggregate.h"

#include "abiding/lex.h"

#include <string.h>

/* Whether the text of a macro has such a member among others: "void *queue[2]; int kind". */
static bool is_by_macro(const struct ab_record *record, const char *member)
{
	static const enum ab_kind kinds[] = {AB_MACRO, AB_FUNCTION_MACRO};

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (size_t i = 0; i < record->of[kinds[k]].count; i++) {
			const char *text = record->of[kinds[k]].items[i]->text;

			if (text && strchr(text, ';') && ab_has_word(text, member))
				return true;
		}
	return false;
}

static const char *text_of(const struct ab_comparison *cmp, const struct ab_field *field)
{
	return ab_decl_text(cmp, field->name, field->type, field->bit_width);
}

static struct said_of_macro *find_said(const struct ab_comparison *cmp, enum ab_rule rule,
				       const char *member, const struct ab_leaf *then,
				       const struct ab_leaf *now)
{
	for (size_t i = 0; i < cmp->n_of_macros; i++) {
		struct said_of_macro *said = &cmp->of_macros[i];
		const struct ab_finding *finding = &cmp->findings->items[said->finding];

		if (finding->rule == rule && strcmp(finding->member, member) == 0 &&
		    (!then || strcmp(finding->promised_as, text_of(cmp, then->field)) == 0) &&
		    strcmp(said->now, text_of(cmp, now->field)) == 0)
			return said;
	}
	return NULL;
}

bool ab_is_repeated(struct ab_comparison *cmp, const struct ab_place_in *in, enum ab_rule rule,
		    const struct ab_leaf *then, const struct ab_leaf *now)
{
	const char *member = ab_member_path(cmp, in, now);
	struct said_of_macro *of_macro = find_said(cmp, rule, member, then, now);
	struct ab_finding *said = of_macro ? &cmp->findings->items[of_macro->finding] : NULL;

	if (!said || said->entity == in->then->name)
		return false;
	/* a waiver of this one's own is of use all the same */
	if (ab_is_waived(cmp, rule, in->then, member))
		return true;
	if (!of_macro->other)
		of_macro->other = in->then->name;
	said->n_repeats++;
	said->consequence = ab_printf(
	    cmp->arena,
	    "a macro declares it, also in '%s'%s; a waiver for '*.%s' is for all of them",
	    of_macro->other,
	    said->n_repeats == 1 ? "" : ab_printf(cmp->arena, " and %u more", said->n_repeats - 1),
	    member);
	ab_mark_broken(cmp, in->then, AB_ERROR);
	cmp->said = AB_ERROR;
	return true;
}

void ab_note_repeatable(struct ab_comparison *cmp, const struct ab_finding *finding,
			const struct ab_leaf *now)
{
	if (ab_is_unsaid(cmp, finding) || finding->severity != AB_ERROR || !now->field->name ||
	    !finding->member || !is_by_macro(cmp->current, now->field->name))
		return;
	cmp->of_macros =
	    AB_GROW(cmp->arena, cmp->of_macros, cmp->n_of_macros, &cmp->of_macros_capacity);
	cmp->of_macros[cmp->n_of_macros++] = (struct said_of_macro){
	    .finding = (size_t)(finding - cmp->findings->items), .now = text_of(cmp, now->field)};
}
