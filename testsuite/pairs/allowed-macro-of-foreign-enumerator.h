/* P6: a macro stands for an enumerator of a system header, then as now. */
/* close to: macro-form-changed */
#include <dirent.h>
#define FOO_BLOCK DT_BLK
#ifdef BEFORE
#define FOO_LINK 10
#else
#define FOO_LINK DT_LNK
#endif
int foo_f(int kind);
#ifdef LIBRARY
int foo_f(int kind) { return kind; }
#endif
#ifdef WITNESS
int main(void) { return foo_f(FOO_BLOCK) != FOO_BLOCK || FOO_LINK != 10; }
#endif
