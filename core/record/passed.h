/* SPDX-License-Identifier: GPL-3.0-or-later */
/* passed.h - breaks that were let pass, as text of a record. */
#ifndef ABIDING_RECORD_PASSED_H
#define ABIDING_RECORD_PASSED_H

#include "load.h"

/* What was let pass of one rule; false with an error. */
bool ab_load_passed(struct ab_loader *l, const struct ab_yaml_item *item);

/* All of it, which is sorted; an empty mapping where there is none. */
struct ab_yaml *ab_passed_node(struct ab_arena *arena, const struct ab_record *record);

#endif
