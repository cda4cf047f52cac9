/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arith.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[AB_ARITHS] = {
    [AB_ARITH_BOOL] = "_Bool",
    [AB_ARITH_CHAR] = "char",
    [AB_ARITH_SCHAR] = "signed char",
    [AB_ARITH_UCHAR] = "unsigned char",
    [AB_ARITH_SHORT] = "short",
    [AB_ARITH_USHORT] = "unsigned short",
    [AB_ARITH_INT] = "int",
    [AB_ARITH_UINT] = "unsigned int",
    [AB_ARITH_LONG] = "long",
    [AB_ARITH_ULONG] = "unsigned long",
    [AB_ARITH_LLONG] = "long long",
    [AB_ARITH_ULLONG] = "unsigned long long",
    [AB_ARITH_FLOAT16] = "_Float16",
    [AB_ARITH_FLOAT] = "float",
    [AB_ARITH_FLOAT32] = "_Float32",
    [AB_ARITH_FLOAT32X] = "_Float32x",
    [AB_ARITH_DOUBLE] = "double",
    [AB_ARITH_FLOAT64] = "_Float64",
    [AB_ARITH_FLOAT64X] = "_Float64x",
    [AB_ARITH_LDOUBLE] = "long double",
};

enum ab_arith ab_arith_find(const char *name)
{
	int i;

	for (i = AB_ARITH_BOOL; i < AB_ARITHS; i++)
		if (strcmp(names[i], name) == 0)
			return (enum ab_arith)i;
	return AB_ARITH_NONE;
}

const char *ab_arith_name(enum ab_arith arith)
{
	return names[arith];
}

bool ab_arith_is_float(enum ab_arith arith)
{
	return arith >= AB_ARITH_FLOAT16;
}

bool ab_arith_is_unsigned(const struct ab_eval_env *env, enum ab_arith arith)
{
	switch (arith) {
	case AB_ARITH_CHAR:
		return env->is_char_unsigned;
	case AB_ARITH_BOOL:
	case AB_ARITH_UCHAR:
	case AB_ARITH_USHORT:
	case AB_ARITH_UINT:
	case AB_ARITH_ULONG:
	case AB_ARITH_ULLONG:
		return true;
	default:
		return false;
	}
}

unsigned ab_arith_bits(const struct ab_eval_env *env, enum ab_arith arith)
{
	if (arith == AB_ARITH_BOOL)
		return 1;
	if (arith <= AB_ARITH_UCHAR)
		return 8;
	if (arith <= AB_ARITH_USHORT)
		return 16;
	if (arith <= AB_ARITH_UINT)
		return env->int_bits;
	return arith <= AB_ARITH_ULONG ? env->long_bits : env->long_long_bits;
}

unsigned ab_arith_size(const struct ab_eval_env *env, enum ab_arith arith)
{
	switch (arith) {
	case AB_ARITH_BOOL:
		return 1;
	case AB_ARITH_FLOAT16:
		return 2;
	case AB_ARITH_FLOAT:
	case AB_ARITH_FLOAT32:
		return 4;
	case AB_ARITH_DOUBLE:
	case AB_ARITH_FLOAT64:
	case AB_ARITH_FLOAT32X:
		return 8;
	case AB_ARITH_NONE:
	case AB_ARITH_LDOUBLE:
	case AB_ARITH_FLOAT64X:
		return 0;
	default:
		return ab_arith_bits(env, arith) / 8;
	}
}

/* ---- integers ---- */

static uint64_t cut(uint64_t bits, unsigned width, bool is_unsigned)
{
	const uint64_t sign = (uint64_t)1 << (width - 1);

	if (width < 64)
		bits &= (sign << 1) - 1;
	return !is_unsigned && (bits & sign) ? bits | ~(sign - 1) : bits;
}

struct ab_operand ab_operand_integer(const struct ab_eval_env *env, enum ab_arith arith,
				     uint64_t bits)
{
	const struct ab_operand operand = {
	    .kind = AB_VALUE_INTEGER,
	    .arith = arith,
	    .bits = arith == AB_ARITH_BOOL
			? bits != 0
			: cut(bits, ab_arith_bits(env, arith), ab_arith_is_unsigned(env, arith)),
	};

	return operand;
}

bool ab_operand_is_zero(const struct ab_operand *operand)
{
	return operand->kind == AB_VALUE_FLOAT ? operand->number == 0 : operand->bits == 0;
}

/* ---- floats ---- */

