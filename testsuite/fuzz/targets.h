/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * targets.h - all that reads what others have written, fed with any bytes.
 *
 * A target gets the bytes with a NUL behind them, which does not count, and an
 * arena.  Beyond not crashing it holds what is read to what must be true of it:
 * a record that is printed and read again is the same, a declaration likewise,
 * and no record breaks its own promise.  FUZZ_MUST() says so.
 *
 * fuzz.c feeds them with libFuzzer, the unit test test-fuzz.c with the cases
 * that were found once.
 */
#ifndef ABIDING_FUZZ_TARGETS_H
#define ABIDING_FUZZ_TARGETS_H

#define _GNU_SOURCE /* memfd_create */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "abiding/compare.h"
#include "abiding/eval.h"
#include "abiding/expand.h"
#include "abiding/header-text.h"
#include "abiding/lint.h"
#include "abiding/protocol.h"
#include "abiding/since.h"
#include "abiding/version-script.h"
#include "abiding/image-load.h"

#define FUZZ_MUST(condition) \
	do \
		if (!(condition)) { \
			fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
			abort(); \
		} \
	while (0)

/* ---- YAML ---- */

static void fuzz_policy(struct ab_arena *arena, const char *text, size_t length)
{
	struct ab_policy *policy;
	struct ab_error error;
	const char *logical;

	if (!ab_policy_parse(arena, "p.yaml", text, length, &policy, &error)) {
		FUZZ_MUST(error.message && *error.message);
		return;
	}
	ab_policy_surface(policy, "/usr/include/libvirt/libvirt-domain.h", &logical);
	for (int rule = 1; rule < AB_RULES; rule++) {
		ab_policy_severity(policy, NULL, (enum ab_rule)rule);
		ab_policy_waiver(policy, (enum ab_rule)rule, "virInfo", "state", "9.10.0");
	}
	ab_policy_ignores_macro(policy, "LIB_H");
	ab_policy_may_change(policy, "LIB_VERSION");
	if (policy->version_macro)
		ab_policy_release(policy, arena, UINT64_MAX);
}

static struct ab_record *fuzz_read_record(struct ab_arena *arena, const char *text, size_t length)
{
	struct ab_record *record;
	struct ab_error error;

	if (ab_record_parse(arena, "r.yaml", text, length, &record, &error))
		return record;
	FUZZ_MUST(error.message && *error.message);
	return NULL;
}

static void fuzz_record(struct ab_arena *arena, const char *text, size_t length)
{
	struct ab_record *record = fuzz_read_record(arena, text, length), *again;
	const struct ab_policy *policy;
	struct ab_findings findings = {0};
	size_t length_printed, length_again;
	const char *printed, *printed_again;
	struct ab_error error;

	if (!record || !ab_record_print(arena, record, &printed, &length_printed, &error))
		return;
	again = fuzz_read_record(arena, printed, length_printed);
	FUZZ_MUST(again);
	FUZZ_MUST(ab_record_print(arena, again, &printed_again, &length_again, &error));
	FUZZ_MUST(length_printed == length_again && !memcmp(printed, printed_again, length_again));
	policy = ab_policy_default(arena, record);
	ab_compare(arena, record, again, policy, &findings);
	FUZZ_MUST(ab_findings_count(&findings, AB_ERROR) == 0);
}

/* Two records, parted by a line of equals signs. */
static void fuzz_compare(struct ab_arena *arena, const char *text, size_t length)
{
	static const char border[] = "\n====\n";
	const char *middle = strstr(text, border);
	struct ab_record *old, *new;
	const struct ab_policy *policy;
	struct ab_findings findings = {0};
	struct ab_buf buf;

	if (!middle)
		return;
	old = fuzz_read_record(arena, text, (size_t)(middle - text) + 1);
	middle += strlen(border);
	new = fuzz_read_record(arena, middle, length - (size_t)(middle - text));
	if (!old || !new)
		return;
	policy = ab_policy_default(arena, old);
	ab_compare(arena, old, new, policy, &findings);
	ab_lint(arena, old, new, policy, &findings);
	ab_buf_init(&buf, arena);
	for (size_t i = 0; i < findings.count; i++) {
		const struct ab_location nowhere = {0};

		ab_finding_text(&buf, &findings.items[i], nowhere, nowhere, true);
		ab_finding_json(&buf, &findings.items[i], nowhere, nowhere);
	}
	ab_record_freeze_onto(old, new, policy, "2.0");
}

