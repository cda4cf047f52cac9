/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Declarations: text to tree to text, what is refused, names of basic types. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "abiding/type.h"

/* ---- every test runs under a guard, in an arena of its own ---- */

struct test {
	struct ab_arena arena;
	void (*body)(struct ab_arena *arena);
};

static void run_body(void *context)
{
	struct test *test = context;

	test->body(&test->arena);
}

static void run(void (*body)(struct ab_arena *arena))
{
	struct test test = {.body = body};

	ab_arena_init(&test.arena);
	assert_true(ab_arena_guard(&test.arena, run_body, &test));
	ab_arena_release(&test.arena);
}

static const char *print(struct ab_arena *arena, const struct ab_decl *decl)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	ab_decl_print(&buf, decl);
	return buf.text;
}

/* ---- texts ---- */

static const struct {
	const char *text, *canonical; /* canonical NULL: as text */
} spellings[] = {
    {"unsigned long maxMem", NULL},
    {"int (*cb)(virConnectPtr conn, void *opaque)", NULL},
    {"char model[32]", NULL},
    {"unsigned int kind : 3", NULL},
    {"unsigned int : 0", NULL},
    {"virKind kind : 3", NULL},
    {"enum kind kind : 3", NULL},
    {"union {} value", NULL},
    {"struct {} value[2]", NULL},
    {"struct {}", NULL},
    {"enum {} mode", NULL},
    {"int (virDomainPtr domain)", NULL},
    {"int (virDomainPtr)", NULL},
    {"void (*)(void)", NULL},
    {"const char *const [3]", NULL},
    {"const char *const name", NULL},
    {"char *const *const names", NULL},
    {"struct timeval tv", NULL},
    {"char data[]", NULL},
    {"int matrix[3][4]", NULL},
    {"int (*rows)[4]", NULL},
    {"int (*ops[8])(int, ...)", NULL},
    {"void (*signal(int sig, void (*func)(int)))(int)", NULL},
    {"int (*(*f)(void))[3]", NULL},
    {"int *f(int (*rows)[*])", NULL},
    {"int (*)(int (*)(int (*)(void)))", NULL},
    {"const volatile int *const volatile restrict _Atomic p", NULL},
    {"int f(...)", NULL},
    {"int *_Atomic (*f)(void)", NULL},
    {"int f(int x) __attribute__((ms_abi))", NULL},
    {"int (__attribute__((ms_abi)) *cb)(int x)", NULL},
    {"int (__attribute__((ms_abi)) *)(int x)", NULL},
    {"int (__attribute__((regparm (3))) *cb)(int x)", NULL},
    {"int (__attribute__((stdcall, regparm (2))) **cb[4])(int x)", NULL},
    {"int (__attribute__((ms_abi)) *f(void))(int x) __attribute__((sysv_abi))", NULL},
    {"float __attribute__((vector_size (16))) v", NULL},
    {"const float __attribute__((vector_size (16))) *v[2]", NULL},
    {"uint8_t __attribute__((vector_size (8))) f(void)", NULL},

    {"long unsigned int x", "unsigned long x"},
    {"char const*const s", "const char *const s"},
    {"int const volatile x", "const volatile int x"},
    {"volatile const int x", "const volatile int x"},
    {"int long const unsigned x", "const unsigned long x"},
    {"__const char *__restrict__ s", "const char *restrict s"},
    {"void f(char *__restrict s)", "void f(char *s)"},
    {"__volatile__ int x", "volatile int x"},
    {"_Atomic(int) x", "_Atomic int x"},
    {"_Atomic(char *) x", "char *_Atomic x"},
    {"const _Atomic(int *(*)(void)) x", "int *(*const _Atomic x)(void)"},
    {"bool b", "_Bool b"},
    {"__signed__ char c", "signed char c"},
    {"int f( )", "int f()"},
    {"int f(int (*)())", "int f(int (*)())"},
    {"int f(int a[5])", "int f(int *a)"},
    {"int f(const int a[static 5])", "int f(const int *a)"},
    {"int f(int a[const restrict], char b[*])", "int f(int *a, char *b)"},
    {"int f(int a[3][4])", "int f(int (*a)[4])"},
    {"int f(int cb(void *opaque))", "int f(int (*cb)(void *opaque))"},
    {"int f(int(void))", "int f(int (*)(void))"},
    {"int f(register const int x)", "int f(int x)"},
    {"int f(char *const volatile x)", "int f(char *x)"},
    {"extern int x", "int x"},
    {"__extension__ long long x", "long long x"},
    {"int (f)(int)", "int f(int)"},
    {"int (a)[3]", "int a[3]"},
    {"int ((*cb))(int)", "int (*cb)(int)"},
    {"int /* one */ x // two", "int x"},
    {"int\tx\n", "int x"},
    {"int\\\nx", "int x"},
    {"struct __attribute__((packed)) foo x", "struct foo x"},
    {"int x __attribute__((aligned (8), unused))", "int x"},
    {"__attribute__((unused)) int f(int x __attribute__((unused)))", "int f(int x)"},
    {"[[gnu::unused]] int x [[maybe_unused]]", "int x"},
    {"int ([[maybe_unused]] int x)", "int (int x)"},
    {"int (__attribute__((unused)) int x)", "int (int x)"},
    {"__declspec(dllimport) int f(void)", "int f(void)"},
    {"int _Alignas(16) x", "int x"},
    {"int f(void) __attribute__((__nonnull__ (1, 2), format (printf, 1, (2))))", "int f(void)"},
    {"__attribute__((__ms_abi__)) int f(int)", "int f(int) __attribute__((ms_abi))"},
    {"int (*cb)(int) __attribute__((ms_abi))", "int (__attribute__((ms_abi)) *cb)(int)"},
    {"int (*__attribute__((ms_abi)) cb)(int)", "int (__attribute__((ms_abi)) *cb)(int)"},
    {"int (__attribute__((__regparm__( 3 ))) *cb)(int)",
     "int (__attribute__((regparm (3))) *cb)(int)"},
    {"[[gnu::ms_abi]] int f(int)", "int f(int) __attribute__((ms_abi))"},
    {"int (__attribute__((ms_abi)) *f(void))(int x)", NULL},
    {"float v __attribute__((__vector_size__(16)))", "float __attribute__((vector_size (16))) v"},
    {"unsigned __attribute__((vector_size (16))) const *p",
     "const unsigned int __attribute__((vector_size (16))) *p"},
    {"int caf\xc3\xa9$1", NULL},
};

