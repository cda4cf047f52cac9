/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abiding/int.h"

const char *ab_int_text(struct ab_arena *arena, struct ab_int value)
{
	return ab_printf(arena, "%s%llu", value.is_negative ? "-" : "",
			 (unsigned long long)value.magnitude);
}

bool ab_int_parse(const char *text, struct ab_int *value)
{
	uint64_t magnitude = 0;
	const bool is_negative = *text == '-';

	text += is_negative;
	if (!*text)
		return false;
	for (; *text; text++) {
		const unsigned digit = (unsigned)(*text - '0');

		if (digit > 9 || magnitude > (UINT64_MAX - digit) / 10)
			return false;
		magnitude = magnitude * 10 + digit;
	}
	value->magnitude = magnitude;
	value->is_negative = is_negative && magnitude;
	return true;
}

int ab_int_compare(struct ab_int a, struct ab_int b)
{
	if (a.is_negative != b.is_negative)
		return a.is_negative ? -1 : 1;
	if (a.magnitude == b.magnitude)
		return 0;
	return (a.magnitude < b.magnitude) == a.is_negative ? 1 : -1;
}

bool ab_int_difference(struct ab_int a, struct ab_int b, int64_t *difference)
{
	const bool grows = ab_int_compare(a, b) >= 0;
	const struct ab_int high = grows ? a : b, low = grows ? b : a;
	uint64_t distance;

	if (high.is_negative != low.is_negative) {
		if (high.magnitude > INT64_MAX || low.magnitude > INT64_MAX - high.magnitude)
			return false;
		distance = high.magnitude + low.magnitude;
	} else {
		distance = high.magnitude > low.magnitude ? high.magnitude - low.magnitude
							  : low.magnitude - high.magnitude;
	}
	if (distance > INT64_MAX)
		return false;
	*difference = grows ? (int64_t)distance : -(int64_t)distance;
	return true;
}
