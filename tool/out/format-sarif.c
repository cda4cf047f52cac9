/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * format-sarif.c - SARIF 2.1.0 (OASIS), one run.
 *
 * It describes the rules that it has results of, each with its page, so that
 * whoever shows a result can explain it.
 */
#include "tool.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

struct sarif {
	struct ab_arena *arena;
	const struct report *report;
	struct ab_buf buf;
	int index[AB_RULES]; /* of a rule among those described, from 1; 0: not yet */
	int n_rules;
};

/* "KEY": "TEXT" */
static void add_text(struct sarif *sarif, const char *key, const char *text)
{
	ab_buf_addf(&sarif->buf, "\"%s\": ", key);
	ab_json_string(&sarif->buf, text);
}

/* ---- rules ---- */

static void add_rule(struct sarif *sarif, enum ab_rule rule)
{
	const struct ab_rule_info *const info = ab_rule_info(rule);

	if (sarif->index[rule])
		return;
	ab_buf_addf(&sarif->buf, "%s\n        {\"id\": \"%s\", \"shortDescription\": {",
		    sarif->n_rules ? "," : "", info->id);
	add_text(sarif, "text", info->what);
	ab_buf_addf(&sarif->buf, "}, \"defaultConfiguration\": {\"level\": \"%s\"}, ",
		    ab_severity_word(info->severity));
	ab_buf_addf(&sarif->buf, "\"properties\": {\"clause\": \"%s\"}, \"help\": {", info->clause);
	add_text(sarif, "text", info->what);
	ab_buf_add(&sarif->buf, ", ");
	add_text(sarif, "markdown", page_find(info->id));
	ab_buf_add(&sarif->buf, "}}");
	sarif->index[rule] = ++sarif->n_rules;
}

/* ---- results ---- */

/* RFC 3986: what is neither unreserved nor a slash is written in hexadecimal. */
static void add_uri(struct sarif *sarif, const char *path)
{
	const char *at = format_path(sarif->arena, path);

	ab_buf_addf(&sarif->buf, "\"uri\": \"%s", *at == '/' ? "file://" : "");
	for (; *at; at++) {
		const unsigned char byte = (unsigned char)*at;

		if (byte < 0x80 && (isalnum(byte) || strchr("-._~/", byte)))
			ab_buf_add_n(&sarif->buf, at, 1);
		else
			ab_buf_addf(&sarif->buf, "%%%02X", byte);
	}
	ab_buf_add(&sarif->buf, "\"");
}

static void add_physical(struct sarif *sarif, struct ab_location place)
{
	ab_buf_add(&sarif->buf, "\"physicalLocation\": {\"artifactLocation\": {");
	add_uri(sarif, place.file);
	ab_buf_add(&sarif->buf, "}");
	if (place.line)
		ab_buf_addf(&sarif->buf, ", \"region\": {\"startLine\": %u", place.line);
	if (place.line && place.column)
		ab_buf_addf(&sarif->buf, ", \"startColumn\": %u", place.column);
	ab_buf_add(&sarif->buf, place.line ? "}}" : "}");
}

static void add_location(struct sarif *sarif, const struct reported *item)
{
	const struct ab_finding *const finding = &item->finding;
	const struct ab_location place = format_place(item);

	if (!place.file && !finding->entity)
		return;
	ab_buf_add(&sarif->buf, ", \"locations\": [{");
	if (place.file)
		add_physical(sarif, place);
	if (finding->entity) {
		ab_buf_addf(&sarif->buf, "%s\"logicalLocations\": [{", place.file ? ", " : "");
		add_text(sarif, "fullyQualifiedName",
			 finding->member
			     ? ab_printf(sarif->arena, "%s.%s", finding->entity, finding->member)
			     : finding->entity);
		ab_buf_add(&sarif->buf, "}]");
	}
	ab_buf_add(&sarif->buf, "}]");
}

static void add_promise(struct sarif *sarif, const struct reported *item)
{
	const char *const promise = ab_finding_promise(sarif->arena, &item->finding, true);

	if (!item->then.file)
		return;
	ab_buf_add(&sarif->buf, ", \"relatedLocations\": [{\"id\": 1, \"message\": {");
	add_text(sarif, "text", promise);
	ab_buf_add(&sarif->buf, "}, ");
	add_physical(sarif, item->then);
	ab_buf_add(&sarif->buf, "}]");
}

static void add_result(struct sarif *sarif, const struct reported *item, const char *print)
{
	const struct ab_finding *const finding = &item->finding;

	ab_buf_addf(&sarif->buf, "\n      {\"ruleId\": \"%s\", \"ruleIndex\": %d, ",
		    ab_rule_info(finding->rule)->id, sarif->index[finding->rule] - 1);
	ab_buf_addf(&sarif->buf, "\"level\": \"%s\", \"message\": {",
		    ab_severity_word(finding->severity));
	add_text(sarif, "text", format_message(sarif->arena, finding));
	ab_buf_add(&sarif->buf, "}");
	add_location(sarif, item);
	add_promise(sarif, item);
	ab_buf_addf(&sarif->buf, ", \"partialFingerprints\": {\"abiding/v1\": \"%s\"}}", print);
}

void format_sarif(const struct report *report)
{
	struct sarif sarif = {.arena = report->arena, .report = report};
	const char *const *prints = format_fingerprints(report);

	ab_buf_init(&sarif.buf, sarif.arena);
	ab_buf_add(&sarif.buf,
		   "{\n  \"$schema\": \"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/"
		   "schemas/sarif-schema-2.1.0.json\",\n"
		   "  \"version\": \"2.1.0\",\n"
		   "  \"runs\": [{\n"
		   "    \"tool\": {\"driver\": {\"name\": \"abiding\", "
		   "\"version\": \"" ABIDING_VERSION "\", \"rules\": [");
	for (size_t i = 0; i < report->count; i++)
		add_rule(&sarif, report->items[i].finding.rule);
	ab_buf_addf(&sarif.buf, "%s]}},\n    \"columnKind\": \"unicodeCodePoints\",\n",
		    report->count ? "\n      " : "");
	ab_buf_add(&sarif.buf, "    \"results\": [");
	for (size_t i = 0; i < report->count; i++) {
		ab_buf_add(&sarif.buf, i ? "," : "");
		add_result(&sarif, &report->items[i], prints[i]);
	}
	ab_buf_add(&sarif.buf, report->count ? "\n    ]\n  }]\n}\n" : "]\n  }]\n}\n");
	fputs(sarif.buf.text, stdout);
}
