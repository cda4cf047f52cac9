/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Images: what is written is what is found, and what is damaged is refused or harmless. */
#include "with-arena.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>

#include "abiding/path.h"
#include "abiding/image-load.h"
#include "abiding/image-make.h"

static const char policy_text[] =
    "abiding: 1\n"
    "library: foo\n"
    "record: record.yaml\n"
    "surfaces:\n"
    "- name: foo\n"
    "  entry: foo/foo.h\n"
    "  headers: [foo/foo.h, foo/foo-*.h, 'foo/[a-c]?.h', plain.h, '*/deep/x.h', 'q*r*.h']\n"
    "  except: [foo/foo-qemu.h, 'foo/foo-x*.h']\n"
    "  promise: forever\n"
    "- name: qemu\n"
    "  entry: foo/foo-qemu.h\n"
    "  headers: [foo/foo-qemu.h]\n"
    "  promise: best-effort\n"
    "sentinel: {suffix: _LAST, guard: FOO_SENTINELS}\n"
    "ignore: {macros: ['*_H', '__FOO_*', FOO_EXPORT, 'A?B', 'P_*_Q_*']}\n";

static const char record_text[] =
    "abiding-record: 2\n"
    "library: foo\n"
    "release: '1.0'\n"
    "data-models: [lp64]\n"
    "\n"
    "headers:\n"
    "  foo/foo.h: {since: '1.0', entry: true}\n"
    "\n"
    "functions:\n"
    "  fooClose: {since: '1.0', header: foo/foo.h, type: void (fooPtr handle)}\n"
    "  fooOpen: {since: '1.0', header: foo/foo.h, type: 'fooPtr (const char *name, int flags)'}\n"
    "\n"
    "structs:\n"
    "  foo: {since: '1.0', header: foo/foo.h, tag: _foo}\n"
    "\n"
    "enums:\n"
    "  fooState:\n"
    "    since: '1.0'\n"
    "    header: foo/foo.h\n"
    "    type: {lp64: unsigned int}\n"
    "    sentinel: FOO_STATE_LAST\n"
    "    enumerators:\n"
    "      FOO_STATE_ON: 0\n"
    "      FOO_STATE_OFF: 1\n"
    "      FOO_STATE_LAST: 2\n"
    "\n"
    "typedefs:\n"
    "  fooPtr: {since: '1.0', header: foo/foo.h, type: foo *}\n"
    "\n"
    "macros:\n"
    "  FOO_FLAG: {since: '1.0', header: foo/foo.h, value: 1, type: int}\n";

/* A folder with a policy, a record, their image, and a copy of it to be damaged. */
struct house {
	struct ab_arena *arena;
	const char *folder, *policy, *record, *image, *copy;
	char *bytes;
	size_t size;
};

static void make_image(struct house *h)
{
	struct ab_error error;

	if (!ab_image_make(h->arena, h->policy, NULL, h->image, true, &error))
		fail_msg("%s: %s", error.file, error_text(h->arena, &error));
	assert_true(ab_file_read(h->arena, h->image, &h->bytes, &h->size, &error));
}

static void house_enter(struct house *h, struct ab_arena *arena)
{
	h->arena = arena;
	h->folder = enter_folder(arena);
	h->policy = put_file(arena, h->folder, "policy.yaml", policy_text);
	h->record = put_file(arena, h->folder, "record.yaml", record_text);
	h->image = ab_printf(arena, "%s/image.abi", h->folder);
	h->copy = ab_printf(arena, "%s/copy.abi", h->folder);
	make_image(h);
}

static void house_leave(const struct house *h)
{
	unlink(h->policy);
	unlink(h->record);
	unlink(h->image);
	unlink(h->copy);
	leave_folder(h->folder);
}

