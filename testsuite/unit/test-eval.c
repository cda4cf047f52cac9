/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Constant expressions; the values of the first table are those GCC 12 gives on x86-64. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "abiding/eval.h"

/* ---- the world around an expression: lp64 or ilp32, a few names ---- */

static bool constant(void *context, const char *name, struct ab_value *value)
{
	static const struct {
		const char *name;
		struct ab_int value;
	} constants[] = {
	    {"VIR_ONE", {false, 1}}, {"VIR_NEG", {true, 5}}, {"VIR_BIG", {false, 1ull << 40}}};
	size_t i;

	(void)context;
	for (i = 0; i < sizeof constants / sizeof *constants; i++) {
		if (strcmp(name, constants[i].name) != 0)
			continue;
		value->kind = AB_VALUE_INTEGER;
		value->integer = constants[i].value;
		return true;
	}
	return false;
}

static const struct known_type {
	const char *name;
	unsigned bytes[2];
	const char *basic[2];
} types[] = {
    {"size_t", {8, 4}, {"unsigned long", "unsigned int"}},
    {"uint64_t", {8, 8}, {"unsigned long", "unsigned long long"}},
    {"int32_t", {4, 4}, {"int", "int"}},
    {"uint8_t", {1, 1}, {"unsigned char", "unsigned char"}},
    {"ulong", {8, 4}, {"unsigned long", "unsigned long"}},
    {"handle_t", {8, 4}, {NULL, NULL}},
    {"real_t", {4, 4}, {"float", "float"}},
    {"wchar_t", {4, 4}, {"int", "int"}},
};

/* "key" is of char[16]; a struct handle_t has at 4 a number, at 8 a pointer next to one. */
static bool object(void *context, const struct ab_eval_object *asked, struct ab_eval_found *found)
{
	static const struct ab_type letter = {.kind = AB_TYPE_BASIC, .name = "char"},
				    key = {.kind = AB_TYPE_ARRAY, .of = &letter, .count = 16},
				    number = {.kind = AB_TYPE_BASIC, .name = "short"};
	const char *member = NULL;

	(void)context;
	*found = (struct ab_eval_found){16, 0, true, &key};
	if (asked->variable)
		return strcmp(asked->variable, "key") == 0 && asked->n_steps < 2 &&
		       (!asked->n_steps ||
			(*found = (struct ab_eval_found){1, 0, true, &letter}, 1));
	if (!asked->type || asked->type->kind != AB_TYPE_TYPEDEF)
		return false;
	for (unsigned i = 0; i < asked->n_steps; i++) {
		member = asked->steps[i].member;
		found->has_offset &= !asked->steps[i].is_behind;
	}
	*found = (struct ab_eval_found){2, 4, found->has_offset, &number};
	return member && strcmp(member, "number") == 0;
}

static bool is_type_name(void *context, const char *name)
{
	size_t i;

	(void)context;
	for (i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i].name, name) == 0)
			return true;
	return false;
}

static bool type_info(void *context, const struct ab_type *type, uint64_t *size_bytes,
		      uint64_t *align_bytes, const char **basic)
{
	const int model = *(const int *)context;
	size_t i;

	*basic = NULL;
	*size_bytes = *align_bytes = 4;
	if (type->kind == AB_TYPE_ENUM) {
		*basic = "unsigned int";
		return strcmp(type->name, "color") == 0;
	}
	if (type->kind == AB_TYPE_STRUCT) {
		*size_bytes = 12;
		return strcmp(type->name, "point") == 0;
	}
	if (type->kind == AB_TYPE_BASIC) {
		*size_bytes = 16;
		*align_bytes = strcmp(type->name, "long double") == 0 ? 16
			       : strcmp(type->name, "int") == 0	      ? 4
			       : strcmp(type->name, "char") == 0      ? 1
								      : 8;
		return true;
	}
	for (i = 0; i < sizeof types / sizeof *types; i++) {
		if (!type->name || strcmp(types[i].name, type->name) != 0)
			continue;
		*size_bytes = *align_bytes = types[i].bytes[model];
		*basic = types[i].basic[model];
		return true;
	}
	return false;
}

static int model;

