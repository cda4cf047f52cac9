/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * releases.c OUTDIR - releases of a library frozen one onto the other, and what
 * the record is then good for.
 *
 * Standard input has a case a line: "NAME POLICY RECORD...", POLICY "-" for
 * none, the records as collected of one release after the other.  Of each
 * release that the record accepts:
 *
 *   its headers satisfy the record that it was frozen onto,
 *   and the record promises all that they do (it satisfies them),
 *   to freeze it again, as a later release, changes nothing,
 *   and each change (breaks.h) that breaks a record that was frozen from these
 *   headers alone breaks this one, by the same rules, and no other one does
 *   that did not break the record before.
 *
 * The same of the record of the last release, for the headers of each earlier one, of
 * which there may be another release: not a word is said of them, every break is found.
 *
 * With UNTIL_BROKEN in the environment, a chain may end before a release that is not accepted.
 * The record of the last release is left in OUTDIR/NAME.yaml.  Ends in "N passed, N failed".
 */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abiding/compare.h"
#include "breaks.h"

/* Of a record with many entities, as many changes, at even distances. */
static unsigned long breaks_max = 4000;

struct run {
	struct ab_arena arena;
	const char *name, *policy;
	char **records;
	int n_records;
	const char *outdir;
	unsigned long n_failed, n_asked;
};

static bool fail(struct run *run, int release, const char *format, const char *what,
		 const char *more)
{
	printf("FAIL: %s: release %d: ", run->name, release);
	printf(format, what, more);
	putchar('\n');
	run->n_failed++;
	return false;
}

static struct ab_record *parse(struct run *run, struct ab_arena *arena, const char *text)
{
	struct ab_record *record;
	struct ab_error error;

	if (ab_record_parse(arena, "record.yaml", text, strlen(text), &record, &error))
		return record;
	printf("FAIL: %s: %u:%u: %s\n", run->name, error.line, error.column, error.message);
	run->n_failed++;
	return NULL;
}

static const char *printed(struct run *run, struct ab_record *record)
{
	struct ab_error error;
	const char *text;
	size_t length;

	return ab_record_print(&run->arena, record, &text, &length, &error) ? text : "";
}

/* Of a library that says in a macro which release it is; here, the records say it. */
static const struct ab_policy *policy_for(struct run *run, struct ab_arena *arena,
					  const struct ab_record *promised)
{
	struct ab_policy *policy = NULL;
	struct ab_error error;

	if (strcmp(run->policy, "-") == 0 || !ab_policy_load(arena, run->policy, &policy, &error))
		policy = ab_policy_default(arena, promised);
	policy->version_macro = "LIBFOO_VERSION";
	return policy;
}

/*
 * What is found of headers, held against a record; all of them at hand, and not a file.
 * release: that they say they are of, NULL: they do not.
 */
static struct ab_findings compare_at(struct run *run, struct ab_arena *arena, const char *promised,
				     struct ab_record *current, const char *release)
{
	struct ab_findings findings = {0};
	struct ab_record *const record = parse(run, arena, promised);

	if (!record || !current)
		return findings;
	current->file = NULL;
	current->release = release;
	ab_compare(arena, record, current, policy_for(run, arena, record), &findings);
	return findings;
}

static struct ab_findings compare(struct run *run, struct ab_arena *arena, const char *promised,
				  struct ab_record *current)
{
	return compare_at(run, arena, promised, current, NULL);
}

static size_t count(const struct ab_findings *findings, enum ab_severity least)
{
	size_t n = 0;

	for (size_t i = 0; i < findings->count; i++)
		n += findings->items[i].severity >= least &&
		     findings->items[i].rule != AB_WAIVER_INVALID;
	return n;
}

/* What older headers take over from a later release is held to that, too. */
static size_t count_not_later(const struct ab_findings *findings, const char *at_hand)
{
	size_t n = 0;

	for (size_t i = 0; i < findings->count; i++)
		n += findings->items[i].severity > AB_SILENT &&
		     !(at_hand && findings->items[i].since &&
		       ab_release_compare(findings->items[i].since, at_hand) > 0);
	return n;
}

static const char *first_of(const struct ab_findings *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].severity > AB_SILENT)
			return findings->items[i].message;
	return "";
}

/* A type that is gone with its names, of which a macro may be one: it may be said of any of them. */
static bool is_removal(enum ab_rule rule)
{
	return rule == AB_STRUCT_REMOVED || rule == AB_UNION_REMOVED || rule == AB_ENUM_REMOVED ||
	       rule == AB_TYPEDEF_REMOVED || rule == AB_MACRO_REMOVED;
}

