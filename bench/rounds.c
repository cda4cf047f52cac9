/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rounds.c - what commands cost, measured side by side.
 *
 *	rounds N < COMMANDS
 *
 * A command is a line of four fields with tabs between: a group, a variant of
 * it, the folder to run in, and the words, each ended by the byte 037.  In each
 * round each command of a group is run once, the groups and within a group the
 * variants in random order, so that a machine that is slower for a while is so
 * for all alike.  For each run a line: group, variant, round, microseconds of
 * user and system time, kilobytes of peak memory; children's included.  A
 * command that fails is named, and its group left out from there on.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

struct command {
	char *group, *variant, *folder;
	char **words; /* ends in NULL */
	bool is_left_out;
};

struct commands {
	struct command *items; /* those of a group are beside each other */
	size_t count;
};

static void die(const char *what)
{
	fprintf(stderr, "rounds: %s: %s\n", what, strerror(errno));
	exit(2);
}

static void *grown(void *items, size_t count, size_t size)
{
	void *more = realloc(items, (count + 1) * size);

	if (!more)
		die("no memory");
	return more;
}

static char **split_words(char *text)
{
	char **words = NULL, *word;
	size_t n = 0;

	for (word = strtok(text, "\037"); word; word = strtok(NULL, "\037")) {
		words = grown(words, n, sizeof *words);
		words[n++] = word;
	}
	words = grown(words, n, sizeof *words);
	words[n] = NULL;
	return words;
}

static bool parse_command(struct command *command, char *line)
{
	char *words;

	command->group = strtok(line, "\t");
	command->variant = strtok(NULL, "\t");
	command->folder = strtok(NULL, "\t");
	words = strtok(NULL, "\n");
	command->words = words ? split_words(words) : NULL;
	command->is_left_out = false;
	return words != NULL;
}

static void read_commands(struct commands *commands)
{
	char *line = NULL;
	size_t size = 0;

	while (getline(&line, &size, stdin) > 0) {
		commands->items = grown(commands->items, commands->count, sizeof *commands->items);
		if (!parse_command(&commands->items[commands->count++], line)) {
			fprintf(stderr, "rounds: line %zu is not four fields\n", commands->count);
			exit(2);
		}
		line = NULL; /* the command keeps it */
		size = 0;
	}
	free(line);
}

/* The same numbers at each run: who repeats a measurement repeats its order. */
static uint32_t random_below(uint32_t n)
{
	static uint64_t state = 88172645463325252U;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)((state >> 32) % n);
}

static void run_child(const struct command *command)
{
	const int nothing = open("/dev/null", O_RDWR);

	if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0 || dup2(nothing, 2) < 0 ||
	    chdir(command->folder))
		_exit(127);
	execvp(command->words[0], command->words);
	_exit(127);
}

static long long microseconds(const struct timeval *time)
{
	return time->tv_sec * 1000000LL + time->tv_usec;
}

/* Whether it ran and exited with status 0. */
static bool measure(const struct command *command, unsigned round)
{
	struct rusage used;
	int status;
	pid_t child = fork();

	if (child < 0)
		die("fork");
	if (!child)
		run_child(command);
	if (wait4(child, &status, 0, &used) != child)
		die("wait4");
	if (!WIFEXITED(status) || WEXITSTATUS(status))
		return false;
	printf("%s\t%s\t%u\t%lld\t%ld\n", command->group, command->variant, round,
	       microseconds(&used.ru_utime) + microseconds(&used.ru_stime), used.ru_maxrss);
	return true;
}

static size_t end_of_group(const struct commands *commands, size_t from)
{
	size_t to = from;

	while (to < commands->count &&
	       !strcmp(commands->items[to].group, commands->items[from].group))
		to++;
	return to;
}

static void leave_out(struct commands *commands, size_t from, size_t to, size_t failed)
{
	fprintf(stderr, "rounds: %s is left out: '%s' fails\n", commands->items[from].group,
		commands->items[failed].variant);
	for (; from < to; from++)
		commands->items[from].is_left_out = true;
}

static void shuffle(size_t *order, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		order[i] = i;
	for (i = n; i > 1; i--) {
		const size_t j = random_below((uint32_t)i), was = order[i - 1];

		order[i - 1] = order[j];
		order[j] = was;
	}
}

static void run_group(struct commands *commands, size_t from, unsigned round)
{
	const size_t to = end_of_group(commands, from), n = to - from;
	size_t *order = grown(NULL, n, sizeof *order), i;

	shuffle(order, n);
	for (i = 0; i < n && !commands->items[from].is_left_out; i++)
		if (!measure(&commands->items[from + order[i]], round))
			leave_out(commands, from, to, from + order[i]);
	free(order);
}

static size_t *list_groups(const struct commands *commands, size_t *n)
{
	size_t *groups = NULL, from;

	*n = 0;
	for (from = 0; from < commands->count; from = end_of_group(commands, from)) {
		groups = grown(groups, *n, sizeof *groups);
		groups[(*n)++] = from;
	}
	return groups;
}

int main(int argc, char **argv)
{
	const unsigned rounds = argc == 2 ? (unsigned)strtoul(argv[1], NULL, 10) : 0;
	struct commands commands = {NULL, 0};
	size_t n, i, *groups, *order;
	unsigned round;

	if (!rounds) {
		fputs("usage: rounds N < COMMANDS\n", stderr);
		return 2;
	}
	read_commands(&commands);
	groups = list_groups(&commands, &n);
	order = grown(NULL, n, sizeof *order);
	for (round = 1; round <= rounds; round++) {
		shuffle(order, n);
		for (i = 0; i < n; i++)
			run_group(&commands, groups[order[i]], round);
		fflush(stdout);
	}
	return ferror(stdout) ? 2 : 0;
}
