/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * attribute.cc - attributes that callers and users depend on.
 *
 *   functions   what is asked of callers (nonnull, format, ...) and what they
 *               are promised (noreturn, const, malloc, ...)
 *   variables   alignment; whether it may be used
 *   types       how it is passed, stored and used
 *
 * Others (cold, access, deprecated, target, ...) are advice, or the library's own.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"

extern "C" {
#include "abiding/attribute.h"
}

struct attribute_list {
	const char *items[24];
	unsigned count;
};

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add(struct attribute_list *list, const char *text)
{
	for (unsigned i = 0; i < list->count; i++)
		if (!strcmp(list->items[i], text))
			return;
	if (list->count < ARRAY_SIZE(list->items))
		list->items[list->count++] = text;
}

static void keep(struct ab_entity *entity, struct attribute_list *list)
{
	const char **kept = AB_NEW_ARRAY(collector.arena, const char *, list->count);

	qsort(list->items, list->count, sizeof *list->items, by_text);
	memcpy(kept, list->items, list->count * sizeof *kept);
	entity->attributes = kept;
	entity->n_attributes = list->count;
}

/* An attribute that is there, with its arguments: "sentinel", "alloc_align (2)". */
static void add_written(struct attribute_list *list, tree attributes, const char *name)
{
	for (tree a = lookup_attribute(name, attributes); a;
	     a = lookup_attribute(name, TREE_CHAIN(a))) {
		const char *separator = " (";
		struct ab_buf text;

		ab_buf_init(&text, collector.arena);
		ab_buf_add(&text, name);
		for (tree arg = TREE_VALUE(a); arg; arg = TREE_CHAIN(arg)) {
			if (tree_fits_shwi_p(TREE_VALUE(arg)))
				ab_buf_addf(&text, "%s%d", separator,
					    (int)tree_to_shwi(TREE_VALUE(arg)));
			separator = ", ";
		}
		ab_buf_add(&text, TREE_VALUE(a) ? ")" : "");
		add(list, text.text);
	}
}

/* All that GCC keeps there, and that no code of its own writes down. */
static void add_all(struct attribute_list *list, tree attributes, enum ab_attribute_where where)
{
	for (int i = AB_ATTRIBUTE_NONE + 1; attributes && i < AB_ATTRIBUTES; i++) {
		const struct ab_attribute_info *info = ab_attribute_info((enum ab_attribute)i);

		if (info->where == where && info->form != AB_ATTRIBUTE_IS_OWN &&
		    info->form != AB_ATTRIBUTE_IS_ADVICE)
			add_written(list, attributes, info->name);
	}
}

/* ---- functions ---- */

static const char *archetype_of(tree name)
{
	const char *text = TREE_CODE(name) == IDENTIFIER_NODE ? IDENTIFIER_POINTER(name) : "";
	size_t n = strlen(text);

	if (n > 4 && !strncmp(text, "__", 2) && !strcmp(text + n - 2, "__"))
		return ab_strndup(collector.arena, text + 2, n - 4);
	return text;
}

static void add_formats(struct attribute_list *list, tree attributes)
{
	for (tree a = lookup_attribute("format", attributes); a;
	     a = lookup_attribute("format", TREE_CHAIN(a))) {
		tree args = TREE_VALUE(a);

		if (list_length(args) != 3)
			continue;
		add(list, ab_printf(collector.arena, "format (%s, %d, %d)",
				    archetype_of(TREE_VALUE(args)),
				    (int)tree_to_shwi(TREE_VALUE(TREE_CHAIN(args))),
				    (int)tree_to_shwi(TREE_VALUE(TREE_CHAIN(TREE_CHAIN(args))))));
	}
}

static void add_position(void *positions, unsigned parameter, HOST_WIDE_INT)
{
	if (parameter < 63)
		*(uint64_t *)positions |= UINT64_C(2) << parameter;
}

/* All parameters that some nonnull attribute names or that are "[static N]", as one attribute. */
static void add_nonnull(struct attribute_list *list, tree decl)
{
	tree attributes = TYPE_ATTRIBUTES(TREE_TYPE(decl));
	uint64_t positions = 0;
	struct ab_buf text;
	const char *separator = "nonnull (";

	for (tree a = lookup_attribute("nonnull", attributes); a;
	     a = lookup_attribute("nonnull", TREE_CHAIN(a))) {
		if (!TREE_VALUE(a)) {
			add(list, "nonnull");
			return;
		}
		for (tree arg = TREE_VALUE(a); arg; arg = TREE_CHAIN(arg)) {
			const uint64_t position = tree_to_uhwi(TREE_VALUE(arg));

			if (position < 64)
				positions |= UINT64_C(1) << position;
		}
	}
	each_static_array(decl, add_position, &positions);
	if (!positions)
		return;
	ab_buf_init(&text, collector.arena);
	for (int i = 0; i < 64; i++)
		if (positions >> i & 1) {
			ab_buf_addf(&text, "%s%d", separator, i);
			separator = ", ";
		}
	ab_buf_add(&text, ")");
	add(list, text.text);
}

/* "static (2, 4)": the second parameter is "[static 4]". */
static void add_bound(void *list, unsigned parameter, HOST_WIDE_INT elements)
{
	if (elements > 0)
		add((struct attribute_list *)list,
		    ab_printf(collector.arena, "static (%u, %ld)", parameter + 1, (long)elements));
}

