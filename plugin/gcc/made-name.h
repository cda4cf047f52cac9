/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * made-name.h - names that a macro makes of where it stands, by __LINE__, or of how often it
 * was used, by __COUNTER__: "typedef char foo_assert_17[1];".  The next line more gives them
 * other names, so nobody can use them, and they are no promise.
 *
 * Included after tree-facts.h; allocates nothing.
 */
#ifndef ABIDING_MADE_NAME_H
#define ABIDING_MADE_NAME_H

enum made_of { MADE_OF_LINE = 1, MADE_OF_COUNTER = 2 };

/* What of the two the body of a macro asks for, be it by other macros; steps: that may be looked at. */
static inline unsigned made_of_what(cpp_hashnode *node, unsigned *steps)
{
	const char *name = (const char *)NODE_NAME(node);
	const cpp_macro *macro;
	unsigned found = 0;

	if (!strcmp(name, "__LINE__"))
		return MADE_OF_LINE;
	if (!strcmp(name, "__COUNTER__"))
		return MADE_OF_COUNTER;
	macro = cpp_user_macro_p(node) ? node->value.macro : NULL;
	if (!macro || macro->kind != cmk_macro || macro->lazy || !*steps)
		return 0;
	--*steps;
	for (unsigned i = 0; i < macro->count; i++)
		if (macro->exp.tokens[i].type == CPP_NAME)
			found |= made_of_what(macro->exp.tokens[i].val.node.node, steps);
	return found;
}

/* Where the digits at the end of a name begin; its length: there are none, or nothing else. */
static inline size_t made_stem(const char *name)
{
	const size_t length = strlen(name);
	size_t stem = length;

	while (stem > 0 && ISDIGIT(name[stem - 1]))
		stem--;
	return stem ? stem : length;
}

/* Whether a line spells these digits by themselves or at the end of a word: "FOO_DECLARE(17)". */
static inline bool made_is_spelled(const char *line, size_t length, const char *digits)
{
	const size_t n = strlen(digits);

	for (size_t at = 0; at + n <= length; at++)
		if (!strncmp(line + at, digits, n) && (!at || !ISDIGIT(line[at - 1])) &&
		    (at + n == length || !ISIDNUM(line[at + n])))
			return true;
	return false;
}

/* The word at a place in a line. */
static inline size_t made_word(const char *line, size_t length, size_t at)
{
	size_t n = 0;

	while (at + n < length && ISIDNUM(line[at + n]))
		n++;
	return n;
}

/* Whether a line has a text anywhere. */
static inline bool made_has(const char *line, size_t length, const char *text)
{
	const size_t n = strlen(text);

	for (size_t at = 0; at + n <= length; at++)
		if (!strncmp(line + at, text, n))
			return true;
	return false;
}

/*
 * Whether a name with the line's number was made of that, though no macro is there to ask: the
 * header has taken it back by #undef, or the input is preprocessed.  The line does not have
 * the name, nor the number.
 */
static inline bool made_by_unknown(const char *name, size_t stem, unsigned long number,
				   const expanded_location &at, const char_span &line)
{
	return number == (unsigned long)at.line &&
	       !made_has(line.get_buffer(), line.length(), name) &&
	       !made_is_spelled(line.get_buffer(), line.length(), name + stem);
}

/* Whether the name of what is declared there is such a name. */
static inline bool is_made_name(const char *name, location_t where)
{
	enum { LINES_MAX = 64 }; /* of a macro's arguments: __LINE__ is their last one */
	const size_t stem = made_stem(name);
	unsigned steps = 1000, made_of;
	cpp_hashnode *node;
	unsigned long number;
	size_t word;

	if (!name[stem])
		return false;
	const expanded_location at = expand_location(facts_plain(where));
	if (!at.file || at.column < 1)
		return false;
	const char_span line = source_line(at.file, at.line);
	const size_t from = at.column - 1;
	if (!line)
		return false;
	number = strtoul(name + stem, NULL, 10);
	/* columns are of the preprocessed text, and lines of what it was made of */
	if (cpp_get_options(parse_in)->preprocessed &&
	    made_by_unknown(name, stem, number, at, line))
		return true;
	if (from >= line.length())
		return false;
	word = made_word(line.get_buffer(), line.length(), from);
	if (!word || (word == strlen(name) && !strncmp(line.get_buffer() + from, name, word)))
		return false;
	node = cpp_lookup(parse_in, (const unsigned char *)line.get_buffer() + from, word);
	if (!cpp_macro_p(node))
		return made_by_unknown(name, stem, number, at, line);
	made_of = made_of_what(node, &steps);
	if (made_of & MADE_OF_LINE && number == (unsigned long)at.line)
		return true;
	if (made_is_spelled(line.get_buffer(), line.length(), name + stem))
		return false;
	return (made_of & MADE_OF_LINE && number > (unsigned long)at.line &&
		number <= (unsigned long)at.line + LINES_MAX) ||
	       made_of & MADE_OF_COUNTER;
}

/* Whether it is the name of a member: padding to all but the struct itself. */
static inline bool facts_is_made_member(tree field)
{
	tree name = DECL_NAME(field);

	return name && ISDIGIT(IDENTIFIER_POINTER(name)[IDENTIFIER_LENGTH(name) - 1]) &&
	       is_made_name(IDENTIFIER_POINTER(name), DECL_SOURCE_LOCATION(field));
}

#endif
