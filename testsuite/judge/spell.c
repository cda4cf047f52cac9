/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * spell.c - a tree as C.  Of all that C lets one write in several ways, which
 * means the same, a style chooses by chance; a plain style always the first.
 */
#include "judge.h"

#include <stdio.h>
#include <string.h>

static unsigned choose(struct style *style, unsigned n)
{
	return style->seed ? below(&style->chance, n) : 0;
}

/* One time in n, never if plain. */
static bool at_times(struct style *style, unsigned n)
{
	return style->seed && one_in(&style->chance, n);
}

/* ---- names ---- */

static const struct decl *decl_at(const struct style *style, int decl)
{
	return &style->tree->decls[decl];
}

static char *tag_of(const struct style *style, const struct decl *decl)
{
	return decl->tag ? text_of("_p%d_t%d", style->pair, decl->tag)
			 : text_of("p%d_a%d", style->pair, decl->id);
}

static const char *keyword(const struct decl *decl)
{
	return decl->kind == D_ENUM ? "enum" : decl->is_union ? "union" : "struct";
}

char *spell_member(const struct style *style, int id)
{
	return text_of("p%d_m%d", style->pair, id);
}

char *spell_item(const struct style *style, int id)
{
	return text_of("P%d_K%d", style->pair, id);
}

char *spell_macro(const struct style *style, int decl)
{
	return text_of("P%d_M%d", style->pair, decl_at(style, decl)->id);
}

static char *tagged(const struct style *style, const struct decl *decl)
{
	return text_of("%s %s", keyword(decl), tag_of(style, decl));
}

char *spell_name(const struct style *style, int which)
{
	const struct decl *decl = decl_at(style, which);
	const bool has_tag = decl->kind == D_STRUCT || decl->kind == D_ENUM;

	if (has_tag && (decl->naming == N_TAG || style->self == which))
		return tagged(style, decl);
	return text_of("p%d_a%d", style->pair, decl->id);
}

/* ---- types ---- */

static const char *base_words(struct style *style, enum base base)
{
	static const char *const ways[BASES][4] = {
	    [B_VOID] = {"void"},
	    [B_CHAR] = {"char"},
	    [B_SCHAR] = {"signed char", "char signed"},
	    [B_UCHAR] = {"unsigned char", "char unsigned"},
	    [B_SHORT] = {"short", "short int", "signed short", "int short"},
	    [B_USHORT] = {"unsigned short", "short unsigned", "unsigned short int",
			  "short unsigned int"},
	    [B_INT] = {"int", "signed", "signed int", "int signed"},
	    [B_UINT] = {"unsigned int", "unsigned", "int unsigned"},
	    [B_LONG] = {"long", "long int", "signed long", "long signed int"},
	    [B_ULONG] = {"unsigned long", "long unsigned", "unsigned long int",
			 "long unsigned int"},
	    [B_LLONG] = {"long long", "long long int", "signed long long", "long signed long"},
	    [B_ULLONG] = {"unsigned long long", "long long unsigned", "unsigned long long int",
			  "long unsigned long int"},
	    [B_FLOAT] = {"float"},
	    [B_DOUBLE] = {"double"},
	    [B_LDOUBLE] = {"long double", "double long"},
	    [B_BOOL] = {"bool"},
	    [B_SIZE] = {"size_t"},
	    [B_UINT32] = {"uint32_t"},
	    [B_INT64] = {"int64_t"},
	    [B_WCHAR] = {"wchar_t"},
	    [B_TM] = {"struct tm"},
	};
	unsigned n = 0;

	while (n < 4 && ways[base][n])
		n++;
	return ways[base][choose(style, n)];
}

static const char *base_text(struct style *style, enum base base)
{
	const char *words = base_words(style, base);

	return base != B_VOID && at_times(style, 30) ? text_of("__typeof__(%s)", words) : words;
}

static char *number_text(struct style *style, long value);

