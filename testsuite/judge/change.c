/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * change.c - edits of a tree, as a contributor makes them.  Those that a
 * library may make are called allowed; of the others the compiler says whether
 * they break anything.
 */
#include "change.h"

#include <string.h>

/* One of that kind which is in the old header, NULL: none. */
struct decl *old_one(struct tree *tree, struct chance *chance, enum decl_kind kind)
{
	const unsigned start = below(chance, tree->n_decls);

	for (unsigned i = 0; i < tree->n_decls; i++) {
		struct decl *decl = &tree->decls[(start + i) % tree->n_decls];

		if (decl->kind == kind && decl_is_there(decl) && !decl->is_new)
			return decl;
	}
	return NULL;
}

bool is_mentioned(const struct tree *tree, const struct decl *decl)
{
	for (unsigned i = 0; i < tree->n_decls; i++)
		if (&tree->decls[i] != decl && decl_is_there(&tree->decls[i]) &&
		    decl_mentions(&tree->decls[i], (int)(decl - tree->decls)))
			return true;
	return false;
}

/* What an edit puts in may only mention what stands before. */
struct type *type_before(struct tree *tree, struct chance *chance, const struct decl *decl)
{
	const unsigned n = tree->n_decls;
	struct type *type;

	tree->n_decls = (unsigned)(decl - tree->decls);
	type = tree->n_decls ? tree_type(tree, chance, 2, true) : NULL;
	tree->n_decls = n;
	return type;
}

struct member *member_before(struct tree *tree, struct chance *chance, const struct decl *decl,
			     bool is_bits)
{
	const unsigned n = tree->n_decls;
	struct member *member;

	tree->n_decls = (unsigned)(decl - tree->decls);
	if (!tree->n_decls)
		is_bits = true; /* whose types mention nothing */
	member = tree_member(tree, chance, 1, is_bits);
	tree->n_decls = n;
	return member;
}

static bool is_same_basic(const struct type *a, const struct type *b)
{
	return a && a->kind == T_BASE && b->kind == T_BASE && a->base == b->base;
}

bool put_type(struct tree *tree, struct chance *chance, const struct decl *decl,
	      struct type **place)
{
	struct type *type = type_before(tree, chance, decl);

	if (!type || is_same_basic(*place, type))
		return false;
	*place = type;
	return true;
}

/* Down into a type at random; its place. */
static struct type **inside(struct type **place, struct chance *chance)
{
	struct type *type = *place;

	if (one_in(chance, 3) ||
	    (type->kind != T_POINTER && type->kind != T_ARRAY && type->kind != T_FUNCTION))
		return place;
	if (type->kind == T_FUNCTION && type->n_params && one_in(chance, 2))
		return inside(&type->params[below(chance, type->n_params)], chance);
	return inside(&type->of, chance);
}

struct type **type_inside(struct tree *tree, struct chance *chance, struct decl **owner)
{
	static const enum decl_kind kinds[] = {D_FUNCTION, D_FUNCTION, D_STRUCT,
					       D_STRUCT,   D_VARIABLE, D_TYPEDEF};
	struct decl *decl = old_one(tree, chance, kinds[below(chance, 6)]);
	struct member *member;

	*owner = decl;
	if (!decl || decl->is_inline || (decl->kind == D_STRUCT && !decl->n_members))
		return NULL;
	if (decl->kind != D_STRUCT)
		return inside(&decl->type, chance);
	member = decl->members[below(chance, decl->n_members)];
	while (!member->type && member->n_members)
		member = member->members[below(chance, member->n_members)];
	return member->type && member->bits < 0 ? inside(&member->type, chance) : NULL;
}

static unsigned count(const struct change *changes)
{
	unsigned n = 0;

	while (changes[n].name)
		n++;
	return n;
}

/* Several times: what it needs may be rare in the tree. */
static bool make(const struct change *change, struct tree *tree, struct chance *chance)
{
	for (unsigned tries = 0; tries < 12; tries++) {
		struct tree before;

		tree_copy(&before, tree);
		if (change->make(tree, chance))
			return true;
		*tree = before;
	}
	return false;
}

const char *change_tree(struct tree *tree, struct chance *chance, bool wants_allowed,
			bool *is_allowed)
{
	static const struct change *const lists[] = {allowed_changes, break_changes,
						     struct_changes};

	for (unsigned tries = 0; tree->n_decls && tries < 40; tries++) {
		const unsigned list = wants_allowed ? 0 : (1 + below(chance, 5)) / 2;
		const struct change *change = &lists[list][below(chance, count(lists[list]))];

		*is_allowed = list == 0;
		if (make(change, tree, chance))
			return change->name;
	}
	return NULL;
}
