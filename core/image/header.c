/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * header.c - to which surface a header belongs, and what else an image
 * knows by patterns.  Apart from image.c since a compile that includes no public
 * header has no need of it.
 */
#include "abiding/image.h"

#include <fnmatch.h>
#include <string.h>

#include "abiding/path.h"
#include "abiding/record.h"

/*
 * Texts here are short, and what libc has for them costs a compile more to be bound
 * than it takes to do the work.
 */
static bool is_text(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *a == *b;
}

static bool has_slash(const char *text, size_t length)
{
	for (; length; length--, text++)
		if (*text == '/')
			return true;
	return false;
}

int ab_image_model(const struct ab_image *image, const char *name)
{
	uint64_t count;
	const uint32_t *models = ab_image_part(image, AB_IMAGE_MODELS, &count);

	for (uint64_t i = 0; i < count; i++)
		if (is_text(ab_image_string(image, models[i]), name))
			return (int)i;
	return -1;
}

/* ---- patterns ---- */

/* What a star stands for has no slash in it. */
static bool matches(const struct ab_image *image, const struct ab_image_pattern *pattern,
		    const char *name)
{
	const char *text = ab_image_string(image, pattern->text);
	const size_t length = strlen(name), literal = pattern->literal;
	size_t rest;

	if (pattern->form == AB_IMAGE_PLAIN)
		return length == pattern->length && ab_name_is(text, name, length);
	if (pattern->form == AB_IMAGE_ANY_PATTERN)
		return fnmatch(text, name, FNM_PATHNAME) == 0;
	rest = pattern->length - literal - 1;
	return length >= literal + rest && ab_name_is(text, name, literal) &&
	       ab_name_is(text + literal + 1, name + length - rest, rest) &&
	       !has_slash(name + literal, length - literal - rest);
}

/* The tail of a path that has as many components as the pattern; all of a shorter path. */
static const char *tail_like(const struct ab_image_pattern *pattern, const char *path,
			     const char *base)
{
	for (uint32_t i = 0; i < pattern->folders && base > path; i++)
		for (base--; base > path && base[-1] != '/'; base--)
			;
	return base;
}

/* Names that differ mostly do so in their last letters: "libvirt-domain.h", "libvirt-host.h". */
static bool ends_like(const char *a, size_t a_length, const char *b, size_t b_length)
{
	uint64_t a_end, b_end;

	if (a_length < sizeof a_end || b_length < sizeof b_end)
		return true;
	memcpy(&a_end, a + a_length - sizeof a_end, sizeof a_end);
	memcpy(&b_end, b + b_length - sizeof b_end, sizeof b_end);
	return a_end == b_end;
}

/* A path, taken apart once for all patterns. */
struct parted {
	const char *path, *base;
	size_t length;
	uint64_t start; /* of base */
};

static struct parted part(const char *path)
{
	const char *const base = ab_image_base(path);

	return (struct parted){path, base, (size_t)(base - path) + strlen(base),
			       ab_image_start(base)};
}

/* The tail of the path that the first one of the patterns matches, NULL: none does. */
static const char *tail_of(const struct ab_image *image, uint32_t first, uint32_t n,
			   const struct parted *parted)
{
	const struct ab_image_pattern *pattern = ab_image_pattern_at(image, first);
	const char *const strings = ab_image_part(image, AB_IMAGE_STRINGS, NULL);

	for (; n; n--, pattern++) {
		const char *tail;

		if ((parted->start & pattern->start_mask) != pattern->start ||
		    (pattern->form == AB_IMAGE_PLAIN &&
		     !ends_like(parted->path, parted->length, strings + pattern->text,
				pattern->length)))
			continue;
		tail = tail_like(pattern, parted->path, parted->base);
		if (matches(image, pattern, tail))
			return tail;
	}
	return NULL;
}

static int surface_of(const struct ab_image *image, const char *path, const char **logical)
{
	uint64_t count;
	const struct ab_image_surface *surfaces = ab_image_part(image, AB_IMAGE_SURFACES, &count);
	const struct parted parted = part(path);

	for (uint64_t i = 0; i < count; i++) {
		*logical = tail_of(image, surfaces[i].headers, surfaces[i].n_headers, &parted);
		if (*logical && !tail_of(image, surfaces[i].except, surfaces[i].n_except, &parted))
			return (int)i;
	}
	return -1;
}

