/* P1: a macro in the place of a variable leaves old programs without it. */
/* abiding: removed error "foo_level" variable-removed */
#ifdef BEFORE
extern int foo_level;
#else
int *foo_level_location(void);
#define foo_level (*foo_level_location())
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_level = 3;
#else
static int level = 3;
int *foo_level_location(void) { return &level; }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_level != 3; }
#endif