static void texts(struct ab_arena *arena)
{
	size_t i;

	for (i = 0; i < sizeof spellings / sizeof *spellings; i++) {
		const char *const want =
		    spellings[i].canonical ? spellings[i].canonical : spellings[i].text;
		struct ab_decl decl;
		struct ab_error error = {0};

		if (!ab_decl_parse(arena, spellings[i].text, &decl, &error))
			fail_msg("'%s': %u: %s", spellings[i].text, error.column, error.message);
		assert_string_equal(print(arena, &decl), want);
		assert_true(ab_decl_parse(arena, want, &decl, &error));
		assert_string_equal(print(arena, &decl), want);
	}
}

static void test_texts(void **state)
{
	(void)state;
	run(texts);
}

static const struct {
	const char *text;
	unsigned column;
	const char *words; /* part of the message */
} wrong[] = {
    {"", 1, "unexpected the end, expected a type"},
    {"  ", 3, "a type"},
    {"5 x", 1, "'5', expected a type"},
    {"const", 6, "a type"},
    {"long float x", 1, "'long float' is not a type"},
    {"long long long x", 1, "is not a type"},
    {"unsigned size_t x", 17, "unexpected 'x'"},
    {"size_t unsigned x", 8, "unexpected 'unsigned', expected one type only"},
    {"size_t struct x y", 8, "'struct', expected one type only"},
    {"unsinged long x", 10, "did you mean 'unsigned' by 'unsinged'"},
    {"strcut foo x", 12, "did you mean 'struct' by 'strcut'"},
    {"\xc3\xa9t\xc3\xa9 x y", 7, "unexpected 'y', expected the end"},
    {"int x, y", 6, "unexpected ','"},
    {"int x;", 6, "unexpected ';'"},
    {"int x = 3", 7, "unexpected '='"},
    {"int x y", 7, "unexpected 'y'"},
    {"int 'x'", 5, "unexpected ''x''"},
    {"int @", 5, "unexpected '@'"},
    {"int x /* open", 7, "unexpected '/'"},
    {"int while", 5, "unexpected 'while'"},
    {"typedef int x", 1, "unexpected 'typedef', expected a type"},
    {"int static x", 5, "unexpected 'static', expected a name"},
    {"typeof(x) y", 1, "'typeof'"},
    {"struct foo { int x; }", 12, "unexpected '{', expected no members"},
    {"struct { int x; } y", 10, "unexpected 'int', expected '}'"},
    {"struct", 7, "a tag or '{}'"},
    {"struct int x", 8, "unexpected 'int', expected a tag"},
    {"int x[y]", 7, "unexpected 'y', expected a decimal bound"},
    {"int x[0x10]", 7, "'0x10'"},
    {"int x[010]", 7, "'010'"},
    {"int x[3", 8, "unexpected the end, expected ']'"},
    {"int x[99999999999999999999]", 7, "too large"},
    {"int x[-1]", 7, "unexpected '-'"},
    {"int x[2][]", 5, "'x': only the first bound"},
    {"int x[const 2]", 5, "outermost array of a parameter"},
    {"int x[static 2]", 5, "outermost array of a parameter"},
    {"int f(int a[2][static 2])", 11, "outermost array of a parameter"},
    {"int f(void)(int)", 5, "cannot return a function"},
    {"int f(void)[3]", 5, "cannot return an array"},
    {"int f[3](void)", 5, "no array of functions"},
    {"void x[3]", 6, "no array of 'void'"},
    {"int f(void x[3])", 12, "no array of 'void'"},
    {"int f(void, int)", 11, "type 'void'"},
    {"int f(int, void)", 16, "type 'void'"},
    {"int f(void x)", 12, "type 'void'"},
    {"int f(int,)", 11, "unexpected ')', expected a parameter"},
    {"int f(int x", 12, "',' or ')'"},
    {"int f(..., int)", 10, "expected ')'"},
    {"int *x : 3", 8, "unexpected ':'"},
    {"float f(void) : 3", 15, "unexpected ':'"},
    {"int x : y", 9, "a number of bits"},
    {"int x : 3000000000", 9, "too large"},
    {"int f(int x : 3)", 13, "unexpected ':'"},
    {"restrict int x", 1, "'restrict'"},
    {"int x __attribute__((ms_abi))", 22, "'ms_abi' here"},
    {"int x __attribute__(ms_abi)", 21, "expected '('"},
    {"int x __attribute__((aligned (8))", 34, "expected ')'"},
    {"int x __attribute__((vector_size (n)))", 35, "a number of bytes"},
    {"int x __attribute__((vector_size (0)))", 35, "a number of bytes"},
    {"struct foo __attribute__((vector_size (8))) x", 1, "'vector_size'"},
    {"_Atomic(int x) y", 13, "unexpected 'x'"},
    {"_Atomic(int [3]) y", 1, "'_Atomic'"},
    {"int _Atomic(int) y", 12, "one type only"},
    {"_BitInt x", 9, "expected '('"},
    {"_BitInt(n) x", 1, "'_BitInt(n)' is not a type"},
    {"int &x", 5, "unexpected '&'"},
    {"int (*x", 8, "expected ')'"},
};

