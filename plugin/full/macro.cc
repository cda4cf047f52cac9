/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * macro.cc - from macros to entities: constants with their values,
 * function-like macros with their bodies.
 */
#include "gcc/gcc-includes.h"
#include "collect.h"

extern "C" {
#include "abiding/eval.h"
#include "abiding/expand.h"
#include "abiding/index.h"
#include "abiding/lex.h"
}

static bool saw_macro; /* of a file that input without macros would not show any of */

/* The expansion at hand came through a macro that is the platform's to define, or takes arguments. */
static bool used_platform_macro, used_call;

/* Of this translation unit: ab_macro_text()'s, and what others are made of (learn_names_in()). */
static struct ab_expand_memory *memory;
static struct ab_index known;

/* An object-like macro that others name. */
struct known_macro {
	const char *number; /* a number and no more, as a literal; NULL: it is none */
	bool used_platform_macro;
	const char *alias; /* the body at the end of names for names; NULL: it is none of them */
	bool is_alias_of_platform;
};

/* Known numbers are spelt out, too. */
static bool is_spelt_out;

/* For one macro's expansion and evaluation; given back after each. */
static struct ab_arena scratch;

/* ---- what the expansion and the evaluation ask for ---- */

static bool definition_of(cpp_hashnode *node, struct ab_arena *arena, struct ab_macro *macro)
{
	const char *text = macro_text(node);

	return text && ab_macro_parse(arena, text, macro);
}

/*
 * LONG_MAX, PRIu64, INT64_C and what the compiler itself defines are others on
 * other targets.  Words of C that some standards have as macros are not.
 */
static bool is_of_platform(const char *name, location_t where)
{
	static const char *const words[] = {"true", "false", "bool", "alignof"};
	struct source_file *const file = place_file(where);

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (!strcmp(name, words[i]))
			return false;
	return file ? !file->is_public && in_system_header_at(where) : where <= BUILTINS_LOCATION;
}

/* Which compiler and which C it is: what is made of that is its text, and no promise of a value. */
static bool is_of_version(const char *name)
{
	static const char *const versions[] = {"__GNUC__", "__GNUC_MINOR__", "__GNUC_PATCHLEVEL__",
					       "__VERSION__", "__STDC_VERSION__"};

	for (size_t i = 0; i < ARRAY_SIZE(versions); i++)
		if (!strcmp(name, versions[i]))
			return true;
	return false;
}

static struct known_macro *find_known(const char *name)
{
	const struct ab_index_entry *const found = ab_index_find(&known, 0, name);

	return found ? (struct known_macro *)found->of : NULL;
}

static bool find_macro(void *, const char *name, struct ab_macro *macro)
{
	const struct known_macro *const it = find_known(name);
	cpp_hashnode *node = is_of_version(name) ? NULL : macro_find(name);

	if (!node)
		return false;
	if (it && it->number && !is_spelt_out) {
		*macro = (struct ab_macro){name, false, NULL, 0, it->number};
		used_platform_macro |= it->used_platform_macro;
		return true;
	}
	if (it && it->alias) {
		*macro = (struct ab_macro){name, false, NULL, 0, it->alias};
		used_platform_macro |= it->is_alias_of_platform;
		return true;
	}
	if (!definition_of(node, &scratch, macro))
		return false;
	used_call |= macro->is_function_like;
	used_platform_macro |= is_of_platform(name, cpp_macro_definition_location(node));
	return true;
}

/* ---- macros as entities ---- */

static bool is_word_char(char c)
{
	return ISALNUM(c) || c == '_';
}

/* Whether the name holds the header's own, "foo-bar.h" as FOO_BAR_H, but not FOO_BAR_HAS_BAZ. */
static bool is_named_after(const char *macro, const char *header)
{
	const char *base = strrchr(header, '/');
	char wanted[128];
	size_t n = 0;

	base = base ? base + 1 : header;
	for (; base[n] && n + 1 < sizeof wanted; n++)
		wanted[n] = is_word_char(base[n]) ? TOUPPER(base[n]) : '_';
	wanted[n] = '\0';
	for (macro = strstr(macro, wanted); n && macro; macro = strstr(macro + 1, wanted))
		if (!macro[n] || macro[n] == '_')
			return true;
	return false;
}

