/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * unlisted.c - headers of the library that the policy overlooks: those that entries
 * bring along and no surface lists, and those that a surface lists and no entry brings.
 *
 * A header is the library's own if it lies in the folder of a public one or, where the
 * library has a folder of its own ("foo/foo.h"), below that.  Folders in which other
 * libraries and the system have theirs (/usr/include) are nobody's own.
 */
#define _XOPEN_SOURCE 700 /* glob */

#include "tool.h"

#include <glob.h>
#include <string.h>

#include "abiding/header-text.h"
#include "abiding/path.h"

struct look {
	struct ab_arena *arena;
	const struct ab_policy *policy;
	const struct ab_record *record;
	struct words read;	     /* what compiles have read, without detours, each once */
	struct words roots;	     /* of public headers: their paths less their names */
	const struct report *report; /* what was found in the others; NULL: nothing */
	struct ab_findings *findings;
	enum ab_severity severity;
};

static bool has_word(const struct words *words, const char *word)
{
	for (size_t i = 0; i < words->count; i++)
		if (!strcmp(words->items[i], word))
			return true;
	return false;
}

static void add_once(struct words *words, const char *word)
{
	if (!has_word(words, word))
		words_add(words, word);
}

static const char *shortened(struct ab_arena *arena, const char *path)
{
	char *copy = ab_strdup(arena, path);

	ab_path_shorten(copy);
	return !strncmp(copy, "./", 2) ? copy + 2 : copy;
}

/* The name that a surface has for the file, NULL: none lists it. */
static const char *public_name(const struct look *look, const char *path)
{
	const char *logical;

	return ab_policy_surface(look->policy, path, &logical) ? logical : NULL;
}

/* "foo.h" of "include/foo.h" is public, and "include/" its root. */
static const char *root_of(const struct look *look, const char *path)
{
	const char *name = public_name(look, path);
	const size_t length = strlen(path);

	/* a pattern may match one that is not meant: "*.h" and those of the system */
	if (!name || !ab_record_find_header(look->record, name) || strlen(name) > length ||
	    strcmp(path + length - strlen(name), name) != 0)
		return NULL;
	return ab_strndup(look->arena, path, length - strlen(name));
}

/* Where many have their headers. */
static bool is_shared(const char *folder)
{
	static const char end[] = "/include/";
	const size_t length = strlen(folder);

	return folder[0] == '/' &&
	       ((length >= sizeof end - 1 && !strcmp(folder + length - (sizeof end - 1), end)) ||
		strstr(folder, "-linux-gnu"));
}

/* Whether path lies in the folder of that public header, or in the library's below its root. */
static bool lies_with(const struct look *look, const char *path, const char *public)
{
	const char *root = root_of(look, public), *slash = strrchr(public, '/');
	const size_t folder = slash ? (size_t)(slash + 1 - public) : 0;
	const char *below;

	if (!root)
		return false;
	below = strchr(public + strlen(root), '/');
	if (below)
		return !strncmp(path, public, (size_t)(below + 1 - public));
	return !is_shared(root) && !strncmp(path, public, folder) && !strchr(path + folder, '/');
}

static bool is_own(const struct look *look, const char *path)
{
	for (size_t i = 0; i < look->read.count; i++)
		if (lies_with(look, path, look->read.items[i]))
			return true;
	return false;
}

/* Whether something is said to be gone. */
static bool is_removal(const struct ab_finding *finding)
{
	return finding->entity && !finding->member &&
	       ab_rule_info(finding->rule)->sort == AB_RULE_REMOVAL;
}

/* What is gone where it is looked for, and stands in that file; NULL: nothing. */
static const char *moved_to(const struct look *look, const char *path)
{
	const struct ab_header_text *header;
	struct ab_error error;
	struct ab_buf names;
	size_t length;
	char *text;

	if (!look->report || !ab_file_read(look->arena, path, &text, &length, &error))
		return NULL;
	header = ab_header_text_new(look->arena, text, length);
	ab_buf_init(&names, look->arena);
	for (size_t i = 0; i < look->report->count; i++) {
		const struct ab_finding *finding = &look->report->items[i].finding;

		if (is_removal(finding) && ab_text_has_word(header, finding->entity))
			ab_buf_addf(&names, "%s'%s'", names.length ? ", " : "", finding->entity);
	}
	return names.length
		   ? ab_printf(look->arena, "it declares what is missing in other headers: %s",
			       names.text)
		   : NULL;
}

