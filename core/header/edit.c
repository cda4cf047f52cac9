/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * edit.c - small edits of a header, where they are certain to be right.
 *
 * An enumerator takes its name, its comma and the comment behind them; with
 * comments in front, those directly above as well.
 */
#include "text.h"

#include <ctype.h>
#include <string.h>

static bool is_kind(const struct ab_header_text *header, size_t bit, enum ab_bit_kind kind)
{
	return bit < header->n_bits && header->bits[bit].kind == kind;
}

static void add_edit(const struct ab_header_text *header, struct ab_edits *edits, uint32_t line,
		     uint32_t column, uint32_t length, const char *text)
{
	edits->items = AB_GROW(header->arena, edits->items, edits->count, &edits->capacity);
	edits->items[edits->count++] = (struct ab_edit){line, column, length, text};
}

static uint32_t column_of(const struct ab_header_text *header, size_t offset, uint32_t line)
{
	return (uint32_t)offset - header->lines[line - 1] + 1;
}

/* Bytes of a line, without its end. */
static uint32_t line_length(const struct ab_header_text *header, uint32_t line)
{
	return (uint32_t)strcspn(header->text + header->lines[line - 1], "\n");
}

/* ---- how much of the text an enumerator takes ---- */

struct extent {
	size_t first, last; /* bits */
};

/* Its comments in front, each directly above the next. */
static size_t first_of(const struct ab_header_text *header, const struct ab_slot *slot)
{
	size_t first = slot->name;

	while (is_kind(header, first - 1, AB_BIT_COMMENT) && first - 1 > slot->before &&
	       ab_bit_starts_line(header, first - 1) &&
	       ab_bit_last_line(header, first - 1) + 1 == header->bits[first].line)
		first--;
	return first;
}

static size_t last_of(const struct ab_header_text *header, const struct ab_slot *slot)
{
	size_t last = is_kind(header, slot->after, AB_BIT_COMMA) ? slot->after : slot->last;

	while (is_kind(header, last + 1, AB_BIT_COMMENT) &&
	       header->bits[last + 1].line == ab_bit_last_line(header, last))
		last++;
	return last;
}

/* Whether nothing else stands behind it on its last line. */
static bool ends_line(const struct ab_header_text *header, struct extent extent)
{
	return extent.last + 1 < header->n_bits &&
	       header->bits[extent.last + 1].line > ab_bit_last_line(header, extent.last);
}

/* With comments behind, one on a line of its own may belong to it or to the next. */
static bool has_doubtful_comment(const struct ab_header_text *header, const struct ab_slot *slot,
				 struct extent extent)
{
	if (ab_has_comments_in_front(header, slot->open))
		return false;
	return extent.first != slot->name ||
	       (is_kind(header, extent.last + 1, AB_BIT_COMMENT) &&
		header->bits[extent.last + 1].line == ab_bit_last_line(header, extent.last) + 1);
}

/* Whether an #if is open at a bit that is not at the list's brace. */
static bool is_conditional(const struct ab_header_text *header, size_t open, size_t bit)
{
	int depth = 0;

	for (size_t at = open; at < bit; at++) {
		const char *word = header->text + header->bits[at].start + 1;

		if (!is_kind(header, at, AB_BIT_DIRECTIVE))
			continue;
		word += strspn(word, " \t");
		depth += strncmp(word, "if", 2) == 0;
		depth -= strncmp(word, "endif", 5) == 0;
	}
	return depth != 0;
}

/* ---- edits ---- */

/* Whether lines can be put in behind the extent; gives it the comma that it lacks. */
static bool can_follow(const struct ab_header_text *header, const struct ab_slot *slot,
		       struct extent extent, struct ab_edits *edits)
{
	const struct ab_bit *last = &header->bits[slot->last];
	const uint32_t line = ab_bit_last_line(header, slot->last);

	if (!ends_line(header, extent) || has_doubtful_comment(header, slot, extent) ||
	    is_conditional(header, slot->open, slot->name))
		return false;
	for (size_t at = slot->name; at < slot->after; at++)
		if (is_kind(header, at, AB_BIT_DIRECTIVE))
			return false;
	if (is_kind(header, slot->after, AB_BIT_CLOSE))
		add_edit(header, edits, line, column_of(header, last->end, line), 0, ",");
	return true;
}

