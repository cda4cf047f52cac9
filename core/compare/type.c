/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * type.c - whether two types are the same promise (doc/architecture.md, "What counts as what").
 *
 * Each side's names are looked up in its own record.  A name that both sides
 * spell is the same thing on both: what became of it is that entity's own
 * finding, not one for everything that mentions it.
 */
#include "comparison.h"

#include <string.h>

static bool is_tagged(const struct ab_type *type)
{
	return type->kind == AB_TYPE_STRUCT || type->kind == AB_TYPE_UNION ||
	       type->kind == AB_TYPE_ENUM;
}

struct walk {
	struct ab_arena *arena;
	const struct ab_record *promised, *current;
	unsigned depth;
};

enum { DEPTH_MAX = 200 };

static enum ab_difference differ(struct walk *walk, const struct ab_type *a,
				 const struct ab_type *b, enum ab_use use);

static enum ab_difference worse(enum ab_difference a, enum ab_difference b)
{
	return a > b ? a : b;
}

/* One name on both sides: what became of what it stands for is its own finding. */
static bool is_shared_name(const struct ab_type *a, const struct ab_type *b)
{
	return a->kind == AB_TYPE_TYPEDEF && b->kind == AB_TYPE_TYPEDEF &&
	       strcmp(a->name, b->name) == 0;
}

static enum ab_difference quals_differ(unsigned a, unsigned b, enum ab_use use)
{
	const unsigned counted = AB_QUAL_CONST | AB_QUAL_VOLATILE;

	if (use != AB_USE_RESULT && (a ^ b) & AB_QUAL_ATOMIC)
		return AB_TYPES_DIFFER;
	return use == AB_USE_OBJECT && (a ^ b) & counted ? AB_QUALIFIERS_DIFFER : AB_SAME;
}

/*
 * One of the two has no prototype, and takes any arguments.  "(void)" may lose it, by which
 * nothing is asked more; "()" may not get one, unless it is the language that has no other.
 */
static bool may_mix(const struct walk *walk, const struct ab_type *a, const struct ab_type *b)
{
	if (b->has_no_prototype)
		return a->n_params == 0;
	return b->n_params == 0 && (b->is_variadic || walk->current->has_only_prototypes);
}

static enum ab_difference functions_differ(struct walk *walk, const struct ab_type *a,
					   const struct ab_type *b)
{
	enum ab_difference found;

	if (a->has_no_prototype != b->has_no_prototype
		? !may_mix(walk, a, b)
		: a->n_params != b->n_params || a->is_variadic != b->is_variadic)
		return AB_TYPES_DIFFER;
	if (!a->convention != !b->convention ||
	    (a->convention && strcmp(a->convention, b->convention) != 0))
		return AB_TYPES_DIFFER;
	found = differ(walk, a->of, b->of, AB_USE_RESULT);
	for (unsigned i = 0; i < a->n_params; i++)
		found = worse(found,
			      differ(walk, a->params[i].type, b->params[i].type, AB_USE_PARAMETER));
	return found;
}

static bool is_same_width(const struct ab_field *a, const struct ab_field *b)
{
	return a->bit_width == b->bit_width;
}

static const struct ab_field *member_named(const struct ab_aggregate *body, const char *name)
{
	for (unsigned i = 0; i < body->n_fields; i++)
		if (body->fields[i].name && strcmp(body->fields[i].name, name) == 0)
			return &body->fields[i];
	return NULL;
}

/* Unnamed bodies: member by member; a union's in any order, and it may have gained some. */
static enum ab_difference bodies_differ(struct walk *walk, const struct ab_aggregate *a,
					const struct ab_aggregate *b)
{
	enum ab_difference found = AB_SAME;

	if (a->is_union != b->is_union || (!a->is_union && a->n_fields != b->n_fields))
		return AB_TYPES_DIFFER;
	for (unsigned i = 0; i < a->n_fields; i++) {
		const struct ab_field *left = &a->fields[i];
		const struct ab_field *right = a->is_union && left->name
						   ? member_named(b, left->name)
					       : i < b->n_fields ? &b->fields[i]
								 : NULL;

		if (!right || !left->name != !right->name || !is_same_width(left, right) ||
		    (left->name && strcmp(left->name, right->name) != 0))
			return AB_TYPES_DIFFER;
		found = worse(found, differ(walk, left->type, right->type, AB_USE_OBJECT));
	}
	return found;
}

