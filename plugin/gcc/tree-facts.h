/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tree-facts.h - small questions to GCC's trees that have one answer for all
 * rooms: the collector writes it into a record, the quick look into a digest.
 *
 * Included after gcc-includes.h; allocates nothing.
 */
#ifndef ABIDING_TREE_FACTS_H
#define ABIDING_TREE_FACTS_H

extern "C" {
#include "abiding/type.h"
}

/* Qualifiers as the core has them. */
static inline unsigned facts_quals(int quals)
{
	return (quals & TYPE_QUAL_CONST ? AB_QUAL_CONST : 0) |
	       (quals & TYPE_QUAL_VOLATILE ? AB_QUAL_VOLATILE : 0) |
	       (quals & TYPE_QUAL_RESTRICT ? AB_QUAL_RESTRICT : 0) |
	       (quals & TYPE_QUAL_ATOMIC ? AB_QUAL_ATOMIC : 0);
}

/* The declaration of the typedef that the type is spelled with, or NULL_TREE. */
static inline tree facts_typedef(tree type)
{
	tree name = TYPE_NAME(type);

	if (!name || TREE_CODE(name) != TYPE_DECL || !DECL_NAME(name) || DECL_ARTIFICIAL(name))
		return NULL_TREE;
	if (DECL_SOURCE_LOCATION(name) <= BUILTINS_LOCATION)
		return NULL_TREE;
	return name;
}

/* The name of a tag, NULL_TREE where the type has none of its own. */
static inline tree facts_tag(tree type)
{
	tree name = TYPE_NAME(TYPE_MAIN_VARIANT(type));

	if (name && TREE_CODE(name) == TYPE_DECL)
		/* a typedef that names an unnamed type is no tag */
		name = DECL_ARTIFICIAL(name) ? DECL_NAME(name) : NULL_TREE;
	return name && !IDENTIFIER_ANON_P(name) ? name : NULL_TREE;
}

/* Whether the type is one that a tag can name. */
static inline bool facts_has_identity(tree type)
{
	return RECORD_OR_UNION_TYPE_P(type) || TREE_CODE(type) == ENUMERAL_TYPE;
}

/* The location less what a macro made of it. */
static inline location_t facts_plain(location_t where)
{
	return linemap_resolve_location(line_table, where, LRK_MACRO_EXPANSION_POINT, NULL);
}

/*
 * Where the type is defined, UNKNOWN_LOCATION: nowhere.  In C23 who defines a
 * struct once more takes its place along, but not that of its members.
 */
static inline location_t facts_definition(tree type)
{
	tree stub = TYPE_STUB_DECL(type), first;
	location_t where;

	if (!stub)
		return UNKNOWN_LOCATION;
	where = DECL_SOURCE_LOCATION(stub);
	if (!HAS_C23_REDEFINITION)
		return where;
	first = RECORD_OR_UNION_TYPE_P(type) && !is_cplusplus() ? TYPE_FIELDS(type) : NULL_TREE;
	if (first && DECL_SOURCE_LOCATION(first) < where &&
	    facts_plain(DECL_SOURCE_LOCATION(first)) < facts_plain(where))
		return DECL_SOURCE_LOCATION(first);
	return where;
}

/* Where a tag is declared. */
static inline location_t facts_place_of_tag(tree decl)
{
	return TYPE_STUB_DECL(TREE_TYPE(decl)) == decl ? facts_definition(TREE_TYPE(decl))
						       : DECL_SOURCE_LOCATION(decl);
}

/* Where a type began that has been finished, UNKNOWN_LOCATION: it has not. */
static inline location_t facts_start_of(tree type)
{
	return facts_has_identity(type) && COMPLETE_TYPE_P(type) ? facts_definition(type)
								 : UNKNOWN_LOCATION;
}

/* Whether the declaration is a tag's own, not a typedef's. */
static inline bool facts_is_tag_decl(tree decl)
{
	if (!DECL_NAME(decl))
		return true;
	return is_cplusplus() && (DECL_ARTIFICIAL(decl) || IDENTIFIER_ANON_P(DECL_NAME(decl)));
}

/*
 * Where a va_list is an array, a parameter of that type is a pointer into it
 * and has lost the name.
 */
static inline bool facts_is_va_list(tree type)
{
	tree list = va_list_type_node;

	if (TREE_CODE(list) != ARRAY_TYPE)
		return false;
	if (TREE_CODE(type) == POINTER_TYPE)
		return TYPE_MAIN_VARIANT(TREE_TYPE(type)) == TYPE_MAIN_VARIANT(TREE_TYPE(list));
	return TYPE_MAIN_VARIANT(type) == TYPE_MAIN_VARIANT(list);
}

/* As tree_fits_shwi_p() and tree_fits_uhwi_p(), which cost a symbol each. */
static inline bool facts_is_number(const_tree number)
{
	return TREE_CODE(number) == INTEGER_CST && TREE_INT_CST_EXT_NUNITS(number) == 1;
}