static void refusals(struct ab_arena *arena)
{
	size_t i;

	for (i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct ab_decl decl;
		struct ab_error error = {.line = 7, .column = 99};

		if (ab_decl_parse(arena, wrong[i].text, &decl, &error))
			fail_msg("'%s' was read as '%s'", wrong[i].text, print(arena, &decl));
		if (!strstr(error.message, wrong[i].words) || error.column != wrong[i].column)
			fail_msg("'%s': %u: %s", wrong[i].text, error.column, error.message);
		assert_int_equal(error.line, 0);
	}
}

static void test_refusals(void **state)
{
	(void)state;
	run(refusals);
}

/* ---- depth ---- */

static const char *repeat(struct ab_arena *arena, const char *start, const char *part,
			  unsigned times, const char *end)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	ab_buf_add(&buf, start);
	while (times--)
		ab_buf_add(&buf, part);
	ab_buf_add(&buf, end);
	return buf.text;
}

static const char *const deep_parts[] = {"*",	     "(*",    "[3]", "(int (*)",
					 "_Atomic(", "(int ", "((",  "_Atomic(int **"};

static void depth(struct ab_arena *arena)
{
	struct ab_decl decl;
	struct ab_error error;
	size_t i;

	for (i = 0; i < sizeof deep_parts / sizeof *deep_parts; i++) {
		const char *const text = repeat(arena, "int ", deep_parts[i], 100000, "x");

		assert_false(ab_decl_parse(arena, text, &decl, &error));
	}
	assert_true(ab_decl_parse(arena, repeat(arena, "int ", "*", 256, "x"), &decl, &error));
	assert_false(ab_decl_parse(arena, repeat(arena, "int ", "*", 257, "x"), &decl, &error));
	assert_non_null(strstr(error.message, "'*' is nested more than 256 levels"));
	assert_int_equal(error.column, 5 + 256);
}

