/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz.c - the targets of targets.h, and those of the command (ELF files, options for
 * the compiler), under libFuzzer; the variable FUZZ names one.
 */
#include "targets.h"

#include "elf/elf-symbols.h"
#include "tool.h"

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

/* A file of options; what is wanted of them is wanted again. */
static void fuzz_flags(struct ab_arena *arena, const char *text, size_t length)
{
	const int fd = memfd_create("options", 0);
	char *file = (char *)ab_printf(arena, "@/proc/self/fd/%d", fd);
	struct words words = {.arena = arena}, once = {.arena = arena}, twice = {.arena = arena};

	FUZZ_MUST(fd >= 0 && write(fd, text, length) == (ssize_t)length);
	flags_expand(&words, &file, 1);
	close(fd);
	flags_add_wanted(&once, words.items, words.count);
	flags_add_wanted(&twice, once.items, once.count);
	FUZZ_MUST(once.count <= 2 * (words.count + length));
	FUZZ_MUST(once.count == twice.count);
	for (size_t i = 0; i < once.count; i++)
		FUZZ_MUST(!strcmp(once.items[i], twice.items[i]));
}

static const struct fuzz_target of_command[] = {{"elf", fuzz_elf}, {"flags", fuzz_flags}};
static const struct fuzz_target *target = of_command;

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t length);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *const name = getenv("FUZZ");

	(void)argc;
	(void)argv;
	for (size_t i = 0; i < sizeof of_command / sizeof *of_command; i++)
		if (name && !strcmp(name, of_command[i].name)) {
			target = &of_command[i];
			return 0;
		}
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
