# SPDX-License-Identifier: GPL-3.0-or-later
# What the house needs from the system: named here, installed by `make packages`
# (as root, on Debian, only what is missing), which demo and check do first.

.DEFAULT_GOAL := all

# The compiler of $(CC) and $(CXX) and its plugin headers are added by the script.
PACKAGES = make libc6-dev pkg-config xz-utils libyaml-dev libelf-dev libcmocka-dev dejagnu libxml2-dev libxml2-utils libvirt-dev
# One more GCC, such as gcc-11, that the tests see refuse the plugin.
OTHER_GCC =
# What builds are tested with, and nobody else needs.
check: PACKAGES += ninja-build ccache distcc git strace zlib1g-dev libsqlite3-dev libpng-dev libncurses-dev
# rpcgen came with the C library before Debian 12, where no package has this name; it asks for a cpp.
check: PACKAGES += libtirpc-dev cpp $(if $(shell command -v rpcgen),,rpcsvc-proto)

packages:
	@sh build-aux/install-packages "$(CC)" "$(CXX)" $(PACKAGES) $(OTHER_GCC)

# No more than `make` and `make install` need.
build-packages:
	@sh build-aux/install-packages "$(CC)" "$(CXX)" make libc6-dev libyaml-dev libelf-dev

# In two steps, so that nothing is built before all is installed, with -j too.
demo: packages
	@$(MAKE) --no-print-directory all
	@sh demo/demo $(BUILD) "$(CC)"

# What to build needs is asked before the first compile: a page of errors says less.
ifneq ($(filter all install install-plugin,$(or $(MAKECMDGOALS),all)),)
GCC_VERSION := $(shell $(CC) -dumpversion 2>/dev/null)
ifneq ($(GCC_VERSION),)
ifeq ($(filter 10 11 12 13 14 15 16,$(firstword $(subst ., ,$(GCC_VERSION)))),)
$(error abiding is a plugin for GCC 10 to 16, and $(CC) is version $(GCC_VERSION): name one of them in CC and CXX)
endif
endif
NEEDED := $(shell sh build-aux/install-packages --needs "$(CC)" "$(CXX)")
ifneq ($(strip $(NEEDED)),)
$(error to build abiding, first install: $(NEEDED) (as root, `make build-packages` does))
endif
endif

.PHONY: packages build-packages demo
