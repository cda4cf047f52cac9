/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * expand.c - macro expansion on lists of tokens.
 *
 * Each token carries the names of the macros that it came out of; a macro is
 * not expanded in what it left behind (C17 6.10.3.4).
 */
#include "abiding/expand.h"

#include <stdlib.h>
#include <string.h>

#include "lex.h"

enum { TOKENS_MAX = 20000, TEXT_MAX = 200000, ARGUMENTS_MAX = 256 };

struct hidden {
	const char *name;
	const struct hidden *next;
};

struct node {
	enum ab_token_kind kind;
	const char *text;
	bool has_space;
	const struct hidden *hidden;
	struct node *next;
};

struct list {
	struct node *first, *last;
};

struct expansion {
	struct ab_arena *arena;
	const struct ab_expand_env *env;
	size_t n_tokens;
	unsigned depth;
	bool has_failed;
};

static struct list expand(struct expansion *ex, struct node *in);

/* ---- lists ---- */

static struct node *new_node(struct expansion *ex, enum ab_token_kind kind, const char *text,
			     bool has_space)
{
	struct node *node = AB_NEW(ex->arena, struct node);

	if (++ex->n_tokens > TOKENS_MAX)
		ex->has_failed = true;
	node->kind = kind;
	node->text = text;
	node->has_space = has_space;
	return node;
}

static void append(struct list *list, struct node *node)
{
	node->next = NULL;
	if (list->last)
		list->last->next = node;
	else
		list->first = node;
	list->last = node;
}

static struct node *copy(struct expansion *ex, const struct node *node)
{
	struct node *made = new_node(ex, node->kind, node->text, node->has_space);

	made->hidden = node->hidden;
	return made;
}

static void append_copies(struct expansion *ex, struct list *list, const struct node *node,
			  bool has_space)
{
	for (bool is_first = true; node && !ex->has_failed; node = node->next, is_first = false) {
		struct node *made = copy(ex, node);

		if (is_first)
			made->has_space = has_space;
		append(list, made);
	}
}

static struct list tokenize(struct expansion *ex, const char *text)
{
	struct list list = {NULL, NULL};
	struct ab_lexer lexer;

	ab_lexer_init(&lexer, text);
	for (struct ab_token token = ab_lexer_next(&lexer);
	     token.kind != AB_TOKEN_END && !ex->has_failed; token = ab_lexer_next(&lexer))
		append(&list,
		       new_node(ex, token.kind, ab_strndup(ex->arena, token.text, token.length),
				token.has_space));
	return list;
}

static bool is(const struct node *node, const char *text)
{
	return node && strcmp(node->text, text) == 0;
}

/* ---- hiding ---- */

static bool is_hidden(const struct hidden *hidden, const char *name)
{
	for (; hidden; hidden = hidden->next)
		if (strcmp(hidden->name, name) == 0)
			return true;
	return false;
}

static const struct hidden *hide(struct expansion *ex, const struct hidden *hidden,
				 const char *name)
{
	struct hidden *more = AB_NEW(ex->arena, struct hidden);

	more->name = name;
	more->next = hidden;
	return more;
}

static const struct hidden *common(struct expansion *ex, const struct hidden *a,
				   const struct hidden *b)
{
	const struct hidden *both = NULL;

	for (; a; a = a->next)
		if (is_hidden(b, a->name))
			both = hide(ex, both, a->name);
	return both;
}

static void hide_all(struct expansion *ex, struct list *list, const struct hidden *hidden)
{
	for (struct node *node = list->first; node; node = node->next)
		if (!node->hidden)
			node->hidden = hidden;
		else
			for (const struct hidden *h = hidden; h; h = h->next)
				if (!is_hidden(node->hidden, h->name))
					node->hidden = hide(ex, node->hidden, h->name);
}

/* ---- arguments ---- */

struct arguments {
	struct list items[ARGUMENTS_MAX];
	unsigned count;
	struct node *close; /* the closing parenthesis */
};

static bool is_variadic(const struct ab_macro *macro)
{
	const char *last = macro->n_params ? macro->params[macro->n_params - 1] : "";
	const size_t length = strlen(last);

	return length >= 3 && strcmp(last + length - 3, "...") == 0;
}

/* Splits what follows the opening parenthesis; returns false if it is not closed. */
static bool read_arguments(struct expansion *ex, const struct ab_macro *macro, struct node *in,
			   struct arguments *args)
{
	unsigned depth = 0;

