/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * collect-decl.cc - from declarations to entities.
 *
 * Functions and variables are taken when they are declared: a definition that
 * follows moves their location out of the header, and may lose the spelling of
 * their types.  Tags, typedefs and enumerators are taken at the end of the
 * parse, when it is known which typedef names which tag; then the types of all
 * entities are gone through once more to call each tag by that name.
 */
#include "gcc-includes.h"
#include "collect.h"

typedef hash_map<nofree_string_hash, tree> names;

static names *enumerators, *typedefs, *tags, *values;

static struct {
	tree *items;
	size_t count, capacity;
} public_typedefs, public_tags;

/* What inline functions in headers declare for themselves: the walk finds it at file scope. */
static struct ab_record *block_externs;

/* Targets of typedefs as first declared: C forgets them when the typedef is repeated. */
static struct ab_record *first_typedefs;

static const char *name_of(tree decl)
{
	return DECL_NAME(decl) ? IDENTIFIER_POINTER(DECL_NAME(decl)) : NULL;
}

static const char *header_of(location_t location)
{
	struct source_file *file = place_file(location);

	return file ? file->logical : NULL;
}

static void set_place(struct ab_entity *entity, location_t location)
{
	entity->place = location;
	entity->header = header_of(location);
}

/* ---- functions and variables ---- */

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct attribute_list {
	const char *items[16];
	unsigned count;
};

static void add_attribute(struct attribute_list *list, const char *text)
{
	for (unsigned i = 0; i < list->count; i++)
		if (!strcmp(list->items[i], text))
			return;
	if (list->count < ARRAY_SIZE(list->items))
		list->items[list->count++] = text;
}

static const char *archetype_of(tree name)
{
	const char *text = TREE_CODE(name) == IDENTIFIER_NODE ? IDENTIFIER_POINTER(name) : "";
	size_t n = strlen(text);

	if (n > 4 && !strncmp(text, "__", 2) && !strcmp(text + n - 2, "__"))
		return ab_strndup(collector.arena, text + 2, n - 4);
	return text;
}

static void add_formats(struct attribute_list *list, tree attributes)
{
	for (tree a = lookup_attribute("format", attributes); a;
	     a = lookup_attribute("format", TREE_CHAIN(a))) {
		tree args = TREE_VALUE(a);

		if (list_length(args) != 3)
			continue;
		add_attribute(
		    list, ab_printf(collector.arena, "format (%s, %d, %d)",
				    archetype_of(TREE_VALUE(args)),
				    (int)tree_to_shwi(TREE_VALUE(TREE_CHAIN(args))),
				    (int)tree_to_shwi(TREE_VALUE(TREE_CHAIN(TREE_CHAIN(args))))));
	}
}

/* All parameters that some nonnull attribute names, as one attribute. */
static void add_nonnull(struct attribute_list *list, tree attributes)
{
	uint64_t positions = 0;
	struct ab_buf text;
	const char *separator = "nonnull (";

	for (tree a = lookup_attribute("nonnull", attributes); a;
	     a = lookup_attribute("nonnull", TREE_CHAIN(a))) {
		if (!TREE_VALUE(a)) {
			add_attribute(list, "nonnull");
			return;
		}
		for (tree arg = TREE_VALUE(a); arg; arg = TREE_CHAIN(arg)) {
			const uint64_t position = tree_to_uhwi(TREE_VALUE(arg));

			if (position < 64)
				positions |= UINT64_C(1) << position;
		}
	}
	if (!positions)
		return;
	ab_buf_init(&text, collector.arena);
	for (int i = 0; i < 64; i++)
		if (positions >> i & 1) {
			ab_buf_addf(&text, "%s%d", separator, i);
			separator = ", ";
		}
	ab_buf_add(&text, ")");
	add_attribute(list, text.text);
}

