/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * collect.h - what the rooms of the collector share.
 *
 *   collect.cc        the way: hooks, sweep, headers, conditions
 *   addition.cc  what is new, where all else is as promised
 *   model.cc  the options that alter layouts
 *   header-names.cc  a set of headers
 *   search.cc the folders of headers, and the names in includes
 *   maps.cc   what the line table says of each file
 *   place.cc  a location -> its header, and whether that is public
 *   type.cc   a type tree -> struct ab_type, layouts
 *   decl.cc   functions and variables -> entities
 *   attribute.cc  attributes that users depend on
 *   made.cc   names that are made of a line or a counter
 *   tag.cc    tags and typedefs -> entities; which typedef names which tag
 *   walk.cc   the scopes at the end of the parse
 *   mangled.cc  headers that say extern "C" in vain
 *   poison.cc  names that public headers forbid to use
 *   pragma.cc  where they say so
 *   symver.cc versions that a .c file gives to symbols itself
 *   macro.cc  macros -> entities
 *   elsewhere.cc  what is promised and comes from other headers by now
 *   eval.cc   what their values ask of the compiler
 *   empty.cc  which macros without a body are promises
 *   language.cc  macros that the language or an option brings along
 *   stretch.cc  lines that stand under the user's own macros, or those of an option
 *   hidden.cc what is missing because of them
 *   include.cc  promised headers that are not here
 *   trust.cc  what the compiler's own errors have spoilt
 *   text.cc   comments and spellings, of what is new
 *
 * Included after gcc-includes.h.
 */
#ifndef ABIDING_COLLECT_H
#define ABIDING_COLLECT_H

#include "plugin.h"
#include "gcc/tree-facts.h"
#include "gcc/made-name.h"
#include "header-names.h"

struct collector {
	struct ab_arena *arena;
	const struct ab_policy *policy;
	const struct ab_record *promised; /* NULL: first collection */
	bool is_written; /* the record is to be written: comments of what is promised count, too */
	struct ab_record *record; /* being made; NULL before the first declaration */
	int model;		  /* index of this compile's data model */
	bool is_for_lints;	  /* what the comparison alone asks for is not worked out */
	bool is_out_of_memory;	  /* something could not be kept on the way */
	bool is_incomplete;	  /* something cannot be recorded; that has been said */
};

extern struct collector collector;

/* Enters into the record whether the macro is defined; sighting NULL: as it is now. */
void collect_add_condition(const char *macro, const struct sighting *sighting);

/* Runs work under a guard; lack of memory is remembered. */
void collect_guarded(void (*work)(void *), void *context);

/* The record, made at the first call. */
struct ab_record *collecting(void);

/* ---- model.cc ---- */

/* The options that give the same declarations other layouts or values, NULL: none. */
const char *model_options(void);

/*
 * The C of this compile, by language.h, if it is not the usual one and what the headers
 * declare depends on that; else NULL.  Of C++ it is NULL: what the compiler does not
 * tell of one C or the other is the same record in both, and abiding freeze knows.
 */
const char *model_language(void);

/* ---- search.cc ---- */

/* The name by which an include names the file, as far as the search path tells. */
const char *search_include_name(const char *path);

/* With the folders above it, for names that are compared by their tail. */
const char *search_absolute(const char *path);

/* Whether the compiler finds it in a folder of its own, and not by an -I or the like. */
bool search_is_by_default(const char *path, const line_map_ordinary *map);

/* Calls visit for each folder of -I and the like; length: of its path, with the last slash. */
void search_each_folder(void (*visit)(const char *folder, int length));

/* ---- maps.cc ---- */

/* Whether a file begins with the map. */
bool maps_begins_file(const line_map_ordinary *map);

/* Whether the map came with a module that has a name, and is no header's. */
bool maps_is_by_named_module(const line_map_ordinary *map);

/* Whether the file begins with one of the maps until there: a #line gives no more than a name. */
bool maps_is_begun(const char *path, const line_map_ordinary *until);

/* The last map of the file, NULL: there is none. */
const line_map_ordinary *maps_newest(const char *path);

/* Where the compiler began to read the file; UNKNOWN_LOCATION: nowhere. */
location_t maps_start(const char *path);

/*
 * What of the file is not here, with %s for its name, since -imacros or an import brought it
 * in; NULL: it is here as a whole.
 */
const char *maps_gap(const char *path);

/* ---- place.cc ---- */

struct source_file {
	const char *path;		  /* as the compiler knows it */
	const char *logical;		  /* as in an include */
	const struct ab_surface *surface; /* NULL: none, or no policy */
	bool is_public;
	bool is_main;		     /* the file being compiled */
	bool is_source;		     /* a .c file or the like: what is static in it is its own */
	bool is_begun;		     /* the compiler reads it; else only a #line names it */
	bool is_perhaps_users;	     /* public, but no header of the record brings it along */
	bool is_entry;		     /* users include it by itself */
	bool was_opened;	     /* in this compile, not out of a precompiled header */
	bool is_read;		     /* its text has been asked for */
	struct ab_header_text *text; /* NULL: not read, or there is no reading it */
};

