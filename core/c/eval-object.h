/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * eval-object.h - what an expression names without its value: types, typeof, objects
 * and members, of which the compiler knows size and offset.
 */
#ifndef ABIDING_EVAL_OBJECT_H
#define ABIDING_EVAL_OBJECT_H

#include "eval-type.h"

/* Whether a word begins the name of a type. */
bool ab_is_type_word(struct ab_eval_run *e, const struct ab_token *word);

/* Whether the parenthesis at hand holds a type; peeks only. */
bool ab_at_type_name(struct ab_eval_run *e);

/* "(type)", at the parenthesis, which is read. */
bool ab_parse_type_name(struct ab_eval_run *e, const struct ab_type **type);

/* An object, in parentheses or not, which is read; false: there is none, nothing is read. */
bool ab_parse_object(struct ab_eval_run *e, struct ab_eval_found *found);

/* "(type, member.of[1])", which is read, in bytes; false: not known. */
bool ab_parse_offset(struct ab_eval_run *e, uint64_t *offset_bytes);

#endif
