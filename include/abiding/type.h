/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * type.h - C types as trees, and the C declaration language that writes them.
 *
 * A tree says what a declaration spells: typedef names stay names.  What a
 * name stands for is a question to a record (compare.h).  Trees are shared
 * freely and never changed once built; they live as long as their arena.
 *
 * The text form is C (C17 6.7), with one addition: an unnamed struct or union
 * is written "struct {}" or "union {}", its members stand elsewhere
 * (record.h), in the order in which the braces appear.
 */
#ifndef ABIDING_TYPE_H
#define ABIDING_TYPE_H

#include <stdint.h>

#include "abiding/arena.h"
#include "abiding/error.h"

enum ab_type_kind {
	AB_TYPE_NONE,
	AB_TYPE_BASIC,	 /* name: canonical spelling, see ab_basic_name() */
	AB_TYPE_TYPEDEF, /* name: the typedef, of the library or from elsewhere */
	AB_TYPE_STRUCT,	 /* name: the tag, or NULL and body */
	AB_TYPE_UNION,	 /* likewise */
	AB_TYPE_ENUM, /* name: the tag, or NULL: unnamed (its enumerators stand for themselves) */
	AB_TYPE_POINTER,  /* of: what it points to */
	AB_TYPE_ARRAY,	  /* of: the element; count */
	AB_TYPE_FUNCTION, /* of: what is returned; params */
	AB_TYPE_VECTOR,	  /* of: the element; count: of bytes (GNU vector_size) */
};

enum {
	AB_QUAL_CONST = 1,
	AB_QUAL_VOLATILE = 2,
	AB_QUAL_RESTRICT = 4,
	AB_QUAL_ATOMIC = 8,
};

enum {
	AB_COUNT_NONE = -1,	/* char name[] */
	AB_COUNT_VARIABLE = -2, /* char name[*], a variable length array */
};

struct ab_type;
struct ab_aggregate;

struct ab_param {
	const char *name;	    /* NULL: not named */
	const struct ab_type *type; /* as adjusted by C17 6.7.6.3: no array, no function */
};

struct ab_type {
	enum ab_type_kind kind;
	unsigned quals;		       /* AB_QUAL_* */
	const char *name;	       /* by kind, see there */
	const struct ab_type *of;      /* by kind, see there */
	int64_t count;		       /* array: elements or AB_COUNT_*; vector: bytes */
	const struct ab_param *params; /* function */
	unsigned n_params;
	bool is_variadic;
	bool has_no_prototype;	   /* function: "int f()" of C before C23, which takes anything */
	const char *convention;	   /* function: calling convention as an attribute's text
					   ("ms_abi", "regparm (3)"), of one that is pointed to
					   "noreturn" as well; NULL: the target's own */
	struct ab_aggregate *body; /* unnamed struct or union: its members (record.h) */
	bool is_spelled_by_tag;	   /* typedef, collected only: "struct _foo" stands there */
};

/* A declaration: "unsigned int kind : 3", "int (*cb)(virConnectPtr conn, void *opaque)". */
struct ab_decl {
	const char *name; /* NULL: an abstract declarator, or an unnamed member */
	const struct ab_type *type;
	int bit_width; /* bits of a bit-field, -1: none */
};

/*
 * Reads one declaration, abstract or not, of C or of what ab_decl_print()
 * writes.  Words that are no keywords are typedef names; "()" has no prototype;
 * parameters of array or function type are adjusted to pointers; register,
 * extern and parameter qualifiers at the top are dropped; arrays take decimal
 * bounds only.  Unnamed bodies "{}" get body NULL, to be filled by the caller.
 * Returns false and a column in error (line 0) on anything else.
 */
bool ab_decl_parse(struct ab_arena *arena, const char *text, struct ab_decl *decl,
		   struct ab_error *error);

/* The same, where a type of the library's own is called "bool": the word is its name then. */
bool ab_decl_parse_own_bool(struct ab_arena *arena, const char *text, struct ab_decl *decl,
			    struct ab_error *error);

/* Writes a declaration or, name being NULL, an abstract one; one canonical spelling. */
void ab_decl_print(struct ab_buf *buf, const struct ab_decl *decl);

/* The abstract declarator of a type as a string: "int (*)(virConnectPtr, void *)". */
const char *ab_type_text(struct ab_arena *arena, const struct ab_type *type);

/*
 * The canonical spelling of a basic type given in any order ("long unsigned
 * int" is "unsigned long", "bool" is "_Bool"), or NULL where the words are not
 * one basic type (C17 6.7.2).  The string is static or the arena's.
 */
const char *ab_basic_name(struct ab_arena *arena, const char *words);

/* Constructors; strings are borrowed and must live as long as the arena. */
const struct ab_type *ab_type_named(struct ab_arena *arena, enum ab_type_kind kind,
				    const char *name, unsigned quals);
const struct ab_type *ab_type_derived(struct ab_arena *arena, enum ab_type_kind kind,
				      const struct ab_type *of, int64_t count, unsigned quals);
/*
 * As the type of a parameter: without its qualifiers (C17 6.7.6.3p15).  "_Atomic"
 * stays: what it makes is another type (6.2.5p27).
 */
const struct ab_type *ab_type_of_param(struct ab_arena *arena, const struct ab_type *type);
/* The same type with these qualifiers in place of its own; an array hands them to its element. */
const struct ab_type *ab_type_qualified(struct ab_arena *arena, const struct ab_type *type,
					unsigned quals);

/* The body of an unnamed struct or union, or of those that arrays or pointers are of; NULL. */
struct ab_aggregate *ab_type_body(const struct ab_type *type);

/*
 * The unnamed bodies of a type in the order in which the text shows them:
 * calls visit with the address of each node that has or needs one.
 */
void ab_type_each_body(const struct ab_type *type,
		       void (*visit)(struct ab_type *node, void *context), void *context);

#endif
