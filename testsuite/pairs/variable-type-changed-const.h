/* P1: a variable that programs could set stays one. */
#ifdef BEFORE
extern int foo_level;
#else
extern const int foo_level; /* abiding: error "foo_level" variable-type-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_level = 3;
#else
const int foo_level = 3;
#endif
#endif
#ifdef WITNESS
int main(void)
{
	foo_level = 4;
	return foo_level != 4;
}
#endif
