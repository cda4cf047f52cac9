/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "yaml-node.h"

#include "abiding/release.h"

#include <string.h>

enum { ALTERNATIVES_MAX = 16 }; /* words that a message still lists */

static size_t count_words(const char *const *words)
{
	size_t n = 0;

	while (words[n])
		n++;
	return n;
}

ab_place ab_yaml_place(const struct ab_yaml *node)
{
	return AB_PLACE(node->line, node->column);
}

bool ab_yaml_fail(const struct ab_yaml_source *source, const struct ab_yaml *node,
		  const char *format, ...)
{
	va_list args;
	const char *message;

	va_start(args, format);
	message = ab_vprintf(source->arena, format, args);
	va_end(args);
	return ab_error_set(source->error, source->arena, source->file, node->line, node->column,
			    "%s", message);
}

/* "a, b or c" */
static const char *alternatives(struct ab_arena *arena, const char *const *words, size_t n)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	for (size_t i = 0; i < n; i++)
		ab_buf_addf(&buf, "%s'%s'", i == 0 ? "" : i + 1 < n ? ", " : " or ", words[i]);
	return buf.text;
}

bool ab_yaml_unknown(const struct ab_yaml_source *source, const struct ab_yaml *node,
		     const char *what, const char *where, const char *const *candidates)
{
	const size_t n = count_words(candidates);
	const char *nearest = ab_nearest(node->text, candidates, n);
	const char *start = ab_printf(source->arena, "unknown %s '%s'%s%s", what, node->text,
				      where ? " in " : "", where ? where : "");

	if (nearest)
		return ab_yaml_fail(source, node, "%s, did you mean '%s'?", start, nearest);
	if (!n || n > ALTERNATIVES_MAX)
		return ab_yaml_fail(source, node, "%s", start);
	return ab_yaml_fail(source, node, "%s, expected %s", start,
			    alternatives(source->arena, candidates, n));
}

static const char *found(struct ab_arena *arena, const struct ab_yaml *node)
{
	switch (node->kind) {
	case AB_YAML_SEQUENCE:
		return "a list";
	case AB_YAML_MAPPING:
		return "a mapping";
	case AB_YAML_SCALAR:
		break;
	}
	return node->text[0] ? ab_printf(arena, "'%s'", node->text) : "nothing";
}

bool ab_yaml_is(const struct ab_yaml_source *source, const struct ab_yaml *node,
		enum ab_yaml_kind kind, const char *what)
{
	static const char *const names[] = {
	    [AB_YAML_SCALAR] = "a single value",
	    [AB_YAML_SEQUENCE] = "a list",
	    [AB_YAML_MAPPING] = "a mapping",
	};

	if (node->kind == kind)
		return true;
	return ab_yaml_fail(source, node, "%s must be %s, found %s", what, names[kind],
			    found(source->arena, node));
}

bool ab_yaml_has_only(const struct ab_yaml_source *source, const struct ab_yaml *node,
		      const char *what, const char *const *keys)
{
	if (!ab_yaml_is(source, node, AB_YAML_MAPPING, what))
		return false;
	for (size_t i = 0; i < node->count; i++) {
		const struct ab_yaml *key = node->items[i].key;
		size_t k = 0;

		while (keys[k] && strcmp(keys[k], key->text) != 0)
			k++;
		if (!keys[k])
			return ab_yaml_unknown(source, key, "key", what, keys);
	}
	return true;
}

bool ab_yaml_has(const struct ab_yaml_source *source, const struct ab_yaml *mapping,
		 const char *what, const char *key)
{
	return ab_yaml_get(mapping, key) ||
	       ab_yaml_fail(source, mapping, "%s needs a key '%s'", what, key);
}

const struct ab_yaml *ab_yaml_get(const struct ab_yaml *mapping, const char *key)
{
	for (size_t i = 0; i < mapping->count; i++)
		if (strcmp(mapping->items[i].key->text, key) == 0)
			return mapping->items[i].value;
	return NULL;
}

static const char *quoted(const struct ab_yaml_source *source, const char *key)
{
	return ab_printf(source->arena, "'%s'", key);
}

bool ab_yaml_scalar(const struct ab_yaml_source *source, const struct ab_yaml *node,
		    const char *what, const char **text)
{
	if (!ab_yaml_is(source, node, AB_YAML_SCALAR, what))
		return false;
	if (!node->text[0])
		return ab_yaml_fail(source, node, "%s must not be empty", what);
	*text = node->text;
	return true;
}

bool ab_yaml_text(const struct ab_yaml_source *source, const struct ab_yaml *mapping,
		  const char *key, const char **text)
{
	const struct ab_yaml *node = ab_yaml_get(mapping, key);

	return !node || ab_yaml_scalar(source, node, quoted(source, key), text);
}

