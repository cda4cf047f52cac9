/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text.h - a header as a row of tokens, for those who ask or edit it.
 *
 *   text.c  the tokens, declarations, places
 *   ask.c   comments and initialisers
 *   edit.c  edits
 */
#ifndef ABIDING_CORE_HEADER_TEXT_H
#define ABIDING_CORE_HEADER_TEXT_H

#include "abiding/header-text.h"

enum ab_bit_kind {
	AB_BIT_WORD,
	AB_BIT_OTHER,
	AB_BIT_COMMENT,	  /* a block of // lines is one */
	AB_BIT_DIRECTIVE, /* to the end of its line; the comments in it come behind it */
	AB_BIT_OPEN,	  /* { */
	AB_BIT_CLOSE,	  /* } */
	AB_BIT_LEFT,	  /* ( */
	AB_BIT_RIGHT,	  /* ) */
	AB_BIT_COMMA,
	AB_BIT_SEMICOLON,
	AB_BIT_EQUAL,
};

struct ab_bit {
	enum ab_bit_kind kind;
	uint32_t start, end; /* bytes of the text */
	uint32_t line;	     /* on which it starts, from 1 */
};

/* A declaration at file scope: bits [from, to). */
struct ab_stretch {
	size_t from, to;
	size_t comment; /* the bit of the comment right before it; NO_BIT: none */
};

#define AB_NO_BIT SIZE_MAX

struct ab_header_text {
	struct ab_arena *arena;
	const char *text;
	size_t length;
	uint32_t *lines; /* where each starts; [0] is line 1 */
	size_t n_lines, lines_capacity;
	struct ab_bit *bits;
	size_t n_bits, bits_capacity;
	uint32_t *bounds; /* by bit: the last '{', '}' or ';' up to it; UINT32_MAX: none */
	struct ab_stretch *stretches;
	size_t n_stretches, stretches_capacity;
};

/* The bit at a place, if it is that word (or the #define of it); else AB_NO_BIT. */
size_t ab_bit_at(const struct ab_header_text *header, struct ab_text_place place);

/* The line on which a bit ends. */
uint32_t ab_bit_last_line(const struct ab_header_text *header, size_t bit);

/* Whether only white space stands before it on its line. */
bool ab_bit_starts_line(const struct ab_header_text *header, size_t bit);

/* The declaration that a bit is in, or NULL. */
const struct ab_stretch *ab_stretch_of(const struct ab_header_text *header, size_t bit);

/* Where an enumerator stands among its like. */
struct ab_slot {
	size_t open;   /* the brace before the first */
	size_t before; /* the brace or comma before it */
	size_t name;
	size_t last;  /* the last bit of its value, or its name */
	size_t after; /* the comma or brace behind it */
};

/* False where the bit is no enumerator's name, as far as text tells. */
bool ab_slot_of(const struct ab_header_text *header, size_t name, struct ab_slot *slot);

/* Whether the list has its comments in front: the first enumerator has one. */
bool ab_has_comments_in_front(const struct ab_header_text *header, size_t open);

#endif
