/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * oracle-xml.c - libvirt-*-api.xml as a list of facts.
 *
 * libvirt's docs scripts write these files from the headers with a parser of
 * their own.  They name a struct by each of its typedefs, write an array's
 * name and bound (a macro, even) into its type, leave enumerators that repeat
 * another as names, and leave out macro bodies that go over several lines.
 */
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle.h"

enum { FILES = 4, DEPTH_MAX = 16 };
static const char *const files[FILES] = {"libvirt", "libvirt-admin", "libvirt-qemu", "libvirt-lxc"};

struct named {
	const char *name;
	const char *text;
};

struct xml {
	struct ab_arena *arena;
	struct facts *facts;
	xmlDoc *docs[FILES];
	struct named *constants; /* enumerators and macros: value or body */
	size_t n_constants, constants_capacity;
	struct named *tags; /* tag -> the typedef that is the struct's name */
	size_t n_tags, tags_capacity;
};

static const char *attribute(struct xml *xml, const xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, BAD_CAST name);
	const char *copy = ab_strdup(xml->arena, (const char *)value);

	xmlFree(value);
	return copy;
}

static bool is_element(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && !strcmp((const char *)node->name, name);
}

/* What follows node, or is it, among elements of that name. */
static xmlNode *next_element(xmlNode *node, const char *name)
{
	while (node && !is_element(node, name))
		node = node->next;
	return node;
}

static const char *lookup(const struct named *items, size_t n, const char *name, size_t length)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!strncmp(items[i].name, name, length) && !items[i].name[length])
			return items[i].text;
	return NULL;
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

static const char *skip_space(const char *p)
{
	while (*p == ' ' || *p == '\t' || *p == '\n' || !strncmp(p, "/*", 2)) {
		const char *end = *p == '/' ? strstr(p, "*/") : NULL;

		p = *p != '/' ? p + 1 : end ? end + 2 : p + strlen(p);
	}
	return p;
}

/*
 * The value of what the files hold: sums of numbers and names, in parentheses
 * or not.  An evaluator of its own, so that a mistake of the core's shows.
 */
static bool sum(const struct xml *xml, const char **text, long long *value, int depth);

static bool term(const struct xml *xml, const char **text, long long *value, int depth)
{
	const char *p = skip_space(*text);
	const char *body;
	size_t length = 0;
	char *end;
	bool ok;

	if (*p == '(') {
		p++;
		ok = sum(xml, &p, value, depth + 1);
		p = skip_space(p);
		*text = p + 1;
		return ok && *p == ')';
	}
	if (*p >= '0' && *p <= '9') {
		*value = strtoll(p, &end, 0);
		*text = end + strspn(end, "uUlL");
		return true;
	}
	while (is_word(p[length]))
		length++;
	body = length ? lookup(xml->constants, xml->n_constants, p, length) : NULL;
	*text = p + length;
	return body && sum(xml, &body, value, depth + 1) && !*skip_space(body);
}

static bool sum(const struct xml *xml, const char **text, long long *value, int depth)
{
	long long total = 0, part;
	char sign = '+';

	if (depth > DEPTH_MAX)
		return false;
	*text = skip_space(*text);
	if (**text == '-')
		sign = *(*text)++;
	do {
		if (!term(xml, text, &part, depth))
			return false;
		total += sign == '-' ? -part : part;
		*text = skip_space(*text);
		sign = **text;
	} while ((sign == '+' || sign == '-') && (*text)++);
	*value = total;
	return true;
}

static const char *number_text(struct xml *xml, const char *text)
{
	long long value;

	if (!sum(xml, &text, &value, 0) || *skip_space(text))
		return NULL;
	return ab_printf(xml->arena, "%lld", value);
}

/* The type in the record's terms: "struct _tag" is its typedef, a bound is a number. */
static const char *own_terms(struct xml *xml, const char *text)
{
	struct ab_buf buf;

	ab_buf_init(&buf, xml->arena);
	while (*text) {
		const char *replaced = NULL;
		size_t skip = !strncmp(text, "struct ", 7) ? 7 : *text == '[' ? 1 : 0;
		size_t length = 0;

		while (skip && is_word(text[skip + length]))
			length++;
		if (skip == 7)
			replaced = lookup(xml->tags, xml->n_tags, text + skip, length);
		else if (length)
			replaced = number_text(xml, ab_strndup(xml->arena, text + skip, length));
		if (replaced)
			ab_buf_addf(&buf, "%s%s", skip == 1 ? "[" : "", replaced);
		else
			ab_buf_add_n(&buf, text, skip + length ? skip + length : 1);
		text += skip + length ? skip + length : 1;
	}
	return buf.text;
}

