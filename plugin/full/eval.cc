/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * eval.cc - what the evaluation of constants asks the compiler for:
 * enumerators, types and the widths of this target.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"

extern "C" {
#include "abiding/eval.h"
}

static bool find_constant(void *, const char *name, struct ab_value *value)
{
	tree decl = names_find_enumerator(name), type;

	if (!decl || !int_of(decl, &value->integer))
		return false;
	/* C17 6.4.4.3: an enumeration constant is an int, unless it does not fit */
	type = TREE_TYPE(DECL_INITIAL(decl));
	value->kind = AB_VALUE_INTEGER;
	value->is_model_dependent = false;
	value->type = ab_type_named(
	    collector.arena, AB_TYPE_BASIC,
	    int_fits_type_p(DECL_INITIAL(decl), integer_type_node) ? "int" : integer_of(type), 0);
	return true;
}

static bool is_type_name(void *, const char *name)
{
	return names_find_typedef(name) || (is_cplusplus() && names_find_tag(name));
}

static tree tree_of_basic(const char *name)
{
	static tree *const nodes[] = {
	    &char_type_node,
	    &signed_char_type_node,
	    &unsigned_char_type_node,
	    &short_integer_type_node,
	    &short_unsigned_type_node,
	    &integer_type_node,
	    &unsigned_type_node,
	    &long_integer_type_node,
	    &long_unsigned_type_node,
	    &long_long_integer_type_node,
	    &long_long_unsigned_type_node,
	    &float_type_node,
	    &double_type_node,
	    &long_double_type_node,
	};

	for (size_t i = 0; i < ARRAY_SIZE(nodes); i++) {
		const char *basic = basic_of(*nodes[i]);

		if (basic && !strcmp(basic, name))
			return *nodes[i];
	}
	return NULL_TREE;
}

static tree tree_of(const struct ab_type *type)
{
	tree decl;

	switch (type->kind) {
	case AB_TYPE_BASIC:
		return tree_of_basic(type->name);
	case AB_TYPE_TYPEDEF:
		decl = names_find_typedef(type->name);
		if (decl)
			return TREE_TYPE(decl);
		return is_cplusplus() ? names_find_tag(type->name) : NULL_TREE;
	case AB_TYPE_STRUCT:
	case AB_TYPE_UNION:
	case AB_TYPE_ENUM:
		return type->name ? names_find_tag(type->name) : NULL_TREE;
	case AB_TYPE_POINTER:
		return ptr_type_node;
	default:
		return NULL_TREE;
	}
}

/* sizeof and alignof of a reference are those of what it refers to ([expr.sizeof]). */
static tree behind_reference(tree type)
{
	return type && TREE_CODE(type) == REFERENCE_TYPE ? TREE_TYPE(type) : type;
}

static bool type_info(void *context, const struct ab_type *type, uint64_t *size_bytes,
		      uint64_t *align_bytes, const char **basic)
{
	tree named, of;

	*basic = NULL;
	if (type->kind == AB_TYPE_ARRAY && type->count >= 0) {
		if (!type_info(context, type->of, size_bytes, align_bytes, basic))
			return false;
		*basic = NULL;
		return !__builtin_mul_overflow(*size_bytes, (uint64_t)type->count, size_bytes);
	}
	named = tree_of(type);
	of = behind_reference(named);
	if (!of || of == error_mark_node || !COMPLETE_TYPE_P(of) || int_size_in_bytes(of) < 0)
		return false;
	*size_bytes = (uint64_t)int_size_in_bytes(of);
	*align_bytes = TYPE_ALIGN_UNIT(of);
	if (of == named && (SCALAR_FLOAT_TYPE_P(of) || INTEGRAL_TYPE_P(of)))
		*basic = basic_of(of);
	return true;
}

/* ---- objects ---- */

