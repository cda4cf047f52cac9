/* SPDX-License-Identifier: GPL-3.0-or-later */
/* image-make.c - lays out an image: see image.h for its parts. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "image-variants.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "abiding/compare.h"
#include "abiding/file.h"
#include "abiding/protocol.h"
#include "abiding/version-script.h"

struct maker {
	struct ab_arena *arena;
	struct ab_error *error;
	const char *image_path;
	bool is_named; /* the image, by the user */
	const struct ab_policy *policy;
	const struct ab_record *record;
	const struct ab_record *seen;	/* what is in the headers; NULL: not known */
	const struct ab_record *state;	/* the record with that put onto it, or as it is */
	const struct ab_image_now *now; /* those headers, NULL: none were given */
	struct ab_image_releases releases;
	const char *policy_text, *record_text;
	size_t policy_length, record_length;

	struct ab_buf strings, names; /* bytes */
	struct ab_image_source *sources;
	size_t n_sources, sources_capacity;
	struct ab_image_surface *surfaces;
	struct ab_image_pattern *patterns;
	size_t n_patterns, patterns_capacity;
	struct ab_image_condition *conditions;
	size_t n_conditions, conditions_capacity;
	uint32_t models[AB_MODELS_MAX];
	struct ab_image_row *rows;
	const struct ab_entity **entities; /* of the rows; NULL: a tag or enumerator of another */
	const struct ab_enumerator **numbers; /* of the rows; NULL: it is none */
	size_t n_rows;
	uint32_t *counts;
	size_t n_counts;
	struct ab_image_variants variants;
	uint32_t
	    *header_sources; /* by header of now: as struct ab_image_variant has it; 0: not yet */
	struct ab_image_head head;
};

/* ---- strings and patterns ---- */

static uint32_t add_string(struct maker *m, const char *text)
{
	const size_t at = m->strings.length;

	ab_buf_add_n(&m->strings, text, strlen(text) + 1);
	return (uint32_t)at;
}

/* What does not stand for itself in a pattern. */
static const char special[] = "*?[\\";

static enum ab_image_form form_of(const char *pattern)
{
	const char *first = pattern + strcspn(pattern, special);

	if (!*first)
		return AB_IMAGE_PLAIN;
	return *first == '*' && !first[1 + strcspn(first + 1, special)] ? AB_IMAGE_ONE_STAR
									: AB_IMAGE_ANY_PATTERN;
}

static uint32_t add_patterns(struct maker *m, const char *const *texts, size_t n)
{
	const size_t first = m->n_patterns;

	for (size_t i = 0; i < n; i++) {
		const char *slash = strrchr(texts[i], '/'), *base = slash ? slash + 1 : texts[i];
		struct ab_image_pattern *pattern;

		m->patterns = AB_GROW(m->arena, m->patterns, m->n_patterns, &m->patterns_capacity);
		pattern = &m->patterns[m->n_patterns++];
		pattern->text = add_string(m, texts[i]);
		pattern->length = (uint32_t)strlen(texts[i]);
		pattern->form = form_of(texts[i]);
		pattern->literal = (uint32_t)strcspn(texts[i], special);
		pattern->base = (uint32_t)(base - texts[i]);
		pattern->base_literal = (uint32_t)strcspn(base, special);
		for (const char *at = texts[i]; *at; at++)
			pattern->folders += *at == '/';
		pattern->start_mask = pattern->base_literal < 8
					  ? (UINT64_C(1) << 8 * pattern->base_literal) - 1
					  : UINT64_MAX;
		pattern->start = ab_image_start(base) & pattern->start_mask;
	}
	return (uint32_t)first;
}

static size_t count_list(const char *const *list)
{
	size_t n = 0;

	while (list[n])
		n++;
	return n;
}

/* ---- sources ---- */

