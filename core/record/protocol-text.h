/* SPDX-License-Identifier: GPL-3.0-or-later */
/* protocol-text.h - protocols in the YAML of a record (print-protocol.c has the layout). */
#ifndef AB_PROTOCOL_TEXT_H
#define AB_PROTOCOL_TEXT_H

#include "protocol/protocol.h"
#include "load.h"

extern const char *const ab_xdr_sort_keys[AB_XDR_SORTS]; /* "constants", "typedefs", ... */
extern const char *const ab_xdr_part_keys[AB_XDR_PARTS]; /* "args", "ret", "msg" */

/* A declaration in one spelling. */
const char *ab_xdr_text(struct ab_arena *arena, const struct ab_xdr_declaration *declaration);

struct ab_yaml *ab_protocol_node(struct ab_arena *arena, const struct ab_protocol *protocol);

/* Reads one of the section's; false with an error at the word that is wrong. */
bool ab_load_protocol(struct ab_loader *l, const struct ab_yaml_item *item);

#endif
