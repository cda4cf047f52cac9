/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compare.c - the way of the comparison: what is expected of this translation
 * unit, what a finding weighs, and what could not be checked.
 */
#include "comparison.h"

#include <stdarg.h>
#include <string.h>

#include "abiding/protocol.h"

/* ---- what is expected here ---- */

bool ab_has_header(const struct ab_record *record, const char *name)
{
	for (size_t i = 0; i < record->n_headers; i++)
		if (ab_header_is_same(record->headers[i].name, name))
			return true;
	return false;
}

/* Whether which release is at hand stands in a macro that could not be seen. */
static bool is_release_unknown(const struct ab_comparison *cmp)
{
	return cmp->current->gap && cmp->policy->version_macro && !cmp->release;
}

/* A header that is not there, as a waiver says: it declares nothing, and is not waited for. */
static bool is_given_up(const struct ab_policy *policy, const struct ab_record *current,
			const char *header, const char *waiver_release)
{
	return ab_policy_gives_up(policy, header, waiver_release) &&
	       !ab_has_header(current, header);
}

bool ab_sees_surface(const struct ab_policy *policy, const struct ab_record *current,
		     const struct ab_surface *surface, const char *waiver_release)
{
	if (current->file)
		return true;
	for (unsigned i = 0; i < surface->n_entries; i++)
		if (!ab_has_header(current, surface->entries[i]) &&
		    !is_given_up(policy, current, surface->entries[i], waiver_release))
			return false;
	return surface->n_entries > 0;
}

bool ab_is_macro_defined(const struct ab_record *record, const char *macro)
{
	for (size_t i = 0; i < record->n_conditions; i++)
		if (strcmp(record->conditions[i].macro, macro) == 0)
			return record->conditions[i].is_defined;
	return false;
}

const char *ab_changed_switch(const struct ab_policy *policy, const struct ab_record *promised,
			      const struct ab_record *current)
{
	for (const char *const *name = policy->switches; *name; name++)
		if (current->gap ||
		    ab_is_macro_defined(promised, *name) != ab_is_macro_defined(current, *name))
			return *name;
	return NULL;
}

static bool is_brought(const struct ab_comparison *cmp, const char *header)
{
	const struct ab_bringers bringers =
	    ab_bringers_left(cmp->brought, header, cmp->waiver_release, cmp->current);

	return cmp->current->file || ab_bringers_are_in(&bringers, cmp->current);
}

/* Patterns are slow, and each entity asks. */
static void know_headers(struct ab_comparison *cmp)
{
	const struct ab_record *const records[] = {cmp->promised, cmp->current};
	const char *logical;

	cmp->headers = AB_NEW_ARRAY(cmp->arena, struct known_header,
				    cmp->promised->n_headers + cmp->current->n_headers);
	for (size_t r = 0; r < 2; r++)
		for (size_t i = 0; i < records[r]->n_headers; i++) {
			const char *name = records[r]->headers[i].name;
			struct known_header *known = &cmp->headers[cmp->n_headers++];
			bool is_new;
			struct ab_index_entry *entry =
			    ab_index_enter(cmp->arena, &cmp->header_names, 0, name, &is_new);

			known->name = name;
			known->surface = ab_policy_surface(cmp->policy, name, &logical);
			if (is_new)
				entry->at = cmp->n_headers - 1;
		}
	cmp->brought = ab_brought_new(cmp->arena, cmp->promised, cmp->policy);
	for (size_t i = 0; i < cmp->promised->n_headers; i++)
		cmp->headers[i].is_brought = is_brought(cmp, cmp->headers[i].name);
}

static const struct known_header *known_header(const struct ab_comparison *cmp, const char *header)
{
	const struct ab_index_entry *found =
	    header ? ab_index_find(&cmp->header_names, 0, header) : NULL;

	return found ? &cmp->headers[found->at] : NULL;
}

const struct ab_surface *ab_surface_of(const struct ab_comparison *cmp, const char *header)
{
	const struct known_header *known = known_header(cmp, header);
	const char *logical;

	if (known || !header)
		return known ? known->surface : NULL;
	return ab_policy_surface(cmp->policy, header, &logical);
}

