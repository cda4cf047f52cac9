/* P6: nor does that of a floating number. */
#ifdef BEFORE
#define FOO_SCALE 1.5
#else
#define FOO_SCALE 2.5 /* abiding: error "FOO_SCALE" macro-value-changed */
#endif
int foo_is_scale(double scale);
#ifdef LIBRARY
int foo_is_scale(double scale) { return scale == FOO_SCALE; }
#endif
#ifdef WITNESS
int main(void) { return !foo_is_scale(FOO_SCALE); }
#endif
