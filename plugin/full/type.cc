/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * type.cc - from GCC's type trees to the record's.
 *
 * Typedef names are kept where the tree has them.  Where C and C++ spell one
 * type differently (bool, wchar_t, an elaborated tag), one spelling is made.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"

extern "C" {
#include "abiding/limits.h"
}

static const struct ab_type *named(enum ab_type_kind kind, const char *name, unsigned quals)
{
	return ab_type_named(collector.arena, kind, name, quals);
}

/* Of an array, those of its element: it has none of its own (C17 6.7.3p9). */
static unsigned quals_of(tree type)
{
	return facts_quals(TYPE_QUALS(strip_array_types(type)));
}

static const char *name_of_decl(tree decl)
{
	return decl && DECL_NAME(decl) ? IDENTIFIER_POINTER(DECL_NAME(decl)) : NULL;
}

bool int_of(tree constant, struct ab_int *value)
{
	if (constant && TREE_CODE(constant) == CONST_DECL)
		constant = DECL_INITIAL(constant);
	if (!constant || TREE_CODE(constant) != INTEGER_CST)
		return false;
	value->is_negative = tree_int_cst_sgn(constant) < 0;
	if (value->is_negative) {
		if (!tree_fits_shwi_p(constant))
			return false;
		value->magnitude = -(uint64_t)tree_to_shwi(constant);
		return true;
	}
	if (!tree_fits_uhwi_p(constant))
		return false;
	value->magnitude = tree_to_uhwi(constant);
	return true;
}

/* ---- scalars ---- */

const char *integer_of(tree type)
{
	const bool is_unsigned = TYPE_UNSIGNED(type);
	const HOST_WIDE_INT bits = int_size_in_bytes(type) * BITS_PER_UNIT;

	if (bits == TYPE_PRECISION(integer_type_node))
		return is_unsigned ? "unsigned int" : "int";
	if (bits == TYPE_PRECISION(char_type_node))
		return is_unsigned ? "unsigned char" : "signed char";
	if (bits == TYPE_PRECISION(short_integer_type_node))
		return is_unsigned ? "unsigned short" : "short";
	if (bits == TYPE_PRECISION(long_integer_type_node))
		return is_unsigned ? "unsigned long" : "long";
	return is_unsigned ? "unsigned long long" : "long long";
}

const char *basic_of(tree type)
{
	tree main = TYPE_MAIN_VARIANT(type);
	tree name = TYPE_NAME(main);
	const char *words = NULL;

	if (TREE_CODE(main) == ENUMERAL_TYPE)
		return integer_of(main);
	if (is_bit_int(main))
		return ab_printf(collector.arena, "%s_BitInt(%u)",
				 TYPE_UNSIGNED(main) ? "unsigned " : "",
				 (unsigned)TYPE_PRECISION(main));
	if (TREE_CODE(main) == COMPLEX_TYPE) {
		const char *part = basic_of(TREE_TYPE(main));

		return part ? ab_printf(collector.arena, "_Complex %s", part) : NULL;
	}
	if (name && TREE_CODE(name) == TYPE_DECL)
		words = name_of_decl(name);
	else if (name && TREE_CODE(name) == IDENTIFIER_NODE)
		words = IDENTIFIER_POINTER(name);
	if (words)
		words = ab_basic_name(collector.arena, words);
	if (!words && INTEGRAL_TYPE_P(main) && int_size_in_bytes(main) > 0)
		words = integer_of(main); /* of a mode attribute, or char16_t and the like in C++ */
	if (!words && DECIMAL_FLOAT_TYPE_P(main)) /* of a mode attribute in C++ */
		words = ab_printf(collector.arena, "_Decimal%d", (int)TYPE_PRECISION(main));
	return words;
}

/* ---- tags ---- */

const char *tag_of(tree type)
{
	tree tag = facts_tag(type);

	return tag ? IDENTIFIER_POINTER(tag) : NULL;
}

