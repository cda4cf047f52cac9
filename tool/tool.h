/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tool.h - the rooms of the command, thin over the core.
 *
 *   main.c      which subcommand; the memory guard around all of them
 *   cmd/        the subcommands, each in a file of its own, and what several of them share:
 *     options.c   words of the command line -> struct options
 *     sources.c   headers and .c files, as arguments, a policy or a record name them
 *     terms.c     what -p names
 *     protocols.c missing.c unlisted.c  protocols; headers that are gone, or overlooked
 *     linked.c    the linked library beside a freeze
 *     waivers.c   waivers that only entries by themselves show to be of no use
 *   run/        the compiler
 *     process.c   runs a program by its argument vector, never by a shell
 *     compiler.c  $CC and the plugin built for it; one compile
 *     language.c flags.c  what headers are compiled as; the user's options, less those that write
 *     unit.c alone.c      translation units: of all headers, of each entry
 *     temp.c lock.c       one temporary folder; one at a time changes the files of a folder
 *   out/        what is said
 *     say.c ways-out.c    messages, findings as text; what can be done about a break
 *     report.c document.c format*.c   findings, and reports of them in which format
 *     diff.c diff-html.c layout.c     two records compared; how a struct lies
 *     page.c      the pages of the rules, made of those in doc/rules
 *   elf/        what a shared library gives to the dynamic linker
 *
 * All memory is of one arena that main releases.  A function of type int
 * returns an exit status or, where it says so, GO_ON.
 */
#ifndef ABIDING_TOOL_H
#define ABIDING_TOOL_H

#include "abiding/index.h"
#include "abiding/compare.h"
#include "abiding/file.h"
#include "abiding/protocol.h"
#include "abiding/version.h"

enum {
	GO_ON = -1,
	STATUS_HOLDS = 0,
	STATUS_BROKEN = 1,
	STATUS_USAGE = 2,     /* bad usage, bad input, output that cannot be written */
	STATUS_UNCHECKED = 3, /* nothing could be checked */
};

/* ---- options.c ---- */

enum format {
	FORMAT_TEXT,
	FORMAT_JSON,
	FORMAT_SARIF,
	FORMAT_GITLAB,
	FORMAT_JUNIT,
	FORMAT_HTML,
	FORMATS,
};

struct options {
	/* NULL: not given */
	const char *policy, *record, *release, *output, *format_word, *severity, *strict, *reason,
	    *until, *layout, *force, *library;
	const char **args;
	size_t n_args, args_capacity;
	bool has_cflags; /* "--" is there, with or without some behind it */
	const char *const *cflags;
	size_t n_cflags;
	enum format format;
	enum ab_severity most; /* that a finding weighs */
};

/*
 * What a subcommand takes: options by letter (options.c), 'R': of --format also what
 * reports findings, 'H': html, 'c': CFLAGS after "--".
 */
struct usage {
	const char *command; /* "check" */
	const char *takes;
	const char *help; /* the whole text of --help */
};

/* Reads argv behind the subcommand's name.  GO_ON, or what --help or an error ends in. */
int options_parse(struct ab_arena *arena, const struct usage *usage, int argc, char **argv,
		  struct options *options);

