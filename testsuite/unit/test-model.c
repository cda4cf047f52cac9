/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of data models: they stand in records, and must not change. */
#include "with-arena.h"

#include "abiding/model.h"

static const struct {
	struct ab_target target;
	const char *name;
} models[] = {
    {{"x86_64", 32, 64, 64, 64, false, false, false}, "lp64"},
    {{"x86_64", 32, 32, 32, 64, false, false, false}, "ilp32-x32"},
    {{"x86_64", 32, 32, 32, 32, false, false, false}, "ilp32-i386"},
    {{"i686", 32, 32, 32, 32, false, false, false}, "ilp32-i386"},
    {{"i386", 32, 64, 64, 64, false, false, false}, "lp64"},
    {{"x86_64", 32, 32, 64, 64, false, true, false}, "llp64"},
    {{"i686", 32, 32, 32, 32, false, true, false}, "ilp32-i386-windows"},
    {{"aarch64", 32, 64, 64, 64, false, false, false}, "lp64-aarch64"},
    {{"aarch64_be", 32, 64, 64, 64, true, false, false}, "lp64-aarch64-be"},
    {{"arm", 32, 32, 32, 32, false, false, false}, "ilp32-arm"},
    {{"armv7l", 32, 32, 32, 32, false, false, false}, "ilp32-arm"},
    {{"arm", 32, 32, 32, 32, false, false, true}, "ilp32-arm-short-enums"},
    {{"s390x", 32, 64, 64, 64, true, false, false}, "lp64-be"},
    {{"riscv64", 32, 64, 64, 64, false, false, false}, "lp64-riscv"},
    {{"powerpc64le", 32, 64, 64, 64, false, false, false}, "lp64-powerpc"},
    {{"powerpc64", 32, 64, 64, 64, true, false, false}, "lp64-powerpc-be"},
    {{"mipsel", 32, 32, 32, 32, false, false, false}, "ilp32-mips"},
    {{"mips64el", 32, 32, 32, 64, false, false, false}, "ilp32-mips-n32"},
    {{"mips64el", 32, 64, 64, 64, false, false, false}, "lp64-mips"},
    {{"m68k", 32, 32, 32, 32, true, false, false}, "ilp32-m68k-be"},
    {{"avr", 16, 32, 16, 8, false, false, false}, "i16l32p16-avr"},
};

static void names_each_target(struct ab_arena *arena)
{
	char name[AB_MODEL_NAME_MAX];

	(void)arena;
	for (size_t i = 0; i < sizeof models / sizeof *models; i++)
		assert_string_equal(ab_model_name(&models[i].target, name), models[i].name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {ARENA_TEST(names_each_target)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