/* Whether an entry is here that brings the header along. */
static bool comes_along(const struct ab_comparison *cmp, const char *header)
{
	const struct known_header *known = known_header(cmp, header);

	if (known && known < cmp->headers + cmp->promised->n_headers)
		return known->is_brought;
	return is_brought(cmp, header);
}

static bool is_gone(const struct ab_comparison *cmp, const char *header)
{
	return ab_index_find(&cmp->gone_headers, 0, header);
}

bool ab_is_expected(const struct ab_comparison *cmp, const char *header, const char *since)
{
	const struct ab_surface *surface = ab_surface_of(cmp, header);

	if (header && (is_gone(cmp, header) ||
		       is_given_up(cmp->policy, cmp->current, header, cmp->waiver_release)))
		return false;
	if (!surface || !comes_along(cmp, header) || is_release_unknown(cmp) ||
	    ab_changed_switch(cmp->policy, cmp->promised, cmp->current))
		return false;
	return !cmp->release || !since || ab_release_compare(since, cmp->release) <= 0;
}

bool ab_is_missing(const struct ab_comparison *cmp, const char *name, const char *header,
		   const char *since)
{
	return !ab_record_hides(cmp->current, name) && ab_is_expected(cmp, header, since);
}

/* ---- findings ---- */

static void know_member(struct ab_comparison *cmp, const char *name, const char *since)
{
	bool is_new;
	struct ab_index_entry *entry =
	    ab_index_enter(cmp->arena, &cmp->members_said, 0, name, &is_new);

	if (is_new)
		entry->of = (void *)since;
}

/* Findings about members of one entity come together: its members are gone through once. */
static const char *member_since(struct ab_comparison *cmp, const struct ab_entity *entity,
				const char *member)
{
	const struct ab_index_entry *found;

	if (!member || (!entity->n_enumerators && !entity->body))
		return NULL;
	if (cmp->last_said != entity) {
		cmp->last_said = entity;
		cmp->members_said = (struct ab_index){NULL, 0, 0};
		for (unsigned i = 0; i < entity->n_enumerators; i++)
			know_member(cmp, entity->enumerators[i].name, entity->enumerators[i].since);
		for (unsigned i = 0; entity->body && i < entity->body->n_fields; i++)
			if (entity->body->fields[i].name)
				know_member(cmp, entity->body->fields[i].name,
					    entity->body->fields[i].since);
	}
	found = ab_index_find(&cmp->members_said, 0, member);
	return found ? found->of : NULL;
}

static struct ab_finding *say(struct ab_comparison *cmp, enum ab_severity severity,
			      enum ab_rule rule, const struct ab_entity *promised,
			      const char *member, ab_place now, const char *message)
{
	struct ab_finding *finding = &cmp->unsaid;
	const char *since = member_since(cmp, promised, member);

	if (severity != AB_SILENT)
		finding = ab_findings_add(cmp->arena, cmp->findings, rule);
	if (cmp->said < severity)
		cmp->said = severity;
	finding->severity = severity;
	finding->entity = promised->name;
	finding->member = member;
	finding->since = since ? since : promised->since;
	finding->now = now;
	finding->then = promised->place;
	finding->header = promised->header;
	finding->message = message;
	return finding;
}

/* Headers older than a break that was let pass are not held to what came of it: a gap. */
static enum ab_severity unless_before_passed(struct ab_comparison *cmp, enum ab_severity severity,
					     const struct ab_entity *promised)
{
	if (severity == AB_SILENT || !ab_is_before_passed(cmp, promised))
		return severity;
	cmp->before_passed = promised->name;
	return AB_SILENT;
}

static enum ab_severity unless_waived(struct ab_comparison *cmp, enum ab_severity severity,
				      enum ab_rule rule, const struct ab_entity *promised,
				      const char *member)
{
	if (severity == AB_SILENT || ab_is_waived(cmp, rule, promised, member))
		return AB_SILENT;
	return unless_before_passed(cmp, severity, promised);
}

