/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * macro.c - constants and function-like macros (P6).
 */
#include "comparison.h"

#include <ctype.h>
#include <string.h>

#include "abiding/eval.h"
#include "abiding/expand.h"
#include "abiding/lex.h"

/* ---- text of macros ---- */

/* The next token of a body, white space skipped; returns its length, 0 at the end. */
static size_t next_token(const char **text)
{
	const char *at = *text;
	size_t n = 0;

	while (*at == ' ')
		at++;
	*text = at;
	if (isalnum((unsigned char)*at) || *at == '_') {
		while (isalnum((unsigned char)at[n]) || at[n] == '_')
			n++;
	} else if (*at == '"' || *at == '\'') {
		n = 1;
		while (at[n] && at[n] != *at)
			n += at[n] == '\\' && at[n + 1] ? 2 : 1;
		n += at[n] == *at;
	} else if (*at) {
		n = 1;
	}
	return n;
}

/* Whether a word of the body is that parameter: "x", "args" of "args...", "__VA_ARGS__" of "...". */
static bool is_param(const char *param, const char *word, size_t length)
{
	static const char rest[] = "__VA_ARGS__";

	if (strcmp(param, "...") == 0)
		return length == strlen(rest) && strncmp(word, rest, length) == 0;
	return strncmp(param, word, length) == 0 &&
	       (!param[length] || strcmp(param + length, "...") == 0);
}

static int param_index(const struct ab_entity *macro, const char *word, size_t length)
{
	for (unsigned i = 0; i < macro->n_params; i++)
		if (is_param(macro->params[i], word, length))
			return (int)i;
	return -1;
}

/* Whether two bodies are the same tokens, parameters by position. */
static bool is_same_body(const struct ab_entity *then, const struct ab_entity *now)
{
	const char *a = then->text ? then->text : "", *b = now->text ? now->text : "";

	for (;;) {
		const size_t n = next_token(&a), m = next_token(&b);
		const int p = n ? param_index(then, a, n) : -1;
		const int q = m ? param_index(now, b, m) : -1;

		if (p != q || !n != !m)
			return false;
		if (!n)
			return true;
		if (p < 0 && (n != m || strncmp(a, b, n) != 0))
			return false;
		a += n;
		b += m;
	}
}

static bool has_word(const char *text, const char *word, size_t length)
{
	size_t n;

	for (; (n = next_token(&text)) != 0; text += n)
		if (n == length && strncmp(text, word, n) == 0)
			return true;
	return false;
}

/* A macro of a record; one that has a value stands for itself. */
static bool find_macro(void *record, const char *name, struct ab_macro *macro)
{
	const struct ab_entity *entity = ab_record_find(record, AB_MACRO, name);

	if (!entity)
		entity = ab_record_find(record, AB_FUNCTION_MACRO, name);
	if (!entity || !entity->text || entity->value.kind != AB_VALUE_NONE)
		return false;
	*macro = (struct ab_macro){name, entity->kind == AB_FUNCTION_MACRO, entity->params,
				   entity->n_params, entity->text};
	return true;
}

/* The macro with all in its body expanded that its record knows; NULL: that cannot be done. */
static const struct ab_entity *expanded(const struct ab_comparison *cmp,
					const struct ab_record *record,
					const struct ab_entity *macro)
{
	const struct ab_expand_env env = {.context = (void *)record, .find = find_macro};
	struct ab_entity *made = AB_NEW(cmp->arena, struct ab_entity);

	*made = *macro;
	made->text = ab_expand(cmp->arena, &env, macro->text ? macro->text : "");
	return made->text ? made : NULL;
}

static bool is_known(const struct ab_comparison *cmp, const char *name, size_t length)
{
	const struct ab_record *record = cmp->current;
	const struct ab_token token = {.kind = AB_TOKEN_WORD, .text = name, .length = length};
	const char *text = ab_strndup(cmp->arena, name, length);

	if (ab_token_word(&token) != AB_WORD_NAME)
		return true;
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		if (ab_record_find(record, (enum ab_kind)kind, text))
			return true;
	return ab_record_find_enumerator(record, text, NULL) != NULL;
}

