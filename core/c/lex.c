/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abiding/lex.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "abiding/error.h"

/*
 * Words of C23 that are names in C17 (alignof, constexpr, ...) are not here:
 * headers may use them as names of parameters.
 */
static const struct keyword {
	const char *text;
	enum ab_word word;
} keywords[] = {
    {"void", AB_WORD_BASIC},
    {"char", AB_WORD_BASIC},
    {"short", AB_WORD_BASIC},
    {"int", AB_WORD_BASIC},
    {"long", AB_WORD_BASIC},
    {"float", AB_WORD_BASIC},
    {"double", AB_WORD_BASIC},
    {"signed", AB_WORD_BASIC},
    {"__signed", AB_WORD_BASIC},
    {"__signed__", AB_WORD_BASIC},
    {"unsigned", AB_WORD_BASIC},
    {"bool", AB_WORD_BASIC},
    {"_Bool", AB_WORD_BASIC},
    {"_Complex", AB_WORD_BASIC},
    {"__complex", AB_WORD_BASIC},
    {"__complex__", AB_WORD_BASIC},
    {"_BitInt", AB_WORD_BASIC},
    {"__int128", AB_WORD_BASIC},
    {"_Float16", AB_WORD_BASIC},
    {"_Float32", AB_WORD_BASIC},
    {"_Float64", AB_WORD_BASIC},
    {"_Float128", AB_WORD_BASIC},
    {"_Float32x", AB_WORD_BASIC},
    {"_Float64x", AB_WORD_BASIC},
    {"_Decimal32", AB_WORD_BASIC},
    {"_Decimal64", AB_WORD_BASIC},
    {"_Decimal128", AB_WORD_BASIC},
    {"__float80", AB_WORD_BASIC},
    {"__float128", AB_WORD_BASIC},
    {"__ibm128", AB_WORD_BASIC},
    {"__bf16", AB_WORD_BASIC},
    {"__fp16", AB_WORD_BASIC},
    {"__builtin_va_list", AB_WORD_BASIC},
    {"const", AB_WORD_QUALIFIER},
    {"__const", AB_WORD_QUALIFIER},
    {"__const__", AB_WORD_QUALIFIER},
    {"volatile", AB_WORD_QUALIFIER},
    {"__volatile", AB_WORD_QUALIFIER},
    {"__volatile__", AB_WORD_QUALIFIER},
    {"restrict", AB_WORD_QUALIFIER},
    {"__restrict", AB_WORD_QUALIFIER},
    {"__restrict__", AB_WORD_QUALIFIER},
    {"_Atomic", AB_WORD_QUALIFIER},
    {"struct", AB_WORD_TAG},
    {"union", AB_WORD_TAG},
    {"enum", AB_WORD_TAG},
    {"__attribute__", AB_WORD_ATTRIBUTE},
    {"__attribute", AB_WORD_ATTRIBUTE},
    {"__declspec", AB_WORD_ATTRIBUTE},
    {"_Alignas", AB_WORD_ATTRIBUTE},
    {"extern", AB_WORD_EMPTY},
    {"register", AB_WORD_EMPTY},
    {"__extension__", AB_WORD_EMPTY},
    {"auto", AB_WORD_RESERVED},
    {"__auto_type", AB_WORD_RESERVED},
    {"static", AB_WORD_RESERVED},
    {"typedef", AB_WORD_RESERVED},
    {"inline", AB_WORD_RESERVED},
    {"__inline", AB_WORD_RESERVED},
    {"__inline__", AB_WORD_RESERVED},
    {"_Noreturn", AB_WORD_RESERVED},
    {"_Thread_local", AB_WORD_RESERVED},
    {"__thread", AB_WORD_RESERVED},
    {"asm", AB_WORD_RESERVED},
    {"__asm", AB_WORD_RESERVED},
    {"__asm__", AB_WORD_RESERVED},
    {"typeof", AB_WORD_RESERVED},
    {"__typeof", AB_WORD_RESERVED},
    {"__typeof__", AB_WORD_RESERVED},
    {"sizeof", AB_WORD_RESERVED},
    {"_Alignof", AB_WORD_RESERVED},
    {"__alignof", AB_WORD_RESERVED},
    {"__alignof__", AB_WORD_RESERVED},
    {"_Generic", AB_WORD_RESERVED},
    {"_Imaginary", AB_WORD_RESERVED},
    {"_Static_assert", AB_WORD_RESERVED},
    {"__label__", AB_WORD_RESERVED},
    {"break", AB_WORD_RESERVED},
    {"case", AB_WORD_RESERVED},
    {"continue", AB_WORD_RESERVED},
    {"default", AB_WORD_RESERVED},
    {"do", AB_WORD_RESERVED},
    {"else", AB_WORD_RESERVED},
    {"for", AB_WORD_RESERVED},
    {"goto", AB_WORD_RESERVED},
    {"if", AB_WORD_RESERVED},
    {"return", AB_WORD_RESERVED},
    {"switch", AB_WORD_RESERVED},
    {"while", AB_WORD_RESERVED},
};