enum ab_severity ab_weight(const struct ab_comparison *cmp, const struct ab_entity *promised,
			   enum ab_rule rule)
{
	const struct ab_surface *surface = ab_surface_of(cmp, promised->header);

	return surface ? ab_policy_severity(cmp->policy, surface, rule) : AB_SILENT;
}

struct ab_finding *ab_say(struct ab_comparison *cmp, enum ab_rule rule,
			  const struct ab_entity *promised, const char *member, ab_place now,
			  const char *format, ...)
{
	enum ab_severity severity;
	const char *message;
	va_list args;

	va_start(args, format);
	message = ab_vprintf(cmp->arena, format, args);
	va_end(args);
	severity = unless_waived(cmp, ab_weight(cmp, promised, rule), rule, promised, member);
	ab_mark_broken(cmp, promised, severity);
	return say(cmp, severity, rule, promised, member, now, message);
}

struct ab_finding *ab_insist(struct ab_comparison *cmp, enum ab_rule rule,
			     const struct ab_entity *promised, const char *member, ab_place now,
			     const char *message)
{
	const enum ab_severity severity =
	    unless_before_passed(cmp, ab_weight(cmp, promised, rule), promised);

	ab_mark_broken(cmp, promised, severity);
	return say(cmp, severity, rule, promised, member, now, message);
}

struct ab_finding *ab_say_of_protocol(struct ab_comparison *cmp, enum ab_rule rule,
				      const struct ab_entity *promised, const char *member,
				      ab_place now, const char *format, ...)
{
	const struct ab_surface surface = {
	    .promise = ab_policy_protocol_promise(cmp->policy, promised->header)};
	const char *message;
	va_list args;

	va_start(args, format);
	message = ab_vprintf(cmp->arena, format, args);
	va_end(args);
	return say(cmp,
		   unless_waived(cmp, ab_policy_severity(cmp->policy, &surface, rule), rule,
				 promised, member),
		   rule, promised, member, now, message);
}

bool ab_is_unsaid(const struct ab_comparison *cmp, const struct ab_finding *finding)
{
	return finding == &cmp->unsaid;
}

void ab_remember_change(struct ab_comparison *cmp, struct ab_int then, struct ab_int now,
			const struct ab_finding *finding)
{
	struct changed_constant *changed;

	if (ab_is_unsaid(cmp, finding))
		return;
	cmp->changed = AB_GROW(cmp->arena, cmp->changed, cmp->n_changed, &cmp->changed_capacity);
	changed = &cmp->changed[cmp->n_changed++];
	changed->then = then;
	changed->now = now;
	changed->finding = (size_t)(finding - cmp->findings->items);
}

static struct broken *find_broken(const struct ab_comparison *cmp, const struct ab_entity *promised)
{
	const struct ab_index_entry *found =
	    ab_index_find_pair(&cmp->broken_places, promised, NULL);

	return found ? &cmp->broken[found->at] : NULL;
}

bool ab_is_broken(const struct ab_comparison *cmp, const struct ab_entity *promised,
		  enum ab_severity *said)
{
	const struct broken *broken = find_broken(cmp, promised);

	if (said)
		*said = broken ? broken->said : AB_SILENT;
	return broken != NULL;
}

bool ab_is_covered(const struct ab_comparison *cmp, const struct ab_entity *promised,
		   enum ab_rule rule)
{
	enum ab_severity said;

	return ab_is_broken(cmp, promised, &said) && said >= ab_weight(cmp, promised, rule);
}

bool ab_weighs_as(const struct ab_comparison *cmp, const struct ab_finding *finding,
		  enum ab_rule rule, const struct ab_entity *promised)
{
	return !ab_is_unsaid(cmp, finding) && finding->severity >= ab_weight(cmp, promised, rule);
}

void ab_mark_broken(struct ab_comparison *cmp, const struct ab_entity *promised,
		    enum ab_severity said)
{
	struct broken *broken = find_broken(cmp, promised);

	if (!broken) {
		cmp->broken =
		    AB_GROW(cmp->arena, cmp->broken, cmp->n_broken, &cmp->broken_capacity);
		ab_index_enter_pair(cmp->arena, &cmp->broken_places, promised, NULL, NULL)->at =
		    cmp->n_broken;
		broken = &cmp->broken[cmp->n_broken++];
		*broken = (struct broken){promised, AB_SILENT};
	}
	if (broken->said < said)
		broken->said = said;
}

