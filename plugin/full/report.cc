/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report.cc - findings as GCC's own diagnostics.
 *
 * A finding becomes one group: the diagnostic at the declaration, a note that
 * points into the record, a note with the consequence.  GCC keeps pointers to
 * the names of files until it ends; ours live in the plugin's arena, as long.
 *
 * Nothing is allocated from the arena while a group or a rich_location is
 * open: the jump that lack of memory causes would skip their destructors.
 */
#include "gcc/gcc-includes.h"
#include "header-names.h"
#include "plugin.h"

/* The rule of the diagnostic that is being given; NULL: it is none of ours, or a note. */
static const char *current_rule;

static char *rule_name(void)
{
	return current_rule ? xstrdup(current_rule) : NULL;
}

static char *rule_url(void)
{
#ifdef ABIDING_RULES_URL
	if (current_rule)
		return concat(ABIDING_RULES_URL, current_rule, NULL);
#endif
	return NULL;
}

void report_start(void)
{
	option_zero.name = rule_name;
	option_zero.url = rule_url;
	hook_option_zero();
}

/* Our files count columns in characters, GCC in bytes. */
static unsigned byte_column(const char *file, unsigned line, unsigned column)
{
	const char_span text = source_line(file, line);
	size_t at = 0;

	if (!text)
		return column;
	while (column > 1 && at < text.length()) {
		at++;
		if (at == text.length() || (text[at] & 0xc0) != 0x80)
			column--;
	}
	return at + column;
}

/* A place in a file that the compiler does not read; line from 1, column 0: not known. */
static location_t foreign_location(const char *file, unsigned line, unsigned column)
{
	location_t where;

	column = byte_column(file, line, column ? column : 1);
	linemap_add(line_table, LC_ENTER, false, file, 1);
	linemap_line_start(line_table, line, column + 80);
	where = linemap_position_for_column(line_table, column);
	linemap_add(line_table, LC_LEAVE, false, NULL, 0);
	return where;
}

/* ---- where a header begins ---- */

struct first_line {
	linenum_type line; /* 0: none */
	location_t where;
};

/* Of the files that were read, by path, and by what their paths end in behind a slash. */
static hash_map<nofree_string_hash, first_line> *of_paths, *of_tails;

static void note_line(hash_map<nofree_string_hash, first_line> *of, const char *name,
		      const first_line &first)
{
	bool is_known;
	first_line &least = of->get_or_insert(name, &is_known);

	if (!is_known || first.line < least.line)
		least = first;
}

/* A file has a map for each stretch of it; those without a line of their own do not count. */
static void note_lines(const line_map_ordinary *map)
{
	const char *const file = ORDINARY_MAP_FILE_NAME(map);
	const linenum_type line = ORDINARY_MAP_STARTING_LINE_NUMBER(map);
	const location_t where =
	    file && line ? linemap_position_for_line_and_column(line_table, map, line, 1)
			 : UNKNOWN_LOCATION;

	if (where == UNKNOWN_LOCATION || linemap_lookup(line_table, where) != map)
		return;
	note_line(of_paths, file, {line, where});
	for (const char *tail = file; tail; tail = header_names_next_tail(tail))
		note_line(of_tails, tail, {line, where});
}

/* The first line of a file that was read, by its path. */
static first_line line_of_path(const char *path)
{
	if (!of_paths) {
		of_paths = new hash_map<nofree_string_hash, first_line>;
		of_tails = new hash_map<nofree_string_hash, first_line>;
		for (unsigned i = 0; i < LINEMAPS_ORDINARY_USED(line_table); i++)
			note_lines(LINEMAPS_ORDINARY_MAP_AT(line_table, i));
	}
	first_line *const found = of_paths->get(path);
	return found ? *found : first_line{0, UNKNOWN_LOCATION};
}

/* The first line of a header that was read, or UNKNOWN_LOCATION. */
static location_t line_of_header(const char *name)
{
	first_line first = line_of_path(name);
	const first_line *const longer = of_tails->get(name);

	for (const char *tail = name; tail; tail = header_names_next_tail(tail)) {
		const first_line shorter = line_of_path(tail);

		if (shorter.line && (!first.line || shorter.line < first.line))
			first = shorter;
	}
	return longer && (!first.line || longer->line < first.line) ? longer->where : first.where;
}

/* Where a finding stands that has no place: its header, else the main file. */
static location_t place_of_absence(const char *header)
{
	location_t where = header ? line_of_header(header) : UNKNOWN_LOCATION;

	if (where == UNKNOWN_LOCATION && main_file())
		where = line_of_path(main_file()).where;
	return where;
}

/* What a waiver is at fault for is in the policy, and nowhere else. */
static bool is_about_the_policy(const struct ab_finding *finding)
{
	return finding->rule == AB_WAIVER_INVALID && finding->then;
}

