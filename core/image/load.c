/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abiding/image-load.h"

/* An image that was found beside its policy speaks of the files as that does. */
static bool has_path(const struct ab_image *image, const struct ab_image_source *source, char *path,
		     size_t size)
{
	return image->policy ? ab_image_source_beside(image, source, path, size)
			     : ab_image_source_path(image, source, path, size);
}

const char *ab_image_source_name(struct ab_arena *arena, const struct ab_image *image,
				 enum ab_image_role role)
{
	uint64_t count;
	const struct ab_image_source *source = ab_image_part(image, AB_IMAGE_SOURCES, &count);
	char path[AB_IMAGE_PATH_MAX];

	for (uint64_t i = 0; i < count; i++)
		if (source[i].role == role && has_path(image, &source[i], path, sizeof path))
			return ab_strdup(arena, path);
	return image->path;
}

bool ab_image_load_policy(struct ab_arena *arena, const struct ab_image *image,
			  struct ab_policy **policy, struct ab_error *error)
{
	char message[AB_IMAGE_MESSAGE_MAX];
	uint64_t length;
	const char *text;

	if (!ab_image_is_whole(image, message))
		return ab_error_set(error, arena, NULL, 0, 0, "%s", message);
	text = ab_image_part(image, AB_IMAGE_POLICY_TEXT, &length);
	return ab_policy_parse(arena, ab_image_source_name(arena, image, AB_IMAGE_POLICY), text,
			       length, policy, error);
}

static bool load(struct ab_arena *arena, const struct ab_image *image, enum ab_image_part part,
		 struct ab_record **record, struct ab_error *error)
{
	uint64_t length;
	const char *text = ab_image_part(image, part, &length);

	return ab_record_parse(arena, ab_image_source_name(arena, image, AB_IMAGE_RECORD), text,
			       length, record, error);
}

bool ab_image_load_record(struct ab_arena *arena, const struct ab_image *image,
			  struct ab_record **record, struct ab_error *error)
{
	return load(arena, image, AB_IMAGE_RECORD_TEXT, record, error);
}

bool ab_image_load_head(struct ab_arena *arena, const struct ab_image *image,
			struct ab_record **record, struct ab_error *error)
{
	return load(arena, image, AB_IMAGE_RECORD_HEAD, record, error);
}
