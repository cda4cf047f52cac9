/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wire-users.c - which messages have a definition in them (wire.h): all mentions
 * of names are gone through once, and then followed from what is mentioned to
 * what mentions it.
 */
#include "wire.h"

/* What mentions a name: a definition or a message. */
struct use {
	const char *name; /* NULL: a message */
	const struct ab_xdr_message *message;
	size_t nth; /* message, in the protocol */
	const struct use *next;
};

struct ab_wire_uses {
	bool is_known;
	struct ab_index names; /* of: its uses; stamp: the last search that came by */
	struct ab_index messages;
	size_t n_searches;
};

struct ab_wire_uses *ab_wire_uses(struct ab_arena *arena)
{
	return AB_NEW(arena, struct ab_wire_uses);
}

/* ---- mentions ---- */

static void add_use(const struct ab_wire *wire, const char *name, struct use user)
{
	struct ab_index_entry *entry =
	    ab_index_enter(wire->cmp->arena, &wire->uses->names, 0, name, NULL);
	struct use *use = AB_NEW(wire->cmp->arena, struct use);

	*use = user;
	use->next = entry->of;
	entry->of = use;
}

static void add_mentioned(const struct ab_wire *wire, const struct ab_xdr_definition *definition,
			  struct use user);

static void add_mention(const struct ab_wire *wire, const struct ab_xdr_declaration *declaration,
			struct use user)
{
	if (declaration->kind == AB_XDR_NAME)
		add_use(wire, declaration->type, user);
	else if (declaration->kind == AB_XDR_BODY)
		add_mentioned(wire, declaration->body, user);
}

/* What stands in braces is nested no deeper than the reader allows. */
static void add_mentioned(const struct ab_wire *wire, const struct ab_xdr_definition *definition,
			  struct use user)
{
	add_mention(wire, &definition->declaration, user);
	for (size_t i = 0; i < definition->count; i++) {
		if (definition->sort == AB_XDR_STRUCT)
			add_mention(wire, &definition->members[i], user);
		if (definition->sort == AB_XDR_UNION)
			add_mention(wire, &definition->arms[i].declaration, user);
	}
}

static void add_message(const struct ab_wire *wire, const struct ab_xdr_message *message,
			size_t nth)
{
	for (unsigned part = 0; part < AB_XDR_PARTS; part++)
		for (size_t i = 0; i < message->n_parts[part]; i++)
			add_mention(wire, &message->parts[part][i],
				    (struct use){.message = message, .nth = nth});
}

static void find_uses(const struct ab_wire *wire)
{
	const struct ab_protocol *then = wire->then;
	size_t nth = 0;

	for (size_t i = 0; i < then->n_definitions; i++)
		add_mentioned(wire, then->definitions[i],
			      (struct use){.name = then->definitions[i]->name});
	for (size_t i = 0; i < then->n_programs; i++)
		for (size_t j = 0; j < then->programs[i].n_messages; j++)
			add_message(wire, &then->programs[i].messages[j], nth++);
	wire->uses->is_known = true;
}

/* ---- the search ---- */

struct search {
	const struct ab_wire *wire;
	const struct use **open; /* lists that are to be gone through */
	size_t n_open, capacity;
	const struct use *first; /* of the messages found */
	size_t n_messages;
};

static void open_uses(struct search *search, const char *name)
{
	struct ab_wire_uses *uses = search->wire->uses;
	struct ab_index_entry *entry = ab_index_find(&uses->names, 0, name);

	if (!entry || entry->stamp == uses->n_searches)
		return;
	entry->stamp = uses->n_searches;
	search->open =
	    AB_GROW(search->wire->cmp->arena, search->open, search->n_open, &search->capacity);
	search->open[search->n_open++] = entry->of;
}

static void take_message(struct search *search, const struct use *use)
{
	struct ab_wire_uses *uses = search->wire->uses;
	struct ab_index_entry *entry = ab_index_enter_pair(
	    search->wire->cmp->arena, &uses->messages, use->message, NULL, NULL);

	if (entry->stamp == uses->n_searches)
		return;
	entry->stamp = uses->n_searches;
	search->n_messages++;
	if (!search->first || use->nth < search->first->nth)
		search->first = use;
}

const char *ab_wire_users(const struct ab_wire *wire, const char *name)
{
	struct search search = {.wire = wire};

	if (!wire->uses->is_known)
		find_uses(wire);
	wire->uses->n_searches++;
	open_uses(&search, name);
	while (search.n_open)
		for (const struct use *use = search.open[--search.n_open]; use; use = use->next)
			if (use->name)
				open_uses(&search, use->name);
			else
				take_message(&search, use);
	if (!search.first)
		return NULL;
	if (search.n_messages < 2)
		return ab_printf(wire->cmp->arena,
				 "clients and daemons of other releases misread '%s'",
				 search.first->message->name);
	return ab_printf(wire->cmp->arena,
			 "clients and daemons of other releases misread %zu messages, '%s' among "
			 "them",
			 search.n_messages, search.first->message->name);
}
