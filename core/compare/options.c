/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * options.c - what is not the library's doing: options that give the
 * same declarations other layouts or values, and types from elsewhere that
 * stand for other types here.  That is one finding, however much differs.
 */
#include "comparison.h"

#include <ctype.h>
#include <string.h>

/* ---- options ---- */

static const struct option {
	const char *name; /* as the collector gives it in a record's flags */
	unsigned alters;
	const char *effect;
} options[] = {
    {"-fpack-struct", AB_ALTERED_MEMBERS | AB_ALTERED_BITS, "packs structs"},
    {"-fshort-enums", AB_ALTERED_ENUMS, "makes enums as small as their values allow"},
    {"-fno-short-enums", AB_ALTERED_ENUMS, "makes enums as large as int"},
    {"-funsigned-char", AB_ALTERED_CHARS, "makes plain char unsigned"},
    {"-fsigned-char", AB_ALTERED_CHARS, "makes plain char signed"},
    {"-funsigned-bitfields", AB_ALTERED_BIT_SIGNS, "makes plain bit-fields unsigned"},
    {"-malign-double", AB_ALTERED_EIGHT_BYTES, "aligns double and long long to 8 bytes"},
    {"-mno-align-double", AB_ALTERED_EIGHT_BYTES, "aligns double and long long to 4 bytes"},
    {"-mms-bitfields", AB_ALTERED_BITS | AB_ALTERED_EIGHT_BYTES,
     "lays out bit-fields as Microsoft's compilers do"},
    {"-mno-ms-bitfields", AB_ALTERED_BITS | AB_ALTERED_EIGHT_BYTES,
     "lays out bit-fields as GCC does"},
};

static const struct option *option_named(const char *name, size_t length)
{
	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		if (strlen(options[i].name) == length &&
		    strncmp(options[i].name, name, length) == 0)
			return &options[i];
	return NULL;
}

/* The options of this compile that alter such things, with what they do; NULL: none. */
static const char *options_that_alter(const struct ab_comparison *cmp, unsigned altered)
{
	const char *at = cmp->current->flags;
	struct ab_buf text;

	ab_buf_init(&text, cmp->arena);
	while (at && *at) {
		const size_t length = strcspn(at, " ");
		const struct option *option = option_named(at, length);

		if (option && option->alters & altered)
			ab_buf_addf(&text, "%s%s %s", text.length ? ", " : "", option->name,
				    option->effect);
		at += length + (at[length] == ' ');
	}
	return text.length ? text.text : NULL;
}

/* ---- types from elsewhere ---- */

/* Names that the C library, or the compiler, gives other meanings on demand. */
static const struct demand {
	const char *option;
	const char *names[16];
} demands[] = {
    {"-D_FILE_OFFSET_BITS",
     {"off_t", "ino_t", "blkcnt_t", "fsblkcnt_t", "fsfilcnt_t", "rlim_t", "fpos_t", "struct stat",
      "struct dirent", "struct flock", "struct rlimit", "struct statfs", "struct statvfs"}},
    {"-D_TIME_BITS",
     {"time_t", "suseconds_t", "struct timeval", "struct timespec", "struct itimerval",
      "struct itimerspec", "struct utimbuf", "struct rusage", "struct timex"}},
    {"-fshort-wchar", {"wchar_t"}},
    {"-mlong-double-64 and the like", {"long double"}},
};

static const char *option_behind(const char *external)
{
	for (size_t i = 0; i < sizeof demands / sizeof *demands; i++)
		for (const char *const *name = demands[i].names; *name; name++)
			if (strcmp(external, *name) == 0)
				return demands[i].option;
	return NULL;
}

const char *ab_stands_for(const struct ab_record *record, const char *name, int model)
{
	const struct ab_external *external = ab_record_find_external(record, name);

	return external && model >= 0 ? external->stands_for[model] : NULL;
}