/* The folder of a file, all links followed; NULL: it is not there. */
static const char *real_folder(struct ab_arena *arena, const char *file)
{
	const char *slash = strrchr(file, '/');
	char real[PATH_MAX];
	const char *folder = slash ? ab_strndup(arena, file, (size_t)(slash - file) + 1) : ".";

	return realpath(folder, real) ? ab_strdup(arena, real) : NULL;
}

/* file as seen from the folder of the image, so that a tree can be moved as a whole. */
static const char *seen_from_image(struct maker *m, const char *file)
{
	const char *from = real_folder(m->arena, m->image_path);
	const char *to = real_folder(m->arena, file), *slash = strrchr(file, '/');
	size_t shared = 0, i = 0;
	struct ab_buf path;

	if (!from || !to)
		return file;
	for (; from[i] && from[i] == to[i]; i++)
		if (from[i] == '/')
			shared = i + 1;
	if ((!from[i] || from[i] == '/') && (!to[i] || to[i] == '/'))
		shared = i + (from[i] == '/' || to[i] == '/');
	ab_buf_init(&path, m->arena);
	for (const char *at = from + (shared < strlen(from) ? shared : strlen(from)); *at; at++)
		if (at[0] != '/' && (at[1] == '/' || !at[1]))
			ab_buf_add(&path, "../");
	ab_buf_addf(&path, "%s%s%s", shared < strlen(to) ? to + shared : "",
		    shared < strlen(to) && strcmp(to, "/") != 0 ? "/" : "",
		    slash ? slash + 1 : file);
	return path.text;
}

static bool add_source(struct maker *m, const char *path, enum ab_image_role role,
		       const char **text, size_t *length)
{
	struct ab_image_source *source;
	struct stat status;
	char *read, real[PATH_MAX];

	if (!ab_file_read(m->arena, path, &read, length, m->error))
		return false;
	*text = read;
	m->sources = AB_GROW(m->arena, m->sources, m->n_sources, &m->sources_capacity);
	source = &m->sources[m->n_sources++];
	source->path = add_string(m, seen_from_image(m, path));
	source->absolute = add_string(m, realpath(path, real) ? real : path);
	source->role = role;
	source->size = *length;
	source->hash = ab_image_hash(read, *length);
	/* a file that changes meanwhile has another content than its time tells */
	if (stat(path, &status) == 0 && (uint64_t)status.st_size == source->size) {
		source->seconds = status.st_mtim.tv_sec;
		source->nanoseconds = status.st_mtim.tv_nsec;
	}
	return true;
}

static bool add_scripts(struct maker *m)
{
	const char *text;
	size_t length;

	for (unsigned i = 0; i < m->policy->n_surfaces; i++)
		for (unsigned j = 0; j < m->policy->surfaces[i].n_symbols; j++)
			if (!add_source(m, m->policy->surfaces[i].symbols[j], AB_IMAGE_SCRIPT,
					&text, &length))
				return false;
	return true;
}

/* Whether the protocols, as they are, keep what the record promises. */
static bool has_silent_protocols(struct maker *m, bool *is_silent)
{
	struct ab_record *current = ab_record_new(m->arena);
	struct ab_findings findings = {0};

	if (!ab_record_take_protocols(current, m->policy, NULL, m->error))
		return false;
	ab_compare_protocols(m->arena, m->record, current, m->policy, NULL, &findings);
	*is_silent = findings.count == 0;
	return true;
}

static bool add_protocols(struct maker *m)
{
	bool is_silent;
	const char *text;
	size_t length;

	if (!has_silent_protocols(m, &is_silent))
		return false;
	for (unsigned i = 0; i < m->policy->n_protocols; i++) {
		const struct ab_policy_protocol *protocol = &m->policy->protocols[i];

		for (unsigned j = 0; j < protocol->n_headers; j++) {
			if (!add_source(m, protocol->file,
					is_silent ? AB_IMAGE_PROTOCOL : AB_IMAGE_BROKEN_PROTOCOL,
					&text, &length))
				return false;
			m->sources[m->n_sources - 1].header = add_string(m, protocol->headers[j]);
		}
	}
	return true;
}

