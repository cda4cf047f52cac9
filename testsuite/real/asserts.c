/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * asserts.c - what a record says, as C that compiles only where it is true.
 *
 *	asserts RECORD [HEADER...] > file.c
 *
 * The compiler is the judge, without the plugin: types of functions, variables
 * and typedefs, sizes, alignments, offsets and types of fields, the values of
 * enumerators and the values and types of macros, and whether function-like ones
 * are there.  Out of reach for a static assertion: bit-fields, bodies of macros, a
 * type that shows an unnamed one.
 * GNU C; the record must hold the compiler's data model as its first.  Macros
 * come first and those that hide a name of something else are undone then.
 */
#include <stdio.h>
#include <string.h>

#include "abiding/compare.h"
#include "abiding/resolve.h"
#include "abiding/record.h"

struct job {
	struct ab_arena arena;
	const struct ab_record *record;
	int argc;
	char **argv;
	int status;
};

/* name: and the types that it counts on, which may be to blame where it fails */
static void claim(const char *what, const char *name, const char *condition)
{
	printf("_Static_assert(%s, \"%s %s\");\n", condition, what, name);
}

/* Whether C can spell the type outside of its declaration. */
static bool is_spelled(const char *type)
{
	return !strchr(type, '{') && !strstr(type, "[*]");
}

static void claim_type(struct ab_arena *arena, const char *what, const char *name,
		       const char *expression, const struct ab_type *type)
{
	const char *text = ab_type_text(arena, type);

	if (is_spelled(text))
		claim(what, ab_printf(arena, "%s: %s", name, text),
		      ab_printf(arena, "__builtin_types_compatible_p(%s, %s)", expression, text));
}

static void add_parts(struct ab_buf *parts, const struct ab_record *record,
		      const struct ab_aggregate *body);

/* A type that is inside of another one, by all its names, and what is in it. */
static void add_part(struct ab_buf *parts, const struct ab_record *record,
		     const struct ab_type *type)
{
	const struct ab_entity *entity = NULL;

	do {
		while (type->kind == AB_TYPE_ARRAY)
			type = type->of;
		if (type->name)
			ab_buf_addf(parts, " %s", type->name);
		type = ab_type_resolve(record, type, parts->arena, &entity);
	} while (type->kind == AB_TYPE_ARRAY);
	if (type->name)
		ab_buf_addf(parts, " %s", type->name);
	if (type->body)
		add_parts(parts, record, type->body);
	else if (entity && entity->body)
		add_parts(parts, record, entity->body);
}

/* The types that a struct or union has inside. */
static void add_parts(struct ab_buf *parts, const struct ab_record *record,
		      const struct ab_aggregate *body)
{
	unsigned i;

	for (i = 0; i < body->n_fields; i++)
		add_part(parts, record, body->fields[i].type);
}

static const char *int_literal(struct ab_arena *arena, struct ab_int value)
{
	if (value.is_negative)
		return ab_printf(arena, "(-%lluLL - 1)", (unsigned long long)value.magnitude - 1);
	return ab_printf(arena, "%lluULL", (unsigned long long)value.magnitude);
}

/* The value as a comparison that signs cannot confuse. */
static void claim_value(struct ab_arena *arena, const char *what, const char *name,
			struct ab_int value)
{
	claim(what, name,
	      ab_printf(arena, "(%s) == %s && ((%s) < 0) == %d", name, int_literal(arena, value),
			name, value.is_negative));
}

/* Fields at path ("value.") of the whole, which starts at base bits. */
static void claim_fields(struct ab_arena *arena, const char *whole, const char *parts,
			 const char *path, const struct ab_aggregate *body, uint64_t base)
{
	unsigned i;

	for (i = 0; i < body->n_fields; i++) {
		const struct ab_field *field = &body->fields[i];
		uint64_t offset = base + field->bit_offset.value[0];
		const char *name = ab_printf(arena, "%s%s", path, field->name ? field->name : "");

		if (field->type->body)
			claim_fields(arena, whole, parts,
				     field->name ? ab_printf(arena, "%s.", name) : path,
				     field->type->body, offset);
		if (!field->name || field->bit_width >= 0)
			continue;
		printf("#undef %s\n", field->name);
		claim(whole, ab_printf(arena, "%s:%s", name, parts),
		      ab_printf(arena, "__builtin_offsetof(%s, %s) * 8 == %llu", whole, name,
				(unsigned long long)offset));
		claim_type(arena, whole, name,
			   ab_printf(arena, "__typeof__(((%s *)0)->%s)", whole, name), field->type);
	}
}

