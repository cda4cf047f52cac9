/* SPDX-License-Identifier: GPL-3.0-or-later */
/* break.c - edits of all but members; of some the compiler may find that
 * nothing is broken. */
#include "change.h"

#include <string.h>

/* ---- whole declarations ---- */

static bool remove_declaration(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, below(chance, D_KINDS));

	if (!decl || is_mentioned(tree, decl))
		return false;
	decl->is_gone = true;
	return true;
}

static bool rename_declaration(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, below(chance, D_KINDS));

	if (!decl)
		return false;
	decl->id = ++tree->next_id;
	return true;
}

/* ---- types ---- */

static bool change_parameter(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_FUNCTION);
	struct type *type;

	if (!decl || !decl->type->n_params)
		return false;
	type = type_before(tree, chance, decl);
	if (!type || tree_resolve(tree, type)->kind == T_ARRAY)
		return false;
	type->is_const = type->is_volatile = false;
	decl->type->params[below(chance, decl->type->n_params)] = type;
	return true;
}

static bool change_result(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_FUNCTION);
	struct type *type;

	if (!decl || decl->is_inline)
		return false;
	type = type_before(tree, chance, decl);
	if (!type || tree_resolve(tree, type)->kind == T_ARRAY)
		return false;
	decl->type->of = type;
	return true;
}

static bool change_count(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_FUNCTION);
	struct type *type = decl ? decl->type : NULL;

	if (!decl)
		return false;
	if (type->n_params && one_in(chance, 2)) {
		type->n_params--;
		type->is_variadic = false;
		return true;
	}
	if (type->n_params == PARAMS_MAX)
		return false;
	type->params[type->n_params] = take(sizeof *type);
	type->params[type->n_params++]->base = B_INT;
	return true;
}

static bool swap_parameters(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_FUNCTION);
	struct type *first;

	if (!decl || decl->type->n_params < 2)
		return false;
	first = decl->type->params[0];
	decl->type->params[0] = decl->type->params[1];
	decl->type->params[1] = first;
	return true;
}

static bool change_variadic(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_FUNCTION);

	if (!decl || !decl->type->n_params)
		return false;
	decl->type->is_variadic = !decl->type->is_variadic;
	return true;
}

/* Somewhere in a type, what is pointed to. */
static bool change_pointee(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, one_in(chance, 2) ? D_FUNCTION : D_VARIABLE);
	struct type *type = decl ? decl->type : NULL;

	if (type && type->kind == T_FUNCTION && type->n_params)
		type = type->params[below(chance, type->n_params)];
	if (!type || type->kind != T_POINTER || type->of->kind == T_ARRAY ||
	    type->of->kind == T_FUNCTION || type->of->kind == T_NAME)
		return false;
	if (one_in(chance, 2))
		type->of->is_const = !type->of->is_const;
	else
		type->of->is_volatile = !type->of->is_volatile;
	return true;
}

static bool change_typedef(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_TYPEDEF);
	const struct type *now = decl ? tree_resolve(tree, decl->type) : NULL;

	/* what mentions it may count on its being an object, or no array */
	if (!decl || now->kind == T_FUNCTION || now->kind == T_ARRAY ||
	    !put_type(tree, chance, decl, &decl->type))
		return false;
	now = tree_resolve(tree, decl->type);
	/* a function with a body may return it, as a number */
	return now->kind != T_ARRAY && !(now->kind == T_BASE && now->base == B_TM);
}

static bool change_variable(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_VARIABLE);

	return decl && put_type(tree, chance, decl, &decl->type);
}

