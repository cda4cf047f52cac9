/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * addition.cc - what is new in public headers, where all else is as promised.
 *
 * Nothing is compared: the record does not mention these names (quick/addition.cc).  The
 * lints see them as in a whole comparison; whatever they find is left to that, which knows
 * everything else that a finding may depend on.  So a doubt here is a finding.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "gcc/handover.h"

void additions_start(struct ab_arena *arena, const struct ab_policy *policy)
{
	collector.arena = arena;
	collector.policy = policy;
}

static void note(void *decl)
{
	decl_note((tree)decl);
}

void additions_note(tree decl)
{
	collect_guarded(note, decl);
}

/* ---- what is promised beside them ---- */

static struct ab_int number_of(const struct additions *additions, const struct ab_image *image,
			       const struct ab_image_row *row)
{
	const struct ab_image_digest *const digest = &additions->digests[row - image->rows];
	struct ab_int number = {};

	number.magnitude = digest->all;
	number.is_negative = digest->unguarded != 0;
	return number;
}

static void promise_enumerators(struct ab_entity *then, const struct additions *additions,
				const struct ab_image *image, const struct grown *grown)
{
	then->enumerators = AB_NEW_ARRAY(collector.arena, struct ab_enumerator,
					 (unsigned)list_length(TYPE_VALUES(grown->type)));
	for (tree entry = TYPE_VALUES(grown->type); entry; entry = TREE_CHAIN(entry)) {
		tree name = TREE_PURPOSE(entry);
		const struct ab_image_row *const row =
		    ab_image_find(image, AB_IMAGE_ENUMERATORS, IDENTIFIER_HASH_VALUE(name),
				  IDENTIFIER_POINTER(name), IDENTIFIER_LENGTH(name));

		if (!row || row->is_new)
			continue;
		then->enumerators[then->n_enumerators].name = IDENTIFIER_POINTER(name);
		then->enumerators[then->n_enumerators++].value = number_of(additions, image, row);
	}
}

static void promise_grown(struct ab_record *promised, const struct additions *additions,
			  const struct ab_image *image, const struct grown *grown)
{
	const char *const name = ab_image_name(image, grown->row);
	struct ab_entity *const then = ab_record_add(
	    promised, AB_ENUM,
	    grown->row->is_tag_only ? ab_printf(collector.arena, "enum %s", name) : name);

	if (!then)
		return;
	then->is_tag_only = grown->row->is_tag_only;
	if (then->is_tag_only)
		ab_record_set_tag(promised, then, name);
	promise_enumerators(then, additions, image, grown);
	ab_record_index_enumerators(promised, then);
}

/* As much of the record as the lints ask for. */
static struct ab_record *promised_beside(const struct additions *additions,
					 const struct ab_image *image)
{
	struct ab_record *const promised = ab_record_new(collector.arena);

	for (size_t i = 0; i < additions->n_grown; i++)
		promise_grown(promised, additions, image, &additions->grown[i]);
	for (size_t i = 0; i < additions->n_loose; i++) {
		const struct ab_image_row *const row = additions->loose[i];
		struct ab_entity *const then =
		    ab_record_add(promised, AB_ENUMERATOR, ab_image_name(image, row));

		if (!then)
			continue;
		then->value.kind = AB_VALUE_INTEGER;
		then->value.integer = number_of(additions, image, row);
	}
	return promised;
}

/* ---- tags that may have a typedef in the record ---- */

static bool body_has_hidden_tag(const struct ab_aggregate *body);

/* Those with an underscore are not promised, and a lint tells who spells them. */
static bool has_hidden_tag(const struct ab_type *type)
{
	if (!type)
		return false;
	if ((type->kind == AB_TYPE_STRUCT || type->kind == AB_TYPE_UNION ||
	     type->kind == AB_TYPE_ENUM) &&
	    type->name && type->name[0] == '_')
		return true;
	for (unsigned i = 0; i < type->n_params; i++)
		if (has_hidden_tag(type->params[i].type))
			return true;
	return has_hidden_tag(type->of) || (type->body && body_has_hidden_tag(type->body));
}

static bool body_has_hidden_tag(const struct ab_aggregate *body)
{
	for (unsigned i = 0; i < body->n_fields; i++)
		if (has_hidden_tag(body->fields[i].type))
			return true;
	return false;
}

static bool mentions_hidden_tag(const struct ab_record *current)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < current->of[kind].count; i++) {
			const struct ab_entity *const entity = current->of[kind].items[i];

			if (has_hidden_tag(entity->type) ||
			    (entity->body && body_has_hidden_tag(entity->body)))
				return true;
		}
	return false;
}

/* ---- the lints ---- */

static void take_linked(const struct ab_record *noted)
{
	static const enum ab_kind kinds[] = {AB_FUNCTION, AB_VARIABLE};

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		for (size_t j = 0; j < noted->of[kinds[i]].count; j++)
			ab_record_add_copy(collecting(), noted->of[kinds[i]].items[j]);
}

/*
 * Switches are as they were promised, or the comparison would have taken over; where one is
 * not, the lints look at nothing.
 */
static void take_conditions(const struct additions *additions, struct ab_record *promised)
{
	const struct ab_policy *const policy = collector.policy;
	const struct sighting *sighting = additions->sightings;

	if (policy->sentinel_guard)
		collect_add_condition(policy->sentinel_guard, sighting++);
	for (size_t i = 0; policy->switches[i]; i++)
		collect_add_condition(policy->switches[i], sighting++);
	promised->conditions = collector.record->conditions;
	promised->n_conditions = collector.record->n_conditions;
}

struct judging {
	const struct ab_image *image;
	const struct additions *additions;
	struct ab_record *noted;    /* what was noted on the way */
	struct ab_record *promised; /* as much as the lints ask for */
	bool is_silent;
};

static void judge(void *context)
{
	struct judging *const judging = (struct judging *)context;
	const struct additions *const additions = judging->additions;
	struct ab_findings findings = {};

	walk_types(additions->types, additions->n_types);
	for (size_t i = 0; i < additions->n_macros; i++)
		macro_take_new(additions->macros[i]);
	text_sweep();
	take_conditions(additions, judging->promised);
	ab_record_sort(collector.record);
	ab_lint(collector.arena, collector.promised, collector.record, collector.policy, &findings);
	judging->is_silent = !findings.count && !mentions_hidden_tag(collector.record);
}

/* On a record of its own. */
static void judge_apart(void *context)
{
	struct judging *const judging = (struct judging *)context;

	judging->noted = collecting();
	collector.record = NULL;
	collector.is_for_lints = true;
	judging->promised = promised_beside(judging->additions, judging->image);
	collector.promised = judging->promised;
	collecting();
	take_linked(judging->noted);
	judge(judging);
}

bool additions_are_silent(const struct ab_image *image, const struct additions *additions)
{
	struct judging judging = {image, additions, NULL, NULL, false};
	const bool is_done = ab_arena_guard(collector.arena, judge_apart, &judging);

	/* what was noted on the way is for the whole comparison, if that follows */
	collector.record = judging.noted;
	collector.promised = NULL;
	collector.is_for_lints = false;
	return is_done && judging.is_silent && !collector.is_out_of_memory;
}
