/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * symver.c - versions that a .c file gives to symbols itself (P7): the assembler's .symver,
 * and the attribute of that name.
 *
 * Programs that were linked with foo@V1 ask for that very version for ever; which version is
 * the default, foo@@V2, decides what new ones are linked with.
 */
#include "comparison.h"

#include <string.h>

static size_t name_length(const char *version)
{
	return strcspn(version, "@");
}

static bool is_default(const char *version)
{
	return version[name_length(version) + 1] == '@';
}

/* "V1" of "foo@V1" and "foo@@V1" */
static const char *node_of(const char *version)
{
	return version + name_length(version) + 1 + is_default(version);
}

static bool is_of_same_symbol(const char *a, const char *b)
{
	return name_length(a) == name_length(b) && strncmp(a, b, name_length(a)) == 0;
}

static bool is_same(const char *a, const char *b)
{
	return is_of_same_symbol(a, b) && strcmp(node_of(a), node_of(b)) == 0;
}

static bool has(const struct ab_header *header, const char *version)
{
	for (unsigned i = 0; i < header->n_versions; i++)
		if (is_same(header->versions[i], version))
			return true;
	return false;
}

static bool has_default(const struct ab_header *header, const char *version)
{
	for (unsigned i = 0; i < header->n_versions; i++)
		if (is_of_same_symbol(header->versions[i], version) &&
		    is_default(header->versions[i]))
			return true;
	return false;
}

/* A version that the symbol has now and was not promised, or NULL. */
static const char *new_version(const struct ab_header *then, const struct ab_header *now,
			       const char *version)
{
	for (unsigned i = 0; i < now->n_versions; i++)
		if (is_of_same_symbol(now->versions[i], version) && !has(then, now->versions[i]))
			return now->versions[i];
	return NULL;
}

static void say_lost(struct ab_comparison *cmp, const struct ab_entity *symbol,
		     const struct ab_header *then, const struct ab_header *now, const char *version)
{
	const char *added = new_version(then, now, version);
	struct ab_finding *finding =
	    added ? ab_say(cmp, AB_SYMBOL_VERSION_CHANGED, symbol, NULL, 0,
			   "'%s' gives symbol '%s' version '%s', promised with '%s'", now->name,
			   symbol->name, node_of(added), node_of(version))
		  : ab_say(cmp, AB_SYMBOL_REMOVED, symbol, NULL, 0,
			   "'%s' no longer gives symbol '%s' version '%s'", now->name, symbol->name,
			   node_of(version));

	finding->promised_as = ab_printf(cmp->arena, "%s@%s", symbol->name, node_of(version));
	finding->consequence = ab_printf(cmp->arena,
					 "programs linked with it require '%s' and will not start; "
					 "keep the .symver of that version",
					 finding->promised_as);
}

static void compare_version(struct ab_comparison *cmp, const struct ab_header *then,
			    const struct ab_header *now, const char *version)
{
	const struct ab_entity symbol = {
	    .name = ab_strndup(cmp->arena, version, name_length(version)),
	    .since = then->since,
	    .header = then->name,
	};

	if (!has(now, version)) {
		say_lost(cmp, &symbol, then, now, version);
	} else if (is_default(version) && !has_default(now, version)) {
		struct ab_finding *finding =
		    ab_say(cmp, AB_SYMBOL_VERSION_CHANGED, &symbol, NULL, 0,
			   "'%s' gives symbol '%s' no default version, promised with '%s'",
			   now->name, symbol.name, version);

		finding->promised_as = version;
		finding->consequence = "no program can be linked with it any more";
	}
}

void ab_compare_symvers(struct ab_comparison *cmp)
{
	for (size_t i = 0; i < cmp->promised->n_headers; i++) {
		const struct ab_header *then = &cmp->promised->headers[i];
		const struct ab_header *now =
		    then->n_versions ? ab_record_find_header(cmp->current, then->name) : NULL;

		if (!now || !(now->knows_versions || cmp->current->file) ||
		    !ab_is_expected(cmp, then->name, then->since))
			continue;
		for (unsigned j = 0; j < then->n_versions; j++)
			compare_version(cmp, then, now, then->versions[j]);
	}
}
