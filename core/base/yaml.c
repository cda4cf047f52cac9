/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one file that knows libyaml.  Its parser, event and emitter hold memory
 * of their own, so they live in structs outside of the arena guard, and only
 * what runs under the guard allocates from the arena.
 *
 * libyaml's marks count from 0, an event that was handed to the emitter is the
 * emitter's even where emitting fails, and its data is read only for its type.
 */
#include "yaml-node.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "abiding/limits.h"

struct parse {
	const struct ab_yaml_source *source;
	const char *text; /* all of it */
	yaml_parser_t parser;
	yaml_event_t event; /* the one being read */
	size_t nodes;
	struct ab_yaml *root;
	bool is_good;
};

static bool fail_at(struct parse *p, yaml_mark_t mark, const char *message)
{
	return ab_error_set(p->source->error, p->source->arena, p->source->file,
			    (unsigned)mark.line + 1, (unsigned)mark.column + 1, "%s", message);
}

/* Where a byte is, since libyaml's reader is ahead of its own mark. */
static yaml_mark_t mark_of_byte(const char *text, size_t offset)
{
	yaml_mark_t mark = {offset, 0, 0};

	for (size_t i = 0; i < offset; i++)
		if (text[i] == '\n') {
			mark.line++;
			mark.column = 0;
		} else {
			mark.column += ((unsigned char)text[i] & 0xc0) != 0x80;
		}
	return mark;
}

static bool fail_in_parser(struct parse *p)
{
	const yaml_parser_t *parser = &p->parser;
	const char *problem = parser->problem ? parser->problem : "unreadable";

	if (parser->error == YAML_MEMORY_ERROR)
		ab_arena_fail(p->source->arena);
	if (parser->error == YAML_READER_ERROR)
		return fail_at(p, mark_of_byte(p->text, parser->problem_offset),
			       ab_printf(p->source->arena, "not text in UTF-8: %s", problem));
	return fail_at(p, parser->problem_mark,
		       ab_printf(p->source->arena, "not YAML: %s%s%s", problem,
				 parser->context ? " " : "",
				 parser->context ? parser->context : ""));
}

static bool next_event(struct parse *p)
{
	yaml_event_delete(&p->event);
	return yaml_parser_parse(&p->parser, &p->event) ? true : fail_in_parser(p);
}

