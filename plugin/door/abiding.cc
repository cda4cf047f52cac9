/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * abiding.cc - the plugin's door.  Each compile comes through here.  With an
 * image, one that includes no public header goes no farther; the others are
 * looked at quickly (quick.cc), and only where not all is as promised the
 * comparison is made (full.cc).
 *
 * What is here stays small and asks the compiler for few symbols: to bind one
 * costs as much as to look at a declaration.
 *
 * The end of the parse is had by wrapping lang_hooks.parse_file: unlike
 * PLUGIN_FINISH_UNIT it comes with -fsyntax-only, after errors, and before
 * -flto throws declarations away; with -E it does not come, nor is it wanted.
 */
#include <dlfcn.h>
#include <limits.h>

#include "gcc/gcc-includes.h"
#include "abiding/version.h"
#include "gcc/handover.h"

extern "C" {
__attribute__((visibility("default"))) int plugin_is_GPL_compatible;
__attribute__((visibility("default"))) int plugin_init(struct plugin_name_args *args,
						       struct plugin_gcc_version *running);
}

/* Of the other parts: what goes by this file alone, such as ccache, sees that one has changed. */
__attribute__((used)) static const char parts[] = AB_PARTS;

/*
 * clang takes -fplugin=FILE as well, opens it, finds nothing that it knows, and
 * says nothing; what is bound to the compiler is bound weakly.
 */
#pragma weak plugin_default_version_check
__attribute__((constructor)) static void say_foreign_compiler(void)
{
	static const char text[] =
	    "abiding: this compiler is not GCC; the headers are not checked\n";

	if (!plugin_default_version_check && write(STDERR_FILENO, text, sizeof text - 1) < 0)
		return;
}

/* A protocol matters to a compile that reads a header made of it. */
struct protocol {
	const struct ab_image_source *source;
	char first; /* letter of the last component of its header, 0: it may be any */
	bool is_seen;
};

static struct {
	struct plugin_name_args *args;
	struct ab_image image;
	struct handover handover;
	bool has_scripts;		      /* the version scripts are as they were */
	const struct quick_look *quick;	      /* NULL: not loaded */
	const struct full *full;	      /* NULL: not loaded */
	bool is_image_named;		      /* by the policy argument; else it was found */
	bool is_full_started, is_handed_over; /* the latter: or it was tried */
	bool is_broken;			      /* a part could not be loaded, which has been said */
	bool wants_stats, is_strict;
	bool sees_includes;	    /* each header that is opened, and there are no others */
	struct protocol *protocols; /* of the image */
	size_t n_protocols;
	void (*parse_file)(void);					 /* the front end's own */
	void (*read_pch)(cpp_reader *, const char *, int, const char *); /* likewise */
} door;

/* ---- the parts ---- */

static bool is_same(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *a == *b;
}

/* A symbol of "abiding-PART.so", beside "abiding.so"; NULL: it is not there, and that has been said. */
static const void *load_part(const char *part, const char *symbol)
{
	const char *const self = door.args->full_name;
	const size_t length = strlen(self);
	const bool has_suffix = length > 3 && is_same(self + length - 3, ".so");
	char path[PATH_MAX];
	void *library, *found;
	const size_t stem = has_suffix ? length - 3 : length, part_length = strlen(part);

	if (stem + part_length + sizeof "-.so" > sizeof path) {
		error("%s: its own path is too long", door.args->base_name);
		door.is_broken = true;
		return NULL;
	}
	memcpy(path, self, stem);
	path[stem] = '-';
	memcpy(path + stem + 1, part, part_length);
	memcpy(path + stem + 1 + part_length, ".so", sizeof ".so");
	library = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
	found = library ? dlsym(library, symbol) : NULL;
	if (!found)
		error("%s cannot load a companion library: %s", door.args->base_name, dlerror());
	door.is_broken = !found;
	return found;
}

static bool load_full(void)
{
	if (!door.full)
		door.full = (const struct full *)load_part("full", FULL_SYMBOL);
	return door.full;
}

