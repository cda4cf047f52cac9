/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * diff-html.c - two records as a page for the browser.
 *
 * What is broken stands first; structs whose layout differs are shown as two
 * strips of memory and a table, before and after side by side.
 */
#include "diff.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "layout.h"

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n";

static const char style[] =
    "<style>\n"
    ":root{--bg:#fbfbfa;--card:#fff;--text:#1c1e21;--dim:#62676e;--line:#dfe1e4;--code:#f1f2f4;\n"
    "--bad:#b3261e;--badbg:#fbe9e7;--warn:#8a5a00;--warnbg:#fdf3dc;--good:#1b6e3c;--goodbg:#e4f4ea;"
    "\n"
    "--moved:#1f5fa8;--movedbg:#e5effa}\n"
    "@media(prefers-color-scheme:dark){:root{--bg:#16181b;--card:#1e2125;--text:#e6e8ea;\n"
    "--dim:#9aa1a9;--line:#343a41;--code:#282c31;--bad:#ff9b92;--badbg:#3d211f;--warn:#f0c264;\n"
    "--warnbg:#3a2f17;--good:#7fd6a0;--goodbg:#1a3325;--moved:#8fc1f7;--movedbg:#1c2f45}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;max-width:66rem;padding:1.5rem 1rem 4rem;background:var(--bg);"
    "color:var(--text);font:16px/1.5 system-ui,sans-serif}\n"
    "h1{font-size:1.6rem;line-height:1.25;margin:.2rem 0 .6rem}\n"
    "h2{font-size:1.2rem;margin:2.4rem 0 .6rem}\n"
    "h3{font-size:1rem;margin:1.4rem 0 .3rem}\n"
    "code,pre,td,.strip{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;"
    "font-size:.84rem}\n"
    "a{color:inherit}p{margin:.3rem 0}.dim{color:var(--dim)}\n"
    ".sum{display:flex;flex-wrap:wrap;gap:.5rem;margin:0;padding:0;list-style:none}\n"
    ".sum a{display:block;padding:.15rem .7rem;border-radius:1rem;background:var(--code);"
    "text-decoration:none}\n"
    ".sum .bad{background:var(--badbg);color:var(--bad)}\n"
    ".sum .good{background:var(--goodbg);color:var(--good)}\n"
    ".sum .warn{background:var(--warnbg);color:var(--warn)}\n"
    ".card{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--dim);"
    "border-radius:6px;padding:.7rem .9rem;margin:.7rem 0;overflow-wrap:anywhere}\n"
    ".card.error{border-left-color:var(--bad)}.card.warning{border-left-color:var(--warn)}\n"
    ".card h3{margin-top:0}.card b{font-weight:600}.rule{color:var(--bad);white-space:nowrap}\n"
    ".warning .rule{color:var(--warn)}.note .rule{color:var(--dim)}\n"
    "ul.list{list-style:none;margin:0;padding:0}\n"
    "ul.list li{border-top:1px solid var(--line);padding:.3rem 0;overflow-wrap:anywhere}\n"
    "ul.list li:first-child{border-top:0}\n"
    "del,ins{text-decoration:none}del{color:var(--bad)}ins{color:var(--good)}\n"
    "del::before{content:'- '}ins::before{content:'+ '}del,ins{display:block}\n"
    ".strip{display:flex;height:2rem;margin:.15rem 0 .5rem;min-width:3rem}\n"
    ".strip span{flex:1 1 0;min-width:2px;overflow:hidden;white-space:nowrap;padding:.25rem .3rem;"
    "background:var(--code);border:1px solid var(--line);border-left-width:0}\n"
    ".strip span:first-child{border-left-width:1px}\n"
    ".wrap{overflow-x:auto}\n"
    "table{border-collapse:collapse;min-width:100%}\n"
    "th{font-size:.8rem;font-weight:600;color:var(--dim);text-align:left;padding:.2rem "
    ".5rem;white-space:nowrap}\n"
    "td{padding:.18rem .5rem;border-top:1px solid "
    "var(--line);white-space:nowrap;vertical-align:top}\n"
    "td.n{text-align:right;color:var(--dim)}\n"
    "td.second,th.second{border-left:2px solid var(--line)}\n"
    ".gone{background:var(--badbg)!important;color:var(--bad)}\n"
    ".new{background:var(--goodbg)!important;color:var(--good)}\n"
    ".moved{background:var(--movedbg)!important;color:var(--moved)}\n"
    ".other{background:var(--warnbg)!important;color:var(--warn)}\n"
    "td.gone,td.new,td.moved,td.other{color:inherit}\n"
    ".hole{color:var(--dim);font-style:italic;background:repeating-linear-gradient(135deg,"
    "transparent 0 5px,var(--line) 5px 6px)!important}\n"
    "@media(max-width:40rem){table,tbody{display:block}"
    "tr{display:grid;grid-template-columns:3rem 4.2rem 1fr;border-top:1px solid var(--line)}"
    "td{border-top:0}td:nth-child(3n){white-space:normal;overflow-wrap:anywhere}"
    "td.second,th.second{border-left:0}.same td:nth-child(n+4),td:empty{display:none}"
    "tr:not(.same) :nth-child(3)::before{content:'- '}"
    "tr:not(.same) :nth-child(6)::before{content:'+ '}}\n"
    ".key{display:flex;flex-wrap:wrap;gap:.4rem 1rem;font-size:.84rem;margin:.4rem 0 1rem}\n"
    ".key span{padding:0 .5rem;border-radius:3px}\n"
    "footer{margin-top:3rem;font-size:.84rem;color:var(--dim)}\n"
    "</style>\n";

