/* P6: what tells a feature is no include guard, whatever header it stands in. */
#ifndef MACRO_REMOVED_LIKE_GUARD_H
#define MACRO_REMOVED_LIKE_GUARD_H 1
#ifdef BEFORE
#define MACRO_REMOVED_LIKE_GUARD_HAS_FOO 1
#endif
/* abiding: removed error "MACRO_REMOVED_LIKE_GUARD_HAS_FOO" macro-removed */
int foo_count(void);
#ifdef LIBRARY
int foo_count(void) { return 3; }
#endif
#ifdef WITNESS
int main(void) { return foo_count() != 2 + MACRO_REMOVED_LIKE_GUARD_HAS_FOO; }
#endif
#endif
