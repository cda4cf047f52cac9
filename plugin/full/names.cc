/* SPDX-License-Identifier: GPL-3.0-or-later */
/* names.cc - what is declared at file scope, by its names: what macros may mean. */
#include "gcc/gcc-includes.h"
#include "collect.h"

static hash_map<nofree_string_hash, tree> *of[NAMES_KINDS];

void names_start(void)
{
	for (unsigned kind = 0; kind < NAMES_KINDS; kind++)
		of[kind] = new hash_map<nofree_string_hash, tree>;
}

void names_put(enum names_of kind, const char *name, tree decl)
{
	of[kind]->put(name, decl);
}

static tree find(enum names_of kind, const char *name)
{
	tree *found = of[kind]->get(name);

	return found ? *found : NULL_TREE;
}

bool names_is_declared(const char *name)
{
	return of[NAMES_VALUES]->get(name) || of[NAMES_TYPEDEFS]->get(name) ||
	       of[NAMES_ENUMERATORS]->get(name) || of[NAMES_TAGS]->get(name);
}

tree names_find_enumerator(const char *name)
{
	return find(NAMES_ENUMERATORS, name);
}

tree names_find_typedef(const char *name)
{
	return find(NAMES_TYPEDEFS, name);
}

tree names_find_tag(const char *tag)
{
	return find(NAMES_TAGS, tag);
}

tree names_find_value(const char *name)
{
	return find(NAMES_VALUES, name);
}
