/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make.c - lays out an image: see image.h for its parts. */
#include "maker.h"

#include <string.h>
#include <sys/stat.h>

#include "abiding/compare.h"
#include "abiding/file.h"
#include "abiding/protocol.h"
#include "abiding/version-script.h"

/* ---- version scripts and protocols ---- */

static bool add_scripts(struct ab_image_maker *m)
{
	const char *text;
	size_t length;

	for (unsigned i = 0; i < m->policy->n_surfaces; i++)
		for (unsigned j = 0; j < m->policy->surfaces[i].n_symbols; j++)
			if (!ab_image_add_source(m, m->policy->surfaces[i].symbols[j],
						 m->policy->surfaces[i].symbols_spelled[j],
						 AB_IMAGE_SCRIPT, &text, &length))
				return false;
	return true;
}

/* Whether the protocols, as they are, keep what the record promises. */
static bool has_silent_protocols(struct ab_image_maker *m, bool *is_silent)
{
	struct ab_record *current = ab_record_new(m->arena);
	struct ab_findings findings = {0};

	if (!ab_record_take_protocols(current, m->policy, NULL, m->error))
		return false;
	ab_compare_protocols(m->arena, m->record, current, m->policy, NULL, &findings);
	*is_silent = findings.count == 0;
	return true;
}

static bool add_protocols(struct ab_image_maker *m)
{
	bool is_silent;
	const char *text;
	size_t length;

	if (!has_silent_protocols(m, &is_silent))
		return false;
	for (unsigned i = 0; i < m->policy->n_protocols; i++) {
		const struct ab_policy_protocol *protocol = &m->policy->protocols[i];

		for (unsigned j = 0; j < protocol->n_headers; j++) {
			if (!ab_image_add_source(m, protocol->file, protocol->file_spelled,
						 is_silent ? AB_IMAGE_PROTOCOL
							   : AB_IMAGE_BROKEN_PROTOCOL,
						 &text, &length))
				return false;
			m->sources[m->n_sources - 1].header =
			    ab_image_add_string(m, protocol->headers[j]);
		}
	}
	return true;
}

/* Rows name a counter in 16 bits; where they are too few, releases are not told apart. */
static void add_releases(struct ab_image_maker *m)
{
	m->releases = ab_image_releases_of(m->arena, m->record, m->policy);
	if (m->n_groups * (m->releases.count + 1) > AB_IMAGE_NO_COUNTER)
		m->releases.count = 0;
	m->n_counts = m->n_groups * (m->releases.count + 1);
	m->counts = AB_NEW_ARRAY(m->arena, uint32_t, m->n_counts);
}

/* ---- what the quick look cannot do ---- */

static struct ab_record *copy_without_symbols(struct ab_image_maker *m)
{
	const struct ab_record *from = m->state;
	struct ab_record *copy = ab_record_new(m->arena);

	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < from->of[kind].count; i++) {
			struct ab_entity *same = ab_record_add_copy(copy, from->of[kind].items[i]);

			same->symbols = NULL;
			same->n_symbols = 0;
		}
	for (unsigned i = 0; i < from->n_models; i++)
		ab_record_model(copy, from->models[i]);
	for (size_t i = 0; i < from->n_headers; i++)
		*ab_record_header(copy, from->headers[i].name) = from->headers[i];
	copy->conditions = from->conditions;
	copy->n_conditions = from->n_conditions;
	for (size_t i = 0; i < from->n_externals; i++)
		*ab_record_external(copy, from->externals[i].name) = from->externals[i];
	return copy;
}

/* Everything as the record has it, or the headers, with the version scripts as they are: is that silent? */
static bool has_silent_scripts(struct ab_image_maker *m, bool *is_silent)
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

static bool judge(struct ab_image_maker *m)
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

static void add_part(struct ab_image_maker *m, struct ab_buf *file, enum ab_image_part part,
		     const void *items, size_t count, size_t size)
{
	align(file);
	m->head.parts[part].offset = file->length;
	m->head.parts[part].count = count;
	if (count)
		ab_buf_add_n(file, items, count * size);
}

