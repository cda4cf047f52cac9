/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compare-wire.c - what messages contain (R1): typedefs, structs, unions and
 * enums of one name, those within before those around them, so that a cause is
 * told where it is and once.
 */
#include "wire.h"

#include <string.h>

#include "protocol-text.h"

/* ---- text ---- */

static const char *text_of(const struct ab_wire *wire, const struct ab_xdr_declaration *declaration,
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

/* ---- limits ---- */

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

static const char *number_text(const struct ab_wire *wire, const struct ab_protocol *protocol,
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
				 number_text(wire, wire->then, then));
	return ab_printf(wire->cmp->arena,
			 "an older client or daemon may send more than %s, and its call is "
			 "dropped now",
			 number_text(wire, wire->now, now));
}

/* A limit of its own, a name or number; false: something else differs. */
static bool say_limit(const struct ab_wire *wire, const struct ab_xdr_definition *owner,
		      ab_place place, const char *member, const struct ab_xdr_declaration *then,
		      const struct ab_xdr_declaration *now)
{
	struct ab_finding *finding;

	if (!is_same_but_for_limit(wire, then, now))
		return false;
	finding = ab_wire_say(
	    wire, AB_WIRE_LIMIT_CHANGED, owner->name, member, owner->since, place, now->place,
	    "the limit of %s is now %s, promised %s", owner_text(wire, owner, member),
	    number_text(wire, wire->now, now->limit), number_text(wire, wire->then, then->limit));
	finding->promised_as = text_of(wire, then, true);
	finding->consequence = ab_wire_limit_consequence(wire, then->limit, now->limit);
	return true;
}

/* ---- structs ---- */

struct members {
	const struct ab_wire *wire;
	const struct ab_xdr_definition *then, *now;
	size_t *then_at; /* of each promised member: where it is now, or NOWHERE */
	size_t *now_at;	 /* of each member: where it was, or NOWHERE */
	bool *is_told;	 /* of each promised member */
};

enum { NOWHERE = (size_t)-1 };

static size_t find_member(const struct ab_xdr_definition *definition, const char *name)
{
	for (size_t i = 0; i < definition->count; i++)
		if (definition->members[i].name && name &&
		    strcmp(definition->members[i].name, name) == 0)
			return i;
	return NOWHERE;
}

static void say_users(const struct members *m, struct ab_finding *finding)
{
	if (!finding->consequence)
		finding->consequence = ab_wire_users(m->wire, m->then->name);
}

static void say_renamed(const struct members *m, size_t then, size_t now)
{
	const struct ab_xdr_declaration *was = &m->then->members[then];
	const struct ab_xdr_declaration *is = &m->now->members[now];
	struct ab_finding *finding =
	    ab_wire_say(m->wire, AB_WIRE_NAME_CHANGED, m->then->name, was->name, m->then->since,
			was->place, is->place, "member '%s' of '%s' is now called '%s'", was->name,
			m->then->name, is->name);

	finding->promised_as = text_of(m->wire, was, true);
}

static void say_retyped(struct members *m, size_t then, size_t now)
{
	const struct ab_xdr_declaration *was = &m->then->members[then];
	const struct ab_xdr_declaration *is = &m->now->members[now];
	struct ab_finding *finding;

	if (say_limit(m->wire, m->then, was->place, was->name, was, is))
		return;
	finding = ab_wire_say(
	    m->wire, AB_MESSAGE_CONTENT_CHANGED, m->then->name, was->name, m->then->since,
	    was->place, is->place, "member '%s' of '%s' is now '%s', promised as '%s'", was->name,
	    m->then->name, text_of(m->wire, is, true), text_of(m->wire, was, true));
	finding->promised_as = text_of(m->wire, was, true);
	say_users(m, finding);
}

static void say_gone(struct members *m, size_t then)
{
	const struct ab_xdr_declaration *was = &m->then->members[then];
	struct ab_finding *finding = ab_wire_say(
	    m->wire, AB_MESSAGE_CONTENT_CHANGED, m->then->name, was->name, m->then->since,
	    was->place, m->now->place, "member '%s' of '%s' is gone", was->name, m->then->name);

	finding->promised_as = text_of(m->wire, was, true);
	say_users(m, finding);
}

static void say_added(struct members *m, size_t now)
{
	const struct ab_xdr_declaration *is = &m->now->members[now];

	say_users(m, ab_wire_say(m->wire, AB_MESSAGE_CONTENT_CHANGED, m->then->name, is->name,
				 m->then->since, m->then->place, is->place,
				 "member '%s' is new in '%s', which is released", is->name,
				 m->then->name));
}

