/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * image.h - a policy and its record, compiled: one file that is mapped and
 * looked things up in as it is.
 *
 *   head | sources surfaces patterns conditions models groups entries, their strings |
 *   rows | slots | digests | counts | releases | variants | mentioned | names | text of the policy | of the record | its head
 *   `------- front, checked when opened --------'   `- checked when needed -'
 *
 * All numbers are of the machine's byte order, all places are offsets from the
 * start of the file, in bytes.  What stands behind the front is checked by use:
 * a row by the name that is looked for, a digest by being equal to another.
 * So damage there can only make the quick look fail, and then all is checked.
 * Releases and variants have a checksum of their own, for when they are needed, and so
 * has what is mentioned.
 *
 * The reader (image.c) allocates nothing and knows nothing else of the core;
 * image-make.h has the writer.
 */
#ifndef AB_IMAGE_H
#define AB_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "abiding/digest.h"

#define AB_IMAGE_MAGIC "\177abiding"
enum {
	AB_IMAGE_VERSION = 10,
	AB_IMAGE_BYTE_ORDER = 0x01020304,
	AB_IMAGE_PATH_MAX = 4096,
	AB_IMAGE_MESSAGE_MAX = 10240
};

/* count items at an offset */
struct ab_image_section {
	uint64_t offset;
	uint64_t count;
};

enum ab_image_part {
	/* the front */
	AB_IMAGE_SOURCES,    /* struct ab_image_source */
	AB_IMAGE_SURFACES,   /* struct ab_image_surface */
	AB_IMAGE_PATTERNS,   /* struct ab_image_pattern: others name them by index */
	AB_IMAGE_CONDITIONS, /* struct ab_image_condition */
	AB_IMAGE_MODELS,     /* uint32_t: strings */
	AB_IMAGE_GROUPS,     /* struct ab_image_group */
	AB_IMAGE_ENTRIES,    /* struct ab_image_entry */
	AB_IMAGE_BROUGHT,    /* uint32_t: index of a group; entries name them by index */
	AB_IMAGE_STRINGS,    /* char, each string with its NUL */
	/* the rest */
	AB_IMAGE_ROWS,		  /* struct ab_image_row */
	AB_IMAGE_SLOTS,		  /* uint32_t: index of a row + 1; a power of two of them */
	AB_IMAGE_DIGESTS,	  /* struct ab_image_digest: for each model, for each row */
	AB_IMAGE_COUNTS,	  /* uint32_t: for each group, for each column */
	AB_IMAGE_RELEASES,	  /* uint64_t: the version macro's first value of each, ascending */
	AB_IMAGE_VARIANTS,	  /* struct ab_image_variant, by row */
	AB_IMAGE_VARIANT_DIGESTS, /* struct ab_image_digest: for each model, for each variant */
	AB_IMAGE_MENTIONED,   /* uint32_t: ab_name_hash() of each word of the record, ascending */
	AB_IMAGE_NAMES,	      /* char */
	AB_IMAGE_POLICY_TEXT, /* char, the YAML, a NUL behind it that is not counted */
	AB_IMAGE_RECORD_TEXT, /* likewise */
	AB_IMAGE_RECORD_HEAD, /* likewise: the record less all that it promises */
	AB_IMAGE_PARTS
};

/* When the quick look does not do: there are waivers, or version scripts say otherwise. */
enum ab_image_compared { AB_IMAGE_IF_OTHER, AB_IMAGE_IF_STRICT, AB_IMAGE_ALWAYS };

struct ab_image_head {
	char magic[8];
	uint32_t byte_order;
	uint32_t version;
	uint64_t build;		 /* ab_image_build: another one may judge otherwise */
	uint64_t size;		 /* of the file */
	uint64_t front_checksum; /* from behind this field to the end of the front */
	uint64_t front_size;
	uint64_t rest_checksum;	     /* from the end of the front to the end of the file */
	uint64_t first_letters[4];   /* with which last components of headers can begin, by bit */
	uint32_t is_compared;	     /* enum ab_image_compared */
	uint32_t ignored, n_ignored; /* patterns of macros */
	uint32_t most_folders;	     /* of any pattern of headers */
	uint32_t version_macro;	     /* string; counts only where there are releases */
	uint64_t variants_checksum;  /* of AB_IMAGE_VARIANTS */
	uint64_t mentioned_checksum; /* of AB_IMAGE_MENTIONED */
	uint64_t before; /* below that value of it, not all was promised as it is now; 0: it was */
	uint64_t is_beside; /* it was made in the policy's folder: sources are spelled as there */
	struct ab_image_section parts[AB_IMAGE_PARTS];
};