static bool is_include_guard(const struct ab_macro *macro, const char *header)
{
	if (strcmp(macro->body, "1") != 0 || !header)
		return false;
	return is_named_after(macro->name, header);
}

/* The first token that is a name, of the text from the lexer's place on; false: there is none. */
static bool next_name(struct ab_lexer *lexer, struct ab_token *token)
{
	do
		*token = ab_lexer_next(lexer);
	while (token->kind != AB_TOKEN_END &&
	       (token->kind != AB_TOKEN_WORD || ab_token_word(token) != AB_WORD_NAME));
	return token->kind != AB_TOKEN_END;
}

static bool has_name(const char *text)
{
	struct ab_lexer lexer;
	struct ab_token token;

	ab_lexer_init(&lexer, text);
	return next_name(&lexer, &token);
}

/*
 * Whether a name in the text means nothing in this translation unit: then what
 * the text is worth can be told elsewhere, not here.
 */
static bool has_unknown_name(const char *text)
{
	struct ab_lexer lexer;
	struct ab_token token;

	ab_lexer_init(&lexer, text);
	while (next_name(&lexer, &token))
		if (!names_is_declared(ab_strndup(&scratch, token.text, token.length)))
			return true;
	return false;
}

/* The value, with nothing of it left in the scratch arena. */
static struct ab_value kept_value(const struct ab_value *value)
{
	struct ab_value kept = *value;

	kept.text = ab_strdup(collector.arena, value->text);
	kept.bare = ab_strdup(collector.arena, value->bare);
	if (value->type)
		kept.type = ab_type_named(collector.arena, value->type->kind,
					  ab_strdup(collector.arena, value->type->name), 0);
	return kept;
}

static void keep_value(struct ab_entity *entity, const struct ab_value *value)
{
	entity->value = kept_value(value);
	if (used_platform_macro) {
		entity->value.is_model_dependent = true;
		entity->value.is_type_model_dependent = value->type != NULL;
	}
	if (collector.model < 0 ||
	    (!entity->value.is_model_dependent && !entity->value.is_type_model_dependent))
		return;
	entity->values = AB_NEW_ARRAY(collector.arena, struct ab_value, AB_MODELS_MAX);
	entity->values[collector.model] = entity->value;
}

bool value_of_text(const char *text, struct ab_value *value)
{
	const struct ab_eval_env env = macro_evaluation();
	struct ab_value found = {};
	bool is_value;

	scratch.guard = collector.arena->guard;
	is_value = ab_eval(&scratch, &env, text, &found);
	if (is_value)
		*value = kept_value(&found);
	ab_arena_release(&scratch);
	return is_value;
}

/* The body as text, with nothing of it left in the scratch arena. */
static const char *text_of(const struct ab_macro *macro)
{
	const struct ab_expand_env expansion = {NULL, find_macro, false, memory};
	const char *text;

	scratch.guard = collector.arena->guard;
	is_spelt_out = true;
	text = ab_strdup(collector.arena, ab_macro_text(&scratch, &expansion, macro));
	is_spelt_out = false;
	ab_arena_release(&scratch);
	return text;
}

/* With the numbers that are known, where no call could make something else of a macro's text. */
static const char *expand(const char *body, bool keeps_pragma)
{
	const struct ab_expand_env expansion = {NULL, find_macro, keeps_pragma, NULL};
	const char *text;

	used_platform_macro = used_call = false;
	text = ab_expand(&scratch, &expansion, body);
	if (!used_call)
		return text;
	is_spelt_out = true;
	text = ab_expand(&scratch, &expansion, body);
	is_spelt_out = false;
	return text;
}

/* ---- numbers that macros are made of ---- */