bool ab_edit_move_enumerator(const struct ab_header_text *header, struct ab_text_place place,
			     struct ab_text_place behind, struct ab_edits *edits)
{
	struct ab_slot slot, anchor;
	struct extent extent, target;
	uint32_t line, to;

	if (!ab_slot_of(header, ab_bit_at(header, place), &slot) ||
	    !ab_slot_of(header, ab_bit_at(header, behind), &anchor) || slot.open != anchor.open ||
	    slot.last != slot.name || !is_kind(header, slot.after, AB_BIT_COMMA))
		return false;
	extent = (struct extent){first_of(header, &slot), last_of(header, &slot)};
	target = (struct extent){first_of(header, &anchor), last_of(header, &anchor)};
	if (!ab_bit_starts_line(header, extent.first) || !ends_line(header, extent) ||
	    has_doubtful_comment(header, &slot, extent) ||
	    is_conditional(header, slot.open, slot.name) ||
	    !can_follow(header, &anchor, target, edits))
		return false;
	to = ab_bit_last_line(header, target.last) + 1;
	for (line = header->bits[extent.first].line; line <= ab_bit_last_line(header, extent.last);
	     line++) {
		const uint32_t length = line_length(header, line);
		const char *text = header->text + header->lines[line - 1];

		add_edit(header, edits, to, 1, 0,
			 ab_printf(header->arena, "%.*s\n", (int)length, text));
		if (length)
			add_edit(header, edits, line, 1, length, "");
	}
	return true;
}

bool ab_edit_add_sentinel(const struct ab_header_text *header, struct ab_text_place last,
			  const char *sentinel, const char *guard, struct ab_edits *edits)
{
	struct ab_arena *arena = header->arena;
	struct extent extent;
	struct ab_slot slot;
	uint32_t line, to;
	int indent;

	if (!ab_slot_of(header, ab_bit_at(header, last), &slot))
		return false;
	extent = (struct extent){first_of(header, &slot), last_of(header, &slot)};
	/* another one, not seen by this compile, may stand between */
	if (!is_kind(header, extent.last + 1, AB_BIT_CLOSE) ||
	    !can_follow(header, &slot, extent, edits))
		return false;
	line = header->bits[slot.name].line;
	indent = (int)strspn(header->text + header->lines[line - 1], " \t");
	to = ab_bit_last_line(header, extent.last) + 1;
	if (guard)
		add_edit(header, edits, to, 1, 0, ab_printf(arena, "#ifdef %s\n", guard));
	add_edit(
	    header, edits, to, 1, 0,
	    ab_printf(arena, "%.*s%s\n", indent, header->text + header->lines[line - 1], sentinel));
	if (guard)
		add_edit(header, edits, to, 1, 0, "#endif\n");
	return true;
}

/* ---- tags ---- */

static bool ends_declaration(enum ab_bit_kind kind)
{
	return kind == AB_BIT_SEMICOLON || kind == AB_BIT_OPEN || kind == AB_BIT_CLOSE ||
	       kind == AB_BIT_DIRECTIVE;
}

static bool is_word(const struct ab_header_text *header, size_t bit, const char *word,
		    size_t length)
{
	const struct ab_bit *b = &header->bits[bit];

	return is_kind(header, bit, AB_BIT_WORD) && b->end - b->start == length &&
	       !memcmp(header->text + b->start, word, length);
}

bool ab_edit_respell(const struct ab_header_text *header, struct ab_text_place place,
		     const char *keyword_and_tag, const char *word, struct ab_edits *edits)
{
	const size_t keyword = strcspn(keyword_and_tag, " ");
	const char *tag = keyword_and_tag + keyword + 1;
	const size_t before = edits->count;
	size_t at = ab_bit_at(header, place);

	if (at == AB_NO_BIT || header->bits[at].kind != AB_BIT_WORD)
		return false;
	while (at > 0 && !ends_declaration(header->bits[at - 1].kind))
		at--;
	for (; at + 1 < header->n_bits && !ends_declaration(header->bits[at].kind); at++) {
		const struct ab_bit *first = &header->bits[at], *second = first + 1;

		if (is_word(header, at, keyword_and_tag, keyword) &&
		    is_word(header, at + 1, tag, strlen(tag)) && first->line == second->line)
			add_edit(header, edits, first->line,
				 column_of(header, first->start, first->line),
				 second->end - first->start, word);
	}
	return edits->count > before;
}
