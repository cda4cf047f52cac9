/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wire.h - what the rooms of the comparison of protocols share.
 *
 *   protocol.c  programs, messages and constants
 *   wire.c      what messages contain, definition by definition
 *   choice.c    unions and enums in them
 *   wire-same.c         whether two declarations are the same on the wire
 *   wire-length.c       how many values one is there
 *   wire-users.c        which messages have a definition in them
 */
#ifndef AB_WIRE_H
#define AB_WIRE_H

#include "comparison.h"
#include "abiding/index.h"
#include "protocol/protocol.h"

struct ab_sameness;
struct ab_wire_uses;

struct ab_wire {
	struct ab_comparison *cmp;
	const struct ab_protocol *then, *now;
	struct ab_index told; /* names of definitions that have a finding, with what is in them */
	struct ab_index visited; /* names of definitions that have been held against each other */
	struct ab_index limits_then,
	    limits_now;		      /* names of limits, lengths and values, once asked for */
	struct ab_sameness *sameness; /* wire-same.c's own */
	struct ab_wire_uses *uses;    /* wire-users.c's own */
};

/* ---- wire-same.c ---- */

struct ab_sameness *ab_wire_sameness(struct ab_arena *arena);

/*
 * Whether the same bytes go over the wire, and mean the same values; what has
 * been told is taken to be the same.
 */
bool ab_wire_is_same(const struct ab_wire *wire, const struct ab_xdr_declaration *then,
		     const struct ab_xdr_declaration *now);
bool ab_wire_is_same_definition(const struct ab_wire *wire, const struct ab_xdr_definition *then,
				const struct ab_xdr_definition *now);

/* Like ab_protocol_number(), and what the records say of constants of C headers. */
bool ab_wire_number(const struct ab_wire *wire, const struct ab_protocol *protocol,
		    const char *text, struct ab_int *number);

bool ab_wire_is_told(const struct ab_wire *wire, const char *name);
void ab_wire_tell(struct ab_wire *wire, const char *name);

/* ---- wire-say.c ---- */

/*
 * A finding of this protocol, at a place of its file; since NULL: as the
 * protocol.  Never NULL.
 */
struct ab_finding *ab_wire_say(const struct ab_wire *wire, enum ab_rule rule, const char *entity,
			       const char *member, const char *since, ab_place then, ab_place now,
			       const char *format, ...) __attribute__((format(printf, 8, 9)));

enum { AB_WIRE_NOWHERE = (size_t)-1 };

/* The first place of a key counts; key NULL: it has none. */
void ab_wire_enter_place(const struct ab_wire *wire, struct ab_index *index, const char *key,
			 size_t place);
/* Where a key is, or AB_WIRE_NOWHERE; key NULL: nowhere. */
size_t ab_wire_place_in(const struct ab_index *index, const char *key);
/* Where the members or enumerators of a definition are, by name. */
struct ab_index ab_wire_names(const struct ab_wire *wire,
			      const struct ab_xdr_definition *definition);

/* A declaration, with its name or without. */
const char *ab_wire_text(const struct ab_wire *wire, const struct ab_xdr_declaration *declaration,
			 bool has_name);
/* A limit or value as a number, if it is known; NULL: "unlimited". */
const char *ab_wire_number_text(const struct ab_wire *wire, const struct ab_protocol *protocol,
				const char *limit);

/* Says that a limit is another; false: something else differs, and nothing is said. */
bool ab_wire_say_limit(const struct ab_wire *wire, const struct ab_xdr_definition *owner,
		       ab_place place, const char *member, const struct ab_xdr_declaration *then,
		       const struct ab_xdr_declaration *now);

/* What a changed limit does to whom. */
const char *ab_wire_limit_consequence(const struct ab_wire *wire, const char *then,
				      const char *now);

/* ---- wire.c ---- */

/* The definitions of that name, after those that are in them; done at most once. */
void ab_wire_compare(struct ab_wire *wire, const char *name);

/* What a declaration of both is made of: its name there and here is the same, and told by itself. */
void ab_wire_compare_within(struct ab_wire *wire, const struct ab_xdr_declaration *declaration);

/* ---- choice.c ---- */

void ab_wire_compare_unions(const struct ab_wire *wire, const struct ab_xdr_definition *then,
			    const struct ab_xdr_definition *now);
void ab_wire_compare_enums(struct ab_wire *wire, const struct ab_xdr_definition *then,
			   const struct ab_xdr_definition *now);

/* ---- wire-users.c ---- */

struct ab_wire_uses *ab_wire_uses(struct ab_arena *arena);

/* Which messages have a definition in them: a sentence, NULL where there are no messages. */
const char *ab_wire_users(const struct ab_wire *wire, const char *name);

#endif
