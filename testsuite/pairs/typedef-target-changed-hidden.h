/* P4: a macro of a type's name is what programs get for it. */
#ifdef BEFORE
typedef int foo_id;
typedef struct { int a; } foo_info;
#else
typedef int foo_id;
typedef struct { int a; } foo_info;
#define foo_id long /* abiding: error "typedef 'foo_id' is hidden by a macro: it stands for 'long'" typedef-target-changed */
#define foo_info char /* abiding: error "struct 'foo_info' is hidden by a macro: it stands for 'char'" typedef-target-changed */
#endif
int foo_next(int id);
#ifdef LIBRARY
int foo_next(int id) { return id + 1; }
#endif
#ifdef WITNESS
int main(void) { return foo_next(sizeof(foo_id)) != 5 || sizeof(foo_info) != 4; }
#endif
