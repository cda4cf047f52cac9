/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * load.c - a policy from its YAML.
 *
 * One function per key of the file, in the order in which the manual has them.
 * Each returns false with an error at the word that is wrong; what is not said
 * in the file is as in the default policy, less its surface.
 */
#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "abiding/file.h"
#include "abiding/policy.h"
#include "base/yaml-node.h"

enum { FORMAT_VERSION = 1 };

struct loader {
	struct ab_yaml_source source;
	struct ab_policy *policy;
};

static ab_place place_of(const struct ab_yaml *node)
{
	return AB_PLACE(node->line, node->column);
}

/* ---- surfaces ---- */

static bool load_promise(struct loader *l, const struct ab_yaml *node, enum ab_promise *promise)
{
	static const char *const words[] = {"none", "best-effort", "forever", NULL};
	const char *word;

	*promise = AB_PROMISE_FOREVER;
	if (!node)
		return true;
	if (!ab_yaml_scalar(&l->source, node, "'promise'", &word))
		return false;
	for (unsigned i = 0; words[i]; i++) {
		if (strcmp(words[i], word) == 0) {
			*promise = (enum ab_promise)i;
			return true;
		}
	}
	return ab_yaml_unknown(&l->source, node, "promise", NULL, words);
}

static bool has_new_name(struct loader *l, const struct ab_yaml *node,
			 const struct ab_surface *surface)
{
	for (const struct ab_surface *other = l->policy->surfaces; other < surface; other++)
		if (strcmp(other->name, surface->name) == 0)
			return ab_yaml_fail(&l->source, ab_yaml_get(node, "name"),
					    "repeated surface '%s', first on line %u",
					    surface->name, ab_place_line(other->place));
	return true;
}

/* The files of the version script, by names that can be opened from here. */
static bool load_symbols(struct loader *l, const struct ab_yaml *node, struct ab_surface *surface)
{
	const struct ab_yaml *value = ab_yaml_get(node, "symbols");
	const char *const *names = NULL;
	const char **paths;
	unsigned n = 0;

	if (!ab_yaml_texts(&l->source, node, "symbols", true, &names, &n))
		return false;
	paths = AB_NEW_ARRAY(l->policy->arena, const char *, n);
	for (unsigned i = 0; i < n; i++) {
		paths[i] = ab_file_beside(l->policy->arena, l->policy->file, names[i]);
		if (access(paths[i], R_OK) != 0)
			return ab_yaml_fail(
			    &l->source,
			    value->kind == AB_YAML_SCALAR ? value : value->items[i].value,
			    "cannot read the version script '%s': %s", paths[i], strerror(errno));
	}
	surface->symbols = paths;
	surface->symbols_spelled = names;
	surface->n_symbols = n;
	return true;
}

static bool is_in(const char *const *list, const char *text)
{
	for (; *list; list++)
		if (strcmp(*list, text) == 0)
			return true;
	return false;
}

/* "foo.h", or {header: foo.h, after: ...}. */
static bool load_entry(struct loader *l, const struct ab_yaml *node, const char **name,
		       const char *const **after)
{
	static const char *const keys[] = {"header", "after", NULL};
	const struct ab_yaml_source *source = &l->source;
	unsigned n;

	if (node->kind == AB_YAML_SCALAR)
		return ab_yaml_scalar(source, node, "an item of 'entry'", name);
	if (!ab_yaml_has_only(source, node, "an entry", keys) ||
	    !ab_yaml_has(source, node, "an entry", "header") ||
	    !ab_yaml_text(source, node, "header", name) ||
	    !ab_yaml_texts(source, node, "after", true, after, &n))
		return false;
	if (*after && is_in(*after, *name))
		return ab_yaml_fail(source, ab_yaml_get(node, "after"),
				    "'%s' cannot come after itself", *name);
	return true;
}

static bool load_entries(struct loader *l, const struct ab_yaml *node, struct ab_surface *surface)
{
	const size_t count = node->kind == AB_YAML_SEQUENCE ? node->count : 1;
	const char **names = AB_NEW_ARRAY(l->policy->arena, const char *, count + 1);
	const char *const **after = AB_NEW_ARRAY(l->policy->arena, const char *const *, count + 1);

	for (size_t i = 0; i < count; i++)
		if (!load_entry(l, node->kind == AB_YAML_SEQUENCE ? node->items[i].value : node,
				&names[i], &after[i]))
			return false;
	if (!count)
		return ab_yaml_fail(&l->source, node, "a surface needs at least one entry header");
	surface->entries = names;
	surface->after = after;
	surface->n_entries = (unsigned)count;
	return true;
}

