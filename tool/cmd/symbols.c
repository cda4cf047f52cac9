/* SPDX-License-Identifier: GPL-3.0-or-later */
/* symbols.c - a linked library compared with a record. */
#include "tool.h"

#include <stdio.h>
#include <string.h>

#include "elf/elf-symbols.h"

static const struct usage usage = {
    "symbols",
    "pVfR",
    "Usage: abiding symbols -p POLICY [--release V] [--format FORMAT]\n"
    "                       LIBRARY.so\n"
    "Says what a linked library does not keep of what the policy's record promises:\n"
    "its soname, the symbols of functions and variables with their versions, types\n"
    "and sizes.  The policy's 'soname:' says which surfaces the library is behind.\n"
    "\n"
    "  -p, --policy FILE   what is promised, and which record holds it\n"
    "  --release V         the release that the library is, if it is not the last one\n"
    "                      frozen: what came later is not missed in it\n"
    "  --format FORMAT     text, json, sarif, gitlab (code quality) or junit\n",
};

struct symbols {
	struct ab_arena *arena;
	struct options options;
	const char *path;
	struct ab_policy *policy;
	struct ab_record *record;
	struct ab_library library;
	size_t n_checked;
	struct ab_findings findings;
};

static int load(struct symbols *s)
{
	struct terms terms = {0};
	struct ab_error error;

	if (!s->options.policy)
		return options_refuse(&usage, "give a policy (-p)");
	if (s->options.n_args != 1)
		return options_refuse(&usage, "name one library");
	s->path = s->options.args[0];
	if (!terms_load_policy(s->arena, s->options.policy, &terms, &error))
		return say_error(&error, STATUS_USAGE);
	if (!terms.record_path) {
		say_plain("'%s' names no record: add a line 'record: FILE' to it",
			  s->options.policy);
		return STATUS_USAGE;
	}
	if (!terms_load_record(s->arena, &terms, &error) ||
	    !elf_symbols_read(s->arena, s->path, &s->library, &error))
		return say_error(&error, STATUS_USAGE);
	s->policy = terms.policy;
	s->record = terms.record;
	return GO_ON;
}

static void print(const struct symbols *s, struct report *report)
{
	const struct ab_location now = {s->path, 0, 0};

	for (size_t i = 0; i < s->findings.count; i++) {
		const struct ab_finding *finding = &s->findings.items[i];
		struct ab_location then = {NULL, 0, 0};

		if (finding->severity == AB_SILENT)
			continue;
		if (finding->then)
			then = report_then(finding, s->policy, s->record);
		report_add(report, finding, now, then);
		if (s->options.format == FORMAT_TEXT)
			say_finding(s->arena, finding, now, then, false);
	}
}

int symbols_run(struct ab_arena *arena, const char *self, int argc, char **argv)
{
	struct symbols s = {.arena = arena};
	struct report report;
	int status = options_parse(arena, &usage, argc, argv, &s.options);

	(void)self;
	if (status == GO_ON)
		status = load(&s);
	if (status != GO_ON)
		return status;
	if (!ab_compare_library(arena, s.record, &s.library, s.path, s.policy, s.options.release,
				&s.findings, &s.n_checked))
		return linked_refuse(arena, s.options.policy, s.policy,
				     s.library.soname ? s.library.soname : s.path,
				     "nothing was checked");
	if (!s.n_checked) {
		say_plain("'%s' promises no symbol of '%s': nothing was checked", s.record->file,
			  s.path);
		return STATUS_UNCHECKED;
	}
	report_init(&report, arena);
	print(&s, &report);
	if (s.options.format != FORMAT_TEXT)
		format_report(s.options.format, &report,
			      &(struct subject){s.record->library, s.record});
	else
		printf("%s %s what %s promises: %zu symbol%s, %s\n", s.path,
		       report.errors ? "breaks" : "keeps", s.record->file, s.n_checked,
		       s.n_checked == 1 ? "" : "s",
		       say_counts(arena, report.errors, report.warnings, report.notes));
	return report.errors ? STATUS_BROKEN : STATUS_HOLDS;
}
