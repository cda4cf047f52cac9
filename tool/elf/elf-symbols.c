/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * elf-symbols.c - the dynamic symbols of an ELF file, by libelf.
 *
 * libelf's handle and the file are held outside of the arena's guard: lack of
 * memory leaves by a jump.
 */
#include "elf-symbols.h"
#include "abiding/limits.h"
#include "abiding/model.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of dynamic entries, of symbols, of versions. */
enum { STRINGS_MAX = 3 };

/* A section of strings, which the arena has a copy of: many names may be parts of one. */
struct strings {
	size_t section;
	const char *theirs, *ours;
};

struct elf_reader {
	struct ab_arena *arena;
	const char *path;
	struct ab_library *symbols;
	struct ab_error *error;
	Elf *elf;
	Elf_Data *dynsym, *versym, *verdef, *dynamic;		 /* NULL: no such section */
	size_t n_dynsym, n_dynamic;				 /* entries */
	size_t symbol_strings, version_strings, dynamic_strings; /* section numbers */
	const char **versions;					 /* by index */
	size_t n_versions;
	size_t n_names; /* of versions that there may still be */
	struct strings strings[STRINGS_MAX];
	size_t n_strings;
	size_t n_bytes, file_bytes; /* of all names, of the file */
	bool is_good;
};

static bool fail(struct elf_reader *r, const char *what)
{
	return ab_error_set(r->error, r->arena, r->path, 0, 0, "%s", what);
}

static bool fail_damaged(struct elf_reader *r, const char *what)
{
	return ab_error_set(r->error, r->arena, r->path, 0, 0, "the file is damaged: %s", what);
}

/* ---- sections ---- */

/* The machine as a triplet names it; of those that are not here, sizes are not compared. */
static const char *machine_of(const GElf_Ehdr *header)
{
	static const struct {
		GElf_Half number;
		const char *name;
	} machines[] = {
	    {EM_X86_64, "x86_64"},   {EM_386, "i386"},	      {EM_AARCH64, "aarch64"},
	    {EM_ARM, "arm"},	     {EM_S390, "s390"},	      {EM_PPC, "powerpc"},
	    {EM_PPC64, "powerpc64"}, {EM_RISCV, "riscv"},     {EM_MIPS, "mips"},
	    {EM_SPARC, "sparc"},     {EM_SPARCV9, "sparc64"}, {EM_68K, "m68k"},
	};

	for (size_t i = 0; i < sizeof machines / sizeof *machines; i++)
		if (machines[i].number == header->e_machine)
			return machines[i].name;
	return "unknown";
}

static const char *model_of(struct ab_arena *arena, const GElf_Ehdr *header)
{
	const unsigned bits = header->e_ident[EI_CLASS] == ELFCLASS64 ? 64 : 32;
	const bool has_wide_registers =
	    header->e_machine == EM_X86_64 ||
	    (header->e_machine == EM_MIPS && header->e_flags & EF_MIPS_ABI2);
	const struct ab_target target = {
	    .machine = machine_of(header),
	    .int_bits = 32,
	    .long_bits = bits,
	    .pointer_bits = bits,
	    .register_bits = has_wide_registers ? 64 : bits,
	    .is_big_endian = header->e_ident[EI_DATA] == ELFDATA2MSB,
	};

	return ab_model_name(&target, ab_alloc(arena, AB_MODEL_NAME_MAX));
}

