/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gcc-includes.h - every GCC header and every difference between GCC 10 and 16.
 *
 * No other file includes a GCC header or asks for GCC's version.  cp-tree.h has
 * to come before c-common.h, and both before diagnostic-core.h.
 *
 * GCC opens a plugin with all its symbols bound at once, in cc1, cc1plus and
 * lto1 alike.  What only some of them have is weak here, and has to be asked
 * for with is_c_family() or is_cplusplus() before it is used.  The pragma does
 * for variables; a C++ function would need a declaration with the attribute.
 * Beside each stand those that have it: testsuite/run-imports holds it to them.
 */
#ifndef ABIDING_GCC_INCLUDES_H
#define ABIDING_GCC_INCLUDES_H

#define INCLUDE_VECTOR
#include "gcc-plugin.h"
#include "plugin-version.h"

#define OLDEST_GCC 10
#define NEWEST_GCC 16
#if GCCPLUGIN_VERSION_MAJOR < OLDEST_GCC || GCCPLUGIN_VERSION_MAJOR > NEWEST_GCC
#error "abiding is a plugin for GCC 10 to 16: name one of them in CC and CXX"
#endif

#include "tree.h"
#include "cp/cp-tree.h"
#include "cp/name-lookup.h"
#include "c-family/c-common.h"
#include "c-family/c-pragma.h"
#include "stor-layout.h"
#include "stringpool.h"
#include "attribs.h"
#include "cpplib.h"
#include "diagnostic.h"
#include "gcc-rich-location.h"
#include "langhooks.h"
#include "line-map.h"
#include "opts-diagnostic.h"
#include "opts.h"
#include "target.h"
#include "toplev.h"
#include "cgraph.h"
#if GCCPLUGIN_VERSION_MAJOR >= 16
#include "diagnostics/file-cache.h"
#endif

/* ---- what not every front end has ---- */

#pragma weak parse_in	     /* cc1 cc1plus */
#pragma weak pch_file	     /* cc1 cc1plus */
#pragma weak cp_global_trees /* cc1plus */

/* Which of the two, where is_c_family(): cc1 has no such thing.  Asked for each declaration. */
static inline bool is_cplusplus(void)
{
	return &cp_global_trees;
}

/* C, C++, Objective-C and Objective-C++: no other front end has that. */
static inline bool is_c_family(void)
{
	return &parse_in && parse_in;
}

/* Whether a precompiled header is being made, not used. */
static inline bool is_making_pch(void)
{
	return &pch_file && pch_file;
}

/* libcpp exports it and no GCC installs its header. */
extern void deps_add_dep(class mkdeps *, const char *);

/* cp-tree.h of GCC 15 and later puts a function that only cc1plus has in its place. */
#undef seen_error

/* ---- the main file ---- */

/* "<stdin>" for what comes from there, where GCC 10 has ""; NULL: there is none. */
static inline const char *main_file(void)
{
	return main_input_filename && !*main_input_filename ? "<stdin>" : main_input_filename;
}

/* ---- what only later versions know ---- */

#if GCCPLUGIN_VERSION_MAJOR < 14
#define flag_isoc23 flag_isoc2x
#endif

/* The text of an asm() at file scope; NULL_TREE: there is none. */
static inline tree text_of_assembly(const asm_node *node)
{
	tree text = node->asm_str;

	if (text && TREE_CODE(text) == ASM_EXPR)
		text = ASM_STRING(text);
	return text && TREE_CODE(text) == STRING_CST ? text : NULL_TREE;
}

/* In C23 a struct may be defined once more, as it was. */
enum { HAS_C23_REDEFINITION = GCCPLUGIN_VERSION_MAJOR >= 14 };

/* _BitInt(N) */
static inline bool is_bit_int(tree type)
{
#if GCCPLUGIN_VERSION_MAJOR >= 14
	return TREE_CODE(type) == BITINT_TYPE;
#else
	(void)type;
	return false;
#endif
}

/* __attribute__((unavailable)): using it is an error. */
static inline bool is_unavailable(tree node)
{
#if GCCPLUGIN_VERSION_MAJOR >= 12
	return TREE_UNAVAILABLE(node);
#else
	(void)node;
	return false;
#endif
}

/*
 * Calls mark for each parameter (from 0 on) declared as "int a[static 4]",
 * which a null pointer cannot be.  From GCC 14 on it has the attribute nonnull.
 */
static inline void each_static_array(tree function,
				     void (*mark)(void *context, unsigned parameter,
						  HOST_WIDE_INT elements),
				     void *context)
{
#if GCCPLUGIN_VERSION_MAJOR >= 11 && GCCPLUGIN_VERSION_MAJOR <= 13
	rdwr_map accesses;

	init_attr_rdwr_indices(&accesses, TYPE_ATTRIBUTES(TREE_TYPE(function)));
	for (rdwr_map::iterator it = accesses.begin(); it != accesses.end(); ++it)
		if ((*it).second.static_p)
			mark(context, (*it).second.ptrarg, (*it).second.minsize);
#else
	(void)function, (void)mark, (void)context;
#endif
}

/* -fmodules-ts, -fmodules: what is imported was declared in another compile. */
static inline bool uses_modules(void)
{
#if GCCPLUGIN_VERSION_MAJOR >= 11
	return is_cplusplus() && flag_modules;
#else
	return false;
#endif
}

/* Whether the map stands for a module; its name is that, or a path with its folder. */
static inline bool is_module_map(const line_map_ordinary *map)
{
#if GCCPLUGIN_VERSION_MAJOR >= 11
	return MAP_MODULE_P(map);
#else
	(void)map;
	return false;
#endif
}

