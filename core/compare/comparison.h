/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * comparison.h - what the rooms of the comparison share.
 *
 *   compare.c       the order, and gaps
 *   expectation.c   what is expected of this translation unit
 *   telling.c       findings and their weights
 *   header.c        headers that are gone
 *   type.c          two types
 *   function.c      functions and variables
 *   mangled.c       functions that are not extern "C"
 *   attribute.c     what attributes ask and promise
 *   aggregate.c     structs and unions
 *   layout.c        the same members, and where they lie
 *   enum.c          enums, and enumerators of those without a name (enum-list.h)
 *   sentinel.c      where an enum ends
 *   macro.c         macros
 *   text.c          declarations, macros and values as C writes them
 *   constant.c      constants, whatever they are now
 *   call.c          what calls of function-like macros come to
 *   use.c           constants of the same value that are of other use
 *   hidden.c        what is promised behind new macros of its name
 *   typedef.c       typedefs
 *   tagged.c        structs, unions and enums as a whole
 *   width.c         what data models decide of types
 *   size.c          constants that are sizes
 *   symbol.c        symbols and version nodes (symbol.h has its rooms)
 *   protocol.c      messages of protocols (wire.h has its rooms)
 *   options.c       options of the compile that are to blame
 *   waiver.c        what waivers let pass
 *   waiver-check.c  those that are past or match nothing
 */
#ifndef ABIDING_COMPARISON_H
#define ABIDING_COMPARISON_H

#include "abiding/brought.h"
#include "abiding/compare.h"
#include "abiding/resolve.h"
#include "abiding/index.h"
#include "abiding/sentinel.h"
#include "base/excerpt.h"

struct ab_comparison {
	struct ab_arena *arena;
	const struct ab_record *promised, *current;
	const struct ab_policy *policy;
	struct ab_findings *findings;
	const char *release;	    /* of the headers at hand; NULL: not known */
	const char *waiver_release; /* by which waivers end; NULL: they do not */
	int then_model, now_model;  /* this data model in either record; -1: not there */
	bool is_layout_comparable;  /* both are there */
	bool is_guard_defined;	    /* sentinels can be expected */
	bool is_blamed_on_flags;    /* record-not-comparable has been said */
	struct waiver_use {
		bool is_used;
		bool is_layout_kept; /* of some type it accepts the size that the headers have */
		const char *other_model; /* on which it is another one of some type; NULL: none */
		uint64_t other_size_bytes;
	} * waiver_uses; /* by waiver of the policy */
	struct let_pass {
		const struct ab_entity *promised;
		const char *member; /* NULL: the whole */
		const struct ab_waiver *waiver;
		bool is_past; /* it let in what is promised by now */
		size_t next;  /* of the same entity, 1 more than its index; 0: there is no more */
	} * let_pass;	      /* by waivers, in the order found */
	size_t n_let_pass, let_pass_capacity;
	struct ab_index let_pass_of; /* by entity; at: the last such, stamp: the first, likewise */
	struct ab_waiver_index *waiver_index;	/* waiver.c's own */
	const struct ab_entity **before_passed; /* what a waiver let change in a later release */
	size_t n_before_passed, before_passed_capacity;
	struct ab_index before_passed_index; /* likewise, each once */
	enum ab_severity said; /* the most that was said of the struct or union at hand */

	struct known_header {
		const char *name;
		const struct ab_surface *surface; /* NULL: none */
		bool is_brought;		  /* an entry that brings it is here */
	} * headers;				  /* of both records, the promised one's first */
	size_t n_headers;
	struct ab_index header_names;	  /* at: the first in headers of that name */
	const struct ab_brought *brought; /* which entries bring the promised headers */
	struct ab_finding unsaid;	  /* stands in for a finding that is waived or silent */

	struct said_of_macro {	   /* members that a macro declares, in one struct or several */
		size_t finding;	   /* index in findings */
		const char *now;   /* as it is declared now */
		const char *other; /* the first of the other structs; NULL */
	} * of_macros;
	size_t n_of_macros, of_macros_capacity;

	struct ab_growths growths; /* of sentinels */

	struct changed_callback { /* function types that have changed: functions may be of them */
		const struct ab_type *then, *now;
		size_t finding; /* index in findings */
		const char **declared;
		size_t n_declared, declared_capacity;
	} * callbacks;
	size_t n_callbacks, callbacks_capacity;

