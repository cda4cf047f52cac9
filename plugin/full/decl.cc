/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * decl.cc - from functions and variables to entities.
 *
 * They are taken when they are declared: a definition that follows moves their
 * location out of the header, and may lose the spelling of their types.  What
 * the walk at the end finds besides was declared in a precompiled header, or
 * not declared before it was defined.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "gcc/handover.h"

extern "C" {
#include "abiding/literal.h"
}

/* What inline functions in headers declare for themselves: the walk finds it at file scope. */
static struct ab_record *block_externs;

static void take_linkage(struct ab_entity *entity, tree decl, bool is_weak)
{
	unsigned linkage = facts_is_external(decl) ? 0 : AB_LINKAGE_STATIC;

	/* gnu_inline is only a body besides the symbol */
	if (TREE_CODE(decl) == FUNCTION_DECL && DECL_DECLARED_INLINE_P(decl) &&
	    !lookup_attribute("gnu_inline", DECL_ATTRIBUTES(decl)))
		linkage |= AB_LINKAGE_INLINE;
	if (is_weak)
		linkage |= AB_LINKAGE_WEAK;
	/* an attribute or #pragma GCC visibility says so, not -fvisibility */
	if (DECL_VISIBILITY_SPECIFIED(decl) && DECL_VISIBILITY(decl) != VISIBILITY_DEFAULT)
		linkage |= AB_LINKAGE_HIDDEN;
	if (VAR_P(decl) && DECL_THREAD_LOCAL_P(decl))
		linkage |= AB_LINKAGE_THREAD_LOCAL;
	entity->linkage = linkage;
}

static bool has_weak(tree decl)
{
	return lookup_attribute("weak", DECL_ATTRIBUTES(decl));
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

	if (!facts_is_external(decl) || !size || !tree_fits_uhwi_p(size) || collector.model < 0)
		return;
	entity->object_size.known = UINT32_C(1) << collector.model;
	entity->object_size.value[collector.model] = tree_to_uhwi(size);
}

/* ---- constants: what programs have compiled in ---- */

static const char *text_of_string(tree string)
{
	struct ab_units units = {};
	const size_t n = (size_t)TREE_STRING_LENGTH(string);

	if (TYPE_PRECISION(TREE_TYPE(TREE_TYPE(string))) != TYPE_PRECISION(char_type_node) || !n)
		return NULL;
	units.count = n - 1;
	units.items = AB_NEW_ARRAY(collector.arena, uint32_t, n);
	for (size_t i = 0; i < units.count; i++)
		units.items[i] = (unsigned char)TREE_STRING_POINTER(string)[i];
	return ab_units_text(collector.arena, &units);
}

static const char *text_of_float(tree number)
{
	tree type = TYPE_MAIN_VARIANT(TREE_TYPE(number));
	char text[128];

	if (!real_isfinite(TREE_REAL_CST_PTR(number)))
		return NULL;
	real_to_hexadecimal(text, TREE_REAL_CST_PTR(number), sizeof text, 0, true);
	return ab_printf(collector.arena, "%s%s", text,
			 type == long_double_type_node ? "L"
			 : type == float_type_node     ? "f"
						       : "");
}

static bool value_of_tree(tree initial, struct ab_value *value)
{
	const char *text = NULL;

	STRIP_NOPS(initial);
	if (int_of(initial, &value->integer)) {
		value->kind = AB_VALUE_INTEGER;
		value->is_model_dependent = true; /* nobody knows: sizeof is folded by now */
		return true;
	}
	if (TREE_CODE(initial) == REAL_CST) {
		text = text_of_float(initial);
		return text && value_of_text(text, value);
	}
	if (TREE_CODE(initial) == ADDR_EXPR)
		initial = TREE_OPERAND(initial, 0);
	if (TREE_CODE(initial) == STRING_CST)
		value->text = text_of_string(initial);
	value->kind = value->text ? AB_VALUE_STRING : AB_VALUE_NONE;
	return value->text != NULL;
}

