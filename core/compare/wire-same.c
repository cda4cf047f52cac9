/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wire-same.c - whether two declarations are the same on the wire (wire.h).
 *
 * Both are read as rows of values, side by side.  A struct is its members, a
 * fixed array its elements, a typedef what it stands for: names leave no trace.
 * What a list has as elements, and a union as arms, are rows of their own.
 *
 * Two structs of one length that stand in the same place must be the same: that
 * pair is put off, as are elements and arms, and is looked at once.  Until then
 * it counts as the same, which is how types that hold themselves come to an end.
 * Only what is grouped or named otherwise takes steps (ab_limits).
 *
 * Values are compared as texts:
 *
 *   i u h H       int and enum, unsigned int, hyper, unsigned hyper
 *   c C s S b     char, unsigned char, short, unsigned short, bool: 4 bytes, but
 *                 another value is read where one is sent that they cannot hold
 *   f d q         float, double, quadruple
 *   oN ON TN      opaque of a fixed, of a variable length; string
 *   <N            a list; "T *name" is one of up to 1 (RFC 4506, 4.19)
 *   [N            a fixed array of a length that nobody knows here
 *   U             a union, by the values of its cases; * is the default
 *   {NAME         one that has been told; ?NAME one that nobody defines
 */
#include "wire-same.h"

#include <stdlib.h>
#include <string.h>

#include "abiding/limits.h"

enum verdict { UNDECIDED, SAME, DIFFERENT };

/* Two places, each in its protocol, that must be the same. */
struct pair {
	struct ab_wire_place then, now;
	const struct ab_xdr_definition *was, *is; /* their definitions; NULL: not both have one */
	size_t parent; /* the pair that it is part of; of the first: itself */
};

/* Where a reader stands: declarations of a struct, or one element several times. */
struct frame {
	struct ab_wire_place next; /* is_element: of which there are "left" in a row */
	uint64_t left;
};

struct cursor {
	struct frame *frames;
	size_t count, capacity;
};

/* The value or group at a cursor. */
struct piece {
	struct ab_wire_place place;
	const struct ab_xdr_definition *definition; /* NULL: it has none */
	const struct ab_protocol *within;	    /* the definition's */
	uint64_t length, times;			    /* times: in a row */
};

struct ab_sameness {
	struct ab_manner manners[4];
	struct pair *pairs;
	size_t n_pairs, pairs_capacity;
	struct cursor then, now;
	size_t n_questions; /* stamps what a question takes for granted */
};

struct question {
	const struct ab_wire *wire;
	struct ab_manner *manner;
	struct ab_sameness *sameness;
	size_t at; /* the pair that is being looked at */
	size_t n_steps;
};

struct ab_sameness *ab_wire_sameness(struct ab_arena *arena)
{
	struct ab_sameness *sameness = AB_NEW(arena, struct ab_sameness);

	for (unsigned i = 0; i < 4; i++) {
		sameness->manners[i].has_told = i & 1;
		sameness->manners[i].has_outside = i & 2;
	}
	return sameness;
}

/* ---- numbers ---- */

/* A limit, length or case; NULL: there is no limit but that of 32 bits. */
static const char *number_text(const struct question *q, const struct ab_protocol *protocol,
			       const char *text)
{
	struct ab_int number;

	if (!text)
		return "4294967295";
	if (q->manner->has_told && ab_wire_is_told(q->wire, text))
		return ab_printf(q->wire->cmp->arena, "{%s", text);
	if (ab_wire_number(q->wire, protocol, text, &number))
		return ab_int_text(q->wire->cmp->arena, number);
	return ab_wire_end_of(protocol, text);
}

/* ---- pairs ---- */

enum { VERDICT_BITS = 2 };

static size_t stamped(size_t stamp, enum verdict verdict)
{
	return stamp << VERDICT_BITS | verdict;
}

static void set_verdict(struct question *q, const struct pair *pair, enum verdict verdict)
{
	if (pair->was)
		ab_index_enter_pair(q->wire->cmp->arena, &q->manner->verdicts, pair->was, pair->is,
				    NULL)
		    ->at = stamped(q->manner->epoch, verdict);
}

/* What is named the same on both sides takes no steps: of that there is no more than the file has. */
static bool take_step(struct question *q)
{
	return ++q->n_steps <= AB_WIRE_STEPS_MAX;
}

/* The pair has to be the same.  Returns false where it is known not to be. */
static bool require(struct question *q, struct ab_wire_place then, struct ab_wire_place now)
{
	struct ab_sameness *s = q->sameness;
	struct pair pair = {then, now, NULL, NULL, q->at};
	struct ab_index_entry *known;

	if (ab_wire_length(q->wire, q->manner, then) != ab_wire_length(q->wire, q->manner, now))
		return false;
	if (then.is_element && now.is_element) {
		pair.was = ab_wire_resolve(q->wire, q->manner, &then);
		pair.is = ab_wire_resolve(q->wire, q->manner, &now);
	}
	if (pair.was && pair.is) {
		known = ab_index_enter_pair(q->wire->cmp->arena, &q->manner->verdicts, pair.was,
					    pair.is, NULL);
		if (known->at == stamped(q->manner->epoch, SAME) ||
		    known->at == stamped(s->n_questions, UNDECIDED))
			return true;
		if (known->at == stamped(q->manner->epoch, DIFFERENT))
			return false;
		known->at = stamped(s->n_questions, UNDECIDED);
		if ((!pair.was->name || !pair.is->name || strcmp(pair.was->name, pair.is->name)) &&
		    !take_step(q))
			return false;
	} else {
		pair.was = pair.is = NULL;
	}
	s->pairs = AB_GROW(q->wire->cmp->arena, s->pairs, s->n_pairs, &s->pairs_capacity);
	s->pairs[s->n_pairs++] = pair;
	return true;
}

static struct ab_wire_place element_of(const struct ab_protocol *protocol,
				       const struct ab_xdr_declaration *declaration)
{
	return (struct ab_wire_place){protocol, declaration, true};
}

/* A declaration; a plain one is its only element. */
static struct ab_wire_place whole_of(const struct ab_protocol *protocol,
				     const struct ab_xdr_declaration *declaration)
{
	return (struct ab_wire_place){protocol, declaration, declaration->shape == AB_XDR_PLAIN};
}

/* ---- cursors ---- */

static void push(struct question *q, struct cursor *cursor, struct ab_wire_place next,
		 uint64_t left)
{
	cursor->frames =
	    AB_GROW(q->wire->cmp->arena, cursor->frames, cursor->count, &cursor->capacity);
	cursor->frames[cursor->count++] = (struct frame){next, left};
}

static void start(struct question *q, struct cursor *cursor, struct ab_wire_place place)
{
	cursor->count = 0;
	push(q, cursor, place, 1);
}

static void consume(struct cursor *cursor, uint64_t times)
{
	struct frame *top = &cursor->frames[cursor->count - 1];

	top->left -= times;
	if (!top->next.is_element)
		top->next.declaration++;
}

/* What is at the cursor, past what is nothing on the wire; false: the end. */
static bool peek(struct question *q, struct cursor *cursor, struct piece *piece)
{
	while (cursor->count) {
		struct frame *top = &cursor->frames[cursor->count - 1];
		const struct ab_wire_place place = top->next;
		uint64_t times;

		if (!top->left) {
			cursor->count--;
			continue;
		}
		if (!place.is_element && ab_wire_times(q->wire, q->manner, &place, &times)) {
			consume(cursor, 1);
			push(q, cursor, element_of(place.protocol, place.declaration), times);
			continue;
		}
		piece->place =
		    place.is_element ? place : whole_of(place.protocol, place.declaration);
		piece->times = place.is_element ? top->left : 1;
		piece->length = ab_wire_length(q->wire, q->manner, piece->place);
		if (piece->length) {
			struct ab_wire_place within = piece->place;

			piece->definition =
			    within.is_element ? ab_wire_resolve(q->wire, q->manner, &within) : NULL;
			piece->within = within.protocol;
			return true;
		}
		consume(cursor, piece->times);
	}
	return false;
}

/* In the place of a group: what is in it. */
static void open_group(struct question *q, struct cursor *cursor, const struct piece *piece)
{
	const struct ab_xdr_definition *definition = piece->definition;
	const bool is_struct = definition->sort == AB_XDR_STRUCT;
	const struct ab_wire_place first = {
	    piece->within, is_struct ? definition->members : &definition->declaration, false};

	consume(cursor, 1);
	push(q, cursor, first, is_struct ? definition->count : 1);
}

/* ---- values ---- */

/* What a value is: a text, and what a list or an array of unknown length has in it. */
struct value {
	const char *text;
	const struct ab_xdr_definition *choice; /* a union */
	const struct ab_protocol *protocol;
	bool has_inner;
	struct ab_wire_place inner;
};

/* "union switch (bool) { case TRUE: T; case FALSE: void; }" is "T *" (RFC 4506, 4.19) */
static const struct ab_xdr_declaration *optional_in(const struct question *q,
						    const struct ab_protocol *protocol,
						    const struct ab_xdr_definition *definition)
{
	const struct ab_xdr_declaration *element = NULL;
	unsigned seen = 0;

	if (definition->declaration.kind != AB_XDR_BOOL)
		return NULL;
	for (size_t i = 0; i < definition->count; i++) {
		const struct ab_xdr_arm *arm = &definition->arms[i];
		struct ab_int value = {false, 0};

		if (arm->n_values > 1 ||
		    (arm->n_values && !ab_wire_number(q->wire, protocol, arm->values[0], &value)))
			return NULL;
		if (value.magnitude == 1 && arm->n_values)
			element = &arm->declaration;
		else if (arm->declaration.kind != AB_XDR_VOID || seen)
			return NULL;
		else
			seen = 1;
	}
	return seen ? element : NULL;
}

static struct value union_value(const struct question *q, const struct piece *piece)
{
	const struct ab_xdr_declaration *element = optional_in(q, piece->within, piece->definition);

	if (element)
		return (struct value){"<1", NULL, piece->within, true,
				      whole_of(piece->within, element)};
	return (struct value){.text = "U", .choice = piece->definition, .protocol = piece->within};
}

static struct value element_value(const struct question *q, const struct piece *piece)
{
	static const char *const letters[] = {
	    [AB_XDR_INT] = "i",	    [AB_XDR_UNSIGNED_INT] = "u",
	    [AB_XDR_HYPER] = "h",   [AB_XDR_UNSIGNED_HYPER] = "H",
	    [AB_XDR_CHAR] = "c",    [AB_XDR_UNSIGNED_CHAR] = "C",
	    [AB_XDR_SHORT] = "s",   [AB_XDR_UNSIGNED_SHORT] = "S",
	    [AB_XDR_BOOL] = "b",    [AB_XDR_FLOAT] = "f",
	    [AB_XDR_DOUBLE] = "d",  [AB_XDR_QUADRUPLE] = "q",
	    [AB_XDR_OPAQUE] = "o1", [AB_XDR_STRING] = "T4294967295",
	    [AB_XDR_VOID] = "",
	};
	const struct ab_xdr_declaration *declaration = piece->place.declaration;

	if (piece->definition && piece->definition->sort == AB_XDR_UNION)
		return union_value(q, piece);
	if (piece->definition) /* an enum, or a constant's name in its place */
		return (struct value){.text = "i"};
	if (declaration->kind != AB_XDR_NAME)
		return (struct value){.text = letters[declaration->kind]};
	return (struct value){
	    .text = ab_printf(
		q->wire->cmp->arena, "%c%s",
		q->manner->has_told && ab_wire_is_told(q->wire, declaration->type) ? '{' : '?',
		declaration->type)};
}

static struct value value_of(const struct question *q, const struct piece *piece)
{
	const struct ab_xdr_declaration *declaration = piece->place.declaration;
	const struct ab_protocol *protocol = piece->place.protocol;
	const bool is_fixed = declaration->shape == AB_XDR_FIXED;
	const bool is_bytes =
	    declaration->kind == AB_XDR_OPAQUE || declaration->kind == AB_XDR_STRING;
	const char letter = !is_bytes				 ? (is_fixed ? '[' : '<')
			    : declaration->kind == AB_XDR_STRING ? 'T'
			    : is_fixed				 ? 'o'
								 : 'O';
	struct value value = {.protocol = protocol, .has_inner = !is_bytes};

	if (piece->place.is_element)
		return element_value(q, piece);
	value.text = ab_printf(q->wire->cmp->arena, "%c%s", letter,
			       declaration->shape == AB_XDR_OPTIONAL && !is_bytes
				   ? "1"
				   : number_text(q, protocol, declaration->limit));
	value.inner = element_of(protocol, declaration);
	return value;
}

/* ---- unions ---- */

struct arm {
	const char *value;
	const struct ab_xdr_declaration *declaration;
};

struct arms {
	struct arm *items;
	size_t count;
};

static int arm_order(const void *a, const void *b)
{
	const struct arm *x = a, *y = b;

	return strcmp(x->value, y->value);
}

static struct arms arms_of(const struct question *q, const struct value *value)
{
	const struct ab_xdr_definition *definition = value->choice;
	struct arms arms = {NULL, 0};
	size_t count = 0;

	for (size_t i = 0; i < definition->count; i++)
		count += definition->arms[i].n_values ? definition->arms[i].n_values : 1;
	arms.items = AB_NEW_ARRAY(q->wire->cmp->arena, struct arm, count);
	for (size_t i = 0; i < definition->count; i++) {
		const struct ab_xdr_arm *arm = &definition->arms[i];

		if (!arm->n_values)
			arms.items[arms.count++] = (struct arm){"*", &arm->declaration};
		for (unsigned j = 0; j < arm->n_values; j++)
			arms.items[arms.count++] = (struct arm){
			    number_text(q, value->protocol, arm->values[j]), &arm->declaration};
	}
	if (arms.count)
		qsort(arms.items, arms.count, sizeof *arms.items, arm_order);
	return arms;
}

static bool are_unions_same(struct question *q, const struct value *then, const struct value *now)
{
	const struct arms was = arms_of(q, then), is = arms_of(q, now);

	if (was.count != is.count ||
	    !require(q, whole_of(then->protocol, &then->choice->declaration),
		     whole_of(now->protocol, &now->choice->declaration)))
		return false;
	for (size_t i = 0; i < was.count; i++)
		if (strcmp(was.items[i].value, is.items[i].value) != 0 ||
		    !require(q, whole_of(then->protocol, was.items[i].declaration),
			     whole_of(now->protocol, is.items[i].declaration)))
			return false;
	return true;
}

static bool are_values_same(struct question *q, const struct piece *then, const struct piece *now)
{
	const struct value was = value_of(q, then), is = value_of(q, now);

	if (strcmp(was.text, is.text) != 0 || was.has_inner != is.has_inner)
		return false;
	if (was.choice && is.choice)
		return are_unions_same(q, &was, &is);
	return !was.has_inner || require(q, was.inner, is.inner);
}

/* ---- rows ---- */

/* Whether they may be put off as a pair: definitions of both, of one length. */
static bool is_pair(const struct piece *then, const struct piece *now)
{
	const bool is_group = ab_wire_is_group(then->definition);

	return then->definition && now->definition && then->length == now->length &&
	       is_group == ab_wire_is_group(now->definition) &&
	       (is_group ||
		(then->definition->sort == AB_XDR_UNION && now->definition->sort == AB_XDR_UNION));
}

/* One step of both cursors. */
static bool step(struct question *q, const struct piece *then, const struct piece *now,
		 bool is_first)
{
	const bool is_open_then = ab_wire_is_group(then->definition);
	const bool is_open_now = ab_wire_is_group(now->definition);
	const uint64_t times = then->times < now->times ? then->times : now->times;
	struct ab_sameness *s = q->sameness;

	if (is_first
		? is_open_then || is_open_now
		: is_open_then != is_open_now || (is_open_then && then->length != now->length)) {
		if (!is_first && !take_step(q))
			return false;
		if (is_open_then && (is_first || !is_open_now || then->length > now->length))
			open_group(q, &s->then, then);
		if (is_open_now && (is_first || !is_open_then || then->length < now->length))
			open_group(q, &s->now, now);
		return true;
	}
	if (!is_first && is_pair(then, now) ? !require(q, then->place, now->place)
					    : !are_values_same(q, then, now))
		return false;
	consume(&s->then, times);
	consume(&s->now, times);
	return true;
}

static bool are_rows_same(struct question *q, struct pair pair)
{
	struct ab_sameness *s = q->sameness;
	bool is_first = true;

	start(q, &s->then, pair.then);
	start(q, &s->now, pair.now);
	for (;;) {
		struct piece then, now;
		const bool has_then = peek(q, &s->then, &then), has_now = peek(q, &s->now, &now);

		if (!has_then || !has_now)
			return has_then == has_now;
		if (!step(q, &then, &now, is_first))
			return false;
		is_first = false;
	}
}

/* That pair differs, and so does all that it is part of. */
static void set_different(struct question *q, size_t at)
{
	for (;; at = q->sameness->pairs[at].parent) {
		set_verdict(q, &q->sameness->pairs[at], DIFFERENT);
		if (q->sameness->pairs[at].parent == at)
			return;
	}
}

static bool is_same_in(const struct ab_wire *wire, struct ab_manner *manner,
		       const struct ab_xdr_declaration *then, const struct ab_xdr_declaration *now)
{
	struct ab_sameness *s = wire->sameness;
	struct question q = {wire, manner, s, 0, 0};

	manner->epoch = manner->has_told ? wire->told.count : 0;
	s->n_pairs = 0;
	s->n_questions++;
	if (!require(&q, whole_of(wire->then, then), whole_of(wire->now, now)))
		return false;
	for (q.at = 0; q.at < s->n_pairs; q.at++)
		if (!are_rows_same(&q, s->pairs[q.at])) {
			set_different(&q, q.at);
			return false;
		}
	for (size_t i = 0; i < s->n_pairs; i++)
		set_verdict(&q, &s->pairs[i], SAME);
	return true;
}

/* The plainest way first; it nearly always does. */
bool ab_wire_is_same(const struct ab_wire *wire, const struct ab_xdr_declaration *then,
		     const struct ab_xdr_declaration *now)
{
	const bool has_others =
	    wire->cmp->promised->n_protocols > 1 || wire->cmp->current->n_protocols > 1;

	for (size_t i = 0; i < 4; i++) {
		struct ab_manner *manner = &wire->sameness->manners[i];

		if ((manner->has_told && !wire->told.count) || (manner->has_outside && !has_others))
			continue;
		if (is_same_in(wire, manner, then, now))
			return true;
	}
	return false;
}

bool ab_wire_is_same_definition(const struct ab_wire *wire, const struct ab_xdr_definition *then,
				const struct ab_xdr_definition *now)
{
	const struct ab_xdr_declaration was = {.kind = AB_XDR_BODY, .body = then};
	const struct ab_xdr_declaration is = {.kind = AB_XDR_BODY, .body = now};

	return ab_wire_is_same(wire, &was, &is);
}