/* Rounds to _Float16: 11 bits, ties to even, subnormal below 2^-14. */
static long double round_half(long double number)
{
	int exponent, bits = 11;
	long double scaled, whole;

	if (number == 0 || isinf(number) || isnan(number))
		return number;
	scaled = frexpl(number < 0 ? -number : number, &exponent);
	if (exponent < -13)
		bits -= -13 - exponent;
	if (bits < 0)
		return number < 0 ? -0.0L : 0.0L;
	scaled = ldexpl(scaled, bits);
	whole = (long double)(uint64_t)scaled;
	if (scaled - whole > 0.5L || (scaled - whole == 0.5L && (uint64_t)whole & 1))
		whole++;
	whole = ldexpl(whole, exponent - bits);
	if (whole > 65504)
		whole = INFINITY;
	return number < 0 ? -whole : whole;
}

static long double round_to(enum ab_arith arith, long double number)
{
	switch (arith) {
	case AB_ARITH_FLOAT16:
		return round_half(number);
	case AB_ARITH_FLOAT:
	case AB_ARITH_FLOAT32:
		return (float)number;
	case AB_ARITH_DOUBLE:
	case AB_ARITH_FLOAT64:
	case AB_ARITH_FLOAT32X:
		return (double)number;
	default:
		return number;
	}
}

/* Rounds but once, where strtold() and then a conversion would round twice. */
static long double read_float(enum ab_arith arith, const char *digits)
{
	switch (arith) {
	case AB_ARITH_FLOAT:
	case AB_ARITH_FLOAT32:
		return strtof(digits, NULL);
	case AB_ARITH_DOUBLE:
	case AB_ARITH_FLOAT64:
	case AB_ARITH_FLOAT32X:
		return strtod(digits, NULL);
	default:
		return round_to(arith, strtold(digits, NULL));
	}
}

bool ab_operand_float(const struct ab_constant *constant, struct ab_operand *operand)
{
	static const struct {
		const char *suffix;
		enum ab_arith arith;
	} suffixes[] = {
	    {"", AB_ARITH_DOUBLE},	 {"f", AB_ARITH_FLOAT},	      {"l", AB_ARITH_LDOUBLE},
	    {"f16", AB_ARITH_FLOAT16},	 {"f32", AB_ARITH_FLOAT32},   {"f64", AB_ARITH_FLOAT64},
	    {"f32x", AB_ARITH_FLOAT32X}, {"f64x", AB_ARITH_FLOAT64X},
	};
	size_t i;

	for (i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		if (strcmp(constant->suffix, suffixes[i].suffix) != 0)
			continue;
		memset(operand, 0, sizeof *operand);
		operand->kind = AB_VALUE_FLOAT;
		operand->arith = suffixes[i].arith;
		operand->number = read_float(operand->arith, constant->digits);
		return isfinite(operand->number);
	}
	return false;
}

static long double number_of(const struct ab_value *value)
{
	const enum ab_arith arith = value->type && value->type->kind == AB_TYPE_BASIC
					? ab_arith_find(value->type->name)
					: AB_ARITH_NONE;

	return read_float(ab_arith_is_float(arith) ? arith : AB_ARITH_DOUBLE, value->text);
}

bool ab_floats_are_same(struct ab_arena *arena, const struct ab_value *a, const struct ab_value *b,
			const char **exact)
{
	const long double one = number_of(a), two = number_of(b);

	*exact = ab_printf(arena, "%.*Lg", LDBL_DECIMAL_DIG, two);
	return one == two && !signbit(one) == !signbit(two);
}

const char *ab_operand_float_text(struct ab_arena *arena, const struct ab_operand *operand)
{
	const char *text = NULL;
	int digits;

	if (!isfinite(operand->number))
		return NULL;
	for (digits = 1; digits <= LDBL_DECIMAL_DIG; digits++) {
		text = ab_printf(arena, "%.*Lg", digits, operand->number);
		if (read_float(operand->arith, text) == operand->number)
			break;
	}
	return text;
}

/* ---- conversions ---- */

/* C17 6.3.1.4: the fraction is dropped, and the rest must fit. */
static bool float_to_integer(const struct ab_eval_env *env, struct ab_operand *operand,
			     enum ab_arith arith)
{
	const unsigned width = ab_arith_bits(env, arith);
	const bool is_unsigned = ab_arith_is_unsigned(env, arith);
	const long double limit = ldexpl(1, (int)(is_unsigned ? width : width - 1));
	const long double number = operand->number;
	uint64_t magnitude;

