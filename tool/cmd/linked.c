/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * linked.c - the linked library beside a freeze.
 *
 * "extern const char *const names[];" leaves the size of the object to the library; who
 * freezes with it at hand (--library) promises the size that it has.
 */
#include "tool.h"

#include <string.h>

#include "abiding/library.h"
#include "elf/elf-symbols.h"

int linked_refuse(struct ab_arena *arena, const char *file, const struct ab_policy *policy,
		  const char *library, const char *outcome)
{
	struct ab_buf names;

	ab_buf_init(&names, arena);
	for (unsigned i = 0; i < policy->n_surfaces; i++)
		if (policy->surfaces[i].soname && !strstr(names.text, policy->surfaces[i].soname))
			ab_buf_addf(&names, "%s%s", names.length ? ", " : "",
				    policy->surfaces[i].soname);
	say_plain("'%s' says nothing of '%s': its surfaces have the sonames %s; %s", file, library,
		  names.text, outcome);
	return STATUS_UNCHECKED;
}

int linked_read(struct ab_arena *arena, const char *path, struct ab_library **library)
{
	struct ab_error error;

	*library = AB_NEW(arena, struct ab_library);
	if (elf_symbols_read(arena, path, *library, &error))
		return GO_ON;
	return say_error(&error, STATUS_USAGE);
}

int linked_take_sizes(struct ab_arena *arena, const struct options *options,
		      const struct ab_library *library, const struct ab_policy *policy,
		      struct ab_record *current)
{
	const struct ab_location now = {options->library, 0, 0};
	struct ab_findings findings = {0};

	if (ab_record_find_model(current, library->model) < 0) {
		say_plain("'%s' is of the data model %s, and the headers were compiled for %s:"
			  " nothing is frozen",
			  options->library, library->model,
			  current->n_models ? current->models[0] : "none");
		return STATUS_USAGE;
	}
	if (!ab_take_library_sizes(arena, current, library, options->library, policy, &findings))
		return linked_refuse(arena, options->policy, policy,
				     library->soname ? library->soname : options->library,
				     "nothing is frozen");
	for (size_t i = 0; i < findings.count; i++)
		say_finding(arena, &findings.items[i], now, (struct ab_location){NULL, 0, 0}, true);
	return GO_ON;
}

int linked_compare(struct ab_arena *arena, const struct options *options,
		   const struct ab_library *library, const struct ab_policy *policy,
		   const struct ab_record *base)
{
	const struct ab_location now = {options->library, 0, 0};
	struct ab_findings findings = {0};
	size_t n_checked, errors;

	ab_compare_library(arena, base, library, options->library, policy, options->release,
			   &findings, &n_checked);
	for (size_t i = 0; i < findings.count; i++) {
		const struct ab_finding *finding = &findings.items[i];

		/* what nobody knew the size of, this freeze records */
		if (finding->severity != AB_SILENT && finding->rule != AB_NOT_CHECKED)
			say_finding(arena, finding, now, report_then(finding, policy, base), true);
	}
	errors = ab_findings_count(&findings, AB_ERROR);
	if (!errors)
		return GO_ON;
	say_ways_out(arena, findings.items, findings.count, policy, base);
	say_plain("%s: '%s' promises something else; nothing is frozen",
		  say_counts(arena, errors, ab_findings_count(&findings, AB_WARNING), 0),
		  base->file);
	return STATUS_BROKEN;
}
