/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * arena.h - memory by lifetime.
 *
 * All that the core builds lives in an arena and is given back with it, in one
 * step.  An allocation never returns NULL: where memory runs out, the work
 * under ab_arena_guard() is left and the guard returns false.  So no code
 * between the guard and the allocation tests for NULL, and no foreign resource
 * (file, libyaml parser) may be held by a function that the jump skips: hold
 * it outside of the guard.
 */
#ifndef ABIDING_ARENA_H
#define ABIDING_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct ab_arena_block;

struct ab_arena {
	struct ab_arena_block *blocks; /* newest first */
	void *guard;		       /* jmp_buf of the innermost guard, NULL outside */
};

/* Makes an empty arena; allocates nothing, cannot fail. */
void ab_arena_init(struct ab_arena *arena);

/* Gives back all that was allocated; the arena is then as after init. */
void ab_arena_release(struct ab_arena *arena);

/* What it holds of the system's memory, less a few bytes a block. */
size_t ab_arena_bytes(const struct ab_arena *arena);

/*
 * Calls work(context).  Returns true if it came back, false if memory ran out
 * on the way (what it had allocated stays until the arena is released).
 * Guards nest.  All functions below need one.
 */
bool ab_arena_guard(struct ab_arena *arena, void (*work)(void *context), void *context);

/* size bytes of zeroes, aligned for any object; size 0 is allowed. */
void *ab_alloc(struct ab_arena *arena, size_t size);

/* Leaves the work under the innermost guard as if memory had run out. */
void ab_arena_fail(struct ab_arena *arena) __attribute__((noreturn));

/* One zeroed object, or count of them, of a type; overflow counts as lack of memory. */
void *ab_alloc_array(struct ab_arena *arena, size_t count, size_t size);
#define AB_NEW(arena, type) ((type *)ab_alloc((arena), sizeof(type)))
#define AB_NEW_ARRAY(arena, type, count) ((type *)ab_alloc_array((arena), (count), sizeof(type)))

/* Copies of strings; ab_strdup (arena, NULL) is NULL. */
char *ab_strdup(struct ab_arena *arena, const char *text);
char *ab_strndup(struct ab_arena *arena, const char *text, size_t length);

/* A formatted string. */
char *ab_printf(struct ab_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *ab_vprintf(struct ab_arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/*
 * A text that grows.  text is always a string (never NULL after init); it
 * belongs to the arena and may move when something is added.
 */
struct ab_buf {
	struct ab_arena *arena;
	char *text;
	size_t length; /* bytes, without the final NUL */
	size_t capacity;
};

void ab_buf_init(struct ab_buf *buf, struct ab_arena *arena);
void ab_buf_add(struct ab_buf *buf, const char *text);
void ab_buf_add_n(struct ab_buf *buf, const char *text, size_t length);
void ab_buf_addf(struct ab_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Makes room for one more item at the end of an array of pointers or structs:
 * items = AB_GROW (arena, items, count, capacity).  New items are zeroed.
 */
void *ab_enlarge(struct ab_arena *arena, void *items, size_t count, size_t *capacity, size_t size);

static inline void *ab_grow(struct ab_arena *arena, void *items, size_t count, size_t *capacity,
			    size_t size)
{
	return count < *capacity ? items : ab_enlarge(arena, items, count, capacity, size);
}

#define AB_GROW(arena, items, count, capacity) \
	((__typeof__(items))ab_grow((arena), (items), (count), (capacity), sizeof *(items)))

#endif