static void take_constant(struct ab_entity *entity, tree decl)
{
	if (facts_is_external(decl) || !TREE_READONLY(decl) || TREE_THIS_VOLATILE(decl) ||
	    !DECL_INITIAL(decl) || DECL_INITIAL(decl) == error_mark_node || collector.model < 0)
		return;
	if (!value_of_tree(DECL_INITIAL(decl), &entity->value))
		return;
	entity->value.type = NULL; /* the variable's own */
	entity->value.is_type_model_dependent = false;
	if (!entity->value.is_model_dependent)
		return;
	entity->values = AB_NEW_ARRAY(collector.arena, struct ab_value, AB_MODELS_MAX);
	entity->values[collector.model] = entity->value;
}

/* A function or variable that is the library's to promise, and spelled in C. */
static bool is_candidate(tree decl)
{
	const struct source_file *file;

	if (!facts_is_promisable(decl) || made_note(decl_name(decl), DECL_SOURCE_LOCATION(decl)))
		return false;
	file = place_file(DECL_SOURCE_LOCATION(decl));
	return file && (facts_is_external(decl) || !file->is_source);
}

/* Whether C++ gives the function a symbol that says its parameters. */
static bool is_mangled(tree decl)
{
	return is_cplusplus() && TREE_CODE(decl) == FUNCTION_DECL && DECL_LANGUAGE(decl) != lang_c;
}

/* What later declarations add: attributes, linkage, label. */
static void take_decorations(struct ab_entity *entity, tree decl)
{
	take_linkage(entity, decl, has_weak(decl));
	take_label(entity, decl);
	entity->is_mangled &= is_mangled(decl);
	attributes_of_decl(entity, decl);
	if (entity->kind == AB_VARIABLE) {
		take_object_size(entity, decl);
		take_constant(entity, decl);
	}
}

static void add_decl(tree decl, location_t where)
{
	const bool is_function = TREE_CODE(decl) == FUNCTION_DECL;
	struct ab_entity *entity =
	    ab_record_add(collecting(), is_function ? AB_FUNCTION : AB_VARIABLE, decl_name(decl));

	if (!entity)
		return;
	place_entity(entity, where);
	entity->is_mangled = true;
	entity->type =
	    is_function ? type_of_function(TREE_TYPE(decl), decl) : type_of(TREE_TYPE(decl));
	take_decorations(entity, decl);
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
	ab_record_add(block_externs, kind_of_decl(decl), decl_name(decl));
}

static bool is_block_extern(tree decl)
{
	return block_externs && ab_record_find(block_externs, kind_of_decl(decl), decl_name(decl));
}

/*
 * What a further declaration adds.  Of several headers, the record names the
 * first by name: the order of inclusion is the user's.
 */
static void note_again(struct ab_entity *entity, tree decl, location_t where)
{
	const char *header = place_header(where);

	take_decorations(entity, decl);
	/* "int f();" before the prototype */
	if (entity->kind == AB_FUNCTION && !entity->type->n_params &&
	    TYPE_ARG_TYPES(TREE_TYPE(decl)))
		entity->type = type_of_function(TREE_TYPE(decl), decl);
	if (entity->type->kind == AB_TYPE_ARRAY && entity->type->count == AB_COUNT_NONE)
		entity->type = type_of(TREE_TYPE(decl));
	if (header && entity->header && strcmp(header, entity->header) < 0)
		place_entity(entity, where);
}

void decl_note(tree decl)
{
	struct ab_entity *entity;
	location_t where = DECL_SOURCE_LOCATION(decl);

	/* a definition in front of the header's declaration keeps its place */
	if (!place_is_public(where) && TREE_CODE(decl) == FUNCTION_DECL)
		where = input_location;
	if (!place_is_public(where))
		return;
	if (current_function_decl) {
		note_block_extern(decl);
		return;
	}
	if (TREE_CODE(decl) == TYPE_DECL) {
		tag_note_typedef(decl);
		return;
	}
	if (!is_candidate(decl))
		return;
	entity = ab_record_find(collecting(), kind_of_decl(decl), decl_name(decl));
	if (entity)
		note_again(entity, decl, where);
	else
		add_decl(decl, where);
}

/* ---- what the quick look found to be as promised ---- */