/* One token, or what one pair of parentheses holds: no operator takes a part of it. */
static bool is_primary(const char *text)
{
	struct ab_lexer lexer;
	struct ab_token token;
	unsigned depth = 0;

	ab_lexer_init(&lexer, text);
	do {
		token = ab_lexer_next(&lexer);
		depth += ab_token_is(&token, "(");
		if (ab_token_is(&token, ")") && depth)
			depth--;
	} while (depth && token.kind != AB_TOKEN_END);
	return token.kind != AB_TOKEN_END && ab_lexer_next(&lexer).kind == AB_TOKEN_END;
}

/*
 * A number of that text as a literal, NULL: it is more than that, or another one
 * elsewhere, so that it has to stay as it is.
 */
static const char *literal_of(const char *text, const struct ab_value *value)
{
	const unsigned bits = TYPE_PRECISION(integer_type_node);
	const char *type =
	    value->type && value->type->kind == AB_TYPE_BASIC ? value->type->name : "";
	const bool is_unsigned = !strcmp(type, "unsigned int");

	if (value->kind != AB_VALUE_INTEGER || value->is_model_dependent ||
	    value->is_type_model_dependent || value->bare || !ab_tokens_fit_if(&scratch, text) ||
	    (!is_unsigned && strcmp(type, "int") != 0) ||
	    value->integer.magnitude >> (is_unsigned ? bits : bits - 1))
		return NULL;
	return ab_printf(collector.arena, value->integer.is_negative ? "(%s)" : "%s%s",
			 ab_int_text(&scratch, value->integer), is_unsigned ? "u" : "");
}

/* A name for a name: what is at the end is as good, and near. */
static void know_alias(struct known_macro *macro, const char *name, const char *body)
{
	const struct known_macro *const next = find_known(body);

	if (!next)
		return;
	macro->alias = next->alias ? next->alias : body;
	macro->is_alias_of_platform =
	    next->is_alias_of_platform ||
	    is_of_platform(name, cpp_macro_definition_location(macro_find(name)));
}

static void know(const char *name, const char *body)
{
	const struct ab_eval_env env = macro_evaluation();
	struct known_macro *const macro = find_known(name);
	struct ab_value value = {};
	const char *text;

	know_alias(macro, name, body);
	scratch.guard = collector.arena->guard;
	text = expand(body, true);
	if (text && is_primary(text) && ab_eval(&scratch, &env, text, &value)) {
		macro->number = literal_of(text, &value);
		macro->used_platform_macro =
		    used_platform_macro ||
		    is_of_platform(name, cpp_macro_definition_location(macro_find(name)));
	}
	ab_arena_release(&scratch);
}

/* A body, and how far one has looked at the names in it. */
struct learned {
	const char *name; /* NULL: that of the macro that is asked for */
	const char *body;
	struct ab_lexer lexer;
};

/* The body of an object-like macro that nothing is known of yet, or NULL. */
static const char *body_to_learn(const char *name)
{
	cpp_hashnode *node = is_of_version(name) ? NULL : macro_find(name);
	struct ab_index_entry *entry;
	struct ab_macro macro;
	bool is_new;

	if (!node)
		return NULL;
	entry = ab_index_enter(collector.arena, &known, 0, name, &is_new);
	if (!is_new)
		return NULL;
	entry->of = AB_NEW(collector.arena, struct known_macro);
	return definition_of(node, collector.arena, &macro) && !macro.is_function_like ? macro.body
										       : NULL;
}

/* Works out what is named in a body, those first that are named in them: each once. */
static void learn_names_in(const char *body)
{
	struct learned *open = NULL;
	size_t n = 0, capacity = 0;
	const char *name = NULL;

	while (body || n) {
		struct ab_token token;

		if (body) {
			open = AB_GROW(collector.arena, open, n, &capacity);
			open[n].name = name;
			open[n].body = body;
			ab_lexer_init(&open[n++].lexer, body);
		}
		body = NULL;
		if (next_name(&open[n - 1].lexer, &token)) {
			name = ab_strndup(collector.arena, token.text, token.length);
			body = body_to_learn(name);
			continue;
		}
		n--;
		if (open[n].name)
			know(open[n].name, open[n].body);
	}
}

