/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * type.cc - from trees to digests, as core/image/digest.c makes them from a
 * record, and as the collector would have written that record.
 *
 * What is rare has none: then the comparison is made.
 */
#include "gcc/gcc-includes.h"
#include "quick.h"

/* Set where something in a type has no digest. */
static bool is_none;

/* A name; 0: there is none. */
static inline uint64_t fact_of(tree identifier)
{
	return identifier
		   ? ab_name_fact(IDENTIFIER_HASH_VALUE(identifier), IDENTIFIER_POINTER(identifier),
				  IDENTIFIER_LENGTH(identifier))
		   : 0;
}

#define is_named(identifier, literal) (fact_of(identifier) == LITERAL(literal))

static bool is_one_of(tree identifier, const uint64_t *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (fact_of(identifier) == names[i])
			return true;
	return false;
}

/* ---- scalars ---- */

/* The integer type of that width, as the collector calls an enum's. */
static uint64_t fact_of_integer(tree type)
{
	const bool is_unsigned = TYPE_UNSIGNED(type);
	const unsigned HOST_WIDE_INT bits = TREE_INT_CST_LOW(TYPE_SIZE(type));

	if (bits == TYPE_PRECISION(integer_type_node))
		return is_unsigned ? LITERAL("unsigned int") : LITERAL("int");
	if (bits == TYPE_PRECISION(char_type_node))
		return is_unsigned ? LITERAL("unsigned char") : LITERAL("signed char");
	if (bits == TYPE_PRECISION(short_integer_type_node))
		return is_unsigned ? LITERAL("short unsigned int") : LITERAL("short int");
	if (bits == TYPE_PRECISION(long_integer_type_node))
		return is_unsigned ? LITERAL("long unsigned int") : LITERAL("long int");
	return is_unsigned ? LITERAL("long long unsigned int") : LITERAL("long long int");
}

/* ---- types ---- */

static inline uint64_t digest_type(tree type, bool is_value);

/* A tag: the identity that the image knows for it, else the tag itself. */
static uint64_t digest_tag(tree type, tree tag, unsigned quals)
{
	const struct ab_image_row *const row =
	    ab_image_find(quick.image, AB_IMAGE_TAGS, IDENTIFIER_HASH_VALUE(tag),
			  IDENTIFIER_POINTER(tag), IDENTIFIER_LENGTH(tag));
	const enum tree_code code = TREE_CODE(type);

	if (row && !row->is_tag_only) {
		const struct ab_image_row *const named =
		    &quick.image->rows[row->identity % quick.image->n_rows];
		const char *const name = ab_image_name(quick.image, named);

		if (name)
			return ab_digest_name(AB_DIGEST_NAME,
					      ab_mix(ab_name_fact((uint32_t)named->key, name,
								  ab_image_name_length(named)),
						     0),
					      quals);
		is_none = true;
		return 0;
	}
	return ab_digest_name(code == RECORD_TYPE  ? AB_DIGEST_STRUCT
			      : code == UNION_TYPE ? AB_DIGEST_UNION
						   : AB_DIGEST_ENUM,
			      fact_of(tag), quals);
}

/* A type that GCC has a word for. */
static uint64_t fact_of_basic(tree type)
{
	tree name = TYPE_NAME(TYPE_MAIN_VARIANT(type));

	if (TREE_CODE(type) == BOOLEAN_TYPE)
		return LITERAL("_Bool");
	if (name && TREE_CODE(name) == TYPE_DECL)
		name = DECL_NAME(name);
	if (!name || TREE_CODE(name) != IDENTIFIER_NODE) {
		is_none = true;
		return 0;
	}
	return fact_of(name);
}