static bool start_full(void)
{
	door.is_handed_over = true;
	if (load_full())
		door.is_full_started = door.full->start(door.args, &door.handover);
	return door.is_full_started;
}

static const struct full *take_over(const struct handover *seen)
{
	const char *const cache_file = door.handover.cache_file;

	door.handover = *seen;
	door.handover.cache_file = cache_file;
	return start_full() ? door.full : NULL;
}

static const struct full *start_additions(void)
{
	return load_full() && door.full->start_additions(door.args, &door.handover) ? door.full
										    : NULL;
}

/* -imacros takes only macros from a header: then there is something to say. */
static bool has_imacros(void)
{
	for (unsigned i = 0; i < save_decoded_options_count; i++)
		if (save_decoded_options[i].opt_index == OPT_imacros)
			return true;
	return false;
}

/* Whether it is there. */
static bool start_quick(void)
{
	if (door.quick || door.is_broken)
		return door.quick;
	door.quick = (const struct quick_look *)load_part("quick", QUICK_SYMBOL);
	if (door.quick)
		door.quick->start(door.args->base_name, &door.image,
				  door.has_scripts && !has_imacros(), door.is_strict, take_over,
				  start_additions);
	return door.quick;
}

/* Nothing of the compiler's may be called before; it is told in what has the words for it. */
static bool is_right_compiler(struct plugin_gcc_version *running)
{
	if (plugin_default_version_check(running, &gcc_version))
		return true;
	return load_full() && door.full->is_right_version(door.args->base_name, running);
}

/* ---- arguments ---- */

struct arguments {
	const char *policy, *cache; /* files, NULL: none */
	bool needs_full; /* something that the quick look does not do, or that is wrong */
};

static bool is_severity(const char *word)
{
	return is_same(word, "error") || is_same(word, "warning") || is_same(word, "note");
}

static void read_argument(const struct plugin_argument *given, struct arguments *arguments)
{
	const char *const key = given->key;
	const char *const value = argument_value(door.args->base_name, given);
	const bool has_text = value && *value;

	if (is_same(key, "policy") && has_text)
		arguments->policy = value;
	else if (is_same(key, "cache") && has_text)
		arguments->cache = value;
	else if (is_same(key, "stats") && !value)
		door.wants_stats = true;
	else if (is_same(key, "strict") && !value)
		door.is_strict = true;
	else if (!(is_same(key, "report") && has_text) &&
		 !(is_same(key, "severity") && has_text && is_severity(value)))
		arguments->needs_full = true;
}

/* ---- protocols ---- */

static const struct ab_image_source *image_sources(uint64_t *count)
{
	return (const struct ab_image_source *)ab_image_part(&door.image, AB_IMAGE_SOURCES, count);
}

/* What does not stand for itself in a pattern. */
static bool is_special(char letter)
{
	return letter == '*' || letter == '?' || letter == '[' || letter == '\\' || !letter;
}

static bool is_protocol(const struct ab_image_source *source)
{
	return source->role == AB_IMAGE_PROTOCOL || source->role == AB_IMAGE_BROKEN_PROTOCOL;
}

/* false: there is no memory for them. */
static bool find_protocols(void)
{
	uint64_t count;
	const struct ab_image_source *const source = image_sources(&count);

	for (uint64_t i = 0; i < count; i++) {
		char first;

		if (!is_protocol(&source[i]))
			continue;
		first = *ab_image_base(ab_image_string(&door.image, source[i].header));
		if (!door.protocols)
			door.protocols =
			    (struct protocol *)ab_image_memory(count * sizeof *door.protocols);
		if (!door.protocols)
			return false;
		door.protocols[door.n_protocols].source = &source[i];
		door.protocols[door.n_protocols++].first = is_special(first) ? 0 : first;
	}
	return true;
}