	if (arith == AB_ARITH_BOOL) {
		*operand = ab_operand_integer(env, arith, number != 0);
		return true;
	}
	if (isnan(number) || number >= limit || number <= (is_unsigned ? -1 : -limit - 1))
		return false;
	magnitude = (uint64_t)(number < 0 ? -number : number);
	*operand = ab_operand_integer(env, arith, number < 0 ? -magnitude : magnitude);
	return true;
}

static void integer_to_float(const struct ab_eval_env *env, struct ab_operand *operand,
			     enum ab_arith arith)
{
	const bool is_unsigned = ab_arith_is_unsigned(env, operand->arith);

	operand->number = round_to(arith, is_unsigned ? (long double)operand->bits
						      : (long double)(int64_t)operand->bits);
	operand->kind = AB_VALUE_FLOAT;
	operand->bits = 0;
}

bool ab_operand_convert(const struct ab_eval_env *env, struct ab_operand *operand,
			enum ab_arith arith)
{
	operand->type = NULL;
	if (operand->kind == AB_VALUE_FLOAT && !ab_arith_is_float(arith))
		return float_to_integer(env, operand, arith);
	if (operand->kind == AB_VALUE_INTEGER && !ab_arith_is_float(arith)) {
		*operand = ab_operand_integer(env, arith, operand->bits);
		return true;
	}
	if (operand->kind == AB_VALUE_INTEGER)
		integer_to_float(env, operand, arith);
	else
		operand->number = round_to(arith, operand->number);
	operand->arith = arith;
	return true;
}

static enum ab_arith promoted(const struct ab_eval_env *env, enum ab_arith arith)
{
	if (arith >= AB_ARITH_INT)
		return arith;
	return ab_arith_is_unsigned(env, arith) && ab_arith_bits(env, arith) >= env->int_bits
		   ? AB_ARITH_UINT
		   : AB_ARITH_INT;
}

void ab_operand_promote(const struct ab_eval_env *env, struct ab_operand *operand)
{
	ab_operand_convert(env, operand, promoted(env, operand->arith));
}

enum ab_arith ab_arith_common(const struct ab_eval_env *env, const struct ab_operand *a,
			      const struct ab_operand *b)
{
	const enum ab_arith one = promoted(env, a->arith), two = promoted(env, b->arith);
	const enum ab_arith high = one > two ? one : two, low = one > two ? two : one;

	/* a signed type of higher rank that cannot hold all of the unsigned one */
	if (!ab_arith_is_float(high) && !ab_arith_is_unsigned(env, high) &&
	    ab_arith_is_unsigned(env, low) && ab_arith_bits(env, high) <= ab_arith_bits(env, low))
		return (enum ab_arith)(high + 1);
	return high;
}

/* ---- operators ---- */

bool ab_operand_unary(const struct ab_eval_env *env, char op, struct ab_operand *operand)
{
	if (op == '!') {
		*operand = ab_operand_integer(env, AB_ARITH_INT, ab_operand_is_zero(operand));
		return true;
	}
	ab_operand_promote(env, operand);
	if (operand->kind == AB_VALUE_FLOAT) {
		if (op == '-')
			operand->number = -operand->number;
		return op != '~';
	}
	if (op == '-')
		return ab_operand_binary(env, '*', operand,
					 ab_operand_integer(env, AB_ARITH_INT, UINT64_MAX));
	if (op == '~')
		*operand = ab_operand_integer(env, operand->arith, ~operand->bits);
	return true;
}

static bool signed_binary(char op, int64_t a, int64_t b, int64_t *result)
{
	switch (op) {
	case '+':
		return !__builtin_add_overflow(a, b, result);
	case '-':
		return !__builtin_sub_overflow(a, b, result);
	case '*':
		return !__builtin_mul_overflow(a, b, result);
	case '/':
	case '%':
		if (b == 0 || (b == -1 && a == INT64_MIN))
			return false;
		*result = op == '/' ? a / b : a % b;
		return true;
	default:
		return false;
	}
}

static bool unsigned_binary(char op, uint64_t a, uint64_t b, uint64_t *result)
{
	switch (op) {
	case '+':
		*result = a + b;
		return true;
	case '-':
		*result = a - b;
		return true;
	case '*':
		*result = a * b;
		return true;
	case '/':
	case '%':
		if (b == 0)
			return false;
		*result = op == '/' ? a / b : a % b;
		return true;
	default:
		return false;
	}
}

