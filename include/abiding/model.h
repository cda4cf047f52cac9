/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * model.h - the name of a data model.
 *
 * A data model is all that decides how declarations are laid out where a
 * program runs: the widths of types, the order of bytes, what the machine's
 * ABI says of alignment, bit-fields, enums and plain char, and what the types
 * of its C library stand for.  Two targets with one name have all of it alike.
 */
#ifndef ABIDING_MODEL_H
#define ABIDING_MODEL_H

#include <stdbool.h>

enum { AB_MODEL_NAME_MAX = 128 };

struct ab_target {
	const char *machine; /* GNU triplet, or its first word: "x86_64", "armv7l" */
	unsigned int_bits, long_bits, pointer_bits;
	unsigned register_bits;
	bool is_big_endian;
	bool is_windows;
	bool has_short_enums; /* without being asked to */
};

/*
 * "lp64" (x86-64), "lp64-be" (s390x), "lp64-aarch64", "ilp32-i386", ...; any
 * machine gets a name, one that is not known here that of its triplet.  Returns
 * name, which it is written to.
 */
const char *ab_model_name(const struct ab_target *target, char name[AB_MODEL_NAME_MAX]);

#endif
