/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * judge.c - a batch of pairs, written into a folder.
 *
 *	judge DIR SEED FIRST COUNT [drop=1,4] [only=2] [plain]
 *
 * old/ and new/ hold the headers, lib.h and the more.h that it includes; check.c,
 * probe.c and user.c are compiled with either.  pairs has a line for each: its number,
 * whether all its edits are allowed, and their names; names one for each declaration.
 * drop: declarations that are left out; only: just that edit; plain: no styles.  They
 * make the pair that a fault is in smaller.
 */
#include "judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct batch {
	const char *folder;
	uint64_t seed;
	const char *drop; /* "1,4", NULL: nothing */
	int only;	  /* -1: all */
	bool is_plain;
	struct text headers[2][2]; /* old, new; lib.h, more.h */
	struct text check, probe, calls, pairs, names;
};

static const char probe_head[] =
    "#include <stdio.h>\n#include <string.h>\n#include \"lib.h\"\n"
    "#define KIND(x) _Generic((x), char: 1, signed char: 2, unsigned char: 3, "
    "short: 4, \\\n"
    "\tunsigned short: 5, int: 6, unsigned: 7, long: 8, unsigned long: 9, long "
    "long: 10, \\\n"
    "\tunsigned long long: 11, float: 12, double: 13, default: 14)\n"
    "static void show_text(const char *text) { printf(\" '%s'\", text); }\n"
    "static void show_float(double value) { printf(\" %a\", value); }\n"
    "static void show_number(long long value) { printf(\" %lld\", value); }\n"
    "#define SHOW(x) _Generic((x), char *: show_text, const char *: show_text, "
    "\\\n"
    "\tfloat: show_float, double: show_float, default: show_number)(x), \\\n"
    "\tprintf(\":%d\", KIND(x))\n"
    "#define BITS(s, f) do { memset(&s, 0, sizeof s); s.f = -1; printf(\" "
    "%d:\", s.f < 0); \\\n"
    "\tfor (size_t i = 0; i < sizeof s; i++) printf(\"%02x\", ((unsigned char "
    "*)&s)[i]); \\\n"
    "\t} while (0)\n";

static void drop_those(struct tree *tree, const char *list)
{
	for (const char *at = list; at && *at; at += strcspn(at, ",") + (strchr(at, ',') != NULL)) {
		const int which = atoi(at);

		if (which >= 0 && which < (int)tree->n_decls)
			tree_drop(tree, which);
	}
}

/* The edits of a pair; false: there are none. */
static bool edit(struct batch *batch, struct tree *tree, int number, uint64_t seed)
{
	struct chance chance = {chance_mix(seed, 3)};
	/* one that is found hides another that is not */
	const unsigned n = one_in(&chance, 4) ? 1 + below(&chance, CHANGES_MAX) : 1;
	const bool wants_allowed = one_in(&chance, 3);
	bool are_allowed = true, is_allowed, is_any = false;
	struct text names = {0};

	for (unsigned i = 0; i < n; i++) {
		struct chance own = {chance_mix(seed, 100 + i)};
		const char *name;

		if (batch->only >= 0 && batch->only != (int)i)
			continue;
		name = change_tree(tree, &own, wants_allowed, &is_allowed);
		if (!name)
			continue;
		is_any = true;
		are_allowed &= is_allowed;
		text_add(&names, " %s", name);
	}
	if (is_any)
		text_add(&batch->pairs, "%d %s%s\n", number, are_allowed ? "allowed" : "break",
			 names.at);
	return is_any;
}

