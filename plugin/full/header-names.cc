/* SPDX-License-Identifier: GPL-3.0-or-later */
/* header-names.cc - a set of headers, looked up by what ab_header_is_same() takes for one. */
#include "gcc/gcc-includes.h"
#include "header-names.h"

/* "sys/foo.h", "/foo.h" and "foo.h" of "lib/sys/foo.h". */
const char *header_names_next_tail(const char *name)
{
	return *name == '/' ? name + 1 : strchr(name, '/');
}

bool header_names_add(struct header_names *set, const char *name)
{
	if (!set->names) {
		set->names = new hash_set<nofree_string_hash>;
		set->tails = new hash_set<nofree_string_hash>;
	}
	if (set->names->add(name))
		return false;
	for (const char *tail = name; tail; tail = header_names_next_tail(tail))
		set->tails->add(tail);
	return true;
}

bool header_names_has(const struct header_names *set, const char *name)
{
	if (!set->names)
		return false;
	for (const char *tail = name; tail; tail = header_names_next_tail(tail))
		if (set->names->contains(tail))
			return true;
	return set->tails->contains(name);
}