static const struct ab_eval_env worlds[2] = {
    {32, 64, 64, 64, false, &model, constant, is_type_name, type_info, object},
    {32, 32, 64, 32, false, &model, constant, is_type_name, type_info, object},
};

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

	model = 0;
	ab_arena_init(&test.arena);
	assert_true(ab_arena_guard(&test.arena, run_body, &test));
	ab_arena_release(&test.arena);
}

/* ---- values on lp64 ---- */

static const struct expectation {
	const char *text, *value, *type;
} values[] = {
    /* types of constants (6.4.4.1) */
    {"0", "0", "int"},
    {"2147483647", "2147483647", "int"},
    {"2147483648", "2147483648", "long"},
    {"4294967296", "4294967296", "long"},
    {"9223372036854775807", "9223372036854775807", "long"},
    {"0x7fffffff", "2147483647", "int"},
    {"0x80000000", "2147483648", "unsigned int"},
    {"0xffffffff", "4294967295", "unsigned int"},
    {"0x100000000", "4294967296", "long"},
    {"0xffffffffffffffff", "18446744073709551615", "unsigned long"},
    {"037777777777", "4294967295", "unsigned int"},
    {"0b101", "5", "int"},
    {"0B11u", "3", "unsigned int"},
    {"1u", "1", "unsigned int"},
    {"4294967296u", "4294967296", "unsigned long"},
    {"1l", "1", "long"},
    {"1L", "1", "long"},
    {"1ul", "1", "unsigned long"},
    {"1lU", "1", "unsigned long"},
    {"1ll", "1", "long long"},
    {"1LL", "1", "long long"},
    {"1uLL", "1", "unsigned long long"},
    {"1llu", "1", "unsigned long long"},
    {"0xFFFFFFFFFFFFFFFFULL", "18446744073709551615", "unsigned long long"},
    {"017", "15", "int"},
    /* arithmetic */
    {"1 + 2 * 3", "7", "int"},
    {"(1 + 2) * 3", "9", "int"},
    {"7 / 2", "3", "int"},
    {"-7 / 2", "-3", "int"},
    {"-7 % 3", "-1", "int"},
    {"7 % -3", "1", "int"},
    {"10 - 4 - 3", "3", "int"},
    {"100 / 10 / 2", "5", "int"},
    {"-1", "-1", "int"},
    {"- -1", "1", "int"},
    {"+5u", "5", "unsigned int"},
    {"-1u", "4294967295", "unsigned int"},
    {"0u - 1", "4294967295", "unsigned int"},
    {"4294967295u + 1", "0", "unsigned int"},
    {"65536u * 65536u", "0", "unsigned int"},
    {"-2147483647 - 1", "-2147483648", "int"},
    {"-2147483648", "-2147483648", "long"},
    {"-9223372036854775807LL-1", "-9223372036854775808", "long long"},
    {"~0", "-1", "int"},
    {"~0u", "4294967295", "unsigned int"},
    {"~0ULL", "18446744073709551615", "unsigned long long"},
    {"1 << 4", "16", "int"},
    {"1 << 31", "-2147483648", "int"},
    {"1u << 31", "2147483648", "unsigned int"},
    {"1ULL << 63", "9223372036854775808", "unsigned long long"},
    {"1 << 4u", "16", "int"},
    {"1u << 2LL", "4", "unsigned int"},
    {"-16 >> 2", "-4", "int"},
    {"0x80000000 >> 31", "1", "unsigned int"},
    {"1 << 2 + 1", "8", "int"},
    {"6 & 3", "2", "int"},
    {"6 | 3", "7", "int"},
    {"6 ^ 3", "5", "int"},
    {"1 | 2 ^ 3 & 4", "3", "int"},
    {"0xf0u & ~0x10", "224", "unsigned int"},
    {"-1 & 0xffu", "255", "unsigned int"},
    {"1 + 1u", "2", "unsigned int"},
    {"-1 + 0u", "4294967295", "unsigned int"},
    {"1 + 1LL", "2", "long long"},
    {"1u + 1LL", "2", "long long"},
    {"1LL + 1ULL", "2", "unsigned long long"},
    /* comparisons, logic, choice */
    {"1 < 2", "1", "int"},
    {"2 <= 1", "0", "int"},
    {"2 > 1", "1", "int"},
    {"1 >= 1", "1", "int"},
    {"-1 < 0u", "0", "int"},
    {"-1LL < 0u", "1", "int"},
    {"1 == 1u", "1", "int"},
    {"1 != 1", "0", "int"},
    {"!5", "0", "int"},
    {"!0", "1", "int"},
    {"!!7u", "1", "int"},
    {"1 && 2", "1", "int"},
    {"0 || 0", "0", "int"},
    {"0 && 1 / 0", "0", "int"},
    {"1 || 1 << 99", "1", "int"},
    {"1 && 0 || 1", "1", "int"},
    {"1 ? 2 : 3", "2", "int"},
    {"0 ? 2 : 3", "3", "int"},
    {"1 ? 2 : 3u", "2", "unsigned int"},
    {"1 ? -1 : 0u", "4294967295", "unsigned int"},
    {"1 ? 5 : 1 / 0", "5", "int"},
    {"0 ? 1 / 0 : 5", "5", "int"},
    {"0 ? 1 : 0 ? 2 : 3", "3", "int"},
    {"1 ? 0 ? 4 : 5 : 6", "5", "int"},
    {"2 ?: 3", "2", "int"},
    {"0 ?: 3", "3", "int"},
    {"1 ? 1 : 2.5", "1", "double"},
    {"0 && (0 && 1 / 0) || 1 % 1", "0", "int"},
    /* casts */
    {"(int)3", "3", "int"},
    {"(unsigned char)300", "44", "unsigned char"},
    {"(signed char)200", "-56", "signed char"},
    {"(short)65535", "-1", "short"},
    {"(unsigned)-1", "4294967295", "unsigned int"},
    {"(unsigned int)-1", "4294967295", "unsigned int"},
    {"(unsigned long long)-1", "18446744073709551615", "unsigned long long"},
    {"(long long)0xffffffff", "4294967295", "long long"},
    {"(int)0xffffffffu", "-1", "int"},
    {"(_Bool)5", "1", "_Bool"},
    {"(_Bool)0.5", "1", "_Bool"},
    {"(const volatile int)7", "7", "int"},
    {"(unsigned char)1 + (unsigned char)255", "256", "int"},
    {"-(unsigned char)1", "-1", "int"},
    {"~(unsigned short)0", "-1", "int"},
    {"(int)3.9", "3", "int"},
    {"(int)-3.9", "-3", "int"},
    {"(unsigned char)255.5", "255", "unsigned char"},
    {"(unsigned)-0.5", "0", "unsigned int"},
    {"(double)3", "3", "double"},
    {"(float)0.1", "0.1", "float"},
    {"(int32_t)-1", "-1", "int32_t"},
    {"(uint8_t)257", "1", "uint8_t"},
    {"(uint64_t)1 << 40", "1099511627776", "unsigned long"},
    {"(uint64_t)-1", "18446744073709551615", "uint64_t"},
    {"((int32_t)1)", "1", "int32_t"},
    {"(int32_t)1 + 1", "2", "int"},
    {"+(uint8_t)1", "1", "int"},
    {"(enum color)2", "2", "enum color"},
    {"(enum color)2 | 1", "3", "unsigned int"},
    {"(real_t)0.5", "0.5", "real_t"},
    {"(int)+1", "1", "int"},
    {"(int)(1) + 1", "2", "int"},
    /* characters */
    {"'a'", "97", "int"},
    {"'\\n'", "10", "int"},
    {"'\\0'", "0", "int"},
    {"'\\x7f'", "127", "int"},
    {"'\\''", "39", "int"},
    {"'\"'", "34", "int"},
    {"'\\\\'", "92", "int"},
    {"'\\e'", "27", "int"},
    {"'ab'", "24930", "int"},
    {"'abcd'", "1633837924", "int"},
    {"'\\377\\377\\377\\377'", "-1", "int"},
    {"'\\1234'", "21300", "int"},
    {"'\xc3\xa9'", "50089", "int"},
    {"L'\xc3\xa9'", "233", "wchar_t"},
    {"L'a'", "97", "wchar_t"},
    {"u'\\xffff'", "65535", "unsigned short"},
    {"U'\xf0\x9f\x98\x80'", "128512", "unsigned int"},
    {"U'\\U0001F600'", "128512", "unsigned int"},
    {"'a' + 1", "98", "int"},
    /* floats */
    {"1.0", "1", "double"},
    {"0.1", "0.1", "double"},
    {".5", "0.5", "double"},
    {"1.", "1", "double"},
    {"1e10", "1e+10", "double"},
    {"1E-3", "0.001", "double"},
    {"0.1f", "0.1", "float"},
    {"0.1F", "0.1", "float"},
    {"0.1L", "0.1", "long double"},
    {"0x1p-2", "0.25", "double"},
    {"0x1.8P1f", "3", "float"},
    {"3.14159265358979323846", "3.141592653589793", "double"},
    {"16777217.0f", "16777216", "float"},
    {"-1.5", "-1.5", "double"},
    {"-0.0", "-0", "double"},
    {"+1.5f", "1.5", "float"},
    {"1.0 + 2", "3", "double"},
    {"0.1 + 0.2", "0.30000000000000004", "double"},
    {"0.1f + 0.2f", "0.3", "float"},
    {"1.0f * 3.0L", "3", "long double"},
    {"1 / 3.0", "0.3333333333333333", "double"},
    {"1 / 3.0f", "0.33333334", "float"},
    {"1.5 - 0.25", "1.25", "double"},
    {"1.5 < 2", "1", "int"},
    {"0.5 && 1", "1", "int"},
    {"!0.0", "1", "int"},
    {"(int)(2.5 * 2)", "5", "int"},
    {"1.0f16", "1", "_Float16"},
    {"0.1f16", "0.1", "_Float16"},
    {"2049.0f16", "2048", "_Float16"},
    {"1.5f32", "1.5", "_Float32"},
    {"1.5F64", "1.5", "_Float64"},
    {"1.5f32 + 1.5f", "3", "_Float32"},
    {"1.5f32x + 1.5", "3", "double"},
    {"1.5f64x + 1.5L", "3", "long double"},
    /* names */
    {"VIR_ONE", "1", "int"},
    {"VIR_ONE << 3 | VIR_ONE", "9", "int"},
    {"VIR_NEG * 2", "-10", "int"},
    {"__extension__ 5", "5", "int"},
    {"(__extension__ (unsigned char)5)", "5", "unsigned char"},
    /* sizes */
    {"sizeof(char)", "1", "size_t"},
    {"sizeof (int)", "4", "size_t"},
    {"sizeof(short) * 3", "6", "unsigned long"},
    {"sizeof(int[4])", "16", "size_t"},
    {"sizeof(unsigned long long)", "8", "size_t"},
    {"sizeof(double)", "8", "size_t"},
    {"sizeof 1", "4", "size_t"},
    {"sizeof key", "16", "size_t"},
    {"sizeof(key) + 1", "17", "unsigned long"},
    {"sizeof key / sizeof key[0]", "16", "unsigned long"},
    {"sizeof(key[1 + 1])", "1", "size_t"},
    {"sizeof ((handle_t *)0)->number", "2", "size_t"},
    {"sizeof((*(handle_t *)0).number)", "2", "size_t"},
    {"__builtin_constant_p(4 + 1)", "1", "int"},
    {"(__typeof__(1u))3", "3", "unsigned int"},
    {"(typeof(key[0]))3", "3", "char"},
    {"(__typeof__(((handle_t *)0)->number))3", "3", "short"},
    {"sizeof(typeof(short))", "2", "size_t"},
    {"sizeof 'a'", "4", "size_t"},
    {"sizeof 1.0f", "4", "size_t"},
    {"sizeof \"abc\"", "4", "size_t"},
    {"sizeof(\"abc\" \"d\") - 1", "4", "unsigned long"},
    {"sizeof L\"ab\"", "12", "size_t"},
    {"sizeof u\"ab\"", "6", "size_t"},
    {"sizeof(uint64_t)", "8", "size_t"},
    {"sizeof(1 / 0)", "4", "size_t"},
    {"sizeof (int) * 2", "8", "unsigned long"},
    {"sizeof -1", "4", "size_t"},
    {"_Alignof(int)", "4", "size_t"},
    {"_Alignof(char)", "1", "size_t"},
    /* long, where it matters and where not */
    {"1L << 4", "16", "long"},
    {"1000000L * 1000", "1000000000", "long"},
    {"2147483647L", "2147483647", "long"},
    {"1UL << 31", "2147483648", "unsigned long"},
    {"(uint64_t)1 << 63", "9223372036854775808", "unsigned long"},
    {"4294967296 + 1", "4294967297", "long"},
    {"1 ? 2 : sizeof(long)", "2", "unsigned long"},
};

