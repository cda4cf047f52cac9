/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * edit.c - a waiver added to the text of a policy.
 *
 * Nothing of the text is written anew: its comments, its layout and the ends of
 * its lines are the maintainer's.  The new text is read back, and is only given
 * away if it says what the old one said and one waiver more.
 */
#include <string.h>

#include "abiding/policy.h"
#include "base/yaml-node.h"

struct edit {
	struct ab_yaml_source source;
	const char *text;
	size_t length;
	const char *line_end; /* "\n" or "\r\n" */
};

/* Bytes of the break at text (YAML 1.1, 5.4); 0: there is none. */
static size_t break_length(const char *text)
{
	if (text[0] == '\r')
		return text[1] == '\n' ? 2 : 1;
	if (text[0] == '\n')
		return 1;
	if (strncmp(text, "\xc2\x85", 2) == 0)
		return 2;
	return strncmp(text, "\xe2\x80\xa8", 3) == 0 || strncmp(text, "\xe2\x80\xa9", 3) == 0 ? 3
											      : 0;
}

/* Where a line starts, from 1; behind the last one: the end. */
static size_t line_start(const struct edit *edit, unsigned line)
{
	const char *at = edit->text;

	while (line > 1 && *at) {
		const size_t n = break_length(at);

		at += n ? n : 1;
		line -= n > 0;
	}
	return (size_t)(at - edit->text);
}

/* Columns are characters, from 1. */
static size_t place_start(const struct edit *edit, unsigned line, unsigned column)
{
	const char *at = edit->text + line_start(edit, line);

	for (; column > 1 && *at; column--)
		do
			at++;
		while ((*at & 0xc0) == 0x80);
	return (size_t)(at - edit->text);
}

static bool is_in_brackets(const struct edit *edit, const struct ab_yaml *node)
{
	const char first = edit->text[place_start(edit, node->line, node->column)];

	return first == '[' || first == '{';
}

/* Whether a line is empty, or a comment that stands no deeper than column. */
static bool is_idle(const struct edit *edit, unsigned line, unsigned column)
{
	const char *text = edit->text + line_start(edit, line);
	const size_t blank = strspn(text, " \t");

	return !text[blank] || break_length(text + blank) || (blank < column && text[blank] == '#');
}

/* {lp64: 56} */
static struct ab_yaml *layout_node(struct ab_arena *arena, const struct ab_waiver *waiver)
{
	struct ab_yaml *const node = ab_yaml_new(arena, AB_YAML_MAPPING, true);

	for (unsigned i = 0; i < waiver->n_layouts; i++) {
		const struct ab_layout *layout = &waiver->layouts[i];

		ab_yaml_add(arena, node, layout->model,
			    ab_yaml_new_text(
				arena,
				ab_printf(arena, "%llu", (unsigned long long)layout->size_bytes),
				false));
	}
	return node;
}

/* The waiver as YAML, its further lines indented like the first. */
static bool print_waiver(const struct edit *edit, const struct ab_waiver *waiver, bool is_flow,
			 unsigned indent, const char **printed)
{
	struct ab_arena *const arena = edit->source.arena;
	struct ab_yaml *const node = ab_yaml_new(arena, AB_YAML_MAPPING, is_flow);
	struct ab_yaml *root = ab_yaml_new(arena, AB_YAML_SEQUENCE, false);
	struct ab_buf buf;
	const char *text;
	size_t length;

	ab_yaml_add(arena, node, "rule",
		    ab_yaml_new_text(arena, ab_rule_info(waiver->rule)->id, false));
	ab_yaml_add(arena, node, "entity", ab_yaml_new_text(arena, waiver->entity, false));
	ab_yaml_add(arena, node, "reason", ab_yaml_new_text(arena, waiver->reason, false));
	if (waiver->until)
		ab_yaml_add(arena, node, "until", ab_yaml_new_text(arena, waiver->until, false));
	if (waiver->n_layouts)
		ab_yaml_add(arena, node, "layout", layout_node(arena, waiver));
	ab_yaml_add(arena, root, NULL, node);
	if (!ab_yaml_print(arena, root, &text, &length, edit->source.error))
		return false;
	ab_buf_init(&buf, arena);
	while (*text) {
		const size_t n = strcspn(text, "\n");

		ab_buf_addf(&buf, "%*s%.*s%s", (int)indent, "", (int)n, text, edit->line_end);
		text += n + 1;
	}
	*printed = buf.text;
	return true;
}

/* The text with more in place of length bytes at. */
static const char *spliced(const struct edit *edit, size_t at, size_t length, const char *more)
{
	return ab_printf(edit->source.arena, "%.*s%s%s", (int)at, edit->text, more,
			 edit->text + at + length);
}

/* At the start of a line, or behind a last one that has no end. */
static const char *with_lines(const struct edit *edit, size_t at, const char *lines)
{
	const bool is_open = at > 0 && edit->text[at - 1] != '\n' && edit->text[at - 1] != '\r';

	return spliced(edit, at, 0,
		       is_open ? ab_printf(edit->source.arena, "%s%s", edit->line_end, lines)
			       : lines);
}

