/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policy.h - what is promised, as questions.
 *
 * The rest of the house asks (which surface is this header of, how strong is
 * its promise, may this constant change) and never sees the YAML.
 */
#ifndef ABIDING_POLICY_H
#define ABIDING_POLICY_H

#include "abiding/pattern.h"
#include "abiding/record.h"
#include "abiding/release.h"
#include "abiding/rule.h"

enum ab_promise {
	AB_PROMISE_NONE,	/* collected, silent */
	AB_PROMISE_BEST_EFFORT, /* warnings */
	AB_PROMISE_FOREVER,	/* errors */
};

struct ab_surface {
	const char *name;
	const char *const *entries; /* logical headers; including one of them brings the surface */
	unsigned n_entries;
	/* by entry: the headers that users include first, NULL behind the last; NULL: none */
	const char *const *const *after;
	const char *const *headers; /* patterns */
	unsigned n_headers;
	const char *const *except;
	unsigned n_except;
	enum ab_promise promise;
	const char *const *symbols; /* files of its library's version script, ready to open */
	const char *const *symbols_spelled; /* the same, as in the policy */
	unsigned n_symbols;
	const char *soname; /* of its library; NULL: not said */
	ab_place place;
};

/* What goes over the wire (protocol.h). */
struct ab_policy_protocol {
	const char *file;	    /* ready to open */
	const char *file_spelled;   /* the same, as in the policy */
	const char *name;	    /* its last component, as in the record */
	const char *const *headers; /* patterns: who includes one is told of a break */
	unsigned n_headers;
	enum ab_promise promise;
	ab_place place;
};

/* The size of a type on a data model. */
struct ab_layout {
	const char *model; /* "lp64" */
	uint64_t size_bytes;
};

struct ab_waiver {
	enum ab_rule rule;
	const char *entity; /* a name, or a pattern with * and ? */
	const char *reason;
	const char *until;		 /* a release; NULL: for good */
	const struct ab_layout *layouts; /* that it accepts for the type it is about; none: it
					    accepts no change of size, alignment or offsets */
	unsigned n_layouts;
	ab_place place;
};

struct ab_policy {
	struct ab_arena *arena;
	const char *file; /* NULL: the default policy */
	const char *library;
	const char *record_path;    /* ready to open; NULL: none named */
	const char *record_spelled; /* the same, as in the policy */
	struct ab_surface *surfaces;
	unsigned n_surfaces; /* none: only protocols are promised */
	struct ab_policy_protocol *protocols;
	unsigned n_protocols;
	const char *const *sentinel_suffixes; /* NULL-terminated, never NULL */
	const char *sentinel_guard;	      /* NULL: none */
	const char *const *ignored_macros;    /* patterns, NULL-terminated, never NULL */
	const char *const *changing;	      /* patterns, likewise */
	const char *const *switches;	      /* macros on which declarations depend, likewise */
	/* name patterns by kind of thing, NULL: not said */
	const char *const *naming_function, *const *naming_type, *const *naming_constant;
	const char *naming_tag;	   /* "_{typedef}" */
	const char *version_macro; /* NULL: none */
	uint64_t version_scale[3];
	bool has_sentinel; /* it says itself how sentinels are called */
	/* since: what is new came in the release that its comment names (since.h), else in the
	   one that the version of its symbol names, else in the one frozen */
	bool is_since_in_comments, is_since_in_symbols;
	bool has_severity[AB_RULES];
	enum ab_severity severity[AB_RULES]; /* the policy's own, per rule */
	struct ab_waiver *waivers;
	unsigned n_waivers;
	bool is_default;	       /* everything outside system headers */
	struct ab_policy_index *index; /* policy.c's own */
};

/*
 * Reads a policy.  Bad input (unknown or repeated key, wrong type, unknown
 * rule, a waiver without reason, a surface without entry, ...): false, with
 * file, line, column, the word and the nearest valid one.
 */
bool ab_policy_load(struct ab_arena *arena, const char *path, struct ab_policy **policy,
		    struct ab_error *error);

/* The same out of memory: text is what the file at path holds, or held. */
bool ab_policy_parse(struct ab_arena *arena, const char *path, const char *text, size_t length,
		     struct ab_policy **policy, struct ab_error *error);

/*
 * Whether a record is that of the policy's library, or says of none; false, with
 * an error in the record: it is another one's.
 */
bool ab_policy_is_of(const struct ab_policy *policy, const struct ab_record *record,
		     struct ab_error *error);

/*
 * Adds a waiver (its place aside) to the text of a policy, which is what the
 * file at path holds: edited is the new text, in which all else stands as it
 * did, comments and the ends of lines too.  False, with an error: the policy is
 * bad, has a waiver of that rule and entity, or is written in a way that cannot
 * be edited.
 */
bool ab_policy_add_waiver(struct ab_arena *arena, const char *path, const char *text, size_t length,
			  const struct ab_waiver *waiver, const char **edited,
			  struct ab_error *error);

