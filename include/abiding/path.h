/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * path.h - the names of files as texts; no file is looked at.
 *
 * A compiler calls a header by how it came to it: the "../lib.h" of lib/sub/part.h
 * is lib/sub/../lib.h to it, and lib/lib.h to everybody else.
 */
#ifndef ABIDING_PATH_H
#define ABIDING_PATH_H

#include <stdbool.h>
#include <stddef.h>

/* The length of what stands before all folders: "/", "./", "../../" or nothing. */
size_t ab_path_root(const char *path);

/* Whether ab_path_shorten() would leave the path as it is. */
bool ab_path_is_short(const char *path);

/*
 * Takes "dir/..", and components that are "." or empty, out of a file's path, in
 * place (POSIX.1-2017, 4.13, less symbolic links: where dir is one, the result may
 * name another file).  Its root stays.
 */
void ab_path_shorten(char *path);

/*
 * Whether a file that is included by others is no header, by its name: "foo.c", "foo.cc".
 * What is static in it, and the versions that it gives to symbols, are its own.
 */
bool ab_path_is_source(const char *path);

#endif