	const struct ab_entity *last_said; /* whose members are in members_said */
	struct ab_index members_said;	   /* of: since when, NULL: as the entity */

	struct ab_index gone_headers; /* said to be gone: nothing is expected of them */
	struct broken {
		const struct ab_entity *promised;
		enum ab_severity said; /* the most, of it or of its cause; silent: waived, too */
	} * broken;		       /* entities with a finding or a consequence of one */
	size_t n_broken, broken_capacity;
	struct ab_index broken_places; /* at: an entity's index in broken */
	struct ab_index visited;       /* structs and unions done */

	struct changed_constant {
		const char *name;
		struct ab_int then, now;
		size_t finding; /* index in findings */
	} * changed;
	size_t n_changed, changed_capacity;
};

/*
 * A comparison of all that two records declare; false: under another switch, the headers
 * may say anything.
 */
bool ab_comparison_start(struct ab_comparison *cmp);
void ab_compare_declarations(struct ab_comparison *cmp);

/* What a type from elsewhere is on a data model (-1: none); NULL: not known. */
const char *ab_stands_for(const struct ab_record *record, const char *name, int model);

/*
 * A type of the library's own of which now a header from elsewhere has the name: whether
 * it means the same there.  *was, *is: what it stood for, and stands for there, as records
 * keep it of such types; NULL: not known.
 */
bool ab_is_taken_over(const struct ab_comparison *cmp, const struct ab_entity *then,
		      const char **was, const char **is);

/* Of a translation unit: its switches and the guard of sentinels. */
bool ab_is_macro_defined(const struct ab_record *record, const char *macro);

/* The first switch that stands differently than when the record was frozen, or NULL. */
const char *ab_changed_switch(const struct ab_policy *policy, const struct ab_record *promised,
			      const struct ab_record *current);

/*
 * By which release waivers end: the one at hand or, where the headers do not
 * say, the last one frozen, which they are not older than.  promised: or NULL.
 */
const char *ab_waiver_release(const char *at_hand, const struct ab_record *promised);

/*
 * What is wrong with waivers: of all that were looked for here, and, of a compile
 * that looks at protocols apart, of those that are for messages.
 */
void ab_check_waivers(struct ab_comparison *cmp);
void ab_check_protocol_waivers(struct ab_comparison *cmp);

/* Whether a waiver lets that pass; it is of use then. */
bool ab_is_waived(struct ab_comparison *cmp, enum ab_rule rule, const struct ab_entity *promised,
		  const char *member);

/* Whether it was of use when a release was frozen. */
bool ab_had_its_use(struct ab_comparison *cmp, const struct ab_waiver *waiver);

/* The waiver that once let a member in is the record's reason for it: it stays of use. */
void ab_note_let_in(struct ab_comparison *cmp, enum ab_rule rule, const struct ab_entity *promised,
		    const char *member);

/* Notes in a record what waivers let pass, with that release: not of symbols and messages. */
void ab_note_passed(const struct ab_comparison *cmp, struct ab_record *record, const char *release);

/* Whether a waiver let something of the entity pass with a later release than the headers are. */
bool ab_is_before_passed(struct ab_comparison *cmp, const struct ab_entity *promised);

/* Whether a waiver that is of use for the entity accepts that its type has this body now. */
bool ab_accepts_layout(const struct ab_comparison *cmp, const struct ab_entity *promised,
		       const struct ab_aggregate *now);

/* What such a waiver lacks to accept it, one sentence; NULL: there is none. */
const char *ab_lacking_layout(const struct ab_comparison *cmp, const struct ab_entity *promised,
			      const struct ab_aggregate *now);

/* Whether the layouts that waivers accept for the entity are those of the headers: noted. */
void ab_note_layouts(struct ab_comparison *cmp, const struct ab_entity *promised,
		     const struct ab_aggregate *now);

/* What a waiver has to state to accept that body, of each data model promised; NULL: nothing. */
const char *ab_layout_to_state(const struct ab_comparison *cmp, const struct ab_aggregate *now);

/* A finding of the gate itself, about no entity.  Never NULL. */
struct ab_finding *ab_say_of_gate(struct ab_comparison *cmp, enum ab_rule rule,
				  const char *message);

