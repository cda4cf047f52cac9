/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * facts.c - what a program counts on, of the old tree.  That something is
 * there, and of its type, the compiler says by itself; numbers are printed by a
 * program that is compiled with either header.
 */
#include "judge.h"

static void is_type(struct style *style, struct text *out, const char *expression,
		    const struct type *type)
{
	text_add(out,
		 "_Static_assert(__builtin_types_compatible_p(__typeof__(%s), %s), "
		 "\"\");\n",
		 expression, spell_declaration(style, type, ""));
}

static const char *name_of(struct style *style, const struct decl *decl)
{
	return spell_name(style, (int)(decl - style->tree->decls));
}

/* ---- what is there, and of which type ---- */

static void check_members(struct style *style, struct text *out, const char *path,
			  struct member *const *members, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		const struct member *member = members[i];
		char *inner = member->id ? text_of("%s.%s", path, spell_member(style, member->id))
					 : text_of("%s", path);

		if (member->n_items)
			text_add(out, "_Static_assert(sizeof(%s) + %s, \"\");\n", inner,
				 spell_item(style, member->items[0].id));
		else if (!member->type)
			check_members(style, out, inner, member->members, member->n_members);
		else if (member->bits < 0)
			is_type(style, out, inner, member->type);
		else
			text_add(out, "static inline int bits_%d_%d(void) { return (int)%s; }\n",
				 style->pair, member->id, inner);
	}
}

static void check_struct(struct style *style, struct text *out, const struct decl *decl)
{
	const char *name = name_of(style, decl);

	/* a tag without an underscore is a name, too */
	if (decl->naming == N_BOTH && !decl->tag)
		text_add(out,
			 "_Static_assert(__builtin_types_compatible_p(%s *, %s p%d_a%d *), "
			 "\"\");\n",
			 name, decl->is_union ? "union" : "struct", style->pair, decl->id);
	if (decl->is_opaque || !decl->n_members)
		text_add(out, "static inline %s *use_%d_%d(%s *p) { return p; }\n", name,
			 style->pair, decl->id, name);
	else
		check_members(style, out, text_of("(*(%s *)0)", name), decl->members,
			      decl->n_members);
}

static void check_enum(struct style *style, struct text *out, const struct decl *decl)
{
	if (decl->naming == N_BOTH && !decl->tag)
		text_add(out, "_Static_assert(sizeof(enum p%d_a%d) > 0, \"\");\n", style->pair,
			 decl->id);
	if (decl->naming != N_NONE)
		text_add(out, "_Static_assert(sizeof(%s) > 0, \"\");\n", name_of(style, decl));
	for (unsigned i = 0; i < decl->n_items; i++)
		text_add(out, "_Static_assert(%s || 1, \"\");\n",
			 spell_item(style, decl->items[i].id));
}

static void check_function_macro(struct text *out, const char *name, const struct decl *decl)
{
	text_add(out, "_Static_assert(sizeof(%s(%s)) > 0, \"\");\n", name,
		 decl->n_params == 1 ? "1" : "1, 2");
}

/* What the compiler says behind it is about that declaration. */
static void mark(struct style *style, struct text *out, unsigned which)
{
	text_add(out, "# 1 \"pair_%d_%u\"\n", style->pair, which);
}

static void check_decl(struct style *style, struct text *out, const struct decl *decl)
{
	const int which = (int)(decl - style->tree->decls);
	char *macro = spell_macro(style, which);
	const char *name = name_of(style, decl);

	switch (decl->kind) {
	case D_TYPEDEF:
		is_type(style, out,
			decl->type->kind == T_FUNCTION ? text_of("(*(%s *)0)", name) : name,
			decl->type);
		break;
	case D_STRUCT:
		check_struct(style, out, decl);
		break;
	case D_ENUM:
		check_enum(style, out, decl);
		break;
	case D_FUNCTION:
	case D_VARIABLE:
		is_type(style, out, name, decl->type);
		break;
	case D_CONSTANT:
		text_add(out, "_Static_assert(sizeof %s > 0, \"\");\n", name);
		break;
	case D_MACRO:
		text_add(out, "_Static_assert(sizeof(%s) > 0, \"\");\n", macro);
		text_add(out, "extern char defined_%d_%d[defined_%s ? 1 : -1];\n", style->pair,
			 decl->id, macro);
		break;
	case D_FUNCTION_MACRO:
		check_function_macro(out, macro, decl);
		break;
	case D_KINDS:
		break;
	}
}

static void check_defined(struct style *style, struct text *out, int which)
{
	char *macro = spell_macro(style, which);

	text_add(out, "#ifdef %s\n#define defined_%s 1\n#else\n#define defined_%s 0\n#endif\n",
		 macro, macro, macro);
}

static void check_if(struct style *style, struct text *out, int which)
{
	const struct decl *decl = &style->tree->decls[which];

	if (decl->value == V_INTEGER)
		text_add(out, "#if %s == %ld\n#endif\n", spell_macro(style, which), decl->number);
}

void facts_check(struct style *style, struct text *out)
{
	const struct tree *tree = style->tree;

	style->is_fact = true;
	style->self = -1;
	for (unsigned i = 0; i < tree->n_decls; i++)
		if (decl_is_there(&tree->decls[i]) && tree->decls[i].kind == D_MACRO) {
			mark(style, out, i);
			check_defined(style, out, (int)i);
			check_if(style, out, (int)i);
		}
	for (unsigned i = 0; i < tree->n_decls; i++)
		if (decl_is_there(&tree->decls[i])) {
			mark(style, out, i);
			check_decl(style, out, &tree->decls[i]);
		}
}