/*
 * Whether an enum may be one that had no name: its enumerators stood for themselves, and
 * are what they were.  One that is new must not widen it.
 */
static bool was_unnamed(const struct ab_record *promised, const struct ab_entity *entity)
{
	bool has_one = false, is_signed = false, is_new_signed = false;

	for (unsigned i = 0; i < entity->n_enumerators; i++) {
		const struct ab_enumerator *now = &entity->enumerators[i];
		const struct ab_entity *then = ab_record_find(promised, AB_ENUMERATOR, now->name);

		if (ab_record_find_enumerator(promised, now->name, NULL) ||
		    (then && ab_int_compare(then->value.integer, now->value) != 0))
			return false;
		has_one |= then != NULL;
		is_signed |= then && now->value.is_negative;
		is_new_signed |= !then && now->value.is_negative;
		if (!then && now->value.magnitude > INT32_MAX)
			return false;
	}
	return has_one && (is_signed || !is_new_signed);
}

static enum ab_difference tags_differ(struct walk *walk, const struct ab_type *a,
				      const struct ab_entity *entity_a, const struct ab_type *b,
				      const struct ab_entity *entity_b)
{
	if (entity_a && entity_b && ab_counterpart(entity_a, walk->current) == entity_b)
		return AB_SAME;
	if (entity_a && entity_b)
		return AB_TYPES_DIFFER;
	/* an unnamed type that has got a name: nobody could have said the old one */
	if (a->body && entity_b && entity_b->body)
		return bodies_differ(walk, a->body, entity_b->body);
	if (a->kind == AB_TYPE_ENUM && !a->name && entity_b && entity_b->kind == AB_ENUM)
		return was_unnamed(walk->promised, entity_b) ? AB_SAME : AB_TYPES_DIFFER;
	/* one may be a typedef name of a record, see below */
	if (!is_tagged(a) || a->kind != b->kind)
		return AB_TYPES_DIFFER;
	if (a->name && b->name)
		return strcmp(a->name, b->name) == 0 ? AB_SAME : AB_TYPES_DIFFER;
	if (a->name || b->name)
		return AB_TYPES_DIFFER;
	if (a->body && b->body)
		return bodies_differ(walk, a->body, b->body);
	return !a->body == !b->body ? AB_SAME : AB_TYPES_DIFFER;
}

static bool has_kind_of(const struct ab_type *type, const struct ab_entity *entity)
{
	return entity->kind == (type->kind == AB_TYPE_STRUCT  ? AB_STRUCT
				: type->kind == AB_TYPE_UNION ? AB_UNION
							      : AB_ENUM);
}

/*
 * A type by its identity on one side and by its bare tag, as from elsewhere, on
 * the other: a typedef for it was added, or stands in a header not seen here.
 * behind: what the tag stands for where that is known; then another kind is said of the type.
 */
static bool is_tag_of(const struct ab_type *bare, const struct ab_entity *behind,
		      const struct ab_entity *entity)
{
	return entity && is_tagged(bare) && bare->name && entity->tag &&
	       strcmp(bare->name, entity->tag) == 0 && (behind || has_kind_of(bare, entity));
}

/* "struct timeval" and what is called so by a typedef from elsewhere: "16 bytes, aligned to 8". */
static bool may_be_aggregate(const struct ab_record *record, const char *name)
{
	const struct ab_external *external = ab_record_find_external(record, name);

	for (unsigned i = 0; external && i < record->n_models; i++)
		if (external->stands_for[i] && !strstr(external->stands_for[i], " bytes, "))
			return false;
	return true;
}

/*
 * A typedef from elsewhere, of which nothing but its name is known here, and the
 * tag of that name: "AVFrame" and "struct AVFrame", "GObject" and "struct _GObject".
 */
static bool is_called_as_tag(const struct ab_record *record, const struct ab_type *name,
			     const struct ab_type *tagged, const struct ab_entity *entity)
{
	const char *tag = tagged->name;

	/* a struct with a body is the library's own */
	return !(entity && entity->body) && name->kind == AB_TYPE_TYPEDEF &&
	       (tagged->kind == AB_TYPE_STRUCT || tagged->kind == AB_TYPE_UNION) && tag &&
	       strcmp(tag + (tag[0] == '_' && name->name[0] != '_'), name->name) == 0 &&
	       may_be_aggregate(record, name->name);
}

