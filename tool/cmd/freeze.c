/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze.c - what headers declare, frozen as a release.
 *
 * It goes onto the record that there is, or onto an empty one, unless it breaks what is
 * promised.
 */
#include "freeze.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct usage usage = {
    "freeze",
    "pVoLc",
    "Usage: abiding freeze [-p POLICY] --release V [HEADER...] [-o RECORD]\n"
    "                      [--library LIBRARY.so] [-- CFLAGS...]\n"
    "Writes what headers declare into a record, as release V.  What is new is added\n"
    "to the record that there is; a break of what it promises stops the freeze.\n"
    "Without HEADER: those by which, says the policy, users enter the library, and\n"
    "the protocols that it names.\n"
    "\n"
    "  -p, --policy FILE   which headers are public; without: all but the system's\n"
    "  --release V         the release that these headers are, such as 1.2.0\n"
    "  -o, --output FILE   the record to write; -: standard output; without it the\n"
    "                      policy's record, or else standard output.  If the file\n"
    "                      does not exist, the policy's record is added to\n"
    "  --library FILE      the linked library of this release: it knows the size of\n"
    "                      variables whose type does not say it (extern char x[];)\n"
    "  -- CFLAGS           options of the compiler: -I, -D, -std, -m32 ...\n",
};

static int check_usage(const struct freeze *freeze)
{
	const struct options *options = &freeze->options;

	if (!options->release)
		return options_refuse(&usage, "--release is missing: which release are these"
					      " headers?");
	if (!ab_release_is(options->release))
		return options_refuse(&usage, "'%s' is not a release (expected e.g. 1.2.0)",
				      options->release);
	if (!options->policy && !options->n_args)
		return options_refuse(&usage, "name headers, or give a policy (-p)");
	return GO_ON;
}

static bool is_to_stdout(const struct options *options)
{
	return !options->output || !strcmp(options->output, "-");
}

/* Also /dev/stdout and the like: no record is there to add to. */
static bool is_to_stream(const struct freeze *freeze)
{
	return is_to_stdout(&freeze->options) ||
	       ab_file_is_stream(freeze->arena, freeze->options.output);
}

static bool read_base(struct freeze *freeze, bool is_output, struct ab_error *error)
{
	size_t length;
	char *text;

	if (!ab_file_read(freeze->arena, freeze->base_path, &text, &length, error))
		return false;
	if (is_output)
		freeze->seen = (struct ab_file_seen){text, length};
	return ab_record_parse(freeze->arena, freeze->base_path, text, length, &freeze->base,
			       error);
}

static int load_policy(struct freeze *freeze)
{
	const char *const file = freeze->options.policy;
	struct ab_error error;

	if (!file || ab_policy_load(freeze->arena, file, &freeze->policy, &error))
		return GO_ON;
	return say_error(&error, STATUS_USAGE);
}

/* Where the user does not say, it is the policy's record; a record is not for a terminal. */
static int choose_output(struct freeze *freeze)
{
	struct options *const options = &freeze->options;
	int status = GO_ON;

	if (!options->output && options->policy) {
		status = load_policy(freeze);
		if (status == GO_ON)
			options->output = freeze->policy->record_path;
	}
	if (status != GO_ON || options->output || !isatty(STDOUT_FILENO))
		return status;
	return options_refuse(&usage, "where is the record to be written? -o FILE, or -o - for"
				      " standard output");
}

static int load_base(struct freeze *freeze)
{
	const struct options *options = &freeze->options;
	const bool is_there = !is_to_stream(freeze) && access(options->output, F_OK) == 0;
	struct ab_error error;

	if (is_there)
		freeze->base_path = options->output;
	else if (freeze->policy && freeze->policy->record_path &&
		 access(freeze->policy->record_path, F_OK) == 0)
		freeze->base_path = freeze->policy->record_path;
	if (!freeze->base_path)
		return GO_ON;
	if (!read_base(freeze, is_there, &error) ||
	    (freeze->policy && !ab_policy_is_of(freeze->policy, freeze->base, &error)))
		return say_error(&error, STATUS_USAGE);
	if (freeze->base->release &&
	    ab_release_compare(options->release, freeze->base->release) < 0) {
		say_plain("release %s is older than %s, the last one in '%s'", options->release,
			  freeze->base->release, freeze->base_path);
		return STATUS_USAGE;
	}
	return GO_ON;
}