static char *bound_text(struct style *style, struct number bound)
{
	const struct decl *decl = bound.decl < 0 ? NULL : decl_at(style, bound.decl);

	if (!decl)
		return bound.value ? number_text(style, bound.value) : "";
	if (style->is_fact)
		return text_of("%ld",
			       decl->kind == D_ENUM ? decl->items[bound.item].value : decl->number);
	return decl->kind == D_ENUM ? spell_item(style, decl->items[bound.item].id)
				    : spell_macro(style, bound.decl);
}

static const char *quals_text(const struct type *type)
{
	return type->is_const	   ? type->is_volatile ? "const volatile " : "const "
	       : type->is_volatile ? "volatile "
				   : "";
}

/* A struct that has a typedef and a tag goes by either. */
static char *name_text(struct style *style, int which)
{
	const struct decl *decl = decl_at(style, which);

	if ((decl->kind == D_STRUCT || decl->kind == D_ENUM) && decl->naming == N_BOTH &&
	    at_times(style, 3))
		return tagged(style, decl);
	return spell_name(style, which);
}

static char *specified(struct style *style, const struct type *type, const char *text,
		       const char *inner)
{
	const char *quals = quals_text(type);
	const char *space = *inner ? " " : "";

	if (*quals && at_times(style, 3))
		return text_of("%s %.*s%s%s", text, (int)strlen(quals) - 1, quals, space, inner);
	return text_of("%s%s%s%s", quals, text, space, inner);
}

/* A parameter may be written as what is adjusted to its type (C17 6.7.6.3). */
static char *parameter_text(struct style *style, const struct type *type, unsigned i, bool is_named)
{
	const struct type *of = type->kind == T_POINTER ? type->of : NULL;
	char *name = is_named ? text_of("%s%u", at_times(style, 3) ? "other" : "p", i) : "";

	if (!style->seed || style->is_fact)
		return spell_declaration(style, type, name);
	if (of && of->kind == T_BASE && of->base != B_VOID && !type->is_const &&
	    !type->is_volatile && at_times(style, 4))
		return spell_declaration(style, of,
					 text_of("%s[%s]", name, at_times(style, 2) ? "4" : ""));
	if (of && of->kind == T_FUNCTION && is_named && at_times(style, 4))
		return spell_declaration(style, of, name);
	if (of && of->kind == T_BASE && !type->is_const && !type->is_volatile && is_named &&
	    at_times(style, 8))
		return spell_declaration(style, of, text_of("*__restrict %s", name));
	if (type->kind == T_BASE && at_times(style, 6))
		return text_of("const %s %s", base_text(style, type->base), name);
	return spell_declaration(style, type, name);
}

static char *parameters_text(struct style *style, const struct type *type, bool is_named)
{
	struct text text = {0};

	if (!type->n_params)
		return "void";
	for (unsigned i = 0; i < type->n_params; i++)
		text_add(&text, "%s%s", i ? ", " : "",
			 parameter_text(style, type->params[i], i, is_named));
	if (type->is_variadic)
		text_add(&text, ", ...");
	return text.at;
}

static bool are_named = false;

static char *pointed_text(struct style *style, const struct type *type, const char *name)
{
	const char *quals = quals_text(type);
	const bool is_tight = !*quals || !*name;
	const struct type *of;
	char *inner = text_of("*%.*s%s", (int)strlen(quals) - (is_tight && *quals), quals, name);

	of = tree_resolve(style->tree, type->of);
	if (of->kind == T_ARRAY || of->kind == T_FUNCTION)
		inner = text_of("(%s)", inner);
	return spell_declaration(style, type->of, inner);
}

