/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * explain.c - the page of a rule, as plain text.
 *
 * Markdown is meant to be read as it is, but for its code: that is indented
 * here, under the name of its file.
 */
#include "tool.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct usage usage = {
    "explain",
    "",
    "Usage: abiding explain RULE\n"
    "Says what a rule means, which program a break of it breaks, how the change is\n"
    "made without one, and how it is waived.  The beginning of several rules, such\n"
    "as struct-field, lists them.\n",
};

static bool starts_with(const char *line, const char *start)
{
	return !strncmp(line, start, strlen(start));
}

/* "foo.h:" of "```diff foo.h". */
static void print_name(const char *line, size_t length)
{
	const char *const space = memchr(line, ' ', length);

	if (space)
		printf("%.*s:\n\n", (int)(line + length - space - 1), space + 1);
}

static void print_line(const char *line, size_t length, bool is_code, bool is_bold)
{
	const bool is_heading = !is_code && *line == '#';

	if (is_heading) {
		const size_t marks = strspn(line, "# ");

		line += marks;
		length -= marks;
	}
	printf("%s%s%.*s%s\n", is_code && length ? "    " : "",
	       is_heading && is_bold ? "\33[1m" : "", (int)length, line,
	       is_heading && is_bold ? "\33[m" : "");
}

static void print_page(const char *text, bool is_bold)
{
	bool is_code = false;

	while (*text) {
		const size_t length = strcspn(text, "\n");

		if (starts_with(text, "```")) {
			is_code = !is_code;
			if (is_code)
				print_name(text, length);
		} else {
			print_line(text, length, is_code, is_bold);
		}
		text += length + 1;
	}
}

static size_t list_rules(const char *start)
{
	size_t n = 0;

	for (int rule = AB_RULE_NONE + 1; rule < AB_RULES; rule++) {
		if (!starts_with(ab_rule_info((enum ab_rule)rule)->id, start))
			continue;
		rules_print((enum ab_rule)rule);
		n++;
	}
	return n;
}

static int list_or_refuse(const char *id)
{
	const char *nearest;

	if (list_rules(id))
		return STATUS_HOLDS;
	nearest = ab_rule_nearest(id);
	if (nearest)
		say_plain("there is no rule '%s'; did you mean '%s'?", id, nearest);
	else
		say_plain("there is no rule '%s'; abiding rules lists them", id);
	return STATUS_USAGE;
}

int explain_run(struct ab_arena *arena, const char *self, int argc, char **argv)
{
	struct options options;
	const char *page;
	int status = options_parse(arena, &usage, argc, argv, &options);

	(void)self;
	if (status != GO_ON)
		return status;
	if (options.n_args != 1)
		return options_refuse(&usage, "name one rule");
	page = page_find(options.args[0]);
	if (!page)
		return list_or_refuse(options.args[0]);
	print_page(page, say_is_coloured(STDOUT_FILENO));
	return STATUS_HOLDS;
}
