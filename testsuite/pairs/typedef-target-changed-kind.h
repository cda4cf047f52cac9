/* P4, P2: a number does not become a struct. */
#ifdef BEFORE
typedef int foo_value;
#else
typedef struct { int value; } foo_value; /* abiding: error "foo_value" typedef-target-changed */
#endif
int foo_get(foo_value value);
#ifdef LIBRARY
#ifdef BEFORE
int foo_get(foo_value value) { return value; }
#else
int foo_get(foo_value value) { return value.value; }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_get(3) != 3; }
#endif
