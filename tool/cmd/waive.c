/* SPDX-License-Identifier: GPL-3.0-or-later */
/* waive.c - a waiver, added to a policy. */
#include "tool.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct usage usage = {
    "waive",
    "pwul",
    "Usage: abiding waive -p POLICY RULE ENTITY --reason TEXT [--until V]\n"
    "                     [--layout 'MODEL: BYTES']\n"
    "Adds a waiver to a policy: what RULE finds about ENTITY is accepted.  All else in\n"
    "the file stays as it is.\n"
    "\n"
    "  RULE                one that abiding rules lists, such as macro-removed\n"
    "  ENTITY              a name, such as FOO_MAX, fooPoint or fooPoint.x, or a pattern\n"
    "                      with * and ?\n"
    "  --reason TEXT       why, for those who read the policy\n"
    "  --until V           the last release for which it counts, such as 2.0.0\n"
    "  --layout 'MODEL: BYTES, ...'\n"
    "                      the size that the struct or union may have now, by data\n"
    "                      model, such as 'lp64: 56'; without it no change of size,\n"
    "                      alignment or offsets is accepted\n"
    "  -p, --policy FILE   the policy\n",
};

static int refuse_rule(struct ab_arena *arena, const char *word)
{
	const char *nearest = ab_rule_nearest(word);

	return options_refuse(&usage, "unknown rule '%s', %s", word,
			      nearest ? ab_printf(arena, "did you mean '%s'?", nearest)
				      : "abiding rules lists them");
}

static int read_layout(struct ab_arena *arena, const struct options *options,
		       struct ab_waiver *waiver)
{
	if (!options->layout)
		return GO_ON;
	if (!ab_rule_is_of_layout(waiver->rule))
		return options_refuse(&usage,
				      "%s is about no struct or union, and takes no --layout",
				      options->args[0]);
	if (ab_layouts_parse(arena, options->layout, &waiver->layouts, &waiver->n_layouts))
		return GO_ON;
	return options_refuse(&usage,
			      "'%s' is not a layout (expected e.g. 'lp64: 56, ilp32-i386: 44')",
			      options->layout);
}

static int read_words(struct ab_arena *arena, const struct options *options,
		      struct ab_waiver *waiver)
{
	if (!options->policy)
		return options_refuse(&usage, "name the policy (-p)");
	if (options->n_args != 2)
		return options_refuse(&usage, "name a rule and an entity");
	if (!options->reason || !options->reason[strspn(options->reason, " \t\n")])
		return options_refuse(&usage, "--reason is missing: why is it accepted?");
	if (options->until && !ab_release_is(options->until))
		return options_refuse(&usage, "'%s' is not a release (expected e.g. 1.2.0)",
				      options->until);
	waiver->rule = ab_rule_find(options->args[0]);
	if (waiver->rule == AB_RULE_NONE)
		return refuse_rule(arena, options->args[0]);
	waiver->entity = options->args[1];
	waiver->reason = options->reason;
	waiver->until = options->until;
	if (!waiver->entity[0])
		return options_refuse(&usage, "an entity has a name");
	return read_layout(arena, options, waiver);
}

/* A waiver that is past already would be of no use. */
static int check_until(struct ab_arena *arena, const struct options *options,
		       const struct ab_policy *policy)
{
	struct ab_record *record;
	struct ab_error error;

	if (!options->until || !policy->record_path || access(policy->record_path, F_OK) != 0)
		return GO_ON;
	if (!ab_record_load(arena, policy->record_path, &record, &error))
		return say_error(&error, STATUS_USAGE);
	if (!record->release || ab_release_compare(record->release, options->until) <= 0)
		return GO_ON;
	say_plain("a waiver until %s is past already: release %s is frozen in '%s'", options->until,
		  record->release, policy->record_path);
	return STATUS_USAGE;
}

int waive_run(struct ab_arena *arena, const char *self, int argc, char **argv)
{
	struct ab_waiver waiver = {0};
	struct ab_file_seen seen;
	struct ab_policy *policy;
	struct options options;
	struct ab_error error;
	const char *edited;
	char *text;
	int status = options_parse(arena, &usage, argc, argv, &options);

	(void)self;
	if (status == GO_ON)
		status = read_words(arena, &options, &waiver);
	if (status != GO_ON)
		return status;
	/* two at once, or one and a freeze: what the first has written would be lost */
	lock_folder_of(arena, options.policy);
	if (!ab_file_read(arena, options.policy, &text, &seen.length, &error) ||
	    !ab_policy_load(arena, options.policy, &policy, &error))
		return say_error(&error, STATUS_USAGE);
	seen.text = text;
	status = check_until(arena, &options, policy);
	if (status != GO_ON)
		return status;
	if (!ab_policy_add_waiver(arena, options.policy, text, seen.length, &waiver, &edited,
				  &error) ||
	    !ab_file_replace_seen(arena, options.policy, &seen, edited, strlen(edited), &error))
		return say_error(&error, STATUS_USAGE);
	terms_renew_image(arena, options.policy, policy->record_path);
	printf("%s: %s is waived for '%s'%s%s\n", options.policy, options.args[0], waiver.entity,
	       waiver.until ? " until " : "", waiver.until ? waiver.until : "");
	return STATUS_HOLDS;
}
