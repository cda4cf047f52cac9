/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * protocol.h - an ONC RPC protocol: what goes over the wire.
 *
 * A protocol is one file in the language of XDR (RFC 4506) and of RPC programs
 * (RFC 5531), as rpcgen and libvirt's own scripts take it: definitions, and
 * programs with their messages.  Read from a file (xdr.c) or from a record
 * (protocol/load.c) it is the same thing, which compare/protocol.c holds
 * against another.  All lives in the arena.
 *
 * Where a file has no program, an enum whose enumerators are all called
 * PREFIX_PROC_NAME is one; what is then called like PREFIX and NAME and args,
 * ret or msg, case and '_' aside, is the content of that message.
 */
#ifndef ABIDING_PROTOCOL_H
#define ABIDING_PROTOCOL_H

#include "abiding/record.h"

enum ab_xdr_kind {
	AB_XDR_VOID,
	AB_XDR_INT,
	AB_XDR_UNSIGNED_INT,
	AB_XDR_HYPER,
	AB_XDR_UNSIGNED_HYPER,
	AB_XDR_CHAR, /* this and the next three: 4 bytes on the wire, fewer in memory */
	AB_XDR_UNSIGNED_CHAR,
	AB_XDR_SHORT,
	AB_XDR_UNSIGNED_SHORT,
	AB_XDR_BOOL,
	AB_XDR_FLOAT,
	AB_XDR_DOUBLE,
	AB_XDR_QUADRUPLE,
	AB_XDR_OPAQUE, /* in an array only */
	AB_XDR_STRING, /* in an array only, or as a result or argument */
	AB_XDR_NAME,   /* of a definition, or of what no definition here is for */
	AB_XDR_BODY,   /* an unnamed struct, union or enum */
};

enum ab_xdr_shape {
	AB_XDR_PLAIN,
	AB_XDR_OPTIONAL, /* "*" */
	AB_XDR_FIXED,	 /* "[limit]" */
	AB_XDR_VARIABLE, /* "<limit>" */
};

struct ab_xdr_definition;

struct ab_xdr_declaration {
	const char *name; /* NULL: none, as for void and for types alone */
	enum ab_xdr_kind kind;
	const char *type;		      /* AB_XDR_NAME: which */
	const struct ab_xdr_definition *body; /* AB_XDR_BODY */
	enum ab_xdr_shape shape;
	const char *limit; /* a number or the name of a constant, as written; NULL: none */
	ab_place place;	   /* of the name, else of the type */
};

struct ab_xdr_enumerator {
	const char *name;
	const char *value; /* a number or the name of a constant */
	const char *since; /* NULL: as the enum */
	ab_place place;
};

/* A case of a union. */
struct ab_xdr_arm {
	const char *const *values; /* numbers or names; none: the default */
	unsigned n_values;
	struct ab_xdr_declaration declaration;
	ab_place place;
};

enum ab_xdr_sort {
	AB_XDR_CONST,
	AB_XDR_TYPEDEF,
	AB_XDR_ENUM,
	AB_XDR_STRUCT,
	AB_XDR_UNION,
	AB_XDR_SORTS
};

struct ab_xdr_definition {
	enum ab_xdr_sort sort;
	const char *name;
	const char *since; /* NULL: as the protocol */
	ab_place place;
	const char *value;		       /* const: a number, a name, or "text" */
	struct ab_xdr_declaration declaration; /* typedef; union: what it switches on */
	struct ab_xdr_enumerator *enumerators;
	struct ab_xdr_declaration *members; /* struct */
	struct ab_xdr_arm *arms;	    /* union */
	size_t count, capacity;		    /* of enumerators, members or arms */
};

/* What a message is about: arguments, result, event. */
enum ab_xdr_part { AB_XDR_ARGS, AB_XDR_RET, AB_XDR_MSG, AB_XDR_PARTS };

struct ab_xdr_message {
	const char *name;
	const char *number; /* a number or the name of a constant */
	const char *since;  /* NULL: as the protocol */
	/* declarations without names, less "void"; none: there is nothing on the wire */
	struct ab_xdr_declaration *parts[AB_XDR_PARTS];
	size_t n_parts[AB_XDR_PARTS];
	ab_place place;
};

struct ab_xdr_program {
	const char *name;	      /* of the enum; "PROGRAM.VERSION" */
	const char *number, *version; /* numbers or names of constants; NULL: the file has none */
	const char *since;	      /* NULL: as the protocol */
	struct ab_xdr_message *messages;
	size_t n_messages, capacity;
	ab_place place;
};

struct ab_protocol {
	struct ab_arena *arena;
	const char *name; /* of the file, without its folder */
	const char *file; /* where it was read from; NULL: a record's */
	const char *since;
	ab_place place; /* in a record */
	struct ab_xdr_definition **definitions;
	size_t n_definitions, definitions_capacity;
	struct ab_xdr_program *programs;
	size_t n_programs, programs_capacity;
	struct ab_protocol_index *index; /* protocol.c's own */
};

/* An empty one; the name is the last component of path. */
struct ab_protocol *ab_protocol_new(struct ab_arena *arena, const char *path);

/* A new definition at the end, or NULL where there is one of that name. */
struct ab_xdr_definition *ab_protocol_define(struct ab_protocol *protocol, enum ab_xdr_sort sort,
					     const char *name);
const struct ab_xdr_definition *ab_protocol_find(const struct ab_protocol *protocol,
						 const char *name);

/* New ones at the end. */
struct ab_xdr_program *ab_protocol_add_program(struct ab_protocol *protocol, const char *name);
struct ab_xdr_message *ab_program_add(struct ab_arena *arena, struct ab_xdr_program *program,
				      const char *name);

/*
 * The number behind a number or the name of a constant or enumerator; false:
 * the file does not say, as of a constant that a C header has.
 */
bool ab_protocol_number(const struct ab_protocol *protocol, const char *text,
			struct ab_int *number);

/*
 * Reads a file, finds its messages by their names and leaves out what no
 * message has in it (where there are messages at all).  Bad input: false, with
 * file, line, column, the word and what was expected.
 */
bool ab_protocol_load(struct ab_arena *arena, const char *path, struct ab_protocol **protocol,
		      struct ab_error *error);
/* The same from a text, as if it were that file's. */
bool ab_protocol_parse(struct ab_arena *arena, const char *path, const char *text,
		       struct ab_protocol **protocol, struct ab_error *error);

/*
 * One declaration of a text, with or without a name, as a record has it; false:
 * it is none, and *problem says why.
 */
bool ab_xdr_parse_declaration(struct ab_arena *arena, const char *text,
			      struct ab_xdr_declaration *declaration, const char **problem);
/* The text of one, in one spelling. */
void ab_xdr_print(struct ab_buf *buf, const struct ab_xdr_declaration *declaration);

/* The protocol of that name, or NULL. */
struct ab_protocol *ab_record_find_protocol(const struct ab_record *record, const char *name);
void ab_record_add_protocol(struct ab_record *record, struct ab_protocol *protocol);

/*
 * Reads the protocols of a policy into a collected record: all, or (is_wanted
 * not NULL) those that it says so of.  Returns false on a bad file.
 */
struct ab_policy;
bool ab_record_take_protocols(struct ab_record *record, const struct ab_policy *policy,
			      const bool *is_wanted, struct ab_error *error);

/* A release's protocols put onto a frozen record's, as ab_record_freeze_onto(). */
void ab_record_freeze_protocols(struct ab_record *frozen, const struct ab_record *current,
				const char *release);

#endif
