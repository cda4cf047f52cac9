/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text.c - a header taken apart: bits, then declarations at file scope.
 *
 * No preprocessing: what stands in the text counts, in all branches of an #if.
 */
#include "text.h"

#include <string.h>

/* ---- bits ---- */

/* Asked of each byte of a header: no call of the C library's, which asks for the locale. */
static const unsigned char word_chars[256] = {
    ['$'] = 1, ['0' ... '9'] = 1, ['A' ... 'Z'] = 1, ['_'] = 1, ['a' ... 'z'] = 1,
};

static bool is_word_char(char c)
{
	return word_chars[(unsigned char)c];
}

static bool is_space(char c)
{
	return c == ' ' || (unsigned)(c - '\t') < 5;
}

static size_t end_of_comment(const struct ab_header_text *header, size_t at)
{
	const char *text = header->text;

	if (text[at + 1] == '*') {
		const char *end = strstr(text + at + 2, "*/");

		return end ? (size_t)(end + 2 - text) : header->length;
	}
	return at + strcspn(text + at, "\n");
}

static bool is_comment(const char *text)
{
	return text[0] == '/' && (text[1] == '*' || text[1] == '/');
}

static size_t end_of_quoted(const char *text, size_t at)
{
	const char quote = text[at++];

	while (text[at] && text[at] != quote && text[at] != '\n')
		at += text[at] == '\\' && text[at + 1] ? 2 : 1;
	return at + (text[at] == quote);
}

/* To the end of a logical line; a comment may hold line ends of its own. */
static size_t end_of_directive(const struct ab_header_text *header, size_t at)
{
	const char *text = header->text;

	while (text[at] && text[at] != '\n') {
		if (is_comment(text + at))
			at = end_of_comment(header, at);
		else if (text[at] == '"' || text[at] == '\'')
			at = end_of_quoted(text, at);
		else if (text[at] == '\\' && text[at + 1])
			at += 2;
		else
			at++;
	}
	return at;
}

static bool starts_line(const struct ab_header_text *header, size_t at)
{
	while (at > 0 && (header->text[at - 1] == ' ' || header->text[at - 1] == '\t'))
		at--;
	return at == 0 || header->text[at - 1] == '\n';
}

static enum ab_bit_kind kind_of(char c)
{
	if (is_word_char(c))
		return AB_BIT_WORD;
	switch (c) {
	case '{':
		return AB_BIT_OPEN;
	case '}':
		return AB_BIT_CLOSE;
	case '(':
		return AB_BIT_LEFT;
	case ')':
		return AB_BIT_RIGHT;
	case ',':
		return AB_BIT_COMMA;
	case ';':
		return AB_BIT_SEMICOLON;
	case '=':
		return AB_BIT_EQUAL;
	default:
		return AB_BIT_OTHER;
	}
}

static struct ab_bit next_bit(const struct ab_header_text *header, size_t at)
{
	const char *text = header->text;
	struct ab_bit bit = {.start = (uint32_t)at};

	bit.kind = kind_of(text[at]);
	if (is_comment(text + at)) {
		bit.kind = AB_BIT_COMMENT;
		at = end_of_comment(header, at);
	} else if (text[at] == '#' && starts_line(header, at)) {
		bit.kind = AB_BIT_DIRECTIVE;
		at = end_of_directive(header, at);
	} else if (text[at] == '"' || text[at] == '\'') {
		at = end_of_quoted(text, at);
	} else if (bit.kind == AB_BIT_WORD) {
		while (is_word_char(text[at]))
			at++;
	} else {
		at++;
	}
	bit.end = (uint32_t)at;
	return bit;
}

static uint32_t column_of(const struct ab_header_text *header, const struct ab_bit *bit)
{
	return bit->start - header->lines[bit->line - 1] + 1;
}

/* A // line under another, in the same column. */
static bool continues_comment(const struct ab_header_text *header, const struct ab_bit *bit)
{
	const struct ab_bit *last = header->n_bits ? &header->bits[header->n_bits - 1] : NULL;

	return last && last->kind == AB_BIT_COMMENT && bit->kind == AB_BIT_COMMENT &&
	       header->text[last->start + 1] == '/' && header->text[bit->start + 1] == '/' &&
	       ab_bit_last_line(header, header->n_bits - 1) + 1 == bit->line &&
	       column_of(header, last) == column_of(header, bit);
}

