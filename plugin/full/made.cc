/* SPDX-License-Identifier: GPL-3.0-or-later */
/* made.cc - the names that are not taken, as a line or a counter makes them. */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "stretch.h"

static words *stems; /* those names less their numbers */

static const char *stem_of(const char *name)
{
	return ab_strndup(collector.arena, name, made_stem(name));
}

bool made_note(const char *name, location_t where)
{
	if (!name || !is_made_name(name, where))
		return false;
	if (!stems)
		stems = new words;
	stems->add(stem_of(name));
	return true;
}

bool made_is_like(const char *name)
{
	return stems && name[made_stem(name)] && stems->contains(stem_of(name));
}