enum ab_image_role {
	AB_IMAGE_POLICY,
	AB_IMAGE_RECORD,
	AB_IMAGE_SCRIPT,
	AB_IMAGE_PROTOCOL, /* as promised when the image was made; once for each of its headers */
	AB_IMAGE_BROKEN_PROTOCOL, /* not as promised */
	AB_IMAGE_HEADER, /* a public header that has more than the record, and was found good */
};

/* A file that the image was made from. */
struct ab_image_source {
	uint32_t path; /* string, from the folder of the image; is_beside: as the policy has it */
	uint32_t absolute; /* string: where it was; for an image that has been moved */
	uint32_t role;	   /* enum ab_image_role */
	uint32_t header;   /* string: of a protocol, the pattern of a header made of it */
	uint64_t size;
	/* when it was changed, as anybody can set it (mtime) and as the system has it (ctime) */
	int64_t seconds, nanoseconds;
	int64_t changed_seconds, changed_nanoseconds;
	uint64_t hash;
};

/* Patterns are nearly always a name, or have one star: fnmatch() is slow. */
enum ab_image_form { AB_IMAGE_PLAIN, AB_IMAGE_ONE_STAR, AB_IMAGE_ANY_PATTERN };

/* Of which sources this build of abiding is: the same in the command and in all its plugins. */
extern const uint64_t ab_image_build;

/* The first eight letters of a name, zeroes behind its end. */
static inline uint64_t ab_image_start(const char *name)
{
	uint64_t start = 0;

	for (unsigned i = 0; i < 8 && name[i]; i++)
		start |= (uint64_t)(unsigned char)name[i] << 8 * i;
	return start;
}

/* A shell pattern. */
struct ab_image_pattern {
	uint64_t start, start_mask; /* how its last component begins, as ab_image_start() has it */
	uint32_t text;		    /* string */
	uint32_t length;
	uint32_t form;	       /* enum ab_image_form */
	uint32_t literal;      /* how many bytes at its beginning stand for themselves */
	uint32_t base;	       /* where its last component begins */
	uint32_t base_literal; /* likewise, of that */
	uint32_t folders;      /* components before that */
};

struct ab_image_surface {
	uint32_t is_held;	     /* 0: nothing is promised */
	uint32_t headers, n_headers; /* patterns */
	uint32_t except, n_except;
};

/* The headers that the same entries bring along (brought.h). */
struct ab_image_group {
	uint32_t needed;  /* how many of these a unit has to include: one, or all */
	uint32_t is_held; /* 0: nothing is promised */
};

/* A header that users include by itself, and the groups that it brings. */
struct ab_image_entry {
	uint32_t name; /* string */
	uint32_t length;
	uint32_t brings, n_brings; /* of AB_IMAGE_BROUGHT */
};

/* A macro on which declarations depend: the guard of sentinels first, then switches. */
struct ab_image_condition {
	uint32_t macro; /* string */
	uint32_t is_guard;
	uint32_t is_defined; /* when the record was frozen */
};

enum ab_image_space {
	AB_IMAGE_ORDINARY, /* functions, variables, typedef names, constants */
	AB_IMAGE_TAGS,
	AB_IMAGE_MACROS,
	AB_IMAGE_ENUMERATORS, /* of enums that have a name */
	AB_IMAGE_HEADERS,
};

/*
 * What belongs to a group, its headers too, is counted by when it came: column 0 is
 * what all releases have, column i + 1 what came with release i.  A unit that includes
 * the entries that it takes has all of that, but what came after its own release.
 */
enum { AB_IMAGE_NO_COUNTER = 0xffff };

/* What rows are looked for by, beside the name itself; hash is ab_name_hash(). */
static inline uint64_t ab_image_key(enum ab_image_space space, uint32_t hash, size_t length)
{
	return hash | (uint64_t)length << 32 | (uint64_t)space << 60;
}

/* Where to look first: names that differ in their last letter have keys in a row. */
static inline uint64_t ab_image_slot(uint64_t key)
{
	return key * UINT64_C(0x9e3779b97f4a7c15) >> 40;
}

struct ab_image_row {
	uint64_t key;  /* ab_image_key() */
	uint32_t name; /* offset in the names */
	uint32_t
	    identity;	  /* tag, enumerator: row of the entity it belongs to; others: themselves */
	uint16_t counter; /* group * columns + column, or AB_IMAGE_NO_COUNTER */
	uint8_t may_change; /* a macro whose value is no promise */
	uint8_t is_tag_only;
	uint8_t is_sentinel; /* an enumerator whose value may grow */
	uint8_t is_held;     /* its surface promises something */
	uint8_t kind;	     /* enum ab_kind; AB_KINDS: a header */
	uint8_t is_new;	     /* not in the record, but in headers that were found good */
};

