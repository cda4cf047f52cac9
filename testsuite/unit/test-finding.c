/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings: the list, JSON and text.  Each test works in an arena under a guard. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "abiding/finding.h"

static struct ab_arena arena;
static struct ab_buf out;

struct job {
	void (*work)(void);
	bool is_done;
};

static void run_job(void *context)
{
	struct job *const job = context;

	ab_buf_init(&out, &arena);
	job->work();
	job->is_done = true;
}

static void with_arena(void (*work)(void))
{
	struct job job = {work, false};

	ab_arena_init(&arena);
	assert_true(ab_arena_guard(&arena, run_job, &job));
	assert_true(job.is_done);
	ab_arena_release(&arena);
}

#define TEST(name) \
	static void name##_work(void); \
	static void name(void **state) \
	{ \
		(void)state; \
		with_arena(name##_work); \
	} \
	static void name##_work(void)

static const struct ab_location nowhere;
static const struct ab_location here = {"domain.h", 12, 9};
static const struct ab_location record = {"libvirt.record.yaml", 340, 7};

static struct ab_finding full(void)
{
	return (struct ab_finding){
	    .rule = AB_STRUCT_FIELD_TYPE_CHANGED,
	    .severity = AB_ERROR,
	    .entity = "virDomainInfo",
	    .member = "maxMem",
	    .message = "'maxMem' was 'unsigned long' and is 'int'",
	    .consequence = "size 40 -> 32",
	    .since = "0.0.1",
	    .promised_as = "unsigned long maxMem",
	    .header = "libvirt/libvirt-domain.h",
	    .fixit = AB_FIXIT_REPLACE_WORD,
	    .fixit_text = "maxMem",
	};
}

static struct ab_finding bare(void)
{
	return (struct ab_finding){
	    .rule = AB_FUNCTION_REMOVED,
	    .severity = AB_WARNING,
	    .message = "'f' is gone",
	};
}

TEST(list_grows_and_counts)
{
	struct ab_findings findings = {0};

	for (int i = 0; i < 100; i++) {
		struct ab_finding *const finding =
		    ab_findings_add(&arena, &findings, AB_MACRO_REMOVED);

		assert_int_equal(finding->rule, AB_MACRO_REMOVED);
		assert_int_equal(finding->severity, AB_SILENT);
		assert_null(finding->message);
		finding->severity = i % 3 ? AB_ERROR : AB_WARNING;
	}
	assert_int_equal(findings.count, 100);
	assert_int_equal(ab_findings_count(&findings, AB_ERROR), 66);
	assert_int_equal(ab_findings_count(&findings, AB_WARNING), 34);
	assert_int_equal(ab_findings_count(&findings, AB_NOTE), 0);
}

static void expect_json_string(const char *text, const char *expected)
{
	ab_buf_init(&out, &arena);
	ab_json_string(&out, text);
	assert_string_equal(out.text, expected);
}

TEST(json_escapes)
{
	expect_json_string("", "\"\"");
	expect_json_string("plain / 'text'", "\"plain / 'text'\"");
	expect_json_string("a\"b\\c", "\"a\\\"b\\\\c\"");
	expect_json_string("\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"");
	expect_json_string("\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\"");
	/* no break, and no end, for those who read lines or YAML */
	expect_json_string("\xc2\x80\xc2\x85\xc2\x9f", "\"\\u0080\\u0085\\u009f\"");
	expect_json_string("\xe2\x80\xa8\xe2\x80\xa9", "\"\\u2028\\u2029\"");
	expect_json_string("\xef\xbb\xbf\xef\xbf\xbe\xef\xbf\xbf", "\"\\ufeff\\ufffe\\uffff\"");
}

/* All the edges of Unicode's table 3-7. */
TEST(json_keeps_valid_utf8)
{
	static const char *const valid[] = {
	    "\xc2\xa0",	    "\xdf\xbf",	    "\xe0\xa0\x80",	"\xed\x9f\xbf",
	    "\xee\x80\x80", "\xef\xbf\xbd", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf",
	};

	for (size_t i = 0; i < sizeof valid / sizeof *valid; i++)
		expect_json_string(valid[i], ab_printf(&arena, "\"%s\"", valid[i]));
}

#define BAD "\xef\xbf\xbd"

TEST(json_replaces_invalid_utf8)
{
	expect_json_string("a\x80z", "\"a" BAD "z\"");
	expect_json_string("\xff\xfe", "\"" BAD BAD "\"");
	expect_json_string("\xc0\xaf", "\"" BAD BAD "\"");		   /* overlong '/' */
	expect_json_string("\xe0\x9f\xbf", "\"" BAD BAD BAD "\"");	   /* overlong */
	expect_json_string("\xed\xa0\x80", "\"" BAD BAD BAD "\"");	   /* a surrogate */
	expect_json_string("\xf4\x90\x80\x80", "\"" BAD BAD BAD BAD "\""); /* past U+10FFFF */
	expect_json_string("\xf5\x80\x80\x80", "\"" BAD BAD BAD BAD "\""); /* likewise */
	expect_json_string("\xf0\x8f\xbf\xbf", "\"" BAD BAD BAD BAD "\""); /* overlong */
	expect_json_string("\xc3(", "\"" BAD "(\"");
}

TEST(json_survives_cut_utf8)
{
	expect_json_string("\xc3", "\"" BAD "\"");
	expect_json_string("\xe2\x82", "\"" BAD BAD "\"");
	expect_json_string("\xf0\x9f\x98", "\"" BAD BAD BAD "\"");
}

TEST(json_of_a_full_finding)
{
	const struct ab_finding finding = full();

	ab_finding_json(&out, &finding, here, record);
	assert_string_equal(
	    out.text,
	    "{\"rule\": \"struct-field-type-changed\", \"clause\": \"P2\", "
	    "\"severity\": \"error\", \"entity\": \"virDomainInfo\", \"member\": \"maxMem\", "
	    "\"message\": \"'maxMem' was 'unsigned long' and is 'int'\", "
	    "\"consequence\": \"size 40 -> 32\", \"since\": \"0.0.1\", "
	    "\"promised\": \"unsigned long maxMem\", \"file\": \"domain.h\", \"line\": 12, "
	    "\"column\": 9, \"header\": \"libvirt/libvirt-domain.h\", "
	    "\"record-file\": \"libvirt.record.yaml\", \"record-line\": 340, "
	    "\"record-column\": 7, \"fixit\": \"maxMem\"}");
}

TEST(json_leaves_out_what_is_not_known)
{
	const struct ab_finding finding = bare();

	ab_finding_json(&out, &finding, nowhere, nowhere);
	assert_string_equal(out.text, "{\"rule\": \"function-removed\", \"clause\": \"P1\", "
				      "\"severity\": \"warning\", \"message\": \"'f' is gone\"}");
}

/* What is written is read back, and written again the same. */
static void expect_read_back(const struct ab_finding *finding, struct ab_location now,
			     struct ab_location then)
{
	struct ab_location now_read, then_read;
	struct ab_finding read;
	struct ab_error error;
	struct ab_buf again;

	ab_buf_init(&out, &arena);
	ab_finding_json(&out, finding, now, then);
	assert_true(
	    ab_finding_read(&arena, out.text, out.length, &read, &now_read, &then_read, &error));
	assert_int_equal(read.rule, finding->rule);
	assert_int_equal(read.severity, finding->severity);
	ab_buf_init(&again, &arena);
	ab_finding_json(&again, &read, now_read, then_read);
	assert_string_equal(again.text, out.text);
}

TEST(json_is_read_back)
{
	struct ab_finding finding = full();

	expect_read_back(&finding, here, record);
	finding.message =
	    "a \"b\" \\ /\t\r\n\b\f\x01\x7f # : {[,]} 'x' \xc2\x85\xc2\x80\xe2\x80\xa8"
	    "\xef\xbb\xbf\xef\xbf\xbf\xf0\x9f\x98\x80\xff";
	expect_read_back(&finding, here, record);
	finding = bare();
	expect_read_back(&finding, nowhere, nowhere);
}

static void expect_not_read(const char *text)
{
	struct ab_location now, then;
	struct ab_finding finding;
	struct ab_error error;

	assert_false(ab_finding_read(&arena, text, strlen(text), &finding, &now, &then, &error));
	assert_non_null(error.message);
}

TEST(what_is_no_finding_is_not_read)
{
	expect_not_read("");
	expect_not_read("7");
	expect_not_read("{}");
	expect_not_read("{\"rule\": \"function-removed\"");
	expect_not_read("{\"rule\": \"function-removed\", \"message\": \"m\"}");
	expect_not_read("{\"rule\": \"function-removed\", \"severity\": \"error\"}");
	expect_not_read("{\"rule\": \"x\", \"severity\": \"error\", \"message\": \"m\"}");
	expect_not_read("{\"rule\": \"function-removed\", \"severity\": \"bad\", \"message\": "
			"\"m\"}");
	expect_not_read("{\"rule\": \"function-removed\", \"severity\": \"error\", \"message\": "
			"\"m\", \"line\": \"x\"}");
}

TEST(json_has_a_fixit_only_where_one_is_certain)
{
	struct ab_finding finding = bare();

	finding.fixit_text = "g";
	ab_finding_json(&out, &finding, nowhere, nowhere);
	assert_string_equal(out.text, "{\"rule\": \"function-removed\", \"clause\": \"P1\", "
				      "\"severity\": \"warning\", \"message\": \"'f' is gone\"}");
}

TEST(text_of_a_full_finding)
{
	const struct ab_finding finding = full();

	ab_finding_text(&out, &finding, here, record, false);
	assert_string_equal(out.text,
			    "domain.h:12:9: error: 'maxMem' was 'unsigned long' and is 'int' "
			    "[struct-field-type-changed]\n"
			    "libvirt.record.yaml:340:7: note: promised since 0.0.1 as "
			    "'unsigned long maxMem'\n"
			    "domain.h:12:9: note: size 40 -> 32\n");
}

TEST(text_without_places)
{
	const struct ab_finding finding = bare();

	ab_finding_text(&out, &finding, nowhere, nowhere, false);
	assert_string_equal(out.text, "warning: 'f' is gone [function-removed]\n");
}

TEST(text_stands_at_the_header_where_nothing_else_is_known)
{
	struct ab_finding finding = bare();

	finding.header = "foo/bar.h";
	finding.since = "1.2.3";
	ab_finding_text(&out, &finding, nowhere, nowhere, false);
	assert_string_equal(out.text, "foo/bar.h: warning: 'f' is gone [function-removed]\n"
				      "foo/bar.h: note: promised since 1.2.3\n");
}

TEST(text_says_of_the_promise_what_is_known)
{
	const struct ab_location line_only = {"r.yaml", 3, 0};
	struct ab_finding finding = bare();

	ab_finding_text(&out, &finding, nowhere, line_only, false);
	assert_string_equal(out.text, "warning: 'f' is gone [function-removed]\n"
				      "r.yaml:3: note: promised here\n");
	ab_buf_init(&out, &arena);
	finding.promised_as = "void f(void)";
	ab_finding_text(&out, &finding, nowhere, line_only, false);
	assert_string_equal(out.text, "warning: 'f' is gone [function-removed]\n"
				      "r.yaml:3: note: promised as 'void f(void)'\n");
}

TEST(text_in_colour)
{
	struct ab_finding finding = full();

	finding.severity = AB_WARNING;
	finding.consequence = NULL;
	finding.since = finding.promised_as = NULL;
	ab_finding_text(&out, &finding, here, nowhere, true);
	assert_string_equal(out.text, "\33[01m\33[Kdomain.h:12:9:\33[m\33[K "
				      "\33[01;35m\33[Kwarning: \33[m\33[K"
				      "'maxMem' was 'unsigned long' and is 'int' "
				      "[\33[01;35m\33[Kstruct-field-type-changed\33[m\33[K]\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(list_grows_and_counts),
	    cmocka_unit_test(json_escapes),
	    cmocka_unit_test(json_keeps_valid_utf8),
	    cmocka_unit_test(json_replaces_invalid_utf8),
	    cmocka_unit_test(json_survives_cut_utf8),
	    cmocka_unit_test(json_of_a_full_finding),
	    cmocka_unit_test(json_leaves_out_what_is_not_known),
	    cmocka_unit_test(json_is_read_back),
	    cmocka_unit_test(what_is_no_finding_is_not_read),
	    cmocka_unit_test(json_has_a_fixit_only_where_one_is_certain),
	    cmocka_unit_test(text_of_a_full_finding),
	    cmocka_unit_test(text_without_places),
	    cmocka_unit_test(text_stands_at_the_header_where_nothing_else_is_known),
	    cmocka_unit_test(text_says_of_the_promise_what_is_known),
	    cmocka_unit_test(text_in_colour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
