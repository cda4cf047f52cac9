/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * limits.h - how much of anything is taken, so that no input keeps a compiler
 * busy for ever.  doc/trust.md has the same numbers (testsuite/command/bounds.sh
 * compares them) and says what becomes of more.
 */
#ifndef ABIDING_LIMITS_H
#define ABIDING_LIMITS_H

enum {
	/* a file that is read as a whole, and a record that is written */
	AB_FILE_BYTES_MAX = 64 * 1024 * 1024,
	/* YAML: levels (a struct in a struct takes two); keys and values, of a record that is written too */
	AB_YAML_LEVELS_MAX = 256,
	AB_YAML_NODES_MAX = 4 * 1024 * 1024,
	/* declarations and expressions, one in the other */
	AB_NESTING_MAX = 256,
	/* a type in a header: pointers, arrays and functions in each other, and in all */
	AB_TYPE_LEVELS_MAX = 100,
	AB_TYPE_PARTS_MAX = 16384,
	/* typedefs of typedefs, one behind the other */
	AB_TYPEDEFS_MAX = 256,
	/* the tokens of a macro's expansion, all that come up on the way counted; its text; arguments */
	AB_EXPAND_TOKENS_MAX = 20000,
	AB_EXPAND_TEXT_MAX = 200000,
	AB_EXPAND_ARGUMENTS_MAX = 256,
	/* macros in macros */
	AB_EXPAND_NESTING_MAX = 256,
	/* tokens on the way to what of a macro's body leaves nothing behind */
	AB_EXPAND_EMPTY_MAX = 1000000,
	/* ELF: bytes of names for each byte of the file, since names may share their ends */
	AB_ELF_SHARED_MAX = 16,
	/* protocols: names for a number, one behind the other */
	AB_XDR_ALIASES_MAX = 64,
	/* protocols: structs, unions and enums in braces, and #if, in each other */
	AB_XDR_LEVELS_MAX = 32,
	AB_XDR_CONDITIONS_MAX = 64,
	/* protocols: steps through what is grouped or named otherwise than was promised */
	AB_WIRE_STEPS_MAX = 1024 * 1024,
	/* options for the compiler: @FILE, in all; GCC takes as many */
	AB_FLAGS_FILES_MAX = 1999,
};

#endif