/* What a type from elsewhere stands for here, as the collector would write it. */
static uint64_t digest_external(tree type)
{
	type = TYPE_MAIN_VARIANT(type);
	switch (TREE_CODE(type)) {
	case POINTER_TYPE:
		return AB_DIGEST_POINTER;
	case RECORD_TYPE:
	case UNION_TYPE:
	case ARRAY_TYPE:
		if (!COMPLETE_TYPE_P(type) || !facts_is_unsigned_number(TYPE_SIZE_UNIT(type)))
			return 0;
		return ab_digest_size(0, TREE_INT_CST_LOW(TYPE_SIZE_UNIT(type)),
				      TYPE_ALIGN_UNIT(type));
	case ENUMERAL_TYPE:
		return fact_of_integer(type);
	case REAL_TYPE:
		if (type == long_double_type_node)
			return ab_digest_size(TYPE_PRECISION(type),
					      TREE_INT_CST_LOW(TYPE_SIZE_UNIT(type)),
					      TYPE_ALIGN_UNIT(type));
		return fact_of_basic(type);
	case INTEGER_TYPE:
	case BOOLEAN_TYPE:
	case VOID_TYPE:
		return fact_of_basic(type);
	default:
		is_none = true;
		return 0;
	}
}

static uint64_t digest_va_list(unsigned quals)
{
	return ab_digest_name(
	    AB_DIGEST_NAME, ab_mix(LITERAL("va_list"), digest_external(va_list_type_node)), quals);
}

/* A typedef: one of the library's own is looked at by itself. */
static uint64_t digest_name(tree decl, tree type, unsigned quals)
{
	tree name = DECL_NAME(decl);
	uint64_t stands_for = 0;

	if (is_named(name, "__gnuc_va_list") || is_named(name, "va_list"))
		return digest_va_list(quals);
	if (quick_surface_at(DECL_SOURCE_LOCATION(decl)) < 0)
		stands_for = digest_external(type);
	return ab_digest_name(AB_DIGEST_NAME, ab_mix(fact_of(name), stands_for), quals);
}

static uint64_t digest_basic(tree type, unsigned quals)
{
	const uint64_t form =
	    TYPE_MAIN_VARIANT(type) == long_double_type_node ? digest_external(type) : 0;

	return ab_digest_name(AB_DIGEST_NAME, ab_mix(fact_of_basic(type), form), quals);
}

static uint64_t work_out_signature(tree type)
{
	uint64_t digest = ab_mix(AB_DIGEST_SIGNATURE, digest_type(TREE_TYPE(type), true));
	unsigned n = 0;
	tree arg;

	if (TYPE_ATOMIC(TREE_TYPE(type))) /* in C17, and not in C23 */
		is_none = true;
	for (arg = TYPE_ARG_TYPES(type); arg && arg != void_list_node; arg = TREE_CHAIN(arg), n++)
		digest = ab_mix(digest, digest_type(TREE_VALUE(arg), true));
	return ab_mix(digest, n * 2 + !arg);
}

/* Which attribute GCC's name for it is. */
static enum ab_attribute attribute_of(tree name)
{
	static constexpr uint64_t facts[] = {
	    0,
#define AB_ATTRIBUTE(NAME, name, where, form, effect) quick_literal(name),
#include "abiding/attributes.def"
#undef AB_ATTRIBUTE
	};
	const uint64_t fact = fact_of(name);

	for (int i = AB_ATTRIBUTE_NONE + 1; i < AB_ATTRIBUTES; i++)
		if (facts[i] == fact)
			return (enum ab_attribute)i;
	return AB_ATTRIBUTE_NONE;
}

/* Attributes of a function behind a pointer that the record does not write down. */
static bool is_convention_usual(tree attributes)
{
	for (tree at = attributes; at; at = TREE_CHAIN(at))
		if (ab_attribute_info(attribute_of(get_attribute_name(at)))->where !=
		    AB_ATTRIBUTE_IN_FUNCTION_TYPE)
			return false;
	return true;
}

