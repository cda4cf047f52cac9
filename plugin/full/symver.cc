/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * symver.cc - versions that a .c file gives to symbols itself: "asm(".symver foo_1,
 * foo@V1");" at file scope, and __attribute__((symver("foo@V1"))).
 *
 * Where they stand nobody knows but the assembler, so they are the file's as a whole.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"
#include "live.h"

static struct {
	const char **items;
	size_t count, capacity;
} versions;

static bool is_known(const char *version)
{
	for (size_t i = 0; i < versions.count; i++)
		if (!strcmp(versions.items[i], version))
			return true;
	return false;
}

static void keep(const char *version)
{
	versions.items =
	    AB_GROW(collector.arena, versions.items, versions.count, &versions.capacity);
	versions.items[versions.count++] = version;
}

/* "foo@V1", "foo@@V1" or "foo@@@V1", which is the default where foo is defined. */
static void note(const char *text, size_t length)
{
	const char *const at = (const char *)memchr(text, '@', length);
	const size_t n_name = at ? at - text : 0;
	const size_t n_signs = at ? strspn(at, "@") : 0;
	const char *version;

	if (!n_name || n_signs > 3 || n_name + n_signs >= length)
		return;
	version =
	    ab_printf(collector.arena, "%.*s%s%.*s", (int)n_name, text, n_signs > 1 ? "@@" : "@",
		      (int)(length - n_name - n_signs), at + n_signs);
	if (!is_known(version))
		keep(version);
}

/* ---- the attribute ---- */

void symver_take(tree decl)
{
	tree at = lookup_attribute("symver", DECL_ATTRIBUTES(decl));

	for (; at; at = lookup_attribute("symver", TREE_CHAIN(at)))
		for (tree one = TREE_VALUE(at); one; one = TREE_CHAIN(one))
			if (TREE_CODE(TREE_VALUE(one)) == STRING_CST)
				note(TREE_STRING_POINTER(TREE_VALUE(one)),
				     strlen(TREE_STRING_POINTER(TREE_VALUE(one))));
}

/* ---- the assembler's text ---- */

static const char *skip_blanks(const char *text)
{
	return text + strspn(text, " \t");
}

/* Behind ".symver": "foo_1, foo@V1", and what is to be done with foo_1. */
static void note_directive(const char *text)
{
	const char *const comma = text + strcspn(text, ",;\n");
	const char *second;

	if (*comma != ',')
		return;
	second = skip_blanks(comma + 1);
	second += *second == '"';
	note(second, strcspn(second, " \t,;\n\""));
}

static void note_assembly(const char *text)
{
	static const char directive[] = ".symver";

	while ((text = strstr(text, directive))) {
		text += sizeof directive - 1;
		if (*text == ' ' || *text == '\t')
			note_directive(text);
	}
}

static int version_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool has_version(const char *text, const char *version)
{
	const size_t length = strlen(version);

	for (text = strstr(text, version); text; text = strstr(text + 1, version))
		if (!ISIDNUM(text[-1]) && !ISIDNUM(text[length]) && text[length] != '.')
			return true;
	return false;
}

/* Whether some string in the text of the file has it: what compiles that leave it out do not show. */
static bool is_in_text(const char *text, const char *version)
{
	struct ab_token token;
	struct live live;
	const char *end;

	live_start(&live, text);
	while (live_next(&live, &token, &end))
		if (!end && token.kind == AB_TOKEN_STRING &&
		    has_version(ab_strndup(collector.arena, token.text, token.length), version))
			return true;
	return false;
}

/*
 * libtool compiles each file with -fPIC and without: what stands under "#ifdef PIC" is
 * there, although this compile leaves it out.
 */
static void keep_left_out(const struct source_file *file)
{
	const struct ab_header *const then =
	    collector.promised ? ab_record_find_header(collector.promised, file->logical) : NULL;
	struct ab_error ignored;
	size_t length;
	char *text = NULL;

	for (unsigned i = 0; then && i < then->n_versions; i++) {
		if (is_known(then->versions[i]) ||
		    (!text && !ab_file_read(collector.arena, file->path, &text, &length, &ignored)))
			continue;
		if (is_in_text(text, then->versions[i]))
			keep(then->versions[i]);
	}
}

static void enter(const struct source_file *file)
{
	struct ab_header *header;

	keep_left_out(file);
	if (versions.count)
		qsort(versions.items, versions.count, sizeof *versions.items, version_order);
	header = ab_record_header(collector.record, file->logical);
	header->knows_versions = true;
	header->versions = versions.items;
	header->n_versions = versions.count;
}

void symver_sweep(void)
{
	const struct source_file *const file = place_source();
	asm_node *node;

	if (!file)
		return;
	for (node = symtab->first_asm_symbol(); node; node = (struct asm_node *)node->next)
		if (tree text = text_of_assembly(node))
			note_assembly(TREE_STRING_POINTER(text));
	enter(file);
}