static inline bool facts_is_unsigned_number(const_tree number)
{
	if (facts_is_number(number))
		return (HOST_WIDE_INT)TREE_INT_CST_LOW(number) >= 0;
	return TREE_CODE(number) == INTEGER_CST && TREE_INT_CST_EXT_NUNITS(number) == 2 &&
	       !TREE_INT_CST_ELT(number, 1);
}

static inline bool facts_is_zero(const_tree size)
{
	return size && facts_is_number(size) && !TREE_INT_CST_LOW(size);
}

/* All bits set, as the last index of an array of no elements is in C++. */
static inline bool facts_is_all_ones(const_tree number)
{
	return TREE_CODE(number) == INTEGER_CST &&
	       wi::to_wide(number) == wi::minus_one(TYPE_PRECISION(TREE_TYPE(number)));
}

/* The number of elements of an array, or AB_COUNT_... */
static inline int64_t facts_bound(tree type)
{
	tree domain = TYPE_DOMAIN(type);
	tree max = domain ? TYPE_MAX_VALUE(domain) : NULL_TREE;

	if (facts_is_zero(TYPE_SIZE(type)) && (!max || !facts_is_zero(TYPE_SIZE(TREE_TYPE(type)))))
		return 0;
	if (!max)
		return AB_COUNT_NONE;
	if (facts_is_all_ones(max))
		return 0;
	if (!facts_is_number(max))
		return AB_COUNT_VARIABLE;
	return (HOST_WIDE_INT)TREE_INT_CST_LOW(max) + 1;
}

/* Whether a field is a member that has a name, or members. */
static inline bool facts_is_member(tree field)
{
	if (TREE_CODE(field) != FIELD_DECL || DECL_ARTIFICIAL(field))
		return false;
	/* an unnamed bit-field is padding, which offsets show */
	return DECL_NAME(field) || RECORD_OR_UNION_TYPE_P(TREE_TYPE(field));
}

/* Made up by C for a call of what nobody has declared: C_DECL_IMPLICIT of c-tree.h, which cp-tree.h excludes. */
static inline bool facts_is_implicit(tree decl)
{
	return !is_cplusplus() && TREE_CODE(decl) == FUNCTION_DECL && DECL_LANG_FLAG_2(decl);
}

/*
 * Whether C++ code says "static" of a variable at file scope, in its text or by a macro: the
 * compiler keeps no difference to what const makes (own.cc).
 */
bool facts_is_spelled_static(tree decl);

/* Before a macro is taken back: whether it stands for static; what it was is kept in mind then. */
bool facts_note_undef(cpp_hashnode *node);

/* "const int foo = 3;", which C++ makes a translation unit's own as if it were static, and C does not. */
static inline bool facts_is_own_by_const(tree decl)
{
	return is_cplusplus() && VAR_P(decl) && TREE_READONLY(decl) && !TREE_PUBLIC(decl) &&
	       !DECL_DECLARED_CONSTEXPR_P(decl) && !facts_is_spelled_static(decl);
}

/*
 * Whether other translation units can mean it, as it is declared in C.  C++ makes
 * an "extern struct {...} x;" its own, unless it is extern "C".
 */
static inline bool facts_is_external(tree decl)
{
	return TREE_PUBLIC(decl) || (VAR_P(decl) && DECL_EXTERNAL(decl)) ||
	       facts_is_own_by_const(decl);
}

/* Whether a function or variable is spelled in C, and so a thing to promise. */
static inline bool facts_is_promisable(tree decl)
{
	if (TREE_CODE(decl) != FUNCTION_DECL && TREE_CODE(decl) != VAR_DECL)
		return false;
	if (!DECL_NAME(decl) || DECL_ARTIFICIAL(decl) || TREE_TYPE(decl) == error_mark_node ||
	    facts_is_implicit(decl))
		return false;
	return !is_cplusplus() ||
	       (DECL_NAMESPACE_SCOPE_P(decl) && CP_DECL_CONTEXT(decl) == global_namespace &&
		!(DECL_LANG_SPECIFIC(decl) && DECL_TEMPLATE_INFO(decl)) &&
		!IDENTIFIER_ANY_OP_P(DECL_NAME(decl)));
}

/*
 * How far the parser has come.  C sets input_location to where a declaration
 * began, but has read no more than the token behind it; C++ has read all.
 */
static inline location_t facts_parsed_until(void)
{
	return is_cplusplus() ? input_location : line_table->highest_location;
}

/* The name of this compile's data model (abiding/model.h); static. */
const char *model_name(void);

/* The name of a declaration, NULL: it has none. */
static inline const char *decl_name(tree decl)
{
	return DECL_NAME(decl) ? IDENTIFIER_POINTER(DECL_NAME(decl)) : NULL;
}

#endif
