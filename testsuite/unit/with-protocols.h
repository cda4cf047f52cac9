/* SPDX-License-Identifier: GPL-3.0-or-later */
/* with-protocols.h - what unit tests of protocols share: two texts compared. */
#ifndef ABIDING_UNIT_WITH_PROTOCOLS_H
#define ABIDING_UNIT_WITH_PROTOCOLS_H

#include "with-records.h"

#include "abiding/compare.h"
#include "abiding/policy.h"
#include "abiding/protocol.h"

static struct ab_protocol *parse(struct ab_arena *arena, const char *text)
{
	struct ab_protocol *protocol = NULL;
	struct ab_error error;

	if (!ab_protocol_parse(arena, "foo.x", text, &protocol, &error))
		fail_msg("%s in: %s", error_text(arena, &error), text);
	return protocol;
}

static struct ab_record *record_of(struct ab_arena *arena, const char *text)
{
	static const char empty[] = "abiding-record: 2\nlibrary: foo\nrelease: 1.0.0\n";
	struct ab_record *record;
	struct ab_error error;

	assert_true(ab_record_parse(arena, "foo.yaml", empty, sizeof empty - 1, &record, &error));
	if (text)
		ab_record_add_protocol(record, parse(arena, text));
	return record;
}

/* "RULE ENTITY (consequence)" of each finding. */
static const char *text_of(struct ab_arena *arena, const struct ab_findings *findings)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	for (size_t i = 0; i < findings->count; i++) {
		const struct ab_finding *f = &findings->items[i];

		ab_buf_addf(&buf, "%s%s %s", i ? "; " : "", ab_rule_info(f->rule)->id, f->entity);
		if (f->member)
			ab_buf_addf(&buf, ".%s", f->member);
		if (f->consequence)
			ab_buf_addf(&buf, " (%s)", f->consequence);
	}
	return buf.text;
}

/* Of whole records, and the same of a compile, which looks at protocols apart. */
static const char *findings_of(struct ab_arena *arena, const char *then, const char *now)
{
	const struct ab_record *promised = record_of(arena, then), *current = record_of(arena, now);
	struct ab_policy *policy = ab_policy_default(arena, promised);
	struct ab_findings findings = {0}, apart = {0};
	const char *text;

	ab_compare(arena, promised, current, policy, &findings);
	text = text_of(arena, &findings);
	ab_compare_protocols(arena, promised, current, policy, NULL, &apart);
	assert_string_equal(text_of(arena, &apart), text);
	return text;
}

#endif
