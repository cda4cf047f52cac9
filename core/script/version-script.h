/* SPDX-License-Identifier: GPL-3.0-or-later */
/* version-script.h - the symbols of a version script by their names. */
#ifndef ABIDING_CORE_VERSION_SCRIPT_H
#define ABIDING_CORE_VERSION_SCRIPT_H

#include "abiding/version-script.h"

/* A symbol that is no pattern; sorted by name, and of one name by their order. */
struct ab_version_entry {
	const struct ab_version_symbol *symbol;
	const struct ab_version_node *node;
	size_t order; /* by node, what is exported first */
};

/* Makes the entries and the index of all nodes; none may be added later. */
void ab_version_script_index(struct ab_version_script *script);

/* The first node of that name, or NULL. */
const struct ab_version_node *ab_version_script_node(const struct ab_version_script *script,
						     const char *name);

#endif
