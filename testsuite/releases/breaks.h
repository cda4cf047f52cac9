/* SPDX-License-Identifier: GPL-3.0-or-later */
/* breaks.h - a record with one thing changed in it, of all that can be. */
#ifndef BREAKS_H
#define BREAKS_H

#include "abiding/record.h"

/*
 * Makes the k-th change in a record, which is not to be used but for a
 * comparison; returns what it is, in memory of the record's arena, or NULL:
 * there are no more than k.
 */
const char *break_record(struct ab_record *record, unsigned long k);

#endif
