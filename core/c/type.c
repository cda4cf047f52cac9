/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Type trees: names of basic types, constructors, the walk over unnamed bodies. */
#include "abiding/type.h"

#include <string.h>

#include "abiding/lex.h"

/* The words of a basic type, counted. */
struct basic {
	unsigned shorts, longs, ints, signeds, unsigneds, complexes;
	const char *base; /* any other word, canonical; NULL: none */
	const char *bits; /* the N of _BitInt(N) */
	bool is_wrong;
};

static const struct {
	const char *text, *canonical;
} spellings[] = {
    {"__signed", "signed"},    {"__signed__", "signed"},    {"bool", "_Bool"},
    {"__complex", "_Complex"}, {"__complex__", "_Complex"}, {"__float128", "_Float128"},
};

/* Bases that are whole by themselves and have a complex variant. */
static const char *const floats[] = {
    "float",	 "double",    "_Float16",  "_Float32", "_Float64", "_Float128",
    "_Float32x", "_Float64x", "__float80", "__bf16",   "__ibm128", "__fp16",
};

static const char *const integer_names[2][4] = {
    {"int", "short", "long", "long long"},
    {"unsigned int", "unsigned short", "unsigned long", "unsigned long long"},
};

static bool is_one_of(const char *word, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(word, list[i]) == 0)
			return true;
	return false;
}

static const char *canonical_word(struct ab_arena *arena, const struct ab_token *token)
{
	size_t i;

	for (i = 0; i < sizeof spellings / sizeof *spellings; i++)
		if (ab_token_is(token, spellings[i].text))
			return spellings[i].canonical;
	return ab_strndup(arena, token->text, token->length);
}

/* Reads "(N)". */
static const char *bit_int_width(struct ab_arena *arena, struct ab_lexer *lexer)
{
	const struct ab_token open = ab_lexer_next(lexer), number = ab_lexer_next(lexer);
	const struct ab_token close = ab_lexer_next(lexer);
	const char *const text = ab_strndup(arena, number.text, number.length);

	if (!ab_token_is(&open, "(") || number.kind != AB_TOKEN_NUMBER || !ab_token_is(&close, ")"))
		return NULL;
	return text[strspn(text, "0123456789")] || text[0] == '0' ? NULL : text;
}

static void count_word(struct basic *basic, const char *word)
{
	if (strcmp(word, "short") == 0)
		basic->shorts++;
	else if (strcmp(word, "long") == 0)
		basic->longs++;
	else if (strcmp(word, "int") == 0)
		basic->ints++;
	else if (strcmp(word, "signed") == 0)
		basic->signeds++;
	else if (strcmp(word, "unsigned") == 0)
		basic->unsigneds++;
	else if (strcmp(word, "_Complex") == 0)
		basic->complexes++;
	else if (basic->base)
		basic->is_wrong = true;
	else
		basic->base = word;
}

static struct basic count_words(struct ab_arena *arena, const char *words)
{
	struct basic basic = {0};
	struct ab_lexer lexer;
	struct ab_token token;

	ab_lexer_init(&lexer, words);
	for (token = ab_lexer_next(&lexer); token.kind; token = ab_lexer_next(&lexer)) {
		if (ab_token_word(&token) != AB_WORD_BASIC) {
			basic.is_wrong = true;
			return basic;
		}
		count_word(&basic, canonical_word(arena, &token));
		if (!ab_token_is(&token, "_BitInt"))
			continue;
		basic.bits = bit_int_width(arena, &lexer);
		if (!basic.bits)
			basic.is_wrong = true;
	}
	if (basic.shorts > 1 || basic.longs > 2 || (basic.shorts && basic.longs) ||
	    basic.ints > 1 || basic.signeds + basic.unsigneds > 1 || basic.complexes > 1)
		basic.is_wrong = true;
	return basic;
}

static const char *integer_name(const struct basic *basic)
{
	return integer_names[basic->unsigneds][basic->shorts  ? 1
					       : basic->longs ? basic->longs + 1
							      : 0];
}

