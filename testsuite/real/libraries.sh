# shellcheck shell=sh disable=SC2034 # passed and tab are for the script that reads this
# SPDX-License-Identifier: GPL-3.0-or-later
# libraries.sh - for run-upgrades, run-altered and run-ways: libraries as Debian has
# them, unpacked below $out and not installed, frozen and held to their record.
#
# Wants the script's $command, $CC, $here, $out and $work, FROM, the suite that is frozen,
# perhaps TO, a newer one, and mirror.sh.  A library is $package, its compiler's options
# are $flags, the headers that C programs may include $entries.

triplet=$($CC -dumpmachine)
tab=$(printf '\t')
: "${TO:=$FROM}"
passed=0 failed=0

# ---- packages ----

# unpack TREE SUITE PACKAGE: into that folder, with what its headers include, but not the
# C library.
unpack() {
	tree=$out/$1 done=$out/$1/packages
	mkdir -p "$done"
	queue=$3
	while [ "$queue" ]; do
		next=${queue%%,*} queue=${queue#"${queue%%,*}"}
		queue=${queue#,}
		[ ! -e "$done/$next" ] || continue
		if ! find_package "$2" "$next" || ! fetch_deb "$out/debs"; then
			: >"$done/$next"
			continue
		fi
		dpkg-deb --fsys-tarfile "$deb" | tar -C "$tree" --exclude '*.a' --exclude './usr/share/doc*' \
			--exclude './usr/share/man*' -xvf - >"$work/files" 2>/dev/null
		{
			echo "version ${version#*:}"
			sed -n 's,^\./usr/include/\(.*\.h\)$,header \1,p; s,^\./\(.*\.pc\)$,pc \1,p; s,^\./\(.*\.so\)$,so \1,p' "$work/files"
		} >"$work/done" && mv "$work/done" "$done/$next"
		for needed in $(echo "$depends" | tr , ' '); do
			case $needed in
			libc6-dev | linux-libc-dev | libstdc++-*-dev | libgcc-*-dev | *-dev-bin) ;;
			*-dev | xorg-sgml-doctools) queue=$queue${queue:+,}$needed ;;
			esac
		done
	done
}

# said SUITE PACKAGE WORD: what the package has of that.
said() {
	sed -n "s/^$3 //p" "$out/$1/packages/$2"
}

