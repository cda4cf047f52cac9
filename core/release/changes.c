/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abiding/changes.h"

#include <string.h>

#include "abiding/protocol.h"
#include "compare/comparison.h"
#include "abiding/index.h"

struct changing {
	struct ab_arena *arena;
	const struct ab_record *then, *now;
	struct ab_index told, told_members; /* what findings are about */
	struct ab_changes *changes;
};

/* ---- entities as text ---- */

static void add_attributes(struct ab_buf *buf, const struct ab_entity *entity)
{
	if (entity->asm_name)
		ab_buf_addf(buf, " __asm__(\"%s\")", entity->asm_name);
	for (unsigned i = 0; i < entity->n_attributes; i++)
		ab_buf_addf(buf, "%s%s", i ? ", " : " __attribute__((", entity->attributes[i]);
	if (entity->n_attributes)
		ab_buf_add(buf, "))");
}

static void add_declaration(struct ab_buf *buf, const struct ab_entity *entity)
{
	const struct ab_decl decl = {entity->name, entity->type, -1};

	if (entity->kind == AB_TYPEDEF)
		ab_buf_add(buf, "typedef ");
	if (entity->linkage)
		ab_buf_addf(buf, "%s ", ab_linkage_text(buf->arena, entity->linkage));
	else if (entity->kind == AB_VARIABLE)
		ab_buf_add(buf, "extern ");
	ab_decl_print(buf, &decl);
	add_attributes(buf, entity);
	if (entity->kind == AB_VARIABLE && entity->value.kind != AB_VALUE_NONE)
		ab_buf_addf(buf, " = %s", ab_value_text(buf->arena, &entity->value));
}

static void add_macro(struct ab_buf *buf, const struct ab_entity *macro)
{
	ab_buf_addf(buf, "#define %s", macro->name);
	for (unsigned i = 0; i < macro->n_params; i++)
		ab_buf_addf(buf, "%s%s", i ? ", " : "(", macro->params[i]);
	if (macro->kind == AB_FUNCTION_MACRO)
		ab_buf_add(buf, macro->n_params ? ")" : "()");
	if (macro->value.kind != AB_VALUE_NONE)
		ab_buf_addf(buf, " %s", ab_value_text(buf->arena, &macro->value));
	else if (macro->text && *macro->text)
		ab_buf_addf(buf, " %s", macro->text);
}

const char *ab_entity_text(struct ab_arena *arena, const struct ab_entity *entity)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	switch (entity->kind) {
	case AB_FUNCTION:
	case AB_VARIABLE:
	case AB_TYPEDEF:
		add_declaration(&buf, entity);
		break;
	case AB_MACRO:
	case AB_FUNCTION_MACRO:
		add_macro(&buf, entity);
		break;
	case AB_ENUMERATOR:
		ab_buf_addf(&buf, "%s = %s", entity->name,
			    ab_int_text(arena, entity->value.integer));
		break;
	default:
		if (!entity->is_tag_only)
			ab_buf_addf(&buf, "%s ", ab_kind_word(entity->kind));
		ab_buf_add(&buf, entity->name);
	}
	return buf.text;
}

const char *ab_field_text(struct ab_arena *arena, const struct ab_field *field)
{
	const struct ab_decl decl = {field->name, field->type, field->bit_width};
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	ab_decl_print(&buf, &decl);
	return buf.text;
}

static const char *enumerator_text(struct ab_arena *arena, const struct ab_enumerator *enumerator)
{
	return ab_printf(arena, "%s = %s", enumerator->name, ab_int_text(arena, enumerator->value));
}

/* ---- changes ---- */

const char *ab_changed_word(int of)
{
	static const char *const others[] = {"header", "version node", "symbol", "protocol",
					     "data model"};

	return of < AB_KINDS ? ab_kind_word((enum ab_kind)of) : others[of - AB_KINDS];
}

