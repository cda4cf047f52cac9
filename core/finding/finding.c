/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * finding.c - findings as a list, as JSON for machines, as text for people.
 *
 * The text is laid out and coloured as GCC does it, so that whatever reads a
 * compiler's output (editors, CI) reads ours.
 */
#include "abiding/finding.h"

#include <string.h>

struct ab_finding *ab_findings_add(struct ab_arena *arena, struct ab_findings *findings,
				   enum ab_rule rule)
{
	struct ab_finding *finding;

	findings->items = AB_GROW(arena, findings->items, findings->count, &findings->capacity);
	finding = &findings->items[findings->count++];
	memset(finding, 0, sizeof *finding);
	finding->rule = rule;
	return finding;
}

size_t ab_findings_count(const struct ab_findings *findings, enum ab_severity severity)
{
	size_t count = 0;

	for (size_t i = 0; i < findings->count; i++)
		count += findings->items[i].severity == severity;
	return count;
}

/* ---- JSON (RFC 8259) ---- */

static bool is_continuation(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

/*
 * Bytes of the character at text, 0 if it is not well-formed UTF-8 (Unicode
 * 15.0, table 3-7: no overlong forms, no surrogates, nothing past U+10FFFF).
 */
static size_t utf8_length(const unsigned char *text)
{
	const unsigned char lead = text[0], second = text[1];

	if (lead < 0x80)
		return 1;
	if (lead < 0xc2 || lead > 0xf4 || !is_continuation(second))
		return 0;
	if (lead < 0xe0)
		return 2;
	if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) ||
	    (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f) ||
	    !is_continuation(text[2]))
		return 0;
	if (lead < 0xf0)
		return 3;
	return is_continuation(text[3]) ? 4 : 0;
}