static bool load_surface(struct loader *l, const struct ab_yaml *node, struct ab_surface *surface)
{
	static const char *const keys[] = {"name",    "entry",	 "headers", "except",
					   "promise", "symbols", "soname",  NULL};
	const struct ab_yaml_source *source = &l->source;

	surface->place = place_of(node);
	if (!ab_yaml_has_only(source, node, "a surface", keys) ||
	    !ab_yaml_has(source, node, "a surface", "name") ||
	    !ab_yaml_has(source, node, "a surface", "entry") ||
	    !ab_yaml_text(source, node, "name", &surface->name) ||
	    !load_entries(l, ab_yaml_get(node, "entry"), surface))
		return false;
	surface->headers = surface->entries;
	surface->n_headers = surface->n_entries;
	if (!ab_yaml_texts(source, node, "headers", true, &surface->headers, &surface->n_headers))
		return false;
	if (!surface->n_headers)
		return ab_yaml_fail(source, ab_yaml_get(node, "headers"),
				    "a surface needs at least one header");
	return ab_yaml_texts(source, node, "except", true, &surface->except, &surface->n_except) &&
	       load_symbols(l, node, surface) &&
	       ab_yaml_text(source, node, "soname", &surface->soname) &&
	       load_promise(l, ab_yaml_get(node, "promise"), &surface->promise) &&
	       has_new_name(l, node, surface);
}

/* A policy of protocols alone need not have any. */
static bool load_surfaces(struct loader *l, const struct ab_yaml *root)
{
	const struct ab_yaml *node = ab_yaml_get(root, "surfaces");
	struct ab_policy *policy = l->policy;

	policy->n_surfaces = 0;
	if (!node && ab_yaml_get(root, "protocols"))
		return true;
	if (!ab_yaml_has(&l->source, root, "a policy", "surfaces"))
		return false;
	if (!ab_yaml_is(&l->source, node, AB_YAML_SEQUENCE, "'surfaces'"))
		return false;
	if (!node->count)
		return ab_yaml_fail(&l->source, node, "a policy needs at least one surface");
	policy->surfaces = AB_NEW_ARRAY(policy->arena, struct ab_surface, node->count);
	policy->n_surfaces = (unsigned)node->count;
	for (size_t i = 0; i < node->count; i++)
		if (!load_surface(l, node->items[i].value, &policy->surfaces[i]))
			return false;
	return true;
}

/* ---- protocols ---- */

static bool load_protocol_file(struct loader *l, const struct ab_yaml *node,
			       struct ab_policy_protocol *protocol)
{
	const char *name = NULL, *slash;

	if (!ab_yaml_text(&l->source, node, "file", &name))
		return false;
	protocol->file = ab_file_beside(l->policy->arena, l->policy->file, name);
	protocol->file_spelled = name;
	slash = strrchr(name, '/');
	protocol->name = slash ? slash + 1 : name;
	if (access(protocol->file, R_OK) != 0)
		return ab_yaml_fail(&l->source, ab_yaml_get(node, "file"),
				    "cannot read the protocol '%s': %s", protocol->file,
				    strerror(errno));
	for (const struct ab_policy_protocol *other = l->policy->protocols; other < protocol;
	     other++)
		if (strcmp(other->name, protocol->name) == 0)
			return ab_yaml_fail(&l->source, ab_yaml_get(node, "file"),
					    "repeated protocol '%s', first on line %u",
					    protocol->name, ab_place_line(other->place));
	return true;
}

/* rpcgen makes foo.h of foo.x. */
static void default_header(struct loader *l, struct ab_policy_protocol *protocol)
{
	const char *dot = strrchr(protocol->name, '.');
	const size_t length = dot ? (size_t)(dot - protocol->name) : strlen(protocol->name);
	const char **headers = AB_NEW_ARRAY(l->policy->arena, const char *, 2);

	headers[0] = ab_printf(l->policy->arena, "%.*s.h", (int)length, protocol->name);
	protocol->headers = headers;
	protocol->n_headers = 1;
}

static bool load_protocol(struct loader *l, const struct ab_yaml *node,
			  struct ab_policy_protocol *protocol)
{
	static const char *const keys[] = {"file", "headers", "promise", NULL};
	const struct ab_yaml_source *source = &l->source;

