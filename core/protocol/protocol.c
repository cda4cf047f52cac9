/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * protocol.c - a protocol as a container, and which of its definitions are
 * messages.
 */
#include "protocol.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "abiding/limits.h"
#include "abiding/index.h"

/* What a name is for. */
struct slot {
	struct ab_xdr_definition *definition;  /* NULL: an enumerator, or left out */
	const struct ab_xdr_definition *owner; /* of an enumerator, NULL: unnamed */
	const char *value;		       /* of an enumerator */
	bool is_reached;
};

struct ab_protocol_index {
	struct ab_index names;
};

/* ---- words and numbers ---- */

static const struct {
	const char *word;
	enum ab_xdr_kind kind;
} words[] = {
    {"void", AB_XDR_VOID},
    {"int", AB_XDR_INT},
    {"unsigned int", AB_XDR_UNSIGNED_INT},
    {"hyper", AB_XDR_HYPER},
    {"unsigned hyper", AB_XDR_UNSIGNED_HYPER},
    {"char", AB_XDR_CHAR},
    {"unsigned char", AB_XDR_UNSIGNED_CHAR},
    {"short", AB_XDR_SHORT},
    {"unsigned short", AB_XDR_UNSIGNED_SHORT},
    {"bool", AB_XDR_BOOL},
    {"float", AB_XDR_FLOAT},
    {"double", AB_XDR_DOUBLE},
    {"quadruple", AB_XDR_QUADRUPLE},
    {"opaque", AB_XDR_OPAQUE},
    {"string", AB_XDR_STRING},
    /* other words for these; the types of <rpc/types.h> that a file may name */
    {"long", AB_XDR_INT},
    {"bool_t", AB_XDR_BOOL},
    {"u_char", AB_XDR_UNSIGNED_CHAR},
    {"u_short", AB_XDR_UNSIGNED_SHORT},
    {"u_int", AB_XDR_UNSIGNED_INT},
    {"u_long", AB_XDR_UNSIGNED_INT},
    {"int8_t", AB_XDR_CHAR},
    {"uint8_t", AB_XDR_UNSIGNED_CHAR},
    {"u_int8_t", AB_XDR_UNSIGNED_CHAR},
    {"int16_t", AB_XDR_SHORT},
    {"uint16_t", AB_XDR_UNSIGNED_SHORT},
    {"u_int16_t", AB_XDR_UNSIGNED_SHORT},
    {"int32_t", AB_XDR_INT},
    {"uint32_t", AB_XDR_UNSIGNED_INT},
    {"u_int32_t", AB_XDR_UNSIGNED_INT},
    {"int64_t", AB_XDR_HYPER},
    {"uint64_t", AB_XDR_UNSIGNED_HYPER},
    {"u_int64_t", AB_XDR_UNSIGNED_HYPER},
    {"quad_t", AB_XDR_HYPER},
    {"u_quad_t", AB_XDR_UNSIGNED_HYPER},
    {"longlong_t", AB_XDR_HYPER},
    {"u_longlong_t", AB_XDR_UNSIGNED_HYPER},
};

enum ab_xdr_kind ab_xdr_kind_of(const char *word)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].word, word) == 0)
			return words[i].kind;
	return AB_XDR_NAME;
}

const char *ab_xdr_kind_word(enum ab_xdr_kind kind)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (words[i].kind == kind)
			return words[i].word;
	return "";
}

bool ab_xdr_number(const char *text, struct ab_int *number)
{
	char *end;

	number->is_negative = *text == '-';
	text += number->is_negative;
	if (!isdigit((unsigned char)*text))
		return false;
	errno = 0;
	number->magnitude = strtoull(text, &end, 0);
	number->is_negative &= number->magnitude != 0;
	return !*end && !errno;
}

/* ---- the container ---- */

struct ab_protocol *ab_protocol_new(struct ab_arena *arena, const char *path)
{
	struct ab_protocol *protocol = AB_NEW(arena, struct ab_protocol);
	const char *slash = strrchr(path, '/');

	protocol->arena = arena;
	protocol->name = slash ? slash + 1 : path;
	protocol->index = AB_NEW(arena, struct ab_protocol_index);
	return protocol;
}

