/* SPDX-License-Identifier: GPL-3.0-or-later */
/* release.h - releases as texts, such as "9.10.0". */
#ifndef ABIDING_RELEASE_H
#define ABIDING_RELEASE_H

#include <stdbool.h>

/* "1.2.0", "2.0-rc1": whether it looks like a release. */
bool ab_release_is(const char *text);

/* Order of two releases, number by number ("9.10.0" is after "9.9.0"): <0, 0, >0. */
int ab_release_compare(const char *a, const char *b);

#endif
