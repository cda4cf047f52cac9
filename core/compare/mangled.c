/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mangled.c - functions that are not extern "C" to C++.
 *
 * A record, which is the same in C and C++, does not say which are.  What shows that one is
 * meant to be is its header, or the entry that includes this part of it.  A header that
 * users include by itself may leave it to them, whatever its neighbours do.
 */
#include "comparison.h"

#include <string.h>

static bool is_mangled(const struct ab_entity *now)
{
	return now->is_mangled && ab_is_linked(now);
}

static bool is_c(const struct ab_entity *now)
{
	return !now->is_mangled && ab_is_linked(now);
}

static bool is_of_header(const struct ab_entity *now, const char *header)
{
	return now->header && strcmp(now->header, header) == 0;
}

/* Whether functions of a header are extern "C". */
static bool has_c(const struct ab_record *current, const char *header)
{
	const struct ab_entities *const of = &current->of[AB_FUNCTION];

	for (size_t i = 0; i < of->count; i++)
		if (is_c(of->items[i]) && is_of_header(of->items[i], header))
			return true;
	return false;
}

/*
 * The header whose functions show that another one of the same header, or of a part of it, is
 * meant to be extern "C"; NULL: where headers say nothing of that, the user may have to:
 * #include in its braces.
 */
static const char *like_which(const struct ab_comparison *cmp, const struct ab_entity *now)
{
	const struct ab_header *const header = ab_record_find_header(cmp->promised, now->header);
	const struct ab_bringers bringers = ab_bringers_of(cmp->brought, now->header);

	if (has_c(cmp->current, now->header))
		return now->header;
	for (unsigned i = 0; i < bringers.n && !(header && header->is_entry); i++)
		if (has_c(cmp->current, bringers.entries[i]))
			return bringers.entries[i];
	return NULL;
}

static bool is_first_mangled(const struct ab_comparison *cmp, const struct ab_entity *now)
{
	const struct ab_entities *const of = &cmp->current->of[AB_FUNCTION];
	size_t i = 0;

	while (of->items[i] != now &&
	       !(is_mangled(of->items[i]) && is_of_header(of->items[i], now->header) &&
		 ab_record_find(cmp->promised, AB_FUNCTION, of->items[i]->name)))
		i++;
	return of->items[i] == now;
}

/* Once of each header, beside which others of its surface have functions that are extern "C". */
static void note_never_c(struct ab_comparison *cmp, const struct ab_entity *now)
{
	const struct ab_entities *const of = &cmp->current->of[AB_FUNCTION];
	const struct ab_surface *const surface = ab_surface_of(cmp, now->header);
	size_t i = 0;

	while (i < of->count &&
	       !(is_c(of->items[i]) && ab_surface_of(cmp, of->items[i]->header) == surface))
		i++;
	if (!surface || i == of->count || !is_first_mangled(cmp, now))
		return;
	ab_say_of_gate(
	    cmp, AB_NOT_CHECKED,
	    ab_printf(cmp->arena,
		      "no function of '%s' is extern \"C\" in C++, as those of '%s' are; "
		      "whether it has always left that to its users could not be checked",
		      now->header, of->items[i]->header))
	    ->header = now->header;
}

void ab_compare_language_linkage(struct ab_comparison *cmp, const struct ab_entity *then,
				 const struct ab_entity *now)
{
	const char *like;

	if (!is_mangled(now) || !ab_is_linked(then) || !now->header)
		return;
	like = now->says_extern_c ? now->header : like_which(cmp, now);
	if (!like) {
		note_never_c(cmp, now);
		return;
	}
	ab_say(cmp, AB_FUNCTION_LINKAGE_CHANGED, then, NULL, now->place,
	       "'%s' is not extern \"C\" in C++, %s", then->name,
	       now->says_extern_c ? ab_printf(cmp->arena, "although '%s' says extern \"C\"", like)
				  : ab_printf(cmp->arena, "as other functions of '%s' are", like))
	    ->consequence = "C++ programs would link with a mangled symbol, which the library "
			    "does not have";
}
