/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xdr-lex.c - the words of a protocol file (xdr-lex.h). */
#include "xdr-lex.h"

#include <ctype.h>
#include <string.h>

#include "abiding/eval.h"

bool ab_xdr_fail(struct ab_xdr_lexer *lexer, ab_place place, const char *format, ...)
{
	va_list args;
	const char *message;

	va_start(args, format);
	message = ab_vprintf(lexer->arena, format, args);
	va_end(args);
	return ab_error_set(lexer->error, lexer->arena, lexer->file, ab_place_line(place),
			    ab_place_column(place), "%s", message);
}

void ab_xdr_lex_start(struct ab_xdr_lexer *lexer, struct ab_arena *arena, const char *file,
		      const char *text, struct ab_error *error)
{
	memset(lexer, 0, sizeof *lexer);
	lexer->arena = arena;
	lexer->error = error;
	lexer->file = file;
	lexer->at = text;
	lexer->line = lexer->column = 1;
	lexer->is_line_start = true;
}

static void step(struct ab_xdr_lexer *l)
{
	if (*l->at == '\n') {
		l->line++;
		l->column = 1;
	} else if ((l->at[1] & 0xc0) != 0x80) {
		l->column++; /* columns count characters, of UTF-8 */
	}
	l->at++;
}

static void step_n(struct ab_xdr_lexer *l, size_t n)
{
	while (n--)
		step(l);
}

static ab_place here(const struct ab_xdr_lexer *l)
{
	return AB_PLACE(l->line, l->column);
}

static bool skip_comment(struct ab_xdr_lexer *l)
{
	const ab_place start = here(l);

	step_n(l, 2);
	while (*l->at && (l->at[0] != '*' || l->at[1] != '/'))
		step(l);
	if (!*l->at)
		return ab_xdr_fail(l, start, "this comment has no end, expected '*/'");
	step_n(l, 2);
	return true;
}

static size_t word_length(const char *text)
{
	size_t n = 0;

	if (isalpha((unsigned char)*text) || *text == '_')
		while (isalnum((unsigned char)text[n]) || text[n] == '_')
			n++;
	return n;
}

/* ---- the preprocessor ---- */

static bool is_on(const struct ab_xdr_lexer *l)
{
	return !l->n_conditions || l->conditions[l->n_conditions - 1].is_on;
}

/* The value of a macro, "" where it has none; NULL: it is not defined. */
static const char *macro_value(const struct ab_xdr_lexer *l, const char *name, size_t length)
{
	for (size_t i = l->n_macros; i-- > 0;)
		if (strlen(l->macros[i].name) == length &&
		    memcmp(l->macros[i].name, name, length) == 0)
			return l->macros[i].is_undefined ? NULL : l->macros[i].value;
	return length == 7 && memcmp(name, "RPC_HDR", 7) == 0 ? "1" : NULL;
}

/* What #if asks for: defined, and macros, put into numbers; other names are 0. */
static const char *expand_condition(const struct ab_xdr_lexer *l, const char *text)
{
	struct ab_buf buf;

	ab_buf_init(&buf, l->arena);
	while (*text) {
		size_t n = word_length(text);
		const char *value;
		bool is_question = n == 7 && memcmp(text, "defined", 7) == 0;
		size_t open = 0;

		if (!n) {
			n = isdigit((unsigned char)*text) ? strspn(text, "0123456789abcdefABCDEFxX")
							  : 1;
			ab_buf_add_n(&buf, text, n);
			text += n;
			continue;
		}
		if (is_question) {
			text += n + strspn(text + n, " \t");
			open = *text == '(';
			text += open + strspn(text + open, " \t");
			n = word_length(text);
		}
		value = macro_value(l, text, n);
		text += n;
		if (is_question) {
			text += strspn(text, " \t");
			text += open && *text == ')';
			ab_buf_add(&buf, value ? "1" : "0");
		} else {
			ab_buf_add(&buf, value && *value ? value : "0");
		}
	}
	return buf.text;
}

static bool no_constant(void *context, const char *name, struct ab_value *value)
{
	(void)context;
	(void)name;
	(void)value;
	return false;
}

static bool no_type_name(void *context, const char *name)
{
	(void)context;
	(void)name;
	return false;
}

