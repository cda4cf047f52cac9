/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * enumerator.c - enumerators of one list (P5).
 *
 * Values are compared by number.  Values that shift together have one cause:
 * the sibling that was put in or taken out in front of them, or the first of
 * them itself.
 */
#include "enum-list.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct pairs {
	struct ab_enum_pair *items;
	unsigned count;
	const struct ab_enum_list *now;
	struct ab_enum_pair **of_now; /* for each that is there now, or NULL */
	struct ab_int *gone;	      /* values that are said to be gone, in order */
	size_t n_gone;
	bool knows_falls;		      /* the next two are known, of a named enum */
	const struct ab_enumerator *sentinel; /* of now; NULL */
	unsigned n_falls; /* how often a value is less than the one before, but for the sentinel */
};

static struct ab_enum_pair *pair_of(const struct pairs *pairs, const struct ab_enumerator *now)
{
	return pairs->of_now[now - pairs->now->items];
}

static struct ab_finding *say_enumerator(struct ab_comparison *cmp, enum ab_rule rule,
					 const struct ab_enum_pair *pair, ab_place now,
					 const char *message)
{
	struct ab_finding *finding = ab_say(
	    cmp, rule, pair->owner, pair->owner->kind == AB_ENUMERATOR ? NULL : pair->then->name,
	    now, "%s", message);

	if (pair->then->place)
		finding->then = pair->then->place;
	finding->promised_as = ab_printf(cmp->arena, "%s = %s", pair->then->name,
					 ab_int_text(cmp->arena, pair->then->value));
	return finding;
}

/* ---- enumerators that are not where they were ---- */

/* Whether two enumerators without a named enum may be of one: FOO_KIND_A, FOO_KIND_B. */
static bool have_one_stem(const char *a, const char *b)
{
	const char *word = strrchr(a, '_');
	const size_t stem = word ? (size_t)(word - a) : 0;

	return strncmp(a, b, stem) == 0 &&
	       (!stem || (b[stem] == '_' && !strchr(b + stem + 1, '_')));
}

/* A name that is new in the list and has the value of one that is gone. */
static const struct ab_enumerator *renamed_to(const struct ab_comparison *cmp,
					      const struct pairs *pairs, struct ab_enum_list *now,
					      const struct ab_enum_pair *pair)
{
	const struct ab_enumerator *gone = pair->then;
	const struct ab_index_entry *first;

	if (!now->next)
		ab_enum_list_know_values(cmp, now);
	first = ab_index_find(&now->values, 0, ab_int_text(cmp->arena, gone->value));
	for (size_t at = first ? first->at : 0; at; at = now->next[at - 1]) {
		const struct ab_enumerator *new = &now->items[at - 1];

		if (pair->owner->kind == AB_ENUMERATOR && !have_one_stem(gone->name, new->name))
			continue;
		if (!pair_of(pairs, new) &&
		    !ab_record_find_enumerator(cmp->promised, new->name, NULL) &&
		    !ab_record_find(cmp->promised, AB_ENUMERATOR, new->name))
			return new;
	}
	return NULL;
}

static void say_missing(struct ab_comparison *cmp, const struct pairs *pairs,
			struct ab_enum_list *now, struct ab_enum_pair *pair, ab_place list_place)
{
	const struct ab_enumerator *new = renamed_to(cmp, pairs, now, pair);
	struct ab_finding *finding;

	if (!new) {
		finding = say_enumerator(
		    cmp, AB_ENUMERATOR_REMOVED, pair, list_place,
		    ab_printf(cmp->arena, "enumerator '%s' is gone", pair->then->name));
		pair->is_said_gone =
		    ab_weighs_as(cmp, finding, AB_ENUMERATOR_VALUE_CHANGED, pair->owner);
		return;
	}
	finding = say_enumerator(cmp, AB_ENUMERATOR_RENAMED, pair, new->place,
				 ab_printf(cmp->arena, "enumerator '%s' is now called '%s'",
					   pair->then->name, new->name));
	finding->fixit = AB_FIXIT_REPLACE_WORD;
	finding->fixit_text = pair->then->name;
}

static const char *since_of(const struct ab_enum_pair *pair)
{
	return pair->then->since ? pair->then->since : pair->owner->since;
}

static const char *changed_text(const struct ab_comparison *cmp, const struct ab_enum_pair *pair,
				struct ab_int now)
{
	return ab_printf(cmp->arena, "enumerator '%s' is now %s, promised as %s", pair->then->name,
			 ab_int_text(cmp->arena, now), ab_int_text(cmp->arena, pair->then->value));
}

