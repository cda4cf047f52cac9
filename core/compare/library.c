/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * library.c - a linked library, held to what was promised of its symbols (P7).
 *
 * Which surfaces a library is of is told by its soname.  What a lost version
 * node held is told with the node.
 */
#include "abiding/library.h"
#include "leaves.h"

#include <stdarg.h>
#include <string.h>

struct symbols {
	struct ab_arena *arena;
	const char *path;
	const char *release; /* that the library is of; NULL: the last one frozen */
	const struct ab_policy *policy;
	const struct ab_record *record;
	const struct ab_library *library;
	bool *is_chosen;   /* surfaces that the library is of */
	const char **lost; /* nodes that have been reported */
	size_t n_lost, lost_capacity;
	size_t n_checked;
	struct ab_findings *findings;
	struct ab_finding unsaid; /* stands in for one that is waived */
};

/* ---- findings ---- */

struct about {
	const char *name, *since, *header;
	ab_place place;
};

static struct about about_entity(const struct ab_entity *entity)
{
	const struct about about = {entity->name, entity->since, entity->header, entity->place};

	return about;
}

static const struct ab_surface *surface_of(const struct symbols *s, const char *header)
{
	const char *logical;

	return header ? ab_policy_surface(s->policy, header, &logical) : NULL;
}

static struct ab_finding *say(struct symbols *s, enum ab_rule rule, const struct about *about,
			      const char *format, ...) __attribute__((format(printf, 4, 5)));

static struct ab_finding *say(struct symbols *s, enum ab_rule rule, const struct about *about,
			      const char *format, ...)
{
	const enum ab_severity severity =
	    ab_policy_severity(s->policy, surface_of(s, about->header), rule);
	struct ab_finding *finding = &s->unsaid;
	const char *release = s->release ? s->release : s->record->release;
	va_list args;

	if (!ab_policy_waiver(s->policy, rule, about->name, NULL, release))
		finding = ab_findings_add(s->arena, s->findings, rule);
	finding->severity = severity;
	finding->entity = about->name;
	finding->since = about->since;
	finding->header = about->header;
	finding->then = about->place;
	va_start(args, format);
	finding->message = ab_vprintf(s->arena, format, args);
	va_end(args);
	return finding;
}

/* ---- which surfaces the library is behind ---- */

/* "libfoo" of "libfoo.so.1" and of "dir/libfoo-1.2.so". */
static size_t stem_length(const char *soname)
{
	const char *so = strstr(soname, ".so");

	return so ? (size_t)(so - soname) : strlen(soname);
}

static bool has_same_stem(const char *a, const char *b)
{
	const size_t length = stem_length(a);

	return length == stem_length(b) && !strncmp(a, b, length);
}

static const char *file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Chooses the surfaces whose soname passes; returns how many. */
static unsigned choose(struct symbols *s, bool (*passes)(const char *a, const char *b),
		       const char *name)
{
	unsigned n = 0;

	for (unsigned i = 0; i < s->policy->n_surfaces; i++) {
		const struct ab_surface *surface = &s->policy->surfaces[i];

		s->is_chosen[i] = surface->promise != AB_PROMISE_NONE &&
				  (!surface->soname || !name || passes(surface->soname, name));
		n += s->is_chosen[i] && surface->soname && name;
	}
	return n;
}

static bool is_same(const char *a, const char *b)
{
	return !strcmp(a, b);
}

static bool has_sonames(const struct symbols *s)
{
	for (unsigned i = 0; i < s->policy->n_surfaces; i++)
		if (s->policy->surfaces[i].soname)
			return true;
	return false;
}

static void say_soname(struct symbols *s)
{
	for (unsigned i = 0; i < s->policy->n_surfaces; i++) {
		const struct ab_surface *surface = &s->policy->surfaces[i];
		const struct about about = {surface->soname, NULL, surface->entries[0], 0};

		if (!s->is_chosen[i] || !surface->soname)
			continue;
		say(s, AB_SONAME_CHANGED, &about, "soname '%s' is %s%s%s", surface->soname,
		    s->library->soname ? "now '" : "missing",
		    s->library->soname ? s->library->soname : "", s->library->soname ? "'" : "")
		    ->consequence = "programs linked with the library look for the promised name";
		return;
	}
}

/* false: the policy names no surface of that library. */
static bool choose_surfaces(struct symbols *s)
{
	const char *name = s->library->soname ? s->library->soname : file_name(s->path);

	s->is_chosen = AB_NEW_ARRAY(s->arena, bool, s->policy->n_surfaces);
	if (!has_sonames(s)) {
		choose(s, is_same, NULL);
		return true;
	}
	if (s->library->soname && choose(s, is_same, name))
		return true;
	if (!choose(s, has_same_stem, name))
		return false;
	say_soname(s);
	return true;
}