/* Whether a body has a name that the promised one has not, and that may stand for anything. */
static bool has_another_name(const struct ab_comparison *cmp, const struct ab_entity *now,
			     const struct ab_entity *then)
{
	const struct ab_entity *a = expanded(cmp, cmp->promised, then);
	const struct ab_entity *b = expanded(cmp, cmp->current, now);
	const char *was = a ? a->text : then->text ? then->text : "";
	const char *text = b ? b->text : now->text;
	size_t n;

	for (; (n = next_token(&text)) != 0; text += n)
		if ((isalpha((unsigned char)*text) || *text == '_') && !has_word(was, text, n) &&
		    !is_known(cmp, text, n))
			return true;
	return false;
}

/* Whether two bodies come to the same: one may name what the other spells out. */
static bool is_same_expansion(const struct ab_comparison *cmp, const struct ab_entity *then,
			      const struct ab_entity *now)
{
	const struct ab_entity *a, *b;

	if (is_same_body(then, now))
		return true;
	/* the operands of # and ## are not expanded */
	if ((then->text && strchr(then->text, '#')) || (now->text && strchr(now->text, '#')))
		return false;
	a = expanded(cmp, cmp->promised, then);
	b = expanded(cmp, cmp->current, now);
	return a && b && is_same_body(a, b);
}

/* ---- constants ---- */

/* Whether both values are for the same data model, or for any. */
static bool is_comparable(const struct ab_comparison *cmp, const struct ab_entity *then,
			  const struct ab_entity *now)
{
	if (then->value.is_model_dependent)
		return cmp->is_layout_comparable && ab_macro_value(then, cmp->then_model);
	return !now->value.is_model_dependent || cmp->is_layout_comparable;
}

static bool has_comparable_types(const struct ab_comparison *cmp, const struct ab_entity *then,
				 const struct ab_entity *now)
{
	if (!then->value.type || !now->value.type)
		return false;
	if (then->value.is_type_model_dependent)
		return cmp->is_layout_comparable && ab_macro_value(then, cmp->then_model);
	return !now->value.is_type_model_dependent || cmp->is_layout_comparable;
}

/* The word for a type on a data model, also where a typedef from elsewhere has another one. */
static const char *basic_word(const struct ab_comparison *cmp, const struct ab_record *record,
			      const struct ab_type *type, int model)
{
	const char *word;

	type = ab_type_resolve(record, type, cmp->arena, NULL);
	if (type->kind != AB_TYPE_TYPEDEF)
		return type->kind == AB_TYPE_BASIC ? type->name : NULL;
	word = ab_stands_for(record, type->name, model);
	/* what sizeof gives is no declaration's type, so no record says what it is */
	if (!word && model >= 0 && strcmp(type->name, "size_t") == 0 &&
	    strcmp(record->models[model], "lp64") == 0)
		word = "unsigned long";
	return word;
}

/* true and false, which are of type bool where that is a word of C, and of int before. */
static bool is_truth(const struct ab_comparison *cmp, const char *then, const char *now)
{
	const char *with_word = cmp->current->has_bool_word ? now : then;
	const char *without = cmp->current->has_bool_word ? then : now;

	return strcmp(with_word, "_Bool") == 0 && strcmp(without, "int") == 0;
}

/* A value is of the type that an expression has, whatever that one is called. */
static bool has_same_type(const struct ab_comparison *cmp, const struct ab_type *then,
			  const struct ab_type *now)
{
	const char *a = basic_word(cmp, cmp->promised, then, cmp->then_model);
	const char *b = basic_word(cmp, cmp->current, now, cmp->now_model);

	return (a && b && (strcmp(a, b) == 0 || is_truth(cmp, a, b))) ||
	       ab_types_differ(cmp, then, now) == AB_SAME;
}