/* ---- the policy ---- */

static void note_first_letter(struct maker *m, const struct ab_image_pattern *pattern)
{
	const unsigned char *base =
	    (const unsigned char *)m->strings.text + pattern->text + pattern->base;

	for (unsigned letter = 0; letter < 256; letter++)
		if (!pattern->base_literal || letter == *base)
			m->head.first_letters[letter / 64] |= UINT64_C(1) << letter % 64;
}

static void add_surface(struct maker *m, const struct ab_surface *from, struct ab_image_surface *to)
{
	to->is_held = from->promise != AB_PROMISE_NONE;
	to->headers = add_patterns(m, from->headers, from->n_headers);
	for (size_t i = to->headers; i < m->n_patterns; i++)
		note_first_letter(m, &m->patterns[i]);
	to->n_headers = from->n_headers;
	to->except = add_patterns(m, from->except, from->n_except);
	to->n_except = from->n_except;
	for (size_t i = to->headers; i < m->n_patterns; i++)
		if (m->head.most_folders < m->patterns[i].folders)
			m->head.most_folders = m->patterns[i].folders;
	to->entries = add_patterns(m, from->entries, from->n_entries);
	to->n_entries = from->n_entries;
}

static void add_condition(struct maker *m, const char *macro, bool is_guard)
{
	struct ab_image_condition *condition;

	m->conditions = AB_GROW(m->arena, m->conditions, m->n_conditions, &m->conditions_capacity);
	condition = &m->conditions[m->n_conditions++];
	condition->macro = add_string(m, macro);
	condition->is_guard = is_guard;
	for (size_t i = 0; i < m->record->n_conditions; i++)
		if (!strcmp(m->record->conditions[i].macro, macro))
			condition->is_defined = m->record->conditions[i].is_defined;
}

static void add_policy(struct maker *m)
{
	const struct ab_policy *policy = m->policy;

	m->surfaces = AB_NEW_ARRAY(m->arena, struct ab_image_surface, policy->n_surfaces);
	for (unsigned i = 0; i < policy->n_surfaces; i++)
		add_surface(m, &policy->surfaces[i], &m->surfaces[i]);
	m->head.n_ignored = (uint32_t)count_list(policy->ignored_macros);
	m->head.ignored = add_patterns(m, policy->ignored_macros, m->head.n_ignored);
	if (policy->sentinel_guard)
		add_condition(m, policy->sentinel_guard, true);
	for (size_t i = 0; policy->switches[i]; i++)
		add_condition(m, policy->switches[i], false);
	for (unsigned i = 0; i < m->record->n_models; i++)
		m->models[i] = add_string(m, m->record->models[i]);
	m->head.version_macro = add_string(m, policy->version_macro ? policy->version_macro : "");
}

/* Rows name a counter in 16 bits; where they are too few, releases are not told apart. */
static void add_releases(struct maker *m)
{
	const size_t n_surfaces = m->policy->n_surfaces;

	m->releases = ab_image_releases_of(m->arena, m->record, m->policy);
	if (n_surfaces * (m->releases.count + 1) > AB_IMAGE_NO_COUNTER)
		m->releases.count = 0;
	m->n_counts = n_surfaces * (m->releases.count + 1);
	m->counts = AB_NEW_ARRAY(m->arena, uint32_t, m->n_counts);
}

/* ---- rows ---- */

static struct ab_image_row *add_row(struct maker *m, const struct ab_entity *entity,
				    const char *name, enum ab_image_space space)
{
	struct ab_image_row *row = &m->rows[m->n_rows];
	const size_t length = strlen(name);

	row->name = (uint32_t)m->names.length;
	row->key = ab_image_key(space, ab_name_hash(name, length), length);
	row->identity = (uint32_t)m->n_rows;
	row->kind = (uint8_t)entity->kind;
	row->counter = AB_IMAGE_NO_COUNTER;
	ab_buf_add_n(&m->names, name, length + 1);
	m->entities[m->n_rows++] = entity;
	return row;
}