static bool take_section(struct elf_reader *r, Elf_Scn *section)
{
	Elf_Data **place = NULL;
	size_t *count = NULL, *strings = NULL;
	GElf_Shdr header;

	if (!gelf_getshdr(section, &header))
		return fail_damaged(r, elf_errmsg(-1));
	switch (header.sh_type) {
	case SHT_DYNSYM:
		place = &r->dynsym, count = &r->n_dynsym, strings = &r->symbol_strings;
		break;
	case SHT_DYNAMIC:
		place = &r->dynamic, count = &r->n_dynamic, strings = &r->dynamic_strings;
		break;
	case SHT_GNU_versym:
		place = &r->versym;
		break;
	case SHT_GNU_verdef:
		place = &r->verdef, strings = &r->version_strings;
		break;
	default:
		return true;
	}
	*place = elf_getdata(section, NULL);
	if (!*place || ((*place)->d_size && !(*place)->d_buf))
		return fail_damaged(r, "a section of dynamic symbols lies outside of it");
	if (strings)
		*strings = header.sh_link;
	if (count)
		*count = header.sh_entsize ? header.sh_size / header.sh_entsize : 0;
	return true;
}

static bool find_sections(struct elf_reader *r)
{
	Elf_Scn *section = NULL;
	size_t count = 0;

	while ((section = elf_nextscn(r->elf, section)) != NULL) {
		if (!take_section(r, section))
			return false;
		count++;
	}
	if (!count)
		return fail_damaged(r, "it has no section headers, or they lie outside of it");
	if (!r->dynamic || !r->dynsym)
		return fail(r, "this is not a shared library: it has no dynamic section");
	return true;
}

static const struct strings *strings_of(struct elf_reader *r, size_t section)
{
	Elf_Data *data = NULL;
	char *copy;

	for (size_t i = 0; i < r->n_strings; i++)
		if (r->strings[i].section == section)
			return &r->strings[i];
	if (r->n_strings < STRINGS_MAX)
		data = elf_getdata(elf_getscn(r->elf, section), NULL);
	if (!data || !data->d_buf)
		return NULL;
	copy = ab_strndup(r->arena, data->d_buf, data->d_size);
	r->strings[r->n_strings] = (struct strings){section, data->d_buf, copy};
	return &r->strings[r->n_strings++];
}

/*
 * NULL: it lies outside, or the names are longer by far than the file that they
 * are in: no linker lets so many have so much in common.
 */
static const char *string_at(struct elf_reader *r, size_t section, size_t offset)
{
	const char *theirs = elf_strptr(r->elf, section, offset);
	const struct strings *strings = theirs ? strings_of(r, section) : NULL;

	if (!strings)
		return NULL;
	r->n_bytes += strlen(theirs);
	if (r->n_bytes / AB_ELF_SHARED_MAX > r->file_bytes)
		return NULL;
	return strings->ours + (theirs - strings->theirs);
}

/* ---- soname, versions, symbols ---- */

static bool read_dynamic(struct elf_reader *r)
{
	for (size_t i = 0; i < r->n_dynamic; i++) {
		GElf_Dyn entry;

		if (!gelf_getdyn(r->dynamic, (int)i, &entry) || entry.d_tag == DT_NULL)
			break;
		if (entry.d_tag == DT_FLAGS_1 && (entry.d_un.d_val & DF_1_PIE))
			return fail(r, "this is a program, not a shared library");
		if (entry.d_tag != DT_SONAME)
			continue;
		r->symbols->soname = string_at(r, r->dynamic_strings, entry.d_un.d_val);
		return r->symbols->soname || fail_damaged(r, "its soname lies outside of it");
	}
	return true;
}

/* Moves on in the versions. */
static bool advance(struct elf_reader *r, size_t *offset, size_t by)
{
	if (by > r->verdef->d_size - *offset)
		return fail_damaged(r, "a version lies outside of it");
	*offset += by;
	return true;
}

/* Names of a definition, from an offset on; each takes at least its own size. */
static bool read_names(struct elf_reader *r, const GElf_Verdef *definition, size_t offset,
		       const char **names)
{
	for (unsigned i = 0; i < definition->vd_cnt; i++) {
		GElf_Verdaux aux;

		if (!gelf_getverdaux(r->verdef, (int)offset, &aux))
			return fail_damaged(r, "a version lies outside of it");
		names[i] = string_at(r, r->version_strings, aux.vda_name);
		if (!names[i])
			return fail_damaged(r, "the name of a version lies outside of it");
		if (i + 1 < definition->vd_cnt && !aux.vda_next)
			return fail_damaged(r, "a version has more names than are there");
		if (!advance(r, &offset, aux.vda_next))
			return false;
	}
	return true;
}