static bool no_type_info(void *context, const struct ab_type *type, uint64_t *size_bytes,
			 uint64_t *align_bytes, const char **basic)
{
	(void)context;
	(void)type;
	(void)size_bytes;
	(void)align_bytes;
	(void)basic;
	return false;
}

static bool evaluate(struct ab_xdr_lexer *l, const char *text, ab_place place, bool *is_true)
{
	static const struct ab_eval_env env = {.int_bits = 32,
					       .long_bits = 64,
					       .long_long_bits = 64,
					       .pointer_bits = 64,
					       .constant = no_constant,
					       .is_type_name = no_type_name,
					       .type_info = no_type_info};
	struct ab_value value = {.kind = AB_VALUE_NONE};

	if (!ab_eval(l->arena, &env, expand_condition(l, text), &value) ||
	    value.kind != AB_VALUE_INTEGER)
		return ab_xdr_fail(l, place, "this condition cannot be worked out: '%s'", text);
	*is_true = value.integer.magnitude != 0;
	return true;
}

static bool open_condition(struct ab_xdr_lexer *l, bool is_true, ab_place place)
{
	const bool can_be = is_on(l);
	struct ab_xdr_condition *condition;

	if (l->n_conditions == AB_XDR_CONDITIONS_MAX)
		return ab_xdr_fail(l, place, "conditions are nested too deep");
	condition = &l->conditions[l->n_conditions++];
	condition->is_on = can_be && is_true;
	condition->was_on = !can_be || is_true;
	condition->has_else = false;
	condition->place = place;
	return true;
}

/* #else, #elif and #endif; word says which. */
static bool go_on_condition(struct ab_xdr_lexer *l, const char *word, const char *rest,
			    ab_place place)
{
	struct ab_xdr_condition *condition;
	bool is_true = true;

	if (!l->n_conditions)
		return ab_xdr_fail(l, place, "'#%s' without '#if'", word);
	condition = &l->conditions[l->n_conditions - 1];
	if (strcmp(word, "endif") == 0) {
		l->n_conditions--;
		return true;
	}
	if (condition->has_else)
		return ab_xdr_fail(l, place, "'#%s' behind '#else'", word);
	condition->has_else = strcmp(word, "else") == 0;
	if (!condition->has_else && !condition->was_on && !evaluate(l, rest, place, &is_true))
		return false;
	condition->is_on = !condition->was_on && is_true;
	condition->was_on |= condition->is_on;
	return true;
}

static bool define(struct ab_xdr_lexer *l, const char *rest, bool is_undefined, ab_place place)
{
	const size_t n = word_length(rest);
	struct ab_xdr_macro *macro;

	if (!n)
		return ab_xdr_fail(l, place, "a name is missing after this");
	if (!is_undefined && rest[n] == '(')
		return ab_xdr_fail(l, place, "a macro with parameters is not understood here");
	l->macros = AB_GROW(l->arena, l->macros, l->n_macros, &l->macros_capacity);
	macro = &l->macros[l->n_macros++];
	macro->name = ab_strndup(l->arena, rest, n);
	macro->value = ab_strdup(l->arena, rest + n + strspn(rest + n, " \t"));
	macro->is_undefined = is_undefined;
	macro->place = place;
	return true;
}

/* A line of the preprocessor's, from behind the "#"; comments are out of it. */
static bool direct(struct ab_xdr_lexer *l, const char *text, ab_place place)
{
	const size_t n = word_length(text);
	const char *word = ab_strndup(l->arena, text, n);
	const char *rest = text + n + strspn(text + n, " \t");
	const bool is_not = strcmp(word, "ifndef") == 0;
	bool is_true = false;

	if (is_not || strcmp(word, "ifdef") == 0)
		return open_condition(
		    l, (macro_value(l, rest, word_length(rest)) != NULL) != is_not, place);
	if (strcmp(word, "if") == 0)
		return (!is_on(l) || evaluate(l, rest, place, &is_true)) &&
		       open_condition(l, is_true, place);
	if (strcmp(word, "else") == 0 || strcmp(word, "elif") == 0 || strcmp(word, "endif") == 0)
		return go_on_condition(l, word, rest, place);
	if (!is_on(l))
		return true;
	if (strcmp(word, "define") == 0)
		return define(l, rest, false, place);
	if (strcmp(word, "undef") == 0)
		return define(l, rest, true, place);
	if (strcmp(word, "error") == 0)
		return ab_xdr_fail(l, place, "#error %s", rest);
	if (strcmp(word, "include") == 0)
		return ab_xdr_fail(l, place,
				   "what is included is not looked into; a line for the C code "
				   "begins with '%%'");
	/* line markers, #pragma, #ident, #line */
	if (!n || strcmp(word, "pragma") == 0 || strcmp(word, "ident") == 0 ||
	    strcmp(word, "line") == 0 || strcmp(word, "warning") == 0)
		return true;
	return ab_xdr_fail(l, place, "unknown directive '#%s'", word);
}

