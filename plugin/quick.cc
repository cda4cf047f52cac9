/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * quick.cc - the quick look's way.
 *
 * Functions, variables and (in C) typedefs are looked at when they are
 * declared, as the collector does and for the same reason; tags and macros at
 * the end of the parse.  Each entity that is as promised is counted for its
 * surface; at the end a surface all of whose entries were included must have
 * all of its own.
 *
 * At the first thing that is not as promised the comparison takes over, and
 * learns what has been found until then.
 */
#include <time.h>

#include "gcc-includes.h"
#include "quick.h"

struct quick quick;

enum { ENTRIES_MAX = 64, N_COUNTED = AB_IMAGE_NO_SURFACE + 1 };

/* A declaration and its row. */
struct found {
	tree decl;
	const struct ab_image_row *row;
};

static struct {
	const char *plugin_name;
	bool is_usual, is_strict;
	const struct full *(*door_take_over)(const struct handover *seen);
	bool is_over;		 /* the comparison has taken over, or cannot */
	bool is_open;		 /* a public header was */
	const struct full *full; /* NULL: the comparison has not taken over */
	struct handover seen;

	uint64_t n_surfaces, n_rows, n_conditions;
	const struct ab_image_surface *surfaces;
	const struct ab_image_row *rows;
	const struct ab_image_condition *conditions;
	const struct ab_image_digest *digests; /* of this data model */

	location_t *kept;     /* by row */
	location_t *typedefs; /* by row: of a tag, where its typedef was declared */
	uint32_t *n_kept;     /* by surface: N_COUNTED, as many as a row can name */
	uint64_t *entries;    /* by surface: those included, as bits */
	struct sighting *sightings;
	const char **opened; /* public headers */
	size_t n_opened, opened_capacity;
	cpp_hashnode **macros; /* defined in public headers */
	size_t n_macros, macros_capacity;
	location_t *types; /* where those began that have been finished */
	size_t types_capacity;
	struct found *found;		       /* typedefs that name tags, as they were declared */
	size_t n_found, found_capacity, n_met; /* n_met: of these, by the walk at the end */
	tree *named; /* tags that have been looked at by their typedefs, if these are there */
	size_t n_named, named_capacity;

	void (*gcc_define)(cpp_reader *, location_t, cpp_hashnode *);
	void (*gcc_undef)(cpp_reader *, location_t, cpp_hashnode *);
} look;

static void on_undef(cpp_reader *reader, location_t where, cpp_hashnode *node);

static const struct full *take_over(void)
{
	cpp_callbacks *const callbacks = cpp_get_callbacks(parse_in);

	if (look.is_over)
		return look.full;
	look.is_over = true;
	/* the comparison hooks it by itself */
	if (callbacks->undef == on_undef)
		callbacks->undef = look.gcc_undef;
	look.seen.image = quick.image;
	look.seen.kept = look.kept;
	look.seen.typedefs = look.typedefs;
	look.seen.sightings = look.sightings;
	look.seen.types = look.types;
	look.full = look.door_take_over(&look.seen);
	return look.full;
}

static inline const struct ab_image_row *find(enum ab_image_space space, tree name)
{
	return ab_image_find(quick.image, space, IDENTIFIER_HASH_VALUE(name),
			     IDENTIFIER_POINTER(name), IDENTIFIER_LENGTH(name));
}

static bool is_held(int surface)
{
	return (uint64_t)surface < look.n_surfaces && look.surfaces[surface].is_held;
}

static const struct ab_image_digest *digest_of(const struct ab_image_row *row)
{
	return &look.digests[row - look.rows];
}

/* Counts an entity that is as promised. */
static inline bool keep(const struct ab_image_row *row, location_t where)
{
	location_t *const kept = &look.kept[row - look.rows];

	if (!*kept) {
		*kept = where;
		look.n_kept[row->surface]++;
	}
	return true;
}

/* Whether what has that digest is as promised. */
static inline bool keep_if(const struct ab_image_row *row, uint64_t digest, location_t where)
{
	if (row->is_held && (digest == AB_DIGEST_NONE || digest != digest_of(row)->all))
		return false;
	return keep(row, where);
}

