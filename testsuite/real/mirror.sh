# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced: files and packages from the mirrors that apt is set up with, which no
# script names.  The caller sets $work, a folder for what lasts only as long as the
# script; what the last download said is in $work/log.
: >"$work/log"

# The archives that apt reads packages from: both formats of sources.list(5).
mirrors() {
	root=${APT_ETC:-/etc/apt}
	for f in "$root"/sources.list.d/*.sources; do
		[ -f "$f" ] || continue
		grep -v '^#' "$f" | awk -v RS= -F '\n' '
			{ uris = ""; types = ""; use = 1
			  for (i = 1; i <= NF; i++) {
				key = tolower($i); sub(/:.*/, "", key)
				value = $i; sub(/^[^:]*:[ \t]*/, "", value)
				if ($i ~ /^[ \t]/) { if (last == "uris") uris = uris " " $i; continue }
				last = key
				if (key == "uris") uris = value
				if (key == "types") types = value
				if (key == "enabled" && tolower(value) ~ /^(no|false|off|without|disable)/) use = 0 }
			  if (use && types ~ /(^|[ \t])deb([ \t]|$)/) print uris }' | tr -s ' \t' '\n'
	done
	cat "$root"/sources.list "$root"/sources.list.d/*.list 2>/dev/null |
		sed -n 's/^deb[ \t]\{1,\}\(\[[^]]*\][ \t]*\)\{0,1\}\([^ \t]*\).*/\2/p'
}

# download URL FILE: by apt's own helper, which knows apt's proxies and transports.
download() {
	if [ -x /usr/lib/apt/apt-helper ]; then
		/usr/lib/apt/apt-helper download-file "$1" "$2" >"$work/log" 2>&1
	elif command -v curl >/dev/null; then
		curl -fsSL -o "$2" "$1" >"$work/log" 2>&1
	else
		wget -q -O "$2" "$1" >"$work/log" 2>&1
	fi && [ -s "$2" ]
}

# each_mirror: a line each, without the slashes at the end, once.
each_mirror() {
	mirrors | sed 's,/*$,,' | awk '!seen[$0]++'
}

# find_package SUITE PACKAGE: sets mirror, version, filename, sha256 and depends (names
# between commas) of PACKAGE there, for amd64.  Each suite's index is fetched once.
find_package() {
	found=
	for mirror in $(each_mirror); do
		list=$work/$1.$(echo "$mirror" | tr -c 'A-Za-z0-9\n' _)
		[ -f "$list" ] || list_packages "$1" || continue
		found=$(awk -v name="$2" '$1 == name { last = $0 } END { print last }' "$list")
		[ -z "$found" ] || break
	done
	# shellcheck disable=SC2086
	set -- $found
	[ $# = 5 ] || return 1
	# not all of those that read this in ask for the version and what it depends on
	# shellcheck disable=SC2034
	version=$2 filename=$3 sha256=$4 depends=$5
}

# list_packages SUITE: the index at $mirror, as $list: package, version, file, checksum,
# what it depends on.
list_packages() {
	rm -f "$work/Packages.xz"
	download "$mirror/dists/$1/main/binary-amd64/Packages.xz" "$work/Packages.xz" || return
	xz -dc "$work/Packages.xz" | awk -v RS= -F '\n' '
		{ split("", field)
		  for (i = 1; i <= NF; i++)
			if (match($i, /^(Package|Version|Filename|SHA256|Depends): /))
				field[substr($i, 1, RLENGTH - 2)] = substr($i, RLENGTH + 1)
		  gsub(/ *\([^)]*\)|:any| /, "", field["Depends"])
		  gsub(/\|/, ",", field["Depends"])
		  if (field["Filename"] && field["SHA256"])
			print field["Package"], field["Version"], field["Filename"], field["SHA256"],
				"," field["Depends"] }' \
		>"$work/list" && mv "$work/list" "$list"
}

# fetch_deb DIR: the package that find_package has found, as $deb in DIR.
fetch_deb() {
	deb=$1/${filename##*/}
	[ ! -f "$deb" ] || return 0
	download "$mirror/$filename" "$work/deb" || return
	echo "$sha256  $work/deb" | sha256sum --check --status ||
		{ echo "$filename: wrong SHA256" >"$work/log"; return 1; }
	mv "$work/deb" "$deb"
}

# upstream_version VERSION: without Debian's epoch and revision.
upstream_version() {
	echo "${1#*:}" | sed 's/-[^-]*$//'
}
