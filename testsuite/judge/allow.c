/* SPDX-License-Identifier: GPL-3.0-or-later */
/* allow.c - what a library may do: programs that were compiled before, and
 * sources, go on. */
#include "change.h"

#include <string.h>

static bool add_declaration(struct tree *tree, struct chance *chance)
{
	const int which = tree_add(tree, chance, below(chance, D_KINDS));

	if (which < 0)
		return false;
	tree->decls[which].is_new = true;
	return true;
}

static bool add_enumerator(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_ENUM);
	long last = 0;

	if (!decl || decl->n_items == MEMBERS_MAX)
		return false;
	for (unsigned i = 0; i < decl->n_items; i++)
		last = decl->items[i].value > last ? decl->items[i].value : last;
	if (last > 0x7ffffff0L) /* it would be of another type */
		return false;
	decl->items[decl->n_items].id = ++tree->next_id;
	decl->items[decl->n_items++].value = last + 1 + (long)below(chance, 3);
	return true;
}

static bool rename_tag(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, one_in(chance, 3) ? D_ENUM : D_STRUCT);

	if (!decl || decl->naming != N_BOTH || !decl->tag)
		return false;
	decl->tag = ++tree->next_id;
	return true;
}

static bool define_opaque(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_STRUCT);

	if (!decl || !decl->is_opaque)
		return false;
	decl->is_opaque = false;
	decl->n_members = 1;
	decl->members[0] = member_before(tree, chance, decl, false);
	return true;
}

static bool add_union_member(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_STRUCT);
	struct member *member;

	if (!decl || !decl->is_union || decl->is_opaque || decl->n_members == MEMBERS_MAX)
		return false;
	member = take(sizeof *member);
	member->id = ++tree->next_id;
	member->bits = -1;
	member->type = take(sizeof *member->type);
	member->type->base = one_in(chance, 2) ? B_CHAR : B_UCHAR;
	decl->members[decl->n_members++] = member;
	return true;
}

static bool change_inline_body(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_FUNCTION);

	if (!decl || !decl->is_inline)
		return false;
	decl->body++;
	return true;
}

static bool deprecate(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_FUNCTION);

	if (!decl || decl->is_inline || decl->is_deprecated)
		return false;
	decl->is_deprecated = true;
	return true;
}

static bool add_typedef(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_STRUCT);

	if (!decl || decl->naming != N_TAG)
		return false;
	decl->naming = N_BOTH;
	return true;
}

static bool swap_union_members(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_STRUCT);
	struct member *first;

	if (!decl || !decl->is_union || decl->n_members < 2)
		return false;
	first = decl->members[0];
	memmove(&decl->members[0], &decl->members[1],
		(decl->n_members - 1) * sizeof *decl->members);
	decl->members[decl->n_members - 1] = first;
	return true;
}

static bool reorder_enumerators(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_ENUM);
	struct item first;

	/* one that is named by its place in the list keeps it */
	if (!decl || decl->n_items < 3 || is_mentioned(tree, decl))
		return false;
	first = decl->items[0];
	decl->items[0] = decl->items[1];
	decl->items[1] = first;
	return true;
}

/* A type gets a name of its own, and goes by it. */
static bool name_type(struct tree *tree, struct chance *chance)
{
	struct decl *owner, *decl;
	struct type **place = type_inside(tree, chance, &owner), *type;

	if (!place || owner->kind == D_TYPEDEF || tree->n_decls == DECLS_MAX ||
	    ((*place)->kind != T_BASE && (*place)->kind != T_POINTER) ||
	    ((*place)->kind == T_BASE && (*place)->base == B_VOID) ||
	    decl_mentions(owner, (int)(owner - tree->decls)))
		return false;
	decl = &tree->decls[tree->n_decls];
	memset(decl, 0, sizeof *decl);
	decl->kind = D_TYPEDEF;
	decl->id = ++tree->next_id;
	decl->is_new = true;
	decl->type = *place;
	type = take(sizeof *type);
	type->kind = T_NAME;
	type->decl = (int)tree->n_decls++;
	type->is_const = (*place)->is_const;
	type->is_volatile = (*place)->is_volatile;
	decl->type->is_const = decl->type->is_volatile = false;
	*place = type;
	return true;
}

static int add_number(struct tree *tree, long value)
{
	struct decl *decl = &tree->decls[tree->n_decls];

	if (tree->n_decls == DECLS_MAX)
		return -1;
	memset(decl, 0, sizeof *decl);
	decl->kind = D_MACRO;
	decl->id = ++tree->next_id;
	decl->is_new = true;
	decl->base = B_INT;
	decl->number = value;
	return (int)tree->n_decls++;
}

/* A constant is worth what it was, by way of another one. */
static bool say_by_macro(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_MACRO);
	int other;

	if (!decl || decl->value != V_INTEGER || decl->base != B_INT || decl->number < 5)
		return false;
	other = add_number(tree, decl->number - 3);
	if (other < 0)
		return false;
	decl->value = V_OTHER;
	decl->other = other;
	decl->number = 3;
	return true;
}

static bool bound_by_macro(struct tree *tree, struct chance *chance)
{
	struct decl *owner;
	struct type **place = type_inside(tree, chance, &owner);
	int other;

	if (!place || (*place)->kind != T_ARRAY || (*place)->bound.decl >= 0 ||
	    !(*place)->bound.value)
		return false;
	other = add_number(tree, (*place)->bound.value);
	(*place)->bound.decl = other;
	return other >= 0;
}

/* "typedef int call(char *); call f;" */
static bool declare_by_typedef(struct tree *tree, struct chance *chance)
{
	struct decl *owner = old_one(tree, chance, D_FUNCTION), *decl;

	if (!owner || owner->is_inline || owner->by_typedef || tree->n_decls == DECLS_MAX)
		return false;
	decl = &tree->decls[tree->n_decls];
	memset(decl, 0, sizeof *decl);
	decl->kind = D_TYPEDEF;
	decl->id = ++tree->next_id;
	decl->is_new = true;
	decl->type = owner->type;
	owner->by_typedef = (int)tree->n_decls++;
	return true;
}

static bool add_macros_of_values(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_ENUM);

	if (!decl || decl->has_macros)
		return false;
	decl->has_macros = true;
	return true;
}

static bool respell(struct tree *tree, struct chance *chance)
{
	(void)tree, (void)chance;
	return true;
}

const struct change allowed_changes[] = {
    {"respelled", respell},
    {"declaration-added", add_declaration},
    {"enumerator-added", add_enumerator},
    {"tag-renamed", rename_tag},
    {"opaque-defined", define_opaque},
    {"union-member-added", add_union_member},
    {"inline-body-changed", change_inline_body},
    {"deprecated", deprecate},
    {"typedef-added", add_typedef},
    {"union-members-swapped", swap_union_members},
    {"enumerators-reordered", reorder_enumerators},
    {"type-named", name_type},
    {"constant-by-macro", say_by_macro},
    {"bound-by-macro", bound_by_macro},
    {"function-by-typedef", declare_by_typedef},
    {"macros-of-values-added", add_macros_of_values},
    {NULL, NULL},
};
