/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * use.c - constants of the same value that programs cannot use as before (P6):
 * the same value in #if, beside operators, or joined with other strings is another matter.
 */
#include "comparison.h"

#include <string.h>

#include "abiding/eval.h"

/* ---- beside operators ---- */

/* What programs write around a constant, the commonest first. */
static const char *const contexts[] = {
    "2 * %s",  "%s * 2",  "1 - %s", "-%s",    "8 / %s",	 "%s % 2", "~%s",
    "%s << 1", "1 << %s", "1 & %s", "%s & 1", "%s == 1", "%s ^ 1", "%s ? 2 : 3",
};

/* The context with text for "%s". */
static const char *in_context(const struct ab_comparison *cmp, const char *context,
			      const char *text)
{
	const char *hole = strstr(context, "%s");

	return ab_printf(cmp->arena, "%.*s%s%s", (int)(hole - context), context, text, hole + 2);
}

/* A number as it stands in programs: as it is written, or as one operand. */
static const char *operand_text(const struct ab_comparison *cmp, const struct ab_value *value)
{
	static const struct {
		const char *type, *suffix;
	} suffixes[] = {
	    {"unsigned int", "u"},	   {"long", "l"},
	    {"unsigned long", "ul"},	   {"long long", "ll"},
	    {"unsigned long long", "ull"}, {"float", "f"},
	    {"long double", "l"},
	};
	const char *suffix = "";

	if (value->bare)
		return value->bare;
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
		if (value->type && value->type->kind == AB_TYPE_BASIC &&
		    strcmp(value->type->name, suffixes[i].type) == 0)
			suffix = suffixes[i].suffix;
	return ab_printf(cmp->arena, "(%s%s)", ab_value_text(cmp->arena, value), suffix);
}

static bool is_same(const struct ab_value *a, const struct ab_value *b)
{
	return a->kind == b->kind &&
	       (a->kind == AB_VALUE_INTEGER ? ab_int_compare(a->integer, b->integer) == 0
					    : strcmp(a->text, b->text) == 0);
}

/* What the two come to where a program uses them so. */
struct use {
	const char *context;
	struct ab_value then, now;
};

/* Finds a use in which two numbers differ, of which one has operators that are not in parentheses. */
static bool find_use(const struct ab_comparison *cmp, const struct ab_value *then,
		     const struct ab_value *now, struct use *use)
{
	const struct ab_eval_env env = {
	    .int_bits = 32, .long_bits = 64, .long_long_bits = 64, .pointer_bits = 64};
	const char *was, *is;

	if ((!then->bare && !now->bare) || then->is_model_dependent || now->is_model_dependent)
		return false;
	was = operand_text(cmp, then);
	is = operand_text(cmp, now);
	for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++) {
		use->context = contexts[i];
		if (ab_eval(cmp->arena, &env, in_context(cmp, contexts[i], was), &use->then) &&
		    ab_eval(cmp->arena, &env, in_context(cmp, contexts[i], is), &use->now) &&
		    !is_same(&use->then, &use->now))
			return true;
	}
	return false;
}

/* The promised macro whose name is all that a macro stands for now; NULL: none. */
static const struct ab_entity *only_macro(const struct ab_comparison *cmp,
					  const struct ab_entity *now)
{
	const char *text = now->text;

	if (!text || strcmp(text, now->name) == 0)
		return NULL;
	return ab_record_find(cmp->promised, AB_MACRO, text);
}

/* Whether another macro, which this one only names, has lost the same: that is said of it. */
static bool follows(const struct ab_comparison *cmp, const struct ab_entity *now,
		    bool (*is_lost)(const struct ab_entity *then, const struct ab_entity *now))
{
	const struct ab_entity *then = only_macro(cmp, now);
	const struct ab_entity *is =
	    then ? ab_record_find(cmp->current, AB_MACRO, then->name) : NULL;

	return is && is_lost(then, is);
}

static void say_use(struct ab_comparison *cmp, const struct ab_entity *then,
		    const struct ab_value *promised, const struct ab_entity *now,
		    const struct use *use)
{
	const char *how;

	if (promised->bare && now->value.bare)
		how = ab_printf(cmp->arena, "is now '%s', promised as '%s'", now->value.bare,
				promised->bare);
	else if (promised->bare)
		how = "is in parentheses now";
	else
		how = ab_printf(cmp->arena, "is now '%s' without parentheses", now->value.bare);
	ab_say(cmp, AB_MACRO_VALUE_CHANGED, then, NULL, now->place,
	       "macro '%s' %s: '%s' is %s, promised as %s", then->name, how,
	       in_context(cmp, use->context, then->name), ab_value_text(cmp->arena, &use->now),
	       ab_value_text(cmp->arena, &use->then))
	    ->promised_as = ab_define_text(cmp, then);
}

