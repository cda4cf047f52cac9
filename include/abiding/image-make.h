/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * image-make.h - from a policy and its record to an image (image.h).
 */
#ifndef AB_IMAGE_MAKE_H
#define AB_IMAGE_MAKE_H

#include "abiding/policy.h"
#include "abiding/digest.h"
#include "abiding/image.h"

/*
 * What an entity promises on a data model (an index of the record's), or
 * AB_DIGEST_NONE.  has_sentinel: with the sentinel of an enum among the others.
 * release: as in that one, less the members that came later; NULL: all.
 */
uint64_t ab_digest_of(const struct ab_record *record, const struct ab_entity *entity, int model,
		      bool has_sentinel, const char *release);

/* Headers that have been compared with the record, and nothing was to be said of them. */
struct ab_image_now {
	const char *record;	  /* file: what was collected from them */
	const char *const *files; /* they, as the compiler has read them, among others */
	size_t n_files;
};

/*
 * Reads a policy and its record and writes them as an image, whole or not at
 * all.  now: what is in these headers beside the record is good as it is, while
 * they are as they are; NULL: not known.  is_named: the user has named the image; if it is a symbolic link, it is
 * what that leads to.  On bad input false, with the error of the file that is at
 * fault.
 */
bool ab_image_make(struct ab_arena *arena, const char *policy_path, const struct ab_image_now *now,
		   const char *image_path, bool is_named, struct ab_error *error);

#endif