static int choose_sources(struct freeze *freeze)
{
	struct sources *sources = &freeze->sources;
	int status;

	if (!freeze->options.n_args) {
		sources_from_policy(freeze->arena, freeze->policy, sources);
		sources_sort(sources, freeze->policy);
		return GO_ON;
	}
	status = sources_from_args(freeze->arena, &usage, &freeze->options, sources);
	if (status == GO_ON && sources->n_files > 1)
		status = options_refuse(&usage, "'%s' is one too many: one .c file, or headers",
					sources->files[1]);
	sources_sort(sources, freeze->policy ? freeze->policy
					     : ab_policy_default(freeze->arena, freeze->base));
	return status;
}

static int prepare(struct freeze *freeze, const char *self, int argc, char **argv)
{
	struct options *options = &freeze->options;
	int status = options_parse(freeze->arena, &usage, argc, argv, options);

	if (status == GO_ON)
		status = check_usage(freeze);
	if (status == GO_ON)
		status = choose_output(freeze);
	/* freezes of one record, for two targets in a build: what the first has added would be lost */
	if (status == GO_ON && !is_to_stream(freeze))
		lock_folder_of(freeze->arena, options->output);
	/* under the lock, since a waiver may have been added meanwhile */
	if (status == GO_ON)
		status = load_policy(freeze);
	if (status == GO_ON && options->library)
		status = linked_read(freeze->arena, options->library, &freeze->library);
	if (status == GO_ON)
		status = load_base(freeze);
	if (status == GO_ON)
		status = choose_sources(freeze);
	if (status == GO_ON && freeze_has_sources(freeze))
		status = compiler_find(freeze->arena, self, &freeze->compiler);
	return status;
}

static size_t count_entities(const struct ab_record *record)
{
	size_t count = protocols_count(record);
	int kind;

	for (kind = 0; kind < AB_KINDS; kind++)
		count += record->of[kind].count;
	return count;
}

/* Headers that the record has may be missing; all of them hardly are. */
static bool has_read_any(struct freeze *freeze)
{
	for (size_t i = 0; i < freeze->sources.includes.count; i++)
		if (sources_has_read_header(&freeze->read, freeze->sources.includes.items[i].name))
			return true;
	return freeze->sources.n_files > 0;
}

static int refuse_empty(struct freeze *freeze)
{
	const struct sources *sources = &freeze->sources;
	struct ab_buf seen;
	size_t i;

	ab_buf_init(&seen, freeze->arena);
	for (i = 0; i < sources->n_files; i++)
		ab_buf_addf(&seen, "%s%s", i ? ", " : "", sources->files[i]);
	for (i = 0; i < sources->includes.count; i++)
		ab_buf_addf(&seen, "%s%s", i ? ", " : "", sources->includes.items[i].name);
	if (!has_read_any(freeze))
		say_plain("none of these headers was found: %s; give the compiler their folder"
			  " with -I, after --",
			  seen.text);
	else if (freeze->policy)
		say_plain("nothing public was found in %s: no surface of '%s' has these headers;"
			  " see its 'headers:'",
			  seen.text, freeze->options.policy);
	else
		say_plain("nothing public was found in %s: they declare nothing themselves, and"
			  " headers of the system that they take in count only with a policy (-p)"
			  " that names them",
			  seen.text);
	return STATUS_UNCHECKED;
}

/* "foo" of "include/foo.h". */
static const char *stem(struct ab_arena *arena, const char *path)
{
	const char *name = strrchr(path, '/');

	name = name ? name + 1 : path;
	return ab_strndup(arena, name, strcspn(name, "."));
}

static const char *library_name(const struct freeze *freeze)
{
	if (freeze->policy && freeze->policy->library)
		return freeze->policy->library;
	return stem(freeze->arena, freeze->options.args[0]);
}

static int write_out(const struct freeze *freeze, struct ab_record *record, size_t added,
		     size_t gone)
{
	const char *output = freeze->options.output;
	struct ab_error error;
	const char *text;
	size_t length;

	if (is_to_stdout(&freeze->options)) {
		if (!ab_record_print(freeze->arena, record, &text, &length, &error) ||
		    !ab_record_is_readable(freeze->arena, "standard output", text, length, &error))
			return say_error(&error, STATUS_USAGE);
		fwrite(text, 1, length, stdout);
		return STATUS_HOLDS;
	}
	if (!ab_record_write(freeze->arena, record, output, &freeze->seen, &error))
		return say_error(&error, STATUS_USAGE);
	if (is_to_stream(freeze))
		return STATUS_HOLDS;
	printf("%s: %s %s is frozen: %zu new, ", output, record->library, record->release, added);
	if (gone)
		printf("%zu gone, ", gone);
	printf("%zu in all\n", count_entities(record));
	return STATUS_HOLDS;
}

