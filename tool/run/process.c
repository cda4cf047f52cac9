/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { CHILDREN_MAX = 64 };

static volatile pid_t children[CHILDREN_MAX]; /* 0: none */
static void (*end)(void);		      /* what comes after the programs */
static volatile sig_atomic_t is_late;	      /* a second has passed */

/* Those by which a user, a pipe or a limit ends a program. */
static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGXCPU, SIGXFSZ};

enum { N_SIGNALS = sizeof signals / sizeof *signals };

void words_add(struct words *words, const char *word)
{
	words->items = AB_GROW(words->arena, words->items, words->count, &words->capacity);
	words->items[words->count++] = word;
	/* room for the NULL */
	words->items = AB_GROW(words->arena, words->items, words->count, &words->capacity);
	words->items[words->count] = NULL;
}

void words_add_all(struct words *words, const char *const *more, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		words_add(words, more[i]);
}

static void set_of_signals(sigset_t *set)
{
	size_t i;

	sigemptyset(set);
	for (i = 0; i < N_SIGNALS; i++)
		sigaddset(set, signals[i]);
}

/*
 * Wherever it finds us, be it in a comparison that takes a minute: the program that runs ends
 * first, since it writes into our folder, then the folder, then, on return, we.
 */
static void catch_signal(int number)
{
	for (size_t i = 0; i < CHILDREN_MAX; i++)
		if (children[i] > 0)
			kill(children[i], number);
	for (size_t i = 0; i < CHILDREN_MAX; i++)
		while (children[i] > 0 && waitpid(children[i], NULL, 0) < 0 && errno == EINTR)
			;
	if (end)
		end();
	signal(number, SIG_DFL);
	raise(number);
}

/* A signal that is ignored (nohup) stays so. */
void process_catch_signals(void (*at_end)(void))
{
	struct sigaction action, old;
	size_t i;

	end = at_end;
	memset(&action, 0, sizeof action);
	action.sa_handler = catch_signal;
	set_of_signals(&action.sa_mask);
	for (i = 0; i < N_SIGNALS; i++)
		if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
			sigaction(signals[i], &action, NULL);
}

void process_hold_signals(bool is_held)
{
	static sigset_t before;
	sigset_t set;

	set_of_signals(&set);
	if (is_held)
		sigprocmask(SIG_BLOCK, &set, &before);
	else
		sigprocmask(SIG_SETMASK, &before, NULL);
}

static int set_streams(posix_spawn_file_actions_t *actions, const struct process *process)
{
	const int flags = O_WRONLY | O_CREAT | O_TRUNC;
	int error;

	error = posix_spawn_file_actions_addopen(
	    actions, 0, process->input ? process->input : "/dev/null", O_RDONLY, 0);
	if (!error && process->output)
		error = posix_spawn_file_actions_addopen(actions, 1, process->output, flags, 0600);
	if (!error && process->errors)
		error = posix_spawn_file_actions_addopen(actions, 2, process->errors, flags, 0600);
	return error;
}

static int spawn(const struct process *process, const sigset_t *mask, volatile pid_t *child)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	pid_t pid;
	int error;

	if ((error = posix_spawn_file_actions_init(&actions)))
		return error;
	if ((error = posix_spawnattr_init(&attributes)))
		goto out_actions;
	posix_spawnattr_setsigmask(&attributes, mask);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
	error = set_streams(&actions, process);
	if (!error)
		error = posix_spawnp(&pid, process->argv[0], &actions, &attributes,
				     (char *const *)process->argv, environ);
	if (!error)
		*child = pid;
	posix_spawnattr_destroy(&attributes);
out_actions:
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

static void note_late(int number)
{
	(void)number;
	is_late = true;
}

/* Lets waitpid be interrupted after a second, or (NULL) no more. */
static void set_alarm(const char *what)
{
	struct sigaction action;

	memset(&action, 0, sizeof action);
	action.sa_handler = note_late;
	sigemptyset(&action.sa_mask);
	is_late = false;
	if (what)
		sigaction(SIGALRM, &action, NULL);
	alarm(what ? 1 : 0);
}

/* Signals wait while a child is started, so that none comes before its number is known. */
static int start(const struct process *process, volatile pid_t *child)
{
	sigset_t blocked, mask;
	int error;

	set_of_signals(&blocked);
	sigprocmask(SIG_BLOCK, &blocked, &mask);
	error = spawn(process, &mask, child);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	return error;
}

/* Waits until a child has ended, and lets it be one still; 0: there is none. */
static pid_t await_end(const char *what)
{
	siginfo_t ended = {0};
	int error;

	do {
		error = waitid(P_ALL, 0, &ended, WEXITED | WNOWAIT);
		if (is_late)
			fprintf(stderr, "abiding: %s ...\n", what);
		is_late = false;
	} while (error < 0 && errno == EINTR);
	return error ? 0 : ended.si_pid;
}

/*
 * The place of a child that has ended, and its status; -1: there is no waiting for it.
 * Others than ours are those of a program that has become us (sh -c 'x & exec abiding').
 */
static int await_any(const char *what, int *status)
{
	int waited = 0, at = -1;
	pid_t ended;

	while (at < 0 && (ended = await_end(what)) > 0) {
		/* once it is waited for, its number is another's to have */
		process_hold_signals(true);
		for (int i = 0; i < CHILDREN_MAX; i++)
			if (children[i] == ended)
				at = i;
		if (waitpid(ended, &waited, 0) > 0 && at >= 0)
			children[at] = 0;
		process_hold_signals(false);
	}
	*status = WIFEXITED(waited) ? WEXITSTATUS(waited) : 128 + WTERMSIG(waited);
	return at;
}

static size_t most_at_once(void)
{
	const long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > CHILDREN_MAX ? CHILDREN_MAX : (size_t)n;
}

int process_run_all(const struct process *processes, size_t n, int *statuses)
{
	const char *what = n && isatty(STDERR_FILENO) ? processes[0].what : NULL;
	size_t running = 0, next = 0, of[CHILDREN_MAX];
	const size_t most = most_at_once();
	int error = 0;

	if (what)
		set_alarm(what);
	while (running || (next < n && !error)) {
		size_t slot = 0;
		int status, ended;

		while (slot < most && children[slot])
			slot++;
		if (next < n && !error && slot < most) {
			statuses[next] = -1;
			error = start(&processes[next], &children[slot]);
			of[slot] = next++;
			running += !error;
			continue;
		}
		ended = await_any(what, &status);
		if (ended < 0)
			break;
		statuses[of[ended]] = status;
		running--;
	}
	set_alarm(NULL);
	errno = error;
	return error ? -1 : 0;
}

int process_run(const struct process *process)
{
	int status;

	return process_run_all(process, 1, &status) < 0 ? -1 : status;
}
