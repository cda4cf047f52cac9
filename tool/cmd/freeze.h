/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze.h - what the rooms of abiding freeze share.
 *
 *   freeze.c          what is asked, the record to add to --current--> the record written
 *   freeze-collect.c  what the headers and protocols declare now: fills current
 *   freeze-judge.c    whether that keeps what the record promises
 */
#ifndef ABIDING_FREEZE_COMMAND_H
#define ABIDING_FREEZE_COMMAND_H

#include "tool.h"

struct freeze {
	struct ab_arena *arena;
	struct options options;
	const char *base_path;	  /* the record to add to, NULL: none */
	struct ab_file_seen seen; /* the output, as it was read */
	struct ab_policy *policy; /* NULL: none given */
	struct ab_record *base, *current;
	struct ab_library *library; /* NULL: none given */
	struct compiler compiler;
	struct sources sources;
	struct alone *alone; /* of several headers, each by itself; NULL: there is only one */
	struct ab_record **records; /* what each of these declares */
	struct words read;	    /* files that the compile of all has read */
	bool is_refused;	    /* the compiler has said an error, or more */
};

/* Whether there is something to compile: a policy may be of protocols alone. */
bool freeze_has_sources(const struct freeze *freeze);

/*
 * Compiles the headers, each by itself and all together, and reads the protocols: fills
 * current, alone, records, read and is_refused.  GO_ON, or a status that has been said.
 */
int freeze_collect(struct freeze *freeze);

/* Says the breaks of what base promises: GO_ON if there is none, or a status that has been said. */
int freeze_judge(struct freeze *freeze);

#endif
