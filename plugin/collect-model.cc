/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * collect-model.cc - what this compile lays out, beyond what the headers say:
 * its data model, and the options that give the same declarations other
 * layouts or values (what they do stands in core/compare-options.c).
 */
#include "gcc-includes.h"
#include "collect.h"

extern "C" {
#include "abiding/model.h"
}

/* Of the triplet of the compiler that this plugin is for: the Makefile's. */
static const char triplet[] = AB_TRIPLET;

const char *model_name(void)
{
	struct ab_target target = {};

	target.machine = ab_strndup(collector.arena, triplet, strcspn(triplet, "-"));
	target.int_bits = TYPE_PRECISION(integer_type_node);
	target.long_bits = TYPE_PRECISION(long_integer_type_node);
	target.pointer_bits = POINTER_SIZE;
	target.register_bits = GET_MODE_SIZE(word_mode) * BITS_PER_UNIT;
	target.is_big_endian = BYTES_BIG_ENDIAN;
	target.is_windows = strstr(triplet, "mingw") || strstr(triplet, "cygwin");
	target.has_short_enums = targetm.default_short_enums();
	return ab_model_name(collector.arena, &target);
}

/* ---- options ---- */

/* Options of single targets; of each line the last one given counts. */
static const char *const target_options[][3] = {
    {"-malign-double", "-mno-align-double"},
    {"-mms-bitfields", "-mno-ms-bitfields"},
};

static const char *last_given(const char *const *options)
{
	for (unsigned i = save_decoded_options_count; i-- > 0;) {
		const char *const given = save_decoded_options[i].orig_option_with_args_text;

		for (size_t j = 0; given && options[j]; j++)
			if (!strcmp(given, options[j]))
				return options[j];
	}
	return NULL;
}

const char *model_options(void)
{
	struct ab_buf text;

	ab_buf_init(&text, collector.arena);
	if (flag_pack_struct || initial_max_fld_align != TARGET_DEFAULT_PACK_STRUCT)
		ab_buf_add(&text, " -fpack-struct");
	if (flag_short_enums != targetm.default_short_enums())
		ab_buf_add(&text, flag_short_enums ? " -fshort-enums" : " -fno-short-enums");
	if (flag_signed_char != DEFAULT_SIGNED_CHAR)
		ab_buf_add(&text, flag_signed_char ? " -fsigned-char" : " -funsigned-char");
	if (!flag_signed_bitfields)
		ab_buf_add(&text, " -funsigned-bitfields");
	for (size_t i = 0; i < ARRAY_SIZE(target_options); i++) {
		const char *const given = last_given(target_options[i]);

		if (given)
			ab_buf_addf(&text, " %s", given);
	}
	return text.length ? text.text + 1 : NULL;
}