/* NULL: there is something of that name. */
static struct slot *add_slot(struct ab_protocol *protocol, const char *name)
{
	bool is_new;
	struct ab_index_entry *entry =
	    ab_index_enter(protocol->arena, &protocol->index->names, 0, name, &is_new);
	struct slot *slot;

	if (!is_new)
		return NULL;
	entry->of = slot = AB_NEW(protocol->arena, struct slot);
	return slot;
}

struct ab_xdr_definition *ab_protocol_define(struct ab_protocol *protocol, enum ab_xdr_sort sort,
					     const char *name)
{
	struct slot *slot = add_slot(protocol, name);
	struct ab_xdr_definition *definition;

	if (!slot)
		return NULL;
	definition = AB_NEW(protocol->arena, struct ab_xdr_definition);
	definition->sort = sort;
	definition->name = name;
	slot->definition = definition;
	protocol->definitions = AB_GROW(protocol->arena, protocol->definitions,
					protocol->n_definitions, &protocol->definitions_capacity);
	protocol->definitions[protocol->n_definitions++] = definition;
	return definition;
}

static struct slot *find_slot(const struct ab_protocol *protocol, const char *name)
{
	const struct ab_index_entry *found =
	    name ? ab_index_find(&protocol->index->names, 0, name) : NULL;

	return found ? found->of : NULL;
}

const struct ab_xdr_definition *ab_protocol_find(const struct ab_protocol *protocol,
						 const char *name)
{
	const struct slot *slot = find_slot(protocol, name);

	return slot ? slot->definition : NULL;
}

bool ab_protocol_know(struct ab_protocol *protocol, const struct ab_xdr_definition *owner,
		      const struct ab_xdr_enumerator *enumerator)
{
	struct slot *slot = add_slot(protocol, enumerator->name);

	if (!slot)
		return false;
	slot->owner = owner;
	slot->value = enumerator->value;
	return true;
}

const char *ab_protocol_owner(const struct ab_protocol *protocol, const char *enumerator)
{
	const struct slot *slot = find_slot(protocol, enumerator);

	return slot && slot->owner ? slot->owner->name : NULL;
}

bool ab_protocol_number(const struct ab_protocol *protocol, const char *text, struct ab_int *number)
{
	for (unsigned i = 0; i < AB_XDR_ALIASES_MAX && text; i++) {
		const struct slot *slot;

		if (ab_xdr_number(text, number))
			return true;
		slot = find_slot(protocol, text);
		if (!slot)
			return false;
		text = slot->value	  ? slot->value
		       : slot->definition ? slot->definition->value
					  : NULL;
	}
	return false;
}

struct ab_xdr_program *ab_protocol_add_program(struct ab_protocol *protocol, const char *name)
{
	struct ab_xdr_program *program;

	protocol->programs = AB_GROW(protocol->arena, protocol->programs, protocol->n_programs,
				     &protocol->programs_capacity);
	program = &protocol->programs[protocol->n_programs++];
	program->name = name;
	return program;
}

struct ab_xdr_message *ab_program_add(struct ab_arena *arena, struct ab_xdr_program *program,
				      const char *name)
{
	struct ab_xdr_message *message;

	program->messages =
	    AB_GROW(arena, program->messages, program->n_messages, &program->capacity);
	message = &program->messages[program->n_messages++];
	message->name = name;
	return message;
}

/* ---- messages by their names ---- */

static const char infix[] = "_PROC_";

/* How long PREFIX is in PREFIX_PROC_NAME, 0: this is none. */
static size_t prefix_length(const char *name)
{
	const char *found = strstr(name, infix);

	return found && found[sizeof infix - 1] ? (size_t)(found - name) : 0;
}

/* The length of the PREFIX that all enumerators have; 0: these are no messages. */
static size_t prefix_of_all(const struct ab_xdr_definition *definition)
{
	size_t length;

	if (definition->sort != AB_XDR_ENUM || !definition->count)
		return 0;
	length = prefix_length(definition->enumerators[0].name);
	for (size_t i = 1; i < definition->count; i++)
		if (prefix_length(definition->enumerators[i].name) != length ||
		    strncmp(definition->enumerators[i].name, definition->enumerators[0].name,
			    length) != 0)
			return 0;
	return length;
}

