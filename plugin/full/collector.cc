/* SPDX-License-Identifier: GPL-3.0-or-later */
/* collector.cc - what all rooms of the collector work on. */
#include "gcc/gcc-includes.h"
#include "collect.h"

struct collector collector;

struct ab_record *collecting(void)
{
	if (!collector.record) {
		collector.record = ab_record_new(collector.arena);
		collector.record->library = collector.policy->library;
		collector.record->lacks_unnamed_quals = is_cplusplus();
		collector.record->has_bool_word = is_cplusplus() || flag_isoc23;
		collector.record->has_only_prototypes = is_cplusplus() || flag_isoc23;
		collector.model = ab_record_model(collector.record, model_name());
	}
	return collector.record;
}

/* Runs work under a guard; what fails for lack of memory is found missing at the end. */
void collect_guarded(void (*work)(void *), void *context)
{
	if (!ab_arena_guard(collector.arena, work, context))
		collector.is_out_of_memory = true;
}
