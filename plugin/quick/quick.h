/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * quick.h - the quick look: whether everything is as an image promises.
 *
 *   quick.cc       the way: hooks, what is found during the parse
 *   end.cc   what is found at its end, and what is missing
 *   variant.cc  what is good in another way than the record's last
 *   addition.cc what is new, and breaks nothing
 *   place.cc a location -> the surface of its header
 *   type.cc  a tree -> its digest
 *   macro.cc a macro -> its digest
 *
 * A digest equal to the image's means that the comparison would say nothing of
 * the entity.  If all entities are found with equal digests, and what is new has names
 * that the record does not mention, it would say nothing of them; the lints of what is new
 * are asked.  Else, and whenever something is out of the ordinary, the comparison takes
 * over (handover.h).
 *
 * Included after gcc-includes.h.
 */
#ifndef ABIDING_QUICK_H
#define ABIDING_QUICK_H

#include "gcc/handover.h"
#include "gcc/tree-facts.h"
#include "gcc/made-name.h"

extern "C" {
#include "abiding/record.h"
#include "abiding/digest.h"
}

/* A word that is known when we are compiled, as a fact. */
template <size_t n> static constexpr uint64_t quick_literal(const char (&word)[n])
{
	return ab_name_fact(ab_name_hash(word, n - 1), word, n - 1);
}
#define LITERAL(word) \
	([] { \
		constexpr uint64_t fact = quick_literal(word); \
		return fact; \
	}())

struct quick {
	const struct ab_image *image;
	int model; /* of this compile in the image; -1: it is not there */
};

extern struct quick quick;

/* ---- quick.cc ---- */

/*
 * At the end of the parse: the value of an enumerator, of type int, if it is
 * one of the library's and as promised.
 */
bool quick_enumerator(cpp_hashnode *name, int64_t *value);

/* ---- place.cc ---- */

/* The surface of a file, -1: it is not public.  The line table keeps a path at one address. */
int quick_surface_of_path(const char *path);

/* Its name as that surface has it, NULL: it is not public; buffer: AB_IMAGE_PATH_MAX bytes. */
const char *quick_logical_of_path(const char *path, char *buffer);

/* The stretch of locations, all of one map, that the last answer is for. */
struct quick_stretch {
	location_t first, length;
	unsigned n_maps; /* of the table, if it was the last map; else 0 */
	int surface;
};

extern struct quick_stretch quick_last;

/* The surface of the header that a location is in, -1: it is not public. */
int quick_look_up(location_t where);

/* The same: declarations come header by header, so the last answer nearly always holds. */
static inline int quick_surface_at(location_t where)
{
	if (IS_ADHOC_LOC(where))
		where = adhoc_place(where);
	if (where - quick_last.first < quick_last.length &&
	    (!quick_last.n_maps || quick_last.n_maps == LINEMAPS_ORDINARY_USED(line_table)))
		return quick_last.surface;
	return quick_look_up(where);
}

/* ---- type.cc ---- */

/*
 * What is known of a tree is forgotten when trees are collected: another one
 * may come to lie in its place.
 */
enum { QUICK_LOG_KNOWN = 8, QUICK_N_KNOWN = 1 << QUICK_LOG_KNOWN };

struct quick_known {
	tree type;
	uint64_t digest;
};

extern struct quick_known quick_signatures[QUICK_N_KNOWN];

/* Where in such a table a type is, if it is. */
static inline struct quick_known *quick_known_at(struct quick_known *table, tree type)
{
	return &table[(uintptr_t)type * UINT64_C(0x9e3779b97f4a7c15) >> (64 - QUICK_LOG_KNOWN)];
}

/* Whether a function is what nearly all are: external, with no attribute and no label. */
static inline bool quick_is_plain(tree decl)
{
	return TREE_PUBLIC(decl) && !TREE_THIS_VOLATILE(decl) && !is_unavailable(decl) &&
	       !DECL_VISIBILITY_SPECIFIED(decl) && !DECL_DECLARED_INLINE_P(decl) &&
	       !DECL_ATTRIBUTES(decl) && !DECL_ASSEMBLER_NAME_SET_P(decl) &&
	       !TYPE_ATTRIBUTES(TREE_TYPE(decl)) &&
	       (TYPE_ARG_TYPES(TREE_TYPE(decl)) || !DECL_ARGUMENTS(decl));
}

/* A function or variable as it is declared here, a typedef less its name. */
uint64_t quick_work_out_linked(tree decl);
/* The comparison tells whose "#pragma GCC poison" that was; no digest has a name that nobody can use. */
static inline bool is_poisoned(tree name)
{
	return name && C_CPP_HASHNODE(name)->flags & NODE_POISONED;
}

uint64_t quick_work_out_plain(tree type);
uint64_t quick_digest_typedef(tree decl);

static inline uint64_t quick_digest_linked(tree decl)
{
	const struct quick_known *one;

	if (TREE_CODE(decl) == FUNCTION_DECL && quick_is_plain(decl)) {
		one = quick_known_at(quick_signatures, TREE_TYPE(decl));
		if (one->type == TREE_TYPE(decl))
			return ab_digest_linked(AB_DIGEST_FUNCTION, one->digest, 0, 0, 0);
		return quick_work_out_plain(TREE_TYPE(decl));
	}
	return quick_work_out_linked(decl);
}

/*
 * A struct, union or enum as its typedef, if any, has it; of that kind in the
 * image.  AB_DIGEST_NONE, as from the others: it cannot be told.
 */
uint64_t quick_digest_tagged(tree named, enum ab_kind kind);

/* quick_digest_tagged() of an enum, by those of its enumerators alone for which is_known. */
uint64_t quick_digest_enum_of(tree named, bool (*is_known)(tree entry));

/* The value of an enumerator; false: it cannot be told. */
bool quick_number(tree value, uint64_t *magnitude, unsigned *is_negative);

/* Before trees are collected. */
void quick_forget_types(void);

/* The value of a constant, for one that stands alone. */
uint64_t quick_digest_constant(tree value);

/* ---- macro.cc ---- */

/* The digest of a macro that is promised; wanted: what it should be. */
bool quick_macro_is(cpp_hashnode *node, uint64_t wanted);

/* The value of a macro that is an integer and not negative; false: it is none. */
bool quick_macro_number(cpp_hashnode *node, uint64_t *number);

/* Whether a macro that is not promised is none to promise: empty, a guard, attributes. */
bool quick_macro_is_decoration(cpp_hashnode *node);

#endif
