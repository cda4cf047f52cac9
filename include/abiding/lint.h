/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lint.h - what is new, and so still free to change, held against the policy's
 * own customs: sentinels, names, tags, `since`.
 */
#ifndef ABIDING_LINT_H
#define ABIDING_LINT_H

#include "abiding/finding.h"

/*
 * Appends a finding for each thing in current that the promise (NULL: none)
 * does not hold and that is not as the policy wants such things.  Waived ones
 * are not in the list; waivers of lints that match nothing are, if current is
 * complete.  Nothing is said where current was compiled with other switches
 * than the promise: then what is new cannot be told.  Pure, as ab_compare().
 */
void ab_lint(struct ab_arena *arena, const struct ab_record *promised,
	     const struct ab_record *current, const struct ab_policy *policy,
	     struct ab_findings *findings);

#endif
