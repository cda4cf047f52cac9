/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * collect.cc - the way of the collector: what is seen while the parse goes on,
 * then the sweep at its end, then what holds for the translation unit as a
 * whole (headers, conditions).
 */
#include "gcc-includes.h"
#include "collect.h"

struct collector collector;

struct ab_record *collecting(void)
{
	if (!collector.record) {
		collector.record = ab_record_new(collector.arena);
		collector.record->library = collector.policy->library;
		collector.model = ab_record_model(collector.record, model_name());
	}
	return collector.record;
}

/* ---- while the parse goes on ---- */

/* Runs work under a guard; what fails for lack of memory is found missing at the end. */
void collect_guarded(void (*work)(void *), void *context)
{
	if (!ab_arena_guard(collector.arena, work, context))
		collector.is_out_of_memory = true;
}

static void note_decl(void *decl)
{
	decl_note((tree)decl);
}

static void on_finish_decl(void *event, void *)
{
	tree decl = (tree)event;

	if (decl && (TREE_CODE(decl) == FUNCTION_DECL || TREE_CODE(decl) == VAR_DECL ||
		     TREE_CODE(decl) == TYPE_DECL))
		collect_guarded(note_decl, decl);
}

/*
 * A switch may be turned after a header was read: what counts is how it stood
 * when the header was opened.  If it stood in two ways, the one that differs
 * from the record's is kept: less is expected then.
 */
struct sighting {
	bool was_seen, is_defined;
};

static struct sighting *sightings; /* the sentinel guard, then the policy's switches */

static bool is_defined_in_promise(const char *macro)
{
	const struct ab_record *promised = collector.promised;

	for (size_t i = 0; promised && i < promised->n_conditions; i++)
		if (!strcmp(promised->conditions[i].macro, macro))
			return promised->conditions[i].is_defined;
	return false;
}

static void sight(struct sighting *sighting, const char *macro)
{
	const bool is_defined = macro_is_defined(macro);

	if (!sighting->was_seen || is_defined != is_defined_in_promise(macro))
		sighting->is_defined = is_defined;
	sighting->was_seen = true;
}

static size_t n_switches(void)
{
	size_t n = 0;

	while (collector.policy->switches[n])
		n++;
	return n;
}

static void note_opened(void *path)
{
	const struct ab_policy *policy = collector.policy;

	if (!place_note_opened((const char *)path))
		return;
	if (!sightings)
		sightings = AB_NEW_ARRAY(collector.arena, struct sighting, n_switches() + 1);
	if (policy->sentinel_guard)
		sight(&sightings[0], policy->sentinel_guard);
	for (size_t i = 0; policy->switches[i]; i++)
		sight(&sightings[i + 1], policy->switches[i]);
}

static void on_include_file(void *event, void *)
{
	hidden_start();
	if (event)
		collect_guarded(note_opened, event);
}

void collect_start(const char *plugin_name, struct ab_arena *arena, const struct ab_policy *policy,
		   const struct ab_record *promised)
{
	collector.arena = arena;
	collector.policy = policy;
	collector.promised = promised;
	register_callback(plugin_name, PLUGIN_FINISH_DECL, on_finish_decl, NULL);
	register_callback(plugin_name, PLUGIN_INCLUDE_FILE, on_include_file, NULL);
}

/* ---- at the end ---- */

bool collect_is_conditional(location_t where)
{
	return hidden_is_conditional(where);
}

static bool has_public_file;

static void look_for_public(struct source_file *file)
{
	has_public_file |= file->is_public;
}

bool collect_sees_surface(void)
{
	place_each_file(look_for_public);
	return has_public_file;
}

static void add_header(struct source_file *file)
{
	struct ab_header *header;

	if (!file->is_public)
		return;
	header = ab_record_header(collector.record, file->logical);
	header->is_entry |= file->is_entry;
}

static void add_condition(const char *macro, size_t i)
{
	struct ab_record *record = collector.record;
	struct ab_condition *condition;
	location_t where;

	record->conditions = AB_GROW(record->arena, record->conditions, record->n_conditions,
				     &record->conditions_capacity);
	condition = &record->conditions[record->n_conditions++];
	condition->macro = macro;
	/* a precompiled header was opened in another compile */
	condition->is_defined =
	    sightings && sightings[i].was_seen ? sightings[i].is_defined : macro_is_defined(macro);
	/* the library's own headers may define it, for whoever includes them */
	if (macro_location(macro, &where) && place_is_public(where))
		condition->is_defined = true;
}

struct ab_record *collect_finish(void)
{
	struct ab_record *record = collecting();

	walk_sweep();
	macro_sweep();
	text_sweep();
	place_each_file(add_header);
	hidden_sweep();
	if (collector.policy->sentinel_guard)
		add_condition(collector.policy->sentinel_guard, 0);
	for (size_t i = 0; collector.policy->switches[i]; i++)
		add_condition(collector.policy->switches[i], i + 1);
	record->flags = model_options();
	ab_record_sort(record);
	return collector.is_out_of_memory ? NULL : record;
}
