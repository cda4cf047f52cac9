/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page.c - the pages of the rules by their ids. */
#include "tool.h"

#include <string.h>

const char *page_find(const char *id)
{
	for (size_t i = 0; i < n_pages; i++)
		if (!strcmp(pages[i].id, id))
			return pages[i].text;
	return NULL;
}