/*
 * Room for one more item, for some thousands at first: what is not touched costs
 * nothing.  false: there is no memory.
 */
template <typename item> static bool make_room(item **items, size_t n, size_t *capacity)
{
	const size_t wanted = *capacity ? 2 * *capacity : 8192;
	void *memory;

	if (n < *capacity)
		return true;
	memory = *capacity
		     ? ab_image_more_memory(*items, *capacity * sizeof(item), wanted * sizeof(item))
		     : ab_image_memory(wanted * sizeof(item));
	if (!memory)
		return false;
	*items = (item *)memory;
	*capacity = wanted;
	return true;
}

/* ---- while the parse goes on: declarations ---- */

/* For the walk at the end, which comes by in the same order. */
static void note_found(tree decl, const struct ab_image_row *row)
{
	if (!make_room(&look.found, look.n_found, &look.found_capacity))
		return;
	look.found[look.n_found].decl = decl;
	look.found[look.n_found++].row = row;
}

/* Before trees are collected: others may come to lie in their places. */
static void on_collect(void *, void *)
{
	quick_forget_types();
	look.n_found = 0;
}

/*
 * What a typedef names is looked at when it is all there; a user who repeats the
 * typedef takes its place along, so that is kept here.
 */
static bool is_typedef_as_promised(tree decl, int surface, location_t where)
{
	const struct ab_image_row *row;

	if (!DECL_NAME(decl) || !DECL_ORIGINAL_TYPE(decl) ||
	    (is_cplusplus() && DECL_NAMESPACE_SCOPE_P(decl) &&
	     CP_DECL_CONTEXT(decl) != global_namespace))
		return true;
	row = find(AB_IMAGE_ORDINARY, DECL_NAME(decl));
	if (!row)
		return !is_held(surface);
	if (row->kind == AB_TYPEDEF)
		return keep_if(row, quick_digest_typedef(decl), where);
	look.typedefs[row - look.rows] = where;
	note_found(decl, row);
	return true;
}

static bool is_as_promised(tree decl, int surface, location_t where)
{
	const struct ab_image_row *row;

	if (!facts_is_promisable(decl))
		return true;
	row = find(AB_IMAGE_ORDINARY, DECL_NAME(decl));
	return row ? keep_if(row, quick_digest_linked(decl), where) : !is_held(surface);
}

/* What an inline function of a header declares for itself is no matter, but for functions. */
static bool is_local(tree decl)
{
	return current_function_decl && !DECL_EXTERNAL(decl);
}

static __attribute__((noinline)) void hand_over_at(tree decl)
{
	if (decl != error_mark_node && take_over())
		look.full->decl(decl);
}

/* Not inline: what is passed over by on_finish_decl() has no need of its registers. */
static __attribute__((noinline, flatten)) void look_at(tree decl)
{
	location_t where = DECL_SOURCE_LOCATION(decl);
	int surface = quick_surface_at(where);

	if (surface < 0 && TREE_CODE(decl) == FUNCTION_DECL) {
		where = input_location;
		surface = quick_surface_at(where);
	}
	if (surface < 0 || is_local(decl))
		return;
	if (!current_function_decl &&
	    (TREE_CODE(decl) == TYPE_DECL ? is_typedef_as_promised(decl, surface, where)
					  : is_as_promised(decl, surface, where)))
		return;
	hand_over_at(decl);
}

/* Most of these are parameters, and what is declared elsewhere: that goes through here fast. */
static void on_finish_decl(void *event, void *)
{
	tree decl = (tree)event;

	if (!decl || TREE_CODE(decl) == PARM_DECL || TREE_CODE(decl) == FIELD_DECL || look.is_over)
		return;
	if (errorcount != look.seen.n_errors) {
		hand_over_at(decl);
		return;
	}
	look.seen.last_place = facts_parsed_until();
	if (TREE_CODE(decl) == FUNCTION_DECL || TREE_CODE(decl) == VAR_DECL ||
	    TREE_CODE(decl) == TYPE_DECL)
		look_at(decl);
}