static void take_contract(struct ab_entity *entity, tree decl)
{
	tree of_type = TYPE_ATTRIBUTES(TREE_TYPE(decl));
	struct attribute_list list = {};
	const char **kept;

	if (fndecl_built_in_p(decl))
		return; /* what GCC itself knows of the function is no promise of the library */
	if (TREE_THIS_VOLATILE(decl))
		add_attribute(&list, "noreturn");
	if (lookup_attribute("warn_unused_result", of_type) ||
	    lookup_attribute("nodiscard", of_type) ||
	    lookup_attribute("nodiscard", DECL_ATTRIBUTES(decl)))
		add_attribute(&list, "warn_unused_result");
	if (lookup_attribute("returns_nonnull", of_type))
		add_attribute(&list, "returns_nonnull");
	if (lookup_attribute("sentinel", of_type))
		add_attribute(&list, "sentinel");
	add_nonnull(&list, of_type);
	add_formats(&list, of_type);
	qsort(list.items, list.count, sizeof *list.items, by_text);
	kept = AB_NEW_ARRAY(collector.arena, const char *, list.count);
	memcpy(kept, list.items, list.count * sizeof *kept);
	entity->attributes = kept;
	entity->n_attributes = list.count;
}

static void take_linkage(struct ab_entity *entity, tree decl)
{
	struct ab_buf words;

	ab_buf_init(&words, collector.arena);
	if (!TREE_PUBLIC(decl))
		ab_buf_add(&words, " static");
	/* gnu_inline is only a body besides the symbol */
	if (TREE_CODE(decl) == FUNCTION_DECL && DECL_DECLARED_INLINE_P(decl) &&
	    !lookup_attribute("gnu_inline", DECL_ATTRIBUTES(decl)))
		ab_buf_add(&words, " inline");
	if (lookup_attribute("weak", DECL_ATTRIBUTES(decl)))
		ab_buf_add(&words, " weak");
	if (lookup_attribute("visibility", DECL_ATTRIBUTES(decl)) &&
	    DECL_VISIBILITY(decl) != VISIBILITY_DEFAULT)
		ab_buf_add(&words, " hidden");
	if (VAR_P(decl) && DECL_THREAD_LOCAL_P(decl))
		ab_buf_add(&words, " thread-local");
	entity->linkage = words.length ? words.text + 1 : NULL;
}

static void take_label(struct ab_entity *entity, tree decl)
{
	if (HAS_DECL_ASSEMBLER_NAME_P(decl) && DECL_ASSEMBLER_NAME_SET_P(decl)) {
		const char *label = IDENTIFIER_POINTER(DECL_ASSEMBLER_NAME(decl));

		entity->asm_name = label[0] == '*' ? label + 1 : NULL;
	}
}

/* Programs may hold a copy of the object (a copy relocation), and so know its size. */
static void take_object_size(struct ab_entity *entity, tree decl)
{
	tree size = TYPE_SIZE_UNIT(TREE_TYPE(decl));

	if (!TREE_PUBLIC(decl) || !size || !tree_fits_uhwi_p(size) || collector.model < 0)
		return;
	entity->object_size.known = UINT32_C(1) << collector.model;
	entity->object_size.value[collector.model] = tree_to_uhwi(size);
}

/* Made up by C for a call of what nobody has declared: C_DECL_IMPLICIT of c-tree.h, which cp-tree.h excludes. */
static bool is_implicit(tree decl)
{
	return !is_cplusplus() && TREE_CODE(decl) == FUNCTION_DECL && DECL_LANG_FLAG_2(decl);
}

/* A function or variable that is the library's to promise, and spelled in C. */
static bool is_candidate(tree decl)
{
	struct source_file *file;

	if (TREE_CODE(decl) != FUNCTION_DECL && TREE_CODE(decl) != VAR_DECL)
		return false;
	if (!DECL_NAME(decl) || DECL_ARTIFICIAL(decl) || TREE_TYPE(decl) == error_mark_node ||
	    is_implicit(decl))
		return false;
	if (is_cplusplus() &&
	    (!DECL_NAMESPACE_SCOPE_P(decl) || CP_DECL_CONTEXT(decl) != global_namespace ||
	     (DECL_LANG_SPECIFIC(decl) && DECL_TEMPLATE_INFO(decl)) ||
	     IDENTIFIER_ANY_OP_P(DECL_NAME(decl))))
		return false;
	file = place_file(DECL_SOURCE_LOCATION(decl));
	return file && (TREE_PUBLIC(decl) || !file->is_main || !place_main_is_unit());
}

/* What later declarations add: attributes, linkage, label. */
static void take_decorations(struct ab_entity *entity, tree decl)
{
	take_linkage(entity, decl);
	take_label(entity, decl);
	if (entity->kind == AB_FUNCTION)
		take_contract(entity, decl);
	else
		take_object_size(entity, decl);
}

