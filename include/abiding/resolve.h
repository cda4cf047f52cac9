/* SPDX-License-Identifier: GPL-3.0-or-later */
/* resolve.h - what the name of a type stands for, in one record and in the next. */
#ifndef ABIDING_RESOLVE_H
#define ABIDING_RESOLVE_H

#include "abiding/record.h"

/* The typedef, struct, union or enum of that name, NULL: there is none. */
struct ab_entity *ab_record_find_type(const struct ab_record *record, const char *name);

/*
 * What a type stands for in a record: typedefs of the library looked through,
 * qualifiers added up, until a basic, derived or external type or a struct,
 * union or enum (then *entity is set if the record has it, else NULL).
 */
const struct ab_type *ab_type_resolve(const struct ab_record *record, const struct ab_type *type,
				      struct ab_arena *arena, const struct ab_entity **entity);

/*
 * Whether an entity is a typedef of a typedef and so on, more than AB_TYPEDEFS_MAX (limits.h) times,
 * or one of a ring: ab_type_resolve() does not come to its end.
 */
bool ab_typedef_is_far(const struct ab_record *record, const struct ab_entity *entity);

/* The type that a macro keeps a name for, as "#define old_t new_t" does; NULL: none. */
const struct ab_type *ab_type_by_macro(const struct ab_record *record, const char *name,
				       struct ab_arena *arena);

/* The entity of current that is the same struct, union, enum or typedef, or NULL. */
const struct ab_entity *ab_counterpart(const struct ab_entity *entity,
				       const struct ab_record *current);

#endif
