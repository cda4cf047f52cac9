/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * elf-symbols.h - what a shared library gives to the dynamic linker.
 */
#ifndef ABIDING_ELF_SYMBOLS_H
#define ABIDING_ELF_SYMBOLS_H

#include "abiding/record.h"

enum elf_type { ELF_OTHER, ELF_FUNCTION, ELF_OBJECT };

struct elf_symbol {
	const char *name;
	const char *version; /* AB_UNVERSIONED: none, or the library's own name */
	bool is_default;     /* what a program is linked with: foo@@V, not foo@V */
	bool is_hidden;
	enum elf_type type;
	const char *type_word; /* "a function", "an object", ... */
	uint64_t size_bytes;
};

struct elf_symbols {
	const char *soname; /* NULL: none */
	const char *model;  /* data model, as a record names it */
	struct elf_symbol *items;
	size_t count, capacity; /* defined ones, by name */
	struct ab_node *nodes;	/* name and parents */
	size_t n_nodes, nodes_capacity;
};

/*
 * Reads them; strings are the arena's.  Returns false on what is no shared
 * library, or damaged.
 */
bool elf_symbols_read(struct ab_arena *arena, const char *path, struct elf_symbols *symbols,
		      struct ab_error *error);

/* The first of the definitions with that name (the others follow), and how many; NULL: none. */
const struct elf_symbol *elf_symbols_find(const struct elf_symbols *symbols, const char *name,
					  size_t *n);

const struct ab_node *elf_symbols_find_node(const struct elf_symbols *symbols, const char *name);

#endif