const char *ab_changed_heading(int of)
{
	static const char *const headings[AB_CHANGED_SORTS] = {
	    [AB_FUNCTION] = "functions",
	    [AB_VARIABLE] = "variables",
	    [AB_STRUCT] = "structs",
	    [AB_UNION] = "unions",
	    [AB_ENUM] = "enums",
	    [AB_ENUMERATOR] = "constants",
	    [AB_TYPEDEF] = "typedefs",
	    [AB_MACRO] = "macros",
	    [AB_FUNCTION_MACRO] = "function-like macros",
	    [AB_CHANGED_HEADER] = "headers",
	    [AB_CHANGED_NODE] = "version nodes",
	    [AB_CHANGED_SYMBOL] = "symbols without a declaration",
	    [AB_CHANGED_PROTOCOL] = "protocols",
	    [AB_CHANGED_DATA_MODEL] = "data models",
	};

	return headings[of];
}

static struct ab_change *add_plain(struct changing *c, enum ab_change_kind what, int of,
				   const char *name)
{
	struct ab_changes *const changes = c->changes;
	struct ab_change *change;

	changes->items = AB_GROW(c->arena, changes->items, changes->count, &changes->capacity);
	change = &changes->items[changes->count++];
	change->what = what;
	change->of = of;
	change->name = name;
	return change;
}

/* entity: that of then and now which is there, or now. */
static struct ab_change *add(struct changing *c, enum ab_change_kind what,
			     const struct ab_entity *entity, const struct ab_entity *then,
			     const struct ab_entity *now)
{
	struct ab_change *const change = add_plain(c, what, (int)entity->kind, entity->name);

	change->header = entity->header;
	change->then = then;
	change->now = now;
	return change;
}

static void know_told(struct changing *c, const struct ab_findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct ab_finding *const finding = &findings->items[i];

		if (!finding->entity || finding->severity == AB_SILENT)
			continue;
		ab_index_enter(c->arena, &c->told, 0, finding->entity, NULL);
		if (finding->member)
			ab_index_enter(c->arena, &c->told_members, 0, finding->member, NULL);
	}
}

/* Whether a finding is about an entity, or about a member of it that is called so. */
static bool is_told(const struct changing *c, const char *entity, const char *member)
{
	return ab_index_find(&c->told, 0, entity) ||
	       (member &&
		(ab_index_find(&c->told, 0, member) || ab_index_find(&c->told_members, 0, member)));
}

static void add_difference(struct changing *c, const struct ab_entity *then,
			   const struct ab_entity *now, const char *member, const char *before,
			   const char *after)
{
	struct ab_change *change;

	if (!strcmp(before, after) || is_told(c, then->name, member))
		return;
	change = add(c, AB_CHANGED, now, then, now);
	change->member = member;
	change->before = before;
	change->after = after;
}

/* The enumerators of an enum, by name. */
static struct ab_index names_of(const struct changing *c, const struct ab_entity *entity)
{
	struct ab_index names = {NULL, 0, 0};

	for (unsigned i = entity->n_enumerators; i-- > 0;)
		ab_index_enter(c->arena, &names, 0, entity->enumerators[i].name, NULL)->of =
		    &entity->enumerators[i];
	return names;
}

static const struct ab_enumerator *find_enumerator(const struct ab_index *names, const char *name)
{
	const struct ab_index_entry *const found = ab_index_find(names, 0, name);

	return found ? found->of : NULL;
}

/* Whether a constant is there as one of another kind; AB_ENUM: it is in an enum. */
static bool is_elsewhere(const struct ab_record *record, enum ab_kind kind, const char *name)
{
	return (kind != AB_MACRO && ab_record_find(record, AB_MACRO, name)) ||
	       (kind != AB_ENUMERATOR && ab_record_find(record, AB_ENUMERATOR, name)) ||
	       (kind != AB_ENUM && ab_record_find_enumerator(record, name, NULL));
}

static void compare_enumerators(struct changing *c, const struct ab_entity *then,
				const struct ab_entity *now)
{
	const struct ab_index were = names_of(c, then), are = names_of(c, now);

	for (unsigned i = 0; i < now->n_enumerators; i++) {
		const struct ab_enumerator *const is = &now->enumerators[i];
		const struct ab_enumerator *const was = find_enumerator(&were, is->name);
		struct ab_change *change;

		if (was) {
			add_difference(c, then, now, is->name, enumerator_text(c->arena, was),
				       enumerator_text(c->arena, is));
			continue;
		}
		if (is_elsewhere(c->then, AB_ENUM, is->name))
			continue;
		change = add(c, AB_ADDED, now, then, now);
		change->member = is->name;
		change->after = enumerator_text(c->arena, is);
	}
	for (unsigned i = 0; i < then->n_enumerators; i++) {
		const struct ab_enumerator *const was = &then->enumerators[i];
		struct ab_change *change;

		if (find_enumerator(&are, was->name) || is_elsewhere(c->now, AB_ENUM, was->name) ||
		    is_told(c, then->name, was->name))
			continue;
		change = add(c, AB_REMOVED, now, then, now);
		change->member = was->name;
		change->before = enumerator_text(c->arena, was);
	}
}

