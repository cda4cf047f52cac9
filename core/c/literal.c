/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abiding/literal.h"

#include <stdlib.h>
#include <string.h>

static int digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return 16;
}

/* ---- numbers ---- */

/* The token's text without the separators of C23. */
static char *without_separators(struct ab_arena *arena, const struct ab_token *token)
{
	char *text = ab_strndup(arena, token->text, token->length);
	char *to = text;
	const char *from;

	for (from = text; *from; from++)
		if (*from != '\'')
			*to++ = *from;
	*to = '\0';
	return text;
}

/* The base of a number; text moves behind the base's prefix. */
static unsigned take_base(const char **text)
{
	const char *const start = *text;

	if (start[0] != '0')
		return 10;
	if (start[1] == 'x' || start[1] == 'X')
		*text += 2;
	else if (start[1] == 'b' || start[1] == 'B')
		*text += 2;
	if (*text == start)
		return 8;
	return start[1] == 'x' || start[1] == 'X' ? 16 : 2;
}

static bool take_digits(const char **text, unsigned base, uint64_t *magnitude)
{
	const char *const start = *text;
	unsigned digit;

	for (*magnitude = 0; (digit = (unsigned)digit_value(**text)) < base; ++*text) {
		if (*magnitude > (UINT64_MAX - digit) / base)
			return false;
		*magnitude = *magnitude * base + digit;
	}
	return *text != start;
}

static bool integer_suffix(struct ab_constant *constant, const char *text)
{
	while (*text) {
		if ((*text == 'u' || *text == 'U') && !constant->is_unsigned) {
			constant->is_unsigned = true;
			text++;
		} else if ((*text == 'l' || *text == 'L') && !constant->longs) {
			constant->longs = text[1] == text[0] ? 2 : 1;
			text += constant->longs;
		} else {
			return false;
		}
	}
	return true;
}

