/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * poison.cc - what a public header declares and forbids to use: "#pragma GCC poison foo".
 *
 * Any use behind it is an error, so it is no longer there.  The compiler knows which names
 * are poisoned, and not by whom: users poison what they do not want in their own code.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "stretch.h"

static words *poisoned; /* by public headers, whoever includes them */

static bool is_poisoned(const char *name)
{
	return cpp_lookup(parse_in, (const unsigned char *)name, strlen(name))->flags &
	       NODE_POISONED;
}

static void note(const char *name)
{
	if (!is_poisoned(name))
		return;
	if (!poisoned)
		poisoned = new words;
	poisoned->add(name);
}

/* ---- what is in the record ---- */

static bool is_any_poisoned(const struct ab_aggregate *body);

static bool is_any_poisoned_in(const struct ab_field *field)
{
	return (field->name && is_poisoned(field->name)) ||
	       is_any_poisoned(ab_type_body(field->type));
}

static bool is_any_poisoned(const struct ab_aggregate *body)
{
	for (unsigned i = 0; body && i < body->n_fields; i++)
		if (is_any_poisoned_in(&body->fields[i]))
			return true;
	return false;
}

/* Members, of which none can be named any more; the others stay where they are. */
static void take_out_of(struct ab_aggregate *body)
{
	unsigned n = 0;

	for (unsigned i = 0; body && i < body->n_fields; i++) {
		const struct ab_field *const field = &body->fields[i];

		take_out_of(ab_type_body(field->type));
		if (!field->name || !poisoned->contains(field->name))
			body->fields[n++] = *field;
	}
	if (body)
		body->n_fields = n;
}

static void take_out(struct ab_record *record, const char *name)
{
	struct ab_entity *owner;
	struct ab_enumerator *const enumerator = ab_record_find_enumerator(record, name, &owner);
	struct ab_entity *const tagged = (struct ab_entity *)ab_record_find_tag(record, name);

	for (unsigned kind = 0; kind < AB_KINDS; kind++) {
		const struct ab_entity *const entity =
		    ab_record_find(record, (enum ab_kind)kind, name);

		if (entity && !entity->is_tag_only)
			ab_record_remove(record, entity);
	}
	if (tagged && tagged->is_tag_only)
		ab_record_remove(record, tagged);
	else if (tagged)
		tagged->is_tag_forbidden = true;
	if (enumerator)
		ab_record_remove_enumerator(record, owner, enumerator);
}

/* Whether anything that is declared is poisoned: most compiles have no such name. */
static bool has_poisoned(const struct ab_record *record)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < record->of[kind].count; i++) {
			const struct ab_entity *const entity = record->of[kind].items[i];

			if ((!entity->is_tag_only && is_poisoned(entity->name)) ||
			    (entity->tag && is_poisoned(entity->tag)) ||
			    is_any_poisoned(entity->body))
				return true;
			for (unsigned j = 0; j < entity->n_enumerators; j++)
				if (is_poisoned(entity->enumerators[j].name))
					return true;
		}
	return false;
}

void poison_sweep(void)
{
	if (!has_poisoned(collector.record))
		return;
	pragma_each_poisoned(note);
	if (!poisoned)
		return;
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < collector.record->of[kind].count; i++)
			take_out_of(collector.record->of[kind].items[i]->body);
	for (words::iterator at = poisoned->begin(); at != poisoned->end(); ++at)
		take_out(collector.record, *at);
	ab_record_sweep(collector.record);
}

bool collect_is_poisoned(const char *name)
{
	const char *const tag = name ? strchr(name, ' ') : NULL; /* "struct foo" */

	return poisoned && name && poisoned->contains(tag ? tag + 1 : name);
}
