/* SPDX-License-Identifier: GPL-3.0-or-later */
/* library.h - a linked shared library: what it gives to the dynamic linker. */
#ifndef ABIDING_LIBRARY_H
#define ABIDING_LIBRARY_H

#include "abiding/finding.h"

enum ab_library_type { AB_LIBRARY_OTHER, AB_LIBRARY_FUNCTION, AB_LIBRARY_OBJECT };

struct ab_library_symbol {
	const char *name;
	const char *version; /* AB_UNVERSIONED: none, or the library's own name */
	bool is_default;     /* what a program is linked with: foo@@V, not foo@V */
	bool is_hidden;
	enum ab_library_type type;
	const char *type_word; /* "a function", "an object", ... */
	uint64_t size_bytes;
};

struct ab_library {
	const char *soname; /* NULL: none */
	const char *model;  /* data model, as a record names it */
	struct ab_library_symbol *items;
	size_t count, capacity; /* defined ones, by name */
	struct ab_node *nodes;	/* name and parents */
	size_t n_nodes, nodes_capacity;
};

/* The first of the definitions with that name (the others follow), and how many; NULL: none. */
const struct ab_library_symbol *ab_library_find(const struct ab_library *symbols, const char *name,
						size_t *n);

const struct ab_node *ab_library_node(const struct ab_library *symbols, const char *name);

/*
 * Findings about what the library does not keep of what the record promised of its symbols.
 * path: of its file.  release: that the library is of, NULL: the last one frozen; what came
 * later is not missed.  *n_checked: how many symbols were promised of it.  false: the
 * policy names sonames, and none of a library of this name.
 */
bool ab_compare_library(struct ab_arena *arena, const struct ab_record *promised,
			const struct ab_library *library, const char *path,
			const struct ab_policy *policy, const char *release,
			struct ab_findings *findings, size_t *n_checked);

/*
 * Enters into a collected record how many bytes the library has of variables whose type does
 * not say it ("extern const char name[];"): programs may hold a copy of that size.
 * findings: a note of each that the library does not have.  false: current has no such data
 * model, or the policy names sonames, and none of a library of this name.
 */
bool ab_take_library_sizes(struct ab_arena *arena, struct ab_record *current,
			   const struct ab_library *library, const char *path,
			   const struct ab_policy *policy, struct ab_findings *findings);

#endif
