/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tree.c - random trees: each declaration may mention those before it. */
#include "judge.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- text and chance ---- */

void *take(size_t bytes)
{
	void *memory = calloc(1, bytes);

	if (!memory)
		exit(2);
	return memory;
}

static void add(struct text *text, const char *format, va_list args)
{
	va_list again;
	int length;

	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (text->length + (size_t)length + 1 > text->capacity) {
		text->capacity = 2 * (text->length + (size_t)length) + 64;
		text->at = realloc(text->at, text->capacity);
		if (!text->at)
			exit(2);
	}
	vsnprintf(text->at + text->length, (size_t)length + 1, format, args);
	text->length += (size_t)length;
}

void text_add(struct text *text, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(text, format, args);
	va_end(args);
}

char *text_of(const char *format, ...)
{
	struct text text = {0};
	va_list args;

	va_start(args, format);
	add(&text, format, args);
	va_end(args);
	return text.at;
}

/* splitmix64 */
uint64_t chance_mix(uint64_t a, uint64_t b)
{
	uint64_t z = a + 0x9e3779b97f4a7c15u * (b + 1);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

unsigned below(struct chance *chance, unsigned n)
{
	chance->state = chance_mix(chance->state, 1);
	return n ? (unsigned)((chance->state >> 20) % n) : 0;
}

bool one_in(struct chance *chance, unsigned n)
{
	return below(chance, n) == 0;
}

/* ---- what is there ---- */

bool decl_is_there(const struct decl *decl)
{
	return !decl->is_gone && !decl->is_dropped;
}

/* A declaration of that kind, -1: none. */
static int pick(const struct tree *tree, struct chance *chance, enum decl_kind kind)
{
	const unsigned start = below(chance, tree->n_decls);

	for (unsigned i = 0; i < tree->n_decls; i++) {
		const unsigned at = (start + i) % tree->n_decls;

		if (tree->decls[at].kind == kind && decl_is_there(&tree->decls[at]))
			return (int)at;
	}
	return -1;
}

/* ---- numbers and types ---- */

static struct number number_of(struct tree *tree, struct chance *chance)
{
	struct number number = {1 + below(chance, 9), -1, 0};

	if (one_in(chance, 4))
		number.decl = pick(tree, chance, D_MACRO);
	else if (one_in(chance, 5))
		number.decl = pick(tree, chance, D_ENUM);
	if (number.decl < 0)
		return number;
	const struct decl *decl = &tree->decls[number.decl];

	if (decl->kind == D_ENUM) {
		number.item = (int)below(chance, decl->n_items);
		if (decl->items[number.item].value < 1 || decl->items[number.item].value > 64)
			number.decl = -1;
	} else if (decl->value != V_INTEGER || decl->number < 1 || decl->number > 64) {
		number.decl = -1;
	}
	return number;
}

static struct type *basic(struct chance *chance)
{
	struct type *type = take(sizeof *type);

	type->base = B_CHAR + below(chance, BASES - B_CHAR);
	if (!one_in(chance, 3))
		type->base = B_INT + below(chance, B_ULONG - B_INT + 1);
	return type;
}

static struct type *pointer_to(struct type *of)
{
	struct type *type = take(sizeof *type);

	type->kind = T_POINTER;
	type->of = of;
	return type;
}

/* What a name stands for may be incomplete: then only a pointer to it is an
 * object. */
static struct type *named(struct tree *tree, struct chance *chance, bool is_object)
{
	static const enum decl_kind kinds[] = {D_TYPEDEF, D_STRUCT, D_STRUCT, D_ENUM};
	const int which = pick(tree, chance, kinds[below(chance, 4)]);
	struct type *type = take(sizeof *type);

	if (which < 0 || (tree->decls[which].kind == D_ENUM && tree->decls[which].naming == N_NONE))
		return basic(chance);
	type->kind = T_NAME;
	type->decl = which;
	if (is_object && tree->decls[which].kind == D_STRUCT &&
	    (tree->decls[which].is_opaque || tree->decls[which].is_open))
		return pointer_to(type);
	if (is_object && tree->decls[which].kind == D_TYPEDEF &&
	    tree->decls[which].type->kind == T_FUNCTION)
		return pointer_to(type);
	return type;
}

const struct type *tree_resolve(const struct tree *tree, const struct type *type)
{
	while (type->kind == T_NAME && tree->decls[type->decl].kind == D_TYPEDEF)
		type = tree->decls[type->decl].type;
	return type;
}

static struct type *returned(struct tree *tree, struct chance *chance, unsigned depth)
{
	struct type *type;

	if (one_in(chance, 4))
		return take(sizeof *type); /* void */
	type = tree_type(tree, chance, depth, true);
	if (type->kind == T_ARRAY)
		return pointer_to(type->of);
	return tree_resolve(tree, type)->kind == T_ARRAY ? pointer_to(type) : type;
}

static struct type *function(struct tree *tree, struct chance *chance, unsigned depth)
{
	struct type *type = take(sizeof *type);

	type->kind = T_FUNCTION;
	type->of = returned(tree, chance, depth);
	type->n_params = below(chance, PARAMS_MAX - 1);
	for (unsigned i = 0; i < type->n_params; i++) {
		type->params[i] = tree_type(tree, chance, depth, true);
		if (type->params[i]->kind == T_ARRAY)
			type->params[i] = pointer_to(type->params[i]->of);
		type->params[i]->is_const = type->params[i]->is_volatile = false;
	}
	type->is_variadic = type->n_params && one_in(chance, 8);
	return type;
}

static struct type *pointer(struct tree *tree, struct chance *chance, unsigned depth)
{
	struct type *of;

	if (one_in(chance, 5))
		return pointer_to(function(tree, chance, depth));
	of = one_in(chance, 6) ? take(sizeof *of)
			       : tree_type(tree, chance, depth, !one_in(chance, 2));
	if (of->kind != T_ARRAY) {
		of->is_const = one_in(chance, 3);
		of->is_volatile = one_in(chance, 12);
	}
	if (of->kind == T_NAME && tree->decls[of->decl].kind == D_TYPEDEF)
		of->is_const = of->is_volatile = false;
	return pointer_to(of);
}

/* is_object: complete, and no function */
struct type *tree_type(struct tree *tree, struct chance *chance, unsigned depth, bool is_object)
{
	const unsigned roll = below(chance, 10);
	struct type *type;

	if (!depth || roll < 4)
		return basic(chance);
	if (roll < 6)
		return named(tree, chance, is_object);
	if (roll < 9)
		return pointer(tree, chance, depth - 1);
	type = take(sizeof *type);
	type->kind = T_ARRAY;
	type->of = tree_type(tree, chance, depth - 1, true);
	type->bound = number_of(tree, chance);
	return type;
}

/* ---- members ---- */

struct member *tree_member(struct tree *tree, struct chance *chance, unsigned depth, bool is_bits)
{
	static const enum base of_bits[] = {B_INT, B_UINT, B_USHORT, B_UCHAR, B_ULONG, B_LLONG};
	struct member *member = take(sizeof *member);

	member->id = ++tree->next_id;
	member->bits = -1;
	if (is_bits) {
		member->type = take(sizeof *member->type);
		member->type->base = of_bits[below(chance, 6)];
		member->bits = 1 + (int)below(chance, member->type->base == B_UCHAR ? 7 : 15);
	} else if (depth == 2 && one_in(chance, 12)) {
		/* C++ has no enums in what has no name */
		member->n_items = 1 + below(chance, 3);
		for (unsigned i = 0; i < member->n_items; i++) {
			member->items[i].id = ++tree->next_id;
			member->items[i].value = (long)(i * (1 + below(chance, 3)));
		}
	} else if (depth && one_in(chance, 7)) {
		member->is_union = one_in(chance, 2);
		member->id = one_in(chance, 2) ? 0 : member->id;
		member->n_members = 1 + below(chance, 3);
		for (unsigned i = 0; i < member->n_members; i++)
			member->members[i] = tree_member(tree, chance, depth - 1, false);
	} else {
		member->type = tree_type(tree, chance, 2, true);
		if (member->type->kind == T_BASE)
			member->type->is_const = one_in(chance, 12);
		member->aligned = one_in(chance, 15) ? 16 : 0;
	}
	return member;
}

static void grow_struct(struct tree *tree, struct decl *decl, struct chance *chance)
{
	decl->is_union = one_in(chance, 5);
	decl->is_opaque = one_in(chance, 6);
	decl->naming = decl->is_opaque ? (one_in(chance, 3) ? N_TAG : N_BOTH) : below(chance, 3);
	if (decl->naming == N_BOTH && !one_in(chance, 3))
		decl->tag = ++tree->next_id;
	decl->is_packed = !decl->is_opaque && one_in(chance, 12);
	decl->n_members = decl->is_opaque ? 0 : 1 + below(chance, MEMBERS_MAX - 3);
	for (unsigned i = 0; i < decl->n_members; i++)
		decl->members[i] =
		    tree_member(tree, chance, 2, !decl->is_union && one_in(chance, 5));
	if (decl->n_members > 1 && !decl->is_union && one_in(chance, 8)) {
		struct member *last = decl->members[decl->n_members - 1];

		/* only the last may be without a bound, and then it is held by nothing */
		last->type = take(sizeof *last->type);
		last->type->kind = T_ARRAY;
		last->type->of = basic(chance);
		last->type->bound = (struct number){0, -1, 0};
		last->bits = -1;
		last->n_members = last->n_items = 0;
		last->id = ++tree->next_id;
		decl->is_open = true;
	}
	if (decl->n_members && decl->naming != N_TYPEDEF && one_in(chance, 3)) {
		struct type *self = take(sizeof *self);

		self->kind = T_NAME;
		self->decl = (int)(decl - tree->decls);
		decl->members[0]->type = pointer_to(self);
		decl->members[0]->bits = -1;
		decl->members[0]->n_members = decl->members[0]->n_items = 0;
		decl->members[0]->id = ++tree->next_id;
	}
}

static void grow_enum(struct tree *tree, struct decl *decl, struct chance *chance)
{
	long value = one_in(chance, 3) ? (long)below(chance, 10) - 3 : 0;
	const bool is_flags = one_in(chance, 4);

	decl->naming = one_in(chance, 5) ? N_NONE : below(chance, 3);
	if (decl->naming == N_BOTH && !one_in(chance, 3))
		decl->tag = ++tree->next_id;
	decl->n_items = 1 + below(chance, MEMBERS_MAX - 2);
	if (one_in(chance, 12))
		value = one_in(chance, 2) ? 0x7ffffffeL : 0xfffffffeL;
	for (unsigned i = 0; i < decl->n_items; i++) {
		decl->items[i].id = ++tree->next_id;
		decl->items[i].value = is_flags ? 1L << i : value;
		value += one_in(chance, 5) ? 1 + (long)below(chance, 20) : 1;
	}
}

static void grow_macro(struct tree *tree, struct decl *decl, struct chance *chance)
{
	static const enum base integers[] = {B_INT,  B_INT,   B_INT,   B_UINT,
					     B_LONG, B_ULONG, B_ULLONG};

	decl->value = below(chance, VALUE_KINDS);
	decl->number = (long)below(chance, 200);
	decl->base = decl->value == V_FLOAT ? (one_in(chance, 3) ? B_FLOAT : B_DOUBLE)
					    : integers[below(chance, 7)];
	if (decl->value == V_INTEGER && decl->base == B_INT && one_in(chance, 6))
		decl->number = -decl->number;
	if (decl->value == V_CAST)
		decl->base = B_CHAR + below(chance, B_ULLONG - B_CHAR + 1);
	if (!decl_is_of_other(decl))
		return;
	decl->other = pick(tree, chance,
			   decl->value == V_OTHER  ? D_MACRO
			   : decl->value == V_ITEM ? D_ENUM
						   : D_STRUCT);
	if (decl->other < 0 ||
	    (decl->value == V_OTHER && tree->decls[decl->other].value != V_INTEGER) ||
	    (decl->value == V_SIZEOF && tree->decls[decl->other].is_opaque)) {
		decl->value = V_INTEGER;
		decl->base = B_INT;
	} else if (decl->value == V_ITEM) {
		decl->item = (int)below(chance, tree->decls[decl->other].n_items);
	}
}

/* ---- declarations ---- */

int tree_add(struct tree *tree, struct chance *chance, enum decl_kind kind)
{
	struct decl *decl = &tree->decls[tree->n_decls];

	if (tree->n_decls == DECLS_MAX)
		return -1;
	memset(decl, 0, sizeof *decl);
	decl->kind = kind;
	decl->id = ++tree->next_id;
	/* it is not there yet, and so not in what it may mention */
	decl->is_gone = true;
	if (kind == D_TYPEDEF) {
		decl->type = one_in(chance, 3) ? function(tree, chance, 2)
					       : tree_type(tree, chance, 2, true);
		decl->type->is_const = decl->type->kind == T_BASE && one_in(chance, 10);
	} else if (kind == D_FUNCTION)
		decl->type = function(tree, chance, 3);
	else if (kind == D_VARIABLE)
		decl->type = tree_type(tree, chance, 2, true);
	else if (kind == D_STRUCT)
		grow_struct(tree, decl, chance);
	else if (kind == D_ENUM)
		grow_enum(tree, decl, chance);
	else
		grow_macro(tree, decl, chance);
	if (kind == D_CONSTANT) {
		decl->value = V_INTEGER;
		decl->base = B_INT + below(chance, 4);
	}
	if (kind == D_FUNCTION_MACRO && decl->value != V_OTHER) {
		decl->value = V_INTEGER;
		decl->base = B_INT;
	}
	if (kind == D_FUNCTION) {
		decl->is_inline = one_in(chance, 8) && decl->type->of->kind == T_BASE &&
				  decl->type->of->base != B_TM;
		decl->is_noreturn = !decl->is_inline && one_in(chance, 20);
	}
	if (kind == D_FUNCTION_MACRO)
		decl->n_params = 1 + below(chance, 2);
	decl->is_gone = false;
	return (int)tree->n_decls++;
}

void tree_grow(struct tree *tree, struct chance *chance)
{
	const unsigned n = 2 + below(chance, 10);

	for (unsigned i = 0; i < n; i++)
		tree_add(tree, chance, below(chance, D_KINDS));
}

/* ---- copies, and what is left out ---- */

static struct type *copy_type(const struct type *from)
{
	struct type *type;

	if (!from)
		return NULL;
	type = take(sizeof *type);
	*type = *from;
	type->of = copy_type(from->of);
	for (unsigned i = 0; i < from->n_params; i++)
		type->params[i] = copy_type(from->params[i]);
	return type;
}

static struct member *copy_member(const struct member *from)
{
	struct member *member = take(sizeof *member);

	*member = *from;
	member->type = copy_type(from->type);
	for (unsigned i = 0; i < from->n_members; i++)
		member->members[i] = copy_member(from->members[i]);
	return member;
}

void tree_copy(struct tree *to, const struct tree *from)
{
	*to = *from;
	for (unsigned i = 0; i < from->n_decls; i++) {
		struct decl *decl = &to->decls[i];

		decl->type = copy_type(decl->type);
		for (unsigned j = 0; j < decl->n_members; j++)
			decl->members[j] = copy_member(decl->members[j]);
	}
}

static bool type_mentions(const struct type *type, int other)
{
	if (!type)
		return false;
	for (unsigned i = 0; i < type->n_params; i++)
		if (type_mentions(type->params[i], other))
			return true;
	return (type->kind == T_NAME && type->decl == other) ||
	       (type->kind == T_ARRAY && type->bound.decl == other) ||
	       type_mentions(type->of, other);
}

static bool member_mentions(const struct member *member, int other)
{
	for (unsigned i = 0; i < member->n_members; i++)
		if (member_mentions(member->members[i], other))
			return true;
	return type_mentions(member->type, other);
}

bool decl_is_of_other(const struct decl *decl)
{
	return (decl->kind == D_MACRO || decl->kind == D_FUNCTION_MACRO) && decl->value >= V_OTHER;
}

bool decl_mentions(const struct decl *decl, int other)
{
	for (unsigned i = 0; i < decl->n_members; i++)
		if (member_mentions(decl->members[i], other))
			return true;
	if (decl->kind == D_FUNCTION && decl->by_typedef && decl->by_typedef == other)
		return true;
	return type_mentions(decl->type, other) || (decl_is_of_other(decl) && decl->other == other);
}

void tree_drop(struct tree *tree, int which)
{
	if (tree->decls[which].is_dropped)
		return;
	tree->decls[which].is_dropped = true;
	for (unsigned i = 0; i < tree->n_decls; i++)
		if ((int)i != which && decl_mentions(&tree->decls[i], which))
			tree_drop(tree, (int)i);
}