static void claim_aggregate(struct ab_arena *arena, const struct ab_record *record,
			    const struct ab_entity *entity)
{
	const struct ab_aggregate *body = entity->body;
	struct ab_buf parts;
	const char *name;

	if (!body)
		return;
	ab_buf_init(&parts, arena);
	add_parts(&parts, record, body);
	name = ab_printf(arena, "%s:%s", entity->name, parts.text);
	claim("size of", name,
	      ab_printf(arena, "sizeof(%s) == %llu", entity->name,
			(unsigned long long)body->size_bytes.value[0]));
	claim("alignment of", name,
	      ab_printf(arena, "_Alignof(%s) == %llu", entity->name,
			(unsigned long long)body->align_bytes.value[0]));
	claim_fields(arena, entity->name, parts.text, "", body, 0);
}

static void claim_enum(struct ab_arena *arena, const struct ab_entity *entity)
{
	const char *type = entity->enum_type[0];
	unsigned i;

	for (i = 0; i < entity->n_enumerators; i++)
		if (!entity->sentinel || strcmp(entity->sentinel, entity->enumerators[i].name) != 0)
			claim_value(arena, ab_printf(arena, "%s enumerator", entity->name),
				    entity->enumerators[i].name, entity->enumerators[i].value);
	if (type)
		claim("enum", entity->name,
		      ab_printf(arena, "sizeof(%s) == sizeof(%s) && ((%s)-1 < 0) == ((%s)-1 < 0)",
				entity->name, type, entity->name, type));
	if (type && !entity->n_attributes)
		claim("alignment of enum", entity->name,
		      ab_printf(arena, "_Alignof(%s) == _Alignof(%s)", entity->name, type));
}

static void claim_macro(struct ab_arena *arena, const struct ab_entity *entity)
{
	const char *name = entity->name, *text = entity->value.text;

	switch (entity->value.kind) {
	case AB_VALUE_INTEGER:
		claim_value(arena, "macro", name, entity->value.integer);
		break;
	case AB_VALUE_FLOAT:
		claim("macro", name,
		      ab_printf(arena, "(%s) == (__typeof__(%s))%sL", name, name, text));
		break;
	case AB_VALUE_STRING:
		claim("macro", name,
		      ab_printf(arena,
				"sizeof(%s) == sizeof(%s) && "
				"!__builtin_memcmp(%s, %s, sizeof(%s))",
				name, text, name, text, text));
		return;
	case AB_VALUE_NONE:
		return;
	}
	claim_type(arena, "type of macro", name, ab_printf(arena, "__typeof__(%s)", name),
		   entity->value.type);
}

static void claim_entity(struct ab_arena *arena, const struct ab_record *record,
			 const struct ab_entity *entity)
{
	const char *type_of = ab_printf(arena, "__typeof__(%s)", entity->name);

	switch (entity->kind) {
	case AB_FUNCTION:
	case AB_VARIABLE:
		printf("#undef %s\n", entity->name);
		claim_type(arena, ab_kind_word(entity->kind), entity->name, type_of, entity->type);
		break;
	case AB_TYPEDEF:
		printf("#undef %s\n", entity->name);
		claim_type(arena, "typedef", entity->name, entity->name, entity->type);
		break;
	case AB_STRUCT:
	case AB_UNION:
		claim_aggregate(arena, record, entity);
		break;
	case AB_ENUM:
		claim_enum(arena, entity);
		break;
	case AB_ENUMERATOR:
		claim_value(arena, "enumerator", entity->name, entity->value.integer);
		break;
	case AB_MACRO:
		claim_macro(arena, entity);
		break;
	case AB_FUNCTION_MACRO:
		printf("#ifndef %s\n", entity->name);
		/* or a function */
		claim("function-like macro", entity->name,
		      ab_printf(arena, "sizeof(&%s) > 0", entity->name));
		printf("#endif\n");
		break;
	case AB_KINDS:
		break;
	}
}

static void work(void *context)
{
	struct job *job = context;
	struct ab_record *record;
	struct ab_error error;
	int kind, i;
	size_t j;

	if (!ab_record_load(&job->arena, job->argv[1], &record, &error)) {
		fprintf(stderr, "%s:%u: %s\n", job->argv[1], error.line, error.message);
		job->status = 2;
		return;
	}
	for (i = 2; i < job->argc; i++)
		printf("#include <%s>\n", job->argv[i]);
	for (kind = AB_KINDS - 1; kind >= 0; kind--)
		for (j = 0; j < record->of[kind].count; j++)
			claim_entity(&job->arena, record, record->of[kind].items[j]);
}

int main(int argc, char **argv)
{
	struct job job = {.argc = argc, .argv = argv};

	if (argc < 2) {
		fputs("usage: asserts RECORD [HEADER...]\n", stderr);
		return 2;
	}
	ab_arena_init(&job.arena);
	if (!ab_arena_guard(&job.arena, work, &job))
		job.status = 2;
	ab_arena_release(&job.arena);
	return fflush(stdout) || ferror(stdout) ? 2 : job.status;
}