/*
 * The policy of a bare record, or (record NULL) of a first collection: one
 * surface "default", promised forever; its headers are those of the record.
 */
struct ab_policy *ab_policy_default(struct ab_arena *arena, const struct ab_record *record);

/*
 * To be called when its lists are whole, and again when one of a copy is another: they are
 * looked up from then on.  ab_policy_load() and the like have done so.
 */
void ab_policy_know_lists(struct ab_policy *policy);

/*
 * The surface that a header belongs to, by the tail of its path, or NULL.
 * *logical becomes the header's logical name: the tail that matched, a part of
 * path.  With several, the first in the policy.  In the default policy for a
 * first collection there is no answer from here (NULL): the collector knows
 * what is a system header.
 */
const struct ab_surface *ab_policy_surface(const struct ab_policy *policy, const char *path,
					   const char **logical);

/* Whether a surface leaves a header out that it would have otherwise, by the tail of its path. */
bool ab_policy_excepts(const struct ab_policy *policy, const char *path);

/*
 * How strong the promise of a protocol is, by its name; none, where the policy
 * does not name it.
 */
enum ab_promise ab_policy_protocol_promise(const struct ab_policy *policy, const char *name);

/* Whether a header is one of a protocol's, by the tail of its path. */
bool ab_protocol_has_header(const struct ab_policy_protocol *protocol, const char *path);

/* What users include before that entry (struct ab_surface: after); NULL: nothing. */
const char *const *ab_policy_after(const struct ab_policy *policy, const char *entry);

/* Whether two header names mean the same file: one is the other's tail, by whole components. */
bool ab_header_is_same(const char *a, const char *b);

/* Whether two surfaces name the same version script; false where they name none. */
bool ab_surfaces_share_symbols(const struct ab_surface *a, const struct ab_surface *b);

bool ab_policy_ignores_macro(const struct ab_policy *policy, const char *name);
bool ab_policy_may_change(const struct ab_policy *policy, const char *name);

/*
 * The sentinel among the enumerators of a defined enum, or NULL: the last one
 * declared, or the last less those that are made of it (MAX = LAST - 1), named
 * with a suffix of the policy, its value the greatest of the others or one more,
 * those being a sequence and not flags.  A policy that says nothing of them wants
 * a customary name (sentinel.h) that begins as the others do.
 */
const struct ab_enumerator *ab_policy_sentinel(const struct ab_policy *policy,
					       const struct ab_enumerator *enumerators,
					       unsigned n_enumerators);

/*
 * The enumerator that looks like a sentinel: of the policy's suffixes, and named
 * like all the others up to its last word; NULL: none, or *several* do.
 */
const struct ab_enumerator *ab_policy_sentinel_by_name(const struct ab_policy *policy,
						       const struct ab_enumerator *enumerators,
						       unsigned n_enumerators);

/* Whether the values are numbers in a row, and not bits: such an enum has an end to tell. */
bool ab_policy_is_sequence(const struct ab_enumerator *enumerators, unsigned n_enumerators);

/* What a finding of this rule weighs on that surface (NULL: the gate's own). */
enum ab_severity ab_policy_severity(const struct ab_policy *policy,
				    const struct ab_surface *surface, enum ab_rule rule);

/* ---- waiver.c ---- */

/* The waiver for this, or NULL; entity "virDomainInfo" or "virDomainInfo.state". */
const struct ab_waiver *ab_policy_waiver(const struct ab_policy *policy, enum ab_rule rule,
					 const char *entity, const char *member,
					 const char *release);

/* What each of them is for, in their order. */
const struct ab_patterns *ab_policy_waiver_names(const struct ab_policy *policy);

/* Whether its entity, which may be a pattern, names that one or that member (NULL: none) of it. */
bool ab_waiver_names(const struct ab_waiver *waiver, const char *entity, const char *member);

/* Whether a waiver accepts that a header is gone: then it counts as one that declares nothing. */
bool ab_policy_gives_up(const struct ab_policy *policy, const char *header, const char *release);

/* Whether what the rule finds can go along with another layout: a waiver of it may accept one. */
bool ab_rule_is_of_layout(enum ab_rule rule);

/* The size that a waiver accepts on that data model; false: it says nothing of it. */
bool ab_waiver_size(const struct ab_waiver *waiver, const char *model, uint64_t *size_bytes);

/* "lp64: 56, ilp32-i386: 44", and back; false: it is not so written, or a model is repeated. */
const char *ab_layouts_text(struct ab_arena *arena, const struct ab_layout *layouts, unsigned n);
bool ab_layouts_parse(struct ab_arena *arena, const char *text, const struct ab_layout **layouts,
		      unsigned *n);

/* "9.0.0" from the macro's value by the policy's scale (1000000, 1000, 1). */
const char *ab_policy_release(const struct ab_policy *policy, struct ab_arena *arena,
			      uint64_t value);

#endif
