/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * record.h - the facts of an API, the one data model.
 *
 * A record holds entities (functions, structs, macros, ...) by kind and name.
 * The collector makes one from a translation unit, the frozen record is one
 * read from YAML; compare.h holds one against the other.  A record, its
 * entities and their strings live in the arena it was made in.
 *
 * Identity: a struct, union or enum is named by its typedef; where it has
 * none, by keyword and tag ("struct foo", the same in YAML), and is_tag_only
 * is set.  A type tree names it by AB_TYPE_TYPEDEF with the typedef, or by
 * AB_TYPE_STRUCT (...) with the bare tag where it is tag-only or not the
 * library's.
 *
 * Data models ("lp64", "ilp32-i386") name what decides a layout; numbers kept
 * per data model are indexed as in models.
 */
#ifndef ABIDING_RECORD_H
#define ABIDING_RECORD_H

#include "abiding/file.h"
#include "abiding/int.h"
#include "abiding/linkage.h"
#include "abiding/place.h"
#include "abiding/type.h"

enum ab_kind {
	AB_FUNCTION,
	AB_VARIABLE,
	AB_STRUCT,
	AB_UNION,
	AB_ENUM,
	AB_ENUMERATOR, /* of an enum with neither tag nor typedef: a constant of its own */
	AB_TYPEDEF,    /* less those that are the name of a struct, union or enum */
	AB_MACRO,      /* object-like, a constant or other text */
	AB_FUNCTION_MACRO,
	AB_KINDS
};

enum { AB_MODELS_MAX = 12 };

/* A number per data model. */
struct ab_per_model {
	uint32_t known; /* bit i: value[i] is set */
	uint64_t value[AB_MODELS_MAX];
};

enum ab_value_kind {
	AB_VALUE_NONE, /* no value of its own: text tells */
	AB_VALUE_INTEGER,
	AB_VALUE_FLOAT,
	AB_VALUE_STRING, /* text: a C string literal, one piece, with its prefix and quotes */
};

struct ab_value {
	enum ab_value_kind kind;
	struct ab_int integer;
	const char *text;	    /* float: shortest decimal that reads back; string: see above */
	const struct ab_type *type; /* integer, float: after the usual conversions; string: NULL */
	const char *bare; /* number: "1 + 2" where operators are not in parentheses; string: where
			     it is, so that it cannot be joined with others; NULL: neither */
	bool is_model_dependent;      /* another data model could give another value */
	bool is_type_model_dependent; /* ... or the same value another type */
};

struct ab_field {
	const char *name; /* NULL: an unnamed struct or union (C17 6.7.2.1p13) */
	const struct ab_type *type;
	int bit_width;			/* bits, -1: no bit-field */
	struct ab_per_model bit_offset; /* from the start of the struct whose body this is in */
	const char *since;		/* NULL: as the whole */
	bool is_unavailable;		/* a use of it is an error of the compiler */
	ab_place place;
};

/* What stands between the braces of a struct or union. */
struct ab_aggregate {
	bool is_union;
	bool is_packed;
	struct ab_field *fields;
	unsigned n_fields;
	/* collected: names of members that a macro makes of __LINE__ or __COUNTER__, which are
	   no members to anybody; what they take up, offsets and sizes show */
	const char *const *made;
	unsigned n_made;
	struct ab_per_model size_bytes;
	struct ab_per_model align_bytes;
};

struct ab_enumerator {
	const char *name;
	struct ab_int value;
	const char *since;	 /* NULL: as the enum */
	const char *initialiser; /* collected, and not in the promise or not of that value: as
				    written, "" where it has none; NULL: not known */
	bool is_unavailable;	 /* a use of it is an error of the compiler */
	ab_place place;
};

/* A version under which the library exports a symbol. */
struct ab_symbol {
	const char *node; /* of the version script, or AB_UNVERSIONED */
	const char *file; /* collected: the version script that place is in; NULL: the record's */
	ab_place place;	  /* line and column (AB_PLACE) of file; 0 */
};

/* Stands for the node of a symbol that is exported without a version. */
#define AB_UNVERSIONED "(unversioned)"

