/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * walk.cc - everything at file scope, at the end of the parse.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"

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
		names_put(NAMES_TAGS, tag, type);
	if (place_is_public(facts_place_of_tag(decl)) &&
	    !made_note(tag, facts_place_of_tag(decl))) {
		tag_take(decl);
		visit_members(type);
	}
}

static void visit_typedef(tree decl)
{
	names_put(NAMES_TYPEDEFS, decl_name(decl), decl);
	if (place_is_public(tag_place_of_typedef(decl)) &&
	    !made_note(decl_name(decl), tag_place_of_typedef(decl)))
		tag_take_typedef(decl);
}

static void visit(tree decl)
{
	if (DECL_SOURCE_LOCATION(decl) <= BUILTINS_LOCATION || TREE_TYPE(decl) == error_mark_node)
		return;
	switch (TREE_CODE(decl)) {
	case FUNCTION_DECL:
	case VAR_DECL:
		if (DECL_NAME(decl))
			names_put(NAMES_VALUES, decl_name(decl), decl);
		symver_take(decl);
		decl_take(decl);
		break;
	case CONST_DECL:
		names_put(NAMES_ENUMERATORS, decl_name(decl), decl);
		break;
	case TYPE_DECL:
		if (facts_is_tag_decl(decl))
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

static void visit_enumerators_of_c(void)
{
	unsigned i;
	tree unit;

	FOR_EACH_VEC_SAFE_ELT(all_translation_units, i, unit)
	if (DECL_INITIAL(unit) && TREE_CODE(DECL_INITIAL(unit)) == BLOCK)
		for (tree decl = BLOCK_VARS(DECL_INITIAL(unit)); decl; decl = DECL_CHAIN(decl))
			if (TREE_CODE(decl) == CONST_DECL)
				visit(decl);
}

void walk_types(tree *decls, size_t n)
{
	names_start();
	visit_enumerators_of_c();
	tag_start_sweep();
	for (size_t i = 0; i < n; i++)
		visit(decls[i]);
	tag_finish_sweep();
}

void walk_sweep(void)
{
	names_start();
	decl_start_sweep();
	tag_start_sweep();
	if (is_cplusplus())
		walk_cplusplus();
	else
		walk_c();
	tag_finish_sweep();
}
