/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plugin.h - the rooms of the adapter and what they hand to each other.
 *
 *   full.cc      arguments, policy and record, hooks; the way
 *                collect -> compare -> report at the end of the parse
 *   collect.cc   trees and macros -> a record
 *   addition.cc  what is new, held to the lints alone
 *   report.cc    findings -> GCC's diagnostics, and JSON lines for report=
 *
 * Included after gcc-includes.h.
 */
#ifndef ABIDING_PLUGIN_H
#define ABIDING_PLUGIN_H

extern "C" {
#include "abiding/compare.h"
#include "abiding/file.h"
#include "abiding/header-text.h"
#include "abiding/lint.h"
#include "abiding/path.h"
#include "abiding/resolve.h"
}

struct plugin_options {
	const char *policy;	  /* file, NULL: none */
	const char *record;	  /* file, NULL: none */
	const char *write_record; /* file, NULL: none */
	const char *report;	  /* file, NULL: none */
	const char *cache;	  /* folder for images, NULL: none */
	enum ab_severity cap;	  /* AB_ERROR: no cap */
	bool is_strict;
	bool wants_stats;
};

/* ---- collect.cc ---- */

/*
 * Hooks that see what is lost at the end of the parse; to be called from
 * plugin_init when policy (never NULL) and promised (NULL: first collection)
 * are known.  Both, and the arena, must live until the compiler ends.
 */
void collect_start(const char *plugin_name, struct ab_arena *arena, const struct ab_policy *policy,
		   const struct ab_record *promised, bool is_written);

/* Takes over what was seen before collect_start(), which comes in the midst of the parse. */
struct handover;
void collect_resume(const struct handover *handover);

/* Events of the parse; the hooks call them by themselves. */
void collect_decl(tree decl);
void collect_type(tree type);
void collect_function(tree decl);
void collect_include(const char *path);
void collect_undef(location_t where, cpp_hashnode *node);

/* Whether this translation unit has read any header of a surface. */
bool collect_sees_surface(void);

/* Whether preprocessing has left nothing that says which header a line came from (-P). */
bool collect_has_lost_headers(void);

/* What is not here of a public header that -imacros or an import brought in; NULL: nothing. */
const char *collect_gap(void);

/*
 * Sweeps the scopes and macros at the end of the parse into a record.  A place
 * in it is a location_t.  NULL: memory ran out on the way.  Needs an arena
 * guard.
 */
struct ab_record *collect_finish(void);

/* After it, whether all is in the record that should be; what is not has been told as an error. */
bool collect_is_whole(void);

/* The header that a place is in, taken apart; NULL: there is no reading it.  Needs a guard. */
const struct ab_header_text *collect_text(location_t where);

/*
 * Whether a declaration is one of several that the header has, chosen by the
 * language or an option of this compile: then it says nothing about the
 * library.  Needs an arena guard.
 */
bool collect_is_conditional(location_t where);

/* The same of a macro, or of one that its text names. */
bool collect_is_macro_conditional(const char *name);

/*
 * The user's own macro that decides what stands there, or whether the name is there; NULL:
 * none does.  Needs an arena guard.
 */
const char *collect_users_macro(location_t where, const char *name);

/* Whether a system header declares a function of that name, too.  Needs an arena guard. */
bool collect_is_system_function(const char *name);

/* Whether public headers have poisoned the name, which is not in the record for that. */
bool collect_is_poisoned(const char *name);

/* Whether the compiler's own errors have spoilt what is declared there. */
bool collect_is_spoilt(location_t where);

/* ---- addition.cc ---- */

/*
 * What is new, where all else is as promised (handover.h).  Of arena and policy as of
 * collect_start(), which may follow.  additions_are_silent needs no guard; false: the whole
 * comparison has to be made, in which there may be something to say.
 */
struct additions;
void additions_start(struct ab_arena *arena, const struct ab_policy *policy);
void additions_note(tree decl);
bool additions_are_silent(const struct ab_image *image, const struct additions *additions);

/* ---- report.cc ---- */

/* Sets up naming of rules in diagnostics; once, from plugin_init. */
void report_start(void);

/*
 * Gives a finding as a GCC diagnostic with its notes, capped, and with
 * options->report appends it as a JSON line.  record_file: what finding.then
 * points into.
 */
void report_finding(const struct ab_finding *finding, const struct plugin_options *options,
		    struct ab_arena *arena, const char *record_file);

/* An error of our own input, at its place in that file; or of ours (file NULL). */
void report_input_error(const struct ab_error *error);

#endif
