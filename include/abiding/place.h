/* SPDX-License-Identifier: GPL-3.0-or-later */
/* place.h - a place in a file as one number. */
#ifndef ABIDING_PLACE_H
#define ABIDING_PLACE_H

#include <stdint.h>

/*
 * Where an entity or member stands.  In a record read from a file:
 * line << 16 | column of that file (ab_place_line, ab_place_column).  In a
 * collected one: the collector's own handle.  0: nowhere.
 */
typedef uint64_t ab_place;
#define AB_PLACE(line, column) (((ab_place)(line) << 16) | ((column) < 0xffff ? (column) : 0xffff))
#define ab_place_line(place) ((unsigned)((place) >> 16))
#define ab_place_column(place) ((unsigned)((place)&0xffff))

#endif