/* In lower case and without '_': as libvirt's gendispatch.pl finds the content of a message. */
static const char *folded(struct ab_arena *arena, const char *text)
{
	char *copy = ab_strdup(arena, text), *to = copy;

	for (; *text; text++)
		if (*text != '_')
			*to++ = (char)tolower((unsigned char)*text);
	*to = '\0';
	return copy;
}

/* names: an index of the definitions by their folded names. */
static void find_parts(struct ab_protocol *protocol, const struct ab_protocol *names,
		       struct ab_xdr_message *message, size_t prefix)
{
	static const char *const suffixes[AB_XDR_PARTS] = {"args", "ret", "msg"};

	for (unsigned part = 0; part < AB_XDR_PARTS; part++) {
		const char *name =
		    ab_printf(protocol->arena, "%.*s%s%s", (int)prefix, message->name,
			      message->name + prefix + sizeof infix - 1, suffixes[part]);
		const struct ab_xdr_definition *found =
		    ab_protocol_find(names, folded(protocol->arena, name));

		if (!found)
			continue;
		message->parts[part] = AB_NEW(protocol->arena, struct ab_xdr_declaration);
		message->parts[part]->kind = AB_XDR_NAME;
		message->parts[part]->type = found->name;
		message->parts[part]->place = found->place;
		message->n_parts[part] = 1;
	}
}

/* PREFIX_PROGRAM and the like: the name of that constant, NULL: there is none. */
static const char *find_number(const struct ab_protocol *protocol, const char *name, size_t prefix,
			       const char *const *endings)
{
	for (; *endings; endings++) {
		const struct ab_xdr_definition *found = ab_protocol_find(
		    protocol, ab_printf(protocol->arena, "%.*s%s", (int)prefix, name, *endings));

		if (found && found->sort == AB_XDR_CONST)
			return found->name;
	}
	return NULL;
}

static void make_program(struct ab_protocol *protocol, const struct ab_protocol *names,
			 const struct ab_xdr_definition *definition, size_t prefix)
{
	static const char *const program_endings[] = {"_PROGRAM", NULL};
	static const char *const version_endings[] = {"_PROTOCOL_VERSION", "_PROGRAM_VERSION",
						      "_VERSION", NULL};
	struct ab_xdr_program *program = ab_protocol_add_program(protocol, definition->name);
	const char *first = definition->enumerators[0].name;

	program->place = definition->place;
	program->number = find_number(protocol, first, prefix, program_endings);
	program->version = find_number(protocol, first, prefix, version_endings);
	for (size_t i = 0; i < definition->count; i++) {
		const struct ab_xdr_enumerator *enumerator = &definition->enumerators[i];
		struct ab_xdr_message *message =
		    ab_program_add(protocol->arena, program, enumerator->name);

		message->number = enumerator->value;
		message->place = enumerator->place;
		find_parts(protocol, names, message, prefix);
	}
}

/* ---- what is in them ---- */

struct reaching {
	struct ab_protocol *protocol;
	const struct ab_xdr_definition **found; /* reached, but not yet gone through */
	size_t n_found, capacity;
};

static void add_found(struct reaching *r, const struct ab_xdr_definition *definition)
{
	r->found = AB_GROW(r->protocol->arena, r->found, r->n_found, &r->capacity);
	r->found[r->n_found++] = definition;
}

static void reach_name(struct reaching *r, const char *name)
{
	const struct slot *slot = find_slot(r->protocol, name);
	const struct ab_xdr_definition *found = !slot		   ? NULL
						: slot->definition ? slot->definition
								   : slot->owner;
	struct slot *own = found ? find_slot(r->protocol, found->name) : NULL;

	if (!own || own->is_reached)
		return;
	own->is_reached = true;
	add_found(r, found);
}

static void reach_declaration(struct reaching *r, const struct ab_xdr_declaration *declaration)
{
	if (declaration->kind == AB_XDR_NAME)
		reach_name(r, declaration->type);
	if (declaration->kind == AB_XDR_BODY)
		add_found(r, declaration->body);
	reach_name(r, declaration->limit);
}

