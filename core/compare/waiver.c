/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * waiver.c - what waivers let pass, and which layouts they accept.
 *
 * A waiver hides what it names.  Another size, alignment or offset that comes with that
 * is accepted only by a waiver that states the size; it may be any that lets something
 * of the same type pass.
 */
#include "comparison.h"

#include <string.h>

#include "abiding/protocol.h"
#include "leaves.h"

/* ---- what they let pass ---- */

static const struct ab_waiver *use(struct ab_comparison *cmp, enum ab_rule rule,
				   const struct ab_entity *promised, const char *member,
				   bool is_past)
{
	const struct ab_waiver *waiver =
	    ab_policy_waiver(cmp->policy, rule, promised->name, member, cmp->waiver_release);

	if (!waiver)
		return NULL;
	cmp->waiver_uses[waiver - cmp->policy->waivers].is_used = true;
	cmp->let_pass =
	    AB_GROW(cmp->arena, cmp->let_pass, cmp->n_let_pass, &cmp->let_pass_capacity);
	cmp->let_pass[cmp->n_let_pass++] = (struct let_pass){promised, member, waiver, is_past};
	return waiver;
}

bool ab_is_waived(struct ab_comparison *cmp, enum ab_rule rule, const struct ab_entity *promised,
		  const char *member)
{
	return use(cmp, rule, promised, member, false) != NULL;
}

void ab_note_let_in(struct ab_comparison *cmp, enum ab_rule rule, const struct ab_entity *promised,
		    const char *member)
{
	use(cmp, rule, promised, member, true);
}

/* What is let pass for good with a release that is frozen: symbols and messages stay promised. */
static bool passes_with_release(const struct let_pass *let)
{
	const enum ab_rule_on on = ab_rule_info(let->waiver->rule)->on;

	return !let->is_past && on != AB_RULE_ON_SYMBOLS && on != AB_RULE_ON_WIRE;
}

void ab_note_passed(const struct ab_comparison *cmp, struct ab_record *record, const char *release)
{
	for (size_t i = 0; i < cmp->n_let_pass; i++) {
		const struct let_pass *let = &cmp->let_pass[i];
		const char *name = let->promised->name;

		if (passes_with_release(let))
			ab_record_note_passed(
			    record, ab_rule_info(let->waiver->rule)->id,
			    let->member ? ab_printf(record->arena, "%s.%s", name, let->member)
					: name,
			    release);
	}
}

/* A member that was let in has its release itself, and what follows from it waits for that. */
static bool is_let_in(const char *rule)
{
	static const enum ab_rule rules[] = {AB_STRUCT_FIELD_ADDED, AB_STRUCT_SIZE_CHANGED,
					     AB_STRUCT_ALIGNMENT_CHANGED, AB_UNION_SIZE_CHANGED};

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (strcmp(rule, ab_rule_info(rules[i])->id) == 0)
			return true;
	return false;
}

bool ab_is_before_passed(const struct ab_comparison *cmp, const struct ab_entity *promised)
{
	const size_t length = strlen(promised->name);

	for (size_t i = 0; cmp->release && i < cmp->promised->n_passed; i++) {
		const struct ab_passed *passed = &cmp->promised->passed[i];

		if (strncmp(passed->entity, promised->name, length) == 0 &&
		    !is_let_in(passed->rule) &&
		    (!passed->entity[length] || passed->entity[length] == '.') &&
		    ab_release_compare(cmp->release, passed->release) < 0)
			return true;
	}
	return false;
}

/* ---- layouts ---- */

static const char *model_at_hand(const struct ab_comparison *cmp)
{
	return cmp->current->models[cmp->now_model];
}

/* What a waiver accepts on the data model at hand, and what is there now; false: one is not known. */
static bool sizes_of(const struct ab_comparison *cmp, const struct ab_waiver *waiver,
		     const struct ab_aggregate *now, uint64_t *accepted, uint64_t *is)
{
	return cmp->now_model >= 0 && ab_is_known(&now->size_bytes, cmp->now_model, is) &&
	       ab_waiver_size(waiver, model_at_hand(cmp), accepted);
}

