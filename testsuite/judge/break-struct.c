/* SPDX-License-Identifier: GPL-3.0-or-later */
/* break-struct.c - edits of structs and unions, and of what is in them. */
#include "change.h"

#include <string.h>

/* Down at times to the members of a member. */
static struct member **members_of(struct decl *decl, struct chance *chance, unsigned **n)
{
	struct member *member =
	    decl->n_members ? decl->members[below(chance, decl->n_members)] : NULL;

	*n = &decl->n_members;
	if (!member || !member->n_members || one_in(chance, 2))
		return decl->members;
	*n = &member->n_members;
	return member->members;
}

static struct decl *struct_with_members(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_STRUCT);

	return decl && decl->n_members ? decl : NULL;
}

static bool add_member(struct tree *tree, struct chance *chance)
{
	struct decl *decl = struct_with_members(tree, chance);
	struct member **members;
	unsigned *n, at;

	if (!decl)
		return false;
	members = members_of(decl, chance, &n);
	if (*n == MEMBERS_MAX)
		return false;
	at = below(chance, *n + !decl->is_open);
	memmove(&members[at + 1], &members[at], (*n - at) * sizeof *members);
	members[at] = member_before(tree, chance, decl, !decl->is_union && one_in(chance, 4));
	++*n;
	return true;
}

static bool remove_member(struct tree *tree, struct chance *chance)
{
	struct decl *decl = struct_with_members(tree, chance);
	struct member **members;
	unsigned *n, at;

	if (!decl || decl->is_open)
		return false;
	members = members_of(decl, chance, &n);
	if (*n < 2)
		return false;
	at = below(chance, *n);
	--*n;
	memmove(&members[at], &members[at + 1], (*n - at) * sizeof *members);
	return true;
}

static bool swap_members(struct tree *tree, struct chance *chance)
{
	struct decl *decl = struct_with_members(tree, chance);
	struct member **members, *first;
	unsigned *n, at;

	if (!decl || decl->is_open)
		return false;
	members = members_of(decl, chance, &n);
	if (*n < 2)
		return false;
	at = below(chance, *n - 1);
	first = members[at];
	members[at] = members[at + 1];
	members[at + 1] = first;
	return true;
}

static bool change_member(struct tree *tree, struct chance *chance)
{
	struct decl *decl = struct_with_members(tree, chance);
	struct member **members, *member;
	unsigned *n;

	if (!decl)
		return false;
	members = members_of(decl, chance, &n);
	member = members[below(chance, *n)];
	if (!member->type || member->bits >= 0)
		return false;
	if (member->type->kind == T_ARRAY && one_in(chance, 2)) {
		member->type->bound.decl = -1;
		member->type->bound.value += 1 + (long)below(chance, 3);
		return true;
	}
	return put_type(tree, chance, decl, &member->type);
}

static bool change_bits(struct tree *tree, struct chance *chance)
{
	struct decl *decl = struct_with_members(tree, chance);

	for (unsigned i = 0; decl && i < decl->n_members; i++) {
		struct member *member = decl->members[i];

		if (member->bits < 0)
			continue;
		if (member->type->base == B_INT && one_in(chance, 2))
			member->type->base = B_UINT;
		else if (member->bits > 1)
			member->bits--;
		else
			member->bits++;
		return true;
	}
	return false;
}

static bool rename_member(struct tree *tree, struct chance *chance)
{
	struct decl *decl = struct_with_members(tree, chance);
	struct member **members, *member;
	unsigned *n;

	if (!decl)
		return false;
	members = members_of(decl, chance, &n);
	member = members[below(chance, *n)];
	if (!member->id)
		return false;
	member->id = ++tree->next_id;
	return true;
}

/* A member that gets a name, or loses it, with those in it. */
static bool name_member(struct tree *tree, struct chance *chance)
{
	struct decl *decl = struct_with_members(tree, chance);

	if (decl && decl->is_open)
		return false;
	for (unsigned i = 0; decl && i < decl->n_members; i++) {
		if (!decl->members[i]->n_members)
			continue;
		decl->members[i]->id = decl->members[i]->id ? 0 : ++tree->next_id;
		return true;
	}
	return false;
}

static bool wrap_member(struct tree *tree, struct chance *chance)
{
	struct decl *decl = struct_with_members(tree, chance);
	struct member *member, **inner;

	if (!decl || decl->is_open)
		return false;
	inner = &decl->members[below(chance, decl->n_members)];
	if ((*inner)->n_items)
		return false;
	member = take(sizeof *member);
	member->bits = -1;
	member->is_union = one_in(chance, 2);
	member->n_members = 1;
	member->members[0] = *inner;
	*inner = member;
	return true;
}

static bool change_packing(struct tree *tree, struct chance *chance)
{
	struct decl *decl = struct_with_members(tree, chance);

	if (!decl)
		return false;
	if (one_in(chance, 2))
		decl->is_packed = !decl->is_packed;
	else
		decl->aligned = 16;
	return true;
}

static bool align_member(struct tree *tree, struct chance *chance)
{
	struct decl *decl = struct_with_members(tree, chance);
	struct member *member = decl ? decl->members[below(chance, decl->n_members)] : NULL;

	if (!member || !member->type || member->bits >= 0)
		return false;
	member->aligned = member->aligned ? 0 : 16;
	return true;
}

static bool change_kind(struct tree *tree, struct chance *chance)
{
	struct decl *decl = struct_with_members(tree, chance);

	if (!decl || decl->is_open)
		return false;
	for (unsigned i = 0; i < decl->n_members; i++)
		if (decl->members[i]->bits >= 0)
			return false;
	decl->is_union = !decl->is_union;
	return true;
}

static bool hide_body(struct tree *tree, struct chance *chance)
{
	struct decl *decl = struct_with_members(tree, chance);

	if (!decl || decl->naming == N_TYPEDEF || is_mentioned(tree, decl))
		return false;
	decl->is_opaque = true;
	decl->n_members = 0;
	decl->is_packed = false;
	decl->aligned = 0;
	return true;
}

const struct change struct_changes[] = {
    {"member-added", add_member},
    {"member-removed", remove_member},
    {"members-swapped", swap_members},
    {"member-changed", change_member},
    {"bits-changed", change_bits},
    {"member-renamed", rename_member},
    {"member-named", name_member},
    {"member-wrapped", wrap_member},
    {"packing-changed", change_packing},
    {"kind-changed", change_kind},
    {"body-hidden", hide_body},
    {"member-aligned", align_member},
    {NULL, NULL},
};
