# SPDX-License-Identifier: GPL-3.0-or-later
# make            the plugin (build/abiding.so) and the command (build/abiding)
# make demo       shows a broken promise as a user sees it, on Debian's libvirt headers
# make lint       format, licence lines, manual pages, floors
# make asan       the core, its unit tests and the command under the sanitizers
# make format     formats all sources with clang-format
# make try CASE=x   one test, with all that it says; make cases RULE=x: which are about a rule
# make check      all tests, as many suites at once as there are processors, or JOBS
# make install    command, plugin, policies; build-aux/install.mk names the variables
# make real-libvirt   builds all of libvirt with the plugin, and breaks it; half an hour
# make integration    the same, of meson, autotools, CMake and others: minutes
# make deb-check  Debian packages, built, installed and used in clean roots; as root
# make real-protocols   libvirt's protocols over three releases, and broken in 35 ways
# make bench      what it costs, beside what else there is
# make upgrades   500 libraries of Debian: silent by themselves, and what an upgrade breaks
# make altered    headers of those libraries altered in one place at a time: is it noticed?
# make ways       the same headers compiled in other ways than they were frozen: is it silent?
# make releases   releases frozen one onto the other, all allowed edits and chains of them; CHAINS=n
# make chains     the releases of real libraries frozen one onto the other; COUNT=40 of them
# make judge      random headers, edited, and judged by the compiler alone; SEED=1 COUNT=20000
# make torture    GCC's testsuite and csmith's programs, compiled with and without the plugin
# make mutants    the comparison changed in one place at a time: do the tests notice?
# make fuzz       all readers fed by a fuzzer, under the sanitizers
# make examples   freezes the releases that Debian has of other libraries, and compares
# make schemas    SARIF held to its schema, JUnit to an XML parser
# make targets    the tests of other data models: -m32, -mx32, and five cross compilers
# make matrix     all tests under GCC 10 to 16, as root on Debian; VERSIONS="10 14" chooses
# CC=gcc-11 CXX=g++-11 builds for another GCC; BUILD=dir builds elsewhere
# CC=aarch64-linux-gnu-gcc-12 builds the plugin for a cross compiler, beside what is there

ifeq ($(origin CC),default)
CC = gcc
endif
ifeq ($(origin CXX),default)
CXX = g++
endif
BUILD = build

# A plugin runs where its compiler runs.  One for a cross compiler in CC is built by HOSTCC and
# HOSTCXX, and has a folder of its own, in which the command looks for it.
HOSTCC = gcc
HOSTCXX = g++
triplet_of = $(shell $1 -dumpmachine 2>/dev/null)
cpu_of = $(firstword $(subst -, ,$1))
TRIPLET := $(call triplet_of,$(CC))
HOST_CPU := $(call cpu_of,$(call triplet_of,$(HOSTCC)))
IS_CROSS := $(if $(HOST_CPU),$(filter-out $(HOST_CPU),$(call cpu_of,$(TRIPLET))))
ifeq ($(IS_CROSS),)
override HOSTCC = $(CC)
override HOSTCXX = $(CXX)
endif
PLUGIN_DIR := $(shell $(CC) -print-file-name=plugin 2>/dev/null)
# of .../aarch64-linux-gnu/12/plugin
TARGET_PATH := $(shell echo $(PLUGIN_DIR) | sed 's:/plugin$$::; s:.*/\([^/]*/[^/]*\)$$:\1:')
TARGET_DIR := $(if $(IS_CROSS),/$(TARGET_PATH))
PLUGIN = $(BUILD)$(TARGET_DIR)/abiding.so

include build-aux/packages.mk
include build-aux/install.mk

WARN = -Wall -Wextra -Werror
OPT = -O2 -g
# each object knows the headers that it reads
DEPEND = -MMD -MP -MF $(@D)/.$(@F).d -MT $@
CORE_CFLAGS = $(DEPEND) -std=c11 -D_POSIX_C_SOURCE=200809L $(WARN) $(OPT) -fPIC -fvisibility=hidden -ffunction-sections -Iinclude
PLUGIN_CXXFLAGS = $(DEPEND) -std=gnu++17 $(WARN) $(OPT) -fPIC -fvisibility=hidden -ffunction-sections -fno-rtti -fno-exceptions \
  -Iinclude -Iplugin -DAB_TRIPLET='"$(TRIPLET)"' -isystem $(PLUGIN_DIR)/include -idirafter plugin/gcc/gcc-10-stub