static void note_protocols(const char *path)
{
	const char first = *ab_image_base(path);

	for (size_t i = 0; i < door.n_protocols; i++) {
		struct protocol *const protocol = &door.protocols[i];

		if ((!protocol->first || protocol->first == first) && start_quick())
			protocol->is_seen |=
			    door.quick->is_of_protocol(&door.image, protocol->source, path);
	}
}

/* Whether one that this compile has to do with may not be as promised. */
static bool has_doubtful_protocol(void)
{
	char path[PATH_MAX];

	for (size_t i = 0; i < door.n_protocols; i++) {
		const struct ab_image_source *const source = door.protocols[i].source;

		if (door.protocols[i].is_seen &&
		    (source->role == AB_IMAGE_BROKEN_PROTOCOL ||
		     !ab_image_is_as_it_was(&door.image, source, path, sizeof path)))
			return true;
	}
	return false;
}

static void depend_on_protocols(void)
{
	char path[PATH_MAX];

	for (size_t i = 0; i < door.n_protocols; i++)
		if (door.protocols[i].is_seen &&
		    ab_image_has_source(&door.image, door.protocols[i].source, path, sizeof path))
			depend_on(path);
}

static void check_protocols(void)
{
	if (door.is_broken)
		return;
	if (door.sees_includes && !has_doubtful_protocol())
		depend_on_protocols();
	else if (door.is_full_started || (door.n_protocols && start_full()))
		door.full->check_protocols();
}

/* ---- the image ---- */

/*
 * And what it was made of.  One that was found is there for speed alone: what is deleted must not
 * be missed by the next build, and which headers are read, the compiler says.
 */
static void depend_on_image(void)
{
	uint64_t count;
	const struct ab_image_source *const source = image_sources(&count);
	char path[PATH_MAX];

	if (door.is_image_named)
		depend_on(door.image.path);
	for (uint64_t i = 0; i < count; i++)
		if (!is_protocol(&source[i]) &&
		    (door.is_image_named || source[i].role != AB_IMAGE_HEADER) &&
		    ab_image_has_source(&door.image, &source[i], path, sizeof path))
			depend_on(path);
}

/* Opens what the policy argument names, if it is an image; false: it is one, and bad. */
static bool open_image(const char *path)
{
	static char message[AB_IMAGE_MESSAGE_MAX];
	const enum ab_image_status status = ab_image_open(path, &door.image, message);

	if (status == AB_IMAGE_IS_OTHER)
		return true;
	if (status == AB_IMAGE_IS_OPEN &&
	    ab_image_is_fresh(&door.image, &door.has_scripts, message)) {
		door.handover.image = &door.image;
		door.is_image_named = true;
		return true;
	}
	error("%s", message);
	return false;
}

enum { HEX_MAX = 17 };

static void write_hex(uint64_t number, char *buffer)
{
	for (int i = 0; i < HEX_MAX - 1; i++)
		buffer[i] = "0123456789abcdef"[number >> (60 - 4 * i) & 15];
	buffer[HEX_MAX - 1] = '\0';
}

/* The name of a policy's image in the folder: of its path and content, NULL: there is no reading it. */
static const char *cache_file(const char *folder, const char *policy)
{
	static char name[PATH_MAX];
	char of_path[HEX_MAX], of_content[HEX_MAX];
	const char *const texts[] = {folder, "/", of_path, of_content, ".abi", NULL};
	struct ab_image_view view;

	if (!ab_image_view(policy, &view))
		return NULL;
	write_hex(ab_image_hash(policy, strlen(policy)), of_path);
	write_hex(ab_image_hash(view.bytes, view.size), of_content);
	ab_image_unview(&view);
	return ab_image_join(name, sizeof name, texts) ? name : NULL;
}

/* An image in the cache is as good as one that is given, or is made anew. */
static void look_in_cache(const char *folder, const char *policy)
{
	static char message[AB_IMAGE_MESSAGE_MAX];
	const char *const file = cache_file(folder, policy);

	if (file && ab_image_open(file, &door.image, message) == AB_IMAGE_IS_OPEN) {
		if (ab_image_is_fresh(&door.image, &door.has_scripts, message)) {
			door.handover.image = &door.image;
			return;
		}
		ab_image_close(&door.image);
	}
	door.handover.cache_file = file;
}