static void say_reordered(struct members *m, size_t then, size_t now)
{
	const struct ab_xdr_declaration *was = &m->then->members[then];
	const struct ab_xdr_declaration *is = &m->now->members[now];
	struct ab_finding *finding =
	    ab_wire_say(m->wire, AB_MESSAGE_CONTENT_CHANGED, m->then->name, is->name,
			m->then->since, was->place, is->place,
			"members of '%s' stand in another order: '%s' is where '%s' was promised",
			m->then->name, is->name, was->name);

	finding->promised_as = text_of(m->wire, was, true);
	say_users(m, finding);
}

static struct members members_of(const struct ab_wire *wire, const struct ab_xdr_definition *then,
				 const struct ab_xdr_definition *now)
{
	struct members m = {wire, then, now, NULL, NULL, NULL};

	m.then_at = AB_NEW_ARRAY(wire->cmp->arena, size_t, then->count);
	m.now_at = AB_NEW_ARRAY(wire->cmp->arena, size_t, now->count);
	m.is_told = AB_NEW_ARRAY(wire->cmp->arena, bool, then->count);
	for (size_t i = 0; i < then->count; i++)
		m.then_at[i] = find_member(now, then->members[i].name);
	for (size_t i = 0; i < now->count; i++)
		m.now_at[i] = find_member(then, now->members[i].name);
	return m;
}

/* How many that both have stand before a place. */
static size_t count_common(const size_t *other, size_t place)
{
	size_t n = 0;

	for (size_t i = 0; i < place; i++)
		n += other[i] != NOWHERE;
	return n;
}

/* The new member between the same neighbours as a promised one that is gone, or NOWHERE. */
static size_t find_substitute(const struct members *m, size_t then)
{
	const size_t before = count_common(m->then_at, then);
	size_t nth = 0;

	for (size_t i = 0; i < then; i++)
		nth += m->then_at[i] == NOWHERE && count_common(m->then_at, i) == before;
	for (size_t i = 0; i < m->now->count; i++)
		if (m->now_at[i] == NOWHERE && count_common(m->now_at, i) == before && nth-- == 0)
			return i;
	return NOWHERE;
}

/* Pairs what is gone with what came in its place. */
static void pair_substitutes(struct members *m)
{
	size_t *found = AB_NEW_ARRAY(m->wire->cmp->arena, size_t, m->then->count);

	for (size_t i = 0; i < m->then->count; i++)
		found[i] = m->then_at[i] == NOWHERE ? find_substitute(m, i) : NOWHERE;
	for (size_t i = 0; i < m->then->count; i++)
		if (found[i] != NOWHERE) {
			m->then_at[i] = found[i];
			m->now_at[found[i]] = i;
			m->is_told[i] = true;
			if (ab_wire_is_same(m->wire, &m->then->members[i],
					    &m->now->members[found[i]]))
				say_renamed(m, i, found[i]);
			else
				say_retyped(m, i, found[i]);
		}
}

static void find_reordered(struct members *m)
{
	size_t at = 0;

	for (size_t i = 0; i < m->then->count; i++) {
		if (m->then_at[i] == NOWHERE)
			continue;
		while (at < m->now->count && m->now_at[at] == NOWHERE)
			at++;
		if (m->then_at[i] != at) {
			say_reordered(m, i, at);
			return;
		}
		at++;
	}
}

static void compare_members(struct members *m)
{
	pair_substitutes(m);
	for (size_t i = 0; i < m->then->count; i++)
		if (m->then_at[i] == NOWHERE)
			say_gone(m, i);
		else if (!m->is_told[i] && !ab_wire_is_same(m->wire, &m->then->members[i],
							    &m->now->members[m->then_at[i]]))
			say_retyped(m, i, m->then_at[i]);
	for (size_t i = 0; i < m->now->count; i++)
		if (m->now_at[i] == NOWHERE)
			say_added(m, i);
	find_reordered(m);
}

/* The same bytes: under other names, or does a name stand for other bytes now? */
static void compare_names(const struct ab_wire *wire, const struct ab_xdr_definition *then,
			  const struct ab_xdr_definition *now)
{
	struct members m = members_of(wire, then, now);

	if (then->count != now->count)
		return;
	for (size_t i = 0; i < then->count; i++)
		if ((m.then_at[i] != NOWHERE && m.then_at[i] != i) ||
		    (m.now_at[i] != NOWHERE && m.now_at[i] != i)) {
			say_reordered(&m, i, i);
			return;
		}
	for (size_t i = 0; i < then->count; i++)
		if (m.then_at[i] == NOWHERE && then->members[i].name && now->members[i].name)
			say_renamed(&m, i, i);
}

/* ---- unions ---- */

static bool is_same_value(const struct ab_wire *wire, const char *then, const char *now)
{
	struct ab_int a, b;

	if (strcmp(then, now) == 0)
		return true;
	return ab_wire_number(wire, wire->then, then, &a) &&
	       ab_wire_number(wire, wire->now, now, &b) && ab_int_compare(a, b) == 0;
}