/* The name of what has a word of its own, with its sign. */
static const char *based_name(struct ab_arena *arena, const struct basic *basic)
{
	const bool is_signed = basic->signeds || basic->unsigneds;
	const char *const base = basic->base;

	if (strcmp(base, "double") == 0 && basic->longs == 1 && !basic->shorts && !basic->ints &&
	    !is_signed)
		return "long double";
	if (basic->shorts || basic->longs || basic->ints)
		return NULL;
	if (strcmp(base, "char") == 0)
		return basic->signeds ? "signed char" : basic->unsigneds ? "unsigned char" : "char";
	if (strcmp(base, "__int128") == 0)
		return basic->unsigneds ? "unsigned __int128" : "__int128";
	if (strcmp(base, "_BitInt") == 0)
		return ab_printf(arena, "%s_BitInt(%s)", basic->unsigneds ? "unsigned " : "",
				 basic->bits);
	return is_signed ? NULL : base;
}

static bool has_complex(const struct basic *basic)
{
	return !basic->base || strcmp(basic->base, "char") == 0 ||
	       strcmp(basic->base, "__int128") == 0 ||
	       is_one_of(basic->base, floats, sizeof floats / sizeof *floats);
}

const char *ab_basic_name(struct ab_arena *arena, const char *words)
{
	const struct basic basic = count_words(arena, words);
	const char *name = NULL;

	if (basic.is_wrong)
		return NULL;
	if (basic.base)
		name = based_name(arena, &basic);
	else if (basic.shorts || basic.longs || basic.ints || basic.signeds || basic.unsigneds)
		name = integer_name(&basic);
	else if (basic.complexes)
		name = "double";
	if (!basic.complexes || !name)
		return name;
	return has_complex(&basic) ? ab_printf(arena, "_Complex %s", name) : NULL;
}

const struct ab_type *ab_type_named(struct ab_arena *arena, enum ab_type_kind kind,
				    const char *name, unsigned quals)
{
	struct ab_type *type = AB_NEW(arena, struct ab_type);

	type->kind = kind;
	type->name = name;
	type->quals = quals;
	return type;
}

const struct ab_type *ab_type_derived(struct ab_arena *arena, enum ab_type_kind kind,
				      const struct ab_type *of, int64_t count, unsigned quals)
{
	struct ab_type *type = AB_NEW(arena, struct ab_type);

	type->kind = kind;
	type->count = count;
	if (kind == AB_TYPE_VECTOR) {
		quals |= of->quals;
		of = ab_type_qualified(arena, of, 0);
	}
	if (kind == AB_TYPE_ARRAY && quals) {
		of = ab_type_qualified(arena, of, of->quals | quals);
		quals = 0;
	}
	type->of = of;
	type->quals = kind == AB_TYPE_FUNCTION ? 0 : quals;
	return type;
}

const struct ab_type *ab_type_qualified(struct ab_arena *arena, const struct ab_type *type,
					unsigned quals)
{
	const struct ab_type *top = NULL, **hole = &top;
	struct ab_type *copy;

	for (; type->kind == AB_TYPE_ARRAY; type = type->of) {
		copy = AB_NEW(arena, struct ab_type);
		*copy = *type;
		*hole = copy;
		hole = &copy->of;
	}
	*hole = type;
	if (type->kind == AB_TYPE_FUNCTION || type->quals == quals)
		return top;
	copy = AB_NEW(arena, struct ab_type);
	*copy = *type;
	copy->quals = quals;
	*hole = copy;
	return top;
}

const struct ab_type *ab_type_of_param(struct ab_arena *arena, const struct ab_type *type)
{
	return ab_type_qualified(arena, type, type->quals & AB_QUAL_ATOMIC);
}

struct ab_aggregate *ab_type_body(const struct ab_type *type)
{
	while (type->kind == AB_TYPE_ARRAY || type->kind == AB_TYPE_POINTER)
		type = type->of;
	return type->body;
}

/*
 * The text shows the innermost type first, then the parameters of each
 * function from the name on.
 */
void ab_type_each_body(const struct ab_type *type,
		       void (*visit)(struct ab_type *node, void *context), void *context)
{
	const struct ab_type *base = type;
	unsigned i;

	while (base->of)
		base = base->of;
	if ((base->kind == AB_TYPE_STRUCT || base->kind == AB_TYPE_UNION) && !base->name)
		visit((struct ab_type *)base, context);
	for (; type->of; type = type->of)
		for (i = 0; i < type->n_params; i++)
			ab_type_each_body(type->params[i].type, visit, context);
}