/*
 * A record of before has what is made of an object as text, of which one that has its
 * value cannot tell; the headers, which have both, can.
 */
static bool is_by_object_of_before(const struct ab_entity *then, const struct ab_entity *now)
{
	static const char *const words[] = {"sizeof", "__builtin_offsetof", "__builtin_constant_p",
					    "typeof", "__typeof",	    "__typeof__"};

	if (now->text || now->value.kind == AB_VALUE_NONE || !then->text)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (ab_has_word(then->text, words[i]))
			return true;
	return false;
}

static bool is_same_value(const struct ab_comparison *cmp, const struct ab_entity *then,
			  const struct ab_value *promised, const struct ab_entity *now)
{
	const char *exact;

	if (promised->kind == AB_VALUE_NONE)
		return is_by_object_of_before(then, now) || is_same_expansion(cmp, then, now);
	if (promised->kind != now->value.kind)
		return false;
	if (promised->kind == AB_VALUE_INTEGER)
		return ab_int_compare(promised->integer, now->value.integer) == 0;
	if (promised->kind == AB_VALUE_FLOAT)
		return ab_floats_are_same(cmp->arena, promised, &now->value, &exact);
	return strcmp(promised->text, now->value.text) == 0;
}

/* The same digits, of another type: 0.1f is another number than 0.1. */
static struct ab_finding *say_rounded_otherwise(struct ab_comparison *cmp,
						const struct ab_entity *then,
						const struct ab_value *promised,
						const struct ab_entity *now)
{
	const char *was, *is;

	ab_floats_are_same(cmp->arena, &now->value, promised, &was);
	ab_floats_are_same(cmp->arena, promised, &now->value, &is);
	return ab_say(cmp, AB_MACRO_VALUE_CHANGED, then, NULL, now->place,
		      "macro '%s' is now of type '%s' with the value %s, promised as '%s' with %s",
		      then->name, ab_type_text(cmp->arena, now->value.type), is,
		      ab_type_text(cmp->arena, promised->type), was);
}

/* How a constant asks for the size of something, see ab_finding; a record has not its text. */
static const char *sizeof_in(const struct ab_entity *now)
{
	const struct ab_type *type = now->value.type;

	if (now->text)
		return strstr(now->text, "sizeof") ? now->text : NULL;
	return type && type->kind == AB_TYPE_TYPEDEF && strcmp(type->name, "size_t") == 0 ? ""
											  : NULL;
}

/* Returns whether so much was said with it that nothing need be said of its type. */
static bool say_value_changed(struct ab_comparison *cmp, const struct ab_entity *then,
			      const struct ab_value *promised, const struct ab_entity *now)
{
	const char *was = ab_macro_value_text(cmp, then, promised),
		   *is = ab_macro_value_text(cmp, now, &now->value);
	struct ab_finding *finding;

	ab_excerpts(cmp->arena, &is, &was);
	if (promised->kind == AB_VALUE_FLOAT && now->value.kind == AB_VALUE_FLOAT &&
	    strcmp(was, is) == 0)
		finding = say_rounded_otherwise(cmp, then, promised, now);
	else
		finding = ab_say(cmp, AB_MACRO_VALUE_CHANGED, then, NULL, now->place,
				 "macro '%s' is now '%s', promised as '%s'", then->name, is, was);
	finding->promised_as = ab_define_text(cmp, then);
	finding->sized_by = sizeof_in(now);
	if (promised->kind == AB_VALUE_INTEGER && now->value.kind == AB_VALUE_INTEGER)
		ab_remember_change(cmp, then->name, promised->integer, now->value.integer, finding);
	return ab_weighs_as(cmp, finding, AB_MACRO_TYPE_CHANGED, then);
}

static bool goes_along(const struct ab_comparison *cmp, const struct ab_entity *then,
		       const struct ab_value *promised, const struct ab_entity *now)
{
	return promised->kind == AB_VALUE_INTEGER && now->value.kind == AB_VALUE_INTEGER &&
	       ab_goes_along(&cmp->growths, then->name, promised->integer, now->value.integer,
			     now->text);
}