static void put_copy(const struct house *h, const char *bytes, size_t size)
{
	FILE *file = fopen(h->copy, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static char message[AB_IMAGE_MESSAGE_MAX];

static enum ab_image_status open_copy(const struct house *h, const char *bytes, size_t size,
				      struct ab_image *image)
{
	put_copy(h, bytes, size);
	return ab_image_open(h->copy, image, message);
}

static void assert_says(const char *words)
{
	if (!strstr(message, words))
		fail_msg("'%s' has no '%s'", message, words);
}

static const struct ab_image_row *find(const struct ab_image *image, enum ab_image_space space,
				       const char *name)
{
	const size_t length = strlen(name);

	return ab_image_find(image, space, ab_name_hash(name, length), name, length);
}

/* ---- what is in it ---- */

static void finds_what_the_record_has(struct ab_arena *arena)
{
	struct ab_policy *policy;
	struct ab_record *record;
	const struct ab_image_row *row;
	struct ab_image image;
	struct ab_error error;
	struct house h;

	house_enter(&h, arena);
	assert_int_equal(ab_image_open(h.image, &image, message), AB_IMAGE_IS_OPEN);
	assert_true(ab_image_is_whole(&image, message));
	assert_string_equal(ab_image_name(&image, find(&image, AB_IMAGE_ORDINARY, "fooOpen")),
			    "fooOpen");
	assert_null(find(&image, AB_IMAGE_MACROS, "fooOpen"));
	assert_null(find(&image, AB_IMAGE_ORDINARY, "fooOpem"));
	row = find(&image, AB_IMAGE_ENUMERATORS, "FOO_STATE_LAST");
	assert_true(row->is_sentinel);
	assert_string_equal(ab_image_name(&image, &image.rows[row->identity]), "fooState");
	row = find(&image, AB_IMAGE_TAGS, "_foo");
	assert_string_equal(ab_image_name(&image, &image.rows[row->identity]), "foo");
	assert_int_equal(ab_image_model(&image, "lp64"), 0);
	assert_int_equal(ab_image_model(&image, "ilp32"), -1);
	assert_true(ab_image_load_policy(arena, &image, &policy, &error));
	assert_true(ab_image_load_record(arena, &image, &record, &error));
	assert_string_equal(policy->file, h.policy);
	assert_string_equal(record->file, h.record);
	assert_non_null(ab_record_find(record, AB_FUNCTION, "fooClose"));
	ab_image_close(&image);
	house_leave(&h);
}

static char *no_folder(void)
{
	return (char *)"/somewhere";
}

static char *folder_below_foo(void)
{
	return (char *)"/somewhere/foo/part";
}

static void answers_like_the_policy(struct ab_arena *arena)
{
	static const char *const words[] = {"foo",	"a1",	 "b2",	 "foo-", "foo-x",
					    "foo-qemu", "x",	 "deep", "q",	 "qr",
					    "q1r2",	"plain", "",	 "d1",	 "foo-xy.h"};
	static const char *const macros[] = {
	    "FOO_H", "_H", "H",	      "__FOO_", "__FOO_X", "FOO_EXPORT", "FOO_EXPORTS",
	    "AXB",   "AB", "P_1_Q_2", "P__Q_",	"P_Q_",	   "FOO_FLAG",	 ""};
	enum { N = sizeof words / sizeof *words };
	struct ab_policy *policy;
	struct ab_image image;
	struct ab_error error;
	struct house h;
	unsigned n_public = 0;

	house_enter(&h, arena);
	assert_int_equal(ab_image_open(h.image, &image, message), AB_IMAGE_IS_OPEN);
	assert_true(ab_policy_load(arena, h.policy, &policy, &error));
	for (size_t i = 0; i < (size_t)N * N * N * 2; i++) {
		char *path = ab_printf(arena, "%s%s/%s/%s%s", i % 2 ? "/" : "/usr/include/",
				       words[i / 2 % N], words[i / 2 / N % N], words[i / 2 / N / N],
				       i % 3 ? ".h" : "");
		const char *logical, *found = NULL;
		char buffer[AB_IMAGE_PATH_MAX];
		const struct ab_surface *surface;
		int expected;

		ab_path_shorten(path); /* some words are empty */
		surface = ab_policy_surface(policy, path, &logical);
		expected = surface ? (int)(surface - policy->surfaces) : -1;
		n_public += expected >= 0;
		if (ab_image_surface_of(&image, path, no_folder, buffer, &found) != expected)
			fail_msg("'%s' is of surface %d", path, expected);
		if (surface)
			assert_string_equal(found, logical);
	}
	assert_true(n_public > 100);
	for (size_t i = 0; i < sizeof macros / sizeof *macros; i++)
		if (ab_image_ignores_macro(&image, macros[i]) !=
		    ab_policy_ignores_macro(policy, macros[i]))
			fail_msg("the macro '%s'", macros[i]);
	ab_image_close(&image);
	house_leave(&h);
}

/* As the compiler calls a file: by way of other folders, or from where it is started. */
static void knows_a_header_by_detours(struct ab_arena *arena)
{
	static const struct {
		const char *path, *logical; /* NULL: not public */
	} cases[] = {
	    {"/usr/include/foo/foo-a1.h", "foo/foo-a1.h"},
	    {"/usr/include/foo/part/../foo-a1.h", "foo/foo-a1.h"},
	    {"../include/foo/./foo-a1.h", "foo/foo-a1.h"},
	    {"../../include/foo/foo-a1.h", "foo/foo-a1.h"},
	    {"../foo/foo-a1.h", "foo/foo-a1.h"},
	    {"../foo-a1.h", "foo/foo-a1.h"},
	    {"./../foo-a1.h", "foo/foo-a1.h"},
	    {"foo-a1.h", NULL},
	    {"foo/../foo-a1.h", NULL},
	    {"/usr/include/foo/../foo-a1.h", NULL},
	};
	struct ab_image image;
	struct house h;

	house_enter(&h, arena);
	assert_int_equal(ab_image_open(h.image, &image, message), AB_IMAGE_IS_OPEN);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *logical = NULL;
		char buffer[AB_IMAGE_PATH_MAX];

		if ((ab_image_surface_of(&image, cases[i].path, folder_below_foo, buffer,
					 &logical) >= 0) != !!cases[i].logical)
			fail_msg("'%s'", cases[i].path);
		if (cases[i].logical)
			assert_string_equal(logical, cases[i].logical);
	}
	ab_image_close(&image);
	house_leave(&h);
}

/* ---- what is not one ---- */

static void refuses_what_is_cut_short(struct ab_arena *arena)
{
	struct ab_image image;
	struct house h;

	house_enter(&h, arena);
	assert_int_equal(open_copy(&h, "", 0, &image), AB_IMAGE_IS_OTHER);
	for (size_t size = 1; size < h.size; size += 97) {
		const enum ab_image_status status = open_copy(&h, h.bytes, size, &image);

		assert_int_equal(status, size < 8 ? AB_IMAGE_IS_OTHER : AB_IMAGE_IS_BAD);
		if (size >= 8)
			assert_says("cut short");
	}
	house_leave(&h);
}

/* Asks all that there is to ask. */
static void use(const struct ab_image *image)
{
	static const char *const names[] = {"fooOpen", "fooState", "_foo", "FOO_FLAG",
					    "FOO_STATE_LAST"};
	char buffer[AB_IMAGE_PATH_MAX];
	const char *logical;
	bool has_scripts;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		for (int space = 0; space <= AB_IMAGE_ENUMERATORS; space++) {
			const struct ab_image_row *row = find(image, space, names[i]);

			if (row)
				ab_image_name(image, row);
		}
	ab_image_surface_of(image, "/usr/include/foo/foo-a.h", no_folder, buffer, &logical);
	ab_image_ignores_macro(image, "FOO_H");
	ab_image_is_fresh(image, &has_scripts, message);
}

/* A front with another checksum is refused, even where that is right, or does no harm. */
static void refuses_a_damaged_front(struct ab_arena *arena)
{
	const size_t first = offsetof(struct ab_image_head, front_size);
	struct ab_image_head head;
	struct ab_image image;
	struct house h;

	house_enter(&h, arena);
	memcpy(&head, h.bytes, sizeof head);
	for (size_t i = 0; i < head.front_size; i++) {
		char *bytes = h.bytes;
		uint64_t sum;

		bytes[i] ^= (char)(1 << i % 8);
		if (open_copy(&h, bytes, h.size, &image) == AB_IMAGE_IS_OPEN) {
			/* only what is no part of the checksum */
			assert_true(i >= offsetof(struct ab_image_head, size) && i < first);
			ab_image_close(&image);
		}
		memcpy(&head, bytes, sizeof head);
		if (i >= first && head.front_size >= sizeof head && head.front_size <= h.size) {
			sum = ab_image_hash(bytes + first, head.front_size - first);
			memcpy(bytes + offsetof(struct ab_image_head, front_checksum), &sum,
			       sizeof sum);
			if (open_copy(&h, bytes, h.size, &image) == AB_IMAGE_IS_OPEN) {
				use(&image);
				ab_image_close(&image);
			}
		}
		bytes[i] ^= (char)(1 << i % 8);
		memcpy(&head, bytes, sizeof head);
		sum = ab_image_hash(bytes + first, head.front_size - first);
		memcpy(bytes + offsetof(struct ab_image_head, front_checksum), &sum, sizeof sum);
	}
	house_leave(&h);
}

static void survives_a_damaged_rest(struct ab_arena *arena)
{
	struct ab_image_head head;
	struct ab_image image;
	struct house h;

	house_enter(&h, arena);
	memcpy(&head, h.bytes, sizeof head);
	for (size_t i = head.front_size; i < h.size; i++) {
		h.bytes[i] ^= (char)(1 << i % 8);
		assert_int_equal(open_copy(&h, h.bytes, h.size, &image), AB_IMAGE_IS_OPEN);
		use(&image);
		assert_false(ab_image_is_whole(&image, message));
		assert_says("is damaged");
		ab_image_close(&image);
		h.bytes[i] ^= (char)(1 << i % 8);
	}
	memset(h.bytes + head.front_size, 0xff, h.size - head.front_size);
	assert_int_equal(open_copy(&h, h.bytes, h.size, &image), AB_IMAGE_IS_OPEN);
	use(&image);
	ab_image_close(&image);
	house_leave(&h);
}

static void refuses_what_is_foreign(struct ab_arena *arena)
{
	const uint32_t swapped = __builtin_bswap32(AB_IMAGE_BYTE_ORDER);
	const uint32_t later = AB_IMAGE_VERSION + 1;
	struct ab_image image;
	struct house h;

	house_enter(&h, arena);
	memcpy(h.bytes + offsetof(struct ab_image_head, version), &later, sizeof later);
	assert_int_equal(open_copy(&h, h.bytes, h.size, &image), AB_IMAGE_IS_BAD);
	assert_says(ab_printf(arena, "has the format %u and this plugin reads %u", later,
			      (unsigned)AB_IMAGE_VERSION));
	memcpy(h.bytes + offsetof(struct ab_image_head, byte_order), &swapped, sizeof swapped);
	assert_int_equal(open_copy(&h, h.bytes, h.size, &image), AB_IMAGE_IS_BAD);
	assert_says("a different byte order");
	assert_int_equal(ab_image_open(h.policy, &image, message), AB_IMAGE_IS_OTHER);
	assert_int_equal(ab_image_open(h.folder, &image, message), AB_IMAGE_IS_OTHER);
	house_leave(&h);
}

/* ---- whether it is fresh ---- */

static bool is_fresh(const char *path)
{
	struct ab_image image;
	bool has_scripts, fresh;

	assert_int_equal(ab_image_open(path, &image, message), AB_IMAGE_IS_OPEN);
	fresh = ab_image_is_fresh(&image, &has_scripts, message);
	ab_image_close(&image);
	return fresh;
}

static void set_back(const char *path)
{
	const struct timespec times[2] = {{1000000000, 0}, {1000000000, 0}};

	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void notices_an_edit(struct ab_arena *arena)
{
	struct house h;

	house_enter(&h, arena);
	assert_true(is_fresh(h.image));
	set_back(h.policy);
	assert_true(is_fresh(h.image));
	put_file(arena, h.folder, "policy.yaml", ab_printf(arena, "%s# more\n", policy_text));
	assert_false(is_fresh(h.image));
	assert_says("policy.yaml' has changed");
	make_image(&h);
	assert_true(is_fresh(h.image));
	/* as long as before, and as old */
	{
		char *other = ab_strdup(arena, record_text);

		*strstr(other, "FOO_STATE_OFF") = 'G';
		put_file(arena, h.folder, "record.yaml", other);
	}
	assert_false(is_fresh(h.image));
	assert_says("record.yaml' has changed");
	unlink(h.record);
	unlink(h.policy);
	assert_true(is_fresh(h.image));
	house_leave(&h);
}

static void is_moved_and_linked(struct ab_arena *arena)
{
	const char *moved, *linked;
	struct house h;

	house_enter(&h, arena);
	moved = ab_printf(arena, "%s.moved", h.folder);
	linked = ab_printf(arena, "%s.link.abi", h.folder);
	assert_int_equal(symlink(h.image, linked), 0);
	assert_true(is_fresh(linked));
	put_file(arena, h.folder, "policy.yaml", ab_printf(arena, "%s# more\n", policy_text));
	assert_false(is_fresh(linked));
	put_file(arena, h.folder, "policy.yaml", policy_text);
	unlink(linked);
	/* with its tree: what lies beside it counts, not what was once there */
	assert_int_equal(rename(h.folder, moved), 0);
	assert_true(is_fresh(ab_printf(arena, "%s/image.abi", moved)));
	put_file(arena, moved, "policy.yaml", ab_printf(arena, "%s# more\n", policy_text));
	assert_false(is_fresh(ab_printf(arena, "%s/image.abi", moved)));
	assert_int_equal(rename(moved, h.folder), 0);
	house_leave(&h);
}

static void says_what_is_wrong_with_its_sources(struct ab_arena *arena)
{
	struct ab_error error;
	struct house h;

	house_enter(&h, arena);
	unlink(h.image);
	put_file(arena, h.folder, "record.yaml", "abiding-record: 2\nfunctoins: {}\n");
	assert_false(ab_image_make(arena, h.policy, NULL, h.image, true, &error));
	assert_string_equal(error.file, h.record);
	assert_int_equal(error.line, 2);
	unlink(h.record);
	assert_false(ab_image_make(arena, h.policy, NULL, h.image, true, &error));
	assert_int_not_equal(access(h.image, F_OK), 0);
	house_leave(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(finds_what_the_record_has), ARENA_TEST(answers_like_the_policy),
	    ARENA_TEST(knows_a_header_by_detours), ARENA_TEST(refuses_what_is_cut_short),
	    ARENA_TEST(refuses_a_damaged_front),   ARENA_TEST(survives_a_damaged_rest),
	    ARENA_TEST(refuses_what_is_foreign),   ARENA_TEST(notices_an_edit),
	    ARENA_TEST(is_moved_and_linked),	   ARENA_TEST(says_what_is_wrong_with_its_sources),
	};

	return cmocka_run_group_tests_name("image", tests, NULL, NULL);
}