bool ab_accepts_layout(const struct ab_comparison *cmp, const struct ab_entity *promised,
		       const struct ab_aggregate *now)
{
	uint64_t accepted, is;

	for (size_t i = 0; i < cmp->n_let_pass; i++)
		if (cmp->let_pass[i].promised == promised &&
		    sizes_of(cmp, cmp->let_pass[i].waiver, now, &accepted, &is) && accepted == is)
			return true;
	return false;
}

static const char *lacking(const struct ab_comparison *cmp, const struct ab_waiver *waiver,
			   const struct ab_aggregate *now)
{
	const char *which = ab_printf(cmp->arena, "the waiver of %s for '%s' (%s:%u)",
				      ab_rule_info(waiver->rule)->id, waiver->entity,
				      cmp->policy->file ? cmp->policy->file : "policy",
				      ab_place_line(waiver->place));
	const char *layout = ab_layout_to_state(cmp, now);
	uint64_t accepted, is;

	if (sizes_of(cmp, waiver, now, &accepted, &is))
		return ab_printf(
		    cmp->arena,
		    "%s accepts %llu bytes on %s; if the new layout is intended, change that "
		    "to 'layout: {%s}'",
		    which, (unsigned long long)accepted, model_at_hand(cmp), layout);
	return ab_printf(
	    cmp->arena, "%s does not accept the new layout; if it is intended, %s 'layout: {%s}'%s",
	    which, waiver->n_layouts ? "extend that to" : "add", layout,
	    waiver->n_layouts ? "" : " to the waiver");
}

const char *ab_lacking_layout(const struct ab_comparison *cmp, const struct ab_entity *promised,
			      const struct ab_aggregate *now)
{
	const struct ab_waiver *waiver = NULL;

	for (size_t i = 0; i < cmp->n_let_pass; i++)
		if (cmp->let_pass[i].promised == promised && !cmp->let_pass[i].is_past &&
		    (!waiver || cmp->let_pass[i].waiver->n_layouts))
			waiver = cmp->let_pass[i].waiver;
	return waiver ? lacking(cmp, waiver, now) : NULL;
}

/* Whether a waiver is for the type or a member of it: "foo.bar" is of "foo". */
static bool is_about(const struct ab_comparison *cmp, const struct ab_waiver *waiver,
		     const struct ab_entity *promised)
{
	const size_t length = strcspn(waiver->entity, ".");

	for (size_t i = 0; i < cmp->n_let_pass; i++)
		if (cmp->let_pass[i].promised == promised && cmp->let_pass[i].waiver == waiver)
			return true;
	return ab_pattern_matches(ab_strndup(cmp->arena, waiver->entity, length), promised->name);
}

void ab_note_layouts(struct ab_comparison *cmp, const struct ab_entity *promised,
		     const struct ab_aggregate *now)
{
	uint64_t accepted, is;

	for (unsigned i = 0; i < cmp->policy->n_waivers; i++) {
		struct waiver_use *const uses = &cmp->waiver_uses[i];
		const struct ab_waiver *waiver = &cmp->policy->waivers[i];

		if (!waiver->n_layouts || !is_about(cmp, waiver, promised) ||
		    !sizes_of(cmp, waiver, now, &accepted, &is))
			continue;
		if (accepted == is) {
			uses->is_layout_kept = true;
		} else {
			uses->other_model = model_at_hand(cmp);
			uses->other_size_bytes = is;
		}
	}
}

const char *ab_layout_to_state(const struct ab_comparison *cmp, const struct ab_aggregate *now)
{
	struct ab_layout layouts[AB_MODELS_MAX];
	unsigned n = 0;

	for (unsigned i = 0; i < cmp->current->n_models; i++) {
		const char *model = cmp->current->models[i];

		if (ab_record_find_model(cmp->promised, model) >= 0 &&
		    ab_is_known(&now->size_bytes, (int)i, &layouts[n].size_bytes))
			layouts[n++].model = model;
	}
	return n ? ab_layouts_text(cmp->arena, layouts, n) : NULL;
}

const char *ab_waiver_release(const char *at_hand, const struct ab_record *promised)
{
	return at_hand || !promised ? at_hand : promised->release;
}
