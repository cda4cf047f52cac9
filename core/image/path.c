/* SPDX-License-Identifier: GPL-3.0-or-later */
/* path.c - where the files lie that an image was made from (image.h), as a person would write it. */
#include "abiding/image.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "abiding/path.h"

static bool is_same_file(const char *a, const char *b)
{
	struct stat one, other;

	return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
	       one.st_ino == other.st_ino;
}

/* "dir/foo.yaml" of a path that begins with the working folder. */
static void shorten_by_folder(char *path)
{
	char folder[AB_IMAGE_PATH_MAX];
	size_t length;

	if (!getcwd(folder, sizeof folder))
		return;
	length = strlen(folder);
	if (strncmp(path, folder, length) != 0 || path[length] != '/' ||
	    !is_same_file(path, path + length + 1))
		return;
	memmove(path, path + length + 1, strlen(path + length + 1) + 1);
}

bool ab_image_source_path(const struct ab_image *image, const struct ab_image_source *source,
			  char *buffer, size_t size)
{
	char plain[AB_IMAGE_PATH_MAX];

	if (!ab_image_has_source(image, source, plain, sizeof plain) || strlen(plain) >= size)
		return false;
	strcpy(buffer, plain);
	ab_path_shorten(buffer);
	if (!is_same_file(plain, buffer))
		strcpy(buffer, plain);
	/* beside the image it is spelled as the image was; farther away, nobody has spelled it */
	if (strncmp(ab_image_string(image, source->path), "../", 3) == 0)
		shorten_by_folder(buffer);
	return true;
}