static bool change_inside(struct tree *tree, struct chance *chance)
{
	struct decl *owner;
	struct type **place = type_inside(tree, chance, &owner), *type;

	if (!place)
		return false;
	type = *place;
	switch (below(chance, 4)) {
	case 0:
		if (type->kind != T_BASE || type->base == B_VOID)
			return false;
		/* no struct: a function with a body may return it */
		type->base =
		    B_CHAR + (type->base - B_CHAR + 1 + below(chance, 5)) % (B_TM - B_CHAR);
		return true;
	case 1:
		if (type->kind != T_POINTER || type->of->kind == T_ARRAY ||
		    type->of->kind == T_NAME || type->of->kind == T_FUNCTION)
			return false;
		type->of->is_const = !type->of->is_const;
		return true;
	case 2:
		if (type->kind != T_BASE && type->kind != T_POINTER)
			return false;
		*place = take(sizeof *type);
		(*place)->kind = T_POINTER;
		(*place)->of = type;
		return true;
	default:
		if (type->kind == T_ARRAY && type->bound.decl < 0 && type->bound.value) {
			type->bound.value++;
			return true;
		}
		if (type->kind == T_FUNCTION && type->n_params && one_in(chance, 2)) {
			type->is_variadic = !type->is_variadic;
			return true;
		}
		if (type->kind != T_FUNCTION || type->n_params == PARAMS_MAX || type->is_variadic)
			return false;
		type->params[type->n_params] = take(sizeof *type);
		type->params[type->n_params++]->base = B_LONG;
		return true;
	}
}

/* The first part of a type, behind a pointer, that is of that kind; NULL: there is none. */
static struct type *behind_pointer(struct type *type, enum type_kind kind, bool is_behind)
{
	struct type *found = NULL;

	if (type->kind == kind && is_behind)
		return type;
	for (unsigned i = 0; type->kind == T_FUNCTION && i < type->n_params && !found; i++)
		found = behind_pointer(type->params[i], kind, is_behind);
	if (!found && type->kind != T_BASE && type->kind != T_NAME)
		found = behind_pointer(type->of, kind, is_behind || type->kind == T_POINTER);
	return found;
}

/* A type that no size shows: an array or a function that is pointed to. */
static struct type *hidden_type(struct tree *tree, struct chance *chance, enum type_kind kind)
{
	static const enum decl_kind kinds[] = {D_FUNCTION, D_VARIABLE, D_STRUCT, D_TYPEDEF};
	struct decl *decl = old_one(tree, chance, kinds[below(chance, 4)]);
	struct member *member;

	if (!decl || decl->is_inline || (decl->kind == D_STRUCT && !decl->n_members))
		return NULL;
	if (decl->kind != D_STRUCT)
		return behind_pointer(decl->type, kind, false);
	member = decl->members[below(chance, decl->n_members)];
	return member->type && member->bits < 0 ? behind_pointer(member->type, kind, false) : NULL;
}

static bool change_bound(struct tree *tree, struct chance *chance)
{
	struct type *type = hidden_type(tree, chance, T_ARRAY);

	if (!type || !type->bound.value || type->bound.decl >= 0)
		return false;
	type->bound.value += 1 + (long)below(chance, 3);
	return true;
}

static bool change_callback(struct tree *tree, struct chance *chance)
{
	struct type *type = hidden_type(tree, chance, T_FUNCTION);

	if (!type || !type->n_params)
		return false;
	if (one_in(chance, 2))
		type->is_variadic = !type->is_variadic;
	else if (type->n_params == 1)
		return false;
	else
		type->n_params--;
	return true;
}

/* ---- enums ---- */

static bool change_value(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_ENUM);
	const long more = 1 + (long)below(chance, 4);

	if (!decl)
		return false;
	/* as one that is inserted moves those behind it */
	for (unsigned i = below(chance, decl->n_items); i < decl->n_items; i++) {
		decl->items[i].value += more;
		if (one_in(chance, 2))
			break;
	}
	return true;
}

static bool insert_enumerator(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_ENUM);
	unsigned at;

	if (!decl || decl->n_items == MEMBERS_MAX)
		return false;
	at = below(chance, decl->n_items);
	memmove(&decl->items[at + 1], &decl->items[at], (decl->n_items - at) * sizeof *decl->items);
	decl->n_items++;
	decl->items[at].id = ++tree->next_id;
	for (unsigned i = at + 1; i < decl->n_items; i++)
		decl->items[i].value++;
	return true;
}

static bool rename_enumerator(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_ENUM);

	if (!decl)
		return false;
	decl->items[below(chance, decl->n_items)].id = ++tree->next_id;
	return true;
}