/* The letter of the short escape, "\n" and the like, or 0. */
static char short_escape(unsigned char byte)
{
	static const char bytes[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
	const char *const found = strchr(bytes, byte);

	return found ? letters[found - bytes] : 0;
}

/*
 * Whether a character of two bytes or three is one that YAML 1.1, which reads
 * our JSON back, takes for a line break or not at all: U+0080-U+009F, U+2028,
 * U+2029, U+FEFF, U+FFFE, U+FFFF.  Sets its number.
 */
static bool is_no_yaml(const unsigned char *text, size_t length, unsigned *number)
{
	if (length == 2)
		*number = (text[0] & 0x1fu) << 6 | (text[1] & 0x3fu);
	else if (length == 3)
		*number = (text[0] & 0x0fu) << 12 | (text[1] & 0x3fu) << 6 | (text[2] & 0x3fu);
	else
		return false;
	return *number < 0xa0 || *number == 0x2028 || *number == 0x2029 || *number == 0xfeff ||
	       *number >= 0xfffe;
}

void ab_json_string(struct ab_buf *buf, const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	unsigned number;

	ab_buf_add(buf, "\"");
	while (*at) {
		const size_t length = utf8_length(at);

		if (length == 0)
			ab_buf_add(buf, "\xef\xbf\xbd"); /* U+FFFD */
		else if (length == 1 && short_escape(*at))
			ab_buf_addf(buf, "\\%c", short_escape(*at));
		else if (*at < 0x20 || *at == 0x7f)
			ab_buf_addf(buf, "\\u%04x", *at);
		else if (is_no_yaml(at, length, &number))
			ab_buf_addf(buf, "\\u%04x", number);
		else
			ab_buf_add_n(buf, (const char *)at, length);
		at += length ? length : 1;
	}
	ab_buf_add(buf, "\"");
}

/* A key and its value; what is not known (NULL, 0) is left out. */
static void add_text(struct ab_buf *buf, const char *key, const char *value)
{
	if (!value)
		return;
	ab_buf_addf(buf, ", \"%s\": ", key);
	ab_json_string(buf, value);
}

static void add_number(struct ab_buf *buf, const char *key, unsigned value)
{
	if (value)
		ab_buf_addf(buf, ", \"%s\": %u", key, value);
}

void ab_finding_json(struct ab_buf *buf, const struct ab_finding *finding, struct ab_location now,
		     struct ab_location then)
{
	const struct ab_rule_info *const rule = ab_rule_info(finding->rule);

	ab_buf_addf(buf, "{\"rule\": \"%s\"", rule->id);
	add_text(buf, "clause", rule->clause);
	add_text(buf, "severity", ab_severity_word(finding->severity));
	add_text(buf, "entity", finding->entity);
	add_text(buf, "member", finding->member);
	add_text(buf, "message", finding->message);
	add_text(buf, "consequence", finding->consequence);
	add_text(buf, "layout", finding->layout);
	add_text(buf, "since", finding->since);
	add_text(buf, "promised", finding->promised_as);
	add_text(buf, "file", now.file);
	add_number(buf, "line", now.line);
	add_number(buf, "column", now.column);
	add_text(buf, "header", finding->header);
	add_text(buf, "record-file", then.file);
	add_number(buf, "record-line", then.line);
	add_number(buf, "record-column", then.column);
	if (finding->fixit == AB_FIXIT_REPLACE_WORD || finding->fixit == AB_FIXIT_SPELL_TYPEDEF)
		add_text(buf, "fixit", finding->fixit_text);
	ab_buf_add(buf, "}");
}

/* ---- text ---- */

/* GCC's own defaults (GCC_COLORS): locus, error, warning, note. */
static const char locus_colour[] = "01";

static const char *severity_colour(enum ab_severity severity)
{
	switch (severity) {
	case AB_ERROR:
		return "01;31";
	case AB_WARNING:
		return "01;35";
	default:
		return "01;36";
	}
}

/* colour NULL: none. */
static void add_coloured(struct ab_buf *buf, const char *colour, const char *text)
{
	if (colour)
		ab_buf_addf(buf, "\33[%sm\33[K%s\33[m\33[K", colour, text);
	else
		ab_buf_add(buf, text);
}

/* "file:line:column:" as far as it is known, and a space. */
static void add_place(struct ab_buf *buf, struct ab_location place, bool is_coloured)
{
	struct ab_buf text;

	if (!place.file)
		return;
	ab_buf_init(&text, buf->arena);
	ab_buf_addf(&text, "%s:", place.file);
	if (place.line)
		ab_buf_addf(&text, "%u:", place.line);
	if (place.line && place.column)
		ab_buf_addf(&text, "%u:", place.column);
	add_coloured(buf, is_coloured ? locus_colour : NULL, text.text);
	ab_buf_add(buf, " ");
}

/* "file:1:2: error: message", without the end of the line. */
static void add_message(struct ab_buf *buf, struct ab_location place, enum ab_severity severity,
			const char *message, bool is_coloured)
{
	const char *const word = ab_severity_word(severity);

	add_place(buf, place, is_coloured);
	add_coloured(buf, is_coloured ? severity_colour(severity) : NULL,
		     ab_printf(buf->arena, "%s: ", word));
	ab_buf_add(buf, message);
}

const char *ab_finding_promise(struct ab_arena *arena, const struct ab_finding *finding,
			       bool has_place)
{
	const char *const since = finding->since, *const as = finding->promised_as;

	if (!since && !as)
		return has_place ? "promised here" : NULL;
	return ab_printf(arena, "promised%s%s%s%s%s", since ? " since " : "", since ? since : "",
			 as ? " as '" : "", as ? as : "", as ? "'" : "");
}

void ab_finding_text(struct ab_buf *buf, const struct ab_finding *finding, struct ab_location now,
		     struct ab_location then, bool is_coloured)
{
	const char *const promise = ab_finding_promise(buf->arena, finding, then.file);

	if (!now.file)
		now = (struct ab_location){.file = finding->header};
	add_message(buf, now, finding->severity, finding->message, is_coloured);
	ab_buf_add(buf, " [");
	add_coloured(buf, is_coloured ? severity_colour(finding->severity) : NULL,
		     ab_rule_info(finding->rule)->id);
	ab_buf_add(buf, "]\n");
	if (promise) {
		add_message(buf, then.file ? then : now, AB_NOTE, promise, is_coloured);
		ab_buf_add(buf, "\n");
	}
	if (finding->consequence) {
		add_message(buf, now, AB_NOTE, finding->consequence, is_coloured);
		ab_buf_add(buf, "\n");
	}
}
