/* SPDX-License-Identifier: GPL-3.0-or-later */
/* image.c - an image as it lies on disk, mapped and asked (image.h). */
#define _GNU_SOURCE /* MAP_ANONYMOUS, mremap() */

#include "abiding/image.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- numbers ---- */

uint64_t ab_image_hash(const void *bytes, size_t length)
{
	const unsigned char *at = bytes;
	uint64_t hash = length * UINT64_C(0x9e3779b97f4a7c15), word;

#pragma GCC unroll 8
	for (size_t i = length / sizeof word; i; i--, at += sizeof word) {
		memcpy(&word, at, sizeof word);
		hash = (hash ^ word) * UINT64_C(0xff51afd7ed558ccd);
		hash ^= hash >> 32;
	}
	length %= sizeof word;
	for (word = 0; length; length--)
		word = word << 8 | at[length - 1];
	hash = (hash ^ word) * UINT64_C(0xc4ceb9fe1a85ec53);
	return hash ^ hash >> 29;
}

uint64_t ab_image_variants_hash(const uint64_t *releases, uint64_t n_releases,
				const struct ab_image_variant *variants, uint64_t n_variants)
{
	return ab_image_hash(releases, n_releases * sizeof *releases) ^
	       ab_image_hash(variants, n_variants * sizeof *variants) << 1;
}

/* ---- files ---- */

bool ab_image_view(const char *path, struct ab_image_view *view)
{
	/* a FIFO must not keep a compiler waiting */
	const int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct stat status;
	void *bytes = MAP_FAILED;

	if (fd < 0)
		return false;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
		bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (bytes == MAP_FAILED)
		return false;
	view->bytes = bytes;
	view->size = (size_t)status.st_size;
	return true;
}

void ab_image_unview(const struct ab_image_view *view)
{
	munmap((void *)view->bytes, view->size);
}

