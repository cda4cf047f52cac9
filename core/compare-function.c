/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compare-function.c - functions and variables (P1).
 */
#include "comparison.h"

#include <stdlib.h>
#include <string.h>

static bool has_word(const char *words, const char *word)
{
	const size_t length = strlen(word);

	for (const char *at = words; at && (at = strstr(at, word)); at += length)
		if ((at == words || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
			return true;
	return false;
}

/* ---- signature ---- */

static const char *function_text(const struct ab_comparison *cmp, const struct ab_entity *function)
{
	return ab_decl_text(cmp, function->name, function->type, -1);
}

static const char *param_name(const struct ab_comparison *cmp, const struct ab_type *then,
			      const struct ab_type *now, unsigned i)
{
	const char *name = then->params[i].name ? then->params[i].name : now->params[i].name;

	return name ? ab_printf(cmp->arena, "parameter %u ('%s')", i + 1, name)
		    : ab_printf(cmp->arena, "parameter %u", i + 1);
}

static void compare_params(struct ab_comparison *cmp, const struct ab_entity *then,
			   const struct ab_entity *now)
{
	const struct ab_type *was = then->type, *is = now->type;

	for (unsigned i = 0; i < was->n_params; i++) {
		const enum ab_difference difference =
		    ab_types_differ(cmp, ab_type_qualified(cmp->arena, was->params[i].type, 0),
				    ab_type_qualified(cmp->arena, is->params[i].type, 0));
		struct ab_finding *finding;

		if (difference == AB_SAME)
			continue;
		finding =
		    ab_say(cmp,
			   difference == AB_TYPES_DIFFER ? AB_FUNCTION_PARAMETER_TYPE_CHANGED
							 : AB_FUNCTION_PARAMETER_QUALIFIER_CHANGED,
			   then, was->params[i].name, now->place,
			   "%s of '%s' is now '%s', promised as '%s'", param_name(cmp, was, is, i),
			   then->name, ab_type_text(cmp->arena, is->params[i].type),
			   ab_type_text(cmp->arena, was->params[i].type));
		finding->promised_as = function_text(cmp, then);
		finding->consequence =
		    ab_where_types_part(cmp, was->params[i].type, is->params[i].type);
	}
}

static void compare_signature(struct ab_comparison *cmp, const struct ab_entity *then,
			      const struct ab_entity *now)
{
	const struct ab_type *was = then->type, *is = now->type;

	if (ab_types_differ(cmp, ab_type_qualified(cmp->arena, was->of, 0),
			    ab_type_qualified(cmp->arena, is->of, 0)) != AB_SAME)
		ab_say(cmp, AB_FUNCTION_RETURN_TYPE_CHANGED, then, NULL, now->place,
		       "'%s' now returns '%s', promised as '%s'", then->name,
		       ab_type_text(cmp->arena, is->of), ab_type_text(cmp->arena, was->of))
		    ->promised_as = function_text(cmp, then);
	if (was->n_params != is->n_params)
		ab_say(cmp, AB_FUNCTION_PARAMETER_COUNT_CHANGED, then, NULL, now->place,
		       "'%s' now takes %u parameter%s, promised with %u", then->name, is->n_params,
		       is->n_params == 1 ? "" : "s", was->n_params)
		    ->promised_as = function_text(cmp, then);
	else
		compare_params(cmp, then, now);
	if (was->is_variadic != is->is_variadic)
		ab_say(cmp, AB_FUNCTION_VARIADIC_CHANGED, then, NULL, now->place,
		       is->is_variadic ? "'%s' is now variadic" : "'%s' is no longer variadic",
		       then->name)
		    ->promised_as = function_text(cmp, then);
	if (!was->convention != !is->convention ||
	    (was->convention && strcmp(was->convention, is->convention) != 0))
		ab_say(cmp, AB_FUNCTION_CALLING_CONVENTION_CHANGED, then, NULL, now->place,
		       "'%s' now has the calling convention '%s', promised as '%s'", then->name,
		       is->convention ? is->convention : "default",
		       was->convention ? was->convention : "default")
		    ->promised_as = function_text(cmp, then);
}

/* ---- linkage ---- */

/* The first word that takes the symbol away from programs and was not there before, or NULL. */
static const char *new_restriction(const struct ab_entity *then, const struct ab_entity *now)
{
	static const char *const words[] = {"static", "inline", "hidden", "weak"};

	if (has_word(then->linkage, "static") || has_word(then->linkage, "inline"))
		return NULL; /* programs never linked with it */
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (has_word(now->linkage, words[i]) && !has_word(then->linkage, words[i]))
			return words[i];
	return NULL;
}

static void compare_linkage(struct ab_comparison *cmp, const struct ab_entity *then,
			    const struct ab_entity *now)
{
	const char *word = new_restriction(then, now);

	if (word)
		ab_say(cmp, AB_FUNCTION_LINKAGE_CHANGED, then, NULL, now->place,
		       "'%s' is now %s%s, promised as an external function", then->name, word,
		       strcmp(word, "inline") == 0 ? " only" : "")
		    ->promised_as = function_text(cmp, then);
	if (strcmp(then->asm_name ? then->asm_name : then->name,
		   now->asm_name ? now->asm_name : now->name) != 0)
		ab_say(cmp, AB_FUNCTION_ASM_LABEL_CHANGED, then, NULL, now->place,
		       "'%s' now names the symbol '%s', promised as '%s'", then->name,
		       now->asm_name ? now->asm_name : now->name,
		       then->asm_name ? then->asm_name : then->name);
}

/* ---- contract ---- */

static bool has_attribute(const struct ab_entity *entity, const char *text)
{
	for (unsigned i = 0; i < entity->n_attributes; i++)
		if (strcmp(entity->attributes[i], text) == 0)
			return true;
	return false;
}

/* Parameters that a nonnull attribute names, as bits; all for one without a list. */
static uint64_t nonnull_of(const char *attribute)
{
	uint64_t positions = 0;

	attribute += strlen("nonnull");
	if (!*attribute)
		return UINT64_MAX;
	while (*attribute) {
		char *end;
		const unsigned long position = strtoul(attribute, &end, 10);

		if (end == attribute)
			attribute++;
		else
			attribute = end;
		if (end != attribute - 1 && position > 0 && position < 64)
			positions |= UINT64_C(1) << position;
	}
	return positions;
}

static bool is_nonnull(const char *attribute)
{
	return strncmp(attribute, "nonnull", 7) == 0 && (!attribute[7] || attribute[7] == ' ');
}

static uint64_t nonnull_in(const struct ab_entity *entity)
{
	uint64_t positions = 0;

	for (unsigned i = 0; i < entity->n_attributes; i++)
		if (is_nonnull(entity->attributes[i]))
			positions |= nonnull_of(entity->attributes[i]);
	return positions;
}

/* Whether an attribute is a promise to callers; the others are demands on them. */
static bool is_promise_to_callers(const char *attribute)
{
	return strcmp(attribute, "noreturn") == 0 || strcmp(attribute, "returns_nonnull") == 0;
}

static bool asks_more(const struct ab_entity *then, const char *attribute)
{
	if (is_promise_to_callers(attribute))
		return false;
	if (is_nonnull(attribute))
		return (nonnull_of(attribute) & ~nonnull_in(then)) != 0;
	return !has_attribute(then, attribute);
}

static void compare_contract(struct ab_comparison *cmp, const struct ab_entity *then,
			     const struct ab_entity *now)
{
	for (unsigned i = 0; i < now->n_attributes; i++)
		if (asks_more(then, now->attributes[i]))
			ab_say(cmp, AB_FUNCTION_CONTRACT_CHANGED, then, NULL, now->place,
			       "'%s' now asks '%s' of its callers", then->name, now->attributes[i]);
	for (unsigned i = 0; i < then->n_attributes; i++)
		if (is_promise_to_callers(then->attributes[i]) &&
		    !has_attribute(now, then->attributes[i]))
			ab_say(cmp, AB_FUNCTION_CONTRACT_CHANGED, then, NULL, now->place,
			       "'%s' no longer promises '%s' to its callers", then->name,
			       then->attributes[i]);
}

/* ---- functions and variables as a whole ---- */

static const struct ab_entity *macro_named(const struct ab_record *record, const char *name)
{
	const struct ab_entity *macro = ab_record_find(record, AB_FUNCTION_MACRO, name);

	return macro ? macro : ab_record_find(record, AB_MACRO, name);
}

void ab_compare_function(struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct ab_entity *now = ab_record_find(cmp->current, AB_FUNCTION, then->name);
	const struct ab_entity *macro = macro_named(cmp->current, then->name);

	if (now) {
		compare_signature(cmp, then, now);
		compare_linkage(cmp, then, now);
		compare_contract(cmp, then, now);
		return;
	}
	if (!ab_is_missing(cmp, then->name, then->header, then->since))
		return;
	if (macro)
		ab_say(cmp, AB_FUNCTION_BECAME_MACRO, then, NULL, macro->place,
		       "function '%s' is only a macro now", then->name)
		    ->promised_as = function_text(cmp, then);
	else
		ab_say(cmp, AB_FUNCTION_REMOVED, then, NULL, 0,
		       "function '%s' is no longer declared in a public header", then->name)
		    ->promised_as = function_text(cmp, then);
}

/* "extern char name[]" may get its bound: programs never knew the size. */
static bool got_its_bound(const struct ab_comparison *cmp, const struct ab_type *then,
			  const struct ab_type *now)
{
	then = ab_type_resolve(cmp->promised, then, cmp->arena, NULL);
	now = ab_type_resolve(cmp->current, now, cmp->arena, NULL);
	return then->kind == AB_TYPE_ARRAY && now->kind == AB_TYPE_ARRAY &&
	       then->count == AB_COUNT_NONE && now->count >= 0 &&
	       ab_types_differ(cmp, then->of, now->of) == AB_SAME;
}

void ab_compare_variable(struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct ab_entity *now = ab_record_find(cmp->current, AB_VARIABLE, then->name);
	const char *was = ab_decl_text(cmp, then->name, then->type, -1);
	const char *word;

	if (!now) {
		if (ab_is_missing(cmp, then->name, then->header, then->since))
			ab_say(cmp, AB_VARIABLE_REMOVED, then, NULL, 0,
			       "variable '%s' is no longer declared in a public header", then->name)
			    ->promised_as = was;
		return;
	}
	if (ab_types_differ(cmp, then->type, now->type) == AB_TYPES_DIFFER &&
	    ab_compare_unnamed(cmp, then, now))
		return;
	if ((ab_types_differ(cmp, then->type, now->type) != AB_SAME &&
	     !got_its_bound(cmp, then->type, now->type) &&
	     !ab_is_bound_of_model(cmp, then->type, now->type)) ||
	    has_word(then->linkage, "thread-local") != has_word(now->linkage, "thread-local"))
		ab_say(cmp, AB_VARIABLE_TYPE_CHANGED, then, NULL, now->place,
		       "variable '%s' is now '%s%s', promised as '%s%s'", then->name,
		       has_word(now->linkage, "thread-local") ? "_Thread_local " : "",
		       ab_type_text(cmp->arena, now->type),
		       has_word(then->linkage, "thread-local") ? "_Thread_local " : "",
		       ab_type_text(cmp->arena, then->type))
		    ->promised_as = was;
	word = new_restriction(then, now);
	if (word && strcmp(word, "weak") != 0)
		ab_say(cmp, AB_VARIABLE_REMOVED, then, NULL, now->place,
		       "variable '%s' is now %s, promised as an external variable", then->name,
		       word)
		    ->promised_as = was;
}
