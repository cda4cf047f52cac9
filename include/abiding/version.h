/* SPDX-License-Identifier: GPL-3.0-or-later */
/* version.h - the release of abiding, for --version and reports of bugs. */
#ifndef ABIDING_VERSION_H
#define ABIDING_VERSION_H

#define ABIDING_VERSION "0.1.0"

#endif
