/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * limits.h - how much of anything is taken, so that no input keeps a compiler
 * busy for ever.  doc/trust.md has the same numbers (testsuite/command/bounds.sh
 * compares them) and says what becomes of more.
 */
#ifndef ABIDING_LIMITS_H
#define ABIDING_LIMITS_H

enum {
	/* protocols: names for a number, one behind the other */
	AB_XDR_ALIASES_MAX = 64,
	/* protocols: steps through what is grouped or named otherwise than was promised */
	AB_WIRE_STEPS_MAX = 1024 * 1024,
};

#endif
