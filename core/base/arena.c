/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abiding/arena.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Under the address sanitizer each piece is one block, so that a step beyond it is seen; and
 * with -DAB_EXACT_BLOCKS, so that each allocation can be made to fail.
 */
#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined AB_EXACT_BLOCKS || defined __SANITIZE_ADDRESS__ || __has_feature(address_sanitizer)
enum { IS_EXACT = 1 };
#else
enum { IS_EXACT = 0 };
#endif

enum { FIRST_BLOCK_BYTES = 16 * 1024, LARGEST_BLOCK_BYTES = 1024 * 1024 };

struct ab_arena_block {
	struct ab_arena_block *older;
	size_t used, capacity;
	_Alignas(max_align_t) char bytes[];
};

void ab_arena_init(struct ab_arena *arena)
{
	arena->blocks = NULL;
	arena->guard = NULL;
}

void ab_arena_release(struct ab_arena *arena)
{
	struct ab_arena_block *block = arena->blocks;

	while (block) {
		struct ab_arena_block *older = block->older;

		free(block);
		block = older;
	}
	arena->blocks = NULL;
}

size_t ab_arena_bytes(const struct ab_arena *arena)
{
	size_t bytes = 0;

	for (const struct ab_arena_block *block = arena->blocks; block; block = block->older)
		bytes += block->capacity;
	return bytes;
}

bool ab_arena_guard(struct ab_arena *arena, void (*work)(void *context), void *context)
{
	void *const outer = arena->guard;
	jmp_buf here;

	arena->guard = &here;
	if (setjmp(here) == 0) {
		work(context);
		arena->guard = outer;
		return true;
	}
	arena->guard = outer;
	return false;
}

void ab_arena_fail(struct ab_arena *arena)
{
	jmp_buf *guard = arena->guard;

	if (!guard)
		abort(); /* a bug of the caller: every allocation needs a guard */
	longjmp(*guard, 1);
}

static size_t next_capacity(const struct ab_arena *arena, size_t size)
{
	size_t capacity = FIRST_BLOCK_BYTES;

	if (arena->blocks && arena->blocks->capacity >= FIRST_BLOCK_BYTES)
		capacity = arena->blocks->capacity * 2;
	if (capacity > LARGEST_BLOCK_BYTES)
		capacity = LARGEST_BLOCK_BYTES;
	return IS_EXACT || size > capacity ? size : capacity;
}

static struct ab_arena_block *add_block(struct ab_arena *arena, size_t size)
{
	const size_t capacity = next_capacity(arena, size);
	struct ab_arena_block *block;

	if (capacity > SIZE_MAX - sizeof *block)
		ab_arena_fail(arena);
	block = malloc(sizeof *block + capacity);
	if (!block)
		ab_arena_fail(arena);
	block->older = arena->blocks;
	block->used = 0;
	block->capacity = capacity;
	arena->blocks = block;
	return block;
}

/* Memory that nobody has cleared. */
static void *take(struct ab_arena *arena, size_t size)
{
	const size_t unit = _Alignof(max_align_t);
	struct ab_arena_block *block = arena->blocks;
	void *memory;

	if (size > SIZE_MAX - unit)
		ab_arena_fail(arena);
	if (!IS_EXACT)
		size = (size + unit - 1) / unit * unit;
	if (IS_EXACT || !block || block->capacity - block->used < size)
		block = add_block(arena, size);
	memory = block->bytes + block->used;
	block->used += size;
	return memory;
}

void *ab_alloc(struct ab_arena *arena, size_t size)
{
	return memset(take(arena, size), 0, size);
}

void *ab_alloc_array(struct ab_arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		ab_arena_fail(arena);
	return ab_alloc(arena, count * size);
}

char *ab_strndup(struct ab_arena *arena, const char *text, size_t length)
{
	char *copy = ab_alloc(arena, length + 1);

	memcpy(copy, text, length);
	return copy;
}

char *ab_strdup(struct ab_arena *arena, const char *text)
{
	return text ? ab_strndup(arena, text, strlen(text)) : NULL;
}

char *ab_vprintf(struct ab_arena *arena, const char *format, va_list args)
{
	va_list again;
	char *text;
	int length;

	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0)
		ab_arena_fail(arena);
	text = ab_alloc(arena, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, args);
	return text;
}

char *ab_printf(struct ab_arena *arena, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = ab_vprintf(arena, format, args);
	va_end(args);
	return text;
}

void ab_buf_init(struct ab_buf *buf, struct ab_arena *arena)
{
	buf->arena = arena;
	buf->length = 0;
	buf->capacity = 64;
	buf->text = ab_alloc(arena, buf->capacity);
}

static void buf_reserve(struct ab_buf *buf, size_t more)
{
	size_t capacity = buf->capacity;
	char *text;

	if (more >= SIZE_MAX / 2 - buf->length)
		ab_arena_fail(buf->arena);
	if (capacity - buf->length > more)
		return;
	while (capacity - buf->length <= more)
		capacity *= 2;
	text = ab_alloc(buf->arena, capacity);
	memcpy(text, buf->text, buf->length + 1);
	buf->text = text;
	buf->capacity = capacity;
}

void ab_buf_add_n(struct ab_buf *buf, const char *text, size_t length)
{
	buf_reserve(buf, length);
	memcpy(buf->text + buf->length, text, length);
	buf->length += length;
	buf->text[buf->length] = '\0';
}

void ab_buf_add(struct ab_buf *buf, const char *text)
{
	ab_buf_add_n(buf, text, strlen(text));
}

void ab_buf_addf(struct ab_buf *buf, const char *format, ...)
{
	va_list args, again;
	int length;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0)
		ab_arena_fail(buf->arena);
	buf_reserve(buf, (size_t)length);
	vsnprintf(buf->text + buf->length, (size_t)length + 1, format, args);
	buf->length += (size_t)length;
	va_end(args);
}

void *ab_enlarge(struct ab_arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
	const size_t more = *capacity ? *capacity * 2 : 8;
	char *larger;

	if (more > SIZE_MAX / size)
		ab_arena_fail(arena);
	larger = take(arena, more * size);
	if (count)
		memcpy(larger, items, count * size);
	memset(larger + count * size, 0, (more - count) * size);
	*capacity = more; /* not before there is room: the work may go on after a failure */
	return larger;
}
