/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * call.c - what calls of a function-like macro come to (P6), where bodies differ:
 * the same text, other values, a list that has gained or lost entries.
 */
#include "comparison.h"

#include <string.h>

#include "abiding/eval.h"
#include "abiding/expand.h"
#include "abiding/lex.h"

enum { PARAMS_MAX = 8 };

/* ---- one call ---- */

/* What a macro of a record is expanded and evaluated with. */
struct side {
	struct ab_arena *arena;
	const struct ab_record *record;
	const struct ab_entity *macro;
	int model;
};

static bool find_macro(void *context, const char *name, struct ab_macro *macro)
{
	const struct side *side = context;
	const struct ab_entity *entity = ab_record_find(side->record, AB_MACRO, name);

	if (strcmp(name, side->macro->name) == 0)
		entity = side->macro;
	else if (!entity)
		entity = ab_record_find(side->record, AB_FUNCTION_MACRO, name);
	if (!entity || !entity->text || entity->value.kind != AB_VALUE_NONE)
		return false;
	*macro = (struct ab_macro){name, entity->kind == AB_FUNCTION_MACRO, entity->params,
				   entity->n_params, entity->text};
	return true;
}

static bool find_constant(void *context, const char *name, struct ab_value *value)
{
	const struct side *side = context;
	const struct ab_entity *entity = ab_record_find(side->record, AB_MACRO, name);
	const struct ab_enumerator *enumerator;
	const struct ab_value *known;

	if (!entity)
		entity = ab_record_find(side->record, AB_ENUMERATOR, name);
	known = entity ? ab_macro_value(entity, side->model) : NULL;
	if (known && known->kind == AB_VALUE_INTEGER && !known->bare) {
		*value = *known;
		return true;
	}
	enumerator = entity ? NULL : ab_record_find_enumerator(side->record, name, NULL);
	if (!enumerator)
		return false;
	value->kind = AB_VALUE_INTEGER;
	value->integer = enumerator->value;
	return true;
}

/* The basic type that a typedef stands for on the model; NULL: none, or not known. */
static const char *basic_behind(const struct side *side, const struct ab_type *type)
{
	type = ab_type_resolve(side->record, type, side->arena, NULL);
	if (type->kind == AB_TYPE_TYPEDEF)
		return ab_stands_for(side->record, type->name, side->model);
	return type->kind == AB_TYPE_BASIC ? type->name : NULL;
}

static bool is_type_name(void *context, const char *name)
{
	const struct side *side = context;

	return basic_behind(side, ab_type_named(side->arena, AB_TYPE_TYPEDEF, name, 0)) != NULL;
}

static bool type_info(void *context, const struct ab_type *type, uint64_t *size_bytes,
		      uint64_t *align_bytes, const char **basic)
{
	static const struct {
		const char *name;
		unsigned size;
	} sizes[] = {
	    {"_Bool", 1},	{"char", 1},
	    {"signed char", 1}, {"unsigned char", 1},
	    {"short", 2},	{"unsigned short", 2},
	    {"int", 4},		{"unsigned int", 4},
	    {"long long", 8},	{"unsigned long long", 8},
	    {"float", 4},	{"double", 8},
	};

	*basic = basic_behind(context, type);
	for (size_t i = 0; *basic && i < sizeof sizes / sizeof *sizes; i++)
		if (strcmp(sizes[i].name, *basic) == 0) {
			*size_bytes = *align_bytes = sizes[i].size;
			return true;
		}
	*size_bytes = *align_bytes = 8;
	return *basic && strstr(*basic, "long") && !strstr(*basic, "double");
}

/* "FOO (a, b)" */
static const char *call_of(struct ab_arena *arena, const struct ab_entity *macro,
			   const char *const *arguments, unsigned n)
{
	struct ab_buf call;

	ab_buf_init(&call, arena);
	ab_buf_addf(&call, "%s(", macro->name);
	for (unsigned i = 0; i < n; i++)
		ab_buf_addf(&call, "%s%s", i ? ", " : "", arguments[i]);
	ab_buf_add(&call, ")");
	return call.text;
}

static const char *expand_call(const struct side *side, const char *call)
{
	const struct ab_expand_env env = {.context = (void *)side, .find = find_macro};

	return ab_expand(side->arena, &env, call);
}

static bool evaluate(const struct side *side, const char *text, struct ab_value *value)
{
	const char *model = side->model < 0 ? "" : side->record->models[side->model];
	const struct ab_eval_env env = {.int_bits = 32,
					.long_bits = strncmp(model, "lp64", 4) == 0 ? 64 : 32,
					.long_long_bits = 64,
					.pointer_bits = strstr(model, "p64") ? 64 : 32,
					.context = (void *)side,
					.constant = find_constant,
					.is_type_name = is_type_name,
					.type_info = type_info};

	return text && ab_eval(side->arena, &env, text, value) && !value->is_model_dependent;
}

