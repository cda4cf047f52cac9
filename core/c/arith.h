/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * arith.h - C's arithmetic types and operators on constants.
 *
 * What has no value that a program could rely on (overflow of a signed type,
 * division by zero, a shift by too much) makes a function return false.
 */
#ifndef ABIDING_ARITH_H
#define ABIDING_ARITH_H

#include "abiding/eval.h"
#include "abiding/literal.h"

/* In the order of rank; of two that differ in sign only, unsigned is the second. */
enum ab_arith {
	AB_ARITH_NONE,
	AB_ARITH_BOOL,
	AB_ARITH_CHAR,
	AB_ARITH_SCHAR,
	AB_ARITH_UCHAR,
	AB_ARITH_SHORT,
	AB_ARITH_USHORT,
	AB_ARITH_INT,
	AB_ARITH_UINT,
	AB_ARITH_LONG,
	AB_ARITH_ULONG,
	AB_ARITH_LLONG,
	AB_ARITH_ULLONG,
	AB_ARITH_FLOAT16, /* the first that is floating */
	AB_ARITH_FLOAT,
	AB_ARITH_FLOAT32,
	AB_ARITH_FLOAT32X,
	AB_ARITH_DOUBLE,
	AB_ARITH_FLOAT64,
	AB_ARITH_FLOAT64X,
	AB_ARITH_LDOUBLE,
	AB_ARITHS
};

struct ab_operand {
	enum ab_value_kind kind;
	enum ab_arith arith;	    /* of an integer or float */
	uint64_t bits;		    /* integer: extended to 64 bits by its sign */
	long double number;	    /* float: rounded to its type */
	const struct ab_type *type; /* a typedef or enum that it was cast to; NULL: arith itself */
	const struct ab_units *string;
};

/* A canonical basic name as arithmetic type, NONE: it is none, or has more than 64 bits. */
enum ab_arith ab_arith_find(const char *name);
const char *ab_arith_name(enum ab_arith arith);
bool ab_arith_is_float(enum ab_arith arith);
bool ab_arith_is_unsigned(const struct ab_eval_env *env, enum ab_arith arith);
/* The width of an integer type. */
unsigned ab_arith_bits(const struct ab_eval_env *env, enum ab_arith arith);
/* The size in bytes; 0: not the same everywhere (long double). */
unsigned ab_arith_size(const struct ab_eval_env *env, enum ab_arith arith);

/* An integer of that type, cut to its width. */
struct ab_operand ab_operand_integer(const struct ab_eval_env *env, enum ab_arith arith,
				     uint64_t bits);
/* A floating constant, by its digits and suffix. */
bool ab_operand_float(const struct ab_constant *constant, struct ab_operand *operand);

/* Gives the operand that type and the value it then has (C17 6.3.1). */
bool ab_operand_convert(const struct ab_eval_env *env, struct ab_operand *operand,
			enum ab_arith arith);
/* Integer promotion (6.3.1.1p2). */
void ab_operand_promote(const struct ab_eval_env *env, struct ab_operand *operand);
/* The common type of two (6.3.1.8). */
enum ab_arith ab_arith_common(const struct ab_eval_env *env, const struct ab_operand *a,
			      const struct ab_operand *b);
bool ab_operand_is_zero(const struct ab_operand *operand);

/* A unary operator: '+', '-', '~', '!'. */
bool ab_operand_unary(const struct ab_eval_env *env, char op, struct ab_operand *operand);

/*
 * A binary operator: a single character, or '<<' as 'l', '>>' as 'r', '<=' as
 * '{', '>=' as '}', '==' as '=', '!=' as '!'.  The result is left in a; where
 * there is none, a has the type that it would have had.
 */
bool ab_operand_binary(const struct ab_eval_env *env, char op, struct ab_operand *a,
		       struct ab_operand b);

/* The shortest decimal that reads back as this float; NULL: infinite or no number. */
const char *ab_operand_float_text(struct ab_arena *arena, const struct ab_operand *operand);

#endif