/* Nodes of the sweep for types without a tag; no tree outlives the sweep in it. */
static struct {
	struct ab_type *node;
	tree type;
} * unnamed;
static size_t n_unnamed, unnamed_capacity;
static bool is_unnamed_noted;

void type_note_unnamed(void)
{
	is_unnamed_noted = true;
}

void type_each_unnamed(void (*visit)(struct ab_type *node, tree type))
{
	for (size_t i = 0; i < n_unnamed; i++)
		visit(unnamed[i].node, unnamed[i].type);
}

static void note_unnamed(struct ab_type *node, tree type)
{
	if (!is_unnamed_noted)
		return; /* the parse still goes on */
	unnamed = AB_GROW(collector.arena, unnamed, n_unnamed, &unnamed_capacity);
	unnamed[n_unnamed].node = node;
	unnamed[n_unnamed++].type = type;
}

static const struct ab_type *tagged(tree type, unsigned quals)
{
	const enum tree_code code = TREE_CODE(type);
	const enum ab_type_kind kind = code == ENUMERAL_TYPE ? AB_TYPE_ENUM
				       : code == UNION_TYPE  ? AB_TYPE_UNION
							     : AB_TYPE_STRUCT;
	const char *tag = tag_of(type);
	struct ab_type *made = (struct ab_type *)named(kind, tag, quals);

	if (!tag)
		note_unnamed(made, TYPE_MAIN_VARIANT(type));
	if (!tag && kind != AB_TYPE_ENUM && COMPLETE_TYPE_P(type))
		made->body = body_of(TYPE_MAIN_VARIANT(type));
	return made;
}

/* ---- typedef names ---- */

/* What a typedef from elsewhere stands for on this data model. */
static const char *stands_for(tree type)
{
	type = TYPE_MAIN_VARIANT(type);
	switch (TREE_CODE(type)) {
	case POINTER_TYPE:
		return "pointer";
	case RECORD_TYPE:
	case UNION_TYPE:
	case ARRAY_TYPE:
		if (!COMPLETE_TYPE_P(type) || int_size_in_bytes(type) < 0)
			return NULL;
		return ab_printf(collector.arena, "%u bytes, aligned to %u",
				 (unsigned)int_size_in_bytes(type),
				 (unsigned)TYPE_ALIGN_UNIT(type));
	case REAL_TYPE:
		/* no other type of C's own has so many forms on one machine */
		if (type == long_double_type_node)
			return ab_printf(collector.arena, "%u bits in %u bytes, aligned to %u",
					 (unsigned)TYPE_PRECISION(type),
					 (unsigned)int_size_in_bytes(type),
					 (unsigned)TYPE_ALIGN_UNIT(type));
		return basic_of(type);
	default:
		return basic_of(type);
	}
}

void type_note_external(const char *name, tree type)
{
	struct ab_external *external = ab_record_external(collecting(), name);

	if (collector.model >= 0 && !external->stands_for[collector.model])
		external->stands_for[collector.model] = stands_for(type);
}

static const struct ab_type *scalar(tree type, unsigned quals)
{
	tree name = TYPE_NAME(TYPE_MAIN_VARIANT(type));
	const char *basic = basic_of(type);

	if (TREE_CODE(type) == NULLPTR_TYPE) /* of which each version has another name */
		return named(AB_TYPE_TYPEDEF, "nullptr_t", quals);
	/* wchar_t, char16_t are types of their own in C++ and typedefs in C */
	if (name && TREE_CODE(name) == TYPE_DECL && name_of_decl(name) &&
	    TREE_CODE(type) != COMPLEX_TYPE &&
	    !ab_basic_name(collector.arena, name_of_decl(name))) {
		if (INTEGRAL_TYPE_P(type))
			type_note_external(name_of_decl(name), type);
		return named(AB_TYPE_TYPEDEF, name_of_decl(name), quals);
	}
	if (basic && strstr(basic, "long double"))
		type_note_external("long double", long_double_type_node);
	return named(AB_TYPE_BASIC, basic ? basic : "void", quals);
}

