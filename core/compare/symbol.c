/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * symbol.c - symbols and their versions (P7).
 *
 * Held against each other is what both records know: a current record knows the
 * symbols of a surface whose version script was read.  What has lost its
 * declaration is told by its function or variable, and what a lost node held
 * is told with the node.
 */
#include "comparison.h"

#include <string.h>

static const enum ab_kind linked_kinds[] = {AB_FUNCTION, AB_VARIABLE};
enum { N_LINKED_KINDS = 2 };

struct of_surface {
	bool is_held;		    /* current knows its symbols */
	bool is_versioned;	    /* some have a version there */
	const struct ab_node *node; /* some node of its script in current; NULL */
};

struct room {
	struct ab_comparison *cmp;
	struct of_surface *surfaces; /* as in the policy */
	struct ab_index
	    nodes; /* of promised symbols; at: the first holder, 1 more than its place */
	struct holder {
		const struct ab_entity *entity; /* NULL: it is listed */
		const struct ab_listed *listed;
		size_t next; /* 1 more than its place; 0: there is no more */
	} * holders;
	size_t n_holders, holders_capacity;
};

static void each_linked(struct room *room, const struct ab_record *record,
			void (*visit)(struct room *room, const struct ab_entity *entity))
{
	for (unsigned k = 0; k < N_LINKED_KINDS; k++)
		for (size_t i = 0; i < record->of[linked_kinds[k]].count; i++)
			visit(room, record->of[linked_kinds[k]].items[i]);
}

static bool has_version(const struct ab_symbol *symbol)
{
	return strcmp(symbol->node, AB_UNVERSIONED) != 0;
}

static const struct ab_symbol *find_symbol(const struct ab_symbol *symbols, unsigned n,
					   const char *node)
{
	for (unsigned i = 0; i < n; i++)
		if (strcmp(symbols[i].node, node) == 0)
			return &symbols[i];
	return NULL;
}

/* ---- who has a symbol in a node ---- */

static void enter_holder(struct room *room, const struct ab_symbol *symbols, unsigned n,
			 struct holder holder)
{
	struct ab_arena *const arena = room->cmp->arena;

	for (unsigned i = 0; i < n; i++) {
		struct ab_index_entry *entry =
		    ab_index_enter(arena, &room->nodes, 0, symbols[i].node, NULL);

		holder.next = entry->at;
		room->holders =
		    AB_GROW(arena, room->holders, room->n_holders, &room->holders_capacity);
		room->holders[room->n_holders++] = holder;
		entry->at = room->n_holders;
	}
}

/* Backwards, so that they are found in their order: functions, variables, what is listed. */
static void know_holders(struct room *room)
{
	const struct ab_record *promised = room->cmp->promised;

	for (size_t i = promised->n_listed; i-- > 0;)
		enter_holder(room, promised->listed[i]->symbols, promised->listed[i]->n_symbols,
			     (struct holder){NULL, promised->listed[i], 0});
	for (unsigned k = N_LINKED_KINDS; k-- > 0;)
		for (size_t i = promised->of[linked_kinds[k]].count; i-- > 0;) {
			const struct ab_entity *entity = promised->of[linked_kinds[k]].items[i];

			enter_holder(room, entity->symbols, entity->n_symbols,
				     (struct holder){entity, NULL, 0});
		}
}

/* The first one after that (NULL: of all) with a symbol in the node; NULL: there is no more. */
static const struct holder *next_holder(const struct room *room, const char *node,
					const struct holder *after)
{
	const struct ab_index_entry *found = after ? NULL : ab_index_find(&room->nodes, 0, node);
	const size_t at = after ? after->next : found ? found->at : 0;

	return at ? &room->holders[at - 1] : NULL;
}

/* ---- what can be held against what ---- */

static struct of_surface *of_header(const struct room *room, const char *header)
{
	const struct ab_surface *surface = ab_surface_of(room->cmp, header);

