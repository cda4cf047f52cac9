/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze-carry.c - what is carried over from the release that is frozen: dates, versions of
 * symbols, and numbers, whose data models the frozen record may have in another order.
 */
#include "freeze.h"

#include <string.h>

/* What the header or the symbol says, unless it names a release that is still to come. */
const char *ab_since_of_new(const struct ab_freeze *freeze, const char *said)
{
	return said && ab_release_compare(said, freeze->release) < 0 ? said : freeze->release;
}

void ab_freeze_symbols(const struct ab_freeze *freeze, struct ab_symbol **to, unsigned *n_to,
		       const struct ab_symbol *from, unsigned n_from)
{
	struct ab_symbol *merged =
	    AB_NEW_ARRAY(freeze->frozen->arena, struct ab_symbol, *n_to + n_from);
	unsigned n = *n_to;

	if (n)
		memcpy(merged, *to, n * sizeof *merged);
	for (unsigned i = 0; i < n_from; i++) {
		unsigned j = 0;

		while (j < n && strcmp(merged[j].node, from[i].node) != 0)
			j++;
		if (j == n)
			merged[n++] = from[i];
	}
	*to = merged;
	*n_to = n;
}

void ab_freeze_numbers(const struct ab_freeze *freeze, struct ab_per_model *to,
		       const struct ab_per_model *from)
{
	for (unsigned i = 0; i < freeze->current->n_models; i++) {
		const int model = freeze->models[i];

		if (model < 0 || !(from->known >> i & 1) || to->known >> model & 1)
			continue;
		to->known |= UINT32_C(1) << model;
		to->value[model] = from->value[i];
	}
}

void ab_move_numbers(const struct ab_freeze *freeze, struct ab_per_model *number)
{
	const struct ab_per_model from = *number;

	memset(number, 0, sizeof *number);
	ab_freeze_numbers(freeze, number, &from);
}

static void move_body_of_node(struct ab_type *node, void *freeze)
{
	if (node->body)
		ab_move_body(freeze, node->body);
}

void ab_move_bodies_of(const struct ab_freeze *freeze, const struct ab_type *type)
{
	ab_type_each_body(type, move_body_of_node, (void *)freeze);
}

void ab_move_body(const struct ab_freeze *freeze, struct ab_aggregate *body)
{
	ab_move_numbers(freeze, &body->size_bytes);
	ab_move_numbers(freeze, &body->align_bytes);
	for (unsigned i = 0; i < body->n_fields; i++) {
		ab_move_numbers(freeze, &body->fields[i].bit_offset);
		ab_move_bodies_of(freeze, body->fields[i].type);
	}
}