static void add_decl(tree decl, location_t where)
{
	const bool is_function = TREE_CODE(decl) == FUNCTION_DECL;
	struct ab_entity *entity =
	    ab_record_add(collecting(), is_function ? AB_FUNCTION : AB_VARIABLE, name_of(decl));

	if (!entity)
		return;
	set_place(entity, where);
	entity->type =
	    is_function ? type_of_function(TREE_TYPE(decl), decl) : type_of(TREE_TYPE(decl));
	take_decorations(entity, decl);
}

static void note_typedef(tree decl)
{
	struct ab_entity *entity;

	if (!DECL_ORIGINAL_TYPE(decl) || !DECL_NAME(decl))
		return;
	if (!first_typedefs)
		first_typedefs = ab_record_new(collector.arena);
	entity = ab_record_add(first_typedefs, AB_TYPEDEF, name_of(decl));
	if (entity)
		entity->type = type_of(DECL_ORIGINAL_TYPE(decl));
}

static enum ab_kind kind_of_decl(tree decl)
{
	return TREE_CODE(decl) == FUNCTION_DECL ? AB_FUNCTION : AB_VARIABLE;
}

static void note_block_extern(tree decl)
{
	if (!is_candidate(decl) || !DECL_EXTERNAL(decl))
		return;
	if (!block_externs)
		block_externs = ab_record_new(collector.arena);
	ab_record_add(block_externs, kind_of_decl(decl), name_of(decl));
}

static bool is_block_extern(tree decl)
{
	return block_externs && ab_record_find(block_externs, kind_of_decl(decl), name_of(decl));
}

/*
 * What a further declaration adds.  Of several headers, the record names the
 * first by name: the order of inclusion is the user's.
 */
static void note_again(struct ab_entity *entity, tree decl, location_t where)
{
	const char *header = header_of(where);

	take_decorations(entity, decl);
	if (entity->type->kind == AB_TYPE_ARRAY && entity->type->count == AB_COUNT_NONE)
		entity->type = type_of(TREE_TYPE(decl));
	if (header && entity->header && strcmp(header, entity->header) < 0)
		set_place(entity, where);
}

/* What the parser had to make up after an error is not what the header says. */
static bool is_after_error(tree decl)
{
	static int errors_before;
	const bool is_new = errorcount > errors_before;

	errors_before = errorcount;
	if (is_new && DECL_NAME(decl))
		ab_record_hide(collecting(), name_of(decl));
	return is_new;
}

void decl_note(tree decl)
{
	struct ab_entity *entity;
	location_t where = DECL_SOURCE_LOCATION(decl);

	/* a definition in front of the header's declaration keeps its place */
	if (!place_is_public(where) && TREE_CODE(decl) == FUNCTION_DECL)
		where = input_location;
	if (!place_is_public(where) || is_after_error(decl))
		return;
	if (current_function_decl) {
		note_block_extern(decl);
		return;
	}
	if (TREE_CODE(decl) == TYPE_DECL) {
		note_typedef(decl);
		return;
	}
	if (!is_candidate(decl))
		return;
	entity = ab_record_find(collecting(), kind_of_decl(decl), name_of(decl));
	if (entity)
		note_again(entity, decl, where);
	else
		add_decl(decl, where);
}

/* ---- the walk over the scopes ---- */

static void keep(tree **items, size_t *count, size_t *capacity, tree item)
{
	*items = AB_GROW(collector.arena, *items, *count, capacity);
	(*items)[(*count)++] = item;
}

static void visit(tree decl);

/* In C++ what a class declares inside stays there; in C it is at file scope. */
static void visit_members(tree type)
{
	if (!is_cplusplus() || !RECORD_OR_UNION_TYPE_P(type))
		return;
	for (tree member = TYPE_FIELDS(type); member; member = DECL_CHAIN(member))
		if (TREE_CODE(member) == CONST_DECL ||
		    (TREE_CODE(member) == TYPE_DECL && !DECL_SELF_REFERENCE_P(member)))
			visit(member);
}

static void visit_tag(tree decl)
{
	tree type = TREE_TYPE(decl);
	const char *tag = tag_of(type);

	if (tag)
		tags->put(tag, type);
	if (place_is_public(DECL_SOURCE_LOCATION(decl))) {
		keep(&public_tags.items, &public_tags.count, &public_tags.capacity, decl);
		visit_members(type);
	}
}

/* Whether the declaration is a tag's own, not a typedef's. */
static bool is_tag_decl(tree decl)
{
	if (!DECL_NAME(decl))
		return true;
	return is_cplusplus() && (DECL_ARTIFICIAL(decl) || IDENTIFIER_ANON_P(DECL_NAME(decl)));
}

