/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * collect.cc - the way of the collector: what is seen while the parse goes on,
 * then the sweep at its end, then what holds for the translation unit as a
 * whole (headers, conditions).
 */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "gcc/handover.h"

/* ---- while the parse goes on ---- */

static void note_decl(void *event)
{
	tree decl = (tree)event;
	const bool is_good = trust_note_decl(DECL_SOURCE_LOCATION(decl));

	if (is_good && (TREE_CODE(decl) == FUNCTION_DECL || TREE_CODE(decl) == VAR_DECL ||
			TREE_CODE(decl) == TYPE_DECL))
		decl_note(decl);
}

void collect_decl(tree decl)
{
	collect_guarded(note_decl, decl);
}

static void on_finish_decl(void *event, void *)
{
	if (event && DECL_P((tree)event))
		collect_decl((tree)event);
}

/* The end of a function's body, of which there is no other word: errors before it are its own. */
static void note_function(void *event)
{
	trust_note_decl(DECL_SOURCE_LOCATION((tree)event));
}

void collect_function(tree decl)
{
	collect_guarded(note_function, decl);
}

static void on_finish_function(void *event, void *)
{
	if (event && DECL_P((tree)event))
		collect_function((tree)event);
}

static void note_type(void *event)
{
	trust_note_type(facts_start_of((tree)event));
}

void collect_type(tree type)
{
	collect_guarded(note_type, type);
}

static void on_finish_type(void *event, void *)
{
	if (event)
		collect_type((tree)event);
}

static struct sighting *sightings; /* the sentinel guard, then the policy's switches */

static bool is_defined_in_promise(const char *macro)
{
	const struct ab_record *promised = collector.promised;

	for (size_t i = 0; promised && i < promised->n_conditions; i++)
		if (!strcmp(promised->conditions[i].macro, macro))
			return promised->conditions[i].is_defined;
	return false;
}

static void sight(struct sighting *sighting, const char *macro, bool is_defined)
{
	sighting_add(sighting, is_defined, is_defined_in_promise(macro));
}

static size_t n_switches(void)
{
	size_t n = 0;

	while (collector.policy->switches[n])
		n++;
	return n;
}

static void start_sightings(void)
{
	if (!sightings)
		sightings = AB_NEW_ARRAY(collector.arena, struct sighting, n_switches() + 1);
}

/* How they stand at a header; before: its start, UNKNOWN_LOCATION: it is being opened. */
static void sight_all(location_t before)
{
	const struct ab_policy *policy = collector.policy;
	const size_t n = n_switches();

	start_sightings();
	for (size_t i = 0; i <= n; i++) {
		const char *macro = i ? policy->switches[i - 1] : policy->sentinel_guard;
		location_t where;

		if (macro)
			sight(&sightings[i], macro,
			      macro_location(macro, &where) && (!before || where < before));
	}
}

static void note_opened(void *path)
{
	if (place_note_opened((const char *)path))
		sight_all(UNKNOWN_LOCATION);
}

/* A precompiled header was opened in another compile; which macros came before it can be told. */
static void note_unopened(struct source_file *file)
{
	if (file->is_public && !file->is_main && !file->was_opened)
		sight_all(maps_start(file->path));
}

void collect_include(const char *path)
{
	hidden_start();
	collect_guarded(note_opened, (void *)path);
}

static void on_include_file(void *event, void *)
{
	if (event)
		collect_include((const char *)event);
}

void collect_resume(const struct handover *handover)
{
	const size_t first = collector.policy->sentinel_guard ? 0 : 1;

	hidden_start();
	trust_resume(handover);
	place_note_all_opened();
	start_sightings();
	memcpy(&sightings[first], handover->sightings,
	       (n_switches() + 1 - first) * sizeof *sightings);
	decl_resume(handover);
}

void collect_start(const char *plugin_name, struct ab_arena *arena, const struct ab_policy *policy,
		   const struct ab_record *promised, bool is_written)
{
	collector.arena = arena;
	collector.policy = policy;
	collector.promised = promised;
	collector.is_written = is_written;
	register_callback(plugin_name, PLUGIN_FINISH_DECL, on_finish_decl, NULL);
	register_callback(plugin_name, PLUGIN_FINISH_TYPE, on_finish_type, NULL);
	register_callback(plugin_name, PLUGIN_FINISH_PARSE_FUNCTION, on_finish_function, NULL);
	register_callback(plugin_name, PLUGIN_INCLUDE_FILE, on_include_file, NULL);
}

/* ---- at the end ---- */

bool collect_is_conditional(location_t where)
{
	return stretch_is_conditional(where);
}

bool collect_is_spoilt(location_t where)
{
	return trust_is_lost(where);
}

static bool has_public_file;

static void look_for_public(struct source_file *file)
{
	has_public_file |= file->is_public && file->is_begun;
}

bool collect_sees_surface(void)
{
	place_each_file(look_for_public);
	return has_public_file;
}

static const char *gap;

static void look_for_gap(struct source_file *file)
{
	const char *const found = file->is_public ? place_gap(file) : NULL;

	if (found)
		gap = found;
}

const char *collect_gap(void)
{
	place_each_file(look_for_gap);
	return gap;
}

bool collect_has_lost_headers(void)
{
	if (!cpp_get_options(parse_in)->preprocessed)
		return false;
	for (unsigned i = 0; i < LINEMAPS_ORDINARY_USED(line_table); i++) {
		const char *file = ORDINARY_MAP_FILE_NAME(LINEMAPS_ORDINARY_MAP_AT(line_table, i));

		if (file && strcmp(file, main_input_filename) != 0)
			return false;
	}
	return true;
}

static void add_header(struct source_file *file)
{
	struct ab_header *header;

	if (!file->is_public || !file->is_begun || place_gap(file))
		return;
	header = ab_record_header(collector.record, file->logical);
	header->is_entry |= file->is_entry;
}

void collect_add_condition(const char *macro, const struct sighting *sighting)
{
	struct ab_record *record = collector.record;
	struct ab_condition *condition;
	location_t where;

	record->conditions = AB_GROW(record->arena, record->conditions, record->n_conditions,
				     &record->conditions_capacity);
	condition = &record->conditions[record->n_conditions++];
	condition->macro = macro;
	condition->is_defined =
	    sighting && sighting->was_seen ? sighting->is_defined : macro_is_defined(macro);
	/* the library's own headers may define it, for whoever includes them */
	if (macro_location(macro, &where) && place_is_public(where) && !place_is_users(where))
		condition->is_defined = true;
}

struct ab_record *collect_finish(void)
{
	struct ab_record *record = collecting();

	trust_finish();
	walk_sweep();
	elsewhere_sweep();
	macro_sweep();
	text_sweep();
	place_each_file(add_header);
	poison_sweep();
	symver_sweep();
	mangled_sweep();
	hidden_sweep();
	include_note_gone();
	place_each_file(note_unopened);
	if (collector.policy->sentinel_guard)
		collect_add_condition(collector.policy->sentinel_guard, sightings);
	for (size_t i = 0; collector.policy->switches[i]; i++)
		collect_add_condition(collector.policy->switches[i],
				      sightings ? &sightings[i + 1] : NULL);
	record->flags = model_options();
	if (collector.is_written)
		record->language = model_language();
	ab_record_sort(record);
	return collector.is_out_of_memory ? NULL : record;
}

bool collect_is_whole(void)
{
	return !collector.is_incomplete;
}
