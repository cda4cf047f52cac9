/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

static const char help[] =
    "Usage: abiding COMMAND ...\nKeeps what a C library's headers promised in its releases.\n\n  "
    "init      write a first policy for the headers of a library\n  freeze    write what headers "
    "declare into a record, as a release\n  check     compare headers with a record\n  diff      "
    "compare two records\n  waive     accept a break, with a reason\n  symbols   compare a linked "
    "library with a record\n  compile   write a policy and its record as one file that is quick to "
    "use\n  rules     list the rules\n  explain   say what a rule means\n\n  --help, --version; "
    "abiding COMMAND --help says more.\n\nCC names the compiler (gcc).  ABIDING_PLUGIN names the "
    "plugin, if it is\nneither beside this program nor in the compiler's plugin directory.\n\nExit "
    "status: 0 the promise holds, 1 it is broken, 2 bad usage or input,\n3 nothing could be "
    "checked.\n";

static const struct subcommand {
	const char *name;
	int (*run)(struct ab_arena *arena, const char *self, int argc, char **argv);
} subcommands[] = {
    {"init", init_run},	      {"waive", waive_run}, {"freeze", freeze_run},
    {"check", check_run},     {"diff", diff_run},   {"symbols", symbols_run},
    {"compile", compile_run}, {"rules", rules_run}, {"explain", explain_run},
};

enum { N_SUBCOMMANDS = sizeof subcommands / sizeof *subcommands };

struct call {
	struct ab_arena *arena;
	int argc;
	char **argv;
	int status;
};

/* The folder of our executable: plugin and pages are found from there; "" if not known. */
static const char *find_self(struct ab_arena *arena, const char *argv0)
{
	char path[4096];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path);
	const char *full = (const char *)getauxval(AT_EXECFN), *slash; /* /proc may be missing */

	if (!full)
		full = argv0;
	if (length > 0 && (size_t)length < sizeof path)
		full = ab_strndup(arena, path, (size_t)length);
	slash = strrchr(full, '/');
	return slash ? ab_strndup(arena, full, (size_t)(slash - full)) : "";
}

static int refuse_command(const char *word)
{
	const char *names[N_SUBCOMMANDS + 2] = {"--help", "--version"};
	const char *nearest;
	size_t i;

	for (i = 0; i < N_SUBCOMMANDS; i++)
		names[i + 2] = subcommands[i].name;
	nearest = ab_nearest(word, names, N_SUBCOMMANDS + 2);
	if (nearest)
		say_plain("unknown command '%s'; did you mean '%s'?", word, nearest);
	else
		say_plain("unknown command '%s'; abiding --help lists them", word);
	return STATUS_USAGE;
}

static void run(void *context)
{
	struct call *call = context;
	const char *word = call->argv[1];
	size_t i;

	if (!strcmp(word, "--help") || !strcmp(word, "-h")) {
		fputs(help, stdout);
		return;
	}
	if (!strcmp(word, "--version")) {
		fputs("abiding " ABIDING_VERSION "\n", stdout);
		return;
	}
	call->status = STATUS_USAGE;
	for (i = 0; i < N_SUBCOMMANDS; i++) {
		if (strcmp(word, subcommands[i].name))
			continue;
		call->status =
		    subcommands[i].run(call->arena, find_self(call->arena, call->argv[0]),
				       call->argc - 2, call->argv + 2);
		return;
	}
	call->status = refuse_command(word);
}

/* A verdict that did not get out is none. */
static int finish_output(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	say_plain("standard output cannot be written to");
	return STATUS_USAGE;
}

/* Of a stream that is closed the number would be the next file's: what is said would go there. */
static void fill_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
			return;
}

int main(int argc, char **argv)
{
	struct ab_arena arena;
	struct call call = {&arena, argc, argv, STATUS_HOLDS};

	fill_streams();
	if (argc < 2) {
		fputs(help, stderr);
		return STATUS_USAGE;
	}
	process_catch_signals(temp_remove);
	ab_arena_init(&arena);
	if (!ab_arena_guard(&arena, run, &call)) {
		say_plain("out of memory");
		call.status = STATUS_UNCHECKED;
	}
	process_hold_signals(true); /* their handler removes it, too */
	temp_remove();
	process_hold_signals(false);
	ab_arena_release(&arena);
	return finish_output(call.status);
}
