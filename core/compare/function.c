/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * function.c - functions and variables (P1).
 */
#include "comparison.h"
#include "leaves.h"

#include <stdlib.h>
#include <string.h>

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

/* A callback that need not come back may be one that does. */
static const struct ab_type *without_noreturn(const struct ab_comparison *cmp,
					      const struct ab_type *param)
{
	const struct ab_type *function = param->kind == AB_TYPE_POINTER ? param->of : NULL;
	struct ab_type *copy;

	if (!function || function->kind != AB_TYPE_FUNCTION || !function->convention ||
	    strcmp(function->convention, "noreturn") != 0)
		return param;
	copy = AB_NEW(cmp->arena, struct ab_type);
	*copy = *function;
	copy->convention = NULL;
	return ab_type_derived(cmp->arena, AB_TYPE_POINTER, copy, 0, 0);
}

static void compare_params(struct ab_comparison *cmp, const struct ab_entity *then,
			   const struct ab_entity *now)
{
	const struct ab_type *was = then->type, *is = now->type;

	for (unsigned i = 0; i < was->n_params && i < is->n_params; i++) {
		const enum ab_difference difference = ab_values_differ(
		    cmp, AB_USE_PARAMETER, was->params[i].type, is->params[i].type);
		struct ab_finding *finding;

		if (difference == AB_SAME ||
		    ab_values_differ(cmp, AB_USE_PARAMETER,
				     without_noreturn(cmp, was->params[i].type),
				     is->params[i].type) == AB_SAME)
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

/* Whether a call without a prototype passes something else for it (C17 6.5.2.2p6). */
static bool is_promoted(const struct ab_comparison *cmp, const struct ab_type *param)
{
	static const char *const promoted[] = {
	    "_Bool", "char", "signed char", "unsigned char", "short", "unsigned short", "float"};
	const struct ab_type *type = ab_type_resolve(cmp->current, param, cmp->arena, NULL);
	const char *name = type->kind == AB_TYPE_TYPEDEF
			       ? ab_stands_for(cmp->current, type->name, cmp->now_model)
			   : type->kind == AB_TYPE_BASIC ? type->name
							 : NULL;

	for (size_t i = 0; name && i < sizeof promoted / sizeof *promoted; i++)
		if (strcmp(name, promoted[i]) == 0)
			return true;
	return false;
}

/*
 * "int f();" that has got a prototype: who called it rightly passed what that says, but for
 * what only a prototype lets pass as it is.
 */
static void compare_prototype(struct ab_comparison *cmp, const struct ab_entity *then,
			      const struct ab_entity *now)
{
	const struct ab_type *is = now->type;

	for (unsigned i = 0; i < is->n_params; i++)
		if (is_promoted(cmp, is->params[i].type))
			ab_say(cmp, AB_FUNCTION_PARAMETER_TYPE_CHANGED, then, is->params[i].name,
			       now->place,
			       "%s of '%s' is now '%s', which calls without a prototype, as "
			       "promised, do not pass",
			       param_name(cmp, is, is, i), then->name,
			       ab_type_text(cmp->arena, is->params[i].type))
			    ->promised_as = function_text(cmp, then);
	if (is->is_variadic)
		ab_say(
		    cmp, AB_FUNCTION_VARIADIC_CHANGED, then, NULL, now->place,
		    "'%s' is now variadic, which calls without a prototype, as promised, are not",
		    then->name)
		    ->promised_as = function_text(cmp, then);
}

static bool has_param_names(const struct ab_type *function)
{
	for (unsigned i = 0; i < function->n_params; i++)
		if (function->params[i].name)
			return true;
	return false;
}

/* "'foo_close', 'foo_open' and 3 more are declared by it" */
static const char *declared_text(const struct ab_comparison *cmp,
				 const struct changed_callback *changed)
{
	enum { NAMED_MAX = 8 };
	struct ab_buf text;

	ab_buf_init(&text, cmp->arena);
	for (size_t i = 0; i < changed->n_declared && i < NAMED_MAX; i++)
		ab_buf_addf(&text, "%s'%s'", i ? ", " : "", changed->declared[i]);
	if (changed->n_declared > NAMED_MAX)
		ab_buf_addf(&text, " and %zu more", changed->n_declared - NAMED_MAX);
	ab_buf_addf(&text, " %s declared by it", changed->n_declared == 1 ? "is" : "are");
	return text.text;
}

/*
 * A function that is declared by a typedef, "foo_fn foo_open;", and so has no names of
 * parameters, has changed as that has.
 */
static bool is_changed_by_typedef(struct ab_comparison *cmp, const struct ab_entity *then,
				  const struct ab_entity *now)
{
	for (size_t i = 0; i < cmp->n_callbacks; i++) {
		struct changed_callback *changed = &cmp->callbacks[i];

		if (has_param_names(then->type) || has_param_names(now->type) ||
		    ab_types_compare(cmp->arena, cmp->promised, then->type, cmp->promised,
				     changed->then, AB_USE_OBJECT) != AB_SAME ||
		    ab_types_compare(cmp->arena, cmp->current, now->type, cmp->current,
				     changed->now, AB_USE_OBJECT) != AB_SAME)
			continue;
		ab_mark_broken(cmp, then, AB_ERROR);
		changed->declared = AB_GROW(cmp->arena, changed->declared, changed->n_declared,
					    &changed->declared_capacity);
		changed->declared[changed->n_declared++] = then->name;
		cmp->findings->items[changed->finding].consequence = declared_text(cmp, changed);
		return true;
	}
	return false;
}

/* Returns whether so much was said with it that nothing need be said of single parameters. */
static bool say_count_changed(struct ab_comparison *cmp, const struct ab_entity *then,
			      const struct ab_entity *now)
{
	const unsigned n = now->type->n_params;
	struct ab_finding *finding =
	    ab_say(cmp, AB_FUNCTION_PARAMETER_COUNT_CHANGED, then, NULL, now->place,
		   "'%s' now takes %u parameter%s, promised with %u", then->name, n,
		   n == 1 ? "" : "s", then->type->n_params);

	finding->promised_as = function_text(cmp, then);
	return ab_weighs_as(cmp, finding, AB_FUNCTION_PARAMETER_TYPE_CHANGED, then);
}

static void compare_signature(struct ab_comparison *cmp, const struct ab_entity *then,
			      const struct ab_entity *now)
{
	const struct ab_type *was = then->type, *is = now->type;

	if (ab_values_differ(cmp, AB_USE_RESULT, was->of, is->of) != AB_SAME)
		ab_say(cmp, AB_FUNCTION_RETURN_TYPE_CHANGED, then, NULL, now->place,
		       "'%s' now returns '%s', promised as '%s'", then->name,
		       ab_type_text(cmp->arena, is->of), ab_type_text(cmp->arena, was->of))
		    ->promised_as = function_text(cmp, then);
	if (was->has_no_prototype)
		compare_prototype(cmp, then, now);
	else if (was->n_params == is->n_params || !say_count_changed(cmp, then, now))
		compare_params(cmp, then, now);
	if (was->is_variadic != is->is_variadic && !was->has_no_prototype)
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

/* The first linkage that takes the symbol away from programs and was not there before, or 0. */
static unsigned new_restriction(const struct ab_entity *then, const struct ab_entity *now)
{
	static const unsigned order[] = {AB_LINKAGE_STATIC, AB_LINKAGE_INLINE, AB_LINKAGE_HIDDEN,
					 AB_LINKAGE_WEAK};

	if (then->linkage & (AB_LINKAGE_STATIC | AB_LINKAGE_INLINE))
		return 0; /* programs never linked with it */
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (now->linkage & ~then->linkage & order[i])
			return order[i];
	return 0;
}

static void compare_linkage(struct ab_comparison *cmp, const struct ab_entity *then,
			    const struct ab_entity *now)
{
	const unsigned restriction = new_restriction(then, now);

	if (restriction)
		ab_say(cmp, AB_FUNCTION_LINKAGE_CHANGED, then, NULL, now->place,
		       "'%s' is now %s%s, promised as an external function", then->name,
		       ab_linkage_text(cmp->arena, restriction),
		       restriction == AB_LINKAGE_INLINE ? " only" : "")
		    ->promised_as = function_text(cmp, then);
	ab_compare_language_linkage(cmp, then, now);
	if (strcmp(then->asm_name ? then->asm_name : then->name,
		   now->asm_name ? now->asm_name : now->name) != 0)
		ab_say(cmp, AB_FUNCTION_ASM_LABEL_CHANGED, then, NULL, now->place,
		       "'%s' now names the symbol '%s', promised as '%s'", then->name,
		       now->asm_name ? now->asm_name : now->name,
		       then->asm_name ? then->asm_name : then->name);
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
		if (!is_changed_by_typedef(cmp, then, now))
			compare_signature(cmp, then, now);
		compare_linkage(cmp, then, now);
		ab_compare_contract(cmp, then, now);
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

static void compare_constant(struct ab_comparison *cmp, const struct ab_entity *then,
			     const struct ab_entity *now)
{
	const struct ab_value *was = ab_macro_value(then, cmp->then_model), *is = &now->value;

	if (!was || was->kind == AB_VALUE_NONE || is->kind != was->kind ||
	    ab_policy_may_change(cmp->policy, then->name))
		return;
	if (was->kind == AB_VALUE_INTEGER
		? !ab_int_compare(was->integer, is->integer) ||
		      ab_goes_along(&cmp->growths, then->name, was->integer, is->integer, NULL)
		: !strcmp(was->text, is->text))
		return;
	ab_say(cmp, AB_VARIABLE_VALUE_CHANGED, then, NULL, now->place,
	       "constant '%s' is now %s, promised as %s", then->name, ab_value_text(cmp->arena, is),
	       ab_value_text(cmp->arena, was))
	    ->consequence = "programs have the value compiled in";
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

static bool size_of(const struct ab_entity *entity, int model, uint64_t *size)
{
	return ab_is_known(&entity->object_size, model, size) ||
	       ab_is_known(&entity->library_size, model, size);
}

/* Of what the library had of a variable whose type left that open. */
static void compare_library_size(struct ab_comparison *cmp, const struct ab_entity *then,
				 const struct ab_entity *now)
{
	uint64_t was, is;

	if (!ab_is_known(&then->library_size, cmp->then_model, &was) ||
	    !size_of(now, cmp->now_model, &is) || was == is)
		return;
	ab_say(cmp, AB_VARIABLE_TYPE_CHANGED, then, NULL, now->place,
	       "variable '%s' now has %llu bytes; it was promised with %llu, as the library had it",
	       then->name, (unsigned long long)is, (unsigned long long)was)
	    ->consequence = AB_COPY_RELOCATION;
}

void ab_compare_variable(struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct ab_entity *now = ab_record_find(cmp->current, AB_VARIABLE, then->name);
	const char *was = ab_decl_text(cmp, then->name, then->type, -1);
	unsigned restriction;

	if (!now) {
		if (ab_is_missing(cmp, then->name, then->header, then->since))
			ab_say(cmp, AB_VARIABLE_REMOVED, then, NULL, 0,
			       "variable '%s' is no longer declared in a public header", then->name)
			    ->promised_as = was;
		return;
	}
	if ((!ab_compare_unnamed(cmp, then, now) &&
	     ab_types_differ(cmp, then->type, now->type) != AB_SAME &&
	     !got_its_bound(cmp, then->type, now->type) &&
	     !ab_is_bound_of_model(cmp, then->type, now->type)) ||
	    (then->linkage ^ now->linkage) & AB_LINKAGE_THREAD_LOCAL)
		ab_say(cmp, AB_VARIABLE_TYPE_CHANGED, then, NULL, now->place,
		       "variable '%s' is now '%s%s', promised as '%s%s'", then->name,
		       now->linkage & AB_LINKAGE_THREAD_LOCAL ? "_Thread_local " : "",
		       ab_type_text(cmp->arena, now->type),
		       then->linkage & AB_LINKAGE_THREAD_LOCAL ? "_Thread_local " : "",
		       ab_type_text(cmp->arena, then->type))
		    ->promised_as = was;
	else {
		compare_library_size(cmp, then, now);
		compare_constant(cmp, then, now);
	}
	ab_compare_attributes(cmp, then, now);
	restriction = new_restriction(then, now);
	if (restriction && restriction != AB_LINKAGE_WEAK)
		ab_say(cmp, AB_VARIABLE_REMOVED, then, NULL, now->place,
		       "variable '%s' is now %s, promised as an external variable", then->name,
		       ab_linkage_text(cmp->arena, restriction))
		    ->promised_as = was;
}
