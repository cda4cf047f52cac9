/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * live.h - the text of a header token by token, for those who look for words in it.
 *
 * Comments and what "#if 0" leaves out are passed over; other conditions are stretch.h's.
 * Included after gcc-includes.h.
 */
#ifndef ABIDING_LIVE_H
#define ABIDING_LIVE_H

extern "C" {
#include "abiding/lex.h"
}

struct live {
	const char *text;
	struct ab_lexer lexer;
};

void live_start(struct live *live, const char *text);

/*
 * The next token outside of directives, *end NULL; or the '#' of a directive as a whole,
 * *end: its end in the text.  false: there is no more.
 */
bool live_next(struct live *live, struct ab_token *token, const char **end);

#endif