	return surface ? &room->surfaces[surface - room->cmp->policy->surfaces] : NULL;
}

static bool is_held(const struct room *room, const char *header)
{
	const struct of_surface *of = of_header(room, header);

	return of && of->is_held;
}

static void note_known(struct room *room, const struct ab_entity *now)
{
	struct of_surface *of = of_header(room, now->header);

	if (!of)
		return;
	of->is_held |= now->n_symbols > 0 || now->local;
	for (unsigned i = 0; i < now->n_symbols; i++)
		of->is_versioned |= has_version(&now->symbols[i]);
}

static void note_nodes(struct room *room)
{
	const struct ab_policy *policy = room->cmp->policy;

	for (size_t i = 0; i < room->cmp->current->n_nodes; i++) {
		const struct ab_node *node = room->cmp->current->nodes[i];
		const struct ab_surface *owner = ab_surface_of(room->cmp, node->header);

		for (unsigned j = 0; owner && j < policy->n_surfaces; j++)
			if (ab_surfaces_share_symbols(owner, &policy->surfaces[j])) {
				room->surfaces[j].is_held = room->surfaces[j].is_versioned = true;
				room->surfaces[j].node = node;
			}
	}
}

/* Returns whether there is anything to do. */
static bool drop_unpromised(struct room *room)
{
	const struct ab_policy *policy = room->cmp->policy;
	bool is_any_held = false;

	for (unsigned i = 0; i < policy->n_surfaces; i++) {
		room->surfaces[i].is_held &= policy->surfaces[i].promise != AB_PROMISE_NONE;
		is_any_held |= room->surfaces[i].is_held;
	}
	return is_any_held;
}

/* Whether it came after the release of the headers at hand. */
static bool is_newer(const struct room *room, const char *since)
{
	const char *release = room->cmp->release;

	return release && since && ab_release_compare(since, release) > 0;
}

/* What is now behind a promised symbol; NULL: nothing that could be held against it. */
static const struct ab_entity *counterpart(const struct room *room, const struct ab_entity *then)
{
	const struct ab_entity *now = ab_record_find(room->cmp->current, then->kind, then->name);

	if (!now || !then->n_symbols || !is_held(room, then->header) ||
	    is_newer(room, then->since) || !ab_is_linked(now) ||
	    strcmp(ab_symbol_name(then), ab_symbol_name(now)) != 0)
		return NULL;
	return now;
}

static bool is_gone(const struct room *room, const char *node)
{
	return strcmp(node, AB_UNVERSIONED) != 0 && !ab_record_find_node(room->cmp->current, node);
}

/* ---- findings ---- */

static void stand_at(const struct room *room, struct ab_finding *finding,
		     const struct ab_symbol *symbol)
{
	/* a record read from a file has places of its own */
	if (!symbol || (!symbol->file && !room->cmp->current->file))
		return;
	finding->now = symbol->place;
	finding->now_file = symbol->file;
}

/* "foo@V1", or "foo" where it has no version. */
static const char *versioned(const struct room *room, const char *name, const char *node)
{
	return strcmp(node, AB_UNVERSIONED) == 0 ? name
						 : ab_printf(room->cmp->arena, "%s@%s", name, node);
}

/* A promised symbol, whether it is declared or only listed. */
struct promise {
	struct ab_entity entity; /* for ab_say() */
	const char *name;
	const struct ab_symbol *symbols;
	unsigned n_symbols;
};

struct keeping {
	const struct ab_symbol *symbols;
	unsigned n_symbols;
	const struct ab_symbol *local; /* NULL */
	ab_place place;		       /* of the declaration; 0 */
};

static void say_moved(const struct room *room, const struct promise *then,
		      const struct ab_symbol *was, const struct ab_symbol *is)
{
	struct ab_finding *finding =
	    ab_say(room->cmp, AB_SYMBOL_VERSION_CHANGED, &then->entity, NULL, 0,
		   "symbol '%s' is now in version node '%s', promised in '%s'", then->name,
		   is->node, was->node);

	stand_at(room, finding, is);
	finding->promised_as = versioned(room, then->name, was->node);
	finding->consequence =
	    ab_printf(room->cmp->arena, "programs linked with it require '%s' and will not start",
		      finding->promised_as);
}

