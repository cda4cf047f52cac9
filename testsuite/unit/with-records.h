/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * with-records.h - records and policies out of strings, for tests of what is
 * done with them.
 */
#ifndef ABIDING_UNIT_WITH_RECORDS_H
#define ABIDING_UNIT_WITH_RECORDS_H

#include "with-arena.h"

#include "abiding/policy.h"

static inline struct ab_record *read_record(struct ab_arena *arena, const char *text)
{
	const char *folder = enter_folder(arena);
	const char *path = put_file(arena, folder, "record.yaml", text);
	struct ab_record *record = NULL;
	struct ab_error error;

	if (!ab_record_load(arena, path, &record, &error))
		fail_msg("%s in\n%s", error_text(arena, &error), text);
	unlink(path);
	leave_folder(folder);
	return record;
}

static inline struct ab_policy *read_policy(struct ab_arena *arena, const char *text)
{
	const char *folder = enter_folder(arena);
	const char *path = put_file(arena, folder, "policy.yaml", text);
	struct ab_policy *policy = NULL;
	struct ab_error error;

	if (!ab_policy_load(arena, path, &policy, &error))
		fail_msg("%s in\n%s", error_text(arena, &error), text);
	unlink(path);
	leave_folder(folder);
	return policy;
}

#endif
