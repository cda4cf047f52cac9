/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * elf-symbols.h - what a shared library gives to the dynamic linker.
 */
#ifndef ABIDING_ELF_SYMBOLS_H
#define ABIDING_ELF_SYMBOLS_H

#include "abiding/library.h"

/*
 * Reads them; strings are the arena's.  Returns false on what is no shared
 * library, or damaged.
 */
bool elf_symbols_read(struct ab_arena *arena, const char *path, struct ab_library *symbols,
		      struct ab_error *error);

#endif
