/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * record.c - the record as a container: entities by kind and name, tags,
 * enumerators, and the small tables around them.
 *
 * One index serves all look-ups; a key is a name in a space (the kinds,
 * then tags, enumerators, and what version scripts name).
 */
#include "abiding/record.h"
#include "abiding/protocol.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abiding/index.h"
#include "abiding/rule.h"

enum {
	SPACE_TAG = AB_KINDS,
	SPACE_ENUMERATOR,
	SPACE_NODE,
	SPACE_LISTED,
	SPACE_HIDDEN,
	SPACE_EXTERNAL,
	SPACE_HEADER,
	SPACE_TAIL,  /* of a header's name: what another name of the same file may be */
	SPACE_PASSED /* and one for each rule */
};

/*
 * Of an entry: the entity, node or listed symbol; "at" is an enumerator's index in its
 * enum, an external's or a header's in its table.
 */
struct ab_record_index {
	struct ab_index names;
	struct ab_index labels; /* by kind, once asked for: entities by their __asm__ label */
	bool has_labels;
	struct ab_index removed; /* entities and enumerators that the lists still have */
};

static const struct {
	const char *section, *word;
} kinds[AB_KINDS] = {
    [AB_FUNCTION] = {"functions", "function"},
    [AB_VARIABLE] = {"variables", "variable"},
    [AB_STRUCT] = {"structs", "struct"},
    [AB_UNION] = {"unions", "union"},
    [AB_ENUM] = {"enums", "enum"},
    [AB_ENUMERATOR] = {"enumerators", "enumerator"},
    [AB_TYPEDEF] = {"typedefs", "typedef"},
    [AB_MACRO] = {"macros", "macro"},
    [AB_FUNCTION_MACRO] = {"function-macros", "function-like macro"},
};

const char *ab_kind_section(enum ab_kind kind)
{
	return kinds[kind].section;
}

const char *ab_kind_word(enum ab_kind kind)
{
	return kinds[kind].word;
}

bool ab_kind_is_type(enum ab_kind kind)
{
	return kind == AB_STRUCT || kind == AB_UNION || kind == AB_ENUM || kind == AB_TYPEDEF;
}

static struct ab_index_entry *enter(struct ab_record *record, unsigned space, const char *name,
				    bool *is_new)
{
	return ab_index_enter(record->arena, &record->index->names, space, name, is_new);
}

/* NULL: there is none. */
static void *look_up(const struct ab_record *record, unsigned space, const char *name)
{
	const struct ab_index_entry *found = ab_index_find(&record->index->names, space, name);

	return found ? found->of : NULL;
}

/* ---- entities ---- */

struct ab_record *ab_record_new(struct ab_arena *arena)
{
	struct ab_record *record = AB_NEW(arena, struct ab_record);

	record->arena = arena;
	record->index = AB_NEW(arena, struct ab_record_index);
	record->knows_uses = true;
	return record;
}

struct ab_entity *ab_record_add(struct ab_record *record, enum ab_kind kind, const char *name)
{
	struct ab_entities *of = &record->of[kind];
	struct ab_entity *entity;
	bool is_new;
	struct ab_index_entry *entry = enter(record, kind, name, &is_new);

	if (!is_new && entry->of)
		return NULL;
	record->index->has_labels = false;
	entity = AB_NEW(record->arena, struct ab_entity);
	entity->kind = kind;
	entity->name = name;
	entry->of = entity;
	of->items = AB_GROW(record->arena, of->items, of->count, &of->capacity);
	of->items[of->count++] = entity;
	return entity;
}

struct ab_entity *ab_record_add_copy(struct ab_record *record, const struct ab_entity *entity)
{
	struct ab_entity *const copy = ab_record_add(record, entity->kind, entity->name);

	if (!copy)
		return NULL;
	*copy = *entity;
	if (copy->tag)
		ab_record_set_tag(record, copy, copy->tag);
	ab_record_index_enumerators(record, copy);
	return copy;
}

void ab_record_set_tag(struct ab_record *record, struct ab_entity *entity, const char *tag)
{
	entity->tag = tag;
	enter(record, SPACE_TAG, tag, NULL)->of = entity;
}

struct ab_entity *ab_record_find(const struct ab_record *record, enum ab_kind kind,
				 const char *name)
{
	return look_up(record, kind, name);
}

struct ab_entity *ab_record_find_tag(const struct ab_record *record, const char *tag)
{
	return look_up(record, SPACE_TAG, tag);
}

struct ab_enumerator *ab_record_find_enumerator(const struct ab_record *record, const char *name,
						struct ab_entity **owner)
{
	const struct ab_index_entry *found =
	    ab_index_find(&record->index->names, SPACE_ENUMERATOR, name);
	struct ab_entity *entity = found ? found->of : NULL;

