/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wire-length.c - how many values a declaration is on the wire, with all that it
 * holds by value; and what a name in it stands for (wire-same.h).
 *
 * No recursion: a chain of structs may be as long as the file.
 */
#include "wire-same.h"

enum { FULL = UINT32_MAX }; /* stands for any length beyond it, as of what holds itself */

/* ---- what names stand for ---- */

static const struct ab_protocol *find_elsewhere(const struct ab_record *record, const char *name)
{
	for (size_t i = 0; i < record->n_protocols; i++)
		if (ab_protocol_find(record->protocols[i], name))
			return record->protocols[i];
	return NULL;
}

/* Whether a protocol is one of the two, and not one that these mention. */
static bool is_own(const struct ab_wire *wire, const struct ab_protocol *protocol)
{
	return protocol == wire->then || protocol == wire->now;
}

const struct ab_xdr_definition *ab_wire_resolve(const struct ab_wire *wire,
						const struct ab_manner *manner,
						struct ab_wire_place *place)
{
	const struct ab_xdr_declaration *declaration = place->declaration;
	const struct ab_protocol *here = place->protocol, *there;
	const struct ab_xdr_definition *found;

	if (declaration->kind == AB_XDR_BODY)
		return declaration->body;
	if (declaration->kind != AB_XDR_NAME ||
	    (manner->has_told && ab_wire_is_told(wire, declaration->type)))
		return NULL;
	found = ab_protocol_find(here, declaration->type);
	if (found || !manner->has_outside || !is_own(wire, here))
		return found;
	there = find_elsewhere(here == wire->then ? wire->cmp->promised : wire->cmp->current,
			       declaration->type);
	if (!there)
		return NULL;
	place->protocol = there;
	return ab_protocol_find(there, declaration->type);
}

bool ab_wire_is_group(const struct ab_xdr_definition *definition)
{
	return definition &&
	       (definition->sort == AB_XDR_TYPEDEF || definition->sort == AB_XDR_STRUCT);
}

bool ab_wire_times(const struct ab_wire *wire, const struct ab_manner *manner,
		   const struct ab_wire_place *place, uint64_t *times)
{
	const struct ab_xdr_declaration *declaration = place->declaration;
	struct ab_int number;

	if (declaration->shape != AB_XDR_FIXED || declaration->kind == AB_XDR_OPAQUE ||
	    (manner->has_told && ab_wire_is_told(wire, declaration->limit)) ||
	    !ab_wire_number(wire, place->protocol, declaration->limit, &number))
		return false;
	*times = number.is_negative ? 0 : number.magnitude;
	return true;
}

/* ---- lengths ---- */

static uint64_t product(uint64_t a, uint64_t b)
{
	return a && b > FULL / a ? FULL : a * b < FULL ? a * b : FULL;
}

static uint64_t sum(uint64_t a, uint64_t b)
{
	return a + b < FULL ? a + b : FULL;
}

/* A definition that is being measured. */
struct measured {
	const struct ab_protocol *protocol;
	const struct ab_xdr_definition *definition;
	size_t next; /* of its declarations */
	uint64_t length;
};

struct measuring {
	const struct ab_wire *wire;
	struct ab_manner *manner;
	struct measured *open;
	size_t n_open, capacity;
};

/* Of the definition, or false: it has to be measured first. */
static bool is_measured(struct measuring *m, const struct ab_xdr_definition *definition,
			uint64_t *length)
{
	const struct ab_index_entry *known =
	    ab_index_find_pair(&m->manner->lengths, definition, NULL);

	if (!known || known->stamp != m->manner->epoch)
		return false;
	*length = known->at;
	return true;
}

static void know(struct measuring *m, const struct ab_xdr_definition *definition, uint64_t length)
{
	struct ab_index_entry *entry =
	    ab_index_enter_pair(m->wire->cmp->arena, &m->manner->lengths, definition, NULL, NULL);

	entry->at = (size_t)length;
	entry->stamp = m->manner->epoch;
}

static void open_definition(struct measuring *m, const struct ab_protocol *protocol,
			    const struct ab_xdr_definition *definition)
{
	m->open = AB_GROW(m->wire->cmp->arena, m->open, m->n_open, &m->capacity);
	m->open[m->n_open++] = (struct measured){protocol, definition, 0, 0};
	know(m, definition, FULL); /* for what holds itself */
}

/* The length of one element; false: what it names has been opened first. */
static bool measure_element(struct measuring *m, struct ab_wire_place place, uint64_t *length)
{
	const struct ab_xdr_definition *found = ab_wire_resolve(m->wire, m->manner, &place);

	*length = place.declaration->kind != AB_XDR_VOID;
	if (!ab_wire_is_group(found) || is_measured(m, found, length))
		return true;
	open_definition(m, place.protocol, found);
	return false;
}

static bool measure(struct measuring *m, struct ab_wire_place place, uint64_t *length)
{
	uint64_t times = 1;

	*length = 1;
	if (place.declaration->shape != AB_XDR_PLAIN &&
	    !ab_wire_times(m->wire, m->manner, &place, &times))
		return true;
	if (!measure_element(m, place, length))
		return false;
	*length = product(times, *length);
	return true;
}

static void finish_open(struct measuring *m)
{
	while (m->n_open) {
		struct measured *top = &m->open[m->n_open - 1];
		const struct ab_xdr_definition *definition = top->definition;
		const bool is_struct = definition->sort == AB_XDR_STRUCT;
		struct ab_wire_place place = {
		    top->protocol, is_struct ? definition->members : &definition->declaration,
		    false};
		uint64_t length;

		if (top->next == (is_struct ? definition->count : 1)) {
			know(m, definition, top->length);
			m->n_open--;
			continue;
		}
		place.declaration += top->next;
		if (measure(m, place, &length)) {
			top->length = sum(top->length, length);
			top->next++;
		}
	}
}

uint64_t ab_wire_length(const struct ab_wire *wire, struct ab_manner *manner,
			struct ab_wire_place place)
{
	struct measuring m = {wire, manner, NULL, 0, 0};
	uint64_t length;

	while (place.is_element ? !measure_element(&m, place, &length)
				: !measure(&m, place, &length))
		finish_open(&m);
	return length;
}