static const struct expectation dependent[] = {
    {"1L << 31", "2147483648", "long"},
    {"1UL << 32", "4294967296", "unsigned long"},
    {"(unsigned long)-1", "18446744073709551615", "unsigned long"},
    {"~0UL", "18446744073709551615", "unsigned long"},
    {"-1UL", "18446744073709551615", "unsigned long"},
    {"(size_t)-1", "18446744073709551615", "size_t"},
    {"(ulong)-1", "18446744073709551615", "ulong"},
    {"(long)0x80000000u", "2147483648", "long"},
    {"2000000000L * 2", "4000000000", "long"},
    {"sizeof(int) - 5", "18446744073709551615", "unsigned long"},
    {"-1L < 1u", "1", "int"},
    {"-4294967296 + 0UL", "18446744069414584320", "unsigned long"},
    {"sizeof(long)", "8", "size_t"},
    {"sizeof(void *)", "8", "size_t"},
    {"sizeof(int (*)(void))", "8", "size_t"},
    {"sizeof(size_t) * 8", "64", "unsigned long"},
    {"sizeof(struct point)", "12", "size_t"},
    {"sizeof(enum color)", "4", "size_t"},
    {"sizeof(long double)", "16", "size_t"},
    {"sizeof 1L", "8", "size_t"},
    {"_Alignof(double)", "8", "size_t"},
    {"(char)200", "-56", "char"},
    {"(int)(char)(unsigned char)255", "-1", "int"},
    {"'\\377'", "-1", "int"},
    {"_Alignof(struct point)", "4", "size_t"},
    {"__builtin_offsetof(handle_t, number)", "4", "size_t"},
    {"sizeof(const typeof(char) *)", "8", "size_t"},
};