/* What GCC keeps as a flag of the declaration. */
static void add_flags(struct attribute_list *list, tree decl)
{
	if (TREE_THIS_VOLATILE(decl))
		add(list, "noreturn");
	if (TREE_READONLY(decl))
		add(list, "const");
	else if (DECL_PURE_P(decl))
		add(list, "pure");
	if (DECL_IS_MALLOC(decl))
		add(list, "malloc");
	if (DECL_IS_RETURNS_TWICE(decl))
		add(list, "returns_twice");
}

static void add_contract(struct attribute_list *list, tree decl)
{
	tree of_type = TYPE_ATTRIBUTES(TREE_TYPE(decl));

	add_flags(list, decl);
	if (lookup_attribute("nodiscard", of_type) ||
	    lookup_attribute("nodiscard", DECL_ATTRIBUTES(decl)))
		add(list, "warn_unused_result");
	add_all(list, of_type, AB_ATTRIBUTE_IN_FUNCTION_TYPE);
	add_nonnull(list, decl);
	each_static_array(decl, add_bound, list);
	add_formats(list, of_type);
}

/* ---- variables ---- */

static void add_of_variable(struct attribute_list *list, tree decl)
{
	if (facts_is_external(decl) && DECL_USER_ALIGN(decl) &&
	    DECL_ALIGN(decl) != TYPE_ALIGN(TREE_TYPE(decl)))
		add(list,
		    ab_printf(collector.arena, "aligned (%u)", (unsigned)DECL_ALIGN_UNIT(decl)));
}

/* What no program may use any more. */
static void add_ban(struct attribute_list *list, tree decl)
{
	if (is_unavailable(decl))
		add(list, "unavailable");
	if (lookup_attribute("error", DECL_ATTRIBUTES(decl)))
		add(list, "error");
}

void attributes_of_decl(struct ab_entity *entity, tree decl)
{
	struct attribute_list list = {};

	add_ban(&list, decl);
	if (TREE_CODE(decl) == VAR_DECL)
		add_of_variable(&list, decl);
	else if (!fndecl_built_in_p(decl))
		add_contract(&list,
			     decl); /* what GCC itself knows of it is no promise of the library */
	keep(entity, &list);
}

/* ---- types ---- */

static void add_alignment(struct attribute_list *list, tree type, unsigned usual)
{
	if (TYPE_USER_ALIGN(type) && TYPE_ALIGN(type) != usual)
		add(list,
		    ab_printf(collector.arena, "aligned (%u)", (unsigned)TYPE_ALIGN_UNIT(type)));
}

void attributes_of_typedef(struct ab_entity *entity, tree decl)
{
	tree type = TREE_TYPE(decl);
	struct attribute_list list = {};

	add_alignment(&list, type, TYPE_ALIGN(TYPE_MAIN_VARIANT(type)));
	if (lookup_attribute("may_alias", TYPE_ATTRIBUTES(type)) && !RECORD_OR_UNION_TYPE_P(type))
		add(&list, "may_alias");
	if (is_unavailable(decl))
		add(&list, "unavailable");
	keep(entity, &list);
}

/* The attribute that begins so, as the record has it, or NULL. */
static const char *promised_attribute(const struct ab_entity *entity, const char *start)
{
	const struct ab_entity *then =
	    collector.promised ? ab_record_find(collector.promised, entity->kind, entity->name)
			       : NULL;

	for (unsigned i = 0; then && i < then->n_attributes; i++)
		if (!strncmp(then->attributes[i], start, strlen(start)))
			return then->attributes[i];
	return NULL;
}

/* C++ does not have the attribute: whether it is still there, a C translation unit will tell. */
static const char *order_of(const struct ab_entity *entity, tree type)
{
	if (!RECORD_OR_UNION_TYPE_P(type))
		return NULL;
	if (is_cplusplus())
		return promised_attribute(entity, "scalar_storage_order");
	if (!TYPE_REVERSE_STORAGE_ORDER(type))
		return NULL;
	return BYTES_BIG_ENDIAN ? "scalar_storage_order (little-endian)"
				: "scalar_storage_order (big-endian)";
}

void attributes_of_tag(struct ab_entity *entity, tree type, tree named)
{
	struct attribute_list list = {};
	const char *const order = order_of(entity, type);

	/*
	 * A struct or union has it in its layout.  In C++ the typedef that names it gives it;
	 * one behind the enumerators of a tag counts in C++ only, and is not what C was promised.
	 */
	if (TREE_CODE(type) == ENUMERAL_TYPE && COMPLETE_TYPE_P(type) &&
	    (!is_cplusplus() || !entity->tag || promised_attribute(entity, "aligned")))
		add_alignment(&list, type, GET_MODE_ALIGNMENT(TYPE_MODE(type)));
	add_all(&list, TYPE_ATTRIBUTES(type), AB_ATTRIBUTE_IN_TAG);
	if (is_unavailable(type) || (named && is_unavailable(named)))
		add(&list, "unavailable");
	if (lookup_attribute("nodiscard", TYPE_ATTRIBUTES(type)))
		add(&list, "warn_unused_result");
	if (order)
		add(&list, order);
	if (TREE_CODE(type) == UNION_TYPE && TYPE_TRANSPARENT_AGGR(type))
		add(&list, "transparent_union");
	keep(entity, &list);
}

void attributes_of_enumerator(struct ab_entity *entity, bool is_banned)
{
	struct attribute_list list = {};

	if (is_banned)
		add(&list, "unavailable");
	keep(entity, &list);
}
