/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * protocol.c - protocols (R1): programs, messages and their numbers,
 * constants; what messages contain is wire.c's.
 *
 * A protocol without messages is framing: all its definitions are on the wire.
 */
#include "wire.h"

#include <string.h>

#include "record/protocol-text.h"

/* ---- findings ---- */

/* ---- constants ---- */

static void enter_limit(const struct ab_wire *wire, struct ab_index *limits, const char *name)
{
	if (name)
		ab_index_enter(wire->cmp->arena, limits, 0, name, NULL);
}

static void enter_limits(const struct ab_wire *wire, struct ab_index *limits,
			 const struct ab_xdr_definition *definition);

static void enter_limits_of(const struct ab_wire *wire, struct ab_index *limits,
			    const struct ab_xdr_declaration *declaration)
{
	enter_limit(wire, limits, declaration->limit);
	if (declaration->kind == AB_XDR_BODY)
		enter_limits(wire, limits, declaration->body);
}

static void enter_limits(const struct ab_wire *wire, struct ab_index *limits,
			 const struct ab_xdr_definition *definition)
{
	enter_limit(wire, limits, definition->value);
	enter_limits_of(wire, limits, &definition->declaration);
	for (size_t i = 0; i < definition->count; i++) {
		const struct ab_xdr_arm *arm =
		    definition->sort == AB_XDR_UNION ? &definition->arms[i] : NULL;

		if (definition->sort == AB_XDR_ENUM)
			enter_limit(wire, limits, definition->enumerators[i].value);
		if (definition->sort == AB_XDR_STRUCT)
			enter_limits_of(wire, limits, &definition->members[i]);
		if (arm)
			enter_limits_of(wire, limits, &arm->declaration);
		for (unsigned j = 0; arm && j < arm->n_values; j++)
			enter_limit(wire, limits, arm->values[j]);
	}
}

/* Whether something in the protocol has that limit, length or value. */
static bool is_used(const struct ab_wire *wire, const struct ab_protocol *protocol,
		    struct ab_index *limits, const char *name)
{
	const bool is_known = limits->count;

	for (size_t i = 0; !is_known && i < protocol->n_definitions; i++)
		enter_limits(wire, limits, protocol->definitions[i]);
	return ab_index_find(limits, 0, name);
}

static bool is_of_program(const struct ab_protocol *protocol, const char *name)
{
	for (size_t i = 0; i < protocol->n_programs; i++)
		if ((protocol->programs[i].number &&
		     strcmp(protocol->programs[i].number, name) == 0) ||
		    (protocol->programs[i].version &&
		     strcmp(protocol->programs[i].version, name) == 0))
			return true;
	return false;
}

/* A number as the file writes it. */
static const char *written(const struct ab_protocol *protocol, const char *text)
{
	const struct ab_xdr_definition *found = ab_protocol_find(protocol, text);

	return found && found->sort == AB_XDR_CONST ? found->value : text;
}

static bool is_same_number(const struct ab_wire *wire, const char *then, const char *now)
{
	struct ab_int a, b;

	if (ab_wire_number(wire, wire->then, then, &a) && ab_wire_number(wire, wire->now, now, &b))
		return ab_int_compare(a, b) == 0;
	/* it takes one of the C code's, which is not known here */
	return strcmp(written(wire->then, then), written(wire->now, now)) == 0;
}

static void compare_constant(struct ab_wire *wire, const struct ab_xdr_definition *then)
{
	const struct ab_xdr_definition *now = ab_protocol_find(wire->now, then->name);
	struct ab_finding *finding;

	if (!now || now->sort != AB_XDR_CONST || is_same_number(wire, then->name, now->name) ||
	    ab_policy_may_change(wire->cmp->policy, then->name) ||
	    is_of_program(wire->then, then->name))
		return;
	/* an alias, of what is told by itself; a limit that nothing has any more */
	if (strcmp(then->value, now->value) == 0 ||
	    (is_used(wire, wire->then, &wire->limits_then, then->name) &&
	     !is_used(wire, wire->now, &wire->limits_now, then->name)))
		return;
	finding = ab_wire_say(wire, AB_WIRE_LIMIT_CHANGED, then->name, NULL, then->since,
			      then->place, now->place, "'%s' is now %s, promised as %s", then->name,
			      now->value, then->value);
	finding->promised_as = ab_printf(wire->cmp->arena, "%s = %s", then->name, then->value);
	finding->consequence = ab_wire_limit_consequence(wire, then->value, now->value);
	ab_wire_tell(wire, then->name);
}