struct ab_image_digest {
	uint64_t all;	    /* an enumerator: its magnitude */
	uint64_t unguarded; /* an enum less its sentinel; an enumerator: whether it is negative;
			       others: the same as all */
};

enum { AB_IMAGE_NEVER = 0xffffffff };

/*
 * Another way in which an entity is good: what it was in older releases, or
 * what is there beside what the record has of it.
 */
struct ab_image_variant {
	uint32_t row;
	uint32_t
	    before; /* good in headers before that release (index), or AB_IMAGE_NEVER: in all */
	uint32_t header; /* index of a source + 1: only while that is as it was; 0: always */
};

/* A file as it lies in memory. */
struct ab_image_view {
	const void *bytes;
	size_t size;
};

/* An open image. */
struct ab_image {
	const char *path;   /* as it was given */
	const char *policy; /* which was given, and the image found beside it; NULL: it was not */
	struct ab_image_view view;
	const unsigned char *bytes;
	uint64_t size;
	const struct ab_image_head *head;
	/* what is looked up most */
	const struct ab_image_row *rows;
	const uint32_t *slots;
	const char *names;
	uint64_t n_rows, n_slots, n_names;
};

enum ab_image_status {
	AB_IMAGE_IS_OPEN,
	AB_IMAGE_IS_OTHER, /* some other file, or none: no message */
	AB_IMAGE_IS_BAD,   /* with a message */
};

/*
 * Texts, the last NULL, one behind the other, into a buffer; false: they have been cut.
 * It does what snprintf() would, which costs each compile as much as to look at two
 * declarations, to be bound.
 */
bool ab_image_join(char *buffer, size_t size, const char *const *texts);

/*
 * Maps a file.  path is kept, the mapping stays until the process ends or
 * ab_image_close().  message: AB_IMAGE_MESSAGE_MAX bytes, for one sentence.
 */
enum ab_image_status ab_image_open(const char *path, struct ab_image *image, char *message);
void ab_image_close(struct ab_image *image);

/*
 * Opens the image beside a policy, "foo.policy.abi" for "foo.policy.yaml", if it is made of
 * that very policy and of what the policy names, all of which are there and as they were.
 * false: it is not, or there is none.  policy and path are kept; path: AB_IMAGE_PATH_MAX
 * bytes.  (image/beside.c)
 */
bool ab_image_open_beside(const char *policy, char *path, struct ab_image *image);

/* Whether an image was made of a policy of that name in its own folder. */
bool ab_image_is_of_policy(const struct ab_image *image, const char *policy);

/* The path of that image; false: it has no room.  path: size bytes. */
bool ab_image_beside(const char *policy, char *path, size_t size);

/*
 * Whether the files that it was made from are as they were, or not there at
 * all.  A version script that has changed makes no image stale: *has_scripts
 * says whether all of them are as they were.  Protocols and headers are not looked at.
 */
bool ab_image_is_fresh(const struct ab_image *image, bool *has_scripts, char *message);

/* Whether one of them is; path: where it is, size bytes. */
bool ab_image_is_as_it_was(const struct ab_image *image, const struct ab_image_source *source,
			   char *path, size_t size);

/*
 * Whether the file at path has the content that a source had.  By its size and times, if
 * nothing has been done to it since it was read; else its content is read: what restores a
 * time (tar, cp -p, a clock that is put back) must not hide a change.
 */
bool ab_image_is_source(const struct ab_image_source *source, const char *path);

/* Whether nothing in it is damaged; reads all of it. */
bool ab_image_is_whole(const struct ab_image *image, char *message);

/*
 * Whether the record has the word anywhere: as a name, in a type, in the body of a macro.
 * hash is ab_name_hash(); true, too, where another word has that hash, or the part is damaged,
 * which is found out once and kept in *is_whole (0: not known yet; 1: whole; 2: damaged).
 */
bool ab_image_mentions(const struct ab_image *image, uint32_t hash, int *is_whole);

/* The items of a part, *count of them (may be NULL). */
const void *ab_image_part(const struct ab_image *image, enum ab_image_part part, uint64_t *count);

const char *ab_image_string(const struct ab_image *image, uint32_t offset);

static inline enum ab_image_space ab_image_space_of(const struct ab_image_row *row)
{
	return (enum ab_image_space)(row->key >> 60);
}

static inline size_t ab_image_name_length(const struct ab_image_row *row)
{
	return row->key >> 32 & 0xfffffff;
}

