/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lock.c - one at a time changes the files of a folder. */
#include "tool.h"

#include <stdio.h>
#include <unistd.h>

void lock_folder_of(struct ab_arena *arena, const char *file)
{
	if (ab_file_lock(arena, file, false))
		return;
	if (isatty(STDERR_FILENO))
		fprintf(
		    stderr,
		    "abiding: waiting for another abiding that writes in the folder of '%s' ...\n",
		    file);
	ab_file_lock(arena, file, true);
}