static void compare_values(struct ab_comparison *cmp, const struct ab_entity *then,
			   const struct ab_entity *now)
{
	const struct ab_value *promised = ab_promised_value(cmp, then);

	if (ab_policy_may_change(cmp->policy, then->name) || !is_comparable(cmp, then, now) ||
	    now->is_still_decoration)
		return;
	if (!is_same_value(cmp, then, promised, now) && !goes_along(cmp, then, promised, now)) {
		/* what it names may be declared elsewhere: it cannot be told here */
		if (now->is_unresolved &&
		    (promised->kind != AB_VALUE_NONE || has_another_name(cmp, now, then)))
			return;
		if (ab_blame_value(cmp, then, now) || say_value_changed(cmp, then, promised, now))
			return;
	}
	if (ab_compare_use(cmp, then, promised, now))
		return;
	if (has_comparable_types(cmp, then, now) &&
	    !has_same_type(cmp, promised->type, now->value.type) && !ab_blame_value(cmp, then, now))
		ab_say(cmp, AB_MACRO_TYPE_CHANGED, then, NULL, now->place,
		       "macro '%s' is now of type '%s', promised as '%s'%s", then->name,
		       ab_type_text(cmp->arena, now->value.type),
		       ab_type_text(cmp->arena, promised->type),
		       is_same_value(cmp, then, promised, now) ? ", with the same value" : "")
		    ->promised_as = ab_define_text(cmp, then);
}

/* ---- macros that are none any more ---- */

static const struct ab_entity *declared_as(const struct ab_record *record, const char *name)
{
	static const enum ab_kind kinds[] = {AB_FUNCTION, AB_VARIABLE, AB_TYPEDEF,
					     AB_STRUCT,	  AB_UNION,    AB_ENUM};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const struct ab_entity *entity = ab_record_find(record, kinds[i], name);

		if (entity)
			return entity;
	}
	return NULL;
}

static void say_form_changed(struct ab_comparison *cmp, const struct ab_entity *then,
			     const struct ab_entity *now)
{
	ab_say(cmp, AB_MACRO_FORM_CHANGED, then, NULL, now->place,
	       "macro '%s' is now a %s, promised as a %s", then->name, ab_kind_word(now->kind),
	       then->kind == AB_MACRO ? "constant" : ab_kind_word(then->kind))
	    ->promised_as = ab_define_text(cmp, then);
}

/* The compiler proper sees the same value; the preprocessor sees nothing. */
static void say_enumerator(struct ab_comparison *cmp, const struct ab_entity *then, ab_place now)
{
	struct ab_finding *finding =
	    ab_say(cmp, AB_MACRO_FORM_CHANGED, then, NULL, now,
		   "macro '%s' is now an enumerator: #if and #ifdef no longer see it", then->name);

	finding->promised_as = ab_define_text(cmp, then);
	finding->consequence =
	    ab_printf(cmp->arena, "'#define %s %s' beside it keeps #ifdef", then->name, then->name);
	if (finding->severity == AB_ERROR && !cmp->policy->has_severity[AB_MACRO_FORM_CHANGED])
		finding->severity = AB_WARNING;
}

