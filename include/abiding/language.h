/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * language.h - which C, or C++, headers are compiled as.
 *
 * A record is of one: what the headers say for another (under __STDC_VERSION__,
 * __cplusplus, __STRICT_ANSI__) is not in it.  Most are of gnu17, and do not say so.
 */
#ifndef ABIDING_LANGUAGE_H
#define ABIDING_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

struct ab_language {
	const char *name;   /* "gnu17", "c++20": as behind -std=, in its newest spelling */
	const char *option; /* the same in the spelling that the oldest GCC knows */
	const char *others; /* other spellings, with spaces between */
	bool is_cplusplus;
	bool is_strict; /* ISO's, without GNU's: __STRICT_ANSI__ is defined */
	long version;	/* its __STDC_VERSION__ or __cplusplus; 0: C90 has none */
};

/* What headers are compiled as where nobody says otherwise: gnu17, and gnu++17 in C++. */
const struct ab_language *ab_language_usual(bool is_cplusplus);

/* The one of that name, as a record has it; NULL: there is none. */
const struct ab_language *ab_language_named(const char *name);

/* The one that "-std=TEXT" chooses; NULL: it is not known here. */
const struct ab_language *ab_language_of_option(const char *text);

/* The one of a record that says this; NULL, as old records: the usual C. */
const struct ab_language *ab_language_of_record(const char *name);

/*
 * What a compiler compiles with that value of __STDC_VERSION__ or __cplusplus; a value
 * of a draft is the standard's that came of it.
 */
const struct ab_language *ab_language_of(bool is_cplusplus, bool is_strict, long version);

/* All names, NULL behind the last. */
const char *const *ab_language_names(void);

#endif