static void say_removed(const struct room *room, const struct promise *then,
			const struct ab_symbol *was, const struct keeping *now)
{
	const struct ab_node *node = ab_record_find_node(room->cmp->current, was->node);
	const struct of_surface *of = of_header(room, then->entity.header);
	struct ab_finding *finding =
	    ab_say(room->cmp, AB_SYMBOL_REMOVED, &then->entity, NULL, now->place,
		   now->local ? "symbol '%s' is now local, promised%s%s%s"
			      : "symbol '%s' is no longer exported, promised%s%s%s",
		   then->name, has_version(was) ? " in version node '" : " without a version",
		   has_version(was) ? was->node : "", has_version(was) ? "'" : "");

	/* where it was listed, if nothing says by itself that it is hidden */
	if (!node && of)
		node = of->node;
	if (now->local && now->local->node)
		stand_at(room, finding, now->local);
	else if (node)
		stand_at(room, finding, &node->at);
	finding->promised_as = versioned(room, then->name, was->node);
	finding->consequence =
	    ab_printf(room->cmp->arena, "programs linked with it require '%s' and will not start",
		      finding->promised_as);
}

/* ---- symbols that are promised ---- */

/* The first version that is kept no more and is not lost with its node, or NULL. */
static const struct ab_symbol *first_lost(const struct room *room, const struct promise *then,
					  const struct keeping *now)
{
	for (unsigned i = 0; i < then->n_symbols; i++) {
		const struct ab_symbol *was = &then->symbols[i];

		if (has_version(was) ? !find_symbol(now->symbols, now->n_symbols, was->node) &&
					   !is_gone(room, was->node)
				     : !now->n_symbols)
			return was;
	}
	return NULL;
}

/* The first version that it has now and was not promised, or NULL. */
static const struct ab_symbol *first_new(const struct promise *then, const struct keeping *now)
{
	for (unsigned i = 0; i < now->n_symbols; i++)
		if (has_version(&now->symbols[i]) &&
		    !find_symbol(then->symbols, then->n_symbols, now->symbols[i].node))
			return &now->symbols[i];
	return NULL;
}

/* Returns whether all its versions are kept. */
static bool hold(const struct room *room, const struct promise *then, const struct keeping *now)
{
	const struct ab_symbol *lost = first_lost(room, then, now), *added = first_new(then, now);

	if (lost && added)
		say_moved(room, then, lost, added);
	else if (lost)
		say_removed(room, then, lost, now);
	return !lost;
}

static struct promise promise_of(const struct ab_entity *then)
{
	const struct promise promise = {*then, ab_symbol_name(then), then->symbols,
					then->n_symbols};

	return promise;
}

static struct keeping keeping_of(const struct ab_entity *now)
{
	const struct keeping keeping = {now->symbols, now->n_symbols, now->local, now->place};

	return keeping;
}

static void compare_linked(struct room *room, const struct ab_entity *then)
{
	const struct ab_entity *now = counterpart(room, then);
	const struct promise promise = promise_of(then);
	struct keeping keeping;

	if (!now)
		return;
	keeping = keeping_of(now);
	if (!hold(room, &promise, &keeping))
		ab_mark_broken(room->cmp, then, AB_ERROR);
}

/* ---- version nodes ---- */

/* A header of the surface that has the node's script, for its weight; NULL: not known. */
static const char *header_of_node(const struct room *room, const char *name)
{
	const struct ab_node *node = ab_record_find_node(room->cmp->current, name);

	if (node && node->header)
		return node->header;
	for (const struct holder *holder = next_holder(room, name, NULL); holder && holder->entity;
	     holder = next_holder(room, name, holder))
		if (is_held(room, holder->entity->header))
			return holder->entity->header;
	for (unsigned i = 0; i < room->cmp->policy->n_surfaces; i++)
		if (room->surfaces[i].is_held && room->cmp->policy->surfaces[i].n_entries)
			return room->cmp->policy->surfaces[i].entries[0];
	return NULL;
}