static void resume_linked(const struct ab_entity *promised, location_t where)
{
	struct ab_entity *entity = ab_record_add(collecting(), promised->kind, promised->name);

	if (!entity)
		return;
	place_entity(entity, where);
	entity->type = promised->type;
	entity->linkage = promised->linkage;
	entity->attributes = promised->attributes;
	entity->n_attributes = promised->n_attributes;
	entity->asm_name = promised->asm_name;
	entity->is_mangled = is_cplusplus();
	if (promised->kind == AB_VARIABLE && collector.model >= 0) {
		const int model = ab_record_find_model(collector.promised,
						       collector.record->models[collector.model]);

		if (model < 0 || !(promised->object_size.known >> model & 1))
			return;
		entity->object_size.known = UINT32_C(1) << collector.model;
		entity->object_size.value[collector.model] = promised->object_size.value[model];
	}
}

static void resume_row(const struct handover *handover, const struct ab_image_row *row)
{
	const uint64_t at = row - handover->image->rows;
	const location_t where = handover->kept[at] ? handover->kept[at] : handover->typedefs[at];
	const enum ab_kind kind = (enum ab_kind)row->kind;
	const struct ab_entity *promised;

	if (!where || ab_image_space_of(row) != AB_IMAGE_ORDINARY || kind >= AB_KINDS)
		return;
	promised = ab_record_find(collector.promised, kind, ab_image_name(handover->image, row));
	if (!promised)
		return;
	if (kind == AB_FUNCTION || kind == AB_VARIABLE)
		resume_linked(promised, where);
	else if (kind == AB_TYPEDEF || handover->typedefs[at])
		tag_resume_typedef(promised, where);
}

void decl_resume(const struct handover *handover)
{
	for (uint64_t i = 0; i < handover->image->n_rows; i++)
		resume_row(handover, &handover->image->rows[i]);
}

/* ---- what the walk finds ---- */

static bool has_unopened_header;

/*
 * A precompiled header hides the declaration of a function that this file goes
 * on to define: all that is left is the definition.
 */
static bool may_be_hidden_by_pch(tree decl)
{
	return has_unopened_header && collector.promised && facts_is_external(decl) &&
	       ab_record_find(collector.promised, kind_of_decl(decl), decl_name(decl)) &&
	       text_find_word(decl_name(decl)) != UNKNOWN_LOCATION;
}

/* The type is the header's, or GCC would not take it; what else is there is the file's own. */
static void add_hidden_by_pch(tree decl)
{
	const struct ab_entity *then =
	    ab_record_find(collector.promised, kind_of_decl(decl), decl_name(decl));
	struct ab_entity *entity;

	add_decl(decl, DECL_SOURCE_LOCATION(decl));
	entity = ab_record_find(collector.record, then->kind, then->name);
	entity->linkage = then->linkage;
	entity->asm_name = then->asm_name;
	entity->attributes = then->attributes;
	entity->n_attributes = then->n_attributes;
}

/*
 * "#pragma weak", behind a declaration, is not noted: it may be the user's.  Of a
 * precompiled header, nothing but the text tells whether an attribute said so.
 */
static bool is_weak_by_pragma(tree decl)
{
	return has_unopened_header && has_weak(decl) &&
	       text_find_word("weak") == UNKNOWN_LOCATION &&
	       text_find_word("__weak__") == UNKNOWN_LOCATION;
}

static void add_found(tree decl)
{
	add_decl(decl, DECL_SOURCE_LOCATION(decl));
	if (is_weak_by_pragma(decl))
		take_linkage(ab_record_find(collecting(), kind_of_decl(decl), decl_name(decl)),
			     decl, false);
}

void decl_take(tree decl)
{
	struct ab_entity *entity;

	if (!is_candidate(decl) || is_block_extern(decl))
		return;
	entity = ab_record_find(collecting(), kind_of_decl(decl), decl_name(decl));
	if (entity) {
		entity->is_mangled &= is_mangled(decl);
		return;
	}
	if (place_is_public(DECL_SOURCE_LOCATION(decl)))
		add_found(decl);
	else if (may_be_hidden_by_pch(decl))
		add_hidden_by_pch(decl);
}

void decl_start_sweep(void)
{
	has_unopened_header = place_has_unopened();
}