struct ab_entity {
	enum ab_kind kind;
	const char *name;
	const char *since;  /* release, NULL: not released yet */
	const char *before; /* ab_record_as_of(): it is what it was before that release; NULL */
	const struct ab_entity *later; /* ... and this, of which it is a copy, it is since; NULL */
	const char *header;	       /* logical name, as in an include */
	const char *typedef_header;    /* struct, union, enum: of its typedef, where one may be in
				       sight without the other; NULL: the same */
	ab_place place;
	bool is_text_unknown; /* collected only: its header could not be read for its comments */

	const struct ab_type *type;    /* function, variable, typedef */
	unsigned linkage;	       /* function, variable: a sum of enum ab_linkage */
	const char *const *attributes; /* those that users depend on, sorted.
					   function: "noreturn", "nonnull", "nonnull (1, 2)",
					   "format (printf, 1, 2)", ...; variable, typedef:
					   "aligned (8)", ...; struct, union, enum:
					   "transparent_union", ...; loose enumerator:
					   "unavailable" */
	unsigned n_attributes;
	const char *asm_name; /* function, variable: __asm__ label; NULL: none */
	bool is_mangled;      /* function, collected only: no declaration is extern "C", in C++ */
	bool says_extern_c;   /* likewise: its header says that it is, all the same */
	struct ab_symbol *symbols; /* function, variable: its versions, the default or oldest first;
				      none: not exported, or not known */
	unsigned n_symbols;
	const struct ab_symbol *local;	 /* function, variable, collected only: where the version
					  script hides it, node NULL: by a pattern; NULL */
	struct ab_per_model object_size; /* variable: bytes, by its type */
	/* variable whose type does not say its size: bytes in the library, as it was linked */
	struct ab_per_model library_size;

	const char *tag;	   /* struct, union, enum; NULL: none */
	bool is_tag_only;	   /* struct, union, enum: no typedef names it */
	bool is_tag_forbidden;	   /* collected: the headers poison the tag, not the typedef */
	ab_place typedef_place;	   /* struct, union, enum, collected only: of that typedef; 0 */
	struct ab_aggregate *body; /* struct, union; NULL: opaque */

	struct ab_enumerator *enumerators; /* enum, in the order declared */
	unsigned n_enumerators;
	const char
	    *enum_type[AB_MODELS_MAX]; /* enum: compatible integer type, by data model; NULL */
	const char *sentinel;	       /* enum: the name of its sentinel; NULL: none */
	bool is_sentinel;	       /* loose enumerator: of the enum that it is in */
	bool has_open_sentinel; /* enum: it stands outside of the guard that the policy names */
	bool is_incomplete;	/* enum: declared, not defined */

	struct ab_value
	    value; /* macro, constant variable (type NULL), loose enumerator (integer, is_model_dependent false);
					   one of values, if there are */
	struct ab_value
	    *values; /* macro or variable whose value or type is model dependent: by data model,
					   AB_MODELS_MAX, kind NONE where not known; else NULL */
	const char *text;	   /* macro: its body (in a frozen record only where it has no
					   value); function macro: its body; tokens with one space
					   where the source has any; loose enumerator, collected
					   only: its initialiser, as of other enumerators */
	bool is_not_in_if;	   /* macro: #if cannot evaluate it, though it is of a type of #if;
				      not of a mere name of an enumerator */
	const char *enumerator;	   /* macro, collected only: the one that it is a name of; NULL */
	bool is_conditional;	   /* macro, collected only and new: the language, or a macro of the
				      user's, brings it along */
	bool is_unresolved;	   /* macro, collected only: its body names what this translation
					   unit does not declare */
	bool is_still_decoration;  /* macro, collected only: it and the promised text come to no
					   more than attributes and the like */
	const char *const *params; /* function macro; the last is "..." or "name..." if variadic */
	unsigned n_params;
};

/* A type from elsewhere that the API mentions by name ("size_t", "struct timeval"). */
struct ab_external {
	const char *name;
	const char *stands_for[AB_MODELS_MAX]; /* "unsigned long"; a struct used by value:
						   "16 bytes, aligned to 8"; NULL: not known */
};