	memset(args, 0, sizeof *args);
	args->count = 1;
	for (; in; in = in->next) {
		if (is(in, ")") && depth == 0) {
			args->close = in;
			return true;
		}
		depth += is(in, "(");
		depth -= is(in, ")");
		if (is(in, ",") && depth == 0 &&
		    !(is_variadic(macro) && args->count >= macro->n_params)) {
			if (++args->count > ARGUMENTS_MAX)
				break;
			continue;
		}
		append(&args->items[args->count - 1], copy(ex, in));
	}
	return false;
}

static bool is_count_right(const struct ab_macro *macro, const struct arguments *args)
{
	if (macro->n_params == 0)
		return args->count == 1 && !args->items[0].first;
	if (is_variadic(macro))
		return args->count + 1 >= macro->n_params;
	return args->count == macro->n_params;
}

/* The index of the parameter that a token names, -1: none. */
static int param_of(const struct ab_macro *macro, const struct node *node)
{
	if (!node || node->kind != AB_TOKEN_WORD)
		return -1;
	for (unsigned i = 0; i < macro->n_params; i++) {
		const char *name = macro->params[i];
		const size_t length = strlen(name);

		if (strcmp(name, node->text) == 0)
			return (int)i;
		if (length < 3 || strcmp(name + length - 3, "...") != 0)
			continue;
		if (length == 3 ? is(node, "__VA_ARGS__")
				: strlen(node->text) == length - 3 &&
				      strncmp(name, node->text, length - 3) == 0)
			return (int)i;
	}
	return -1;
}

/* ---- # and ## ---- */

static struct node *stringify(struct expansion *ex, const struct list *argument, bool has_space)
{
	struct ab_buf buf;

	ab_buf_init(&buf, ex->arena);
	ab_buf_add(&buf, "\"");
	for (const struct node *node = argument->first; node; node = node->next) {
		const bool is_quoted = node->kind == AB_TOKEN_STRING || node->kind == AB_TOKEN_CHAR;

		if (node != argument->first && node->has_space)
			ab_buf_add(&buf, " ");
		for (const char *at = node->text; *at; at++) {
			if (*at == '"' || (is_quoted && *at == '\\'))
				ab_buf_add(&buf, "\\");
			ab_buf_add_n(&buf, at, 1);
		}
	}
	ab_buf_add(&buf, "\"");
	return new_node(ex, AB_TOKEN_STRING, buf.text, has_space);
}

/* Makes the last token of the list and the next one into one. */
static void paste(struct expansion *ex, struct list *list, const struct node *right)
{
	struct list made;

	if (!list->last) {
		append(list, copy(ex, right));
		return;
	}
	made = tokenize(ex, ab_printf(ex->arena, "%s%s", list->last->text, right->text));
	if (!made.first || made.first->next || made.first->kind == AB_TOKEN_BAD) {
		ex->has_failed = true;
		return;
	}
	list->last->kind = made.first->kind;
	list->last->text = made.first->text;
	list->last->hidden = common(ex, list->last->hidden, right->hidden);
}

/* What stands right of ##: an argument is not expanded; an empty one pastes nothing. */
static void paste_operand(struct expansion *ex, struct list *out, const struct ab_macro *macro,
			  const struct arguments *args, const struct node *node)
{
	const int param = param_of(macro, node);

	if (param < 0) {
		paste(ex, out, node);
		return;
	}
	if (!args->items[param].first)
		return;
	paste(ex, out, args->items[param].first);
	append_copies(ex, out, args->items[param].first->next, true);
}

/* ---- replacement ---- */

static struct list replacement(struct expansion *ex, const struct ab_macro *macro,
			       const struct arguments *args)
{
	struct list body = tokenize(ex, macro->body), out = {NULL, NULL};
	bool is_left_empty = false; /* what stands left of a coming ## was an empty argument */

	for (struct node *node = body.first; node && !ex->has_failed; node = node->next) {
		const int param = param_of(macro, node);

		if (is(node, "__VA_OPT__")) {
			ex->has_failed = true;
		} else if (macro->is_function_like && is(node, "#") &&
			   param_of(macro, node->next) >= 0) {
			append(&out, stringify(ex, &args->items[param_of(macro, node->next)],
					       node->has_space));
			node = node->next;
		} else if (is(node, "##") && node->next) {
			node = node->next;
			if (is_left_empty)
				append_copies(ex, &out,
					      param_of(macro, node) < 0
						  ? copy(ex, node)
						  : args->items[param_of(macro, node)].first,
					      true);
			else
				paste_operand(ex, &out, macro, args, node);
		} else if (param < 0) {
			append(&out, copy(ex, node));
		} else if (is(node->next, "##")) {
			append_copies(ex, &out, args->items[param].first, node->has_space);
			is_left_empty = !args->items[param].first;
			continue;
		} else {
			struct list argument = {NULL, NULL};

			append_copies(ex, &argument, args->items[param].first, false);
			argument = expand(ex, argument.first);
			append_copies(ex, &out, argument.first, node->has_space);
		}
		is_left_empty = false;
	}
	return out;
}