/* Only where the compiler's own errors were, it matters which types were finished, and when. */
static void on_finish_type(void *event, void *)
{
	location_t start;

	if (!event || look.is_over)
		return;
	if (errorcount != look.seen.n_errors) {
		if (take_over())
			look.full->type((tree)event);
		return;
	}
	look.seen.last_place = facts_parsed_until();
	start = facts_start_of((tree)event);
	if (look.seen.n_types && look.types[look.seen.n_types - 1] == start)
		return;
	if (make_room(&look.types, look.seen.n_types, &look.types_capacity))
		look.types[look.seen.n_types++] = start;
	else if (take_over())
		look.full->type((tree)event);
}

/* As of types: the end of a function's body. */
static void on_finish_function(void *event, void *)
{
	if (!event || look.is_over)
		return;
	if (errorcount == look.seen.n_errors)
		look.seen.last_place = facts_parsed_until();
	else if (take_over())
		look.full->function((tree)event);
}

/* A function that a public header defines: C has no other word of it that is cheap. */
static void on_start_function(void *event, void *)
{
	tree decl = (tree)event;
	const struct ab_image_row *row;
	location_t where;
	int surface;

	if (!decl || look.is_over || is_cplusplus() || !TREE_PUBLIC(decl) ||
	    !DECL_FILE_SCOPE_P(decl))
		return;
	where = DECL_SOURCE_LOCATION(decl);
	surface = quick_surface_at(where);
	if (surface < 0)
		return;
	row = find(AB_IMAGE_ORDINARY, DECL_NAME(decl));
	/* declared before, it is as it was declared */
	if (!(row && look.kept[row - look.rows]) && !is_as_promised(decl, surface, where))
		take_over();
}

/* ---- while the parse goes on: macros ---- */

static __attribute__((noinline)) void note_macro(cpp_hashnode *node)
{
	if (make_room(&look.macros, look.n_macros, &look.macros_capacity))
		look.macros[look.n_macros++] = node;
	else
		take_over();
}

static __attribute__((noinline)) void define_for_gcc(cpp_reader *reader, location_t where,
						     cpp_hashnode *node)
{
	look.gcc_define(reader, where, node);
}

static void on_define(cpp_reader *reader, location_t where, cpp_hashnode *node)
{
	if (look.gcc_define)
		define_for_gcc(reader, where, node);
	if (!look.is_over && quick_surface_at(where) >= 0)
		note_macro(node);
}

static const struct ab_image_row *find_macro(cpp_hashnode *node)
{
	return ab_image_find(quick.image, AB_IMAGE_MACROS, HT_NODE(node)->hash_value,
			     (const char *)NODE_NAME(node), NODE_LEN(node));
}

/* The comparison asks who takes away what is promised. */
static void on_undef(cpp_reader *reader, location_t where, cpp_hashnode *node)
{
	if (look.gcc_undef)
		look.gcc_undef(reader, where, node);
	if (!look.is_over && quick_surface_at(where) < 0 && find_macro(node) && take_over())
		look.full->undef(where, node);
}

/* ---- while the parse goes on: headers ---- */

static bool macro_is_defined(const char *name)
{
	return cpp_user_macro_p(cpp_lookup(parse_in, (const unsigned char *)name, strlen(name)));
}

/* Whether the compiler hashes names as the image does. */
static bool is_same_hash(void)
{
	static const char name[] = "abiding";

	return HT_NODE(cpp_lookup(parse_in, (const unsigned char *)name, sizeof name - 1))
		   ->hash_value == ab_name_hash(name, sizeof name - 1);
}

