/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool.h"

#include "image-make.h"

static const struct usage usage = {
    "compile",
    "po",
    "Usage: abiding compile -p POLICY -o IMAGE\n"
    "Writes a policy and its record as an image: one file, by convention *.abi, that\n"
    "the plugin takes in place of the policy and need not parse.  It is of this\n"
    "machine, and is made again when the policy or the record changes.\n"
    "\n"
    "  -p, --policy FILE   what is promised, and which record holds it\n"
    "  -o, --output FILE   the image\n",
};

int compile_run(struct ab_arena *arena, const char *self, int argc, char **argv)
{
	struct options options;
	struct ab_error error;
	const int status = options_parse(arena, &usage, argc, argv, &options);

	(void)self;
	if (status != GO_ON)
		return status;
	if (options.n_args)
		return options_refuse(&usage, "unexpected word '%s'", options.args[0]);
	if (!options.policy || !options.output)
		return options_refuse(&usage, "give a policy (-p) and where to write (-o)");
	if (!ab_image_make(arena, options.policy, options.output, true, &error))
		return say_error(&error, STATUS_USAGE);
	return STATUS_HOLDS;
}