	if (!entity)
		return NULL;
	if (owner)
		*owner = entity;
	return &entity->enumerators[found->at];
}

void ab_record_index_enumerators(struct ab_record *record, struct ab_entity *entity)
{
	for (unsigned i = 0; i < entity->n_enumerators; i++) {
		struct ab_index_entry *entry =
		    enter(record, SPACE_ENUMERATOR, entity->enumerators[i].name, NULL);

		entry->of = entity;
		entry->at = i;
	}
}

/* The key leads nowhere then; what owns it by now keeps it. */
static void forget(const struct ab_record *record, unsigned space, const char *name,
		   const void *owner)
{
	struct ab_index_entry *found = ab_index_find(&record->index->names, space, name);

	if (found && found->of == owner)
		found->of = NULL;
}

static void mark_removed(struct ab_record *record, const void *what)
{
	ab_index_enter_pair(record->arena, &record->index->removed, what, NULL, NULL);
}

static bool is_removed(const struct ab_record *record, const void *what)
{
	return ab_index_find_pair(&record->index->removed, what, NULL);
}

void ab_record_remove(struct ab_record *record, const struct ab_entity *entity)
{
	mark_removed(record, entity);
	record->index->has_labels = false;
	forget(record, entity->kind, entity->name, entity);
	if (entity->tag)
		forget(record, SPACE_TAG, entity->tag, entity);
	for (unsigned j = 0; j < entity->n_enumerators; j++)
		forget(record, SPACE_ENUMERATOR, entity->enumerators[j].name, entity);
}

void ab_record_remove_enumerator(struct ab_record *record, const struct ab_entity *entity,
				 const struct ab_enumerator *enumerator)
{
	mark_removed(record, enumerator);
	forget(record, SPACE_ENUMERATOR, enumerator->name, entity);
}

void ab_record_sweep_enum(struct ab_record *record, struct ab_entity *entity)
{
	struct ab_enumerator *left;
	unsigned n = 0;

	if (!record->index->removed.count)
		return;
	/* elsewhere: the old places stay marked */
	left = AB_NEW_ARRAY(record->arena, struct ab_enumerator, entity->n_enumerators);
	for (unsigned i = 0; i < entity->n_enumerators; i++)
		if (!is_removed(record, &entity->enumerators[i]))
			left[n++] = entity->enumerators[i];
	if (n == entity->n_enumerators)
		return;
	entity->enumerators = left;
	entity->n_enumerators = n;
	ab_record_index_enumerators(record, entity);
}

void ab_record_sweep(struct ab_record *record)
{
	for (unsigned kind = 0; record->index->removed.count && kind < AB_KINDS; kind++) {
		struct ab_entities *of = &record->of[kind];
		size_t n = 0;

		for (size_t i = 0; i < of->count; i++)
			if (!is_removed(record, of->items[i]))
				of->items[n++] = of->items[i];
		of->count = n;
	}
	for (size_t i = 0; i < record->of[AB_ENUM].count; i++)
		ab_record_sweep_enum(record, record->of[AB_ENUM].items[i]);
	record->index->removed = (struct ab_index){NULL, 0, 0};
}

/* ---- nodes and symbols of version scripts ---- */

struct ab_node *ab_record_add_node(struct ab_record *record, const char *name)
{
	struct ab_node *node;
	bool is_new;
	struct ab_index_entry *entry = enter(record, SPACE_NODE, name, &is_new);

	if (!is_new)
		return NULL;
	entry->of = node = AB_NEW(record->arena, struct ab_node);
	node->name = node->at.node = name;
	record->nodes =
	    AB_GROW(record->arena, record->nodes, record->n_nodes, &record->nodes_capacity);
	record->nodes[record->n_nodes++] = node;
	return node;
}

struct ab_node *ab_record_find_node(const struct ab_record *record, const char *name)
{
	return look_up(record, SPACE_NODE, name);
}

struct ab_listed *ab_record_add_listed(struct ab_record *record, const char *name)
{
	struct ab_listed *listed;
	bool is_new;
	struct ab_index_entry *entry = enter(record, SPACE_LISTED, name, &is_new);

	if (!is_new)
		return NULL;
	entry->of = listed = AB_NEW(record->arena, struct ab_listed);
	listed->name = name;
	record->listed =
	    AB_GROW(record->arena, record->listed, record->n_listed, &record->listed_capacity);
	record->listed[record->n_listed++] = listed;
	return listed;
}

struct ab_listed *ab_record_find_listed(const struct ab_record *record, const char *name)
{
	return look_up(record, SPACE_LISTED, name);
}

bool ab_is_linked(const struct ab_entity *entity)
{
	return !(entity->linkage & (AB_LINKAGE_STATIC | AB_LINKAGE_INLINE | AB_LINKAGE_HIDDEN));
}

