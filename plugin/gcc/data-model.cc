/* SPDX-License-Identifier: GPL-3.0-or-later */
/* data-model.cc - how the target of this compile lays out what it compiles. */
#include "gcc-includes.h"
#include "tree-facts.h"

extern "C" {
#include "abiding/model.h"
}

const char *model_name(void)
{
	static char name[AB_MODEL_NAME_MAX];
	struct ab_target target = {};

	/* the triplet of the compiler that this plugin is for: the Makefile's */
	target.machine = AB_TRIPLET;
	target.int_bits = TYPE_PRECISION(integer_type_node);
	target.long_bits = TYPE_PRECISION(long_integer_type_node);
	target.pointer_bits = POINTER_SIZE;
	target.register_bits = UNITS_PER_WORD * BITS_PER_UNIT;
	target.is_big_endian = BYTES_BIG_ENDIAN;
	target.is_windows = strstr(AB_TRIPLET, "mingw") || strstr(AB_TRIPLET, "cygwin");
	target.has_short_enums = targetm.default_short_enums();
	return ab_model_name(&target, name);
}