/* A member, also of an unnamed one; bytes: grows by where it lies. */
static tree member_of(tree type, const char *name, uint64_t *bytes)
{
	for (tree field = TYPE_FIELDS(type); field; field = DECL_CHAIN(field)) {
		uint64_t inside = 0;
		tree found = NULL_TREE;

		if (TREE_CODE(field) != FIELD_DECL || !tree_fits_uhwi_p(bit_position(field)))
			continue;
		if (!DECL_NAME(field) && RECORD_OR_UNION_TYPE_P(TREE_TYPE(field)))
			found = member_of(TREE_TYPE(field), name, &inside);
		else if (DECL_NAME(field) && !strcmp(IDENTIFIER_POINTER(DECL_NAME(field)), name))
			found = field;
		if (found) {
			*bytes += tree_to_uhwi(bit_position(field)) / BITS_PER_UNIT + inside;
			return found;
		}
	}
	return NULL_TREE;
}

/* The type behind a step, as it is declared; NULL_TREE: there is no such. */
static tree declared_behind(tree type, const struct ab_eval_step *step, struct ab_eval_found *found)
{
	const bool is_pointer = POINTER_TYPE_P(type);
	tree field;

	if ((step->is_behind || !step->member) && is_pointer)
		found->has_offset = false;
	if (step->member) {
		if (is_pointer != step->is_behind)
			return NULL_TREE;
		type = is_pointer ? TREE_TYPE(type) : type;
		field = RECORD_OR_UNION_TYPE_P(type)
			    ? member_of(type, step->member, &found->offset_bytes)
			    : NULL_TREE;
		return field && !DECL_BIT_FIELD(field) ? TREE_TYPE(field) : NULL_TREE;
	}
	if (!is_pointer && TREE_CODE(type) != ARRAY_TYPE)
		return NULL_TREE;
	type = TREE_TYPE(type);
	if (COMPLETE_TYPE_P(type) && int_size_in_bytes(type) > 0)
		found->offset_bytes += step->index * (uint64_t)int_size_in_bytes(type);
	return type;
}

static tree step_to(tree type, const struct ab_eval_step *step, struct ab_eval_found *found)
{
	const tree declared = declared_behind(type, step, found);

	if (declared && TREE_CODE(declared) == REFERENCE_TYPE)
		found->has_offset = false; /* of what lies elsewhere */
	return behind_reference(declared);
}

/* A basic type, or arrays of one; NULL: another, that only its size is known of. */
static const struct ab_type *plain_type(tree type)
{
	const char *basic;

	if (TREE_CODE(type) == ARRAY_TYPE && int_size_in_bytes(TREE_TYPE(type)) > 0) {
		const struct ab_type *const of = plain_type(TREE_TYPE(type));
		const int64_t count = int_size_in_bytes(type) / int_size_in_bytes(TREE_TYPE(type));

		return of ? ab_type_derived(collector.arena, AB_TYPE_ARRAY, of, count, 0) : NULL;
	}
	if (!SCALAR_FLOAT_TYPE_P(type) && !INTEGRAL_TYPE_P(type))
		return NULL;
	basic = basic_of(type);
	return basic ? ab_type_named(collector.arena, AB_TYPE_BASIC, basic, 0) : NULL;
}

static bool find_object(void *, const struct ab_eval_object *object, struct ab_eval_found *found)
{
	tree decl = object->variable ? names_find_value(object->variable) : NULL_TREE, type;

	*found = {};
	found->has_offset = true;
	if (object->variable)
		type = decl && VAR_P(decl) ? TREE_TYPE(decl) : NULL_TREE;
	else
		type = tree_of(object->type);
	type = behind_reference(type);
	for (unsigned i = 0; type && type != error_mark_node && i < object->n_steps; i++)
		type = step_to(type, &object->steps[i], found);
	if (!type || type == error_mark_node || !COMPLETE_TYPE_P(type) ||
	    int_size_in_bytes(type) < 0)
		return false;
	found->size_bytes = (uint64_t)int_size_in_bytes(type);
	found->type = plain_type(type);
	return true;
}

struct ab_eval_env macro_evaluation(void)
{
	struct ab_eval_env env = {};

	env.int_bits = TYPE_PRECISION(integer_type_node);
	env.long_bits = TYPE_PRECISION(long_integer_type_node);
	env.long_long_bits = TYPE_PRECISION(long_long_integer_type_node);
	env.pointer_bits = POINTER_SIZE;
	env.is_char_unsigned = TYPE_UNSIGNED(char_type_node);
	env.constant = find_constant;
	env.is_type_name = is_type_name;
	env.type_info = type_info;
	env.object = find_object;
	return env;
}