# headers_of SUITE PACKAGE: by the names that users include them by; and those of the
# packages which have become of the older one.
headers_of() {
	said "$FROM" "$2" header | sed 's/^/header /' >"$work/older"
	# shellcheck disable=SC2046
	cat "$out/$1/packages/$2" $(grep -l -F -x -f "$work/older" "$out/$1"/packages/*) |
		sed -n "s,^header \($triplet/\)*,,p" | sort -u
}

# flags_of SUITE PACKAGE
flags_of() {
	tree=$out/$1
	export PKG_CONFIG_SYSROOT_DIR="$tree"
	export PKG_CONFIG_LIBDIR="$tree/usr/lib/$triplet/pkgconfig:$tree/usr/lib/pkgconfig:$tree/usr/share/pkgconfig"
	flags="-I$tree/usr/include -I$tree/usr/include/$triplet $system"
	# from the other suite's too: what was one package may be two now
	for module in $({ said "$FROM" "$2" pc; said "$TO" "$2" pc; } | sed 's,.*/,,; s/\.pc$//' | sort -u); do
		flags="$(pkg-config --cflags "$module" 2>/dev/null) $flags"
	done
	flags=$(echo "$flags" | tr ' ' '\n' | awk '!seen[$0]++' | paste -s -d ' ')
}

# sonames SUITE PACKAGE: as far as the links for the linker tell.
sonames() {
	said "$1" "$2" so | while read -r link; do
		readlink "$out/$1/$link" | sed 's,.*/,,; s/\(\.so\.[0-9]*\).*/\1/'
	done | sort -u | paste -s -d ,
}

# ---- headers ----

# choose_entries HEADERS: of them, those that C programs may include, together and each
# by itself: what the compiler's first error comes from is left out until there is none.
choose_entries() {
	echo "$1" | sed 's/.*/#include <&>/' >"$work/entries.c"
	# shellcheck disable=SC2086
	until timeout 20 $CC -fsyntax-only -w -fmax-errors=1 $flags "$work/entries.c" >"$work/log" 2>&1; do
		line=$(sed -n 's/.*entries\.c:\([0-9]*\):.*/\1/p' "$work/log" | head -n 1)
		[ "$line" ] || return
		sed -i "${line}d" "$work/entries.c"
	done
	while read -r line; do
		# shellcheck disable=SC2086
		echo "$line" | timeout 20 $CC -x c -fsyntax-only -w $flags - >"$work/log" 2>&1 && echo "$line"
	done <"$work/entries.c" >"$work/alone.c"
	mv "$work/alone.c" "$work/entries.c"
	entries=$(sed 's/#include <//; s/>//' "$work/entries.c" | paste -s -d ' ')
	[ "$entries" ]
}

# headers_read: of the headers on standard input, those that the entries bring.
headers_read() {
	cat >"$work/wanted"
	# shellcheck disable=SC2086
	$CC -M -w $flags "$work/entries.c" 2>/dev/null | tr -s ' \\' '\n' | sed -n 's,.*/usr/include/,,p' |
		sed "s,^$triplet/,," | awk 'NR == FNR { wanted[$0]; next } {
			for (name = $0; name; ) {
				if (name in wanted) { print name; break }
				if (!sub(/^[^\/]*\//, "", name)) break
			}
		}' "$work/wanted" - | sort -u
}

# write_policy SUITE PACKAGE
write_policy() {
	echo 'abiding: 1'
	echo "library: $2"
	echo "record: $work/record.yaml"
	echo 'surfaces:'
	echo '- name: all'
	echo "  entry: [$(echo "$entries" | sed 's/[^ ]*/"&"/g; s/ /, /g')]"
	echo '  headers:'
	# what the older release had is promised, wherever it went
	{ headers_of "$FROM" "$2"; headers_of "$1" "$2"; } | headers_read >"$work/headers.$1"
	cat "$work/headers.$FROM" "$work/headers.$1" | sort -u | sed 's/.*/  - "&"/'
	echo '  promise: forever'
}

# ---- the promise ----

fail() {
	failed=$((failed + 1))
	echo "FAIL: $package: $*"
	[ ! -s "$work/log" ] || sed 's/^/    /' "$work/log" | head -20
	return 1
}

# freeze SUITE RECORD: and what was frozen holds.
freeze() {
	write_policy "$1" "$package" >"$work/$1.policy.yaml"
	rm -f "$work/record.yaml"
	# shellcheck disable=SC2086
	timeout 120 "$command" freeze -p "$work/$1.policy.yaml" --release "$(release_of "$1")" -o "$work/record.yaml" -- $flags \
		>"$work/log" 2>&1 || { fail "freeze of $1: exit $?"; return; }
	# what lies beside them may be another library's
	# shellcheck disable=SC2086
	if ! timeout 120 "$command" check -p "$work/$1.policy.yaml" -- $flags >"$work/log" 2>&1 ||
		grep -v "\(comes with the public headers, and no surface\|no entry brings it\).*\[not-checked\]" "$work/log" |
			grep -qE '\[[a-z]+(-[a-z]+)+\]$'; then
		fail "check of $1"
		return
	fi
	mv "$work/record.yaml" "$2"
}

release_of() {
	upstream_version "$(said "$1" "$package" version)"
}

# findings JSON: rule and entity of each, and the member.
findings() {
	sed -n 's/^ *{"rule": "\([^"]*\)".*"entity": "\([^"]*\)", "member": "\([^"]*\)".*/\1\t\2\t\3/p; t
		s/^ *{"rule": "\([^"]*\)".*"entity": "\([^"]*\)".*/\1\t\2\t/p' "$1" | sort -u
}

# broken_assertions RECORD: those that fail, by themselves or in a macro, as "WHAT NAME".
# The compiler's notes name other lines, too.
broken_assertions() {
	# shellcheck disable=SC2086
	"$out/asserts" "$1" $entries >"$work/asserts.c"
	# shellcheck disable=SC2086
	timeout 120 $CC -fsyntax-only -w -fmax-errors=0 $flags "$work/asserts.c" 2>&1 |
		sed -n 's/^[^ ]*asserts\.c:\([0-9]*\):.*/\1/p' | sort -un |
		awk 'NR == FNR { wanted[$1]; next } FNR in wanted && /^_Static_assert/' - "$work/asserts.c" |
		sed 's/.*, "\([^"]*\)");$/\1/' | sort -u
}

# lint_rules: the rules of what is new, as a pattern
lint_rules() {
	sed -n '/, LINT,/s/^AB_RULE([^"]*"\([^"]*\)".*/\1/p' "$here/../../include/abiding/rules.def" |
		paste -s -d '|' | sed 's/|/\\|/g'
}

# set_up: what all of them need.  The C library is the older one's in both: what it changes
# is not what is asked.
set_up() {
	$CC -std=c11 -D_POSIX_C_SOURCE=200809L -O1 -I"$here/../../include" -o "$out/asserts" \
		"$here/asserts.c" "$(dirname "$command")/core.a" -lyaml || exit 2
	for package in libc6-dev linux-libc-dev libcrypt-dev; do unpack base "$FROM" "$package"; done
	system="-nostdinc -isystem$($CC -print-file-name=include) -isystem$out/base/usr/include/$triplet -isystem$out/base/usr/include"
}
