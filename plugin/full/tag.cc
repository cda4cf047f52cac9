/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tag.cc - from tags and typedefs to entities.
 *
 * A struct, union or enum is known by its typedef (doc/architecture.md).  Which typedef
 * that is can be told at the end of the parse only; then the types of all
 * entities are gone through once more to call each tag by that name.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"

static struct {
	tree *items;
	size_t count, capacity;
} public_typedefs, public_tags;

/* Targets of typedefs as first declared: C forgets them when the typedef is repeated. */
static struct ab_record *first_typedefs;

static void keep(tree **items, size_t *count, size_t *capacity, tree item)
{
	*items = AB_GROW(collector.arena, *items, *count, capacity);
	(*items)[(*count)++] = item;
}

void tag_take(tree decl)
{
	keep(&public_tags.items, &public_tags.count, &public_tags.capacity, decl);
}

void tag_take_typedef(tree decl)
{
	keep(&public_typedefs.items, &public_typedefs.count, &public_typedefs.capacity, decl);
}

void tag_note_typedef(tree decl)
{
	struct ab_entity *entity;

	if (!DECL_ORIGINAL_TYPE(decl) || !DECL_NAME(decl))
		return;
	if (!first_typedefs)
		first_typedefs = ab_record_new(collector.arena);
	entity = ab_record_add(first_typedefs, AB_TYPEDEF, decl_name(decl));
	if (!entity)
		return;
	entity->type = type_of(DECL_ORIGINAL_TYPE(decl));
	entity->place = DECL_SOURCE_LOCATION(decl);
}

static bool is_promised_type(const char *name)
{
	static const enum ab_kind kinds[] = {AB_TYPEDEF, AB_STRUCT, AB_UNION, AB_ENUM};

	for (size_t i = 0; collector.promised && i < ARRAY_SIZE(kinds); i++)
		if (ab_record_find(collector.promised, kinds[i], name))
			return true;
	return false;
}

/*
 * A user who repeats a typedef takes its place along.  C++ and a precompiled
 * header tell nothing of the first place; only the header's text does, if the
 * compiler has found that both are one.
 */
location_t tag_place_of_typedef(tree decl)
{
	const location_t where = DECL_SOURCE_LOCATION(decl);
	const struct ab_entity *first =
	    first_typedefs ? ab_record_find(first_typedefs, AB_TYPEDEF, decl_name(decl)) : NULL;

	if (place_is_public(where) || !place_is_users(where))
		return where;
	if (first)
		return (location_t)first->place;
	if (!seen_error() && is_promised_type(decl_name(decl)) &&
	    (is_cplusplus() || place_has_unopened()))
		return text_find_word(decl_name(decl));
	return where;
}

void tag_resume_typedef(const struct ab_entity *promised, location_t where)
{
	struct ab_entity *entity;

	if (!first_typedefs)
		first_typedefs = ab_record_new(collector.arena);
	entity = ab_record_add(first_typedefs, AB_TYPEDEF, promised->name);
	if (!entity)
		return;
	entity->type = promised->type
			   ? promised->type
			   : ab_type_named(collector.arena, AB_TYPE_TYPEDEF, promised->name, 0);
	entity->place = where;
}

/* ---- which typedef names which tag ---- */

/* Whether C has forgotten that a typedef, said twice, was declared by another one. */
static bool was_by_another(tree decl)
{
	const struct ab_entity *first =
	    first_typedefs ? ab_record_find(first_typedefs, AB_TYPEDEF, decl_name(decl)) : NULL;

	return !DECL_ORIGINAL_TYPE(decl) && first && first->type->kind == AB_TYPE_TYPEDEF &&
	       strcmp(first->type->name, first->name) != 0;
}

