/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * since.h - the release that a comment names as the first with a declaration.
 *
 * Understood are "Since: 0.9.2" (libvirt, GTK-doc), "(Since 1.12)" (cairo,
 * Pango) and Doxygen's "@since 1.2" and "\since 1.2", with "version" or "v"
 * before the number or without.  Prose ("preferred alias since 0.9.2",
 * "deprecated since: 3.0") says nothing about the declaration.
 */
#ifndef ABIDING_SINCE_H
#define ABIDING_SINCE_H

#include "abiding/header-text.h"

/*
 * The release in a comment, or NULL.  member NULL: of the whole, less the
 * paragraphs about its members ("@member: ..."); else of that paragraph.
 */
const char *ab_since_in_comment(struct ab_arena *arena, const char *comment, const char *member);

/* The release of a declaration or macro by its own comment, or NULL. */
const char *ab_since_of(struct ab_arena *arena, const struct ab_header_text *header,
			struct ab_text_place place);

/*
 * The release of an enumerator: by its own comments, else by its paragraph in
 * the comment before its enum (declaration: the place of the enum's name;
 * name NULL: none).  NULL: not said.
 */
const char *ab_since_of_enumerator(struct ab_arena *arena, const struct ab_header_text *header,
				   struct ab_text_place place, struct ab_text_place declaration);

#endif
