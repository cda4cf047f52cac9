/* SPDX-License-Identifier: GPL-3.0-or-later */
/* release.c - the order of releases (release.h). */
#include "abiding/release.h"

#include <ctype.h>
#include <string.h>

bool ab_release_is(const char *text)
{
	static const char digits[] = "0123456789";
	static const char others[] = "0123456789.-+_~abcdefghijklmnopqrstuvwxyz"
				     "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	return strspn(text, digits) && !text[strspn(text, others)];
}

/* Compares the numbers at *a and *b, of any length, and steps over them. */
static int compare_numbers(const char **a, const char **b)
{
	size_t n, m;
	int order;

	while (**a == '0')
		++*a;
	while (**b == '0')
		++*b;
	n = strspn(*a, "0123456789");
	m = strspn(*b, "0123456789");
	order = n != m ? (n < m ? -1 : 1) : memcmp(*a, *b, n);
	*a += n;
	*b += m;
	return order;
}

/* What a longer text has more: ".0" nothing, "-rc1" and "~1" are before the release, else after. */
static int weigh_rest(const char *rest)
{
	if (*rest == '-' || *rest == '~')
		return -1;
	return rest[strspn(rest, ".0")] ? 1 : 0;
}

int ab_release_compare(const char *a, const char *b)
{
	while (*a && *b) {
		if (isdigit((unsigned char)*a) && isdigit((unsigned char)*b)) {
			const int order = compare_numbers(&a, &b);

			if (order)
				return order;
		} else if (*a != *b) {
			break;
		} else {
			a++;
			b++;
		}
	}
	if (*a && *b && *a != '.' && *b != '.' && weigh_rest(a) == weigh_rest(b))
		return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
	return weigh_rest(a) - weigh_rest(b);
}