static void add_finding(struct look *look, const char *name, const char *path, const char *message)
{
	struct ab_finding *finding;

	if (look->severity == AB_SILENT)
		return;
	finding = ab_findings_add(look->arena, look->findings, AB_NOT_CHECKED);
	finding->severity = look->severity;
	finding->entity = name;
	finding->header = name;
	finding->message = message;
	finding->consequence = moved_to(look, path);
}

/* By the name that its neighbours would be included by. */
static const char *name_of(const struct look *look, const char *path)
{
	const char *best = NULL;

	for (size_t i = 0; i < look->roots.count; i++) {
		const size_t length = strlen(look->roots.items[i]);

		if (!strncmp(path, look->roots.items[i], length) && (!best || path + length > best))
			best = path + length;
	}
	return best ? best : path;
}

static void look_for_unlisted(struct look *look)
{
	for (size_t i = 0; i < look->read.count; i++) {
		const char *path = look->read.items[i];
		const size_t length = strlen(path);
		const char *name = name_of(look, path);

		if (length < 3 || strcmp(path + length - 2, ".h") != 0 || public_name(look, path) ||
		    ab_record_find_header(look->record, name) ||
		    ab_policy_excepts(look->policy, path) || !is_own(look, path))
			continue;
		add_finding(look, name, path,
			    ab_printf(look->arena,
				      "'%s' comes with the public headers, and no surface of the "
				      "policy lists it: nothing in it is promised; add it to "
				      "'headers:' or 'except:'",
				      name));
	}
}

static void look_for_unreached_at(struct look *look, const struct ab_surface *surface,
				  const char *path)
{
	const char *logical;

	/* one that has been read may have another name, by a link */
	if (ab_policy_surface(look->policy, path, &logical) != surface ||
	    sources_has_read(&look->read, path))
		return;
	if (ab_record_has_header(look->record, logical) ||
	    sources_has_read_header(&look->read, logical))
		return;
	for (size_t i = 0; i < look->findings->count; i++)
		if (!strcmp(look->findings->items[i].entity, logical))
			return;
	add_finding(
	    look, logical, path,
	    ab_printf(look->arena,
		      "'%s' is listed in surface '%s', and no entry brings it: nothing in it "
		      "is checked; add it to 'entry:' or 'except:'",
		      logical, surface->name));
}

static void look_for_unreached(struct look *look, const struct ab_surface *surface,
			       const char *root, const char *pattern)
{
	glob_t found;

	if (is_shared(root) && !strchr(pattern, '/') && strpbrk(pattern, "*?["))
		return;
	if (glob(ab_printf(look->arena, "%s%s", root, pattern), 0, NULL, &found) == 0)
		for (size_t i = 0; i < found.gl_pathc; i++)
			look_for_unreached_at(look, surface,
					      ab_strdup(look->arena, found.gl_pathv[i]));
	globfree(&found);
}

static void look_at_read(struct look *look, const struct words *read)
{
	for (size_t i = 0; i < read->count; i++)
		add_once(&look->read, shortened(look->arena, read->items[i]));
	for (size_t i = 0; i < look->read.count; i++) {
		const char *root = root_of(look, look->read.items[i]);

		if (root)
			add_once(&look->roots, root);
	}
}

void unlisted_add_findings(struct ab_arena *arena, const struct words *read,
			   const struct ab_record *record, const struct ab_policy *policy,
			   const struct report *report, bool is_strict,
			   struct ab_findings *findings)
{
	struct look look = {
	    .arena = arena,
	    .policy = policy,
	    .record = record,
	    .read = {.arena = arena},
	    .roots = {.arena = arena},
	    .report = report,
	    .findings = findings,
	    .severity = is_strict ? AB_ERROR : ab_policy_severity(policy, NULL, AB_NOT_CHECKED),
	};

	look_at_read(&look, read);
	look_for_unlisted(&look);
	for (unsigned i = 0; i < policy->n_surfaces; i++)
		for (unsigned j = 0; policy->surfaces[i].promise != AB_PROMISE_NONE &&
				     j < policy->surfaces[i].n_headers;
		     j++)
			for (size_t k = 0; k < look.roots.count; k++)
				look_for_unreached(&look, &policy->surfaces[i], look.roots.items[k],
						   policy->surfaces[i].headers[j]);
}