/* The file that a location is in; NULL: no file (built in, command line). */
struct source_file *place_file(location_t location);

/* Its name as in an include; NULL: no file, or not known. */
const char *place_header(location_t location);

/* Says where an entity is declared. */
void place_entity(struct ab_entity *entity, location_t location);

/* Whether what is declared there is public. */
bool place_is_public(location_t location);

/* Whether it is the user's own: of the command line, or of a file that is neither public nor a system's. */
bool place_is_users(location_t location);

/* That public header, by its name, where it is in that or in what that includes; else NULL. */
const struct source_file *place_bringer(location_t location, const char *header);

/* Whether a public header includes what is declared there, if only by others. */
bool place_is_taken_in(location_t location);

/* Remembers that the compiler has opened the file; true: a public one, the first time. */
bool place_note_opened(const char *path);

/* All files until here were opened in this compile: there is no precompiled header. */
void place_note_all_opened(void);

/* What of the file is not here, since -imacros or an import brought it in; NULL: it is here as a whole. */
const char *place_gap(const struct source_file *file);

/* Whether a public header came out of a precompiled one. */
bool place_has_unopened(void);

/* Calls visit for each file of the translation unit, once. */
void place_each_file(void (*visit)(struct source_file *file));

/* Whether a public header of that name, by whatever path, is read here. */
bool place_has_header(const char *logical);

/*
 * The public .c file that versions of symbols in this compile are of: the one being compiled,
 * or the only one that is included by others than public headers; NULL: there is no such one.
 */
struct source_file *place_source(void);

/* ---- type.cc ---- */

/* The tree of a type as it is spelled; tags are not yet replaced by identities. */
const struct ab_type *type_of(tree type);

/* Whether it stands for one that is deeper in others than can be recorded. */
bool type_is_too_deep(const struct ab_type *type);

/* A function's type, with the parameter names of its declaration if decl is not NULL. */
const struct ab_type *type_of_function(tree type, tree decl);

/* The members and layout of a complete struct or union. */
struct ab_aggregate *body_of(tree type);

/* The tag, NULL where it has none of its own. */
const char *tag_of(tree type);

/* The basic type that a scalar is compatible with ("unsigned int"), NULL: no such. */
const char *basic_of(tree type);
/* The word of C that a typedef of that name only stands in for, NULL: none. */
const char *keyword_of_c(const char *name);

/* The integer type of that width, spelled alike in C and C++. */
const char *integer_of(tree type);

/* Reads an INTEGER_CST of at most 64 bits. */
bool int_of(tree constant, struct ab_int *value);

/*
 * From now on, nodes for types without a tag are kept: typedefs may turn out to name them.
 * Each of these, with its type.
 */
void type_note_unnamed(void);
void type_each_unnamed(void (*visit)(struct ab_type *node, tree type));

/* Notes what a type from elsewhere stands for on this data model. */
void type_note_external(const char *name, tree type);

/* ---- made.cc ---- */

/*
 * Whether the name of a declaration, tag or enumerator is made of a line or a counter
 * (made-name.h), and so nobody's to use; it is noted for made_is_like().
 */
bool made_note(const char *name, location_t where);

/* Whether a name differs from one that was noted in nothing but its number. */
bool made_is_like(const char *name);

/* ---- decl.cc ---- */

/* A declaration just made, when its spelling is still all there. */
void decl_note(tree decl);

/* What was declared before the collector started, as the record has it: functions, variables, typedefs. */
void decl_resume(const struct handover *handover);

/* At the end: a function or variable that the walk meets. */
void decl_start_sweep(void);
void decl_take(tree decl);

/* ---- attribute.cc ---- */

/* What the attributes of a declaration or type ask of its users and promise them. */
void attributes_of_decl(struct ab_entity *entity, tree decl);
void attributes_of_typedef(struct ab_entity *entity, tree decl);
/* named: the typedef that names it, or NULL_TREE. */
void attributes_of_tag(struct ab_entity *entity, tree type, tree named);
/* Of a loose enumerator. */
void attributes_of_enumerator(struct ab_entity *entity, bool is_banned);

/* ---- tag.cc ---- */

/* A typedef just declared, when its target is still all there; the same, as promised. */
void tag_note_typedef(tree decl);
void tag_resume_typedef(const struct ab_entity *promised, location_t where);

/* Where a typedef stands: in the public header that declares it, if one does. */
location_t tag_place_of_typedef(tree decl);

/* At the end: a public tag or typedef that the walk meets; and when it is over. */
void tag_start_sweep(void);
void tag_take(tree decl);
void tag_take_typedef(tree decl);
void tag_finish_sweep(void);

/* ---- walk.cc ---- */

/* Everything at file scope, at the end of the parse. */
void walk_sweep(void);

/* In C: some TYPE_DECLs alone; names.cc knows the enumerators of all enums behind it. */
void walk_types(tree *decls, size_t n);

/* ---- symver.cc ---- */

/* At the end: a function or variable that the walk meets. */
void symver_take(tree decl);

