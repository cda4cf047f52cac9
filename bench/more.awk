# SPDX-License-Identifier: GPL-3.0-or-later
# more.awk - a header of n entities, in libvirt's style and of all kinds, for
# records that are larger than what is compiled: awk -v n=2000 -f more.awk
BEGIN {
  for (i = 0; i < n; i += 5) {
    printf "#define VIR_MORE_%d \"more-%d\"\n", i, i
    printf "typedef struct _virMore%d { int a; char *b; long c[%d]; } virMore%d;\n", i, i % 9 + 1, i
    printf "typedef enum { VIR_MORE_%d_A = 0, VIR_MORE_%d_B = 1 } virMoreKind%d;\n", i, i, i
    printf "typedef int (*virMoreCallback%d)(virMore%d *a, void *b);\n", i, i
    printf "int virMoreDo%d(virMore%d *a, virMoreCallback%d b);\n", i, i, i
  }
}