static uint64_t digest_derived(tree type, unsigned quals, bool is_value)
{
	switch (TREE_CODE(type)) {
	case POINTER_TYPE:
		return ab_digest_pointer(digest_type(TREE_TYPE(type), false), quals);
	case ARRAY_TYPE:
		return ab_digest_array(digest_type(TREE_TYPE(type), is_value), facts_bound(type));
	case FUNCTION_TYPE:
		/* attributes, of which some are a calling convention, and noreturn */
		is_none |= !is_convention_usual(TYPE_ATTRIBUTES(type)) || TYPE_VOLATILE(type);
		return work_out_signature(type);
	case RECORD_TYPE:
	case UNION_TYPE:
	case ENUMERAL_TYPE: {
		tree tag = facts_tag(type);

		if (tag)
			return digest_tag(type, tag, quals);
		is_none = true;
		return 0;
	}
	case INTEGER_TYPE:
	case REAL_TYPE:
	case BOOLEAN_TYPE:
	case VOID_TYPE:
		return digest_basic(type, quals);
	default:
		is_none = true;
		return 0;
	}
}

/* Of an array, the qualifiers are its element's. */
static unsigned quals_of(tree type)
{
	while (TREE_CODE(type) == ARRAY_TYPE)
		type = TREE_TYPE(type);
	return facts_quals(TYPE_QUALS(type));
}

static uint64_t work_out_type(tree type, bool is_value)
{
	const unsigned quals = !is_value ? quals_of(type) : TYPE_ATOMIC(type) ? +AB_QUAL_ATOMIC : 0;
	tree name = TYPE_NAME(type), decl;

	decl = name && TREE_CODE(name) == TYPE_DECL ? facts_typedef(type) : NULL_TREE;
	if (decl)
		return digest_name(decl, type, quals ? quals & ~quals_of(TREE_TYPE(decl)) : 0);
	if ((TREE_CODE(type) == POINTER_TYPE || TREE_CODE(type) == ARRAY_TYPE) &&
	    facts_is_va_list(type))
		return digest_va_list(0);
	return digest_derived(type, quals, is_value);
}

/* A few types are meant by most declarations. */
static struct quick_known known[2][QUICK_N_KNOWN];
struct quick_known quick_signatures[QUICK_N_KNOWN];

void quick_forget_types(void)
{
	memset(known, 0, sizeof known);
	memset(quick_signatures, 0, sizeof quick_signatures);
}

static void keep_known(struct quick_known *one, tree type, uint64_t digest)
{
	if (is_none)
		return;
	one->type = type;
	one->digest = digest;
}

/* is_value: a parameter or result, of whose own qualifiers _Atomic alone counts. */
static inline uint64_t digest_type(tree type, bool is_value)
{
	struct quick_known *const one = quick_known_at(known[is_value], type);
	uint64_t digest;

	if (one->type == type)
		return one->digest;
	digest = work_out_type(type, is_value);
	keep_known(one, type, digest);
	return digest;
}

/* Many functions have the same one. */
static uint64_t digest_signature(tree type)
{
	struct quick_known *const one = quick_known_at(quick_signatures, type);
	uint64_t digest;

	if (one->type == type)
		return one->digest;
	digest = work_out_signature(type);
	keep_known(one, type, digest);
	return digest;
}

/* ---- members and enumerators ---- */

static uint64_t digest_body(tree type);

static uint64_t digest_field(uint64_t digest, tree field)
{
	tree declared = DECL_BIT_FIELD_TYPE(field), type = TREE_TYPE(field);
	const bool is_bit_field = DECL_C_BIT_FIELD(field) && DECL_SIZE(field);
	uint64_t of;

	if (is_bit_field && declared)
		type = declared;
	if (!DECL_FIELD_OFFSET(field) || !facts_is_unsigned_number(DECL_FIELD_OFFSET(field)) ||
	    !facts_is_unsigned_number(DECL_FIELD_BIT_OFFSET(field)) || is_unavailable(field)) {
		is_none = true;
		return 0;
	}
	if (RECORD_OR_UNION_TYPE_P(type) && !facts_typedef(type) && !facts_tag(type))
		of = ab_mix(digest_body(TYPE_MAIN_VARIANT(type)), quals_of(type));
	else
		of = digest_type(type, false);
	return ab_digest_field(digest, fact_of(DECL_NAME(field)), of,
			       is_bit_field ? (int)TREE_INT_CST_LOW(DECL_SIZE(field)) : -1,
			       TREE_INT_CST_LOW(DECL_FIELD_OFFSET(field)) * BITS_PER_UNIT +
				   TREE_INT_CST_LOW(DECL_FIELD_BIT_OFFSET(field)));
}

