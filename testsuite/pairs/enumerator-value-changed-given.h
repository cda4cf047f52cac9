/* P5: a value that has a number of its own is not moved by what is inserted before it. */
typedef enum {
	FOO_OK,
#ifdef BEFORE
	FOO_PEER = 51,
	FOO_CACERT = 60,
#else
	FOO_OBSOLETE51 = 51,
	FOO_PEER = 60, /* abiding: error "FOO_PEER' is now 60, promised as 51" enumerator-value-changed */
#endif
	FOO_DONE = 61
} foo_code;
#ifndef BEFORE
#define FOO_CACERT FOO_PEER
#endif
typedef enum {
	FOO_A = 1,
#ifdef BEFORE
	FOO_B = 2,
	FOO_C = 3,
#else
	FOO_NEW = 2,
	FOO_B = 3, /* abiding: error "FOO_B' is now 3, promised as 2" enumerator-value-changed */
	FOO_C = 4, /* abiding: error "FOO_C' is now 4, promised as 3" enumerator-value-changed */
#endif
} foo_letter;
enum {
	FOO_LOOSE_A = 1,
#ifdef BEFORE
	FOO_LOOSE_B = 2
#else
	FOO_LOOSE_NEW = 16,
	FOO_LOOSE_B = 8 /* abiding: error "FOO_LOOSE_B' is now 8, promised as 2" enumerator-value-changed */
#endif
};
int foo_peer(void);
#ifdef LIBRARY
int foo_peer(void) { return FOO_PEER; }
#endif
#ifdef WITNESS
int main(void) { return foo_peer() != FOO_PEER; }
#endif
