/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compare.c - the order of the comparison, and what could not be checked.
 */
#include "comparison.h"

#include "abiding/protocol.h"

static void each(struct ab_comparison *cmp, enum ab_kind kind,
		 void (*compare)(struct ab_comparison *, const struct ab_entity *))
{
	const struct ab_entities *of = &cmp->promised->of[kind];

	for (size_t i = 0; i < of->count; i++) {
		const struct ab_surface *surface = ab_surface_of(cmp, of->items[i]->header);

		if (surface && surface->promise != AB_PROMISE_NONE)
			compare(cmp, of->items[i]);
	}
}

/* Each that a later release was let change: all are named, as each is not looked at. */
static void note_before_passed(struct ab_comparison *cmp)
{
	struct ab_buf names;

	if (!cmp->n_before_passed)
		return;
	ab_buf_init(&names, cmp->arena);
	for (size_t i = 0; i < cmp->n_before_passed; i++)
		ab_buf_addf(&names, "%s'%s'", i ? ", " : "", cmp->before_passed[i]->name);
	ab_say_of_gate(cmp, AB_NOT_CHECKED,
		       ab_printf(cmp->arena,
				 "%s could not be checked: a waiver let %s change in a later "
				 "release, and these headers are of %s",
				 names.text, cmp->n_before_passed == 1 ? "it" : "them",
				 cmp->release));
}

static void note_gaps(struct ab_comparison *cmp)
{
	const char *off = ab_changed_switch(cmp->policy, cmp->promised, cmp->current);

	if (cmp->current->gap) {
		ab_say_of_gate(cmp, AB_NOT_CHECKED,
			       !off
				   ? cmp->current->gap
				   : ab_printf(cmp->arena,
					       "%s; whether '%s' was defined is not known, so that "
					       "nothing could be checked",
					       cmp->current->gap, off));
		off = NULL;
	}
	if (!cmp->is_layout_comparable && cmp->current->n_models && cmp->promised->n_models)
		ab_say_of_gate(
		    cmp, AB_NOT_CHECKED,
		    ab_printf(cmp->arena,
			      "the record has no layouts for the data model '%s': sizes, "
			      "offsets, bounds and the types of enums could not be "
			      "checked; abiding freeze, with this compiler and these "
			      "options, adds them",
			      cmp->current->models[0]));
	note_before_passed(cmp);
	if (off)
		ab_say_of_gate(
		    cmp, AB_NOT_CHECKED,
		    ab_printf(cmp->arena,
			      "'%s' is %s here and was not when the record was frozen: "
			      "what is missing could not be checked",
			      off,
			      ab_is_macro_defined(cmp->current, off) ? "defined" : "undefined"));
}

/* Looks for a data model that both have among current's from that one on; false: none. */
static bool find_model(struct ab_comparison *cmp, unsigned from)
{
	cmp->then_model = -1;
	cmp->now_model = (int)cmp->current->n_models - 1;
	for (unsigned i = from; i < cmp->current->n_models && cmp->then_model < 0; i++) {
		cmp->then_model = ab_record_find_model(cmp->promised, cmp->current->models[i]);
		if (cmp->then_model >= 0)
			cmp->now_model = (int)i;
	}
	cmp->is_layout_comparable = cmp->then_model >= 0;
	return cmp->is_layout_comparable;
}

static void compare_entities(struct ab_comparison *cmp)
{
	/* constants first: array bounds that change with them are their consequence */
	if (!cmp->current->gap) {
		each(cmp, AB_MACRO, ab_compare_macro);
		each(cmp, AB_FUNCTION_MACRO, ab_compare_function_macro);
	}
	each(cmp, AB_ENUM, ab_compare_enum);
	ab_compare_loose_enumerators(cmp);
	each(cmp, AB_TYPEDEF, ab_compare_typedef);
	each(cmp, AB_STRUCT, ab_compare_aggregate);
	each(cmp, AB_UNION, ab_compare_aggregate);
	each(cmp, AB_FUNCTION, ab_compare_function);
	each(cmp, AB_VARIABLE, ab_compare_variable);
	if (!cmp->current->gap)
		ab_compare_hidden(cmp);
	ab_fold_sizes(cmp);
}

/* What a finding is about, the data model aside. */
static const char *subject_of(const struct ab_comparison *cmp, const struct ab_finding *finding)
{
	return ab_printf(cmp->arena, "%d%s%s\n%s%s", (int)finding->rule, finding->entity ? " " : "",
			 finding->entity ? finding->entity : "", finding->member ? " " : "",
			 finding->member ? finding->member : "");
}

