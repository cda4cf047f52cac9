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

/* One that is beside the policy, and is made of it, spares the parsing of the record. */
static void look_beside(struct ab_arena *arena, const char *path, struct terms *terms)
{
	struct ab_image *const image = AB_NEW(arena, struct ab_image);
	char *const buffer = AB_NEW_ARRAY(arena, char, AB_IMAGE_PATH_MAX);
	char message[AB_IMAGE_MESSAGE_MAX];

	if (ab_image_open_beside(path, buffer, image) && ab_image_is_whole(image, message))
		terms->image = image;
}

bool terms_load_policy(struct ab_arena *arena, const char *path, struct terms *terms,
		       struct ab_error *error)
{
	terms->read_path = path;
	if (!open_image(arena, path, terms, error))
		return false;
	if (!terms->image)
		look_beside(arena, path, terms);
	if (terms->image) {
		terms->record_path = ab_image_source_name(arena, terms->image, AB_IMAGE_RECORD);
		if (terms->image->policy)
			terms->read_path = terms->record_path;
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

/* Whether a file is an image that is to be renewed with the policy; one of another policy is not. */
static bool is_image_of(const char *path, const char *policy)
{
	struct ab_image image;
	char message[AB_IMAGE_MESSAGE_MAX];
	const enum ab_image_status status = ab_image_open(path, &image, message);
	bool is_of = status == AB_IMAGE_IS_BAD;

	if (status == AB_IMAGE_IS_OPEN) {
		is_of = ab_image_is_of_policy(&image, policy);
		ab_image_close(&image);
	}
	return is_of;
}

void terms_renew_image(struct ab_arena *arena, const char *policy, const char *record)
{
	char *const path = AB_NEW_ARRAY(arena, char, AB_IMAGE_PATH_MAX);
	struct ab_error error;

	if (!ab_image_beside(policy, path, AB_IMAGE_PATH_MAX) || !is_image_of(path, policy) ||
	    !record || access(record, F_OK) != 0)
		return;
	if (!ab_image_make(arena, policy, NULL, path, false, &error))
		say_plain("'%s' was not renewed, and is not used until abiding compile has made it"
			  " again: %s",
			  path, error.message);
}