	protocol->place = place_of(node);
	if (!ab_yaml_has_only(source, node, "a protocol", keys) ||
	    !ab_yaml_has(source, node, "a protocol", "file") ||
	    !load_protocol_file(l, node, protocol))
		return false;
	default_header(l, protocol);
	return ab_yaml_texts(source, node, "headers", true, &protocol->headers,
			     &protocol->n_headers) &&
	       load_promise(l, ab_yaml_get(node, "promise"), &protocol->promise);
}

static bool load_protocols(struct loader *l, const struct ab_yaml *node)
{
	struct ab_policy *policy = l->policy;

	if (!node)
		return true;
	if (!ab_yaml_is(&l->source, node, AB_YAML_SEQUENCE, "'protocols'"))
		return false;
	policy->protocols = AB_NEW_ARRAY(policy->arena, struct ab_policy_protocol, node->count);
	policy->n_protocols = (unsigned)node->count;
	for (size_t i = 0; i < node->count; i++)
		if (!load_protocol(l, node->items[i].value, &policy->protocols[i]))
			return false;
	return true;
}

/* ---- names and values ---- */

static bool load_sentinel(struct loader *l, const struct ab_yaml *node)
{
	static const char *const keys[] = {"suffix", "guard", NULL};
	struct ab_policy *policy = l->policy;
	unsigned n;

	policy->has_sentinel = node != NULL;
	return !node ||
	       (ab_yaml_has_only(&l->source, node, "'sentinel'", keys) &&
		ab_yaml_texts(&l->source, node, "suffix", true, &policy->sentinel_suffixes, &n) &&
		ab_yaml_text(&l->source, node, "guard", &policy->sentinel_guard));
}

static bool load_naming(struct loader *l, const struct ab_yaml *node)
{
	static const char *const keys[] = {"function", "type", "constant", "tag", NULL};
	struct ab_policy *policy = l->policy;
	unsigned n;

	return !node ||
	       (ab_yaml_has_only(&l->source, node, "'naming'", keys) &&
		ab_yaml_texts(&l->source, node, "function", true, &policy->naming_function, &n) &&
		ab_yaml_texts(&l->source, node, "type", true, &policy->naming_type, &n) &&
		ab_yaml_texts(&l->source, node, "constant", true, &policy->naming_constant, &n) &&
		ab_yaml_text(&l->source, node, "tag", &policy->naming_tag));
}

static bool load_ignore(struct loader *l, const struct ab_yaml *node)
{
	static const char *const keys[] = {"macros", NULL};
	unsigned n;

	return !node ||
	       (ab_yaml_has_only(&l->source, node, "'ignore'", keys) &&
		ab_yaml_texts(&l->source, node, "macros", true, &l->policy->ignored_macros, &n));
}

static bool load_scale(struct loader *l, const struct ab_yaml *node)
{
	uint64_t *scale = l->policy->version_scale;

	if (!ab_yaml_is(&l->source, node, AB_YAML_SEQUENCE, "'scale'"))
		return false;
	if (node->count != 3)
		return ab_yaml_fail(&l->source, node, "'scale' must have three numbers, found %zu",
				    node->count);
	for (unsigned i = 0; i < 3; i++) {
		const struct ab_yaml *item = node->items[i].value;

		if (!ab_yaml_number(&l->source, item, "an item of 'scale'", &scale[i]))
			return false;
		if (scale[i] == 0 || (i && scale[i] >= scale[i - 1]))
			return ab_yaml_fail(
			    &l->source, item,
			    "the numbers of 'scale' must fall and end above 0, found %s",
			    item->text);
	}
	return true;
}

static bool load_version(struct loader *l, const struct ab_yaml *node)
{
	static const char *const keys[] = {"macro", "scale", NULL};

	return !node || (ab_yaml_has_only(&l->source, node, "'version'", keys) &&
			 ab_yaml_has(&l->source, node, "'version'", "macro") &&
			 ab_yaml_has(&l->source, node, "'version'", "scale") &&
			 ab_yaml_text(&l->source, node, "macro", &l->policy->version_macro) &&
			 load_scale(l, ab_yaml_get(node, "scale")));
}

static bool load_since_source(struct loader *l, const struct ab_yaml *node)
{
	static const char *const words[] = {"comments", "symbols", NULL};
	const char *word;

	if (!ab_yaml_scalar(&l->source, node, "a source of 'since'", &word))
		return false;
	if (strcmp(word, words[0]) == 0)
		l->policy->is_since_in_comments = true;
	else if (strcmp(word, words[1]) == 0)
		l->policy->is_since_in_symbols = true;
	else
		return ab_yaml_unknown(&l->source, node, "source", "'since'", words);
	return true;
}

