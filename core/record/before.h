/* SPDX-License-Identifier: GPL-3.0-or-later */
/* before.h - the entities of a record as text, for those that it had before a release. */
#ifndef ABIDING_RECORD_BEFORE_H
#define ABIDING_RECORD_BEFORE_H

#include "abiding/record.h"
#include "base/yaml-node.h"

/* All entities of a record, as sections of that mapping, by another one's data models. */
void ab_put_sections(struct ab_arena *arena, const struct ab_record *models,
		     const struct ab_record *record, struct ab_yaml *map);

#endif
