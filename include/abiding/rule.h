/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rule.h - the rules, of which each finding is of one (rules.def). */
#ifndef ABIDING_RULE_H
#define ABIDING_RULE_H

#include <stdbool.h>

/* The zeroth is harmless; rule names come from rules.def. */
enum ab_rule {
	AB_RULE_NONE,
#define AB_RULE(name, id, clause, severity, what) AB_##name,
#include "abiding/rules.def"
#undef AB_RULE
	AB_RULES
};

enum ab_severity {
	AB_SILENT,
	AB_NOTE,
	AB_WARNING,
	AB_ERROR,
};

struct ab_rule_info {
	const char *id;
	const char *clause;
	enum ab_severity severity; /* where the promise is forever */
	const char *what;
};

const struct ab_rule_info *ab_rule_info(enum ab_rule rule);
/* The rule with that id, or AB_RULE_NONE. */
enum ab_rule ab_rule_find(const char *id);
/* The nearest rule id to a wrong one, or NULL. */
const char *ab_rule_nearest(const char *id);
/* Whether it is about what is new and still free to change (lint.h), and not about a promise. */
bool ab_rule_is_lint(enum ab_rule rule);
/* "error", "warning", "note", "silent". */
const char *ab_severity_word(enum ab_severity severity);

#endif
