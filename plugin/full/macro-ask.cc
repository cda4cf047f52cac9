/* SPDX-License-Identifier: GPL-3.0-or-later */
/* macro-ask.cc - which macros there are, where they are defined and as what. */
#include "gcc/gcc-includes.h"
#include "collect.h"

cpp_hashnode *macro_find(const char *name)
{
	cpp_hashnode *node =
	    cpp_lookup(parse_in, (const unsigned char *)name, (unsigned)strlen(name));

	return cpp_user_macro_p(node) ? node : NULL;
}

bool macro_location(const char *name, location_t *where)
{
	cpp_hashnode *node = macro_find(name);

	if (node)
		*where = cpp_macro_definition_location(node);
	return node != NULL;
}

bool macro_is_defined(const char *name)
{
	return macro_find(name) != NULL;
}

const char *macro_text(cpp_hashnode *node)
{
	return node->value.macro ? (const char *)cpp_macro_definition(parse_in, node) : NULL;
}

long macro_number(const char *name)
{
	cpp_hashnode *node = macro_find(name);
	const char *text = node ? macro_text(node) : NULL;
	const char *value = text ? strchr(text, ' ') : NULL;

	return value ? strtol(value, NULL, 10) : 0;
}

bool is_strict_c(void)
{
	return cpp_get_options(parse_in)->std;
}