/* The arm of a value (NULL: the default); is_then: value is of now, and the union of then. */
static const struct ab_xdr_arm *find_arm(const struct ab_wire *wire,
					 const struct ab_xdr_definition *definition,
					 const char *value, bool is_then)
{
	for (size_t i = 0; i < definition->count; i++) {
		const struct ab_xdr_arm *arm = &definition->arms[i];

		if (!value && !arm->n_values)
			return arm;
		for (unsigned j = 0; value && j < arm->n_values; j++)
			if (is_then ? is_same_value(wire, arm->values[j], value)
				    : is_same_value(wire, value, arm->values[j]))
				return arm;
	}
	return NULL;
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
		finding->promised_as = text_of(wire, &was->declaration, true);
	finding->consequence = ab_wire_users(wire, then->name);
	return finding;
}

/* A value that was promised; arm: of it, or the default. */
static bool compare_arm(const struct ab_wire *wire, const struct ab_xdr_definition *then,
			const struct ab_xdr_definition *now, const struct ab_xdr_arm *was,
			const char *value)
{
	const struct ab_xdr_arm *is = find_arm(wire, now, value, false);

	if (!is && value)
		is = find_arm(wire, now, NULL, false);
	if (!is) {
		say_union(wire, then, was, value, now->place, "is gone");
		return false;
	}
	if (ab_wire_is_same(wire, &was->declaration, &is->declaration))
		return true;
	if (say_limit(wire, then, was->place, was->declaration.name, &was->declaration,
		      &is->declaration))
		return false;
	say_union(wire, then, was, value, is->place,
		  ab_printf(wire->cmp->arena, "is now '%s', promised as '%s'",
			    text_of(wire, &is->declaration, true),
			    text_of(wire, &was->declaration, true)));
	return false;
}

/* A value that is there now: was it before, if only by the default? */
static void compare_new_arm(const struct ab_wire *wire, const struct ab_xdr_definition *then,
			    const struct ab_xdr_arm *is, const char *value)
{
	const struct ab_xdr_arm *was = find_arm(wire, then, value, true);

	if (was)
		return;
	was = value ? find_arm(wire, then, NULL, true) : NULL;
	if (!was || !ab_wire_is_same(wire, &was->declaration, &is->declaration))
		say_union(wire, then, NULL, value, is->place, "is new in a union that is released")
		    ->consequence =
		    "a client or daemon of an older release cannot read a message that has it";
}

static void compare_unions(const struct ab_wire *wire, const struct ab_xdr_definition *then,
			   const struct ab_xdr_definition *now)
{
	if (!ab_wire_is_same(wire, &then->declaration, &now->declaration)) {
		struct ab_finding *finding = ab_wire_say(
		    wire, AB_WIRE_UNION_CHANGED, then->name, NULL, then->since, then->place,
		    now->declaration.place, "'%s' switches on '%s' now, promised on '%s'",
		    then->name, text_of(wire, &now->declaration, true),
		    text_of(wire, &then->declaration, true));

		finding->consequence = ab_wire_users(wire, then->name);
	}
	for (size_t i = 0; i < then->count; i++) {
		const struct ab_xdr_arm *was = &then->arms[i];
		bool is_kept = true;

		/* what several values share is told once */
		for (unsigned j = 0; is_kept && j < was->n_values; j++)
			is_kept = compare_arm(wire, then, now, was, was->values[j]);
		if (!was->n_values)
			compare_arm(wire, then, now, was, NULL);
	}
	for (size_t i = 0; i < now->count; i++) {
		const struct ab_xdr_arm *is = &now->arms[i];

		for (unsigned j = 0; j < is->n_values; j++)
			compare_new_arm(wire, then, is, is->values[j]);
		if (!is->n_values)
			compare_new_arm(wire, then, is, NULL);
	}
}

/* ---- enums ---- */

static const struct ab_xdr_enumerator *find_enumerator(const struct ab_xdr_definition *definition,
						       const char *name)
{
	for (size_t i = 0; i < definition->count; i++)
		if (strcmp(definition->enumerators[i].name, name) == 0)
			return &definition->enumerators[i];
	return NULL;
}

/* A new name for a number, or NULL. */
static const struct ab_xdr_enumerator *find_number(const struct ab_wire *wire,
						   const struct ab_xdr_definition *then,
						   const struct ab_xdr_definition *now,
						   const char *value)
{
	for (size_t i = 0; i < now->count; i++)
		if (!find_enumerator(then, now->enumerators[i].name) &&
		    is_same_value(wire, value, now->enumerators[i].value))
			return &now->enumerators[i];
	return NULL;
}

