/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wire-sign.c - what a declaration is on the wire, as a text (wire.h).
 *
 *   i u h H       int and enum, unsigned int, hyper, unsigned hyper
 *   c C s S b     char, unsigned char, short, unsigned short, bool: 4 bytes, but
 *                 another value is read where one is sent that they cannot hold
 *   f d q         float, double, quadruple
 *   oN; ON; TN;   opaque of a fixed, of a variable length; string
 *   <N:T>         a list; "T *name" is one of up to 1 (RFC 4506, 4.19)
 *   U(T){V=T...}  a union, by the values of its cases; * is the default
 *   ^N            a definition that is still being spelt, N levels down
 *   {NAME}        one that has been told; ?NAME; one of elsewhere
 *
 * A struct is its members, a fixed array its elements, a typedef what it stands
 * for: names leave no trace.
 */
#include "wire.h"

#include <stdlib.h>
#include <string.h>

enum { NESTING_MAX = 64, UNROLLED_MAX = 256 };

struct signing {
	const struct ab_wire *wire;
	const struct ab_protocol *protocol;
	struct ab_buf *buf;
	bool has_told;	   /* what has been told stands for itself */
	bool has_outside;  /* what another protocol defines is looked up there ... */
	bool is_elsewhere; /* ... as here */
	const struct ab_xdr_definition *open[NESTING_MAX];
	unsigned depth;
};

bool ab_wire_is_told(const struct ab_wire *wire, const char *name)
{
	for (size_t i = 0; name && i < wire->n_told; i++)
		if (strcmp(wire->told[i], name) == 0)
			return true;
	return false;
}

void ab_wire_tell(struct ab_wire *wire, const char *name)
{
	wire->told = AB_GROW(wire->cmp->arena, wire->told, wire->n_told, &wire->told_capacity);
	wire->told[wire->n_told++] = name;
}

/* ---- numbers ---- */

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

