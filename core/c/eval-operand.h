/* SPDX-License-Identifier: GPL-3.0-or-later */
/* eval-operand.h - the constants and names of an expression. */
#ifndef ABIDING_EVAL_OPERAND_H
#define ABIDING_EVAL_OPERAND_H

#include "eval-type.h"

/*
 * The number, character, strings or name at hand (C17 6.5.1), which is read; false:
 * it is none of them, or none whose value is known.
 */
bool ab_eval_operand(struct ab_eval_run *e, struct ab_operand *value);

#endif
