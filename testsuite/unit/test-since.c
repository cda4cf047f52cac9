/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of headers: comments and where they belong, "Since:" in them, spellings, edits. */
#include "with-arena.h"

#include "abiding/since.h"

static const struct {
	const char *comment, *member, *release; /* NULL: none */
} comments[] = {
    {"/* Since: 0.9.2 ", NULL, "0.9.2"},
    {"/* the state (Since: 0.0.1) ", NULL, "0.0.1"},
    {"/**\n * virX:\n *\n * Since: 11.10.0\n ", NULL, "11.10.0"},
    {"/**\n * Since: 1.2.\n ", NULL, "1.2"},
    {"/// @since 1.2", NULL, "1.2"},
    {"/*! \\since version 3.0 ", NULL, "3.0"},
    {"/** @since: v2.1-rc1 ", NULL, "2.1-rc1"},
    {"/* (Since 1.12) ", NULL, "1.12"},
    {"/* since: 4 ", NULL, "4"},
    {"/** @brief an x (Since: 1.0) ", NULL, "1.0"},
    {"/* preferred alias since 0.9.2. ", NULL, NULL},
    {"/* Since 1995 we know ", NULL, NULL},
    {"/* Deprecated since: 3.0 ", NULL, NULL},
    {"/* Deprecated since: 3.0. Since: 1.0 ", NULL, "1.0"},
    {"/* Since: the beginning ", NULL, NULL},
    {"/* insincere: 1.0 ", NULL, NULL},
    {"/* xSince: 1.0 ", NULL, NULL},
    {"/* Since:", NULL, NULL},
    {"", NULL, NULL},
    /* paragraphs of members are theirs */
    {"/**\n * g_x:\n * @a: an a. Since: 2.4\n * @b: a b\n *\n * Text.\n *\n * Since: 2.0\n ", NULL,
     "2.0"},
    {"/**\n * GX:\n * @G_A: an a\n *   of two lines. Since: 2.4\n * @G_AB: b\n ", "G_A", "2.4"},
    {"/**\n * GX:\n * @G_A: an a. Since: 2.4\n * @G_AB: b\n ", "G_AB", NULL},
    {"/**\n * GX:\n * @G_AB: an a. Since: 2.4\n ", "G_A", NULL},
    {"/**\n * GX:\n * @G_A: an a\n *\n * Since: 2.4\n ", "G_A", NULL},
};

static void reads_comments(struct ab_arena *arena)
{
	for (size_t i = 0; i < sizeof comments / sizeof *comments; i++) {
		const char *found =
		    ab_since_in_comment(arena, comments[i].comment, comments[i].member);
		const char *wanted = comments[i].release;

		if (!found != !wanted || (found && strcmp(found, wanted) != 0))
			fail_msg("%s: %s", comments[i].comment, found ? found : "nothing");
	}
}

enum { PLACES = 8 };

/* A header from a text in which a ^ stands before each word that is asked for. */
struct marked {
	struct ab_header_text *header;
	struct ab_text_place places[PLACES];
	size_t n_places;
};

static struct marked marked(struct ab_arena *arena, const char *text)
{
	struct marked result = {0};
	struct ab_buf clean;
	unsigned line = 1, column = 1;

	ab_buf_init(&clean, arena);
	for (; *text; text++) {
		const size_t length = strcspn(text + 1, " \n,;(){}=");

		if (*text == '^') {
			assert_true(result.n_places < PLACES);
			result.places[result.n_places++] = (struct ab_text_place){
			    ab_strndup(arena, text + 1, length), line, column};
			continue;
		}
		ab_buf_add_n(&clean, text, 1);
		line += *text == '\n';
		column = *text == '\n' ? 1 : column + 1;
	}
	result.header = ab_header_text_new(arena, clean.text, clean.length);
	return result;
}