/* A macro's location is only its line: finds the name in it. */
static location_t with_column(location_t where, const char *name)
{
	const expanded_location place = expand_location(where);
	const size_t length = name ? strlen(name) : 0;

	if (place.column || !place.file || !length)
		return where;
	const char_span text = source_line(place.file, place.line);
	if (!text)
		return where;
	for (size_t at = 0; at + length <= text.length(); at++)
		if (!strncmp(text.get_buffer() + at, name, length) &&
		    (!at || !ISIDNUM(text[at - 1])) &&
		    (at + length == text.length() || !ISIDNUM(text[at + length])))
			return linemap_position_for_loc_and_offset(line_table, where, at + 1);
	return where;
}

static location_t place_of(const struct ab_finding *finding, const char *record_file)
{
	if (finding->now_file)
		return foreign_location(finding->now_file, MAX(ab_place_line(finding->now), 1),
					ab_place_column(finding->now));
	if (finding->now)
		return with_column((location_t)finding->now, finding->entity);
	if (is_about_the_policy(finding) && record_file)
		return foreign_location(record_file, ab_place_line(finding->then),
					ab_place_column(finding->then));
	return place_of_absence(finding->header);
}

/* The extent of the identifier that starts at a location; false: there is none to be sure of. */
static bool word_at(location_t start, source_range *range)
{
	const expanded_location place = expand_location(start);
	size_t from, end;

	if (!place.file || place.column < 1 ||
	    linemap_location_from_macro_expansion_p(line_table, start))
		return false;
	const char_span text = source_line(place.file, place.line);
	if (!text)
		return false;
	from = end = place.column - 1;
	while (end < text.length() && (end > from ? ISIDNUM(text[end]) : ISIDST(text[end])))
		end++;
	if (end <= from)
		return false;
	range->m_start = get_pure_location(start);
	range->m_finish =
	    linemap_position_for_loc_and_offset(line_table, range->m_start, end - from - 1);
	return end - from == 1 || range->m_finish > range->m_start;
}

/* ---- fix-its that are more than a word ---- */

static struct ab_text_place text_place(const char *name, ab_place place)
{
	const expanded_location at = expand_location((location_t)place);
	const struct ab_text_place found = {name, (unsigned)at.line, (unsigned)at.column};

	return found;
}

static struct ab_edits edits_of(const struct ab_finding *finding)
{
	const location_t where = (location_t)finding->now;
	const char *const name = finding->member ? finding->member : finding->entity;
	struct ab_edits edits = {};
	const struct ab_header_text *text;

	if (finding->fixit <= AB_FIXIT_REPLACE_WORD || finding->now_file || !where)
		return edits;
	text = collect_text(where);
	if (!text)
		return edits;
	if (finding->fixit == AB_FIXIT_SPELL_TYPEDEF)
		ab_edit_respell(text, text_place(name, finding->now), finding->fixit_anchor,
				finding->fixit_text, &edits);
	else if (finding->fixit == AB_FIXIT_MOVE_ENUMERATOR)
		ab_edit_move_enumerator(text, text_place(finding->fixit_text, finding->now),
					text_place(finding->fixit_anchor, finding->fixit_place),
					&edits);
	else
		ab_edit_add_sentinel(text, text_place(finding->fixit_anchor, finding->fixit_place),
				     finding->fixit_text, finding->fixit_guard, &edits);
	return edits;
}

/* A place in a file that was read, UNKNOWN_LOCATION where the line table cannot tell. */
static location_t location_in(const char *file, unsigned line, unsigned column)
{
	for (unsigned i = LINEMAPS_ORDINARY_USED(line_table); i-- > 0;) {
		const line_map_ordinary *const map = LINEMAPS_ORDINARY_MAP_AT(line_table, i);
		location_t where;

		if (!ORDINARY_MAP_FILE_NAME(map) || strcmp(ORDINARY_MAP_FILE_NAME(map), file) ||
		    !ORDINARY_MAP_STARTING_LINE_NUMBER(map) ||
		    ORDINARY_MAP_STARTING_LINE_NUMBER(map) > line)
			continue;
		where = linemap_position_for_line_and_column(line_table, map, line, column);
		const expanded_location found = expand_location(where);
		if (linemap_lookup(line_table, where) == map && (unsigned)found.line == line &&
		    (unsigned)found.column == column)
			return where;
	}
	return UNKNOWN_LOCATION;
}

/* All of the edits or none. */
static void add_edits(rich_location *where, const struct ab_edits *edits, const char *file)
{
	for (size_t i = 0; i < edits->count; i++) {
		const struct ab_edit *const edit = &edits->items[i];
		const unsigned last = edit->column + (edit->length ? edit->length - 1 : 0);

		if (location_in(file, edit->line, edit->column) == UNKNOWN_LOCATION ||
		    location_in(file, edit->line, last) == UNKNOWN_LOCATION)
			return;
	}
	for (size_t i = 0; i < edits->count; i++) {
		const struct ab_edit *const edit = &edits->items[i];
		source_range range;

		range.m_start = location_in(file, edit->line, edit->column);
		range.m_finish = location_in(file, edit->line, edit->column + edit->length - 1);
		if (!edit->length)
			where->add_fixit_insert_before(range.m_start, edit->text);
		else
			where->add_fixit_replace(range, edit->text);
	}
}

