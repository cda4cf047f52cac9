/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sentinel.c - which enumerator says where an enum ends, where that was in a
 * release that is past, and which other constants go along when it grows.
 */
#include "abiding/sentinel.h"

#include "abiding/lex.h"

#include <ctype.h>
#include <string.h>

/* ---- names ---- */

static bool ends_with(const char *name, size_t length, const char *end)
{
	const size_t n = strlen(end);

	return n <= length && strncmp(name + length - n, end, n) == 0 &&
	       (n == length || name[length - n - 1] == '_');
}

/* "FOO_NUM_TYPES", "N_TYPES": a number of several, which FOO_NUM_LOCK is not. */
static const char *find_number_of(const char *name, size_t length)
{
	static const char *const words[] = {"N_", "NUM_", "NB_"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const size_t n = strlen(words[i]);

		for (const char *at = strstr(name, words[i]); at; at = strstr(at + 1, words[i]))
			if ((at == name || at[-1] == '_') && at[n] && name[length - 1] == 'S')
				return at;
	}
	return NULL;
}

bool ab_is_end_name(const char *name, size_t *stem)
{
	/* the longest first: the stem is what stands before all of it */
	static const char *const ends[] = {"AFTER_LAST", "END_OF_LIST", "END_MARKER", "END_ALL",
					   "SENTINEL",	 "COUNT",	"LAST",	      "MAX",
					   "CNT",	 "NUM",		"END",	      "NB"};
	const size_t length = strlen(name);
	const char *number = length ? find_number_of(name, length) : NULL;

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (ends_with(name, length, ends[i])) {
			*stem = length - strlen(ends[i]);
			return *stem > 0;
		}
	if (number)
		*stem = (size_t)(number - name);
	return number != NULL;
}

const char *ab_end_word(const char *name)
{
	static const char *const words[] = {"LAST",  "MAX", "COUNT", "CNT",	"NUM",
					    "TOTAL", "END", "NB",    "SENTINEL"};

	for (const char *at = name; *at; at += *at == '_') {
		const size_t n = strcspn(at, "_");

		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (strlen(words[i]) == n && strncmp(at, words[i], n) == 0)
				return at;
		at += n;
	}
	return NULL;
}

static bool has_suffix(const struct ab_policy *policy, const char *name)
{
	const size_t length = strlen(name);

	for (const char *const *suffix = policy->sentinel_suffixes; *suffix; suffix++) {
		const size_t n = strlen(*suffix);

		if (n < length && strcmp(name + length - n, *suffix) == 0)
			return true;
	}
	return false;
}

static const char *without_underscores(const char *name)
{
	return name + strspn(name, "_");
}

/* Whether all names start like that one as far as its stem: FOO_A, FOO_B, FOO__CNT, __FOO_MAX. */
static bool is_named_like_all(const struct ab_enumerator *enumerators, unsigned n, const char *name,
			      size_t stem)
{
	const char *start = without_underscores(name);

	while (stem && name[stem - 1] == '_')
		stem--;
	if (name + stem <= start)
		return true;
	stem -= (size_t)(start - name);
	for (unsigned i = 0; i < n; i++) {
		const char *other = without_underscores(enumerators[i].name);

		if (strncmp(other, start, stem) != 0 || other[stem] != '_')
			return false;
	}
	return true;
}

/* ---- values ---- */

/*
 * Bits, each a value of its own, rather than numbers in a row: more distinct
 * powers of two than other values.  1, 2 alone, and 4 with a 3 before it, are
 * the beginning of any row.
 */
static bool are_flags(const struct ab_enumerator *enumerators, unsigned n)
{
	unsigned n_powers = 0, n_high = 0, n_plain = 0;
	uint64_t seen = 0;

	for (unsigned i = 0; i < n; i++) {
		const struct ab_int value = enumerators[i].value;
		const bool is_power = value.magnitude && !value.is_negative &&
				      !(value.magnitude & (value.magnitude - 1));

		if (!is_power)
			n_plain += value.magnitude && !value.is_negative;
		else if (!(seen & value.magnitude)) {
			n_powers++;
			n_high += value.magnitude > 2;
		}
		seen |= is_power ? value.magnitude : 0;
	}
	return n_powers > n_plain && (n_high >= 2 || (n_high == 1 && n_powers == 3 && !n_plain));
}