static void add_bit(struct ab_header_text *header, struct ab_bit bit)
{
	if (continues_comment(header, &bit)) {
		header->bits[header->n_bits - 1].end = bit.end;
		return;
	}
	header->bits = AB_GROW(header->arena, header->bits, header->n_bits, &header->bits_capacity);
	header->bits[header->n_bits++] = bit;
}

static void find_lines(struct ab_header_text *header)
{
	const char *const text = header->text, *at = text;

	do {
		header->lines =
		    AB_GROW(header->arena, header->lines, header->n_lines, &header->lines_capacity);
		header->lines[header->n_lines++] = (uint32_t)(at - text);
		at = memchr(at, '\n', header->length - (size_t)(at - text));
	} while (at++);
}

static uint32_t line_at(const struct ab_header_text *header, size_t offset)
{
	size_t low = 0, high = header->n_lines;

	while (high - low > 1) {
		const size_t middle = (low + high) / 2;

		if (header->lines[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return (uint32_t)low + 1;
}

/* The comments of a directive, which is one bit already. */
static void add_comments_within(struct ab_header_text *header, struct ab_bit directive)
{
	for (size_t at = directive.start + 1; at < directive.end;) {
		struct ab_bit bit = next_bit(header, at);

		bit.line = line_at(header, at);
		if (bit.kind == AB_BIT_COMMENT)
			add_bit(header, bit);
		at = bit.end;
	}
}

static void find_bits(struct ab_header_text *header)
{
	size_t at = 0;
	uint32_t line = 0; /* that of at, from 1; 0: none yet */

	while (at < header->length) {
		struct ab_bit bit;

		if (is_space(header->text[at]) || !header->text[at]) {
			at++;
			continue;
		}
		while (line < header->n_lines && header->lines[line] <= at)
			line++;
		bit = next_bit(header, at);
		bit.line = line;
		add_bit(header, bit);
		if (bit.kind == AB_BIT_DIRECTIVE)
			add_comments_within(header, bit);
		at = bit.end;
	}
}

/* ---- declarations ---- */

static bool is_text(const struct ab_header_text *header, size_t bit, const char *text)
{
	const struct ab_bit *b = &header->bits[bit];
	const size_t length = strlen(text);

	return b->end - b->start == length && !memcmp(header->text + b->start, text, length);
}

static const char *directive_word(const struct ab_header_text *header, size_t bit)
{
	const char *at = header->text + header->bits[bit].start + 1;

	return at + strspn(at, " \t");
}

/* #if and its like may stand between a comment and what it is about. */
static bool is_conditional(const struct ab_header_text *header, size_t bit)
{
	const char *word = directive_word(header, bit);

	return !strncmp(word, "if", 2) || !strncmp(word, "el", 2) || !strncmp(word, "endif", 5);
}

/* The bit behind the brace that closes the one at open. */
static size_t behind_braces(const struct ab_header_text *header, size_t open)
{
	size_t depth = 0, at = open;

	for (; at < header->n_bits; at++) {
		depth += header->bits[at].kind == AB_BIT_OPEN;
		if (header->bits[at].kind == AB_BIT_CLOSE && --depth == 0)
			return at + 1;
	}
	return at;
}

static bool is_extern_c(const struct ab_header_text *header, size_t open)
{
	return open >= 2 && is_text(header, open - 2, "extern") &&
	       is_text(header, open - 1, "\"C\"");
}

bool ab_text_has_word(const struct ab_header_text *header, const char *word)
{
	for (size_t i = 0; i < header->n_bits; i++)
		if (header->bits[i].kind == AB_BIT_WORD && is_text(header, i, word))
			return true;
	return false;
}

struct scan {
	struct ab_header_text *header;
	struct ab_stretch now;
	bool is_begun;
};

static void end_stretch(struct scan *scan, size_t to)
{
	struct ab_header_text *header = scan->header;

	scan->now.to = to;
	if (scan->is_begun) {
		header->stretches = AB_GROW(header->arena, header->stretches, header->n_stretches,
					    &header->stretches_capacity);
		header->stretches[header->n_stretches++] = scan->now;
	}
	scan->is_begun = false;
	scan->now.comment = AB_NO_BIT;
}

static void begin_stretch(struct scan *scan, size_t at)
{
	if (!scan->is_begun)
		scan->now.from = at;
	scan->is_begun = true;
}

/* A brace at file scope: a body; whose, tells what stands before it.  Returns the next bit. */
static size_t step_over_braces(struct scan *scan, size_t open)
{
	const bool is_function = open && scan->header->bits[open - 1].kind == AB_BIT_RIGHT;
	size_t next;

	if (is_extern_c(scan->header, open)) {
		end_stretch(scan, open);
		return open + 1;
	}
	begin_stretch(scan, open);
	next = behind_braces(scan->header, open);
	if (is_function)
		end_stretch(scan, next);
	return next;
}

/* A comment on lines of its own is about what follows, also behind a macro such as G_BEGIN_DECLS. */
static void take_comment(struct scan *scan, size_t at)
{
	if (!ab_bit_starts_line(scan->header, at))
		return;
	if (scan->is_begun)
		end_stretch(scan, at);
	scan->now.comment = at;
}

static void find_stretches(struct ab_header_text *header)
{
	struct scan scan = {.header = header, .now = {0, 0, AB_NO_BIT}};
	size_t depth = 0;

	for (size_t at = 0; at < header->n_bits;) {
		const enum ab_bit_kind kind = header->bits[at].kind;

		depth += kind == AB_BIT_LEFT;
		depth -= kind == AB_BIT_RIGHT && depth;
		if (kind == AB_BIT_OPEN) {
			at = step_over_braces(&scan, at);
			continue;
		}
		if (kind == AB_BIT_COMMENT && !depth)
			take_comment(&scan, at);
		else if (kind == AB_BIT_DIRECTIVE && !scan.is_begun && !is_conditional(header, at))
			scan.now.comment = AB_NO_BIT;
		else if (kind == AB_BIT_SEMICOLON || kind == AB_BIT_CLOSE)
			end_stretch(&scan, at + 1);
		else if (kind != AB_BIT_DIRECTIVE && kind != AB_BIT_COMMENT)
			begin_stretch(&scan, at);
		if (kind == AB_BIT_SEMICOLON)
			depth = 0;
		at++;
	}
	end_stretch(&scan, header->n_bits);
}

static void find_bounds(struct ab_header_text *header)
{
	uint32_t bound = UINT32_MAX;

	header->bounds = AB_NEW_ARRAY(header->arena, uint32_t, header->n_bits);
	for (size_t i = 0; i < header->n_bits; i++) {
		const enum ab_bit_kind kind = header->bits[i].kind;

		if (kind == AB_BIT_OPEN || kind == AB_BIT_CLOSE || kind == AB_BIT_SEMICOLON)
			bound = (uint32_t)i;
		header->bounds[i] = bound;
	}
}

struct ab_header_text *ab_header_text_new(struct ab_arena *arena, const char *text, size_t length)
{
	struct ab_header_text *header = AB_NEW(arena, struct ab_header_text);

	header->arena = arena;
	header->text = text;
	header->length = length < UINT32_MAX ? length : 0;
	find_lines(header);
	find_bits(header);
	find_bounds(header);
	find_stretches(header);
	return header;
}

/* ---- places ---- */

uint32_t ab_bit_last_line(const struct ab_header_text *header, size_t bit)
{
	return line_at(header, header->bits[bit].end - 1);
}

bool ab_bit_starts_line(const struct ab_header_text *header, size_t bit)
{
	return starts_line(header, header->bits[bit].start);
}

/* The first bit that does not start before the offset. */
static size_t bit_from(const struct ab_header_text *header, size_t offset)
{
	size_t low = 0, high = header->n_bits;

	while (low < high) {
		const size_t middle = (low + high) / 2;

		if (header->bits[middle].start < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether a directive is the #define of that name. */
static bool defines(const struct ab_header_text *header, size_t bit, const char *name)
{
	const char *word = directive_word(header, bit);
	const size_t length = strlen(name);

	if (strncmp(word, "define", 6) != 0)
		return false;
	word += 6 + strspn(word + 6, " \t");
	return !strncmp(word, name, length) && !is_word_char(word[length]);
}

const char *ab_text_definition(const struct ab_header_text *header, const char *macro)
{
	for (size_t i = 0; i < header->n_bits; i++) {
		const struct ab_bit *bit = &header->bits[i];
		const char *word;

		if (bit->kind != AB_BIT_DIRECTIVE || !defines(header, i, macro))
			continue;
		word = strstr(header->text + bit->start, macro);
		return ab_strndup(header->arena, word, (size_t)(header->text + bit->end - word));
	}
	return NULL;
}

size_t ab_bit_at(const struct ab_header_text *header, struct ab_text_place place)
{
	size_t offset, bit;

	if (!place.name || place.line < 1 || place.line > header->n_lines)
		return AB_NO_BIT;
	offset = header->lines[place.line - 1] + (place.column ? place.column - 1 : 0);
	bit = bit_from(header, offset);
	if (bit < header->n_bits && header->bits[bit].line == place.line &&
	    header->bits[bit].kind == AB_BIT_DIRECTIVE && defines(header, bit, place.name))
		return bit;
	/* the compiler may point into the directive, at the name */
	if (bit && header->bits[bit - 1].kind == AB_BIT_DIRECTIVE &&
	    header->bits[bit - 1].end > offset)
		return defines(header, bit - 1, place.name) ? bit - 1 : AB_NO_BIT;
	if (bit < header->n_bits && place.column && header->bits[bit].start == offset &&
	    is_text(header, bit, place.name))
		return bit;
	return AB_NO_BIT;
}

const struct ab_stretch *ab_stretch_of(const struct ab_header_text *header, size_t bit)
{
	size_t low = 0, high = header->n_stretches;

	while (low < high) {
		const size_t middle = (low + high) / 2;

		if (header->stretches[middle].to <= bit)
			low = middle + 1;
		else
			high = middle;
	}
	return low < header->n_stretches && header->stretches[low].from <= bit
		   ? &header->stretches[low]
		   : NULL;
}

/* ---- enumerators ---- */

static bool is_between(const struct ab_header_text *header, size_t bit)
{
	return header->bits[bit].kind == AB_BIT_COMMENT ||
	       header->bits[bit].kind == AB_BIT_DIRECTIVE;
}

static bool find_before(const struct ab_header_text *header, struct ab_slot *slot)
{
	size_t at = slot->name;

	while (at > 0 && is_between(header, at - 1))
		at--;
	if (at == 0)
		return false;
	slot->before = at - 1;
	if (header->bounds[slot->before] == UINT32_MAX ||
	    header->bits[header->bounds[slot->before]].kind != AB_BIT_OPEN)
		return false;
	slot->open = header->bounds[slot->before];
	return header->bits[slot->before].kind == AB_BIT_COMMA || slot->before == slot->open;
}

static bool find_after(const struct ab_header_text *header, struct ab_slot *slot)
{
	size_t depth = 0;

	slot->last = slot->name;
	for (size_t at = slot->name + 1; at < header->n_bits; at++) {
		const enum ab_bit_kind kind = header->bits[at].kind;

		if (kind == AB_BIT_CLOSE || (kind == AB_BIT_COMMA && !depth)) {
			slot->after = at;
			return true;
		}
		if (kind == AB_BIT_SEMICOLON || kind == AB_BIT_OPEN)
			return false;
		depth += kind == AB_BIT_LEFT;
		depth -= kind == AB_BIT_RIGHT && depth;
		if (!is_between(header, at))
			slot->last = at;
	}
	return false;
}

bool ab_slot_of(const struct ab_header_text *header, size_t name, struct ab_slot *slot)
{
	*slot = (struct ab_slot){.name = name};
	return name != AB_NO_BIT && header->bits[name].kind == AB_BIT_WORD &&
	       find_before(header, slot) && find_after(header, slot);
}