struct html {
	const struct diff *diff;
	struct ab_buf buf;
};

static void add(struct html *html, const char *text)
{
	ab_buf_add(&html->buf, text);
}

/* Text between tags and in quoted attributes. */
static void add_text(struct html *html, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			add(html, "&amp;");
			break;
		case '<':
			add(html, "&lt;");
			break;
		case '>':
			add(html, "&gt;");
			break;
		case '"':
			add(html, "&quot;");
			break;
		default:
			ab_buf_add_n(&html->buf, text, 1);
		}
	}
}

static void add_element(struct html *html, const char *tag, const char *text)
{
	ab_buf_addf(&html->buf, "<%s>", tag);
	add_text(html, text);
	ab_buf_addf(&html->buf, "</%s>", tag);
}

/* ---- layouts ---- */

/* A pair of rows; either may be missing. */
struct pair {
	const struct layout_row *then, *now;
};

struct layouts {
	const struct ab_entity *then_entity, *now_entity;
	struct layout then, now;
	uint64_t then_bytes, now_bytes;
	struct pair *pairs;
	size_t count, capacity;
};

static bool is_hole(const struct layout_row *row)
{
	return !row->text;
}

static bool is_same_row(const struct layout_row *a, const struct layout_row *b)
{
	if (a->depth != b->depth || is_hole(a) != is_hole(b))
		return false;
	if (!a->name || !b->name)
		return a->name == b->name;
	return !strcmp(a->name, b->name);
}

static const struct layout_row *find_row(const struct layout *layout, const struct layout_row *row)
{
	for (size_t i = 0; row->name && i < layout->count; i++)
		if (is_same_row(&layout->rows[i], row))
			return &layout->rows[i];
	return NULL;
}

static void add_pair(struct html *html, struct layouts *l, const struct layout_row *then,
		     const struct layout_row *now)
{
	l->pairs = AB_GROW(html->diff->arena, l->pairs, l->count, &l->capacity);
	l->pairs[l->count++] = (struct pair){then, now};
}

/* Two fields of one place that both have no counterpart. */
static bool is_renamed(const struct layouts *l, const struct layout_row *then,
		       const struct layout_row *now)
{
	return !is_hole(then) && !is_hole(now) && then->bit_offset == now->bit_offset &&
	       then->depth == now->depth && !find_row(&l->now, then) && !find_row(&l->then, now);
}

/* Fields of one name beside each other, in the order of both as far as that goes. */
static void pair_rows(struct html *html, struct layouts *l)
{
	size_t i = 0, j = 0;

	while (i < l->then.count || j < l->now.count) {
		const struct layout_row *then = i < l->then.count ? &l->then.rows[i] : NULL;
		const struct layout_row *now = j < l->now.count ? &l->now.rows[j] : NULL;

		if (then && now && (is_same_row(then, now) || is_renamed(l, then, now))) {
			i++;
			j++;
		} else if (then && (!now || !find_row(&l->now, then))) {
			now = NULL;
			i++;
		} else if (now && (!then || !find_row(&l->then, now))) {
			then = NULL;
			j++;
		} else {
			now = NULL;
			i++;
		}
		add_pair(html, l, then, now);
	}
}