static void compare_enumerator(struct ab_wire *wire, const struct ab_xdr_definition *then,
			       const struct ab_xdr_definition *now,
			       const struct ab_xdr_enumerator *was)
{
	const struct ab_xdr_enumerator *is = find_enumerator(now, was->name);
	const char *since = was->since ? was->since : then->since;
	struct ab_finding *finding;

	if (is && is_same_value(wire, was->value, is->value))
		return;
	if (is) {
		finding = ab_wire_say(wire, AB_WIRE_VALUE_CHANGED, then->name, was->name, since,
				      was->place, is->place, "'%s' is now %s, promised as %s",
				      was->name, number_text(wire, wire->now, is->value),
				      number_text(wire, wire->then, was->value));
		finding->consequence = ab_wire_users(wire, then->name);
		ab_wire_tell(wire, was->name);
	} else if ((is = find_number(wire, then, now, was->value)) != NULL) {
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
					 number_text(wire, wire->then, was->value));
}

/* ---- definitions ---- */

static void say_other_sort(const struct ab_wire *wire, const struct ab_xdr_definition *then,
			   const struct ab_xdr_definition *now)
{
	struct ab_finding *finding;

	if (then->sort == AB_XDR_TYPEDEF && now->sort == AB_XDR_TYPEDEF &&
	    say_limit(wire, then, then->place, NULL, &then->declaration, &now->declaration))
		return;
	finding = ab_wire_say(wire, AB_MESSAGE_CONTENT_CHANGED, then->name, NULL, then->since,
			      then->place, now->place,
			      then->sort == AB_XDR_TYPEDEF && now->sort == AB_XDR_TYPEDEF
				  ? "'%s' is now '%s', promised as '%s'"
				  : "'%s' is something else on the wire than was promised",
			      then->name, text_of(wire, &now->declaration, false),
			      text_of(wire, &then->declaration, false));
	finding->consequence = ab_wire_users(wire, then->name);
}

static void compare_pair(struct ab_wire *wire, const struct ab_xdr_definition *then,
			 const struct ab_xdr_definition *now)
{
	const bool is_same = ab_wire_is_same_definition(wire, then, now);

	if (then->sort == AB_XDR_ENUM && now->sort == AB_XDR_ENUM) {
		for (size_t i = 0; i < then->count; i++)
			compare_enumerator(wire, then, now, &then->enumerators[i]);
		return;
	}
	if (then->sort == AB_XDR_STRUCT && now->sort == AB_XDR_STRUCT) {
		struct members m;

		if (is_same) {
			compare_names(wire, then, now);
			return;
		}
		m = members_of(wire, then, now);
		compare_members(&m);
	} else if (is_same) {
		return;
	} else if (then->sort == AB_XDR_UNION && now->sort == AB_XDR_UNION) {
		compare_unions(wire, then, now);
	} else {
		say_other_sort(wire, then, now);
	}
	ab_wire_tell(wire, then->name);
}

static void compare_what_is_in(struct ab_wire *wire, const struct ab_xdr_definition *definition)
{
	ab_wire_compare_within(wire, &definition->declaration);
	for (size_t i = 0; i < definition->count; i++) {
		if (definition->sort == AB_XDR_STRUCT)
			ab_wire_compare_within(wire, &definition->members[i]);
		if (definition->sort != AB_XDR_UNION)
			continue;
		ab_wire_compare_within(wire, &definition->arms[i].declaration);
		/* an enum whose values are the cases */
		for (unsigned j = 0; j < definition->arms[i].n_values; j++)
			ab_wire_compare(
			    wire, ab_protocol_owner(wire->then, definition->arms[i].values[j]));
	}
}

void ab_wire_compare_within(struct ab_wire *wire, const struct ab_xdr_declaration *declaration)
{
	if (declaration->kind == AB_XDR_NAME)
		ab_wire_compare(wire, declaration->type);
	else if (declaration->kind == AB_XDR_BODY)
		compare_what_is_in(wire, declaration->body);
}

void ab_wire_compare(struct ab_wire *wire, const char *name)
{
	const struct ab_xdr_definition *then = ab_protocol_find(wire->then, name);
	const struct ab_xdr_definition *now = ab_protocol_find(wire->now, name);

	for (size_t i = 0; name && i < wire->n_visited; i++)
		if (strcmp(wire->visited[i], name) == 0)
			return;
	if (!then || then->sort == AB_XDR_CONST)
		return;
	wire->visited =
	    AB_GROW(wire->cmp->arena, wire->visited, wire->n_visited, &wire->visited_capacity);
	wire->visited[wire->n_visited++] = name;
	compare_what_is_in(wire, then);
	if (now)
		compare_pair(wire, then, now);
}
