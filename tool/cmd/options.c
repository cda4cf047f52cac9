/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool.h"

#include <stdio.h>
#include <string.h>

/* One row for each option of all subcommands; key: its letter in usage.takes. */
static const struct option {
	char key;
	const char *shorter; /* "-p", NULL: none */
	const char *name;
	size_t offset; /* of its value in struct options */
	bool is_flag;  /* it has none, and is its own value */
} table[] = {
    {'p', "-p", "--policy", offsetof(struct options, policy), false},
    {'r', "-r", "--record", offsetof(struct options, record), false},
    {'V', NULL, "--release", offsetof(struct options, release), false},
    {'o', "-o", "--output", offsetof(struct options, output), false},
    {'f', NULL, "--format", offsetof(struct options, format_word), false},
    {'m', NULL, "--severity", offsetof(struct options, severity), false},
    {'s', NULL, "--strict", offsetof(struct options, strict), true},
    {'F', NULL, "--force", offsetof(struct options, force), true},
    {'w', NULL, "--reason", offsetof(struct options, reason), false},
    {'u', NULL, "--until", offsetof(struct options, until), false},
    {'L', NULL, "--library", offsetof(struct options, library), false},
    {'l', NULL, "--layout", offsetof(struct options, layout), false},
};

enum { N_OPTIONS = sizeof table / sizeof *table };

/* A walk over the words of the command line. */
struct walk {
	struct ab_arena *arena;
	const struct usage *usage;
	struct options *options;
	int argc, next;
	char **argv;
};

static int vrefuse(const struct usage *usage, const char *format, va_list args)
{
	char text[1024];

	vsnprintf(text, sizeof text, format, args);
	say_plain("%s: %s; abiding %s --help says more", usage->command, text, usage->command);
	return STATUS_USAGE;
}

int options_refuse(const struct usage *usage, const char *format, ...)
{
	va_list args;
	int status;

	va_start(args, format);
	status = vrefuse(usage, format, args);
	va_end(args);
	return status;
}

static bool is_taken(const struct usage *usage, const struct option *option)
{
	return strchr(usage->takes, option->key) != NULL;
}

/* The option that a word is, its value if that is in the same word; NULL: none. */
static const struct option *find_option(const char *word, const char **value)
{
	size_t i;

	*value = NULL;
	for (i = 0; i < N_OPTIONS; i++) {
		const char *name = table[i].name, *shorter = table[i].shorter;
		size_t length = strlen(name);

		if (!strcmp(word, name) || (shorter && !strcmp(word, shorter)))
			return &table[i];
		if (!strncmp(word, name, length) && word[length] == '=') {
			*value = word + length + 1;
			return &table[i];
		}
		if (shorter && !strncmp(word, shorter, 2)) {
			*value = word + 2;
			return &table[i];
		}
	}
	return NULL;
}

static int refuse_option(const struct usage *usage, const char *word)
{
	const char *names[N_OPTIONS + 1] = {"--help"};
	const char *nearest;
	size_t i, n = 1;

	for (i = 0; i < N_OPTIONS; i++)
		if (is_taken(usage, &table[i]))
			names[n++] = table[i].name;
	nearest = ab_nearest(word, names, n);
	if (nearest)
		return options_refuse(usage, "unknown option '%s', did you mean '%s'?", word,
				      nearest);
	if (strchr(usage->takes, 'c'))
		return options_refuse(usage, "unknown option '%s' (compiler options go after --)",
				      word);
	return options_refuse(usage, "unknown option '%s'", word);
}

static int take_option(struct walk *walk, const char *word)
{
	const char *value, **place;
	const struct option *option = find_option(word, &value);

	if (!option || !is_taken(walk->usage, option))
		return refuse_option(walk->usage, word);
	if (option->is_flag && value)
		return options_refuse(walk->usage, "%s takes no value", option->name);
	if (option->is_flag)
		value = option->name;
	else if (!value && walk->next < walk->argc)
		value = walk->argv[walk->next++];
	if (!value || !*value)
		return options_refuse(walk->usage, "%s needs a value", option->name);
	place = (const char **)((char *)walk->options + option->offset);
	if (*place)
		return options_refuse(walk->usage, "%s is given twice", option->name);
	*place = value;
	return GO_ON;
}

static void take_argument(struct walk *walk, const char *word)
{
	struct options *options = walk->options;

	options->args =
	    AB_GROW(walk->arena, options->args, options->n_args, &options->args_capacity);
	options->args[options->n_args++] = word;
}

static int take_cflags(struct walk *walk)
{
	struct options *options = walk->options;
	struct words words = {.arena = walk->arena};

	if (!strchr(walk->usage->takes, 'c'))
		return options_refuse(walk->usage,
				      "this command runs no compiler; remove -- and what follows");
	flags_expand(&words, walk->argv + walk->next, (size_t)(walk->argc - walk->next));
	options->has_cflags = true;
	options->cflags = words.items;
	options->n_cflags = words.count;
	walk->next = walk->argc;
	return GO_ON;
}

/* Those that report findings are behind the first two, and html is the last. */
static const char *const formats[FORMATS] = {"text", "json", "sarif", "gitlab", "junit", "html"};

static size_t count_formats(const struct usage *usage)
{
	if (strchr(usage->takes, 'H'))
		return FORMAT_HTML + 1;
	return strchr(usage->takes, 'R') ? FORMAT_JUNIT + 1 : FORMAT_JSON + 1;
}

static int refuse_format(struct ab_arena *arena, const struct usage *usage, const char *word)
{
	const size_t n = count_formats(usage);
	struct ab_buf names;

	ab_buf_init(&names, arena);
	for (size_t i = 0; i < n; i++)
		ab_buf_addf(&names, "%s%s", i == 0 ? "" : i + 1 < n ? ", " : " and ", formats[i]);
	return options_refuse(usage, "unknown format '%s', there are %s", word, names.text);
}

static int take_format(struct ab_arena *arena, const struct usage *usage, struct options *options)
{
	if (!options->format_word)
		return GO_ON;
	for (size_t i = 0; i < count_formats(usage); i++) {
		if (strcmp(options->format_word, formats[i]) != 0)
			continue;
		options->format = (enum format)i;
		return GO_ON;
	}
	return refuse_format(arena, usage, options->format_word);
}

static int take_severity(const struct usage *usage, struct options *options)
{
	options->most = AB_ERROR;
	for (int i = AB_NOTE; options->severity && i <= AB_ERROR; i++) {
		options->most = (enum ab_severity)i;
		if (!strcmp(options->severity, ab_severity_word(options->most)))
			return GO_ON;
	}
	return !options->severity ? GO_ON
				  : options_refuse(usage,
						   "unknown severity '%s', there are error,"
						   " warning and note",
						   options->severity);
}

int options_parse(struct ab_arena *arena, const struct usage *usage, int argc, char **argv,
		  struct options *options)
{
	struct walk walk = {arena, usage, options, argc, 0, argv};
	int status = GO_ON;

	memset(options, 0, sizeof *options);
	while (walk.next < argc && status == GO_ON) {
		const char *word = argv[walk.next++];

		if (!strcmp(word, "--help") || !strcmp(word, "-h")) {
			fputs(usage->help, stdout);
			return STATUS_HOLDS;
		}
		if (!strcmp(word, "--"))
			status = take_cflags(&walk);
		else if (word[0] == '-' && word[1])
			status = take_option(&walk, word);
		else
			take_argument(&walk, word);
	}
	if (status == GO_ON)
		status = take_format(walk.arena, usage, options);
	return status == GO_ON ? take_severity(usage, options) : status;
}