/* The one spelling of a declaration; what does not parse stands as it is, with the reason. */
static const char *canonical(struct xml *xml, const char *type, const char *name, bool is_argument)
{
	struct ab_error error;
	struct ab_decl decl;
	struct ab_buf buf;
	const char *text = own_terms(xml, type);

	if (!ab_decl_parse(xml->arena, text, &decl, &error))
		return ab_printf(xml->arena, "%s (%s)", text, error.message);
	if (!decl.name)
		decl.name = name;
	if (is_argument)
		decl.type = ab_type_qualified(xml->arena, decl.type, 0);
	ab_buf_init(&buf, xml->arena);
	ab_decl_print(&buf, &decl);
	return buf.text;
}

static const char *subject_of(struct xml *xml, const xmlNode *node, const char *word)
{
	const char *subject = ab_printf(xml->arena, "%s %s", word, attribute(xml, node, "name"));

	fact_add(xml->facts, subject, "header",
		 ab_printf(xml->arena, "libvirt/%s.h", attribute(xml, node, "file")));
	fact_add(xml->facts, subject, "since", attribute(xml, node, "version"));
	return subject;
}

static void add_signature(struct xml *xml, xmlNode *node, const char *subject)
{
	xmlNode *returned = next_element(node->children, "return");
	xmlNode *arg = next_element(node->children, "arg");
	const char *type = returned ? attribute(xml, returned, "type") : NULL;
	unsigned n = 0;

	fact_add(xml->facts, subject, "return", type ? canonical(xml, type, NULL, true) : "void");
	for (; arg; arg = next_element(arg->next, "arg")) {
		fact_add(xml->facts, subject, ab_printf(xml->arena, "argument %u", ++n),
			 canonical(xml, attribute(xml, arg, "type"), NULL, true));
		fact_add(xml->facts, subject, ab_printf(xml->arena, "argument %u's name", n),
			 attribute(xml, arg, "name"));
	}
	fact_add(xml->facts, subject, "arguments", ab_printf(xml->arena, "%u", n));
}

static void add_fields(struct xml *xml, const xmlNode *node, const char *subject,
		       const char *prefix)
{
	xmlNode *field = next_element(node->children, "field");
	unsigned n = 0;

	for (; field; field = next_element(field->next, "field")) {
		xmlNode *members = next_element(field->children, "union");
		const char *name = attribute(xml, field, "name");
		const char *number = ab_printf(xml->arena, "%s%u", prefix, ++n);

		fact_add(xml->facts, subject, ab_printf(xml->arena, "field %s", number),
			 members ? ab_printf(xml->arena, "union {} %s", name)
				 : canonical(xml, attribute(xml, field, "type"), name, false));
		if (members)
			add_fields(xml, members, subject, ab_printf(xml->arena, "%s.", number));
	}
	fact_add(xml->facts, subject, ab_printf(xml->arena, "%sfields", prefix),
		 ab_printf(xml->arena, "%u", n));
}

/* A struct's other typedefs are typedefs of its name. */
static void add_struct(struct xml *xml, const xmlNode *node)
{
	const char *tag = attribute(xml, node, "type") + strlen("struct ");
	const char *name = lookup(xml->tags, xml->n_tags, tag, strlen(tag));

	if (strcmp(name, attribute(xml, node, "name"))) {
		fact_add(xml->facts, subject_of(xml, node, "typedef"), "type", name);
	} else {
		const char *subject = subject_of(xml, node, "struct");

		fact_add(xml->facts, subject, "tag", tag);
		add_fields(xml, node, subject, "");
	}
}

static void add_macro(struct xml *xml, const xmlNode *node)
{
	const char *subject = subject_of(xml, node, "macro");
	const char *params = attribute(xml, node, "params");
	const char *string = attribute(xml, node, "string");
	const char *raw = attribute(xml, node, "raw");
	const char *body = raw && *raw ? body_text(xml->arena, raw) : NULL;
	const char *number = body ? number_text(xml, raw) : NULL;

	if (params) {
		fact_add(xml->facts, subject, "parameters", params);
		fact_add(xml->facts, subject, "body", body);
	} else if (string) {
		fact_add(xml->facts, subject, "value", ab_printf(xml->arena, "\"%s\"", string));
	} else {
		fact_add(xml->facts, subject, "value", number ? number : body);
	}
}