static bool is_behind(const struct symbols *s, const char *header)
{
	const struct ab_surface *surface = surface_of(s, header);

	return surface && s->is_chosen[surface - s->policy->surfaces];
}

/* ---- nodes ---- */

static bool is_lost(const struct symbols *s, const char *node)
{
	for (size_t i = 0; i < s->n_lost; i++)
		if (!strcmp(s->lost[i], node))
			return true;
	return false;
}

/* The header of a function or variable of this library with that node, or NULL. */
static const char *header_that_declares(const struct symbols *s, const char *node)
{
	static const enum ab_kind kinds[] = {AB_FUNCTION, AB_VARIABLE};

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < s->record->of[kinds[k]].count; i++) {
			const struct ab_entity *entity = s->record->of[kinds[k]].items[i];

			for (unsigned j = 0; j < entity->n_symbols; j++)
				if (!strcmp(entity->symbols[j].node, node) &&
				    is_behind(s, entity->header))
					return entity->header;
		}
	return NULL;
}

static const char *only_entry(const struct symbols *s)
{
	const char *entry = NULL;

	for (unsigned i = 0; i < s->policy->n_surfaces; i++) {
		if (!s->is_chosen[i])
			return NULL;
		if (!entry && s->policy->surfaces[i].n_entries)
			entry = s->policy->surfaces[i].entries[0];
	}
	return entry;
}

/*
 * A header of the surface whose script has the node, or NULL: none of this library.
 * A node whose symbols are only listed is known by those that it inherits from; or
 * there is no other library that could have it.
 */
static const char *header_of_node(const struct symbols *s, const char *name)
{
	const char *header = header_that_declares(s, name);

	/* as many steps as there are nodes: a record that was made by hand may be a ring */
	for (size_t steps = s->record->n_nodes; !header && steps > 0; steps--) {
		const struct ab_node *node = ab_record_find_node(s->record, name);

		if (!node || !node->n_parents)
			break;
		name = node->parents[0];
		header = header_that_declares(s, name);
	}
	return header ? header : only_entry(s);
}

static bool has_parent(const struct ab_node *node, const char *name)
{
	for (unsigned i = 0; i < node->n_parents; i++)
		if (!strcmp(node->parents[i], name))
			return true;
	return false;
}

/* Whether the parents are others; a parent that is gone is told by itself. */
static bool has_other_parents(const struct symbols *s, const struct ab_node *then,
			      const struct ab_node *now)
{
	bool differs = now->n_parents != then->n_parents;

	for (unsigned i = 0; i < then->n_parents; i++) {
		if (!ab_library_node(s->library, then->parents[i]))
			return false;
		differs |= !has_parent(now, then->parents[i]);
	}
	return differs;
}

/* Whether it came after the release that the library is. */
static bool is_newer(const struct symbols *s, const char *since)
{
	return s->release && since && ab_release_compare(since, s->release) > 0;
}

/* Whether a promised symbol has that version: an empty node is nobody's. */
static bool holds_some(const struct symbols *s, const char *node)
{
	for (size_t i = 0; i < s->record->n_listed; i++)
		for (unsigned j = 0; j < s->record->listed[i]->n_symbols; j++)
			if (!strcmp(s->record->listed[i]->symbols[j].node, node))
				return true;
	return header_that_declares(s, node) != NULL;
}

static void check_node(struct symbols *s, const struct ab_node *then)
{
	const struct ab_node *now = ab_library_node(s->library, then->name);
	struct about about = {then->name, then->since, header_of_node(s, then->name),
			      then->at.place};

	if (!about.header || !holds_some(s, then->name) || is_newer(s, then->since))
		return;
	if (!now) {
		s->lost = AB_GROW(s->arena, s->lost, s->n_lost, &s->lost_capacity);
		s->lost[s->n_lost++] = then->name;
		say(s, AB_SYMBOL_VERSION_CHANGED, &about, "the library has no version '%s'",
		    then->name)
		    ->consequence = "programs linked with any of its symbols do not start";
	} else if (has_other_parents(s, then, now)) {
		say(s, AB_SYMBOL_VERSION_CHANGED, &about,
		    "version '%s' inherits from other versions than promised", then->name);
	}
}

/* ---- symbols ---- */

struct promise {
	struct about about;
	const char *symbol;
	const struct ab_symbol *versions;
	unsigned n_versions;
	const struct ab_entity *entity; /* NULL: listed only */
};

