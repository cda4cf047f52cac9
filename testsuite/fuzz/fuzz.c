/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz.c - the targets of targets.h, and the reader of ELF files, under
 * libFuzzer; the variable FUZZ names one.
 */
#include "targets.h"

#include "elf/elf-symbols.h"

static void fuzz_elf(struct ab_arena *arena, const char *text, size_t length)
{
	const int fd = memfd_create("library", 0);
	struct ab_library symbols;
	struct ab_error error;
	size_t n;

	FUZZ_MUST(fd >= 0 && write(fd, text, length) == (ssize_t)length);
	if (elf_symbols_read(arena, ab_printf(arena, "/proc/self/fd/%d", fd), &symbols, &error)) {
		ab_library_find(&symbols, "virInitialize", &n);
		ab_library_node(&symbols, "LIBVIRT_0.0.3");
	}
	close(fd);
}

static const struct fuzz_target elf = {"elf", fuzz_elf};
static const struct fuzz_target *target = &elf;

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t length);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *const name = getenv("FUZZ");

	(void)argc;
	(void)argv;
	if (name && !strcmp(name, elf.name))
		return 0;
	for (int i = 0; i < FUZZ_TARGETS; i++)
		if (name && !strcmp(name, fuzz_targets[i].name)) {
			target = &fuzz_targets[i];
			return 0;
		}
	fprintf(stderr, "fuzz: FUZZ=%s is no target\n", name ? name : "");
	exit(2);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t length)
{
	fuzz_feed(target, bytes, length);
	return 0;
}