/* Puts the list in front of the rest. */
static struct node *before(struct list *list, struct node *rest)
{
	if (!list->last)
		return rest;
	list->last->next = rest;
	return list->first;
}

/* Expands the macro call at the token; returns what is to be read next. */
static struct node *replace(struct expansion *ex, const struct ab_macro *macro, struct node *at)
{
	static const struct arguments none;
	const struct hidden *hidden = at->hidden;
	struct node *rest = at->next;
	struct list list;

	if (macro->is_function_like) {
		struct arguments *args = AB_NEW(ex->arena, struct arguments);

		if (!read_arguments(ex, macro, at->next->next, args) ||
		    !is_count_right(macro, args)) {
			ex->has_failed = true;
			return NULL;
		}
		list = replacement(ex, macro, args);
		hidden = common(ex, hidden, args->close->hidden);
		rest = args->close->next;
	} else {
		list = replacement(ex, macro, &none);
	}
	hide_all(ex, &list, hide(ex, hidden, macro->name));
	if (list.first)
		list.first->has_space = at->has_space;
	return before(&list, rest);
}

static struct list expand(struct expansion *ex, struct node *in)
{
	struct list out = {NULL, NULL};

	if (++ex->depth > AB_NESTING_MAX)
		ex->has_failed = true;
	while (in && !ex->has_failed) {
		struct node *next = in->next;
		struct ab_macro macro;

		if (in->kind == AB_TOKEN_WORD && !is_hidden(in->hidden, in->text) &&
		    ex->env->find(ex->env->context, in->text, &macro) &&
		    (!macro.is_function_like || is(next, "("))) {
			in = replace(ex, &macro, in);
			continue;
		}
		append(&out, in);
		in = next;
	}
	ex->depth--;
	return out;
}

/* _Pragma ("...") is no part of a value: the node behind it. */
static const struct node *skip_pragma(const struct node *node)
{
	while (is(node, "_Pragma") && is(node->next, "(") && node->next->next &&
	       is(node->next->next->next, ")"))
		node = node->next->next->next->next;
	return node;
}

const char *ab_expand(struct ab_arena *arena, const struct ab_expand_env *env, const char *text)
{
	struct expansion ex = {arena, env, 0, 0, false};
	struct list list = expand(&ex, tokenize(&ex, text).first);
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	for (const struct node *node = list.first; node && !ex.has_failed; node = node->next) {
		node = env->keeps_pragma ? node : skip_pragma(node);
		if (!node)
			break;
		if (buf.length)
			ab_buf_add(&buf, " ");
		ab_buf_add(&buf, node->text);
		ex.has_failed |= buf.length > TEXT_MAX;
	}
	return ex.has_failed ? NULL : buf.text;
}

/* ---- bodies ---- */

/* The last token of the macro call that starts at the node, or NULL: none does. */
static struct node *end_of_call(struct expansion *ex, const struct ab_macro *macro,
				struct node *node)
{
	struct arguments *args;

	if (!macro->is_function_like)
		return node;
	args = AB_NEW(ex->arena, struct arguments);
	if (!is(node->next, "(") || !read_arguments(ex, macro, node->next->next, args))
		return NULL;
	return args->close;
}

/* The last token of a call that leaves nothing behind, or NULL: none starts at the node. */
static struct node *end_of_empty_call(struct ab_arena *arena, const struct ab_expand_env *env,
				      struct node *node)
{
	struct expansion ex = {arena, env, 0, 0, false};
	struct list call = {NULL, NULL};
	struct ab_macro macro;
	struct node *end;