/* Parameters that each call must give. */
static unsigned n_needed(const struct ab_entity *macro)
{
	return macro->n_params - ab_macro_is_variadic(macro);
}

static struct side side_of(const struct ab_comparison *cmp, const struct ab_record *record,
			   const struct ab_entity *macro)
{
	return (struct side){cmp->arena, record, macro,
			     record == cmp->promised ? cmp->then_model : cmp->now_model};
}

/* ---- calls that come to the same ---- */

bool ab_calls_are_same(const struct ab_comparison *cmp, const struct ab_entity *then,
		       const struct ab_entity *now)
{
	static const char *const arguments[PARAMS_MAX] = {"arg_1", "arg_2", "arg_3", "arg_4",
							  "arg_5", "arg_6", "arg_7", "arg_8"};
	const struct side was = side_of(cmp, cmp->promised, then);
	const struct side is = side_of(cmp, cmp->current, now);
	const char *call, *a, *b;

	if (then->n_params > PARAMS_MAX || ab_macro_is_variadic(then))
		return false;
	call = call_of(cmp->arena, then, arguments, then->n_params);
	a = expand_call(&was, call);
	b = expand_call(&is, call);
	return a && b && strcmp(a, b) == 0;
}

/* ---- calls that come to other numbers ---- */

static bool is_same_value(const struct ab_value *a, const struct ab_value *b)
{
	if (a->kind != b->kind)
		return false;
	return a->kind == AB_VALUE_INTEGER ? ab_int_compare(a->integer, b->integer) == 0
					   : strcmp(a->text, b->text) == 0;
}

/* Whether the two are numbers (or strings), and other ones: *was and *is then say which. */
static bool is_other(const struct side *then, const struct side *now, const char *use,
		     const char **was, const char **is)
{
	struct ab_value a, b;

	if (!evaluate(then, expand_call(then, use), &a) ||
	    !evaluate(now, expand_call(now, use), &b) || is_same_value(&a, &b))
		return false;
	*was = ab_value_text(then->arena, &a);
	*is = ab_value_text(now->arena, &b);
	return true;
}

bool ab_find_other_call(const struct ab_comparison *cmp, const struct ab_entity *then,
			const struct ab_entity *now, struct ab_other_call *other)
{
	static const char *const numbers[][PARAMS_MAX] = {
	    {"9", "2", "3", "4", "5", "6", "7", "8"},
	    {"1", "1", "1", "1", "1", "1", "1", "1"},
	    {"0", "0", "0", "0", "0", "0", "0", "0"},
	    {"2", "9", "1", "7", "3", "8", "5", "6"},
	    {"4", "100", "200", "300", "400", "500", "600", "700"},
	    {"1 + 2", "1 + 2", "1 + 2", "1 + 2", "1 + 2", "1 + 2", "1 + 2", "1 + 2"},
	};
	static const char *const uses[] = {"%s", "2 * %s"};
	const struct side was = side_of(cmp, cmp->promised, then);
	const struct side is = side_of(cmp, cmp->current, now);
	const unsigned n = n_needed(then);

	for (size_t i = 0; n <= PARAMS_MAX && i < sizeof numbers / sizeof *numbers; i++)
		for (size_t j = 0; j < sizeof uses / sizeof *uses; j++) {
			const char *call = call_of(cmp->arena, then, numbers[i], n);

			other->call = j ? ab_printf(cmp->arena, "2 * %s", call) : call;
			if (is_other(&was, &is, other->call, &other->then, &other->now))
				return true;
		}
	return false;
}

/* ---- lists ---- */

/* Entries of a list: "XX (A) XX (B)" as its calls, _Generic as its associations. */
struct entries {
	const char **items;
	size_t count, capacity;
	const char *around; /* the text with the entries left out */
};

/* Skips what is in parentheses, the lexer being behind the opening one. */
static bool skip_parentheses(struct ab_lexer *lexer)
{
	for (unsigned depth = 1; depth;) {
		const struct ab_token token = ab_lexer_next(lexer);

		if (token.kind == AB_TOKEN_END)
			return false;
		depth += ab_token_is(&token, "(");
		depth -= ab_token_is(&token, ")");
	}
	return true;
}

static void add_entry(struct ab_arena *arena, struct entries *entries, const char *from,
		      const char *to)
{
	entries->items = AB_GROW(arena, entries->items, entries->count, &entries->capacity);
	entries->items[entries->count++] =
	    ab_tokens_normalise(arena, ab_strndup(arena, from, (size_t)(to - from)));
}