/* A row that stands for a part of another one's entity. */
static struct ab_image_row *add_part_of(struct maker *m, uint32_t identity, const char *name,
					enum ab_image_space space)
{
	struct ab_image_row *row = add_row(m, m->entities[identity], name, space);

	row->identity = identity;
	m->entities[m->n_rows - 1] = NULL;
	return row;
}

static enum ab_image_space space_of(const struct ab_entity *entity)
{
	if (entity->kind == AB_MACRO || entity->kind == AB_FUNCTION_MACRO)
		return AB_IMAGE_MACROS;
	return entity->is_tag_only ? AB_IMAGE_TAGS : AB_IMAGE_ORDINARY;
}

static const struct ab_enumerator *find_enumerator(const struct ab_entity *entity, const char *name)
{
	for (unsigned i = 0; entity && i < entity->n_enumerators; i++)
		if (!strcmp(entity->enumerators[i].name, name))
			return &entity->enumerators[i];
	return NULL;
}

static void add_enumerator(struct maker *m, const struct ab_entity *entity,
			   const struct ab_entity *promised, const struct ab_enumerator *now,
			   uint32_t identity)
{
	const struct ab_enumerator *const then = find_enumerator(promised, now->name);
	struct ab_image_row *const part = add_part_of(m, identity, now->name, AB_IMAGE_ENUMERATORS);

	part->kind = AB_ENUMERATOR;
	part->is_new = !then;
	part->is_sentinel = (entity->sentinel && !strcmp(entity->sentinel, now->name)) ||
			    (then && ab_int_compare(then->value, now->value) != 0);
	m->numbers[m->n_rows - 1] = then ? then : now;
}

/* With another release at hand, a waiver may have ended. */
static bool ends_waivers(const struct maker *m, const char *macro)
{
	return m->policy->n_waivers && m->policy->version_macro &&
	       !strcmp(m->policy->version_macro, macro);
}

static void add_entity(struct maker *m, const struct ab_entity *entity)
{
	const char *name = entity->is_tag_only ? entity->tag : entity->name, *logical;
	struct ab_image_row *row = add_row(m, entity, name, space_of(entity));
	const struct ab_surface *surface =
	    entity->header ? ab_policy_surface(m->policy, entity->header, &logical) : NULL;
	const struct ab_entity *promised = ab_image_same(m->record, entity);

	row->is_new = !promised;
	row->is_tag_only = entity->is_tag_only;
	row->may_change = promised && entity->kind == AB_MACRO &&
			  ab_policy_may_change(m->policy, entity->name) &&
			  !ends_waivers(m, entity->name);
	row->is_held = surface && surface->promise != AB_PROMISE_NONE;
	if (surface && promised) {
		const size_t counter =
		    (size_t)(surface - m->policy->surfaces) * (m->releases.count + 1) +
		    ab_image_column(&m->releases, promised->since);

		row->counter = (uint16_t)counter;
		m->counts[counter]++;
	}
	if (entity->tag && !entity->is_tag_only)
		add_part_of(m, row->identity, entity->tag, AB_IMAGE_TAGS);
	for (unsigned i = 0; i < entity->n_enumerators; i++)
		add_enumerator(m, entity, promised, &entity->enumerators[i], row->identity);
}

static void add_rows(struct maker *m)
{
	size_t most = 0;

	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < m->state->of[kind].count; i++)
			most += 2 + m->state->of[kind].items[i]->n_enumerators;
	m->rows = AB_NEW_ARRAY(m->arena, struct ab_image_row, most);
	m->entities = AB_NEW_ARRAY(m->arena, const struct ab_entity *, most);
	m->numbers = AB_NEW_ARRAY(m->arena, const struct ab_enumerator *, most);
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < m->state->of[kind].count; i++)
			add_entity(m, m->state->of[kind].items[i]);
}