static void test_depth(void **state)
{
	(void)state;
	run(depth);
}

/* ---- random trees ---- */

static uint64_t seed = 0x2545f4914f6cdd1d;

static unsigned below(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 33) % n;
}

static const char *const basics[] = {
    "char",	   "signed char",    "unsigned char",
    "int",	   "unsigned int",   "unsigned long",
    "long long",   "__int128",	     "double",
    "long double", "_Float64x",	     "_Bool",
    "_BitInt(7)",  "_Complex float", "unsigned _BitInt(64)",
};
static const char *const names[] = {"a", "size_t", "virDomainPtr", "_x9", "\xc3\xa9", "x$"};
static const char *const abis[] = {"ms_abi", "regparm (3)", "stdcall, regparm (1)",
				   "pcs (\"aapcs\")"};

#define ONE_OF(list) ((list)[below(sizeof(list) / sizeof *(list))])

static const struct ab_type *random_base(struct ab_arena *arena)
{
	const unsigned quals = below(3) ? 0 : below(16);
	const unsigned no_restrict = quals & ~(unsigned)AB_QUAL_RESTRICT;

	switch (below(8)) {
	case 0:
	case 1:
		return ab_type_named(arena, AB_TYPE_TYPEDEF, ONE_OF(names), quals);
	case 2:
		return ab_type_named(arena, AB_TYPE_STRUCT, below(2) ? ONE_OF(names) : NULL,
				     no_restrict);
	case 3:
		return ab_type_named(arena, AB_TYPE_UNION, below(2) ? ONE_OF(names) : NULL,
				     no_restrict);
	case 4:
		return ab_type_named(arena, AB_TYPE_ENUM, below(2) ? ONE_OF(names) : NULL,
				     no_restrict);
	case 5:
		return ab_type_derived(arena, AB_TYPE_VECTOR,
				       ab_type_named(arena, AB_TYPE_BASIC, "int", 0), 4 << below(4),
				       no_restrict);
	default:
		return ab_type_named(arena, AB_TYPE_BASIC, ONE_OF(basics), no_restrict);
	}
}

static const struct ab_type *random_type(struct ab_arena *arena, unsigned deep);

static const struct ab_type *random_param(struct ab_arena *arena, unsigned deep)
{
	const struct ab_type *type = random_type(arena, deep);

	if (type->kind == AB_TYPE_ARRAY)
		type = type->of;
	while (type->kind == AB_TYPE_ARRAY || type->kind == AB_TYPE_FUNCTION)
		type = ab_type_derived(arena, AB_TYPE_POINTER, type, 0, 0);
	return ab_type_qualified(arena, type, 0);
}

static const struct ab_type *random_function(struct ab_arena *arena, unsigned deep)
{
	struct ab_type *type = AB_NEW(arena, struct ab_type);
	const struct ab_type *of = random_type(arena, deep);
	struct ab_param *params = AB_NEW_ARRAY(arena, struct ab_param, 4);
	unsigned i;

	if (of->kind == AB_TYPE_ARRAY || of->kind == AB_TYPE_FUNCTION)
		of = ab_type_derived(arena, AB_TYPE_POINTER, of, 0, 0);
	type->kind = AB_TYPE_FUNCTION;
	type->of = of;
	type->params = params;
	type->n_params = below(4);
	for (i = 0; i < type->n_params; i++) {
		params[i].name = below(2) ? ONE_OF(names) : NULL;
		params[i].type = random_param(arena, deep);
	}
	type->is_variadic = below(5) == 0;
	type->convention = below(4) ? NULL : ONE_OF(abis);
	return type;
}

static const struct ab_type *random_array(struct ab_arena *arena, unsigned deep)
{
	const struct ab_type *of = random_type(arena, deep);

	if (of->kind == AB_TYPE_FUNCTION ||
	    (of->kind == AB_TYPE_ARRAY && of->count == AB_COUNT_NONE))
		of = ab_type_derived(arena, AB_TYPE_POINTER, of, 0, 0);
	return ab_type_derived(arena, AB_TYPE_ARRAY, of, (int64_t)below(40) - 2, 0);
}