static const struct {
	const char *text, *release;
} declarations[] = {
    {"/* Since: 1.0 */\nint ^f(void);\nint g(void);\n", "1.0"},
    {"/* Since: 1.0 */\nint f(void);\nint ^g(void);\n", NULL},
    {"int ^f(void); /* Since: 1.0 */\nint g(void);\n", "1.0"},
    {"int f(void); /* Since: 1.0 */\nint ^g(void);\n", NULL},
    {"/* Since: 1.0 */\n\ntypedef enum {\n\tA, /* Since: 2.0 */\n} ^e; /* x */\n", "1.0"},
    {"/* Since: 1.0 */\nstruct ^foo {\n\tint a; /* Since: 2.0 */\n};\n", "1.0"},
    {"/* Since: 1.0 */\ntypedef struct _foo ^foo, *foo_ptr;\n", "1.0"},
    {"extern \"C\" {\n/* Since: 1.0 */\nint ^f(void);\n}\nint g(void);", "1.0"},
    {"extern \"C\" {\n/* Since: 1.0 */\nint f(void);\n}\nint ^g(void);", NULL},
    {"BEGIN_DECLS\n/* Since: 1.0 */\nint ^f(void);\n", "1.0"},
    {"// x\n// Since: 1.0\nint ^f(void);\n", "1.0"},
    {"// Since: 2.0\n\n// x\nint ^f(void);\n", NULL},
    {"int f(int a, // x\n      int b); // Since: 2.0\n\nint ^g(void);\n", NULL},
    {"/* Since: 1.0 */\n#ifdef X\nint ^f(void);\n#endif\n", "1.0"},
    {"/* Since: 1.0 */\n#define X 1\nint ^f(void);\n", NULL},
    {"/* Since: 1.0 */\nstatic inline int f(void) { return 1; }\nint ^g(void);\n", NULL},
    {"/* Since: 1.0 */\nstatic inline int ^f(void) { return 1; }\nint g(void);\n", "1.0"},
    {"/* Since: 1.0 */\n# define ^X 1\n", "1.0"},
    {"/* Since: 1.0 */\n#ifndef X /* x */\n# define ^X 1\n", "1.0"},
    {"/* Since: 1.0 */\n#include <x.h>\n#define ^X 1\n", NULL},
    {"#define ^X \"// \\\" /* Since: 1.0 */\" /* Since: 2.0 */\n", "2.0"},
    {"#define ^X 1 \\\n + 2 // Since: 2.0\n", "2.0"},
    {"#define X 1 /* a\n Since: 2.0 */\n#define ^B 2\n", NULL},
    {"#error don't /* Since: 1.0 */\nint ^f(void);\n", NULL},
    {"int ^f", NULL},
    {"/* Since: 1.0", NULL},
};

static void finds_the_comment_of_a_declaration(struct ab_arena *arena)
{
	for (size_t i = 0; i < sizeof declarations / sizeof *declarations; i++) {
		const char *text = declarations[i].text, *wanted = declarations[i].release;
		const struct marked at = marked(arena, text);
		const char *found = ab_since_of(arena, at.header, at.places[0]);

		if (!found != !wanted || (found && strcmp(found, wanted) != 0))
			fail_msg("%s: %s", text, found ? found : "nothing");
	}
}

/* The compiler knows of a macro only its line. */
static void finds_a_macro_by_its_line(struct ab_arena *arena)
{
	struct marked at = marked(arena, "/* Since: 1.0 */\n# define ^X 1\nint y;\n");

	at.places[0].column = 0;
	assert_string_equal(ab_since_of(arena, at.header, at.places[0]), "1.0");
	at.places[0].name = "XY";
	assert_null(ab_since_of(arena, at.header, at.places[0]));
	at.places[0] = (struct ab_text_place){"y", 3, 0};
	assert_null(ab_since_of(arena, at.header, at.places[0]));
}

/* Behind the enumerators, in front of them, in the block before the enum: 1.0, 1.1, ... */
static const char *const lists[] = {
    "typedef enum {\n"
    "\t^A = 1, /* an a\n"
    "\t           (Since: 1.0) */\n"
    "\t^B,\n"
    "\t/* a b (Since: 1.1) */\n"
    "\t^C, // (Since: 1.2)\n"
    "#ifdef SENTINELS\n"
    "\t^D /* x */\n"
    "\t/* Since: 1.3\n\t */\n"
    "#endif\n"
    "} ^e;\n",
    "typedef enum {\n"
    "\t/* 1 << 0 is taken */\n\n"
    "\t/* Since: 1.0 */\n"
    "\t^A = 1 << (1, 2),\n"
    "\t^B, /* Since: 1.1 */\n"
    "\t/* Since: 1.2 */\n"
    "\t^C,\n"
    "\t^D\n"
    "\t/* Since: 1.3 */\n"
    "} ^e;\n",
    "/**\n * e:\n * @A: x. Since: 1.0\n * @B: y. Since: 1.1\n"
    " * @C: z. Since: 1.2\n * @D: d. Since: 1.3\n *\n * Since: 0.9\n */\n"
    "typedef enum { ^A, ^B = 2, ^C, ^D } ^e;\n",
};

static void finds_the_comment_of_an_enumerator(struct ab_arena *arena)
{
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		const struct marked at = marked(arena, lists[i]);

		assert_int_equal(at.n_places, 5);
		for (size_t j = 0; j < 4; j++) {
			const char *found =
			    ab_since_of_enumerator(arena, at.header, at.places[j], at.places[4]);

			if (!found || strcmp(found, ab_printf(arena, "1.%zu", j)) != 0)
				fail_msg("%s in %s: %s", at.places[j].name, lists[i],
					 found ? found : "nothing");
		}
	}
}