/* The struct, union or enum that a typedef names directly, or NULL_TREE. */
static tree named_by(tree decl)
{
	tree type = DECL_ORIGINAL_TYPE(decl) ? DECL_ORIGINAL_TYPE(decl) : TREE_TYPE(decl);
	tree through = TYPE_NAME(type);

	if (was_by_another(decl))
		return NULL_TREE;
	if (!facts_has_identity(type) || TYPE_QUALS(type))
		return NULL_TREE;
	if (through && TREE_CODE(through) == TYPE_DECL && through != decl &&
	    !DECL_ARTIFICIAL(through))
		return NULL_TREE; /* by another typedef */
	type = TYPE_MAIN_VARIANT(type);
	/* "typedef struct timeval foo": somebody else's struct, by another name */
	if (tag_of(type) && tag_of(type)[0] != '_' && COMPLETE_TYPE_P(type) &&
	    TYPE_STUB_DECL(type) && !place_is_public(facts_definition(type)))
		return NULL_TREE;
	return type;
}

/* Whether the typedef is the natural one for the tag: equal to it less its underscores. */
static bool is_natural_name(const char *name, const char *tag)
{
	if (!tag)
		return false;
	while (*tag == '_')
		tag++;
	return !strcmp(name, tag);
}

/* Of two typedefs of one type, whether the first is rather its name. */
static bool is_rather(tree a, tree b, tree type)
{
	const char *tag = tag_of(type);
	const bool natural_a = is_natural_name(decl_name(a), tag);
	const bool natural_b = is_natural_name(decl_name(b), tag);

	if (natural_a != natural_b)
		return natural_a;
	if ((TYPE_NAME(type) == a) != (TYPE_NAME(type) == b))
		return TYPE_NAME(type) == a;
	return strcmp(decl_name(a), decl_name(b)) < 0;
}

/* A typedef of one surface for a type of another is no name that the other can count on. */
static bool is_of_other_surface(tree decl, tree type)
{
	const struct source_file *here = place_file(tag_place_of_typedef(decl));
	const struct source_file *there = place_file(facts_definition(type));

	return here && there && there->is_public && here->surface != there->surface &&
	       !is_natural_name(decl_name(decl), tag_of(type));
}

static hash_map<tree, tree> *identities; /* type -> the typedef that names it */

static void choose_identities(void)
{
	for (size_t i = 0; i < public_typedefs.count; i++) {
		tree decl = public_typedefs.items[i], type = named_by(decl);
		bool is_there;

		if (!type || is_of_other_surface(decl, type))
			continue;
		tree &chosen = identities->get_or_insert(type, &is_there);
		if (!is_there || is_rather(decl, chosen, type))
			chosen = decl;
	}
}

/* ---- tags and typedefs as entities ---- */

static enum ab_kind kind_of(tree type)
{
	return TREE_CODE(type) == ENUMERAL_TYPE ? AB_ENUM
	       : TREE_CODE(type) == UNION_TYPE	? AB_UNION
						: AB_STRUCT;
}

static void take_enumerator(struct ab_enumerator *to, tree entry)
{
	tree decl;

	to->name = IDENTIFIER_POINTER(TREE_PURPOSE(entry));
	int_of(TREE_VALUE(entry), &to->value);
	decl = TREE_CODE(TREE_VALUE(entry)) == CONST_DECL ? TREE_VALUE(entry)
							  : names_find_enumerator(to->name);
	if (!decl)
		return;
	to->place = DECL_SOURCE_LOCATION(decl);
	to->is_unavailable = is_unavailable(decl);
}

/* The enumerators that have names of their own; returns how many. */
static unsigned take_enumerators(tree type, struct ab_enumerator **all)
{
	unsigned n = 0;

	*all = AB_NEW_ARRAY(collector.arena, struct ab_enumerator,
			    (unsigned)list_length(TYPE_VALUES(type)));
	for (tree entry = TYPE_VALUES(type); entry; entry = TREE_CHAIN(entry)) {
		struct ab_enumerator one = {};

		take_enumerator(&one, entry);
		if (!made_note(one.name, (location_t)one.place))
			(*all)[n++] = one;
	}
	return n;
}

static void take_enum(struct ab_entity *entity, tree type)
{
	const struct ab_enumerator *sentinel;

	entity->is_incomplete = !TYPE_VALUES(type);
	/* "enum foo : short;" has its type already */
	if (collector.model >= 0 && COMPLETE_TYPE_P(type))
		entity->enum_type[collector.model] = integer_of(type);
	if (entity->is_incomplete)
		return;
	entity->n_enumerators = take_enumerators(type, &entity->enumerators);
	sentinel = ab_policy_sentinel(collector.policy, entity->enumerators, entity->n_enumerators);
	entity->sentinel = sentinel ? sentinel->name : NULL;
	entity->has_open_sentinel = sentinel && !collector.is_for_lints &&
				    stretch_is_unguarded((location_t)sentinel->place);
	ab_record_index_enumerators(collector.record, entity);
}