enum { KEYWORDS = sizeof keywords / sizeof *keywords };

/* Longest first, so that the first match is the token. */
static const char *const punctuators[] = {
    "%:%:", "...", "<<=", ">>=", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||",
    "*=",   "/=",  "%=",  "+=",	 "-=", "&=", "^=", "|=", "##", "::", "<:", ":>", "<%", "%>", "%:",
};

/* Asked of each byte of a text. */
enum { LETTER = 1, DIGIT = 2, SPACE = 4, LONGER = 8 };

/* LONGER: what a punctuator that is longer than a byte can go on with. */
static const unsigned char classes[256] = {
    ['0' ... '9'] = DIGIT, ['A' ... 'Z'] = LETTER,  ['a' ... 'z'] = LETTER,
    ['_'] = LETTER,	   ['$'] = LETTER,	    [0x80 ... 0xff] = LETTER,
    [' '] = SPACE,	   ['\t' ... '\r'] = SPACE, ['-'] = LONGER,
    ['+'] = LONGER,	   ['<'] = LONGER,	    ['>'] = LONGER,
    ['='] = LONGER,	   ['&'] = LONGER,	    ['|'] = LONGER,
    ['#'] = LONGER,	   [':'] = LONGER,	    ['%'] = LONGER,
    ['.'] = LONGER,
};

