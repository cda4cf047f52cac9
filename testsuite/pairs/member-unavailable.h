/* P2, P3, P5: a member or an enumerator that may not be used any more is gone for programs. */
/* abiding: from gcc 12 (unavailable) */
#ifdef BEFORE
#define FOO_GONE
#else
#define FOO_GONE __attribute__((unavailable))
#endif
typedef enum {
	FOO_MODE_A,
	FOO_MODE_B FOO_GONE, /* abiding: error "enumerator 'FOO_MODE_B' can no longer be used" enumerator-removed */
	FOO_MODE_C
} foo_mode;
enum {
	FOO_LOOSE_A,
	FOO_LOOSE_B FOO_GONE /* abiding: error "enumerator 'FOO_LOOSE_B' can no longer be used" enumerator-removed */
};
struct foo_point {
	int x;
	int y FOO_GONE; /* abiding: error "field 'y' of 'struct foo_point' can no longer be used" struct-field-removed */
	struct {
		int z FOO_GONE; /* abiding: error "field 'z' of 'struct foo_point' can no longer be used" struct-field-removed */
	};
	struct {
		int w FOO_GONE; /* abiding: error "field 'inner.w' of 'struct foo_point' can no longer be used" struct-field-removed */
	} inner;
};
union foo_value {
	int number;
	long long big FOO_GONE; /* abiding: error "member 'big' of 'union foo_value' can no longer be used" union-member-removed */
};
typedef struct foo_box { /* abiding: error "'foo_box' is now 'unavailable'" type-attribute-changed */
	int x;
} foo_box FOO_GONE;
struct foo_point foo_get(void);
#ifdef LIBRARY
struct foo_point foo_get(void)
{
	static const struct foo_point point = {0};

	return point;
}
#endif
#ifdef WITNESS
int main(void)
{
	union foo_value value;
	foo_box box = {0};

	value.big = FOO_LOOSE_B;
	return foo_get().y + foo_get().z + foo_get().inner.w + box.x + (int)value.big + FOO_MODE_B != 2;
}
#endif