static uint32_t *make_slots(struct maker *m, size_t *n_slots)
{
	size_t n = 16, mask;
	uint32_t *slots;

	while (n < 2 * m->n_rows)
		n *= 2;
	mask = n - 1;
	slots = AB_NEW_ARRAY(m->arena, uint32_t, n);
	for (size_t i = 0; i < m->n_rows; i++) {
		size_t at = ab_image_slot(m->rows[i].key) & mask;

		while (slots[at])
			at = (at + 1) & mask;
		slots[at] = (uint32_t)i + 1;
	}
	*n_slots = n;
	return slots;
}

static struct ab_image_digest digest_of(const struct maker *m, size_t row, size_t model)
{
	const struct ab_entity *promised;

	if (m->numbers[row])
		return (struct ab_image_digest){m->numbers[row]->value.magnitude,
						m->numbers[row]->value.is_negative};
	promised = m->entities[row] ? ab_image_same(m->record, m->entities[row]) : NULL;
	if (!promised)
		return (struct ab_image_digest){AB_DIGEST_NONE, AB_DIGEST_NONE};
	return (struct ab_image_digest){ab_digest_of(m->record, promised, (int)model, true, NULL),
					ab_digest_of(m->record, promised, (int)model, false, NULL)};
}

static struct ab_image_digest *make_digests(struct maker *m)
{
	const size_t n_models = m->record->n_models;
	struct ab_image_digest *digests =
	    AB_NEW_ARRAY(m->arena, struct ab_image_digest, m->n_rows * n_models);

	for (size_t model = 0; model < n_models; model++)
		for (size_t i = 0; i < m->n_rows; i++)
			digests[model * m->n_rows + i] = digest_of(m, i, model);
	return digests;
}

/* ---- what the quick look cannot do ---- */

static struct ab_record *copy_without_symbols(struct maker *m)
{
	const struct ab_record *from = m->state;
	struct ab_record *copy = ab_record_new(m->arena);

	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < from->of[kind].count; i++) {
			const struct ab_entity *entity = from->of[kind].items[i];
			struct ab_entity *same = ab_record_add(copy, entity->kind, entity->name);

			*same = *entity;
			same->symbols = NULL;
			same->n_symbols = 0;
			if (same->tag)
				ab_record_set_tag(copy, same, same->tag);
			ab_record_index_enumerators(copy, same);
		}
	for (unsigned i = 0; i < from->n_models; i++)
		ab_record_model(copy, from->models[i]);
	copy->headers = from->headers;
	copy->n_headers = from->n_headers;
	copy->conditions = from->conditions;
	copy->n_conditions = from->n_conditions;
	copy->externals = from->externals;
	copy->n_externals = from->n_externals;
	return copy;
}

/* Everything as the record has it, or the headers, with the version scripts as they are: is that silent? */
static bool has_silent_scripts(struct maker *m, bool *is_silent)
{
	struct ab_record *current;
	struct ab_findings findings = {0};
	bool has_scripts = false;

	*is_silent = true;
	for (unsigned i = 0; i < m->policy->n_surfaces; i++)
		has_scripts |= m->policy->surfaces[i].n_symbols > 0;
	if (!has_scripts)
		return true;
	current = copy_without_symbols(m);
	if (!ab_record_take_symbols(current, m->policy, m->error))
		return false;
	ab_compare(m->arena, m->record, current, m->policy, &findings);
	*is_silent = findings.count == 0;
	return true;
}

static bool judge(struct maker *m)
{
	bool is_silent;

	if (!has_silent_scripts(m, &is_silent))
		return false;
	/* what waivers let pass has been seen, but for those that let nothing pass */
	m->head.is_compared = !is_silent || (m->policy->n_waivers && !m->now) ? AB_IMAGE_ALWAYS
			      : m->policy->n_waivers			      ? AB_IMAGE_IF_STRICT
									      : AB_IMAGE_IF_OTHER;
	return true;
}