/* What is counted and kept; false: there is no memory for it, and nothing is handed over. */
static bool lay_out(const struct ab_image *image)
{
	look.surfaces = (const struct ab_image_surface *)ab_image_part(image, AB_IMAGE_SURFACES,
								       &look.n_surfaces);
	look.rows = (const struct ab_image_row *)ab_image_part(image, AB_IMAGE_ROWS, &look.n_rows);
	look.conditions = (const struct ab_image_condition *)ab_image_part(
	    image, AB_IMAGE_CONDITIONS, &look.n_conditions);
	look.entries = (uint64_t *)ab_image_memory(
	    look.n_surfaces * sizeof *look.entries + N_COUNTED * sizeof *look.n_kept +
	    2 * look.n_rows * sizeof *look.kept + look.n_conditions * sizeof *look.sightings);
	if (!look.entries)
		return false;
	/* the widest first: a location has 64 bits from GCC 15 on */
	look.kept = (location_t *)(look.entries + look.n_surfaces);
	look.typedefs = look.kept + look.n_rows;
	look.n_kept = (uint32_t *)(look.typedefs + look.n_rows);
	look.sightings = (struct sighting *)(look.n_kept + N_COUNTED);
	return true;
}

static bool open_look(void)
{
	cpp_callbacks *const callbacks = cpp_get_callbacks(parse_in);
	const struct ab_image *const image = quick.image;

	if (!lay_out(image))
		return false;
	look.is_open = true;
	look.seen.last_place = facts_parsed_until();
	look.seen.n_errors = errorcount;
	quick.model = ab_image_model(image, model_name());
	look.digests =
	    (const struct ab_image_digest *)ab_image_part(image, AB_IMAGE_DIGESTS, NULL) +
	    (quick.model < 0 ? 0 : quick.model) * look.n_rows;
	register_callback(look.plugin_name, PLUGIN_FINISH_DECL, on_finish_decl, NULL);
	register_callback(look.plugin_name, PLUGIN_FINISH_TYPE, on_finish_type, NULL);
	register_callback(look.plugin_name, PLUGIN_FINISH_PARSE_FUNCTION, on_finish_function, NULL);
	register_callback(look.plugin_name, PLUGIN_START_PARSE_FUNCTION, on_start_function, NULL);
	register_callback(look.plugin_name, PLUGIN_GGC_START, on_collect, NULL);
	look.gcc_define = callbacks->define;
	callbacks->define = on_define;
	look.gcc_undef = callbacks->undef;
	callbacks->undef = on_undef;
	return quick.model >= 0 && look.is_usual && !image->head->is_always_compared &&
	       is_same_hash();
}

/* Whether the switches are as they were when the record was frozen. */
static bool sight_conditions(void)
{
	bool is_same = true;

	for (uint64_t i = 0; i < look.n_conditions; i++) {
		const struct ab_image_condition *const condition = &look.conditions[i];
		const bool is_defined =
		    macro_is_defined(ab_image_string(quick.image, condition->macro));

		sighting_add(&look.sightings[i], is_defined, condition->is_defined);
		is_same &= condition->is_guard || is_defined == (bool)condition->is_defined;
	}
	return is_same;
}

/* A header may be the entry of several surfaces, by its name. */
static void note_entry(int surface, const char *path)
{
	char buffer[AB_IMAGE_PATH_MAX];
	const char *const logical = ab_image_logical(quick.image, surface, path, getpwd, buffer);

	for (uint64_t i = 0; logical && i < look.n_surfaces; i++)
		look.entries[i] |= ab_image_entries(quick.image, i, logical);
}

static bool is_opened_before(const char *path)
{
	for (size_t i = 0; i < look.n_opened; i++)
		if (!strcmp(look.opened[i], path))
			return true;
	return false;
}

/* Whether the comparison can still be done without. */
static bool note_opened(int surface, const char *path)
{
	/* a header that is compiled by itself: types are not there yet, either */
	if (main_file() && !strcmp(path, main_file()))
		return false;
	if (!look.is_open && !open_look())
		return false;
	if (is_opened_before(path))
		return true;
	note_entry(surface, path);
	if (!sight_conditions())
		return false;
	if (!make_room(&look.opened, look.n_opened, &look.opened_capacity))
		return false;
	look.opened[look.n_opened++] = path;
	return true;
}