const char *ab_symbol_name(const struct ab_entity *entity)
{
	return entity->asm_name ? entity->asm_name : entity->name;
}

static const enum ab_kind linked_kinds[] = {AB_FUNCTION, AB_VARIABLE};

enum { N_LINKED_KINDS = sizeof linked_kinds / sizeof *linked_kinds };

static void know_labels(const struct ab_record *record)
{
	struct ab_record_index *index = record->index;

	if (index->has_labels)
		return;
	index->labels = (struct ab_index){NULL, 0, 0};
	for (unsigned k = 0; k < N_LINKED_KINDS; k++) {
		const struct ab_entities *of = &record->of[linked_kinds[k]];

		for (size_t i = of->count; i-- > 0;)
			if (of->items[i]->asm_name)
				ab_index_enter(record->arena, &index->labels, linked_kinds[k],
					       of->items[i]->asm_name, NULL)
				    ->of = of->items[i];
	}
	index->has_labels = true;
}

struct ab_entity *ab_record_find_symbol(const struct ab_record *record, const char *symbol)
{
	know_labels(record);
	for (unsigned k = 0; k < N_LINKED_KINDS; k++) {
		struct ab_entity *named = ab_record_find(record, linked_kinds[k], symbol);
		const struct ab_index_entry *labelled;

		if (named && !named->asm_name)
			return named;
		labelled = ab_index_find(&record->index->labels, linked_kinds[k], symbol);
		if (labelled)
			return labelled->of;
	}
	return NULL;
}

/* ---- externals, headers, data models ---- */

/* Where a name is in a table, as last entered; n: in none. */
static size_t place_in(const struct ab_record *record, unsigned space, const char *name, size_t n)
{
	const struct ab_index_entry *found = ab_index_find(&record->index->names, space, name);

	return found && found->of ? found->at : n;
}

static void set_place(struct ab_record *record, unsigned space, const char *name, size_t at)
{
	struct ab_index_entry *entry = enter(record, space, name, NULL);

	entry->of = record;
	entry->at = at;
}

const struct ab_external *ab_record_find_external(const struct ab_record *record, const char *name)
{
	const size_t at = place_in(record, SPACE_EXTERNAL, name, record->n_externals);

	return at < record->n_externals ? &record->externals[at] : NULL;
}

struct ab_external *ab_record_external(struct ab_record *record, const char *name)
{
	struct ab_external *external = (struct ab_external *)ab_record_find_external(record, name);

	if (external)
		return external;
	record->externals = AB_GROW(record->arena, record->externals, record->n_externals,
				    &record->externals_capacity);
	set_place(record, SPACE_EXTERNAL, name, record->n_externals);
	external = &record->externals[record->n_externals++];
	external->name = name;
	return external;
}

const struct ab_header *ab_record_find_header(const struct ab_record *record, const char *name)
{
	const size_t at = place_in(record, SPACE_HEADER, name, record->n_headers);

	return at < record->n_headers ? &record->headers[at] : NULL;
}

/* "sys/foo.h", "/foo.h" and "foo.h" of "lib/sys/foo.h" (ab_header_is_same). */
static const char *next_tail(const char *name)
{
	return *name == '/' ? name + 1 : strchr(name, '/');
}

struct ab_header *ab_record_header(struct ab_record *record, const char *name)
{
	struct ab_header *header = (struct ab_header *)ab_record_find_header(record, name);

	if (header)
		return header;
	record->headers =
	    AB_GROW(record->arena, record->headers, record->n_headers, &record->headers_capacity);
	set_place(record, SPACE_HEADER, name, record->n_headers);
	for (const char *tail = name; tail; tail = next_tail(tail))
		set_place(record, SPACE_TAIL, tail, record->n_headers);
	header = &record->headers[record->n_headers++];
	header->name = name;
	return header;
}

bool ab_record_has_header(const struct ab_record *record, const char *name)
{
	if (place_in(record, SPACE_TAIL, name, SIZE_MAX) < record->n_headers)
		return true;
	for (const char *tail = name; tail; tail = next_tail(tail))
		if (ab_record_find_header(record, tail))
			return true;
	return false;
}

void ab_record_index_tables(struct ab_record *record)
{
	for (size_t i = 0; i < record->n_externals; i++)
		set_place(record, SPACE_EXTERNAL, record->externals[i].name, i);
	for (size_t i = 0; i < record->n_headers; i++) {
		set_place(record, SPACE_HEADER, record->headers[i].name, i);
		for (const char *tail = record->headers[i].name; tail; tail = next_tail(tail))
			set_place(record, SPACE_TAIL, tail, i);
	}
}

