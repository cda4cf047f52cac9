/* SPDX-License-Identifier: GPL-3.0-or-later */
/* look.cc - what the quick look has found so far, asked by all its rooms (look.h). */
#include "gcc/gcc-includes.h"
#include "quick.h"
#include "look.h"

struct quick quick;

struct look look;

__attribute__((noinline)) bool quick_is_no_promise(tree name, int surface, location_t where)
{
	return !is_held(surface) || is_made_name(IDENTIFIER_POINTER(name), where);
}

bool quick_enumerator(cpp_hashnode *name, int64_t *value)
{
	const struct ab_image_row *const row =
	    ab_image_find(quick.image, AB_IMAGE_ENUMERATORS, HT_NODE(name)->hash_value,
			  (const char *)NODE_NAME(name), NODE_LEN(name));
	const struct ab_image_digest *number;

	/* its enum is held and as promised, and so it is; a sentinel may not be there */
	if (!row || row->identity >= look.n_rows || !look.kept[row->identity] ||
	    !look.rows[row->identity].is_held)
		return false;
	switch ((enum taken)look.taken[row->identity]) {
	case TAKEN_AS_PROMISED:
		if (row->is_new || (row->is_sentinel && look.is_unguarded))
			return false;
		break;
	case TAKEN_AS_NEWER:
		if (row->is_sentinel)
			return false;
		break;
	default:
		return false;
	}
	number = digest_of(row);
	if (number->all > INT32_MAX)
		return false;
	*value = number->unguarded ? -(int64_t)number->all : (int64_t)number->all;
	return true;
}
