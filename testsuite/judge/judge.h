/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * judge.h - random headers, how they are spelled, and what is changed in them.
 *
 *   tree.c    random trees of declarations
 *   spell.c   a tree in one of many styles, as C
 *   change.h  edits of a tree: breaks, and what a library may do
 *   facts.c   what the compiler is asked of a tree
 *   judge.c   arguments, the files of a batch, the verdict
 *
 * None of it is abiding's: the compiler says what an edit breaks.  A pair is
 * two headers, old and new; its declarations begin with a prefix of its own, so
 * that a batch of pairs is one translation unit.  All memory lasts until the
 * process ends.
 */
#ifndef JUDGE_H
#define JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- text and chance ---- */

struct text {
	char *at; /* never NULL once something was added */
	size_t length, capacity;
};

void text_add(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *text_of(const char *format, ...) __attribute__((format(printf, 1, 2)));
void *take(size_t bytes); /* zeroed */

struct chance {
	uint64_t state;
};

uint64_t chance_mix(uint64_t a, uint64_t b);
unsigned below(struct chance *chance, unsigned n);
bool one_in(struct chance *chance, unsigned n);

/* ---- trees ---- */

enum base {
	B_VOID,
	B_CHAR,
	B_SCHAR,
	B_UCHAR,
	B_SHORT,
	B_USHORT,
	B_INT,
	B_UINT,
	B_LONG,
	B_ULONG,
	B_LLONG,
	B_ULLONG,
	B_FLOAT,
	B_DOUBLE,
	B_LDOUBLE,
	B_BOOL,
	B_SIZE,
	B_UINT32,
	B_INT64,
	B_WCHAR,
	B_TM, /* struct tm */
	BASES
};

enum type_kind { T_BASE, T_NAME, T_POINTER, T_ARRAY, T_FUNCTION };

enum { PARAMS_MAX = 5, MEMBERS_MAX = 8, DECLS_MAX = 32, CHANGES_MAX = 3 };

/* A bound of an array, or another number: of itself, or by the name of a
 * constant. */
struct number {
	long value; /* 0: of an array, none: it is the last member */
	int decl;   /* a macro or an enum (with item), -1: none */
	int item;
};

struct type {
	enum type_kind kind;
	enum base base; /* T_BASE */
	int decl;	/* T_NAME: which declaration */
	bool is_const, is_volatile;
	struct type *of; /* pointed to, element, returned */
	struct number bound;
	struct type *params[PARAMS_MAX];
	unsigned n_params;
	bool is_variadic;
};

struct item {
	int id;
	long value;
};

struct member {
	int id;		   /* its name is made of it; 0: it has none */
	struct type *type; /* NULL: members, or enumerators, of its own, of no named type */
	int bits;	   /* -1: no bit-field */
	bool is_union;
	struct member *members[MEMBERS_MAX];
	unsigned n_members;
	struct item items[3];
	unsigned n_items;
	int aligned; /* bytes, 0: as it comes */
};

enum decl_kind {
	D_TYPEDEF,
	D_STRUCT, /* or union */
	D_ENUM,
	D_FUNCTION,
	D_VARIABLE,
	D_CONSTANT, /* static const */
	D_MACRO,
	D_FUNCTION_MACRO,
	D_KINDS
};

enum naming {
	N_TAG,
	N_TYPEDEF,
	N_BOTH,
	N_NONE /* of enums: each value stands alone */
};

/* What a macro stands for. */
enum value_kind {
	V_INTEGER,
	V_FLOAT,
	V_STRING,
	V_CAST,
	V_OTHER,  /* another macro's value, and some */
	V_ITEM,	  /* an enumerator */
	V_SIZEOF, /* of a struct, and some */
	VALUE_KINDS
};

struct decl {
	enum decl_kind kind;
	int id;
	bool is_gone, is_dropped; /* by an edit; to make a pair smaller */
	bool is_new;		  /* not in the old header */
	struct type *type;	  /* typedef, function, variable */
	enum naming naming;
	int tag; /* 0: by its id; else by this, with an underscore: not promised */
	bool is_union, is_opaque, is_packed, is_open /* ends in an array without a bound */;
	int aligned; /* bytes, 0: as it comes */
	struct member *members[MEMBERS_MAX];
	unsigned n_members;
	struct item items[MEMBERS_MAX];
	unsigned n_items;
	bool is_inline, is_noreturn, is_deprecated;
	int body; /* of an inline function */
	enum value_kind value;
	long number;	 /* or of a body: the constant in it */
	enum base base;	 /* V_INTEGER, V_FLOAT, V_CAST */
	int other, item; /* V_OTHER, V_ITEM, V_SIZEOF: a macro, enum or struct */
	unsigned n_params;
	bool lacks_parentheses; /* a macro that is a sum */
	int by_typedef;		/* a function that is declared by the name of its type, 0: by
                     its type */
	int hidden;		/* an enumerator, or a typedef, that a macro of its name hides; 0
               */
	bool has_macros;	/* enum: each value is a macro of its own name, too */
};

struct tree {
	struct decl decls[DECLS_MAX];
	unsigned n_decls;
	int next_id;
};

void tree_grow(struct tree *tree, struct chance *chance);
void tree_copy(struct tree *to, const struct tree *from);
int tree_add(struct tree *tree, struct chance *chance, enum decl_kind kind);
struct type *tree_type(struct tree *tree, struct chance *chance, unsigned depth, bool is_object);
struct member *tree_member(struct tree *tree, struct chance *chance, unsigned depth, bool is_bits);
/* What a type is behind typedefs. */
const struct type *tree_resolve(const struct tree *tree, const struct type *type);
/* Whether a declaration is there to be written. */
bool decl_is_there(const struct decl *decl);
/* Whether the declaration mentions the other one. */
bool decl_mentions(const struct decl *decl, int other);
/* Whether a macro names another declaration. */
bool decl_is_of_other(const struct decl *decl);
/* Drops a declaration, and all that mention it. */
void tree_drop(struct tree *tree, int which);

/* ---- styles ---- */

struct style {
	struct tree *tree;
	int pair;	      /* the number in its prefix */
	uint64_t seed;	      /* 0: plain, one way for everything, and no typedef is looked
                    through */
	struct chance chance; /* of the declaration at hand */
	int self;	      /* the struct in whose body this is, -1: none; it has only its tag
               there */
	bool is_fact;	      /* types as facts have them: typedefs of numbers looked through
                 */
};

/* Writes a tree, into two headers of which the first includes the second. */
void spell_tree(struct style *style, struct text *first, struct text *second);
/* "int (*name)(long)" */
char *spell_declaration(struct style *style, const struct type *type, const char *name);
char *spell_name(const struct style *style, int decl); /* p1_a3, struct p1_a3 */
char *spell_member(const struct style *style, int id); /* m4 */
char *spell_item(const struct style *style, int id);   /* P1_K4 */
char *spell_macro(const struct style *style, int decl);

/* ---- edits ---- */

/* Makes one edit; its name, NULL: there was nothing for it.  *is_allowed: no
 * promise is broken. */
const char *change_tree(struct tree *tree, struct chance *chance, bool wants_allowed,
			bool *is_allowed);

/* ---- facts ---- */

/* Lines that compile only where what the old tree promises is still there, of
 * its type. */
void facts_check(struct style *style, struct text *out);
/* A function that prints sizes, offsets and values; pair_N () is called by
 * main. */
void facts_probe(struct style *style, struct text *out);
/*
 * A line for each declaration: "PAIR NUMBER ,1,4, NAME...": which others it mentions, in
 * this tree or the other, and the names that are its own.
 */
void facts_names(struct style *style, const struct tree *other, struct text *out);

#endif