/* A definition: its own name, then those that it inherits from. */
static bool read_version(struct elf_reader *r, const GElf_Verdef *definition, size_t offset)
{
	struct ab_library *symbols = r->symbols;
	const char **names;
	struct ab_node *node;

	if (definition->vd_cnt > r->n_names)
		return fail_damaged(r, "its versions have more names than are there");
	r->n_names -= definition->vd_cnt;
	names = AB_NEW_ARRAY(r->arena, const char *, definition->vd_cnt + 1u);
	if (!advance(r, &offset, definition->vd_aux) || !read_names(r, definition, offset, names))
		return false;
	if (!definition->vd_cnt || definition->vd_ndx >= r->n_versions)
		return fail_damaged(r, "a version has no name, or no number");
	/* the base definition is the file's own name, and no version */
	if (definition->vd_flags & VER_FLG_BASE)
		return true;
	r->versions[definition->vd_ndx] = names[0];
	symbols->nodes =
	    AB_GROW(r->arena, symbols->nodes, symbols->n_nodes, &symbols->nodes_capacity);
	node = &symbols->nodes[symbols->n_nodes++];
	node->name = names[0];
	node->parents = names + 1;
	node->n_parents = definition->vd_cnt - 1u;
	return true;
}

enum { VERSIONS_MAX = 0x8000, VERSION_HIDDEN = 0x8000 };

static bool read_versions(struct elf_reader *r)
{
	size_t offset = 0;

	r->n_versions = VERSIONS_MAX;
	r->versions = AB_NEW_ARRAY(r->arena, const char *, r->n_versions);
	if (!r->verdef)
		return true;
	if (r->verdef->d_size > INT_MAX)
		return fail_damaged(r, "its versions are larger than any linker writes");
	r->n_names = r->verdef->d_size / sizeof(Elf32_Verdaux);
	/* each takes at least its own size: more turns are a circle */
	for (size_t left = r->verdef->d_size / sizeof(Elf32_Verdef) + 1; left; left--) {
		GElf_Verdef definition;

		if (!gelf_getverdef(r->verdef, (int)offset, &definition))
			return fail_damaged(r, "a version lies outside of it");
		if (!read_version(r, &definition, offset))
			return false;
		if (!definition.vd_next)
			return true;
		if (!advance(r, &offset, definition.vd_next))
			return false;
	}
	return fail_damaged(r, "its versions have no end");
}

static void set_type(struct ab_library_symbol *symbol, unsigned type)
{
	switch (type) {
	case STT_FUNC:
	case STT_GNU_IFUNC:
		symbol->type = AB_LIBRARY_FUNCTION;
		symbol->type_word = "a function";
		break;
	case STT_OBJECT:
	case STT_COMMON:
		symbol->type = AB_LIBRARY_OBJECT;
		symbol->type_word = "an object";
		break;
	case STT_TLS:
		symbol->type = AB_LIBRARY_OBJECT;
		symbol->type_word = "a thread-local object";
		break;
	default:
		symbol->type_word = "a symbol";
		break;
	}
}

static bool set_version(struct elf_reader *r, struct ab_library_symbol *symbol, size_t index)
{
	GElf_Versym version = VER_NDX_GLOBAL;

	symbol->version = AB_UNVERSIONED;
	if (r->versym && !gelf_getversym(r->versym, (int)index, &version))
		return fail_damaged(r, "the version of a symbol lies outside of it");
	symbol->is_default = !(version & VERSION_HIDDEN);
	version &= VERSION_HIDDEN - 1;
	if (r->versions[version])
		symbol->version = r->versions[version];
	return true;
}