static const char *value_text(struct ab_arena *arena, const struct ab_value *value)
{
	if (value->kind != AB_VALUE_INTEGER)
		return value->text;
	return ab_printf(arena, "%s%llu", value->integer.is_negative ? "-" : "",
			 (unsigned long long)value->integer.magnitude);
}

static void check(struct ab_arena *arena, const struct expectation *want, bool depends)
{
	struct ab_value value;
	const char *text, *type;

	if (!ab_eval(arena, &worlds[model], want->text, &value))
		fail_msg("'%s' has no value", want->text);
	text = value_text(arena, &value);
	type = value.type ? ab_type_text(arena, value.type) : "";
	if (strcmp(text, want->value) != 0 || strcmp(type, want->type) != 0 ||
	    value.is_model_dependent != depends)
		fail_msg("'%s': %s, %s%s", want->text, text, type,
			 value.is_model_dependent ? ", model dependent" : "");
}

/* The same value everywhere; is the type? */
static const struct {
	const char *text;
	bool depends;
} types_elsewhere[] = {
    {"1", false},
    {"1L", false},
    {"1UL << 3", false},
    {"0xffffffff", false},
    {"'a'", false},
    {"(uint64_t)1", false},
    {"(size_t)1", false},
    {"2147483648", true},
    {"0x123456789a", true},
    {"(uint64_t)1 << 40", true},
    {"1 ? 2 : sizeof(long)", true},
};