/* Calls of the macro's own parameters and nothing else; false: it is something else. */
static bool read_calls(struct ab_arena *arena, const char *text, struct entries *entries)
{
	struct ab_lexer lexer;
	struct ab_token token, open;

	memset(entries, 0, sizeof *entries);
	entries->around = "";
	ab_lexer_init(&lexer, text);
	for (token = ab_lexer_next(&lexer); token.kind != AB_TOKEN_END;
	     token = ab_lexer_next(&lexer)) {
		open = ab_lexer_next(&lexer);
		if (token.kind != AB_TOKEN_WORD || token.length < 5 ||
		    strncmp(token.text, "arg_", 4) != 0 || !ab_token_is(&open, "(") ||
		    !skip_parentheses(&lexer))
			return false;
		add_entry(arena, entries, token.text, lexer.at);
	}
	return entries->count > 0;
}

/* The associations of the first _Generic in the text; false: there is none. */
static bool read_generic(struct ab_arena *arena, const char *text, struct entries *entries)
{
	const char *start = strstr(text, "_Generic ("), *from, *behind_first = NULL;
	struct ab_lexer lexer;
	unsigned depth = 1;

	memset(entries, 0, sizeof *entries);
	if (!start)
		return false;
	from = start + strlen("_Generic (");
	ab_lexer_init(&lexer, from);
	while (depth) {
		const struct ab_token token = ab_lexer_next(&lexer);

		if (token.kind == AB_TOKEN_END)
			return false;
		depth += ab_token_is(&token, "(");
		depth -= ab_token_is(&token, ")");
		if (depth > 1 || (depth && !ab_token_is(&token, ",")))
			continue;
		if (behind_first)
			add_entry(arena, entries, from, token.text);
		else
			behind_first = token.text;
		from = token.text + token.length;
	}
	entries->around = ab_printf(
	    arena, "%.*s%s", (int)((behind_first ? behind_first : start) - text), text, from);
	return entries->count > 0;
}

/* The first entry of then that now does not have, behind those before it; NULL: it has all. */
static const char *lost_entry(const struct entries *then, const struct entries *now, bool in_order)
{
	size_t at = 0;

	for (size_t i = 0; i < then->count; i++) {
		size_t j = in_order ? at : 0;

		while (j < now->count && strcmp(now->items[j], then->items[i]) != 0)
			j++;
		if (j == now->count)
			return then->items[i];
		at = j + 1;
	}
	return NULL;
}

/* An entry as a header has it: "XX(BUSY, 1)" of "arg_1 ( BUSY , 1 )". */
static const char *entry_text(struct ab_arena *arena, const struct ab_entity *macro,
			      const char *entry)
{
	const unsigned i = strncmp(entry, "arg_", 4) == 0 ? (unsigned)(entry[4] - '1') : PARAMS_MAX;
	struct ab_buf text;

	ab_buf_init(&text, arena);
	if (i < macro->n_params) {
		ab_buf_add(&text, macro->params[i]);
		entry += strlen("arg_1");
	}
	for (; *entry; entry++)
		if (*entry != ' ' || (entry[1] != '(' && entry[1] != ')' && entry[1] != ',' &&
				      entry[1] != ':' && entry[-1] != '('))
			ab_buf_add_n(&text, entry, 1);
	return text.text;
}

enum ab_list_change ab_compare_lists(const struct ab_comparison *cmp, const struct ab_entity *then,
				     const struct ab_entity *now, const char **lost)
{
	static const char *const arguments[PARAMS_MAX] = {"arg_1", "arg_2", "arg_3", "arg_4",
							  "arg_5", "arg_6", "arg_7", "arg_8"};
	const struct side was_side = side_of(cmp, cmp->promised, then);
	const struct side is_side = side_of(cmp, cmp->current, now);
	const char *call, *a, *b;
	struct entries was, is;
	bool is_list;

	if (n_needed(then) > PARAMS_MAX)
		return AB_LIST_NONE;
	call = call_of(cmp->arena, then, arguments, n_needed(then));
	a = expand_call(&was_side, call);
	b = expand_call(&is_side, call);
	if (!a || !b)
		return AB_LIST_NONE;
	is_list = read_calls(cmp->arena, a, &was) && read_calls(cmp->arena, b, &is);
	if (!is_list && (!read_generic(cmp->arena, a, &was) || !read_generic(cmp->arena, b, &is) ||
			 strcmp(was.around, is.around) != 0))
		return AB_LIST_NONE;
	*lost = lost_entry(&was, &is, false);
	if (*lost) {
		*lost = entry_text(cmp->arena, then, *lost);
		return AB_LIST_LOST;
	}
	return lost_entry(&was, &is, is_list) ? AB_LIST_NONE : AB_LIST_GREW;
}
