/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * language.cc - which macros the language or an option of the compiler brings along, here or
 * where the record was frozen.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "stretch.h"

extern "C" {
#include "abiding/language.h"
#include "abiding/lex.h"
}

/* Macros that an option of the compiler's brings along, and C's own (7.2). */
static bool is_of_option(const char *name)
{
	static const char *const of_options[] = {"__OPTIMIZE__",	"__OPTIMIZE_SIZE__",
						 "__FAST_MATH__",	"__SANITIZE_ADDRESS__",
						 "__SANITIZE_THREAD__", "NDEBUG"};
	static const char no_option[] = "__NO_INLINE__"; /* until one says -O */

	for (size_t i = 0; i < ARRAY_SIZE(of_options); i++)
		if (!strcmp(of_options[i], name))
			return collector.record->gap || macro_is_defined(name);
	return !strcmp(name, no_option) && (collector.record->gap || !macro_is_defined(name));
}

static const struct ab_language *language_of_record(void)
{
	return ab_language_of_record(collector.promised ? collector.promised->language : NULL);
}

static bool is_other_cplusplus(void)
{
	return language_of_record()->is_cplusplus != is_cplusplus();
}

/* Macros that the language brings along, here or in the record's but not in both. */
static bool is_of_language(const char *name)
{
	static const char *const of_cplusplus[] = {"__cplusplus", "__GNUG__", "_GNU_SOURCE"};

	if (!strcmp(name, "__STRICT_ANSI__"))
		return collector.record->gap || language_of_record()->is_strict != is_strict_c();
	for (size_t i = 0; is_other_cplusplus() && i < ARRAY_SIZE(of_cplusplus); i++)
		if (!strcmp(of_cplusplus[i], name))
			return true;
	return false;
}

enum source language_source_of(const char *name)
{
	return is_of_option(name) ? BY_COMPILE : is_of_language(name) ? BY_LANGUAGE : BY_NOBODY;
}

/* The version from which on "__STDC_VERSION__ >= 199901L", behind the name, has another answer. */
static long version_asked_for(const struct ab_lexer *behind, long first)
{
	struct ab_lexer ahead = *behind;
	const struct ab_token compares = ab_lexer_next(&ahead), with = ab_lexer_next(&ahead);
	const bool is_behind = ab_token_is(&compares, ">") || ab_token_is(&compares, "<=");

	if (with.kind != AB_TOKEN_NUMBER || !strchr("<>=!", compares.text[0]))
		return first; /* whether there is one at all */
	return strtol(with.text, NULL, 10) + is_behind;
}

enum source language_source_of_c(const struct ab_lexer *behind)
{
	const long wanted = version_asked_for(behind, 199409);
	const struct ab_language *then = language_of_record();
	const bool was_had = !then->is_cplusplus && then->version >= wanted;
	const bool is_had = macro_number("__STDC_VERSION__") >= wanted;

	if (is_other_cplusplus())
		return BY_LANGUAGE;
	if (collector.record->gap)
		return BY_NOBODY;
	return was_had != is_had ? BY_LANGUAGE : BY_VERSION;
}

enum source language_source_of_cplusplus(const struct ab_lexer *behind)
{
	const long wanted = version_asked_for(behind, 199711);
	const struct ab_language *then = language_of_record();
	const bool was_had = then->is_cplusplus && then->version >= wanted;

	if (is_other_cplusplus())
		return BY_LANGUAGE;
	if (collector.record->gap)
		return BY_NOBODY;
	return was_had != (macro_number("__cplusplus") >= wanted) ? BY_LANGUAGE : BY_NOBODY;
}