/* Takes the line from "#" on, with those that it goes on in. */
static bool read_directive(struct ab_xdr_lexer *l)
{
	const ab_place place = here(l);
	struct ab_buf text;

	ab_buf_init(&text, l->arena);
	step(l);
	while (*l->at == ' ' || *l->at == '\t')
		step(l);
	while (*l->at && *l->at != '\n') {
		if (l->at[0] == '/' && l->at[1] == '*') {
			if (!skip_comment(l))
				return false;
			ab_buf_add(&text, " ");
		} else if (l->at[0] == '\\' && l->at[1] == '\n') {
			step_n(l, 2);
		} else {
			ab_buf_add_n(&text, l->at, 1);
			step(l);
		}
	}
	while (text.length && isspace((unsigned char)text.text[text.length - 1]))
		text.text[--text.length] = '\0';
	return direct(l, text.length ? text.text : "", place);
}

/* ---- words ---- */

static void skip_line(struct ab_xdr_lexer *l)
{
	while (*l->at && *l->at != '\n')
		step(l);
}

/* Up to a word that counts, or the end. */
static bool skip_blanks(struct ab_xdr_lexer *l)
{
	for (;;) {
		if (*l->at == '\n') {
			step(l);
			l->is_line_start = true;
		} else if (isspace((unsigned char)*l->at)) {
			step(l);
		} else if (l->at[0] == '/' && l->at[1] == '*') {
			if (!skip_comment(l))
				return false;
		} else if (*l->at == '%' && l->is_line_start) {
			skip_line(l);
		} else if (*l->at == '#' && l->is_line_start) {
			if (!read_directive(l))
				return false;
		} else if (*l->at && !is_on(l)) {
			step(l);
			l->is_line_start = false;
		} else {
			l->is_line_start = false;
			return true;
		}
	}
}

static size_t number_length(const char *text)
{
	size_t n = *text == '-';

	if (!isdigit((unsigned char)text[n]))
		return 0;
	while (isalnum((unsigned char)text[n]) || text[n] == '.')
		n++;
	return n;
}

static bool read_text(struct ab_xdr_lexer *l, struct ab_xdr_token *token)
{
	size_t n = 1;

	while (l->at[n] && l->at[n] != '"' && l->at[n] != '\n')
		n += l->at[n] == '\\' && l->at[n + 1] ? 2 : 1;
	if (l->at[n] != '"')
		return ab_xdr_fail(l, token->place, "this text has no end, expected '\"'");
	token->kind = AB_XDR_TEXT;
	token->length = n + 1;
	return true;
}

bool ab_xdr_lex(struct ab_xdr_lexer *l, struct ab_xdr_token *token)
{
	if (!skip_blanks(l))
		return false;
	token->place = here(l);
	token->text = l->at;
	token->kind = AB_XDR_WORD;
	token->length = word_length(l->at);
	if (!token->length) {
		token->kind = AB_XDR_NUMBER;
		token->length = number_length(l->at);
	}
	if (!*l->at) {
		token->kind = AB_XDR_END;
		return !l->n_conditions ||
		       ab_xdr_fail(l, l->conditions[l->n_conditions - 1].place,
				   "this condition has no end, expected '#endif'");
	}
	if (!token->length && *l->at == '"' && !read_text(l, token))
		return false;
	if (!token->length) {
		token->kind = AB_XDR_PUNCTUATOR;
		token->length = 1;
		if (!strchr("{}()[]<>,;:=*", *l->at))
			return ab_xdr_fail(l, token->place, "'%c' has no meaning in a protocol",
					   *l->at);
	}
	step_n(l, token->length);
	return true;
}
