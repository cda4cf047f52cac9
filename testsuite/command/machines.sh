# SPDX-License-Identifier: GPL-3.0-or-later
# Libraries for other machines: of 32 bits, of the other byte order, and cut short.
. "$HARNESS"
"$CC" -std=gnu11 -Wall -o elf-of "$SUITE/elf-of.c" -lelf || exit 2
printf 'abiding: 1\nlibrary: foo\nrecord: r.yaml\nsurfaces:\n- {name: foo, entry: foo.h}\n' >p.yaml
printf 'int foo_kept(void);\nint foo_gone(void);\n' >foo.h
expect 'freeze' 0 "$COMMAND" freeze -p p.yaml --release 1.0 -o r.yaml -- -I.
# i386, MIPS, ARM, PowerPC, S/390 of both, SPARC of 64 bits, RISC-V, and none that is known
for machine in 32:little:3 32:big:8 32:little:40 32:big:20 32:big:22 64:big:22 64:big:43 64:big:21 \
  64:little:243 32:little:243 64:little:65000; do
  IFS=: read -r bits order number <<END
$machine
END
  ./elf-of "$bits" "$order" "$number" whole.so foo_kept foo_gone || exit 2
  expect "$machine: holds" 0 "$COMMAND" symbols -p p.yaml whole.so
  ./elf-of "$bits" "$order" "$number" less.so foo_kept || exit 2
  expect "$machine: one is gone" 1 "$COMMAND" symbols -p p.yaml less.so
  has "$machine: which" out "error: .*foo_gone.*\[symbol-removed\]"
  lacks "$machine: no other" out 'foo_kept'
  for part in 20 60 100 200; do
    head -c "$part" whole.so >cut.so
    expect "$machine: cut behind $part bytes" 2 timeout 20 "$COMMAND" symbols -p p.yaml cut.so
    has "$machine: cut behind $part bytes: said" err 'cut.so: error: '
  done
done
# the header says the other byte order than the rest has
./elf-of 64 little 62 whole.so foo_kept foo_gone
printf '\002' | dd of=whole.so bs=1 seek=5 conv=notrunc 2>/dev/null
expect 'another byte order than it says' 2 timeout 20 "$COMMAND" symbols -p p.yaml whole.so