static bool swap_enumerators(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_ENUM);
	unsigned at;
	int id;

	if (!decl || decl->n_items < 2)
		return false;
	at = below(chance, decl->n_items - 1);
	id = decl->items[at].id;
	decl->items[at].id = decl->items[at + 1].id;
	decl->items[at + 1].id = id;
	return true;
}

static bool make_enum_signed(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_ENUM);

	if (!decl || decl->n_items == MEMBERS_MAX)
		return false;
	decl->items[decl->n_items].id = ++tree->next_id;
	decl->items[decl->n_items++].value = -9;
	return true;
}

/* ---- constants ---- */

static bool change_number(struct tree *tree, struct chance *chance)
{
	static const enum decl_kind kinds[] = {D_MACRO, D_MACRO, D_CONSTANT, D_FUNCTION_MACRO};
	struct decl *decl = old_one(tree, chance, kinds[below(chance, 4)]);

	if (!decl)
		return false;
	decl->number += 1 + (long)below(chance, 5);
	return true;
}

static bool change_number_type(struct tree *tree, struct chance *chance)
{
	static const enum base integers[] = {B_INT, B_UINT, B_LONG, B_ULONG, B_ULLONG};
	struct decl *decl = old_one(tree, chance, one_in(chance, 4) ? D_CONSTANT : D_MACRO);
	enum base base;

	if (!decl || decl->value != V_INTEGER || decl->number < 0)
		return false;
	base = integers[below(chance, 5)];
	if (base == decl->base)
		return false;
	decl->base = base;
	return true;
}

static bool change_value_kind(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_MACRO);
	const enum value_kind kind = below(chance, 3);

	if (!decl || is_mentioned(tree, decl) || kind == decl->value)
		return false;
	decl->value = kind;
	decl->base = kind == V_FLOAT ? B_DOUBLE : B_INT;
	return true;
}

static bool change_macro_parameters(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_FUNCTION_MACRO);

	if (!decl)
		return false;
	decl->n_params = 3 - decl->n_params;
	return true;
}

static bool macro_to_constant(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_MACRO);

	if (!decl || decl->value != V_INTEGER || is_mentioned(tree, decl))
		return false;
	decl->kind = D_CONSTANT;
	return true;
}

static bool change_inline(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_FUNCTION);

	if (!decl || decl->type->of->kind != T_BASE)
		return false;
	decl->is_inline = !decl->is_inline;
	decl->is_noreturn = false;
	return true;
}

static bool lose_parentheses(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, D_MACRO);

	if (!decl || decl->value != V_OTHER || !decl->number)
		return false;
	decl->lacks_parentheses = true;
	return true;
}

/* A macro behind it has its name, and stands for something else. */
static bool hide_name(struct tree *tree, struct chance *chance)
{
	struct decl *decl = old_one(tree, chance, one_in(chance, 2) ? D_ENUM : D_TYPEDEF);

	if (!decl || decl->has_macros)
		return false;
	decl->hidden = decl->kind == D_ENUM ? decl->items[below(chance, decl->n_items)].id : 1;
	return true;
}

/* ---- all ---- */

const struct change break_changes[] = {
    {"declaration-removed", remove_declaration},
    {"declaration-renamed", rename_declaration},
    {"parameter-changed", change_parameter},
    {"result-changed", change_result},
    {"parameter-count-changed", change_count},
    {"parameters-swapped", swap_parameters},
    {"variadic-changed", change_variadic},
    {"pointee-changed", change_pointee},
    {"inside-changed", change_inside},
    {"inside-changed", change_inside},
    {"bound-changed", change_bound},
    {"callback-changed", change_callback},
    {"typedef-changed", change_typedef},
    {"variable-changed", change_variable},
    {"value-changed", change_value},
    {"enumerator-inserted", insert_enumerator},
    {"enumerator-renamed", rename_enumerator},
    {"enumerators-swapped", swap_enumerators},
    {"enum-made-signed", make_enum_signed},
    {"number-changed", change_number},
    {"number-type-changed", change_number_type},
    {"value-kind-changed", change_value_kind},
    {"macro-parameters-changed", change_macro_parameters},
    {"macro-to-constant", macro_to_constant},
    {"inline-changed", change_inline},
    {"parentheses-lost", lose_parentheses},
    {"name-hidden", hide_name},
    {NULL, NULL},
};
