/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * change.h - what the edits share.
 *
 *   change.c  which one is made, and what they ask of a tree
 *   allow.c   those that a library may make
 *   break.c   those of functions, types, enums and constants that it may not,
 * mostly break-struct.c  likewise of structs and unions
 */
#ifndef CHANGE_H
#define CHANGE_H

#include "judge.h"

/* An edit; make: false, there was nothing for it, and the tree may be spoilt.
 */
struct change {
	const char *name;
	bool (*make)(struct tree *tree, struct chance *chance);
};

/* Each ends with one that has no name. */
extern const struct change allowed_changes[], break_changes[], struct_changes[];

/* One of that kind which is in the old header, NULL: none. */
struct decl *old_one(struct tree *tree, struct chance *chance, enum decl_kind kind);
bool is_mentioned(const struct tree *tree, const struct decl *decl);
/* What an edit puts in may only mention what stands before; NULL: nothing does.
 */
struct type *type_before(struct tree *tree, struct chance *chance, const struct decl *decl);
struct member *member_before(struct tree *tree, struct chance *chance, const struct decl *decl,
			     bool is_bits);
/* Puts another type in that place; false: it would be the same. */
bool put_type(struct tree *tree, struct chance *chance, const struct decl *decl,
	      struct type **place);
/* Somewhere in the type of a declaration or member, at whatever depth; NULL:
 * nowhere. */
struct type **type_inside(struct tree *tree, struct chance *chance, struct decl **owner);

#endif