struct ab_finding *ab_say_of_gate(struct ab_comparison *cmp, enum ab_rule rule, const char *message)
{
	const enum ab_severity severity = ab_policy_severity(cmp->policy, NULL, rule);
	struct ab_finding *finding = &cmp->unsaid;

	if (severity != AB_SILENT)
		finding = ab_findings_add(cmp->arena, cmp->findings, rule);
	finding->severity = severity;
	finding->message = message;
	return finding;
}

/* ---- text ---- */

const char *ab_decl_text(const struct ab_comparison *cmp, const char *name,
			 const struct ab_type *type, int bit_width)
{
	const struct ab_decl decl = {name, type, bit_width};
	struct ab_buf buf;

	ab_buf_init(&buf, cmp->arena);
	ab_decl_print(&buf, &decl);
	return buf.text;
}

enum ab_difference ab_types_differ(const struct ab_comparison *cmp, const struct ab_type *then,
				   const struct ab_type *now)
{
	return ab_types_compare(cmp->arena, cmp->promised, then, cmp->current, now, AB_USE_OBJECT);
}

enum ab_difference ab_values_differ(const struct ab_comparison *cmp, enum ab_use use,
				    const struct ab_type *then, const struct ab_type *now)
{
	return ab_types_compare(cmp->arena, cmp->promised, then, cmp->current, now, use);
}

/* ---- the whole record ---- */

static void each(struct ab_comparison *cmp, enum ab_kind kind,
		 void (*compare)(struct ab_comparison *, const struct ab_entity *))
{
	const struct ab_entities *of = &cmp->promised->of[kind];

	for (size_t i = 0; i < of->count; i++) {
		const struct ab_surface *surface = ab_surface_of(cmp, of->items[i]->header);

		if (surface && surface->promise != AB_PROMISE_NONE)
			compare(cmp, of->items[i]);
	}
}

static void note_gaps(struct ab_comparison *cmp)
{
	const char *off = ab_changed_switch(cmp->policy, cmp->promised, cmp->current);

	if (cmp->current->gap) {
		ab_say_of_gate(cmp, AB_NOT_CHECKED,
			       !off
				   ? cmp->current->gap
				   : ab_printf(cmp->arena,
					       "%s; whether '%s' was defined is not known, so that "
					       "nothing could be checked",
					       cmp->current->gap, off));
		off = NULL;
	}
	if (!cmp->is_layout_comparable && cmp->current->n_models && cmp->promised->n_models)
		ab_say_of_gate(
		    cmp, AB_NOT_CHECKED,
		    ab_printf(cmp->arena,
			      "the record has no layouts for the data model '%s': sizes, "
			      "offsets, bounds and the types of enums could not be "
			      "checked; abiding freeze, with this compiler and these "
			      "options, adds them",
			      cmp->current->models[0]));
	if (cmp->before_passed)
		ab_say_of_gate(cmp, AB_NOT_CHECKED,
			       ab_printf(cmp->arena,
					 "'%s' and whatever else a waiver let change in a later "
					 "release could not be checked: these headers are of %s",
					 cmp->before_passed, cmp->release));
	if (off)
		ab_say_of_gate(
		    cmp, AB_NOT_CHECKED,
		    ab_printf(cmp->arena,
			      "'%s' is %s here and was not when the record was frozen: "
			      "what is missing could not be checked",
			      off,
			      ab_is_macro_defined(cmp->current, off) ? "defined" : "undefined"));
}

static bool is_anywhere(const struct ab_record *record, const char *name)
{
	for (unsigned kind = 0; kind < AB_KINDS; kind++)
		if (ab_record_find(record, (enum ab_kind)kind, name))
			return true;
	return false;
}

