/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * elf-of.c - elf-of BITS ORDER MACHINE FILE NAME...: a shared library for another machine, with
 * dynamic functions of these names and no code.  BITS: 32 or 64; ORDER: little or big; MACHINE:
 * its number in elf.h.
 */
#include <fcntl.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char section_names[] = "\0.dynstr\0.dynsym\0.shstrtab\0.dynamic";

static void *take(size_t size)
{
	void *const memory = calloc(1, size);

	return memory ? memory : (exit(2), NULL);
}

/* The sections, in this order. */
enum { DYNSTR = 1, DYNSYM, SHSTRTAB, DYNAMIC };

static Elf_Data *add_section(Elf *elf, size_t name, unsigned type, Elf_Data what)
{
	Elf_Scn *const section = elf_newscn(elf);
	Elf_Data *const data = elf_newdata(section);
	GElf_Shdr header;

	*data = what;
	data->d_version = EV_CURRENT;
	data->d_align = 8;
	gelf_getshdr(section, &header);
	header.sh_name = (GElf_Word)name;
	header.sh_type = type;
	header.sh_link = type == SHT_STRTAB ? 0 : DYNSTR;
	header.sh_info = type == SHT_DYNSYM;
	header.sh_entsize = type == SHT_STRTAB ? 0 : gelf_fsize(elf, data->d_type, 1, EV_CURRENT);
	gelf_update_shdr(section, &header);
	return data;
}

static Elf_Data strings_of(char **names, int n, size_t *at)
{
	Elf_Data data = {.d_type = ELF_T_BYTE, .d_size = 1};
	char *text;

	for (int i = 0; i < n; i++) {
		at[i] = data.d_size;
		data.d_size += strlen(names[i]) + 1;
	}
	data.d_buf = text = take(data.d_size);
	for (int i = 0; i < n; i++)
		strcpy(text + at[i], names[i]);
	return data;
}

static void add_symbols(Elf *elf, int n, const size_t *at)
{
	const size_t size = gelf_fsize(elf, ELF_T_SYM, (size_t)n + 1, EV_CURRENT);
	const Elf_Data empty = {.d_type = ELF_T_SYM, .d_size = size, .d_buf = take(size)};
	Elf_Data *const data = add_section(elf, 9, SHT_DYNSYM, empty);

	for (int i = 0; i < n; i++) {
		GElf_Sym symbol = {.st_name = (GElf_Word)at[i],
				   .st_info = GELF_ST_INFO(STB_GLOBAL, STT_FUNC),
				   .st_shndx = DYNSTR,
				   .st_size = 4};

		gelf_update_sym(data, i + 1, &symbol);
	}
}

/* Its end, and no entry before that. */
static void add_dynamic(Elf *elf)
{
	const size_t size = gelf_fsize(elf, ELF_T_DYN, 1, EV_CURRENT);
	const Elf_Data end = {.d_type = ELF_T_DYN, .d_size = size, .d_buf = take(size)};

	add_section(elf, 27, SHT_DYNAMIC, end);
}

int main(int argc, char **argv)
{
	const int n = argc - 5;
	const int fd = n < 0 ? -1 : open(argv[4], O_RDWR | O_CREAT | O_TRUNC, 0666);
	Elf *const elf = elf_version(EV_CURRENT) ? elf_begin(fd, ELF_C_WRITE, NULL) : NULL;
	size_t *const at = take(sizeof *at * (size_t)(n + 1));
	Elf_Data names = {
	    .d_buf = (char *)section_names, .d_type = ELF_T_BYTE, .d_size = sizeof section_names};
	GElf_Ehdr header;

	if (!elf || !gelf_newehdr(elf, atoi(argv[1]) == 64 ? ELFCLASS64 : ELFCLASS32))
		return 2;
	gelf_getehdr(elf, &header);
	header.e_ident[EI_DATA] = strcmp(argv[2], "big") ? ELFDATA2LSB : ELFDATA2MSB;
	header.e_type = ET_DYN;
	header.e_machine = (GElf_Half)atoi(argv[3]);
	header.e_version = EV_CURRENT;
	header.e_shstrndx = SHSTRTAB;
	add_section(elf, 1, SHT_STRTAB, strings_of(argv + 5, n, at));
	add_symbols(elf, n, at);
	add_section(elf, 17, SHT_STRTAB, names);
	add_dynamic(elf);
	gelf_update_ehdr(elf, &header);
	if (elf_update(elf, ELF_C_WRITE) < 0)
		return 2;
	elf_end(elf);
	return close(fd) != 0;
}
