/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compare-protocol.c - protocols (R1): programs, messages and their numbers,
 * constants; what messages contain is compare-wire.c's.
 *
 * A protocol without messages is framing: all its definitions are on the wire.
 */
#include "wire.h"

#include <stdarg.h>
#include <string.h>

#include "protocol-text.h"

/* ---- findings ---- */

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

/* ---- who uses what ---- */

struct search {
	const struct ab_protocol *protocol;
	const char *name;
	const char **visited;
	size_t n_visited, visited_capacity;
};

static bool has_in_definition(struct search *search, const struct ab_xdr_definition *definition);

static bool has_in(struct search *search, const struct ab_xdr_declaration *declaration)
{
	const struct ab_xdr_definition *found;

	if (declaration->kind == AB_XDR_BODY)
		return has_in_definition(search, declaration->body);
	if (declaration->kind != AB_XDR_NAME)
		return false;
	if (strcmp(declaration->type, search->name) == 0)
		return true;
	for (size_t i = 0; i < search->n_visited; i++)
		if (strcmp(search->visited[i], declaration->type) == 0)
			return false;
	search->visited = AB_GROW(search->protocol->arena, search->visited, search->n_visited,
				  &search->visited_capacity);
	search->visited[search->n_visited++] = declaration->type;
	found = ab_protocol_find(search->protocol, declaration->type);
	return found && has_in_definition(search, found);
}

static bool has_in_definition(struct search *search, const struct ab_xdr_definition *definition)
{
	if (has_in(search, &definition->declaration))
		return true;
	for (size_t i = 0; i < definition->count; i++) {
		if (definition->sort == AB_XDR_STRUCT && has_in(search, &definition->members[i]))
			return true;
		if (definition->sort == AB_XDR_UNION &&
		    has_in(search, &definition->arms[i].declaration))
			return true;
	}
	return false;
}

static bool message_has(const struct ab_wire *wire, const struct ab_xdr_message *message,
			const char *name)
{
	struct search search = {.protocol = wire->then, .name = name};

	for (unsigned part = 0; part < AB_XDR_PARTS; part++)
		for (size_t i = 0; i < message->n_parts[part]; i++)
			if (has_in(&search, &message->parts[part][i]))
				return true;
	return false;
}

const char *ab_wire_users(const struct ab_wire *wire, const char *name)
{
	const struct ab_xdr_message *first = NULL;
	size_t n = 0;

	for (size_t i = 0; i < wire->then->n_programs; i++)
		for (size_t j = 0; j < wire->then->programs[i].n_messages; j++) {
			const struct ab_xdr_message *message = &wire->then->programs[i].messages[j];

			if (!message_has(wire, message, name))
				continue;
			if (!first)
				first = message;
			n++;
		}
	if (n < 2)
		return first ? ab_printf(wire->cmp->arena,
					 "clients and daemons of other releases misread '%s'",
					 first->name)
			     : NULL;
	return ab_printf(wire->cmp->arena,
			 "clients and daemons of other releases misread %zu messages, '%s' among "
			 "them",
			 n, first->name);
}

/* ---- constants ---- */

static bool is_limit_in(const struct ab_xdr_declaration *declaration, const char *name);

static bool has_limit(const struct ab_xdr_definition *definition, const char *name)
{
	if (definition->sort == AB_XDR_CONST)
		return definition->value && strcmp(definition->value, name) == 0;
	if (is_limit_in(&definition->declaration, name))
		return true;
	for (size_t i = 0; i < definition->count; i++) {
		const struct ab_xdr_arm *arm =
		    definition->sort == AB_XDR_UNION ? &definition->arms[i] : NULL;

		if (definition->sort == AB_XDR_ENUM &&
		    strcmp(definition->enumerators[i].value, name) == 0)
			return true;
		if (definition->sort == AB_XDR_STRUCT && is_limit_in(&definition->members[i], name))
			return true;
		if (arm && is_limit_in(&arm->declaration, name))
			return true;
		for (unsigned j = 0; arm && j < arm->n_values; j++)
			if (strcmp(arm->values[j], name) == 0)
				return true;
	}
	return false;
}

static bool is_limit_in(const struct ab_xdr_declaration *declaration, const char *name)
{
	return (declaration->limit && strcmp(declaration->limit, name) == 0) ||
	       (declaration->kind == AB_XDR_BODY && has_limit(declaration->body, name));
}

static bool is_used(const struct ab_protocol *protocol, const char *name)
{
	for (size_t i = 0; i < protocol->n_definitions; i++)
		if (has_limit(protocol->definitions[i], name))
			return true;
	return false;
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
	    (is_used(wire->then, then->name) && !is_used(wire->now, then->name)))
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