static void check_types_elsewhere(struct ab_arena *arena)
{
	for (size_t i = 0; i < sizeof types_elsewhere / sizeof *types_elsewhere; i++) {
		struct ab_value value;

		assert_true(ab_eval(arena, &worlds[model], types_elsewhere[i].text, &value));
		if (value.is_type_model_dependent != types_elsewhere[i].depends ||
		    value.is_model_dependent)
			fail_msg("'%s': %d %d", types_elsewhere[i].text,
				 value.is_type_model_dependent, value.is_model_dependent);
	}
}

static void test_types_elsewhere(void **state)
{
	(void)state;
	run(check_types_elsewhere);
}

#define CHECK_ALL(arena, list, depends) \
	check_all((arena), (list), sizeof(list) / sizeof *(list), (depends))

static void check_all(struct ab_arena *arena, const struct expectation *list, size_t n,
		      bool depends)
{
	size_t i;

	for (i = 0; i < n; i++)
		check(arena, &list[i], depends);
}

static void check_values(struct ab_arena *arena)
{
	CHECK_ALL(arena, values, false);
	CHECK_ALL(arena, dependent, true);
}

static void test_values(void **state)
{
	(void)state;
	run(check_values);
}

/* ---- values on ilp32 ---- */

static const struct expectation ilp32_values[] = {
    {"2147483648", "2147483648", "long long"},
    {"0xffffffffffffffff", "18446744073709551615", "unsigned long long"},
    {"4294967295UL", "4294967295", "unsigned long"},
    {"4294967296UL", "4294967296", "unsigned long long"},
    {"(uint64_t)-1", "18446744073709551615", "uint64_t"},
    {"sizeof(int)", "4", "size_t"},
    {"sizeof(int) * 2", "8", "unsigned int"},
    {"1u + 1L", "2", "unsigned long"},
};