static const struct ab_library_symbol *find_version(const struct ab_library_symbol *definitions,
						    size_t n, const char *version)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(definitions[i].version, version))
			return &definitions[i];
	return NULL;
}

static const struct ab_library_symbol *find_default(const struct ab_library_symbol *definitions,
						    size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (definitions[i].is_default)
			return &definitions[i];
	return NULL;
}

static bool is_kept(const struct symbols *s, const struct ab_symbol *promised,
		    const struct ab_library_symbol *definitions, size_t n)
{
	/* a program that asks for no version takes any */
	return !strcmp(promised->node, AB_UNVERSIONED) || is_lost(s, promised->node) ||
	       find_version(definitions, n, promised->node);
}

/* Returns whether it is there with all its versions. */
static bool check_versions(struct symbols *s, const struct promise *promise,
			   const struct ab_library_symbol *definitions, size_t n)
{
	const struct ab_library_symbol *now;

	for (unsigned i = 0; i < promise->n_versions; i++) {
		const char *version = promise->versions[i].node;

		if (is_kept(s, &promise->versions[i], definitions, n))
			continue;
		now = find_default(definitions, n);
		say(s, AB_SYMBOL_VERSION_CHANGED, &promise->about,
		    "symbol '%s' has %s%s%s, promised with '%s'", promise->symbol,
		    now && strcmp(now->version, AB_UNVERSIONED) ? "version '" : "no version",
		    now && strcmp(now->version, AB_UNVERSIONED) ? now->version : "",
		    now && strcmp(now->version, AB_UNVERSIONED) ? "'" : "", version)
		    ->consequence = ab_printf(
		    s->arena, "programs linked with it require '%s@%s' and will not start",
		    promise->symbol, version);
		return false;
	}
	if (!find_default(definitions, n))
		say(s, AB_SYMBOL_VERSION_CHANGED, &promise->about,
		    "no version of symbol '%s' is the default", promise->symbol)
		    ->consequence = "no program can be linked with it any longer";
	return true;
}

static void check_size(struct symbols *s, const struct promise *promise,
		       const struct ab_library_symbol *definition)
{
	const int model = ab_record_find_model(s->record, s->library->model);
	const struct ab_entity *entity = promise->entity;
	uint64_t size;

	if (!entity->object_size.known && !entity->library_size.known) {
		say(s, AB_NOT_CHECKED, &promise->about,
		    "the size of variable '%s' (%llu bytes in this library) is not checked: "
		    "neither its type nor the record says what it was",
		    promise->symbol, (unsigned long long)definition->size_bytes)
		    ->consequence = "abiding freeze --library records it";
		return;
	}
	if ((!ab_is_known(&entity->object_size, model, &size) &&
	     !ab_is_known(&entity->library_size, model, &size)) ||
	    size == definition->size_bytes)
		return;
	say(s, AB_VARIABLE_TYPE_CHANGED, &promise->about,
	    "variable '%s' has %llu bytes in the library, promised with %llu", promise->symbol,
	    (unsigned long long)definition->size_bytes, (unsigned long long)size)
	    ->consequence = AB_COPY_RELOCATION;
}

static void check_definition(struct symbols *s, const struct promise *promise,
			     const struct ab_library_symbol *definition)
{
	const struct ab_entity *entity = promise->entity;
	const bool is_function = entity->kind == AB_FUNCTION;
	const enum ab_library_type wanted = is_function ? AB_LIBRARY_FUNCTION : AB_LIBRARY_OBJECT;

	if (definition->type != wanted && definition->type != AB_LIBRARY_OTHER)
		say(s, is_function ? AB_FUNCTION_LINKAGE_CHANGED : AB_VARIABLE_TYPE_CHANGED,
		    &promise->about, "symbol '%s' is %s in the library, promised as a %s",
		    promise->symbol, definition->type_word, ab_kind_word(entity->kind));
	else if (!is_function)
		check_size(s, promise, definition);
}

