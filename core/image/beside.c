/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * beside.c - the image beside a policy (image.h), which is used in its place while it is made
 * of exactly these files.
 */
#include "abiding/image.h"

#include <string.h>
#include <sys/stat.h>

bool ab_image_beside(const char *policy, char *path, size_t size)
{
	static const char *const endings[] = {".yaml", ".yml", ""};
	static const char ending[] = ".abi";
	size_t length = strlen(policy), n;

	for (const char *const *at = endings;; at++) {
		n = strlen(*at);
		/* a name has more than its ending */
		if (length > n && !strcmp(policy + length - n, *at) &&
		    (!n || policy[length - n - 1] != '/'))
			break;
		if (!n)
			return false;
	}
	length -= n;
	if (length + sizeof ending > size)
		return false;
	memcpy(path, policy, length);
	memcpy(path + length, ending, sizeof ending);
	return true;
}

bool ab_image_is_of_policy(const struct ab_image *image, const char *policy)
{
	uint64_t count;
	const struct ab_image_source *source = ab_image_part(image, AB_IMAGE_SOURCES, &count);

	for (; image->head->is_beside && count; count--, source++)
		if (source->role == AB_IMAGE_POLICY)
			return !strcmp(ab_image_string(image, source->path), ab_image_base(policy));
	return false;
}

/* Whether it is where the policy has it, and as it was when the image was made. */
static bool is_same(const struct ab_image *image, const struct ab_image_source *source)
{
	char path[AB_IMAGE_PATH_MAX];
	struct stat status;

	/* which header is meant, each compile says */
	if (source->role == AB_IMAGE_HEADER)
		return true;
	if (!ab_image_source_beside(image, source, path, sizeof path))
		return false;
	switch ((enum ab_image_role)source->role) {
	case AB_IMAGE_POLICY:
		return ab_image_is_source(source, path);
	case AB_IMAGE_PROTOCOL:
	case AB_IMAGE_BROKEN_PROTOCOL:
		/* what is in it matters to those compiles only that have to do with it */
		return stat(path, &status) == 0;
	default:
		return ab_image_is_source(source, path);
	}
}

static bool is_of(const struct ab_image *image)
{
	uint64_t count;
	const struct ab_image_source *source = ab_image_part(image, AB_IMAGE_SOURCES, &count);

	for (; count; count--, source++)
		if (!is_same(image, source))
			return false;
	return true;
}

bool ab_image_open_beside(const char *policy, char *path, struct ab_image *image)
{
	char message[AB_IMAGE_MESSAGE_MAX];

	if (!ab_image_beside(policy, path, AB_IMAGE_PATH_MAX) ||
	    ab_image_open(path, image, message) != AB_IMAGE_IS_OPEN)
		return false;
	image->policy = policy;
	if (ab_image_is_of_policy(image, policy) && is_of(image))
		return true;
	ab_image_close(image);
	return false;
}
