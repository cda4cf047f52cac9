/* P1, P2: a bool of the library's own that becomes C's is another type, and called by its name. */
/* abiding: only c (C++ has the word) */
#ifdef BEFORE
typedef int bool;
#else
#define FOO_BOOL _Bool
#endif
#ifndef FOO_BOOL
#define FOO_BOOL bool
#endif
/* abiding: anywhere error "bool" typedef-removed */
/* abiding: anywhere error "FOO_BOOL" macro-value-changed */
struct foo_state {
	FOO_BOOL is_open; /* abiding: error "is_open" struct-field-type-changed */
};
FOO_BOOL foo_open(struct foo_state *state); /* abiding: error "foo_open" function-return-type-changed */
#ifdef LIBRARY
FOO_BOOL foo_open(struct foo_state *state) { return state->is_open; }
#endif
#ifdef WITNESS
static struct foo_state states[2] = { { 0 }, { 1 } };
int main(void) { return foo_open(states) || *((int *)states + 1) != 1; }
#endif
