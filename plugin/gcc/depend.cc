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

static bool (*gcc_post_options)(const char **); /* the front end's own */
static void (*depend_on_files)(void);

bool depend_is_wanted(void)
{
	return cpp_get_options(parse_in)->deps.style != DEPS_NONE;
}

static bool post_options_and_depend(const char **main_file)
{
	const bool has_no_backend = gcc_post_options(main_file);

	/* there may be an option for it that post_options has found in the environment */
	if (depend_is_wanted())
		depend_on_files();
	return has_no_backend;
}

void depend_later(void (*depend_on_each)(void))
{
	depend_on_files = depend_on_each;
	gcc_post_options = lang_hooks.post_options;
	lang_hooks.post_options = post_options_and_depend;
}

void depend_on(const char *file)
{
	if (depend_is_wanted())
		deps_add_dep(cpp_get_deps(parse_in), file);
}