/* ---- programs ---- */

static void compare_program_number(const struct ab_wire *wire, const struct ab_xdr_program *then,
				   const struct ab_xdr_program *now, const char *what,
				   const char *was, const char *is)
{
	const struct ab_xdr_definition *then_const = was ? ab_protocol_find(wire->then, was) : NULL;
	const struct ab_xdr_definition *now_const = is ? ab_protocol_find(wire->now, is) : NULL;
	struct ab_finding *finding;

	if (!was || (is && is_same_number(wire, was, is)))
		return;
	finding = ab_wire_say(wire, AB_PROGRAM_NUMBER_CHANGED, then_const ? was : then->name, NULL,
			      then->since, then_const ? then_const->place : then->place,
			      now_const ? now_const->place : now->place,
			      is ? "the number of the %s '%s' is now %s, promised as %s"
				 : "the %s '%s' has no number%s, promised as %s",
			      what, then_const ? was : then->name, is ? written(wire->now, is) : "",
			      written(wire->then, was));
	finding->consequence = "no client finds a daemon of another release";
}

static const struct ab_xdr_program *find_program(const struct ab_protocol *protocol,
						 const char *name)
{
	for (size_t i = 0; i < protocol->n_programs; i++)
		if (strcmp(protocol->programs[i].name, name) == 0)
			return &protocol->programs[i];
	return NULL;
}

/* The one that is now a promised program; the name of an enum is not on the wire. */
static const struct ab_xdr_program *program_now(const struct ab_wire *wire,
						const struct ab_xdr_program *then)
{
	const struct ab_xdr_program *now = find_program(wire->now, then->name);

	for (size_t i = 0; !now && i < wire->now->n_programs; i++) {
		const struct ab_xdr_program *other = &wire->now->programs[i];

		if (find_program(wire->then, other->name))
			continue;
		if (then->number && other->number
			? is_same_number(wire, then->number, other->number)
			: wire->now->n_programs == 1)
			if (!then->version || !other->version ||
			    is_same_number(wire, then->version, other->version))
				now = other;
	}
	return now;
}

/* ---- messages ---- */

static bool number_of(const struct ab_protocol *protocol, const struct ab_xdr_message *message,
		      struct ab_int *number)
{
	return ab_protocol_number(protocol, message->number, number);
}

static bool has_same_number(const struct ab_wire *wire, const struct ab_xdr_message *then,
			    const struct ab_xdr_message *now)
{
	struct ab_int a, b;

	return number_of(wire->then, then, &a) && number_of(wire->now, now, &b)
		   ? ab_int_compare(a, b) == 0
		   : strcmp(then->number, now->number) == 0;
}

/* The key of a number that is known, NULL: it is not. */
static const char *number_key(const struct ab_wire *wire, const struct ab_protocol *protocol,
			      const struct ab_xdr_message *message)
{
	struct ab_int number;

	return number_of(protocol, message, &number) ? ab_int_text(wire->cmp->arena, number) : NULL;
}

/* Messages of a program by their numbers, as has_same_number() has it. */
struct numbers {
	const struct ab_xdr_program *program;
	struct ab_index known, written, unknown; /* unknown: written, and no number is known */
};

static void enter_number(const struct ab_wire *wire, struct numbers *numbers,
			 const struct ab_protocol *protocol, size_t i)
{
	const struct ab_xdr_message *message = &numbers->program->messages[i];
	const char *key = number_key(wire, protocol, message);

	ab_wire_enter_place(wire, &numbers->known, key, i);
	ab_wire_enter_place(wire, &numbers->written, message->number, i);
	if (!key)
		ab_wire_enter_place(wire, &numbers->unknown, message->number, i);
}

/* The first with the number of a message of the protocol on the other side, or NULL. */
static const struct ab_xdr_message *find_number(const struct ab_wire *wire,
						const struct numbers *numbers,
						const struct ab_protocol *other,
						const struct ab_xdr_message *message)
{
	const char *key = number_key(wire, other, message);
	const size_t known = ab_wire_place_in(&numbers->known, key);
	const size_t written =
	    ab_wire_place_in(key ? &numbers->unknown : &numbers->written, message->number);
	const size_t at = known < written ? known : written;

	return at == AB_WIRE_NOWHERE ? NULL : &numbers->program->messages[at];
}