/* Whether all is there that the surfaces of that header's script declare. */
static bool is_complete(const struct room *room, const char *header, const char *since)
{
	const struct ab_policy *policy = room->cmp->policy;
	const struct ab_surface *surface = ab_surface_of(room->cmp, header);

	if (!surface || !ab_is_expected(room->cmp, header, since))
		return false;
	for (unsigned i = 0; i < policy->n_surfaces; i++)
		if (ab_surfaces_share_symbols(surface, &policy->surfaces[i]) &&
		    !ab_sees_surface(policy, room->cmp->current, &policy->surfaces[i],
				     room->cmp->waiver_release))
			return false;
	return true;
}

/* Where some symbols of a node that is no more have gone. */
struct destination {
	const char *node;	       /* NULL: nowhere, they are not exported any more */
	const struct ab_symbol *place; /* where the first of them is now; NULL */
	const char *first;	       /* the first of them */
	size_t count;
};

/* What became of the symbols of a node that is no more. */
struct loss {
	const char *node;
	size_t count;
	struct destination *to;
	size_t n_to, to_capacity;
	const char *header;
};

/* What is now of a symbol that was only listed; false: it may stand where nobody looks. */
static bool keeping_of_listed(const struct room *room, const struct ab_listed *then,
			      const char *header, struct keeping *now)
{
	const struct ab_listed *listed = ab_record_find_listed(room->cmp->current, then->name);
	const struct ab_entity *declared = ab_record_find_symbol(room->cmp->current, then->name);

	*now = (struct keeping){0};
	if (declared) {
		*now = keeping_of(declared);
	} else if (listed) {
		now->symbols = listed->symbols;
		now->n_symbols = listed->n_symbols;
	} else {
		return is_complete(room, header, then->since);
	}
	return true;
}

static struct destination *destination_of(const struct room *room, struct loss *loss,
					  const char *node)
{
	for (size_t i = 0; i < loss->n_to; i++)
		if (node && loss->to[i].node ? strcmp(loss->to[i].node, node) == 0
					     : node == loss->to[i].node)
			return &loss->to[i];
	loss->to = AB_GROW(room->cmp->arena, loss->to, loss->n_to, &loss->to_capacity);
	loss->to[loss->n_to] = (struct destination){.node = node};
	return &loss->to[loss->n_to++];
}

static void add_loss(const struct room *room, struct loss *loss, const char *name,
		     const struct keeping *now, const char *header)
{
	const struct ab_symbol *place = now->n_symbols ? &now->symbols[0] : NULL;
	struct destination *to;

	loss->count++;
	if (!loss->header)
		loss->header = header;
	for (unsigned i = 0; i < now->n_symbols && !has_version(place); i++)
		place = &now->symbols[i];
	to = destination_of(room, loss, place ? place->node : NULL);
	if (to->count++)
		return;
	to->first = name;
	to->place = place;
}

static void count_lost_entity(const struct room *room, struct loss *loss,
			      const struct ab_entity *then)
{
	const struct ab_entity *declared = counterpart(room, then);
	struct keeping now;

	if (!declared)
		return;
	now = keeping_of(declared);
	add_loss(room, loss, ab_symbol_name(then), &now, then->header);
}

static void count_lost(const struct room *room, struct loss *loss)
{
	for (const struct holder *holder = next_holder(room, loss->node, NULL); holder;
	     holder = next_holder(room, loss->node, holder)) {
		const char *header;
		struct keeping now;

		if (holder->entity) {
			count_lost_entity(room, loss, holder->entity);
			continue;
		}
		header = header_of_node(room, loss->node);
		if (keeping_of_listed(room, holder->listed, header, &now))
			add_loss(room, loss, holder->listed->name, &now, header);
	}
}