/* Kept as an enumerator of the same value; returns whether there is one. */
static bool compare_with_constant(struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct ab_value *promised = ab_macro_value(then, cmp->then_model);
	struct ab_int value;
	ab_place place;

	if (!ab_find_constant_now(cmp, then->name, &value, &place))
		return false;
	/* a macro that a later release put beside it */
	if (ab_is_of_later(cmp, then->since))
		return true;
	if (ab_type_by_macro(cmp->promised, then->name, cmp->arena)) {
		ab_say(cmp, AB_MACRO_FORM_CHANGED, then, NULL, place,
		       "'%s' is now an enumerator, promised as a name of a type", then->name)
		    ->promised_as = ab_define_text(cmp, then);
		return true;
	}
	if (!promised || promised->kind == AB_VALUE_NONE ||
	    ab_policy_may_change(cmp->policy, then->name))
		return true;
	if (promised->kind == AB_VALUE_INTEGER &&
	    (ab_int_compare(value, promised->integer) == 0 ||
	     ab_goes_along(&cmp->growths, then->name, promised->integer, value, NULL))) {
		say_enumerator(cmp, then, place);
		return true;
	}
	ab_say(cmp, AB_MACRO_VALUE_CHANGED, then, NULL, place,
	       "'%s' is now an enumerator of value %s, promised as %s", then->name,
	       ab_int_text(cmp->arena, value), ab_macro_value_text(cmp, then, promised))
	    ->promised_as = ab_define_text(cmp, then);
	return true;
}

static void say_removed(struct ab_comparison *cmp, const struct ab_entity *then)
{
	if (ab_is_missing(cmp, then->name, then->header, then->since))
		ab_say(cmp, AB_MACRO_REMOVED, then, NULL, 0, "%s '%s' is gone",
		       ab_kind_word(then->kind), then->name)
		    ->promised_as = ab_define_text(cmp, then);
}

static bool is_decoration(const struct ab_entity *macro)
{
	return macro && macro->value.kind == AB_VALUE_NONE && macro->text &&
	       ab_tokens_are_decoration(macro->text);
}

/*
 * Whether a promised macro is more than the decoration that it is now.  Its text may
 * itself come to no more, by names of which the record says nothing, and an attribute
 * may name a function.
 */
static bool is_more_than_decoration(const struct ab_comparison *cmp, const struct ab_entity *then,
				    const struct ab_entity *now)
{
	const struct ab_entity *whole = expanded(cmp, cmp->promised, then);
	const char *text = whole ? whole->text : "";
	size_t n;

	if (then->kind == AB_FUNCTION_MACRO || then->value.kind != AB_VALUE_NONE)
		return true;
	for (; (n = next_token(&text)) != 0; text += n)
		if (!has_word(now->text, text, n) &&
		    declared_as(cmp->promised, ab_strndup(cmp->arena, text, n)))
			return true;
	return false;
}

/* A record that is frozen now does not have it: to its users, and there, it is gone. */
static void compare_with_decoration(struct ab_comparison *cmp, const struct ab_entity *then,
				    const struct ab_entity *now)
{
	if (!is_more_than_decoration(cmp, then, now) ||
	    (then->value.kind == AB_VALUE_NONE && is_same_body(then, now)))
		return;
	ab_say(cmp, AB_MACRO_REMOVED, then, NULL, now->place,
	       "%s '%s' stands for %s, promised as '%s'", ab_kind_word(then->kind), then->name,
	       *now->text ? ab_printf(cmp->arena, "no more than '%s'", now->text)
			  : "nothing any more",
	       ab_macro_value_text(cmp, then, ab_promised_value(cmp, then)))
	    ->promised_as = ab_define_text(cmp, then);
}

void ab_compare_macro(struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct ab_entity *now = ab_record_find(cmp->current, AB_MACRO, then->name);
	const struct ab_entity *other = ab_record_find(cmp->current, AB_FUNCTION_MACRO, then->name);

	/* one without a body is there to be asked for, and still is */
	if ((now || other) && then->value.kind == AB_VALUE_NONE && then->text && !*then->text)
		return;
	if (is_decoration(now ? now : other)) {
		compare_with_decoration(cmp, then, now ? now : other);
		return;
	}
	if (now) {
		compare_values(cmp, then, now);
		return;
	}
	if (!other && compare_with_constant(cmp, then))
		return;
	if (!other)
		other = declared_as(cmp->current, then->name);
	if (!other)
		say_removed(cmp, then);
	/* an alias may become the thing itself; a constant is needed where only those may stand */
	else if (then->value.kind != AB_VALUE_NONE || other->kind == AB_FUNCTION_MACRO)
		say_form_changed(cmp, then, other);
}