static void reach_definition(struct reaching *r, const struct ab_xdr_definition *definition)
{
	reach_declaration(r, &definition->declaration);
	reach_name(r, definition->value);
	for (size_t i = 0; i < definition->count; i++) {
		if (definition->sort == AB_XDR_ENUM)
			reach_name(r, definition->enumerators[i].value);
		if (definition->sort == AB_XDR_STRUCT)
			reach_declaration(r, &definition->members[i]);
		if (definition->sort != AB_XDR_UNION)
			continue;
		reach_declaration(r, &definition->arms[i].declaration);
		for (unsigned j = 0; j < definition->arms[i].n_values; j++)
			reach_name(r, definition->arms[i].values[j]);
	}
}

static void reach_messages(struct reaching *r, const struct ab_xdr_program *program)
{
	reach_name(r, program->number);
	reach_name(r, program->version);
	for (size_t i = 0; i < program->n_messages; i++) {
		const struct ab_xdr_message *message = &program->messages[i];

		reach_name(r, message->number);
		for (unsigned part = 0; part < AB_XDR_PARTS; part++)
			for (size_t j = 0; j < message->n_parts[part]; j++)
				reach_declaration(r, &message->parts[part][j]);
	}
	while (r->n_found)
		reach_definition(r, r->found[--r->n_found]);
}

/* Constants stay: what no declaration is bound by, the code on both sides may be. */
static void leave_out_the_rest(struct ab_protocol *protocol)
{
	struct reaching r = {.protocol = protocol};
	size_t n = 0;

	for (size_t i = 0; i < protocol->n_programs; i++)
		reach_messages(&r, &protocol->programs[i]);
	for (size_t i = 0; i < protocol->n_definitions; i++) {
		struct ab_xdr_definition *definition = protocol->definitions[i];
		struct slot *slot = find_slot(protocol, definition->name);

		if (slot->is_reached || definition->sort == AB_XDR_CONST)
			protocol->definitions[n++] = definition;
		else
			slot->definition = NULL;
	}
	protocol->n_definitions = n;
}

void ab_protocol_find_messages(struct ab_protocol *protocol)
{
	const bool has_programs = protocol->n_programs > 0;
	struct ab_protocol *names = ab_protocol_new(protocol->arena, "");

	for (size_t i = 0; i < protocol->n_definitions; i++) {
		struct ab_xdr_definition *definition = protocol->definitions[i];
		struct slot *slot =
		    definition->sort == AB_XDR_CONST || definition->sort == AB_XDR_ENUM
			? NULL
			: add_slot(names, folded(protocol->arena, definition->name));

		if (slot)
			slot->definition = definition;
	}
	for (size_t i = 0; i < protocol->n_definitions && !has_programs; i++) {
		const size_t prefix = prefix_of_all(protocol->definitions[i]);

		if (prefix)
			make_program(protocol, names, protocol->definitions[i], prefix);
	}
	if (protocol->n_programs)
		leave_out_the_rest(protocol);
}

/* ---- order ---- */

static int definition_order(const void *a, const void *b)
{
	const struct ab_xdr_definition *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

static int program_order(const void *a, const void *b)
{
	const struct ab_xdr_program *x = a, *y = b;

	return strcmp(x->name, y->name);
}

/* By their numbers; those whose number is a name come last. */
static int message_order(const void *a, const void *b)
{
	const struct ab_xdr_message *x = a, *y = b;
	struct ab_int m, n;
	const bool has_m = ab_xdr_number(x->number, &m), has_n = ab_xdr_number(y->number, &n);
	const int order = has_m && has_n ? ab_int_compare(m, n) : has_n - has_m;

	return order ? order : strcmp(x->name, y->name);
}

void ab_protocol_sort(struct ab_protocol *protocol)
{
	if (protocol->n_programs)
		qsort(protocol->programs, protocol->n_programs, sizeof *protocol->programs,
		      program_order);
	for (size_t i = 0; i < protocol->n_programs; i++)
		if (protocol->programs[i].n_messages)
			qsort(protocol->programs[i].messages, protocol->programs[i].n_messages,
			      sizeof *protocol->programs[i].messages, message_order);
	if (protocol->n_definitions)
		qsort(protocol->definitions, protocol->n_definitions, sizeof *protocol->definitions,
		      definition_order);
}
