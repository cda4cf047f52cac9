/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * waiver.c - what waivers let pass, and which layouts they accept; those that
 * are past, or match nothing where all was seen that they could be for.
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
	const char *clause = ab_rule_info(let->waiver->rule)->clause;

	return !let->is_past && strcmp(clause, "P7") != 0 && strcmp(clause, "R1") != 0;
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

/* ---- past, or for nothing ---- */

/* Whether the waiver is for what is new: ab_lint() knows whether it matches. */
static bool is_for_lint(const struct ab_comparison *cmp, const struct ab_waiver *waiver)
{
	return ab_rule_is_lint(waiver->rule) ||
	       (waiver->rule == AB_SENTINEL_NOT_LAST &&
		ab_record_find(cmp->current, AB_ENUM, waiver->entity) &&
		!ab_record_find(cmp->promised, AB_ENUM, waiver->entity));
}

static bool has_version_script(const struct ab_policy *policy)
{
	for (unsigned i = 0; i < policy->n_surfaces; i++)
		if (policy->surfaces[i].n_symbols)
			return true;
	return false;
}

/*
 * Whether it is for what is seen elsewhere: symbols in the linked library, a
 * header that is gone, and its declarations kept, on the include path, an entry
 * that does not compile by itself.
 */
static bool is_for_elsewhere(const struct ab_comparison *cmp, const struct ab_waiver *waiver)
{
	if (strcmp(ab_rule_info(waiver->rule)->clause, "P7") == 0)
		return waiver->rule == AB_SONAME_CHANGED || !has_version_script(cmp->policy);
	if (waiver->rule == AB_ENTRY_NOT_ALONE)
		return true;
	for (size_t i = 0; waiver->rule == AB_HEADER_REMOVED && i < cmp->promised->n_headers; i++) {
		const char *name = cmp->promised->headers[i].name;

		if (ab_pattern_matches(waiver->entity, name) && !ab_has_header(cmp->current, name))
			return true;
	}
	return false;
}

/* Headers older than the record have not broken yet what a later release broke. */
static bool is_before_record(const struct ab_comparison *cmp)
{
	return cmp->release && cmp->promised->release &&
	       ab_release_compare(cmp->release, cmp->promised->release) < 0;
}

static bool is_of_protocols(enum ab_rule rule)
{
	return rule >= AB_PROTOCOL_REMOVED && rule <= AB_WIRE_NAME_CHANGED;
}

/*
 * Whether all is there that a waiver of that rule could be for.  Of two records,
 * either may have been frozen when what it is for had passed already.
 */
static bool is_complete_for(const struct ab_comparison *cmp, enum ab_rule rule)
{
	if (cmp->current->file || is_before_record(cmp))
		return false;
	if (!is_of_protocols(rule))
		return ab_sees_all(cmp->policy, cmp->current);
	for (unsigned i = 0; i < cmp->policy->n_protocols; i++)
		if (!ab_record_find_protocol(cmp->current, cmp->policy->protocols[i].name))
			return false;
	return true;
}

/* Whether it was of use when a release was frozen. */
static bool had_its_use(const struct ab_comparison *cmp, const struct ab_waiver *waiver)
{
	for (size_t i = 0; i < cmp->promised->n_passed; i++) {
		const struct ab_passed *passed = &cmp->promised->passed[i];
		const char *dot = strchr(passed->entity, '.');
		const size_t length = dot ? (size_t)(dot - passed->entity) : strlen(passed->entity);

		if (strcmp(passed->rule, ab_rule_info(waiver->rule)->id) == 0 &&
		    (ab_pattern_matches(waiver->entity, passed->entity) ||
		     ab_waiver_names(waiver, ab_strndup(cmp->arena, passed->entity, length),
				     dot ? dot + 1 : NULL)))
			return true;
	}
	return false;
}

static bool is_past(const struct ab_comparison *cmp, const struct ab_waiver *waiver)
{
	return waiver->until && cmp->waiver_release &&
	       ab_release_compare(cmp->waiver_release, waiver->until) > 0;
}

/* What is wrong with a waiver, one sentence; NULL: nothing that can be told here. */
static const char *fault_of(const struct ab_comparison *cmp, unsigned i)
{
	const struct ab_waiver *waiver = &cmp->policy->waivers[i];
	const struct waiver_use *uses = &cmp->waiver_uses[i];
	const char *which = ab_printf(cmp->arena, "the waiver of %s for '%s'",
				      ab_rule_info(waiver->rule)->id, waiver->entity);

	if (is_past(cmp, waiver))
		return ab_printf(cmp->arena, "%s ended with release %s", which, waiver->until);
	if (uses->other_model && !uses->is_layout_kept && !is_before_record(cmp))
		return ab_printf(cmp->arena,
				 "%s states a layout that the headers no longer have: it is now "
				 "'%s: %llu'",
				 which, uses->other_model,
				 (unsigned long long)uses->other_size_bytes);
	if (uses->is_used || had_its_use(cmp, waiver) || is_for_lint(cmp, waiver) ||
	    is_for_elsewhere(cmp, waiver) || !is_complete_for(cmp, waiver->rule))
		return NULL;
	return ab_printf(cmp->arena, "%s matches nothing", which);
}

static void check_waiver(struct ab_comparison *cmp, unsigned i)
{
	const char *fault = fault_of(cmp, i);

	if (fault)
		ab_say_of_gate(cmp, AB_WAIVER_INVALID, fault)->then = cmp->policy->waivers[i].place;
}

void ab_check_waivers(struct ab_comparison *cmp)
{
	for (unsigned i = 0; i < cmp->policy->n_waivers; i++)
		if (!is_of_protocols(cmp->policy->waivers[i].rule) || cmp->current->n_protocols ||
		    !cmp->policy->n_protocols)
			check_waiver(cmp, i);
}

void ab_check_protocol_waivers(struct ab_comparison *cmp)
{
	for (unsigned i = 0; i < cmp->policy->n_waivers; i++)
		if (is_of_protocols(cmp->policy->waivers[i].rule))
			check_waiver(cmp, i);
}

const char *ab_waiver_release(const char *at_hand, const struct ab_record *promised)
{
	return at_hand || !promised ? at_hand : promised->release;
}