/* ---- function-like macros ---- */

/* Whether all calls still are calls: it may take more behind what it took. */
static bool takes_the_same(const struct ab_entity *then, const struct ab_entity *now)
{
	if (ab_macro_is_variadic(then) || !ab_macro_is_variadic(now))
		return then->n_params == now->n_params &&
		       ab_macro_is_variadic(then) == ab_macro_is_variadic(now);
	return now->n_params <= then->n_params + 1;
}

static void say_other_body(struct ab_comparison *cmp, const struct ab_entity *then,
			   const struct ab_entity *now)
{
	const char *is = now->text, *was = then->text;
	struct ab_finding *finding;

	ab_excerpts(cmp->arena, &is, &was);
	finding = ab_say(cmp, AB_MACRO_VALUE_CHANGED, then, NULL, now->place,
			 "macro '%s' now expands to '%s', promised as '%s'", then->name, is, was);
	/* nobody but a reader can tell whether the two do the same */
	if (finding->severity == AB_ERROR && !cmp->policy->has_severity[AB_MACRO_VALUE_CHANGED])
		finding->severity = AB_WARNING;
}

bool ab_function_macros_are_same(struct ab_arena *arena, const struct ab_record *promised,
				 const struct ab_entity *then, const struct ab_record *current,
				 const struct ab_entity *now)
{
	const struct ab_comparison cmp = {.arena = arena, .promised = promised, .current = current};

	return is_same_expansion(&cmp, then, now) || ab_calls_are_same(&cmp, then, now);
}

static void compare_bodies(struct ab_comparison *cmp, const struct ab_entity *then,
			   const struct ab_entity *now)
{
	struct ab_other_call other;
	const char *lost = NULL;
	enum ab_list_change change;

	if (is_same_expansion(cmp, then, now) || ab_calls_are_same(cmp, then, now))
		return;
	change = ab_compare_lists(cmp, then, now, &lost);
	if (change == AB_LIST_LOST)
		ab_say(cmp, AB_MACRO_VALUE_CHANGED, then, NULL, now->place,
		       "macro '%s' no longer has the entry '%s'", then->name, lost)
		    ->promised_as = ab_define_text(cmp, then);
	else if (change == AB_LIST_GREW)
		return;
	else if (ab_find_other_call(cmp, then, now, &other))
		ab_say(cmp, AB_MACRO_VALUE_CHANGED, then, NULL, now->place,
		       "'%s' is now %s, promised as %s", other.call, other.now, other.then)
		    ->promised_as = ab_define_text(cmp, then);
	else
		say_other_body(cmp, then, now);
}

void ab_compare_function_macro(struct ab_comparison *cmp, const struct ab_entity *then)
{
	const struct ab_entity *now = ab_record_find(cmp->current, AB_FUNCTION_MACRO, then->name);
	const struct ab_entity *other = ab_record_find(cmp->current, AB_MACRO, then->name);

	if (is_decoration(now ? now : other)) {
		compare_with_decoration(cmp, then, now ? now : other);
		return;
	}
	if (!now) {
		/* one that names a function or macro can still be called */
		if (other && other->value.kind != AB_VALUE_NONE)
			say_form_changed(cmp, then, other);
		else if (!other && !declared_as(cmp->current, then->name))
			say_removed(cmp, then);
		return;
	}
	if (!takes_the_same(then, now)) {
		ab_say(cmp, AB_MACRO_FORM_CHANGED, then, NULL, now->place,
		       "macro '%s' now takes %u%s parameter%s, promised with %u%s", then->name,
		       now->n_params, ab_macro_is_variadic(now) ? " or more" : "",
		       now->n_params == 1 && !ab_macro_is_variadic(now) ? "" : "s", then->n_params,
		       ab_macro_is_variadic(then) ? " or more" : "")
		    ->promised_as = ab_define_text(cmp, then);
		return;
	}
	compare_bodies(cmp, then, now);
}