/* How a field is shown whose counterpart is other; is_then: it is the earlier one. */
static const char *class_of(const struct layout_row *row, const struct layout_row *other,
			    bool is_then)
{
	if (is_hole(row))
		return "hole";
	if (!other)
		return is_then ? "gone" : "new";
	if (strcmp(row->text, other->text) != 0 || row->bit_size != other->bit_size)
		return "other";
	return row->bit_offset != other->bit_offset ? "moved" : "";
}

static const char *bytes_text(struct html *html, uint64_t bits)
{
	if (bits % 8)
		return ab_printf(html->diff->arena, "%" PRIu64 ":%" PRIu64, bits / 8, bits % 8);
	return ab_printf(html->diff->arena, "%" PRIu64, bits / 8);
}

static const char *size_text(struct html *html, uint64_t bits)
{
	if (!bits)
		return "";
	if (bits % 8)
		return ab_printf(html->diff->arena, "%" PRIu64 " bit%s", bits,
				 bits == 1 ? "" : "s");
	return ab_printf(html->diff->arena, "%" PRIu64, bits / 8);
}

static void add_strip(struct html *html, const char *title, const struct layout *layout,
		      const struct layout *other, uint64_t bytes, uint64_t most, bool is_then)
{
	ab_buf_addf(&html->buf,
		    "<div class=\"dim\">%s: %" PRIu64 " bytes</div>"
		    "<div class=\"strip\" style=\"width:%" PRIu64 ".%02" PRIu64 "%%\">",
		    title, bytes, bytes * 100 / most, bytes * 10000 / most % 100);
	for (size_t i = 0; i < layout->count; i++) {
		const struct layout_row *const row = &layout->rows[i];

		if (row->depth)
			continue;
		ab_buf_addf(&html->buf,
			    "<span class=\"%s\" style=\"flex-grow:%" PRIu64 "\" title=\"",
			    class_of(row, find_row(other, row), is_then),
			    row->bit_size ? row->bit_size : 8);
		add_text(html, row->text ? row->text : "hole");
		ab_buf_addf(&html->buf, ", at %s\">", bytes_text(html, row->bit_offset));
		add_text(html, row->name ? row->name : "");
		add(html, "</span>");
	}
	add(html, "</div>\n");
}

static void add_cells(struct html *html, const struct layout_row *row,
		      const struct layout_row *other, bool is_then)
{
	const char *second = is_then ? "" : "second ", *class;

	if (!row) {
		ab_buf_addf(&html->buf, "<td class=\"%s\"></td><td></td><td></td>", second);
		return;
	}
	class = class_of(row, other, is_then);
	ab_buf_addf(&html->buf, "<td class=\"n %s%s\">%s</td><td class=\"n %s\">%s</td>", second,
		    class, bytes_text(html, row->bit_offset), class,
		    size_text(html, row->bit_size));
	ab_buf_addf(&html->buf, "<td class=\"%s\">", class);
	for (unsigned i = 0; i < row->depth; i++)
		add(html, "&emsp;");
	add_text(html, row->text ? row->text : "hole");
	add(html, "</td>");
}

/* Where the window has no room for both sides, one of them is enough then. */
static bool is_unchanged(const struct pair *pair)
{
	const struct layout_row *const then = pair->then, *const now = pair->now;

	return then && now && is_same_row(then, now) && then->bit_offset == now->bit_offset &&
	       then->bit_size == now->bit_size &&
	       (is_hole(then) || strcmp(then->text, now->text) == 0);
}

static void add_table(struct html *html, const struct layouts *l)
{
	add(html, "<div class=\"wrap\"><table><tr><th>at<th>size<th>before"
		  "<th class=\"second\">at<th>size<th>after</tr>\n");
	for (size_t i = 0; i < l->count; i++) {
		const struct pair *const pair = &l->pairs[i];
		const struct layout_row *of_then = pair->now, *of_now = pair->then;

		/* what has a name is compared with its like, wherever that is */
		if (pair->then && pair->then->name)
			of_then = find_row(&l->now, pair->then);
		if (pair->now && pair->now->name)
			of_now = find_row(&l->then, pair->now);
		add(html, is_unchanged(pair) ? "<tr class=\"same\">" : "<tr>");
		add_cells(html, pair->then, of_then, true);
		add_cells(html, pair->now, of_now, false);
		add(html, "</tr>\n");
	}
	add(html, "</table></div>\n");
}

