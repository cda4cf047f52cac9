/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * digest.h - what an entity promises, in 64 bits.
 *
 * The same number comes from the record (core/image/digest.c) and from a compiler's trees
 * (plugin/quick/type.cc), if both spell the same: then the comparison would
 * find nothing, and is not made.  Two spellings of one thing (a typedef and
 * what it stands for) have different numbers; that costs time, and is all.
 *
 * What a digest cannot tell has none: AB_DIGEST_NONE, equal to nothing.
 *
 * Names go in as their letters and the hash that the compiler keeps with each
 * identifier, which alone would be a weak one ("as" and "b0" have the same).
 * Inline, since a compiler asks for each declaration: no memory.
 */
#ifndef AB_DIGEST_H
#define AB_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "abiding/attribute.h"

#define AB_DIGEST_NONE UINT64_C(0)

/* The kinds of facts, each the start of its own digest. */
enum ab_digest_start {
	AB_DIGEST_NAME = 1, /* a basic type, a typedef, a type by its identity */
	AB_DIGEST_STRUCT,   /* a tag that no typedef names */
	AB_DIGEST_UNION,
	AB_DIGEST_ENUM,
	AB_DIGEST_POINTER,
	AB_DIGEST_ARRAY,
	AB_DIGEST_SIGNATURE,
	AB_DIGEST_SIZE,
	AB_DIGEST_BODY,
	AB_DIGEST_OPAQUE,
	AB_DIGEST_ENUMERATORS,
	AB_DIGEST_FUNCTION,
	AB_DIGEST_VARIABLE,
	AB_DIGEST_TYPEDEF,
	AB_DIGEST_TAG,
	AB_DIGEST_INTEGER,
	AB_DIGEST_STRING,
	AB_DIGEST_TEXT,
	AB_DIGEST_FUNCTION_TEXT, /* of a macro with parameters, and those */
};

/* The compiler of the adapter works hashes of its own words out beforehand. */
#ifdef __cplusplus
#define AB_CONSTANT constexpr
#else
#define AB_CONSTANT
#endif

static inline uint64_t ab_mix(uint64_t digest, uint64_t fact)
{
	digest = (digest ^ fact) * UINT64_C(0x9e3779b97f4a7c15);
	return digest ^ digest >> 29;
}

/* libcpp's hash of an identifier (calc_hash in its symtab.c), the same in GCC 10 to 16. */
static inline AB_CONSTANT uint32_t ab_name_hash(const char *name, size_t length)
{
	uint32_t hash = 0;

	for (size_t i = 0; i < length; i++)
		hash = hash * 67 + ((unsigned char)name[i] - 113u);
	return hash + (uint32_t)length;
}

/* The first letters of a name, n of 4 or 8, as memcpy() has them, also where that cannot be called. */
static inline AB_CONSTANT uint64_t ab_name_word(const char *letters, unsigned n)
{
	uint32_t half = 0;
	uint64_t word = 0;

#ifdef __cplusplus
	if (__builtin_is_constant_evaluated()) {
		const bool is_little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;

		for (unsigned i = 0; i < n; i++)
			word |= (uint64_t)(unsigned char)letters[i]
				<< 8 * (is_little ? i : n - 1 - i);
		return word;
	}
#endif
	if (n == 8) {
		memcpy(&word, letters, sizeof word);
		return word;
	}
	memcpy(&half, letters, sizeof half);
	return half;
}