static const struct ab_type *va_list_type(unsigned quals)
{
	type_note_external("va_list", va_list_type_node);
	return named(AB_TYPE_TYPEDEF, "va_list", quals);
}

/* "typedef float _Float32;" in C++, which lacks the word. */
const char *keyword_of_c(const char *name)
{
	return name[0] == '_' ? ab_basic_name(collector.arena, name) : NULL;
}

static const struct ab_type *type_by_typedef(tree type, tree decl)
{
	const char *name = name_of_decl(decl);
	const unsigned own = quals_of(TREE_TYPE(decl));

	if (!strcmp(name, "va_list") || !strcmp(name, "__gnuc_va_list"))
		return va_list_type(quals_of(type) & ~own);
	if (keyword_of_c(name))
		return named(AB_TYPE_BASIC, keyword_of_c(name), quals_of(type) & ~own);
	if (!place_is_public(DECL_SOURCE_LOCATION(decl)))
		type_note_external(name, type);
	return named(AB_TYPE_TYPEDEF, name, quals_of(type) & ~own);
}

/* ---- derived types ---- */

static const char *convention_of(tree type)
{
	static const char *const names[] = {
	    "ms_abi",  "stdcall",    "fastcall", "thiscall", "vectorcall",
	    "regparm", "sseregparm", "pcs",	 "sysv_abi", "aarch64_vector_pcs",
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		tree attribute = lookup_attribute(names[i], TYPE_ATTRIBUTES(type));
		tree args = attribute ? TREE_VALUE(attribute) : NULL_TREE;

		if (!attribute || (!strcmp(names[i], "sysv_abi") && POINTER_SIZE == 64))
			continue;
		if (args && TREE_CODE(TREE_VALUE(args)) == INTEGER_CST)
			return ab_printf(collector.arena, "%s (%d)", names[i],
					 (int)tree_to_shwi(TREE_VALUE(args)));
		if (args && TREE_CODE(TREE_VALUE(args)) == STRING_CST)
			return ab_printf(collector.arena, "%s (\"%s\")", names[i],
					 TREE_STRING_POINTER(TREE_VALUE(args)));
		return names[i];
	}
	return NULL;
}

/* Of a function that is pointed to; a declared one has it among its attributes. */
static const char *convention_of_target(tree type)
{
	const char *convention = convention_of(type);

	if (!TYPE_VOLATILE(type)) /* so GCC marks noreturn */
		return convention;
	return convention ? ab_printf(collector.arena, "%s, noreturn", convention) : "noreturn";
}

static void take_names(struct ab_param *params, unsigned n, tree decl)
{
	tree parm = DECL_ARGUMENTS(decl);

	for (unsigned i = 0; i < n && parm; i++, parm = DECL_CHAIN(parm))
		params[i].name = name_of_decl(parm);
}

/* "int f(a) char a; {...}": takes what its callers, having no prototype, pass. */
static void take_old_style(struct ab_type *made, tree decl)
{
	const unsigned n = (unsigned)list_length(DECL_ARGUMENTS(decl));
	struct ab_param *params = AB_NEW_ARRAY(collector.arena, struct ab_param, n);
	tree parm = DECL_ARGUMENTS(decl);

	for (unsigned i = 0; i < n; i++, parm = DECL_CHAIN(parm))
		params[i].type = ab_type_of_param(collector.arena, type_of(DECL_ARG_TYPE(parm)));
	take_names(params, n, decl);
	made->params = params;
	made->n_params = n;
}

