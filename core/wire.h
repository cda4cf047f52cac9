/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wire.h - what the rooms of the comparison of protocols share.
 *
 *   compare-protocol.c  programs, messages and constants
 *   compare-wire.c      what messages contain, definition by definition
 *   wire-sign.c         what a declaration is on the wire, as a text
 */
#ifndef AB_WIRE_H
#define AB_WIRE_H

#include "comparison.h"
#include "protocol.h"

struct ab_wire {
	struct ab_comparison *cmp;
	const struct ab_protocol *then, *now;
	const char **told; /* names of definitions that have a finding, with what is in them */
	size_t n_told, told_capacity;
	const char **visited; /* names of definitions that have been held against each other */
	size_t n_visited, visited_capacity;
};

/* ---- wire-sign.c ---- */

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

/* ---- compare-wire.c ---- */

/* The definitions of that name, after those that are in them; done at most once. */
void ab_wire_compare(struct ab_wire *wire, const char *name);

/* What a declaration of both is made of: its name there and here is the same, and told by itself. */
void ab_wire_compare_within(struct ab_wire *wire, const struct ab_xdr_declaration *declaration);

/* What a changed limit does to whom. */
const char *ab_wire_limit_consequence(const struct ab_wire *wire, const char *then,
				      const char *now);

/* ---- compare-protocol.c ---- */

/*
 * A finding of this protocol, at a place of its file; since NULL: as the
 * protocol.  Never NULL.
 */
struct ab_finding *ab_wire_say(const struct ab_wire *wire, enum ab_rule rule, const char *entity,
			       const char *member, const char *since, ab_place then, ab_place now,
			       const char *format, ...) __attribute__((format(printf, 8, 9)));

/* Which messages have a definition in them: a sentence, NULL where there are no messages. */
const char *ab_wire_users(const struct ab_wire *wire, const char *name);

#endif
