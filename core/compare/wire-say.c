/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wire-say.c - findings of a protocol, and what they quote of it. */
#include "wire.h"

#include <stdarg.h>
#include <string.h>

#include "record/protocol-text.h"

struct ab_finding *ab_wire_say(const struct ab_wire *wire, enum ab_rule rule, const char *entity,
			       const char *member, const char *since, ab_place then, ab_place now,
			       const char *format, ...)
{
	struct ab_entity promised = {.name = entity,
				     .since = since ? since : wire->then->since,
				     .header = wire->then->name,
				     .place = then};
	struct ab_finding *finding;
	const char *message;
	va_list args;

	va_start(args, format);
	message = ab_vprintf(wire->cmp->arena, format, args);
	va_end(args);
	finding = ab_say_of_protocol(wire->cmp, rule, &promised, member, now, "%s", message);
	finding->now_file = wire->now ? wire->now->file : NULL;
	return finding;
}

const char *ab_wire_text(const struct ab_wire *wire, const struct ab_xdr_declaration *declaration,
			 bool has_name)
{
	struct ab_xdr_declaration copy = *declaration;

	if (!has_name)
		copy.name = NULL;
	return ab_xdr_text(wire->cmp->arena, &copy);
}

/* "member 'a' of 'foo'", "typedef 'foo'" */
static const char *owner_text(const struct ab_wire *wire,
			      const struct ab_xdr_definition *definition, const char *member)
{
	if (!member)
		return ab_printf(wire->cmp->arena, "'%s'", definition->name);
	return ab_printf(wire->cmp->arena, "member '%s' of '%s'", member, definition->name);
}

void ab_wire_enter_place(const struct ab_wire *wire, struct ab_index *index, const char *key,
			 size_t place)
{
	bool is_new;
	struct ab_index_entry *entry =
	    key ? ab_index_enter(wire->cmp->arena, index, 0, key, &is_new) : NULL;

	if (entry && is_new)
		entry->at = place;
}

/* Where members or enumerators are, by name. */
struct ab_index ab_wire_names(const struct ab_wire *wire,
			      const struct ab_xdr_definition *definition)
{
	struct ab_index index = {NULL, 0, 0};

	for (size_t i = 0; i < definition->count; i++)
		ab_wire_enter_place(wire, &index,
				    definition->sort == AB_XDR_ENUM
					? definition->enumerators[i].name
					: definition->members[i].name,
				    i);
	return index;
}

/* AB_WIRE_NOWHERE: there is none of that name. */
size_t ab_wire_place_in(const struct ab_index *index, const char *name)
{
	const struct ab_index_entry *found = name ? ab_index_find(index, 0, name) : NULL;

	return found ? found->at : AB_WIRE_NOWHERE;
}

/* Both without their limits. */
static bool is_same_but_for_limit(const struct ab_wire *wire, const struct ab_xdr_declaration *then,
				  const struct ab_xdr_declaration *now)
{
	struct ab_xdr_declaration a = *then, b = *now;

	if (then->shape != AB_XDR_VARIABLE || now->shape != AB_XDR_VARIABLE)
		return false;
	a.limit = b.limit = NULL;
	return ab_wire_is_same(wire, &a, &b);
}

const char *ab_wire_number_text(const struct ab_wire *wire, const struct ab_protocol *protocol,
				const char *limit)
{
	struct ab_int number;

	if (!limit)
		return "unlimited";
	return ab_wire_number(wire, protocol, limit, &number)
		   ? ab_int_text(wire->cmp->arena, number)
		   : limit;
}

const char *ab_wire_limit_consequence(const struct ab_wire *wire, const char *then, const char *now)
{
	struct ab_int a, b;
	const bool has_a = then && ab_wire_number(wire, wire->then, then, &a);
	const bool has_b = now && ab_wire_number(wire, wire->now, now, &b);

	if ((then && !has_a) || (now && !has_b))
		return NULL;
	if (!now || (then && ab_int_compare(b, a) > 0))
		return ab_printf(wire->cmp->arena,
				 "a new client or daemon may send more than the %s that an older "
				 "one takes, which then drops the call",
				 ab_wire_number_text(wire, wire->then, then));
	return ab_printf(wire->cmp->arena,
			 "an older client or daemon may send more than %s, and its call is "
			 "dropped now",
			 ab_wire_number_text(wire, wire->now, now));
}

/* A limit of its own, a name or number; false: something else differs. */
bool ab_wire_say_limit(const struct ab_wire *wire, const struct ab_xdr_definition *owner,
		       ab_place place, const char *member, const struct ab_xdr_declaration *then,
		       const struct ab_xdr_declaration *now)
{
	struct ab_finding *finding;

	if (!is_same_but_for_limit(wire, then, now))
		return false;
	finding = ab_wire_say(wire, AB_WIRE_LIMIT_CHANGED, owner->name, member, owner->since, place,
			      now->place, "the limit of %s is now %s, promised %s",
			      owner_text(wire, owner, member),
			      ab_wire_number_text(wire, wire->now, now->limit),
			      ab_wire_number_text(wire, wire->then, then->limit));
	finding->promised_as = ab_wire_text(wire, then, true);
	finding->consequence = ab_wire_limit_consequence(wire, then->limit, now->limit);
	return true;
}