const struct ab_type *type_of_function(tree type, tree decl)
{
	struct ab_type *made = (struct ab_type *)ab_type_derived(
	    collector.arena, AB_TYPE_FUNCTION,
	    ab_type_qualified(collector.arena, type_of(TREE_TYPE(type)), 0), 0, 0);
	struct ab_param *params;
	unsigned n = 0;
	tree arg;

	if (!TYPE_ARG_TYPES(type) && decl && DECL_ARGUMENTS(decl)) {
		take_old_style(made, decl);
		return made;
	}
	for (arg = TYPE_ARG_TYPES(type); arg && arg != void_list_node; arg = TREE_CHAIN(arg))
		n++;
	params = AB_NEW_ARRAY(collector.arena, struct ab_param, n);
	made->is_variadic = stdarg_p(type);
	/* in C++, "(...)" has no list either */
	made->has_no_prototype = !TYPE_ARG_TYPES(type) && !made->is_variadic && !is_cplusplus();
	arg = TYPE_ARG_TYPES(type);
	for (unsigned i = 0; i < n; i++, arg = TREE_CHAIN(arg))
		params[i].type = ab_type_of_param(collector.arena, type_of(TREE_VALUE(arg)));
	if (decl)
		take_names(params, n, decl);
	made->params = params;
	made->n_params = n;
	made->convention = decl ? convention_of(type) : convention_of_target(type);
	return made;
}

static const struct ab_type *derived(enum ab_type_kind kind, tree of, int64_t count, unsigned quals)
{
	return ab_type_derived(collector.arena, kind, type_of(of), count, quals);
}

/* GCC makes one tree of "int (*a)[*]" and the useless "int (*a)[0]". */
static const struct ab_type *pointer_to(tree of, unsigned quals)
{
	const struct ab_type *to = type_of(of);

	if (to->kind == AB_TYPE_ARRAY && to->count == 0)
		to = ab_type_derived(collector.arena, AB_TYPE_ARRAY, to->of, AB_COUNT_VARIABLE, 0);
	return ab_type_derived(collector.arena, AB_TYPE_POINTER, to, 0, quals);
}

static const struct ab_type *spelled(tree type)
{
	tree decl = facts_typedef(type);

	if (decl)
		return type_by_typedef(type, decl);
	if (facts_is_va_list(type))
		return va_list_type(0);
	switch (TREE_CODE(type)) {
	case POINTER_TYPE:
	case REFERENCE_TYPE:
		return pointer_to(TREE_TYPE(type), quals_of(type));
	case ARRAY_TYPE:
		return derived(AB_TYPE_ARRAY, TREE_TYPE(type), facts_bound(type), 0);
	case VECTOR_TYPE:
		return derived(AB_TYPE_VECTOR, TREE_TYPE(type), int_size_in_bytes(type),
			       quals_of(type));
	case FUNCTION_TYPE:
	case METHOD_TYPE:
		return type_of_function(type, NULL_TREE);
	case RECORD_TYPE:
	case UNION_TYPE:
	case ENUMERAL_TYPE:
		return tagged(type, quals_of(type));
	default:
		return scalar(type, quals_of(type));
	}
}

/* Stands for what is too deep in pointers, structs and the like to be read again; NULL: none yet. */
static const struct ab_type *too_deep;

bool type_is_too_deep(const struct ab_type *type)
{
	return type && type == too_deep;
}

const struct ab_type *type_of(tree type)
{
	static unsigned depth, n_parts;
	const struct ab_type *made;

	if (type == error_mark_node) /* after an error; trust_is_lost() knows */
		return named(AB_TYPE_BASIC, "void", 0);
	if (depth == 0)
		n_parts = 0;
	if (depth == AB_TYPE_LEVELS_MAX || ++n_parts > AB_TYPE_PARTS_MAX) {
		if (!too_deep)
			too_deep = named(AB_TYPE_BASIC, "int", 0);
		return too_deep;
	}
	depth++;
	made = spelled(type);
	depth--;
	return made;
}

/* ---- members ---- */