/* A policy to which a waiver is added: it is one still, with one more. */
static void fuzz_edit(struct ab_arena *arena, const char *text, size_t length)
{
	const struct ab_waiver waiver = {
	    .rule = AB_MACRO_REMOVED, .entity = "FUZZ_*", .reason = "it's #1: \"why\"\n not"};
	struct ab_policy *before, *after;
	struct ab_error error;
	const char *edited;

	if (!ab_policy_add_waiver(arena, "p.yaml", text, length, &waiver, &edited, &error)) {
		FUZZ_MUST(error.message && *error.message);
		return;
	}
	FUZZ_MUST(ab_policy_parse(arena, "p.yaml", text, length, &before, &error));
	FUZZ_MUST(ab_policy_parse(arena, "p.yaml", edited, strlen(edited), &after, &error));
	FUZZ_MUST(after->n_waivers == before->n_waivers + 1);
	FUZZ_MUST(after->n_surfaces == before->n_surfaces);
	FUZZ_MUST(!strcmp(after->waivers[before->n_waivers].reason, waiver.reason));
}

/* ---- protocols ---- */

/* What is read is kept by itself, and by the record that it is printed into. */
static void fuzz_xdr(struct ab_arena *arena, const char *text, size_t length)
{
	struct ab_record *record = ab_record_new(arena), *again;
	struct ab_findings findings = {0};
	struct ab_protocol *protocol;
	struct ab_policy *policy;
	struct ab_error error;
	size_t length_printed;
	const char *printed;

	(void)length;
	if (!ab_protocol_parse(arena, "foo.x", text, &protocol, &error)) {
		FUZZ_MUST(error.message && *error.message);
		return;
	}
	ab_record_add_protocol(record, protocol);
	record->library = "foo";
	if (!ab_record_print(arena, record, &printed, &length_printed, &error))
		return;
	again = fuzz_read_record(arena, printed, length_printed);
	FUZZ_MUST(again);
	policy = ab_policy_default(arena, record);
	ab_compare(arena, record, again, policy, &findings);
	ab_compare(arena, again, record, policy, &findings);
	FUZZ_MUST(ab_findings_count(&findings, AB_ERROR) == 0);
}

/* ---- reports ---- */

/* A line of report=; what it says is said again in the same words. */
static void fuzz_finding(struct ab_arena *arena, const char *text, size_t length)
{
	struct ab_location now = {0}, then = {0}, now_again, then_again;
	struct ab_finding finding, again;
	struct ab_error error;
	struct ab_buf buf;

	if (!ab_finding_read(arena, text, length, &finding, &now, &then, &error)) {
		FUZZ_MUST(error.message && *error.message);
		return;
	}
	ab_buf_init(&buf, arena);
	ab_finding_json(&buf, &finding, now, then);
	FUZZ_MUST(
	    ab_finding_read(arena, buf.text, buf.length, &again, &now_again, &then_again, &error));
	FUZZ_MUST(again.rule == finding.rule && !strcmp(again.message, finding.message));
}

/* ---- the image ---- */

static char *fuzz_folder(void)
{
	static char folder[] = "/usr/include";

	return folder;
}

/* What damage by chance does not get past is made right, so that what lies behind is read. */
static void fuzz_sign(char *bytes, size_t length)
{
	struct ab_image_head *head = (struct ab_image_head *)bytes;
	const size_t from = offsetof(struct ab_image_head, front_size);

	if (length < sizeof *head)
		return;
	memcpy(head->magic, AB_IMAGE_MAGIC, sizeof head->magic);
	head->byte_order = AB_IMAGE_BYTE_ORDER;
	head->version = AB_IMAGE_VERSION;
	head->build = ab_image_build;
	head->size = length;
	if (head->front_size < sizeof *head || head->front_size > length)
		return;
	head->front_checksum = ab_image_hash(bytes + from, head->front_size - from);
	head->rest_checksum = ab_image_hash(bytes + head->front_size, length - head->front_size);
}

static void fuzz_entry(uint64_t entry)
{
	(void)entry;
}