/* In the first release, which has nothing to hold against; later the compiler tells of new ones. */
static void say_only_listed(const struct freeze *freeze)
{
	enum { NAMED_MAX = 3 };
	const struct ab_record *record = freeze->current;
	const size_t n = freeze->base ? 0 : record->n_listed;
	struct ab_buf names;

	if (!n)
		return;
	ab_buf_init(&names, freeze->arena);
	for (size_t i = 0; i < n && i < NAMED_MAX; i++)
		ab_buf_addf(&names, "%s'%s'", i ? ", " : "", record->listed[i]->name);
	if (n > NAMED_MAX)
		ab_buf_addf(&names, " and %zu more", n - NAMED_MAX);
	say_plain(
	    "the version script exports %s, which no public header declares: %s promised as %s"
	    " all the same",
	    names.text, n == 1 ? "it is" : "they are", n == 1 ? "a symbol" : "symbols");
}

/* How many of those that were there, n by kind, are not there any more. */
static size_t count_gone(const struct ab_record *record, const struct ab_entities *before)
{
	size_t gone = 0;

	for (int kind = 0; kind < AB_KINDS; kind++)
		for (size_t i = 0; i < before[kind].count; i++)
			gone += !ab_record_find(record, (enum ab_kind)kind,
						before[kind].items[i]->name);
	return gone;
}

/* The entities of a record as they are listed now. */
static struct ab_entities *list_entities(struct ab_arena *arena, const struct ab_record *record)
{
	struct ab_entities *lists = AB_NEW_ARRAY(arena, struct ab_entities, AB_KINDS);

	for (int kind = 0; kind < AB_KINDS; kind++) {
		const struct ab_entities *of = &record->of[kind];

		lists[kind].count = of->count;
		lists[kind].items = AB_NEW_ARRAY(arena, struct ab_entity *, of->count);
		for (size_t i = 0; i < of->count; i++)
			lists[kind].items[i] = of->items[i];
	}
	return lists;
}

/* What the linked library shows: it keeps the record, and says which sizes it has. */
static int take_library(const struct freeze *freeze)
{
	const struct ab_policy *policy = freeze->policy;
	int status;

	if (!freeze->library)
		return GO_ON;
	/* that of current has the headers at hand */
	if (!policy)
		policy = ab_policy_default(freeze->arena, freeze->current);
	status = linked_take_sizes(freeze->arena, &freeze->options, freeze->library, policy,
				   freeze->current);
	if (status == GO_ON && freeze->base)
		status = linked_compare(freeze->arena, &freeze->options, freeze->library, policy,
					freeze->base);
	return status;
}

/* What waivers let pass of those who include one header only: all together may have it still. */
static void note_passed_alone(const struct freeze *freeze, struct ab_record *record,
			      const struct ab_policy *policy)
{
	for (size_t i = 0; freeze->alone && i < freeze->sources.includes.count; i++)
		ab_record_freeze_passed(record, freeze->records[i], policy,
					freeze->options.release);
}

static int put_together(struct freeze *freeze)
{
	const struct ab_policy *policy = freeze->policy;
	struct ab_record *record = freeze->base;
	struct ab_entities *listed;
	size_t before, gone;

	if (!record)
		record = ab_record_new(freeze->arena);
	if (!record->library)
		record->library = library_name(freeze);
	if (!policy)
		policy = ab_policy_default(freeze->arena, freeze->base);
	before = count_entities(record);
	say_only_listed(freeze);
	listed = list_entities(freeze->arena, record);
	note_passed_alone(freeze, record, policy);
	if (freeze->alone)
		alone_take_versions(freeze->alone, freeze->sources.includes.count, freeze->current,
				    freeze->records);
	ab_record_freeze_onto(record, freeze->current, policy, freeze->options.release);
	record->release = freeze->options.release;
	gone = count_gone(record, listed);
	return write_out(freeze, record, count_entities(record) - (before - gone), gone);
}

/* Of a record in another folder, too: one that is read too early is not used. */
static void renew_image(const struct freeze *freeze)
{
	if (freeze->policy && !is_to_stream(freeze))
		terms_renew_image(freeze->arena, freeze->options.policy,
				  freeze->policy->record_path);
}

int freeze_run(struct ab_arena *arena, const char *self, int argc, char **argv)
{
	struct freeze freeze = {.arena = arena};
	int status = prepare(&freeze, self, argc, argv);

	if (status == GO_ON)
		status = freeze_collect(&freeze);
	if (status != GO_ON)
		return status;
	if (!count_entities(freeze.current))
		return refuse_empty(&freeze);
	status = freeze.base ? freeze_judge(&freeze) : GO_ON;
	if (status == GO_ON)
		status = take_library(&freeze);
	if (status == GO_ON)
		status = put_together(&freeze);
	if (status == STATUS_HOLDS)
		renew_image(&freeze);
	return status;
}
