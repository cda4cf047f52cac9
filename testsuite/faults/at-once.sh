# SPDX-License-Identifier: GPL-3.0-or-later
# Many at once: freezes of one record, compiles with one cache and one report.
# AT_ONCE=1000 compiles; 60 if not said.
. "$HARNESS"
lib=$(dirname "$0")/../modes
n=${AT_ONCE:-60}

# Eight headers, each frozen onto the same record while the others are.
for i in 1 2 3 4 5 6 7 8; do
  echo "int lib_$i(int x);" >lib$i.h
  "$COMMAND" freeze --release 1.0 -o lib.record.yaml lib$i.h >out$i 2>&1 &
done
wait
if test "$(grep -c '^  lib_[1-8]: ' lib.record.yaml)" = 8; then pass 'freezes lose nothing'
else fail 'freezes lose nothing' "$(cat lib.record.yaml out?)"; fi

# Waivers, by the policy's name and by that of a link to it.
mkdir by-link
ln -s ../lib.policy.yaml by-link/policy.yaml
printf 'abiding: 1\nlibrary: lib1\nrecord: lib.record.yaml\nsurfaces:\n- {name: a, entry: lib1.h, promise: forever}\n' >lib.policy.yaml
for i in 1 2 3 4 5 6 7 8 9 10; do
  "$COMMAND" waive -p lib.policy.yaml macro-removed LIB_$i --reason r >out$i 2>&1 &
  "$COMMAND" waive -p by-link/policy.yaml macro-removed LINK_$i --reason r >outlink$i 2>&1 &
done
wait
if test "$(grep -c 'entity: LI[BN]K*_' lib.policy.yaml)" = 20; then pass 'waivers lose nothing'
else fail 'waivers lose nothing' "$(cat lib.policy.yaml out?)"; fi

mkdir good broken
cp "$lib/user.c" "$lib/lib.policy.yaml" .
cp "$lib/lib.h" good
sed -e 's/^\tint y;/&\n\tint z;/' -e '/lib_close/d' -e 's/LIMIT 16/LIMIT 17/' "$lib/lib.h" >broken/lib.h
"$COMMAND" freeze -p lib.policy.yaml --release 1.0 -o lib.record.yaml -- -I good >out 2>err
rm lib.record.yaml
"$COMMAND" freeze -p lib.policy.yaml --release 1.0 -o lib.record.yaml -- -I good >out 2>err || exit 1

cat >one <<'END'
# one N: odd ones compile what is broken, every fifth finds an image that is damaged
headers=good
test $(($1 % 2)) = 0 || headers=broken
if test $(($1 % 5)) = 4; then
  for image in cache/*.abi; do test ! -e "$image" || { head -c 1000 "$image" >cut.$1; mv cut.$1 "$image"; }; done
fi
LC_ALL=C $CC -I $headers "-fplugin=$ABIDING_PLUGIN" -fplugin-arg-abiding-policy=lib.policy.yaml \
  -fplugin-arg-abiding-cache=cache -fplugin-arg-abiding-report=report.json -c user.c -o $1.o >$1.err 2>&1
echo "$headers $? $(grep -c 'error:' $1.err)" >$1.verdict
cmp -s plain.o $1.o && echo same >>$1.verdict
test ! -s $1.err || grep -v -e error: -e note: -e 'In file' -e ' | ' $1.err >>$1.verdict
rm -f $1.o $1.err
END
$CC -I good -c user.c -o plain.o
seq "$n" | xargs -P 32 -L 1 sh one
good=$(cat ./*.verdict | sed -n 's/^good //p' | sort | uniq -c | tr -s ' ')
broken=$(cat ./*.verdict | sed -n 's/^broken //p' | sort | uniq -c | tr -s ' ')
other=$(cat ./*.verdict | grep -v -e '^good' -e '^broken' | sort | uniq -c | tr -s ' ')
if test "$good" = " $((n / 2)) 0 0"; then pass "$n compiles: as promised"
else fail "$n compiles: as promised" "$good"; fi
if test "$broken" = " $((n - n / 2)) 1 3"; then pass "$n compiles: broken"
else fail "$n compiles: broken" "$broken"; fi
if test "$other" = " $((n / 2)) same"; then pass "$n compiles: the same code"
else fail "$n compiles: the same code" "$other"; fi
# a line is whole if it is one of the three that there are
lines=$(sort report.json | uniq -c | tr -s ' ' | cut -d ' ' -f 2 | sort -u)
if test "$lines" = "$((n - n / 2))" && test "$(sort -u report.json | wc -l)" = 3; then pass "$n compiles: whole lines"
else fail "$n compiles: whole lines" "$(sort report.json | uniq -c | cut -c 1-150)"; fi
if test -z "$(find cache -type f ! -name '*.abi')"; then pass "$n compiles: no leftovers in the cache"
else fail "$n compiles: no leftovers in the cache" "$(ls cache)"; fi