static void fuzz_open_image(struct ab_arena *arena, const char *path)
{
	static const char *const names[] = {"virDomainGetInfo", "_virDomain", "VIR_OK", "a"};
	char message[AB_IMAGE_MESSAGE_MAX], buffer[AB_IMAGE_PATH_MAX];
	struct ab_image image;
	struct ab_policy *policy;
	struct ab_record *record;
	struct ab_error error;
	const char *logical;
	bool has_scripts;

	if (ab_image_open(path, &image, message) != AB_IMAGE_IS_OPEN)
		return;
	ab_image_is_fresh(&image, &has_scripts, message);
	ab_image_model(&image, "lp64");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		for (int space = AB_IMAGE_ORDINARY; space <= AB_IMAGE_HEADERS; space++) {
			const size_t n = strlen(names[i]);
			const struct ab_image_row *row =
			    ab_image_find(&image, (enum ab_image_space)space,
					  ab_name_hash(names[i], n), names[i], n);

			if (row)
				ab_image_name(&image, row);
		}
	if (ab_image_surface_of(&image, "libvirt/libvirt-domain.h", fuzz_folder, buffer,
				&logical) >= 0) {
		ab_image_each_entry(&image, logical, fuzz_entry);
		ab_image_header(&image, logical);
	}
	ab_image_ignores_macro(&image, "LIB_H");
	if (ab_image_load_policy(arena, &image, &policy, &error))
		ab_image_load_record(arena, &image, &record, &error);
	ab_image_close(&image);
}

static void fuzz_image(struct ab_arena *arena, const char *text, size_t length)
{
	const int fd = memfd_create("image", 0);
	char *bytes = ab_alloc(arena, length + 1);

	memcpy(bytes, text, length);
	fuzz_sign(bytes, length);
	FUZZ_MUST(fd >= 0 && write(fd, bytes, length) == (ssize_t)length);
	fuzz_open_image(arena, ab_printf(arena, "/proc/self/fd/%d", fd));
	close(fd);
}

/* ---- C and version scripts ---- */

static void fuzz_script(struct ab_arena *arena, const char *text, size_t length)
{
	struct ab_version_script *script;
	const struct ab_version_node *node;
	const struct ab_version_symbol *symbol = NULL;
	struct ab_error error;

	(void)length;
	if (!ab_version_script_parse(arena, "l.syms", text, &script, &error)) {
		FUZZ_MUST(error.message && *error.message);
		return;
	}
	ab_version_script_find(script, "virInitialize", &node);
	while ((symbol = ab_version_script_next(script, "virInitialize", symbol, &node)))
		;
	ab_version_script_has_versions(script);
}

static const char *fuzz_print_decl(struct ab_arena *arena, const struct ab_decl *decl)
{
	struct ab_buf buf;

	ab_buf_init(&buf, arena);
	ab_decl_print(&buf, decl);
	return buf.text;
}

static void fuzz_decl(struct ab_arena *arena, const char *text, size_t length)
{
	struct ab_decl decl, again;
	struct ab_error error;
	const char *printed;

	(void)length;
	if (!ab_decl_parse(arena, text, &decl, &error)) {
		FUZZ_MUST(error.message && *error.message);
		return;
	}
	printed = fuzz_print_decl(arena, &decl);
	FUZZ_MUST(ab_decl_parse(arena, printed, &again, &error));
	FUZZ_MUST(!strcmp(printed, fuzz_print_decl(arena, &again)));
}

/* Each word that stands in the text is asked about where it first stands. */
static void fuzz_header(struct ab_arena *arena, const char *text, size_t length)
{
	const struct ab_header_text *header = ab_header_text_new(arena, text, length);
	struct ab_text_place last = {0};
	unsigned line = 1, asked = 0;
	const char *start = text;

	for (const char *at = text; *at && asked < 40; at++) {
		const size_t n =
		    strspn(at, "abcdefghijklmnopqrstuvwxyz_ABCDEFGHIJKLMNOPQRSTUVWXYZ");
		struct ab_comments comments = {0};
		struct ab_edits edits = {0};
		struct ab_text_place place;

		if (*at == '\n')
			line++, start = at + 1;
		if (!n)
			continue;
		place = (struct ab_text_place){ab_strndup(arena, at, n), line,
					       (unsigned)(at - start) + 1};
		ab_comment_before(header, place);
		ab_comment_behind(header, place);
		ab_comments_of_enumerator(header, place, &comments);
		ab_initialiser_of(header, place);
		ab_since_of(arena, header, place);
		ab_text_has_word(header, place.name);
		ab_text_definition(header, place.name);
		if (last.name) {
			ab_since_of_enumerator(arena, header, place, last);
			ab_edit_move_enumerator(header, place, last, &edits);
		}
		ab_edit_add_sentinel(header, place, "A_LAST", "GUARD", &edits);
		ab_edit_respell(header, place, "struct a", "aPtr", &edits);
		last = place;
		asked++;
		at += n - 1;
	}
}

static bool fuzz_is_type(void *context, const char *name)
{
	(void)context;
	return !strcmp(name, "T") || !strcmp(name, "size_t");
}