CORE_SOURCES = $(sort $(wildcard core/*/*.c))
PLUGIN_SOURCES = $(sort $(wildcard plugin/*/*.cc))
TOOL_SOURCES = $(sort $(wildcard tool/*.c tool/*/*.c))
CORE_OBJECTS = $(CORE_SOURCES:%.c=$(BUILD)/%.o)
PLUGIN_OBJECTS = $(PLUGIN_SOURCES:%.cc=$(BUILD)$(TARGET_DIR)/%.o)
# the plugin's three parts (plugin/gcc/handover.h), each with what they share in plugin/gcc
objects_of = $(filter $(foreach folder,$1 gcc,$(BUILD)$(TARGET_DIR)/plugin/$(folder)/%),$(PLUGIN_OBJECTS))
DOOR_OBJECTS = $(call objects_of,door)
QUICK_OBJECTS = $(call objects_of,quick)
FULL_OBJECTS = $(call objects_of,full)
DOOR_SEAL = $(BUILD)$(TARGET_DIR)/plugin/door/abiding.o
PLUGIN_PARTS = $(PLUGIN) $(PLUGIN:.so=-quick.so) $(PLUGIN:.so=-full.so)
TOOL_OBJECTS = $(TOOL_SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/tool/out/pages.o
PAGES = $(sort $(wildcard doc/rules/*.md))

# V=1 shows the commands
Q = $(if $(V),,@)
say = $(if $(V),,@echo '  $1  $@';)

all: $(PLUGIN_PARTS) $(BUILD)/abiding

$(BUILD)/core.a: $(CORE_OBJECTS)
	$(Q)rm -f $@
	$(call say,AR )$(AR) qcs $@ $^

# A symbol that is bound and a library that is loaded cost as much as all else that
# the door does: no libstdc++ (the compiler has what it takes), libyaml linked in,
# of the core only what is called, and few mappings.
PLUGIN_LDFLAGS = $(OPT) $(LDFLAGS) -shared -nostdlib -Wl,--gc-sections \
  -Wl,--exclude-libs,ALL -Wl,-z,noseparate-code

$(PLUGIN): $(DOOR_OBJECTS) $(BUILD)/core.a
	$(call say,LD )$(HOSTCXX) $(PLUGIN_LDFLAGS) -o $@ $^ -lc -lgcc

# ccache hashes the door alone, so that has to be another one where a part is.
$(DOOR_SEAL): $(filter-out $(PLUGIN),$(PLUGIN_PARTS))
$(DOOR_SEAL): private PLUGIN_CXXFLAGS += \
  -DAB_PARTS='"$(shell cat $(filter-out $(PLUGIN),$(PLUGIN_PARTS)) | cksum)"'

$(PLUGIN:.so=-quick.so): $(QUICK_OBJECTS) $(BUILD)/core.a
	$(call say,LD )$(HOSTCXX) $(PLUGIN_LDFLAGS) -o $@ $^ -lc -lgcc

$(PLUGIN:.so=-full.so): $(FULL_OBJECTS) $(BUILD)/core.a
	$(call say,LD )$(HOSTCXX) $(PLUGIN_LDFLAGS) -o $@ $^ -Wl,-Bstatic -lyaml -Wl,-Bdynamic -lc -lgcc

$(BUILD)/abiding: $(TOOL_OBJECTS) $(BUILD)/core.a
	$(call say,LD )$(HOSTCC) $(OPT) $(LDFLAGS) -o $@ $^ -lyaml -lelf -Wl,-z,defs

$(BUILD)/core/%.o: core/%.c
	@mkdir -p $(@D)
	$(call say,CC )$(HOSTCC) $(CORE_CFLAGS) -Icore $(CFLAGS) -c -o $@ $<

# An image holds verdicts, and another build of abiding may judge otherwise.
BUILD_SOURCES = $(sort $(wildcard core/*/*.[ch] include/abiding/* plugin/*/*.cc plugin/*/*.h))
$(BUILD)/core/image/build.o: $(BUILD_SOURCES)
$(BUILD)/core/image/build.o: private CORE_CFLAGS += \
  -DAB_BUILD=$(firstword $(shell cat $(BUILD_SOURCES) | cksum))u

# the pages of the rules, for abiding explain
$(BUILD)/tool/out/pages.c: build-aux/pages.awk $(PAGES)
	@mkdir -p $(@D)
	$(call say,GEN)awk -f build-aux/pages.awk $(PAGES) >$@.new && mv $@.new $@

$(BUILD)/tool/out/pages.o: $(BUILD)/tool/out/pages.c
	$(call say,CC )$(HOSTCC) $(CORE_CFLAGS) -Itool $(CFLAGS) -c -o $@ $<

$(BUILD)/tool/%.o: tool/%.c
	@mkdir -p $(@D)
	$(call say,CC )$(HOSTCC) $(CORE_CFLAGS) -Itool $(CFLAGS) -c -o $@ $<

# What is bound to the compiler is bound weakly: another GCC than the one it was built for can
# then open the plugin, which says so, and no symbol that has changed comes before that.  The
# assembler does it; objcopy --weaken does not with binutils 2.35.
COMPILER_SYMBOLS = $(BUILD)$(TARGET_DIR)/compiler.symbols

$(COMPILER_SYMBOLS): $(shell $(CC) -print-prog-name=cc1 2>/dev/null)
	@mkdir -p $(@D)
	$(Q)nm -D --defined-only $< | sed 's/.* //' | LC_ALL=C sort >$@

$(BUILD)$(TARGET_DIR)/plugin/%.o: plugin/%.cc $(COMPILER_SYMBOLS)
	@mkdir -p $(@D)
	$(call say,CXX)$(HOSTCXX) $(PLUGIN_CXXFLAGS) $(CFLAGS) -S -o $(@:.o=.s) $<
	$(Q)$(HOSTCXX) -c -o $@ $(@:.o=.s)
	$(Q)nm -u $@ | sed 's/.* //' | LC_ALL=C sort | LC_ALL=C comm -12 - $(COMPILER_SYMBOLS) | \
	  sed 's/^/.weak /' >>$(@:.o=.s)
	$(Q)$(HOSTCXX) -c -o $@ $(@:.o=.s)

UNIT_TESTS = $(patsubst testsuite/unit/%.c,$(BUILD)/unit/%,$(sort $(wildcard testsuite/unit/test-*.c)))

$(BUILD)/unit/%: testsuite/unit/%.c $(BUILD)/core.a
	@mkdir -p $(@D)
	$(call say,CC )$(HOSTCC) $(CORE_CFLAGS) -Icore $(CFLAGS) $(LDFLAGS) -o $@ $< $(BUILD)/core.a -lcmocka -lyaml

# In two steps, so that nothing is built before all is installed, with -j too.
check: packages
	@$(MAKE) --no-print-directory all unit-tests
	@CC="$(CC)" CXX="$(CXX)" sh testsuite/run-all $(BUILD)

# Other data models: -m32 and -mx32 of the compiler, and the cross compilers of its version.
# Heavy: a gigabyte of packages.
TARGETS = aarch64-linux-gnu arm-linux-gnueabihf i686-linux-gnu riscv64-linux-gnu s390x-linux-gnu
GCC_MAJOR = $(firstword $(subst ., ,$(shell $(CC) -dumpversion)))
TARGET_PACKAGES = gcc-$(GCC_MAJOR)-multilib libc6-dev-x32 qemu-user-static \
  $(TARGETS:%=g++-$(GCC_MAJOR)-%) $(TARGETS:%=gcc-$(GCC_MAJOR)-plugin-dev-%)

targets: packages
	@sh build-aux/install-packages "$(CC)" "$(CXX)" $(TARGET_PACKAGES)
	@$(MAKE) --no-print-directory all
	@for target in $(TARGETS); do \
	  $(MAKE) --no-print-directory CC=$$target-gcc-$(GCC_MAJOR) CXX=$$target-g++-$(GCC_MAJOR) || exit 1; \
	done
	@CC="$(CC)" sh testsuite/run-targets $(BUILD) $(TARGETS:%=%-gcc-$(GCC_MAJOR))

# One test, and which there are of a rule.
try:
	@$(MAKE) --no-print-directory all $(filter $(BUILD)/unit/$(CASE),$(UNIT_TESTS))
	@CC="$(CC)" CXX="$(CXX)" sh testsuite/try $(BUILD) "$(CASE)"

cases:
	@sh testsuite/cases "$(RULE)"

help:
	@sed -n '2,/^$$/s/^# //p' Makefile

unit-tests: $(UNIT_TESTS)

-include $(foreach object,$(CORE_OBJECTS) $(PLUGIN_OBJECTS) $(TOOL_OBJECTS) $(UNIT_TESTS),$(dir $(object)).$(notdir $(object)).d)

# Fetches the packages, and installs none.
.PHONY: examples
examples: packages
	@$(MAKE) --no-print-directory all
	@CC="$(CC)" testsuite/real/run-examples $(BUILD)/abiding $(BUILD)/examples

# Fetches packages of two releases of Debian, and installs none of them.
.PHONY: upgrades
upgrades: packages
	@$(MAKE) --no-print-directory all
	@CC="$(CC)" sh testsuite/real/run-upgrades $(BUILD)/abiding $(BUILD)/upgrades $(LIBRARIES)

# Fetches packages of three releases of Debian, and installs none of them.
.PHONY: chains
chains: packages
	@$(MAKE) --no-print-directory all
	@CC="$(CC)" sh testsuite/real/run-chains $(BUILD)/abiding $(BUILD)/chains $(LIBRARIES)

# The headers of the same libraries, in their older release; COUNT=n edits of each.
.PHONY: altered
altered: packages
	@$(MAKE) --no-print-directory all
	@CC="$(CC)" sh testsuite/real/run-altered $(BUILD)/abiding $(BUILD)/altered $(LIBRARIES)

# Chains of releases that are made up, each frozen onto the one before; CHAINS=n of them.
.PHONY: releases
releases: packages
	@$(MAKE) --no-print-directory all
	@CC="$(CC)" CXX="$(CXX)" CHAINS=$(or $(CHAINS),200) BREAKS=$(or $(BREAKS),400) \
	  sh testsuite/run-releases $(BUILD)/abiding.so $(BUILD)/abiding $(BUILD)/releases

# The headers of the same libraries again, by other options of the compiler.
.PHONY: ways
ways: packages
	@$(MAKE) --no-print-directory all
	@CC="$(CC)" sh testsuite/real/run-ways $(BUILD)/abiding $(BUILD)/ways $(LIBRARIES)

# In the build systems and tools of other projects; those that `make check` leaves out, too.
INTEGRATION_PACKAGES = meson ninja-build cmake autoconf automake libtool clang gcc-11 gcc-11-plugin-dev g++-11 \
  git pre-commit gcc-$(GCC_MAJOR)-aarch64-linux-gnu gcc-$(GCC_MAJOR)-plugin-dev-aarch64-linux-gnu

integration: packages
	@sh build-aux/install-packages "$(CC)" "$(CXX)" $(INTEGRATION_PACKAGES)
	@$(MAKE) --no-print-directory all
	@CC="$(CC)" CXX="$(CXX)" TESTS=integration TOPICS="$(or $(TOPICS),*)" sh testsuite/run-all $(BUILD)

# Fetches libvirt's sources and installs what they need, as root.
real-libvirt: packages
	@$(MAKE) --no-print-directory all
	@CC="$(CC)" CXX="$(CXX)" sh testsuite/real/build-libvirt $(BUILD)/abiding $(BUILD)/abiding.so $(BUILD)/real-libvirt

# The packages of debian/, and the pages on Debian and CI, in clean roots of Debian, as root.
deb-check:
	@sh build-aux/install-packages "$(CC)" "$(CXX)" debootstrap lintian git python3-yaml
	@sh testsuite/real/run-debian $(BUILD)/debian

# Fetches the sources of three releases of libvirt.
real-protocols: packages
	@sh build-aux/install-packages "$(CC)" "$(CXX)" rpcsvc-proto dpkg-dev
	@$(MAKE) --no-print-directory all
	@CC="$(CC)" sh testsuite/real/run-wire $(BUILD)/abiding $(BUILD)/abiding.so $(BUILD)/real-protocols

.PHONY: real-protocols

# The core and its tests under the sanitizers.
asan: packages
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan LDFLAGS="-fsanitize=address,undefined" \
	  CFLAGS="-O1 -fsanitize=address,undefined -fno-sanitize-recover=all -Wno-format-truncation" \
	  unit-tests $(BUILD)/asan/abiding
	@sh testsuite/run-unit $(BUILD)/asan/unit/logs $(BUILD)/asan/unit/test-*[a-z]

# All of it under each GCC, in roots of Debian in ROOTS: VERSIONS="10 14" chooses, TESTS="unit" too.
ROOTS = $(BUILD)/matrix
VERSIONS =

matrix:
	@sh build-aux/matrix $(ROOTS) $(VERSIONS)

LINT_PACKAGES = clang-format cppcheck mandoc shellcheck

lint: packages
	@sh build-aux/install-packages "$(CC)" "$(CXX)" $(LINT_PACKAGES)
	@$(MAKE) --no-print-directory all
	@sh build-aux/lint $(BUILD)

# All that reads files, under a fuzzer: SECONDS_EACH=60 a target, FUZZED="decl elf" chooses some.
FUZZ_PACKAGES = clang libclang-rt-14-dev

fuzz: packages
	@sh build-aux/install-packages "$(CC)" "$(CXX)" $(FUZZ_PACKAGES)
	@sh testsuite/fuzz/run-fuzz $(BUILD)/fuzz $(FUZZED)

# The comparison changed in one place at a time: do the tests notice?  COUNT=100, or all; SEED=1.
mutants: packages
	@$(MAKE) --no-print-directory all
	@CC="$(CC)" sh testsuite/mutate/run-mutants $(PLUGIN) $(BUILD)/abiding $(BUILD)/mutants

# Pairs of random headers: what the compiler says of them, and what abiding does.
judge: packages
	@$(MAKE) --no-print-directory all
	@CC="$(CC)" CXX="$(CXX)" SEED="$(or $(SEED),1)" COUNT="$(or $(COUNT),20000)" \
	  sh testsuite/run-judge $(PLUGIN) $(BUILD)/abiding $(BUILD)/judge

# GCC's own testsuite and csmith's programs, with and without the plugin: COUNT=100, or all.
torture: packages
	@$(MAKE) --no-print-directory all
	@CC="$(CC)" CXX="$(CXX)" sh testsuite/real/run-torture $(BUILD)/abiding $(BUILD)/abiding.so $(BUILD)/torture

SCHEMA_PACKAGES = python3-jsonschema libxml2-utils

# What the command writes for other machines, held to their own schemas; npm fetches one.
.PHONY: schemas
schemas: packages
	@sh build-aux/install-packages "$(CC)" "$(CXX)" $(SCHEMA_PACKAGES)
	@$(MAKE) --no-print-directory all
	@CC="$(CC)" sh testsuite/run-schemas $(BUILD)/abiding.so $(BUILD)/abiding $(BUILD)/schemas

BENCH_PACKAGES = valgrind abigail-tools abi-compliance-checker abi-dumper

# What abiding costs, beside what else there is; QUICK=1, LIBVIRT=dir: bench/README.md
bench: packages
	@sh build-aux/install-packages "$(CC)" "$(CXX)" $(BENCH_PACKAGES)
	@$(MAKE) --no-print-directory all
	@CC="$(CC)" QUICK="$(QUICK)" LIBVIRT="$(LIBVIRT)" sh bench/run-bench $(BUILD)

format:
	git ls-files -co --exclude-standard '*.c' '*.cc' '*.h' | grep -vE '^testsuite/(pairs|targets|users|integration/library)/' | xargs clang-format -i

clean:
	rm -rf $(BUILD)

.PHONY: all try cases help check real-libvirt targets unit-tests integration deb-check asan fuzz mutants judge torture matrix lint bench format clean
