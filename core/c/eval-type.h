/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * eval-type.h - the types that an expression mentions: arithmetic, size, alignment.
 */
#ifndef ABIDING_EVAL_TYPE_H
#define ABIDING_EVAL_TYPE_H

#include "arith.h"

/* One evaluation of a text under one data model. */
struct ab_eval_run {
	struct ab_arena *arena;
	const struct ab_eval_env *env; /* the caller's, or a shadow with other widths */
	bool is_shadow;
	bool sees_varying;    /* a type whose width differs between models was met */
	bool sees_char;	      /* what the sign of plain char decides was met */
	bool is_tainted;      /* a size of this model alone was met */
	bool is_type_tainted; /* arithmetic with a type that has another width elsewhere */
	struct ab_lexer lexer;
	struct ab_token token; /* the one to be read next */
	unsigned level;
	unsigned unevaluated; /* >0: types count, values do not */
	unsigned inside;      /* >0: in the operand of an operator, or in parentheses */
	struct ab_buf *bare;  /* the operands and operators that are not; NULL: not wanted */
	bool has_operator;    /* among these */
	bool is_bare_lost;    /* one of them cannot be written down */
	/* eval.c's: a constant expression, and one that no operator but unary ones takes part in */
	bool (*constant)(struct ab_eval_run *e, struct ab_operand *value);
	bool (*unary)(struct ab_eval_run *e, struct ab_operand *value);
};

/* Remembers that a type whose width differs between models was met. */
void ab_eval_note(struct ab_eval_run *e, enum ab_arith arith);

/* What a type stands for in arithmetic, NONE: nothing. */
enum ab_arith ab_eval_arith(struct ab_eval_run *e, const struct ab_type *type);

/* What wchar_t stands for, and that type. */
enum ab_arith ab_eval_wide(struct ab_eval_run *e, const struct ab_type **type);

/* Whether a type has the same size in every data model. */
bool ab_type_has_fixed_size(const struct ab_type *type);

/* Size and alignment in bytes; false: incomplete or not known. */
bool ab_eval_size(struct ab_eval_run *e, const struct ab_type *type, uint64_t *size);
bool ab_eval_align(struct ab_eval_run *e, const struct ab_type *type, uint64_t *align);

/* A result of sizeof or _Alignof: of type size_t. */
struct ab_operand ab_eval_size_operand(struct ab_eval_run *e, uint64_t size);

#endif
