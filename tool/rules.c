/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct usage rules_usage = {
    "rules",
    "f",
    "Usage: abiding rules [--format text|json]\n"
    "Lists the rules: id, clause of the guarantees, what a finding weighs where a\n"
    "promise is forever, and what has happened.\n",
};

static const struct usage explain_usage = {
    "explain",
    "",
    "Usage: abiding explain RULE\n"
    "Says what a rule means: its page, in ../doc/rules beside this program or in the\n"
    "folder rules of $ABIDING_DOC, or in one sentence where it has none.\n",
};

static void print_rules_json(struct ab_arena *arena)
{
	struct ab_buf buf;
	int rule;

	ab_buf_init(&buf, arena);
	for (rule = AB_RULE_NONE + 1; rule < AB_RULES; rule++) {
		const struct ab_rule_info *info = ab_rule_info((enum ab_rule)rule);

		ab_buf_addf(&buf, "{\"rule\": \"%s\", \"clause\": \"%s\", ", info->id,
			    info->clause);
		ab_buf_addf(&buf,
			    "\"severity\": \"%s\", \"what\": ", ab_severity_word(info->severity));
		ab_json_string(&buf, info->what);
		ab_buf_add(&buf, "}\n");
	}
	format_json(&(struct json_list){"rules", buf.text}, 1);
}

int rules_run(struct ab_arena *arena, const char *self, int argc, char **argv)
{
	struct options options;
	int rule, status = options_parse(arena, &rules_usage, argc, argv, &options);

	(void)self;
	if (status != GO_ON)
		return status;
	if (options.n_args)
		return options_refuse(&rules_usage, "'%s' is too much: rules takes no arguments",
				      options.args[0]);
	if (options.format == FORMAT_JSON) {
		print_rules_json(arena);
		return STATUS_HOLDS;
	}
	for (rule = AB_RULE_NONE + 1; rule < AB_RULES; rule++) {
		const struct ab_rule_info *info = ab_rule_info((enum ab_rule)rule);

		printf("%-36s  %-4s  %s\n", info->id, info->clause,
		       ab_severity_word(info->severity));
		say_indented(info->what);
	}
	return STATUS_HOLDS;
}

static bool print_page(struct ab_arena *arena, const char *self, const char *id)
{
	const char *folder = getenv("ABIDING_DOC");
	const char *path;
	struct ab_error error;
	size_t length;
	char *text;

	if (!folder || !*folder)
		folder = ab_printf(arena, "%s/../doc", self);
	path = ab_printf(arena, "%s/rules/%s.md", folder, id);
	if (access(path, R_OK) != 0 || !ab_file_read(arena, path, &text, &length, &error))
		return false;
	fwrite(text, 1, length, stdout);
	return true;
}

static int refuse_rule(const char *id)
{
	const char *nearest = ab_rule_nearest(id);

	if (nearest)
		say_plain("there is no rule '%s'; did you mean '%s'?", id, nearest);
	else
		say_plain("there is no rule '%s'; abiding rules lists them", id);
	return STATUS_USAGE;
}

int explain_run(struct ab_arena *arena, const char *self, int argc, char **argv)
{
	const struct ab_rule_info *info;
	struct options options;
	enum ab_rule rule;
	int status = options_parse(arena, &explain_usage, argc, argv, &options);

	if (status != GO_ON)
		return status;
	if (options.n_args != 1)
		return options_refuse(&explain_usage, "name one rule");
	rule = ab_rule_find(options.args[0]);
	if (rule == AB_RULE_NONE)
		return refuse_rule(options.args[0]);
	info = ab_rule_info(rule);
	if (!print_page(arena, self, info->id))
		printf("%s (%s, %s): %s.\n", info->id, info->clause,
		       ab_severity_word(info->severity), info->what);
	return STATUS_HOLDS;
}