/* Whether the path has as many folders as any pattern. */
static bool has_all_folders(const struct ab_image *image, const char *path)
{
	uint32_t folders = 0;

	for (; *path; path++)
		folders += *path == '/';
	return folders >= image->head->most_folders;
}

/*
 * Without detours, and with the folders above it, as far as a pattern could tell;
 * NULL: there is no room for them.
 */
static const char *absolute(const struct ab_image *image, const char *path, char *(*folder)(void),
			    char *buffer)
{
	const bool is_absolute = path[0] == '/';

	if (ab_path_is_short(path) &&
	    (is_absolute || has_all_folders(image, path + ab_path_root(path))))
		return path;
	if (!ab_image_join(buffer, AB_IMAGE_PATH_MAX,
			   (const char *const[]){is_absolute ? "" : folder(),
						 is_absolute ? "" : "/", path, NULL}))
		return NULL;
	ab_path_shorten(buffer);
	return buffer;
}

int ab_image_surface_of(const struct ab_image *image, const char *path, char *(*folder)(void),
			char *buffer, const char **logical)
{
	if (!ab_image_has_first_letter(image, ab_image_base(path)))
		return -1;
	path = absolute(image, path, folder, buffer);
	return path ? surface_of(image, path, logical) : -1;
}

static bool is_tail(const char *path, size_t length, const char *tail, size_t tail_length)
{
	const char *start;

	if (tail_length > length)
		return false;
	start = path + (length - tail_length);
	return ab_name_is(start, tail, tail_length) &&
	       (start == path || start[-1] == '/' || tail[0] == '/');
}

/* As ab_header_is_same() has it. */
static bool is_same_header(const char *a, size_t a_length, const char *b, size_t b_length)
{
	return ends_like(a, a_length, b, b_length) &&
	       (is_tail(a, a_length, b, b_length) || is_tail(b, b_length, a, a_length));
}

const struct ab_image_row *ab_image_header(const struct ab_image *image, const char *logical)
{
	const size_t length = strlen(logical);
	const struct ab_image_row *row =
	    ab_image_find(image, AB_IMAGE_HEADERS, ab_name_hash(logical, length), logical, length);

	/* the headers are behind all others */
	for (uint64_t i = image->n_rows; !row && i && image->rows[i - 1].kind == AB_KINDS; i--) {
		const char *name = ab_image_name(image, &image->rows[i - 1]);

		if (name && is_same_header(logical, length, name,
					   ab_image_name_length(&image->rows[i - 1])))
			row = &image->rows[i - 1];
	}
	return row;
}

void ab_image_each_entry(const struct ab_image *image, const char *logical,
			 void (*visit)(uint64_t entry))
{
	uint64_t count;
	const struct ab_image_entry *entry = ab_image_part(image, AB_IMAGE_ENTRIES, &count);
	const char *const strings = ab_image_part(image, AB_IMAGE_STRINGS, NULL);
	const size_t length = strlen(logical);

	for (uint64_t i = 0; i < count; i++, entry++) {
		const char *name = strings + entry->name;

		if (is_same_header(logical, length, name, entry->length))
			visit(i);
	}
}

bool ab_image_ignores_macro(const struct ab_image *image, const char *name)
{
	for (uint32_t i = 0; i < image->head->n_ignored; i++)
		if (matches(image, ab_image_pattern_at(image, image->head->ignored + i), name))
			return true;
	return false;
}

bool ab_image_is_of_protocol(const struct ab_image *image, const struct ab_image_source *source,
			     const char *path)
{
	const char *text = ab_image_string(image, source->header);
	struct ab_image_pattern pattern = {.folders = 0};

	for (const char *at = text; *at; at++)
		pattern.folders += *at == '/';
	return fnmatch(text, tail_like(&pattern, path, ab_image_base(path)), FNM_PATHNAME) == 0;
}