/* "abiding CHECK: ...; see abiding CHECK --help"; returns STATUS_USAGE. */
int options_refuse(const struct usage *usage, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* ---- say.c ---- */

/* "abiding: ...", broken at column 80, on stderr. */
void say_plain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A text on stdout, from a column on, broken at column 80; further lines stand 4 further in. */
void say_indented(const char *text, size_t columns);

/* A word as a shell wants it: in quotes, if it needs them. */
const char *say_shell_word(struct ab_arena *arena, const char *word);

/* An error with its place, on stderr; returns status. */
int say_error(const struct ab_error *error, int status);

/* A file's text, on stderr; one that cannot be read: nothing. */
void show_file(struct ab_arena *arena, const char *path);

/* A finding as the core writes it, on stdout or stderr; in colour on a terminal. */
void say_finding(struct ab_arena *arena, const struct ab_finding *finding, struct ab_location now,
		 struct ab_location then, bool on_stderr);

/* Whether colours are welcome: a terminal that is not dumb. */
bool say_is_coloured(int descriptor);

/* "2 errors, 1 warning"; "no errors": only errors are named where there are none. */
const char *say_counts(struct ab_arena *arena, size_t errors, size_t warnings, size_t notes);

/* ---- ways-out.c ---- */

/* What can be done about those of the findings that are breaks, on stderr; none: nothing. */
void say_ways_out(struct ab_arena *arena, const struct ab_finding *findings, size_t n,
		  const struct ab_policy *policy, const struct ab_record *record);

/* ---- temp.c ---- */

/* The path of a file in the temporary folder, which is made by the first call; NULL: cannot. */
const char *temp_path(struct ab_arena *arena, const char *name);

/* Removes the folder and what is in it; a signal handler may call it. */
void temp_remove(void);

/* ---- process.c ---- */

struct words {
	struct ab_arena *arena;
	const char **items; /* NULL behind the last, once one is there */
	size_t count, capacity;
	struct ab_record *names; /* of files, once asked for by name: as headers */
	size_t n_names;
	struct ab_index files; /* likewise: which they are on their disks */
	size_t n_files;
};

void words_add(struct words *words, const char *word);
void words_add_all(struct words *words, const char *const *more, size_t n);

struct process {
	const char *const *argv;
	const char *input;  /* file for stdin, NULL: nothing */
	const char *output; /* file for stdout, NULL: ours */
	const char *errors; /* file for stderr, NULL: ours */
	const char *what;   /* "compiling foo.c", told on a terminal after a second; NULL */
};

/*
 * Catches the signals that end us, so that programs end with us; at_end, which may do no more
 * than a signal handler may, comes after them.
 */
void process_catch_signals(void (*at_end)(void));
/* Lets them wait, or come again. */
void process_hold_signals(bool is_held);

/* Runs and waits.  The exit status, 128 + signal, or -1 with errno: not started. */
int process_run(const struct process *process);

/*
 * The same for n of them, as many at once as there are processors; statuses gets one
 * each.  0, or -1 with errno: one could not be started, and the others have ended.
 */
int process_run_all(const struct process *processes, size_t n, int *statuses);

/* ---- lock.c ---- */

/*
 * To be taken before a file is read that is then changed: who does the same to one of its
 * folder waits until we have ended, and says so on a terminal.
 */
void lock_folder_of(struct ab_arena *arena, const char *file);

/* ---- terms.c ---- */

struct ab_image;

/* What -p names, a policy or an image. */
struct terms {
	struct ab_policy *policy;
	struct ab_record *record;
	const char *record_path; /* NULL: the policy names none */
	const char *read_path;	 /* what a compile that has loaded the record has read */
	struct ab_image *image;	 /* NULL: a policy */
};

/* On bad input false, with the error; a stale or damaged image is bad. */
bool terms_load_policy(struct ab_arena *arena, const char *path, struct terms *terms,
		       struct ab_error *error);
/* Of the image, or of record_path, which may not be NULL. */
bool terms_load_record(struct ab_arena *arena, struct terms *terms, struct ab_error *error);
/* The same, but of an image no more than its library, release and headers, if that will do. */
bool terms_load_head(struct ab_arena *arena, struct terms *terms, struct ab_error *error);
/*
 * Makes an image of a policy and its record in our folder, for compiles that are to come, and
 * takes that for the record; the messages are as of the policy.  Its path, or NULL: it could
 * not be made, what is at fault will be said of the files themselves.
 */
const char *terms_take_image(struct ab_arena *arena, const char *policy, struct terms *terms);

/*
 * Makes the image beside a policy anew, where there is one, after the policy or its record
 * (NULL: it names none) has changed.  Where that fails it is said, and nothing is lost but time.
 */
void terms_renew_image(struct ab_arena *arena, const char *policy, const char *record);

/* ---- compiler.c ---- */

struct compiler {
	struct words command; /* $CC, split at white space */
	const char *plugin;   /* the file */
};

/* Finds both; GO_ON or STATUS_UNCHECKED, said. */
int compiler_find(struct ab_arena *arena, const char *self, struct compiler *compiler);

/* Adds the user's flags, as flags_add_wanted() does. */
void compiler_add_flags(struct words *words, const struct options *options);

/* The same, for a compile without the plugin: less its arguments, which GCC would refuse. */
void compiler_add_flags_without_plugin(struct words *words, const struct options *options);

/* Defines the macro that shows sentinels (NULL: none), unless the user's flags say how. */
void compiler_add_guard(struct words *words, const struct options *options, const char *guard);

/* Adds -fplugin= or, with a key, -fplugin-arg-NAME-KEY=VALUE; value NULL: none. */
void compiler_add_plugin(struct words *words, const struct compiler *compiler);
void compiler_add_argument(struct words *words, const struct compiler *compiler, const char *key,
			   const char *value);

/* The first error in what the compiler has said into a file, less its place. */
const char *compiler_first_error(struct ab_arena *arena, const char *path);

/* Like process_run_all, each with its words; false: one could not be started, said. */
bool compiler_run_all(const struct compiler *compiler, const struct words *words,
		      const struct process *streams, size_t n, int *statuses);

/* Like process_run, with these words behind the compiler's own; says why it cannot start. */
int compiler_run(const struct compiler *compiler, const struct words *words,
		 const struct process *streams);

/* ---- language.c ---- */

/*
 * Adds -std= where neither the flags nor $CC choose a standard: that of the record (NULL:
 * none), else gnu17 or gnu++17.
 */
void compiler_add_standard(struct words *words, const struct compiler *compiler,
			   const struct options *options, const struct ab_record *record);

/* Whether headers are compiled as C++: $CC is a compiler of it, or the flags have -x c++. */
bool compiler_is_cplusplus(const struct compiler *compiler, const struct options *options);

/*
 * What they are compiled as with compiler_add_standard(); NULL: by a standard that is not
 * known here.
 */
struct ab_language;
const struct ab_language *compiler_language(const struct compiler *compiler,
					    const struct options *options,
					    const struct ab_record *record);

/* Adds "-x c -", or C++: what is on stdin is compiled. */
void compiler_add_unit(struct words *words, const struct compiler *compiler,
		       const struct options *options);

/* ---- flags.c ---- */

/* Adds flags, and in place of @FILE what is in it. */
void flags_expand(struct words *words, char *const *flags, size_t n);

/*
 * Adds flags but for those that say what to write (-c -o -MD --coverage -fdump-...)
 * or to stop at the first error: words copied from a build are welcome, its files
 * are not ours to touch, and all that is broken is to be seen.
 */
void flags_add_wanted(struct words *words, const char *const *flags, size_t n);

/* ---- unit.c ---- */

struct include {
	const char *name;
	bool is_quoted;		  /* a file by its path: #include "name" */
	bool is_late;		  /* it comes behind the others that are not */
	const char *const *after; /* what is included first, NULL behind the last; NULL: nothing */
};

struct includes {
	struct include *items;
	size_t count, capacity;
};

/* What is to be compiled: .c files as they are, or one unit that includes headers. */
struct sources {
	const char *const *files;
	size_t n_files;
	struct includes includes;
};

/*
 * A file of that name that includes them all; NULL: could not be written, said.  It
 * passes over headers of the record (NULL: none) that no include path has.
 */
const char *sources_write_named(struct ab_arena *arena, const char *name,
				const struct sources *sources, const struct ab_record *record);
const char *sources_write_unit(struct ab_arena *arena, const struct sources *sources,
			       const struct ab_record *record);

/* Which files a compile read, by its -MF file; count 0 where there is none. */
struct words sources_read_dependencies(struct ab_arena *arena, const char *path);

/* Whether a file is among those that a compile read, by whatever path. */
bool sources_has_read(struct words *read, const char *file);
/* Likewise by name (ab_header_is_same). */
bool sources_has_read_header(struct words *read, const char *header);

/* ---- sources.c ---- */

/* Sorts arguments; GO_ON, or STATUS_USAGE with .c files and headers mixed, or a bad name. */
int sources_from_args(struct ab_arena *arena, const struct usage *usage,
		      const struct options *options, struct sources *sources);
void sources_from_policy(struct ab_arena *arena, const struct ab_policy *policy,
			 struct sources *sources);
void sources_from_record(struct ab_arena *arena, const struct ab_record *record,
			 struct sources *sources);

/* Headers by their names, whatever their order was; what a header needs first is known. */
void sources_sort(const struct sources *sources, const struct ab_policy *policy);

/* ---- alone.c ---- */

/* One of several headers, compiled by itself; files that the compile has not written are not there. */
struct alone {
	struct include include;
	const char *record;	  /* what it declares, if the plugin was asked to write it */
	const char *report;	  /* the plugin's */
	const char *dependencies; /* the compiler's */
	const char *messages;	  /* likewise */
	int status;		  /* of the compiler */
	bool is_dependent;	  /* it does not compile by itself, though others do */
};

/*
 * Compiles each header of sources by itself, with what it needs first, in parallel.
 * add_words adds all words.  NULL: it cannot be done, said.
 */
struct alone *alone_run(struct ab_arena *arena, const struct compiler *compiler,
			const struct sources *sources, const struct ab_record *record,
			void (*add_words)(const void *context, const struct alone *alone,
					  struct words *words),
			const void *context);

/* Enters into what was collected from all headers what each of them brings. */
bool alone_note_brought(struct ab_arena *arena, const struct alone *alone, size_t n,
			struct ab_record *record, struct ab_record **records,
			struct ab_error *error);

/* Enters into it which versions each .c file of these gives to symbols, after all comparisons. */
void alone_take_versions(const struct alone *alone, size_t n, struct ab_record *record,
			 struct ab_record *const *records);

/* ---- missing.c ---- */

struct missing {
	const struct ab_header **items;
	size_t count, capacity;
	const char *release; /* of the headers at hand; NULL: not known, or not asked */
};

/*
 * Asks the compiler which headers of the record no include path has any more.
 * GO_ON or STATUS_UNCHECKED, said.
 */
int missing_probe(struct ab_arena *arena, const struct compiler *compiler,
		  const struct options *options, const struct ab_record *record,
		  const struct sources *sources, struct missing *missing);

/* Asks the preprocessor which release the headers are of, where some are missing. */
void missing_find_release(struct ab_arena *arena, const struct compiler *compiler,
			  const struct options *options, const struct terms *terms,
			  const struct sources *sources, struct missing *missing);

/*
 * A finding for each that the compile has not read after all, by another path, and that the
 * release at hand should have.
 */
void missing_add_findings(struct ab_arena *arena, const struct missing *missing,
			  const struct words *dependencies, const struct ab_record *record,
			  const struct ab_policy *policy, struct ab_findings *findings);

/*
 * A finding, an error with --strict, for each other header of the record that no
 * surface has: who takes it out of the policy ends its promise, and should say so.
 */
void missing_add_unlisted(struct ab_arena *arena, const struct missing *missing,
			  const struct ab_record *record, const struct ab_policy *policy,
			  bool is_strict, struct ab_findings *findings);

/* ---- unlisted.c ---- */

/*
 * A finding, an error with --strict, for each header of the library that entries bring
 * and no surface lists, and for each that a surface lists and no entry brings; read: all
 * that compiles of all entries have read.  It says which of the entities that the report
 * (NULL: none) calls removed stand there.
 */
struct report;
void unlisted_add_findings(struct ab_arena *arena, const struct words *read,
			   const struct ab_record *record, const struct ab_policy *policy,
			   const struct report *report, bool is_strict,
			   struct ab_findings *findings);

/* ---- linked.c ---- */

/* Says that no surface of the policy is of that library, and what came of it. */
int linked_refuse(struct ab_arena *arena, const char *file, const struct ab_policy *policy,
		  const char *library, const char *outcome);

/* Reads a library; GO_ON, or what an error ends in. */
struct ab_library;
int linked_read(struct ab_arena *arena, const char *path, struct ab_library **library);

/* Enters the sizes that only --library knows into what was collected; likewise. */
int linked_take_sizes(struct ab_arena *arena, const struct options *options,
		      const struct ab_library *library, const struct ab_policy *policy,
		      struct ab_record *current);

/* Holds --library to the record that is to be frozen onto; likewise. */
int linked_compare(struct ab_arena *arena, const struct options *options,
		   const struct ab_library *library, const struct ab_policy *policy,
		   const struct ab_record *base);

/* ---- report.c ---- */

struct reported {
	struct ab_finding finding;
	struct ab_location now, then;
	const char *json; /* one line, without its end */
};

struct report {
	struct ab_arena *arena;
	struct reported *items; /* what several compiles have found stands here once */
	size_t count, capacity;
	struct ab_index known;		/* as JSON */
	size_t errors, warnings, notes; /* ... and is counted each time */
};

void report_init(struct report *report, struct ab_arena *arena);
/* Adds what is in a report file of the plugin; none is no finding. */
bool report_read(struct report *report, const char *path, struct ab_error *error);
/* Borrows the finding's strings. */
void report_add(struct report *report, const struct ab_finding *finding, struct ab_location now,
		struct ab_location then);

/* Whether two findings are about the same thing. */
bool report_is_same(const struct ab_finding *a, const struct ab_finding *b);
/*
 * Whether it counts when an entry is compiled by itself: what is new, and what the gate
 * says of itself, is judged where all entries are.
 */
bool report_is_of_entry(const struct ab_finding *finding);
/*
 * Says of what is gone for those who include one entry alone, and not for all, that it no
 * longer comes with that entry.
 */
void report_name_entry(struct ab_arena *arena, struct ab_finding *finding, const char *entry);

/* The file and place that finding.then means. */
struct ab_location report_then(const struct ab_finding *finding, const struct ab_policy *policy,
			       const struct ab_record *promised);

/* ---- waivers.c ---- */

/*
 * A finding, an error with --strict, for each waiver of an entry that does not compile by
 * itself, or of a header that an entry no longer brings, that matches nothing: alone, n of
 * them, are the compiles of each entry (0: there is only one entry); of what the report
 * has already there is none.  finding.then is its place in the policy.
 */
void waivers_add_findings(struct ab_arena *arena, const struct alone *alone, size_t n,
			  const struct ab_record *record, const struct ab_policy *policy,
			  const struct report *report, bool is_strict,
			  struct ab_findings *findings);

/* ---- format.c ---- */

/* {"abiding": 1, and then lists by key; items: JSON, one a line, each with its newline. */
struct json_list {
	const char *key, *items;
};
void format_json(const struct json_list *lists, size_t n);

/* What a document says besides the findings. */
struct subject {
	const char *library;		  /* NULL: not known */
	const struct ab_record *promised; /* each of its headers is one test of JUnit's */
};

/* Prints a report in any format but text; JSON: as its only list. */
void format_report(enum format format, const struct report *report, const struct subject *subject);

/* The items of "findings". */
const char *format_findings(const struct report *report);

/* Where a finding is best shown: in the header, else in the record; line 0: not known. */
struct ab_location format_place(const struct reported *reported);
/* A path as seen from the working folder, if it is in there. */
const char *format_path(struct ab_arena *arena, const char *path);
/* The message, and the consequence where there is one. */
const char *format_message(struct ab_arena *arena, const struct ab_finding *finding);
/*
 * 16 hexadecimal digits for each item, the same as long as rule, header, entity
 * and member are; of several such, the order tells them apart.
 */
const char *const *format_fingerprints(const struct report *report);

void format_sarif(const struct report *report);
void format_gitlab(const struct report *report);
void format_junit(const struct report *report, const struct subject *subject);

/* ---- page.c; the pages themselves are made by build-aux/pages.awk ---- */

struct page {
	const char *id;	  /* of a rule */
	const char *text; /* Markdown */
};

extern const struct page pages[];
extern const size_t n_pages;

/* The page of a rule, NULL: there is none. */
const char *page_find(const char *id);

/* ---- protocols.c ---- */

/*
 * Reads those protocols of the policy that are wanted (is_wanted NULL: all) and
 * holds them to the record: findings go to the report, and if is_said to
 * stderr.  false: a bad file.
 */
bool protocols_check(struct ab_arena *arena, const struct terms *terms, const bool *is_wanted,
		     struct report *report, bool is_said, struct ab_error *error);
/* Where a finding of a protocol stands. */
struct ab_location protocols_now(const struct ab_finding *finding);
/* How many messages and definitions a record has. */
size_t protocols_count(const struct ab_record *record);

/* ---- the subcommands; self: the folder of the executable ---- */

int freeze_run(struct ab_arena *arena, const char *self, int argc, char **argv);
int check_run(struct ab_arena *arena, const char *self, int argc, char **argv);
int diff_run(struct ab_arena *arena, const char *self, int argc, char **argv);
int init_run(struct ab_arena *arena, const char *self, int argc, char **argv);
int waive_run(struct ab_arena *arena, const char *self, int argc, char **argv);
int symbols_run(struct ab_arena *arena, const char *self, int argc, char **argv);
int compile_run(struct ab_arena *arena, const char *self, int argc, char **argv);
int rules_run(struct ab_arena *arena, const char *self, int argc, char **argv);
/* A rule as that lists it. */
void rules_print(enum ab_rule rule);
int explain_run(struct ab_arena *arena, const char *self, int argc, char **argv);

#endif
