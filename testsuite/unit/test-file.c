/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files: read, replaced in one step or not at all, appended. */
#define _GNU_SOURCE /* setresuid */

#include "with-arena.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

static unsigned count_files(const char *folder)
{
	DIR *dir = opendir(folder);
	unsigned n = 0;

	assert_non_null(dir);
	while (readdir(dir))
		n++;
	closedir(dir);
	return n - 2; /* . and .. */
}

static void assert_holds(struct ab_arena *arena, const char *path, const char *expected)
{
	struct ab_error error;
	size_t length;
	char *text;

	assert_true(ab_file_read(arena, path, &text, &length, &error));
	assert_string_equal(text, expected);
	assert_int_equal(length, strlen(expected));
}

static void test_read(struct ab_arena *arena)
{
	const char *folder = enter_folder(arena);
	const char *path = put_file(arena, folder, "a", "one\ntwo\n");
	struct ab_error error;
	size_t length;
	char *text;

	assert_holds(arena, path, "one\ntwo\n");
	put_file(arena, folder, "a", "");
	assert_holds(arena, path, "");
	assert_int_equal(unlink(path), 0);
	assert_false(ab_file_read(arena, path, &text, &length, &error));
	assert_string_equal(error.file, path);
	assert_string_equal(error_text(arena, &error),
			    "0:0: cannot open: No such file or directory");
	assert_false(ab_file_read(arena, folder, &text, &length, &error));
	assert_string_equal(error.message, "cannot read: Is a directory");
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_false(ab_file_read(arena, path, &text, &length, &error));
	assert_string_equal(error.message, "cannot read: not a regular file");
	unlink(path);
	put_file(arena, folder, "a", "");
	assert_int_equal(truncate(path, (off_t)1 << 31), 0); /* a hole, which takes no room */
	assert_false(ab_file_read(arena, path, &text, &length, &error));
	assert_string_equal(error.message, "cannot read: File too large");
	unlink(path);
	leave_folder(folder);
}

