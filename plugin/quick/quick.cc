/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * quick.cc - the quick look's way.
 *
 * Functions, variables and (in C) typedefs are looked at when they are
 * declared, as the collector does and for the same reason; tags and macros at
 * the end of the parse.  Each header that is read, and each entity that is as
 * promised, is counted for those that the same entries bring (image.h: groups); at the
 * end a group whose entries were included must have all of its own.
 *
 * At the first thing that is not as promised the comparison takes over, and
 * learns what has been found until then.
 */
#include <time.h>

#include "gcc/gcc-includes.h"
#include "quick.h"
#include "look.h"

extern "C" {
#include "abiding/path.h"
}

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
		return quick_is_no_promise(DECL_NAME(decl), surface, where) ||
		       quick_is_typedef_added(decl);
	if (row->kind == AB_TYPEDEF)
		return keep_if(row, quick_digest_typedef(decl), where);
	look.typedefs[row - look.rows] = where;
	note_found(decl, row);
	return true;
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

/* At the end of the parse, who is poisoned is not called good; the walk does not meet these in C. */
static inline bool note_linked(tree name)
{
	if (!make_room(&look.linked, look.n_linked, &look.linked_capacity))
		return false;
	look.linked[look.n_linked++] = name;
	return true;
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
	    (TREE_CODE(decl) == TYPE_DECL
		 ? is_typedef_as_promised(decl, surface, where)
		 : is_linked_kept(decl, surface, where) && note_linked(DECL_NAME(decl))))
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
	if (!(row && look.kept[row - look.rows]) && !is_linked_kept(decl, surface, where))
		take_over();
}

/* ---- while the parse goes on: macros ---- */

static __attribute__((noinline)) void note_macro(cpp_hashnode *node, location_t where, int surface)
{
	if (make_room(&look.macros, look.n_macros, &look.macros_capacity))
		look.macros[look.n_macros++] = {node, where, surface};
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
	int surface;

	if (look.gcc_define)
		define_for_gcc(reader, where, node);
	surface = look.is_over ? -1 : quick_surface_at(where);
	if (surface >= 0)
		note_macro(node, where, surface);
}

/* The comparison asks who takes away what is promised. */
static void on_undef(cpp_reader *reader, location_t where, cpp_hashnode *node)
{
	if (look.gcc_undef)
		look.gcc_undef(reader, where, node);
	if (!look.is_over &&
	    (quick_surface_at(where) < 0 ? find_macro(node) != NULL : facts_note_undef(node)) &&
	    take_over())
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
	look.groups =
	    (const struct ab_image_group *)ab_image_part(image, AB_IMAGE_GROUPS, &look.n_groups);
	look.entries =
	    (const struct ab_image_entry *)ab_image_part(image, AB_IMAGE_ENTRIES, &look.n_entries);
	look.brings = (const uint32_t *)ab_image_part(image, AB_IMAGE_BROUGHT, NULL);
	look.rows = (const struct ab_image_row *)ab_image_part(image, AB_IMAGE_ROWS, &look.n_rows);
	look.conditions = (const struct ab_image_condition *)ab_image_part(
	    image, AB_IMAGE_CONDITIONS, &look.n_conditions);
	look.releases = (const uint64_t *)ab_image_part(image, AB_IMAGE_RELEASES, &look.n_releases);
	look.counts = (const uint32_t *)ab_image_part(image, AB_IMAGE_COUNTS, NULL);
	look.before = UINT64_MAX;
	look.kept = (location_t *)ab_image_memory(
	    2 * look.n_rows * sizeof *look.kept + N_COUNTED * sizeof *look.n_kept +
	    look.n_groups * sizeof *look.n_included + look.n_conditions * sizeof *look.sightings +
	    look.n_rows * sizeof *look.taken + look.n_entries * sizeof *look.is_included);
	if (!look.kept)
		return false;
	/* the widest first: a location has 64 bits from GCC 15 on */
	look.typedefs = look.kept + look.n_rows;
	look.n_kept = (uint32_t *)(look.typedefs + look.n_rows);
	look.n_included = look.n_kept + N_COUNTED;
	look.sightings = (struct sighting *)(look.n_included + look.n_groups);
	look.taken = (unsigned char *)(look.sightings + look.n_conditions);
	look.is_included = look.taken + look.n_rows;
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
	return quick.model >= 0 && look.is_usual &&
	       image->head->is_compared < (look.is_strict ? AB_IMAGE_IF_STRICT : AB_IMAGE_ALWAYS) &&
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

static void note_entry(uint64_t i)
{
	const struct ab_image_entry *const entry = &look.entries[i];

	if (look.is_included[i])
		return;
	look.is_included[i] = true;
	for (uint32_t j = 0; j < entry->n_brings; j++)
		look.n_included[look.brings[entry->brings + j]]++;
}

static void note_header(const char *path)
{
	char buffer[AB_IMAGE_PATH_MAX];
	const char *const logical = quick_logical_of_path(path, buffer);
	const struct ab_image_row *const row =
	    logical ? ab_image_header(quick.image, logical) : NULL;

	if (!logical)
		return;
	if (row)
		keep(row, BUILTINS_LOCATION);
	ab_image_each_entry(quick.image, logical, note_entry);
}

/* One that is opened again has its path at the same address; if not, nothing comes of it. */
static bool is_opened_before(const char *path)
{
	for (size_t i = 0; i < look.n_opened; i++)
		if (look.opened[i] == path)
			return true;
	return false;
}

/* Whether the comparison can still be done without. */
static bool note_opened(const char *path)
{
	/* a header that is compiled by itself: types are not there yet, either */
	if (main_file() && !strcmp(path, main_file()))
		return false;
	/* no digest has versions that a .c file gives to symbols */
	if (ab_path_is_source(path))
		return false;
	if (!look.is_open && !open_look())
		return false;
	if (is_opened_before(path))
		return true;
	note_header(path);
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

	if (surface >= 0 && !note_opened(path) && take_over())
		look.full->include(path);
}

static void start(const char *plugin_name, const struct ab_image *image, bool is_usual,
		  bool is_strict, const struct full *(*take_over)(const struct handover *seen),
		  const struct full *(*start_additions)(void))
{
	look.plugin_name = plugin_name;
	look.is_usual = is_usual;
	look.is_strict = is_strict;
	look.door_take_over = take_over;
	look.door_start_additions = start_additions;
	quick.image = image;
}

static bool finish(void)
{
	if (look.is_over)
		return false;
	if (!look.is_open || (quick_is_all_kept() && quick_are_additions_silent()))
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

	for (uint64_t i = 0; look.is_open && i < look.n_rows; i++)
		n += look.kept[i] && look.rows[i].counter != AB_IMAGE_NO_COUNTER &&
		     look.rows[i].kind != AB_KINDS;
	dprintf(STDERR_FILENO,
		"%s: looked up %zu declarations and macros, checked in %.2f ms, %zu bytes\n",
		plugin_name, n, check_ms, (size_t)(2 * look.n_rows * sizeof *look.kept));
}

extern "C" {
extern __attribute__((visibility("default"))) const struct quick_look abiding_quick;
const struct quick_look abiding_quick = {
    start, include, ab_image_is_of_protocol, finish, now_ms, say_stats,
};
}
