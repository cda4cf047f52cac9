/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wire.c - what messages contain (R1): typedefs, structs, unions and
 * enums of one name, those within before those around them, so that a cause is
 * told where it is and once.
 */
#include "wire.h"

#include <string.h>

/* ---- text ---- */

/* ---- places ---- */

/* ---- limits ---- */

/* ---- structs ---- */

struct members {
	const struct ab_wire *wire;
	const struct ab_xdr_definition *then, *now;
	size_t *then_at; /* of each promised member: where it is now, or AB_WIRE_NOWHERE */
	size_t *now_at;	 /* of each member: where it was, or AB_WIRE_NOWHERE */
	bool *is_told;	 /* of each promised member */
};

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

	finding->promised_as = ab_wire_text(m->wire, was, true);
}

static void say_retyped(struct members *m, size_t then, size_t now)
{
	const struct ab_xdr_declaration *was = &m->then->members[then];
	const struct ab_xdr_declaration *is = &m->now->members[now];
	struct ab_finding *finding;

	if (ab_wire_say_limit(m->wire, m->then, was->place, was->name, was, is))
		return;
	finding = ab_wire_say(
	    m->wire, AB_MESSAGE_CONTENT_CHANGED, m->then->name, was->name, m->then->since,
	    was->place, is->place, "member '%s' of '%s' is now '%s', promised as '%s'", was->name,
	    m->then->name, ab_wire_text(m->wire, is, true), ab_wire_text(m->wire, was, true));
	finding->promised_as = ab_wire_text(m->wire, was, true);
	say_users(m, finding);
}

static void say_gone(struct members *m, size_t then)
{
	const struct ab_xdr_declaration *was = &m->then->members[then];
	struct ab_finding *finding = ab_wire_say(
	    m->wire, AB_MESSAGE_CONTENT_CHANGED, m->then->name, was->name, m->then->since,
	    was->place, m->now->place, "member '%s' of '%s' is gone", was->name, m->then->name);

	finding->promised_as = ab_wire_text(m->wire, was, true);
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
			"members of '%s' are in a different order: '%s' is where '%s' was promised",
			m->then->name, is->name, was->name);

	finding->promised_as = ab_wire_text(m->wire, was, true);
	say_users(m, finding);
}

static struct members members_of(const struct ab_wire *wire, const struct ab_xdr_definition *then,
				 const struct ab_xdr_definition *now)
{
	const struct ab_index was = ab_wire_names(wire, then), is = ab_wire_names(wire, now);
	struct members m = {wire, then, now, NULL, NULL, NULL};

	m.then_at = AB_NEW_ARRAY(wire->cmp->arena, size_t, then->count);
	m.now_at = AB_NEW_ARRAY(wire->cmp->arena, size_t, now->count);
	m.is_told = AB_NEW_ARRAY(wire->cmp->arena, bool, then->count);
	for (size_t i = 0; i < then->count; i++)
		m.then_at[i] = ab_wire_place_in(&is, then->members[i].name);
	for (size_t i = 0; i < now->count; i++)
		m.now_at[i] = ab_wire_place_in(&was, now->members[i].name);
	return m;
}

/*
 * Of each promised member that is gone, the new one between the same neighbours:
 * the first for the first, and so on; AB_WIRE_NOWHERE: there is none.
 */
static size_t *find_substitutes(const struct members *m)
{
	size_t *found = AB_NEW_ARRAY(m->wire->cmp->arena, size_t, m->then->count);
	size_t at = 0, n_before = 0, n_passed = 0; /* of the kept ones, in front of i and at */

	for (size_t i = 0; i < m->then->count; i++) {
		found[i] = AB_WIRE_NOWHERE;
		if (m->then_at[i] != AB_WIRE_NOWHERE) {
			n_before++;
			continue;
		}
		while (at < m->now->count && n_passed < n_before)
			n_passed += m->now_at[at++] != AB_WIRE_NOWHERE;
		if (at < m->now->count && m->now_at[at] == AB_WIRE_NOWHERE)
			found[i] = at++;
	}
	return found;
}

