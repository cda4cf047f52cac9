/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ask.c - the comments about a declaration, and how a value is spelled.
 */
#include "text.h"

#include <ctype.h>
#include <string.h>

static bool is_kind(const struct ab_header_text *header, size_t bit, enum ab_bit_kind kind)
{
	return bit < header->n_bits && header->bits[bit].kind == kind;
}

static bool is_own_line_comment(const struct ab_header_text *header, size_t bit)
{
	return is_kind(header, bit, AB_BIT_COMMENT) && ab_bit_starts_line(header, bit);
}

static bool is_between(const struct ab_header_text *header, size_t bit)
{
	return is_kind(header, bit, AB_BIT_COMMENT) || is_kind(header, bit, AB_BIT_DIRECTIVE);
}

/* Comments as written, between their bits' ends. */
static const char *text_of(const struct ab_header_text *header, size_t bit)
{
	const struct ab_bit *b = &header->bits[bit];
	size_t length = b->end - b->start;

	if (header->text[b->start + 1] == '*' && length >= 4)
		length -= 2;
	return ab_strndup(header->arena, header->text + b->start, length);
}

/* ---- declarations and macros ---- */

static const char *comment_before_macro(const struct ab_header_text *header, size_t define)
{
	size_t at = define;

	/* "#ifndef FOO" may stand between, with a comment of its own */
	while (at > 0 && is_between(header, at - 1) && !is_own_line_comment(header, at - 1)) {
		const char *word = header->text + header->bits[at - 1].start + 1;

		word += strspn(word, " \t");
		if (is_kind(header, at - 1, AB_BIT_DIRECTIVE) && strncmp(word, "if", 2) != 0)
			return NULL;
		at--;
	}
	return at > 0 && is_own_line_comment(header, at - 1) ? text_of(header, at - 1) : NULL;
}

const char *ab_comment_before(const struct ab_header_text *header, struct ab_text_place place)
{
	const size_t bit = ab_bit_at(header, place);
	const struct ab_stretch *stretch;

	if (bit == AB_NO_BIT)
		return NULL;
	if (header->bits[bit].kind == AB_BIT_DIRECTIVE)
		return comment_before_macro(header, bit);
	stretch = ab_stretch_of(header, bit);
	return stretch && stretch->comment != AB_NO_BIT ? text_of(header, stretch->comment) : NULL;
}

/* A comment on the line on which a bit ends, not separated from it by anything else. */
static size_t comment_on_line_of(const struct ab_header_text *header, size_t bit)
{
	return is_kind(header, bit + 1, AB_BIT_COMMENT) &&
		       header->bits[bit + 1].line == ab_bit_last_line(header, bit) &&
		       !ab_bit_starts_line(header, bit + 1)
		   ? bit + 1
		   : AB_NO_BIT;
}

const char *ab_comment_behind(const struct ab_header_text *header, struct ab_text_place place)
{
	const size_t bit = ab_bit_at(header, place);
	const struct ab_stretch *stretch;
	size_t behind = AB_NO_BIT;

	if (bit == AB_NO_BIT)
		return NULL;
	stretch = ab_stretch_of(header, bit);
	if (header->bits[bit].kind == AB_BIT_DIRECTIVE) {
		if (is_kind(header, bit + 1, AB_BIT_COMMENT) &&
		    header->bits[bit + 1].start < header->bits[bit].end)
			behind = bit + 1;
	} else if (stretch) {
		behind = comment_on_line_of(header, stretch->to - 1);
	}
	return behind == AB_NO_BIT ? NULL : text_of(header, behind);
}

/* ---- enumerators ---- */

static void add_comment(const struct ab_header_text *header, size_t bit,
			struct ab_comments *comments)
{
	comments->items =
	    AB_GROW(header->arena, comments->items, comments->count, &comments->capacity);
	comments->items[comments->count++] = text_of(header, bit);
}

