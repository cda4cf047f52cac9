/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * protocol-freeze.c - a release's protocols put onto a frozen record's: what is
 * new is added with its release, what is there stays as it was promised, under
 * the names of this release where those are not on the wire.
 */
#include <string.h>

#include "protocol.h"

struct merge {
	struct ab_protocol *frozen;
	const struct ab_protocol *current;
	const char *release;
};

static struct ab_xdr_definition *find_frozen(const struct merge *merge, const char *name)
{
	for (size_t i = 0; i < merge->frozen->n_definitions; i++)
		if (strcmp(merge->frozen->definitions[i]->name, name) == 0)
			return merge->frozen->definitions[i];
	return NULL;
}

static struct ab_xdr_enumerator *find_enumerator(const struct ab_xdr_definition *definition,
						 const char *name)
{
	for (size_t i = 0; i < definition->count; i++)
		if (strcmp(definition->enumerators[i].name, name) == 0)
			return &definition->enumerators[i];
	return NULL;
}

static bool is_same_number(const struct merge *merge, const char *then, const char *now)
{
	struct ab_int a, b;

	return ab_protocol_number(merge->frozen, then, &a) &&
	       ab_protocol_number(merge->current, now, &b) && ab_int_compare(a, b) == 0;
}

/* The promised value that a new name is for, its own being gone; or NULL. */
static struct ab_xdr_enumerator *find_renamed(const struct merge *merge,
					      const struct ab_xdr_definition *then,
					      const struct ab_xdr_definition *now,
					      const struct ab_xdr_enumerator *added)
{
	for (size_t i = 0; i < then->count; i++)
		if (!find_enumerator(now, then->enumerators[i].name) &&
		    is_same_number(merge, then->enumerators[i].value, added->value))
			return &then->enumerators[i];
	return NULL;
}

static void merge_enumerators(const struct merge *merge, struct ab_xdr_definition *then,
			      const struct ab_xdr_definition *now)
{
	for (size_t i = 0; i < now->count; i++) {
		struct ab_xdr_enumerator *added, *renamed;

		if (find_enumerator(then, now->enumerators[i].name))
			continue;
		renamed = find_renamed(merge, then, now, &now->enumerators[i]);
		if (renamed) {
			renamed->name = now->enumerators[i].name;
			continue;
		}
		then->enumerators =
		    AB_GROW(merge->frozen->arena, then->enumerators, then->count, &then->capacity);
		added = &then->enumerators[then->count++];
		*added = now->enumerators[i];
		added->since = merge->release;
	}
}

static void take_names(struct ab_xdr_definition *then, const struct ab_xdr_definition *now)
{
	for (size_t i = 0; then->count == now->count && i < then->count; i++)
		then->members[i].name = now->members[i].name;
}

static void merge_definition(const struct merge *merge, const struct ab_xdr_definition *now)
{
	struct ab_xdr_definition *then = find_frozen(merge, now->name);

	if (then) {
		if (then->sort == AB_XDR_ENUM && now->sort == AB_XDR_ENUM)
			merge_enumerators(merge, then, now);
		else if (then->sort == AB_XDR_STRUCT && now->sort == AB_XDR_STRUCT)
			take_names(then, now);
		return;
	}
	then = ab_protocol_define(merge->frozen, now->sort, now->name);
	if (!then)
		return;
	*then = *now;
	then->since = merge->release;
}

static struct ab_xdr_program *find_program(const struct merge *merge,
					   const struct ab_xdr_program *now)
{
	for (size_t i = 0; i < merge->frozen->n_programs; i++)
		if (strcmp(merge->frozen->programs[i].name, now->name) == 0)
			return &merge->frozen->programs[i];
	return NULL;
}

/* The promised message that has a number, or NULL. */
static struct ab_xdr_message *find_number(const struct merge *merge,
					  const struct ab_xdr_program *program, const char *number)
{
	for (size_t i = 0; i < program->n_messages; i++)
		if (is_same_number(merge, program->messages[i].number, number))
			return &program->messages[i];
	return NULL;
}

static void merge_program(const struct merge *merge, const struct ab_xdr_program *now)
{
	struct ab_xdr_program *then = find_program(merge, now);

	if (!then) {
		then = ab_protocol_add_program(merge->frozen, now->name);
		*then = *now;
		then->since = merge->release;
		return;
	}
	for (size_t i = 0; i < now->n_messages; i++) {
		struct ab_xdr_message *added, *promised;

		if (ab_program_find(then, now->messages[i].name))
			continue;
		/* another name for a number that is there is no new message */
		promised = find_number(merge, then, now->messages[i].number);
		if (promised && !ab_program_find(now, promised->name))
			promised->name = now->messages[i].name;
		if (promised)
			continue;
		added = ab_program_add(merge->frozen->arena, then, now->messages[i].name);
		*added = now->messages[i];
		added->since = merge->release;
	}
}

void ab_record_freeze_protocols(struct ab_record *frozen, const struct ab_record *current,
				const char *release)
{
	for (size_t i = 0; i < current->n_protocols; i++) {
		struct ab_protocol *now = current->protocols[i];
		const struct merge merge = {ab_record_find_protocol(frozen, now->name), now,
					    release};

		if (!merge.frozen) {
			now->since = release;
			ab_record_add_protocol(frozen, now);
			continue;
		}
		for (size_t j = 0; j < now->n_definitions; j++)
			merge_definition(&merge, now->definitions[j]);
		for (size_t j = 0; j < now->n_programs; j++)
			merge_program(&merge, &now->programs[j]);
	}
}
