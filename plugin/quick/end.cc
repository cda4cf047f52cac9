/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * end.cc - the quick look at the end of the parse: types, macros, what was
 * not declared but defined, and whether anything is missing.
 */
#include "gcc/gcc-includes.h"
#include "quick.h"
#include "look.h"

/* ---- at the end of the parse: types, and what was not declared but defined ---- */

/* Whether entries have been included that bring the group. */
static bool is_brought(uint64_t group)
{
	return look.n_included[group] >= look.groups[group].needed;
}

/* Of a tag: its typedef stands in another header, and it is counted by itself. */
static bool has_counter(const struct ab_image_row *part)
{
	return part->counter != AB_IMAGE_NO_COUNTER;
}

/* A struct or union without its definition, which may stand in a header that is not included. */
static bool may_be_defined_elsewhere(const struct ab_image_row *row, tree type)
{
	tree tag = facts_tag(type);
	const struct ab_image_row *part = tag ? find(AB_IMAGE_TAGS, tag) : NULL;
	uint64_t group;

	if (COMPLETE_TYPE_P(type) || !part)
		return false;
	group = (has_counter(part) ? part : row)->counter / (look.n_releases + 1);
	if (group >= look.n_groups || is_brought(group) ||
	    row->kind != (TREE_CODE(type) == RECORD_TYPE  ? AB_STRUCT
			  : TREE_CODE(type) == UNION_TYPE ? AB_UNION
							  : AB_KINDS))
		return false;
	return &look.rows[part->identity % look.n_rows] == row;
}

static bool keep_tagged(const struct ab_image_row *row, tree type, tree decl, location_t where)
{
	const uint64_t digest = quick_digest_tagged(type, (enum ab_kind)row->kind);

	if (look.is_unguarded && digest != AB_DIGEST_NONE && digest == digest_of(row)->unguarded)
		return keep(row, where);
	return keep_if(row, digest, where) ||
	       (may_be_defined_elsewhere(row, TYPE_MAIN_VARIANT(type)) && keep(row, where)) ||
	       quick_has_grown(row, type, decl, where);
}

/* Whether the typedef names the struct, union or enum itself, and not by another typedef. */
static bool names_tagged(tree decl)
{
	tree type = DECL_ORIGINAL_TYPE(decl) ? DECL_ORIGINAL_TYPE(decl) : TREE_TYPE(decl);
	tree through = TYPE_NAME(type);

	return facts_has_identity(type) && !TYPE_QUALS(type) &&
	       !(through && TREE_CODE(through) == TYPE_DECL && through != decl &&
		 !DECL_ARTIFICIAL(through));
}

static const struct ab_image_row *find_again(tree decl)
{
	if (look.n_met < look.n_found && look.found[look.n_met].decl == decl)
		return look.found[look.n_met++].row;
	return find(AB_IMAGE_ORDINARY, DECL_NAME(decl));
}

static bool is_typedef_kept(tree decl, int surface)
{
	const location_t where = DECL_SOURCE_LOCATION(decl);
	const struct ab_image_row *const row = find_again(decl);

	if (!row)
		return quick_is_no_promise(DECL_NAME(decl), surface, where) ||
		       quick_is_type_added(decl);
	switch (row->kind) {
	case AB_TYPEDEF:
		return look.kept[row - look.rows] ||
		       keep_if(row, quick_digest_typedef(decl), where);
	case AB_STRUCT:
	case AB_UNION:
	case AB_ENUM:
		return names_tagged(decl) && !is_unavailable(decl) &&
		       keep_tagged(row, TREE_TYPE(decl), decl, where);
	default:
		return false;
	}
}

static bool is_loose_kept(tree decl, tree type, int surface)
{
	const location_t where = DECL_SOURCE_LOCATION(decl);
	bool is_grown = false;

	for (tree entry = TYPE_VALUES(type); entry; entry = TREE_CHAIN(entry)) {
		const struct ab_image_row *const row = find(AB_IMAGE_ORDINARY, TREE_PURPOSE(entry));

		if (row ? row->kind == AB_ENUMERATOR && !is_poisoned(TREE_PURPOSE(entry)) &&
			      keep_if(row, quick_digest_constant(TREE_VALUE(entry)), where)
			: quick_is_no_promise(TREE_PURPOSE(entry), surface, where))
			continue;
		if (row || !quick_is_enumerator_added(TREE_PURPOSE(entry)))
			return false;
		is_grown = true;
	}
	return !is_grown || quick_note_loose(decl, type);
}

/* C++ makes up names for types that have none. */
static bool is_made_up(tree name)
{
	return TREE_CODE(name) == TYPE_DECL && DECL_NAME(name) &&
	       IDENTIFIER_ANON_P(DECL_NAME(name));
}

/* Whether a typedef is made of the type itself: C gives its name to a variant of it only. */
static bool has_typedef(tree type)
{
	for (tree variant = type; variant; variant = TYPE_NEXT_VARIANT(variant))
		if (TYPE_NAME(variant) && !is_made_up(TYPE_NAME(variant)))
			return true;
	return false;
}