static void add_front(struct ab_image_maker *m, struct ab_buf *file)
{
	add_part(m, file, AB_IMAGE_SOURCES, m->sources, m->n_sources, sizeof *m->sources);
	add_part(m, file, AB_IMAGE_SURFACES, m->surfaces, m->policy->n_surfaces,
		 sizeof *m->surfaces);
	add_part(m, file, AB_IMAGE_PATTERNS, m->patterns, m->n_patterns, sizeof *m->patterns);
	add_part(m, file, AB_IMAGE_CONDITIONS, m->conditions, m->n_conditions,
		 sizeof *m->conditions);
	add_part(m, file, AB_IMAGE_MODELS, m->models, m->record->n_models, sizeof *m->models);
	add_part(m, file, AB_IMAGE_GROUPS, m->groups, m->n_groups, sizeof *m->groups);
	add_part(m, file, AB_IMAGE_ENTRIES, m->entries, m->n_entries, sizeof *m->entries);
	add_part(m, file, AB_IMAGE_BROUGHT, m->brings, m->n_brings, sizeof *m->brings);
	add_part(m, file, AB_IMAGE_STRINGS, m->strings.text, m->strings.length, 1);
	align(file);
}

static void add_rest(struct ab_image_maker *m, struct ab_buf *file)
{
	const struct ab_image_variants *const variants = &m->variants;
	size_t n_slots, n_mentioned;
	const uint32_t *const slots = ab_image_make_slots(m, &n_slots);
	const uint32_t *const mentioned = ab_image_make_mentioned(m, &n_mentioned);

	add_part(m, file, AB_IMAGE_ROWS, m->rows, m->n_rows, sizeof *m->rows);
	add_part(m, file, AB_IMAGE_SLOTS, slots, n_slots, sizeof *slots);
	add_part(m, file, AB_IMAGE_DIGESTS, ab_image_make_digests(m),
		 m->n_rows * m->record->n_models, sizeof(struct ab_image_digest));
	add_part(m, file, AB_IMAGE_COUNTS, m->counts, m->n_counts, sizeof *m->counts);
	add_part(m, file, AB_IMAGE_RELEASES, m->releases.numbers, m->releases.count,
		 sizeof *m->releases.numbers);
	add_part(m, file, AB_IMAGE_VARIANTS, variants->items, variants->count,
		 sizeof *variants->items);
	add_part(m, file, AB_IMAGE_VARIANT_DIGESTS, variants->digests,
		 variants->count * m->record->n_models, sizeof *variants->digests);
	add_part(m, file, AB_IMAGE_MENTIONED, mentioned, n_mentioned, sizeof *mentioned);
	m->head.mentioned_checksum = ab_image_hash(mentioned, n_mentioned * sizeof *mentioned);
	add_part(m, file, AB_IMAGE_NAMES, m->names.text, m->names.length, 1);
	add_part(m, file, AB_IMAGE_POLICY_TEXT, m->policy_text, m->policy_length, 1);
	ab_buf_add_n(file, "", 1);
	add_part(m, file, AB_IMAGE_RECORD_TEXT, m->record_text, m->record_length, 1);
	ab_buf_add_n(file, "", 1);
	add_part(m, file, AB_IMAGE_RECORD_HEAD, m->head_text, m->head_length, 1);
	ab_buf_add_n(file, "", 1);
	align(file);
}

static void finish_head(struct ab_image_maker *m, struct ab_buf *file)
{
	struct ab_image_head *head = &m->head;
	const size_t first = offsetof(struct ab_image_head, front_size);

	memcpy(head->magic, AB_IMAGE_MAGIC, sizeof head->magic);
	head->byte_order = AB_IMAGE_BYTE_ORDER;
	head->version = AB_IMAGE_VERSION;
	head->build = ab_image_build;
	head->size = file->length;
	head->rest_checksum =
	    ab_image_hash(file->text + head->front_size, file->length - head->front_size);
	memcpy(file->text, head, sizeof *head);
	head->front_checksum = ab_image_hash(file->text + first, head->front_size - first);
	memcpy(file->text, head, sizeof *head);
}