char *spell_declaration(struct style *style, const struct type *type, const char *name)
{
	const struct decl *decl;
	bool is_named;

	switch (type->kind) {
	case T_BASE:
		return specified(style, type, base_text(style, type->base), name);
	case T_NAME:
		decl = decl_at(style, type->decl);
		if (decl->kind == D_TYPEDEF && !type->is_const && !type->is_volatile &&
		    (style->is_fact || (at_times(style, 3) && !decl->hidden)))
			return spell_declaration(style, decl->type, name);
		return specified(style, type, name_text(style, type->decl), name);
	case T_POINTER:
		return pointed_text(style, type, name);
	case T_ARRAY:
		return spell_declaration(style, type->of,
					 text_of("%s[%s]", name, bound_text(style, type->bound)));
	case T_FUNCTION:
		is_named = are_named || choose(style, 3) == 1;
		are_named = false;
		return spell_declaration(
		    style, type->of,
		    text_of("%s(%s)", name, parameters_text(style, type, is_named)));
	}
	return "";
}

/* ---- values ---- */

static char *literal(struct style *style, long value, const char *suffix)
{
	if (value > 0x3fffffff)
		return text_of("%ld%s", value, suffix);
	if (value < 0)
		return at_times(style, 2) ? text_of("(%ld%s - 1)", value + 1, suffix)
					  : text_of("(%ld%s)", value, suffix);
	switch (choose(style, 5)) {
	case 1:
		return text_of("0x%lx%s", value, suffix);
	case 2:
		return text_of("(%ld%s)", value, suffix);
	case 3:
		return value > 2 ? text_of("(%ld%s + 2)", value - 2, suffix)
				 : text_of("0%lo%s", value, suffix);
	case 4:
		if (value && !(value & (value - 1)))
			return text_of("(1%s << %d)", suffix, __builtin_ctzl((unsigned long)value));
		break;
	}
	return text_of("%ld%s", value, suffix);
}

static char *number_text(struct style *style, long value)
{
	if (value > ' ' && value < 127 && value != '\'' && value != '\\' && at_times(style, 8))
		return text_of("'%c'", (int)value);
	return literal(style, value, "");
}

static const char *suffix_of(struct style *style, enum base base)
{
	switch (base) {
	case B_UINT:
		return choose(style, 2) ? "u" : "U";
	case B_LONG:
		return choose(style, 2) ? "l" : "L";
	case B_ULONG:
		return choose(style, 2) ? "LU" : "UL";
	case B_ULLONG:
		return choose(style, 2) ? "llu" : "ULL";
	default:
		return "";
	}
}

static char *value_text(struct style *style, const struct decl *decl)
{
	const char *end;
	char *name;

	switch (decl->value) {
	case V_FLOAT:
		end = decl->base == B_FLOAT ? "f" : "";
		return at_times(style, 2) ? text_of("%ld.250%s", decl->number, end)
					  : text_of("%ld.25%s", decl->number, end);
	case V_STRING:
		return at_times(style, 2) ? text_of("\"s\" \"%ld\"", decl->number)
					  : text_of("\"s%ld\"", decl->number);
	case V_OTHER:
		if (decl->lacks_parentheses)
			return text_of("%s + %ld", spell_macro(style, decl->other), decl->number);
		return at_times(style, 2)
			   ? text_of("(%ld + %s)", decl->number, spell_macro(style, decl->other))
			   : text_of("(%s + %ld)", spell_macro(style, decl->other), decl->number);
	case V_CAST:
		return text_of("((%s)%s)", base_text(style, decl->base),
			       literal(style, decl->number, ""));
	case V_ITEM:
		name = spell_item(style, decl_at(style, decl->other)->items[decl->item].id);
		return at_times(style, 3) ? text_of("(%s)", name) : name;
	case V_SIZEOF:
		return text_of("(sizeof(%s) + %ld)", name_text(style, decl->other), decl->number);
	case V_INTEGER:
	case VALUE_KINDS:
		break;
	}
	return decl->base == B_INT ? number_text(style, decl->number)
				   : literal(style, decl->number, suffix_of(style, decl->base));
}

/* ---- structs and enums ---- */

static void spell_members(struct style *style, struct text *out, struct member *const *members,
			  unsigned n, const char *indent);