void ab_record_keep_headers(struct ab_record *record, const bool *is_kept)
{
	size_t n = 0;

	for (size_t i = 0; i < record->n_headers; i++) {
		const char *name = record->headers[i].name;

		forget(record, SPACE_HEADER, name, record);
		for (const char *tail = name; tail; tail = next_tail(tail))
			forget(record, SPACE_TAIL, tail, record);
	}
	for (size_t i = 0; i < record->n_headers; i++)
		if (is_kept[i])
			record->headers[n++] = record->headers[i];
	record->n_headers = n;
	ab_record_index_tables(record);
}

void ab_record_note_passed(struct ab_record *record, const char *rule, const char *entity,
			   const char *release)
{
	bool is_new;

	enter(record, SPACE_PASSED + (unsigned)ab_rule_find(rule), entity, &is_new);
	if (!is_new)
		return;
	record->passed =
	    AB_GROW(record->arena, record->passed, record->n_passed, &record->passed_capacity);
	record->passed[record->n_passed++] = (struct ab_passed){rule, entity, release};
}

void ab_record_hide(struct ab_record *record, const char *name)
{
	record->hidden =
	    AB_GROW(record->arena, record->hidden, record->n_hidden, &record->hidden_capacity);
	record->hidden[record->n_hidden++] = name;
	enter(record, SPACE_HIDDEN, name, NULL);
}

bool ab_record_hides(const struct ab_record *record, const char *name)
{
	return ab_index_find(&record->index->names, SPACE_HIDDEN, name);
}

const struct ab_value *ab_macro_value(const struct ab_entity *macro, int model)
{
	if (!macro->values)
		return &macro->value;
	return model >= 0 && macro->values[model].kind ? &macro->values[model] : NULL;
}

int ab_record_find_model(const struct ab_record *record, const char *name)
{
	for (unsigned i = 0; i < record->n_models; i++)
		if (strcmp(record->models[i], name) == 0)
			return (int)i;
	return -1;
}

int ab_record_model(struct ab_record *record, const char *name)
{
	const int found = ab_record_find_model(record, name);

	if (found >= 0)
		return found;
	if (record->n_models == AB_MODELS_MAX)
		return -1;
	record->models[record->n_models] = name;
	return (int)record->n_models++;
}

/* ---- order ---- */

static int entity_order(const void *a, const void *b)
{
	const struct ab_entity *const *left = a, *const *right = b;

	return strcmp((*left)->name, (*right)->name);
}

static int external_order(const void *a, const void *b)
{
	const struct ab_external *left = a, *right = b;

	return strcmp(left->name, right->name);
}

static int header_order(const void *a, const void *b)
{
	const struct ab_header *left = a, *right = b;

	return strcmp(left->name, right->name);
}

static int node_order(const void *a, const void *b)
{
	const struct ab_node *const *left = a, *const *right = b;

	return strcmp((*left)->name, (*right)->name);
}

static int listed_order(const void *a, const void *b)
{
	const struct ab_listed *const *left = a, *const *right = b;

	return strcmp((*left)->name, (*right)->name);
}

static int protocol_order(const void *a, const void *b)
{
	const struct ab_protocol *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

static int condition_order(const void *a, const void *b)
{
	const struct ab_condition *left = a, *right = b;

	return strcmp(left->macro, right->macro);
}

static int passed_order(const void *a, const void *b)
{
	const struct ab_passed *x = a, *y = b;
	const int order = strcmp(x->rule, y->rule);

	return order ? order : strcmp(x->entity, y->entity);
}

static void sort(void *items, size_t count, size_t size, int (*order)(const void *, const void *))
{
	if (count)
		qsort(items, count, size, order);
}

void ab_record_sort(struct ab_record *record)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		sort(record->of[kind].items, record->of[kind].count, sizeof(struct ab_entity *),
		     entity_order);
	sort(record->externals, record->n_externals, sizeof *record->externals, external_order);
	sort(record->headers, record->n_headers, sizeof *record->headers, header_order);
	sort(record->nodes, record->n_nodes, sizeof(struct ab_node *), node_order);
	sort(record->listed, record->n_listed, sizeof(struct ab_listed *), listed_order);
	sort(record->conditions, record->n_conditions, sizeof *record->conditions, condition_order);
	sort(record->protocols, record->n_protocols, sizeof *record->protocols, protocol_order);
	sort(record->passed, record->n_passed, sizeof *record->passed, passed_order);
	ab_record_index_tables(record);
}

struct ab_protocol *ab_record_find_protocol(const struct ab_record *record, const char *name)
{
	for (size_t i = 0; i < record->n_protocols; i++)
		if (strcmp(record->protocols[i]->name, name) == 0)
			return record->protocols[i];
	return NULL;
}

void ab_record_add_protocol(struct ab_record *record, struct ab_protocol *protocol)
{
	record->protocols = AB_GROW(record->arena, record->protocols, record->n_protocols,
				    &record->protocols_capacity);
	record->protocols[record->n_protocols++] = protocol;
}