/* What the user has not named leads nowhere. */
static void test_replace_itself(struct ab_arena *arena)
{
	const char *folder = enter_folder(arena);
	const char *path = put_file(arena, folder, "a", "another's");
	const char *link = ab_printf(arena, "%s/link", folder);
	struct ab_error error;
	struct stat status;

	assert_int_equal(symlink("a", link), 0);
	assert_true(ab_file_replace_itself(arena, link, "new", 3, &error));
	assert_int_equal(lstat(link, &status), 0);
	assert_true(S_ISREG(status.st_mode));
	assert_holds(arena, link, "new");
	assert_holds(arena, path, "another's");
	assert_int_equal(chmod(link, 0640), 0);
	assert_true(ab_file_replace_itself(arena, link, "newer", 5, &error));
	assert_holds(arena, link, "newer");
	assert_int_equal(stat(link, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0640);
	assert_false(ab_file_replace_itself(arena, folder, "new", 3, &error));
	assert_string_equal(error.message, "cannot write: not a regular file");
	assert_int_equal(count_files(folder), 2);
	unlink(link);
	unlink(path);
	leave_folder(folder);
}

static void test_replace_keeps_mode_and_link(struct ab_arena *arena)
{
	const char *folder = enter_folder(arena);
	const char *path = put_file(arena, folder, "a", "old");
	const char *link = ab_printf(arena, "%s/link", folder);
	struct stat status;

	assert_int_equal(chmod(path, 0640), 0);
	assert_int_equal(symlink("a", link), 0);
	put_file(arena, folder, "link", "new");
	assert_int_equal(lstat(link, &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_holds(arena, path, "new");
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0640);
	assert_int_equal(count_files(folder), 2);
	unlink(link);
	unlink(path);
	leave_folder(folder);
}

/* A limit on the size of files stands for a full disk: some bytes go in, then none. */
static void test_replace_leaves_the_old_on_failure(struct ab_arena *arena)
{
	const char *folder = enter_folder(arena);
	const char *path = put_file(arena, folder, "a", "old");
	struct rlimit before, limit;
	struct ab_error error;
	char text[5000];

	memset(text, 'x', sizeof text);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = before;
	limit.rlim_cur = 1000;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	assert_false(ab_file_replace(arena, path, text, sizeof text, &error));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_string_equal(error.file, path);
	assert_string_equal(error.message, "cannot write: File too large");
	assert_holds(arena, path, "old");
	assert_int_equal(count_files(folder), 1);
	unlink(path);
	leave_folder(folder);
}

static void test_replace_refuses(struct ab_arena *arena)
{
	const char *folder = enter_folder(arena);
	const char *fifo = ab_printf(arena, "%s/fifo", folder);
	struct ab_error error;
	struct stat status;

	assert_int_equal(mkfifo(fifo, 0600), 0);
	assert_false(ab_file_replace(arena, fifo, "x", 1, &error));
	assert_string_equal(error.message, "cannot write: not a regular file");
	assert_int_equal(stat(fifo, &status), 0);
	assert_true(S_ISFIFO(status.st_mode));
	assert_false(ab_file_replace(arena, ab_printf(arena, "%s/no/a", folder), "x", 1, &error));
	assert_string_equal(error.message, "cannot write: No such file or directory");
	assert_int_equal(count_files(folder), 1);
	unlink(fifo);
	leave_folder(folder);
}

static void test_append(struct ab_arena *arena)
{
	const char *folder = enter_folder(arena);
	const char *path = ab_printf(arena, "%s/log", folder);
	struct ab_error error;

	assert_true(ab_file_append(arena, path, "one\n", 4, &error));
	assert_true(ab_file_append(arena, path, "two\n", 4, &error));
	assert_holds(arena, path, "one\ntwo\n");
	assert_false(ab_file_append(arena, folder, "x", 1, &error));
	assert_string_equal(error.message, "cannot append: Is a directory");
	unlink(path);
	leave_folder(folder);
}

static void test_append_refuses_a_fifo(struct ab_arena *arena)
{
	const char *folder = enter_folder(arena);
	const char *fifo = ab_printf(arena, "%s/fifo", folder);
	struct ab_error error;
	int reader;

	assert_int_equal(mkfifo(fifo, 0600), 0);
	assert_false(ab_file_append(arena, fifo, "x", 1, &error));
	assert_string_equal(error.message, "cannot append: not a regular file");
	reader = open(fifo, O_RDONLY | O_NONBLOCK);
	assert_true(reader >= 0);
	assert_false(ab_file_append(arena, fifo, "x", 1, &error));
	assert_string_equal(error.message, "cannot append: not a regular file");
	close(reader);
	assert_true(ab_file_append(arena, "/dev/null", "x", 1, &error));
	unlink(fifo);
	leave_folder(folder);
}

/* What a stream has already stays, and what is written comes behind it. */
static void test_streams(struct ab_arena *arena)
{
	const char *folder = enter_folder(arena);
	const char *path = put_file(arena, folder, "log", "");
	const char *link = ab_printf(arena, "%s/link", folder);
	const int fd = open(path, O_WRONLY);
	const char *const names[] = {ab_printf(arena, "/dev/fd/%d", fd),
				     ab_printf(arena, "/proc/self/fd/%d", fd),
				     ab_printf(arena, "/proc/%ld/fd/%d", (long)getpid(), fd),
				     ab_printf(arena, "/proc/thread-self/fd/%d", fd), link};
	struct ab_error error;

	assert_int_equal(symlink(names[0], link), 0);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		assert_true(ab_file_is_stream(arena, names[i]));
		assert_true(ab_file_replace(arena, names[i], "a", 1, &error));
		assert_true(ab_file_append(arena, names[i], "b", 1, &error));
		assert_true(ab_file_lock(arena, names[i], false));
	}
	assert_int_equal(close(fd), 0);
	assert_holds(arena, path, "ababababab");
	assert_false(ab_file_replace(arena, names[0], "a", 1, &error));
	assert_string_equal(error.message, "cannot write: Bad file descriptor");
	assert_false(ab_file_is_stream(arena, path));
	assert_false(ab_file_is_stream(arena, "/proc/self/maps"));
	assert_false(ab_file_is_stream(arena, "/proc/1/fd/1"));
	assert_false(ab_file_replace(arena, "/proc/1/fd/1", "a", 1, &error));
	assert_int_equal(count_files(folder), 2);
	unlink(link);
	unlink(path);
	leave_folder(folder);
}

/* A reader that is gone is an error and no end of the compiler. */
static void test_a_stream_that_nobody_reads(struct ab_arena *arena)
{
	struct ab_error error;
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	assert_false(
	    ab_file_replace(arena, ab_printf(arena, "/dev/fd/%d", ends[1]), "a", 1, &error));
	assert_string_equal(error.message, "cannot write: Broken pipe");
	close(ends[1]);
}

/* A link that leads to what is not there yet stays a link. */
static void test_dangling_link(struct ab_arena *arena)
{
	const char *folder = enter_folder(arena);
	const char *link = ab_printf(arena, "%s/link", folder);
	struct ab_error error;
	struct stat status;

	assert_int_equal(symlink("other", link), 0);
	assert_int_equal(symlink("link", ab_printf(arena, "%s/second", folder)), 0);
	put_file(arena, folder, "second", "new");
	assert_holds(arena, ab_printf(arena, "%s/other", folder), "new");
	assert_int_equal(lstat(link, &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	unlink(link);
	assert_int_equal(symlink("no/such", link), 0);
	assert_false(ab_file_replace(arena, link, "x", 1, &error));
	assert_string_equal(error.message, "cannot write: No such file or directory");
	unlink(link);
	assert_int_equal(symlink("link", link), 0);
	assert_false(ab_file_replace(arena, link, "x", 1, &error));
	assert_string_equal(error.message, "cannot write: Too many levels of symbolic links");
	unlink(link);
	unlink(ab_printf(arena, "%s/second", folder));
	unlink(ab_printf(arena, "%s/other", folder));
	leave_folder(folder);
}

/* The name that is given becomes a new file, another one keeps what it had. */
static void test_hard_link(struct ab_arena *arena)
{
	const char *folder = enter_folder(arena);
	const char *path = put_file(arena, folder, "a", "old");
	const char *other = ab_printf(arena, "%s/b", folder);

	assert_int_equal(link(path, other), 0);
	put_file(arena, folder, "a", "new");
	assert_holds(arena, path, "new");
	assert_holds(arena, other, "old");
	unlink(path);
	unlink(other);
	leave_folder(folder);
}

enum { NOBODY = 65534 };

/* Who may not write to a file may not replace it either, though the folder is his. */
static void test_read_only(struct ab_arena *arena)
{
	const char *folder = enter_folder(arena);
	const char *path = put_file(arena, folder, "a", "old");
	const bool is_root = geteuid() == 0;
	struct ab_error error;

	assert_int_equal(chmod(path, 0444), 0);
	if (is_root) {
		assert_int_equal(chmod(folder, 0777), 0);
		assert_int_equal(setresuid(NOBODY, NOBODY, 0), 0);
	}
	assert_false(ab_file_replace(arena, path, "new", 3, &error));
	if (is_root)
		assert_int_equal(setresuid(0, 0, 0), 0);
	assert_string_equal(error.message, "cannot write: Permission denied");
	assert_holds(arena, path, "old");
	assert_int_equal(count_files(folder), 1);
	unlink(path);
	leave_folder(folder);
}

/* Only root can give a file away; what others replace is theirs then. */
static void test_owner(struct ab_arena *arena)
{
	const char *folder = enter_folder(arena);
	const char *path = put_file(arena, folder, "a", "old");
	const bool is_root = geteuid() == 0;
	struct stat status;

	if (is_root)
		assert_int_equal(chown(path, NOBODY, NOBODY), 0);
	put_file(arena, folder, "a", "new");
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_uid, is_root ? NOBODY : geteuid());
	assert_int_equal(status.st_gid, is_root ? NOBODY : getegid());
	if (is_root) {
		assert_int_equal(chown(path, 0, 0), 0);
		assert_int_equal(chmod(path, 0666), 0);
		assert_int_equal(chmod(folder, 0777), 0);
		assert_int_equal(setresuid(NOBODY, NOBODY, 0), 0);
		put_file(arena, folder, "a", "newer");
		assert_int_equal(setresuid(0, 0, 0), 0);
		assert_holds(arena, path, "newer");
		assert_int_equal(stat(path, &status), 0);
		assert_int_equal(status.st_uid, NOBODY);
	}
	unlink(path);
	leave_folder(folder);
}

/* By any path, and of all files of a folder; another process's, as an open file has it once. */
static void test_lock(struct ab_arena *arena)
{
	const char *folder = enter_folder(arena);
	const char *path = put_file(arena, folder, "a", "");
	const char *link = ab_printf(arena, "%s.link", folder);

	assert_int_equal(symlink(path, link), 0);
	assert_true(ab_file_lock(arena, path, true));
	assert_false(ab_file_lock(arena, path, false));
	assert_false(ab_file_lock(arena, link, false));
	assert_false(ab_file_lock(arena, ab_printf(arena, "%s/other", folder), false));
	assert_true(ab_file_lock(arena, ab_printf(arena, "%s/no/such", folder), false));
	unlink(link);
	unlink(path);
	leave_folder(folder);
}

/* A name that the file system takes is one that can be written. */
static void test_long_name(struct ab_arena *arena)
{
	const char *folder = enter_folder(arena);
	char name[256] = {0};
	const char *path;

	memset(name, 'n', 255);
	path = put_file(arena, folder, name, "old");
	put_file(arena, folder, name, "new");
	assert_holds(arena, path, "new");
	assert_int_equal(count_files(folder), 1);
	unlink(path);
	leave_folder(folder);
}

static void test_beside(struct ab_arena *arena)
{
	assert_string_equal(ab_file_beside(arena, "a/b/policy.yaml", "r.yaml"), "a/b/r.yaml");
	assert_string_equal(ab_file_beside(arena, "a/policy.yaml", "../r.yaml"), "a/../r.yaml");
	assert_string_equal(ab_file_beside(arena, "policy.yaml", "r.yaml"), "r.yaml");
	assert_string_equal(ab_file_beside(arena, "/policy.yaml", "r.yaml"), "/r.yaml");
	assert_string_equal(ab_file_beside(arena, "a/policy.yaml", "/r.yaml"), "/r.yaml");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(test_read),
	    ARENA_TEST(test_replace_itself),
	    ARENA_TEST(test_replace_keeps_mode_and_link),
	    ARENA_TEST(test_replace_leaves_the_old_on_failure),
	    ARENA_TEST(test_replace_refuses),
	    ARENA_TEST(test_append),
	    ARENA_TEST(test_append_refuses_a_fifo),
	    ARENA_TEST(test_streams),
	    ARENA_TEST(test_a_stream_that_nobody_reads),
	    ARENA_TEST(test_dangling_link),
	    ARENA_TEST(test_hard_link),
	    ARENA_TEST(test_read_only),
	    ARENA_TEST(test_owner),
	    ARENA_TEST(test_lock),
	    ARENA_TEST(test_long_name),
	    ARENA_TEST(test_beside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