struct ab_header {
	const char *name; /* logical */
	const char *since;
	bool is_entry;	  /* one that users include by itself */
	bool is_partial;  /* an entry: by itself it shows less of its own than behind others */
	bool brings_rest; /* an entry: all headers of its surface that do not say who does */
	/* the entries that bring it along, besides itself and those that bring another one
	   of these; NULL: not said, as usual (brought.h) */
	const char *const *by;
	unsigned n_by;
	const char *const *after; /* an entry: headers that users include first */
	unsigned n_after;
	bool is_alone; /* collected: an entry, and by names it wherever it brings a header */
	/* a .c file: versions that it gives to symbols itself (.symver), "foo@V1", "foo@@V2" */
	const char *const *versions;
	unsigned n_versions;
	bool knows_versions; /* collected: a .c file, whose versions these are */
};

/* A node of the version script: a version of the library. */
struct ab_node {
	const char *name;
	const char *since;
	const char *const *parents; /* that it inherits from, in the order written */
	unsigned n_parents;
	struct ab_symbol at; /* itself, for its place */
	const char *header;  /* collected: an entry of a surface that has the script; NULL */
};

/* A symbol that the version script lists and no public header declares. */
struct ab_listed {
	const char *name;
	const char *since;
	struct ab_symbol *symbols;
	unsigned n_symbols;
};

/* A preprocessor switch on which what is declared depends. */
struct ab_condition {
	const char *macro;
	bool is_defined;
};

/* A break that a waiver let pass when a release was frozen: what was promised before is not now. */
struct ab_passed {
	const char *rule;   /* its id */
	const char *entity; /* "foo", or "foo.bar" of a member */
	const char *release;
};

/* What headers older than a release were promised, where that is not as it is now. */
struct ab_before {
	const char *release;
	struct ab_record *record; /* headers and entities, by the data models of the whole */
};

struct ab_entities {
	struct ab_entity **items;
	size_t count, capacity;
};

struct ab_record {
	struct ab_arena *arena;
	const char *file;    /* where it was read from; NULL: collected */
	const char *library; /* NULL: not said */
	ab_place library_place;
	const char *release;  /* the newest frozen; NULL: not released */
	const char *language; /* what it was compiled as, by language.h; NULL: the usual C */
	const char *models[AB_MODELS_MAX];
	unsigned n_models;
	const char *flags;	  /* collected only: options of the compile that alter layouts
					   ("-fpack-struct -fshort-enums"), NULL: none */
	const char *gap;	  /* collected only: why macros are not in it; NULL: they are */
	bool lacks_unnamed_quals; /* collected only: C++ forgets qualifiers of unnamed members */
	bool has_bool_word;	  /* collected only: bool is a keyword, as in C++ and C23 */
	bool knows_uses; /* says of constants how they can be used; not in the first format */
	bool has_only_prototypes; /* collected only: "()" is "(void)", as in C++ and C23 */
	bool has_bool_stand_in;	  /* collected only: its typedef bool is for C before C23 */
	const char **hidden;	  /* collected only: names that the user's own macros take away */
	size_t n_hidden, hidden_capacity;
	const char **gone; /* collected only: promised headers that are not on the include path */
	size_t n_gone, gone_capacity;
	/*
	 * Collected only, else NULL: whether the text of the declaration at a place has that
	 * word; is_known: whether there is such a text.
	 */
	bool (*has_word)(ab_place place, const char *word, bool *is_known);
	struct ab_entities of[AB_KINDS];
	struct ab_external *externals;
	size_t n_externals, externals_capacity;
	struct ab_header *headers;
	size_t n_headers, headers_capacity;
	struct ab_node **nodes;
	size_t n_nodes, nodes_capacity;
	struct ab_listed **listed;
	size_t n_listed, listed_capacity;
	struct ab_protocol **protocols; /* protocol.h */
	size_t n_protocols, protocols_capacity;
	struct ab_condition *conditions;
	size_t n_conditions, conditions_capacity;
	struct ab_passed *passed;
	size_t n_passed, passed_capacity;
	struct ab_before *before; /* as later releases were frozen, one for each at most */
	size_t n_before, before_capacity;
	struct ab_record_index *index; /* record.c's own */
};