static void include(const char *path)
{
	const int surface = look.is_over ? -1 : quick_surface_of_path(path);

	if (surface >= 0 && !note_opened(surface, path) && take_over())
		look.full->include(path);
}

static void start(const char *plugin_name, const struct ab_image *image, bool is_usual,
		  bool is_strict, const struct full *(*take_over)(const struct handover *seen))
{
	look.plugin_name = plugin_name;
	look.is_usual = is_usual;
	look.is_strict = is_strict;
	look.door_take_over = take_over;
	quick.image = image;
}

/* ---- at the end of the parse: types, and what was not declared but defined ---- */

/* The guard of sentinels is not defined where it matters. */
static bool is_unguarded;

static bool keep_tagged(const struct ab_image_row *row, tree type, location_t where)
{
	const uint64_t digest = quick_digest_tagged(type, (enum ab_kind)row->kind);

	if (is_unguarded && digest != AB_DIGEST_NONE && digest == digest_of(row)->unguarded)
		return keep(row, where);
	return keep_if(row, digest, where);
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
		return !is_held(surface);
	switch (row->kind) {
	case AB_TYPEDEF:
		return look.kept[row - look.rows] ||
		       keep_if(row, quick_digest_typedef(decl), where);
	case AB_STRUCT:
	case AB_UNION:
	case AB_ENUM:
		return names_tagged(decl) && keep_tagged(row, TREE_TYPE(decl), where);
	default:
		return false;
	}
}

static bool is_loose_kept(tree type, int surface, location_t where)
{
	for (tree entry = TYPE_VALUES(type); entry; entry = TREE_CHAIN(entry)) {
		const struct ab_image_row *const row = find(AB_IMAGE_ORDINARY, TREE_PURPOSE(entry));

		if (row ? row->kind != AB_ENUMERATOR ||
			      !keep_if(row, quick_digest_constant(TREE_VALUE(entry)), where)
			: is_held(surface))
			return false;
	}
	return true;
}

/* Whether a typedef is made of the type itself: C gives its name to a variant of it only. */
static bool has_typedef(tree type)
{
	for (tree variant = type; variant; variant = TYPE_NEXT_VARIANT(variant))
		if (TYPE_NAME(variant))
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
		       is_loose_kept(type, surface, DECL_SOURCE_LOCATION(decl));
	row = find(AB_IMAGE_TAGS, tag);
	if (!row) /* one that is only mentioned promises nothing */
		return !is_held(surface) ||
		       (!COMPLETE_TYPE_P(type) && TREE_CODE(type) != ENUMERAL_TYPE);
	if (row->is_tag_only)
		return keep_tagged(row, type, DECL_SOURCE_LOCATION(decl));
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
	return digest != AB_DIGEST_NONE && (digest == digest_of(row)->all ||
					    (is_unguarded && digest == digest_of(row)->unguarded));
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
		return is_as_promised(decl, surface, DECL_SOURCE_LOCATION(decl));
	return facts_is_tag_decl(decl) ? is_tag_kept(decl, surface)
				       : is_typedef_kept(decl, surface);
}