static void set_model(struct ab_per_model *number, uint64_t value)
{
	if (collector.model < 0)
		return;
	number->known |= 1u << collector.model;
	number->value[collector.model] = value;
}

/* A struct from elsewhere that a member holds: how large it is, is not ours to say. */
static void note_held(tree type)
{
	while (TREE_CODE(type) == ARRAY_TYPE && !facts_typedef(type))
		type = TREE_TYPE(type);
	if (!RECORD_OR_UNION_TYPE_P(type) || facts_typedef(type) || !tag_of(type))
		return;
	if (TYPE_STUB_DECL(TYPE_MAIN_VARIANT(type)) &&
	    !place_is_public(facts_definition(TYPE_MAIN_VARIANT(type))))
		type_note_external(ab_printf(collector.arena, "%s %s",
					     TREE_CODE(type) == UNION_TYPE ? "union" : "struct",
					     tag_of(type)),
				   type);
}

static void fill_field(struct ab_field *field, tree decl)
{
	tree declared = DECL_BIT_FIELD_TYPE(decl);
	const bool is_bit_field = DECL_C_BIT_FIELD(decl) && DECL_SIZE(decl);

	note_held(TREE_TYPE(decl));
	field->name = name_of_decl(decl);
	field->type = type_of(is_bit_field && declared ? declared : TREE_TYPE(decl));
	field->bit_width = is_bit_field ? (int)tree_to_uhwi(DECL_SIZE(decl)) : -1;
	field->place = DECL_SOURCE_LOCATION(decl);
	field->is_unavailable = is_unavailable(decl);
	if (DECL_FIELD_OFFSET(decl) && TREE_CODE(DECL_FIELD_OFFSET(decl)) == INTEGER_CST)
		set_model(&field->bit_offset, (uint64_t)int_bit_position(decl));
}

static unsigned n_members(tree type)
{
	unsigned n = 0;

	for (tree field = TYPE_FIELDS(type); field; field = DECL_CHAIN(field))
		n += facts_is_member(field);
	return n;
}

/* A struct without members has a byte in C++ and none in C: so has what holds one. */
static bool has_empty_member(tree type)
{
	for (tree field = TYPE_FIELDS(type); field; field = DECL_CHAIN(field)) {
		tree of = facts_is_member(field) ? strip_array_types(TREE_TYPE(field)) : NULL_TREE;

		if (of && RECORD_OR_UNION_TYPE_P(of) && (!n_members(of) || has_empty_member(of)))
			return true;
	}
	return false;
}

static void take_size(struct ab_aggregate *body, tree type, unsigned n)
{
	if (is_cplusplus() && !n)
		set_model(&body->size_bytes, 0);
	else if (int_size_in_bytes(type) >= 0)
		set_model(&body->size_bytes, (uint64_t)int_size_in_bytes(type));
	set_model(&body->align_bytes, TYPE_ALIGN_UNIT(type));
}

struct ab_aggregate *body_of(tree type)
{
	struct ab_aggregate *body = AB_NEW(collector.arena, struct ab_aggregate);
	const unsigned n = n_members(type);
	const int model = collector.model;
	const char **made;

	if (is_cplusplus() && has_empty_member(type))
		collector.model = -1; /* C++ does not know the layout that it has in C */
	body->is_union = TREE_CODE(type) == UNION_TYPE;
	body->is_packed = TYPE_PACKED(type) && !flag_pack_struct;
	body->fields = AB_NEW_ARRAY(collector.arena, struct ab_field, n);
	body->made = made = AB_NEW_ARRAY(collector.arena, const char *, n);
	for (tree field = TYPE_FIELDS(type); field; field = DECL_CHAIN(field))
		if (facts_is_member(field) && facts_is_made_member(field))
			made[body->n_made++] = decl_name(field);
		else if (facts_is_member(field))
			fill_field(&body->fields[body->n_fields++], field);
	take_size(body, type, n);
	collector.model = model;
	return body;
}
