# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced: minimal roots of Debian in $roots, as root, from the mirrors that apt is
# set up with, which no script names.  Mounts and processes live in a namespace that
# ends with the command in it, so none is ever left.  The caller sets $top, $roots,
# and $shared, a folder that all roots see as /mnt; and has die().

# inside ROOT COMMAND...
inside() {
	root=$roots/$1
	shift
	# shellcheck disable=SC2016
	ROOT=$root unshare --mount --propagation private --pid --fork --kill-child -- sh -c '
		mount -t proc proc "$ROOT/proc" &&
		mount --rbind /dev "$ROOT/dev" &&
		mount --bind "$0" "$ROOT/mnt" &&
		exec env --default-signal=HUP,INT,QUIT -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
			HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive ${http_proxy:+"http_proxy=$http_proxy"} \
			chroot "$ROOT" "$@"' "$shared" "$@" </dev/null &
	child=$!
	wait "$child"
}

# All that runs inside ends with this process.
child=
trap '[ -z "$child" ] || kill -KILL "$child" 2>/dev/null; exit 130' HUP INT TERM

# As the libraries that the tests fetch: each_mirror.
mirrors() (
	work=$roots/work
	mkdir -p "$work"
	. "$top/testsuite/real/mirror.sh"
	each_mirror
)

# The proxies of apt on this machine, and what old and unstable releases need.
write_apt_settings() {
	{
		apt-config dump | grep -iE '^Acquire::[a-z]+::Proxy'
		echo 'Acquire::Check-Valid-Until "false";'
		echo 'APT::Install-Recommends "false";'
		echo 'DPkg::Options { "--force-unsafe-io"; };'
	} >"$1/etc/apt/apt.conf.d/99matrix"
	cp -L /etc/resolv.conf "$1/etc/resolv.conf" 2>/dev/null
	printf '#!/bin/sh\nexit 101\n' >"$1/usr/sbin/policy-rc.d"
	chmod 755 "$1/usr/sbin/policy-rc.d"
}

# The script of a release that this debootstrap does not know yet is that of sid.
bootstrap() {
	scripts=/usr/share/debootstrap/scripts
	script=$scripts/$1
	[ -e "$script" ] || script=$scripts/sid
	for mirror in $(mirrors); do
		rm -rf "$roots/new.$1"
		unshare --mount --propagation private -- \
			debootstrap --variant=minbase "$1" "$roots/new.$1" "$mirror" "$script" && return
	done
	return 1
}

# make_root RELEASE: it appears whole or not at all.
make_root() {
	log=$roots/$1.log
	[ ! -d "$roots/$1" ] || return 0
	echo "making a root of Debian $1 in $roots" >&2
	command -v debootstrap >/dev/null || apt-get -qq -y --no-install-recommends install debootstrap >&2 ||
		die 'debootstrap is needed'
	if ! bootstrap "$1" >"$log" 2>&1; then
		tail -n 5 "$log" >&2
		die "cannot make a root of Debian $1: is the network there, and a Debian mirror in apt's sources? ($log)"
	fi
	write_apt_settings "$roots/new.$1"
	mv "$roots/new.$1" "$roots/$1"
}

# install ROOT PACKAGE...: only what is missing.
install() {
	release=$1 log=$roots/$1.log
	shift
	missing=
	for package; do
		dpkg-query --admindir="$roots/$release/var/lib/dpkg" -W -f '${db:Status-Status}' "$package" \
			2>/dev/null | grep -qx installed || missing="$missing $package"
	done
	[ -n "$missing" ] || return 0
	echo "Debian $release: installing$missing" >&2
	# shellcheck disable=SC2086
	inside "$release" sh -c 'apt-get -qq update && apt-get -qq -y install "$@" && apt-get clean' \
		install $missing >"$log" 2>&1 && return
	tail -n 5 "$log" >&2
	die "cannot install$missing in Debian $release ($log)"
}

# copy_tree DIR: the tree as it is now; what was built there before stays, for make to judge.
copy_tree() {
	mkdir -p "$1"
	find "$1" -mindepth 1 -maxdepth 1 ! -name build -exec rm -rf {} +
	tar -C "$top" --exclude-vcs --exclude=./build -cf - . | tar -C "$1" -xf -
}