/* ---- numbers ---- */

static void print_number(struct text *out, const char *expression)
{
	text_add(out, "\tprintf(\" %%lld\", (long long)(%s));\n", expression);
}

static void probe_members(struct style *style, struct text *out, const char *name, const char *path,
			  struct member *const *members, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		const struct member *member = members[i];
		char *own = member->id ? spell_member(style, member->id) : "";
		char *inner = text_of("%s%s%s", path, *path && *own ? "." : "", own);

		for (unsigned j = 0; j < member->n_items; j++)
			print_number(out, spell_item(style, member->items[j].id));
		if (member->n_items)
			text_add(out, "\tprintf(\" %%zu\", offsetof(%s, %s));\n", name, inner);
		else if (!member->type)
			probe_members(style, out, name, inner, member->members, member->n_members);
		else if (member->type->kind == T_ARRAY && !member->type->bound.value &&
			 member->type->bound.decl < 0)
			text_add(out, "\tprintf(\" %%zu\", offsetof(%s, %s));\n", name, inner);
		else if (member->bits < 0)
			text_add(out,
				 "\tprintf(\" %%zu/%%zu\", offsetof(%s, %s), "
				 "sizeof ((%s *)0)->%s);\n",
				 name, inner, name, inner);
		else
			text_add(out, "\t{ %s s; BITS(s, %s); }\n", name, inner);
	}
}

static void probe_struct(struct style *style, struct text *out, const struct decl *decl)
{
	const char *name = name_of(style, decl);

	if (decl->is_opaque || !decl->n_members)
		return;
	print_number(out, text_of("sizeof(%s)", name));
	print_number(out, text_of("_Alignof(%s)", name));
	probe_members(style, out, name, "", decl->members, decl->n_members);
}

static void probe_enum(struct style *style, struct text *out, const struct decl *decl)
{
	const char *name = name_of(style, decl);

	for (unsigned i = 0; i < decl->n_items; i++)
		print_number(out, spell_item(style, decl->items[i].id));
	if (decl->naming == N_NONE)
		return;
	print_number(out, text_of("sizeof(%s)", name));
	print_number(out, text_of("(%s)-1 < 0", name));
}

static void probe_decl(struct style *style, struct text *out, const struct decl *decl)
{
	const int which = (int)(decl - style->tree->decls);
	const char *name = name_of(style, decl);
	char *macro = spell_macro(style, which);

	switch (decl->kind) {
	case D_STRUCT:
		probe_struct(style, out, decl);
		break;
	case D_ENUM:
		probe_enum(style, out, decl);
		break;
	case D_VARIABLE:
		print_number(out, text_of("sizeof %s", name));
		break;
	case D_TYPEDEF:
		if (tree_resolve(style->tree, decl->type)->kind != T_FUNCTION)
			print_number(out, text_of("sizeof(%s)", name));
		break;
	case D_CONSTANT:
		print_number(out, name);
		print_number(out, text_of("KIND(%s)", name));
		break;
	case D_MACRO:
		text_add(out, "\tSHOW(%s);\n", macro);
		if (decl->value != V_STRING)
			text_add(out, "\tSHOW(2 * %s);\n", macro);
		break;
	case D_FUNCTION_MACRO:
		print_number(out, text_of("%s(%s)", macro, decl->n_params == 1 ? "4" : "4, 7"));
		break;
	default:
		break;
	}
}

void facts_probe(struct style *style, struct text *out)
{
	const struct tree *tree = style->tree;

	style->is_fact = true;
	style->self = -1;
	text_add(out, "static void pair_%d(void)\n{\n", style->pair);
	for (unsigned i = 0; i < tree->n_decls; i++)
		if (decl_is_there(&tree->decls[i])) {
			text_add(out, "\tprintf(\"%d %u\");\n", style->pair, i);
			probe_decl(style, out, &tree->decls[i]);
			text_add(out, "\tputchar('\\n');\n");
		}
	text_add(out, "}\n");
}

/* ---- who is who ---- */

static void add_ids(struct style *style, struct text *out, struct member *const *members,
		    unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		if (members[i]->id)
			text_add(out, " %s", spell_member(style, members[i]->id));
		for (unsigned j = 0; j < members[i]->n_items; j++)
			text_add(out, " %s", spell_item(style, members[i]->items[j].id));
		add_ids(style, out, members[i]->members, members[i]->n_members);
	}
}

void facts_names(struct style *style, const struct tree *other, struct text *out)
{
	const struct tree *tree = style->tree;

	for (unsigned i = 0; i < tree->n_decls; i++) {
		const struct decl *decl = &tree->decls[i];

		if (!decl_is_there(decl))
			continue;
		text_add(out, "%d %u ,", style->pair, i);
		for (unsigned j = 0; j < tree->n_decls; j++)
			if (j != i && (decl_mentions(decl, (int)j) ||
				       decl_mentions(&other->decls[i], (int)j)))
				text_add(out, "%u,", j);
		text_add(out, " p%d_a%d %s", style->pair, decl->id, spell_macro(style, (int)i));
		for (unsigned j = 0; j < decl->n_items; j++)
			text_add(out, " %s", spell_item(style, decl->items[j].id));
		add_ids(style, out, decl->members, decl->n_members);
		/* a struct goes by the name of its typedef */
		for (unsigned j = 0; j < tree->n_decls; j++)
			if (tree->decls[j].kind == D_TYPEDEF &&
			    tree->decls[j].type->decl == (int)i &&
			    tree->decls[j].type->kind == T_NAME)
				text_add(out, " p%d_a%d", style->pair, tree->decls[j].id);
		text_add(out, "\n");
	}
}