static bool is_same_layout(const struct layouts *l)
{
	if (l->then.count != l->now.count || l->then_bytes != l->now_bytes)
		return false;
	for (size_t i = 0; i < l->then.count; i++) {
		const struct layout_row *a = &l->then.rows[i], *b = &l->now.rows[i];

		if (!is_same_row(a, b) || a->bit_offset != b->bit_offset ||
		    a->bit_size != b->bit_size || (a->text && strcmp(a->text, b->text) != 0))
			return false;
	}
	return true;
}

static bool get_layouts(struct html *html, const struct ab_entity *then, struct layouts *l)
{
	const struct diff *const diff = html->diff;
	const struct ab_entity *const now = ab_record_find(diff->new, then->kind, then->name);
	int old_model, new_model;

	memset(l, 0, sizeof *l);
	if (!now || !then->body || !now->body || !diff->old->n_models)
		return false;
	old_model = 0;
	new_model = ab_record_find_model(diff->new, diff->old->models[0]);
	if (!layout_of(diff->arena, diff->old, then->body, old_model, &l->then) ||
	    !layout_of(diff->arena, diff->new, now->body, new_model, &l->now))
		return false;
	l->then_bytes = then->body->size_bytes.value[old_model];
	l->now_bytes = now->body->size_bytes.value[new_model];
	l->then_entity = then;
	l->now_entity = now;
	return !is_same_layout(l);
}

static const char key[] =
    "<div class=\"key\"><span class=\"new\">new</span><span class=\"gone\">gone</span>"
    "<span class=\"moved\">moved</span><span class=\"other\">declared otherwise</span>"
    "<span class=\"hole\">hole</span></div>\n";

static void add_layouts(struct html *html)
{
	static const enum ab_kind kinds[] = {AB_STRUCT, AB_UNION};
	const struct diff *const diff = html->diff;
	bool has_any = false;
	struct layouts l;

	for (size_t k = 0; k < 2; k++) {
		for (size_t i = 0; i < diff->old->of[kinds[k]].count; i++) {
			const struct ab_entity *const then = diff->old->of[kinds[k]].items[i];
			uint64_t most;

			if (!get_layouts(html, then, &l))
				continue;
			if (!has_any) {
				ab_buf_addf(&html->buf,
					    "<h2 id=\"layouts\">Layouts (%s), in bytes</h2>\n",
					    diff->old->models[0]);
				add(html, key);
			}
			has_any = true;
			add(html, "<section class=\"card\">");
			add_element(html, "h3", ab_entity_text(diff->arena, then));
			most = l.then_bytes > l.now_bytes ? l.then_bytes : l.now_bytes;
			if (kinds[k] == AB_STRUCT && most) {
				add_strip(html, "before", &l.then, &l.now, l.then_bytes, most,
					  true);
				add_strip(html, "after", &l.now, &l.then, l.now_bytes, most, false);
			}
			pair_rows(html, &l);
			add_table(html, &l);
			add(html, "</section>\n");
		}
	}
}

/* ---- findings and changes ---- */

static void add_finding(struct html *html, const struct ab_finding *finding)
{
	const struct ab_rule_info *const rule = ab_rule_info(finding->rule);
	const char *const promise = ab_finding_promise(html->diff->arena, finding, false);

	ab_buf_addf(&html->buf, "<div class=\"card %s\"><p>", ab_severity_word(finding->severity));
	add_element(html, "b", finding->message);
	add(html, " <code class=\"rule\" title=\"");
	add_text(html, rule->what);
	ab_buf_addf(&html->buf, "\">%s</code></p>\n", rule->id);
	if (finding->consequence)
		add_element(html, "p", finding->consequence);
	add(html, "<p class=\"dim\">");
	if (promise)
		add_text(html, promise);
	if (promise && finding->header)
		add(html, ", ");
	if (finding->header)
		add_element(html, "code", finding->header);
	add(html, "</p></div>\n");
}

