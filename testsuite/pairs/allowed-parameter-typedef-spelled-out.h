/* P1: what a typedef of the library stands for may be written in its place. */
/* close to: function-parameter-type-changed */
typedef unsigned int foo_id;
typedef foo_id foo_disk_id;
typedef int (*foo_visit)(foo_id id);
#ifdef BEFORE
foo_id foo_next(foo_disk_id id);
int foo_each(foo_visit visit);
#else
unsigned int foo_next(unsigned id);
int foo_each(int (*visit)(unsigned int id));
#endif
#ifdef LIBRARY
foo_id foo_next(foo_id id) { return id + 1; }
int foo_each(foo_visit visit) { return visit(3); }
#endif
#ifdef WITNESS
static int visit(foo_id id) { return (int)id; }
int main(void) { return foo_next(2) != (unsigned)foo_each(visit); }
#endif
