/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * model.cc - the options of this compile that give the same declarations
 * other layouts or values (what they do stands in compare/options.c), and its
 * language.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"

extern "C" {
#include "abiding/language.h"
}

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

/* ---- the language ---- */

const char *model_language(void)
{
	const struct ab_language *const language =
	    ab_language_of(false, is_strict_c(), macro_number("__STDC_VERSION__"));

	if (is_cplusplus() || language == ab_language_usual(false) || collector.record->gap ||
	    !stretch_is_language_spoken())
		return NULL;
	return language->name;
}