static struct ab_index fields_of(const struct changing *c, const struct ab_aggregate *body)
{
	struct ab_index fields = {NULL, 0, 0};

	for (unsigned i = 0; i < body->n_fields; i++)
		if (body->fields[i].name)
			ab_index_enter(c->arena, &fields, 0, body->fields[i].name, NULL);
	return fields;
}

static void compare_bodies(struct changing *c, const struct ab_entity *then,
			   const struct ab_entity *now)
{
	const char *const text = ab_entity_text(c->arena, now);
	struct ab_index fields;

	if (!then->body || !now->body) {
		if (now->body)
			add_difference(c, then, now, NULL, "only declared",
				       "its definition is public");
		return;
	}
	fields = fields_of(c, then->body);
	for (unsigned i = 0; i < now->body->n_fields; i++) {
		const struct ab_field *const field = &now->body->fields[i];
		struct ab_change *change;

		if (!field->name || ab_index_find(&fields, 0, field->name) ||
		    (!now->body->is_union && is_told(c, then->name, field->name)))
			continue;
		change = add(c, AB_ADDED, now, then, now);
		change->member = field->name;
		change->after =
		    ab_printf(c->arena, "%s { %s; }", text, ab_field_text(c->arena, field));
	}
}

/* Declarations that only name their parameters otherwise, or spell a typedef out, are the same. */
static bool is_same_declaration(const struct changing *c, const struct ab_entity *then,
				const struct ab_entity *now)
{
	if (!then->type || !now->type ||
	    ab_types_compare(c->arena, c->then, then->type, c->now, now->type, AB_USE_OBJECT) !=
		AB_SAME)
		return false;
	if (then->n_attributes != now->n_attributes)
		return false;
	for (unsigned i = 0; i < now->n_attributes; i++)
		if (strcmp(then->attributes[i], now->attributes[i]) != 0)
			return false;
	return then->linkage == now->linkage &&
	       !strcmp(ab_symbol_name(then), ab_symbol_name(now)) &&
	       then->value.kind == AB_VALUE_NONE && now->value.kind == AB_VALUE_NONE;
}

static void compare_entity(struct changing *c, const struct ab_entity *then,
			   const struct ab_entity *now)
{
	if (!is_same_declaration(c, then, now))
		add_difference(c, then, now, NULL, ab_entity_text(c->arena, then),
			       ab_entity_text(c->arena, now));
	if (then->header && now->header && !ab_header_is_same(then->header, now->header))
		add_difference(c, then, now, NULL,
			       ab_printf(c->arena, "%s in %s", then->name, then->header),
			       ab_printf(c->arena, "%s in %s", now->name, now->header));
	if (then->kind == AB_ENUM)
		compare_enumerators(c, then, now);
	if (then->kind == AB_STRUCT || then->kind == AB_UNION)
		compare_bodies(c, then, now);
}

static void look_at_kind(struct changing *c, enum ab_kind kind)
{
	const bool is_constant = kind == AB_MACRO || kind == AB_ENUMERATOR;

	for (size_t i = 0; i < c->now->of[kind].count; i++) {
		const struct ab_entity *const now = c->now->of[kind].items[i];
		const struct ab_entity *const then = ab_record_find(c->then, kind, now->name);

		if (then)
			compare_entity(c, then, now);
		else if (!is_constant || !is_elsewhere(c->then, kind, now->name))
			add(c, AB_ADDED, now, NULL, now)->after = ab_entity_text(c->arena, now);
	}
	for (size_t i = 0; i < c->then->of[kind].count; i++) {
		const struct ab_entity *const then = c->then->of[kind].items[i];

		if (!ab_record_find(c->now, kind, then->name) &&
		    (!is_constant || !is_elsewhere(c->now, kind, then->name)) &&
		    !ab_counterpart(then, c->now) && !is_told(c, then->name, NULL))
			add(c, AB_REMOVED, then, then, NULL)->before =
			    ab_entity_text(c->arena, then);
	}
}

