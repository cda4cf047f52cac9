/* SPDX-License-Identifier: GPL-3.0-or-later */
/* enum-list.c - see enum-list.h. */
#include "enum-list.h"

struct ab_enum_list ab_enum_list_of(const struct ab_comparison *cmp,
				    const struct ab_enumerator *items, unsigned count)
{
	struct ab_enum_list list = {.items = items, .count = count};

	for (unsigned i = count; i-- > 0;)
		ab_index_enter(cmp->arena, &list.names, 0, items[i].name, NULL)->at = i;
	return list;
}

const struct ab_enumerator *ab_enum_list_find(const struct ab_enum_list *list, const char *name)
{
	const struct ab_index_entry *found = ab_index_find(&list->names, 0, name);

	return found ? &list->items[found->at] : NULL;
}

void ab_enum_list_know_values(const struct ab_comparison *cmp, struct ab_enum_list *list)
{
	list->next = AB_NEW_ARRAY(cmp->arena, size_t, list->count);
	for (unsigned i = list->count; i-- > 0;) {
		const char *key = ab_int_text(cmp->arena, list->items[i].value);
		struct ab_index_entry *entry =
		    ab_index_enter(cmp->arena, &list->values, 0, key, NULL);

		list->next[i] = entry->at;
		entry->at = i + 1;
	}
}
