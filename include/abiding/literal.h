/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * literal.h - what C's constants and literals stand for (C17 6.4.4, 6.4.5).
 */
#ifndef ABIDING_LITERAL_H
#define ABIDING_LITERAL_H

#include <stdint.h>

#include "abiding/arena.h"
#include "abiding/lex.h"

/* An integer or floating constant, its suffix taken apart. */
struct ab_constant {
	bool is_float;
	bool is_decimal;    /* integer: written in base 10 */
	bool is_unsigned;   /* integer: suffix u */
	unsigned longs;	    /* integer: suffix l (1), ll (2) */
	uint64_t magnitude; /* integer */
	const char *digits; /* float: for strtod and its kin */
	const char *suffix; /* float: in lower case, "" for none */
};

/* Takes a pp-number apart; false where it is no constant of up to 64 bits. */
bool ab_constant_parse(struct ab_arena *arena, const struct ab_token *token,
		       struct ab_constant *constant);

/* The characters of a literal: bytes, or code points where it has a wide prefix. */
struct ab_units {
	char prefix[3]; /* "", "L", "u", "U", "u8" */
	uint32_t *items;
	size_t count, capacity;
};

/*
 * Joins the literal's prefix to that of the others (6.4.5p5); false where they
 * are at odds.  To be done for all literals before the first is added.
 */
bool ab_units_join(struct ab_units *units, const struct ab_token *token);

/* Adds the characters of a literal; false where an escape is wrong. */
bool ab_units_add(struct ab_arena *arena, struct ab_units *units, const struct ab_token *token);

bool ab_units_are_wide(const struct ab_units *units);

/* The characters as one string literal in one spelling; NULL where none can hold them. */
const char *ab_units_text(struct ab_arena *arena, const struct ab_units *units);

#endif