/* The name of a row, or NULL where it is damaged. */
static inline const char *ab_image_name(const struct ab_image *image,
					const struct ab_image_row *row)
{
	return row->name + ab_image_name_length(row) < image->n_names ? image->names + row->name
								      : NULL;
}

/* The row of a name in a space, or NULL; hash is ab_name_hash(). */
static inline const struct ab_image_row *ab_image_find(const struct ab_image *image,
						       enum ab_image_space space, uint32_t hash,
						       const char *name, size_t length)
{
	const uint64_t mask = image->n_slots - 1, key = ab_image_key(space, hash, length);

	/* a table that damage has filled up has an end all the same */
	for (uint64_t first = ab_image_slot(key), i = 0; i <= mask; i++) {
		const uint32_t slot = image->slots[(first + i) & mask];
		const struct ab_image_row *row = &image->rows[slot - 1];

		if (!slot || slot > image->n_rows)
			break;
		if (row->key == key && row->name + length < image->n_names &&
		    ab_name_is(image->names + row->name, name, length))
			return row;
	}
	return NULL;
}

/* Whether a header can be public at all, by the last component of its path alone. */
bool ab_image_may_be_public(const struct ab_image *image, const char *path);

/* The last component of a path. */
static inline const char *ab_image_base(const char *path)
{
	const char *const slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static inline bool ab_image_has_first_letter(const struct ab_image *image, const char *base)
{
	const unsigned char first = (unsigned char)*base;

	return image->head->first_letters[first / 64] >> first % 64 & 1;
}

static inline const struct ab_image_pattern *ab_image_pattern_at(const struct ab_image *image,
								 uint32_t index)
{
	return (const struct ab_image_pattern
		    *)(const void *)(image->bytes + image->head->parts[AB_IMAGE_PATTERNS].offset) +
	       index;
}

/* ---- image/header.c ---- */

/* The index of a data model, -1: the image has no layouts for it. */
int ab_image_model(const struct ab_image *image, const char *name);

/*
 * The surface that a header belongs to, as ab_policy_surface() has it; -1: none.
 * folder() gives the current folder, for a path that is relative.  logical: its
 * name as its surface has it, a tail of its path or of buffer (AB_IMAGE_PATH_MAX
 * bytes).
 */
int ab_image_surface_of(const struct ab_image *image, const char *path, char *(*folder)(void),
			char *buffer, const char **logical);

/* Calls visit with the index of each entry that a header of that name is. */
void ab_image_each_entry(const struct ab_image *image, const char *logical,
			 void (*visit)(uint64_t entry));

/* The row of the record's header that one of that name is, or NULL. */
const struct ab_image_row *ab_image_header(const struct ab_image *image, const char *logical);

/* Whether a header is one that the protocol is for. */
bool ab_image_is_of_protocol(const struct ab_image *image, const struct ab_image_source *source,
			     const char *path);

bool ab_image_ignores_macro(const struct ab_image *image, const char *name);

/* Where a source is by its path from the image, there or not; false: path, size bytes, has no room. */
bool ab_image_source_beside(const struct ab_image *image, const struct ab_image_source *source,
			    char *path, size_t size);

/* Whether a source is there, and where: path, size bytes. */
bool ab_image_has_source(const struct ab_image *image, const struct ab_image_source *source,
			 char *path, size_t size);

/*
 * Where a source lies, seen from here: buffer, size bytes; false: it is not
 * there, or no room.
 * The path is made short, "a/b/../c" being "a/c", where that is the same file, and
 * that of a file below the current folder begins there.
 * (image/path.c)
 */
bool ab_image_source_path(const struct ab_image *image, const struct ab_image_source *source,
			  char *buffer, size_t size);

/* Maps a regular file that is not empty; false: there is no reading it. */
bool ab_image_view(const char *path, struct ab_image_view *view);
void ab_image_unview(const struct ab_image_view *view);

/*
 * Memory of zeroes, NULL: there is none.  Not from the heap: a compiler gets
 * the end of that clear for nothing, and has to clear what was given back.
 */
void *ab_image_memory(size_t size);

/* The same memory, made larger; NULL: it cannot be, and stays as it is. */
void *ab_image_more_memory(void *memory, size_t size, size_t wanted);

/* What the head has as variants_checksum. */
uint64_t ab_image_variants_hash(const uint64_t *releases, uint64_t n_releases,
				const struct ab_image_variant *variants, uint64_t n_variants);

/* Of bytes; for checksums and for the content of sources. */
uint64_t ab_image_hash(const void *bytes, size_t length);

#endif