/* waivers: [{...}, {...}] or [] */
static bool add_in_brackets(const struct edit *edit, const struct ab_yaml *waivers,
			    const struct ab_waiver *waiver, const char **edited)
{
	const struct ab_yaml *last =
	    waivers->count ? waivers->items[waivers->count - 1].value : NULL;
	const size_t at = last ? place_start(edit, last->end_line, last->end_column)
			       : place_start(edit, waivers->line, waivers->column) + 1;
	const char *line;

	if (!print_waiver(edit, waiver, true, 0, &line))
		return false;
	line += 2; /* "- " */
	*edited = spliced(edit, at, 0,
			  ab_printf(edit->source.arena, "%s%.*s", last ? ", " : "",
				    (int)strcspn(line, "\r\n"), line));
	return true;
}

/* Behind the last of a list, and before what is said of the next key. */
static bool add_to_list(const struct edit *edit, const struct ab_yaml *waivers,
			const struct ab_waiver *waiver, const char **edited)
{
	const unsigned first = waivers->items[waivers->count - 1].value->line;
	unsigned line = waivers->end_line;
	const char *lines;

	if (place_start(edit, line, waivers->end_column) == edit->length &&
	    line_start(edit, line) < edit->length)
		line++;
	while (line - 1 > first && is_idle(edit, line - 1, waivers->column))
		line--;
	if (!print_waiver(edit, waiver, false, waivers->column - 1, &lines))
		return false;
	*edited = with_lines(edit, line_start(edit, line), lines);
	return true;
}

/* The first waiver, at the end of the policy. */
static bool add_list(const struct edit *edit, const struct ab_yaml *root,
		     const struct ab_waiver *waiver, const char **edited)
{
	const char *lines;

	if (!print_waiver(edit, waiver, false, root->column - 1, &lines))
		return false;
	*edited = with_lines(edit, place_start(edit, root->end_line, root->end_column),
			     ab_printf(edit->source.arena, "%s%*swaivers:%s%s", edit->line_end,
				       (int)root->column - 1, "", edit->line_end, lines));
	return true;
}

static bool is_same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool is_same_waiver(const struct edit *edit, const struct ab_waiver *a,
			   const struct ab_waiver *b)
{
	struct ab_arena *const arena = edit->source.arena;

	return a->rule == b->rule && is_same_text(a->entity, b->entity) &&
	       is_same_text(a->reason, b->reason) && is_same_text(a->until, b->until) &&
	       is_same_text(ab_layouts_text(arena, a->layouts, a->n_layouts),
			    ab_layouts_text(arena, b->layouts, b->n_layouts));
}

/* Whether the edited text is the policy that it was, and the waiver besides. */
static bool is_right(const struct edit *edit, const struct ab_policy *policy,
		     const struct ab_waiver *waiver, const char *edited)
{
	struct ab_policy *read;
	struct ab_error error;

	if (!ab_policy_parse(edit->source.arena, edit->source.file, edited, strlen(edited), &read,
			     &error) ||
	    read->n_waivers != policy->n_waivers + 1 || read->n_surfaces != policy->n_surfaces)
		return false;
	for (unsigned i = 0; i < policy->n_waivers; i++)
		if (!is_same_waiver(edit, &read->waivers[i], &policy->waivers[i]))
			return false;
	return is_same_waiver(edit, &read->waivers[policy->n_waivers], waiver);
}

static bool is_new(const struct edit *edit, const struct ab_policy *policy,
		   const struct ab_waiver *waiver)
{
	for (unsigned i = 0; i < policy->n_waivers; i++) {
		const struct ab_waiver *other = &policy->waivers[i];

		if (other->rule == waiver->rule && strcmp(other->entity, waiver->entity) == 0)
			return ab_error_set(edit->source.error, edit->source.arena,
					    edit->source.file, ab_place_line(other->place),
					    ab_place_column(other->place),
					    "%s is waived for '%s' here already",
					    ab_rule_info(waiver->rule)->id, waiver->entity);
	}
	return true;
}

bool ab_policy_add_waiver(struct ab_arena *arena, const char *path, const char *text, size_t length,
			  const struct ab_waiver *waiver, const char **edited,
			  struct ab_error *error)
{
	struct edit edit = {{arena, ab_strdup(arena, path), error}, text, length, "\n"};
	const struct ab_yaml *waivers;
	struct ab_policy *policy;
	struct ab_yaml *root;
	bool is_added;

	if (!ab_policy_parse(arena, path, text, length, &policy, error) ||
	    !is_new(&edit, policy, waiver) || !ab_yaml_parse(&edit.source, text, length, &root))
		return false;
	if (strstr(text, "\r\n"))
		edit.line_end = "\r\n";
	waivers = ab_yaml_get(root, "waivers");
	if (!waivers && is_in_brackets(&edit, root))
		return ab_yaml_fail(&edit.source, root,
				    "a policy in braces is not edited: write the waiver into it");
	if (!waivers)
		is_added = add_list(&edit, root, waiver, edited);
	else if (is_in_brackets(&edit, waivers))
		is_added = add_in_brackets(&edit, waivers, waiver, edited);
	else
		is_added = add_to_list(&edit, waivers, waiver, edited);
	if (!is_added || is_right(&edit, policy, waiver, *edited))
		return is_added;
	return ab_yaml_fail(&edit.source, waivers ? waivers : root,
			    "the waiver cannot be added to what is written here: write it by hand");
}