/* Which headers the records have, of which surfaces, and whether an entry here brings them. */
void ab_know_headers(struct ab_comparison *cmp);

/* Headers that are gone with all that they declared: nothing is expected of them then. */
void ab_find_gone_headers(struct ab_comparison *cmp);
/* Of a whole record, headers that are gone, whatever became of what they declared. */
void ab_compare_headers(struct ab_comparison *cmp);

/*
 * Whether the record holds all that the surface declares; of entries that waivers, until
 * that release, say to be gone, nothing.
 */
bool ab_sees_surface(const struct ab_policy *policy, const struct ab_record *current,
		     const struct ab_surface *surface, const char *waiver_release);

/* Whether the record holds all that all surfaces declare. */
bool ab_sees_all(const struct ab_policy *policy, const struct ab_record *current);

/* Whether this translation unit would have to show what the record has in that header. */
bool ab_is_expected(const struct ab_comparison *cmp, const char *header, const char *since);

/* Whether a name that is not there is missing: expected, and not hidden by the user. */
bool ab_is_missing(const struct ab_comparison *cmp, const char *name, const char *header,
		   const char *since);

/* Whether it came with a later release than the headers at hand are of. */
bool ab_is_of_later(const struct ab_comparison *cmp, const char *since);

/* The surface of a header, NULL: none, or no header. */
const struct ab_surface *ab_surface_of(const struct ab_comparison *cmp, const char *header);

/*
 * A new finding about a promised entity; member NULL: about the whole.  Never
 * NULL: one that is waived or silent goes nowhere.  The caller adds to it.
 */