/* Whether it is told, too, or that what it is about is gone: a macro may have been a typedef since. */
static bool is_told(const struct ab_findings *findings, const struct ab_finding *wanted)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct ab_finding *const one = &findings->items[i];

		if (one->rule == wanted->rule ||
		    (is_removal(one->rule) &&
		     (is_removal(wanted->rule) ||
		      (one->entity && wanted->entity && strcmp(one->entity, wanted->entity) == 0))))
			return true;
	}
	return false;
}

static const char *freeze_text(struct run *run, const char *then, const char *now, int release)
{
	struct ab_record *frozen =
	    then ? parse(run, &run->arena, then) : ab_record_new(&run->arena);
	struct ab_record *current = parse(run, &run->arena, now);

	if (!frozen || !current)
		return NULL;
	if (!frozen->library)
		frozen->library = "foo";
	current->file = NULL;
	ab_record_freeze_onto(frozen, current, policy_for(run, &run->arena, frozen),
			      ab_printf(&run->arena, "%d.0", release));
	return printed(run, frozen);
}

/* Behind the line that says which release it is. */
static const char *without_release(struct run *run, const char *text)
{
	const char *at = strstr(text, "\nrelease: ");
	const char *end = at ? strchr(at + 1, '\n') : NULL;

	return end ? ab_printf(&run->arena, "%.*s%s", (int)(at - text), text, end) : text;
}

/* Where two texts part, as a line of each. */
static const char *first_difference(struct run *run, const char *a, const char *b)
{
	size_t i = 0, line = 0;

	for (; a[i] && a[i] == b[i]; i++)
		if (a[i] == '\n')
			line = i + 1;
	return ab_printf(&run->arena, "'%.*s', '%.*s'", (int)strcspn(a + line, "\n"), a + line,
			 (int)strcspn(b + line, "\n"), b + line);
}

/* ---- breaks ---- */

struct ask {
	struct run *run;
	int release;
	const char *before, *onto, *fresh, *now; /* before: NULL: none */
	const char *at_hand;			 /* which release the headers say they are */
	unsigned long k;
	bool is_last;
};

/* In an arena of its own: there are many. */
static void ask_break(void *context)
{
	struct ask *const ask = context;
	struct run *const run = ask->run;
	struct ab_arena arena;
	struct ab_findings fresh, onto, before = {0};
	struct ab_record *broken;
	const char *what;

	ab_arena_init(&arena);
	broken = parse(run, &arena, ask->now);
	what = broken ? break_record(broken, ask->k) : NULL;
	ask->is_last = !what;
	if (!what)
		goto out;
	run->n_asked++;
	fresh = compare(run, &arena, ask->fresh, broken);
	onto = compare_at(run, &arena, ask->onto, broken, ask->at_hand);
	for (size_t i = 0; i < fresh.count; i++)
		if (fresh.items[i].severity > AB_SILENT && !is_told(&onto, &fresh.items[i])) {
			fail(run, ask->release, "missed: %s: %s", what, fresh.items[i].message);
			if (count(&onto, AB_NOTE))
				printf("    said in its place: %s\n", first_of(&onto));
			break;
		}
	if (count_not_later(&onto, ask->at_hand) && !count(&fresh, AB_NOTE)) {
		if (ask->before)
			before = compare(run, &arena, ask->before, broken);
		if (!count(&before, AB_NOTE))
			fail(run, ask->release, "alarm: %s: %s", what, first_of(&onto));
	}
out:
	ab_arena_release(&arena);
}

static unsigned long count_breaks(struct run *run, const char *text)
{
	unsigned long low = 0, high = 1;

	/* as many as there are, by halving */
	for (;; high *= 2) {
		struct ab_arena arena;
		struct ab_record *record;
		bool is_in;

		ab_arena_init(&arena);
		record = parse(run, &arena, text);
		is_in = record && break_record(record, high);
		ab_arena_release(&arena);
		if (!is_in)
			break;
		low = high;
	}
	while (high - low > 1) {
		const unsigned long middle = low + (high - low) / 2;
		struct ab_arena arena;
		struct ab_record *record;
		bool is_in;

		ab_arena_init(&arena);
		record = parse(run, &arena, text);
		is_in = record && break_record(record, middle);
		ab_arena_release(&arena);
		*(is_in ? &low : &high) = middle;
	}
	return high;
}

static void ask_all(struct ask ask)
{
	struct run *const run = ask.run;
	const unsigned long n = count_breaks(run, ask.now);
	const unsigned long step = n > breaks_max ? n / breaks_max : 1;

	for (ask.k = (unsigned long)ask.release % step; ask.k < n; ask.k += step)
		ask_break(&ask);
}

/* ---- one release after the other ---- */