static const struct expectation ilp32_dependent[] = {
    {"~0UL", "4294967295", "unsigned long"},
    {"(size_t)-1", "4294967295", "size_t"},
    {"sizeof(long)", "4", "size_t"},
    {"sizeof(void *)", "4", "size_t"},
    {"-1L < 1u", "0", "int"},
};

static void check_ilp32(struct ab_arena *arena)
{
	model = 1;
	CHECK_ALL(arena, ilp32_values, false);
	CHECK_ALL(arena, ilp32_dependent, true);
}

static void test_ilp32(void **state)
{
	(void)state;
	run(check_ilp32);
}

/* ---- strings ---- */

static const struct expectation strings[] = {
    {"\"abc\"", "\"abc\"", ""},
    {"\"\"", "\"\"", ""},
    {"\"a\" \"b\"\"c\"", "\"abc\"", ""},
    {"(\"a\" /* and */ \"b\")", "\"ab\"", ""},
    {"((\"x\"))", "\"x\"", ""},
    {"__extension__ (\"x\")", "\"x\"", ""},
    {"L\"a\" \"b\"", "L\"ab\"", ""},
    {"\"a\" L\"b\"", "L\"ab\"", ""},
    {"u\"a\" u\"b\"", "u\"ab\"", ""},
    {"U\"a\"", "U\"a\"", ""},
    {"u8\"a\" \"\xc3\xa9\"", "u8\"a\xc3\xa9\"", ""},
    {"\"\\x41\\102C\"", "\"ABC\"", ""},
    {"\"\\x1\" \"2\"", "\"\\0012\"", ""},
    {"\"\\n\\t\\r\\\\\\\"\\'\\?\"", "\"\\n\\t\\r\\\\\\\"'?\"", ""},
    {"\"\\0z\"", "\"\\000z\"", ""},
    {"\"\\e[0m\"", "\"\\033[0m\"", ""},
    {"\"\\303\\251\"", "\"\xc3\xa9\"", ""},
    {"\"\\u00e9\"", "\"\xc3\xa9\"", ""},
    {"\"\\xff\\xc3\"", "\"\\377\\303\"", ""},
    {"\"\\xed\\xa0\\x80\"", "\"\\355\\240\\200\"", ""},
    {"L\"\xc3\xa9\"", "L\"\xc3\xa9\"", ""},
    {"L\"\\xe9\"", "L\"\xc3\xa9\"", ""},
    {"\"\\303\\251\" \"\"", "\"\xc3\xa9\"", ""},
    {"R\"x(a\\n\"b)x\"", "\"a\\\\n\\\"b\"", ""},
    {"LR\"(a)\" \"b\"", "L\"ab\"", ""},
};

static void check_strings(struct ab_arena *arena)
{
	CHECK_ALL(arena, strings, false);
}

static void test_strings(void **state)
{
	(void)state;
	run(check_strings);
}

/* ---- no value ---- */