static void spell_items(struct style *style, struct text *out, const struct item *items, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		const long value = items[i].value;
		const long next = i ? items[i - 1].value + 1 : 0;
		const bool is_last = i + 1 == n;

		text_add(out, "\t%s", spell_item(style, items[i].id));
		if (i && value > next && value < 10000 && at_times(style, 6))
			text_add(out, " = %s + %ld", spell_item(style, items[i - 1].id),
				 value - next + 1);
		else if (value != next || value > 0x7fffffffL || at_times(style, 2))
			text_add(out, " = %s", number_text(style, value));
		text_add(out, "%s\n", !is_last || at_times(style, 2) ? "," : "");
	}
}

static void spell_member_of(struct style *style, struct text *out, const struct member *member,
			    const char *indent)
{
	char *name = member->id ? spell_member(style, member->id) : "";

	text_add(out, "%s", indent);
	if (member->type) {
		text_add(out, "%s", spell_declaration(style, member->type, name));
		if (member->bits >= 0)
			text_add(out, " : %s", number_text(style, member->bits));
		if (member->aligned)
			text_add(out, " __attribute__((%s))",
				 at_times(style, 2) ? "__aligned__(16)" : "aligned(16)");
	} else if (member->n_items) {
		text_add(out, "enum {\n");
		spell_items(style, out, member->items, member->n_items);
		text_add(out, "%s} %s", indent, name);
	} else {
		text_add(out, "%s {\n", member->is_union ? "union" : "struct");
		spell_members(style, out, member->members, member->n_members,
			      text_of("%s\t", indent));
		text_add(out, "%s}%s%s", indent, *name ? " " : "", name);
	}
	text_add(out, ";%s\n", at_times(style, 12) ? " /* a word */" : "");
}

static bool is_plain(const struct member *member)
{
	return member->type && member->type->kind == T_BASE && member->bits < 0 && member->id &&
	       !member->type->is_const && !member->aligned;
}

static void spell_members(struct style *style, struct text *out, struct member *const *members,
			  unsigned n, const char *indent)
{
	for (unsigned i = 0; i < n; i++) {
		if (i + 1 < n && is_plain(members[i]) && is_plain(members[i + 1]) &&
		    members[i]->type->base == members[i + 1]->type->base && at_times(style, 2)) {
			text_add(out, "%s%s, %s;\n", indent,
				 spell_declaration(style, members[i]->type,
						   spell_member(style, members[i]->id)),
				 spell_member(style, members[i + 1]->id));
			i++;
			continue;
		}
		spell_member_of(style, out, members[i], indent);
	}
}

static const char *attributes(struct style *style, const struct decl *decl)
{
	struct text text = {0};
	const bool is_wide = at_times(style, 2);

	text_add(&text, "%s", "");
	if (decl->is_packed)
		text_add(&text, " __attribute__((%s))", is_wide ? "__packed__" : "packed");
	if (decl->aligned)
		text_add(&text, " __attribute__((%s(%d)))", is_wide ? "__aligned__" : "aligned",
			 decl->aligned);
	return text.at;
}

static char *body_of(struct style *style, const struct decl *decl)
{
	struct text text = {0};

	text_add(&text, "{\n");
	if (decl->kind == D_ENUM)
		spell_items(style, &text, decl->items, decl->n_items);
	else
		spell_members(style, &text, decl->members, decl->n_members, "\t");
	text_add(&text, "}%s", attributes(style, decl));
	return text.at;
}

