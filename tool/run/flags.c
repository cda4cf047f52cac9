/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * flags.c - the user's options for the compiler, less those that are not ours to obey.
 *
 * Words copied from a build are welcome, its files are not ours to touch: options that
 * say what to write, or to stop at the first error, are passed over.  What a list cannot
 * know goes to the temporary folder, into which compiler_run() has all dumps written.
 * @FILE is read, -Wp, and -Xpreprocessor are looked into.
 */
#include "tool.h"
#include "abiding/limits.h"

#include <ctype.h>
#include <string.h>

struct filter {
	struct words *out;
	size_t skipped, passed; /* words to come that belong to one that went before */
	size_t skipped_inner;	/* the same of words for the preprocessor */
	bool is_inner;		/* the next one is such a word */
};

static bool is_one_of(const char *flag, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(flag, names[i]))
			return true;
	return false;
}

static bool starts_with_one_of(const char *flag, const char *const *starts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strncmp(flag, starts[i], strlen(starts[i])))
			return true;
	return false;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Words that stand alone; by -fdump- and -d something is always written. */
static bool is_unwanted(const char *flag)
{
	static const char *const alone[] = {"-c",
					    "-S",
					    "-E",
					    "-M",
					    "-MM",
					    "-MD",
					    "-MMD",
					    "-MP",
					    "-MG",
					    "--compile",
					    "--assemble",
					    "--preprocess",
					    "--dependencies",
					    "--user-dependencies",
					    "--write-dependencies",
					    "--write-user-dependencies",
					    "--print-missing-file-dependencies",
					    "--coverage",
					    "-coverage",
					    "-Wfatal-errors",
					    "-time"};
	static const char *const starts[] = {"-d",
					     "--dump",
					     "-save-temps",
					     "--save-temps",
					     "-time=",
					     "-aux-info=",
					     "-fada-spec-parent=",
					     "-fcallgraph-info",
					     "-fcompare-debug",
					     "-fdiagnostics-add-output=",
					     "-fdiagnostics-format=",
					     "-fdiagnostics-set-output=",
					     "-fdump-",
					     "-fmax-errors=",
					     "-fopt-info",
					     "-fprofile-note=",
					     "-fsave-optimization-record",
					     "-fstack-usage",
					     "-ftest-coverage"};

	return is_one_of(flag, alone, COUNT(alone)) ||
	       starts_with_one_of(flag, starts, COUNT(starts));
}

/* Words with a value, in the same word or the next; "--output=x" and "--output x". */
static size_t unwanted_value_words(const char *flag)
{
	static const char *const joined[] = {"-o", "-MF", "-MT", "-MQ"};
	static const char *const separate[] = {
	    "-aux-info", "-dumpbase", "-dumpbase-ext",	"-dumpdir",   "--dump",	    "--dumpbase",
	    "--dumpdir", "--output",  "--dumpbase-ext", "--aux-info", "-output-pch"};

	if (is_one_of(flag, separate, COUNT(separate)))
		return 2;
	if (!strncmp(flag, "--output=", 9))
		return 1;
	for (size_t i = 0; i < COUNT(joined); i++)
		if (!strncmp(flag, joined[i], strlen(joined[i])))
			return flag[strlen(joined[i])] ? 1 : 2;
	return 0;
}

/* How many words a flag takes that is not wanted; 0: it is. */
static size_t unwanted_words(const char *flag)
{
	const size_t n = unwanted_value_words(flag);

	return n ? n : is_unwanted(flag);
}

/* Whether the next word is this one's, whatever it looks like: "-Xlinker -o", "-D c". */
static bool has_value(const char *flag)
{
	static const char *const names[] = {
	    "-A",	    "-B",
	    "-D",	    "-I",
	    "-L",	    "-T",
	    "-U",	    "-Xassembler",
	    "-Xlinker",	    "-l",
	    "-idirafter",   "-imacros",
	    "-imultilib",   "-include",
	    "-iprefix",	    "-iquote",
	    "-isysroot",    "-isystem",
	    "-u",	    "-wrapper",
	    "-iwithprefix", "-iwithprefixbefore",
	    "-x",	    "-z",
	    "--param",
	};

	return is_one_of(flag, names, COUNT(names));
}

/* ---- words for the preprocessor ---- */

/* There -MD names its file. */
static void add_inner(struct filter *filter, const char *word)
{
	const bool has_file = !strcmp(word, "-MD") || !strcmp(word, "-MMD");
	const size_t unwanted = has_file ? 2 : unwanted_words(word);

	if (filter->skipped_inner) {
		filter->skipped_inner--;
		return;
	}
	if (unwanted) {
		filter->skipped_inner = unwanted - 1;
		return;
	}
	words_add(filter->out, "-Xpreprocessor");
	words_add(filter->out, word);
}

/* "-Wp,-DA,-MD,file" */
static void add_inner_list(struct filter *filter, const char *list)
{
	while (*list) {
		const size_t length = strcspn(list, ",");

		add_inner(filter, ab_strndup(filter->out->arena, list, length));
		list += length + (list[length] == ',');
	}
}

/* ---- words ---- */

static void add_word(struct filter *filter, const char *word)
{
	const size_t unwanted = unwanted_words(word);

	if (filter->skipped) {
		filter->skipped--;
	} else if (filter->is_inner) {
		filter->is_inner = false;
		add_inner(filter, word);
	} else if (filter->passed) {
		filter->passed--;
		words_add(filter->out, word);
	} else if (!strncmp(word, "-Wp,", 4)) {
		add_inner_list(filter, word + 4);
	} else if (!strcmp(word, "-Xpreprocessor")) {
		filter->is_inner = true;
	} else if (unwanted) {
		filter->skipped = unwanted - 1;
	} else {
		filter->passed = has_value(word);
		words_add(filter->out, word);
	}
}

/* ---- @FILE ---- */

/* The next word of a file of options, as GCC takes it apart; NULL: the end. */
static const char *next_word(struct ab_arena *arena, const char **text)
{
	const char *at = *text;
	struct ab_buf buf;
	char quote = '\0';

	while (isspace((unsigned char)*at))
		at++;
	if (!*at)
		return NULL;
	ab_buf_init(&buf, arena);
	for (; *at && (quote || !isspace((unsigned char)*at)); at++) {
		if (*at == quote)
			quote = '\0';
		else if (!quote && (*at == '\'' || *at == '"'))
			quote = *at;
		else if (*at == '\\' && at[1])
			ab_buf_add_n(&buf, ++at, 1);
		else
			ab_buf_add_n(&buf, at, 1);
	}
	*text = at;
	return buf.text ? buf.text : "";
}

/* n_files: read until now */
static void expand(struct words *words, const char *word, unsigned *n_files)
{
	struct ab_error error;
	const char *at;
	size_t length;
	char *text;

	/* of a file that cannot be read GCC takes the word itself; of too many it says so */
	if (word[0] != '@' || *n_files >= AB_FLAGS_FILES_MAX ||
	    !ab_file_read(words->arena, word + 1, &text, &length, &error)) {
		words_add(words, word);
		return;
	}
	++*n_files;
	at = text;
	while ((word = next_word(words->arena, &at)))
		expand(words, word, n_files);
}

void flags_expand(struct words *words, char *const *flags, size_t n)
{
	unsigned n_files = 0;

	for (size_t i = 0; i < n; i++)
		expand(words, flags[i], &n_files);
}

void flags_add_wanted(struct words *words, const char *const *flags, size_t n)
{
	struct filter filter = {.out = words};

	for (size_t i = 0; i < n; i++)
		add_word(&filter, flags[i]);
}