/* ---- values ---- */

/* "MY_EXTERN" that has become "MY_DEPRECATED": what attributes a declaration has is its own. */
static bool is_still_decoration(const char *name, const char *expanded)
{
	const struct ab_entity *then =
	    collector.promised ? ab_record_find(collector.promised, AB_MACRO, name) : NULL;
	const char *promised;

	if (!then || !then->text || then->value.kind != AB_VALUE_NONE ||
	    !ab_tokens_are_decoration(expanded))
		return false;
	promised = expand(then->text, false);
	return promised && ab_tokens_are_decoration(promised);
}

/* The name that is all of the text, in parentheses or not; NULL: it is no name. */
static const char *only_name(const char *text)
{
	unsigned depth = 0;
	struct ab_lexer lexer;
	struct ab_token token, name;

	ab_lexer_init(&lexer, text);
	for (name = ab_lexer_next(&lexer); ab_token_is(&name, "("); name = ab_lexer_next(&lexer))
		depth++;
	for (token = ab_lexer_next(&lexer); depth && ab_token_is(&token, ")");
	     token = ab_lexer_next(&lexer))
		depth--;
	if (depth || token.kind != AB_TOKEN_END || name.kind != AB_TOKEN_WORD)
		return NULL;
	return ab_strndup(&scratch, name.text, name.length);
}

/* How a constant can be used; one that depends on the language is not held to it. */
static void take_uses(struct ab_entity *entity, const char *body)
{
	const char *text = expand(body, true), *name = NULL;

	if (entity->value.kind == AB_VALUE_INTEGER && ab_type_fits_if(entity->value.type) && text &&
	    !ab_tokens_fit_if(&scratch, text)) {
		name = only_name(text);
		entity->is_not_in_if = !name || !names_find_enumerator(name);
	}
	/* no record has the enumerators of other headers, to tell since when it is so */
	if (name && !entity->is_not_in_if &&
	    place_is_public(DECL_SOURCE_LOCATION(names_find_enumerator(name))))
		entity->enumerator = ab_strdup(collector.arena, name);
	if (collector.promised && (entity->is_not_in_if || entity->value.bare) &&
	    collect_is_macro_conditional(entity->name)) {
		entity->is_not_in_if = false;
		entity->value.bare = NULL;
	}
}

static void take_value(struct ab_entity *entity, const char *body)
{
	const struct ab_eval_env env = macro_evaluation();
	struct ab_value value = {};
	const char *expanded;

	learn_names_in(body);
	scratch.guard = collector.arena->guard;
	expanded = expand(body, false);
	if (expanded && trust_has_spoilt_headers() && has_name(expanded))
		entity->is_unresolved = true;
	else if (expanded && ab_eval(&scratch, &env, expanded, &value)) {
		keep_value(entity, &value);
		take_uses(entity, body);
	} else if (expanded && is_still_decoration(entity->name, expanded))
		entity->is_still_decoration = true;
	else /* C++ has constant expressions and linkage that C has not */
		entity->is_unresolved = !expanded || has_unknown_name(expanded) ||
					(is_cplusplus() && strstr(expanded, "extern \"C\""));
	ab_arena_release(&scratch);
}

static bool is_promised(const char *name)
{
	return collector.promised && (ab_record_find(collector.promised, AB_MACRO, name) ||
				      ab_record_find(collector.promised, AB_FUNCTION_MACRO, name));
}

/* "#define FOO_HAS_BAR": promised, or to be taken down where a record is made. */
static bool is_switch(const struct ab_macro *macro, location_t where, const char *header)
{
	const struct ab_entity *then =
	    collector.promised ? ab_record_find(collector.promised, AB_MACRO, macro->name) : NULL;

	if (macro->is_function_like || *macro->body)
		return false;
	if (then && then->text && !*then->text)
		return true;
	return (!collector.promised || collector.is_written) && header &&
	       !is_named_after(macro->name, header) && !stretch_is_conditional(where) &&
	       empty_is_promise(macro->name);
}

