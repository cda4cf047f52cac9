/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * size.c - constants that are sizes: "#define FOO_INFO_SIZE sizeof(struct foo_info)".
 * When the struct has changed, and that is said, their new value says nothing more.
 */
#include "comparison.h"

#include "abiding/lex.h"

#include <string.h>

static const struct ab_entity *aggregate_named(const struct ab_record *record, const char *name)
{
	const struct ab_entity *entity = ab_record_find(record, AB_STRUCT, name);

	return entity ? entity : ab_record_find(record, AB_UNION, name);
}

/* Its size on the data model at hand; false: not known. */
static bool size_of(const struct ab_entity *entity, int model, uint64_t *size)
{
	const struct ab_per_model *bytes =
	    entity && entity->body ? &entity->body->size_bytes : NULL;

	if (!bytes || model < 0 || !(bytes->known >> model & 1))
		return false;
	*size = bytes->value[model];
	return true;
}

/* Whether the constant is made of the size of what that finding is about, which has changed. */
static bool is_size_of(const struct ab_comparison *cmp, const struct changed_constant *changed,
		       const char *sized_by, const struct ab_finding *finding)
{
	const struct ab_entity *then = aggregate_named(cmp->promised, finding->entity);
	uint64_t was, is;

	if (!then || finding->severity != AB_ERROR || !size_of(then, cmp->then_model, &was) ||
	    !size_of(aggregate_named(cmp->current, finding->entity), cmp->now_model, &is) ||
	    was == is)
		return false;
	if (*sized_by)
		return ab_has_word(sized_by, then->tag ? then->tag : then->name) ||
		       ab_has_word(sized_by, then->name);
	return changed->then.magnitude == was && changed->now.magnitude == is;
}

static struct ab_finding *cause_of(const struct ab_comparison *cmp,
				   const struct changed_constant *changed)
{
	const struct ab_finding *constant = &cmp->findings->items[changed->finding];

	for (size_t i = 0; constant->sized_by && i < cmp->findings->count; i++) {
		struct ab_finding *finding = &cmp->findings->items[i];

		if (finding->entity && finding != constant &&
		    is_size_of(cmp, changed, constant->sized_by, finding))
			return finding;
	}
	return NULL;
}

static void drop_folded(struct ab_findings *findings)
{
	size_t n = 0;

	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].rule != AB_RULE_NONE)
			findings->items[n++] = findings->items[i];
	findings->count = n;
}

void ab_fold_sizes(struct ab_comparison *cmp)
{
	for (size_t i = 0; i < cmp->n_changed; i++) {
		const struct changed_constant *changed = &cmp->changed[i];
		struct ab_finding *constant = &cmp->findings->items[changed->finding];
		struct ab_finding *cause = cause_of(cmp, changed);

		if (!cause)
			continue;
		cause->consequence = ab_printf(
		    cmp->arena, "%s%s'%s' is made of its size, and is now %s, promised as %s%s%s",
		    cause->consequence ? cause->consequence : "", cause->consequence ? "; " : "",
		    constant->member ? constant->member : constant->entity,
		    ab_int_text(cmp->arena, changed->now), ab_int_text(cmp->arena, changed->then),
		    constant->consequence ? "; " : "",
		    constant->consequence ? constant->consequence : "");
		constant->rule = AB_RULE_NONE;
		constant->sized_by = NULL;
	}
	drop_folded(cmp->findings);
	cmp->n_changed = 0;
}