static void add_fixit(rich_location *where, const struct ab_finding *finding)
{
	source_range word;

	if (finding->fixit == AB_FIXIT_REPLACE_WORD && finding->fixit_text && finding->now &&
	    !finding->now_file && word_at((location_t)finding->now, &word))
		where->add_fixit_replace(word, finding->fixit_text);
}

/*
 * A warning about a public header is meant for those who change it, and such
 * headers are often system headers.  Returns whether anything was shown.
 */
static bool give_warning(rich_location *where, const char *message)
{
	const bool before = set_system_header_warnings(true);
	const bool is_given = warning_at(where, 0, "%s", message);

	set_system_header_warnings(before);
	return is_given;
}

static bool give_main(rich_location *where, const struct ab_finding *finding)
{
	bool is_given = true;

	current_rule = ab_rule_info(finding->rule)->id;
	if (finding->severity == AB_ERROR)
		error_at(where, "%s", finding->message);
	else if (finding->severity == AB_WARNING)
		is_given = give_warning(where, finding->message);
	else
		inform(where, "%s", finding->message);
	current_rule = NULL;
	return is_given;
}

/* "promised since 0.0.1 as 'int a'", as far as that is known. */
static void give_promise(location_t where, const struct ab_finding *finding)
{
	if (finding->since && finding->promised_as)
		inform(where, "promised since %s as '%s'", finding->since, finding->promised_as);
	else if (finding->since)
		inform(where, "promised since %s", finding->since);
	else if (finding->promised_as)
		inform(where, "promised as '%s'", finding->promised_as);
	else if (finding->then)
		inform(where, "promised here");
}

static void give_diagnostic(const struct ab_finding *finding, const char *record_file)
{
	const location_t where = place_of(finding, record_file);
	const struct ab_edits edits = edits_of(finding);
	location_t then = where;
	auto_diagnostic_group group;
	gcc_rich_location main_place(where);

	add_fixit(&main_place, finding);
	if (edits.count)
		add_edits(&main_place, &edits, expand_location((location_t)finding->now).file);
	if (!give_main(&main_place, finding))
		return;
	if (!is_about_the_policy(finding)) {
		if (finding->then && record_file)
			then = foreign_location(record_file, ab_place_line(finding->then),
						ab_place_column(finding->then));
		give_promise(then, finding);
	}
	if (finding->consequence)
		inform(where, "%s", finding->consequence);
}

static void append_json(const struct ab_finding *finding, const char *file, struct ab_arena *arena,
			const char *record_file)
{
	static bool has_failed;
	struct ab_finding given = *finding;
	struct ab_location now = {}, then = {};
	struct ab_error error;
	struct ab_buf line;

	if (finding->now_file) {
		now.file = finding->now_file;
		now.line = ab_place_line(finding->now);
		now.column = ab_place_column(finding->now);
	} else if (finding->now) {
		const expanded_location place = expand_location((location_t)finding->now);

		now.file = place.file;
		now.line = place.line;
		now.column = place.column;
	} else if (finding->header) {
		now.file = expand_location(line_of_header(finding->header)).file;
	}
	if (finding->then) {
		then.file = record_file;
		then.line = ab_place_line(finding->then);
		then.column = ab_place_column(finding->then);
	}
	if (given.severity == AB_WARNING && are_warnings_errors())
		given.severity = AB_ERROR;
	ab_buf_init(&line, arena);
	ab_finding_json(&line, &given, now, then);
	ab_buf_add(&line, "\n");
	if (has_failed || ab_file_append(arena, file, line.text, line.length, &error))
		return;
	has_failed = true;
	report_input_error(&error);
}

void report_finding(const struct ab_finding *finding, const struct plugin_options *options,
		    struct ab_arena *arena, const char *record_file)
{
	struct ab_finding capped = *finding;

	if (capped.severity > options->cap)
		capped.severity = options->cap;
	if (capped.severity == AB_SILENT)
		return;
	/* first the report: -Wfatal-errors ends the compiler with its first error */
	if (options->report)
		append_json(&capped, options->report, arena, record_file);
	give_diagnostic(&capped, record_file);
}

void report_input_error(const struct ab_error *error)
{
	if (error->file && error->line)
		error_at(foreign_location(error->file, error->line, error->column), "%s",
			 error->message);
	else if (error->file)
		error_at(UNKNOWN_LOCATION, "%s: %s", error->file, error->message);
	else
		error_at(UNKNOWN_LOCATION, "%s", error->message);
}
