/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text.cc - what trees have lost and the text of a header still has: in
 * which release, says its comment, a thing came, and how a value is spelled.
 *
 * A header is read once, and only if something in it is not in the promise.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"

extern "C" {
#include "abiding/since.h"
#include "abiding/lex.h"
}

static const struct ab_header_text *text_of(struct source_file *file)
{
	struct ab_error error;
	size_t length;
	char *text;

	if (file->is_read)
		return file->text;
	file->is_read = true;
	if (ab_file_read(collector.arena, file->path, &text, &length, &error))
		file->text = ab_header_text_new(collector.arena, text, length);
	return file->text;
}

const struct ab_header_text *collect_text(location_t where)
{
	struct source_file *const file = place_file(where);

	return file ? text_of(file) : NULL;
}

/* ---- words ---- */

static const char *wanted_word;
static location_t found_word;

static void look_for_word(struct source_file *file)
{
	const struct ab_header_text *text;

	if (found_word != UNKNOWN_LOCATION || !file->is_public || file->is_main)
		return;
	text = text_of(file);
	if (!text || ab_text_has_word(text, wanted_word))
		found_word = maps_start(file->path);
}

location_t text_find_word(const char *word)
{
	wanted_word = word;
	found_word = UNKNOWN_LOCATION;
	place_each_file(look_for_word);
	return found_word;
}

/* Whether what is declared at a place has that word; is_known: whether its text is there. */
static bool has_word_at(ab_place place, const char *word, bool *is_known)
{
	const struct ab_header_text *const text = place ? collect_text((location_t)place) : NULL;

	*is_known = text != NULL;
	return text &&
	       ab_line_has_word(text, (unsigned)expand_location((location_t)place).line, word);
}

static bool has_call(const char *text, const char *name)
{
	struct ab_lexer lexer;
	bool is_behind_name = false;

	ab_lexer_init(&lexer, text);
	for (;;) {
		const struct ab_token token = ab_lexer_next(&lexer);

		if (token.kind == AB_TOKEN_END)
			return false;
		if (is_behind_name && ab_token_is(&token, "("))
			return true;
		is_behind_name = ab_token_is(&token, name);
	}
}

static void look_for_system_function(struct source_file *file)
{
	struct ab_error ignored;
	location_t start;
	size_t length;
	char *text;

	if (found_word != UNKNOWN_LOCATION || file->is_public || file->is_main)
		return;
	start = maps_start(file->path);
	if (start != UNKNOWN_LOCATION && in_system_header_at(start) &&
	    ab_file_read(collector.arena, file->path, &text, &length, &ignored) &&
	    has_call(text, wanted_word))
		found_word = start;
}

bool collect_is_system_function(const char *name)
{
	wanted_word = name;
	found_word = UNKNOWN_LOCATION;
	place_each_file(look_for_system_function);
	return found_word != UNKNOWN_LOCATION;
}

static struct ab_text_place text_place(const char *name, location_t where)
{
	const expanded_location place = expand_location(where);
	const struct ab_text_place found = {name, (unsigned)place.line, (unsigned)place.column};

	return found;
}

/* ---- since ---- */

static const char *since_at(const char *name, ab_place place)
{
	const struct ab_header_text *const text = place ? collect_text((location_t)place) : NULL;

	return text ? ab_since_of(collector.arena, text, text_place(name, (location_t)place))
		    : NULL;
}

/* A definition stands at its tag or at the keyword before it. */
static const char *since_of_definition(const struct ab_entity *entity)
{
	const char *since = entity->tag ? since_at(entity->tag, entity->place) : NULL;

	return since ? since : since_at(ab_kind_word(entity->kind), entity->place);
}

static const char *since_of(const struct ab_entity *entity)
{
	const char *since = NULL;

	switch (entity->kind) {
	case AB_STRUCT:
	case AB_UNION:
	case AB_ENUM:
		if (!entity->is_tag_only)
			since = since_at(entity->name, entity->typedef_place);
		return since ? since : since_of_definition(entity);
	default:
		return since_at(entity->name, entity->place);
	}
}

static const char *since_of_enumerator(const char *name, ab_place place,
				       const struct ab_entity *owner)
{
	const struct ab_header_text *const text = collect_text((location_t)place);
	struct ab_text_place declaration = {};

	if (!text)
		return NULL;
	if (owner && owner->typedef_place)
		declaration = text_place(owner->name, (location_t)owner->typedef_place);
	else if (owner && owner->tag)
		declaration = text_place(owner->tag, (location_t)owner->place);
	return ab_since_of_enumerator(collector.arena, text, text_place(name, (location_t)place),
				      declaration);
}

/* ---- the sweep ---- */

static const char *initialiser_at(const char *name, ab_place place)
{
	const struct ab_header_text *const text = place ? collect_text((location_t)place) : NULL;

	return text ? ab_initialiser_of(text, text_place(name, (location_t)place)) : NULL;
}

/* As it is promised; NULL: it is not. */
static const struct ab_enumerator *promised_as(const struct ab_entity *then, const char *enumerator)
{
	struct ab_entity *owner = NULL;
	const struct ab_enumerator *found =
	    then ? ab_record_find_enumerator(collector.promised, enumerator, &owner) : NULL;

	return owner == then ? found : NULL;
}

static void take_enumerators(struct ab_entity *entity, const struct ab_entity *then)
{
	for (unsigned i = 0; i < entity->n_enumerators; i++) {
		struct ab_enumerator *const one = &entity->enumerators[i];
		const struct ab_enumerator *const was = promised_as(then, one->name);

		if (!was || ab_int_compare(was->value, one->value) != 0)
			one->initialiser = initialiser_at(one->name, one->place);
		if (collector.policy->is_since_in_comments && (!was || collector.is_written))
			one->since = since_of_enumerator(one->name, one->place, entity);
	}
}

static void take_loose_initialiser(struct ab_entity *entity, const struct ab_entity *then)
{
	if (!then || ab_int_compare(then->value.integer, entity->value.integer) != 0)
		entity->text = initialiser_at(entity->name, entity->place);
}

static void take_since(struct ab_entity *entity)
{
	entity->is_text_unknown = !collect_text((location_t)entity->place);
	entity->since = entity->kind == AB_ENUMERATOR
			    ? since_of_enumerator(entity->name, entity->place, NULL)
			    : since_of(entity);
}

static void take(struct ab_entity *entity)
{
	const struct ab_entity *const then =
	    collector.promised ? ab_record_find(collector.promised, entity->kind, entity->name)
			       : NULL;

	if (collector.policy->is_since_in_comments && (!then || collector.is_written))
		take_since(entity);
	take_enumerators(entity, then);
	if (entity->kind == AB_ENUMERATOR)
		take_loose_initialiser(entity, then);
}

void text_sweep(void)
{
	collector.record->has_word = has_word_at;
	if (!collector.promised && !collector.policy->is_since_in_comments)
		return;
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < collector.record->of[kind].count; i++)
			take(collector.record->of[kind].items[i]);
}