/* How many entities of a header there are, if none of them is anywhere now; else 0. */
static size_t count_gone_with(const struct ab_comparison *cmp, const char *header)
{
	size_t n_gone = 0;

	for (unsigned kind = 0; kind < AB_KINDS; kind++) {
		const struct ab_entities *of = &cmp->promised->of[kind];

		for (size_t i = 0; i < of->count; i++) {
			if (!of->items[i]->header || strcmp(of->items[i]->header, header) != 0)
				continue;
			if (is_anywhere(cmp->current, of->items[i]->name) ||
			    ab_record_hides(cmp->current, of->items[i]->name))
				return 0;
			n_gone++;
		}
	}
	return n_gone;
}

static bool names_bringer(const struct ab_comparison *cmp, const char *header, const char *entry)
{
	const struct ab_header *known = ab_record_find_header(cmp->promised, header);

	for (unsigned i = 0; known && i < known->n_by; i++)
		if (strcmp(known->by[i], entry) == 0)
			return true;
	return false;
}

/* The entries here that have brought the header: "'a.h'", "'a.h' and 'b.h'"; *first: one of them. */
static const char *bringers_here(const struct ab_comparison *cmp, const char *header,
				 const char **first)
{
	const struct ab_bringers bringers =
	    ab_bringers_left(cmp->brought, header, cmp->waiver_release, cmp->current);
	const char **here = AB_NEW_ARRAY(cmp->arena, const char *, bringers.n);
	struct ab_buf buf;
	unsigned n = 0;

	/* those that include it, rather than those that bring these along */
	for (int is_direct = 1; is_direct >= 0 && !n; is_direct--)
		for (unsigned i = 0; i < bringers.n; i++)
			if (ab_has_header(cmp->current, bringers.entries[i]) &&
			    (!is_direct || names_bringer(cmp, header, bringers.entries[i])))
				here[n++] = bringers.entries[i];
	/* of a record, that need not hold any of them */
	if (!n && bringers.n)
		here[n++] = bringers.entries[0];
	*first = n ? here[0] : NULL;
	ab_buf_init(&buf, cmp->arena);
	for (unsigned i = 0; i < n; i++)
		ab_buf_addf(&buf, "%s'%s'", !i ? "" : i + 1 < n ? ", " : " and ", here[i]);
	return buf.text;
}

static void say_header_gone(struct ab_comparison *cmp, const struct ab_header *header,
			    size_t n_gone)
{
	const struct ab_entity stand_in = {
	    .name = header->name, .since = header->since, .header = header->name};
	const char *first, *here = bringers_here(cmp, header->name, &first);
	struct ab_finding *finding =
	    ab_say(cmp, AB_HEADER_REMOVED, &stand_in, NULL, 0,
		   "'%s' no longer comes with %s: its %zu declaration%s %s gone", header->name,
		   here, n_gone, n_gone == 1 ? "" : "s", n_gone == 1 ? "is" : "are");

	finding->header = first;
	/* a rule that is silent of headers is not silent of what was in them */
	if (!ab_is_waived(cmp, AB_HEADER_REMOVED, &stand_in, NULL) &&
	    !ab_weighs_as(cmp, finding, AB_FUNCTION_REMOVED, &stand_in))
		return;
	ab_index_enter(cmp->arena, &cmp->gone_headers, 0, header->name, NULL);
}

static bool is_nowhere(const struct ab_record *current, const char *header)
{
	for (size_t i = 0; i < current->n_gone; i++)
		if (strcmp(current->gone[i], header) == 0)
			return true;
	return false;
}

/* What it declared is there, and programs that include it do not compile all the same. */
static void say_header_nowhere(struct ab_comparison *cmp, const struct ab_header *header)
{
	const struct ab_entity stand_in = {
	    .name = header->name, .since = header->since, .header = header->name};
	const char *first;

	bringers_here(cmp, header->name, &first);
	ab_say(cmp, AB_HEADER_REMOVED, &stand_in, NULL, 0,
	       "public header '%s' is gone: no include path of this compile has it", header->name)
	    ->header = first;
}

