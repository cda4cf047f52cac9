/* Waivers hold for what is new, too; one that matches nothing is told. */
/* abiding: no-witness (what is new breaks no program) */
/* abiding: anywhere warning "waiver of tag-naming for 'foo_gone' matches nothing" waiver-invalid */
int foo_open(int mode);
#ifndef BEFORE
int close_foo(int mode);
int shut_foo(int mode); /* abiding: warning "'shut_foo'" name-prefix */
typedef enum { FOO_A, FOO_B, FOO_LAST, FOO_C } foo_mode;
#endif