bool ab_yaml_release(const struct ab_yaml_source *source, const struct ab_yaml *mapping,
		     const char *key, const char **release)
{
	const struct ab_yaml *node = ab_yaml_get(mapping, key);

	if (!ab_yaml_text(source, mapping, key, release))
		return false;
	return !node || ab_release_is(node->text) ||
	       ab_yaml_fail(source, node, "'%s' is not a release (expected e.g. 1.2.0)",
			    node->text);
}

bool ab_yaml_flag(const struct ab_yaml_source *source, const struct ab_yaml *mapping,
		  const char *key, bool *flag)
{
	const struct ab_yaml *node = ab_yaml_get(mapping, key);
	const bool is_plain = node && node->kind == AB_YAML_SCALAR && !node->is_quoted;

	if (!node)
		return true;
	if (!is_plain || (strcmp(node->text, "true") != 0 && strcmp(node->text, "false") != 0))
		return ab_yaml_fail(source, node, "'%s' must be true or false, found %s", key,
				    found(source->arena, node));
	*flag = node->text[0] == 't';
	return true;
}

bool ab_yaml_texts(const struct ab_yaml_source *source, const struct ab_yaml *mapping,
		   const char *key, bool may_be_one, const char *const **list, unsigned *n)
{
	const struct ab_yaml *node = ab_yaml_get(mapping, key);
	const char *what, **texts;

	if (!node)
		return true;
	what = quoted(source, key);
	texts = AB_NEW_ARRAY(source->arena, const char *, node->count + 2);
	if (may_be_one && node->kind == AB_YAML_SCALAR) {
		*n = 1;
		*list = texts;
		return ab_yaml_scalar(source, node, what, &texts[0]);
	}
	if (!ab_yaml_is(source, node, AB_YAML_SEQUENCE, what))
		return false;
	what = ab_printf(source->arena, "an item of '%s'", key);
	for (size_t i = 0; i < node->count; i++)
		if (!ab_yaml_scalar(source, node->items[i].value, what, &texts[i]))
			return false;
	*n = (unsigned)node->count;
	*list = texts;
	return true;
}

bool ab_yaml_number(const struct ab_yaml_source *source, const struct ab_yaml *node,
		    const char *what, uint64_t *number)
{
	const char *c = node->text;
	uint64_t n = 0;

	if (!ab_yaml_is(source, node, AB_YAML_SCALAR, what))
		return false;
	for (; *c >= '0' && *c <= '9'; c++) {
		const unsigned digit = (unsigned)(*c - '0');

		if (n > (UINT64_MAX - digit) / 10)
			return ab_yaml_fail(source, node, "%s is too large: %s", what, node->text);
		n = n * 10 + digit;
	}
	if (*c || c == node->text || node->is_quoted)
		return ab_yaml_fail(source, node, "%s must be a number, found %s", what,
				    found(source->arena, node));
	*number = n;
	return true;
}

bool ab_yaml_has_format(const struct ab_yaml_source *source, const struct ab_yaml *root,
			const char *what, const char *key, unsigned newest)
{
	const struct ab_yaml *node;
	uint64_t version;

	if (!ab_yaml_is(source, root, AB_YAML_MAPPING, what))
		return false;
	node = ab_yaml_get(root, key);
	if (!node)
		return ab_yaml_fail(source, root, "this is not %s: it has no key '%s'", what, key);
	if (!ab_yaml_number(source, node, quoted(source, key), &version))
		return false;
	if (version > newest)
		return ab_yaml_fail(source, node,
				    "'%s' is %s, a newer format than the newest known here, %u",
				    key, node->text, newest);
	return version || ab_yaml_fail(source, node, "'%s' must not be 0", key);
}

struct ab_yaml *ab_yaml_new(struct ab_arena *arena, enum ab_yaml_kind kind, bool is_flow)
{
	struct ab_yaml *node = AB_NEW(arena, struct ab_yaml);

	node->kind = kind;
	node->is_flow = is_flow;
	return node;
}

struct ab_yaml *ab_yaml_new_text(struct ab_arena *arena, const char *text, bool is_quoted)
{
	struct ab_yaml *node = ab_yaml_new(arena, AB_YAML_SCALAR, false);

	node->text = text;
	node->is_quoted = is_quoted;
	return node;
}

void ab_yaml_add(struct ab_arena *arena, struct ab_yaml *node, const char *key,
		 struct ab_yaml *value)
{
	struct ab_yaml_item *item;

	node->items = AB_GROW(arena, node->items, node->count, &node->capacity);
	item = &node->items[node->count++];
	item->key = key ? ab_yaml_new_text(arena, key, false) : NULL;
	item->value = value;
}
