/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * version-script.h - a linker's version script: which symbols a library
 * exports, under which version.
 *
 * What GNU ld, gold or lld take is read.  A script is its nodes, in the order
 * of the file (or files: a build may put several together), each with its
 * symbols and the nodes that it inherits from.  All lives in the arena.
 */
#ifndef ABIDING_VERSION_SCRIPT_H
#define ABIDING_VERSION_SCRIPT_H

#include "abiding/record.h"

struct ab_version_symbol {
	const char *name;     /* a symbol, or a pattern of symbols */
	bool is_pattern;      /* with * ? [...]; quoted names never are */
	bool is_local;	      /* hidden, not exported */
	const char *language; /* of its extern block: "C", "C++", "Java" */
	ab_place place;	      /* in the node's file */
};

struct ab_version_parent {
	const char *name;
	ab_place place;
};

struct ab_version_node {
	const char *name; /* NULL: anonymous, what it exports has no version */
	const char *file;
	ab_place place;
	struct ab_version_symbol *symbols;
	size_t n_symbols, symbols_capacity;
	struct ab_version_parent *parents;
	size_t n_parents, parents_capacity;
};

struct ab_version_script {
	struct ab_arena *arena;
	struct ab_version_node *nodes;
	size_t n_nodes, nodes_capacity;
	struct ab_version_entry *entries; /* the core's own: symbols by name */
	size_t n_entries;
	struct ab_version_index *index; /* likewise: nodes, and patterns */
};

/*
 * Reads n files as one script.  Bad input (no script, an unknown parent, a
 * repeated node, a symbol both global and local): false, with file, line,
 * column, the word and what was expected.
 */
bool ab_version_script_load(struct ab_arena *arena, const char *const *files, unsigned n,
			    struct ab_version_script **script, struct ab_error *error);

/* The same from a text, as if it were that file's. */
bool ab_version_script_parse(struct ab_arena *arena, const char *file, const char *text,
			     struct ab_version_script **script, struct ab_error *error);

/*
 * What the linker finds for a symbol: the entry that decides, and its node; NULL:
 * none.  A name goes before a pattern, a pattern of exported symbols before one
 * of local symbols, and "*" behind all others.
 */
const struct ab_version_symbol *ab_version_script_find(const struct ab_version_script *script,
						       const char *name,
						       const struct ab_version_node **node);

/*
 * The entries that list this very name as exported, in the order of the script,
 * from the given one on (NULL: the first): a symbol may have several versions.
 * NULL: no more.
 */
const struct ab_version_symbol *ab_version_script_next(const struct ab_version_script *script,
						       const char *name,
						       const struct ab_version_symbol *after,
						       const struct ab_version_node **node);

/*
 * Enters into a collected record what the version scripts of those surfaces say
 * that it has headers of: nodes, the symbols of its functions and variables
 * and, where all headers of a script's surfaces are there, what else is listed.
 * Returns false on a bad script.
 */
struct ab_policy;
bool ab_record_take_symbols(struct ab_record *record, const struct ab_policy *policy,
			    struct ab_error *error);

/* Whether it has named nodes: then a symbol that it does not list has no version. */
bool ab_version_script_has_versions(const struct ab_version_script *script);

#endif