static const char *const valueless[] = {
    "__builtin_offsetof(handle_t, next->number)",
    "__builtin_offsetof(handle_t, other)",
    "__builtin_offsetof(handle_t)",
    "__builtin_constant_p(key)",
    "(typeof(key))3",
    "(typeof(other))3",
    "sizeof other",
    "sizeof key.number.key[",
    "sizeof (key",
    "",
    "1 +",
    "+",
    "(1",
    "1)",
    "()",
    "1 2",
    "1, 2",
    "a",
    "f(1)",
    "1 = 1",
    "x++",
    "{1}",
    "[1]",
    "1 / 0",
    "1 % 0",
    "1.0 / 0",
    "0.0 / 0.0",
    "1e400",
    "1e39f",
    "65520.0f16",
    "2147483647 + 1",
    "-2147483647 - 2",
    "65536 * 65536",
    "-(-2147483647 - 1)",
    "(-2147483647 - 1) / -1",
    "(-2147483647 - 1) % -1",
    "(-9223372036854775807LL - 1) % -1",
    "9223372036854775807LL + 1",
    "1 << 32",
    "1 << -1",
    "1 >> 32",
    "1LL << 64",
    "18446744073709551616",
    "9223372036854775808",
    "99999999999999999999999",
    "08",
    "0x",
    "0b",
    "0b2",
    "1uu",
    "1lL",
    "1lul",
    "1lll",
    "1i",
    "1.0q",
    "1.5f128",
    "1.0df",
    "1wb",
    "1e",
    "0x1.8",
    "1.0 % 2",
    "1.0 & 1",
    "~1.0",
    "1.0 << 1",
    "1 || 1.0 % 2",
    "(0 || 1) + 1 / 0",
    "(1 && 1) + 1 / 0",
    "0 && ~1.0",
    "1 || 1.0 << 1",
    "(int)1e10",
    "(unsigned)-1.0",
    "((void *)0)",
    "(char *)1",
    "(void)0",
    "(handle_t)1",
    "(struct point)1",
    "(nothing_t)1",
    "(__int128)1",
    "(unsigned __int128)1",
    "(int x)1",
    "(int : 3)1",
    "(int){1}",
    "(int)",
    "(int",
    "sizeof",
    "sizeof(void)()",
    "sizeof(struct nothing)",
    "sizeof(int[])",
    "sizeof(void(void))",
    "_Alignof 1",
    "_Generic(1, int: 2)",
    "\"a\" + 1",
    "\"a\"[0]",
    "*\"a\"",
    "&x",
    "!\"a\"",
    "1 ? \"a\" : \"b\"",
    "\"a\" ? 1 : 2",
    "1 && \"a\"",
    "(\"a\") \"b\"",
    "(int)\"a\"",
    "L\"a\" u\"b\"",
    "u8\"a\" L\"b\"",
    "\"\\q\"",
    "\"\\x\"",
    "\"\\x100\"",
    "\"\\u12\"",
    "\"open",
    "'",
    "''",
    "'\\400'",
    "L'ab'",
    "u'\xf0\x9f\x98\x80'",
    "L\"\\xd800\"",
    "L\"\xff\"",
    "return 1",
    "int",
    "do",
    "1 ? 2",
    "1 ? : ",
    "@",
    "1 # 2",
    "0 && x",
    "1 || f()",
    "/* 1",
    "__builtin_offsetof(struct point, x)",
    "({ 1; })",
    "sizeof(long[4611686018427387904])",
};

static void check_valueless(struct ab_arena *arena)
{
	size_t i;

	for (i = 0; i < sizeof valueless / sizeof *valueless; i++) {
		struct ab_value value;

		if (ab_eval(arena, &worlds[0], valueless[i], &value))
			fail_msg("'%s': %s", valueless[i], value_text(arena, &value));
		assert_int_equal(value.kind, AB_VALUE_NONE);
		assert_null(value.type);
	}
}

static void test_valueless(void **state)
{
	(void)state;
	run(check_valueless);
}

/* ---- depth ---- */

static const char *repeat(struct ab_arena *arena, const char *part, unsigned times,
			  const char *middle, const char *end)
{
	const unsigned n = times;
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	while (times--)
		ab_buf_add(&buf, part);
	ab_buf_add(&buf, middle);
	for (times = n; times; times--)
		ab_buf_add(&buf, end);
	return buf.text;
}

static void check_depth(struct ab_arena *arena)
{
	static const char *const parts[] = {"(", "-", "- ", "1 ? ", "sizeof ", "(int)", "1 ? 1 : "};
	struct ab_value value;
	size_t i;

	for (i = 0; i < sizeof parts / sizeof *parts; i++)
		assert_false(
		    ab_eval(arena, &worlds[0], repeat(arena, parts[i], 100000, "1", ""), &value));
	assert_true(ab_eval(arena, &worlds[0], repeat(arena, "(", 100, "1", ")"), &value));
	assert_false(ab_eval(arena, &worlds[0], repeat(arena, "(", 100000, "1", ")"), &value));
	assert_true(ab_eval(arena, &worlds[0], repeat(arena, "1 + ", 10000, "1", ""), &value));
	assert_int_equal(value.integer.magnitude, 10001);
	assert_true(ab_eval(arena, &worlds[0], repeat(arena, "~ ", 100, "1", ""), &value));
}