/* Where `since` of a new thing comes from: one word or several. */
static bool load_since(struct loader *l, const struct ab_yaml *node)
{
	if (!node || node->kind == AB_YAML_SCALAR)
		return !node || load_since_source(l, node);
	if (!ab_yaml_is(&l->source, node, AB_YAML_SEQUENCE, "'since'"))
		return false;
	for (size_t i = 0; i < node->count; i++)
		if (!load_since_source(l, node->items[i].value))
			return false;
	return true;
}

/* ---- rules and waivers ---- */

static bool load_rule_id(struct loader *l, const struct ab_yaml *node, enum ab_rule *rule)
{
	const char *id, *nearest;

	if (!ab_yaml_scalar(&l->source, node, "a rule", &id))
		return false;
	*rule = ab_rule_find(id);
	if (*rule != AB_RULE_NONE)
		return true;
	nearest = ab_rule_nearest(id);
	if (!nearest)
		return ab_yaml_fail(&l->source, node,
				    "unknown rule '%s', expected one that 'abiding rules' lists",
				    id);
	return ab_yaml_fail(&l->source, node, "unknown rule '%s', did you mean '%s'?", id, nearest);
}

static bool load_severity(struct loader *l, const struct ab_yaml *node, enum ab_severity *severity)
{
	const char *words[AB_ERROR + 2] = {NULL};
	const char *word;

	if (!ab_yaml_scalar(&l->source, node, "a severity", &word))
		return false;
	for (int i = AB_SILENT; i <= AB_ERROR; i++) {
		words[i] = ab_severity_word((enum ab_severity)i);
		if (strcmp(words[i], word) == 0) {
			*severity = (enum ab_severity)i;
			return true;
		}
	}
	return ab_yaml_unknown(&l->source, node, "severity", NULL, words);
}

static bool load_rules(struct loader *l, const struct ab_yaml *node)
{
	struct ab_policy *policy = l->policy;

	if (!node)
		return true;
	if (!ab_yaml_is(&l->source, node, AB_YAML_MAPPING, "'rules'"))
		return false;
	for (size_t i = 0; i < node->count; i++) {
		enum ab_rule rule;

		if (!load_rule_id(l, node->items[i].key, &rule) ||
		    !load_severity(l, node->items[i].value, &policy->severity[rule]))
			return false;
		policy->has_severity[rule] = true;
	}
	return true;
}

/* The layout that it accepts: bytes by data model. */
static bool load_layout(struct loader *l, const struct ab_yaml *node, struct ab_waiver *waiver)
{
	struct ab_layout *layouts;

	if (!node)
		return true;
	if (!ab_rule_is_of_layout(waiver->rule))
		return ab_yaml_fail(&l->source, node,
				    "%s is about no struct or union, and changes no 'layout'",
				    ab_rule_info(waiver->rule)->id);
	if (!ab_yaml_is(&l->source, node, AB_YAML_MAPPING, "'layout'"))
		return false;
	if (!node->count)
		return ab_yaml_fail(&l->source, node,
				    "'layout' needs a size for at least one data model");
	layouts = AB_NEW_ARRAY(l->policy->arena, struct ab_layout, node->count);
	for (size_t i = 0; i < node->count; i++) {
		layouts[i].model = node->items[i].key->text;
		if (!ab_yaml_number(&l->source, node->items[i].value, "a size in 'layout'",
				    &layouts[i].size_bytes))
			return false;
	}
	waiver->layouts = layouts;
	waiver->n_layouts = (unsigned)node->count;
	return true;
}

static bool load_waiver(struct loader *l, const struct ab_yaml *node, struct ab_waiver *waiver)
{
	static const char *const keys[] = {"rule", "entity", "reason", "until", "layout", NULL};
	const struct ab_yaml_source *source = &l->source;

	waiver->place = place_of(node);
	if (!ab_yaml_has_only(source, node, "a waiver", keys) ||
	    !ab_yaml_has(source, node, "a waiver", "rule") ||
	    !ab_yaml_has(source, node, "a waiver", "entity") ||
	    !ab_yaml_has(source, node, "a waiver", "reason") ||
	    !load_rule_id(l, ab_yaml_get(node, "rule"), &waiver->rule) ||
	    !ab_yaml_text(source, node, "entity", &waiver->entity) ||
	    !ab_yaml_text(source, node, "reason", &waiver->reason) ||
	    !ab_yaml_text(source, node, "until", &waiver->until) ||
	    !load_layout(l, ab_yaml_get(node, "layout"), waiver))
		return false;
	if (!waiver->reason[strspn(waiver->reason, " \t\n")])
		return ab_yaml_fail(source, ab_yaml_get(node, "reason"),
				    "'reason' must not be empty");
	if (waiver->until && !isdigit((unsigned char)waiver->until[0]))
		return ab_yaml_fail(source, ab_yaml_get(node, "until"),
				    "'until' must be a release, found '%s'", waiver->until);
	return true;
}

