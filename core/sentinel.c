/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sentinel.c - where an enum ended in a release that is past. */
#include "abiding/record.h"

#include "abiding/policy.h"

/* The greatest value but the sentinel's, of all or of those that are there at release; or NULL. */
static const struct ab_enumerator *greatest_at(const struct ab_entity *entity,
					       const struct ab_enumerator *sentinel,
					       const char *release)
{
	const struct ab_enumerator *greatest = NULL;

	for (unsigned i = 0; i < entity->n_enumerators; i++) {
		const struct ab_enumerator *one = &entity->enumerators[i];
		const char *since = one->since ? one->since : entity->since;

		if (one == sentinel || (release && since && ab_release_compare(since, release) > 0))
			continue;
		if (!greatest || ab_int_compare(one->value, greatest->value) > 0)
			greatest = one;
	}
	return greatest;
}

/* by: not negative */
static struct ab_int lowered(struct ab_int value, int64_t by)
{
	const uint64_t distance = (uint64_t)by;

	if (value.is_negative)
		return (struct ab_int){true, value.magnitude + distance};
	if (value.magnitude < distance)
		return (struct ab_int){true, distance - value.magnitude};
	return (struct ab_int){false, value.magnitude - distance};
}

struct ab_int ab_sentinel_at(const struct ab_entity *entity, const struct ab_enumerator *sentinel,
			     const char *release)
{
	const struct ab_enumerator *of_all = greatest_at(entity, sentinel, NULL);
	const struct ab_enumerator *of_release = greatest_at(entity, sentinel, release);
	int64_t newer;

	if (!of_release || of_release == of_all ||
	    !ab_int_difference(of_all->value, of_release->value, &newer))
		return sentinel->value;
	return lowered(sentinel->value, newer);
}
