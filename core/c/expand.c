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

#include "abiding/limits.h"
#include "abiding/index.h"
#include "abiding/lex.h"

struct hidden {
	const char *name;
	unsigned hash;
	const struct hidden *next;
	unsigned count; /* of names, from here on */
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
	bool is_for_nothing; /* ends with the first token that stays */
	bool is_endless;     /* nothing is expanded: there is no more than the text has */
};

static struct list expand(struct expansion *ex, struct node *in);

/* ---- lists ---- */

static struct node *new_node(struct expansion *ex, enum ab_token_kind kind, const char *text,
			     bool has_space)
{
	struct node *node = AB_NEW(ex->arena, struct node);

	if (++ex->n_tokens > AB_EXPAND_TOKENS_MAX && !ex->is_endless)
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

static unsigned hash(const char *name)
{
	unsigned h = 5381;

	while (*name)
		h = h * 33 + (unsigned char)*name++;
	return h;
}

static bool is_hidden(const struct hidden *hidden, const char *name)
{
	const unsigned wanted = hidden ? hash(name) : 0;

	for (; hidden; hidden = hidden->next)
		if (hidden->hash == wanted && strcmp(hidden->name, name) == 0)
			return true;
	return false;
}

static const struct hidden *hide(struct expansion *ex, const struct hidden *hidden,
				 const char *name)
{
	struct hidden *more = AB_NEW(ex->arena, struct hidden);

	more->name = name;
	more->hash = hash(name);
	more->next = hidden;
	more->count = hidden ? hidden->count + 1 : 1;
	if (more->count > AB_EXPAND_NESTING_MAX)
		ex->has_failed = true;
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
	struct list items[AB_EXPAND_ARGUMENTS_MAX];
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
			if (++args->count > AB_EXPAND_ARGUMENTS_MAX)
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

/* GNU's ", ## __VA_ARGS__": the comma goes where nothing stands for the dots. */
static bool is_comma_of_nothing(const struct ab_macro *macro, const struct arguments *args,
				const struct node *node)
{
	const struct node *operand =
	    is(node, ",") && is(node->next, "##") ? node->next->next : NULL;
	const int param = param_of(macro, operand);

	return param >= 0 && is_variadic(macro) && (unsigned)param + 1 == macro->n_params &&
	       args->count < macro->n_params && !args->items[param].first;
}

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
		} else if (is_comma_of_nothing(macro, args, node)) {
			node = node->next->next;
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
		if (ex->is_for_nothing && ex->depth == 1 && !is(out.first, "_Pragma"))
			break;
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
	struct expansion ex = {.arena = arena, .env = env};
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
		ex.has_failed |= buf.length > AB_EXPAND_TEXT_MAX;
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

enum leaving { UNKNOWN, LEAVES, MAY_LEAVE_NOTHING, LEAVES_NOTHING };

/* For each macro what it leaves behind: entries' "at" is an enum leaving. */
struct ab_expand_memory {
	struct ab_arena *arena;
	struct ab_index names;
};

struct ab_expand_memory *ab_expand_remember(struct ab_arena *arena)
{
	struct ab_expand_memory *memory = AB_NEW(arena, struct ab_expand_memory);

	memory->arena = arena;
	return memory;
}

/* A body that is being put into one spelling. */
struct spelling {
	struct ab_arena *arena;
	const struct ab_expand_env *env;
	struct ab_expand_memory *memory;
	size_t n_tokens; /* of calls that were tried */
};

static struct ab_index_entry *remembered(struct spelling *s, const char *name)
{
	struct ab_index_entry *entry = ab_index_find(&s->memory->names, 0, name);

	return entry ? entry
		     : ab_index_enter(s->memory->arena, &s->memory->names, 0,
				      ab_strdup(s->memory->arena, name), NULL);
}

/* The first word or other token of a body, if nothing that comes behind it can take it away. */
static const char *first_token(struct ab_arena *arena, const struct ab_macro *macro, bool *is_word)
{
	struct ab_lexer lexer;
	struct ab_token token, next;
	struct node node = {0};

	ab_lexer_init(&lexer, macro->body);
	token = ab_lexer_next(&lexer);
	next = ab_lexer_next(&lexer);
	if (token.kind == AB_TOKEN_END || ab_token_is(&token, "#") || ab_token_is(&next, "##") ||
	    ab_token_is(&token, "_Pragma") || ab_token_is(&token, "__VA_OPT__"))
		return NULL;
	node.kind = token.kind;
	node.text = ab_strndup(arena, token.text, token.length);
	*is_word = token.kind == AB_TOKEN_WORD;
	return param_of(macro, &node) < 0 ? node.text : NULL;
}

/*
 * Whether a macro always leaves something: its body begins with a token that is
 * no macro, or with a macro that does.  One that comes back to itself stays.
 */
static enum leaving surely_leaves(struct spelling *s, const char *name)
{
	enum leaving verdict = UNKNOWN;
	const char **names = NULL;
	size_t n = 0, capacity = 0;

	while (verdict == UNKNOWN) {
		struct ab_index_entry *entry = remembered(s, name);
		struct ab_macro macro;
		bool is_word = false;

		if (entry->at || entry->stamp) {
			verdict = entry->at ? (enum leaving)entry->at : LEAVES;
			break;
		}
		entry->stamp = 1;
		names = AB_GROW(s->arena, names, n, &capacity);
		names[n++] = entry->key;
		if (!s->env->find(s->env->context, name, &macro))
			verdict = LEAVES;
		else if (!(name = first_token(s->arena, &macro, &is_word)))
			verdict = MAY_LEAVE_NOTHING;
		else if (!is_word)
			verdict = LEAVES;
	}
	/* what begins with a macro that leaves nothing may have more behind it */
	if (verdict == LEAVES_NOTHING)
		verdict = MAY_LEAVE_NOTHING;
	while (n)
		remembered(s, names[--n])->at = verdict;
	return verdict;
}

/* The last token of a call that leaves nothing behind, or NULL: none starts at the node. */
static struct node *end_of_empty_call(struct spelling *s, struct node *node)
{
	struct expansion ex = {.arena = s->arena, .env = s->env, .is_for_nothing = true};
	struct list call = {NULL, NULL};
	struct ab_macro macro;
	struct node *end;
	enum leaving verdict;

	if (node->kind != AB_TOKEN_WORD || s->n_tokens > AB_EXPAND_EMPTY_MAX)
		return NULL;
	verdict = (enum leaving)remembered(s, node->text)->at;
	if (verdict == LEAVES_NOTHING)
		return node;
	if (verdict == LEAVES || surely_leaves(s, node->text) == LEAVES ||
	    !s->env->find(s->env->context, node->text, &macro))
		return NULL;
	s->n_tokens += strlen(macro.body);
	end = end_of_call(&ex, &macro, node);
	if (!end)
		return NULL;
	for (const struct node *at = node; at != end->next; at = at->next)
		append(&call, copy(&ex, at));
	call = expand(&ex, call.first);
	s->n_tokens += ex.n_tokens;
	if (ex.has_failed || skip_pragma(call.first))
		end = NULL;
	if (!macro.is_function_like)
		remembered(s, node->text)->at = end ? LEAVES_NOTHING : LEAVES;
	return end;
}

const char *ab_macro_text(struct ab_arena *arena, const struct ab_expand_env *env,
			  const struct ab_macro *macro)
{
	struct expansion ex = {.arena = arena, .env = env, .is_endless = true};
	struct spelling s = {arena, env, env->memory ? env->memory : ab_expand_remember(arena), 0};
	struct node *end, *node;
	bool is_operand = false; /* of # or ## */
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	for (node = tokenize(&ex, macro->body).first; node; node = node->next) {
		is_operand |= is(node->next, "##");
		end = is_operand || param_of(macro, node) >= 0 ? NULL : end_of_empty_call(&s, node);
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