static bool note_named(tree type)
{
	if (!make_room(&look.named, look.n_named, &look.named_capacity))
		return false;
	look.named[look.n_named++] = type;
	return true;
}

static bool is_members_kept(tree type);

static bool is_tag_kept(tree decl, int surface)
{
	tree type = TYPE_MAIN_VARIANT(TREE_TYPE(decl)), tag;
	const struct ab_image_row *row;

	if (!facts_has_identity(type) ||
	    (is_cplusplus() && TREE_CODE(type) == ENUMERAL_TYPE && SCOPED_ENUM_P(type)))
		return true;
	if (is_cplusplus() && !is_members_kept(type))
		return false;
	tag = facts_tag(type);
	if (!tag) /* one with a typedef is looked at by that */
		return TREE_CODE(type) != ENUMERAL_TYPE || has_typedef(type) ||
		       is_loose_kept(decl, type, surface);
	if (is_poisoned(tag))
		return false;
	row = find(AB_IMAGE_TAGS, tag);
	if (!row) /* one that is only mentioned promises nothing */
		return (!COMPLETE_TYPE_P(type) && TREE_CODE(type) != ENUMERAL_TYPE) ||
		       quick_is_no_promise(tag, surface, DECL_SOURCE_LOCATION(decl)) ||
		       quick_is_type_added(decl);
	if (has_counter(row) && !row->is_tag_only && COMPLETE_TYPE_P(type))
		keep(row, DECL_SOURCE_LOCATION(decl));
	if (row->is_tag_only)
		return keep_tagged(row, type, decl, DECL_SOURCE_LOCATION(decl));
	return note_named(type);
}

/* What its typedef does not show, since it stands in a header that is not included here. */
static bool is_named_kept(tree type)
{
	tree tag = facts_tag(type);
	const struct ab_image_row *const part = find(AB_IMAGE_TAGS, tag);
	const struct ab_image_row *const row = &look.rows[part->identity % look.n_rows];
	uint64_t digest;

	if (look.kept[row - look.rows] || !row->is_held || !COMPLETE_TYPE_P(type))
		return true;
	digest = quick_digest_tagged(type, (enum ab_kind)row->kind);
	return digest != AB_DIGEST_NONE &&
	       (digest == digest_of(row)->all ||
		(look.is_unguarded && digest == digest_of(row)->unguarded) ||
		quick_is_variant(row, digest, DECL_SOURCE_LOCATION(TYPE_STUB_DECL(type))));
}

static bool is_every_named_kept(void)
{
	for (size_t i = 0; i < look.n_named; i++)
		if (!is_named_kept(look.named[i]))
			return false;
	return true;
}

/* Not inline: what is passed over by is_kept() has no need of its registers. */
static __attribute__((noinline, flatten)) bool is_public_kept(tree decl, int surface)
{
	if (TREE_CODE(decl) != TYPE_DECL)
		return is_linked_kept(decl, surface, DECL_SOURCE_LOCATION(decl));
	return facts_is_tag_decl(decl) ? is_tag_kept(decl, surface)
				       : is_typedef_kept(decl, surface);
}

static inline bool is_kept(tree decl)
{
	const enum tree_code code = TREE_CODE(decl);
	location_t where;
	int surface;

	/* an enumerator: its enum does not show it */
	if (code != TYPE_DECL && code != FUNCTION_DECL && code != VAR_DECL)
		return !is_unavailable(decl);
	where = DECL_SOURCE_LOCATION(decl);
	if (where <= BUILTINS_LOCATION || TREE_TYPE(decl) == error_mark_node)
		return true;
	if (HAS_C23_REDEFINITION && code == TYPE_DECL && facts_is_tag_decl(decl))
		where = facts_place_of_tag(decl);
	surface = quick_surface_at(where);
	return surface < 0 || (!is_poisoned(DECL_NAME(decl)) && is_public_kept(decl, surface));
}

/* In C++ what a class declares inside stays there; in C it is at file scope. */
static bool is_members_kept(tree type)
{
	if (!RECORD_OR_UNION_TYPE_P(type))
		return true;
	for (tree member = TYPE_FIELDS(type); member; member = DECL_CHAIN(member))
		if (TREE_CODE(member) == TYPE_DECL && !DECL_SELF_REFERENCE_P(member) &&
		    !is_kept(member))
			return false;
	return true;
}

static bool walk_c(void)
{
	unsigned i;
	tree unit;

	FOR_EACH_VEC_SAFE_ELT(all_translation_units, i, unit)
	if (DECL_INITIAL(unit) && TREE_CODE(DECL_INITIAL(unit)) == BLOCK)
		for (tree decl = BLOCK_VARS(DECL_INITIAL(unit)); decl; decl = DECL_CHAIN(decl))
			if (!is_kept(decl))
				return false;
	return true;
}