/* INT_MIN % -1 is 0, but C leaves it undefined with the quotient (6.5.5p6). */
static bool quotient_overflows(const struct ab_eval_env *env, const struct ab_operand *a,
			       const struct ab_operand *b)
{
	return b->bits == UINT64_MAX &&
	       a->bits == -((uint64_t)1 << (ab_arith_bits(env, a->arith) - 1));
}

static bool integer_binary(const struct ab_eval_env *env, char op, struct ab_operand *a,
			   const struct ab_operand *b)
{
	uint64_t bits = 0;
	int64_t number = 0;

	switch (op) {
	case '&':
		a->bits &= b->bits;
		return true;
	case '|':
		a->bits |= b->bits;
		return true;
	case '^':
		a->bits ^= b->bits;
		return true;
	}
	if (ab_arith_is_unsigned(env, a->arith)) {
		if (!unsigned_binary(op, a->bits, b->bits, &bits))
			return false;
		*a = ab_operand_integer(env, a->arith, bits);
		return true;
	}
	if ((op == '/' || op == '%') && quotient_overflows(env, a, b))
		return false;
	if (!signed_binary(op, (int64_t)a->bits, (int64_t)b->bits, &number))
		return false;
	*a = ab_operand_integer(env, a->arith, (uint64_t)number);
	return (int64_t)a->bits == number;
}

static bool float_binary(char op, struct ab_operand *a, const struct ab_operand *b)
{
	const bool is_double = round_to(a->arith, LDBL_MAX) != LDBL_MAX;
	const double x = (double)a->number, y = (double)b->number;

	/* in double where it is no wider, for its operations round but once */
	switch (op) {
	case '+':
		a->number = is_double ? x + y : a->number + b->number;
		break;
	case '-':
		a->number = is_double ? x - y : a->number - b->number;
		break;
	case '*':
		a->number = is_double ? x * y : a->number * b->number;
		break;
	case '/':
		if (b->number == 0)
			return false;
		a->number = is_double ? x / y : a->number / b->number;
		break;
	default:
		return false;
	}
	a->number = round_to(a->arith, a->number);
	return isfinite(a->number);
}

/*
 * Each side has its own promoted type.  GCC defines << of signed types by their
 * bits (its manual, "Integers implementation"), and headers say 1 << 31.
 */
static bool shift(const struct ab_eval_env *env, char op, struct ab_operand *a,
		  struct ab_operand *b)
{
	ab_operand_promote(env, a);
	ab_operand_promote(env, b);
	if (a->kind != AB_VALUE_INTEGER || b->kind != AB_VALUE_INTEGER ||
	    b->bits >= ab_arith_bits(env, a->arith))
		return false;
	if (op == 'l')
		*a = ab_operand_integer(env, a->arith, a->bits << b->bits);
	else if (ab_arith_is_unsigned(env, a->arith))
		a->bits >>= b->bits;
	else
		a->bits = (uint64_t)((int64_t)a->bits >> b->bits);
	return true;
}

/* <0, 0, >0 of two of one type. */
static int order(const struct ab_eval_env *env, const struct ab_operand *a,
		 const struct ab_operand *b)
{
	if (a->kind == AB_VALUE_FLOAT)
		return (a->number > b->number) - (a->number < b->number);
	if (ab_arith_is_unsigned(env, a->arith))
		return (a->bits > b->bits) - (a->bits < b->bits);
	return ((int64_t)a->bits > (int64_t)b->bits) - ((int64_t)a->bits < (int64_t)b->bits);
}

static bool compare(const struct ab_eval_env *env, char op, struct ab_operand *a,
		    const struct ab_operand *b)
{
	const int sign = order(env, a, b);
	const bool is_true = op == '<'	 ? sign < 0
			     : op == '>' ? sign > 0
			     : op == '{' ? sign <= 0
			     : op == '}' ? sign >= 0
			     : op == '=' ? sign == 0
					 : sign != 0;

	*a = ab_operand_integer(env, AB_ARITH_INT, is_true);
	return true;
}

bool ab_operand_binary(const struct ab_eval_env *env, char op, struct ab_operand *a,
		       struct ab_operand b)
{
	const enum ab_arith common = ab_arith_common(env, a, &b);

	if (op == 'l' || op == 'r')
		return shift(env, op, a, &b);
	ab_operand_convert(env, a, common);
	ab_operand_convert(env, &b, common);
	if (strchr("<>{}=!", op))
		return compare(env, op, a, &b);
	if (a->kind == AB_VALUE_FLOAT)
		return float_binary(op, a, &b);
	return integer_binary(env, op, a, &b);
}