/* ---- the file ---- */

static void align(struct ab_buf *file)
{
	static const char zeroes[8];

	ab_buf_add_n(file, zeroes, (8 - file->length % 8) % 8);
}

static void add_part(struct maker *m, struct ab_buf *file, enum ab_image_part part,
		     const void *items, size_t count, size_t size)
{
	align(file);
	m->head.parts[part].offset = file->length;
	m->head.parts[part].count = count;
	if (count)
		ab_buf_add_n(file, items, count * size);
}

static void add_front(struct maker *m, struct ab_buf *file)
{
	add_part(m, file, AB_IMAGE_SOURCES, m->sources, m->n_sources, sizeof *m->sources);
	add_part(m, file, AB_IMAGE_SURFACES, m->surfaces, m->policy->n_surfaces,
		 sizeof *m->surfaces);
	add_part(m, file, AB_IMAGE_PATTERNS, m->patterns, m->n_patterns, sizeof *m->patterns);
	add_part(m, file, AB_IMAGE_CONDITIONS, m->conditions, m->n_conditions,
		 sizeof *m->conditions);
	add_part(m, file, AB_IMAGE_MODELS, m->models, m->record->n_models, sizeof *m->models);
	add_part(m, file, AB_IMAGE_STRINGS, m->strings.text, m->strings.length, 1);
	align(file);
}

static void add_rest(struct maker *m, struct ab_buf *file)
{
	const struct ab_image_variants *const variants = &m->variants;
	size_t n_slots;
	const uint32_t *slots = make_slots(m, &n_slots);

	add_part(m, file, AB_IMAGE_ROWS, m->rows, m->n_rows, sizeof *m->rows);
	add_part(m, file, AB_IMAGE_SLOTS, slots, n_slots, sizeof *slots);
	add_part(m, file, AB_IMAGE_DIGESTS, make_digests(m), m->n_rows * m->record->n_models,
		 sizeof(struct ab_image_digest));
	add_part(m, file, AB_IMAGE_COUNTS, m->counts, m->n_counts, sizeof *m->counts);
	add_part(m, file, AB_IMAGE_RELEASES, m->releases.numbers, m->releases.count,
		 sizeof *m->releases.numbers);
	add_part(m, file, AB_IMAGE_VARIANTS, variants->items, variants->count,
		 sizeof *variants->items);
	add_part(m, file, AB_IMAGE_VARIANT_DIGESTS, variants->digests,
		 variants->count * m->record->n_models, sizeof *variants->digests);
	add_part(m, file, AB_IMAGE_NAMES, m->names.text, m->names.length, 1);
	add_part(m, file, AB_IMAGE_POLICY_TEXT, m->policy_text, m->policy_length, 1);
	ab_buf_add_n(file, "", 1);
	add_part(m, file, AB_IMAGE_RECORD_TEXT, m->record_text, m->record_length, 1);
	ab_buf_add_n(file, "", 1);
	align(file);
}

static void finish_head(struct maker *m, struct ab_buf *file)
{
	struct ab_image_head *head = &m->head;
	const size_t first = offsetof(struct ab_image_head, front_size);

	memcpy(head->magic, AB_IMAGE_MAGIC, sizeof head->magic);
	head->byte_order = AB_IMAGE_BYTE_ORDER;
	head->version = AB_IMAGE_VERSION;
	head->size = file->length;
	head->rest_checksum =
	    ab_image_hash(file->text + head->front_size, file->length - head->front_size);
	memcpy(file->text, head, sizeof *head);
	head->front_checksum = ab_image_hash(file->text + first, head->front_size - first);
	memcpy(file->text, head, sizeof *head);
}