static void add_pair(struct batch *batch, int number)
{
	const uint64_t seed = chance_mix(batch->seed, (uint64_t)number);
	struct chance chance = {seed};
	struct style style = {.pair = number, .self = -1};
	struct tree trees[2] = {{.n_decls = 0}};

	tree_grow(&trees[0], &chance);
	tree_copy(&trees[1], &trees[0]);
	if (!edit(batch, &trees[1], number, seed))
		return;
	/* what an edit has added is not in the old one, and may be dropped, too */
	for (unsigned i = 0; i < trees[1].n_decls; i++)
		if (i >= trees[0].n_decls)
			trees[0].decls[i].is_gone = true;
	drop_those(&trees[0], batch->drop);
	drop_those(&trees[1], batch->drop);
	for (unsigned i = 0; i < 2; i++) {
		style.tree = &trees[i];
		style.seed = batch->is_plain ? 0 : chance_mix(seed, 1 + i);
		style.is_fact = false;
		spell_tree(&style, &batch->headers[i][0], &batch->headers[i][1]);
	}
	style.tree = &trees[0];
	style.seed = 0;
	facts_check(&style, &batch->check);
	text_add(&batch->probe, "# 1 \"pair_%d\"\n#ifndef SKIP_%d\n", number, number);
	facts_probe(&style, &batch->probe);
	text_add(&batch->probe, "#endif\n");
	facts_names(&style, &trees[1], &batch->names);
	text_add(&batch->calls, "#ifndef SKIP_%d\n\tpair_%d();\n#endif\n", number, number);
}

static void write_file(const struct batch *batch, const char *name, const char *before,
		       const struct text *text, const char *behind)
{
	char *path = text_of("%s/%s", batch->folder, name);
	FILE *file = fopen(path, "w");

	if (!file ||
	    fprintf(file, "%s%s%s", before, text && text->at ? text->at : "", behind) < 0 ||
	    fclose(file) != 0) {
		perror(path);
		exit(2);
	}
}

static void write_batch(struct batch *batch)
{
	static const char lib[] = "#ifndef LIB_H\n#define LIB_H\n#include \"more.h\"\n"
				  "#ifdef __cplusplus\nextern \"C\" {\n#endif\n",
			  more[] = "#ifndef MORE_H\n#define MORE_H\n#include <stdbool.h>\n"
				   "#include <stddef.h>\n#include <stdint.h>\n#include <time.h>\n"
				   "#ifdef __cplusplus\nextern \"C\" {\n#endif\n",
			  end[] = "#ifdef __cplusplus\n}\n#endif\n#endif\n";

	write_file(batch, "old/lib.h", lib, &batch->headers[0][0], end);
	write_file(batch, "old/more.h", more, &batch->headers[0][1], end);
	write_file(batch, "new/lib.h", lib, &batch->headers[1][0], end);
	write_file(batch, "new/more.h", more, &batch->headers[1][1], end);
	write_file(batch, "check.c", "#include \"lib.h\"\n", &batch->check, "");
	text_add(&batch->probe, "# 1 \"main\"\nint main(void)\n{\n%s\treturn 0;\n}\n",
		 batch->calls.at ? batch->calls.at : "");
	write_file(batch, "probe.c", probe_head, &batch->probe, "");
	write_file(batch, "user.c", "#include \"lib.h\"\n", NULL, "");
	write_file(batch, "pairs", "", &batch->pairs, "");
	write_file(batch, "names", "", &batch->names, "");
}

int main(int argc, char **argv)
{
	struct batch batch = {.only = -1};

	if (argc < 5) {
		fputs("usage: judge DIR SEED FIRST COUNT [drop=1,4] [only=2] [plain]\n", stderr);
		return 2;
	}
	batch.folder = argv[1];
	batch.seed = strtoull(argv[2], NULL, 10);
	for (int i = 5; i < argc; i++) {
		if (!strncmp(argv[i], "drop=", 5))
			batch.drop = argv[i] + 5;
		else if (!strncmp(argv[i], "only=", 5))
			batch.only = atoi(argv[i] + 5);
		else if (!strcmp(argv[i], "plain"))
			batch.is_plain = true;
	}
	for (int i = 0; i < atoi(argv[4]); i++)
		add_pair(&batch, atoi(argv[3]) + i);
	write_batch(&batch);
	return 0;
}