static void note_typedef_header(struct ab_entity *entity)
{
	const char *header = place_header((location_t)entity->typedef_place);

	if (header && entity->header && strcmp(header, entity->header))
		entity->typedef_header = header;
}

static void add_tagged(tree type, tree named)
{
	const char *tag = tag_of(type);
	const enum ab_kind kind = kind_of(type);
	const location_t where = facts_definition(type);
	const bool is_defined =
	    place_is_public(where) && (COMPLETE_TYPE_P(type) || TREE_CODE(type) == ENUMERAL_TYPE);
	const char *name =
	    named ? decl_name(named) : ab_printf(collector.arena, "%s %s", ab_kind_word(kind), tag);
	struct ab_entity *entity = ab_record_add(collecting(), kind, name);

	if (!entity)
		return;
	entity->is_tag_only = !named;
	entity->typedef_place = named ? tag_place_of_typedef(named) : 0;
	place_entity(entity, is_defined || !named ? where : (location_t)entity->typedef_place);
	if (named && entity->typedef_place)
		note_typedef_header(entity);
	if (tag)
		ab_record_set_tag(collector.record, entity, tag);
	if (kind == AB_ENUM && is_defined)
		take_enum(entity, type);
	else if (kind == AB_ENUM)
		entity->is_incomplete = true;
	else if (is_defined)
		entity->body = body_of(named ? TREE_TYPE(named) : type);
	if (is_defined)
		attributes_of_tag(entity, named ? TREE_TYPE(named) : type, named);
}

static void add_loose_enumerators(tree type)
{
	struct ab_enumerator *all;
	const unsigned n = take_enumerators(type, &all);
	const struct ab_enumerator *const sentinel =
	    n ? ab_policy_sentinel(collector.policy, all, n) : NULL;

	for (unsigned i = 0; i < n; i++) {
		struct ab_entity *entity = ab_record_add(collecting(), AB_ENUMERATOR, all[i].name);

		if (!entity)
			continue;
		place_entity(entity, (location_t)all[i].place);
		entity->value.kind = AB_VALUE_INTEGER;
		entity->value.integer = all[i].value;
		entity->is_sentinel = &all[i] == sentinel;
		attributes_of_enumerator(entity, all[i].is_unavailable);
	}
}

static bool is_defined_in_promise(const char *tag)
{
	const struct ab_entity *then =
	    collector.promised && tag ? ab_record_find_tag(collector.promised, tag) : NULL;

	return then && then->is_tag_only;
}

/*
 * A tag that no typedef names.  One that is only mentioned promises nothing of
 * its own, and is of interest where it was more than that.
 */
static void add_tag(tree decl)
{
	tree type = TYPE_MAIN_VARIANT(TREE_TYPE(decl));

	if (!facts_has_identity(type) || identities->get(type))
		return;
	if (is_cplusplus() && TREE_CODE(type) == ENUMERAL_TYPE && SCOPED_ENUM_P(type))
		return;
	if (tag_of(type) && (COMPLETE_TYPE_P(type) || TREE_CODE(type) == ENUMERAL_TYPE ||
			     is_defined_in_promise(tag_of(type))))
		add_tagged(type, NULL_TREE);
	else if (!tag_of(type) && TREE_CODE(type) == ENUMERAL_TYPE)
		add_loose_enumerators(type);
}

static void add_typedef(tree decl)
{
	tree type = named_by(decl);
	tree *chosen = type ? identities->get(type) : NULL;
	struct ab_entity *entity;
	const struct ab_entity *first =
	    first_typedefs ? ab_record_find(first_typedefs, AB_TYPEDEF, decl_name(decl)) : NULL;

	if (chosen && *chosen == decl) {
		add_tagged(type, decl);
		return;
	}
	if (ab_record_hides(collecting(), decl_name(decl)) || keyword_of_c(decl_name(decl)))
		return;
	entity = ab_record_add(collecting(), AB_TYPEDEF, decl_name(decl));
	if (!entity)
		return;
	place_entity(entity, tag_place_of_typedef(decl));
	attributes_of_typedef(entity, decl);
	if (DECL_ORIGINAL_TYPE(decl))
		entity->type = type_of(DECL_ORIGINAL_TYPE(decl));
	else
		entity->type = first ? first->type : type_of(TYPE_MAIN_VARIANT(TREE_TYPE(decl)));
}

