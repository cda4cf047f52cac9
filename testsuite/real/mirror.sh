# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced: files from the mirrors that apt is set up with, which no script names.
# The caller sets $work, a folder for what lasts only as long as the script; what
# the last download said is in $work/log.
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
