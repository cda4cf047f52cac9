/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * failing-memory.c - to be preloaded: memory runs out for what is ours.
 *
 * Of the calls of malloc, calloc, realloc and mmap that come from objects whose
 * name holds $FAIL_IN, the $FAIL_AT-th (from 1) fails, and with $FAIL_ON all
 * that come after it.  A call that fails makes the file $FAIL_MARK.
 */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);

/* dladdr() is slow, and a compiler has few places that allocate. */
static bool is_ours(const void *caller, const char *in)
{
	static struct {
		const void *caller;
		bool is_ours;
	} known[4096];
	const size_t i = (size_t)caller % (sizeof known / sizeof *known);
	Dl_info info;

	if (known[i].caller != caller) {
		known[i].caller = caller;
		known[i].is_ours =
		    dladdr(caller, &info) && info.dli_fname && strstr(info.dli_fname, in);
	}
	return known[i].is_ours;
}

static bool fails(const void *caller)
{
	static long calls;
	const char *const in = getenv("FAIL_IN"), *const at = getenv("FAIL_AT");
	const char *const mark = getenv("FAIL_MARK");
	long wanted;

	if (!in || !at || !mark || !is_ours(caller, in))
		return false;
	wanted = atol(at);
	calls++;
	if (calls < wanted || (calls > wanted && !getenv("FAIL_ON")))
		return false;
	close(open(mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_realloc(memory, size);
}

void *mmap(void *address, size_t length, int protection, int flags, int fd, off_t offset)
{
	if (fails(__builtin_return_address(0)))
		return MAP_FAILED;
	return (void *)syscall(SYS_mmap, address, length, protection, flags, fd, offset);
}
