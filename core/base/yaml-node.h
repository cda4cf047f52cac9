/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * yaml-node.h - YAML as a tree: read with places, asked with errors, printed.
 *
 *   text --yaml.c, libyaml's parser--> nodes --yaml-node.c--> values of a policy, a record
 *   nodes --yaml.c, libyaml's emitter--> text
 *
 * A plain subset: mappings with words as keys, sequences and scalars.
 * Repeated keys, anchors, aliases, tags and a second document are refused.
 * Nodes and their strings live in the source's arena.
 */
#ifndef ABIDING_YAML_NODE_H
#define ABIDING_YAML_NODE_H

#include <stdint.h>

#include "abiding/error.h"
#include "abiding/place.h"

enum ab_yaml_kind {
	AB_YAML_SCALAR,
	AB_YAML_SEQUENCE,
	AB_YAML_MAPPING,
};

struct ab_yaml;

struct ab_yaml_item {
	struct ab_yaml *key; /* always a scalar; NULL in a sequence */
	struct ab_yaml *value;
};

struct ab_yaml {
	enum ab_yaml_kind kind;
	unsigned line, column;	       /* from 1 */
	unsigned end_line, end_column; /* read: where it ends; a block: what follows it */
	const char *text;	       /* scalar, else NULL */
	unsigned text_column;	       /* scalar: where text stands in the file character by
					   character; 0: escaped, folded or not read */
	bool is_quoted;		       /* scalar: not plain; to print: even if it need not be */
	bool is_flow;		       /* to print: on one line, in braces */
	struct ab_yaml_item *items;    /* sequence, mapping: in the order of the file */
	size_t count, capacity;
};

/* What is read, and where its errors go. */
struct ab_yaml_source {
	struct ab_arena *arena;
	const char *file; /* must live as long as the arena; NULL: text only */
	struct ab_error *error;
};

/* ---- yaml.c ---- */

/* Reads text, which is what the source's file holds, to a tree; false with an error at its place. */
bool ab_yaml_parse(const struct ab_yaml_source *source, const char *text, size_t length,
		   struct ab_yaml **root);

/* The text of a tree; false: some scalar is not UTF-8. */
bool ab_yaml_print(struct ab_arena *arena, const struct ab_yaml *root, const char **text,
		   size_t *length, struct ab_error *error);

/* Where a node is, for entities that are read from it. */
ab_place ab_yaml_place(const struct ab_yaml *node);

/* ---- yaml-node.c: questions.  Each returns false with an error on a wrong answer. ---- */

/* Sets the source's error at a node.  Always returns false. */
bool ab_yaml_fail(const struct ab_yaml_source *source, const struct ab_yaml *node,
		  const char *format, ...) __attribute__((format(printf, 3, 4)));

/*
 * The error for a word that is none of candidates (NULL-terminated): "unknown
 * key 'x' in a surface" (what: "key"; where: "a surface", or NULL), with the
 * nearest of them, or all.  Returns false.
 */
bool ab_yaml_unknown(const struct ab_yaml_source *source, const struct ab_yaml *node,
		     const char *what, const char *where, const char *const *candidates);

/* Whether a node is of that kind; what: "'headers'", "a surface". */
bool ab_yaml_is(const struct ab_yaml_source *source, const struct ab_yaml *node,
		enum ab_yaml_kind kind, const char *what);

/*
 * Whether root is a mapping of this format (what: "a policy"; key: where it
 * holds its version) and of no version that is newer than newest.
 */
bool ab_yaml_has_format(const struct ab_yaml_source *source, const struct ab_yaml *root,
			const char *what, const char *key, unsigned newest);

/* Whether a node is a mapping that has none but these keys (NULL-terminated). */
bool ab_yaml_has_only(const struct ab_yaml_source *source, const struct ab_yaml *node,
		      const char *what, const char *const *keys);

/* Whether a mapping has that key. */
bool ab_yaml_has(const struct ab_yaml_source *source, const struct ab_yaml *mapping,
		 const char *what, const char *key);

/* The value of a key of a mapping, or NULL; no error. */
const struct ab_yaml *ab_yaml_get(const struct ab_yaml *mapping, const char *key);

/* The same, of a text that is a release ("1.2.0"). */
bool ab_yaml_release(const struct ab_yaml_source *source, const struct ab_yaml *mapping,
		     const char *key, const char **release);

/*
 * The values of a key that need not be there; where it is not, what they point
 * to stays as it is.  Text is never empty.
 */
bool ab_yaml_text(const struct ab_yaml_source *source, const struct ab_yaml *mapping,
		  const char *key, const char **text);
bool ab_yaml_flag(const struct ab_yaml_source *source, const struct ab_yaml *mapping,
		  const char *key, bool *flag);
/* A sequence of texts; may_be_one: or a single one.  *list is NULL-terminated. */
bool ab_yaml_texts(const struct ab_yaml_source *source, const struct ab_yaml *mapping,
		   const char *key, bool may_be_one, const char *const **list, unsigned *n);

/* The value of a scalar: text that is not empty, a plain decimal number. */
bool ab_yaml_scalar(const struct ab_yaml_source *source, const struct ab_yaml *node,
		    const char *what, const char **text);
bool ab_yaml_number(const struct ab_yaml_source *source, const struct ab_yaml *node,
		    const char *what, uint64_t *number);

/* ---- yaml-node.c: trees to print ---- */

struct ab_yaml *ab_yaml_new(struct ab_arena *arena, enum ab_yaml_kind kind, bool is_flow);
struct ab_yaml *ab_yaml_new_text(struct ab_arena *arena, const char *text, bool is_quoted);
/* Adds to a mapping, or (key NULL) to a sequence. */
void ab_yaml_add(struct ab_arena *arena, struct ab_yaml *node, const char *key,
		 struct ab_yaml *value);

#endif