/* Attributes that show in sizes and offsets, or nowhere. */
static bool has_plain_attributes(tree type)
{
	static const uint64_t names[] = {LITERAL("packed"), LITERAL("aligned"),
					 LITERAL("deprecated"), LITERAL("unused"),
					 LITERAL("may_alias")};

	for (tree at = TYPE_ATTRIBUTES(type); at; at = TREE_CHAIN(at))
		if (!is_one_of(get_attribute_name(at), names, ARRAY_SIZE(names)))
			return false;
	return true;
}

static uint64_t digest_body(tree type)
{
	const bool is_union = TREE_CODE(type) == UNION_TYPE;
	const bool is_packed = TYPE_PACKED(type) && !flag_pack_struct;
	uint64_t digest = ab_mix(AB_DIGEST_BODY, is_union + 2 * is_packed);

	if (!TYPE_SIZE_UNIT(type) || !facts_is_unsigned_number(TYPE_SIZE_UNIT(type)) ||
	    !has_plain_attributes(type) || TYPE_REVERSE_STORAGE_ORDER(type) ||
	    (is_union && TYPE_TRANSPARENT_AGGR(type))) {
		is_none = true;
		return 0;
	}
	for (tree field = TYPE_FIELDS(type); field; field = DECL_CHAIN(field))
		if (facts_is_member(field) && !facts_is_made_member(field)) {
			digest = digest_field(digest, field);
			is_none |= is_poisoned(DECL_NAME(field));
		}
	digest = ab_mix(digest, TREE_INT_CST_LOW(TYPE_SIZE_UNIT(type)));
	return ab_mix(digest, TYPE_ALIGN_UNIT(type));
}

/* The magnitude of an integer constant of up to 64 bits. */
static uint64_t magnitude_of(tree value, unsigned *is_negative)
{
	*is_negative = 0;
	if (value && TREE_CODE(value) == CONST_DECL)
		value = DECL_INITIAL(value);
	if (!value || TREE_CODE(value) != INTEGER_CST) {
		is_none = true;
	} else if (facts_is_number(value)) {
		const HOST_WIDE_INT number = TREE_INT_CST_LOW(value);

		*is_negative = number < 0;
		return *is_negative ? -(uint64_t)number : number;
	} else if (facts_is_unsigned_number(value)) {
		return TREE_INT_CST_LOW(value);
	} else {
		is_none = true;
	}
	return 0;
}

static bool (*is_enumerator_known)(tree entry); /* NULL: all are */

static uint64_t digest_enumerators(tree type)
{
	uint64_t sum = 0;
	unsigned flags = 0;

	for (tree entry = TYPE_VALUES(type); entry; entry = TREE_CHAIN(entry)) {
		tree name = TREE_PURPOSE(entry);
		unsigned is_negative;
		const uint64_t magnitude = magnitude_of(TREE_VALUE(entry), &is_negative);

		if (is_enumerator_known && !is_enumerator_known(entry))
			continue;
		flags |= C_CPP_HASHNODE(name)->flags;
		sum += ab_digest_enumerator(IDENTIFIER_HASH_VALUE(name), IDENTIFIER_POINTER(name),
					    IDENTIFIER_LENGTH(name), magnitude, is_negative);
	}
	is_none |= (flags & NODE_POISONED) != 0;
	return ab_mix(ab_mix(AB_DIGEST_ENUMERATORS, sum), fact_of_integer(type));
}

/* ---- contracts ---- */