/* A header that is gone with all that was in it is one cause. */
static void find_gone_headers(struct ab_comparison *cmp)
{
	for (size_t i = 0; i < cmp->promised->n_headers; i++) {
		const struct ab_header *header = &cmp->promised->headers[i];
		size_t n_gone;

		if ((cmp->current->file && header->is_entry) ||
		    ab_has_header(cmp->current, header->name) ||
		    !ab_is_expected(cmp, header->name, header->since))
			continue;
		n_gone = count_gone_with(cmp, header->name);
		if (n_gone)
			say_header_gone(cmp, header, n_gone);
		else if (is_nowhere(cmp->current, header->name))
			say_header_nowhere(cmp, header);
	}
}

static void compare_headers(struct ab_comparison *cmp)
{
	for (size_t i = 0; cmp->current->file && i < cmp->promised->n_headers; i++) {
		const struct ab_header *header = &cmp->promised->headers[i];
		struct ab_entity stand_in = {.name = header->name, .since = header->since};

		stand_in.header = header->name;
		if (!ab_has_header(cmp->current, header->name) &&
		    ab_is_expected(cmp, header->name, header->since))
			ab_say(cmp, AB_HEADER_REMOVED, &stand_in, NULL, 0,
			       "the public header '%s' is gone", header->name);
	}
}

bool ab_sees_all(const struct ab_policy *policy, const struct ab_record *current)
{
	if (current->gap || current->n_hidden)
		return false;
	for (unsigned i = 0; i < policy->n_surfaces; i++)
		if (!ab_sees_surface(policy, current, &policy->surfaces[i], NULL))
			return false;
	return true;
}

const char *ab_release_at_hand(struct ab_arena *arena, const struct ab_policy *policy,
			       const struct ab_record *current)
{
	const struct ab_entity *version =
	    policy->version_macro ? ab_record_find(current, AB_MACRO, policy->version_macro) : NULL;

	if (version && version->value.kind == AB_VALUE_INTEGER)
		return ab_policy_release(policy, arena, version->value.integer.magnitude);
	return current->release;
}

/* Looks for a data model that both have among current's from that one on; false: none. */
static bool find_model(struct ab_comparison *cmp, unsigned from)
{
	cmp->then_model = -1;
	cmp->now_model = (int)cmp->current->n_models - 1;
	for (unsigned i = from; i < cmp->current->n_models && cmp->then_model < 0; i++) {
		cmp->then_model = ab_record_find_model(cmp->promised, cmp->current->models[i]);
		if (cmp->then_model >= 0)
			cmp->now_model = (int)i;
	}
	cmp->is_layout_comparable = cmp->then_model >= 0;
	return cmp->is_layout_comparable;
}

static void compare_entities(struct ab_comparison *cmp)
{
	/* constants first: array bounds that change with them are their consequence */
	if (!cmp->current->gap) {
		each(cmp, AB_MACRO, ab_compare_macro);
		each(cmp, AB_FUNCTION_MACRO, ab_compare_function_macro);
	}
	each(cmp, AB_ENUM, ab_compare_enum);
	ab_compare_loose_enumerators(cmp);
	each(cmp, AB_TYPEDEF, ab_compare_typedef);
	each(cmp, AB_STRUCT, ab_compare_aggregate);
	each(cmp, AB_UNION, ab_compare_aggregate);
	each(cmp, AB_FUNCTION, ab_compare_function);
	each(cmp, AB_VARIABLE, ab_compare_variable);
	if (!cmp->current->gap)
		ab_compare_hidden(cmp);
	ab_fold_sizes(cmp);
}

/* What a finding is about, the data model aside. */
static const char *subject_of(const struct ab_comparison *cmp, const struct ab_finding *finding)
{
	return ab_printf(cmp->arena, "%d%s%s\n%s%s", (int)finding->rule, finding->entity ? " " : "",
			 finding->entity ? finding->entity : "", finding->member ? " " : "",
			 finding->member ? finding->member : "");
}