static void takes_no_comment_of_another_enumerator(struct ab_arena *arena)
{
	const struct marked at =
	    marked(arena, "enum {\n\t^A, ^B, /* Since: 1.0 */\n\t^C /* x */\n};\n/* Since: 2 */");
	const struct marked in_front =
	    marked(arena, "enum {\n\t/* a */\n\t^A,\n\t/* Since: 1.0 */\n\tB\n};\n");
	const struct ab_text_place none = {NULL, 0, 0};

	assert_null(ab_since_of_enumerator(arena, at.header, at.places[0], none));
	assert_string_equal(ab_since_of_enumerator(arena, at.header, at.places[1], none), "1.0");
	assert_null(ab_since_of_enumerator(arena, at.header, at.places[2], none));
	assert_null(ab_since_of_enumerator(arena, in_front.header, in_front.places[0], none));
}

static void reads_initialisers(struct ab_arena *arena)
{
	const struct marked at = marked(arena, "enum { ^A, ^B = 2, ^C = A /* x */ | B,\n"
					       "^D DEPRECATED = F(1, 2)\n}; int ^x = 1;");
	static const char *const wanted[] = {"", "2", "A | B", "F(1, 2)"};
	struct ab_text_place wrong = at.places[0];

	for (size_t i = 0; i < 4; i++)
		assert_string_equal(ab_initialiser_of(at.header, at.places[i]), wanted[i]);
	assert_null(ab_initialiser_of(at.header, at.places[4]));
	wrong.column++;
	assert_null(ab_initialiser_of(at.header, wrong));
	wrong.line = 99;
	assert_null(ab_initialiser_of(at.header, wrong));
}

/* The text with edits made, or NULL where there are none. */
static const char *edited(struct ab_arena *arena, const char *text, const struct ab_edits *edits)
{
	struct ab_buf result;
	unsigned line = 1, column = 1;

	if (!edits->count)
		return NULL;
	ab_buf_init(&result, arena);
	for (;; text++) {
		unsigned skipped = 0;

		if (*text == '^')
			continue;
		for (size_t i = 0; i < edits->count; i++) {
			const struct ab_edit *edit = &edits->items[i];

			if (edit->line != line || edit->column != column)
				continue;
			ab_buf_add(&result, edit->text);
			skipped += edit->length;
		}
		for (; skipped; text++) {
			column += *text != '^';
			skipped -= *text != '^';
		}
		while (*text == '^')
			text++;
		if (!*text)
			return result.text;
		ab_buf_add_n(&result, text, 1);
		line += *text == '\n';
		column = *text == '\n' ? 1 : column + 1;
	}
}

static const struct {
	const char *before, *after; /* the first marked goes behind the second; NULL: not certain */
} moves[] = {
    {"enum {\n\tA,\n\t^B,\n\tC,\n\t^D,\n};\n", "enum {\n\tA,\n\n\tC,\n\tD,\n\tB,\n};\n"},
    {"enum {\n\tA,\n\t^B,\n\tC,\n\t^D\n};\n", "enum {\n\tA,\n\n\tC,\n\tD,\n\tB,\n};\n"},
    {"enum {\n\tA, /* a */\n\t^B, /* b\n\t b */\n\t^C, /* c\n\t c */\n\n#ifdef "
     "G\n\tL\n#endif\n};\n",
     "enum {\n\tA, /* a */\n\n\n\tC, /* c\n\t c */\n\tB, /* b\n\t b */\n\n#ifdef G\n\tL\n"
     "#endif\n};\n"},
    {"enum {\n\t/* a */\n\tA,\n\t/* b */\n\t^B,\n\t/* c */\n\t^C\n};\n",
     "enum {\n\t/* a */\n\tA,\n\n\n\t/* c */\n\tC,\n\t/* b */\n\tB,\n};\n"},
    {"enum {\n\tA,\n\t^B = 3,\n\t^C,\n};\n", NULL},
    {"enum {\n\tA, ^B,\n\t^C,\n};\n", NULL},
    {"enum {\n\tA,\n\t^B, C,\n\t^D,\n};\n", NULL},
    {"enum {\n\tA,\n\t^B,\n\t^C };\n", NULL},
    {"enum {\n\tA,\n#ifdef X\n\t^B,\n#endif\n\t^C,\n};\n", NULL},
    {"enum {\n\tA,\n\t^B,\n#ifdef X\n\t^C,\n#endif\n};\n", NULL},
    {"enum {\n\tA,\n\t^B,\n\t^C\n#ifdef X\n\t, D\n#endif\n};\n", NULL},
    {"enum {\n\tA,\n\t/* a or b */\n\t^B,\n\t^C,\n};\n", NULL},
    {"enum {\n\tA,\n\t^B,\n\t/* b or c */\n\t^C,\n};\n", NULL},
    {"enum {\n\tA,\n\t^B,\n};\nenum {\n\t^C,\n};\n", NULL},
};

