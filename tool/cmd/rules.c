/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool.h"

#include <stdio.h>

static const struct usage rules_usage = {
    "rules",
    "f",
    "Usage: abiding rules [--format FORMAT]\nLists the rules: id, clause of the guarantees, the "
    "severity where a\npromise is forever, and what has happened.\n\n  --format FORMAT     text or "
    "json\n",
};

void rules_print(enum ab_rule rule)
{
	const struct ab_rule_info *info = ab_rule_info(rule);

	printf("%-36s  %-4s  %s\n", info->id, info->clause, ab_severity_word(info->severity));
	say_indented(info->what, 2);
}

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
	for (rule = AB_RULE_NONE + 1; rule < AB_RULES; rule++)
		rules_print((enum ab_rule)rule);
	return STATUS_HOLDS;
}
