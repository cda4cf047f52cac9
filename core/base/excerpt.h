/* SPDX-License-Identifier: GPL-3.0-or-later */
/* excerpt.h - as much of a long text as a reader wants to see. */
#ifndef ABIDING_EXCERPT_H
#define ABIDING_EXCERPT_H

#include "abiding/arena.h"

/* Long texts, each from a little before where they part; short ones as they are. */
void ab_excerpts(struct ab_arena *arena, const char **a, const char **b);
/* The beginning of a long text; a short one as it is. */
const char *ab_excerpt(struct ab_arena *arena, const char *text);

#endif
