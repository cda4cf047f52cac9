/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * own.cc - whether a variable is spelled static, which C++ does not keep of a const one.
 *
 * Read from the lines up to its name, since where the declaration began is not kept, either;
 * a macro that the declaration is made by begins where the compiler says the name is.
 */
#include "gcc/gcc-includes.h"
#include "gcc/tree-facts.h"

enum { LINES_MAX = 8, UNDONE_MAX = 256 };

static const char word_of_static[] = "static";

/* Macros that stood for it and have been taken back since: in C++ that comes before all parsing. */
static cpp_hashnode *undone[UNDONE_MAX];
static size_t n_undone;

static bool is_undone(const cpp_hashnode *node)
{
	for (size_t i = 0; i < n_undone; i++)
		if (undone[i] == node)
			return true;
	return false;
}

/* Whether a macro stands for "static", be it by other macros; steps: that may be looked at. */
static bool is_macro_of_static(cpp_hashnode *node, unsigned *steps)
{
	const cpp_macro *const macro = cpp_user_macro_p(node) ? node->value.macro : NULL;

	if (is_undone(node))
		return true;
	if (!macro || macro->kind != cmk_macro || macro->lazy || !*steps)
		return false;
	--*steps;
	for (unsigned i = 0; i < macro->count; i++) {
		cpp_hashnode *word;

		if (macro->exp.tokens[i].type != CPP_NAME)
			continue;
		word = macro->exp.tokens[i].val.node.node;
		if (!strcmp((const char *)NODE_NAME(word), word_of_static) ||
		    is_macro_of_static(word, steps))
			return true;
	}
	return false;
}

bool facts_note_undef(cpp_hashnode *node)
{
	unsigned steps = 1000;

	if (!is_cplusplus() || !is_macro_of_static(node, &steps))
		return false;
	if (n_undone < UNDONE_MAX && !is_undone(node))
		undone[n_undone++] = node;
	return true;
}

/* Whether a declaration may go on behind the line: it has words, and nothing that ends one. */
static bool is_open(const char *text, size_t length)
{
	bool has_words = false;

	for (size_t i = 0; i < length; i++) {
		if (strchr(";{}#/\"", text[i]))
			return false;
		has_words |= ISIDST(text[i]);
	}
	return has_words;
}

/* Past a comment that begins there, as far as it is on the line; 0: there is none. */
static size_t comment_length(const char *text, size_t length)
{
	if (length < 2 || text[0] != '/' || (text[1] != '*' && text[1] != '/'))
		return 0;
	for (size_t i = 2; text[1] == '*' && i + 1 < length; i++)
		if (text[i] == '*' && text[i + 1] == '/')
			return i + 2;
	return length;
}

/* Reads a line up to a word that begins at end or later; is_static: of the declaration so far. */
static bool reads_static(const char *text, size_t length, size_t end, bool is_static,
			 unsigned *steps)
{
	for (size_t i = 0, n; i < length && i <= end; i += n) {
		n = comment_length(text + i, length - i);
		if (n)
			continue;
		while (i + n < length && ISIDNUM(text[i + n]))
			n++;
		if (!n)
			is_static &= !strchr(";{}", text[i]);
		else if (!ISDIGIT(text[i]))
			is_static |=
			    (n == sizeof word_of_static - 1 &&
			     !strncmp(text + i, word_of_static, n)) ||
			    is_macro_of_static(
				cpp_lookup(parse_in, (const unsigned char *)text + i, n), steps);
		n += !n;
	}
	return is_static;
}

bool facts_is_spelled_static(tree decl)
{
	const expanded_location at = expand_location(DECL_SOURCE_LOCATION(decl));
	int line = at.line;
	unsigned steps = 1000;
	bool is_static = false;

	if (!at.file || at.column < 1)
		return false;
	while (line > 1 && at.line - line < LINES_MAX) {
		const char_span above = source_line(at.file, line - 1);

		if (!above || !is_open(above.get_buffer(), above.length()))
			break;
		line--;
	}
	for (; line <= at.line; line++) {
		const char_span text = source_line(at.file, line);

		if (text)
			is_static =
			    reads_static(text.get_buffer(), text.length(),
					 line < at.line ? text.length() : (size_t)at.column - 1,
					 is_static, &steps);
	}
	return is_static;
}