/* The last name or number that the protocol itself has for a text. */
static const char *end_of(const struct ab_protocol *protocol, const char *text)
{
	for (unsigned i = 0; i < NESTING_MAX; i++) {
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
	text = end_of(protocol, text);
	if (strcmp(text, "TRUE") == 0 || strcmp(text, "FALSE") == 0) {
		*number = (struct ab_int){false, *text == 'T'};
		return true;
	}
	return find_outside(wire->cmp->promised, text, number) ||
	       find_outside(wire->cmp->current, text, number);
}

/* A limit, length or case; NULL: there is no limit but that of 32 bits. */
static const char *sign_number(const struct signing *s, const char *text)
{
	struct ab_int number;

	if (!text)
		return "4294967295";
	if (s->has_told && ab_wire_is_told(s->wire, text))
		return ab_printf(s->buf->arena, "{%s}", text);
	if (ab_wire_number(s->wire, s->protocol, text, &number))
		return ab_int_text(s->buf->arena, number);
	return end_of(s->protocol, text);
}

/* ---- definitions ---- */

static void sign(struct signing *s, const struct ab_xdr_declaration *declaration);

struct signed_arm {
	const char *value;
	const struct ab_xdr_declaration *declaration;
};

static int arm_order(const void *a, const void *b)
{
	const struct signed_arm *x = a, *y = b;

	return strcmp(x->value, y->value);
}

/* "union switch (bool) { case TRUE: T; case FALSE: void; }" is "T *" (RFC 4506, 4.19) */
static const struct ab_xdr_declaration *optional_in(const struct signing *s,
						    const struct ab_xdr_definition *definition)
{
	const struct ab_xdr_declaration *element = NULL;
	unsigned seen = 0;

	if (definition->declaration.kind != AB_XDR_BOOL)
		return NULL;
	for (size_t i = 0; i < definition->count; i++) {
		const struct ab_xdr_arm *arm = &definition->arms[i];
		struct ab_int value = {false, 0};

		if (arm->n_values > 1 || (arm->n_values && !ab_wire_number(s->wire, s->protocol,
									   arm->values[0], &value)))
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

static void sign_union(struct signing *s, const struct ab_xdr_definition *definition)
{
	const struct ab_xdr_declaration *element = optional_in(s, definition);
	struct signed_arm *arms;
	size_t n = 0, count = 0;

	if (element) {
		ab_buf_add(s->buf, "<1:");
		sign(s, element);
		ab_buf_add(s->buf, ">");
		return;
	}
	for (size_t i = 0; i < definition->count; i++)
		count += definition->arms[i].n_values ? definition->arms[i].n_values : 1;
	arms = AB_NEW_ARRAY(s->buf->arena, struct signed_arm, count);
	for (size_t i = 0; i < definition->count; i++) {
		const struct ab_xdr_arm *arm = &definition->arms[i];

		if (!arm->n_values)
			arms[n++] = (struct signed_arm){"*", &arm->declaration};
		for (unsigned j = 0; j < arm->n_values; j++)
			arms[n++] =
			    (struct signed_arm){sign_number(s, arm->values[j]), &arm->declaration};
	}
	if (n)
		qsort(arms, n, sizeof *arms, arm_order);
	ab_buf_add(s->buf, "U(");
	sign(s, &definition->declaration);
	ab_buf_add(s->buf, "){");
	for (size_t i = 0; i < n; i++) {
		ab_buf_addf(s->buf, "%s=", arms[i].value);
		sign(s, arms[i].declaration);
		ab_buf_add(s->buf, ",");
	}
	ab_buf_add(s->buf, "}");
}

static void sign_definition(struct signing *s, const struct ab_xdr_definition *definition)
{
	for (unsigned i = 0; i < s->depth; i++)
		if (s->open[i] == definition) {
			ab_buf_addf(s->buf, "^%u;", i);
			return;
		}
	if (s->depth == NESTING_MAX) {
		ab_buf_addf(s->buf, "?%s;", definition->name ? definition->name : "");
		return;
	}
	s->open[s->depth++] = definition;
	switch (definition->sort) {
	case AB_XDR_TYPEDEF:
		sign(s, &definition->declaration);
		break;
	case AB_XDR_STRUCT:
		for (size_t i = 0; i < definition->count; i++)
			sign(s, &definition->members[i]);
		break;
	case AB_XDR_UNION:
		sign_union(s, definition);
		break;
	default:
		ab_buf_add(s->buf, "i");
	}
	s->depth--;
}

static const struct ab_protocol *find_elsewhere(const struct ab_record *record, const char *name)
{
	for (size_t i = 0; i < record->n_protocols; i++)
		if (ab_protocol_find(record->protocols[i], name))
			return record->protocols[i];
	return NULL;
}

/* A definition of another protocol, which its own constants are for. */
static void sign_elsewhere(struct signing *s, const char *name)
{
	const struct ab_protocol *here = s->protocol;
	const struct ab_protocol *there = find_elsewhere(
	    here == s->wire->then ? s->wire->cmp->promised : s->wire->cmp->current, name);

	if (s->has_outside && there && !s->is_elsewhere) {
		s->is_elsewhere = true;
		s->protocol = there;
		sign_definition(s, ab_protocol_find(there, name));
		s->protocol = here;
		s->is_elsewhere = false;
	} else {
		ab_buf_addf(s->buf, "?%s;", name);
	}
}

static void sign_name(struct signing *s, const char *name)
{
	const struct ab_xdr_definition *found = ab_protocol_find(s->protocol, name);

	if (s->has_told && ab_wire_is_told(s->wire, name))
		ab_buf_addf(s->buf, "{%s}", name);
	else if (found)
		sign_definition(s, found);
	else
		sign_elsewhere(s, name);
}

/* ---- declarations ---- */

static void sign_element(struct signing *s, const struct ab_xdr_declaration *declaration)
{
	static const char *const letters[] = {
	    [AB_XDR_VOID] = "",
	    [AB_XDR_INT] = "i",
	    [AB_XDR_UNSIGNED_INT] = "u",
	    [AB_XDR_HYPER] = "h",
	    [AB_XDR_UNSIGNED_HYPER] = "H",
	    [AB_XDR_CHAR] = "c",
	    [AB_XDR_UNSIGNED_CHAR] = "C",
	    [AB_XDR_SHORT] = "s",
	    [AB_XDR_UNSIGNED_SHORT] = "S",
	    [AB_XDR_BOOL] = "b",
	    [AB_XDR_FLOAT] = "f",
	    [AB_XDR_DOUBLE] = "d",
	    [AB_XDR_QUADRUPLE] = "q",
	    [AB_XDR_OPAQUE] = "o1;",
	    [AB_XDR_STRING] = "T4294967295;",
	};

	if (declaration->kind == AB_XDR_NAME)
		sign_name(s, declaration->type);
	else if (declaration->kind == AB_XDR_BODY)
		sign_definition(s, declaration->body);
	else
		ab_buf_add(s->buf, letters[declaration->kind]);
}

static void sign_fixed(struct signing *s, const struct ab_xdr_declaration *declaration)
{
	const char *limit = sign_number(s, declaration->limit);
	struct ab_int n;

	if (declaration->kind == AB_XDR_OPAQUE) {
		ab_buf_addf(s->buf, "o%s;", limit);
	} else if (ab_xdr_number(limit, &n) && n.magnitude <= UNROLLED_MAX) {
		for (uint64_t i = 0; i < n.magnitude; i++)
			sign_element(s, declaration);
	} else {
		ab_buf_addf(s->buf, "[%s:", limit);
		sign_element(s, declaration);
		ab_buf_add(s->buf, "]");
	}
}

static void sign(struct signing *s, const struct ab_xdr_declaration *declaration)
{
	switch (declaration->shape) {
	case AB_XDR_PLAIN:
		sign_element(s, declaration);
		break;
	case AB_XDR_FIXED:
		sign_fixed(s, declaration);
		break;
	default:
		if (declaration->kind == AB_XDR_OPAQUE || declaration->kind == AB_XDR_STRING) {
			ab_buf_addf(s->buf, "%c%s;", declaration->kind == AB_XDR_OPAQUE ? 'O' : 'T',
				    sign_number(s, declaration->limit));
			break;
		}
		ab_buf_addf(s->buf, "<%s:",
			    declaration->shape == AB_XDR_OPTIONAL
				? "1"
				: sign_number(s, declaration->limit));
		sign_element(s, declaration);
		ab_buf_add(s->buf, ">");
	}
}

struct manner {
	bool has_told, has_outside;
};

static const char *signed_as(const struct ab_wire *wire, const struct ab_protocol *protocol,
			     const struct ab_xdr_declaration *declaration, struct manner manner)
{
	struct ab_buf buf;
	struct signing s = {.wire = wire,
			    .protocol = protocol,
			    .buf = &buf,
			    .has_told = manner.has_told,
			    .has_outside = manner.has_outside};

	ab_buf_init(&buf, wire->cmp->arena);
	sign(&s, declaration);
	return buf.length ? buf.text : "";
}

/* The plainest way first; it nearly always does. */
bool ab_wire_is_same(const struct ab_wire *wire, const struct ab_xdr_declaration *then,
		     const struct ab_xdr_declaration *now)
{
	static const struct manner manners[] = {
	    {true, false}, {false, false}, {true, true}, {false, true}};

	for (size_t i = 0; i < sizeof manners / sizeof *manners; i++)
		if (strcmp(signed_as(wire, wire->then, then, manners[i]),
			   signed_as(wire, wire->now, now, manners[i])) == 0)
			return true;
	return false;
}

bool ab_wire_is_same_definition(const struct ab_wire *wire, const struct ab_xdr_definition *then,
				const struct ab_xdr_definition *now)
{
	const struct ab_xdr_declaration was = {.kind = AB_XDR_BODY, .body = then};
	const struct ab_xdr_declaration is = {.kind = AB_XDR_BODY, .body = now};

	return ab_wire_is_same(wire, &was, &is);
}