	if (node->kind != AB_TOKEN_WORD || !env->find(env->context, node->text, &macro))
		return NULL;
	end = end_of_call(&ex, &macro, node);
	if (!end)
		return NULL;
	for (const struct node *at = node; at != end->next; at = at->next)
		append(&call, copy(&ex, at));
	call = expand(&ex, call.first);
	return !ex.has_failed && !skip_pragma(call.first) ? end : NULL;
}

const char *ab_macro_text(struct ab_arena *arena, const struct ab_expand_env *env,
			  const struct ab_macro *macro)
{
	struct expansion ex = {arena, env, 0, 0, false};
	struct node *end, *node = tokenize(&ex, macro->body).first;
	bool is_operand = false; /* of # or ## */
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	for (; node; node = node->next) {
		is_operand |= is(node->next, "##");
		end = is_operand || param_of(macro, node) >= 0
			  ? NULL
			  : end_of_empty_call(arena, env, node);
		is_operand = is(node, "#") || is(node, "##");
		if (end) {
			node = end;
			continue;
		}
		if (buf.length && node->has_space)
			ab_buf_add(&buf, " ");
		ab_buf_add(&buf, node->text);
	}
	return buf.text;
}

/* ---- definitions ---- */

static bool read_params(struct ab_arena *arena, struct ab_lexer *lexer, struct ab_macro *macro)
{
	const char **params = NULL;
	size_t count = 0, capacity = 0;
	struct ab_token token = ab_lexer_next(lexer);

	while (!ab_token_is(&token, ")")) {
		const char *name;

		if (token.kind != AB_TOKEN_WORD && !ab_token_is(&token, "..."))
			return false;
		name = ab_strndup(arena, token.text, token.length);
		token = ab_lexer_next(lexer);
		if (ab_token_is(&token, "...")) {
			name = ab_printf(arena, "%s...", name);
			token = ab_lexer_next(lexer);
		}
		params = AB_GROW(arena, params, count, &capacity);
		params[count++] = name;
		if (ab_token_is(&token, ","))
			token = ab_lexer_next(lexer);
		else if (!ab_token_is(&token, ")"))
			return false;
	}
	macro->params = params;
	macro->n_params = (unsigned)count;
	return true;
}

static void add_utf8(struct ab_buf *buf, unsigned long c)
{
	static const unsigned char first[] = {0, 0xc0, 0xe0, 0xf0};
	const unsigned n = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
	char bytes[4] = {(char)(first[n] | c >> 6 * n)};

	for (unsigned i = 1; i <= n; i++)
		bytes[i] = (char)(0x80 | (c >> 6 * (n - i) & 0x3f));
	ab_buf_add_n(buf, bytes, n + 1);
}

/* cpplib spells the "é" of a name as "\U000000e9", or as the source does. */
static const char *with_names_in_utf8(struct ab_arena *arena, const char *text)
{
	struct ab_lexer lexer;
	struct ab_token token;
	struct ab_buf buf;
	const char *done = text;

	if (!strchr(text, '\\'))
		return text;
	ab_buf_init(&buf, arena);
	ab_lexer_init(&lexer, text);
	for (token = ab_lexer_next(&lexer); token.kind != AB_TOKEN_END;
	     token = ab_lexer_next(&lexer)) {
		const char *at = token.text;

		while (token.kind == AB_TOKEN_WORD &&
		       (at = memchr(at, '\\', token.length - (size_t)(at - token.text)))) {
			const size_t digits = at[1] == 'u' ? 4 : 8;

			ab_buf_add_n(&buf, done, (size_t)(at - done));
			add_utf8(&buf, strtoul(ab_strndup(arena, at + 2, digits), NULL, 16));
			done = at += 2 + digits;
		}
	}
	ab_buf_add(&buf, done);
	return buf.text;
}

bool ab_macro_parse(struct ab_arena *arena, const char *definition, struct ab_macro *macro)
{
	struct ab_lexer lexer;
	struct ab_token token;

	memset(macro, 0, sizeof *macro);
	ab_lexer_init(&lexer, with_names_in_utf8(arena, definition));
	token = ab_lexer_next(&lexer);
	if (token.kind != AB_TOKEN_WORD)
		return false;
	macro->name = ab_strndup(arena, token.text, token.length);
	macro->is_function_like = *lexer.at == '(';
	if (macro->is_function_like) {
		ab_lexer_next(&lexer);
		if (!read_params(arena, &lexer, macro))
			return false;
	}
	while (*lexer.at == ' ')
		lexer.at++;
	macro->body = ab_strdup(arena, lexer.at);
	return true;
}
