/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * passed.c - the breaks that waivers let pass with a release.
 *
 * What they broke is in the record as that release has it, so that nothing there tells
 * any more what a waiver was for.  This does:
 *
 *   waived:
 *     struct-field-added:
 *       foo.bar: 2.0.0                              # with which release
 */
#include "passed.h"

#include <string.h>

#include "abiding/policy.h"

bool ab_load_passed(struct ab_loader *l, const struct ab_yaml_item *item)
{
	const char *rule = item->key->text, *release;

	if (ab_rule_find(rule) == AB_RULE_NONE)
		return ab_yaml_fail(&l->source, item->key,
				    "unknown rule '%s', expected one that 'abiding rules' lists",
				    rule);
	if (!ab_yaml_is(&l->source, item->value, AB_YAML_MAPPING, "a list of what was waived"))
		return false;
	for (size_t i = 0; i < item->value->count; i++) {
		const struct ab_yaml_item *one = &item->value->items[i];

		if (!ab_yaml_scalar(&l->source, one->value, "a release", &release))
			return false;
		if (!ab_release_is(release))
			return ab_yaml_fail(&l->source, one->value,
					    "'%s' is not a release (expected e.g. 1.2.0)", release);
		ab_record_note_passed(l->record, rule, one->key->text, release);
	}
	return true;
}

struct ab_yaml *ab_passed_node(struct ab_arena *arena, const struct ab_record *record)
{
	struct ab_yaml *const node = ab_yaml_new(arena, AB_YAML_MAPPING, false);
	struct ab_yaml *of_rule = NULL;

	for (size_t i = 0; i < record->n_passed; i++) {
		const struct ab_passed *passed = &record->passed[i];

		if (i == 0 || strcmp(passed[-1].rule, passed->rule) != 0) {
			of_rule = ab_yaml_new(arena, AB_YAML_MAPPING, false);
			ab_yaml_add(arena, node, passed->rule, of_rule);
		}
		ab_yaml_add(arena, of_rule, passed->entity,
			    ab_yaml_new_text(arena, passed->release, false));
	}
	return node;
}
