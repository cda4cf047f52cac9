/* SPDX-License-Identifier: GPL-3.0-or-later */
/* int.h - integers of C, as far as abiding takes them. */
#ifndef ABIDING_INT_H
#define ABIDING_INT_H

#include <stdint.h>

#include "abiding/arena.h"

/* An integer of up to 64 bits; zero is never negative. */
struct ab_int {
	bool is_negative;
	uint64_t magnitude;
};

/* "-1": in base 10. */
const char *ab_int_text(struct ab_arena *arena, struct ab_int value);
/* The number of such a text; false: it is none, or more than 64 bits. */
bool ab_int_parse(const char *text, struct ab_int *value);
/* Less than 0, 0 or more than 0, as a is less than, equal to or more than b. */
int ab_int_compare(struct ab_int a, struct ab_int b);
/* a - b; false: it does not fit. */
bool ab_int_difference(struct ab_int a, struct ab_int b, int64_t *difference);

#endif
