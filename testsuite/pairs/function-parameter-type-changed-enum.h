/* P1: an enum does not become an int: comparisons change their sign, C++ its overloads. */
typedef enum { FOO_MODE_A, FOO_MODE_B } foo_mode;
#ifdef BEFORE
int foo_set(foo_mode *mode);
#else
int foo_set(int *mode); /* abiding: error "foo_set" function-parameter-type-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_set(foo_mode *mode) { return *mode == FOO_MODE_B; }
#else
int foo_set(int *mode) { return *mode == FOO_MODE_B; }
#endif
#endif
#ifdef WITNESS
int main(void)
{
	foo_mode mode = FOO_MODE_B;

	return foo_set(&mode) != 1;
}
#endif
