/* SPDX-License-Identifier: GPL-3.0-or-later */
/* resolve.c - what a name stands for (resolve.h). */
#include "abiding/resolve.h"

#include <string.h>

#include "abiding/limits.h"

struct ab_entity *ab_record_find_type(const struct ab_record *record, const char *name)
{
	static const enum ab_kind kinds[] = {AB_TYPEDEF, AB_STRUCT, AB_UNION, AB_ENUM};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct ab_entity *entity = ab_record_find(record, kinds[i], name);

		if (entity)
			return entity;
	}
	return NULL;
}

static bool is_tagged(const struct ab_type *type)
{
	return type->kind == AB_TYPE_STRUCT || type->kind == AB_TYPE_UNION ||
	       type->kind == AB_TYPE_ENUM;
}

/* The entity that a typedef name or tag means in a record, or NULL. */
static const struct ab_entity *entity_of(const struct ab_record *record, const struct ab_type *type)
{
	if (type->kind == AB_TYPE_TYPEDEF)
		return ab_record_find_type(record, type->name);
	if (is_tagged(type) && type->name)
		return ab_record_find_tag(record, type->name);
	return NULL;
}

const struct ab_type *ab_type_resolve(const struct ab_record *record, const struct ab_type *type,
				      struct ab_arena *arena, const struct ab_entity **entity)
{
	const struct ab_entity *found = NULL;

	/* a longer chain is an error, but what is collected may have one for a while */
	for (unsigned steps = 0; steps <= AB_TYPEDEFS_MAX + 1; steps++) {
		found = entity_of(record, type);
		if (!found || found->kind != AB_TYPEDEF)
			break;
		type = type->quals
			   ? ab_type_qualified(arena, found->type, type->quals | found->type->quals)
			   : found->type;
	}
	if (entity)
		*entity = found && found->kind != AB_TYPEDEF ? found : NULL;
	return type;
}

bool ab_typedef_is_far(const struct ab_record *record, const struct ab_entity *entity)
{
	for (unsigned steps = 0; steps <= AB_TYPEDEFS_MAX + 1; steps++) {
		if (!entity || entity->kind != AB_TYPEDEF || !entity->type)
			return false;
		entity = entity_of(record, entity->type);
	}
	return true;
}

static const struct ab_type *type_in_text(struct ab_arena *arena, const struct ab_entity *macro)
{
	struct ab_error ignored;
	struct ab_decl decl;

	if (!macro || macro->value.kind != AB_VALUE_NONE || !macro->text || !*macro->text ||
	    !ab_decl_parse(arena, macro->text, &decl, &ignored) || decl.name || decl.bit_width >= 0)
		return NULL;
	return decl.type;
}

const struct ab_type *ab_type_by_macro(const struct ab_record *record, const char *name,
				       struct ab_arena *arena)
{
	enum { STEPS_MAX = 16 }; /* a macro's own name is not expanded again: no ring ends here */

	for (unsigned step = 0; step < STEPS_MAX; step++) {
		const struct ab_type *type =
		    type_in_text(arena, ab_record_find(record, AB_MACRO, name));

		if (!type || type->kind != AB_TYPE_TYPEDEF ||
		    ab_record_find_type(record, type->name) ||
		    ab_record_find_external(record, type->name))
			return type;
		name = type->name;
	}
	return NULL;
}

/* The struct, union or enum behind a type, NULL: none. */
static const struct ab_entity *entity_behind(const struct ab_record *record,
					     const struct ab_type *type)
{
	const struct ab_entity *behind = NULL;

	if (type)
		ab_type_resolve(record, type, record->arena, &behind);
	return behind;
}

const struct ab_entity *ab_counterpart(const struct ab_entity *entity,
				       const struct ab_record *current)
{
	const struct ab_entity *found = NULL;

	if (!entity->is_tag_only)
		found = ab_record_find_type(current, entity->name);
	/* another typedef of the same type may have become its name */
	if (found && found->kind == AB_TYPEDEF && entity->kind != AB_TYPEDEF) {
		const struct ab_entity *behind = entity_behind(current, found->type);

		if (behind)
			found = behind;
	}
	if (!found && !entity->is_tag_only && entity->kind != AB_TYPEDEF)
		found =
		    entity_behind(current, ab_type_by_macro(current, entity->name, current->arena));
	if (!found && entity->tag && (entity->is_tag_only || entity->tag[0] != '_'))
		found = ab_record_find_tag(current, entity->tag);
	return found;
}