static unsigned characters(const char *text)
{
	unsigned n = 0;

	for (; *text; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return n;
}

static struct ab_yaml *new_node(struct parse *p, enum ab_yaml_kind kind)
{
	struct ab_yaml *node = ab_yaml_new(p->source->arena, kind, false);

	node->line = (unsigned)p->event.start_mark.line + 1;
	node->column = (unsigned)p->event.start_mark.column + 1;
	return node;
}

static void set_end(const struct parse *p, struct ab_yaml *node)
{
	node->end_line = (unsigned)p->event.end_mark.line + 1;
	node->end_column = (unsigned)p->event.end_mark.column + 1;
}

static bool read_scalar(struct parse *p, struct ab_yaml **result)
{
	const yaml_event_t *event = &p->event;
	const yaml_mark_t start = event->start_mark, end = event->end_mark;
	const char *value = (const char *)event->data.scalar.value;
	const size_t length = event->data.scalar.length;
	struct ab_yaml *node;
	size_t quotes;

	if (memchr(value, '\0', length))
		return fail_at(p, start, "a value must not hold a NUL character");
	node = new_node(p, AB_YAML_SCALAR);
	set_end(p, node);
	node->text = ab_strndup(p->source->arena, value, length);
	node->is_quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	quotes = node->is_quoted ? 2 : 0;
	if (start.line == end.line && end.column - start.column == characters(node->text) + quotes)
		node->text_column = node->column + node->is_quoted;
	*result = node;
	return true;
}

/* Two items with the same key come side by side, the earlier first. */
static int key_order(const void *a, const void *b)
{
	const struct ab_yaml *const *x = a, *const *y = b;
	const int order = strcmp((*x)->text, (*y)->text);

	if (order)
		return order;
	if ((*x)->line != (*y)->line)
		return (*x)->line < (*y)->line ? -1 : 1;
	return (*x)->column < (*y)->column ? -1 : (*x)->column > (*y)->column;
}

static bool has_unique_keys(struct parse *p, const struct ab_yaml *mapping)
{
	const struct ab_yaml **keys =
	    AB_NEW_ARRAY(p->source->arena, const struct ab_yaml *, mapping->count);

	for (size_t i = 0; i < mapping->count; i++)
		keys[i] = mapping->items[i].key;
	qsort(keys, mapping->count, sizeof *keys, key_order);
	for (size_t i = 1; i < mapping->count; i++)
		if (strcmp(keys[i - 1]->text, keys[i]->text) == 0)
			return ab_yaml_fail(p->source, keys[i],
					    "repeated key '%s', first on line %u", keys[i]->text,
					    keys[i - 1]->line);
	return true;
}

static bool read_node(struct parse *p, unsigned depth, struct ab_yaml **result);

static bool read_items(struct parse *p, unsigned depth, struct ab_yaml *node, yaml_event_type_t end)
{
	struct ab_arena *arena = p->source->arena;

	for (;;) {
		struct ab_yaml_item item = {NULL, NULL};

		if (!next_event(p))
			return false;
		if (p->event.type == end)
			return true;
		if (node->kind == AB_YAML_MAPPING) {
			if (p->event.type == YAML_SEQUENCE_START_EVENT ||
			    p->event.type == YAML_MAPPING_START_EVENT)
				return fail_at(p, p->event.start_mark, "a key must be a word");
			if (!read_node(p, depth + 1, &item.key) || !next_event(p))
				return false;
		}
		if (!read_node(p, depth + 1, &item.value))
			return false;
		node->items = AB_GROW(arena, node->items, node->count, &node->capacity);
		node->items[node->count++] = item;
	}
}

/* Anchors and tags, by the one place where libyaml keeps them for each type of event. */
static bool is_bare(struct parse *p)
{
	const yaml_event_t *event = &p->event;
	const yaml_char_t *anchor = NULL, *tag = NULL;

	if (event->type == YAML_ALIAS_EVENT) {
		anchor = event->data.alias.anchor;
	} else if (event->type == YAML_SCALAR_EVENT) {
		anchor = event->data.scalar.anchor;
		tag = event->data.scalar.tag;
	} else if (event->type == YAML_SEQUENCE_START_EVENT) {
		anchor = event->data.sequence_start.anchor;
		tag = event->data.sequence_start.tag;
	} else if (event->type == YAML_MAPPING_START_EVENT) {
		anchor = event->data.mapping_start.anchor;
		tag = event->data.mapping_start.tag;
	}
	if (anchor)
		return fail_at(p, event->start_mark,
			       ab_printf(p->source->arena,
					 "anchors and aliases are not allowed here: '%s'",
					 (const char *)anchor));
	if (tag)
		return fail_at(p, event->start_mark,
			       ab_printf(p->source->arena, "tags are not allowed here: '%s'",
					 (const char *)tag));
	return true;
}

/* Reads the node that the event begins; afterwards the event is its last. */
static bool read_node(struct parse *p, unsigned depth, struct ab_yaml **result)
{
	const bool is_mapping = p->event.type == YAML_MAPPING_START_EVENT;

	if (!is_bare(p))
		return false;
	if (++p->nodes > AB_YAML_NODES_MAX)
		return fail_at(p, p->event.start_mark,
			       "too many values in one file: at most 4,194,304 are read");
	if (p->event.type == YAML_SCALAR_EVENT)
		return read_scalar(p, result);
	if (depth >= AB_YAML_LEVELS_MAX)
		return fail_at(p, p->event.start_mark, "values are nested too deeply");
	*result = new_node(p, is_mapping ? AB_YAML_MAPPING : AB_YAML_SEQUENCE);
	if (!read_items(p, depth, *result,
			is_mapping ? YAML_MAPPING_END_EVENT : YAML_SEQUENCE_END_EVENT))
		return false;
	set_end(p, *result);
	return !is_mapping || has_unique_keys(p, *result);
}

static bool read_document(struct parse *p)
{
	if (!next_event(p) || !next_event(p)) /* of the stream, of the document */
		return false;
	if (p->event.type == YAML_STREAM_END_EVENT)
		return fail_at(p, (yaml_mark_t){0, 0, 0}, "the file is empty");
	if (!next_event(p) || !read_node(p, 0, &p->root))
		return false;
	if (!next_event(p) || !next_event(p))
		return false;
	if (p->event.type != YAML_STREAM_END_EVENT)
		return fail_at(p, p->event.start_mark, "a second document is not allowed here");
	return true;
}

static void parse_guarded(void *context)
{
	struct parse *p = context;

	p->is_good = read_document(p);
}

bool ab_yaml_parse(const struct ab_yaml_source *source, const char *text, size_t length,
		   struct ab_yaml **root)
{
	struct parse p = {.source = source, .text = text};
	bool has_memory;

	if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) { /* a byte order mark */
		p.text = text += 3;
		length -= 3;
	}
	if (!yaml_parser_initialize(&p.parser))
		ab_arena_fail(source->arena);
	yaml_parser_set_encoding(&p.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&p.parser, (const unsigned char *)text, length);
	has_memory = ab_arena_guard(source->arena, parse_guarded, &p);
	yaml_event_delete(&p.event);
	yaml_parser_delete(&p.parser);
	if (!has_memory)
		ab_arena_fail(source->arena);
	*root = p.root;
	return p.is_good;
}

