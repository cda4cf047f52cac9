# SPDX-License-Identifier: GPL-3.0-or-later
# A policy or a record is edited by hand while the command is at work on it: the edit stays.
. "$HARNESS"
compiler=${CC:-gcc}
echo 'int f(void);' >foo.h
printf 'abiding: 1\nlibrary: foo\nrecord: r.yaml\nsurfaces:\n- {name: foo, entry: foo.h, promise: forever}\n' >p.yaml
cp p.yaml plain.yaml

# When a file of this folder is synced, and none of those below it, $EDITING is run.
cat >editing.c <<'END_OF_C'
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
int fsync(int fd)
{
	char link[40], path[PATH_MAX] = "", here[PATH_MAX];
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	if (readlink(link, path, sizeof path - 1) < 0 || !getcwd(here, sizeof here))
		return -1;
	*strrchr(path, '/') = '\0';
	return strcmp(path, here) || !system(getenv("EDITING")) ? 0 : -1;
}
END_OF_C
$compiler -shared -fPIC -o editing.so editing.c || exit 1

# expect_edited NAME STATUS EDITING WORD...
expect_edited() {
  name=$1 wanted=$2 editing=$3
  shift 3
  expect "$name" "$wanted" env LD_PRELOAD=./editing.so "EDITING=$editing" "$COMMAND" "$@"
}
freeze() { expect_edited "$1" "$2" "$3" freeze -p p.yaml --release "$4" -o r.yaml -- -I.; }

# refused NAME EDITING RELEASE: a freeze onto r.yaml; by-hand is what the edit makes of it.
refused() {
  freeze "$1: refused" 2 "$2" "$3"
  has "$1: why" err 'r.yaml: error: cannot write: somebody has changed it since it was read'
  same "$1: the edit stays" by-hand r.yaml
  if test -n "$(find . -name 'r.yaml.*')"; then fail "$1: no temporary" "$(ls)"; else pass "$1: no temporary"; fi
}
echo 'made by hand' >by-hand
refused 'a record that comes up' 'cp by-hand r.yaml' 1.0
rm r.yaml
freeze 'nobody edits' 0 true 1.0
cp r.yaml first.yaml
{ cat first.yaml; echo '# by hand'; } >by-hand
refused 'a record that gains a line' 'cp by-hand r.yaml' 1.1
cp first.yaml r.yaml
sed 's/1\.0/1.7/' first.yaml >by-hand
refused 'a record of the same length' 'cp by-hand r.yaml' 1.1
cp first.yaml r.yaml
sed '$d' first.yaml >by-hand
refused 'a record that loses a line' 'cp by-hand r.yaml' 1.1
cp first.yaml r.yaml
sed 's/  f:/  g:/' first.yaml >by-hand
refused 'a record that an editor replaces' 'cp by-hand new; mv new r.yaml' 1.1
cp first.yaml r.yaml
freeze 'a record that is only touched' 0 'touch r.yaml' 1.1
cp first.yaml r.yaml
freeze 'a record that goes: refused' 2 'rm -f r.yaml' 1.1
if test ! -e r.yaml; then pass 'a record that goes: gone'; else fail 'a record that goes: gone' "$(cat r.yaml)"; fi

# ---- waive, init ----

{ cat plain.yaml; echo '# by hand'; } >by-hand
expect_edited 'waive: refused' 2 'cp by-hand p.yaml' waive -p p.yaml macro-removed FOO --reason r
has 'waive: why' err 'p.yaml: error: cannot write: somebody has changed it since it was read'
same 'waive: the edit stays' by-hand p.yaml
cp plain.yaml p.yaml
expect_edited 'waive, nobody edits' 0 true waive -p p.yaml macro-removed FOO --reason r
has 'waive, nobody edits: the waiver' p.yaml 'entity: FOO'
expect_edited 'init: refused' 2 'cp by-hand new.yaml' init -o new.yaml foo.h -- -I.
same 'init: the edit stays' by-hand new.yaml
expect_edited 'init --force' 0 'cp by-hand new.yaml' init --force -o new.yaml foo.h -- -I.