/* A program of both. */
struct programs {
	const struct ab_xdr_program *then, *now;
	struct ab_index names_then, names_now; /* of messages */
	struct numbers kept;		       /* promised messages that are there */
	struct numbers all;		       /* promised messages */
	struct numbers added;		       /* those whose names were not promised */
};

static struct ab_index names_of(const struct ab_wire *wire, const struct ab_xdr_program *program)
{
	struct ab_index names = {NULL, 0, 0};

	for (size_t i = 0; i < program->n_messages; i++)
		ab_wire_enter_place(wire, &names, program->messages[i].name, i);
	return names;
}

static struct programs programs_of(const struct ab_wire *wire, const struct ab_xdr_program *then,
				   const struct ab_xdr_program *now)
{
	struct programs p = {.then = then,
			     .now = now,
			     .names_then = names_of(wire, then),
			     .names_now = names_of(wire, now),
			     .kept = {.program = then},
			     .all = {.program = then},
			     .added = {.program = now}};

	for (size_t i = 0; i < then->n_messages; i++) {
		enter_number(wire, &p.all, wire->then, i);
		if (ab_wire_place_in(&p.names_now, then->messages[i].name) != AB_WIRE_NOWHERE)
			enter_number(wire, &p.kept, wire->then, i);
	}
	for (size_t i = 0; i < now->n_messages; i++)
		if (ab_wire_place_in(&p.names_then, now->messages[i].name) == AB_WIRE_NOWHERE)
			enter_number(wire, &p.added, wire->now, i);
	return p;
}

/* A message by its name now, or NULL. */
static const struct ab_xdr_message *message_now(const struct programs *p, const char *name)
{
	const size_t at = ab_wire_place_in(&p->names_now, name);

	return at == AB_WIRE_NOWHERE ? NULL : &p->now->messages[at];
}

static bool is_same_part(const struct ab_wire *wire, const struct ab_xdr_message *then,
			 const struct ab_xdr_message *now, unsigned part)
{
	if (then->n_parts[part] != now->n_parts[part])
		return false;
	for (size_t i = 0; i < then->n_parts[part]; i++)
		if (!ab_wire_is_same(wire, &then->parts[part][i], &now->parts[part][i]))
			return false;
	return true;
}

static const char *parts_text(const struct ab_wire *wire, const struct ab_xdr_message *message,
			      unsigned part)
{
	struct ab_buf buf;

	ab_buf_init(&buf, wire->cmp->arena);
	for (size_t i = 0; i < message->n_parts[part]; i++) {
		ab_buf_add(&buf, i ? ", " : "");
		ab_xdr_print(&buf, &message->parts[part][i]);
	}
	return buf.length ? buf.text : "void";
}

static void compare_part(struct ab_wire *wire, const struct ab_xdr_message *then,
			 const struct ab_xdr_message *now, unsigned part)
{
	static const char *const words[AB_XDR_PARTS] = {"arguments", "result", "event"};
	struct ab_finding *finding;

	for (size_t i = 0; i < then->n_parts[part]; i++)
		ab_wire_compare_within(wire, &then->parts[part][i]);
	if (is_same_part(wire, then, now, part))
		return;
	finding = ab_wire_say(
	    wire, AB_MESSAGE_CONTENT_CHANGED, then->name, words[part], then->since, then->place,
	    now->n_parts[part] && now->parts[part][0].place ? now->parts[part][0].place
							    : now->place,
	    "the %s of message '%s' %s now '%s', promised as '%s'", words[part], then->name,
	    part == AB_XDR_ARGS ? "are" : "is", parts_text(wire, now, part),
	    parts_text(wire, then, part));
	finding->consequence = ab_printf(
	    wire->cmp->arena, "clients and daemons of other releases misread '%s'", then->name);
}

static void compare_content(struct ab_wire *wire, const struct ab_xdr_message *then,
			    const struct ab_xdr_message *now)
{
	for (unsigned part = 0; part < AB_XDR_PARTS; part++)
		compare_part(wire, then, now, part);
}

