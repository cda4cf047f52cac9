/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hidden.c - macros that are new and hide what is promised.
 *
 * The compiler knows what was declared; programs that spell the name get what
 * the macro stands for.  That is no change where it comes to the same: the name
 * itself, a number of the same value, a type or an object of the same type, a
 * function or a macro that takes the same arguments.
 */
#include "comparison.h"

#include <string.h>

#include "abiding/lex.h"

/* A new macro of the name of something promised. */
struct hiding {
	struct ab_comparison *cmp;
	const struct ab_entity *macro;
	const char *text; /* its body */
};

/* The only word of a body, NULL: it is not one word. */
static const char *only_word(const struct hiding *h)
{
	struct ab_lexer lexer;
	struct ab_token word, end;

	ab_lexer_init(&lexer, h->text);
	word = ab_lexer_next(&lexer);
	end = ab_lexer_next(&lexer);
	if (word.kind != AB_TOKEN_WORD || end.kind != AB_TOKEN_END)
		return NULL;
	return ab_strndup(h->cmp->arena, word.text, word.length);
}

static struct ab_finding *say(const struct hiding *h, enum ab_rule rule,
			      const struct ab_entity *then, const char *member, const char *what)
{
	struct ab_finding *finding =
	    ab_say(h->cmp, rule, then, member, h->macro->place, "%s '%s' is hidden by a macro: %s",
		   member && then->kind != AB_ENUM ? "field"
		   : member			   ? "enumerator"
						   : ab_kind_word(then->kind),
		   member			    ? member
		   : then->tag && then->is_tag_only ? then->tag
						    : then->name,
		   what);

	finding->consequence = "programs that spell the name get what the macro stands for";
	return finding;
}

static const char *stands_for(const struct hiding *h)
{
	return ab_printf(h->cmp->arena, "it stands for '%s'", h->text);
}

/* ---- enumerators ---- */

static void compare_enumerator(const struct hiding *h, const struct ab_entity *owner,
			       const struct ab_enumerator *then)
{
	const struct ab_value *now = &h->macro->value;

	if (now->kind == AB_VALUE_NONE ||
	    (now->kind == AB_VALUE_INTEGER && !ab_int_compare(now->integer, then->value)) ||
	    ab_policy_may_change(h->cmp->policy, then->name) ||
	    (owner->sentinel && strcmp(owner->sentinel, then->name) == 0))
		return;
	say(h, AB_ENUMERATOR_VALUE_CHANGED, owner, owner->kind == AB_ENUM ? then->name : NULL,
	    ab_printf(h->cmp->arena, "it is %s, promised as %s", ab_value_text(h->cmp->arena, now),
		      ab_int_text(h->cmp->arena, then->value)))
	    ->promised_as = ab_printf(h->cmp->arena, "%s = %s", then->name,
				      ab_int_text(h->cmp->arena, then->value));
}

/* ---- types ---- */

/* The type that the body spells, NULL: none. */
static const struct ab_type *type_of_body(const struct hiding *h, const char *before)
{
	struct ab_error ignored;
	struct ab_decl decl;

	if (!ab_decl_parse(h->cmp->arena, ab_printf(h->cmp->arena, "%s%s", before, h->text), &decl,
			   &ignored) ||
	    decl.name)
		return NULL;
	return decl.type;
}

static void compare_type(const struct hiding *h, const struct ab_entity *then)
{
	const struct ab_type *was =
	    then->is_tag_only ? ab_type_named(h->cmp->arena, AB_TYPE_STRUCT, then->tag, 0)
			      : ab_type_named(h->cmp->arena, AB_TYPE_TYPEDEF, then->name, 0);
	const struct ab_type *is = h->macro->value.kind == AB_VALUE_NONE && !then->is_tag_only
				       ? type_of_body(h, "")
				       : NULL;
	const char *word = only_word(h);

	/* what it names may be declared elsewhere */
	if ((word && strcmp(word, h->macro->name) == 0) || h->macro->is_unresolved)
		return;
	if (is ? ab_types_differ(h->cmp, was, is) == AB_SAME
	       : !then->is_tag_only && h->macro->value.kind == AB_VALUE_NONE)
		return;
	if (then->is_tag_only && word &&
	    ab_record_find_tag(h->cmp->current, word) ==
		ab_record_find_tag(h->cmp->current, then->tag))
		return;
	say(h, AB_TYPEDEF_TARGET_CHANGED, then, NULL, stands_for(h));
}

/* ---- functions and variables ---- */

static void compare_call(const struct hiding *h, const struct ab_entity *then)
{
	const unsigned n = then->type->n_params;
	const bool is_variadic = ab_macro_is_variadic(h->macro);

	if (then->type->has_no_prototype || (is_variadic && h->macro->n_params <= n + 1) ||
	    (!then->type->is_variadic && !is_variadic && h->macro->n_params == n) ||
	    (!n && !is_variadic && !h->macro->n_params))
		return;
	say(h, AB_FUNCTION_PARAMETER_COUNT_CHANGED, then, NULL,
	    ab_printf(h->cmp->arena, "it takes %u%s argument%s, the function %u%s",
		      h->macro->n_params - is_variadic, is_variadic ? " or more" : "",
		      h->macro->n_params - is_variadic == 1 && !is_variadic ? "" : "s", n,
		      then->type->is_variadic ? " or more" : ""))
	    ->promised_as = ab_decl_text(h->cmp, then->name, then->type, -1);
}