/* "'foo_mt' and 2 more are now in 'FOO_5.1a'" */
static void add_destination(struct ab_buf *buf, const struct destination *to)
{
	const bool is_one = to->count == 1;

	ab_buf_addf(buf, "%s'%s'", buf->length ? ", " : "", to->first);
	if (!is_one)
		ab_buf_addf(buf, " and %zu more", to->count - 1);
	if (!to->node)
		ab_buf_addf(buf, " %s no longer exported", is_one ? "is" : "are");
	else if (has_version(to->place))
		ab_buf_addf(buf, " %s now in '%s'", is_one ? "is" : "are", to->node);
	else
		ab_buf_addf(buf, " %s now exported without a version", is_one ? "is" : "are");
}

static const char *loss_text(const struct room *room, const struct loss *loss)
{
	struct ab_buf buf;

	if (loss->n_to == 1 && !loss->to[0].node)
		return "is gone with its symbols";
	if (loss->n_to == 1 && has_version(loss->to[0].place))
		return ab_printf(room->cmp->arena, "is gone, its symbols are now in '%s'",
				 loss->to[0].node);
	ab_buf_init(&buf, room->cmp->arena);
	for (size_t i = 0; i < loss->n_to; i++)
		add_destination(&buf, &loss->to[i]);
	return ab_printf(room->cmp->arena, "is gone: %s", buf.text);
}

/* The first place to which some have gone; NULL: no symbol has a version now. */
static const struct ab_symbol *first_place(const struct loss *loss)
{
	for (size_t i = 0; i < loss->n_to; i++)
		if (loss->to[i].node && has_version(loss->to[i].place))
			return loss->to[i].place;
	return NULL;
}

static void say_node_gone(const struct room *room, const struct ab_node *then)
{
	struct loss loss = {.node = then->name};
	struct ab_entity entity = {.name = then->name, .since = then->since};
	const struct ab_symbol *place;
	const struct of_surface *of;
	struct ab_finding *finding;

	count_lost(room, &loss);
	if (!loss.count || is_newer(room, then->since))
		return;
	entity.header = loss.header;
	entity.place = then->at.place;
	of = of_header(room, loss.header);
	place = first_place(&loss);
	finding = ab_say(room->cmp, place ? AB_SYMBOL_VERSION_CHANGED : AB_SYMBOL_REMOVED, &entity,
			 NULL, 0, "version node '%s' %s", then->name, loss_text(room, &loss));
	stand_at(room, finding, place ? place : of && of->node ? &of->node->at : NULL);
	finding->consequence = ab_printf(
	    room->cmp->arena,
	    "programs linked with %s%zu symbol%s that it had require '%s' and will not start",
	    loss.count == 1 ? "the " : "any of the ", loss.count, loss.count == 1 ? "" : "s",
	    then->name);
}

static bool has_parent(const struct ab_node *node, const char *name)
{
	for (unsigned i = 0; i < node->n_parents; i++)
		if (strcmp(node->parents[i], name) == 0)
			return true;
	return false;
}

static const char *parents_text(const struct room *room, const struct ab_node *node)
{
	struct ab_buf buf;

	ab_buf_init(&buf, room->cmp->arena);
	for (unsigned i = 0; i < node->n_parents; i++)
		ab_buf_addf(&buf, "%s'%s'", i ? ", " : "", node->parents[i]);
	return node->n_parents ? buf.text : "nothing";
}

/* Whether the parents are others; a parent that is gone is told by itself. */
static bool has_other_parents(const struct room *room, const struct ab_node *then,
			      const struct ab_node *now)
{
	bool differs = false;

	for (unsigned i = 0; i < then->n_parents; i++) {
		if (has_parent(now, then->parents[i]))
			continue;
		if (is_gone(room, then->parents[i]))
			return false;
		differs = true;
	}
	for (unsigned i = 0; i < now->n_parents; i++)
		differs |= !has_parent(then, now->parents[i]);
	return differs;
}