/* Of whole records, what is broken on no data model but that one. */
static void compare_on_model(const struct ab_comparison *first, unsigned model)
{
	struct ab_index said = {NULL, 0, 0};
	struct ab_findings found = {0};
	struct ab_comparison cmp = {
	    .arena = first->arena,
	    .promised = first->promised,
	    .current = first->current,
	    .policy = first->policy,
	    .findings = &found,
	    .release = first->release,
	    .waiver_release = first->waiver_release,
	    .is_guard_defined = first->is_guard_defined,
	    .growths = first->growths,
	    .waiver_uses = first->waiver_uses,
	    .headers = first->headers,
	    .n_headers = first->n_headers,
	    .brought = first->brought,
	    .header_names = first->header_names,
	    .gone_headers = first->gone_headers,
	};

	if (!find_model(&cmp, model) || cmp.now_model != (int)model)
		return;
	compare_entities(&cmp);
	ab_compare_externals(&cmp);
	for (size_t i = 0; i < first->findings->count; i++)
		ab_index_enter(cmp.arena, &said, 0, subject_of(&cmp, &first->findings->items[i]),
			       NULL);
	for (size_t i = 0; i < found.count; i++) {
		struct ab_finding *added;
		bool is_new;

		ab_index_enter(cmp.arena, &said, 0, subject_of(&cmp, &found.items[i]), &is_new);
		if (!is_new)
			continue;
		added = ab_findings_add(cmp.arena, first->findings, found.items[i].rule);
		*added = found.items[i];
		added->message =
		    ab_printf(cmp.arena, "on %s, %s", cmp.current->models[model], added->message);
	}
}

bool ab_comparison_start(struct ab_comparison *cmp)
{
	const struct ab_policy *policy = cmp->policy;

	cmp->waiver_uses = AB_NEW_ARRAY(cmp->arena, struct waiver_use, policy->n_waivers);
	cmp->release = ab_release_at_hand(cmp->arena, policy, cmp->current);
	cmp->waiver_release = ab_waiver_release(cmp->release, cmp->promised);
	cmp->promised = ab_record_as_of(cmp->arena, cmp->promised, cmp->release);
	cmp->is_guard_defined =
	    !policy->sentinel_guard || ab_is_macro_defined(cmp->current, policy->sentinel_guard);
	find_model(cmp, 0);
	ab_growths_find(cmp->arena, cmp->promised, cmp->current, policy, cmp->release,
			&cmp->growths);
	ab_know_headers(cmp);
	return !ab_changed_switch(policy, cmp->promised, cmp->current);
}

void ab_compare_declarations(struct ab_comparison *cmp)
{
	ab_find_gone_headers(cmp);
	compare_entities(cmp);
}

void ab_compare(struct ab_arena *arena, const struct ab_record *promised,
		const struct ab_record *current, const struct ab_policy *policy,
		struct ab_findings *findings)
{
	struct ab_comparison cmp = {
	    .arena = arena,
	    .promised = promised,
	    .current = current,
	    .policy = policy,
	    .findings = findings,
	};

	/* a gap, and said as one */
	if (!ab_comparison_start(&cmp)) {
		note_gaps(&cmp);
		return;
	}
	ab_compare_declarations(&cmp);
	ab_compare_symbols(&cmp);
	ab_compare_symvers(&cmp);
	ab_compare_externals(&cmp);
	for (unsigned i = (unsigned)cmp.now_model + 1; current->file && i < current->n_models; i++)
		compare_on_model(&cmp, i);
	ab_compare_headers(&cmp);
	ab_compare_each_protocol(&cmp);
	note_gaps(&cmp);
	ab_check_waivers(&cmp);
}

void ab_compare_protocols(struct ab_arena *arena, const struct ab_record *promised,
			  const struct ab_record *current, const struct ab_policy *policy,
			  const char *release, struct ab_findings *findings)
{
	struct ab_comparison cmp = {
	    .arena = arena,
	    .promised = promised,
	    .current = current,
	    .policy = policy,
	    .findings = findings,
	    .release = release,
	    .waiver_release = ab_waiver_release(release, promised),
	};

	cmp.waiver_uses = AB_NEW_ARRAY(arena, struct waiver_use, policy->n_waivers);
	ab_compare_each_protocol(&cmp);
	for (size_t i = 0; i < current->n_protocols; i++)
		if (!ab_record_find_protocol(promised, current->protocols[i]->name))
			ab_say_of_gate(
			    &cmp, AB_NOT_CHECKED,
			    ab_printf(arena,
				      "the record has nothing of the protocol '%s', which "
				      "could not be checked; abiding freeze adds it",
				      current->protocols[i]->name));
	ab_check_protocol_waivers(&cmp);
}