/* A function or variable, by a macro that takes no arguments. */
static void compare_object(const struct hiding *h, const struct ab_entity *then)
{
	const char *word = only_word(h);
	const struct ab_entity *other =
	    word ? ab_record_find(h->cmp->current, then->kind, word) : NULL;

	if (word && strcmp(word, h->macro->name) == 0)
		return;
	if (h->macro->value.kind == AB_VALUE_NONE &&
	    (!other || ab_types_differ(h->cmp, then->type, other->type) == AB_SAME))
		return;
	say(h, then->kind == AB_FUNCTION ? AB_FUNCTION_BECAME_MACRO : AB_VARIABLE_TYPE_CHANGED,
	    then, NULL,
	    other ? ab_printf(h->cmp->arena, "%s, which is '%s'", stands_for(h),
			      ab_type_text(h->cmp->arena, other->type))
		  : stands_for(h))
	    ->promised_as = ab_decl_text(h->cmp, then->name, then->type, -1);
}

/* ---- fields ---- */

static bool has_field(const struct ab_aggregate *body, const char *name)
{
	for (unsigned i = 0; body && i < body->n_fields; i++)
		if (body->fields[i].name ? strcmp(body->fields[i].name, name) == 0
					 : has_field(body->fields[i].type->body, name))
			return true;
	return false;
}

static void compare_field(const struct hiding *h, const struct ab_entity *then)
{
	const struct ab_entity *now = ab_counterpart(then, h->cmp->current);
	const char *word = only_word(h);

	if (!now || !has_field(then->body, h->macro->name) ||
	    !has_field(now->body, h->macro->name) || (word && strcmp(word, h->macro->name) == 0))
		return;
	say(h, then->kind == AB_UNION ? AB_UNION_MEMBER_CHANGED : AB_STRUCT_FIELD_RENAMED, then,
	    h->macro->name,
	    ab_printf(h->cmp->arena, "'%s.%s' is '%s'", then->name, h->macro->name,
		      *h->text ? h->text : "nothing"));
}

/* ---- all ---- */

static bool is_held(const struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct ab_surface *surface = ab_surface_of(cmp, then->header);

	return surface && surface->promise != AB_PROMISE_NONE && !ab_is_broken(cmp, then, NULL);
}

static const struct ab_entity *still(const struct hiding *h, enum ab_kind kind)
{
	const struct ab_entity *then = ab_record_find(h->cmp->promised, kind, h->macro->name);

	return then && is_held(h->cmp, then) &&
		       ab_record_find(h->cmp->current, kind, h->macro->name)
		   ? then
		   : NULL;
}

static void look_at_constant(const struct hiding *h)
{
	const struct ab_entity *loose = still(h, AB_ENUMERATOR);
	struct ab_entity *owner = NULL;
	const struct ab_enumerator *one =
	    ab_record_find_enumerator(h->cmp->promised, h->macro->name, &owner);
	struct ab_enumerator alone = {.name = h->macro->name};

	if (loose) {
		alone.value = loose->value.integer;
		compare_enumerator(h, loose, &alone);
	} else if (one && is_held(h->cmp, owner) &&
		   ab_record_find_enumerator(h->cmp->current, h->macro->name, NULL)) {
		compare_enumerator(h, owner, one);
	}
}

static void look_at_types(const struct hiding *h)
{
	const struct ab_entity *then = ab_record_find_tag(h->cmp->promised, h->macro->name);

	if (then && then->is_tag_only && is_held(h->cmp, then) &&
	    ab_record_find_tag(h->cmp->current, h->macro->name))
		compare_type(h, then);
	/* of several typedefs of one type, another may have given it its name since */
	then = ab_record_find_type(h->cmp->promised, h->macro->name);
	if (then && !then->is_tag_only && is_held(h->cmp, then) &&
	    ab_record_find_type(h->cmp->current, h->macro->name))
		compare_type(h, then);
}

static void look_at_fields(const struct hiding *h)
{
	for (unsigned kind = AB_STRUCT; kind <= AB_UNION; kind++) {
		const struct ab_entities *of = &h->cmp->promised->of[kind];

		for (size_t i = 0; i < of->count; i++)
			if (is_held(h->cmp, of->items[i]))
				compare_field(h, of->items[i]);
	}
}

/* An object-like macro hides each use of the name, a function-like one each call. */
static void look_at(const struct hiding *h)
{
	const struct ab_entity *function = still(h, AB_FUNCTION);
	const struct ab_entity *variable = still(h, AB_VARIABLE);

	if (h->macro->kind == AB_FUNCTION_MACRO) {
		if (function)
			compare_call(h, function);
		return;
	}
	if (function)
		compare_object(h, function);
	if (variable)
		compare_object(h, variable);
	look_at_constant(h);
	look_at_types(h);
	look_at_fields(h);
}

static bool was_macro(const struct ab_comparison *cmp, const char *name)
{
	return ab_record_find(cmp->promised, AB_MACRO, name) ||
	       ab_record_find(cmp->promised, AB_FUNCTION_MACRO, name);
}

void ab_compare_hidden(struct ab_comparison *cmp)
{
	for (unsigned kind = AB_MACRO; kind <= AB_FUNCTION_MACRO; kind++) {
		const struct ab_entities *of = &cmp->current->of[kind];

		for (size_t i = 0; i < of->count; i++) {
			const struct ab_entity *macro = of->items[i];
			const struct hiding hiding = {
			    cmp, macro,
			    macro->text ? macro->text : ab_value_text(cmp->arena, &macro->value)};

			if (!macro->is_conditional && !was_macro(cmp, macro->name))
				look_at(&hiding);
		}
	}
}