static void add_findings(struct html *html)
{
	const struct report *const report = &html->diff->report;

	if (!report->count)
		return;
	ab_buf_addf(&html->buf, "<h2 id=\"broken\">%s</h2>\n",
		    report->errors ? "Broken" : "To be looked at");
	for (size_t i = 0; i < report->count; i++)
		add_finding(html, &report->items[i].finding);
}

static void add_change(struct html *html, const struct ab_change *change)
{
	add(html, "<li>");
	if (change->what == AB_CHANGED) {
		if (change->member)
			add_element(html, "code", change->name);
		add(html, "<code>");
		add_element(html, "del", change->before);
		add_element(html, "ins", change->after);
		add(html, "</code>");
	} else {
		add_element(html, "code", change->after ? change->after : change->before);
		if (change->member &&
		    (change->of == AB_ENUM || change->of == AB_CHANGED_PROTOCOL)) {
			add(html, " <span class=\"dim\">in <code>");
			add_text(html, change->name);
			add(html, "</code></span>");
		}
	}
	add(html, "</li>\n");
}

static void add_changes(struct html *html, enum ab_change_kind what, const char *id,
			const char *heading)
{
	const struct ab_changes *const changes = &html->diff->changes;
	int kind = -1;

	if (!diff_count(html->diff, what))
		return;
	ab_buf_addf(&html->buf, "<h2 id=\"%s\">%s</h2>\n", id, heading);
	for (size_t i = 0; i < changes->count; i++) {
		if (changes->items[i].what != what)
			continue;
		if (kind != changes->items[i].of)
			ab_buf_addf(&html->buf, "%s<h3>%s</h3><ul class=\"list\">\n",
				    kind < 0 ? "" : "</ul>",
				    ab_changed_heading(changes->items[i].of));
		kind = changes->items[i].of;
		add_change(html, &changes->items[i]);
	}
	add(html, "</ul>\n");
}

static void add_count(struct html *html, const char *class, const char *id, size_t count,
		      const char *word)
{
	if (count)
		ab_buf_addf(&html->buf, "<li><a class=\"%s\" href=\"#%s\">%zu %s%s</a></li>\n",
			    class, id, count, word, count == 1 || !strcmp(word, id) ? "" : "s");
}

static void add_summary(struct html *html)
{
	const struct diff *const diff = html->diff;

	add(html, "<h1>");
	add_text(html, diff_title(diff, diff->new));
	add(html, diff->report.errors ? " breaks what " : " keeps what ");
	add_text(html, diff_title(diff, diff->old));
	add(html, " promised</h1>\n<ul class=\"sum\">\n");
	add_count(html, "bad", "broken", diff->report.errors, "broken");
	if (!diff->report.errors)
		add(html, "<li><a class=\"good\">nothing is broken</a></li>\n");
	add_count(html, "warn", "broken", diff->report.warnings, "warning");
	add_count(html, "", "broken", diff->report.notes, "note");
	add_count(html, "", "added", diff_count(diff, AB_ADDED), "added");
	add_count(html, "", "changed", diff_count(diff, AB_CHANGED), "changed");
	add_count(html, "", "removed", diff_count(diff, AB_REMOVED), "removed");
	add(html, "</ul>\n");
}

void diff_html(const struct diff *diff)
{
	struct html html = {.diff = diff};

	ab_buf_init(&html.buf, diff->arena);
	add(&html, head);
	add(&html, "<title>");
	add_text(&html, diff_title(diff, diff->old));
	add(&html, " - ");
	add_text(&html, diff_title(diff, diff->new));
	add(&html, "</title>\n");
	add(&html, style);
	add_summary(&html);
	add_findings(&html);
	add_layouts(&html);
	add_changes(&html, AB_ADDED, "added", "Added");
	add_changes(&html, AB_CHANGED, "changed", "Changed, and nothing breaks");
	add_changes(&html, AB_REMOVED, "removed", "Removed, and not promised");
	add(&html, "<footer>From ");
	add_element(&html, "code", diff->options.args[0]);
	add(&html, " and ");
	add_element(&html, "code", diff->options.args[1]);
	add(&html, ", by abiding " ABIDING_VERSION ".</footer>\n</html>\n");
	fputs(html.buf.text, stdout);
}