static bool compare_operands(struct ab_comparison *cmp, const struct ab_entity *then,
			     const struct ab_value *promised, const struct ab_entity *now)
{
	const struct ab_entity *named = only_macro(cmp, now);
	const struct ab_entity *named_now =
	    named ? ab_record_find(cmp->current, AB_MACRO, named->name) : NULL;
	struct use use, of_named;

	if (!find_use(cmp, promised, &now->value, &use))
		return false;
	if (!named_now || !find_use(cmp, &named->value, &named_now->value, &of_named))
		say_use(cmp, then, promised, now, &use);
	return true;
}

/* ---- in #if ---- */

static bool fits_if(const struct ab_value *value, const struct ab_entity *macro)
{
	return value->kind == AB_VALUE_INTEGER && ab_type_fits_if(value->type) &&
	       !macro->is_not_in_if && !macro->enumerator;
}

static bool is_lost_for_if(const struct ab_entity *then, const struct ab_entity *now)
{
	return fits_if(&then->value, then) && !fits_if(&now->value, now);
}

static bool has_enumerator(const struct ab_record *record, const char *name)
{
	return ab_record_find_enumerator(record, name, NULL) ||
	       ab_record_find(record, AB_ENUMERATOR, name);
}

/* No record says which macros are names of enumerators: where it has these, it may have been so. */
static bool may_have_been_so(const struct ab_comparison *cmp, const struct ab_entity *now)
{
	return now->enumerator && has_enumerator(cmp->promised, now->enumerator);
}

static void say_enumerator(struct ab_comparison *cmp, const struct ab_entity *then,
			   const struct ab_entity *now)
{
	struct ab_finding *finding =
	    ab_say(cmp, AB_MACRO_FORM_CHANGED, then, NULL, now->place,
		   "macro '%s' stands for the enumerator '%s' now, which #if takes for 0",
		   then->name, now->enumerator);

	finding->promised_as = ab_define_text(cmp, then);
	/* the rest of C sees what it saw */
	if (finding->severity == AB_ERROR && !cmp->policy->has_severity[AB_MACRO_FORM_CHANGED])
		finding->severity = AB_WARNING;
}

/* true is of type bool in C23, and what older compilers have for it is a cast. */
static bool is_truth(const struct ab_comparison *cmp, const struct ab_value *value)
{
	return cmp->current->has_bool_word && value->type && value->type->kind == AB_TYPE_BASIC &&
	       strcmp(value->type->name, "_Bool") == 0;
}

static bool compare_in_if(struct ab_comparison *cmp, const struct ab_entity *then,
			  const struct ab_value *promised, const struct ab_entity *now)
{
	if (!fits_if(promised, then) || fits_if(&now->value, now) || is_truth(cmp, &now->value) ||
	    may_have_been_so(cmp, now))
		return false;
	if (follows(cmp, now, is_lost_for_if))
		return true;
	if (now->enumerator && strcmp(now->enumerator, then->name) != 0)
		say_enumerator(cmp, then, now);
	else if (!now->enumerator)
		ab_say(cmp, AB_MACRO_FORM_CHANGED, then, NULL, now->place,
		       "macro '%s' can no longer be used in #if%s%s%s", then->name,
		       now->text ? ": it is now '" : "", now->text ? now->text : "",
		       now->text ? "'" : "")
		    ->promised_as = ab_define_text(cmp, then);
	return true;
}

/* ---- joined with other strings ---- */

static bool is_lost_for_joining(const struct ab_entity *then, const struct ab_entity *now)
{
	return then->value.kind == AB_VALUE_STRING && !then->value.bare && now->value.bare;
}

static bool compare_joining(struct ab_comparison *cmp, const struct ab_entity *then,
			    const struct ab_value *promised, const struct ab_entity *now)
{
	if (promised->kind != AB_VALUE_STRING || promised->bare || !now->value.bare)
		return false;
	if (!follows(cmp, now, is_lost_for_joining))
		ab_say(cmp, AB_MACRO_FORM_CHANGED, then, NULL, now->place,
		       "string '%s' is in parentheses now and can no longer be joined with "
		       "other strings",
		       then->name)
		    ->promised_as = ab_define_text(cmp, then);
	return true;
}

bool ab_compare_use(struct ab_comparison *cmp, const struct ab_entity *then,
		    const struct ab_value *promised, const struct ab_entity *now)
{
	return cmp->promised->knows_uses && (compare_joining(cmp, then, promised, now) ||
					     compare_operands(cmp, then, promised, now) ||
					     compare_in_if(cmp, then, promised, now));
}
