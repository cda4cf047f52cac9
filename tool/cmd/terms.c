/* SPDX-License-Identifier: GPL-3.0-or-later */
/* terms.c - what -p names: a policy, or an image of it and its record. */
#include "tool.h"

#include <string.h>
#include <unistd.h>

#include "abiding/image-load.h"
#include "abiding/image-make.h"

static bool open_image(struct ab_arena *arena, const char *path, struct terms *terms,
		       struct ab_error *error)
{
	char message[AB_IMAGE_MESSAGE_MAX];
	struct ab_image *image = AB_NEW(arena, struct ab_image);
	const enum ab_image_status status = ab_image_open(path, image, message);
	bool has_scripts;

	if (status == AB_IMAGE_IS_OTHER)
		return true;
	terms->image = image;
	if (status == AB_IMAGE_IS_OPEN && ab_image_is_fresh(image, &has_scripts, message))
		return true;
	return ab_error_set(error, arena, NULL, 0, 0, "%s", message);
}

bool terms_load_policy(struct ab_arena *arena, const char *path, struct terms *terms,
		       struct ab_error *error)
{
	terms->read_path = path;
	if (!open_image(arena, path, terms, error))
		return false;
	if (terms->image) {
		terms->record_path = ab_image_source_name(arena, terms->image, AB_IMAGE_RECORD);
		return ab_image_load_policy(arena, terms->image, &terms->policy, error);
	}
	if (!ab_policy_load(arena, path, &terms->policy, error))
		return false;
	terms->record_path = terms->policy->record_path;
	if (terms->record_path)
		terms->read_path = terms->record_path;
	return true;
}

bool terms_load_head(struct ab_arena *arena, struct terms *terms, struct ab_error *error)
{
	if (!terms->image || terms->policy->n_protocols)
		return terms_load_record(arena, terms, error);
	return ab_image_load_head(arena, terms->image, &terms->record, error);
}

bool terms_load_record(struct ab_arena *arena, struct terms *terms, struct ab_error *error)
{
	if (terms->image)
		return ab_image_load_record(arena, terms->image, &terms->record, error);
	return ab_record_load(arena, terms->record_path, &terms->record, error) &&
	       (!terms->policy || ab_policy_is_of(terms->policy, terms->record, error));
}

const char *terms_take_image(struct ab_arena *arena, const char *policy, struct terms *terms)
{
	const char *path = temp_path(arena, "policy.abi");
	struct terms made = *terms;
	struct ab_error error;

	if (!path || !ab_image_make(arena, policy, NULL, path, false, &error) ||
	    !open_image(arena, path, &made, &error) || !made.image)
		return NULL;
	terms->image = made.image;
	terms->read_path = path;
	return path;
}