/* An empty record. */
struct ab_record *ab_record_new(struct ab_arena *arena);

/* A new entity of that kind and name (borrowed); NULL where there is one already. */
struct ab_entity *ab_record_add(struct ab_record *record, enum ab_kind kind, const char *name);

/* A copy of another record's entity, which shares what that points to; NULL as above. */
struct ab_entity *ab_record_add_copy(struct ab_record *record, const struct ab_entity *entity);

/* Says that a struct, union or enum carries this tag, for ab_record_find_tag(). */
void ab_record_set_tag(struct ab_record *record, struct ab_entity *entity, const char *tag);

/* The entity of that kind and name, or NULL. */
struct ab_entity *ab_record_find(const struct ab_record *record, enum ab_kind kind,
				 const char *name);

/* The struct, union or enum with that tag, whatever its name, or NULL. */
struct ab_entity *ab_record_find_tag(const struct ab_record *record, const char *tag);

/* Whether an entity of any kind has that name. */
bool ab_record_has_name(const struct ab_record *record, const char *name);

/* The body of a struct or union, or that of an entity's unnamed type; NULL: neither. */
struct ab_aggregate *ab_entity_body(const struct ab_entity *entity);

/* The enumerator of that name of an enum (NULL: none), or NULL. */
const struct ab_enumerator *ab_entity_enumerator(const struct ab_entity *entity, const char *name);

/* The enumerator of that name in any named enum (sets *owner, if not NULL), or NULL. */
struct ab_enumerator *ab_record_find_enumerator(const struct ab_record *record, const char *name,
						struct ab_entity **owner);
/*
 * What the sentinel of an enum was in a release (NULL: the last one): as far
 * behind the greatest of the others as it is now (P5).
 */
struct ab_int ab_sentinel_at(const struct ab_entity *entity, const struct ab_enumerator *sentinel,
			     const char *release);

/*
 * Takes an entity of the record out of it, and an enumerator of an enum of the record: they
 * are found no more, and with the next sweep they leave the lists as well, all at once.
 */
void ab_record_remove(struct ab_record *record, const struct ab_entity *entity);
void ab_record_remove_enumerator(struct ab_record *record, const struct ab_entity *entity,
				 const struct ab_enumerator *enumerator);
void ab_record_sweep(struct ab_record *record);
/* Likewise of one enum, whose enumerators may be elsewhere in memory then. */
void ab_record_sweep_enum(struct ab_record *record, struct ab_entity *entity);

/* To be called when an enum's enumerators are in place, for the look-up above. */
void ab_record_index_enumerators(struct ab_record *record, struct ab_entity *entity);

/* Adds one or gives the one of that name. */
struct ab_external *ab_record_external(struct ab_record *record, const char *name);
const struct ab_external *ab_record_find_external(const struct ab_record *record, const char *name);
struct ab_header *ab_record_header(struct ab_record *record, const char *name);
const struct ab_header *ab_record_find_header(const struct ab_record *record, const char *name);
/* Whether one is there that means the same file (ab_header_is_same). */
bool ab_record_has_header(const struct ab_record *record, const char *name);
/* To be called where these two tables are those of another record. */
void ab_record_index_tables(struct ab_record *record);
/* Takes out the headers for which is_kept, one for each, says no. */
void ab_record_keep_headers(struct ab_record *record, const bool *is_kept);

/* Notes a break that was let pass with a release, unless it is noted already.  Strings borrowed. */
void ab_record_note_passed(struct ab_record *record, const char *rule, const char *entity,
			   const char *release);

/* A new, empty record for what was promised before that release (borrowed). */
struct ab_record *ab_record_before(struct ab_record *record, const char *release);

/* Whether two entities are the same to a reader of that record, to whose data models they keep. */
bool ab_entities_are_same(struct ab_arena *arena, const struct ab_record *record,
			  const struct ab_entity *a, const struct ab_entity *b);

