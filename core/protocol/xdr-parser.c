/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xdr-parser.h"

#include <string.h>

#include "protocol.h"

bool ab_xdr_advance(struct ab_xdr_parser *p)
{
	p->token = p->next;
	return ab_xdr_lex(&p->lexer, &p->next);
}

bool ab_xdr_is(const struct ab_xdr_token *token, const char *text)
{
	return (token->kind == AB_XDR_WORD || token->kind == AB_XDR_PUNCTUATOR) &&
	       token->length == strlen(text) && strncmp(token->text, text, token->length) == 0;
}

const char *ab_xdr_text_of(const struct ab_xdr_parser *p, const struct ab_xdr_token *token)
{
	return ab_strndup(p->arena, token->text, token->length);
}

bool ab_xdr_expected(struct ab_xdr_parser *p, const char *what)
{
	if (p->token.kind == AB_XDR_END)
		return ab_xdr_fail(&p->lexer, p->token.place,
				   "expected %s, found the end of the file", what);
	return ab_xdr_fail(&p->lexer, p->token.place, "expected %s, found '%s'", what,
			   ab_xdr_text_of(p, &p->token));
}

bool ab_xdr_expect(struct ab_xdr_parser *p, const char *punctuator, const char *behind)
{
	if (p->token.kind == AB_XDR_PUNCTUATOR && ab_xdr_is(&p->token, punctuator))
		return ab_xdr_advance(p);
	return ab_xdr_expected(p, ab_printf(p->arena, "'%s' behind %s", punctuator, behind));
}

bool ab_xdr_read_name(struct ab_xdr_parser *p, const char *what, const char **name, ab_place *place)
{
	if (p->token.kind != AB_XDR_WORD) {
		ab_xdr_expected(p, what);
		return false; /* said here, so that GCC 14 sees that the name is not used */
	}
	*name = ab_xdr_text_of(p, &p->token);
	*place = p->token.place;
	return ab_xdr_advance(p);
}

/* #define NAME 12 is a constant, too. */
void ab_xdr_take_macros(struct ab_xdr_parser *p)
{
	for (; p->n_macros < p->lexer.n_macros; p->n_macros++) {
		const struct ab_xdr_macro *macro = &p->lexer.macros[p->n_macros];
		struct ab_xdr_definition *definition;
		struct ab_int number;

		if (!ab_xdr_number(macro->value, &number))
			continue;
		definition = ab_protocol_define(p->protocol, AB_XDR_CONST, macro->name);
		if (!definition)
			continue;
		definition->place = macro->place;
		definition->value = macro->value;
	}
}

bool ab_xdr_read_value(struct ab_xdr_parser *p, const char **value)
{
	struct ab_int number;

	if (p->token.kind == AB_XDR_NUMBER) {
		*value = ab_xdr_text_of(p, &p->token);
		return ab_xdr_number(*value, &number)
			   ? ab_xdr_advance(p)
			   : ab_xdr_fail(&p->lexer, p->token.place, "'%s' is not a 64-bit number",
					 *value);
	}
	if (p->token.kind != AB_XDR_WORD)
		return ab_xdr_expected(p, "a number or the name of a constant");
	ab_xdr_take_macros(p);
	*value = ab_xdr_text_of(p, &p->token);
	return ab_xdr_advance(p);
}