/* ---- what is no entity ---- */

/* One that only one of the two has; text: as it is shown. */
static void note(struct changing *c, bool is_new, int of, const char *name, const char *text)
{
	struct ab_change *change;

	if (!is_new && is_told(c, name, NULL))
		return;
	change = add_plain(c, is_new ? AB_ADDED : AB_REMOVED, of, name);
	*(is_new ? &change->after : &change->before) = text;
}

/* What `one` has of these and the other has not; a record without symbols knows of none. */
static void look_around(struct changing *c, const struct ab_record *one,
			const struct ab_record *other)
{
	const bool is_new = one == c->now;
	const bool has_symbols = is_new || other->n_nodes || other->n_listed;

	for (size_t i = 0; i < one->n_headers; i++)
		if (!ab_record_find_header(other, one->headers[i].name))
			note(c, is_new, AB_CHANGED_HEADER, one->headers[i].name,
			     one->headers[i].name);
	for (size_t i = 0; has_symbols && i < one->n_nodes; i++)
		if (!ab_record_find_node(other, one->nodes[i]->name))
			note(c, is_new, AB_CHANGED_NODE, one->nodes[i]->name, one->nodes[i]->name);
	for (size_t i = 0; has_symbols && i < one->n_listed; i++)
		if (!ab_record_find_listed(other, one->listed[i]->name))
			note(c, is_new, AB_CHANGED_SYMBOL, one->listed[i]->name,
			     one->listed[i]->name);
	for (unsigned i = 0; i < one->n_models; i++)
		if (ab_record_find_model(other, one->models[i]) < 0)
			note(c, is_new, AB_CHANGED_DATA_MODEL, one->models[i], one->models[i]);
}

static struct ab_index messages_of(const struct changing *c, const struct ab_protocol *protocol)
{
	struct ab_index names = {NULL, 0, 0};

	for (size_t i = 0; i < protocol->n_programs; i++)
		for (size_t j = 0; j < protocol->programs[i].n_messages; j++)
			ab_index_enter(c->arena, &names, 0, protocol->programs[i].messages[j].name,
				       NULL);
	return names;
}

/* The messages that `one` has and the other has not. */
static void look_at_messages(struct changing *c, bool is_new, const struct ab_protocol *one,
			     const struct ab_protocol *other)
{
	const struct ab_index names = messages_of(c, other);

	for (size_t i = 0; i < one->n_programs; i++)
		for (size_t j = 0; j < one->programs[i].n_messages; j++) {
			const struct ab_xdr_message *const message = &one->programs[i].messages[j];
			const char *text;
			struct ab_change *change;

			if (ab_index_find(&names, 0, message->name) ||
			    (!is_new && is_told(c, message->name, message->name)))
				continue;
			text = ab_printf(c->arena, "%s = %s", message->name, message->number);
			change = add_plain(c, is_new ? AB_ADDED : AB_REMOVED, AB_CHANGED_PROTOCOL,
					   one->name);
			change->member = message->name;
			*(is_new ? &change->after : &change->before) = text;
		}
}

static void look_at_protocols(struct changing *c, const struct ab_record *one,
			      const struct ab_record *other)
{
	const bool is_new = one == c->now;

	for (size_t i = 0; i < one->n_protocols; i++) {
		const char *const name = one->protocols[i]->name;
		const struct ab_protocol *const same = ab_record_find_protocol(other, name);

		if (same)
			look_at_messages(c, is_new, one->protocols[i], same);
		else
			note(c, is_new, AB_CHANGED_PROTOCOL, name, name);
	}
}

void ab_changes_find(struct ab_arena *arena, const struct ab_record *then,
		     const struct ab_record *now, const struct ab_findings *findings,
		     struct ab_changes *changes)
{
	struct changing c = {.arena = arena, .then = then, .now = now, .changes = changes};

	know_told(&c, findings);
	for (int kind = 0; kind < AB_KINDS; kind++)
		look_at_kind(&c, (enum ab_kind)kind);
	look_around(&c, now, then);
	look_around(&c, then, now);
	look_at_protocols(&c, now, then);
	look_at_protocols(&c, then, now);
}
