/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * addition.cc - what public headers have and the record has not.
 *
 * A thing whose name the record does not mention in any place is not what anything
 * promised is said of: it breaks nothing, and only the lints have to see it, which
 * full/addition.cc asks.  So it is noted, and the quick look goes on.
 */
#include "gcc/gcc-includes.h"
#include "quick.h"
#include "look.h"

/* ---- whether there may be additions ---- */

static bool has_scripts(void)
{
	uint64_t count;
	const struct ab_image_source *const sources =
	    (const struct ab_image_source *)ab_image_part(quick.image, AB_IMAGE_SOURCES, &count);

	for (uint64_t i = 0; i < count; i++)
		if (sources[i].role == AB_IMAGE_SCRIPT)
			return true;
	return false;
}

/* Waivers of lints have a release at which they end; it takes all of the headers to tell that. */
static bool may_add(void)
{
	return !is_cplusplus() && quick.image->head->is_compared == AB_IMAGE_IF_OTHER;
}

static bool is_unmentioned(tree name)
{
	static int is_whole;

	return may_add() && !ab_image_mentions(quick.image, IDENTIFIER_HASH_VALUE(name), &is_whole);
}

/* ---- while the parse goes on ---- */

static const struct full *judge; /* loaded with the first of them; NULL: it is not */

/* false: it takes the comparison itself. */
static bool has_judge(void)
{
	static bool is_asked;

	if (!is_asked)
		judge = look.door_start_additions();
	is_asked = true;
	return judge;
}

static bool note(tree decl)
{
	if (has_judge())
		judge->add(decl);
	return judge;
}

/* Whether a version script exports it is to be seen as well. */
bool quick_is_linked_added(tree decl)
{
	return is_unmentioned(DECL_NAME(decl)) && !has_scripts() && note(decl);
}

/* ---- at its end: types ---- */

static bool are_enumerators_unmentioned(tree type)
{
	for (tree entry = TYPE_VALUES(type); entry; entry = TREE_CHAIN(entry))
		if (find(AB_IMAGE_ENUMERATORS, TREE_PURPOSE(entry)) ||
		    !is_unmentioned(TREE_PURPOSE(entry)))
			return false;
	return true;
}

/* A new name for what is promised may become its name in the record. */
static bool is_of_promised(tree type)
{
	tree tag = facts_has_identity(type) ? facts_tag(TYPE_MAIN_VARIANT(type)) : NULL_TREE;

	return tag && find(AB_IMAGE_TAGS, tag);
}

static bool is_type_new(tree decl)
{
	tree type = DECL_ORIGINAL_TYPE(decl) ? DECL_ORIGINAL_TYPE(decl) : TREE_TYPE(decl);
	tree name = facts_is_tag_decl(decl) ? facts_tag(TYPE_MAIN_VARIANT(type)) : DECL_NAME(decl);

	if (!name || !is_unmentioned(name) || is_unavailable(decl))
		return false;
	if (!facts_is_tag_decl(decl) && is_of_promised(type))
		return false;
	return TREE_CODE(type) != ENUMERAL_TYPE || are_enumerators_unmentioned(type);
}

static bool note_type(tree decl)
{
	struct additions *const all = &look.additions;

	if (!make_room(&all->types, all->n_types, &all->types_capacity))
		return false;
	all->types[all->n_types++] = decl;
	return has_judge();
}

bool quick_is_typedef_added(tree decl)
{
	return is_type_new(decl) && note(decl);
}

bool quick_is_type_added(tree decl)
{
	return is_type_new(decl) && note_type(decl);
}

bool quick_is_macro_added(cpp_hashnode *node)
{
	struct additions *const all = &look.additions;

	if (!is_unmentioned(HT_IDENT_TO_GCC_IDENT(HT_NODE(node))) ||
	    !make_room(&all->macros, all->n_macros, &all->macros_capacity))
		return false;
	all->macros[all->n_macros++] = node;
	return has_judge();
}

/* ---- enumerators beside promised ones ---- */

bool quick_is_enumerator_added(tree name)
{
	return !find(AB_IMAGE_ENUMERATORS, name) && is_unmentioned(name);
}