bool ab_has_comments_in_front(const struct ab_header_text *header, size_t open)
{
	size_t at = open + 1;

	while (is_kind(header, at, AB_BIT_DIRECTIVE) ||
	       (is_kind(header, at, AB_BIT_COMMENT) && !ab_bit_starts_line(header, at)))
		at++;
	return is_own_line_comment(header, at);
}

static void add_on_line(const struct ab_header_text *header, const struct ab_slot *slot,
			struct ab_comments *comments)
{
	for (size_t at = slot->name + 1; at < slot->after; at++)
		if (is_kind(header, at, AB_BIT_COMMENT) && !ab_bit_starts_line(header, at))
			add_comment(header, at, comments);
	if (is_kind(header, slot->after, AB_BIT_COMMA) &&
	    comment_on_line_of(header, slot->after) != AB_NO_BIT)
		add_comment(header, slot->after + 1, comments);
}

/* Comments on lines of their own behind it, to the next enumerator or the end. */
static void add_behind(const struct ab_header_text *header, const struct ab_slot *slot,
		       bool is_also_before_next, struct ab_comments *comments)
{
	size_t end = slot->after;
	bool is_last = is_kind(header, end, AB_BIT_CLOSE);

	if (!is_last) {
		do
			end++;
		while (is_between(header, end));
		is_last = is_kind(header, end, AB_BIT_CLOSE);
	}
	for (size_t at = slot->last + 1; at < end; at++)
		if (is_own_line_comment(header, at) &&
		    (is_last || is_also_before_next || at < slot->after))
			add_comment(header, at, comments);
}

void ab_comments_of_enumerator(const struct ab_header_text *header, struct ab_text_place place,
			       struct ab_comments *comments)
{
	bool is_in_front;
	struct ab_slot slot;

	if (!ab_slot_of(header, ab_bit_at(header, place), &slot))
		return;
	is_in_front = ab_has_comments_in_front(header, slot.open);
	add_on_line(header, &slot, comments);
	for (size_t at = slot.name; is_in_front && --at > slot.before;)
		if (is_own_line_comment(header, at))
			add_comment(header, at, comments);
	add_behind(header, &slot, !is_in_front, comments);
}

const char *ab_initialiser_of(const struct ab_header_text *header, struct ab_text_place place)
{
	struct ab_slot slot;
	struct ab_buf text;
	size_t at;

	if (!ab_slot_of(header, ab_bit_at(header, place), &slot))
		return NULL;
	ab_buf_init(&text, header->arena);
	for (at = slot.name + 1; at < slot.after; at++)
		if (is_kind(header, at, AB_BIT_EQUAL))
			break;
	while (++at < slot.after) {
		const struct ab_bit *bit = &header->bits[at];

		if (bit->kind == AB_BIT_DIRECTIVE)
			return NULL;
		if (bit->kind == AB_BIT_COMMENT)
			continue;
		if (text.length && isspace((unsigned char)header->text[bit->start - 1]))
			ab_buf_add(&text, " ");
		ab_buf_add_n(&text, header->text + bit->start, bit->end - bit->start);
	}
	return text.text;
}

/* ---- words ---- */

static bool ends_member(enum ab_bit_kind kind)
{
	return kind == AB_BIT_SEMICOLON || kind == AB_BIT_CLOSE;
}

bool ab_line_has_word(const struct ab_header_text *header, unsigned line, const char *word)
{
	const size_t length = strlen(word);
	bool has_ended = false;
	size_t at = 0;

	while (at < header->n_bits && header->bits[at].line < line)
		at++;
	for (; at < header->n_bits; at++) {
		const struct ab_bit *bit = &header->bits[at];

		if (bit->line > line && has_ended)
			break;
		if (bit->kind == AB_BIT_WORD && bit->end - bit->start == length &&
		    !memcmp(header->text + bit->start, word, length))
			return true;
		has_ended |= ends_member(bit->kind);
	}
	return false;
}