static void add_enumerator(struct xml *xml, const xmlNode *node)
{
	const char *subject = subject_of(xml, node, "enumerator");
	const char *owner = attribute(xml, node, "type");
	const char *value = attribute(xml, node, "value");

	fact_add(xml->facts, subject, "enum", owner ? owner : "none");
	fact_add(xml->facts, subject, "value", number_text(xml, value));
}

static void add_typedef(struct xml *xml, const xmlNode *node)
{
	const char *type = attribute(xml, node, "type");

	if (!strcmp(type, "enum"))
		subject_of(xml, node, "enum");
	else
		fact_add(xml->facts, subject_of(xml, node, "typedef"), "type",
			 canonical(xml, type, NULL, false));
}

static void add_symbol(struct xml *xml, xmlNode *node)
{
	if (is_element(node, "function"))
		add_signature(xml, node, subject_of(xml, node, "function"));
	else if (is_element(node, "functype"))
		add_signature(xml, node, subject_of(xml, node, "callback"));
	else if (is_element(node, "variable"))
		fact_add(xml->facts, subject_of(xml, node, "variable"), "type",
			 canonical(xml, attribute(xml, node, "type"), NULL, false));
	else if (is_element(node, "struct"))
		add_struct(xml, node);
	else if (is_element(node, "typedef"))
		add_typedef(xml, node);
	else if (is_element(node, "enum"))
		add_enumerator(xml, node);
	else if (is_element(node, "macro"))
		add_macro(xml, node);
	else if (node->type == XML_ELEMENT_NODE)
		subject_of(xml, node, ab_printf(xml->arena, "unknown element %s", node->name));
}

static void learn_tag(struct xml *xml, const char *tag, const char *name)
{
	size_t i;

	for (i = 0; i < xml->n_tags; i++) {
		if (strcmp(xml->tags[i].name, tag))
			continue;
		if (!strcmp(name, tag + 1))
			xml->tags[i].text = name;
		return;
	}
	xml->tags = AB_GROW(xml->arena, xml->tags, xml->n_tags, &xml->tags_capacity);
	xml->tags[xml->n_tags++] = (struct named){.name = tag, .text = name};
}

static void learn_symbol(struct xml *xml, xmlNode *node)
{
	const char *value = NULL;

	if (is_element(node, "struct"))
		learn_tag(xml, attribute(xml, node, "type") + strlen("struct "),
			  attribute(xml, node, "name"));
	if (is_element(node, "enum"))
		value = attribute(xml, node, "value");
	if (is_element(node, "macro"))
		value = attribute(xml, node, "raw");
	if (!value)
		return;
	xml->constants =
	    AB_GROW(xml->arena, xml->constants, xml->n_constants, &xml->constants_capacity);
	xml->constants[xml->n_constants++] = (struct named){attribute(xml, node, "name"), value};
}

static void each_symbol(struct xml *xml, void (*visit)(struct xml *xml, xmlNode *node))
{
	xmlNode *symbols, *node;
	int i;

	for (i = 0; i < FILES; i++) {
		symbols = next_element(xmlDocGetRootElement(xml->docs[i])->children, "symbols");
		for (node = symbols ? symbols->children : NULL; node; node = node->next)
			visit(xml, node);
	}
}

bool facts_of_xml(struct facts *facts, const char *tree)
{
	struct xml xml = {.arena = facts->arena, .facts = facts};
	bool ok = true;
	int i;

	for (i = 0; i < FILES; i++) {
		xml.docs[i] = xmlReadFile(
		    ab_printf(xml.arena, "%s/usr/share/libvirt/api/%s-api.xml", tree, files[i]),
		    NULL, XML_PARSE_NONET);
		ok = ok && xml.docs[i];
	}
	if (ok) {
		each_symbol(&xml, learn_symbol);
		each_symbol(&xml, add_symbol);
	}
	for (i = 0; i < FILES; i++)
		xmlFreeDoc(xml.docs[i]);
	return ok;
}