static void moves_enumerators(struct ab_arena *arena)
{
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
		const struct marked at = marked(arena, moves[i].before);
		struct ab_edits edits = {0};
		const char *after;

		ab_edit_move_enumerator(at.header, at.places[0], at.places[1], &edits);
		after = edited(arena, moves[i].before, &edits);
		if (!after != !moves[i].after || (after && strcmp(after, moves[i].after) != 0))
			fail_msg("%s: %s", moves[i].before, after ? after : "nothing");
	}
}

static const struct {
	const char *before, *guard, *after; /* NULL: not certain */
} sentinels[] = {
    {"enum {\n\tA,\n\t^B,\n};\n", "G", "enum {\n\tA,\n\tB,\n#ifdef G\n\tLAST\n#endif\n};\n"},
    {"enum {\n\tA,\n\t^B = 1 /* b */\n};\n", NULL, "enum {\n\tA,\n\tB = 1, /* b */\n\tLAST\n};\n"},
    {"enum { A,\n  ^B\n};\n", NULL, "enum { A,\n  B,\n  LAST\n};\n"},
    {"enum { A, ^B };\n", NULL, NULL},
    {"enum {\n\tA,\n\t^B,\n#ifdef X\n\tC\n#endif\n};\n", NULL, NULL},
    {"enum {\n\tA,\n\t^B,\n\tC\n};\n", NULL, NULL},
    {"enum {\n\tA,\n#ifdef X\n\t^B,\n#endif\n};\n", NULL, NULL},
};

static void adds_sentinels(struct ab_arena *arena)
{
	for (size_t i = 0; i < sizeof sentinels / sizeof *sentinels; i++) {
		const struct marked at = marked(arena, sentinels[i].before);
		struct ab_edits edits = {0};
		const char *after;

		ab_edit_add_sentinel(at.header, at.places[0], "LAST", sentinels[i].guard, &edits);
		after = edited(arena, sentinels[i].before, &edits);
		if (!after != !sentinels[i].after ||
		    (after && strcmp(after, sentinels[i].after) != 0))
			fail_msg("%s: %s", sentinels[i].before, after ? after : "nothing");
	}
}

static void respells_types(struct ab_arena *arena)
{
	static const char text[] = "int g(struct _s *a);\nconst struct _s *\n^f(struct _s *a, "
				   "struct _st b,\n  struct  _s c);\nstruct _s x;\n";
	const struct marked at = marked(arena, text);
	struct ab_edits edits = {0};

	assert_true(ab_edit_respell(at.header, at.places[0], "struct _s", "s", &edits));
	assert_string_equal(edited(arena, text, &edits), "int g(struct _s *a);\nconst s *\nf(s *a, "
							 "struct _st b,\n  s c);\nstruct _s x;\n");
	edits.count = 0;
	assert_false(ab_edit_respell(at.header, at.places[0], "union _s", "s", &edits));
}

static void finds_words(struct ab_arena *arena)
{
	static const char text[] = "/* a */ // b\n#define c d\nint eff(g *h); \"i\"\n";
	const struct marked at = marked(arena, text);

	for (const char *word = "abcdei"; *word; word++)
		assert_false(ab_text_has_word(at.header, (const char[]){*word, '\0'}));
	assert_true(ab_text_has_word(at.header, "eff"));
	assert_true(ab_text_has_word(at.header, "g"));
	assert_true(ab_text_has_word(at.header, "h"));
}

static void finds_definitions(struct ab_arena *arena)
{
	static const char text[] = "/* #define A 0 */\n#undef A\n#  define AB 3\n"
				   "#define A (1 + \\\n 1) // two\n#define A 2\n";
	const struct marked at = marked(arena, text);

	assert_string_equal(ab_text_definition(at.header, "A"), "A (1 + \\\n 1) // two");
	assert_string_equal(ab_text_definition(at.header, "AB"), "AB 3");
	assert_null(ab_text_definition(at.header, "B"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ARENA_TEST(reads_comments),
	    ARENA_TEST(finds_the_comment_of_a_declaration),
	    ARENA_TEST(finds_a_macro_by_its_line),
	    ARENA_TEST(finds_the_comment_of_an_enumerator),
	    ARENA_TEST(takes_no_comment_of_another_enumerator),
	    ARENA_TEST(reads_initialisers),
	    ARENA_TEST(moves_enumerators),
	    ARENA_TEST(adds_sentinels),
	    ARENA_TEST(respells_types),
	    ARENA_TEST(finds_words),
	    ARENA_TEST(finds_definitions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
