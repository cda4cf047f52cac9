/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval-object.h"

#include <string.h>

static void next(struct ab_eval_run *e)
{
	e->token = ab_lexer_next(&e->lexer);
}

static bool take(struct ab_eval_run *e, const char *text)
{
	if (!ab_token_is(&e->token, text))
		return false;
	next(e);
	return true;
}

static const char *take_name(struct ab_eval_run *e)
{
	const struct ab_token word = e->token;

	if (word.kind != AB_TOKEN_WORD || ab_token_word(&word) != AB_WORD_NAME)
		return NULL;
	next(e);
	return ab_strndup(e->arena, word.text, word.length);
}

/* ---- typeof ---- */

static bool is_typeof(const struct ab_token *token)
{
	static const char *const words[] = {"typeof", "__typeof", "__typeof__", "typeof_unqual",
					    "__typeof_unqual__"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (ab_token_is(token, words[i]))
			return true;
	return false;
}

static void skip_qualifiers(struct ab_eval_run *e)
{
	while (e->token.kind == AB_TOKEN_WORD && ab_token_word(&e->token) == AB_WORD_QUALIFIER)
		next(e);
}

/* The type of a value; its qualifiers count for nothing in a constant. */
static const struct ab_type *type_of_value(struct ab_eval_run *e)
{
	struct ab_operand value;
	bool is_value;

	e->unevaluated++;
	is_value = take(e, "(") && e->constant(e, &value) && take(e, ")");
	e->unevaluated--;
	if (!is_value || value.kind == AB_VALUE_STRING)
		return NULL;
	return value.type ? value.type
			  : ab_type_named(e->arena, AB_TYPE_BASIC, ab_arith_name(value.arith), 0);
}

/* "(type)", "(object)" or "(value)", behind the word. */
static const struct ab_type *parse_typeof(struct ab_eval_run *e)
{
	struct ab_eval_found found;
	const struct ab_type *type;

	if (ab_at_type_name(e))
		return ab_parse_type_name(e, &type) ? type : NULL;
	/* of others only the size is known */
	if (ab_parse_object(e, &found))
		return found.type;
	return type_of_value(e);
}

/* "(const typeof(x) *)", behind the parenthesis. */
static bool parse_type_by_typeof(struct ab_eval_run *e, const struct ab_type **type)
{
	skip_qualifiers(e);
	if (!is_typeof(&e->token))
		return false;
	next(e);
	*type = parse_typeof(e);
	skip_qualifiers(e);
	while (*type && take(e, "*")) {
		*type = ab_type_derived(e->arena, AB_TYPE_POINTER, *type, 0, 0);
		skip_qualifiers(e);
	}
	return *type && take(e, ")");
}

/* ---- type names ---- */

bool ab_is_type_word(struct ab_eval_run *e, const struct ab_token *word)
{
	const enum ab_word kind = ab_token_word(word);

	if (word->kind != AB_TOKEN_WORD)
		return false;
	if (kind == AB_WORD_BASIC || kind == AB_WORD_QUALIFIER || kind == AB_WORD_TAG ||
	    is_typeof(word))
		return true;
	return kind == AB_WORD_NAME && e->env->is_type_name &&
	       e->env->is_type_name(e->env->context,
				    ab_strndup(e->arena, word->text, word->length));
}

bool ab_at_type_name(struct ab_eval_run *e)
{
	struct ab_lexer ahead = e->lexer;
	const struct ab_token word = ab_lexer_next(&ahead);

	return ab_token_is(&e->token, "(") && ab_is_type_word(e, &word);
}

/* The text up to the parenthesis that closes the one at hand, which is read; NULL: none does. */
static const char *take_parentheses(struct ab_eval_run *e)
{
	const char *const start = e->lexer.at;
	const char *end;
	unsigned depth = 1;

	do {
		next(e);
		if (ab_token_is(&e->token, "("))
			depth++;
		else if (ab_token_is(&e->token, ")"))
			depth--;
		else if (e->token.kind == AB_TOKEN_END)
			return NULL;
		end = e->token.text;
	} while (depth);
	next(e);
	return ab_strndup(e->arena, start, (size_t)(end - start));
}

bool ab_parse_type_name(struct ab_eval_run *e, const struct ab_type **type)
{
	const struct ab_eval_run before = *e;
	struct ab_error ignored;
	struct ab_decl decl;
	const char *text;

	next(e);
	if (parse_type_by_typeof(e, type))
		return true;
	*e = before;
	text = take_parentheses(e);
	if (!text || !ab_decl_parse(e->arena, text, &decl, &ignored))
		return false;
	*type = decl.type;
	return !decl.name && decl.bit_width < 0;
}

/* ---- objects ---- */

static bool parse_whole(struct ab_eval_run *e, struct ab_eval_object *object);

static struct ab_eval_step *add_step(struct ab_eval_object *object)
{
	struct ab_eval_step *step;

	if (object->n_steps == sizeof object->steps / sizeof *object->steps)
		return NULL;
	step = &object->steps[object->n_steps++];
	*step = (struct ab_eval_step){NULL, 0, false};
	return step;
}

static bool parse_member(struct ab_eval_run *e, struct ab_eval_object *object, bool is_behind)
{
	struct ab_eval_step *step = add_step(object);

	if (!step)
		return false;
	step->is_behind = is_behind;
	step->member = take_name(e);
	return step->member != NULL;
}

static bool parse_element(struct ab_eval_run *e, struct ab_eval_object *object)
{
	struct ab_eval_step *step = add_step(object);
	struct ab_operand index;

	if (!step || !e->constant(e, &index) || index.kind != AB_VALUE_INTEGER || !take(e, "]"))
		return false;
	step->index = index.bits;
	return true;
}

/* ".a", "->a", "[1]", any number of these. */
static bool parse_steps(struct ab_eval_run *e, struct ab_eval_object *object)
{
	for (;;) {
		bool is_step = false;

		if (take(e, "."))
			is_step = parse_member(e, object, false);
		else if (take(e, "->"))
			is_step = parse_member(e, object, true);
		else if (take(e, "["))
			is_step = parse_element(e, object);
		else
			return true;
		if (!is_step)
			return false;
	}
}

/* "(struct foo *)0": the object is what lies there. */
static bool parse_cast(struct ab_eval_run *e, struct ab_eval_object *object)
{
	struct ab_operand address;

	if (!ab_parse_type_name(e, &object->type) || object->type->kind != AB_TYPE_POINTER)
		return false;
	object->type = object->type->of;
	return e->unary(e, &address);
}

/* The first step from an address, "->a", "[0]" or "*", ends at the object; false: there is none. */
static bool take_address(struct ab_eval_object *object)
{
	if (!object->n_steps || (object->steps[0].member && !object->steps[0].is_behind))
		return false;
	object->steps[0].is_behind = false;
	if (!object->steps[0].member)
		memmove(&object->steps[0], &object->steps[1],
			--object->n_steps * sizeof *object->steps);
	return true;
}

/* "(a).b", "(struct foo *)0": a cast takes no steps but in parentheses. */
static bool parse_whole_here(struct ab_eval_run *e, struct ab_eval_object *object)
{
	if (take(e, "*"))
		return parse_whole(e, object) && add_step(object);
	if (ab_at_type_name(e))
		return parse_cast(e, object);
	if (take(e, "("))
		return parse_whole(e, object) && take(e, ")") && parse_steps(e, object);
	object->variable = take_name(e);
	return object->variable && parse_steps(e, object);
}

static bool parse_whole(struct ab_eval_run *e, struct ab_eval_object *object)
{
	bool is_object;

	if (++e->level > AB_NESTING_MAX)
		return false;
	is_object = parse_whole_here(e, object);
	e->level--;
	return is_object;
}

bool ab_parse_object(struct ab_eval_run *e, struct ab_eval_found *found)
{
	const struct ab_eval_run before = *e;
	struct ab_eval_object object = {0};
	bool is_object;

	e->unevaluated++;
	is_object = e->env->object && parse_whole(e, &object);
	e->unevaluated--;
	/* an address alone is a value */
	if (is_object && (object.variable || take_address(&object)) &&
	    e->env->object(e->env->context, &object, found))
		return true;
	*e = before;
	return false;
}

bool ab_parse_offset(struct ab_eval_run *e, uint64_t *offset_bytes)
{
	struct ab_eval_object object = {0};
	struct ab_eval_found found;
	const char *start = e->lexer.at, *end;
	struct ab_error ignored;
	struct ab_decl decl;

	if (!ab_token_is(&e->token, "(") || !e->env->object)
		return false;
	do {
		next(e);
		end = e->token.text;
		if (e->token.kind == AB_TOKEN_END)
			return false;
	} while (!ab_token_is(&e->token, ","));
	next(e);
	if (!ab_decl_parse(e->arena, ab_strndup(e->arena, start, (size_t)(end - start)), &decl,
			   &ignored) ||
	    decl.name)
		return false;
	object.type = decl.type;
	if (!parse_member(e, &object, false) || !parse_steps(e, &object) || !take(e, ")") ||
	    !e->env->object(e->env->context, &object, &found) || !found.has_offset)
		return false;
	*offset_bytes = found.offset_bytes;
	return true;
}
