/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * elsewhere.cc - what a public header declared itself, and now takes from another
 * one, a system header mostly: "#include <stdint.h>" in the place of a typedef uint32_t.
 *
 * Types of which the compiler says that they are what was promised become externals
 * (record.h), for the comparison to hold against the promise; functions become entities.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"

/* Whether it is not the user's own, but of a header that comes along. */
static bool is_from_elsewhere(tree decl)
{
	const location_t where = DECL_SOURCE_LOCATION(decl);

	return where > BUILTINS_LOCATION && !place_is_public(where) &&
	       (in_system_header_at(where) || place_is_taken_in(where));
}

/* ---- types ---- */

static tree member_named(tree type, const char *name)
{
	for (tree field = TYPE_FIELDS(type); field; field = DECL_CHAIN(field))
		if (TREE_CODE(field) == FIELD_DECL && DECL_NAME(field) &&
		    !strcmp(IDENTIFIER_POINTER(DECL_NAME(field)), name))
			return field;
	return NULL_TREE;
}

/* Whether all promised members are there, where they were. */
static bool has_members(tree type, const struct ab_aggregate *body, int model)
{
	if (!RECORD_OR_UNION_TYPE_P(type) || !COMPLETE_TYPE_P(type))
		return false;
	for (unsigned i = 0; i < body->n_fields; i++) {
		const struct ab_field *const field = &body->fields[i];
		tree now = field->name ? member_named(type, field->name) : NULL_TREE;

		if (!now || (model >= 0 && (field->bit_offset.known >> model & 1) &&
			     field->bit_offset.value[model] != (uint64_t)int_bit_position(now)))
			return false;
	}
	return true;
}

/* Another struct of that name: member by member, the comparison tells how it differs. */
static void add_other(const struct ab_entity *then, tree type, tree decl)
{
	const enum ab_kind kind = TREE_CODE(type) == UNION_TYPE ? AB_UNION : AB_STRUCT;
	struct ab_entity *entity;

	if (!RECORD_OR_UNION_TYPE_P(type) || !COMPLETE_TYPE_P(type))
		return;
	entity = ab_record_add(collecting(), kind, then->name);
	if (!entity)
		return;
	entity->place = DECL_SOURCE_LOCATION(decl);
	entity->header = then->header;
	entity->is_tag_only = then->is_tag_only;
	if (tag_of(type))
		ab_record_set_tag(collector.record, entity, tag_of(type));
	entity->body = body_of(type);
}

static void look_at_type(const struct ab_entity *then, int model)
{
	tree decl = then->is_tag_only ? NULL_TREE : names_find_typedef(then->name);
	tree type = then->is_tag_only ? names_find_tag(then->tag)
		    : decl	      ? TREE_TYPE(decl)
				      : NULL_TREE;

	if (then->is_tag_only && type)
		decl = TYPE_STUB_DECL(TYPE_MAIN_VARIANT(type));
	if (!type || !decl || !is_from_elsewhere(decl))
		return;
	if (then->body && !has_members(type, then->body, model))
		add_other(then, type, decl);
	else
		type_note_external(then->name, type);
}

/* ---- functions ---- */

/* The type as it was promised to be spelled, if the compiler takes it for that one. */
static const struct ab_type *as_promised(const struct ab_type *promised, tree type)
{
	const unsigned quals = facts_quals(TYPE_QUALS(type));
	tree decl;

	if (promised->kind == AB_TYPE_POINTER && TREE_CODE(type) == POINTER_TYPE)
		return ab_type_derived(collector.arena, AB_TYPE_POINTER,
				       as_promised(promised->of, TREE_TYPE(type)), 0, quals);
	decl = promised->kind == AB_TYPE_TYPEDEF ? names_find_typedef(promised->name) : NULL_TREE;
	if (decl && TYPE_MAIN_VARIANT(TREE_TYPE(decl)) == TYPE_MAIN_VARIANT(type))
		return ab_type_qualified(collector.arena, promised, quals);
	return ab_type_qualified(collector.arena, type_of(TYPE_MAIN_VARIANT(type)), quals);
}

static const struct ab_type *function_as_promised(const struct ab_type *promised, tree decl)
{
	struct ab_type *made = (struct ab_type *)type_of_function(TREE_TYPE(decl), decl);
	struct ab_param *params = (struct ab_param *)made->params;
	tree arg = TYPE_ARG_TYPES(TREE_TYPE(decl));

	made->of = as_promised(promised->of, TREE_TYPE(TREE_TYPE(decl)));
	for (unsigned i = 0; i < made->n_params && i < promised->n_params;
	     i++, arg = TREE_CHAIN(arg))
		params[i].type = ab_type_of_param(
		    collector.arena, as_promised(promised->params[i].type, TREE_VALUE(arg)));
	return made;
}

static void look_at_function(const struct ab_entity *then)
{
	tree decl = names_find_value(then->name);
	struct ab_entity *entity;

	if (!decl || TREE_CODE(decl) != FUNCTION_DECL || !facts_is_promisable(decl) ||
	    !facts_is_external(decl) || !is_from_elsewhere(decl))
		return;
	/* the C++ library has several in the place of some of C's, such as memchr() */
	if (is_cplusplus() && !DECL_EXTERN_C_P(decl)) {
		ab_record_hide(collector.record, then->name);
		return;
	}
	entity = ab_record_add(collecting(), AB_FUNCTION, then->name);
	if (!entity)
		return;
	entity->place = DECL_SOURCE_LOCATION(decl);
	entity->header = then->header;
	entity->type = function_as_promised(then->type, decl);
	/* what else a system asks of its functions is not the library's to say */
	entity->linkage = then->linkage;
	entity->asm_name = then->asm_name;
	entity->attributes = then->attributes;
	entity->n_attributes = then->n_attributes;
}

/* ---- the sweep ---- */

static bool is_there(const struct ab_entity *then)
{
	static const enum ab_kind types[] = {AB_TYPEDEF, AB_STRUCT, AB_UNION, AB_ENUM};

	if (then->kind == AB_FUNCTION)
		return ab_record_find(collector.record, AB_FUNCTION, then->name);
	for (size_t i = 0; i < ARRAY_SIZE(types); i++)
		if (ab_record_find(collector.record, types[i], then->name))
			return true;
	return then->tag && ab_record_find_tag(collector.record, then->tag);
}

void elsewhere_sweep(void)
{
	static const enum ab_kind kinds[] = {AB_TYPEDEF, AB_STRUCT, AB_UNION, AB_ENUM, AB_FUNCTION};
	const struct ab_record *const promised = collector.promised;
	const int model =
	    promised && collector.model >= 0
		? ab_record_find_model(promised, collector.record->models[collector.model])
		: -1;

	for (size_t k = 0; promised && k < ARRAY_SIZE(kinds); k++)
		for (size_t i = 0; i < promised->of[kinds[k]].count; i++) {
			const struct ab_entity *const then = promised->of[kinds[k]].items[i];

			if (is_there(then))
				continue;
			if (then->kind == AB_FUNCTION)
				look_at_function(then);
			else
				look_at_type(then, model);
		}
}
