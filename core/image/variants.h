/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * variants.h - in which other variants than the record's last one the entities
 * of an image are good: as they were in older releases, and as they are in
 * headers that have more than the record (image.h: columns, struct ab_image_variant).
 */
#ifndef AB_IMAGE_VARIANTS_H
#define AB_IMAGE_VARIANTS_H

#include "abiding/image-make.h"

/* The releases in which anything of a record came, oldest first. */
struct ab_image_releases {
	const char **names;
	uint64_t *numbers; /* the first value of the version macro that is of it; ascending */
	size_t count;
};

/*
 * None where the policy names no version macro, or one of them has no value that
 * the macro could have ("2.0-rc1").
 */
struct ab_image_releases ab_image_releases_of(struct ab_arena *arena,
					      const struct ab_record *record,
					      const struct ab_policy *policy);

/*
 * The value of the version macro from which on everything is promised as the record has it;
 * 0: always.
 */
uint64_t ab_image_before_of(struct ab_arena *arena, const struct ab_record *record,
			    const struct ab_policy *policy);

/* The column of what came then. */
size_t ab_image_column(const struct ab_image_releases *releases, const char *since);

/* What variants are made of. */
struct ab_image_varying {
	struct ab_arena *arena;
	const struct ab_image_releases *releases;
	const struct ab_record *record;		 /* promised */
	const struct ab_record *seen;		 /* what the headers have; NULL: not known */
	const struct ab_entity *const *entities; /* by row, of either; NULL: the row is a part */
	size_t n_rows;
	/* the source of a header as image.h wants it, 0: none; context is its first argument */
	uint32_t (*source_of)(void *context, const char *header);
	void *context;
};

struct ab_image_variants {
	struct ab_image_variant *items;
	struct ab_image_digest *digests; /* for each model, for each of them */
	size_t count;
};

struct ab_image_variants ab_image_variants_of(const struct ab_image_varying *varying);

/* The entity of a record that this one is, by its kind and name; NULL: it has none. */
const struct ab_entity *ab_image_same(const struct ab_record *record,
				      const struct ab_entity *entity);

#endif