void *ab_image_memory(size_t size)
{
	void *memory =
	    mmap(NULL, size + 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

void *ab_image_more_memory(void *memory, size_t size, size_t wanted)
{
	void *more = mremap(memory, size + 1, wanted + 1, MREMAP_MAYMOVE);

	return more == MAP_FAILED ? NULL : more;
}

/* ---- texts ---- */

bool ab_image_join(char *buffer, size_t size, const char *const *texts)
{
	size_t length = 0;

	for (; *texts; texts++)
		for (const char *at = *texts; *at && length < size - 1; at++)
			buffer[length++] = *at;
	buffer[length] = '\0';
	return length < size - 1;
}

enum { NUMBER_MAX = 12 };

static const char *number(uint32_t value, char *buffer)
{
	char *at = &buffer[NUMBER_MAX - 1];

	*at = '\0';
	do
		*--at = (char)('0' + value % 10);
	while (value /= 10);
	return at;
}

/* ---- opening ---- */

static const size_t item_sizes[AB_IMAGE_PARTS] = {
    [AB_IMAGE_SOURCES] = sizeof(struct ab_image_source),
    [AB_IMAGE_SURFACES] = sizeof(struct ab_image_surface),
    [AB_IMAGE_PATTERNS] = sizeof(struct ab_image_pattern),
    [AB_IMAGE_CONDITIONS] = sizeof(struct ab_image_condition),
    [AB_IMAGE_MODELS] = sizeof(uint32_t),
    [AB_IMAGE_GROUPS] = sizeof(struct ab_image_group),
    [AB_IMAGE_ENTRIES] = sizeof(struct ab_image_entry),
    [AB_IMAGE_BROUGHT] = sizeof(uint32_t),
    [AB_IMAGE_STRINGS] = 1,
    [AB_IMAGE_ROWS] = sizeof(struct ab_image_row),
    [AB_IMAGE_SLOTS] = sizeof(uint32_t),
    [AB_IMAGE_DIGESTS] = sizeof(struct ab_image_digest),
    [AB_IMAGE_COUNTS] = sizeof(uint32_t),
    [AB_IMAGE_RELEASES] = sizeof(uint64_t),
    [AB_IMAGE_VARIANTS] = sizeof(struct ab_image_variant),
    [AB_IMAGE_VARIANT_DIGESTS] = sizeof(struct ab_image_digest),
    [AB_IMAGE_MENTIONED] = sizeof(uint32_t),
    [AB_IMAGE_NAMES] = 1,
    [AB_IMAGE_POLICY_TEXT] = 1,
    [AB_IMAGE_RECORD_TEXT] = 1,
    [AB_IMAGE_RECORD_HEAD] = 1,
};

enum { FIRST_CHECKED = offsetof(struct ab_image_head, front_size) };

static bool refuse(char *message, const char *path, const char *why)
{
	ab_image_join(message, AB_IMAGE_MESSAGE_MAX,
		      (const char *const[]){"'", path, "' ", why, NULL});
	return false;
}

static bool is_damaged(char *message, const char *path)
{
	refuse(message, path,
	       "is damaged: it is not what abiding compile has written; run it again");
	return true;
}

/* Whether all parts lie inside of the file, and those of the front in the front. */
static bool has_places(const struct ab_image *image)
{
	const struct ab_image_head *head = image->head;
	const struct ab_image_section *slots = &head->parts[AB_IMAGE_SLOTS];
	const struct ab_image_section *rows = &head->parts[AB_IMAGE_ROWS];

	for (int i = 0; i < AB_IMAGE_PARTS; i++) {
		const struct ab_image_section *part = &head->parts[i];
		const uint64_t end = i <= AB_IMAGE_STRINGS ? head->front_size : image->size;

		if (part->offset > end || part->offset % 8 ||
		    part->count > (end - part->offset) / item_sizes[i])
			return false;
	}
	return slots->count && !(slots->count & (slots->count - 1)) && rows->count < slots->count &&
	       rows->count <= UINT32_MAX / 2 &&
	       head->parts[AB_IMAGE_DIGESTS].count ==
		   rows->count * head->parts[AB_IMAGE_MODELS].count &&
	       head->parts[AB_IMAGE_VARIANT_DIGESTS].count ==
		   head->parts[AB_IMAGE_VARIANTS].count * head->parts[AB_IMAGE_MODELS].count &&
	       head->parts[AB_IMAGE_COUNTS].count ==
		   head->parts[AB_IMAGE_GROUPS].count * (head->parts[AB_IMAGE_RELEASES].count + 1);
}

/* Whether the indexes and strings of the front stay in it. */
static bool has_patterns(const struct ab_image *image)
{
	uint64_t n_patterns, n_strings, n_surfaces;
	const char *strings = ab_image_part(image, AB_IMAGE_STRINGS, &n_strings);
	const struct ab_image_pattern *patterns =
	    ab_image_part(image, AB_IMAGE_PATTERNS, &n_patterns);
	const struct ab_image_surface *surface =
	    ab_image_part(image, AB_IMAGE_SURFACES, &n_surfaces);

	if (!n_strings || strings[n_strings - 1])
		return false;
	for (uint64_t i = 0; i < n_patterns; i++)
		if ((uint64_t)patterns[i].text + patterns[i].length >= n_strings ||
		    (uint64_t)patterns[i].base + patterns[i].base_literal > patterns[i].length ||
		    patterns[i].literal > patterns[i].length ||
		    (patterns[i].form == AB_IMAGE_ONE_STAR &&
		     patterns[i].literal == patterns[i].length))
			return false;
	for (uint64_t i = 0; i < n_surfaces; i++, surface++)
		if ((uint64_t)surface->headers + surface->n_headers > n_patterns ||
		    (uint64_t)surface->except + surface->n_except > n_patterns)
			return false;
	return (uint64_t)image->head->ignored + image->head->n_ignored <= n_patterns;
}

static bool has_entries(const struct ab_image *image)
{
	uint64_t n_strings, n_groups, n_entries, n_brought;
	const struct ab_image_entry *entry = ab_image_part(image, AB_IMAGE_ENTRIES, &n_entries);
	const uint32_t *brought = ab_image_part(image, AB_IMAGE_BROUGHT, &n_brought);

	ab_image_part(image, AB_IMAGE_STRINGS, &n_strings);
	ab_image_part(image, AB_IMAGE_GROUPS, &n_groups);
	for (uint64_t i = 0; i < n_entries; i++, entry++)
		if ((uint64_t)entry->name + entry->length >= n_strings ||
		    (uint64_t)entry->brings + entry->n_brings > n_brought)
			return false;
	for (uint64_t i = 0; i < n_brought; i++)
		if (brought[i] >= n_groups)
			return false;
	return true;
}

static bool is_good(const struct ab_image *image, char *message)
{
	const struct ab_image_head *head = image->head;

	if (image->size < sizeof *head || head->size > image->size)
		return refuse(message, image->path, "is cut short; run abiding compile again");
	if (head->byte_order != AB_IMAGE_BYTE_ORDER)
		return refuse(
		    message, image->path,
		    "was compiled on a machine of a different byte order; compile it here");
	if (head->version != AB_IMAGE_VERSION) {
		char found[NUMBER_MAX], known[NUMBER_MAX];

		ab_image_join(
		    message, AB_IMAGE_MESSAGE_MAX,
		    (const char *const[]){
			"'", image->path, "' has the format ", number(head->version, found),
			" and this plugin reads ", number(AB_IMAGE_VERSION, known),
			"; compile it with the abiding of the same build as this plugin", NULL});
		return false;
	}
	if (head->build != ab_image_build)
		return refuse(
		    message, image->path,
		    "was compiled by another build of abiding; compile it with the abiding "
		    "of the same build as this plugin");
	if (head->size != image->size || head->front_size > image->size ||
	    head->front_size < sizeof *head ||
	    ab_image_hash(image->bytes + FIRST_CHECKED, head->front_size - FIRST_CHECKED) !=
		head->front_checksum ||
	    !has_places(image) || !has_patterns(image) || !has_entries(image))
		return !is_damaged(message, image->path);
	return true;
}

static bool has_magic(const struct ab_image *image)
{
	return image->size >= sizeof image->head->magic &&
	       memcmp(image->bytes, AB_IMAGE_MAGIC, sizeof image->head->magic) == 0;
}

enum ab_image_status ab_image_open(const char *path, struct ab_image *image, char *message)
{
	*message = '\0';
	errno = 0;
	if (!ab_image_view(path, &image->view)) {
		if (errno != ENOMEM)
			return AB_IMAGE_IS_OTHER;
		refuse(message, path, "cannot be read: out of memory");
		return AB_IMAGE_IS_BAD;
	}
	image->path = path;
	image->policy = NULL;
	image->bytes = image->view.bytes;
	image->head = image->view.bytes;
	image->size = image->view.size;
	if (has_magic(image) && is_good(image, message)) {
		image->rows = ab_image_part(image, AB_IMAGE_ROWS, &image->n_rows);
		image->slots = ab_image_part(image, AB_IMAGE_SLOTS, &image->n_slots);
		image->names = ab_image_part(image, AB_IMAGE_NAMES, &image->n_names);
		return AB_IMAGE_IS_OPEN;
	}
	ab_image_close(image);
	return *message ? AB_IMAGE_IS_BAD : AB_IMAGE_IS_OTHER;
}

void ab_image_close(struct ab_image *image)
{
	ab_image_unview(&image->view);
}

bool ab_image_is_whole(const struct ab_image *image, char *message)
{
	const struct ab_image_head *head = image->head;

	if (ab_image_hash(image->bytes + head->front_size, image->size - head->front_size) ==
	    head->rest_checksum)
		return true;
	return !is_damaged(message, image->path);
}

/* ---- looking up ---- */

const void *ab_image_part(const struct ab_image *image, enum ab_image_part part, uint64_t *count)
{
	const struct ab_image_section *section = &image->head->parts[part];

	if (count)
		*count = section->count;
	return image->bytes + section->offset;
}

const char *ab_image_string(const struct ab_image *image, uint32_t offset)
{
	uint64_t count;
	const char *strings = ab_image_part(image, AB_IMAGE_STRINGS, &count);

	return offset < count ? strings + offset : "";
}

enum { NOT_KNOWN, WHOLE, DAMAGED };

bool ab_image_mentions(const struct ab_image *image, uint32_t hash, int *is_whole)
{
	uint64_t count, low = 0;
	const uint32_t *const words = ab_image_part(image, AB_IMAGE_MENTIONED, &count);

	if (*is_whole == NOT_KNOWN)
		*is_whole =
		    ab_image_hash(words, count * sizeof *words) == image->head->mentioned_checksum
			? WHOLE
			: DAMAGED;
	if (*is_whole == DAMAGED)
		return true;
	for (uint64_t high = count; low < high;) {
		const uint64_t middle = low + (high - low) / 2;

		if (words[middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && words[low] == hash;
}

/* ---- headers ---- */

static bool may_match(const struct ab_image *image, const struct ab_image_pattern *pattern,
		      const char *base)
{
	const char *text = ab_image_string(image, pattern->text) + pattern->base;

	for (uint32_t i = 0; i < pattern->base_literal; i++)
		if (base[i] != text[i])
			return false;
	return pattern->base + pattern->base_literal < pattern->length ||
	       !base[pattern->base_literal];
}

bool ab_image_may_be_public(const struct ab_image *image, const char *path)
{
	uint64_t count, start;
	const struct ab_image_surface *surface = ab_image_part(image, AB_IMAGE_SURFACES, &count);
	const char *base = ab_image_base(path);

	if (!ab_image_has_first_letter(image, base))
		return false;
	start = ab_image_start(base);
	for (; count; count--, surface++)
		for (uint32_t i = 0; i < surface->n_headers; i++) {
			const struct ab_image_pattern *pattern =
			    ab_image_pattern_at(image, surface->headers + i);

			if ((start & pattern->start_mask) == pattern->start &&
			    may_match(image, pattern, base))
				return true;
		}
	return false;
}

/* ---- the files that it was made from ---- */

static bool join(char *buffer, size_t size, const char *image_path, const char *path)
{
	const size_t folder = path[0] == '/' ? 0 : (size_t)(ab_image_base(image_path) - image_path);
	const size_t length = strlen(path) + 1;

	if (folder + length > size)
		return false;
	memcpy(buffer, image_path, folder);
	memcpy(buffer + folder, path, length);
	return true;
}

bool ab_image_source_beside(const struct ab_image *image, const struct ab_image_source *source,
			    char *path, size_t size)
{
	return join(path, size, image->path, ab_image_string(image, source->path));
}

bool ab_image_has_source(const struct ab_image *image, const struct ab_image_source *source,
			 char *path, size_t size)
{
	struct stat status;

	if (ab_image_source_beside(image, source, path, size) && stat(path, &status) == 0)
		return true;
	return join(path, size, image->path, ab_image_string(image, source->absolute)) &&
	       stat(path, &status) == 0;
}

static bool has_content(const char *path, const struct ab_image_source *source)
{
	struct ab_image_view view;
	bool is_same;

	if (!source->size || !ab_image_view(path, &view))
		return false;
	is_same = view.size == source->size && ab_image_hash(view.bytes, view.size) == source->hash;
	ab_image_unview(&view);
	return is_same;
}

/* Whether nothing was done to it since it was read: nobody can set the second of these times. */
static bool is_untouched(const struct ab_image_source *source, const struct stat *status)
{
	return status->st_mtim.tv_sec == source->seconds &&
	       status->st_mtim.tv_nsec == source->nanoseconds &&
	       status->st_ctim.tv_sec == source->changed_seconds &&
	       status->st_ctim.tv_nsec == source->changed_nanoseconds;
}

static bool is_source(const struct ab_image_source *source, const char *path,
		      const struct stat *status)
{
	if (status->st_size < 0 || (uint64_t)status->st_size != source->size)
		return false;
	return is_untouched(source, status) || has_content(path, source);
}

bool ab_image_is_source(const struct ab_image_source *source, const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && is_source(source, path, &status);
}

/* Whether a source is as it was; one that is not there cannot have changed. */
bool ab_image_is_as_it_was(const struct ab_image *image, const struct ab_image_source *source,
			   char *path, size_t size)
{
	struct stat status;

	return !ab_image_has_source(image, source, path, size) || stat(path, &status) != 0 ||
	       is_source(source, path, &status);
}

/* Others matter to those compiles only that have to do with them. */
static bool is_for_all(const struct ab_image_source *source)
{
	return source->role == AB_IMAGE_POLICY || source->role == AB_IMAGE_RECORD ||
	       source->role == AB_IMAGE_SCRIPT;
}

bool ab_image_is_fresh(const struct ab_image *image, bool *has_scripts, char *message)
{
	uint64_t count;
	const struct ab_image_source *source = ab_image_part(image, AB_IMAGE_SOURCES, &count);
	char path[PATH_MAX];

	*has_scripts = true;
	for (uint64_t i = 0; i < count; i++, source++) {
		if (!is_for_all(source) || ab_image_is_as_it_was(image, source, path, sizeof path))
			continue;
		if (source->role == AB_IMAGE_SCRIPT) {
			*has_scripts = false;
			continue;
		}
		ab_image_join(message, AB_IMAGE_MESSAGE_MAX,
			      (const char *const[]){
				  "'", image->path, "' is stale: '", path,
				  "' has changed since it was compiled; run abiding compile again",
				  NULL});
		return false;
	}
	return true;
}
