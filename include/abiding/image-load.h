/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * image-load.h - the policy and the record that an image (image.h) was made
 * from, out of the texts that it carries.
 *
 * Each text is read under the name of its source, so that errors and findings
 * point there; where the source is gone, under the name of the image.
 */
#ifndef AB_IMAGE_LOAD_H
#define AB_IMAGE_LOAD_H

#include "abiding/policy.h"
#include "abiding/image.h"

/* Where the source of that role lies, from here; the image's own path: it is gone. */
const char *ab_image_source_name(struct ab_arena *arena, const struct ab_image *image,
				 enum ab_image_role role);

/* On a damaged image false, with an error that has no file. */
bool ab_image_load_policy(struct ab_arena *arena, const struct ab_image *image,
			  struct ab_policy **policy, struct ab_error *error);

/* Behind ab_image_load_policy(), which looks for damage. */
bool ab_image_load_record(struct ab_arena *arena, const struct ab_image *image,
			  struct ab_record **record, struct ab_error *error);

/* The same, but the library, the release, the headers and what was waived alone. */
bool ab_image_load_head(struct ab_arena *arena, const struct ab_image *image,
			struct ab_record **record, struct ab_error *error);

#endif