static bool load_waivers(struct loader *l, const struct ab_yaml *node)
{
	struct ab_policy *policy = l->policy;

	if (!node)
		return true;
	if (!ab_yaml_is(&l->source, node, AB_YAML_SEQUENCE, "'waivers'"))
		return false;
	policy->waivers = AB_NEW_ARRAY(policy->arena, struct ab_waiver, node->count);
	policy->n_waivers = (unsigned)node->count;
	for (size_t i = 0; i < node->count; i++)
		if (!load_waiver(l, node->items[i].value, &policy->waivers[i]))
			return false;
	return true;
}

/* ---- the whole ---- */

static bool load_record_path(struct loader *l, const struct ab_yaml *root)
{
	const char *name = NULL;

	if (!ab_yaml_text(&l->source, root, "record", &name))
		return false;
	if (name)
		l->policy->record_path = ab_file_beside(l->policy->arena, l->policy->file, name);
	l->policy->record_spelled = name;
	return true;
}

static bool load_root(struct loader *l, const struct ab_yaml *root)
{
	static const char *const keys[] = {"abiding",	"library",  "record",	"surfaces",
					   "protocols", "sentinel", "naming",	"ignore",
					   "version",	"since",    "changing", "switches",
					   "rules",	"waivers",  NULL};
	const struct ab_yaml_source *source = &l->source;
	struct ab_policy *policy = l->policy;
	unsigned n;

	return ab_yaml_has_format(source, root, "a policy", "abiding", FORMAT_VERSION) &&
	       ab_yaml_has_only(source, root, "a policy", keys) &&
	       ab_yaml_has(source, root, "a policy", "library") &&
	       ab_yaml_text(source, root, "library", &policy->library) &&
	       load_record_path(l, root) && load_surfaces(l, root) &&
	       load_protocols(l, ab_yaml_get(root, "protocols")) &&
	       load_sentinel(l, ab_yaml_get(root, "sentinel")) &&
	       load_naming(l, ab_yaml_get(root, "naming")) &&
	       load_ignore(l, ab_yaml_get(root, "ignore")) &&
	       load_version(l, ab_yaml_get(root, "version")) &&
	       load_since(l, ab_yaml_get(root, "since")) &&
	       ab_yaml_texts(source, root, "changing", true, &policy->changing, &n) &&
	       ab_yaml_texts(source, root, "switches", true, &policy->switches, &n) &&
	       load_rules(l, ab_yaml_get(root, "rules")) &&
	       load_waivers(l, ab_yaml_get(root, "waivers"));
}

bool ab_policy_parse(struct ab_arena *arena, const char *path, const char *text, size_t length,
		     struct ab_policy **policy, struct ab_error *error)
{
	struct loader l = {{arena, ab_strdup(arena, path), error}, ab_policy_default(arena, NULL)};
	struct ab_yaml *root;

	l.policy->file = l.source.file;
	l.policy->is_default = false;
	if (!ab_yaml_parse(&l.source, text, length, &root) || !load_root(&l, root))
		return false;
	ab_policy_know_lists(l.policy);
	*policy = l.policy;
	return true;
}

bool ab_policy_load(struct ab_arena *arena, const char *path, struct ab_policy **policy,
		    struct ab_error *error)
{
	size_t length;
	char *text;

	return ab_file_read(arena, path, &text, &length, error) &&
	       ab_policy_parse(arena, path, text, length, policy, error);
}

bool ab_policy_is_of(const struct ab_policy *policy, const struct ab_record *record,
		     struct ab_error *error)
{
	if (!policy->library || !record->library || strcmp(policy->library, record->library) == 0)
		return true;
	return ab_error_set(error, record->arena, record->file,
			    ab_place_line(record->library_place),
			    ab_place_column(record->library_place),
			    "this is the record of '%s', and '%s' is the policy of '%s'",
			    record->library, policy->file, policy->library);
}
