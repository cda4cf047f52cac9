/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attribute.h - the attributes that programs depend on (attributes.def). */
#ifndef ABIDING_ATTRIBUTE_H
#define ABIDING_ATTRIBUTE_H

#include <stdbool.h>

enum ab_attribute {
	AB_ATTRIBUTE_NONE, /* one that is not known here */
#define AB_ATTRIBUTE(NAME, name, where, form, effect) AB_ATTRIBUTE_##NAME,
#include "abiding/attributes.def"
#undef AB_ATTRIBUTE
	AB_ATTRIBUTES
};

enum ab_attribute_where {
	AB_ATTRIBUTE_IN_FLAG,
	AB_ATTRIBUTE_IN_FUNCTION_TYPE,
	AB_ATTRIBUTE_IN_DECLARATION,
	AB_ATTRIBUTE_IN_TAG,
	AB_ATTRIBUTE_IN_PARAMETER,
	AB_ATTRIBUTE_IN_LAYOUT,
};

enum ab_attribute_form {
	AB_ATTRIBUTE_IS_PLAIN,
	AB_ATTRIBUTE_IS_NUMBER,
	AB_ATTRIBUTE_IS_OWN,
	AB_ATTRIBUTE_IS_NO_DIGEST,
	AB_ATTRIBUTE_IS_ADVICE,
};

enum ab_attribute_effect {
	AB_ATTRIBUTE_EITHER, /* that it comes counts, and that it goes: of one not known, too */
	AB_ATTRIBUTE_PROMISE,
	AB_ATTRIBUTE_DEMAND,
	AB_ATTRIBUTE_BAN,
	AB_ATTRIBUTE_NOTHING,
};

struct ab_attribute_info {
	const char *name;
	enum ab_attribute_where where;
	enum ab_attribute_form form;
	enum ab_attribute_effect effect;
};

const struct ab_attribute_info *ab_attribute_info(enum ab_attribute attribute);

/* Of the text of a record: "alloc_align (2)". */
enum ab_attribute ab_attribute_find(const char *text);

#endif
