/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wire-same.h - what the rooms share that find out whether the same bytes go over
 * the wire: wire-same.c and wire-length.c.
 */
#ifndef AB_WIRE_SAME_H
#define AB_WIRE_SAME_H

#include "abiding/index.h"
#include "wire.h"

/* A manner of comparing, and what has been found out in it. */
struct ab_manner {
	bool has_told;	  /* what has been told stands for itself */
	bool has_outside; /* what another protocol defines is looked up there */
	size_t epoch;	  /* counts what has been told, where that counts */
	struct ab_index lengths;
	struct ab_index verdicts; /* on pairs of definitions */
};

/* A declaration in its protocol; is_element: one element of it, whatever its shape. */
struct ab_wire_place {
	const struct ab_protocol *protocol;
	const struct ab_xdr_declaration *declaration;
	bool is_element;
};

/* The last name or number that the protocol itself has for a text. */
const char *ab_wire_end_of(const struct ab_protocol *protocol, const char *text);

/* The definition that an element names or has in braces, or NULL; the place's protocol becomes its. */
const struct ab_xdr_definition *ab_wire_resolve(const struct ab_wire *wire,
						const struct ab_manner *manner,
						struct ab_wire_place *place);

/* Whether that is nothing on the wire but what is in it: a struct, a typedef. */
bool ab_wire_is_group(const struct ab_xdr_definition *definition);

/* How many elements a declaration is in a row; false: it is no fixed array, or nobody knows. */
bool ab_wire_times(const struct ab_wire *wire, const struct ab_manner *manner,
		   const struct ab_wire_place *place, uint64_t *times);

/* How many values a place is; a list, a union and what is not known count as one. */
uint64_t ab_wire_length(const struct ab_wire *wire, struct ab_manner *manner,
			struct ab_wire_place place);

#endif