static void visit_typedef(tree decl)
{
	typedefs->put(name_of(decl), decl);
	if (place_is_public(DECL_SOURCE_LOCATION(decl)))
		keep(&public_typedefs.items, &public_typedefs.count, &public_typedefs.capacity,
		     decl);
}

static bool has_unopened_header;

static void look_for_unopened(struct source_file *file)
{
	has_unopened_header |= file->is_public && !file->is_main && !file->was_opened;
}

/*
 * A precompiled header hides the declaration of a function that this file goes
 * on to define: all that is left is the definition.
 */
static bool may_be_hidden_by_pch(tree decl)
{
	return has_unopened_header && collector.promised && TREE_PUBLIC(decl) &&
	       ab_record_find(collector.promised, kind_of_decl(decl), name_of(decl));
}

static void visit(tree decl)
{
	if (DECL_SOURCE_LOCATION(decl) <= BUILTINS_LOCATION || TREE_TYPE(decl) == error_mark_node)
		return;
	switch (TREE_CODE(decl)) {
	case FUNCTION_DECL:
	case VAR_DECL:
		if (DECL_NAME(decl))
			values->put(name_of(decl), decl);
		if (is_candidate(decl) && !is_block_extern(decl) &&
		    (place_is_public(DECL_SOURCE_LOCATION(decl)) || may_be_hidden_by_pch(decl)))
			add_decl(decl, DECL_SOURCE_LOCATION(decl));
		break;
	case CONST_DECL:
		enumerators->put(name_of(decl), decl);
		break;
	case TYPE_DECL:
		if (is_tag_decl(decl))
			visit_tag(decl);
		else
			visit_typedef(decl);
		break;
	default:
		break;
	}
}

/*
 * C keeps what is not public on the translation unit's block.  Public functions
 * and variables hang behind the built-in functions, from the first of those on
 * (a function that GCC knows keeps its early place).
 */
static void walk_c(void)
{
	unsigned i;
	tree unit;

	FOR_EACH_VEC_SAFE_ELT(all_translation_units, i, unit)
	if (DECL_INITIAL(unit) && TREE_CODE(DECL_INITIAL(unit)) == BLOCK)
		for (tree decl = BLOCK_VARS(DECL_INITIAL(unit)); decl; decl = DECL_CHAIN(decl))
			visit(decl);
	for (tree decl = builtin_decl_explicit(BUILT_IN_ACOS); decl; decl = DECL_CHAIN(decl))
		visit(decl);
}

static void walk_cplusplus(void)
{
	for (tree at = NAMESPACE_LEVEL(global_namespace)->names; at; at = TREE_CHAIN(at)) {
		tree decl = TREE_CODE(at) == TREE_LIST ? TREE_VALUE(at) : at;

		if (TREE_CODE(decl) == OVERLOAD) {
			for (ovl_iterator each(decl); each; ++each)
				visit(*each);
		} else if (DECL_P(decl)) {
			visit(decl);
		}
	}
}

/* ---- which typedef names which tag ---- */

static bool has_identity(tree type)
{
	return RECORD_OR_UNION_TYPE_P(type) || TREE_CODE(type) == ENUMERAL_TYPE;
}

/* The struct, union or enum that a typedef names directly, or NULL_TREE. */
static tree named_by(tree decl)
{
	tree type = DECL_ORIGINAL_TYPE(decl) ? DECL_ORIGINAL_TYPE(decl) : TREE_TYPE(decl);
	tree through = TYPE_NAME(type);

	if (!has_identity(type) || TYPE_QUALS(type))
		return NULL_TREE;
	if (through && TREE_CODE(through) == TYPE_DECL && through != decl &&
	    !DECL_ARTIFICIAL(through))
		return NULL_TREE; /* by another typedef */
	type = TYPE_MAIN_VARIANT(type);
	/* "typedef struct timeval foo": somebody else's struct, by another name */
	if (tag_of(type) && tag_of(type)[0] != '_' && COMPLETE_TYPE_P(type) &&
	    TYPE_STUB_DECL(type) && !place_is_public(DECL_SOURCE_LOCATION(TYPE_STUB_DECL(type))))
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
	const bool natural_a = is_natural_name(name_of(a), tag);
	const bool natural_b = is_natural_name(name_of(b), tag);

	if (natural_a != natural_b)
		return natural_a;
	if ((TYPE_NAME(type) == a) != (TYPE_NAME(type) == b))
		return TYPE_NAME(type) == a;
	return strcmp(name_of(a), name_of(b)) < 0;
}