static void spell_type(struct style *style, struct text *out, int which)
{
	const struct decl *decl = decl_at(style, which);
	char *name = text_of("p%d_a%d", style->pair, decl->id);
	char *tag = tagged(style, decl), *body = NULL;

	if (!decl->is_opaque) {
		style->self = which;
		body = body_of(style, decl);
		style->self = -1;
	}
	if (decl->kind == D_STRUCT && (decl->naming == N_TAG || decl->naming == N_BOTH) &&
	    at_times(style, 8))
		text_add(out, "%s;\n", tag);
	if (decl->naming == N_NONE || decl->naming == N_TYPEDEF)
		text_add(out, "%s%s %s%s;\n", decl->naming == N_TYPEDEF ? "typedef " : "",
			 keyword(decl), body,
			 decl->naming == N_TYPEDEF ? text_of(" %s", name) : "");
	else if (decl->naming == N_TAG)
		text_add(out, "%s%s%s;\n", tag, body ? " " : "", body ? body : "");
	else if (!body)
		text_add(out, "typedef %s %s;\n", tag, name);
	else if (decl->kind == D_STRUCT && at_times(style, 2))
		text_add(out, "typedef %s %s;\n%s %s;\n", tag, name, tag, body);
	else if (at_times(style, 3))
		text_add(out, "%s %s;\ntypedef %s %s;\n", tag, body, tag, name);
	else
		text_add(out, "typedef %s %s %s;\n", tag, body, name);
	for (unsigned i = 0; i < decl->n_items && decl->has_macros; i++)
		text_add(out, "#define %s %s\n", spell_item(style, decl->items[i].id),
			 spell_item(style, decl->items[i].id));
	if (decl->kind == D_ENUM && decl->hidden)
		text_add(out, "#define %s %ld\n", spell_item(style, decl->hidden),
			 decl->items[0].value + 50);
}

/* ---- the other kinds ---- */

static void spell_function(struct style *style, struct text *out, const struct decl *decl)
{
	char *name = text_of("p%d_a%d", style->pair, decl->id);
	const char *behind = decl->is_deprecated ? " __attribute__((deprecated))" : "";
	const char *noreturn = at_times(style, 2) ? "__noreturn__" : "noreturn";

	if (decl->is_inline) {
		const char *before = at_times(style, 2) ? "static __inline__" : "static inline";
		const bool is_time = decl->type->of->kind == T_BASE && decl->type->of->base == B_TM;

		are_named = true;
		text_add(out, "%s %s\n{\n\t%s%d%s;\n}\n", before,
			 spell_declaration(style, decl->type, name),
			 is_time			  ? "return (struct tm){"
			 : decl->type->of->base == B_VOID ? "(void)"
							  : "return ",
			 decl->body, is_time ? "}" : "");
		return;
	}
	if (at_times(style, 12))
		behind = text_of("%s __attribute__((%s))", behind,
				 at_times(style, 2) ? "unused" : "visibility(\"default\")");
	for (unsigned times = at_times(style, 8) ? 2 : 1; times--;) {
		text_add(out, "%s", at_times(style, 3) ? "extern " : "");
		if (decl->by_typedef) {
			text_add(out, "%s %s%s%s;\n", spell_name(style, decl->by_typedef), name,
				 decl->is_noreturn ? " __attribute__((noreturn))" : "", behind);
			continue;
		}
		if (decl->is_noreturn && at_times(style, 2))
			text_add(out, "__attribute__((%s)) %s%s;\n", noreturn,
				 spell_declaration(style, decl->type, name), behind);
		else if (decl->is_noreturn)
			text_add(out, "%s __attribute__((%s))%s;\n",
				 spell_declaration(style, decl->type, name), noreturn, behind);
		else
			text_add(out, "%s%s;\n", spell_declaration(style, decl->type, name),
				 behind);
	}
}

static void spell_function_macro(struct style *style, struct text *out, const struct decl *decl,
				 const char *name)
{
	const bool is_other = at_times(style, 2);
	const char *a = is_other ? "x" : "a", *b = is_other ? "y" : "b";
	char *number =
	    decl->value == V_OTHER ? spell_macro(style, decl->other) : text_of("%ld", decl->number);

	if (decl->n_params == 1)
		text_add(out, "#define %s(%s) ((%s) + %s)\n", name, a, a, number);
	else
		text_add(out, "#define %s(%s, %s) ((%s) * %s + (%s))\n", name, a, b, a, number, b);
}

