/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COLUMNS = 80, INDENT = 2 };

/*
 * Writes words from a column on, up to the last one; further lines start at
 * another column, and a longer word stands alone.
 */
static void write_wrapped(FILE *file, const char *text, size_t column, size_t further)
{
	bool is_first = true;

	fprintf(file, "%*s", (int)column, "");
	while (*text) {
		size_t length = strcspn(text, " ");

		if (!is_first && column + 1 + length > COLUMNS) {
			column = (size_t)fprintf(file, "\n%*s", (int)further, "") - 1;
		} else if (!is_first) {
			fputc(' ', file);
			column++;
		}
		is_first = false;
		fwrite(text, 1, length, file);
		column += length;
		text += length + strspn(text + length, " ");
	}
	fputc('\n', file);
}

void say_plain(const char *format, ...)
{
	static const char name[] = "abiding: ";
	char text[8192];
	va_list args;

	strcpy(text, name);
	va_start(args, format);
	vsnprintf(text + sizeof name - 1, sizeof text - sizeof name + 1, format, args);
	va_end(args);
	fflush(stdout);
	write_wrapped(stderr, text, 0, INDENT);
}

void say_indented(const char *text, size_t columns)
{
	write_wrapped(stdout, text, columns, columns + 4);
}

void show_file(struct ab_arena *arena, const char *path)
{
	struct ab_error error;
	size_t length;
	char *text;

	if (ab_file_read(arena, path, &text, &length, &error))
		fwrite(text, 1, length, stderr);
}

int say_error(const struct ab_error *error, int status)
{
	fflush(stdout);
	if (!error->file) {
		say_plain("%s", error->message);
		return status;
	}
	fprintf(stderr, "%s:", error->file);
	if (error->line)
		fprintf(stderr, "%u:", error->line);
	if (error->line && error->column)
		fprintf(stderr, "%u:", error->column);
	fprintf(stderr, " error: %s\n", error->message);
	return status;
}

const char *say_shell_word(struct ab_arena *arena, const char *word)
{
	return word[strcspn(word, " \t\n'\"\\$`*?[]{}()<>|&;#~!")] ? ab_printf(arena, "'%s'", word)
								   : word;
}

bool say_is_coloured(int descriptor)
{
	const char *term = getenv("TERM");

	return isatty(descriptor) && term && strcmp(term, "dumb");
}

void say_finding(struct ab_arena *arena, const struct ab_finding *finding, struct ab_location now,
		 struct ab_location then, bool on_stderr)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	ab_finding_text(&buf, finding, now, then,
			say_is_coloured(on_stderr ? STDERR_FILENO : STDOUT_FILENO));
	fflush(stdout);
	fputs(buf.text, on_stderr ? stderr : stdout);
}

static void add_count(struct ab_buf *buf, size_t count, const char *word)
{
	if (buf->length)
		ab_buf_add(buf, ", ");
	if (count)
		ab_buf_addf(buf, "%zu %s%s", count, word, count == 1 ? "" : "s");
	else
		ab_buf_addf(buf, "no %ss", word);
}

const char *say_counts(struct ab_arena *arena, size_t errors, size_t warnings, size_t notes)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	add_count(&buf, errors, "error");
	if (warnings)
		add_count(&buf, warnings, "warning");
	if (notes)
		add_count(&buf, notes, "note");
	return buf.text;
}
