/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format.c - JSON, and what all formats have in common. */
#include "tool.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void format_json(const struct json_list *lists, size_t n)
{
	fputs("{\"abiding\": 1", stdout);
	for (size_t i = 0; i < n; i++) {
		const char *const items = lists[i].items;
		const char *line = items;

		printf(", \"%s\": [", lists[i].key);
		while (*line) {
			const size_t length = strcspn(line, "\n");

			printf("%s\n  ", line == items ? "" : ",");
			fwrite(line, 1, length, stdout);
			line += length + (line[length] == '\n');
		}
		printf("%s]", *items ? "\n" : "");
	}
	fputs("}\n", stdout);
}

const char *format_findings(const struct report *report)
{
	struct ab_buf items;

	ab_buf_init(&items, report->arena);
	for (size_t i = 0; i < report->count; i++)
		ab_buf_addf(&items, "%s\n", report->items[i].json);
	return items.text;
}

struct ab_location format_place(const struct reported *reported)
{
	/* a name without a line is less than the line of the record */
	if (reported->now.file && (reported->now.line || !reported->then.line))
		return reported->now;
	if (reported->then.file)
		return reported->then;
	return (struct ab_location){reported->finding.header, 0, 0};
}

const char *format_path(struct ab_arena *arena, const char *path)
{
	char folder[4096];
	size_t length;

	while (path[0] == '.' && path[1] == '/')
		path += 2 + strspn(path + 2, "/");
	if (path[0] != '/' || !getcwd(folder, sizeof folder))
		return path;
	length = strlen(folder);
	if (strncmp(path, folder, length) != 0 || path[length] != '/')
		return path;
	return ab_strdup(arena, path + length + 1);
}

const char *format_message(struct ab_arena *arena, const struct ab_finding *finding)
{
	if (!finding->consequence)
		return finding->message;
	return ab_printf(arena, "%s; %s", finding->message, finding->consequence);
}

static bool is_same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static bool is_alike(const struct ab_finding *a, const struct ab_finding *b)
{
	return a->rule == b->rule && is_same_text(a->header, b->header) &&
	       is_same_text(a->entity, b->entity) && is_same_text(a->member, b->member);
}

/* FNV-1a of a string and its end. */
static uint64_t hash(uint64_t seed, const char *text)
{
	const unsigned char *at = (const unsigned char *)(text ? text : "");

	do
		seed = (seed ^ *at) * UINT64_C(0x100000001b3);
	while (*at++);
	return seed;
}

const char *const *format_fingerprints(const struct report *report)
{
	const char **prints = AB_NEW_ARRAY(report->arena, const char *, report->count);

	for (size_t i = 0; i < report->count; i++) {
		const struct ab_finding *const finding = &report->items[i].finding;
		uint64_t print =
		    hash(UINT64_C(0xcbf29ce484222325), ab_rule_info(finding->rule)->id);

		print = hash(print, finding->header);
		print = hash(print, finding->entity);
		print = hash(print, finding->member);
		for (size_t j = 0; j < i; j++)
			if (is_alike(finding, &report->items[j].finding))
				print = hash(print, "again");
		prints[i] = ab_printf(report->arena, "%016" PRIx64, print);
	}
	return prints;
}