/* By how much the number of a message differs now; false: it is not known. */
static bool shift_of(const struct ab_wire *wire, const struct programs *p,
		     const struct ab_xdr_message *then, int64_t *shift)
{
	const struct ab_xdr_message *is = message_now(p, then->name);
	struct ab_int a, b;

	return is && number_of(wire->then, then, &a) && number_of(wire->now, is, &b) &&
	       ab_int_difference(b, a, shift);
}

/* How many messages behind this one, by number, are shifted like it, each behind the next. */
static size_t count_shifted(const struct ab_wire *wire, const struct programs *p,
			    const struct ab_xdr_message *first, bool *is_told)
{
	struct ab_int number;
	int64_t shift, other;
	size_t n = 0;

	if (!shift_of(wire, p, first, &shift) || !number_of(wire->then, first, &number))
		return 0;
	for (;; n++) {
		size_t at;

		number.magnitude++;
		at = ab_wire_place_in(&p->all.known, ab_int_text(wire->cmp->arena, number));
		if (at == AB_WIRE_NOWHERE || is_told[at] ||
		    !shift_of(wire, p, &p->then->messages[at], &other) || other != shift)
			return n;
		is_told[at] = true;
	}
}

static void say_renumbered(const struct ab_wire *wire, const struct ab_xdr_message *then,
			   const struct ab_xdr_message *now, size_t n_behind)
{
	struct ab_finding *finding = ab_wire_say(
	    wire, AB_MESSAGE_NUMBER_CHANGED, then->name, NULL, then->since, then->place, now->place,
	    n_behind ? "message '%s' is now number %s, promised as %s, and so are the %zu after it"
		     : "message '%s' is now number %s, promised as %s",
	    then->name, now->number, then->number, n_behind);

	finding->consequence =
	    "clients and daemons of other releases take it for a different message";
	finding->promised_as = ab_printf(wire->cmp->arena, "%s = %s", then->name, then->number);
}

static void say_reused(const struct ab_wire *wire, const struct ab_xdr_message *then,
		       const struct ab_xdr_message *now)
{
	struct ab_finding *finding = ab_wire_say(
	    wire, AB_MESSAGE_NUMBER_REUSED, now->name, NULL, then->since, then->place, now->place,
	    "message '%s' has the number %s, promised to '%s'", now->name, now->number, then->name);

	finding->promised_as = ab_printf(wire->cmp->arena, "%s = %s", then->name, then->number);
	finding->consequence = ab_printf(
	    wire->cmp->arena,
	    "clients and daemons of other releases take it for '%s'; give it a new number",
	    then->name);
}

/* A message that is not there by its name. */
static void say_lost(struct ab_wire *wire, const struct programs *p,
		     const struct ab_xdr_message *message)
{
	const struct ab_xdr_message *other = find_number(wire, &p->added, wire->then, message);
	struct ab_finding *finding;
	bool is_same = other != NULL;

	for (unsigned part = 0; is_same && part < AB_XDR_PARTS; part++)
		is_same = is_same_part(wire, message, other, part);
	if (is_same) {
		finding = ab_wire_say(
		    wire, AB_WIRE_NAME_CHANGED, message->name, NULL, message->since, message->place,
		    other->place, "message '%s' is now called '%s'", message->name, other->name);
	} else if (other) {
		say_reused(wire, message, other);
		return;
	} else {
		finding = ab_wire_say(wire, AB_MESSAGE_REMOVED, message->name, NULL, message->since,
				      message->place, p->now->place, "message '%s' is gone",
				      message->name);
		finding->consequence =
		    "a client or daemon of another release that sends it gets an error";
	}
	finding->promised_as =
	    ab_printf(wire->cmp->arena, "%s = %s", message->name, message->number);
}

static bool is_newer(const struct ab_wire *wire, const char *since)
{
	const char *release = wire->cmp->release;

	return release && since && ab_release_compare(since, release) > 0;
}

static void compare_messages(struct ab_wire *wire, const struct programs *p)
{
	bool *is_told = AB_NEW_ARRAY(wire->cmp->arena, bool, p->then->n_messages);

	for (size_t i = 0; i < p->then->n_messages; i++) {
		const struct ab_xdr_message *was = &p->then->messages[i];
		const struct ab_xdr_message *is = message_now(p, was->name);

		if (!is) {
			if (!is_newer(wire, was->since))
				say_lost(wire, p, was);
			continue;
		}
		if (!is_told[i] && !has_same_number(wire, was, is))
			say_renumbered(wire, was, is, count_shifted(wire, p, was, is_told));
		compare_content(wire, was, is);
	}
}

