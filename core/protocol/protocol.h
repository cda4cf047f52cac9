/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * protocol.h - what the rooms of the protocols share.
 *
 *   xdr-lex.c          the words of a file
 *   xdr-parser.c       its tokens, names and values
 *   xdr.c              a file
 *   xdr-program.c      the programs in it
 *   protocol.c         the container; messages by their names, and what is in them
 *   print.c   declarations as text, and the record's section
 *   load.c    the record's section, read back
 *   release/freeze-protocol.c  a release put onto a record
 *   compare/protocol.c messages, programs and constants against those of before
 *   compare/wire.c     what they contain
 */
#ifndef AB_PROTOCOL_H
#define AB_PROTOCOL_H

#include "abiding/protocol.h"

/* The type that a word means by itself; AB_XDR_NAME: none. */
enum ab_xdr_kind ab_xdr_kind_of(const char *word);
/* The word for a kind, "unsigned int". */
const char *ab_xdr_kind_word(enum ab_xdr_kind kind);

/* A number as C and RFC 4506 write it, octal and hexadecimal too; false: it is none. */
bool ab_xdr_number(const char *text, struct ab_int *number);

/*
 * Enters an enumerator, once it has a value, for ab_protocol_number(); owner
 * NULL: its enum has no name.  false: something else has that name.
 */
bool ab_protocol_know(struct ab_protocol *protocol, const struct ab_xdr_definition *owner,
		      const struct ab_xdr_enumerator *enumerator);

/* The enum that has an enumerator of that name, or NULL. */
const char *ab_protocol_owner(const struct ab_protocol *protocol, const char *enumerator);

/* Makes programs of enums, and leaves out what no message contains. */
void ab_protocol_find_messages(struct ab_protocol *protocol);

/* By name, for a record. */
void ab_protocol_sort(struct ab_protocol *protocol);

#endif