/* Behind the walk and the headers: enters the versions that a public .c file gives to symbols. */
void symver_sweep(void);

/* ---- mangled.cc ---- */

/* Behind the walk: notes whether public headers say extern "C" in vain. */
void mangled_sweep(void);

/* ---- pragma.cc ---- */

/* Each name that a header of the library poisons, if its condition holds: the compiler knows. */
void pragma_each_poisoned(void (*each)(const char *name));

/* ---- poison.cc ---- */

/* Behind all that collects: what public headers poison leaves the record. */
void poison_sweep(void);

/* ---- names.cc ---- */

enum names_of {
	NAMES_VALUES, /* functions and variables */
	NAMES_TYPEDEFS,
	NAMES_ENUMERATORS,
	NAMES_TAGS,
	NAMES_KINDS
};

/* Before the walk; then, of each declaration of that kind that it meets, or (tag) its type. */
void names_start(void);
void names_put(enum names_of kind, const char *name, tree decl);

/* For macros: whether anything of that name is declared at file scope. */
bool names_is_declared(const char *name);

/* For macros: the declaration of an enumerator, typedef or tag in sight; NULL_TREE. */
tree names_find_enumerator(const char *name);
tree names_find_typedef(const char *name);
tree names_find_tag(const char *tag);
/* A function or variable in sight, likewise. */
tree names_find_value(const char *name);

/* ---- elsewhere.cc ---- */

/* Behind the walk: what is promised and no public header declares, but others that they take in. */
void elsewhere_sweep(void);

/* ---- macro.cc ---- */

/* Public macros; sets record->gap where the input has none to show. */
void macro_sweep(void);

/* One that is new: its name, text and place. */
void macro_take_new(cpp_hashnode *node);

/* The value of a constant expression without names. */
bool value_of_text(const char *text, struct ab_value *value);

/* ---- macro-ask.cc ---- */

/* The macro of that name, if it is defined now, and is none of the compiler's own. */
cpp_hashnode *macro_find(const char *name);

/* "NAME(a,b) body"; NULL: a module has it, and has not been asked yet. */
const char *macro_text(cpp_hashnode *node);

/* Whether a macro of that name is defined now, and where. */
bool macro_is_defined(const char *name);
bool macro_location(const char *name, location_t *where);

/* What a macro like __STDC_VERSION__ stands for; 0 where it is not defined. */
long macro_number(const char *name);

/* Whether this compile is of ISO's C or C++, without GNU's. */
bool is_strict_c(void);

/* ---- eval.cc ---- */

/* What is asked of enumerators, types and widths of this target where a constant is worked out. */
struct ab_eval_env macro_evaluation(void);
/* ---- empty.cc ---- */

/* Whether a macro without a body is there to be asked for, and marks no declaration or header. */
bool empty_is_promise(const char *name);

/* ---- stretch.cc ---- */

/* Whether what stands there depends on the language or an option of this compile. */
bool stretch_is_conditional(location_t where);

/* Whether it is there since the user, or the compile, has a macro that the header asks for. */
bool stretch_is_asked_for(location_t where);

/* Whether headers declare something, or leave something out, by the language. */
bool stretch_is_language_spoken(void);

/* Whether a sentinel stands outside of the guard that the policy names, as far as its header tells. */
bool stretch_is_unguarded(location_t where);

/* ---- hidden.cc ---- */

/* ---- replaced.cc ---- */

/* The macro of that name that the record has, or NULL. */
const struct ab_entity *replaced_promise(const char *name);

/*
 * The header of a promised macro that is replaced or taken away there, in that header or in
 * one that it includes, private or not; NULL: it is the doing of others.
 */
const char *replaced_in(const char *name, location_t where);

/* Looks out for #undef; once, when the preprocessor has begun. */
void hidden_start(void);

/* Hides what the user hides in the record (ab_record_hide); after all other sweeps. */
void hidden_sweep(void);

/* ---- include.cc ---- */

/*
 * Whether a header that is not here is included by one that is, or by what that
 * includes, under a condition that asks for what this translation unit brings along.
 */
bool include_is_left_out(const char *logical);

/* Enters promised headers that should be here, and are nowhere, into the record. */
void include_note_gone(void);

/* ---- trust.cc ---- */

/* What was seen until here: the last declaration, types, and errors of the compiler's. */
void trust_resume(const struct handover *handover);

/*
 * A declaration or type that began at start has just been finished; false: the
 * compiler has found errors in it.
 */
bool trust_note_decl(location_t start);
void trust_note_type(location_t start);

/* The parse is over. */
void trust_finish(void);

/* Whether errors have spoilt what is declared there. */
bool trust_is_lost(location_t where);

/* Whether they have spoilt anything that public headers declare. */
bool trust_has_spoilt_headers(void);

/* ---- text.cc ---- */

/*
 * Where the first public header starts that has the word in its declarations,
 * or that cannot be read; UNKNOWN_LOCATION: there is none.
 */
location_t text_find_word(const char *word);

/* What is not in the promise gets its since (if the policy has it from comments) and initialisers. */
void text_sweep(void);

#endif
