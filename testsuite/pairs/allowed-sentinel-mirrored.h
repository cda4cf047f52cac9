/* P5, P6: what is computed from a sentinel grows as it does: behind it in the enum, as a
   macro, as an object. */
/* close to: enumerator-value-changed macro-value-changed variable-value-changed */
enum foo_attr {
	FOO_ATTR_NONE,
	FOO_ATTR_NAME,
#ifndef BEFORE
	FOO_ATTR_TIME,
#endif
	__FOO_ATTR_AFTER_LAST,
	FOO_ATTR_MAX = __FOO_ATTR_AFTER_LAST - 1,
	NUM_FOO_ATTRS = __FOO_ATTR_AFTER_LAST
};
typedef enum {
	FOO_KIND_A,
#ifndef BEFORE
	FOO_KIND_B,
#endif
	FOO_KIND_LAST
} foo_kind;
#define FOO_KIND_MAX (FOO_KIND_LAST - 1)
#define FOO_N_KINDS FOO_KIND_LAST
static const int foo_KIND_COUNT = FOO_KIND_LAST;
int foo_get(enum foo_attr attribute, foo_kind kind);
#ifdef LIBRARY
int foo_get(enum foo_attr attribute, foo_kind kind)
{
	return attribute <= FOO_ATTR_MAX && kind <= FOO_KIND_MAX;
}
#endif
#ifdef WITNESS
int main(void) { return !foo_get(FOO_ATTR_MAX, FOO_KIND_MAX) || foo_KIND_COUNT > FOO_N_KINDS; }
#endif
