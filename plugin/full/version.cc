/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * version.cc - a plugin runs in the very GCC that it was built for; in any
 * other, both are named.
 *
 * The other GCC may lack any function that has changed its parameters between
 * the two, such as inform(); the Makefile makes all that is bound weak, so that
 * the plugin is opened all the same.  So here is called only what has been as
 * it is since GCC 4.8, until the versions are known to be one.
 */
#include "gcc/gcc-includes.h"
#include "gcc/handover.h"

static bool has_word(const char *text, const char *word, size_t length)
{
	for (const char *at = text; (at = strstr(at, word)) != NULL; at += length)
		if ((at == text || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
			return true;
	return false;
}

/* The words of a configure line that another one has not. */
static const char *words_missing_in(const char *line, const char *other)
{
	const char *words = "";

	while (*line) {
		const size_t length = strcspn(line, " ");
		const char *const word = xstrndup(line, length);

		if (length && !has_word(other, word, length))
			words = concat(words, *words ? " " : "", word, NULL);
		line += length + (line[length] == ' ');
	}
	return *words ? words : "nothing else";
}

/* The machine that a GCC compiles for, "" where its configure line does not say. */
static const char *target_of(const struct plugin_gcc_version *version)
{
	static const char option[] = "--target=";
	const char *const at = strstr(version->configuration_arguments, option);
	const char *const target = at ? at + strlen(option) : "";

	return xstrndup(target, strcspn(target, " "));
}

static const char *version_text(const struct plugin_gcc_version *version)
{
	return concat(version->basever, " ", version->datestamp, *version->devphase ? " " : "",
		      version->devphase, *version->revision ? " " : "", version->revision, NULL);
}

/* cross_target NULL: the machine is the same. */
static void refuse(const char *name, const char *built, const char *running,
		   const char *cross_target, int major)
{
	if (major < OLDEST_GCC || major > NEWEST_GCC)
		error("%s was built for GCC %s and cannot run in GCC %s: it runs in GCC %d to %d",
		      name, built, running, OLDEST_GCC, NEWEST_GCC);
	else if (cross_target)
		error("%s was built for GCC %s and cannot run in GCC %s: build it for this very "
		      "compiler with make CC=%s-gcc-%d",
		      name, built, running, cross_target, major);
	else
		error("%s was built for GCC %s and cannot run in GCC %s: build it for this very "
		      "compiler with make CC=gcc-%d CXX=g++-%d",
		      name, built, running, major, major);
}

static void explain_configuration(const char *name, const struct plugin_gcc_version *running)
{
	const char *const built_with = gcc_version.configuration_arguments;
	const char *const running_with = running->configuration_arguments;

	inform(UNKNOWN_LOCATION, "%s was built for a GCC configured with: %s", name,
	       words_missing_in(built_with, running_with));
	inform(UNKNOWN_LOCATION, "this GCC was configured with: %s",
	       words_missing_in(running_with, built_with));
}

bool version_is_right(const char *name, struct plugin_gcc_version *running)
{
	const char *built, *now, *built_target, *target;
	bool is_cross;

	if (plugin_default_version_check(running, &gcc_version))
		return true;
	built = version_text(&gcc_version);
	now = version_text(running);
	built_target = target_of(&gcc_version);
	target = target_of(running);
	is_cross = *built_target && *target && strcmp(built_target, target) != 0;
	if (is_cross)
		refuse(name, concat(built, " for ", built_target, NULL),
		       concat(now, " for ", target, NULL), target, atoi(running->basever));
	else
		refuse(name, built, now, NULL, atoi(running->basever));
	if (!is_cross && !strcmp(built, now))
		explain_configuration(name, running);
	return false;
}