static enum ab_difference derived_differ(struct walk *walk, const struct ab_type *a,
					 const struct ab_type *b, enum ab_use use)
{
	if (a->kind != b->kind)
		return AB_TYPES_DIFFER;
	switch (a->kind) {
	case AB_TYPE_POINTER:
		return differ(walk, a->of, b->of, AB_USE_OBJECT);
	case AB_TYPE_ARRAY:
	case AB_TYPE_VECTOR:
		if (a->count != b->count)
			return AB_TYPES_DIFFER;
		return differ(walk, a->of, b->of, use);
	case AB_TYPE_FUNCTION:
		return functions_differ(walk, a, b);
	default: /* basic types, names from elsewhere */
		return strcmp(a->name, b->name) == 0 ? AB_SAME : AB_TYPES_DIFFER;
	}
}

/* A typedef of that name, which the header leaves out where bool is a keyword. */
static bool is_bool_left_out(const struct walk *walk, const struct ab_type *a,
			     const struct ab_type *b)
{
	return walk->current->has_bool_word && a->kind == AB_TYPE_TYPEDEF &&
	       strcmp(a->name, "bool") == 0 && b->kind == AB_TYPE_BASIC &&
	       strcmp(b->name, "_Bool") == 0 && ab_record_hides(walk->current, "bool");
}

/* The other way round: it was a keyword at the freeze, and an older C has the header's typedef. */
static bool is_bool_stand_in(const struct walk *walk, const struct ab_type *a,
			     const struct ab_type *b)
{
	return walk->current->has_bool_stand_in && a->kind == AB_TYPE_BASIC &&
	       strcmp(a->name, "_Bool") == 0 && b->kind == AB_TYPE_TYPEDEF &&
	       strcmp(b->name, "bool") == 0;
}

static enum ab_difference differ(struct walk *walk, const struct ab_type *a,
				 const struct ab_type *b, enum ab_use use)
{
	const struct ab_entity *entity_a, *entity_b;
	enum ab_difference quals, types;

	if (is_shared_name(a, b) || is_bool_left_out(walk, a, b) || is_bool_stand_in(walk, a, b))
		return quals_differ(a->quals, b->quals, use);
	if (++walk->depth > DEPTH_MAX) {
		walk->depth--;
		return AB_TYPES_DIFFER;
	}
	a = ab_type_resolve(walk->promised, a, walk->arena, &entity_a);
	b = ab_type_resolve(walk->current, b, walk->arena, &entity_b);
	quals = quals_differ(a->quals, b->quals, use);
	if (is_tag_of(b, entity_b, entity_a) || is_tag_of(a, entity_a, entity_b) ||
	    (!entity_a && is_called_as_tag(walk->promised, a, b, entity_b)) ||
	    (!entity_b && is_called_as_tag(walk->current, b, a, entity_a)))
		types = AB_SAME;
	else if (entity_a || entity_b || is_tagged(a) || is_tagged(b))
		types = tags_differ(walk, a, entity_a, b, entity_b);
	else
		types = derived_differ(walk, a, b, use);
	walk->depth--;
	return worse(quals, types);
}

enum ab_difference ab_types_compare(struct ab_arena *arena, const struct ab_record *promised,
				    const struct ab_type *a, const struct ab_record *current,
				    const struct ab_type *b, enum ab_use use)
{
	struct walk walk = {arena, promised, current, 0};

	return differ(&walk, a, b, use);
}

enum ab_difference ab_types_differ(const struct ab_comparison *cmp, const struct ab_type *then,
				   const struct ab_type *now)
{
	return ab_types_compare(cmp->arena, cmp->promised, then, cmp->current, now, AB_USE_OBJECT);
}

enum ab_difference ab_values_differ(const struct ab_comparison *cmp, enum ab_use use,
				    const struct ab_type *then, const struct ab_type *now)
{
	return ab_types_compare(cmp->arena, cmp->promised, then, cmp->current, now, use);
}
