/* SPDX-License-Identifier: GPL-3.0-or-later */
/* language.c - the standards that GCC 10 to 16 know; of C17 and C18, C17. */
#include "abiding/language.h"

#include <string.h>

static const struct ab_language languages[] = {
    {"c90", "c90", "c89 iso9899:1990", false, true, 0},
    {"gnu90", "gnu90", "gnu89", false, false, 0},
    {"iso9899:199409", "iso9899:199409", "", false, true, 199409},
    {"c99", "c99", "c9x iso9899:1999 iso9899:199x", false, true, 199901},
    {"gnu99", "gnu99", "gnu9x", false, false, 199901},
    {"c11", "c11", "c1x iso9899:2011", false, true, 201112},
    {"gnu11", "gnu11", "gnu1x", false, false, 201112},
    {"c17", "c17", "c18 iso9899:2017 iso9899:2018", false, true, 201710},
    {"gnu17", "gnu17", "gnu18", false, false, 201710},
    {"c23", "c2x", "c2x iso9899:2024", false, true, 202311},
    {"gnu23", "gnu2x", "gnu2x", false, false, 202311},
    {"c2y", "c2y", "", false, true, 202500},
    {"gnu2y", "gnu2y", "", false, false, 202500},
    {"c++98", "c++98", "c++03", true, true, 199711},
    {"gnu++98", "gnu++98", "gnu++03", true, false, 199711},
    {"c++11", "c++11", "c++0x", true, true, 201103},
    {"gnu++11", "gnu++11", "gnu++0x", true, false, 201103},
    {"c++14", "c++14", "c++1y", true, true, 201402},
    {"gnu++14", "gnu++14", "gnu++1y", true, false, 201402},
    {"c++17", "c++17", "c++1z", true, true, 201703},
    {"gnu++17", "gnu++17", "gnu++1z", true, false, 201703},
    {"c++20", "c++20", "c++2a", true, true, 202002},
    {"gnu++20", "gnu++20", "gnu++2a", true, false, 202002},
    {"c++23", "c++2b", "c++2b", true, true, 202302},
    {"gnu++23", "gnu++2b", "gnu++2b", true, false, 202302},
    {"c++26", "c++2c", "c++2c", true, true, 202400},
    {"gnu++26", "gnu++2c", "gnu++2c", true, false, 202400},
};

enum { N_LANGUAGES = sizeof languages / sizeof *languages };

const struct ab_language *ab_language_named(const char *name)
{
	for (size_t i = 0; i < N_LANGUAGES; i++)
		if (strcmp(languages[i].name, name) == 0)
			return &languages[i];
	return NULL;
}

static bool has_word(const char *list, const char *word)
{
	const size_t length = strlen(word);
	const char *at = list;

	while ((at = strstr(at, word))) {
		if ((at == list || at[-1] == ' ') && (!at[length] || at[length] == ' '))
			return true;
		at += length;
	}
	return false;
}

const struct ab_language *ab_language_of_option(const char *text)
{
	for (size_t i = 0; i < N_LANGUAGES; i++)
		if (strcmp(languages[i].name, text) == 0 ||
		    (*text && has_word(languages[i].others, text)))
			return &languages[i];
	return NULL;
}

const struct ab_language *ab_language_usual(bool is_cplusplus)
{
	return ab_language_named(is_cplusplus ? "gnu++17" : "gnu17");
}

const struct ab_language *ab_language_of_record(const char *name)
{
	const struct ab_language *language = name ? ab_language_named(name) : NULL;

	return language ? language : ab_language_usual(false);
}

/* A draft's value is behind that of the standard before it: the first that is not less. */
const struct ab_language *ab_language_of(bool is_cplusplus, bool is_strict, long version)
{
	const struct ab_language *last = NULL;

	for (size_t i = 0; i < N_LANGUAGES; i++) {
		if (languages[i].is_cplusplus != is_cplusplus ||
		    languages[i].is_strict != is_strict)
			continue;
		last = &languages[i];
		if (last->version >= version)
			break;
	}
	return last;
}

const char *const *ab_language_names(void)
{
	static const char *names[N_LANGUAGES + 1];

	for (size_t i = 0; i < N_LANGUAGES; i++)
		names[i] = languages[i].name;
	return names;
}
