# SPDX-License-Identifier: GPL-3.0-or-later
# make install          everything; PREFIX and GNU's names of folders, DESTDIR
# make install-plugin   the plugin alone, for one more compiler beside the first:
#                       CC=gcc-11 CXX=g++-11 BUILD=build-11
# make uninstall        takes the same variables, and what install has put there away
#
# GCC finds a plugin by its bare name only in a folder of its own, which is in no
# prefix but GCC's.  Who may not write there says PLUGIN_IN_PREFIX=1: the command
# finds the plugin there as well, and abiding.pc has the whole path.

PREFIX = /usr/local
prefix = $(PREFIX)
exec_prefix = $(prefix)
bindir = $(exec_prefix)/bin
datarootdir = $(prefix)/share
datadir = $(datarootdir)
mandir = $(datarootdir)/man
docdir = $(datarootdir)/doc/abiding
policydir = $(datadir)/abiding
pkgconfigdir = $(datadir)/pkgconfig
bashcompletiondir = $(datadir)/bash-completion/completions
plugindir = $(if $(PLUGIN_IN_PREFIX),$(exec_prefix)/lib/abiding/$(TARGET_PATH),$(PLUGIN_DIR))

INSTALL = install
INSTALL_PROGRAM = $(INSTALL)
INSTALL_DATA = $(INSTALL) -m 644

AB_VERSION := $(shell sed -n 's/^.define ABIDING_VERSION "\(.*\)"$$/\1/p' include/abiding/version.h)
ifeq ($(AB_VERSION),)
$(error include/abiding/version.h has no ABIDING_VERSION)
endif
# what -fplugin= takes
plugin_name = $(if $(filter $(PLUGIN_DIR),$(plugindir)),abiding,$(plugindir)/abiding.so)

# the projects that the pages in doc/integration are about
EXAMPLES = $(filter-out %.sh testsuite/integration/life testsuite/integration/commits, \
  $(shell find testsuite/integration -type f))

# FILE:PLACE, each
to = $(foreach file,$(wildcard $1),$(file):$2/$(notdir $(file)))
INSTALLED_PLUGIN = $(foreach part,$(PLUGIN_PARTS),$(part):$(plugindir)/$(notdir $(part)))
INSTALLED_DATA = $(BUILD)/abiding.pc:$(pkgconfigdir)/abiding.pc \
  $(foreach file,$(sort $(wildcard policy/*/*.yaml policy/*/*/*.yaml)),$(file):$(policydir)/$(file:policy/%=%)) \
  $(call to,man/*.1,$(mandir)/man1) $(call to,man/*.5,$(mandir)/man5) $(call to,man/*.7,$(mandir)/man7) \
  $(call to,README.md,$(docdir)) \
  $(foreach file,$(sort $(wildcard doc/*.md doc/*/*.md)),$(file):$(docdir)/$(file)) \
  $(foreach file,$(sort $(EXAMPLES)),$(file):$(docdir)/examples/$(file:testsuite/integration/%=%)) \
  $(foreach file,$(wildcard completions/abiding completions/abiding.bash),$(file):$(bashcompletiondir)/abiding)

# $1: the program that installs, $2: FILE:PLACE...
put = for pair in $2; do \
    $1 -D "$${pair%%:*}" "$(DESTDIR)$${pair\#*:}" || exit 1; \
  done

install: install-plugin $(BUILD)/abiding.pc
	@$(call put,$(INSTALL_PROGRAM),$(BUILD)/abiding:$(bindir)/abiding)
	@$(call put,$(INSTALL_DATA),$(INSTALLED_DATA))
	@echo "installed: $(DESTDIR)$(bindir)/abiding, $(DESTDIR)$(policydir), $(DESTDIR)$(pkgconfigdir)/abiding.pc"

# A plugin of another GCC would only be found out by the first compile.
install-plugin: all
	@test -n '$(filter /%,$(plugindir))' || { \
	  echo "install: '$(CC) -print-file-name=plugin' names no folder: CC has to be a GCC, with its plugin headers" >&2; exit 1; }
	@$(CC) -fplugin=$(abspath $(PLUGIN)) -fplugin-arg-abiding-record=policy/libvirt/libvirt.record.yaml \
	  -fsyntax-only -x c /dev/null || { \
	  echo "install: $(PLUGIN) is not for '$(CC)' (see above): build it into a folder of its own with" \
	    "make CC='$(CC)' CXX='$(CXX)' BUILD=build-$(GCC_MAJOR), and install it from there with the same words" >&2; exit 1; }
	@$(INSTALL) -d "$(DESTDIR)$(plugindir)" 2>/dev/null && test -w "$(DESTDIR)$(plugindir)" || { \
	  echo "install: cannot write to $(DESTDIR)$(plugindir), where GCC looks for plugins: be root," \
	    "or say PLUGIN_IN_PREFIX=1 to have the plugin in $(prefix)" >&2; exit 1; }
	@$(call put,$(INSTALL_DATA),$(INSTALLED_PLUGIN))
	@echo "installed: $(DESTDIR)$(plugindir)/abiding.so, for $(CC)"

$(BUILD)/abiding.pc: build-aux/abiding.pc.in FORCE
	@mkdir -p $(@D)
	@sed -e 's|@prefix@|$(prefix)|' -e 's|@bindir@|$(bindir)|' -e 's|@policydir@|$(policydir)|' \
	  -e 's|@plugindir@|$(plugindir)|' -e 's|@plugin@|$(plugin_name)|' -e 's|@version@|$(AB_VERSION)|' $< >$@

uninstall: uninstall-plugin
	@for pair in $(BUILD)/abiding:$(bindir)/abiding $(INSTALLED_DATA); do rm -f "$(DESTDIR)$${pair#*:}"; done
	@for folder in $(policydir) $(docdir); do \
	  ! test -d "$(DESTDIR)$$folder" || find "$(DESTDIR)$$folder" -depth -type d -empty -delete; done

uninstall-plugin:
	@for pair in $(INSTALLED_PLUGIN); do rm -f "$(DESTDIR)$${pair#*:}"; done
	@! test -d "$(DESTDIR)$(exec_prefix)/lib/abiding" || find "$(DESTDIR)$(exec_prefix)/lib/abiding" -depth -type d -empty -delete

FORCE:

.PHONY: install install-plugin uninstall uninstall-plugin FORCE
