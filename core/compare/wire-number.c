/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wire-number.c - the numbers behind constants of a protocol, and of which it was said that they changed. */
#include "wire-same.h"

#include <string.h>

#include "abiding/limits.h"

bool ab_wire_is_told(const struct ab_wire *wire, const char *name)
{
	return name && ab_index_find(&wire->told, 0, name);
}

void ab_wire_tell(struct ab_wire *wire, const char *name)
{
	ab_index_enter(wire->cmp->arena, &wire->told, 0, name, NULL);
}

static bool find_outside(const struct ab_record *record, const char *name, struct ab_int *number)
{
	const struct ab_entity *macro = ab_record_find(record, AB_MACRO, name);
	const struct ab_enumerator *enumerator = ab_record_find_enumerator(record, name, NULL);

	if (macro && macro->value.kind == AB_VALUE_INTEGER)
		*number = macro->value.integer;
	else if (enumerator)
		*number = enumerator->value;
	else
		return false;
	return true;
}

const char *ab_wire_end_of(const struct ab_protocol *protocol, const char *text)
{
	for (unsigned i = 0; i < AB_XDR_ALIASES_MAX; i++) {
		const struct ab_xdr_definition *found = ab_protocol_find(protocol, text);

		if (!found || found->sort != AB_XDR_CONST)
			break;
		text = found->value;
	}
	return text;
}

bool ab_wire_number(const struct ab_wire *wire, const struct ab_protocol *protocol,
		    const char *text, struct ab_int *number)
{
	if (ab_protocol_number(protocol, text, number))
		return true;
	text = ab_wire_end_of(protocol, text);
	if (strcmp(text, "TRUE") == 0 || strcmp(text, "FALSE") == 0) {
		*number = (struct ab_int){false, *text == 'T'};
		return true;
	}
	return find_outside(wire->cmp->promised, text, number) ||
	       find_outside(wire->cmp->current, text, number);
}
