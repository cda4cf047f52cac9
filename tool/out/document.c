/* SPDX-License-Identifier: GPL-3.0-or-later */
/* document.c - a report in the format that was asked for. */
#include "tool.h"

void format_report(enum format format, const struct report *report, const struct subject *subject)
{
	switch (format) {
	case FORMAT_SARIF:
		format_sarif(report);
		break;
	case FORMAT_GITLAB:
		format_gitlab(report);
		break;
	case FORMAT_JUNIT:
		format_junit(report, subject);
		break;
	default:
		format_json(&(struct json_list){"findings", format_findings(report)}, 1);
	}
}
