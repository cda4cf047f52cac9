/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * symbol.h - what the rooms of symbols and their versions share (P7).
 *
 *   symbol.c        symbols, declared and only listed; new ones
 *   symbol-node.c   version nodes
 *   symbol-known.c  which symbols can be held against which
 */
#ifndef ABIDING_SYMBOL_H
#define ABIDING_SYMBOL_H

#include "comparison.h"
#include "abiding/index.h"

struct ab_symbols_of_surface {
	bool is_held;		    /* current knows its symbols */
	bool is_versioned;	    /* some have a version there */
	const struct ab_node *node; /* some node of its script in current; NULL */
};

/* Who has a promised symbol in a node. */
struct ab_holder {
	const struct ab_entity *entity; /* NULL: it is listed */
	const struct ab_listed *listed;
	size_t next; /* 1 more than its place; 0: there is no more */
};

struct ab_linking {
	struct ab_comparison *cmp;
	struct ab_symbols_of_surface *surfaces; /* as in the policy */
	struct ab_index nodes; /* of promised symbols; at: the first holder, 1 more than
				      its place */
	struct ab_holder *holders;
	size_t n_holders, holders_capacity;
};

/* What there is now of a promised symbol. */
struct ab_keeping {
	const struct ab_symbol *symbols;
	unsigned n_symbols;
	const struct ab_symbol *local; /* NULL */
	ab_place place;		       /* of the declaration; 0 */
};

/* Fills linking, in the comparison's arena.  false: no symbol can be held against another. */
bool ab_know_linking(struct ab_comparison *cmp, struct ab_linking *linking);

/* The functions and variables of a record, in their order. */
void ab_each_linked(struct ab_linking *linking, const struct ab_record *record,
		    void (*visit)(struct ab_linking *linking, const struct ab_entity *entity));

bool ab_has_version(const struct ab_symbol *symbol);

/* That of the node, or NULL. */
const struct ab_symbol *ab_find_version(const struct ab_symbol *symbols, unsigned n,
					const char *node);

/* The first one after that (NULL: of all) with a symbol in the node; NULL: there is no more. */
const struct ab_holder *ab_next_holder(const struct ab_linking *linking, const char *node,
				       const struct ab_holder *after);

/* What is known of the surface that the header is of; NULL: it is of none. */
struct ab_symbols_of_surface *ab_symbols_of(const struct ab_linking *linking, const char *header);
bool ab_are_symbols_held(const struct ab_linking *linking, const char *header);

/* Whether it came after the release of the headers at hand. */
bool ab_is_symbol_newer(const struct ab_linking *linking, const char *since);

/* What is now behind a promised symbol; NULL: nothing that could be held against it. */
const struct ab_entity *ab_linked_now(const struct ab_linking *linking,
				      const struct ab_entity *then);

/* Whether it is a node's name, and no node of that name is there now. */
bool ab_is_node_gone(const struct ab_linking *linking, const char *node);

/* A header of the surface that has the node's script, for its severity; NULL: not known. */
const char *ab_header_of_node(const struct ab_linking *linking, const char *name);

/* Puts a finding to where a symbol or node is listed now. */
void ab_stand_at_symbol(const struct ab_linking *linking, struct ab_finding *finding,
			const struct ab_symbol *symbol);

struct ab_keeping ab_keeping_of(const struct ab_entity *now);

/* What is now of a symbol that was only listed; false: it may be where nobody looks. */
bool ab_keeping_of_listed(const struct ab_linking *linking, const struct ab_listed *then,
			  const char *header, struct ab_keeping *now);

/* Says what became of a promised node (symbol-node.c). */
void ab_compare_node(const struct ab_linking *linking, const struct ab_node *then);

#endif