/* The one that has a promised message's number now, under a name that was not promised; or NULL. */
static const struct ab_xdr_message *find_number(const struct ab_wire *wire,
						const struct ab_xdr_program *then,
						const struct ab_xdr_program *now,
						const struct ab_xdr_message *message)
{
	for (size_t i = 0; i < now->n_messages; i++)
		if (!ab_program_find(then, now->messages[i].name) &&
		    has_same_number(wire, message, &now->messages[i]))
			return &now->messages[i];
	return NULL;
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
static bool shift_of(const struct ab_wire *wire, const struct ab_xdr_message *then,
		     const struct ab_xdr_program *now, int64_t *shift)
{
	const struct ab_xdr_message *is = ab_program_find(now, then->name);
	struct ab_int a, b;

	return is && number_of(wire->then, then, &a) && number_of(wire->now, is, &b) &&
	       ab_int_difference(b, a, shift);
}

/* How many messages behind this one, by number, are shifted like it, each behind the next. */
static size_t count_shifted(const struct ab_wire *wire, const struct ab_xdr_program *then,
			    const struct ab_xdr_program *now, const struct ab_xdr_message *first,
			    bool *is_told)
{
	struct ab_int number;
	int64_t shift, other;
	size_t n = 0;

	if (!shift_of(wire, first, now, &shift) || !number_of(wire->then, first, &number))
		return 0;
	for (bool is_found = true; is_found;) {
		is_found = false;
		number.magnitude++;
		for (size_t i = 0; i < then->n_messages && !is_found; i++) {
			struct ab_int next;

			if (is_told[i] || !number_of(wire->then, &then->messages[i], &next) ||
			    ab_int_compare(next, number) != 0 ||
			    !shift_of(wire, &then->messages[i], now, &other) || other != shift)
				continue;
			is_told[i] = is_found = true;
			n++;
		}
	}
	return n;
}

static void say_renumbered(const struct ab_wire *wire, const struct ab_xdr_message *then,
			   const struct ab_xdr_message *now, size_t n_behind)
{
	struct ab_finding *finding = ab_wire_say(
	    wire, AB_MESSAGE_NUMBER_CHANGED, then->name, NULL, then->since, then->place, now->place,
	    n_behind ? "message '%s' is now number %s, promised as %s, and so are the %zu behind it"
		     : "message '%s' is now number %s, promised as %s",
	    then->name, now->number, then->number, n_behind);

	finding->consequence = "clients and daemons of other releases take it for another message";
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
static void say_lost(struct ab_wire *wire, const struct ab_xdr_program *then,
		     const struct ab_xdr_program *now, const struct ab_xdr_message *message)
{
	const struct ab_xdr_message *other = find_number(wire, then, now, message);
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
		finding =
		    ab_wire_say(wire, AB_MESSAGE_REMOVED, message->name, NULL, message->since,
				message->place, now->place, "message '%s' is gone", message->name);
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

static void compare_messages(struct ab_wire *wire, const struct ab_xdr_program *then,
			     const struct ab_xdr_program *now)
{
	bool *is_told = AB_NEW_ARRAY(wire->cmp->arena, bool, then->n_messages);

	for (size_t i = 0; i < then->n_messages; i++) {
		const struct ab_xdr_message *was = &then->messages[i];
		const struct ab_xdr_message *is = ab_program_find(now, was->name);

		if (!is) {
			if (!is_newer(wire, was->since))
				say_lost(wire, then, now, was);
			continue;
		}
		if (!is_told[i] && !has_same_number(wire, was, is))
			say_renumbered(wire, was, is, count_shifted(wire, then, now, was, is_told));
		compare_content(wire, was, is);
	}
}

/* A number is promised to a message that is there: then none that is new can have it. */
static void compare_new_messages(const struct ab_wire *wire, const struct ab_xdr_program *then,
				 const struct ab_xdr_program *now)
{
	for (size_t i = 0; i < now->n_messages; i++) {
		if (ab_program_find(then, now->messages[i].name))
			continue;
		for (size_t j = 0; j < then->n_messages; j++)
			if (has_same_number(wire, &then->messages[j], &now->messages[i]) &&
			    ab_program_find(now, then->messages[j].name))
				say_reused(wire, &then->messages[j], &now->messages[i]);
	}
}

static void compare_program(struct ab_wire *wire, const struct ab_xdr_program *then)
{
	const struct ab_xdr_program *now = program_now(wire, then);

	if (!now) {
		ab_wire_say(wire, AB_PROGRAM_REMOVED, then->name, NULL, then->since, then->place, 0,
			    "'%s' is gone with its %zu messages", then->name, then->n_messages)
		    ->consequence = "no client or daemon of another release can use them";
		return;
	}
	compare_program_number(wire, then, now, "program", then->number, now->number);
	compare_program_number(wire, then, now, "version", then->version, now->version);
	compare_messages(wire, then, now);
	compare_new_messages(wire, then, now);
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
	struct ab_wire wire = {.cmp = cmp, .then = then, .now = now};

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