static bool is_external_other(const struct ab_comparison *cmp, const char *name)
{
	const char *then = ab_stands_for(cmp->promised, name, cmp->then_model);
	const char *now = ab_stands_for(cmp->current, name, cmp->now_model);

	return then && now && strcmp(then, now) != 0;
}

static const char *external_sentence(const struct ab_comparison *cmp, const char *name)
{
	const char *option = option_behind(name);

	return ab_printf(cmp->arena, "'%s' is '%s' here and '%s' in the record%s%s%s", name,
			 ab_stands_for(cmp->current, name, cmp->now_model),
			 ab_stands_for(cmp->promised, name, cmp->then_model), option ? " (" : "",
			 option ? option : "", option ? ")" : "");
}

static bool is_long_double(const struct ab_type *type)
{
	return type->kind == AB_TYPE_BASIC && strstr(type->name, "long double");
}

/* The name under which a record keeps what a type from elsewhere stands for; NULL: of no such. */
static const char *external_name(const struct ab_comparison *cmp, const struct ab_type *type)
{
	const struct ab_entity *entity;

	type = ab_type_resolve(cmp->promised, type, cmp->arena, &entity);
	if (entity || !type->name)
		return NULL;
	if (type->kind == AB_TYPE_TYPEDEF)
		return type->name;
	if (is_long_double(type))
		return "long double";
	if (type->kind == AB_TYPE_STRUCT || type->kind == AB_TYPE_UNION)
		return ab_printf(cmp->arena, "%s %s",
				 type->kind == AB_TYPE_UNION ? "union" : "struct", type->name);
	return NULL;
}

/* ---- blame ---- */

static void blame(struct ab_comparison *cmp, const struct ab_entity *promised, ab_place now,
		  const char *difference)
{
	struct ab_finding *finding;

	ab_mark_broken(cmp, promised, AB_ERROR);
	if (cmp->is_blamed_on_flags)
		return;
	cmp->is_blamed_on_flags = true;
	finding = ab_say(cmp, AB_RECORD_NOT_COMPARABLE, promised, NULL, now,
			 "this compilation cannot be compared with the record: %s", difference);
	finding->consequence = ab_printf(
	    cmp->arena, "first seen at '%s'; compile with the options of the library's users",
	    promised->name);
}

bool ab_blame_options(struct ab_comparison *cmp, const struct ab_entity *promised, ab_place now,
		      unsigned altered)
{
	const char *culprits = options_that_alter(cmp, altered);

	if (culprits)
		blame(cmp, promised, now, culprits);
	return culprits != NULL;
}

static bool has_bit_fields(const struct ab_aggregate *body)
{
	for (unsigned i = 0; i < body->n_fields; i++)
		if (body->fields[i].bit_width >= 0 ||
		    (body->fields[i].type->body && has_bit_fields(body->fields[i].type->body)))
			return true;
	return false;
}

/* What options may alter of a struct because it holds this. */
static unsigned altered_by(const struct ab_comparison *cmp, const struct ab_type *type)
{
	static const char *const eight_bytes[] = {"double", "long long", "unsigned long long",
						  "_Complex double"};
	const struct ab_entity *entity;

	type = ab_type_resolve(cmp->promised, type, cmp->arena, &entity);
	if (type->kind == AB_TYPE_ENUM || (entity && entity->kind == AB_ENUM))
		return AB_ALTERED_ENUMS;
	if (type->kind == AB_TYPE_TYPEDEF && !entity)
		return AB_ALTERED_EIGHT_BYTES | AB_ALTERED_ENUMS;
	for (size_t i = 0; i < sizeof eight_bytes / sizeof *eight_bytes; i++)
		if (type->kind == AB_TYPE_BASIC && strcmp(type->name, eight_bytes[i]) == 0)
			return AB_ALTERED_EIGHT_BYTES;
	return 0;
}