static bool is_growth(const struct ab_comparison *cmp, const char *name)
{
	for (size_t i = 0; i < cmp->growths.count; i++)
		if (strcmp(cmp->growths.items[i].name, name) == 0)
			return true;
	return false;
}

/* Whether another value is no break: the policy lets it change, or it goes along with a sentinel. */
static bool may_change(const struct ab_comparison *cmp, const struct ab_enumerator *then,
		       struct ab_int now, const char *text)
{
	return ab_policy_may_change(cmp->policy, then->name) ||
	       (!is_growth(cmp, then->name) &&
		ab_goes_along(&cmp->growths, then->name, then->value, now, text));
}

/* Gone from its list: moved, turned into a macro, renamed or removed. */
static void compare_missing(struct ab_comparison *cmp, const struct pairs *pairs,
			    struct ab_enum_list *now, struct ab_enum_pair *pair,
			    ab_place list_place)
{
	struct ab_int value;
	ab_place place;

	pair->is_done = true;
	if (ab_find_constant_now(cmp, pair->then->name, &value, &place)) {
		if (ab_int_compare(value, pair->then->value) != 0 &&
		    !may_change(cmp, pair->then, value, NULL))
			say_enumerator(cmp, AB_ENUMERATOR_VALUE_CHANGED, pair, place,
				       changed_text(cmp, pair, value));
		return;
	}
	if (ab_is_missing(cmp, pair->then->name, pair->owner->header, since_of(pair)))
		say_missing(cmp, pairs, now, pair, list_place);
}

/* ---- shifted values ---- */

static bool shift_of(const struct ab_enum_pair *pair, int64_t *shift)
{
	return ab_int_difference(pair->now->value, pair->then->value, shift);
}

static bool is_changed(const struct ab_comparison *cmp, const struct ab_enum_pair *pair)
{
	return pair->now && !pair->may_grow &&
	       ab_int_compare(pair->now->value, pair->then->value) != 0 &&
	       !may_change(cmp, pair->then, pair->now->value, pair->now->initialiser);
}

/* Whether its number stands there, and is not what the one before it makes of it. */
static bool is_given(const struct ab_enumerator *one)
{
	const char *text = one->initialiser;

	if (!text || !*text)
		return false;
	for (const char *at = text; *at; at++)
		if ((isalpha((unsigned char)*at) || *at == '_') &&
		    (at == text || !isalnum((unsigned char)at[-1])))
			return false;
	return true;
}

/* Whether it is one more than the one before it, as a value that nobody has given is. */
static bool is_next_to(const struct ab_enumerator *before, const struct ab_enumerator *one)
{
	int64_t distance;

	return (!one->initialiser || !*one->initialiser) &&
	       ab_int_difference(one->value, before->value, &distance) && distance == 1;
}

/* How many follow the i-th with the same shift. */
static unsigned count_followers(const struct ab_comparison *cmp, const struct pairs *pairs,
				const struct ab_enum_list *now, unsigned i, int64_t shift)
{
	unsigned followers = 0;

	while (++i < now->count) {
		const struct ab_enum_pair *pair = pair_of(pairs, &now->items[i]);
		int64_t other;

		if (!pair || !is_changed(cmp, pair) || is_given(pair->now) ||
		    !shift_of(pair, &other) || other != shift)
			break;
		followers++;
	}
	return followers;
}

/* The i-th and its followers have been said with one finding. */
static void set_done(struct ab_comparison *cmp, const struct pairs *pairs,
		     const struct ab_enum_list *now, unsigned i, unsigned followers,
		     const struct ab_finding *finding)
{
	for (unsigned j = i; j <= i + followers; j++) {
		struct ab_enum_pair *pair = pair_of(pairs, &now->items[j]);

		pair->is_done = true;
		if (finding)
			ab_remember_change(cmp, pair->now->name, pair->then->value,
					   pair->now->value, finding);
	}
}