/* Nothing below allocates from the arena until the emitter is gone. */
struct print {
	yaml_emitter_t emitter;
	char *text;
	size_t length, capacity;
	const char *not_utf8; /* the scalar at fault */
};

static int collect(void *context, unsigned char *bytes, size_t size)
{
	struct print *p = context;

	if (p->capacity - p->length < size) {
		const size_t capacity = (p->capacity + size) * 2;
		char *text = realloc(p->text, capacity);

		if (!text)
			return 0;
		p->text = text;
		p->capacity = capacity;
	}
	memcpy(p->text + p->length, bytes, size);
	p->length += size;
	return 1;
}

/* The bytes of the UTF-8 character at c, 0: it is none (RFC 3629). */
static unsigned utf8_length(const unsigned char *c)
{
	const unsigned n = c[0] < 0x80	 ? 1
			   : c[0] < 0xc2 ? 0
			   : c[0] < 0xe0 ? 2
			   : c[0] < 0xf0 ? 3
			   : c[0] < 0xf5 ? 4
					 : 0;

	for (unsigned i = 1; i < n; i++)
		if ((c[i] & 0xc0) != 0x80)
			return 0;
	if ((c[0] == 0xe0 && c[1] < 0xa0) || (c[0] == 0xed && c[1] > 0x9f) ||
	    (c[0] == 0xf0 && c[1] < 0x90) || (c[0] == 0xf4 && c[1] > 0x8f))
		return 0;
	return n;
}

static bool is_utf8(const char *text)
{
	const unsigned char *c = (const unsigned char *)text;

	while (*c) {
		const unsigned n = utf8_length(c);

		if (!n)
			return false;
		c += n;
	}
	return true;
}

/* A text as it can be shown: each byte that is of no character as \xff. */
static const char *escaped(struct ab_arena *arena, const char *text)
{
	const unsigned char *c = (const unsigned char *)text;
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	while (*c) {
		const unsigned n = utf8_length(c);

		if (n)
			ab_buf_add_n(&buf, (const char *)c, n);
		else
			ab_buf_addf(&buf, "\\x%02x", *c);
		c += n ? n : 1;
	}
	return buf.text;
}

