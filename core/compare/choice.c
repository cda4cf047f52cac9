/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * choice.c - unions and enums of a protocol (R1), value by value (wire.h).
 */
#include "wire.h"

#include <string.h>

/* ---- unions ---- */

static bool is_same_value(const struct ab_wire *wire, const char *then, const char *now)
{
	struct ab_int a, b;

	if (strcmp(then, now) == 0)
		return true;
	return ab_wire_number(wire, wire->then, then, &a) &&
	       ab_wire_number(wire, wire->now, now, &b) && ab_int_compare(a, b) == 0;
}

/* The arms of a union by their values, as written and as numbers: the first of each. */
struct arms {
	const struct ab_xdr_definition *definition;
	struct ab_index written, numbers;
	const struct ab_xdr_arm *otherwise; /* the default, or NULL */
};

static const char *number_key(const struct ab_wire *wire, const struct ab_protocol *protocol,
			      const char *value)
{
	struct ab_int number;

	return ab_wire_number(wire, protocol, value, &number)
		   ? ab_int_text(wire->cmp->arena, number)
		   : NULL;
}

static struct arms arms_of(const struct ab_wire *wire, const struct ab_protocol *protocol,
			   const struct ab_xdr_definition *definition)
{
	struct arms arms = {.definition = definition};

	for (size_t i = 0; i < definition->count; i++) {
		const struct ab_xdr_arm *arm = &definition->arms[i];

		if (!arm->n_values && !arms.otherwise)
			arms.otherwise = arm;
		for (unsigned j = 0; j < arm->n_values; j++) {
			ab_wire_enter_place(wire, &arms.written, arm->values[j], i);
			ab_wire_enter_place(wire, &arms.numbers,
					    number_key(wire, protocol, arm->values[j]), i);
		}
	}
	return arms;
}

/* The arm of a value of the protocol of the other side (NULL: the default), or NULL. */
static const struct ab_xdr_arm *find_arm(const struct ab_wire *wire, const struct arms *arms,
					 const struct ab_protocol *other, const char *value)
{
	const char *key = value ? number_key(wire, other, value) : NULL;
	const size_t as_written = ab_wire_place_in(&arms->written, value);
	const size_t as_number = ab_wire_place_in(&arms->numbers, key);
	const size_t at = as_written < as_number ? as_written : as_number;

	if (!value)
		return arms->otherwise;
	return at == AB_WIRE_NOWHERE ? NULL : &arms->definition->arms[at];
}

static const char *case_text(const struct ab_wire *wire, const char *value)
{
	return value ? ab_printf(wire->cmp->arena, "case %s", value) : "the default";
}

static struct ab_finding *say_union(const struct ab_wire *wire,
				    const struct ab_xdr_definition *then,
				    const struct ab_xdr_arm *was, const char *value, ab_place now,
				    const char *what)
{
	struct ab_finding *finding =
	    ab_wire_say(wire, AB_WIRE_UNION_CHANGED, then->name,
			value			       ? value
			: was && was->declaration.name ? was->declaration.name
						       : NULL,
			then->since, was ? was->place : then->place, now, "%s of '%s' %s",
			case_text(wire, value), then->name, what);

	if (was)
		finding->promised_as = ab_wire_text(wire, &was->declaration, true);
	finding->consequence = ab_wire_users(wire, then->name);
	return finding;
}

/* A value that was promised; arm: of it, or the default. */
static bool compare_arm(const struct ab_wire *wire, const struct ab_xdr_definition *then,
			const struct arms *now, const struct ab_xdr_arm *was, const char *value)
{
	const struct ab_xdr_arm *is = find_arm(wire, now, wire->then, value);

	if (!is && value)
		is = find_arm(wire, now, NULL, NULL);
	if (!is) {
		say_union(wire, then, was, value, now->definition->place, "is gone");
		return false;
	}
	if (ab_wire_is_same(wire, &was->declaration, &is->declaration))
		return true;
	if (ab_wire_say_limit(wire, then, was->place, was->declaration.name, &was->declaration,
			      &is->declaration))
		return false;
	say_union(wire, then, was, value, is->place,
		  ab_printf(wire->cmp->arena, "is now '%s', promised as '%s'",
			    ab_wire_text(wire, &is->declaration, true),
			    ab_wire_text(wire, &was->declaration, true)));
	return false;
}

/* A value that is there now: was it before, if only by the default? */
static void compare_new_arm(const struct ab_wire *wire, const struct arms *then,
			    const struct ab_xdr_arm *is, const char *value)
{
	const struct ab_xdr_arm *was = find_arm(wire, then, wire->now, value);

	if (was)
		return;
	was = value ? find_arm(wire, then, NULL, NULL) : NULL;
	if (!was || !ab_wire_is_same(wire, &was->declaration, &is->declaration))
		say_union(wire, then->definition, NULL, value, is->place,
			  "is new in a union that is released")
		    ->consequence =
		    "a client or daemon of an older release cannot read a message that has it";
}

