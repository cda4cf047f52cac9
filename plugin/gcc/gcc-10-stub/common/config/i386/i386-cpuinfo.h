/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * i386-cpuinfo.h - stands in for a header that i386.h of GCC 10 includes and
 * that Debian's gcc-10-plugin-dev 10.2.1 does not install.  i386.h only needs
 * the enum to be complete.  Given with -idirafter: a real one goes first.
 */
enum feature_priority { P_NONE };