static void add_macro(const struct ab_macro *macro, location_t where, const char *header)
{
	struct ab_entity *entity;
	const char *text;

	if (ab_policy_ignores_macro(collector.policy, macro->name) ||
	    is_include_guard(macro, header))
		return;
	text = text_of(macro);
	/* what is decoration is not promised; where the library made it of more, that is a break */
	if (ab_tokens_are_decoration(text) &&
	    (!is_promised(macro->name) || stretch_is_asked_for(where)) &&
	    !is_switch(macro, where, header))
		return;
	entity = ab_record_add(collecting(), macro->is_function_like ? AB_FUNCTION_MACRO : AB_MACRO,
			       ab_strdup(collector.arena, macro->name));
	if (!entity)
		return;
	entity->place = where;
	entity->header = header;
	entity->text = text;
	entity->is_conditional = collector.promised && !is_promised(macro->name) &&
				 (stretch_is_asked_for(where) || stretch_is_conditional(where));
	if (macro->is_function_like) {
		entity->params = macro->params;
		entity->n_params = macro->n_params;
	} else {
		take_value(entity, macro->body);
	}
}

static struct {
	cpp_hashnode **items;
	size_t count, capacity;
} defined;

/* Only noted: looking up a name may enlarge the table that is gone through. */
static int note_node(cpp_reader *, cpp_hashnode *node, void *)
{
	if (!cpp_user_macro_p(node))
		return 1;
	defined.items = AB_GROW(collector.arena, defined.items, defined.count, &defined.capacity);
	defined.items[defined.count++] = node;
	return 1;
}

static void visit_node(cpp_hashnode *node)
{
	const location_t where = cpp_macro_definition_location(node);
	struct source_file *const file = place_file(where);
	const char *header = NULL;
	struct ab_macro macro;

	saw_macro |= file && (file->is_public || file->is_main);
	if (!file || file->is_perhaps_users)
		return;
	/* whoever includes the header has the macro so, wherever that is */
	header =
	    file->is_public ? file->logical : replaced_in((const char *)NODE_NAME(node), where);
	if ((file->is_public || header) && definition_of(node, collector.arena, &macro))
		add_macro(&macro, where, header);
}

/* Preprocessed input has no macros; the header that it was made from says which release it is. */
static void take_version(struct source_file *file)
{
	const struct ab_header_text *text;
	const char *definition;
	struct ab_macro macro;

	if (!file->is_public || file->is_main)
		return;
	text = collect_text(maps_start(file->path));
	definition = text ? ab_text_definition(text, collector.policy->version_macro) : NULL;
	if (definition && ab_macro_parse(collector.arena, definition, &macro))
		add_macro(&macro, maps_start(file->path), file->logical);
}

static void start_sweep(void)
{
	if (!memory)
		memory = ab_expand_remember(collector.arena);
}

void macro_take_new(cpp_hashnode *node)
{
	const location_t where = cpp_macro_definition_location(node);
	struct ab_entity *entity;
	struct ab_macro macro;

	start_sweep();
	if (!definition_of(node, collector.arena, &macro))
		return;
	entity = ab_record_add(collecting(), macro.is_function_like ? AB_FUNCTION_MACRO : AB_MACRO,
			       ab_strdup(collector.arena, macro.name));
	if (!entity)
		return;
	place_entity(entity, where);
	entity->text = text_of(&macro);
}

void macro_sweep(void)
{
	start_sweep();
	cpp_forall_identifiers(parse_in, note_node, NULL);
	for (size_t i = 0; i < defined.count; i++)
		visit_node(defined.items[i]);
	if (!cpp_get_options(parse_in)->preprocessed || saw_macro)
		return;
	collecting()->gap =
	    "the input is preprocessed: macros, and what depends on them, could not be checked";
	if (collector.policy->version_macro)
		place_each_file(take_version);
}