/* Whether at least half of the numbers between the least and the greatest are in use. */
static bool is_dense(struct ab_int least, struct ab_int greatest, unsigned n)
{
	int64_t span;

	return ab_int_difference(greatest, least, &span) && span < (int64_t)n * 2;
}

static void find_bounds(const struct ab_enumerator *enumerators, unsigned n, struct ab_int *least,
			struct ab_int *greatest)
{
	*least = *greatest = enumerators[0].value;
	for (unsigned i = 1; i < n; i++) {
		if (ab_int_compare(enumerators[i].value, *least) < 0)
			*least = enumerators[i].value;
		if (ab_int_compare(enumerators[i].value, *greatest) > 0)
			*greatest = enumerators[i].value;
	}
}

bool ab_policy_is_sequence(const struct ab_enumerator *enumerators, unsigned n)
{
	struct ab_int least, greatest;

	if (n == 0 || are_flags(enumerators, n))
		return false;
	find_bounds(enumerators, n, &least, &greatest);
	return is_dense(least, greatest, n);
}

/* Whether a plural counts what a name begins with: "LOG_PRIORITIES" of "LOG_PRIORITY_A". */
static bool is_plural_of(const char *plural, const char *name)
{
	size_t n = 0;

	while (plural[n] && plural[n] == name[n])
		n++;
	if (strcmp(plural + n, "IES") == 0)
		return name[n] == 'Y' && (name[n + 1] == '_' || !name[n + 1]);
	return n > 0 && (name[n] == '_' || !name[n]) &&
	       (strcmp(plural + n, "S") == 0 || strcmp(plural + n, "ES") == 0);
}

/*
 * "FOO_NUM_KINDS" among FOO_KIND_*, but not FOO_FIELD_NUM_PORTS among FOO_FIELD_*, which is
 * a field like others: in the middle of a name, such a number is one of what all are.
 */
static bool is_number_of_all(const struct ab_enumerator *enumerators, unsigned n, const char *name,
			     size_t stem)
{
	const char *number = find_number_of(name, strlen(name));
	const char *plural = number ? strchr(number, '_') + 1 : NULL;

	/* the name may well end as ends do: FOO_NUM_KINDS_MAX */
	if (!number || (size_t)(number - name) != stem || !stem)
		return true;
	for (unsigned i = 0; i < n; i++)
		if (!is_plural_of(plural, without_underscores(enumerators[i].name) + stem -
					      (size_t)(without_underscores(name) - name)))
			return false;
	return true;
}

/* By its name; with no word from the maintainers, FOO_ADD_LAST among FOO_* is a value like others. */
static bool is_called_sentinel(const struct ab_policy *policy,
			       const struct ab_enumerator *enumerators, unsigned n,
			       const char *name)
{
	size_t stem;

	if (!policy->is_default && has_suffix(policy, name))
		return true;
	if (policy->has_sentinel)
		return false;
	return ab_is_end_name(name, &stem) && is_named_like_all(enumerators, n, name, stem) &&
	       is_number_of_all(enumerators, n, name, stem);
}

/* The last one, n being the number of those before it. */
static const struct ab_enumerator *last_as_sentinel(const struct ab_policy *policy,
						    const struct ab_enumerator *enumerators,
						    unsigned n)
{
	const struct ab_enumerator *last = &enumerators[n];
	struct ab_int least, greatest;
	int64_t above;

	if (n == 0 || !is_called_sentinel(policy, enumerators, n, last->name))
		return NULL;
	find_bounds(enumerators, n, &least, &greatest);
	if (!ab_int_difference(last->value, greatest, &above) || above < 0 || above > 1)
		return NULL;
	return ab_policy_is_sequence(enumerators, n) ? last : NULL;
}

/* Made of the one before it: "MAX = LAST - 1", "NUM = LAST". */
static bool is_made_of(const struct ab_policy *policy, const struct ab_enumerator *one,
		       const struct ab_enumerator *sentinel)
{
	int64_t above;
	size_t stem;

	return (ab_is_end_name(one->name, &stem) || has_suffix(policy, one->name)) &&
	       ab_int_difference(one->value, sentinel->value, &above) && above >= -1 && above <= 0;
}

