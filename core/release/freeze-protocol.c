/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze-protocol.c - a release's protocols put onto a frozen record's: what is
 * new is added with its release, what is there stays as it was promised, under
 * the names of this release where those are not on the wire.
 */
#include <string.h>

#include "abiding/index.h"
#include "protocol/protocol.h"

struct merge {
	struct ab_protocol *frozen;
	const struct ab_protocol *current;
	const char *release;
};

/* The key of a number of a protocol, NULL: it is not known. */
static const char *number_key(const struct merge *merge, const struct ab_protocol *protocol,
			      const char *text)
{
	struct ab_int number;

	return ab_protocol_number(protocol, text, &number)
		   ? ab_int_text(merge->frozen->arena, number)
		   : NULL;
}

static struct ab_index names_of(const struct merge *merge, const struct ab_xdr_definition *of)
{
	struct ab_index names = {NULL, 0, 0};

	for (size_t i = 0; i < of->count; i++)
		ab_index_enter(merge->frozen->arena, &names, 0, of->enumerators[i].name, NULL);
	return names;
}

/* Promised values whose names are gone, by number: "at" is the first, then as in next. */
struct gone {
	struct ab_index numbers;
	size_t *next; /* 1 more than the index of the next one; 0: none */
};

static struct gone gone_of(const struct merge *merge, const struct ab_xdr_definition *then,
			   const struct ab_xdr_definition *now)
{
	const struct ab_index names = names_of(merge, now);
	struct gone gone = {.next = AB_NEW_ARRAY(merge->frozen->arena, size_t, then->count)};

	for (size_t i = then->count; i-- > 0;) {
		const char *key = number_key(merge, merge->frozen, then->enumerators[i].value);
		struct ab_index_entry *entry;

		if (!key || ab_index_find(&names, 0, then->enumerators[i].name))
			continue;
		entry = ab_index_enter(merge->frozen->arena, &gone.numbers, 0, key, NULL);
		gone.next[i] = entry->at;
		entry->at = i + 1;
	}
	return gone;
}

/* The promised value that a new name is for, its own being gone; or NULL. */
static struct ab_xdr_enumerator *take_renamed(const struct merge *merge, struct gone *gone,
					      const struct ab_xdr_definition *then,
					      const struct ab_xdr_enumerator *added)
{
	const char *key = number_key(merge, merge->current, added->value);
	struct ab_index_entry *entry = key ? ab_index_find(&gone->numbers, 0, key) : NULL;
	size_t at;

	if (!entry || !entry->at)
		return NULL;
	at = entry->at - 1;
	entry->at = gone->next[at];
	return &then->enumerators[at];
}

static void merge_enumerators(const struct merge *merge, struct ab_xdr_definition *then,
			      const struct ab_xdr_definition *now)
{
	const struct ab_index names = names_of(merge, then);
	struct gone gone = gone_of(merge, then, now);

	for (size_t i = 0; i < now->count; i++) {
		struct ab_xdr_enumerator *added, *renamed;

		if (ab_index_find(&names, 0, now->enumerators[i].name))
			continue;
		renamed = take_renamed(merge, &gone, then, &now->enumerators[i]);
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
	/* the frozen record is being changed */
	struct ab_xdr_definition *then =
	    (struct ab_xdr_definition *)ab_protocol_find(merge->frozen, now->name);

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

/* A promised program: where its messages are, by name and by number. */
struct frozen_program {
	struct ab_xdr_program *program;
	struct ab_index names, numbers;
};

static void enter_message(const struct merge *merge, struct frozen_program *then, size_t i)
{
	const struct ab_xdr_message *message = &then->program->messages[i];
	const char *key = number_key(merge, merge->frozen, message->number);
	bool is_new;
	struct ab_index_entry *entry;

	ab_index_enter(merge->frozen->arena, &then->names, 0, message->name, NULL);
	if (!key)
		return;
	entry = ab_index_enter(merge->frozen->arena, &then->numbers, 0, key, &is_new);
	if (is_new)
		entry->at = i;
}

/* The promised message that has a number of now, or NULL. */
static struct ab_xdr_message *find_number(const struct merge *merge,
					  const struct frozen_program *then, const char *number)
{
	const char *key = number_key(merge, merge->current, number);
	const struct ab_index_entry *found = key ? ab_index_find(&then->numbers, 0, key) : NULL;

	return found ? &then->program->messages[found->at] : NULL;
}

static void merge_messages(const struct merge *merge, struct frozen_program *then,
			   const struct ab_xdr_program *now)
{
	struct ab_index names = {NULL, 0, 0};

	for (size_t i = 0; i < now->n_messages; i++)
		ab_index_enter(merge->frozen->arena, &names, 0, now->messages[i].name, NULL);
	for (size_t i = 0; i < now->n_messages; i++) {
		struct ab_xdr_message *added, *promised;

		if (ab_index_find(&then->names, 0, now->messages[i].name))
			continue;
		/* another name for a number that is there is no new message */
		promised = find_number(merge, then, now->messages[i].number);
		if (promised && !ab_index_find(&names, 0, promised->name))
			promised->name = now->messages[i].name;
		if (promised)
			continue;
		added = ab_program_add(merge->frozen->arena, then->program, now->messages[i].name);
		*added = now->messages[i];
		added->since = merge->release;
		enter_message(merge, then, then->program->n_messages - 1);
	}
}

static void merge_program(const struct merge *merge, const struct ab_xdr_program *now)
{
	struct frozen_program then = {.program = find_program(merge, now)};

	if (!then.program) {
		then.program = ab_protocol_add_program(merge->frozen, now->name);
		*then.program = *now;
		then.program->since = merge->release;
		return;
	}
	for (size_t i = 0; i < then.program->n_messages; i++)
		enter_message(merge, &then, i);
	merge_messages(merge, &then, now);
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