/* ---- tags by their identities, everywhere ---- */

/* "typedef struct {...} foo, *foo_ptr": C does not call the second by the first's name. */
static void name_unnamed(struct ab_type *node, tree type)
{
	tree *chosen = identities->get(type);

	if (!chosen)
		return;
	node->kind = AB_TYPE_TYPEDEF;
	node->name = decl_name(*chosen);
	node->body = NULL;
}

static bool is_too_deep; /* something in the entity that is gone through */

static void rename_in_body(struct ab_aggregate *body);

static void rename_in(const struct ab_type *spelled)
{
	struct ab_type *type = (struct ab_type *)spelled;
	const struct ab_entity *entity = NULL;

	if (!type)
		return;
	is_too_deep |= type_is_too_deep(type);
	if (type->kind == AB_TYPE_STRUCT || type->kind == AB_TYPE_UNION ||
	    type->kind == AB_TYPE_ENUM) {
		if (type->name)
			entity = ab_record_find_tag(collector.record, type->name);
		if (entity && !entity->is_tag_only) {
			type->kind = AB_TYPE_TYPEDEF;
			type->name = entity->name;
			type->is_spelled_by_tag = true;
		}
	}
	rename_in(type->of);
	for (unsigned i = 0; i < type->n_params; i++)
		rename_in(type->params[i].type);
	if (type->body)
		rename_in_body(type->body);
}

static void rename_in_body(struct ab_aggregate *body)
{
	for (unsigned i = 0; i < body->n_fields; i++)
		rename_in(body->fields[i].type);
}

/* What is neither promised nor to be recorded may be as deep as it likes. */
static bool is_kept(const struct ab_entity *entity)
{
	return collector.is_written ||
	       (collector.promised &&
		ab_record_find(collector.promised, entity->kind, entity->name));
}

static void rename_in_entity(const struct ab_entity *entity)
{
	is_too_deep = false;
	rename_in(entity->type);
	if (entity->body)
		rename_in_body(entity->body);
	if (!is_too_deep || !is_kept(entity))
		return;
	error_at((location_t)entity->place,
		 "the type of %qs is nested too deeply: a record holds at most %d levels of "
		 "pointers, arrays, functions and structs, and %d of these and of names in all",
		 entity->name, AB_TYPE_LEVELS_MAX, AB_TYPE_PARTS_MAX);
	collector.is_incomplete = true;
}

static void check_typedefs(const struct ab_entity *entity)
{
	if (!ab_typedef_is_far(collector.record, entity) || !is_kept(entity))
		return;
	error_at((location_t)entity->place,
		 "typedef %qs stands on more than %d typedefs, one behind the other", entity->name,
		 AB_TYPEDEFS_MAX);
	collector.is_incomplete = true;
}

static void rename_tags(void)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++) {
		const struct ab_entities *of = &collector.record->of[kind];

		for (size_t i = 0; i < of->count; i++)
			rename_in_entity(of->items[i]);
	}
	for (size_t i = 0; i < collector.record->of[AB_TYPEDEF].count; i++)
		check_typedefs(collector.record->of[AB_TYPEDEF].items[i]);
}

/* ---- the way ---- */

void tag_start_sweep(void)
{
	public_typedefs.count = public_tags.count = 0;
	identities = new hash_map<tree, tree>;
	type_note_unnamed();
}

void tag_finish_sweep(void)
{
	choose_identities();
	for (size_t i = 0; i < public_typedefs.count; i++)
		add_typedef(public_typedefs.items[i]);
	for (size_t i = 0; i < public_tags.count; i++)
		add_tag(public_tags.items[i]);
	type_each_unnamed(name_unnamed);
	rename_tags();
}