void ab_wire_compare_unions(const struct ab_wire *wire, const struct ab_xdr_definition *then,
			    const struct ab_xdr_definition *now)
{
	const struct arms were = arms_of(wire, wire->then, then);
	const struct arms are = arms_of(wire, wire->now, now);

	if (!ab_wire_is_same(wire, &then->declaration, &now->declaration)) {
		struct ab_finding *finding = ab_wire_say(
		    wire, AB_WIRE_UNION_CHANGED, then->name, NULL, then->since, then->place,
		    now->declaration.place, "'%s' switches on '%s' now, promised on '%s'",
		    then->name, ab_wire_text(wire, &now->declaration, true),
		    ab_wire_text(wire, &then->declaration, true));

		finding->consequence = ab_wire_users(wire, then->name);
	}
	for (size_t i = 0; i < then->count; i++) {
		const struct ab_xdr_arm *was = &then->arms[i];
		bool is_kept = true;

		/* what several values share is told once */
		for (unsigned j = 0; is_kept && j < was->n_values; j++)
			is_kept = compare_arm(wire, then, &are, was, was->values[j]);
		if (!was->n_values)
			compare_arm(wire, then, &are, was, NULL);
	}
	for (size_t i = 0; i < now->count; i++) {
		const struct ab_xdr_arm *is = &now->arms[i];

		for (unsigned j = 0; j < is->n_values; j++)
			compare_new_arm(wire, &were, is, is->values[j]);
		if (!is->n_values)
			compare_new_arm(wire, &were, is, NULL);
	}
}

/* ---- enums ---- */

/* The enumerators of both, by name; those that are new, by number as well. */
struct values {
	const struct ab_xdr_definition *then, *now;
	struct ab_index names, new_written, new_numbers;
};

static struct values values_of(const struct ab_wire *wire, const struct ab_xdr_definition *then,
			       const struct ab_xdr_definition *now)
{
	const struct ab_index were = ab_wire_names(wire, then);
	struct values values = {.then = then, .now = now, .names = ab_wire_names(wire, now)};

	for (size_t i = 0; i < now->count; i++) {
		const struct ab_xdr_enumerator *is = &now->enumerators[i];

		if (ab_wire_place_in(&were, is->name) != AB_WIRE_NOWHERE)
			continue;
		ab_wire_enter_place(wire, &values.new_written, is->value, i);
		ab_wire_enter_place(wire, &values.new_numbers,
				    number_key(wire, wire->now, is->value), i);
	}
	return values;
}

/* A new name for a number, or NULL. */
static const struct ab_xdr_enumerator *find_number(const struct ab_wire *wire,
						   const struct values *values, const char *value)
{
	const size_t as_written = ab_wire_place_in(&values->new_written, value);
	const size_t as_number =
	    ab_wire_place_in(&values->new_numbers, number_key(wire, wire->then, value));
	const size_t at = as_written < as_number ? as_written : as_number;

	return at == AB_WIRE_NOWHERE ? NULL : &values->now->enumerators[at];
}

static void compare_enumerator(struct ab_wire *wire, const struct values *values,
			       const struct ab_xdr_enumerator *was)
{
	const struct ab_xdr_definition *then = values->then, *now = values->now;
	const size_t at = ab_wire_place_in(&values->names, was->name);
	const struct ab_xdr_enumerator *is = at == AB_WIRE_NOWHERE ? NULL : &now->enumerators[at];
	const char *since = was->since ? was->since : then->since;
	struct ab_finding *finding;

	if (is && is_same_value(wire, was->value, is->value))
		return;
	if (is) {
		finding = ab_wire_say(wire, AB_WIRE_VALUE_CHANGED, then->name, was->name, since,
				      was->place, is->place, "'%s' is now %s, promised as %s",
				      was->name, ab_wire_number_text(wire, wire->now, is->value),
				      ab_wire_number_text(wire, wire->then, was->value));
		finding->consequence = ab_wire_users(wire, then->name);
		ab_wire_tell(wire, was->name);
	} else if ((is = find_number(wire, values, was->value)) != NULL) {
		finding = ab_wire_say(wire, AB_WIRE_NAME_CHANGED, then->name, was->name, since,
				      was->place, is->place, "'%s' of '%s' is now called '%s'",
				      was->name, then->name, is->name);
	} else {
		finding = ab_wire_say(wire, AB_WIRE_VALUE_REMOVED, then->name, was->name, since,
				      was->place, now->place, "'%s' of '%s' is gone", was->name,
				      then->name);
		finding->consequence = ab_wire_users(wire, then->name);
	}
	finding->promised_as = ab_printf(wire->cmp->arena, "%s = %s", was->name,
					 ab_wire_number_text(wire, wire->then, was->value));
}

void ab_wire_compare_enums(struct ab_wire *wire, const struct ab_xdr_definition *then,
			   const struct ab_xdr_definition *now)
{
	const struct values values = values_of(wire, then, now);

	for (size_t i = 0; i < then->count; i++)
		compare_enumerator(wire, &values, &then->enumerators[i]);
}