static void spell_constant(struct style *style, struct text *out, const char *name,
			   const struct decl *decl)
{
	const char *value = value_text(style, decl);

	switch (choose(style, 14)) {
	case 1:
		text_add(out, "#define %s 77\n#undef %s\n#define %s %s\n", name, name, name, value);
		break;
	case 2:
		text_add(out, "#ifndef %s\n# define %s %s\n#endif\n", name, name, value);
		break;
	case 3:
		text_add(out, "#define %s \\\n\t%s /* { \" */\n", name, value);
		break;
	case 4:
		text_add(out, "#if 0\n#define %s 78\n#else\n#define %s %s\n#endif\n", name, name,
			 value);
		break;
	default:
		text_add(out, "#define %s %s\n", name, value);
	}
}

static void spell_decl(struct style *style, struct text *out, int which)
{
	const struct decl *decl = decl_at(style, which);
	char *name = text_of("p%d_a%d", style->pair, decl->id);

	style->chance.state = chance_mix(style->seed, (uint64_t)decl->id);
	if (at_times(style, 6))
		text_add(out, "/** What %s is. */\n", name);
	switch (decl->kind) {
	case D_TYPEDEF:
		text_add(out, "typedef %s;\n", spell_declaration(style, decl->type, name));
		if (decl->hidden)
			text_add(out, "#define %s float\n", name);
		break;
	case D_STRUCT:
	case D_ENUM:
		spell_type(style, out, which);
		break;
	case D_FUNCTION:
		spell_function(style, out, decl);
		break;
	case D_VARIABLE:
		for (unsigned times = at_times(style, 8) ? 2 : 1; times--;)
			text_add(out, "extern %s;\n", spell_declaration(style, decl->type, name));
		break;
	case D_CONSTANT:
		text_add(out, "%s %s %s = %s;\n",
			 at_times(style, 2) ? "const static" : "static const",
			 base_text(style, decl->base), name, value_text(style, decl));
		break;
	case D_MACRO:
		spell_constant(style, out, spell_macro(style, which), decl);
		break;
	case D_FUNCTION_MACRO:
		spell_function_macro(style, out, decl, spell_macro(style, which));
		break;
	case D_KINDS:
		break;
	}
}

/* ---- the order ---- */

static bool is_ready(const struct tree *tree, const bool *is_done, unsigned which)
{
	for (unsigned i = 0; i < tree->n_decls; i++)
		if (i != which && !is_done[i] && decl_is_there(&tree->decls[i]) &&
		    decl_mentions(&tree->decls[which], (int)i))
			return false;
	return true;
}

/* Whether the second header has all that it mentions. */
static bool may_move(const struct tree *tree, const bool *is_second, unsigned which)
{
	for (unsigned i = 0; i < tree->n_decls; i++)
		if (i != which && !is_second[i] && decl_mentions(&tree->decls[which], (int)i))
			return false;
	return true;
}

void spell_tree(struct style *style, struct text *first, struct text *second)
{
	const struct tree *tree = style->tree;
	bool is_done[DECLS_MAX] = {false}, is_second[DECLS_MAX] = {false};
	struct chance order = {chance_mix(style->seed, 77)};

	style->self = -1;
	for (unsigned done = 0; done < tree->n_decls; done++) {
		const unsigned start = style->seed ? below(&order, tree->n_decls) : 0;

		for (unsigned i = 0; i < tree->n_decls; i++) {
			const unsigned which = (start + i) % tree->n_decls;

			if (is_done[which] || !is_ready(tree, is_done, which))
				continue;
			is_done[which] = true;
			if (!decl_is_there(&tree->decls[which]))
				break;
			is_second[which] =
			    style->seed && may_move(tree, is_second, which) && one_in(&order, 4);
			spell_decl(style, is_second[which] ? second : first, (int)which);
			break;
		}
	}
}