/* A new one (name borrowed), or NULL where there is one of that name already. */
struct ab_node *ab_record_add_node(struct ab_record *record, const char *name);
struct ab_listed *ab_record_add_listed(struct ab_record *record, const char *name);
/* The one of that name, or NULL. */
struct ab_node *ab_record_find_node(const struct ab_record *record, const char *name);
struct ab_listed *ab_record_find_listed(const struct ab_record *record, const char *name);

/* Whether programs link with a function or variable: it is neither static, inline nor hidden. */
bool ab_is_linked(const struct ab_entity *entity);

/* The symbol behind a function or variable: its __asm__ label, else its name. */
const char *ab_symbol_name(const struct ab_entity *entity);
/* The function or variable that a symbol is behind, or NULL. */
struct ab_entity *ab_record_find_symbol(const struct ab_record *record, const char *symbol);

/* Says that a name is missing for a reason that is the user's, not the library's. */
void ab_record_hide(struct ab_record *record, const char *name);
bool ab_record_hides(const struct ab_record *record, const char *name);

/* The index of a data model by name, added if new; -1: not there, or no room for it. */
int ab_record_model(struct ab_record *record, const char *name);
int ab_record_find_model(const struct ab_record *record, const char *name);

/* Sorts entities, externals, headers, nodes, symbols and conditions by name (strcmp). */
void ab_record_sort(struct ab_record *record);

/*
 * Reads a record; all of it lives in the arena.  On bad input returns false
 * with file, line, column, the offending word and, for a name, the nearest
 * valid one.
 */
bool ab_record_load(struct ab_arena *arena, const char *path, struct ab_record **record,
		    struct ab_error *error);

/* The same out of memory: text is what the file at path holds, or held. */
bool ab_record_parse(struct ab_arena *arena, const char *path, const char *text, size_t length,
		     struct ab_record **record, struct ab_error *error);

/* The YAML text of a record, sorted; the same bytes for the same facts.  text is the arena's. */
bool ab_record_print(struct ab_arena *arena, struct ab_record *record, const char **text,
		     size_t *length, struct ab_error *error);

/*
 * Whether that text, to be written to path, could be read again; if not, an error.  What limits
 * there are is best said where they are exceeded, in a header; this is for those not thought of.
 */
bool ab_record_is_readable(struct ab_arena *arena, const char *path, const char *text,
			   size_t length, struct ab_error *error);

/* The entity for which it would not be, and why; NULL: none by itself. */
const struct ab_entity *ab_record_find_unreadable(struct ab_record *record, struct ab_error *error);

/*
 * Writes that text, whole or not at all (ab_file_replace_seen), if it is readable.  seen: what the
 * file held; NULL: whatever is there is replaced.
 */
bool ab_record_write(struct ab_arena *arena, struct ab_record *record, const char *path,
		     const struct ab_file_seen *seen, struct ab_error *error);

/*
 * Puts a release onto a frozen record: what is new in current is added with
 * since = release (entities, enumerators, union members, data models with
 * their layouts), what was open and is said now is promised as well, sentinels and
 * values that may change are brought up to date, nothing that is there is lost; a
 * name that is another sort of thing by now is in the record as that.  Whether something is broken is compare's
 * question, to be asked before.  Both records are of one arena; frozen takes
 * over current's entities, which is not to be used any more.
 */
struct ab_policy;
void ab_record_freeze_onto(struct ab_record *frozen, const struct ab_record *current,
			   const struct ab_policy *policy, const char *release);

/*
 * Notes in a frozen record what waivers let pass of an entry by itself (alone: what was
 * collected from it), with that release.  To be called before the release is put onto it.
 * Strings of the policy are borrowed.
 */
void ab_record_freeze_passed(struct ab_record *frozen, const struct ab_record *alone,
			     const struct ab_policy *policy, const char *release);

/* What a macro is worth on a data model; NULL: not known. */
const struct ab_value *ab_macro_value(const struct ab_entity *macro, int model);

/* Whether it is a struct, union, enum or typedef: their names are apart from all others. */
bool ab_kind_is_type(enum ab_kind kind);

/* "structs", "function-macros", ...: the YAML key of a kind; "struct", "macro": in a sentence. */
const char *ab_kind_section(enum ab_kind kind);
const char *ab_kind_word(enum ab_kind kind);

#endif