static uint64_t digest_nonnull(tree attribute)
{
	uint64_t positions = 0;

	for (tree arg = TREE_VALUE(attribute); arg; arg = TREE_CHAIN(arg))
		if (!facts_is_unsigned_number(TREE_VALUE(arg)))
			is_none = true;
		else if (TREE_INT_CST_LOW(TREE_VALUE(arg)) < 64)
			positions |= UINT64_C(1) << TREE_INT_CST_LOW(TREE_VALUE(arg));
	return ab_digest_contract(AB_ATTRIBUTE_NONNULL,
				  TREE_VALUE(attribute) ? positions : UINT64_MAX);
}

static uint64_t digest_format(tree attribute)
{
	tree archetype = TREE_VALUE(attribute), string, first;
	uint64_t digest;

	string = archetype ? TREE_CHAIN(archetype) : NULL_TREE;
	first = string ? TREE_CHAIN(string) : NULL_TREE;
	if (!first || TREE_CODE(TREE_VALUE(archetype)) != IDENTIFIER_NODE ||
	    IDENTIFIER_POINTER(TREE_VALUE(archetype))[0] == '_') {
		is_none = true;
		return 0;
	}
	digest = ab_mix(fact_of(TREE_VALUE(archetype)), TREE_INT_CST_LOW(TREE_VALUE(string)));
	digest = ab_mix(digest, TREE_INT_CST_LOW(TREE_VALUE(first)));
	return ab_digest_contract(AB_ATTRIBUTE_FORMAT, digest);
}

/* "format_arg (2)" */
static uint64_t digest_numbered(enum ab_attribute contract, tree attribute)
{
	tree arg = TREE_VALUE(attribute);

	if (!arg || TREE_CHAIN(arg) || !facts_is_unsigned_number(TREE_VALUE(arg))) {
		is_none = true;
		return 0;
	}
	return ab_digest_contract(contract, TREE_INT_CST_LOW(TREE_VALUE(arg)));
}

/*
 * What GCC notes of parameters that are written as arrays, a va_list too; "int a[static 4]",
 * an 's' in it, is a contract.
 */
static bool is_access_plain(tree attribute)
{
	tree spec = TREE_VALUE(attribute) ? TREE_VALUE(TREE_VALUE(attribute)) : NULL_TREE;

	if (!spec || TREE_CODE(spec) != STRING_CST)
		return false;
	for (int i = 0; i < TREE_STRING_LENGTH(spec); i++)
		if (TREE_STRING_POINTER(spec)[i] == 's')
			return false;
	return true;
}

/* What the attributes of a function's type ask of its callers; those it does not know: none. */
static uint64_t digest_type_attributes(tree attributes)
{
	uint64_t sum = 0;
	bool has_nonnull = false;

	for (tree at = attributes; at; at = TREE_CHAIN(at)) {
		const enum ab_attribute attribute = attribute_of(get_attribute_name(at));
		const struct ab_attribute_info *const info = ab_attribute_info(attribute);

		if (attribute == AB_ATTRIBUTE_NONNULL) {
			/* several make one */
			is_none |= has_nonnull;
			has_nonnull = true;
			sum += digest_nonnull(at);
		} else if (attribute == AB_ATTRIBUTE_FORMAT) {
			sum += digest_format(at);
		} else if (attribute == AB_ATTRIBUTE_ACCESS) {
			is_none |= !is_access_plain(at);
		} else if (info->where != AB_ATTRIBUTE_IN_FUNCTION_TYPE) {
			is_none = true;
		} else if (info->form == AB_ATTRIBUTE_IS_PLAIN) {
			is_none |= TREE_VALUE(at) != NULL_TREE;
			sum += ab_digest_contract(attribute, 0);
		} else if (info->form == AB_ATTRIBUTE_IS_NUMBER) {
			sum += digest_numbered(attribute, at);
		} else {
			is_none |= info->form != AB_ATTRIBUTE_IS_ADVICE;
		}
	}
	return sum;
}

