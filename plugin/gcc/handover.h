/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * handover.h - what the quick look hands to the comparison, and the borders
 * of the plugin's three shared objects.
 *
 *   abiding.so        the door; small, since each compile loads it
 *   abiding-quick.so  the quick look at an image; loaded with the first public
 *                     header
 *   abiding-full.so   the core, libyaml, collector and report; loaded where
 *                     the quick look is not enough, or cannot be had
 *
 * Included after gcc-includes.h.
 */
#ifndef ABIDING_HANDOVER_H
#define ABIDING_HANDOVER_H

extern "C" {
#include "abiding/image.h"
}

/*
 * How a macro on which declarations depend stood when public headers were
 * opened: it may be turned after that.  If it stood in two ways, the one that
 * differs from the record's is kept: less is expected then.
 */
struct sighting {
	bool was_seen, is_defined;
};

static inline void sighting_add(struct sighting *sighting, bool is_defined, bool is_promised)
{
	if (!sighting->was_seen || is_defined != is_promised)
		sighting->is_defined = is_defined;
	sighting->was_seen = true;
}

/* What has been seen of the parse before the comparison takes it over. */
struct handover {
	const struct ab_image *image; /* NULL: none, the arguments name what there is */
	const char *cache_file;	      /* an image to write there; NULL: none */
	const location_t *kept;	      /* by row: where it was declared, as promised; 0: not yet.
					      NULL: nothing is open yet */
	const location_t *typedefs;   /* by row: of a tag, where its typedef was declared; 0 */
	location_t last_place;	      /* of the last declaration or type that was finished */
	int n_errors;		      /* of the compiler's, until there */
	const location_t *types;      /* where those began that have been finished */
	size_t n_types;
	const struct sighting *sightings; /* by condition of the image; NULL: none yet */
};

/* An enum of the record that has what is promised of it, and more. */
struct grown {
	const struct ab_image_row *row;
	tree type;
};

/*
 * What public headers have beside what is promised, and what the record does not mention:
 * tags and typedefs, macros, enums that have grown; functions and variables were noted when
 * they were declared.  A typedef or tag of an enum that has grown is there, too.
 */
struct additions {
	const struct ab_image_digest *digests; /* of this data model */
	const struct sighting *sightings;      /* by condition of the image */
	tree *types;			       /* TYPE_DECLs */
	size_t n_types, types_capacity;
	cpp_hashnode **macros;
	size_t n_macros, macros_capacity;
	struct grown *grown;
	size_t n_grown, grown_capacity;
	const struct ab_image_row **loose; /* promised enumerators beside new ones */
	size_t n_loose, loose_capacity;
};

/*
 * What abiding-full.so does; all calls come from abiding.so.  is_right_version:
 * says in which GCC it does not run, and calls nothing that another one may not
 * have.  start: reads the
 * arguments, policy and record, and goes on from where the handover is (which
 * must live until the compiler ends); false: nothing more is to be done, and
 * what is wrong has been said.  decl, type, function (the end of its body), include,
 * undef: the event of the parse in which it was started.  finish: the end of the parse.
 * check_protocols: after that, or without it: those whose headers were read.
 *
 * For what is new (additions.cc) the comparison need not take over.  start_additions: the
 * first came; false: it has to.  add: a function, variable or typedef, when it is declared.
 * are_additions_silent: at the end of the parse: whether there is nothing to say of them;
 * start() may follow all the same.
 */
struct full {
	bool (*is_right_version)(const char *name, struct plugin_gcc_version *running);
	bool (*start)(struct plugin_name_args *args, const struct handover *handover);
	void (*decl)(tree decl);
	void (*type)(tree type);
	void (*function)(tree decl);
	void (*include)(const char *path);
	void (*undef)(location_t where, cpp_hashnode *node);
	void (*finish)(void);
	void (*check_protocols)(void);
	bool (*start_additions)(struct plugin_name_args *args, const struct handover *handover);
	void (*add)(tree decl);
	bool (*are_additions_silent)(const struct additions *additions);
};

#define FULL_SYMBOL "abiding_full"

/*
 * What abiding-quick.so does.  start: at the first public header; is_usual:
 * nothing is to be said whatever the headers say; is_strict: what is missing for a reason
 * of the user's is to be said, too; take_over starts the comparison, NULL:
 * it cannot, and has said so; start_additions: as of struct full, NULL: the comparison
 * has to take over.  include: a header
 * that may be public, the first too.  is_of_protocol: whether a header is one that
 * the protocol is for, for what the door cannot tell by its first letter.  finish:
 * the end of the parse; true: all is as promised.
 */
struct quick_look {
	void (*start)(const char *plugin_name, const struct ab_image *image, bool is_usual,
		      bool is_strict, const struct full *(*take_over)(const struct handover *seen),
		      const struct full *(*start_additions)(void));
	void (*include)(const char *path);
	bool (*is_of_protocol)(const struct ab_image *image, const struct ab_image_source *source,
			       const char *path);
	bool (*finish)(void);
	double (*now_ms)(void); /* of this process's time */
	void (*say_stats)(const char *plugin_name, double check_ms);
};

#define QUICK_SYMBOL "abiding_quick"

/* ---- version.cc, in abiding-full.so ---- */

bool version_is_right(const char *name, struct plugin_gcc_version *running);

/* ---- depend.cc, in abiding.so and abiding-full.so ---- */

/*
 * Has depend_on_each called once the source is in the list of dependencies,
 * where one is written, to enter ours behind it.  To be called once, from
 * plugin_init.
 */
void depend_later(void (*depend_on_each)(void));

/*
 * Enters a file into that list, whether it is there or not; not before
 * depend_later() says so, and for -E not at the end of the parse.
 */
void depend_on(const char *file);

/* Whether this compile writes a list of dependencies. */
bool depend_is_wanted(void);

/* ---- argument.cc, likewise ---- */

/* The value of an argument, all of it; NULL: it has none. */
const char *argument_value(const char *plugin_name, const struct plugin_argument *given);

#endif
