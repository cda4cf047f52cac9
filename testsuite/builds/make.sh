# SPDX-License-Identifier: GPL-3.0-or-later
# make with -include *.d: an edit of the policy, the record or the version
# script compiles anew, and what breaks the promise stops the build.
. "$HARNESS"
. "$BUILDS/library"
write_guarded_library
echo 'int other;' >other.c

# The rule stands behind the -include, which must not decide what $< is.
write_makefile() {
  cat >Makefile <<END
CC = $CC
CFLAGS = -I. $plugin $1
all: user.o other.o
-include user.d other.d
user.o: user.c
	\$(CC) \$(CFLAGS) -c -o \$@ \$<
other.o: other.c
	\$(CC) -c -o \$@ \$<
END
  
  rm -f ./*.o ./*.d
}

build() { make; }
. "$BUILDS/rebuild"

for flags in "-MD" "-MMD -MP" "-MD -MT user.o -MF user.d"; do
  write_makefile "$flags"
  rebuild "$flags" || exit 1
done

# without -MP make itself stops at a file that is gone; with it the compiler does
write_makefile -MD
make >out 2>err || exit 1
mv foo.record.yaml gone
expect "no record" 2 make
has "no record: make's word" err "No rule to make target 'foo.record.yaml', needed by 'user.o'"
mv gone foo.record.yaml

# the .d of -M alone, made before the objects
write_makefile
cat >>Makefile <<'END'
user.d: user.c
	$(CC) $(CFLAGS) -M -MT 'user.o user.d' -MF $@ $<
END
rebuild "-M" || exit 1
