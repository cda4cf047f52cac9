# SPDX-License-Identifier: GPL-3.0-or-later
# The hook that .pre-commit-hooks.yaml offers, in pre-commit: real commits.
. "$HARNESS"
. "$SUITE/life"
needs git pre-commit
install_abiding

# this tree as a repository of hooks
mkdir hooks
cp "$top/.pre-commit-hooks.yaml" hooks
git -C hooks init -q
git -C hooks add .
git -C hooks -c user.name=x -c user.email=x@example.org commit -qm hooks
git -C hooks tag v0.1.0

project git
edit .pre-commit-config.yaml 's|https://git.example.org/abiding|../hooks|'
. "$SUITE/commits"
with_abiding
PRE_COMMIT_HOME=$PWD/../cache
export PRE_COMMIT_HOME

expect "the first commit" 0 commit .
expect "installed" 0 pre-commit install
commits 'what the public headers promise.*Failed'