/* Whether the image would take the place of what it is made of. */
static bool is_a_source(const struct ab_image_maker *m)
{
	struct stat image, source;

	if (stat(m->image_path, &image) != 0)
		return false;
	for (size_t i = 0; i < m->n_sources; i++)
		if (stat(m->strings.text + m->sources[i].absolute, &source) == 0 &&
		    source.st_dev == image.st_dev && source.st_ino == image.st_ino)
			return true;
	return false;
}

static bool write_image(struct ab_image_maker *m)
{
	struct ab_buf file;

	if (is_a_source(m))
		return ab_error_set(m->error, m->arena, m->image_path, 0, 0,
				    "the image would be written over a file that it is made of");

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

/* What a check has to know of a record where there is nothing to be said. */
static bool print_head(struct ab_image_maker *m)
{
	struct ab_record *head = ab_record_new(m->arena);

	head->library = m->record->library;
	head->release = m->record->release;
	head->language = m->record->language;
	head->headers = m->record->headers;
	head->n_headers = m->record->n_headers;
	head->passed = m->record->passed;
	head->n_passed = m->record->n_passed;
	return ab_record_print(m->arena, head, &m->head_text, &m->head_length, m->error);
}

/* ---- headers as they are now ---- */

/* A header that the record has not seen like that, as a source. */
static uint32_t source_of(void *context, const char *header)
{
	struct ab_image_maker *const m = context;
	const char *logical, *text;
	size_t length;

	for (size_t i = 0; i < m->now->n_files; i++) {
		const char *const file = m->now->files[i];

		if (!ab_policy_surface(m->policy, file, &logical) || strcmp(logical, header) != 0)
			continue;
		if (!m->header_sources[i] &&
		    ab_image_add_source(m, file, NULL, AB_IMAGE_HEADER, &text, &length))
			m->header_sources[i] = (uint32_t)m->n_sources;
		return m->header_sources[i];
	}
	return 0;
}

static void add_variants(struct ab_image_maker *m)
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
	m->head.before = ab_image_before_of(m->arena, m->record, m->policy);
	m->head.variants_checksum = ab_image_variants_hash(m->releases.numbers, m->releases.count,
							   m->variants.items, m->variants.count);
}

/* The record with what is in the headers besides. */
static bool take_headers(struct ab_image_maker *m)
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

static bool load(struct ab_image_maker *m, const char *policy_path)
{
	const char *const name = ab_image_base(policy_path);
	struct ab_policy *policy;
	struct ab_record *record;

	m->policy_path = policy_path;
	m->head.is_beside = ab_image_is_beside(m->arena, policy_path, m->image_path);
	if (!ab_image_add_source(m, policy_path, name, AB_IMAGE_POLICY, &m->policy_text,
				 &m->policy_length) ||
	    !ab_policy_parse(m->arena, policy_path, m->policy_text, m->policy_length, &policy,
			     m->error))
		return false;
	m->policy = policy;
	if (!policy->record_path)
		return ab_error_set(m->error, m->arena, policy_path, 0, 0,
				    "the policy names no record; expected a key 'record'");
	if (!ab_image_add_source(m, policy->record_path, policy->record_spelled, AB_IMAGE_RECORD,
				 &m->record_text, &m->record_length) ||
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
	struct ab_image_maker m = {.arena = arena,
				   .error = error,
				   .now = now,
				   .image_path = image_path,
				   .is_named = is_named};

	ab_buf_init(&m.strings, arena);
	ab_buf_init(&m.names, arena);
	if (!load(&m, policy_path) || !add_scripts(&m) || !add_protocols(&m))
		return false;
	ab_image_add_policy(&m);
	ab_image_add_brought(&m);
	add_releases(&m);
	ab_image_add_rows(&m);
	add_variants(&m);
	return print_head(&m) && judge(&m) && write_image(&m);
}