bool quick_note_loose(tree decl, tree type)
{
	struct additions *const all = &look.additions;

	for (tree entry = TYPE_VALUES(type); entry; entry = TREE_CHAIN(entry)) {
		const struct ab_image_row *const row = find(AB_IMAGE_ORDINARY, TREE_PURPOSE(entry));

		if (!row)
			continue;
		if (!make_room(&all->loose, all->n_loose, &all->loose_capacity))
			return false;
		all->loose[all->n_loose++] = row;
	}
	return note_type(decl);
}

static const struct ab_image_row *growing; /* the enum that is looked at */

static const struct ab_image_row *promised_enumerator(tree entry)
{
	return find(AB_IMAGE_ENUMERATORS, TREE_PURPOSE(entry));
}

/* Of an enum whose sentinel stands behind a guard, the digest has all but that. */
static bool has_guarded_sentinel(const struct ab_image_row *row)
{
	return digest_of(row)->all != digest_of(row)->unguarded;
}

static bool is_counted(tree entry)
{
	const struct ab_image_row *const row = promised_enumerator(entry);

	return row && !row->is_new && !(row->is_sentinel && has_guarded_sentinel(growing));
}

/* The promised sentinel, if it has not shrunk; NULL_TREE. */
static tree sentinel_of(const struct ab_image_row *row, tree type)
{
	for (tree entry = TYPE_VALUES(type); entry; entry = TREE_CHAIN(entry)) {
		const struct ab_image_row *const one = promised_enumerator(entry);
		uint64_t magnitude;
		unsigned is_negative;

		if (one && one->is_sentinel && !one->is_new && one->identity == row->identity)
			return quick_number(TREE_VALUE(entry), &magnitude, &is_negative) &&
				       !is_negative && !digest_of(one)->unguarded &&
				       magnitude >= digest_of(one)->all
				   ? entry
				   : NULL_TREE;
	}
	return NULL_TREE;
}

/* Whether an enumerator that is not promised comes before the sentinel, if there is one. */
static bool is_below(tree entry, tree sentinel)
{
	uint64_t magnitude, end;
	unsigned is_negative;

	return quick_number(TREE_VALUE(entry), &magnitude, &is_negative) &&
	       (!sentinel || is_negative ||
		(quick_number(TREE_VALUE(sentinel), &end, &is_negative) && magnitude < end));
}

static bool are_others_added(const struct ab_image_row *row, tree type, tree sentinel)
{
	for (tree entry = TYPE_VALUES(type); entry; entry = TREE_CHAIN(entry)) {
		const struct ab_image_row *const one = promised_enumerator(entry);

		if (one ? one->identity != row->identity : !is_unmentioned(TREE_PURPOSE(entry)))
			return false;
		if ((!one || one->is_new) && !is_below(entry, sentinel))
			return false;
	}
	return true;
}

static bool note_grown(const struct ab_image_row *row, tree type, tree decl)
{
	struct additions *const all = &look.additions;

	if (!make_room(&all->grown, all->n_grown, &all->grown_capacity))
		return false;
	all->grown[all->n_grown++] = {row, type};
	return note_type(decl);
}

/*
 * Other sentinels than those that a guard hides are part of the digest, and have to be as they
 * were.  Where the guard is defined, the sentinel has to be there.
 */
bool quick_has_grown(const struct ab_image_row *row, tree type, tree decl, location_t where)
{
	tree sentinel = NULL_TREE;

	if (row->kind != AB_ENUM || TREE_CODE(type) != ENUMERAL_TYPE || !row->is_held ||
	    row->is_new || !may_add() || digest_of(row)->unguarded == AB_DIGEST_NONE)
		return false;
	if (has_guarded_sentinel(row) && !look.is_unguarded) {
		sentinel = sentinel_of(row, type);
		if (!sentinel)
			return false;
	}
	growing = row;
	if (quick_digest_enum_of(type, is_counted) != digest_of(row)->unguarded ||
	    !are_others_added(row, type, sentinel) || !note_grown(row, type, decl))
		return false;
	look.taken[row - look.rows] = TAKEN_AS_NEWER;
	return keep(row, where);
}

/* ---- the end ---- */

/*
 * Headers of an older release than the record may have what a later one took in under
 * another name: that is not new.
 */
bool quick_are_additions_silent(void)
{
	struct additions *const all = &look.additions;

	if (!judge)
		return true;
	all->digests = look.digests;
	all->sightings = look.sightings;
	return look.before == UINT64_MAX && judge->are_additions_silent(all);
}