static void check_promise(struct symbols *s, const struct promise *promise)
{
	size_t n;
	const struct ab_library_symbol *definitions =
	    ab_library_find(s->library, promise->symbol, &n);
	bool is_all_lost = promise->n_versions > 0;

	if (is_newer(s, promise->about.since))
		return;
	s->n_checked++;
	for (unsigned i = 0; i < promise->n_versions; i++)
		is_all_lost &= is_lost(s, promise->versions[i].node);
	if (is_all_lost)
		return;
	if (!n || definitions->is_hidden) {
		struct ab_finding *finding =
		    say(s, AB_SYMBOL_REMOVED, &promise->about, "symbol '%s' is %s", promise->symbol,
			n ? "hidden in the library" : "not in the library");

		if (!promise->entity)
			finding->consequence = "nothing but the version script has promised it: no "
					       "public header of the release declared it";
		return;
	}
	if (!check_versions(s, promise, definitions, n) || !promise->entity)
		return;
	for (size_t i = 0; i < n; i++)
		if (definitions[i].is_default)
			check_definition(s, promise, &definitions[i]);
}

static void check_entity(struct symbols *s, const struct ab_entity *entity)
{
	const struct promise promise = {about_entity(entity), ab_symbol_name(entity),
					entity->symbols, entity->n_symbols, entity};

	if (is_behind(s, entity->header) && ab_is_linked(entity))
		check_promise(s, &promise);
}

static void check_listed(struct symbols *s, const struct ab_listed *listed)
{
	struct promise promise = {.symbol = listed->name};

	promise.about.header = header_of_node(s, listed->symbols[0].node);
	if (!promise.about.header)
		return;
	promise.about.name = listed->name;
	promise.about.since = listed->since;
	promise.about.place = listed->symbols[0].place;
	promise.versions = listed->symbols;
	promise.n_versions = listed->n_symbols;
	check_promise(s, &promise);
}

/* The definition that programs are linked with; NULL: none, or more than one. */
static const struct ab_library_symbol *linked_object(const struct ab_library *library,
						     const struct ab_entity *variable)
{
	size_t n;
	const struct ab_library_symbol *definitions =
	    ab_library_find(library, ab_symbol_name(variable), &n);
	const struct ab_library_symbol *object = definitions ? find_default(definitions, n) : NULL;

	return object && object->type == AB_LIBRARY_OBJECT && !object->is_hidden ? object : NULL;
}

static void note_lacking(const struct symbols *s, const struct ab_entity *variable,
			 struct ab_findings *findings)
{
	struct ab_finding *finding = ab_findings_add(s->arena, findings, AB_NOT_CHECKED);

	finding->severity = AB_NOTE;
	finding->entity = variable->name;
	finding->header = variable->header;
	finding->message =
	    ab_printf(s->arena, "'%s' has no variable '%s': its size is not recorded", s->path,
		      ab_symbol_name(variable));
}

bool ab_take_library_sizes(struct ab_arena *arena, struct ab_record *current,
			   const struct ab_library *library, const char *path,
			   const struct ab_policy *policy, struct ab_findings *findings)
{
	const int model = ab_record_find_model(current, library->model);
	const struct ab_entities *variables = &current->of[AB_VARIABLE];
	struct ab_findings of_soname = {0};
	struct symbols s = {.arena = arena,
			    .path = path,
			    .policy = policy,
			    .record = current,
			    .library = library,
			    .findings = &of_soname};

	if (model < 0 || !choose_surfaces(&s))
		return false;
	for (size_t i = 0; i < variables->count; i++) {
		struct ab_entity *variable = variables->items[i];
		const struct ab_library_symbol *object;

		if (variable->object_size.known || !ab_is_linked(variable) ||
		    !is_behind(&s, variable->header))
			continue;
		object = linked_object(library, variable);
		if (!object) {
			note_lacking(&s, variable, findings);
			continue;
		}
		variable->library_size.known |= UINT32_C(1) << model;
		variable->library_size.value[model] = object->size_bytes;
	}
	return true;
}

bool ab_compare_library(struct ab_arena *arena, const struct ab_record *promised,
			const struct ab_library *library, const char *path,
			const struct ab_policy *policy, const char *release,
			struct ab_findings *findings, size_t *n_checked)
{
	struct symbols s = {
	    .arena = arena,
	    .path = path,
	    .release = release,
	    .policy = policy,
	    .record = promised,
	    .library = library,
	    .findings = findings,
	};

	if (!choose_surfaces(&s))
		return false;
	for (size_t i = 0; i < promised->n_nodes; i++)
		check_node(&s, promised->nodes[i]);
	for (size_t i = 0; i < promised->of[AB_FUNCTION].count; i++)
		check_entity(&s, promised->of[AB_FUNCTION].items[i]);
	for (size_t i = 0; i < promised->of[AB_VARIABLE].count; i++)
		check_entity(&s, promised->of[AB_VARIABLE].items[i]);
	for (size_t i = 0; i < promised->n_listed; i++)
		check_listed(&s, promised->listed[i]);
	*n_checked = s.n_checked;
	return true;
}
