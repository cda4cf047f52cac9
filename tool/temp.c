/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder, "" before it is made. */
static char folder[4096];

static bool make_folder(void)
{
	const char *parent = getenv("TMPDIR");
	int length;

	if (!parent || !*parent)
		parent = "/tmp";
	length = snprintf(folder, sizeof folder, "%s/abiding-XXXXXX", parent);
	errno = ENAMETOOLONG;
	if (length > 0 && (size_t)length < sizeof folder && mkdtemp(folder))
		return true;
	folder[0] = '\0';
	say_plain("no temporary folder can be made in '%s' (%s): set TMPDIR to a folder that you"
		  " may write to",
		  parent, strerror(errno));
	return false;
}

const char *temp_path(struct ab_arena *arena, const char *name)
{
	if (!folder[0] && !make_folder())
		return NULL;
	return ab_printf(arena, "%s/%s", folder, name);
}

void temp_remove(void)
{
	struct dirent *entry;
	DIR *open;

	if (!folder[0])
		return;
	open = opendir(folder);
	while (open && (entry = readdir(open))) {
		char path[sizeof folder + 256 + 1];

		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		unlink(path);
	}
	if (open)
		closedir(open);
	rmdir(folder);
	folder[0] = '\0';
}