static location_t definition_of(tree type)
{
	return TYPE_STUB_DECL(type) ? DECL_SOURCE_LOCATION(TYPE_STUB_DECL(type)) : UNKNOWN_LOCATION;
}

/* A typedef of one surface for a type of another is no name that the other can count on. */
static bool is_of_other_surface(tree decl, tree type)
{
	const struct source_file *here = place_file(DECL_SOURCE_LOCATION(decl));
	const struct source_file *there = place_file(definition_of(type));

	return here && there && there->is_public && here->surface != there->surface &&
	       !is_natural_name(name_of(decl), tag_of(type));
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
	tree *decl;

	to->name = IDENTIFIER_POINTER(TREE_PURPOSE(entry));
	int_of(TREE_VALUE(entry), &to->value);
	decl = enumerators->get(to->name);
	if (TREE_CODE(TREE_VALUE(entry)) == CONST_DECL)
		to->place = DECL_SOURCE_LOCATION(TREE_VALUE(entry));
	else if (decl)
		to->place = DECL_SOURCE_LOCATION(*decl);
}

static void take_enum(struct ab_entity *entity, tree type)
{
	const struct ab_enumerator *sentinel;

	entity->is_incomplete = !TYPE_VALUES(type);
	if (entity->is_incomplete)
		return;
	entity->n_enumerators = (unsigned)list_length(TYPE_VALUES(type));
	entity->enumerators =
	    AB_NEW_ARRAY(collector.arena, struct ab_enumerator, entity->n_enumerators);
	unsigned i = 0;
	for (tree entry = TYPE_VALUES(type); entry; entry = TREE_CHAIN(entry))
		take_enumerator(&entity->enumerators[i++], entry);
	if (collector.model >= 0)
		entity->enum_type[collector.model] = integer_of(type);
	sentinel = ab_policy_sentinel(collector.policy, entity->enumerators, entity->n_enumerators);
	entity->sentinel = sentinel ? sentinel->name : NULL;
	ab_record_index_enumerators(collector.record, entity);
}

static void add_tagged(tree type, tree named)
{
	const char *tag = tag_of(type);
	const enum ab_kind kind = kind_of(type);
	const location_t where = definition_of(type);
	const bool is_defined =
	    place_is_public(where) && (COMPLETE_TYPE_P(type) || TREE_CODE(type) == ENUMERAL_TYPE);
	const char *name =
	    named ? name_of(named) : ab_printf(collector.arena, "%s %s", ab_kind_word(kind), tag);
	struct ab_entity *entity = ab_record_add(collecting(), kind, name);

	if (!entity)
		return;
	entity->is_tag_only = !named;
	entity->typedef_place = named ? DECL_SOURCE_LOCATION(named) : 0;
	set_place(entity, is_defined || !named ? where : DECL_SOURCE_LOCATION(named));
	if (tag)
		ab_record_set_tag(collector.record, entity, tag);
	if (kind == AB_ENUM && is_defined)
		take_enum(entity, type);
	else if (kind == AB_ENUM)
		entity->is_incomplete = true;
	else if (is_defined)
		entity->body = body_of(named ? TREE_TYPE(named) : type);
}

