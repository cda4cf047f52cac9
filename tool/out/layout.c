/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout.h"

#include <stdlib.h>
#include <string.h>

#include "abiding/compare.h"
#include "abiding/resolve.h"

struct view {
	struct ab_arena *arena;
	const struct ab_record *record;
	int model;
	struct layout *layout;
};

/* ---- sizes, in bits; 0: not known ---- */

static uint64_t basic_size(const struct view *view, const char *name)
{
	/* the last word that decides: "unsigned long" */
	static const struct {
		const char *name;
		unsigned bits;
	} sizes[] = {
	    {"_Bool", 8},
	    {"bool", 8},
	    {"char", 8},
	    {"signed char", 8},
	    {"unsigned char", 8},
	    {"short", 16},
	    {"unsigned short", 16},
	    {"int", 32},
	    {"unsigned int", 32},
	    {"long long", 64},
	    {"unsigned long long", 64},
	    {"float", 32},
	    {"double", 64},
	};

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		if (!strcmp(sizes[i].name, name))
			return sizes[i].bits;
	if (!strcmp(name, "long") || !strcmp(name, "unsigned long"))
		return strncmp(view->record->models[view->model], "lp64", 4) ? 32 : 64;
	return 0;
}

static uint64_t body_size(const struct view *view, const struct ab_aggregate *body)
{
	if (!body || !(body->size_bytes.known >> view->model & 1))
		return 0;
	return 8 * body->size_bytes.value[view->model];
}

static uint64_t external_size(const struct view *view, const char *name)
{
	const struct ab_external *external = ab_record_find_external(view->record, name);
	const char *text = external ? external->stands_for[view->model] : NULL;

	if (!text)
		return 0;
	if (strstr(text, " bytes"))
		return 8 * strtoull(text, NULL, 10);
	if (strchr(text, '*'))
		return strncmp(view->record->models[view->model], "lp64", 4) ? 32 : 64;
	return basic_size(view, text);
}

static uint64_t entity_size(const struct view *view, const struct ab_entity *entity)
{
	if (entity->kind != AB_ENUM)
		return body_size(view, entity->body);
	return entity->enum_type[view->model] ? basic_size(view, entity->enum_type[view->model])
					      : 0;
}

static uint64_t type_size(const struct view *view, const struct ab_type *type)
{
	const struct ab_entity *entity = NULL;

	type = ab_type_resolve(view->record, type, view->arena, &entity);
	if (entity)
		return entity_size(view, entity);
	switch (type->kind) {
	case AB_TYPE_BASIC:
		return basic_size(view, type->name);
	case AB_TYPE_POINTER:
		return strncmp(view->record->models[view->model], "lp64", 4) ? 32 : 64;
	case AB_TYPE_ARRAY:
		return type->count > 0 ? (uint64_t)type->count * type_size(view, type->of) : 0;
	case AB_TYPE_VECTOR:
		return 8 * (uint64_t)type->count;
	case AB_TYPE_TYPEDEF:
		return external_size(view, type->name);
	default:
		return body_size(view, type->body);
	}
}

/* ---- rows ---- */

static struct layout_row *add(const struct view *view, uint64_t bit_offset, uint64_t bit_size,
			      unsigned depth)
{
	struct layout *const layout = view->layout;
	struct layout_row *row;

	layout->rows = AB_GROW(view->arena, layout->rows, layout->count, &layout->capacity);
	row = &layout->rows[layout->count++];
	row->bit_offset = bit_offset;
	row->bit_size = bit_size;
	row->depth = depth;
	return row;
}

static bool add_body(const struct view *view, const struct ab_aggregate *body, uint64_t start,
		     unsigned depth)
{
	const uint64_t whole = body_size(view, body);
	uint64_t end = start;
	bool is_end_known = true;

	for (unsigned i = 0; i < body->n_fields; i++) {
		const struct ab_field *const field = &body->fields[i];
		uint64_t at, size;
		struct layout_row *row;

		if (!(field->bit_offset.known >> view->model & 1))
			return false;
		at = start + field->bit_offset.value[view->model];
		size = field->bit_width >= 0 ? (uint64_t)field->bit_width
					     : type_size(view, field->type);
		if (!body->is_union && is_end_known && at > end)
			add(view, end, at - end, depth);
		row = add(view, at, size, depth);
		row->name = field->name;
		row->text = ab_field_text(view->arena, field);
		if (field->type->body && !add_body(view, field->type->body, at, depth + 1))
			return false;
		is_end_known = size > 0;
		end = at + size;
	}
	if (!body->is_union && is_end_known && whole && start + whole > end)
		add(view, end, start + whole - end, depth);
	return true;
}

bool layout_of(struct ab_arena *arena, const struct ab_record *record,
	       const struct ab_aggregate *body, int model, struct layout *layout)
{
	const struct view view = {arena, record, model, layout};

	memset(layout, 0, sizeof *layout);
	return body && model >= 0 && add_body(&view, body, 0, 0);
}
