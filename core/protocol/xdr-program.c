/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xdr-program.c - programs in a protocol file: versions and their procedures. */
#include "xdr-parser.h"

#include <string.h>

#include "abiding/index.h"
#include "protocol.h"

/* A type alone, as of an argument; a name may follow and says nothing. */
static bool read_argument(struct ab_xdr_parser *p, struct ab_xdr_declaration *declaration)
{
	ab_place place;
	const char *name;

	if (!ab_xdr_read_type(p, declaration))
		return false;
	if (declaration->kind == AB_XDR_STRING)
		declaration->shape = AB_XDR_VARIABLE;
	if (ab_xdr_is(&p->token, "*")) {
		declaration->shape = AB_XDR_OPTIONAL;
		if (!ab_xdr_advance(p))
			return false;
	}
	if (p->token.kind == AB_XDR_WORD && !ab_xdr_read_name(p, "a name", &name, &place))
		return false;
	return ab_xdr_read_bounds(p, declaration);
}

static void add_part(struct ab_xdr_parser *p, struct ab_xdr_message *message, enum ab_xdr_part part,
		     const struct ab_xdr_declaration *declaration)
{
	struct ab_xdr_declaration *parts;
	const size_t n = message->n_parts[part];

	if (declaration->kind == AB_XDR_VOID)
		return;
	parts = AB_NEW_ARRAY(p->arena, struct ab_xdr_declaration, n + 1);
	if (n)
		memcpy(parts, message->parts[part], n * sizeof *parts);
	parts[n] = *declaration;
	message->parts[part] = parts;
	message->n_parts[part] = n + 1;
}

static bool read_arguments(struct ab_xdr_parser *p, struct ab_xdr_message *message)
{
	if (!ab_xdr_expect(p, "(", ab_printf(p->arena, "'%s'", message->name)))
		return false;
	while (!ab_xdr_is(&p->token, ")")) {
		struct ab_xdr_declaration argument = {0};

		if (!read_argument(p, &argument))
			return false;
		add_part(p, message, AB_XDR_ARGS, &argument);
		if (!ab_xdr_is(&p->token, ","))
			break;
		if (!ab_xdr_advance(p))
			return false;
	}
	return ab_xdr_expect(p, ")", "the arguments");
}

/* names: of the procedures so far. */
static bool read_procedure(struct ab_xdr_parser *p, struct ab_xdr_program *program,
			   struct ab_index *names)
{
	struct ab_xdr_declaration result = {0};
	struct ab_xdr_message *message;
	const char *name;
	ab_place place;
	bool is_new;

	if (!ab_xdr_read_type(p, &result))
		return false;
	if (result.kind == AB_XDR_STRING)
		result.shape = AB_XDR_VARIABLE;
	if (ab_xdr_is(&p->token, "*")) {
		result.shape = AB_XDR_OPTIONAL;
		if (!ab_xdr_advance(p))
			return false;
	}
	if (!ab_xdr_read_name(p, "the name of a procedure", &name, &place))
		return false;
	ab_index_enter(p->arena, names, 0, name, &is_new);
	if (!is_new)
		return ab_xdr_fail(&p->lexer, place, "repeated procedure '%s'", name);
	message = ab_program_add(p->arena, program, name);
	message->place = place;
	add_part(p, message, AB_XDR_RET, &result);
	return read_arguments(p, message) && ab_xdr_expect(p, "=", "')'") &&
	       ab_xdr_read_value(p, &message->number) && ab_xdr_expect(p, ";", "the number");
}

static bool read_version(struct ab_xdr_parser *p, const char *program_name)
{
	const size_t index = p->protocol->n_programs;
	struct ab_index names = {NULL, 0, 0};
	struct ab_xdr_program *program;
	const char *name;
	ab_place place;

	if (!ab_xdr_is(&p->token, "version"))
		return ab_xdr_expected(p, "'version'");
	if (!ab_xdr_advance(p) || !ab_xdr_read_name(p, "the name of a version", &name, &place))
		return false;
	program =
	    ab_protocol_add_program(p->protocol, ab_printf(p->arena, "%s.%s", program_name, name));
	program->place = place;
	if (!ab_xdr_expect(p, "{", ab_printf(p->arena, "'%s'", name)))
		return false;
	while (!ab_xdr_is(&p->token, "}"))
		if (!read_procedure(p, &p->protocol->programs[index], &names))
			return false;
	return ab_xdr_advance(p) && ab_xdr_expect(p, "=", "'}'") &&
	       ab_xdr_read_value(p, &p->protocol->programs[index].version) &&
	       ab_xdr_expect(p, ";", "the number of the version");
}

bool ab_xdr_read_program(struct ab_xdr_parser *p)
{
	const size_t first = p->protocol->n_programs;
	const char *name, *number;
	ab_place place;

	if (!ab_xdr_read_name(p, "the name of a program", &name, &place) ||
	    !ab_xdr_expect(p, "{", ab_printf(p->arena, "'%s'", name)))
		return false;
	while (!ab_xdr_is(&p->token, "}"))
		if (!read_version(p, name))
			return false;
	if (!ab_xdr_advance(p) || !ab_xdr_expect(p, "=", "'}'") || !ab_xdr_read_value(p, &number))
		return false;
	for (size_t i = first; i < p->protocol->n_programs; i++)
		p->protocol->programs[i].number = number;
	return true;
}