/* ---- places ---- */

/* What get_location_from_adhoc_loc() says, without binding it. */
static inline location_t adhoc_place(location_t where)
{
#if GCCPLUGIN_VERSION_MAJOR >= 14
	return line_table->m_location_adhoc_data_map.data[where & MAX_LOCATION_T].locus;
#else
	return line_table->location_adhoc_data_map.data[where & MAX_LOCATION_T].locus;
#endif
}

/* ---- a line of a source file ---- */

#if GCCPLUGIN_VERSION_MAJOR >= 16
typedef diagnostics::char_span char_span;
#endif

static inline char_span source_line(const char *file, int line)
{
#if GCCPLUGIN_VERSION_MAJOR >= 14
	return global_dc->get_file_cache().get_source_line(file, line);
#else
	return location_get_source_line(file, line);
#endif
}

/* ---- warnings in system headers: GCC drops them unless this is set ---- */

static inline bool set_system_header_warnings(bool wanted)
{
#if GCCPLUGIN_VERSION_MAJOR >= 14
	const bool before = global_dc->m_warn_system_headers;

	global_dc->m_warn_system_headers = wanted;
#else
	const bool before = global_dc->dc_warn_system_headers;

	global_dc->dc_warn_system_headers = wanted;
#endif
	return before;
}

/* Whether a warning that is shown becomes an error: -Werror, without -w. */
static inline bool are_warnings_errors(void)
{
#if GCCPLUGIN_VERSION_MAJOR >= 14
	return global_dc->warning_as_error_requested_p() && !global_dc->m_inhibit_warnings;
#else
	return global_dc->warning_as_error_requested && !global_dc->dc_inhibit_warnings;
#endif
}

/* ---- the name of option 0 ---- */

/*
 * GCC shows the option that controls a diagnostic as "[-Wfoo]" in text, as
 * "option" in JSON and as "ruleId" in SARIF.  A plugin's diagnostics have none
 * and carry the number 0; asked for the name and page of that, name() and
 * url() answer (text that GCC will free, or NULL to let GCC answer).
 */
struct option_zero {
	char *(*name)(void);
	char *(*url)(void);
};

static struct option_zero option_zero;

#if GCCPLUGIN_VERSION_MAJOR >= 15

#if GCCPLUGIN_VERSION_MAJOR >= 16
typedef diagnostics::option_id_manager option_manager;
typedef compiler_diagnostic_option_id_manager gcc_option_manager;
typedef diagnostics::option_id option_number;
typedef enum diagnostics::kind diagnostic_kind;
#else
typedef diagnostic_option_manager option_manager;
typedef compiler_diagnostic_option_manager gcc_option_manager;
typedef diagnostic_option_id option_number;
typedef diagnostic_t diagnostic_kind;
#endif

class named_options : public option_manager
{
	gcc_option_manager gcc;

      public:
	named_options() : gcc(*global_dc, global_dc->get_lang_mask(), &global_options)
	{
	}

	int option_enabled_p(option_number option) const final override
	{
		return gcc.option_enabled_p(option);
	}

	char *make_option_name(option_number option, diagnostic_kind from,
			       diagnostic_kind to) const final override
	{
		char *const name = option.m_idx == 0 ? option_zero.name() : NULL;

		return name ? name : gcc.make_option_name(option, from, to);
	}

	char *make_option_url(option_number option) const final override
	{
		char *const url = option.m_idx == 0 ? option_zero.url() : NULL;

		return url ? url : gcc.make_option_url(option);
	}
};

static inline void hook_option_zero(void)
{
	std::unique_ptr<option_manager> manager(new named_options);

#if GCCPLUGIN_VERSION_MAJOR >= 16
	global_dc->set_option_id_manager(std::move(manager), global_dc->get_lang_mask());
#else
	global_dc->set_option_manager(std::move(manager), global_dc->get_lang_mask());
#endif
}

#elif GCCPLUGIN_VERSION_MAJOR == 14

static inline char *name_of_option(const diagnostic_context *context, int option, diagnostic_t from,
				   diagnostic_t to)
{
	char *const name = option == 0 ? option_zero.name() : NULL;

	return name ? name : option_name(context, option, from, to);
}

static inline char *url_of_option(const diagnostic_context *context, int option, unsigned lang)
{
	char *const url = option == 0 ? option_zero.url() : NULL;

	return url ? url : get_option_url(context, option, lang);
}

static inline void hook_option_zero(void)
{
	global_dc->set_option_hooks(option_enabled, &global_options, name_of_option, url_of_option,
				    global_dc->get_lang_mask());
}

#else

static char *(*gcc_option_name)(diagnostic_context *, int, diagnostic_t, diagnostic_t);
static char *(*gcc_option_url)(diagnostic_context *, int);

static inline char *name_of_option(diagnostic_context *context, int option, diagnostic_t from,
				   diagnostic_t to)
{
	char *const name = option == 0 ? option_zero.name() : NULL;

	if (name || !gcc_option_name)
		return name;
	return gcc_option_name(context, option, from, to);
}

static inline char *url_of_option(diagnostic_context *context, int option)
{
	char *const url = option == 0 ? option_zero.url() : NULL;

	if (url || !gcc_option_url)
		return url;
	return gcc_option_url(context, option);
}

static inline void hook_option_zero(void)
{
	gcc_option_name = global_dc->option_name;
	gcc_option_url = global_dc->get_option_url;
	global_dc->option_name = name_of_option;
	global_dc->get_option_url = url_of_option;
}

#endif

#endif