static inline bool is_kept(tree decl)
{
	const enum tree_code code = TREE_CODE(decl);
	location_t where;
	int surface;

	if (code != TYPE_DECL && code != FUNCTION_DECL && code != VAR_DECL)
		return true;
	where = DECL_SOURCE_LOCATION(decl);
	if (where <= BUILTINS_LOCATION || TREE_TYPE(decl) == error_mark_node)
		return true;
	if (HAS_C23_REDEFINITION && code == TYPE_DECL && facts_is_tag_decl(decl))
		where = facts_place_of_tag(decl);
	surface = quick_surface_at(where);
	return surface < 0 || is_public_kept(decl, surface);
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

static bool walk_cplusplus(void)
{
	for (tree at = NAMESPACE_LEVEL(global_namespace)->names; at; at = TREE_CHAIN(at)) {
		tree decl = TREE_CODE(at) == TREE_LIST ? TREE_VALUE(at) : at;

		if (TREE_CODE(decl) == OVERLOAD) {
			for (ovl_iterator each(decl); each; ++each)
				if (!is_kept(*each))
					return false;
		} else if (!is_kept(decl)) {
			return false;
		}
	}
	return true;
}

/* ---- at the end of the parse: enumerators, for macros that name them ---- */

bool quick_enumerator(cpp_hashnode *name, int64_t *value)
{
	const struct ab_image_row *const row =
	    ab_image_find(quick.image, AB_IMAGE_ENUMERATORS, HT_NODE(name)->hash_value,
			  (const char *)NODE_NAME(name), NODE_LEN(name));
	const struct ab_image_digest *number;

	/* its enum is held and as promised, and so it is; a sentinel may not be there */
	if (!row || row->identity >= look.n_rows || !look.kept[row->identity] ||
	    !look.rows[row->identity].is_held)
		return false;
	number = digest_of(row);
	if (number->all > INT32_MAX || (row->is_sentinel && is_unguarded))
		return false;
	*value = number->unguarded ? -(int64_t)number->all : (int64_t)number->all;
	return true;
}

/* ---- at the end of the parse: macros ---- */

static __attribute__((flatten)) bool is_macro_kept(cpp_hashnode *node)
{
	const struct ab_image_row *row;
	location_t where;
	int surface;

	if (!cpp_user_macro_p(node))
		return true;
	where = cpp_macro_definition_location(node);
	surface = quick_surface_at(where);
	if (surface < 0)
		return true;
	row = find_macro(node);
	if (!row)
		return !is_held(surface) ||
		       ab_image_ignores_macro(quick.image, (const char *)NODE_NAME(node)) ||
		       quick_macro_is_decoration(node, where);
	if (row->may_change ? !cpp_fun_like_macro_p(node)
			    : !row->is_held || quick_macro_is(node, digest_of(row)->all))
		return keep(row, where);
	return false;
}

static bool is_every_macro_kept(void)
{
	for (size_t i = 0; i < look.n_macros; i++)
		if (!is_macro_kept(look.macros[i]))
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

static bool is_nothing_missing(void)
{
	for (uint64_t i = 0; i < look.n_surfaces; i++) {
		const struct ab_image_surface *const surface = &look.surfaces[i];
		const uint64_t all = surface->n_entries >= ENTRIES_MAX
					 ? UINT64_MAX
					 : (UINT64_C(1) << surface->n_entries) - 1;

		if (surface->is_held && look.entries[i] == all && look.n_kept[i] != surface->n_rows)
			return false;
	}
	return true;
}

/* Of each entity of the image; then nothing can be hidden by the user, or left out in C++. */
static bool is_everything_found(void)
{
	for (uint64_t i = 0; i < look.n_rows; i++)
		if (look.rows[i].identity == i && !look.kept[i])
			return false;
	return true;
}

static bool is_all_kept(void)
{
	if (errorcount)
		return false;
	is_unguarded = is_guard_absent();
	return (is_cplusplus() ? walk_cplusplus() : walk_c()) && is_every_named_kept() &&
	       is_every_macro_kept() && is_nothing_missing() &&
	       (!look.is_strict || is_everything_found());
}

static bool finish(void)
{
	if (look.is_over)
		return false;
	if (!look.is_open || is_all_kept())
		return true;
	take_over();
	return false;
}

/* ---- its own time ---- */

static double now_ms(void)
{
	struct timespec now = {};

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void say_stats(const char *plugin_name, double check_ms)
{
	size_t n = 0;

	for (uint64_t i = 0; i < look.n_surfaces; i++)
		n += look.n_kept[i];
	dprintf(STDERR_FILENO,
		"%s: looked up %zu declarations and macros, checked in %.2f ms, %zu bytes\n",
		plugin_name, n, check_ms, (size_t)(2 * look.n_rows * sizeof *look.kept));
}

extern "C" {
extern __attribute__((visibility("default"))) const struct quick_look abiding_quick;
const struct quick_look abiding_quick = {start, include, finish, now_ms, say_stats};
}
