/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of the fuzzer (../fuzz/cases), fed to its targets once each. */
#include "../fuzz/targets.h"

#include <dirent.h>

#include "with-arena.h"

static const char *folder_of(struct ab_arena *arena, const struct fuzz_target *target)
{
	return ab_file_beside(arena, __FILE__, ab_printf(arena, "../fuzz/cases/%s", target->name));
}

static void feed(struct ab_arena *arena, const struct fuzz_target *target, const char *path)
{
	struct ab_error error;
	size_t length;
	char *text;

	assert_true(ab_file_read(arena, path, &text, &length, &error));
	print_message("%s\n", path);
	fuzz_feed(target, text, length);
}

static void feed_all(struct ab_arena *arena, const struct fuzz_target *target)
{
	const char *const name = folder_of(arena, target);
	DIR *const folder = opendir(name);
	const struct dirent *entry;
	unsigned fed = 0;

	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL)
		if (entry->d_name[0] != '.') {
			feed(arena, target, ab_printf(arena, "%s/%s", name, entry->d_name));
			fed++;
		}
	closedir(folder);
	assert_true(fed > 0);
}

static void test_cases(struct ab_arena *arena)
{
	for (int i = 0; i < FUZZ_TARGETS; i++)
		feed_all(arena, &fuzz_targets[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(test_cases),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