static const struct ab_type *random_type(struct ab_arena *arena, unsigned deep)
{
	if (deep == 0)
		return random_base(arena);
	switch (below(5)) {
	case 0:
		return random_base(arena);
	case 1:
		return random_array(arena, deep - 1);
	case 2:
		return random_function(arena, deep - 1);
	default:
		return ab_type_derived(arena, AB_TYPE_POINTER, random_type(arena, deep - 1), 0,
				       below(3) ? 0 : below(16));
	}
}

static bool is_equal_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool is_equal(const struct ab_type *a, const struct ab_type *b)
{
	unsigned i;

	if (!a || !b)
		return a == b;
	if (a->kind != b->kind || a->quals != b->quals || a->count != b->count ||
	    a->n_params != b->n_params || a->is_variadic != b->is_variadic ||
	    !is_equal_text(a->name, b->name) || !is_equal_text(a->convention, b->convention))
		return false;
	for (i = 0; i < a->n_params; i++)
		if (!is_equal_text(a->params[i].name, b->params[i].name) ||
		    !is_equal(a->params[i].type, b->params[i].type))
			return false;
	return is_equal(a->of, b->of);
}

static void round_trip(struct ab_arena *arena)
{
	struct ab_decl decl = {NULL, random_type(arena, below(6)), -1}, again;
	struct ab_error error;
	const char *text;

	decl.name = below(3) ? ONE_OF(names) : NULL;
	if ((decl.type->kind == AB_TYPE_BASIC || decl.type->kind == AB_TYPE_TYPEDEF) && !below(3))
		decl.bit_width = (int)below(64);
	text = print(arena, &decl);
	if (!ab_decl_parse(arena, text, &again, &error))
		fail_msg("'%s': %u: %s", text, error.column, error.message);
	if (!is_equal(decl.type, again.type) || !is_equal_text(decl.name, again.name) ||
	    decl.bit_width != again.bit_width)
		fail_msg("'%s' was read as '%s'", text, print(arena, &again));
	assert_string_equal(print(arena, &again), text);
}

static void test_round_trip(void **state)
{
	unsigned i;

	(void)state;
	for (i = 0; i < 20000; i++)
		run(round_trip);
}

/* Texts with a few bytes changed are read or refused, and never worse. */
static void damage(struct ab_arena *arena)
{
	static const char bytes[] = "()[]{}*,:;.'\"\\/ \x80_$09ax";
	const struct ab_decl decl = {"name", random_type(arena, 4), -1};
	char *text = ab_strdup(arena, print(arena, &decl));
	struct ab_decl again;
	struct ab_error error = {0};
	unsigned i;

	for (i = 0; i < 3; i++)
		text[below((unsigned)strlen(text))] = bytes[below(sizeof bytes - 1)];
	if (!ab_decl_parse(arena, text, &again, &error)) {
		assert_non_null(error.message);
		assert_true(error.column >= 1 && error.column <= strlen(text) + 1);
		return;
	}
	assert_true(ab_decl_parse(arena, print(arena, &again), &again, &error));
}

static void test_damage(void **state)
{
	unsigned i;

	(void)state;
	for (i = 0; i < 20000; i++)
		run(damage);
}

/* ---- basic types ---- */

static const struct {
	const char *words, *name;
} basic_names[] = {
    {"void", "void"},
    {"char", "char"},
    {"char signed", "signed char"},
    {"unsigned char", "unsigned char"},
    {"short int", "short"},
    {"signed short", "short"},
    {"int short unsigned", "unsigned short"},
    {"signed", "int"},
    {"unsigned", "unsigned int"},
    {"int long", "long"},
    {"long unsigned int", "unsigned long"},
    {"long long int", "long long"},
    {"long signed int long", "long long"},
    {"int long unsigned long", "unsigned long long"},
    {"__int128", "__int128"},
    {"__int128 unsigned", "unsigned __int128"},
    {"float", "float"},
    {"double", "double"},
    {"double long", "long double"},
    {"_Float32x", "_Float32x"},
    {"__float128", "_Float128"},
    {"_Decimal64", "_Decimal64"},
    {"_Complex", "_Complex double"},
    {"float _Complex", "_Complex float"},
    {"long _Complex double", "_Complex long double"},
    {"__complex__ int", "_Complex int"},
    {"bool", "_Bool"},
    {"__builtin_va_list", "__builtin_va_list"},
    {"_BitInt(12)", "_BitInt(12)"},
    {"unsigned _BitInt ( 12 )", "unsigned _BitInt(12)"},
    {"signed _BitInt(12)", "_BitInt(12)"},
    {"__bf16", "__bf16"},
    {"", NULL},
    {"size_t", NULL},
    {"long float", NULL},
    {"short short", NULL},
    {"long long long", NULL},
    {"short long", NULL},
    {"signed unsigned", NULL},
    {"unsigned float", NULL},
    {"unsigned _Bool", NULL},
    {"void int", NULL},
    {"char int", NULL},
    {"long long double", NULL},
    {"unsigned double", NULL},
    {"_Complex void", NULL},
    {"_Complex _Bool", NULL},
    {"int int", NULL},
    {"_BitInt(012)", NULL},
    {"_BitInt", NULL},
    {"_BitInt(", NULL},
    {"int *", NULL},
    {"long __int128", NULL},
    {"const int", NULL},
};

