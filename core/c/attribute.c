/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attribute.c - the table of attributes (attribute.h). */
#include "abiding/attribute.h"

#include <string.h>

static const struct ab_attribute_info attributes[AB_ATTRIBUTES] = {
    [AB_ATTRIBUTE_NONE] = {"", AB_ATTRIBUTE_IN_DECLARATION, AB_ATTRIBUTE_IS_NO_DIGEST,
			   AB_ATTRIBUTE_EITHER},
#define AB_ATTRIBUTE(NAME, name, where, form, effect) \
	[AB_ATTRIBUTE_##NAME] = {name, AB_ATTRIBUTE_IN_##where, AB_ATTRIBUTE_IS_##form, \
				 AB_ATTRIBUTE_##effect},
#include "abiding/attributes.def"
#undef AB_ATTRIBUTE
};

const struct ab_attribute_info *ab_attribute_info(enum ab_attribute attribute)
{
	return &attributes[attribute];
}

enum ab_attribute ab_attribute_find(const char *text)
{
	const size_t length = strcspn(text, " ");

	for (int i = AB_ATTRIBUTE_NONE + 1; i < AB_ATTRIBUTES; i++)
		if (strncmp(attributes[i].name, text, length) == 0 && !attributes[i].name[length])
			return (enum ab_attribute)i;
	return AB_ATTRIBUTE_NONE;
}
