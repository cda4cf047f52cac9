/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * collect.cc - the way of the collector: what is seen while the parse goes on,
 * then the sweep at its end, then what holds for the translation unit as a
 * whole (headers, conditions, data model, options).
 */
#include "gcc-includes.h"
#include "collect.h"

struct collector collector;

/* The name of this compile's data model, by what decides layouts (design.md 2). */
static const char *data_model(void)
{
	const unsigned pointer = POINTER_SIZE, longs = TYPE_PRECISION(long_integer_type_node);
	const unsigned ints = TYPE_PRECISION(integer_type_node);
	const unsigned align = min_align_of_type(long_long_integer_type_node);
	const char *const end = BYTES_BIG_ENDIAN ? "-be" : "";
	const char *variant = "";

	if (ints != 32 || (pointer != 32 && pointer != 64))
		return ab_printf(collector.arena, "i%ul%up%ua%u%s", ints, longs, pointer, align,
				 end);
	if (pointer == 64)
		return ab_printf(collector.arena, "%s%s", longs == 64 ? "lp64" : "llp64", end);
	if (GET_MODE_SIZE(word_mode) == 8)
		variant = "-x32";
	else if (align == 4)
		variant = "-i386";
	else if (align == 2)
		variant = "-m68k";
	else if (!BYTES_BIG_ENDIAN)
		variant = "-arm";
	return ab_printf(collector.arena, "ilp32%s%s", variant, end);
}

/* Options of this compile that give the same declarations other layouts or values. */
static const char *layout_flags(void)
{
	struct ab_buf text;

	ab_buf_init(&text, collector.arena);
	if (flag_pack_struct)
		ab_buf_add(&text, " -fpack-struct");
	if (flag_short_enums != targetm.default_short_enums())
		ab_buf_add(&text, flag_short_enums ? " -fshort-enums" : " -fno-short-enums");
	if (flag_signed_char != DEFAULT_SIGNED_CHAR)
		ab_buf_add(&text, flag_signed_char ? " -fsigned-char" : " -funsigned-char");
	return text.length ? text.text + 1 : NULL;
}

struct ab_record *collecting(void)
{
	if (!collector.record) {
		collector.record = ab_record_new(collector.arena);
		collector.record->library = collector.policy->library;
		collector.model = ab_record_model(collector.record, data_model());
	}
	return collector.record;
}

/* ---- while the parse goes on ---- */

/* Runs work under a guard; what fails for lack of memory is found missing at the end. */
void collect_guarded(void (*work)(void *), void *context)
{
	if (!ab_arena_guard(collector.arena, work, context))
		collector.is_out_of_memory = true;
}

static void note_decl(void *decl)
{
	decl_note((tree)decl);
}

static void on_finish_decl(void *event, void *)
{
	tree decl = (tree)event;

	if (decl && (TREE_CODE(decl) == FUNCTION_DECL || TREE_CODE(decl) == VAR_DECL ||
		     TREE_CODE(decl) == TYPE_DECL))
		collect_guarded(note_decl, decl);
}

static void note_opened(void *path)
{
	place_note_opened((const char *)path);
}

static void on_include_file(void *event, void *)
{
	hidden_start();
	if (event)
		collect_guarded(note_opened, event);
}

void collect_start(const char *plugin_name, struct ab_arena *arena, const struct ab_policy *policy,
		   const struct ab_record *promised)
{
	collector.arena = arena;
	collector.policy = policy;
	collector.promised = promised;
	register_callback(plugin_name, PLUGIN_FINISH_DECL, on_finish_decl, NULL);
	register_callback(plugin_name, PLUGIN_INCLUDE_FILE, on_include_file, NULL);
}

/* ---- at the end ---- */

static bool has_public_file;

static void look_for_public(struct source_file *file)
{
	has_public_file |= file->is_public;
}

bool collect_sees_surface(void)
{
	place_each_file(look_for_public);
	return has_public_file;
}

static void add_header(struct source_file *file)
{
	struct ab_header *header;

	if (!file->is_public)
		return;
	header = ab_record_header(collector.record, file->logical);
	header->is_entry |= file->is_entry;
}

static void add_condition(const char *macro)
{
	struct ab_record *record = collector.record;
	struct ab_condition *condition;

	record->conditions = AB_GROW(record->arena, record->conditions, record->n_conditions,
				     &record->conditions_capacity);
	condition = &record->conditions[record->n_conditions++];
	condition->macro = macro;
	condition->is_defined = macro_is_defined(macro);
}

struct ab_record *collect_finish(void)
{
	struct ab_record *record = collecting();

	decl_sweep();
	macro_sweep();
	text_sweep();
	place_each_file(add_header);
	hidden_sweep();
	if (collector.policy->sentinel_guard)
		add_condition(collector.policy->sentinel_guard);
	for (const char *const *macro = collector.policy->switches; *macro; macro++)
		add_condition(*macro);
	record->flags = layout_flags();
	ab_record_sort(record);
	return collector.is_out_of_memory ? NULL : record;
}