static bool emit(struct print *p, yaml_event_t *event)
{
	return yaml_emitter_emit(&p->emitter, event);
}

static bool print_scalar(struct print *p, const struct ab_yaml *node)
{
	const yaml_scalar_style_t style =
	    node->is_quoted ? YAML_SINGLE_QUOTED_SCALAR_STYLE : YAML_ANY_SCALAR_STYLE;
	yaml_event_t event;

	if (!is_utf8(node->text)) {
		p->not_utf8 = node->text;
		return false;
	}
	/* libyaml before 0.2.5 takes it without const, and leaves it alone, too */
	return yaml_scalar_event_initialize(&event, NULL, NULL, (yaml_char_t *)node->text,
					    (int)strlen(node->text), 1, 1, style) &&
	       emit(p, &event);
}

static bool print_node(struct print *p, const struct ab_yaml *node);

static bool print_items(struct print *p, const struct ab_yaml *node)
{
	for (size_t i = 0; i < node->count; i++) {
		const struct ab_yaml_item *item = &node->items[i];

		if (item->key && !print_scalar(p, item->key))
			return false;
		if (!print_node(p, item->value))
			return false;
	}
	return true;
}

static bool print_node(struct print *p, const struct ab_yaml *node)
{
	yaml_event_t event;

	if (node->kind == AB_YAML_SCALAR)
		return print_scalar(p, node);
	if (node->kind == AB_YAML_SEQUENCE)
		return yaml_sequence_start_event_initialize(
			   &event, NULL, NULL, 1,
			   node->is_flow ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE) &&
		       emit(p, &event) && print_items(p, node) &&
		       yaml_sequence_end_event_initialize(&event) && emit(p, &event);
	return yaml_mapping_start_event_initialize(&event, NULL, NULL, 1,
						   node->is_flow ? YAML_FLOW_MAPPING_STYLE
								 : YAML_BLOCK_MAPPING_STYLE) &&
	       emit(p, &event) && print_items(p, node) &&
	       yaml_mapping_end_event_initialize(&event) && emit(p, &event);
}

static bool print_document(struct print *p, const struct ab_yaml *root)
{
	yaml_event_t event;

	yaml_emitter_set_output(&p->emitter, collect, p);
	yaml_emitter_set_unicode(&p->emitter, 1);
	yaml_emitter_set_width(&p->emitter, -1);
	return yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING) && emit(p, &event) &&
	       yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1) &&
	       emit(p, &event) && print_node(p, root) &&
	       yaml_document_end_event_initialize(&event, 1) && emit(p, &event) &&
	       yaml_stream_end_event_initialize(&event) && emit(p, &event) &&
	       yaml_emitter_flush(&p->emitter);
}

struct copy {
	struct ab_arena *arena;
	const struct print *print;
	const char *text;
};

static void copy_text(void *context)
{
	struct copy *copy = context;

	copy->text = ab_strndup(copy->arena, copy->print->text, copy->print->length);
}

bool ab_yaml_print(struct ab_arena *arena, const struct ab_yaml *root, const char **text,
		   size_t *length, struct ab_error *error)
{
	struct print p = {.length = 0};
	struct copy copy = {.arena = arena, .print = &p};
	bool has_memory = true, is_good = false;

	if (yaml_emitter_initialize(&p.emitter)) {
		is_good = print_document(&p, root);
		yaml_emitter_delete(&p.emitter);
	}
	if (is_good)
		has_memory = ab_arena_guard(arena, copy_text, &copy);
	free(p.text);
	if (!has_memory || (!is_good && !p.not_utf8))
		ab_arena_fail(arena);
	if (!is_good)
		return ab_error_set(error, arena, NULL, 0, 0, "'%s' is not UTF-8",
				    escaped(arena, p.not_utf8));
	*text = copy.text;
	*length = p.length;
	return true;
}