struct ab_finding *ab_say(struct ab_comparison *cmp, enum ab_rule rule,
			  const struct ab_entity *promised, const char *member, ab_place now,
			  const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Likewise about what goes over the wire: promised->header is the protocol's name. */
struct ab_finding *ab_say_of_protocol(struct ab_comparison *cmp, enum ab_rule rule,
				      const struct ab_entity *promised, const char *member,
				      ab_place now, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/*
 * Likewise, but no waiver of the rule lets it pass: its layout has to be accepted, and is
 * not (ab_accepts_layout).
 */
struct ab_finding *ab_insist(struct ab_comparison *cmp, enum ab_rule rule,
			     const struct ab_entity *promised, const char *member, ab_place now,
			     const char *message);

/* Whether a finding goes nowhere. */
bool ab_is_unsaid(const struct ab_comparison *cmp, const struct ab_finding *finding);

/* Whether a finding weighs what one of that rule about the entity would: that one may rest. */
bool ab_weighs_as(const struct ab_comparison *cmp, const struct ab_finding *finding,
		  enum ab_rule rule, const struct ab_entity *promised);

/* Something was found of the entity, or of what it is made of, and said that loudly. */
void ab_mark_broken(struct ab_comparison *cmp, const struct ab_entity *promised,
		    enum ab_severity said);
/* Whether something was; *said (may be NULL): the most of it. */
bool ab_is_broken(const struct ab_comparison *cmp, const struct ab_entity *promised,
		  enum ab_severity *said);
/* Whether so much was said of it that a finding of that rule may rest. */
bool ab_is_covered(const struct ab_comparison *cmp, const struct ab_entity *promised,
		   enum ab_rule rule);
/* What a finding of that rule about the entity would weigh. */
enum ab_severity ab_weight(const struct ab_comparison *cmp, const struct ab_entity *promised,
			   enum ab_rule rule);

/* What options of a compile may alter. */
enum ab_altered {
	AB_ALTERED_MEMBERS = 1,	     /* where they lie */
	AB_ALTERED_ENUMS = 2,	     /* their types */
	AB_ALTERED_CHARS = 4,	     /* the values of characters */
	AB_ALTERED_BITS = 8,	     /* where bit-fields lie */
	AB_ALTERED_BIT_SIGNS = 16,   /* whether plain ones are unsigned */
	AB_ALTERED_EIGHT_BYTES = 32, /* the alignment of double and long long */
	AB_ALTERED_ALL = 63
};

/*
 * Something of that sort (a sum) differs where declarations do not: says once
 * that the options of this compile are to blame, if they are, and returns
 * whether.
 */
bool ab_blame_options(struct ab_comparison *cmp, const struct ab_entity *promised, ab_place now,
		      unsigned altered);

/* Likewise for the layout of a body of the entity that holds these types by value, n of them. */
bool ab_blame_layout(struct ab_comparison *cmp, const struct ab_entity *promised,
		     const struct ab_aggregate *body, ab_place now,
		     const struct ab_type *const *held, size_t n);

/* Likewise for a constant's value or type, where the target has a say in it. */
bool ab_blame_value(struct ab_comparison *cmp, const struct ab_entity *promised,
		    const struct ab_entity *now);

/* Types from elsewhere that stand for others here, wherever the promise mentions them. */
void ab_compare_externals(struct ab_comparison *cmp);

/* On which data model two integer types, alike here, part: a sentence, or NULL. */
const char *ab_where_types_part(const struct ab_comparison *cmp, const struct ab_type *then,
				const struct ab_type *now);

/*
 * Whether arrays differ in nothing but bounds, on another data model than the
 * one that was frozen first, whose bounds the record has: sizeof may have made
 * them.  What was promised there, the layouts tell, as far as there are any.
 */
bool ab_is_bound_of_model(const struct ab_comparison *cmp, const struct ab_type *then,
			  const struct ab_type *now);

/* Remembers that a finding is about that constant's value, for arrays that it bounds. */
void ab_remember_change(struct ab_comparison *cmp, const char *name, struct ab_int then,
			struct ab_int now, const struct ab_finding *finding);

/*
 * Constants that are the size of a struct or union, and have changed with it, are its
 * consequence: takes their findings out of the list.  After all else.
 */
void ab_fold_sizes(struct ab_comparison *cmp);

/* A declaration of either record as text. */
const char *ab_decl_text(const struct ab_comparison *cmp, const char *name,
			 const struct ab_type *type, int bit_width);

/* ab_types_compare() of the two records, of an object's type and of any. */
enum ab_difference ab_types_differ(const struct ab_comparison *cmp, const struct ab_type *then,
				   const struct ab_type *now);
enum ab_difference ab_values_differ(const struct ab_comparison *cmp, enum ab_use use,
				    const struct ab_type *then, const struct ab_type *now);

void ab_compare_function(struct ab_comparison *cmp, const struct ab_entity *then);
/* Of a function that is a function now, too. */
void ab_compare_language_linkage(struct ab_comparison *cmp, const struct ab_entity *then,
				 const struct ab_entity *now);
void ab_compare_variable(struct ab_comparison *cmp, const struct ab_entity *then);
void ab_compare_typedef(struct ab_comparison *cmp, const struct ab_entity *then);
void ab_compare_macro(struct ab_comparison *cmp, const struct ab_entity *then);
void ab_compare_function_macro(struct ab_comparison *cmp, const struct ab_entity *then);
void ab_compare_enum(struct ab_comparison *cmp, const struct ab_entity *then);
void ab_compare_loose_enumerators(struct ab_comparison *cmp);

/* The sentinel of an enum that is there, after its other values. */
void ab_compare_sentinel(struct ab_comparison *cmp, const struct ab_entity *then,
			 const struct ab_entity *now);

/* The same where the enum is gone, and its values may be elsewhere. */
void ab_compare_sentinel_alone(struct ab_comparison *cmp, const struct ab_entity *then);

/* Macros that are new, of names of what is promised. */
void ab_compare_hidden(struct ab_comparison *cmp);

/* What the attributes of a function ask of callers and promise them. */
void ab_compare_contract(struct ab_comparison *cmp, const struct ab_entity *then,
			 const struct ab_entity *now);

/* The same entity now, whatever typedef names it; NULL: none. */
const struct ab_entity *ab_find_same(const struct ab_comparison *cmp, const struct ab_entity *then);

/* The attributes of a variable, struct, union or enum. */
void ab_compare_attributes(struct ab_comparison *cmp, const struct ab_entity *then,
			   const struct ab_entity *now);

/* Enumerators of an enum, or a loose one, that are still there, and of which a use is an error. */
void ab_compare_enumerator_bans(struct ab_comparison *cmp, const struct ab_entity *then);

/*
 * Enumerators of an enum that is kept as it was for headers of earlier releases, and that a
 * later release has promised as well.
 */
void ab_compare_backported_enumerators(struct ab_comparison *cmp, const struct ab_entity *then,
				       const struct ab_entity *now);

/* The first attribute that has come (or gone) and should not have; NULL: none. */
const char *ab_attribute_that_counts(const struct ab_comparison *cmp, const struct ab_entity *then,
				     const struct ab_entity *now, bool has_come);

/* The declaration of a member. */
const char *ab_member_text(const struct ab_comparison *cmp, const struct ab_field *field);

/* What a typedef is for, with its attributes; of anything else, which kind it is. */
const char *ab_typedef_text(const struct ab_comparison *cmp, const struct ab_entity *entity);

/* What was promised of a macro's value here: on this data model, if the record says. */
const struct ab_value *ab_promised_value(const struct ab_comparison *cmp,
					 const struct ab_entity *then);
/* A macro's value, or its text. */
const char *ab_macro_value_text(const struct ab_comparison *cmp, const struct ab_entity *macro,
				const struct ab_value *value);

/* A value as C writes it. */
const char *ab_value_text(struct ab_arena *arena, const struct ab_value *value);

bool ab_macro_is_variadic(const struct ab_entity *macro);

/* Whether a call with what was promised comes to the same text. */
bool ab_calls_are_same(const struct ab_comparison *cmp, const struct ab_entity *then,
		       const struct ab_entity *now);

/* Whether two function-like macros come to the same, each by what its record has. */
bool ab_function_macros_are_same(struct ab_arena *arena, const struct ab_record *promised,
				 const struct ab_entity *then, const struct ab_record *current,
				 const struct ab_entity *now);

/* A call, with what it was promised to come to and what it comes to now. */
struct ab_other_call {
	const char *call, *then, *now;
};

/* Looks for a call with small numbers that comes to another number; false: there is none known. */
bool ab_find_other_call(const struct ab_comparison *cmp, const struct ab_entity *then,
			const struct ab_entity *now, struct ab_other_call *other);

/* What became of the entries of a list, if a macro is one: "XX(A) XX(B)", or _Generic. */
enum ab_list_change {
	AB_LIST_NONE, /* it is no list, or another one */
	AB_LIST_GREW,
	AB_LIST_LOST, /* an entry: *lost */
};
enum ab_list_change ab_compare_lists(const struct ab_comparison *cmp, const struct ab_entity *then,
				     const struct ab_entity *now, const char **lost);

/* The definition of a macro, as the record has it. */
const char *ab_define_text(const struct ab_comparison *cmp, const struct ab_entity *macro);

/*
 * A macro with the promised value that programs can no longer use as they could: in #if,
 * beside operators, joined with other strings.  Returns whether that is so, having said it.
 */
bool ab_compare_use(struct ab_comparison *cmp, const struct ab_entity *then,
		    const struct ab_value *promised, const struct ab_entity *now);

/* Functions and variables that are there, as the library exports them, and version nodes. */
void ab_compare_symbols(struct ab_comparison *cmp);
void ab_compare_symvers(struct ab_comparison *cmp);

/* The protocols that both records have. */
void ab_compare_each_protocol(struct ab_comparison *cmp);

/*
 * Types of an entity with an unnamed struct or union in the same place: says
 * what became of its members.  Returns false where they are not such types.
 */
bool ab_compare_unnamed(struct ab_comparison *cmp, const struct ab_entity *then,
			const struct ab_entity *now);

/* A struct or union, after those that it holds by value; done at most once. */
void ab_compare_aggregate(struct ab_comparison *cmp, const struct ab_entity *then);

/*
 * The entity that a struct, union or enum is now, of the same kind; NULL after
 * having said what became of it, or where nothing can be said.
 */
const struct ab_entity *ab_find_tagged(struct ab_comparison *cmp, const struct ab_entity *then);

/*
 * A constant by name, wherever it is now: macro, loose enumerator or member of
 * an enum.  Returns false where there is none with an integer value.
 */
bool ab_find_constant_now(const struct ab_comparison *cmp, const char *name, struct ab_int *value,
			  ab_place *place);

/* What comes of a variable that has another size than programs were linked with. */
#define AB_COPY_RELOCATION \
	"programs that hold a copy of it (a copy relocation) hold as many bytes as were promised"

#endif