/* Nor is one beside the policy, which is of no use where it is of other files. */
static bool look_beside(const char *policy)
{
	static char path[AB_IMAGE_PATH_MAX];

	if (!ab_image_open_beside(policy, path, &door.image))
		return false;
	door.handover.image = &door.image;
	door.has_scripts = true;
	return true;
}

/* ---- the way ---- */

static void on_include_file(void *event, void *)
{
	const char *const path = (const char *)event;

	if (!path)
		return;
	if (door.n_protocols)
		note_protocols(path);
	if (door.is_full_started || door.is_broken)
		return;
	if (!ab_image_may_be_public(&door.image, path))
		return;
	if (start_quick())
		door.quick->include(path);
}

/*
 * What a precompiled header brings along nobody has opened: the comparison looks
 * at all of it.  It comes before anything is declared or included.
 */
static void on_read_pch(cpp_reader *reader, const char *name, int file, const char *original)
{
	if (!door.is_handed_over && !door.is_broken && start_full() && main_file())
		door.full->include(main_file());
	door.sees_includes = false;
	door.read_pch(reader, name, file, original);
}

/* Whether nothing is to be said. */
static bool is_quickly_done(void)
{
	if (door.is_handed_over || door.is_broken)
		return false;
	return !door.quick || door.quick->finish();
}

static double now_ms(void)
{
	return door.wants_stats && door.quick ? door.quick->now_ms() : 0;
}

static void parse_and_check(void)
{
	cpp_callbacks *const callbacks = cpp_get_callbacks(parse_in);
	double started;

	door.read_pch = callbacks->read_pch;
	if (door.read_pch)
		callbacks->read_pch = on_read_pch;
	door.parse_file();
	/* a header is checked where it is used: its scopes are not closed yet */
	if (is_making_pch())
		return;
	started = now_ms();
	if (!is_quickly_done()) {
		if (door.is_full_started)
			door.full->finish();
	} else if (door.wants_stats && door.quick) {
		door.quick->say_stats(door.args->base_name, now_ms() - started);
	}
	check_protocols();
}

static bool start(struct plugin_name_args *args)
{
	struct arguments arguments = {};

	for (int i = 0; i < args->argc; i++)
		read_argument(&args->argv[i], &arguments);
	if (arguments.policy) {
		if (!open_image(arguments.policy))
			return false;
		if (!door.handover.image && !arguments.needs_full &&
		    !look_beside(arguments.policy) && arguments.cache)
			look_in_cache(arguments.cache, arguments.policy);
	}
	if (!door.handover.image)
		return start_full();
	depend_later(depend_on_image);
	/* declarations without their macros, or the reverse, are for the comparison to judge */
	if (!find_protocols() || arguments.needs_full || cpp_get_options(parse_in)->preprocessed ||
	    uses_modules())
		return start_full();
	if (flag_preprocess_only)
		return false;
	if (door.wants_stats)
		start_quick();
	register_callback(args->base_name, PLUGIN_INCLUDE_FILE, on_include_file, NULL);
	door.sees_includes = true;
	return true;
}

int plugin_init(struct plugin_name_args *args, struct plugin_gcc_version *running)
{
	static struct plugin_info info = {ABIDING_VERSION, "see abiding(1)"};

	door.args = args;
	if (!is_right_compiler(running))
		return 1;
	/* what the compiler says of its plugins: -v, reports of its crashes, -fverbose-asm */
	register_callback(args->base_name, PLUGIN_INFO, NULL, &info);
	if (!is_c_family() || !start(args))
		return 0;
	door.parse_file = lang_hooks.parse_file;
	lang_hooks.parse_file = parse_and_check;
	return 0;
}
