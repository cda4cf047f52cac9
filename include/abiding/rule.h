/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rule.h - the rules, of which each finding is of one (rules.def). */
#ifndef ABIDING_RULE_H
#define ABIDING_RULE_H

#include <stdbool.h>

/* The zeroth is harmless; rule names come from rules.def. */
enum ab_rule {
	AB_RULE_NONE,
#define AB_RULE(name, id, clause, severity, sort, on, what) AB_##name,
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

enum ab_rule_sort {
	AB_RULE_REMOVAL, /* something is gone */
	AB_RULE_LOSS,	 /* it is there, and not by that name or as what it was */
	AB_RULE_CHANGE,
	AB_RULE_LINT, /* about what is new and still free to change (lint.h), no promise */
	AB_RULE_GATE, /* what the check says of itself: no break, and nothing to waive */
};

/* What has to be looked at to find it. */
enum ab_rule_on {
	AB_RULE_ON_NAMES,   /* declarations */
	AB_RULE_ON_LAYOUTS, /* structs and unions: another layout may come with it */
	AB_RULE_ON_MACROS,  /* told before anything is parsed */
	AB_RULE_ON_SYMBOLS, /* a version script, a linked library */
	AB_RULE_ON_WIRE,    /* protocols */
	AB_RULE_ON_HEADERS, /* which there are, and what they need */
	AB_RULE_ON_COMPILES,
};

struct ab_rule_info {
	const char *id;
	const char *clause;
	enum ab_severity severity; /* where the promise is forever */
	enum ab_rule_sort sort;
	enum ab_rule_on on;
	const char *what;
};

const struct ab_rule_info *ab_rule_info(enum ab_rule rule);
/* The rule with that id, or AB_RULE_NONE. */
enum ab_rule ab_rule_find(const char *id);
/* The nearest rule id to a wrong one, or NULL. */
const char *ab_rule_nearest(const char *id);
/* "error", "warning", "note", "silent". */
const char *ab_severity_word(enum ab_severity severity);

#endif