/* Of whole records, what is broken on no data model but that one. */
static void compare_on_model(const struct ab_comparison *first, unsigned model)
{
	struct ab_index said = {NULL, 0, 0};
	struct ab_findings found = {0};
	struct ab_comparison cmp = {
	    .arena = first->arena,
	    .promised = first->promised,
	    .current = first->current,
	    .policy = first->policy,
	    .findings = &found,
	    .release = first->release,
	    .waiver_release = first->waiver_release,
	    .is_guard_defined = first->is_guard_defined,
	    .growths = first->growths,
	    .waiver_uses = first->waiver_uses,
	    .headers = first->headers,
	    .n_headers = first->n_headers,
	    .brought = first->brought,
	    .header_names = first->header_names,
	    .gone_headers = first->gone_headers,
	};

	if (!find_model(&cmp, model) || cmp.now_model != (int)model)
		return;
	compare_entities(&cmp);
	ab_compare_externals(&cmp);
	for (size_t i = 0; i < first->findings->count; i++)
		ab_index_enter(cmp.arena, &said, 0, subject_of(&cmp, &first->findings->items[i]),
			       NULL);
	for (size_t i = 0; i < found.count; i++) {
		struct ab_finding *added;
		bool is_new;

		ab_index_enter(cmp.arena, &said, 0, subject_of(&cmp, &found.items[i]), &is_new);
		if (!is_new)
			continue;
		added = ab_findings_add(cmp.arena, first->findings, found.items[i].rule);
		*added = found.items[i];
		added->message =
		    ab_printf(cmp.arena, "on %s, %s", cmp.current->models[model], added->message);
	}
}

bool ab_comparison_start(struct ab_comparison *cmp)
{
	const struct ab_policy *policy = cmp->policy;

	cmp->waiver_uses = AB_NEW_ARRAY(cmp->arena, struct waiver_use, policy->n_waivers);
	cmp->release = ab_release_at_hand(cmp->arena, policy, cmp->current);
	cmp->waiver_release = ab_waiver_release(cmp->release, cmp->promised);
	cmp->is_guard_defined =
	    !policy->sentinel_guard || ab_is_macro_defined(cmp->current, policy->sentinel_guard);
	find_model(cmp, 0);
	ab_growths_find(cmp->arena, cmp->promised, cmp->current, policy, &cmp->growths);
	know_headers(cmp);
	return !ab_changed_switch(policy, cmp->promised, cmp->current);
}

void ab_compare_declarations(struct ab_comparison *cmp)
{
	find_gone_headers(cmp);
	compare_entities(cmp);
}

void ab_compare(struct ab_arena *arena, const struct ab_record *promised,
		const struct ab_record *current, const struct ab_policy *policy,
		struct ab_findings *findings)
{
	struct ab_comparison cmp = {
	    .arena = arena,
	    .promised = promised,
	    .current = current,
	    .policy = policy,
	    .findings = findings,
	};

	/* a gap, and said as one */
	if (!ab_comparison_start(&cmp)) {
		note_gaps(&cmp);
		return;
	}
	ab_compare_declarations(&cmp);
	ab_compare_symbols(&cmp);
	ab_compare_externals(&cmp);
	for (unsigned i = (unsigned)cmp.now_model + 1; current->file && i < current->n_models; i++)
		compare_on_model(&cmp, i);
	compare_headers(&cmp);
	ab_compare_each_protocol(&cmp);
	note_gaps(&cmp);
	ab_check_waivers(&cmp);
}

void ab_compare_protocols(struct ab_arena *arena, const struct ab_record *promised,
			  const struct ab_record *current, const struct ab_policy *policy,
			  const char *release, struct ab_findings *findings)
{
	struct ab_comparison cmp = {
	    .arena = arena,
	    .promised = promised,
	    .current = current,
	    .policy = policy,
	    .findings = findings,
	    .release = release,
	    .waiver_release = ab_waiver_release(release, promised),
	};

	cmp.waiver_uses = AB_NEW_ARRAY(arena, struct waiver_use, policy->n_waivers);
	ab_compare_each_protocol(&cmp);
	for (size_t i = 0; i < current->n_protocols; i++)
		if (!ab_record_find_protocol(promised, current->protocols[i]->name))
			ab_say_of_gate(
			    &cmp, AB_NOT_CHECKED,
			    ab_printf(arena,
				      "the record has nothing of the protocol '%s', which "
				      "could not be checked; abiding freeze adds it",
				      current->protocols[i]->name));
	ab_check_protocol_waivers(&cmp);
}