static bool write_image(struct maker *m)
{
	struct ab_buf file;

	ab_buf_init(&file, m->arena);
	ab_buf_add_n(&file, (const char *)&m->head, sizeof m->head);
	add_front(m, &file);
	m->head.front_size = file.length;
	add_rest(m, &file);
	finish_head(m, &file);
	if (m->is_named)
		return ab_file_replace(m->arena, m->image_path, file.text, file.length, m->error);
	return ab_file_replace_itself(m->arena, m->image_path, file.text, file.length, m->error);
}

/* ---- headers as they are now ---- */

/* A header that the record has not seen like that, as a source. */
static uint32_t source_of(void *context, const char *header)
{
	struct maker *const m = context;
	const char *logical, *text;
	size_t length;

	for (size_t i = 0; i < m->now->n_files; i++) {
		const char *const file = m->now->files[i];

		if (!ab_policy_surface(m->policy, file, &logical) || strcmp(logical, header) != 0)
			continue;
		if (!m->header_sources[i] && add_source(m, file, AB_IMAGE_HEADER, &text, &length))
			m->header_sources[i] = (uint32_t)m->n_sources;
		return m->header_sources[i];
	}
	return 0;
}

static void add_variants(struct maker *m)
{
	const struct ab_image_varying varying = {
	    .arena = m->arena,
	    .releases = &m->releases,
	    .record = m->record,
	    .seen = m->seen,
	    .entities = m->entities,
	    .n_rows = m->n_rows,
	    .source_of = source_of,
	    .context = m,
	};

	if (m->now)
		m->header_sources = AB_NEW_ARRAY(m->arena, uint32_t, m->now->n_files);
	m->variants = ab_image_variants_of(&varying);
	m->head.variants_checksum = ab_image_variants_hash(m->releases.numbers, m->releases.count,
							   m->variants.items, m->variants.count);
}

/* The record with what is in the headers besides. */
static bool take_headers(struct maker *m)
{
	struct ab_record *state, *seen, *again;

	if (!ab_record_parse(m->arena, m->policy->record_path, m->record_text, m->record_length,
			     &state, m->error) ||
	    !ab_record_load(m->arena, m->now->record, &seen, m->error) ||
	    !ab_record_load(m->arena, m->now->record, &again, m->error))
		return false;
	ab_record_freeze_onto(state, again, m->policy,
			      m->record->release ? m->record->release : "0");
	m->state = state;
	m->seen = seen;
	return true;
}

/* ---- the way ---- */

static bool load(struct maker *m, const char *policy_path)
{
	struct ab_policy *policy;
	struct ab_record *record;

	if (!add_source(m, policy_path, AB_IMAGE_POLICY, &m->policy_text, &m->policy_length) ||
	    !ab_policy_parse(m->arena, policy_path, m->policy_text, m->policy_length, &policy,
			     m->error))
		return false;
	m->policy = policy;
	if (!policy->record_path)
		return ab_error_set(m->error, m->arena, policy_path, 0, 0,
				    "the policy names no record; expected a key 'record'");
	if (!add_source(m, policy->record_path, AB_IMAGE_RECORD, &m->record_text,
			&m->record_length) ||
	    !ab_record_parse(m->arena, policy->record_path, m->record_text, m->record_length,
			     &record, m->error) ||
	    !ab_policy_is_of(policy, record, m->error))
		return false;
	m->record = m->state = record;
	return !m->now || take_headers(m);
}

bool ab_image_make(struct ab_arena *arena, const char *policy_path, const struct ab_image_now *now,
		   const char *image_path, bool is_named, struct ab_error *error)
{
	struct maker m = {.arena = arena,
			  .error = error,
			  .now = now,
			  .image_path = image_path,
			  .is_named = is_named};

	ab_buf_init(&m.strings, arena);
	ab_buf_init(&m.names, arena);
	if (!load(&m, policy_path) || !add_scripts(&m) || !add_protocols(&m))
		return false;
	add_policy(&m);
	add_releases(&m);
	add_rows(&m);
	add_variants(&m);
	return judge(&m) && write_image(&m);
}
