/* SPDX-License-Identifier: GPL-3.0-or-later */
/* linkage.h - how programs come by a function or variable. */
#ifndef ABIDING_LINKAGE_H
#define ABIDING_LINKAGE_H

#include "abiding/arena.h"

/* Bits of a sum; 0: plain external. */
enum ab_linkage {
	AB_LINKAGE_STATIC = 1,
	AB_LINKAGE_INLINE = 2, /* and not gnu_inline, which is only a body beside the symbol */
	AB_LINKAGE_WEAK = 4,
	AB_LINKAGE_HIDDEN = 8, /* by an attribute or #pragma, not by -fvisibility */
	AB_LINKAGE_THREAD_LOCAL = 16,
};

/* "static inline": the words of a sum, as records have them; NULL: 0. */
const char *ab_linkage_text(struct ab_arena *arena, unsigned linkage);

/* And back; false: other words, or in another order. */
bool ab_linkage_parse(const char *text, unsigned *linkage);

#endif
