/* P5: an enum does not lose its name, though its values stay. */
/* abiding: removed error "foo_mode" enum-removed */
#ifdef BEFORE
enum foo_mode { FOO_MODE_A, FOO_MODE_B };
#else
enum { FOO_MODE_A, FOO_MODE_B };
#endif
int foo_set(int mode);
#ifdef LIBRARY
int foo_set(int mode) { return mode; }
#endif
#ifdef WITNESS
int main(void)
{
	enum foo_mode mode = FOO_MODE_B;

	return foo_set((int)mode) != 1;
}
#endif