static void add_loose_enumerators(tree type)
{
	for (tree entry = TYPE_VALUES(type); entry; entry = TREE_CHAIN(entry)) {
		struct ab_enumerator one = {};
		struct ab_entity *entity;

		take_enumerator(&one, entry);
		entity = ab_record_add(collecting(), AB_ENUMERATOR, one.name);
		if (!entity)
			continue;
		set_place(entity, (location_t)one.place);
		entity->value.kind = AB_VALUE_INTEGER;
		entity->value.integer = one.value;
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

	if (!has_identity(type) || identities->get(type))
		return;
	if (is_cplusplus() && TREE_CODE(type) == ENUMERAL_TYPE && SCOPED_ENUM_P(type))
		return;
	if (tag_of(type) && (COMPLETE_TYPE_P(type) || TREE_CODE(type) == ENUMERAL_TYPE ||
			     is_defined_in_promise(tag_of(type))))
		add_tagged(type, NULL_TREE);
	else if (!tag_of(type) && TREE_CODE(type) == ENUMERAL_TYPE)
		add_loose_enumerators(type);
}

/* An alignment of the typedef's own. */
static void take_alignment(struct ab_entity *entity, tree decl)
{
	tree type = TREE_TYPE(decl);
	const char **kept;

	if (!TYPE_USER_ALIGN(type) || TYPE_ALIGN(type) == TYPE_ALIGN(TYPE_MAIN_VARIANT(type)))
		return;
	kept = AB_NEW_ARRAY(collector.arena, const char *, 1);
	kept[0] = ab_printf(collector.arena, "aligned (%u)", (unsigned)TYPE_ALIGN_UNIT(type));
	entity->attributes = kept;
	entity->n_attributes = 1;
}

static void add_typedef(tree decl)
{
	tree type = named_by(decl);
	tree *chosen = type ? identities->get(type) : NULL;
	struct ab_entity *entity;
	const struct ab_entity *first =
	    first_typedefs ? ab_record_find(first_typedefs, AB_TYPEDEF, name_of(decl)) : NULL;

	if (chosen && *chosen == decl) {
		add_tagged(type, decl);
		return;
	}
	if (ab_record_hides(collecting(), name_of(decl)))
		return;
	entity = ab_record_add(collecting(), AB_TYPEDEF, name_of(decl));
	if (!entity)
		return;
	set_place(entity, DECL_SOURCE_LOCATION(decl));
	take_alignment(entity, decl);
	if (DECL_ORIGINAL_TYPE(decl))
		entity->type = type_of(DECL_ORIGINAL_TYPE(decl));
	else
		entity->type = first ? first->type : type_of(TYPE_MAIN_VARIANT(TREE_TYPE(decl)));
}

/* ---- tags by their identities, everywhere ---- */

/* Nodes of the sweep for types without a tag; no tree outlives the sweep in it. */
static struct {
	struct ab_type *node;
	tree type;
} * unnamed;
static size_t n_unnamed, unnamed_capacity;

void decl_note_unnamed(struct ab_type *node, tree type)
{
	if (!identities)
		return; /* the parse still goes on */
	unnamed = AB_GROW(collector.arena, unnamed, n_unnamed, &unnamed_capacity);
	unnamed[n_unnamed].node = node;
	unnamed[n_unnamed++].type = type;
}

/* "typedef struct {...} foo, *foo_ptr": C does not call the second by the first's name. */
static void name_unnamed(void)
{
	for (size_t i = 0; i < n_unnamed; i++) {
		tree *chosen = identities->get(unnamed[i].type);

		if (!chosen)
			continue;
		unnamed[i].node->kind = AB_TYPE_TYPEDEF;
		unnamed[i].node->name = name_of(*chosen);
		unnamed[i].node->body = NULL;
	}
}

static void rename_in_body(struct ab_aggregate *body);

static void rename_in(const struct ab_type *spelled)
{
	struct ab_type *type = (struct ab_type *)spelled;
	const struct ab_entity *entity = NULL;

	if (!type)
		return;
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

static void rename_tags(void)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++) {
		const struct ab_entities *of = &collector.record->of[kind];

		for (size_t i = 0; i < of->count; i++) {
			rename_in(of->items[i]->type);
			if (of->items[i]->body)
				rename_in_body(of->items[i]->body);
		}
	}
}

/* ---- the way ---- */

void decl_sweep(void)
{
	enumerators = new names;
	typedefs = new names;
	tags = new names;
	values = new names;
	identities = new hash_map<tree, tree>;
	place_each_file(look_for_unopened);
	if (is_cplusplus())
		walk_cplusplus();
	else
		walk_c();
	choose_identities();
	for (size_t i = 0; i < public_typedefs.count; i++)
		add_typedef(public_typedefs.items[i]);
	for (size_t i = 0; i < public_tags.count; i++)
		add_tag(public_tags.items[i]);
	name_unnamed();
	rename_tags();
}

static tree find(names *in, const char *name)
{
	tree *found = in->get(name);

	return found ? *found : NULL_TREE;
}

bool decl_is_declared(const char *name)
{
	return values->get(name) || typedefs->get(name) || enumerators->get(name) ||
	       tags->get(name);
}

tree decl_find_enumerator(const char *name)
{
	return find(enumerators, name);
}

tree decl_find_typedef(const char *name)
{
	return find(typedefs, name);
}

tree decl_find_tag(const char *tag)
{
	return find(tags, tag);
}