/* A number is promised to a message that is there: then none that is new can have it. */
static void compare_new_messages(const struct ab_wire *wire, const struct programs *p)
{
	for (size_t i = 0; i < p->now->n_messages; i++) {
		const struct ab_xdr_message *is = &p->now->messages[i], *was;

		if (ab_wire_place_in(&p->names_then, is->name) != AB_WIRE_NOWHERE)
			continue;
		was = find_number(wire, &p->kept, wire->now, is);
		if (was)
			say_reused(wire, was, is);
	}
}

static void compare_program(struct ab_wire *wire, const struct ab_xdr_program *then)
{
	const struct ab_xdr_program *now = program_now(wire, then);
	struct programs p;

	if (!now) {
		ab_wire_say(wire, AB_PROGRAM_REMOVED, then->name, NULL, then->since, then->place, 0,
			    "'%s' is gone with its %zu messages", then->name, then->n_messages)
		    ->consequence = "no client or daemon of another release can use them";
		return;
	}
	compare_program_number(wire, then, now, "program", then->number, now->number);
	compare_program_number(wire, then, now, "version", then->version, now->version);
	p = programs_of(wire, then, now);
	compare_messages(wire, &p);
	compare_new_messages(wire, &p);
}

/* ---- protocols ---- */

/* Whether some struct or union of another name is the same on the wire. */
static bool has_like(const struct ab_wire *wire, const struct ab_xdr_definition *then)
{
	for (size_t i = 0; i < wire->now->n_definitions; i++) {
		const struct ab_xdr_definition *now = wire->now->definitions[i];

		if (now->sort == then->sort && !ab_protocol_find(wire->then, now->name) &&
		    ab_wire_is_same_definition(wire, then, now))
			return true;
	}
	return false;
}

static void compare_framing(struct ab_wire *wire)
{
	for (size_t i = 0; i < wire->then->n_definitions; i++) {
		const struct ab_xdr_definition *then = wire->then->definitions[i];

		ab_wire_compare(wire, then->name);
		/* a typedef or an enum that is gone leaves its trace in what had it */
		if ((then->sort == AB_XDR_STRUCT || then->sort == AB_XDR_UNION) &&
		    !ab_protocol_find(wire->now, then->name) && !has_like(wire, then))
			ab_wire_say(wire, AB_MESSAGE_CONTENT_CHANGED, then->name, NULL, then->since,
				    then->place, 0, "'%s' is gone", then->name);
	}
}

static void compare_one(struct ab_comparison *cmp, const struct ab_protocol *then,
			const struct ab_protocol *now)
{
	struct ab_wire wire = {.cmp = cmp,
			       .then = then,
			       .now = now,
			       .sameness = ab_wire_sameness(cmp->arena),
			       .uses = ab_wire_uses(cmp->arena)};

	for (size_t i = 0; i < then->n_definitions; i++)
		if (then->definitions[i]->sort == AB_XDR_CONST)
			compare_constant(&wire, then->definitions[i]);
	for (size_t i = 0; i < then->n_programs; i++)
		compare_program(&wire, &then->programs[i]);
	if (!then->n_programs)
		compare_framing(&wire);
}

static void say_protocol_gone(struct ab_comparison *cmp, const struct ab_protocol *then)
{
	const struct ab_wire wire = {.cmp = cmp, .then = then};

	ab_wire_say(&wire, AB_PROTOCOL_REMOVED, then->name, NULL, then->since, then->place, 0,
		    "the protocol '%s' is gone", then->name);
}

void ab_compare_each_protocol(struct ab_comparison *cmp)
{
	for (size_t i = 0; i < cmp->promised->n_protocols; i++) {
		const struct ab_protocol *then = cmp->promised->protocols[i];
		const struct ab_protocol *now = ab_record_find_protocol(cmp->current, then->name);

		if (ab_policy_protocol_promise(cmp->policy, then->name) == AB_PROMISE_NONE)
			continue;
		if (now)
			compare_one(cmp, then, now);
		else if (cmp->current->file)
			say_protocol_gone(cmp, then);
	}
}