static bool read_symbol(struct elf_reader *r, size_t index)
{
	struct ab_library *symbols = r->symbols;
	struct ab_library_symbol symbol = {0};
	GElf_Sym from;

	if (!gelf_getsym(r->dynsym, (int)index, &from))
		return fail_damaged(r, "a symbol lies outside of it");
	if (from.st_shndx == SHN_UNDEF || GELF_ST_BIND(from.st_info) == STB_LOCAL)
		return true;
	symbol.name = string_at(r, r->symbol_strings, from.st_name);
	if (!symbol.name)
		return fail_damaged(r, "the name of a symbol lies outside of it");
	if (!set_version(r, &symbol, index))
		return false;
	set_type(&symbol, GELF_ST_TYPE(from.st_info));
	symbol.is_hidden = GELF_ST_VISIBILITY(from.st_other) == STV_HIDDEN ||
			   GELF_ST_VISIBILITY(from.st_other) == STV_INTERNAL;
	symbol.size_bytes = from.st_size;
	symbols->items = AB_GROW(r->arena, symbols->items, symbols->count, &symbols->capacity);
	symbols->items[symbols->count++] = symbol;
	return true;
}

static int node_order(const void *a, const void *b)
{
	const struct ab_node *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static int symbol_order(const void *a, const void *b)
{
	const struct ab_library_symbol *x = a, *y = b;
	const int order = strcmp(x->name, y->name);

	return order ? order : strcmp(x->version, y->version);
}

static bool read_all(struct elf_reader *r)
{
	GElf_Ehdr header;

	if (elf_kind(r->elf) != ELF_K_ELF)
		return fail(r, "this is not an ELF file");
	if (!gelf_getehdr(r->elf, &header))
		return fail_damaged(r, elf_errmsg(-1));
	if (header.e_type != ET_DYN)
		return fail(r, header.e_type == ET_REL
				   ? "this is an object file, not a shared library"
				   : "this ELF file is not a shared library");
	r->symbols->model = model_of(r->arena, &header);
	if (!find_sections(r) || !read_dynamic(r) || !read_versions(r))
		return false;
	for (size_t i = 1; i < r->n_dynsym; i++)
		if (!read_symbol(r, i))
			return false;
	if (r->symbols->count)
		qsort(r->symbols->items, r->symbols->count, sizeof *r->symbols->items,
		      symbol_order);
	if (r->symbols->n_nodes)
		qsort(r->symbols->nodes, r->symbols->n_nodes, sizeof *r->symbols->nodes,
		      node_order);
	return true;
}

static void work(void *context)
{
	struct elf_reader *r = context;

	r->is_good = read_all(r);
}

/* A FIFO would have us wait; libelf reads what else is no file in pieces that it takes for one. */
static int open_regular(struct elf_reader *r)
{
	const int fd = open(r->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct stat status;

	if (fd < 0) {
		fail(r, ab_printf(r->arena, "cannot read: %s", strerror(errno)));
		return fd;
	}
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) {
		r->file_bytes = (size_t)status.st_size;
		return fd;
	}
	close(fd);
	fail(r, "cannot read: not a regular file");
	return -1;
}

bool elf_symbols_read(struct ab_arena *arena, const char *path, struct ab_library *symbols,
		      struct ab_error *error)
{
	struct elf_reader r = {.arena = arena, .path = path, .symbols = symbols, .error = error};
	const int fd = open_regular(&r);
	bool has_memory;

	memset(symbols, 0, sizeof *symbols);
	if (fd < 0)
		return false;
	elf_version(EV_CURRENT);
	r.elf = elf_begin(fd, ELF_C_READ, NULL);
	if (!r.elf) {
		close(fd);
		return fail(&r, "this is not an ELF file");
	}
	has_memory = ab_arena_guard(arena, work, &r);
	elf_end(r.elf);
	close(fd);
	if (!has_memory)
		ab_arena_fail(arena);
	return r.is_good;
}

/* ---- look-up ---- */