/* ---- linkage ---- */

/* Attributes of a declaration that say nothing to its callers, or that flags say, too. */
static bool is_harmless(tree name)
{
	const struct ab_attribute_info *const info = ab_attribute_info(attribute_of(name));

	return (info->where == AB_ATTRIBUTE_IN_DECLARATION &&
		info->form == AB_ATTRIBUTE_IS_ADVICE) ||
	       info->where == AB_ATTRIBUTE_IN_FLAG || is_named(name, "arg spec");
}

static unsigned linkage_of(tree decl)
{
	unsigned linkage = facts_is_external(decl) ? 0 : AB_LINKAGE_STATIC;
	bool is_gnu_inline = false;

	for (tree at = DECL_ATTRIBUTES(decl); at; at = TREE_CHAIN(at)) {
		tree name = get_attribute_name(at);

		if (is_named(name, "weak"))
			linkage |= AB_LINKAGE_WEAK;
		else if (is_named(name, "gnu_inline"))
			is_gnu_inline = true;
		else if (!is_named(name, "visibility") && !is_harmless(name))
			is_none = true;
	}
	if (DECL_VISIBILITY_SPECIFIED(decl) && DECL_VISIBILITY(decl) != VISIBILITY_DEFAULT)
		linkage |= AB_LINKAGE_HIDDEN;
	is_none |= is_unavailable(decl) || (VAR_P(decl) && DECL_USER_ALIGN(decl));
	if (TREE_CODE(decl) == FUNCTION_DECL && DECL_DECLARED_INLINE_P(decl) && !is_gnu_inline)
		linkage |= AB_LINKAGE_INLINE;
	if (VAR_P(decl) && DECL_THREAD_LOCAL_P(decl))
		linkage |= AB_LINKAGE_THREAD_LOCAL;
	return linkage;
}

static uint64_t fact_of_label(tree decl)
{
	const char *label;

	if (!DECL_ASSEMBLER_NAME_SET_P(decl))
		return 0;
	label = IDENTIFIER_POINTER(DECL_ASSEMBLER_NAME_RAW(decl));
	if (label[0] != '*')
		return 0;
	label++;
	return ab_name_fact(ab_name_hash(label, strlen(label)), label, strlen(label));
}

/* What GCC keeps as a flag of the declaration. */
static uint64_t digest_flags(tree decl)
{
	uint64_t sum = 0;

	if (TREE_THIS_VOLATILE(decl))
		sum += ab_digest_contract(AB_ATTRIBUTE_NORETURN, 0);
	if (TREE_READONLY(decl))
		sum += ab_digest_contract(AB_ATTRIBUTE_CONST, 0);
	else if (DECL_PURE_P(decl))
		sum += ab_digest_contract(AB_ATTRIBUTE_PURE, 0);
	if (DECL_IS_MALLOC(decl))
		sum += ab_digest_contract(AB_ATTRIBUTE_MALLOC, 0);
	if (DECL_IS_RETURNS_TWICE(decl))
		sum += ab_digest_contract(AB_ATTRIBUTE_RETURNS_TWICE, 0);
	return sum;
}

static uint64_t digest_function(tree decl)
{
	tree type = TREE_TYPE(decl);
	uint64_t contracts = 0;

	/* "int f(a) char a; {...}" has its types elsewhere */
	is_none |= !TYPE_ARG_TYPES(type) && DECL_ARGUMENTS(decl);
	/* what GCC itself knows of the function is no promise of the library */
	if (!fndecl_built_in_p(decl)) {
		contracts =
		    TYPE_ATTRIBUTES(type) ? digest_type_attributes(TYPE_ATTRIBUTES(type)) : 0;
		contracts += digest_flags(decl);
	}
	return ab_digest_linked(AB_DIGEST_FUNCTION, digest_signature(type), linkage_of(decl),
				contracts, fact_of_label(decl));
}