static bool fuzz_constant(void *context, const char *name, struct ab_value *value)
{
	(void)context;
	if (strcmp(name, "E") != 0)
		return false;
	value->kind = AB_VALUE_INTEGER;
	value->integer.is_negative = true;
	value->integer.magnitude = UINT64_C(1) << 63;
	return true;
}

static bool fuzz_type_info(void *context, const struct ab_type *type, uint64_t *size_bytes,
			   uint64_t *align_bytes, const char **basic)
{
	(void)context;
	*size_bytes = *align_bytes = 8;
	*basic = type->kind == AB_TYPE_TYPEDEF ? "unsigned long" : NULL;
	return type->kind == AB_TYPE_TYPEDEF || type->kind == AB_TYPE_STRUCT;
}

static bool fuzz_object(void *context, const struct ab_eval_object *object,
			struct ab_eval_found *found)
{
	(void)context;
	*found = (struct ab_eval_found){.size_bytes = 8,
					.offset_bytes = object->n_steps,
					.has_offset = object->n_steps % 2,
					.type = object->type};
	return object->n_steps < 8;
}

static void fuzz_eval(struct ab_arena *arena, const char *text, size_t length)
{
	struct ab_eval_env env = {
	    32, 64, 64, 64, false, NULL, fuzz_constant, fuzz_is_type, fuzz_type_info, fuzz_object};
	struct ab_value value;
	const char *tokens;

	(void)length;
	if (ab_eval(arena, &env, text, &value))
		FUZZ_MUST(value.kind != AB_VALUE_NONE);
	env.long_bits = env.pointer_bits = 32;
	env.is_char_unsigned = true;
	ab_eval(arena, &env, text, &value);
	ab_tokens_are_decoration(text);
	tokens = ab_tokens_normalise(arena, text);
	/* the body of a macro is one line, on which a quotation mark has its fellow or has none */
	if (!strpbrk(text, "\n\r\v\f"))
		FUZZ_MUST(!strcmp(tokens, ab_tokens_normalise(arena, tokens)));
}

struct fuzz_macros {
	struct ab_macro items[50];
	size_t count;
};

static bool fuzz_find(void *context, const char *name, struct ab_macro *macro)
{
	const struct fuzz_macros *macros = context;

	for (size_t i = 0; i < macros->count; i++)
		if (!strcmp(macros->items[i].name, name)) {
			*macro = macros->items[i];
			return true;
		}
	return false;
}

/* Lines are definitions, the last one is the text. */
static void fuzz_expand(struct ab_arena *arena, const char *text, size_t length)
{
	struct fuzz_macros macros = {.count = 0};
	const struct ab_expand_env env = {.context = &macros, .find = fuzz_find};
	const char *end;

	(void)length;
	for (; (end = strchr(text, '\n')) != NULL; text = end + 1)
		if (macros.count < sizeof macros.items / sizeof *macros.items &&
		    ab_macro_parse(arena, ab_strndup(arena, text, (size_t)(end - text)),
				   &macros.items[macros.count]))
			macros.count++;
	ab_expand(arena, &env, text);
}

/* ---- all of them ---- */

struct fuzz_target {
	const char *name;
	void (*run)(struct ab_arena *arena, const char *text, size_t length);
};

static const struct fuzz_target fuzz_targets[] = {
    {"policy", fuzz_policy}, {"record", fuzz_record}, {"compare", fuzz_compare},
    {"image", fuzz_image},   {"script", fuzz_script}, {"decl", fuzz_decl},
    {"header", fuzz_header}, {"eval", fuzz_eval},     {"expand", fuzz_expand},
    {"edit", fuzz_edit},     {"xdr", fuzz_xdr},	      {"finding", fuzz_finding},
};

enum { FUZZ_TARGETS = sizeof fuzz_targets / sizeof *fuzz_targets };

struct fuzz_run {
	const struct fuzz_target *target;
	struct ab_arena arena;
	const void *bytes;
	size_t length;
};

static void fuzz_work(void *context)
{
	struct fuzz_run *run = context;

	run->target->run(&run->arena, ab_strndup(&run->arena, run->bytes, run->length),
			 run->length);
}

/* Feeds a target once; memory that runs out on the way is the arena's business. */
static void fuzz_feed(const struct fuzz_target *target, const void *bytes, size_t length)
{
	struct fuzz_run run = {.target = target, .bytes = bytes, .length = length};

	ab_arena_init(&run.arena);
	ab_arena_guard(&run.arena, fuzz_work, &run);
	ab_arena_release(&run.arena);
}

#endif
