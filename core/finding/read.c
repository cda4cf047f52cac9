/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * read.c - a finding back from its line of JSON.
 *
 * The command reads so what the plugin has reported.  JSON is YAML, but for a
 * few characters that ab_json_string() escapes.
 */
#include "abiding/finding.h"

#include <string.h>

#include "base/yaml-node.h"

/* A key that is there or not. */
static bool get_text(const struct ab_yaml_source *source, const struct ab_yaml *object,
		     const char *key, const char **text)
{
	const struct ab_yaml *const node = ab_yaml_get(object, key);

	*text = NULL;
	if (!node)
		return true;
	if (!ab_yaml_is(source, node, AB_YAML_SCALAR, key))
		return false;
	*text = node->text;
	return true;
}

static bool get_number(const struct ab_yaml_source *source, const struct ab_yaml *object,
		       const char *key, unsigned *number)
{
	const struct ab_yaml *const node = ab_yaml_get(object, key);
	uint64_t value = 0;

	if (node && !ab_yaml_number(source, node, key, &value))
		return false;
	*number = (unsigned)value;
	return true;
}

static bool get_rule(const struct ab_yaml_source *source, const struct ab_yaml *object,
		     enum ab_rule *rule)
{
	const char *id;

	if (!ab_yaml_has(source, object, "a finding", "rule") ||
	    !get_text(source, object, "rule", &id))
		return false;
	*rule = ab_rule_find(id);
	return *rule != AB_RULE_NONE || ab_yaml_fail(source, object, "there is no rule '%s'", id);
}

static bool get_severity(const struct ab_yaml_source *source, const struct ab_yaml *object,
			 enum ab_severity *severity)
{
	const char *word;

	if (!ab_yaml_has(source, object, "a finding", "severity") ||
	    !get_text(source, object, "severity", &word))
		return false;
	for (*severity = AB_ERROR; *severity != AB_SILENT; --*severity)
		if (!strcmp(ab_severity_word(*severity), word))
			return true;
	return ab_yaml_fail(source, object, "there is no severity '%s'", word);
}

static bool get_location(const struct ab_yaml_source *source, const struct ab_yaml *object,
			 const char *file, const char *line, const char *column,
			 struct ab_location *location)
{
	return get_text(source, object, file, &location->file) &&
	       get_number(source, object, line, &location->line) &&
	       get_number(source, object, column, &location->column);
}

bool ab_finding_read(struct ab_arena *arena, const char *text, size_t length,
		     struct ab_finding *finding, struct ab_location *now, struct ab_location *then,
		     struct ab_error *error)
{
	const struct ab_yaml_source source = {arena, NULL, error};
	struct ab_yaml *object;

	memset(finding, 0, sizeof *finding);
	if (!ab_yaml_parse(&source, text, length, &object) ||
	    !ab_yaml_is(&source, object, AB_YAML_MAPPING, "a finding") ||
	    !get_rule(&source, object, &finding->rule) ||
	    !get_severity(&source, object, &finding->severity) ||
	    !ab_yaml_has(&source, object, "a finding", "message") ||
	    !get_text(&source, object, "message", &finding->message) ||
	    !get_text(&source, object, "entity", &finding->entity) ||
	    !get_text(&source, object, "member", &finding->member) ||
	    !get_text(&source, object, "consequence", &finding->consequence) ||
	    !get_text(&source, object, "layout", &finding->layout) ||
	    !get_text(&source, object, "since", &finding->since) ||
	    !get_text(&source, object, "promised", &finding->promised_as) ||
	    !get_text(&source, object, "header", &finding->header) ||
	    !get_text(&source, object, "fixit", &finding->fixit_text) ||
	    !get_location(&source, object, "file", "line", "column", now) ||
	    !get_location(&source, object, "record-file", "record-line", "record-column", then))
		return false;
	finding->fixit = finding->fixit_text ? AB_FIXIT_REPLACE_WORD : AB_FIXIT_NONE;
	return true;
}
