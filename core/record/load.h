/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * load.h - what the rooms of the record's loader share.
 *
 *   load.c         the sections of the file
 *   load-header.c  headers, and which bring which
 *   load-entity.c  entities, kind by kind
 *   load-body.c    C declarations, and the members between their braces
 *   load-macro.c   constants
 *   load-symbol.c  version nodes and symbols
 *   load-value.c   small values
 *   check.c        whether the whole contradicts itself
 *   before.c       what was promised otherwise before a release
 *
 * All return false with the source's error set; what: "a field", for messages.
 */
#ifndef ABIDING_RECORD_LOAD_H
#define ABIDING_RECORD_LOAD_H

#include "abiding/record.h"
#include "base/yaml-node.h"

/* The keys that a declaration has where its type has unnamed structs or unions. */
#define AB_BODY_KEYS "packed", "size", "align", "fields", "bodies"

struct ab_loader {
	struct ab_yaml_source source;
	struct ab_arena *arena; /* the source's */
	struct ab_record *record;
	struct ab_record *whole; /* of which record is all, or what was promised before */
	bool is_own_bool;	 /* a type is called "bool" in the record */
};

/* The index of the data model that a node names. */
bool ab_load_model(struct ab_loader *l, const struct ab_yaml *node, int *model);

/* A text per data model; what: "an external type", for messages. */
bool ab_load_models(struct ab_loader *l, const struct ab_yaml *node, const char *what,
		    const char **texts);

/* An integer, which is not quoted. */
bool ab_load_int(struct ab_loader *l, const struct ab_yaml *node, struct ab_int *value);

/* Whether the name in a node, all of its text or a tag, is a C identifier. */
bool ab_load_is_name(struct ab_loader *l, const struct ab_yaml *node, const char *name);

/* A number per data model; the key need not be there. */
bool ab_load_numbers(struct ab_loader *l, const struct ab_yaml *map, const char *key,
		     struct ab_per_model *numbers);

/* Whether map has none of keys (NULL-terminated); why: how the error goes on. */
bool ab_load_has_no_key(struct ab_loader *l, const struct ab_yaml *map, const char *const *keys,
			const char *why);

/* The attributes of a member, of which there is one: whether it is "unavailable". */
bool ab_load_unavailable(struct ab_loader *l, const struct ab_yaml *map, bool *is_unavailable);

/* What stands between the braces of a struct or union: the keys fields, size, align, packed. */
bool ab_load_body(struct ab_loader *l, const struct ab_yaml *map, const char *what, bool is_union,
		  struct ab_aggregate **result);

/*
 * One header; when all are there: whether those that bring others are entries, of this
 * record or of the whole one that it is a part of.
 */
bool ab_load_header(struct ab_loader *l, const struct ab_yaml_item *item);
bool ab_load_has_bringers(struct ab_loader *l, const struct ab_yaml *root,
			  const struct ab_record *whole);

/* One version node; when all are there: whether their parents are. */
bool ab_load_node(struct ab_loader *l, const struct ab_yaml_item *item);
bool ab_load_has_known_parents(struct ab_loader *l, const struct ab_yaml *root);

/* The nodes of a symbol, one or a list; each must be in the record's `nodes`. */
bool ab_load_symbols(struct ab_loader *l, const struct ab_yaml *map, const char *key,
		     struct ab_symbol **symbols, unsigned *n);

/* A symbol that no header declares. */
bool ab_load_listed(struct ab_loader *l, const struct ab_yaml_item *item);

/* The entities of a kind. */
bool ab_load_entities(struct ab_loader *l, const struct ab_yaml *section, enum ab_kind kind);

/* A macro's value and type, or text. */
bool ab_load_macro(struct ab_loader *l, const struct ab_yaml *map, struct ab_entity *entity);

/* What a constant variable is worth; the key value need not be there. */
bool ab_load_constant(struct ab_loader *l, const struct ab_yaml *map, struct ab_entity *entity);

/* A key, an abstract declarator, with the bodies of unnamed types in it. */
bool ab_load_type_under(struct ab_loader *l, const struct ab_yaml *map, const char *what,
			const char *key, const struct ab_type **type);
/* The key type. */
bool ab_load_type(struct ab_loader *l, const struct ab_yaml *map, const char *what,
		  const struct ab_type **type);

/* Whether the record, which is read, does not contradict itself (check.c). */
bool ab_record_is_consistent(struct ab_loader *l);

#endif