/* Functions of the image that are not extern "C": the comparison tells whether that is meant. */
static bool has_mangled;

static bool is_kept_in_cplusplus(tree decl)
{
	if (TREE_CODE(decl) == FUNCTION_DECL && TREE_PUBLIC(decl) &&
	    !DECL_DECLARED_INLINE_P(decl) && quick_surface_at(DECL_SOURCE_LOCATION(decl)) >= 0 &&
	    facts_is_promisable(decl) && find(AB_IMAGE_ORDINARY, DECL_NAME(decl))) {
		has_mangled |= DECL_LANGUAGE(decl) != lang_c;
	}
	return is_kept(decl);
}

static bool walk_cplusplus(void)
{
	for (tree at = NAMESPACE_LEVEL(global_namespace)->names; at; at = TREE_CHAIN(at)) {
		tree decl = TREE_CODE(at) == TREE_LIST ? TREE_VALUE(at) : at;

		if (TREE_CODE(decl) == OVERLOAD) {
			for (ovl_iterator each(decl); each; ++each)
				if (!is_kept_in_cplusplus(*each))
					return false;
		} else if (!is_kept_in_cplusplus(decl)) {
			return false;
		}
	}
	return !has_mangled;
}

/* ---- at the end of the parse: macros ---- */

static __attribute__((flatten)) bool is_macro_kept(const struct defined *defined)
{
	cpp_hashnode *const node = defined->node;
	const struct ab_image_row *row;
	location_t where;
	int surface;

	if (!cpp_user_macro_p(node))
		return true;
	where = cpp_macro_definition_location(node);
	surface = where == defined->where ? defined->surface : quick_surface_at(where);
	if (surface < 0)
		return true;
	row = find_macro(node);
	if (!row)
		return !is_held(surface) ||
		       ab_image_ignores_macro(quick.image, (const char *)NODE_NAME(node)) ||
		       quick_macro_is_decoration(node) || quick_is_macro_added(node);
	if (row->may_change ? !cpp_fun_like_macro_p(node)
			    : !row->is_held || quick_macro_is(node, digest_of(row)->all) ||
				  quick_is_macro_variant(row, node, where))
		return keep(row, where);
	return false;
}

static bool is_every_macro_kept(void)
{
	for (size_t i = 0; i < look.n_macros; i++)
		if (!is_macro_kept(&look.macros[i]))
			return false;
	return true;
}

/* ---- at the end of the parse: the sum ---- */

/* A guard that a public header defines is defined for all. */
static bool is_guard_absent(void)
{
	for (uint64_t i = 0; i < look.n_conditions; i++) {
		const char *const name = ab_image_string(quick.image, look.conditions[i].macro);
		cpp_hashnode *node;

		if (!look.conditions[i].is_guard)
			continue;
		node = cpp_lookup(parse_in, (const unsigned char *)name, strlen(name));
		return !look.sightings[i].is_defined &&
		       !(cpp_user_macro_p(node) &&
			 quick_surface_at(cpp_macro_definition_location(node)) >= 0);
	}
	return false;
}

/* Of a group that was included: what is missing has to be of a later release. */
static bool is_group_kept(const uint32_t *kept, const uint32_t *counts, size_t n_columns)
{
	size_t i = 0;

	if (ab_name_is((const char *)kept, (const char *)counts, n_columns * sizeof *kept))
		return true;
	while (kept[i] == counts[i])
		i++;
	if (i)
		look.before = MIN(look.before, look.releases[i - 1]);
	return i > 0;
}

static bool is_nothing_missing(void)
{
	const size_t n_columns = look.n_releases + 1;

	for (uint64_t i = 0; i < look.n_groups; i++) {
		if (look.groups[i].is_held && is_brought(i) &&
		    !is_group_kept(&look.n_kept[i * n_columns], &look.counts[i * n_columns],
				   n_columns))
			return false;
	}
	return look.before == UINT64_MAX || quick_is_before(look.before);
}

static bool is_no_linked_poisoned(void)
{
	for (size_t i = 0; i < look.n_linked; i++)
		if (is_poisoned(look.linked[i]))
			return false;
	return true;
}

/* Of each entity of the image; then nothing can be hidden by the user, or left out in C++. */
static bool is_everything_found(void)
{
	for (uint64_t i = 0; i < look.n_rows; i++)
		if (look.rows[i].identity == i && look.rows[i].kind != AB_KINDS && !look.kept[i])
			return false;
	return true;
}

bool quick_is_all_kept(void)
{
	if (errorcount)
		return false;
	look.is_unguarded = is_guard_absent();
	return (is_cplusplus() ? walk_cplusplus() : walk_c()) && is_no_linked_poisoned() &&
	       is_every_named_kept() && is_every_macro_kept() && is_nothing_missing() &&
	       quick_is_promised_as_now() && (!look.is_strict || is_everything_found());
}