static unsigned class_of(char c)
{
	return classes[(unsigned char)c];
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_hex_digit(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_letter(char c)
{
	return class_of(c) & LETTER;
}

static bool is_space(char c)
{
	return class_of(c) & SPACE;
}

/* The length of a universal character name at text, 0: none. */
static size_t ucn_length(const char *text)
{
	const size_t digits = text[0] != '\\' ? 0 : text[1] == 'u' ? 4 : text[1] == 'U' ? 8 : 0;
	size_t i;

	for (i = 0; i < digits; i++)
		if (!is_hex_digit(text[2 + i]))
			return 0;
	return digits ? digits + 2 : 0;
}

static size_t word_length(const char *text)
{
	size_t n = 0, step;

	do {
		while (class_of(text[n]) & (n ? LETTER | DIGIT : LETTER))
			n++;
		step = ucn_length(text + n);
		n += step;
	} while (step);
	return n;
}

static bool is_exponent(char c)
{
	return c == 'e' || c == 'E' || c == 'p' || c == 'P';
}

static size_t number_length(const char *text)
{
	size_t n = 0;

	if (!is_digit(text[0]) && !(text[0] == '.' && is_digit(text[1])))
		return 0;
	for (;;) {
		if (is_exponent(text[n]) && (text[n + 1] == '+' || text[n + 1] == '-'))
			n += 2;
		else if (text[n] == '\'' && (is_digit(text[n + 1]) || is_letter(text[n + 1])))
			n += 2;
		else if (is_digit(text[n]) || is_letter(text[n]) || text[n] == '.')
			n++;
		else
			return n;
	}
}

/* The length of a quoted run that starts at its opening quote, 0: not closed. */
static size_t quoted_length(const char *text)
{
	size_t n = 1;

	while (text[n] && text[n] != '\n') {
		if (text[n] == text[0])
			return n + 1;
		if (text[n] == '\\' && text[n + 1])
			n++;
		n++;
	}
	return 0;
}

/* "delimiter( ... )delimiter" from the opening quote on, 0: not closed. */
static size_t raw_length(const char *text)
{
	const char *const open = strchr(text, '(');
	const size_t delimiter = open ? (size_t)(open - text - 1) : 17;
	const char *end;

	if (delimiter > 16)
		return 0;
	for (end = strchr(open, ')'); end; end = strchr(end + 1, ')'))
		if (strncmp(end + 1, text + 1, delimiter) == 0 && end[1 + delimiter] == '"')
			return (size_t)(end - text) + delimiter + 2;
	return 0;
}

/* The length of a character or string literal with its prefix, 0: none. */
static size_t literal_length(const char *text)
{
	size_t n = 0, length;
	bool is_raw = false;

	if (text[0] == 'u' && text[1] == '8')
		n = 2;
	else if (text[0] == 'L' || text[0] == 'u' || text[0] == 'U')
		n = 1;
	if (text[n] == 'R' && text[n + 1] == '"') {
		is_raw = true;
		n++;
	}
	if (text[n] != '"' && text[n] != '\'')
		return 0;
	length = is_raw ? raw_length(text + n) : quoted_length(text + n);
	return length ? n + length : 0;
}

static size_t punctuator_length(const char *text)
{
	size_t i;

	for (i = 0; class_of(text[1]) & LONGER && i < sizeof punctuators / sizeof *punctuators; i++)
		if (strncmp(text, punctuators[i], strlen(punctuators[i])) == 0)
			return strlen(punctuators[i]);
	return strchr("[](){}.&*+-~!/%<>^|?:;=,#", text[0]) ? 1 : 0;
}

static size_t comment_length(const char *text)
{
	const char *end;

	if (text[0] != '/' || (text[1] != '*' && text[1] != '/'))
		return 0;
	if (text[1] == '/')
		return strcspn(text, "\n");
	end = strstr(text + 2, "*/");
	return end ? (size_t)(end - text) + 2 : 0;
}

/* How many bytes go on with a character of UTF-8. */
static size_t count_more(const char *text, size_t length)
{
	const uint64_t high = UINT64_C(0x8080808080808080);
	size_t n = 0, i = 0;
	uint64_t eight;

	for (; i + sizeof eight <= length; i += sizeof eight) {
		memcpy(&eight, text + i, sizeof eight);
		if (eight & high)
			n += (size_t)__builtin_popcountll(eight & ~(eight << 1) & high);
	}
	for (; i < length; i++)
		n += (text[i] & 0xc0) == 0x80;
	return n;
}

static void advance(struct ab_lexer *lexer, size_t length)
{
	lexer->column += (unsigned)(length - count_more(lexer->at, length));
	lexer->at += length;
}

static bool skip_space(struct ab_lexer *lexer)
{
	const char *const start = lexer->at;
	size_t length;

	for (;;) {
		if (is_space(*lexer->at))
			length = 1;
		else if (lexer->at[0] == '\\' && lexer->at[1] == '\n')
			length = 2;
		else
			length = comment_length(lexer->at);
		if (!length)
			return lexer->at != start;
		advance(lexer, length);
	}
}

void ab_lexer_init(struct ab_lexer *lexer, const char *text)
{
	lexer->at = text;
	lexer->column = 1;
}

/* What stands at text, which is not at its end, and how long it is. */
static enum ab_token_kind classify(const char *text, size_t *length)
{
	*length = literal_length(text);
	if (*length)
		return text[*length - 1] == '"' ? AB_TOKEN_STRING : AB_TOKEN_CHAR;
	*length = number_length(text);
	if (*length)
		return AB_TOKEN_NUMBER;
	*length = word_length(text);
	if (*length)
		return AB_TOKEN_WORD;
	*length = punctuator_length(text);
	if (*length && !(text[0] == '/' && text[1] == '*'))
		return AB_TOKEN_PUNCTUATOR;
	*length = 1;
	return AB_TOKEN_BAD;
}

struct ab_token ab_lexer_next(struct ab_lexer *lexer)
{
	struct ab_token token = {.kind = AB_TOKEN_END};

	token.has_space = skip_space(lexer);
	token.text = lexer->at;
	token.column = lexer->column;
	if (*lexer->at)
		token.kind = classify(lexer->at, &token.length);
	advance(lexer, token.length);
	return token;
}

bool ab_token_is_spelt(const struct ab_token *token, const char *text)
{
	return strncmp(token->text, text, token->length) == 0 && text[token->length] == '\0' &&
	       token->kind != AB_TOKEN_END;
}

enum ab_word ab_token_word(const struct ab_token *token)
{
	size_t i;

	for (i = 0; token->length && i < KEYWORDS; i++)
		if (ab_token_is(token, keywords[i].text))
			return keywords[i].word;
	return AB_WORD_NAME;
}

const char *ab_keyword_nearest(const char *word)
{
	const char *candidates[KEYWORDS];
	size_t i;

	for (i = 0; i < KEYWORDS; i++)
		candidates[i] = keywords[i].text;
	return ab_nearest(word, candidates, KEYWORDS);
}

static bool is_word_char(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

bool ab_has_word(const char *text, const char *word)
{
	const size_t length = strlen(word);

	for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
		if ((at == text || !is_word_char(at[-1])) && !is_word_char(at[length]))
			return true;
	return false;
}
