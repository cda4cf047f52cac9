/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abiding/model.h"

#include <stdio.h>
#include <string.h>

/* Machines of one ABI, less the width of pointers and the order of bytes. */
static const struct family {
	const char *prefix; /* of the machine */
	const char *name;   /* "": the commonest with these widths and that order */
} families[] = {
    {"x86_64", ""},	     {"aarch64", "-aarch64"},	  {"arm", "-arm"},     {"s390", ""},
    {"powerpc", "-powerpc"}, {"ppc", "-powerpc"},	  {"riscv", "-riscv"}, {"mips", "-mips"},
    {"sparc", "-sparc"},     {"loongarch", "-loongarch"},
};

static bool starts_with(const char *text, const char *prefix)
{
	while (*prefix && *text == *prefix)
		text++, prefix++;
	return !*prefix;
}

/* i386 to i786, x86_64 with 32 bits alike. */
static bool is_x86(const char *machine)
{
	return starts_with(machine, "x86_64") ||
	       (machine[0] == 'i' && machine[1] && starts_with(machine + 2, "86"));
}

/* NULL: none that is known here. */
static const char *family_of(const struct ab_target *target)
{
	const bool has_wide_registers = target->register_bits > target->pointer_bits;

	if (is_x86(target->machine))
		return target->pointer_bits == 64 ? "" : has_wide_registers ? "-x32" : "-i386";
	if (starts_with(target->machine, "mips") && has_wide_registers)
		return "-mips-n32";
	for (size_t i = 0; i < sizeof families / sizeof *families; i++)
		if (starts_with(target->machine, families[i].prefix))
			return families[i].name;
	return NULL;
}

/* NULL: widths that have no name. */
static const char *widths_of(const struct ab_target *target)
{
	if (target->int_bits != 32 || (target->pointer_bits != 32 && target->pointer_bits != 64))
		return NULL;
	return target->pointer_bits == 32 ? "ilp32" : target->long_bits == 64 ? "lp64" : "llp64";
}

/* Text at the end of a name; the new end. */
static char *put(char *end, const char *text)
{
	while ((*end = *text++) != '\0')
		end++;
	return end;
}

const char *ab_model_name(const struct ab_target *target, char name[AB_MODEL_NAME_MAX])
{
	const char *widths = widths_of(target), *family = family_of(target);
	/* with all that can be behind them, still shorter than AB_MODEL_NAME_MAX */
	char numbers[40], machine[40], *end;

	if (!widths)
		snprintf(numbers, sizeof numbers, "i%ul%up%u", target->int_bits, target->long_bits,
			 target->pointer_bits);
	if (!family)
		snprintf(machine, sizeof machine, "-%.*s", (int)strcspn(target->machine, "-"),
			 target->machine);
	end = put(name, widths ? widths : numbers);
	end = put(end, family ? family : machine);
	end = put(end, target->is_big_endian ? "-be" : "");
	end = put(end, target->is_windows && target->pointer_bits == 32 ? "-windows" : "");
	put(end, target->has_short_enums ? "-short-enums" : "");
	return name;
}
