/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * eval.h - the value of a C constant expression (C17 6.6).
 *
 * For macros: the text is fully expanded; what is left of names are
 * enumerators, types and builtins, which the caller knows.
 */
#ifndef ABIDING_EVAL_H
#define ABIDING_EVAL_H

#include "abiding/record.h"

/* One step from an object to a part of it, or to what it points to. */
struct ab_eval_step {
	const char *member; /* NULL: an element, of an array or behind a pointer */
	uint64_t index;	    /* of the element */
	bool is_behind;	    /* a member of what a pointer points to */
};

/* A variable, or what lies at some address as a type: foo.a, ((struct foo *)0)->a[1]. */
struct ab_eval_object {
	const char *variable;	    /* NULL: of the type */
	const struct ab_type *type; /* NULL: the variable's */
	struct ab_eval_step steps[8];
	unsigned n_steps;
};

/* What the compiler knows of an object. */
struct ab_eval_found {
	uint64_t size_bytes, offset_bytes; /* the offset from where the steps start */
	bool has_offset;		   /* no step went behind a pointer */
	const struct ab_type *type;	   /* basic, or arrays of it; NULL: another */
};

struct ab_eval_env {
	unsigned int_bits, long_bits, long_long_bits, pointer_bits;
	bool is_char_unsigned;
	void *context;
	/* The value of an enumerator; false: no such name. */
	bool (*constant)(void *context, const char *name, struct ab_value *value);
	/* Whether the word is a typedef name here. */
	bool (*is_type_name)(void *context, const char *name);
	/*
	 * Size and alignment in bytes of a type (false: incomplete or unknown) and,
	 * for an integer or floating typedef or enum, the basic type that it stands
	 * for (*basic, ab_basic_name() spelling; NULL: neither).
	 */
	bool (*type_info)(void *context, const struct ab_type *type, uint64_t *size_bytes,
			  uint64_t *align_bytes, const char **basic);
	/* An object that has a size; false: there is none of that name, or it has none. */
	bool (*object)(void *context, const struct ab_eval_object *object,
		       struct ab_eval_found *found);
};

/*
 * Evaluates text.  Returns false where it is no constant expression (or has
 * no value that a program could rely on: division by zero, overflow of a
 * signed type, over 64 bits); value->kind is then AB_VALUE_NONE.  Handled: all
 * C operators, casts, suffixes, character and string literals (adjacent ones
 * joined, C17 6.4.5p5), sizeof and _Alignof, offsetof and typeof, of objects and members
 * as well, __extension__, floating literals with arithmetic.  A value is model dependent if sizeof, _Alignof, a pointer, a
 * type whose width differs between data models and a value that would not fit
 * 32 bits had a part in it.
 */
bool ab_eval(struct ab_arena *arena, const struct ab_eval_env *env, const char *text,
	     struct ab_value *value);

/*
 * Whether #if can evaluate an integer expression to the value that it has in C: no casts,
 * no names, no floats (C17 6.10.1).  text: expanded, _Pragma left in.
 */
bool ab_tokens_fit_if(struct ab_arena *arena, const char *text);

/* Whether #if could evaluate a number of that type at all: one that constants without a cast have. */
bool ab_type_fits_if(const struct ab_type *type);

/*
 * Whether two floating values are one number, each rounded to its own type (basic): 0.5 and 0.5f
 * are, 0.1 and 0.1f are not.  exact: how the second is written with all that it has, to be read
 * by people; the arena's.
 */
bool ab_floats_are_same(struct ab_arena *arena, const struct ab_value *a, const struct ab_value *b,
			const char **exact);

/*
 * Body text in one spelling: tokens as they are, one space between two where
 * the source has white space or comments, none at the ends.
 */
const char *ab_tokens_normalise(struct ab_arena *arena, const char *text);

/* Whether a macro body is no constant: empty, attributes, storage classes, linkage, pragma. */
bool ab_tokens_are_decoration(const char *text);

#endif