const struct ab_enumerator *ab_policy_sentinel(const struct ab_policy *policy,
					       const struct ab_enumerator *enumerators,
					       unsigned n_enumerators)
{
	unsigned n = n_enumerators ? n_enumerators - 1 : 0;
	const struct ab_enumerator *found = last_as_sentinel(policy, enumerators, n);

	while (!found && n > 1 && is_made_of(policy, &enumerators[n], &enumerators[n - 1]))
		found = last_as_sentinel(policy, enumerators, --n);
	return found;
}

const struct ab_enumerator *ab_policy_sentinel_by_name(const struct ab_policy *policy,
						       const struct ab_enumerator *enumerators,
						       unsigned n_enumerators)
{
	const struct ab_enumerator *found = NULL;

	for (unsigned i = 0; i < n_enumerators; i++) {
		const char *name = enumerators[i].name, *word = strrchr(name, '_');

		if (!has_suffix(policy, name) || !word ||
		    !is_named_like_all(enumerators, n_enumerators, name, (size_t)(word + 1 - name)))
			continue;
		if (found)
			return NULL;
		found = &enumerators[i];
	}
	return found;
}

const char *ab_sentinel_name(const struct ab_policy *policy, const struct ab_entity *entity)
{
	const struct ab_enumerator *found;

	if (entity->sentinel || policy->has_sentinel || !entity->n_enumerators)
		return entity->sentinel;
	found = ab_policy_sentinel(policy, entity->enumerators, entity->n_enumerators);
	return found ? found->name : NULL;
}

/* ---- releases that are past ---- */

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

/* ---- what goes along ---- */

static void add_growth(struct ab_arena *arena, struct ab_growths *growths, const char *name,
		       struct ab_int then, struct ab_int now)
{
	if (ab_int_compare(then, now) == 0)
		return;
	growths->items = AB_GROW(arena, growths->items, growths->count, &growths->capacity);
	growths->items[growths->count++] = (struct ab_growth){name, then, now};
}

void ab_growths_find(struct ab_arena *arena, const struct ab_record *promised,
		     const struct ab_record *current, const struct ab_policy *policy,
		     const char *release, struct ab_growths *growths)
{
	const struct ab_entities *enums = &promised->of[AB_ENUM], *loose;

	for (size_t i = 0; i < enums->count; i++) {
		const struct ab_entity *entity = enums->items[i];
		const char *name = ab_sentinel_name(policy, entity);
		const struct ab_enumerator *then = ab_entity_enumerator(entity, name);
		const struct ab_enumerator *now =
		    then ? ab_record_find_enumerator(current, name, NULL) : NULL;

		if (now)
			add_growth(arena, growths, name, ab_sentinel_at(entity, then, release),
				   now->value);
	}
	loose = &promised->of[AB_ENUMERATOR];
	for (size_t i = 0; i < loose->count; i++) {
		const struct ab_entity *then = loose->items[i];
		const struct ab_entity *now = ab_record_find(current, AB_ENUMERATOR, then->name);

		if (now && (now->is_sentinel || then->is_sentinel))
			add_growth(arena, growths, then->name, then->value.integer,
				   now->value.integer);
	}
}

/* Whether both are names for the end of one enum: __FOO_MAX and FOO_LAST, N_FOOS. */
static bool has_stem_of(const char *name, const char *sentinel)
{
	size_t stem, other;

	if (!ab_is_end_name(name, &stem))
		return false;
	if (!ab_is_end_name(sentinel, &other))
		other = strlen(sentinel);
	stem -= stem ? (size_t)(without_underscores(name) - name) : 0;
	other -= other ? (size_t)(without_underscores(sentinel) - sentinel) : 0;
	return strncmp(without_underscores(name), without_underscores(sentinel),
		       stem < other ? stem : other) == 0;
}

bool ab_goes_along(const struct ab_growths *growths, const char *name, struct ab_int then,
		   struct ab_int now, const char *text)
{
	for (size_t i = 0; i < growths->count; i++) {
		const struct ab_growth *growth = &growths->items[i];
		int64_t was, is;

		if (!ab_int_difference(then, growth->then, &was) ||
		    !ab_int_difference(now, growth->now, &is) || was != is)
			continue;
		if (text && ab_has_word(text, growth->name))
			return true;
		if (was >= -1 && was <= 1 && has_stem_of(name, growth->name))
			return true;
	}
	return false;
}
