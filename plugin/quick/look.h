/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * look.h - what the quick look has found so far, for quick.cc,
 * end.cc, variant.cc and addition.cc.
 *
 * Included after gcc-includes.h and quick.h.
 */
#ifndef ABIDING_QUICK_LOOK_H
#define ABIDING_QUICK_LOOK_H

enum { N_COUNTED = AB_IMAGE_NO_COUNTER + 1 };

/* A macro, and where a public header has defined it; it may be another one by the end. */
struct defined {
	cpp_hashnode *node;
	location_t where;
	int surface;
};

/* As what an entity was found good. */
enum taken { TAKEN_AS_PROMISED, TAKEN_AS_NEWER, TAKEN_AS_OLDER };

/* A declaration and its row. */
struct found {
	tree decl;
	const struct ab_image_row *row;
};

struct look {
	const char *plugin_name;
	bool is_usual, is_strict;
	const struct full *(*door_take_over)(const struct handover *seen);
	const struct full *(*door_start_additions)(void);
	bool is_over;		 /* the comparison has taken over, or cannot */
	bool is_open;		 /* a public header was */
	const struct full *full; /* NULL: the comparison has not taken over */
	struct handover seen;

	uint64_t n_surfaces, n_groups, n_entries, n_rows, n_conditions, n_releases;
	const struct ab_image_surface *surfaces;
	const struct ab_image_group *groups;
	const struct ab_image_entry *entries;
	const uint32_t *brings; /* of the entries */
	const struct ab_image_row *rows;
	const struct ab_image_condition *conditions;
	const uint64_t *releases;
	const uint32_t *counts;		       /* what n_kept should be */
	const struct ab_image_digest *digests; /* of this data model */
	bool is_unguarded; /* at the end: the guard of sentinels is not defined where it matters */
	uint64_t before;   /* all is good in headers before that number of the version macro */

	location_t *kept;	    /* by row */
	location_t *typedefs;	    /* by row: of a tag, where its typedef was declared */
	uint32_t *n_kept;	    /* by counter: N_COUNTED, as many as a row can name */
	unsigned char *taken;	    /* by row: enum taken */
	uint32_t *n_included;	    /* by group: how many of its entries */
	unsigned char *is_included; /* by entry */
	struct sighting *sightings;
	const char **opened; /* public headers */
	size_t n_opened, opened_capacity;
	struct defined *macros; /* in public headers */
	size_t n_macros, macros_capacity;
	location_t *types; /* where those began that have been finished */
	size_t types_capacity;
	struct found *found; /* typedefs that name tags, as they were declared */
	tree *linked;	     /* names of functions and variables that were found good */
	size_t n_linked, linked_capacity;
	size_t n_found, found_capacity, n_met; /* n_met: of these, by the walk at the end */
	struct additions additions;
	tree *named; /* tags that have been looked at by their typedefs, if these are there */
	size_t n_named, named_capacity;

	void (*gcc_define)(cpp_reader *, location_t, cpp_hashnode *);
	void (*gcc_undef)(cpp_reader *, location_t, cpp_hashnode *);
};

extern struct look look;

/* ---- variant.cc ---- */

/* Whether what has that digest is good all the same: as in an older release, or as the image has seen it. */
bool quick_is_variant(const struct ab_image_row *row, uint64_t digest, location_t where);
bool quick_is_macro_variant(const struct ab_image_row *row, cpp_hashnode *node, location_t where);

/* Whether the headers are of a release before that number of the version macro. */
bool quick_is_before(uint64_t number);

/* Whether they are of no release that was promised something in another form than now. */
bool quick_is_promised_as_now(void);

/* ---- end.cc ---- */

/* At the end of the parse: whether all is as promised. */
bool quick_is_all_kept(void);

/* ---- addition.cc ---- */

/*
 * Whether what a public header has, and the record has not, breaks nothing: the record does not
 * mention its name.  It is noted, for its customs to be looked at when the parse is over.
 */
bool quick_is_linked_added(tree decl);
bool quick_is_typedef_added(tree decl); /* when it is declared */
bool quick_is_type_added(tree decl);	/* at the end of the parse: a tag or typedef */
bool quick_is_macro_added(cpp_hashnode *node);
/* Of an enum without a name, beside promised ones; those have to be noted, too. */
bool quick_is_enumerator_added(tree name);
bool quick_note_loose(tree decl, tree type);
/* An enum that has all that is promised of it, and more; decl: its tag or typedef. */
bool quick_has_grown(const struct ab_image_row *row, tree type, tree decl, location_t where);

/* At the end of the parse, if all else is as promised: whether there is nothing to say. */
bool quick_are_additions_silent(void);

/* ---- look.cc ---- */

/* Whether a name that the record has not may be new there: its surface is not held, or nobody can use it. */
bool quick_is_no_promise(tree name, int surface, location_t where);

/* ---- what all of them do ---- */

static inline const struct ab_image_row *find(enum ab_image_space space, tree name)
{
	return ab_image_find(quick.image, space, IDENTIFIER_HASH_VALUE(name),
			     IDENTIFIER_POINTER(name), IDENTIFIER_LENGTH(name));
}

static inline const struct ab_image_row *find_macro(cpp_hashnode *node)
{
	return ab_image_find(quick.image, AB_IMAGE_MACROS, HT_NODE(node)->hash_value,
			     (const char *)NODE_NAME(node), NODE_LEN(node));
}

static inline bool is_held(int surface)
{
	return (uint64_t)surface < look.n_surfaces && look.surfaces[surface].is_held;
}

static inline const struct ab_image_digest *digest_of(const struct ab_image_row *row)
{
	return &look.digests[row - look.rows];
}

/* Counts an entity that is as promised. */
static inline bool keep(const struct ab_image_row *row, location_t where)
{
	location_t *const kept = &look.kept[row - look.rows];

	if (!*kept) {
		*kept = where;
		look.n_kept[row->counter]++;
	}
	return true;
}

/* Whether what has that digest is as promised. */
static inline bool keep_if(const struct ab_image_row *row, uint64_t digest, location_t where)
{
	if (row->is_held && (digest == AB_DIGEST_NONE || digest != digest_of(row)->all) &&
	    !quick_is_variant(row, digest, where))
		return false;
	return keep(row, where);
}

/* Whether a function or variable that a public header declares is as promised. */
static inline bool is_linked_kept(tree decl, int surface, location_t where)
{
	const struct ab_image_row *row;

	if (!facts_is_promisable(decl))
		return true;
	row = find(AB_IMAGE_ORDINARY, DECL_NAME(decl));
	return row ? keep_if(row, quick_digest_linked(decl), where)
		   : quick_is_no_promise(DECL_NAME(decl), surface, where) ||
			 quick_is_linked_added(decl);
}

/*
 * Room for one more item, for some thousands at first: what is not touched costs
 * nothing.  false: there is no memory.
 */
template <typename item> static bool make_room(item **items, size_t n, size_t *capacity)
{
	const size_t wanted = *capacity ? 2 * *capacity : 8192;
	void *memory;

	if (n < *capacity)
		return true;
	memory = *capacity
		     ? ab_image_more_memory(*items, *capacity * sizeof(item), wanted * sizeof(item))
		     : ab_image_memory(wanted * sizeof(item));
	if (!memory)
		return false;
	*items = (item *)memory;
	*capacity = wanted;
	return true;
}

#endif
