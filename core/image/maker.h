/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * maker.h - an image while it is made, for the rooms that do it:
 *
 *   make.c      the way: what is loaded, what is judged, the file
 *   policy.c    patterns, surfaces, conditions
 *   brought.c   which entries bring what
 *   source.c    the files that it is made from
 *   build.c     of which sources abiding itself is
 *   rows.c      rows, how they are found, digests
 *   variants.c  in which other ways entities are good (variants.h)
 *   mentioned.c which words the record has
 */
#ifndef AB_IMAGE_MAKER_H
#define AB_IMAGE_MAKER_H

#include "abiding/brought.h"
#include "variants.h"

/* The image so far. */
struct ab_image_maker {
	struct ab_arena *arena;
	struct ab_error *error;
	const char *image_path;
	bool is_named; /* the image, by the user */
	const struct ab_policy *policy;
	const char *policy_path;
	const struct ab_record *record;
	const struct ab_record *seen;	/* what is in the headers; NULL: not known */
	const struct ab_record *state;	/* the record with that put onto it, or as it is */
	const struct ab_image_now *now; /* those headers, NULL: none were given */
	struct ab_image_releases releases;
	const char *policy_text, *record_text, *head_text;
	size_t policy_length, record_length, head_length;

	struct ab_buf strings, names; /* bytes */
	struct ab_image_source *sources;
	size_t n_sources, sources_capacity;
	struct ab_image_surface *surfaces;
	struct ab_image_pattern *patterns;
	size_t n_patterns, patterns_capacity;
	struct ab_image_condition *conditions;
	size_t n_conditions, conditions_capacity;
	uint32_t models[AB_MODELS_MAX];
	const struct ab_brought *brought;
	struct ab_bringers *bringers; /* of the groups */
	struct ab_image_group *groups;
	int *groups_of_headers; /* by header of the record; -1: none */
	size_t n_groups;
	struct ab_image_entry *entries;
	size_t n_entries;
	uint32_t *brings; /* of the entries */
	size_t n_brings;
	struct ab_image_row *rows;
	const struct ab_entity **entities; /* of the rows; NULL: a tag or enumerator of another */
	const struct ab_enumerator **numbers; /* of the rows; NULL: it is none */
	size_t n_rows;
	uint32_t *counts;
	size_t n_counts;
	struct ab_image_variants variants;
	uint32_t
	    *header_sources; /* by header of now: as struct ab_image_variant has it; 0: not yet */
	struct ab_image_head head;
};

/* ---- policy.c ---- */

/* A string's offset. */
uint32_t ab_image_add_string(struct ab_image_maker *m, const char *text);

void ab_image_add_policy(struct ab_image_maker *m);

/* ---- brought.c ---- */

/* Groups of what the record has, and their entries; the policy is there. */
void ab_image_add_brought(struct ab_image_maker *m);

/* The group of what a header has, -1: nobody brings it. */
int ab_image_group_of(const struct ab_image_maker *m, const char *header);

/* ---- source.c ---- */

/*
 * Reads a file and enters it; spelled: as the policy has it, NULL: it does not name it.  text is
 * the arena's.  false: it cannot be read, with the error.
 */
bool ab_image_add_source(struct ab_image_maker *m, const char *path, const char *spelled,
			 enum ab_image_role role, const char **text, size_t *length);

/* Whether two files, one of which may not be there yet, are in one folder. */
bool ab_image_is_beside(struct ab_arena *arena, const char *file, const char *other);

/* ---- rows.c ---- */

/* Rows of all entities, with their counters; the policy and the releases are there. */
void ab_image_add_rows(struct ab_image_maker *m);

uint32_t *ab_image_make_slots(struct ab_image_maker *m, size_t *n_slots);
struct ab_image_digest *ab_image_make_digests(struct ab_image_maker *m);

/* ---- mentioned.c ---- */

/* The hashes of all words of the record's text, ascending, each once. */
uint32_t *ab_image_make_mentioned(const struct ab_image_maker *m, size_t *n_words);

#endif
