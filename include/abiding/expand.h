/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * expand.h - macro expansion on text (C17 6.10.3).
 *
 * The compiler's own expansion is out of reach at the end of a parse (it may
 * warn, run pragmas, count __COUNTER__) and is switched off for preprocessed
 * input; what a constant means is worked out here, from definitions only.
 */
#ifndef ABIDING_EXPAND_H
#define ABIDING_EXPAND_H

#include "abiding/arena.h"

struct ab_expand_memory;

struct ab_macro {
	const char *name;
	bool is_function_like;
	const char *const *params; /* the last is "..." or "name..." if variadic */
	unsigned n_params;
	const char *body; /* tokens with one space where the source has any; "" if none */
};

/*
 * Takes a definition apart: "NAME body" or "NAME(a,b,...) body".  Returns
 * false where it is neither.
 */
bool ab_macro_parse(struct ab_arena *arena, const char *definition, struct ab_macro *macro);

struct ab_expand_env {
	void *context;
	/* The definition of a macro in sight; false: no macro of that name. */
	bool (*find)(void *context, const char *name, struct ab_macro *macro);
	bool keeps_pragma; /* _Pragma stays where it is */
	/* What ab_macro_text() has found out of macros that do not change; NULL: keep nothing. */
	struct ab_expand_memory *memory;
};

/* An empty one; it and what is kept in it are the arena's. */
struct ab_expand_memory *ab_expand_remember(struct ab_arena *arena);

/*
 * The text with all macros in it expanded and _Pragma left out (see above), or NULL where
 * that cannot be done here: a wrong number of arguments, a paste that gives no
 * token, __VA_OPT__, or more than abiding/limits.h allows on the way.
 */
const char *ab_expand(struct ab_arena *arena, const struct ab_expand_env *env, const char *text);

/*
 * A macro's body in one spelling (ab_tokens_normalise()), nothing expanded, but
 * without the calls of macros that leave nothing behind, or _Pragma alone:
 * those advise ("deprecated") or mark, and are no part of what it stands for.
 */
const char *ab_macro_text(struct ab_arena *arena, const struct ab_expand_env *env,
			  const struct ab_macro *macro);

#endif
