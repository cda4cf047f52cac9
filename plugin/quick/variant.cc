/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * variant.cc - what is good though it is not as the record has it last: as
 * it was in an older release, if the headers are of that one; and what the image
 * has seen in headers that are as they were.
 */
#include "gcc/gcc-includes.h"
#include "quick.h"
#include "look.h"

static const struct ab_image_variant *variants;
static uint64_t n_variants;
static bool is_damaged;			      /* they or the releases: nothing is taken by them */
static const struct ab_image_digest *digests; /* of this data model, by variant */

/* Neither releases nor variants were checked when the image was opened. */
static bool is_whole(void)
{
	return ab_image_variants_hash(look.releases, look.n_releases, variants, n_variants) ==
	       quick.image->head->variants_checksum;
}

static void open_variants(void)
{
	variants = (const struct ab_image_variant *)ab_image_part(quick.image, AB_IMAGE_VARIANTS,
								  &n_variants);
	is_damaged = !is_whole();
	if (is_damaged)
		n_variants = 0;
	digests = (const struct ab_image_digest *)ab_image_part(quick.image,
								AB_IMAGE_VARIANT_DIGESTS, NULL) +
		  (quick.model < 0 ? 0 : quick.model) * n_variants;
}

/* How many there are of rows up to that one. */
static uint64_t end_of_variants(const struct ab_image_row *row)
{
	const uint64_t wanted = row - look.rows;
	uint64_t low = 0, high;

	if (!variants)
		open_variants();
	high = n_variants;
	while (low < high) {
		const uint64_t middle = low + (high - low) / 2;

		if (variants[middle].row <= wanted)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_of(uint64_t variant, const struct ab_image_row *row)
{
	return variants[variant].row == (uint64_t)(row - look.rows);
}

/* ---- headers ---- */

/* The last answer; what is new stands together. */
static struct {
	uint32_t header; /* 0: none yet */
	const char *file;
	bool is_same;
} known;

static bool is_header_same(uint32_t header, location_t where)
{
	const char *const file =
	    LOCATION_FILE(linemap_resolve_location(line_table, where, LRK_SPELLING_LOCATION, NULL));
	uint64_t n_sources;
	const struct ab_image_source *const sources = (const struct ab_image_source *)ab_image_part(
	    quick.image, AB_IMAGE_SOURCES, &n_sources);

	if (!file || header > n_sources)
		return false;
	if (known.header != header || known.file != file) {
		known.header = header;
		known.file = file;
		known.is_same = ab_image_is_source(&sources[header - 1], file);
	}
	return known.is_same;
}

/* ---- taking one ---- */

static bool take(uint64_t variant, location_t where)
{
	const struct ab_image_variant *const one = &variants[variant];

	if (one->header && !is_header_same(one->header, where))
		return false;
	if (one->before < look.n_releases)
		look.before = MIN(look.before, look.releases[one->before]);
	look.taken[one->row] = one->before == AB_IMAGE_NEVER ? TAKEN_AS_NEWER : TAKEN_AS_OLDER;
	return true;
}

/* Without its sentinel, an enum may be as in several releases: the newest asks for least. */
__attribute__((cold)) bool quick_is_variant(const struct ab_image_row *row, uint64_t digest,
					    location_t where)
{
	if (digest == AB_DIGEST_NONE)
		return false;
	for (uint64_t i = end_of_variants(row); i-- && is_of(i, row);)
		if ((digest == digests[i].all ||
		     (look.is_unguarded && digest == digests[i].unguarded)) &&
		    take(i, where))
			return true;
	return false;
}

__attribute__((cold)) bool quick_is_macro_variant(const struct ab_image_row *row,
						  cpp_hashnode *node, location_t where)
{
	for (uint64_t i = end_of_variants(row); i-- && is_of(i, row);)
		if (digests[i].all != AB_DIGEST_NONE && quick_macro_is(node, digests[i].all) &&
		    take(i, where))
			return true;
	return false;
}

/* ---- which release ---- */

/* The macro that says which, if a public header has defined it; or NULL. */
static cpp_hashnode *find_version_macro(void)
{
	const char *const name = ab_image_string(quick.image, quick.image->head->version_macro);
	cpp_hashnode *const node = cpp_lookup(parse_in, (const unsigned char *)name, strlen(name));

	return cpp_user_macro_p(node) && quick_surface_at(cpp_macro_definition_location(node)) >= 0
		   ? node
		   : NULL;
}

bool quick_is_before(uint64_t number)
{
	cpp_hashnode *const node = find_version_macro();
	uint64_t value;

	if (!variants)
		open_variants();
	return !is_damaged && node && quick_macro_number(node, &value) && value < number;
}

bool quick_is_promised_as_now(void)
{
	const uint64_t before = quick.image->head->before;
	cpp_hashnode *const node = before ? find_version_macro() : NULL;
	uint64_t value;

	return !node || (quick_macro_number(node, &value) && value >= before);
}