static void test_depth(void **state)
{
	(void)state;
	run(check_depth);
}

/* Only the widths are known, as for a policy without a compiler. */
static void check_bare(struct ab_arena *arena)
{
	static const struct ab_eval_env bare = {32, 64, 64, 64, true, NULL, NULL, NULL, NULL, NULL};
	struct ab_value value;

	assert_true(ab_eval(arena, &bare, "'\\377' + true", &value));
	assert_int_equal(value.integer.magnitude, 256);
	assert_false(ab_eval(arena, &bare, "VIR_ONE", &value));
	assert_false(ab_eval(arena, &bare, "(size_t)1", &value));
	assert_true(ab_eval(arena, &bare, "sizeof(short) + _Alignof(int)", &value));
	assert_int_equal(value.integer.magnitude, 6);
	assert_false(value.is_model_dependent);
}

static void test_bare(void **state)
{
	(void)state;
	run(check_bare);
}

/* ---- macro bodies as tokens ---- */

static void check_normalise(struct ab_arena *arena)
{
	static const char *const pairs[][2] = {
	    {"", ""},
	    {"  a  ", "a"},
	    {"a+b", "a+b"},
	    {"a  +\tb", "a + b"},
	    {"f(/* one */x/* two */)", "f( x )"},
	    {"a // rest", "a"},
	    {"a\\\n  b", "a b"},
	    {"\"a  b\" 'c '", "\"a  b\" 'c '"},
	    {"don't", "don't"},
	    {"a##b # c", "a##b # c"},
	    {"@ `", "@ `"},
	    {"\"open  x", "\"open x"},
	    {"1.5e+3 x", "1.5e+3 x"},
	};
	size_t i;

	for (i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_string_equal(ab_tokens_normalise(arena, pairs[i][0]), pairs[i][1]);
}

static void test_normalise(void **state)
{
	(void)state;
	run(check_normalise);
}

static void test_decoration(void **state)
{
	static const char *const decorations[] = {
	    "",
	    " /* nothing */ ",
	    "__attribute__((noreturn))",
	    "__attribute__ (( format ( printf , 1 , ( 2 ) ) )) __attribute__((x))",
	    "[[nodiscard]]",
	    "[[gnu::aligned(8), x]]",
	    "__declspec(dllexport)",
	    "_Pragma(\"GCC poison x\")",
	    "extern",
	    "extern \"C\"",
	    "extern \"C\" {",
	    "}",
	    "static inline",
	    "__extension__ static __inline__ const volatile",
	    "restrict",
	    "_Noreturn",
	    "__asm__ (\"x\")",
	    "extern __attribute__((visibility (\"default\")))",
	};
	static const char *const others[] = {
	    "1",
	    "x",
	    "int",
	    "const char *",
	    "__attribute__",
	    "__attribute__((x)",
	    "__attribute__ x",
	    "[x]",
	    "[[x]",
	    "extern x",
	    "extern \"D\"",
	    "(",
	    ")",
	    "static 1",
	    "{",
	    "\"C\"",
	    "}}x",
	    "__declspec(x",
	    "unsigned",
	    "extern \"C\" { {",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof decorations / sizeof *decorations; i++)
		if (!ab_tokens_are_decoration(decorations[i]))
			fail_msg("'%s' is decoration", decorations[i]);
	for (i = 0; i < sizeof others / sizeof *others; i++)
		if (ab_tokens_are_decoration(others[i]))
			fail_msg("'%s' is no decoration", others[i]);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_values),     cmocka_unit_test(test_types_elsewhere),
	    cmocka_unit_test(test_ilp32),      cmocka_unit_test(test_strings),
	    cmocka_unit_test(test_valueless),  cmocka_unit_test(test_depth),
	    cmocka_unit_test(test_bare),       cmocka_unit_test(test_normalise),
	    cmocka_unit_test(test_decoration),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
