/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * depend.cc - our files in the list that -M, -MD and the like write, so that an
 * edit of one makes the object out of date.
 *
 * The source has to stand first in that list: -MP makes an empty target of each
 * file but the first, and others take the first for the source.  It is entered
 * by the front end's post_options, which comes behind plugin_init; what is
 * entered later than that is too late for -E -MD.
 */
#include "gcc-includes.h"
#include "handover.h"

static struct {
	const char **files;
	size_t count;
	bool (*post_options)(const char **); /* the front end's own */
} depend;

bool depend_is_wanted(void)
{
	return cpp_get_options(parse_in)->deps.style != DEPS_NONE;
}

static bool post_options_and_depend(const char **main_file)
{
	const bool has_no_backend = depend.post_options(main_file);

	/* there may be an option for it that post_options has found in the environment */
	if (depend_is_wanted())
		for (size_t i = 0; i < depend.count; i++)
			deps_add_dep(cpp_get_deps(parse_in), depend.files[i]);
	return has_no_backend;
}

void depend_on(const char *file)
{
	if (!depend.post_options) {
		depend.post_options = lang_hooks.post_options;
		lang_hooks.post_options = post_options_and_depend;
	}
	depend.files = XRESIZEVEC(const char *, depend.files, depend.count + 1);
	depend.files[depend.count++] = file;
}

void depend_late_on(const char *file)
{
	if (depend_is_wanted())
		deps_add_dep(cpp_get_deps(parse_in), file);
}
