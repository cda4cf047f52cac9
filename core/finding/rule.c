/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abiding/rule.h"

#include <string.h>

#include "abiding/error.h"

static const struct ab_rule_info rules[AB_RULES] = {
    [AB_RULE_NONE] = {"none", "gate", AB_SILENT, AB_RULE_GATE, AB_RULE_ON_COMPILES, "nothing"},
#define AB_RULE(name, id, clause, severity, sort, on, what) \
	[AB_##name] = {id, clause, AB_##severity, AB_RULE_##sort, AB_RULE_ON_##on, what},
#include "abiding/rules.def"
#undef AB_RULE
};

const struct ab_rule_info *ab_rule_info(enum ab_rule rule)
{
	return &rules[rule];
}

enum ab_rule ab_rule_find(const char *id)
{
	for (int rule = AB_RULE_NONE + 1; rule < AB_RULES; rule++)
		if (strcmp(rules[rule].id, id) == 0)
			return (enum ab_rule)rule;
	return AB_RULE_NONE;
}

const char *ab_rule_nearest(const char *id)
{
	const char *ids[AB_RULES] = {NULL};

	for (int rule = AB_RULE_NONE + 1; rule < AB_RULES; rule++)
		ids[rule] = rules[rule].id;
	return ab_nearest(id, ids, AB_RULES);
}

const char *ab_severity_word(enum ab_severity severity)
{
	static const char *const words[] = {
	    [AB_SILENT] = "silent",
	    [AB_NOTE] = "note",
	    [AB_WARNING] = "warning",
	    [AB_ERROR] = "error",
	};

	return words[severity];
}
