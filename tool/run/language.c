/* SPDX-License-Identifier: GPL-3.0-or-later */
/* language.c - what headers are compiled as: C or C++, and by which standard. */
#include "abiding/language.h"

#include <string.h>

#include "tool.h"

/* What an option chooses, as behind -std=; NULL: it is another one. */
static const char *chosen_standard(const char *word, bool is_cplusplus)
{
	word += word[0] == '-' && word[1] == '-';
	if (!strncmp(word, "-std=", 5))
		return word + 5;
	if (!strcmp(word, "-ansi"))
		return is_cplusplus ? "c++98" : "c90";
	return NULL;
}

/* Whether a word of $CC names a compiler of C++: "g++-12", "/usr/bin/c++". */
static bool is_cplusplus_compiler(const char *word)
{
	const char *slash = strrchr(word, '/');

	return *word != '-' && strstr(slash ? slash : word, "++");
}

bool compiler_is_cplusplus(const struct compiler *compiler, const struct options *options)
{
	bool is_cplusplus = false;

	for (size_t i = 0; i < compiler->command.count; i++)
		is_cplusplus |= is_cplusplus_compiler(compiler->command.items[i]);
	for (size_t i = 0; i < options->n_cflags; i++) {
		const char *word = options->cflags[i];

		if (strncmp(word, "-x", 2) != 0)
			continue;
		word = word[2] || i + 1 == options->n_cflags ? word + 2 : options->cflags[i + 1];
		is_cplusplus = !strncmp(word, "c++", 3);
	}
	return is_cplusplus;
}

/* The last one counts; NULL: none is. */
static const char *last_standard(const struct compiler *compiler, const struct options *options)
{
	const bool is_cplusplus = compiler_is_cplusplus(compiler, options);
	const char *last = NULL;

	for (size_t i = 0; i < compiler->command.count + options->n_cflags; i++) {
		const char *word = i < compiler->command.count
				       ? compiler->command.items[i]
				       : options->cflags[i - compiler->command.count];
		const char *chosen = chosen_standard(word, is_cplusplus);

		last = chosen ? chosen : last;
	}
	return last;
}

const struct ab_language *compiler_language(const struct compiler *compiler,
					    const struct options *options,
					    const struct ab_record *record)
{
	const bool is_cplusplus = compiler_is_cplusplus(compiler, options);
	const struct ab_language *of_record =
	    ab_language_of_record(record ? record->language : NULL);
	const char *chosen = last_standard(compiler, options);

	if (chosen)
		return ab_language_of_option(chosen);
	return of_record->is_cplusplus == is_cplusplus ? of_record
						       : ab_language_usual(is_cplusplus);
}

/* The compiler's own default changes from version to version: gnu17 in GCC 14, gnu23 in 15. */
void compiler_add_standard(struct words *words, const struct compiler *compiler,
			   const struct options *options, const struct ab_record *record)
{
	if (!last_standard(compiler, options))
		words_add(words, ab_printf(words->arena, "-std=%s",
					   compiler_language(compiler, options, record)->option));
}

void compiler_add_unit(struct words *words, const struct compiler *compiler,
		       const struct options *options)
{
	words_add(words, "-x");
	words_add(words, compiler_is_cplusplus(compiler, options) ? "c++" : "c");
	words_add(words, "-");
}
