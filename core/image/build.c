/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build.c - of which sources this build is: the Makefile has worked it out (image.h). */
#include "abiding/image.h"

const uint64_t ab_image_build = AB_BUILD;