static bool parse_float(struct ab_arena *arena, const char *text, struct ab_constant *constant)
{
	char *end, *c;

	strtold(text, &end);
	constant->is_float = true;
	constant->digits = ab_strndup(arena, text, (size_t)(end - text));
	constant->suffix = ab_strdup(arena, end);
	for (c = (char *)constant->suffix; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c += 'a' - 'A';
	return end != text;
}

bool ab_constant_parse(struct ab_arena *arena, const struct ab_token *token,
		       struct ab_constant *constant)
{
	const char *const text = without_separators(arena, token);
	const char *rest = text;
	const unsigned base = take_base(&rest);

	memset(constant, 0, sizeof *constant);
	if (base == 16 ? strpbrk(text, "pP") != NULL : base != 2 && strpbrk(text, ".eE"))
		return parse_float(arena, text, constant);
	constant->is_decimal = base == 10;
	return take_digits(&rest, base, &constant->magnitude) && integer_suffix(constant, rest);
}

/* ---- characters ---- */

bool ab_units_are_wide(const struct ab_units *units)
{
	return units->prefix[0] && strcmp(units->prefix, "u8") != 0;
}

static void add_unit(struct ab_arena *arena, struct ab_units *units, uint32_t unit)
{
	units->items = AB_GROW(arena, units->items, units->count, &units->capacity);
	units->items[units->count++] = unit;
}

static bool is_scalar(uint32_t code)
{
	return code < 0xd800 || (code > 0xdfff && code <= 0x10ffff);
}

static size_t utf8_encode(uint32_t code, unsigned char bytes[4])
{
	size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	size_t i;

	for (i = n - 1; i; i--, code >>= 6)
		bytes[i] = (unsigned char)(0x80 | (code & 0x3f));
	bytes[0] = (unsigned char)(n == 1 ? code : (0xf00u >> n & 0xff) | code);
	return n;
}

/* The length of the well-formed character that get(i) for i < n starts with, 0: none. */
static size_t utf8_decode(const uint32_t *bytes, size_t n, uint32_t *code)
{
	const uint32_t first = n ? bytes[0] : 0x80;
	const size_t length = first < 0x80   ? 1
			      : first < 0xc2 ? 0
			      : first < 0xe0 ? 2
			      : first < 0xf0 ? 3
			      : first < 0xf5 ? 4
					     : 0;
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t i;

	if (!length || length > n)
		return 0;
	*code = length == 1 ? first : first & (0x7fu >> length);
	for (i = 1; i < length; i++) {
		if ((bytes[i] & 0xc0) != 0x80)
			return 0;
		*code = *code << 6 | (bytes[i] & 0x3f);
	}
	return *code >= least[length] && is_scalar(*code) ? length : 0;
}

/* A character by its code point: as it is in a wide literal, else in UTF-8. */
static bool add_code(struct ab_arena *arena, struct ab_units *units, uint32_t code)
{
	unsigned char bytes[4];
	size_t n, i;

	if (!is_scalar(code))
		return false;
	if (ab_units_are_wide(units)) {
		add_unit(arena, units, code);
		return true;
	}
	n = utf8_encode(code, bytes);
	for (i = 0; i < n; i++)
		add_unit(arena, units, bytes[i]);
	return true;
}

/* A number written as an escape: one unit, whatever it means. */
static bool add_number(struct ab_arena *arena, struct ab_units *units, const char **at,
		       const char *end, unsigned base, unsigned max_digits)
{
	const uint32_t max = !ab_units_are_wide(units) ? 0xff
			     : units->prefix[0] == 'u' ? 0xffff
						       : UINT32_MAX;
	uint64_t value = 0;
	unsigned n;

	for (n = 0; n < max_digits && *at < end && (unsigned)digit_value(**at) < base; n++, ++*at) {
		value = value * base + (unsigned)digit_value(**at);
		if (value > max)
			return false;
	}
	add_unit(arena, units, (uint32_t)value);
	return n > 0;
}

static bool add_ucn(struct ab_arena *arena, struct ab_units *units, const char **at,
		    const char *end, unsigned digits)
{
	uint32_t code = 0;

	for (; digits; digits--, ++*at) {
		if (*at == end || digit_value(**at) > 15)
			return false;
		code = code << 4 | (unsigned)digit_value(**at);
	}
	return add_code(arena, units, code);
}

/* The character that "\c" means, 0: none. */
static unsigned char simple_escape(char c)
{
	static const char letters[] = "abefnrtv\\'\"?";
	static const char meaning[] = "\a\b\033\f\n\r\t\v\\'\"?";
	const char *const found = c ? strchr(letters, c) : NULL;

	return found ? (unsigned char)meaning[found - letters] : 0;
}

/* An escape, from behind its backslash. */
static bool add_escape(struct ab_arena *arena, struct ab_units *units, const char **at,
		       const char *end)
{
	const char kind = *at < end ? **at : '\0';

	if (kind >= '0' && kind <= '7')
		return add_number(arena, units, at, end, 8, 3);
	++*at;
	if (kind == 'x')
		return add_number(arena, units, at, end, 16, UINT32_MAX);
	if (kind == 'u' || kind == 'U')
		return add_ucn(arena, units, at, end, kind == 'u' ? 4 : 8);
	if (!simple_escape(kind))
		return false;
	add_unit(arena, units, simple_escape(kind));
	return true;
}

/* A character as it stands in the source. */
static bool add_plain(struct ab_arena *arena, struct ab_units *units, const char **at,
		      const char *end)
{
	uint32_t bytes[4], code = 0;
	size_t n, length;

	if (!ab_units_are_wide(units)) {
		add_unit(arena, units, (unsigned char)*(*at)++);
		return true;
	}
	for (n = 0; n < 4 && *at + n < end; n++)
		bytes[n] = (unsigned char)(*at)[n];
	length = utf8_decode(bytes, n, &code);
	*at += length;
	return length && add_code(arena, units, code);
}

bool ab_units_join(struct ab_units *units, const struct ab_token *token)
{
	size_t length = strcspn(token->text, "'\"");

	if (length && token->text[length - 1] == 'R')
		length--;
	if (!length ||
	    (strlen(units->prefix) == length && strncmp(units->prefix, token->text, length) == 0))
		return true;
	if (units->prefix[0])
		return false;
	memcpy(units->prefix, token->text, length);
	return true;
}

bool ab_units_add(struct ab_arena *arena, struct ab_units *units, const struct ab_token *token)
{
	const char *at = token->text, *end = token->text + token->length - 1;
	const size_t prefix = strcspn(at, "'\"");
	const bool is_raw = prefix && at[prefix - 1] == 'R';

	at += prefix + 1;
	if (is_raw) {
		end -= strcspn(at, "(") + 1;
		at += strcspn(at, "(") + 1;
	}
	while (at < end) {
		if (*at == '\\' && !is_raw) {
			at++;
			if (!add_escape(arena, units, &at, end))
				return false;
		} else if (!add_plain(arena, units, &at, end)) {
			return false;
		}
	}
	return true;
}

/* ---- text ---- */

static void put_ascii(struct ab_buf *buf, uint32_t code)
{
	static const char codes[] = "\a\b\f\n\r\t\v\\\"";
	static const char letters[] = "abfnrtv\\\"";
	const char *const found = code ? strchr(codes, (int)code) : NULL;

	if (found)
		ab_buf_addf(buf, "\\%c", letters[found - codes]);
	else if (code >= 0x20 && code < 0x7f)
		ab_buf_addf(buf, "%c", (int)code);
	else
		ab_buf_addf(buf, "\\%03o", (unsigned)code);
}

static void put_code(struct ab_buf *buf, uint32_t code)
{
	unsigned char bytes[4];

	if (code < 0x80)
		put_ascii(buf, code);
	else
		ab_buf_add_n(buf, (const char *)bytes, utf8_encode(code, bytes));
}

const char *ab_units_text(struct ab_arena *arena, const struct ab_units *units)
{
	const bool is_wide = ab_units_are_wide(units);
	struct ab_buf buf;
	size_t i, step;
	uint32_t code = 0;

	ab_buf_init(&buf, arena);
	ab_buf_addf(&buf, "%s\"", units->prefix);
	for (i = 0; i < units->count; i += step) {
		step = 1;
		if (is_wide && !is_scalar(units->items[i]))
			return NULL;
		if (is_wide) {
			put_code(&buf, units->items[i]);
			continue;
		}
		step = utf8_decode(units->items + i, units->count - i, &code);
		if (step)
			put_code(&buf, code);
		else
			put_ascii(&buf, units->items[i]);
		step += !step;
	}
	ab_buf_add(&buf, "\"");
	return buf.text;
}
