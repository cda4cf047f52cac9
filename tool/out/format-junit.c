/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * format-junit.c - JUnit's XML: each public header is a test.
 *
 * It fails with the first error in it; warnings and notes are its output.
 * What is about no header is a test called "library".
 */
#include "tool.h"

#include <stdio.h>
#include <string.h>

/* Text of XML 1.0, which has no control characters but tab and the ends of lines. */
static void add_text(struct ab_buf *buf, const char *text)
{
	for (; *text; text++) {
		const unsigned char byte = (unsigned char)*text;

		if (byte == '&')
			ab_buf_add(buf, "&amp;");
		else if (byte == '<')
			ab_buf_add(buf, "&lt;");
		else if (byte == '>')
			ab_buf_add(buf, "&gt;");
		else if (byte == '"')
			ab_buf_add(buf, "&quot;");
		else if (byte < 0x20 && !strchr("\t\n\r", byte))
			ab_buf_add(buf, "?");
		else
			ab_buf_add_n(buf, text, 1);
	}
}

static bool is_of(const struct reported *item, const char *header)
{
	if (!header || !item->finding.header)
		return header == item->finding.header;
	return !strcmp(item->finding.header, header);
}

static void add_findings(struct ab_buf *buf, const struct report *report, const char *header,
			 bool are_errors)
{
	for (size_t i = 0; i < report->count; i++) {
		const struct reported *const item = &report->items[i];
		struct ab_buf text;

		if (!is_of(item, header) || (item->finding.severity == AB_ERROR) != are_errors)
			continue;
		ab_buf_init(&text, report->arena);
		ab_finding_text(&text, &item->finding, item->now, item->then, false);
		add_text(buf, text.text);
	}
}

struct counts {
	size_t errors, others;
	const struct ab_finding *first; /* error */
};

static struct counts count(const struct report *report, const char *header)
{
	struct counts counts = {0};

	for (size_t i = 0; i < report->count; i++) {
		const struct reported *const item = &report->items[i];

		if (!is_of(item, header))
			continue;
		if (item->finding.severity != AB_ERROR) {
			counts.others++;
			continue;
		}
		if (!counts.errors++)
			counts.first = &item->finding;
	}
	return counts;
}

static void add_failure(struct ab_buf *buf, const struct report *report, const char *header,
			const struct counts *counts)
{
	ab_buf_addf(buf, "      <failure type=\"%s\" message=\"",
		    ab_rule_info(counts->first->rule)->id);
	add_text(buf, counts->first->message);
	if (counts->errors > 1)
		ab_buf_addf(buf, ", and %zu more", counts->errors - 1);
	ab_buf_add(buf, "\">");
	add_findings(buf, report, header, true);
	ab_buf_add(buf, "</failure>\n");
}

/* Returns whether it failed. */
static bool add_test(struct ab_buf *buf, const struct report *report, const char *library,
		     const char *header)
{
	const struct counts counts = count(report, header);

	ab_buf_add(buf, "    <testcase classname=\"");
	add_text(buf, library);
	ab_buf_add(buf, "\" name=\"");
	add_text(buf, header ? header : "library");
	if (!counts.errors && !counts.others) {
		ab_buf_add(buf, "\"/>\n");
		return false;
	}
	ab_buf_add(buf, "\">\n");
	if (counts.errors)
		add_failure(buf, report, header, &counts);
	if (counts.others) {
		ab_buf_add(buf, "      <system-out>");
		add_findings(buf, report, header, false);
		ab_buf_add(buf, "</system-out>\n");
	}
	ab_buf_add(buf, "    </testcase>\n");
	return counts.errors > 0;
}

/* Headers of findings that the record does not have, NULL among them: each once. */
static bool is_extra(const struct report *report, size_t at, const struct ab_record *promised)
{
	const char *const header = report->items[at].finding.header;

	if (header && ab_record_find_header(promised, header))
		return false;
	for (size_t i = 0; i < at; i++)
		if (is_of(&report->items[i], header))
			return false;
	return true;
}

void format_junit(const struct report *report, const struct subject *subject)
{
	const struct ab_record *const promised = subject->promised;
	const char *const library = subject->library ? subject->library : "library";
	size_t tests = promised->n_headers, failures = 0;
	struct ab_buf buf;

	ab_buf_init(&buf, report->arena);
	for (size_t i = 0; i < promised->n_headers; i++)
		failures += add_test(&buf, report, library, promised->headers[i].name);
	for (size_t i = 0; i < report->count; i++) {
		if (!is_extra(report, i, promised))
			continue;
		tests++;
		failures += add_test(&buf, report, library, report->items[i].finding.header);
	}
	printf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	       "<testsuites>\n"
	       "  <testsuite name=\"abiding\" tests=\"%zu\" failures=\"%zu\" errors=\"0\""
	       " skipped=\"0\">\n%s  </testsuite>\n</testsuites>\n",
	       tests, failures, buf.text);
}