bool ab_blame_layout(struct ab_comparison *cmp, const struct ab_entity *promised,
		     const struct ab_aggregate *body, ab_place now,
		     const struct ab_type *const *held, size_t n)
{
	unsigned altered = AB_ALTERED_MEMBERS;

	if (has_bit_fields(body))
		altered |= AB_ALTERED_BITS;
	for (size_t i = 0; i < n; i++)
		altered |= altered_by(cmp, held[i]);
	if (ab_blame_options(cmp, promised, now, altered))
		return true;
	for (size_t i = 0; i < n; i++) {
		const char *name = external_name(cmp, held[i]);

		if (!name || !is_external_other(cmp, name))
			continue;
		blame(cmp, promised, now, external_sentence(cmp, name));
		return true;
	}
	return false;
}

/* ---- types from elsewhere, wherever they are mentioned ---- */

static bool is_mentioned(const struct ab_type *type, const char *name);

static bool is_mentioned_within(const struct ab_aggregate *body, const char *name)
{
	for (unsigned i = 0; body && i < body->n_fields; i++)
		if (is_mentioned(body->fields[i].type, name))
			return true;
	return false;
}

static bool is_mentioned(const struct ab_type *type, const char *name)
{
	if (!type)
		return false;
	if (type->kind == AB_TYPE_TYPEDEF && strcmp(type->name, name) == 0)
		return true;
	if (is_long_double(type) && strcmp(name, "long double") == 0)
		return true;
	for (unsigned i = 0; i < type->n_params; i++)
		if (is_mentioned(type->params[i].type, name))
			return true;
	return is_mentioned(type->of, name) || is_mentioned_within(type->body, name);
}

/* The first promise that mentions it and that this translation unit sees. */
static const struct ab_entity *first_mention(const struct ab_comparison *cmp, const char *name,
					     const struct ab_entity **now)
{
	static const enum ab_kind kinds[] = {AB_FUNCTION, AB_VARIABLE, AB_TYPEDEF, AB_STRUCT,
					     AB_UNION};

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		const struct ab_entities *of = &cmp->promised->of[kinds[k]];

		for (size_t i = 0; i < of->count; i++) {
			const struct ab_surface *surface = ab_surface_of(cmp, of->items[i]->header);

			if (!surface || surface->promise == AB_PROMISE_NONE ||
			    (!is_mentioned(of->items[i]->type, name) &&
			     !is_mentioned_within(of->items[i]->body, name)))
				continue;
			*now = ab_record_find(cmp->current, kinds[k], of->items[i]->name);
			if (*now)
				return of->items[i];
		}
	}
	return NULL;
}

/* Numbers are passed and pointed to; a struct from elsewhere counts only where it is held. */
static bool is_number(const char *stands_for)
{
	return !isdigit((unsigned char)*stands_for) || strstr(stands_for, " bits in ");
}

static bool is_number_other(const struct ab_comparison *cmp, const char *name)
{
	return is_external_other(cmp, name) &&
	       is_number(ab_stands_for(cmp->promised, name, cmp->then_model));
}

void ab_compare_externals(struct ab_comparison *cmp)
{
	for (size_t i = 0; i < cmp->current->n_externals && !cmp->is_blamed_on_flags; i++) {
		const char *name = cmp->current->externals[i].name;
		const struct ab_entity *then, *now;

		if (!is_number_other(cmp, name))
			continue;
		then = first_mention(cmp, name, &now);
		if (then)
			blame(cmp, then, now->place, external_sentence(cmp, name));
	}
}

bool ab_blame_value(struct ab_comparison *cmp, const struct ab_entity *promised,
		    const struct ab_entity *now)
{
	if (!now->value.is_model_dependent && !now->value.is_type_model_dependent)
		return false;
	if (ab_blame_options(cmp, promised, now->place, AB_ALTERED_ALL))
		return true;
	for (size_t i = 0; i < cmp->current->n_externals; i++) {
		const char *name = cmp->current->externals[i].name;

		if (!is_number_other(cmp, name))
			continue;
		blame(cmp, promised, now->place, external_sentence(cmp, name));
		return true;
	}
	return false;
}
