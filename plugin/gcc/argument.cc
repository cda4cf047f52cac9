/* SPDX-License-Identifier: GPL-3.0-or-later */
/* argument.cc - the value of an argument of the plugin, as it was given. */
#include "gcc-includes.h"
#include "handover.h"

/* What follows word in text, NULL: text starts otherwise. */
static const char *behind(const char *text, const char *word)
{
	while (*word)
		if (*text++ != *word++)
			return NULL;
	return text;
}

static size_t count_letter(const char *text, char letter)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == letter;
	return n;
}

/*
 * GCC drops as many letters off the end of a value as there are '=' in it: a
 * file would be another one.  The options that it has saved still have them.
 */
const char *argument_value(const char *plugin_name, const struct plugin_argument *given)
{
	for (unsigned i = 0; given->value && i < save_decoded_options_count; i++) {
		const struct cl_decoded_option *const option = &save_decoded_options[i];
		const char *text = option->arg, *rest;

		if (option->opt_index != OPT_fplugin_arg_ || !(text = behind(text, plugin_name)) ||
		    *text++ != '-' || !(text = behind(text, given->key)) || *text++ != '=')
			continue;
		rest = behind(text, given->value);
		if (rest && strlen(rest) == count_letter(text, '='))
			return text;
	}
	return given->value;
}
