/* SPDX-License-Identifier: GPL-3.0-or-later */
/* header-names.h - a set of headers, looked up by what ab_header_is_same() takes for one. */
#ifndef ABIDING_HEADER_NAMES_H
#define ABIDING_HEADER_NAMES_H

/* Zeroed, it is empty.  The names are the caller's and stay. */
struct header_names {
	hash_set<nofree_string_hash> *names, *tails; /* of these, all behind a slash */
};

/* The next shorter name of the same header, NULL: there is none. */
const char *header_names_next_tail(const char *name);

/* false: that very name is in it already */
bool header_names_add(struct header_names *set, const char *name);

/* Whether one is in it that is the same header. */
bool header_names_has(const struct header_names *set, const char *name);

#endif