/* Whether it shifts by as many as are said to be gone in front of it: then they are the cause. */
static bool is_behind_gone(const struct pairs *pairs, const struct ab_enum_pair *pair,
			   int64_t shift)
{
	size_t low = 0, high = pairs->n_gone;

	/* each loose one is an entity of its own */
	if (pair->owner->kind == AB_ENUMERATOR)
		return false;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (ab_int_compare(pairs->gone[middle], pair->then->value) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low && shift == -(int64_t)low;
}

/* ---- the end of an enum ---- */

enum { NOWHERE = -1 };

/* The next place in a direction that is not the sentinel's, or NOWHERE. */
static int neighbour(const struct pairs *pairs, int at, int step)
{
	at += step;
	if (at >= 0 && &pairs->now->items[at] == pairs->sentinel)
		at += step;
	return at < 0 || at >= (int)pairs->now->count ? NOWHERE : at;
}

/* Whether the values of two places fall; they do not where one is nowhere. */
static bool is_fall(const struct pairs *pairs, int a, int b)
{
	const struct ab_enumerator *items = pairs->now->items;

	return a != NOWHERE && b != NOWHERE && ab_int_compare(items[b].value, items[a].value) < 0;
}

static void know_falls(struct pairs *pairs, const char *sentinel)
{
	pairs->knows_falls = true;
	pairs->sentinel = sentinel ? ab_enum_list_find(pairs->now, sentinel) : NULL;
	for (int i = neighbour(pairs, -1, 1); i != NOWHERE; i = neighbour(pairs, i, 1))
		pairs->n_falls += is_fall(pairs, i, neighbour(pairs, i, 1));
}

/* The last of the list that is neither the sentinel nor that one, if it is the greatest; NULL. */
static const struct ab_enumerator *end_of(struct pairs *pairs, const char *sentinel,
					  const struct ab_enumerator *but)
{
	const int at = (int)(but - pairs->now->items);
	int before, after, last;

	if (!pairs->knows_falls)
		know_falls(pairs, sentinel);
	before = neighbour(pairs, at, -1);
	after = neighbour(pairs, at, 1);
	if (pairs->n_falls - is_fall(pairs, before, at) - is_fall(pairs, at, after) +
	    is_fall(pairs, before, after))
		return NULL;
	last = neighbour(pairs, (int)pairs->now->count, -1);
	if (last == at)
		last = before;
	return last == NOWHERE ? NULL : &pairs->now->items[last];
}

/*
 * Whether what has moved may be the end of its enum, which only the library's people
 * know: the last one, with nothing behind it, called like an end.
 */
static bool may_be_end(const struct ab_enum_pair *pair, unsigned followers)
{
	const struct ab_entity *owner = pair->owner;

	return !followers && ab_end_word(pair->then->name) &&
	       (owner->kind == AB_ENUMERATOR ||
		pair->then == &owner->enumerators[owner->n_enumerators - 1]);
}

/* "_LAST_STATUS" of FOO_LAST_STATUS, "_FOOS" of NUM_FOOS: what a policy can call a suffix. */
static const char *suffix_of(const char *name)
{
	const char *word = ab_end_word(name);

	if (word > name)
		return word - 1;
	word = strrchr(name, '_');
	return word ? word : name + 1;
}

/* It would be wrong to append anything behind an end. */
static void ask_for_end(const struct ab_comparison *cmp, const struct ab_enum_pair *pair,
			const struct ab_enumerator *inserted, struct ab_finding *finding)
{
	finding->consequence = ab_printf(
	    cmp->arena,
	    "if '%s' only marks the end of the enum, say so in the policy: 'sentinel: {suffix: "
	    "%s}'; if programs use it as a value, append '%s' after it",
	    pair->then->name, suffix_of(pair->then->name), inserted->name);
}

/* Says where one that was put in should stand, and moves it there where that is certain. */
static void advise(struct ab_comparison *cmp, struct pairs *pairs, const struct ab_enum_pair *pair,
		   const struct ab_enumerator *inserted, struct ab_finding *finding)
{
	const struct ab_entity *owner = pair->owner;
	const char *sentinel = ab_sentinel_name(cmp->policy, owner);
	const struct ab_enumerator *end;
	const char *where = "at the end";
	int64_t shift;

	if (sentinel)
		where = ab_printf(cmp->arena, "before '%s'", sentinel);
	finding->consequence = ab_printf(cmp->arena, "append it %s instead%s%s", where,
					 finding->consequence ? "; " : "",
					 finding->consequence ? finding->consequence : "");
	if (owner->kind != AB_ENUM || !inserted->initialiser || *inserted->initialiser ||
	    !shift_of(pair, &shift) || shift != 1)
		return;
	end = end_of(pairs, sentinel, inserted);
	if (!end)
		return;
	finding->fixit = AB_FIXIT_MOVE_ENUMERATOR;
	finding->fixit_text = inserted->name;
	finding->fixit_anchor = end->name;
	finding->fixit_place = end->place;
}

static const char *followers_text(const struct ab_comparison *cmp, unsigned followers)
{
	if (!followers)
		return NULL;
	return ab_printf(cmp->arena, "%u enumerator%s after it move%s with it", followers,
			 followers == 1 ? "" : "s", followers == 1 ? "s" : "");
}

static const struct ab_finding *say_shifted(struct ab_comparison *cmp, struct pairs *pairs,
					    const struct ab_enum_pair *pair,
					    const struct ab_enumerator *inserted,
					    unsigned followers)
{
	const char *changed = changed_text(cmp, pair, pair->now->value);
	struct ab_finding *finding;

	if (inserted)
		changed = ab_printf(cmp->arena,
				    "'%s', inserted here, moves '%s' to %s, "
				    "promised as %s",
				    inserted->name, pair->then->name,
				    ab_int_text(cmp->arena, pair->now->value),
				    ab_int_text(cmp->arena, pair->then->value));
	finding = say_enumerator(cmp, AB_ENUMERATOR_VALUE_CHANGED, pair,
				 inserted ? inserted->place : pair->now->place, changed);
	finding->consequence = followers_text(cmp, followers);
	if (pair->now->initialiser && strstr(pair->now->initialiser, "sizeof"))
		finding->sized_by = pair->now->initialiser;
	if (inserted && !ab_sentinel_name(cmp->policy, pair->owner) && may_be_end(pair, followers))
		ask_for_end(cmp, pair, inserted, finding);
	else if (inserted)
		advise(cmp, pairs, pair, inserted, finding);
	return finding;
}

static void compare_values(struct ab_comparison *cmp, struct pairs *pairs,
			   const struct ab_enum_list *now)
{
	unsigned end = 0; /* the last that shifts with those before it, by shift_there */
	int64_t shift_there = 0;

	for (unsigned i = 0; i < now->count; i++) {
		const struct ab_enum_pair *pair = pair_of(pairs, &now->items[i]);
		const struct ab_enumerator *before = i ? &now->items[i - 1] : NULL;
		const struct ab_finding *finding = NULL;
		unsigned followers = 0;
		int64_t shift = 0;

		if (!pair || pair->is_done || !is_changed(cmp, pair))
			continue;
		if (shift_of(pair, &shift)) {
			if (i > end || shift != shift_there)
				end = i + count_followers(cmp, pairs, now, i, shift);
			shift_there = shift;
			followers = end - i;
		}
		if (shift <= 0 || !before || pair_of(pairs, before) ||
		    !is_next_to(before, pair->now))
			before = NULL;
		if (!is_behind_gone(pairs, pair, shift)) {
			finding = say_shifted(cmp, pairs, pair, before, followers);
			/* what is let pass is this one's value, and no other's */
			if (ab_is_unsaid(cmp, finding))
				followers = 0;
		}
		set_done(cmp, pairs, now, i, followers, finding);
	}
}

/* ---- the whole ---- */

static int value_order(const void *a, const void *b)
{
	const struct ab_int *x = a, *y = b;

	return ab_int_compare(*x, *y);
}

/* Which of them is there now. */
static void know_pairs(const struct ab_comparison *cmp, struct pairs *pairs,
		       const struct ab_enum_list *now)
{
	pairs->now = now;
	pairs->of_now = AB_NEW_ARRAY(cmp->arena, struct ab_enum_pair *, now->count);
	for (unsigned i = pairs->count; i-- > 0;)
		if (pairs->items[i].now)
			pairs->of_now[pairs->items[i].now - now->items] = &pairs->items[i];
}

static void know_gone(const struct ab_comparison *cmp, struct pairs *pairs)
{
	pairs->gone = AB_NEW_ARRAY(cmp->arena, struct ab_int, pairs->count);
	for (unsigned i = 0; i < pairs->count; i++)
		if (pairs->items[i].is_said_gone)
			pairs->gone[pairs->n_gone++] = pairs->items[i].then->value;
	if (pairs->n_gone)
		qsort(pairs->gone, pairs->n_gone, sizeof *pairs->gone, value_order);
}

void ab_compare_enumerators(struct ab_comparison *cmp, struct ab_enum_pair *items, unsigned count,
			    struct ab_enum_list *now, ab_place list_place)
{
	struct pairs pairs = {.items = items, .count = count};

	know_pairs(cmp, &pairs, now);
	for (unsigned i = 0; i < count; i++)
		if (!items[i].now && !items[i].is_done)
			compare_missing(cmp, &pairs, now, &items[i], list_place);
	know_gone(cmp, &pairs);
	compare_values(cmp, &pairs, now);
}