/* Pairs what is gone with what came in its place. */
static void pair_substitutes(struct members *m)
{
	const size_t *found = find_substitutes(m);

	for (size_t i = 0; i < m->then->count; i++)
		if (found[i] != AB_WIRE_NOWHERE) {
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
		if (m->then_at[i] == AB_WIRE_NOWHERE)
			continue;
		while (at < m->now->count && m->now_at[at] == AB_WIRE_NOWHERE)
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
		if (m->then_at[i] == AB_WIRE_NOWHERE)
			say_gone(m, i);
		else if (!m->is_told[i] && !ab_wire_is_same(m->wire, &m->then->members[i],
							    &m->now->members[m->then_at[i]]))
			say_retyped(m, i, m->then_at[i]);
	for (size_t i = 0; i < m->now->count; i++)
		if (m->now_at[i] == AB_WIRE_NOWHERE)
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
		if ((m.then_at[i] != AB_WIRE_NOWHERE && m.then_at[i] != i) ||
		    (m.now_at[i] != AB_WIRE_NOWHERE && m.now_at[i] != i)) {
			say_reordered(&m, i, i);
			return;
		}
	for (size_t i = 0; i < then->count; i++)
		if (m.then_at[i] == AB_WIRE_NOWHERE && then->members[i].name &&
		    now->members[i].name)
			say_renamed(&m, i, i);
}

/* ---- definitions ---- */

static void say_other_sort(const struct ab_wire *wire, const struct ab_xdr_definition *then,
			   const struct ab_xdr_definition *now)
{
	struct ab_finding *finding;

	if (then->sort == AB_XDR_TYPEDEF && now->sort == AB_XDR_TYPEDEF &&
	    ab_wire_say_limit(wire, then, then->place, NULL, &then->declaration, &now->declaration))
		return;
	finding = ab_wire_say(wire, AB_MESSAGE_CONTENT_CHANGED, then->name, NULL, then->since,
			      then->place, now->place,
			      then->sort == AB_XDR_TYPEDEF && now->sort == AB_XDR_TYPEDEF
				  ? "'%s' is now '%s', promised as '%s'"
				  : "'%s' is something else on the wire than was promised",
			      then->name, ab_wire_text(wire, &now->declaration, false),
			      ab_wire_text(wire, &then->declaration, false));
	finding->consequence = ab_wire_users(wire, then->name);
}

static void compare_pair(struct ab_wire *wire, const struct ab_xdr_definition *then,
			 const struct ab_xdr_definition *now)
{
	const bool is_same = ab_wire_is_same_definition(wire, then, now);

	if (then->sort == AB_XDR_ENUM && now->sort == AB_XDR_ENUM) {
		ab_wire_compare_enums(wire, then, now);
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
		ab_wire_compare_unions(wire, then, now);
	} else {
		say_other_sort(wire, then, now);
	}
	ab_wire_tell(wire, then->name);
}

/* A definition, by that name (NULL: one in braces), and how far one is in it. */
struct opened {
	const struct ab_xdr_definition *definition;
	const char *name;
	size_t next;
	unsigned next_value; /* of a union's arm */
};

struct walk {
	struct ab_wire *wire;
	struct opened *open;
	size_t n_open, capacity;
};

static void open_body(struct walk *walk, const struct ab_xdr_definition *definition,
		      const char *name)
{
	walk->open = AB_GROW(walk->wire->cmp->arena, walk->open, walk->n_open, &walk->capacity);
	walk->open[walk->n_open++] = (struct opened){definition, name, 0, 0};
}

static void open_name(struct walk *walk, const char *name)
{
	const struct ab_xdr_definition *then = ab_protocol_find(walk->wire->then, name);
	bool is_new;

	if (!then || then->sort == AB_XDR_CONST)
		return;
	ab_index_enter(walk->wire->cmp->arena, &walk->wire->visited, 0, name, &is_new);
	if (is_new)
		open_body(walk, then, name);
}

static void open_declaration(struct walk *walk, const struct ab_xdr_declaration *declaration)
{
	if (declaration->kind == AB_XDR_NAME)
		open_name(walk, declaration->type);
	else if (declaration->kind == AB_XDR_BODY)
		open_body(walk, declaration->body, NULL);
}

/* Of a union, an arm, then the enums whose values are its cases. */
static void open_arm(struct walk *walk, struct opened *top)
{
	const struct ab_xdr_arm *arm = &top->definition->arms[top->next - 1];

	if (top->next_value == 0) {
		top->next_value++;
		open_declaration(walk, &arm->declaration);
	} else if (top->next_value <= arm->n_values) {
		const char *value = arm->values[top->next_value++ - 1];

		open_name(walk, ab_protocol_owner(walk->wire->then, value));
	} else {
		top->next_value = 0;
		top->next++;
	}
}

/* The next thing in a definition is opened; false: there is none. */
static bool open_next(struct walk *walk, struct opened *top)
{
	const struct ab_xdr_definition *definition = top->definition;

	if (top->next == 0) {
		top->next++;
		open_declaration(walk, &definition->declaration);
	} else if (top->next > definition->count ||
		   (definition->sort != AB_XDR_STRUCT && definition->sort != AB_XDR_UNION)) {
		return false;
	} else if (definition->sort == AB_XDR_UNION) {
		open_arm(walk, top);
	} else {
		open_declaration(walk, &definition->members[top->next++ - 1]);
	}
	return true;
}

/* Those within before those around them; a chain of them may be as long as the file. */
static void finish_walk(struct walk *walk)
{
	while (walk->n_open) {
		const struct opened top = walk->open[walk->n_open - 1];
		const struct ab_xdr_definition *now;

		if (open_next(walk, &walk->open[walk->n_open - 1]))
			continue;
		walk->n_open--;
		now = top.name ? ab_protocol_find(walk->wire->now, top.name) : NULL;
		if (now)
			compare_pair(walk->wire, top.definition, now);
	}
}

void ab_wire_compare_within(struct ab_wire *wire, const struct ab_xdr_declaration *declaration)
{
	struct walk walk = {.wire = wire};

	open_declaration(&walk, declaration);
	finish_walk(&walk);
}

void ab_wire_compare(struct ab_wire *wire, const char *name)
{
	struct walk walk = {.wire = wire};

	open_name(&walk, name);
	finish_walk(&walk);
}