static void compare_node(const struct room *room, const struct ab_node *then)
{
	const struct ab_node *now = ab_record_find_node(room->cmp->current, then->name);
	struct ab_entity entity = {.name = then->name, .since = then->since};
	struct ab_finding *finding;

	if (!now) {
		say_node_gone(room, then);
		return;
	}
	entity.header = header_of_node(room, then->name);
	entity.place = then->at.place;
	if (is_newer(room, then->since) || !is_held(room, entity.header) ||
	    !has_other_parents(room, then, now))
		return;
	finding = ab_say(room->cmp, AB_SYMBOL_VERSION_CHANGED, &entity, NULL, 0,
			 "version node '%s' now inherits from %s, promised from %s", then->name,
			 parents_text(room, now), parents_text(room, then));
	stand_at(room, finding, &now->at);
}

/* ---- symbols that are only listed ---- */

/* Whether a later release has declared it, with these versions at least: that is compared, too. */
static bool is_declared_since(const struct room *room, const struct ab_listed *then)
{
	const struct ab_entity *of = ab_record_find_symbol(room->cmp->promised, then->name);

	if (!of || !is_held(room, of->header) || is_newer(room, of->since) ||
	    !ab_record_find_symbol(room->cmp->current, then->name))
		return false;
	for (unsigned i = 0; i < then->n_symbols; i++)
		if (!find_symbol(of->symbols, of->n_symbols, then->symbols[i].node))
			return false;
	return true;
}

static void compare_listed(const struct room *room, const struct ab_listed *then)
{
	struct promise promise = {.name = then->name};
	struct keeping keeping;

	promise.symbols = then->symbols;
	promise.n_symbols = then->n_symbols;
	promise.entity.name = then->name;
	promise.entity.since = then->since;
	promise.entity.place = then->n_symbols ? then->symbols[0].place : 0;
	promise.entity.header =
	    then->n_symbols ? header_of_node(room, then->symbols[0].node) : NULL;
	if (is_held(room, promise.entity.header) && !is_newer(room, then->since) &&
	    !is_declared_since(room, then) &&
	    keeping_of_listed(room, then, promise.entity.header, &keeping))
		(void)hold(room, &promise, &keeping);
}

/* ---- what is new ---- */

/* A version that is released and has not had the symbol, declared or only listed; or NULL. */
static const struct ab_symbol *first_released(const struct room *room,
					      const struct ab_symbol *symbols, unsigned n,
					      const struct ab_entity *then,
					      const struct ab_listed *listed)
{
	for (unsigned i = 0; i < n; i++)
		if (ab_record_find_node(room->cmp->promised, symbols[i].node) &&
		    !(then && find_symbol(then->symbols, then->n_symbols, symbols[i].node)) &&
		    !(listed && find_symbol(listed->symbols, listed->n_symbols, symbols[i].node)))
			return &symbols[i];
	return NULL;
}

static void say_in_released(const struct room *room, const char *name, const char *header,
			    const struct ab_symbol *symbol)
{
	const struct ab_node *node = ab_record_find_node(room->cmp->promised, symbol->node);
	struct ab_entity entity = {.name = name, .since = node->since, .header = header};
	struct ab_finding *finding;

	entity.place = node->at.place;
	finding = ab_say(room->cmp, AB_SYMBOL_IN_RELEASED_VERSION, &entity, NULL, 0,
			 "new symbol '%s' is in version node '%s', which is released already", name,
			 node->name);
	stand_at(room, finding, symbol);
	finding->promised_as = ab_printf(room->cmp->arena, "version %s", node->name);
	finding->consequence =
	    ab_printf(room->cmp->arena,
		      "a program that uses it starts with a release that has '%s' without it, and "
		      "fails when it calls it; put it into a new node",
		      node->name);
}