static const char *read_text(struct run *run, const char *path)
{
	struct ab_record *record;
	struct ab_error error;

	if (!ab_record_load(&run->arena, path, &record, &error)) {
		printf("FAIL: %s: %s: %s\n", run->name, path, error.message);
		run->n_failed++;
		return NULL;
	}
	return printed(run, record);
}

static const char *put_on(struct run *run, int release, const char *before, const char *now)
{
	const char *onto, *again, *fresh;
	struct ab_findings findings;

	if (before) {
		findings = compare(run, &run->arena, before, parse(run, &run->arena, now));
		/* what is a warning stops no freeze */
		if (count(&findings, AB_ERROR)) {
			if (getenv("UNTIL_BROKEN"))
				return NULL;
			fail(run, release, "not accepted: %s%s", first_of(&findings), "");
			return NULL;
		}
	}
	onto = freeze_text(run, before, now, release);
	if (!onto)
		return NULL;
	findings = compare(run, &run->arena, onto, parse(run, &run->arena, now));
	if (count(&findings, AB_NOTE))
		fail(run, release, "not satisfied by its own headers: %s%s", first_of(&findings),
		     "");
	findings = compare(run, &run->arena, now, parse(run, &run->arena, onto));
	if (count(&findings, AB_NOTE))
		fail(run, release, "not promised: %s%s", first_of(&findings), "");
	again = freeze_text(run, onto, now, release + 1);
	if (again && strcmp(without_release(run, again), without_release(run, onto)) != 0)
		fail(run, release, "frozen again, another record: %s%s",
		     first_difference(run, without_release(run, onto), without_release(run, again)),
		     "");
	fresh = freeze_text(run, NULL, now, release);
	if (fresh)
		ask_all((struct ask){run, release, before, onto, fresh, now, NULL, 0, false});
	return onto;
}

/* Headers of an earlier release, held against what was frozen onto it since. */
static void maintain(struct run *run, int release, const char *before, const char *onto,
		     const char *now)
{
	const char *const at_hand = ab_printf(&run->arena, "%d.0", release);
	const struct ab_findings findings =
	    compare_at(run, &run->arena, onto, parse(run, &run->arena, now), at_hand);
	const char *const fresh = freeze_text(run, NULL, now, release);

	if (count(&findings, AB_NOTE))
		fail(run, release, "not as promised to its own headers: %s%s", first_of(&findings),
		     "");
	if (fresh)
		ask_all((struct ask){run, release, before, onto, fresh, now, at_hand, 0, false});
}

static void run_case(void *context)
{
	struct run *const run = context;
	const char *onto[256], *now[256], *last = NULL;
	int n = 0;
	char path[4096];
	FILE *file;

	for (int i = 0; i < run->n_records; i++) {
		now[i] = read_text(run, run->records[i]);
		onto[i] = last = now[i] ? put_on(run, i + 1, last, now[i]) : NULL;
		if (!last)
			break;
		n++;
	}
	if (!n || (n < run->n_records && !getenv("UNTIL_BROKEN")))
		return;
	last = onto[n - 1];
	for (int i = 0; i + 1 < n; i++)
		maintain(run, i + 1, onto[i], last, now[i]);
	snprintf(path, sizeof path, "%s/%s.yaml", run->outdir, run->name);
	file = fopen(path, "w");
	if (!file || fputs(last, file) < 0 || fclose(file) != 0)
		fail(run, run->n_records, "%s cannot be written%s", path, "");
}

int main(int argc, char **argv)
{
	static char line[65536];
	unsigned long n_passed = 0, n_failed = 0, n_asked = 0;

	if (argc < 2)
		return 2;
	if (getenv("BREAKS"))
		breaks_max = strtoul(getenv("BREAKS"), NULL, 10);
	while (fgets(line, sizeof line, stdin)) {
		char *words[256];
		int n = 0;
		struct run run = {.outdir = argv[1]};

		for (char *word = strtok(line, " \n"); word && n < 256; word = strtok(NULL, " \n"))
			words[n++] = word;
		if (n < 3)
			continue;
		run.name = words[0];
		run.policy = words[1];
		run.records = words + 2;
		run.n_records = n - 2;
		ab_arena_init(&run.arena);
		if (!ab_arena_guard(&run.arena, run_case, &run))
			fail(&run, 0, "%s%s", "out of memory", "");
		ab_arena_release(&run.arena);
		n_asked += run.n_asked;
		*(run.n_failed ? &n_failed : &n_passed) += 1;
		fflush(stdout);
	}
	printf("%lu changes asked about\n", n_asked);
	printf("%lu passed, %lu failed\n", n_passed, n_failed);
	return n_failed ? 1 : 0;
}