static void check_basic_names(struct ab_arena *arena)
{
	size_t i;

	for (i = 0; i < sizeof basic_names / sizeof *basic_names; i++) {
		const char *const name = ab_basic_name(arena, basic_names[i].words);

		if (!is_equal_text(name, basic_names[i].name))
			fail_msg("'%s': '%s'", basic_names[i].words, name ? name : "(none)");
	}
}

static void test_basic_names(void **state)
{
	(void)state;
	run(check_basic_names);
}

/* ---- constructors and the walk ---- */

static void constructors(struct ab_arena *arena)
{
	const struct ab_type *const name = ab_type_named(arena, AB_TYPE_TYPEDEF, "t", 0);
	const struct ab_type *const row = ab_type_derived(arena, AB_TYPE_ARRAY, name, 3, 0);
	const struct ab_type *const rows = ab_type_derived(arena, AB_TYPE_ARRAY, row, 2, 0);
	const struct ab_type *type;

	assert_string_equal(ab_type_text(arena, ab_type_qualified(arena, rows, AB_QUAL_CONST)),
			    "const t [2][3]");
	assert_string_equal(ab_type_text(arena, rows), "t [2][3]");
	type = ab_type_derived(arena, AB_TYPE_ARRAY, row, 2, AB_QUAL_VOLATILE);
	assert_string_equal(ab_type_text(arena, type), "volatile t [2][3]");
	type = ab_type_named(arena, AB_TYPE_BASIC, "int", AB_QUAL_CONST | AB_QUAL_ATOMIC);
	type = ab_type_qualified(arena, type, AB_QUAL_VOLATILE);
	assert_string_equal(ab_type_text(arena, type), "volatile int");
	type = ab_type_derived(arena, AB_TYPE_VECTOR, type, 8, AB_QUAL_CONST);
	assert_string_equal(ab_type_text(arena, type),
			    "const volatile int __attribute__((vector_size (8)))");
}

static void test_constructors(void **state)
{
	(void)state;
	run(constructors);
}

static struct ab_type *seen[8];
static unsigned n_seen;

static void see(struct ab_type *node, void *context)
{
	(void)context;
	seen[n_seen++] = node;
}

static void bodies(struct ab_arena *arena)
{
	static const char text[] = "struct {} (*f(union {} a, enum {} b, struct foo c))"
				   "(struct {} (*cb)(union {} *))";
	struct ab_decl decl;
	struct ab_error error;

	assert_true(ab_decl_parse(arena, text, &decl, &error));
	n_seen = 0;
	ab_type_each_body(decl.type, see, NULL);
	assert_int_equal(n_seen, 4);
	assert_ptr_equal(seen[0], decl.type->of->of->of);
	assert_ptr_equal(seen[1], decl.type->params[0].type);
	assert_ptr_equal(seen[2], decl.type->of->of->params[0].type->of->of);
	assert_int_equal(seen[3]->kind, AB_TYPE_UNION);
	assert_string_equal(print(arena, &decl), text);
}

static void test_bodies(void **state)
{
	(void)state;
	run(bodies);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_texts),	 cmocka_unit_test(test_refusals),
	    cmocka_unit_test(test_depth),	 cmocka_unit_test(test_round_trip),
	    cmocka_unit_test(test_damage),	 cmocka_unit_test(test_basic_names),
	    cmocka_unit_test(test_constructors), cmocka_unit_test(test_bodies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