static void say_not_exported(const struct room *room, const struct ab_entity *now)
{
	struct ab_entity entity = {.name = now->name, .header = now->header};
	struct ab_finding *finding =
	    ab_say(room->cmp, AB_SYMBOL_NOT_EXPORTED, &entity, NULL, now->place,
		   now->n_symbols ? "'%s' is public, but in no version node of the version script"
				  : "'%s' is public, but the version script does not export it",
		   now->name);

	if (now->local && now->local->file)
		finding->consequence =
		    ab_printf(room->cmp->arena,
			      "'%s' makes it local, on line %u; programs cannot link with it",
			      now->local->file, ab_place_line(now->local->place));
}

/* Whether the version script has versions, and none for this. */
static bool is_unlisted(const struct room *room, const struct ab_entity *now)
{
	const struct of_surface *of = of_header(room, now->header);

	return of->is_versioned && now->n_symbols && !has_version(&now->symbols[0]);
}

/* Whether a version of it went with its node, which is told with the node. */
static bool has_gone_version(const struct room *room, const struct ab_entity *then)
{
	for (unsigned i = 0; i < then->n_symbols; i++)
		if (is_gone(room, then->symbols[i].node))
			return true;
	return false;
}

static void compare_new(struct room *room, const struct ab_entity *now)
{
	const struct ab_entity *then = ab_record_find(room->cmp->promised, now->kind, now->name);
	/* a record that had none for it keeps what it had; who compiles the header is told */
	const bool is_as_ever = then && (then->n_symbols || room->cmp->current->file);
	const struct ab_symbol *released;

	if (!is_held(room, now->header) ||
	    (then && (ab_is_covered(room->cmp, then, AB_SYMBOL_IN_RELEASED_VERSION) ||
		      has_gone_version(room, then))))
		return;
	released = first_released(room, now->symbols, now->n_symbols, then,
				  ab_record_find_listed(room->cmp->promised, ab_symbol_name(now)));
	if (released)
		say_in_released(room, now->name, now->header, released);
	else if (ab_is_linked(now) && !is_as_ever &&
		 (!now->n_symbols || (!then && is_unlisted(room, now))))
		say_not_exported(room, now);
}

static void compare_new_listed(const struct room *room, const struct ab_listed *now)
{
	const struct ab_symbol *released;
	struct ab_entity entity = {.name = now->name};
	struct ab_finding *finding;

	if (ab_record_find_listed(room->cmp->promised, now->name) ||
	    ab_record_find_symbol(room->cmp->promised, now->name) || !now->n_symbols)
		return;
	entity.header = header_of_node(room, now->symbols[0].node);
	if (!is_held(room, entity.header))
		return;
	released = first_released(room, now->symbols, now->n_symbols, NULL, NULL);
	if (released) {
		say_in_released(room, now->name, entity.header, released);
		return;
	}
	finding = ab_say(room->cmp, AB_SYMBOL_NOT_DECLARED, &entity, NULL, 0,
			 "symbol '%s' is exported, but declared in no public header", now->name);
	stand_at(room, finding, &now->symbols[0]);
}

void ab_compare_symbols(struct ab_comparison *cmp)
{
	const struct ab_record *promised = cmp->promised, *current = cmp->current;
	struct room room = {
	    .cmp = cmp,
	    .surfaces = AB_NEW_ARRAY(cmp->arena, struct of_surface, cmp->policy->n_surfaces)};

	each_linked(&room, current, note_known);
	note_nodes(&room);
	if (!drop_unpromised(&room))
		return;
	know_holders(&room);
	each_linked(&room, promised, compare_linked);
	for (size_t i = 0; i < promised->n_nodes; i++)
		compare_node(&room, promised->nodes[i]);
	for (size_t i = 0; i < promised->n_listed; i++)
		compare_listed(&room, promised->listed[i]);
	each_linked(&room, current, compare_new);
	for (size_t i = 0; i < current->n_listed; i++)
		compare_new_listed(&room, current->listed[i]);
}
