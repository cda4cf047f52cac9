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
	struct ab_index_entry *entry;

	if (!waiver)
		return NULL;
	cmp->waiver_uses[waiver - cmp->policy->waivers].is_used = true;
	cmp->let_pass =
	    AB_GROW(cmp->arena, cmp->let_pass, cmp->n_let_pass, &cmp->let_pass_capacity);
	cmp->let_pass[cmp->n_let_pass++] = (struct let_pass){promised, member, waiver, is_past, 0};
	entry = ab_index_enter_pair(cmp->arena, &cmp->let_pass_of, promised, NULL, NULL);
	*(entry->at ? &cmp->let_pass[entry->at - 1].next : &entry->stamp) = cmp->n_let_pass;
	entry->at = cmp->n_let_pass;
	return waiver;
}

/* What was let pass of an entity, from the first on; NULL: there is no more. */
static const struct let_pass *first_let_pass(const struct ab_comparison *cmp,
					     const struct ab_entity *promised)
{
	const struct ab_index_entry *found = ab_index_find_pair(&cmp->let_pass_of, promised, NULL);

	return found ? &cmp->let_pass[found->stamp - 1] : NULL;
}

static const struct let_pass *next_let_pass(const struct ab_comparison *cmp,
					    const struct let_pass *let)
{
	return let->next ? &cmp->let_pass[let->next - 1] : NULL;
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

/* What is looked up of waivers, once something asks for it. */
struct ab_waiver_index {
	struct ab_index passed_of; /* in the promised record: the first of an entity ... */
	size_t *next_passed;	  /* ... and the next, 1 more than its index; 0: there is no more */
	struct ab_index passed;	  /* in spaces by rule: entities, and members alone */
	struct ab_patterns types; /* that waivers with layouts are for */
	unsigned *waivers;	  /* which they are */
};

/* Members come after their entity: "foo.bar". */
static size_t length_of_entity(const char *name)
{
	return strcspn(name, ".");
}

static void know_passed(const struct ab_comparison *cmp, struct ab_waiver_index *index)
{
	const struct ab_record *promised = cmp->promised;

	index->next_passed = AB_NEW_ARRAY(cmp->arena, size_t, promised->n_passed);
	for (size_t i = promised->n_passed; i-- > 0;) {
		const struct ab_passed *passed = &promised->passed[i];
		const size_t length = length_of_entity(passed->entity);
		const unsigned rule = (unsigned)ab_rule_find(passed->rule);
		const char *entity = ab_strndup(cmp->arena, passed->entity, length);
		struct ab_index_entry *entry =
		    ab_index_enter(cmp->arena, &index->passed_of, 0, entity, NULL);

		index->next_passed[i] = entry->at;
		entry->at = i + 1;
		ab_index_enter(cmp->arena, &index->passed, rule, passed->entity, NULL);
		ab_index_enter(cmp->arena, &index->passed, rule, entity, NULL);
		if (passed->entity[length])
			ab_index_enter(cmp->arena, &index->passed, rule,
				       passed->entity + length + 1, NULL);
	}
}

static void know_layouts(const struct ab_comparison *cmp, struct ab_waiver_index *index)
{
	const struct ab_policy *policy = cmp->policy;
	const char **types = AB_NEW_ARRAY(cmp->arena, const char *, policy->n_waivers);
	size_t n = 0;

	index->waivers = AB_NEW_ARRAY(cmp->arena, unsigned, policy->n_waivers);
	for (unsigned i = 0; i < policy->n_waivers; i++) {
		const struct ab_waiver *waiver = &policy->waivers[i];

		if (!waiver->n_layouts)
			continue;
		index->waivers[n] = i;
		types[n++] =
		    ab_strndup(cmp->arena, waiver->entity, length_of_entity(waiver->entity));
	}
	index->types = ab_patterns_of(cmp->arena, types, n);
}

static const struct ab_waiver_index *waiver_index(struct ab_comparison *cmp)
{
	if (!cmp->waiver_index) {
		cmp->waiver_index = AB_NEW(cmp->arena, struct ab_waiver_index);
		know_passed(cmp, cmp->waiver_index);
		know_layouts(cmp, cmp->waiver_index);
	}
	return cmp->waiver_index;
}

/* Whether the record knows what was promised before that was let pass. */
static bool is_kept_for(const struct ab_entity *promised, const struct ab_passed *passed)
{
	return promised->before && ab_release_compare(promised->before, passed->release) <= 0;
}

bool ab_is_before_passed(struct ab_comparison *cmp, const struct ab_entity *promised)
{
	const struct ab_waiver_index *index;
	const struct ab_index_entry *first;

	if (!cmp->release || !cmp->promised->n_passed)
		return false;
	index = waiver_index(cmp);
	first =
	    ab_index_find_n(&index->passed_of, 0, promised->name, length_of_entity(promised->name));
	for (size_t at = first ? first->at : 0; at; at = index->next_passed[at - 1]) {
		const struct ab_passed *passed = &cmp->promised->passed[at - 1];
		const size_t length = strlen(promised->name);

		if (strncmp(passed->entity, promised->name, length) == 0 &&
		    !is_let_in(passed->rule) &&
		    (!passed->entity[length] || passed->entity[length] == '.') &&
		    ab_release_compare(cmp->release, passed->release) < 0 &&
		    !is_kept_for(promised, passed))
			return true;
	}
	return false;
}

bool ab_had_its_use(struct ab_comparison *cmp, const struct ab_waiver *waiver)
{
	if (!ab_is_pattern(waiver->entity))
		return cmp->promised->n_passed &&
		       ab_index_find(&waiver_index(cmp)->passed, waiver->rule, waiver->entity);
	for (size_t i = 0; i < cmp->promised->n_passed; i++) {
		const struct ab_passed *passed = &cmp->promised->passed[i];
		const size_t length = length_of_entity(passed->entity);

		if (strcmp(passed->rule, ab_rule_info(waiver->rule)->id) == 0 &&
		    (ab_pattern_matches(waiver->entity, passed->entity) ||
		     ab_waiver_names(waiver, ab_strndup(cmp->arena, passed->entity, length),
				     passed->entity[length] ? passed->entity + length + 1 : NULL)))
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

	for (const struct let_pass *let = first_let_pass(cmp, promised); let;
	     let = next_let_pass(cmp, let))
		if (sizes_of(cmp, let->waiver, now, &accepted, &is) && accepted == is)
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

/* Which of several is to state the layout: one that does so, one whose change always moves members. */
static int fitness(const struct ab_waiver *waiver)
{
	const enum ab_rule rule = waiver->rule;

	return waiver->n_layouts ? 2
				 : rule == AB_STRUCT_FIELD_ADDED || rule == AB_STRUCT_FIELD_REMOVED;
}

const char *ab_lacking_layout(const struct ab_comparison *cmp, const struct ab_entity *promised,
			      const struct ab_aggregate *now)
{
	const struct ab_waiver *waiver = NULL;

	for (const struct let_pass *let = first_let_pass(cmp, promised); let;
	     let = next_let_pass(cmp, let))
		if (!let->is_past && (!waiver || fitness(let->waiver) > fitness(waiver)))
			waiver = let->waiver;
	return waiver ? lacking(cmp, waiver, now) : NULL;
}

static void note_layout(struct ab_comparison *cmp, const struct ab_waiver *waiver,
			const struct ab_aggregate *now)
{
	struct waiver_use *const uses = &cmp->waiver_uses[waiver - cmp->policy->waivers];
	uint64_t accepted, is;

	if (!waiver->n_layouts || !sizes_of(cmp, waiver, now, &accepted, &is))
		return;
	if (accepted == is) {
		uses->is_layout_kept = true;
	} else {
		uses->other_model = model_at_hand(cmp);
		uses->other_size_bytes = is;
	}
}

struct noting {
	struct ab_comparison *cmp;
	const struct ab_aggregate *now;
	const char *type;
};

/* Notes what each waiver that is for the type says, and is meant nowhere. */
static bool note_each(const void *context, size_t i)
{
	const struct noting *noting = context;
	const struct ab_waiver_index *index = noting->cmp->waiver_index;

	if (ab_pattern_matches(index->types.items[i], noting->type))
		note_layout(noting->cmp, &noting->cmp->policy->waivers[index->waivers[i]],
			    noting->now);
	return false;
}

/* Of those that are for the type or a member of it ("foo.bar"), or let something of it pass. */
void ab_note_layouts(struct ab_comparison *cmp, const struct ab_entity *promised,
		     const struct ab_aggregate *now)
{
	const struct noting noting = {cmp, now, promised->name};

	if (!cmp->policy->n_waivers)
		return;
	ab_patterns_find(&waiver_index(cmp)->types, promised->name, note_each, &noting);
	for (const struct let_pass *let = first_let_pass(cmp, promised); let;
	     let = next_let_pass(cmp, let))
		note_layout(cmp, let->waiver, now);
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