/* Whether two names of that length are the same. */
static inline bool ab_name_is(const char *a, const char *b, size_t length)
{
	if (length >= 8) {
		if (length > 16) {
			if (ab_name_word(a + 8, 8) != ab_name_word(b + 8, 8) ||
			    ab_name_word(a + length - 16, 8) != ab_name_word(b + length - 16, 8))
				return false;
			for (size_t i = 16; i + 16 < length; i += 8)
				if (ab_name_word(a + i, 8) != ab_name_word(b + i, 8))
					return false;
		}
		return ab_name_word(a, 8) == ab_name_word(b, 8) &&
		       ab_name_word(a + length - 8, 8) == ab_name_word(b + length - 8, 8);
	}
	if (length >= 4)
		return ab_name_word(a, 4) == ab_name_word(b, 4) &&
		       ab_name_word(a + length - 4, 4) == ab_name_word(b + length - 4, 4);
	for (size_t i = 0; i < length; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

static inline AB_CONSTANT uint64_t ab_letters_with(uint64_t letters, uint64_t word)
{
	return (letters * UINT64_C(0xc4ceb9fe1a85ec53)) ^ word;
}

/* All letters of a name in 64 bits; of one that is short, they themselves. */
static inline AB_CONSTANT uint64_t ab_name_letters(const char *name, size_t length)
{
	uint64_t letters = 0;

	if (length >= 8) {
		letters = ab_name_word(name, 8);
		if (length > 16) {
			letters = ab_letters_with(letters, ab_name_word(name + 8, 8));
			for (size_t i = 16; i + 16 < length; i += 8)
				letters = ab_letters_with(letters, ab_name_word(name + i, 8));
			letters = ab_letters_with(letters, ab_name_word(name + length - 16, 8));
		}
		return ab_letters_with(letters, ab_name_word(name + length - 8, 8));
	}
	if (length >= 4) /* some twice */
		return ab_name_word(name, 4) | ab_name_word(name + length - 4, 4) << 32;
	for (size_t i = 0; i < length; i++)
		letters = letters << 8 | (unsigned char)name[i];
	return letters;
}

/* A name as a fact. */
static inline AB_CONSTANT uint64_t ab_name_fact(uint32_t hash, const char *name, size_t length)
{
	return ab_name_letters(name, length) * UINT64_C(0xff51afd7ed558ccd) ^ hash;
}

/* Text of any length; the number is the machine's own, as all in an image. */
static inline uint64_t ab_digest_text(const char *text, size_t length)
{
	uint64_t digest = length;

	if (length < 8)
		return ab_mix(digest, ab_name_letters(text, length));
	for (size_t i = 0; i + 8 < length; i += 8)
		digest = ab_mix(digest, ab_name_word(text + i, 8));
	return ab_mix(digest, ab_name_word(text + length - 8, 8));
}

static inline uint64_t ab_digest_name(enum ab_digest_start start, uint64_t name, unsigned quals)
{
	return ab_mix(start | quals << 8, name);
}

/* What a type from elsewhere stands for, where that is no basic type; bits 0: an aggregate. */
static inline uint64_t ab_digest_size(uint64_t bits, uint64_t bytes, uint64_t align_bytes)
{
	return ab_mix(ab_mix(ab_mix(AB_DIGEST_SIZE, bits), bytes), align_bytes);
}

static inline uint64_t ab_digest_pointer(uint64_t of, unsigned quals)
{
	return ab_mix(AB_DIGEST_POINTER | quals << 8, of);
}

static inline uint64_t ab_digest_array(uint64_t of, int64_t count)
{
	return ab_mix(ab_mix(AB_DIGEST_ARRAY, of), (uint64_t)count);
}

static inline uint64_t ab_digest_field(uint64_t body, uint64_t name, uint64_t type, int bit_width,
				       uint64_t bit_offset)
{
	body = ab_mix(ab_mix(body, name), type);
	return ab_mix(ab_mix(body, (uint64_t)bit_width), bit_offset);
}

/* To be added up: the order of enumerators is no promise. */
static inline uint64_t ab_digest_enumerator(uint32_t hash, const char *name, size_t length,
					    uint64_t magnitude, unsigned is_negative)
{
	const uint64_t value = magnitude * UINT64_C(0xff51afd7ed558ccd) + is_negative;

	return (ab_name_letters(name, length) ^ value) * (2 * (uint64_t)hash + 1);
}

/* To be added up, likewise. */
static inline uint64_t ab_digest_contract(enum ab_attribute contract, uint64_t argument)
{
	return ab_mix(ab_mix(contract, argument), contract);
}

/* linkage, contracts and label are 0 nearly always. */
static inline uint64_t ab_digest_linked(enum ab_digest_start start, uint64_t type, unsigned linkage,
					uint64_t contracts, uint64_t label)
{
	const uint64_t digest = ab_mix(start, type);

	if (linkage || contracts || label)
		return ab_mix(digest, ab_mix(ab_mix(linkage + 1, contracts), label));
	return digest;
}

static inline uint64_t ab_digest_integer(uint64_t magnitude, unsigned is_negative, uint64_t type)
{
	return ab_mix(ab_mix(ab_mix(AB_DIGEST_INTEGER, magnitude), is_negative), type);
}

/* The same, of a macro that #if cannot evaluate, where its type does not say so. */
static inline uint64_t ab_digest_not_in_if(uint64_t digest)
{
	return ab_mix(digest, AB_DIGEST_INTEGER);
}

#endif