static uint64_t digest_variable(tree decl)
{
	tree size = TYPE_SIZE_UNIT(TREE_TYPE(decl));
	const uint64_t digest =
	    ab_digest_linked(AB_DIGEST_VARIABLE, digest_type(TREE_TYPE(decl), false),
			     linkage_of(decl), 0, fact_of_label(decl));

	if (facts_is_external(decl) && size && facts_is_unsigned_number(size))
		return ab_mix(digest, TREE_INT_CST_LOW(size));
	return digest;
}

uint64_t quick_work_out_plain(tree type)
{
	uint64_t digest;

	is_none = false;
	digest = ab_digest_linked(AB_DIGEST_FUNCTION, digest_signature(type), 0, 0, 0);
	return is_none ? AB_DIGEST_NONE : digest;
}

uint64_t quick_work_out_linked(tree decl)
{
	uint64_t digest;

	is_none = false;
	digest = TREE_CODE(decl) == FUNCTION_DECL ? digest_function(decl) : digest_variable(decl);
	return is_none ? AB_DIGEST_NONE : digest;
}

/* ---- typedefs and tags ---- */

uint64_t quick_digest_typedef(tree decl)
{
	tree original = DECL_ORIGINAL_TYPE(decl), type = TREE_TYPE(decl);
	uint64_t digest;

	/* an alignment of its own */
	if (!original || is_unavailable(decl) ||
	    (TYPE_USER_ALIGN(type) && TYPE_ALIGN(type) != TYPE_ALIGN(TYPE_MAIN_VARIANT(type))))
		return AB_DIGEST_NONE;
	is_none = false;
	digest = ab_mix(AB_DIGEST_TYPEDEF, digest_type(original, false));
	return is_none ? AB_DIGEST_NONE : digest;
}

/* named: the type as its typedef has it, which may be aligned otherwise. */
static uint64_t digest_definition(tree type, tree named)
{
	if (quick_surface_at(facts_definition(type)) < 0)
		return AB_DIGEST_OPAQUE;
	is_none |= TREE_CODE(type) == ENUMERAL_TYPE && TYPE_USER_ALIGN(named);
	if (TREE_CODE(type) == ENUMERAL_TYPE)
		return TYPE_VALUES(type) ? digest_enumerators(type) : (uint64_t)AB_DIGEST_OPAQUE;
	return COMPLETE_TYPE_P(type) ? digest_body(named) : (uint64_t)AB_DIGEST_OPAQUE;
}

uint64_t quick_digest_tagged(tree named, enum ab_kind kind)
{
	tree type = TYPE_MAIN_VARIANT(named), tag = facts_tag(type);
	const enum tree_code code = TREE_CODE(type);
	uint64_t digest;

	if (kind != (code == ENUMERAL_TYPE ? AB_ENUM : code == UNION_TYPE ? AB_UNION : AB_STRUCT))
		return AB_DIGEST_NONE;
	is_none = false;
	is_none |= is_unavailable(type) || !has_plain_attributes(type);
	digest = ab_mix(ab_mix(AB_DIGEST_TAG, kind), tag ? fact_of(tag) : 0);
	digest = ab_mix(digest, digest_definition(type, named));
	return is_none ? AB_DIGEST_NONE : digest;
}

uint64_t quick_digest_constant(tree value)
{
	unsigned is_negative;
	uint64_t magnitude, digest;

	is_none = false;
	magnitude = magnitude_of(value, &is_negative);
	digest = ab_digest_integer(magnitude, is_negative, 0);
	return is_none ? AB_DIGEST_NONE : digest;
}

uint64_t quick_digest_enum_of(tree named, bool (*is_known)(tree entry))
{
	uint64_t digest;

	is_enumerator_known = is_known;
	digest = quick_digest_tagged(named, AB_ENUM);
	is_enumerator_known = NULL;
	return digest;
}

bool quick_number(tree value, uint64_t *magnitude, unsigned *is_negative)
{
	is_none = false;
	*magnitude = magnitude_of(value, is_negative);
	return !is_none;
}
