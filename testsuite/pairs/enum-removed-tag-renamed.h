/* P5: a tag without an underscore is a name that programs use. */
#ifdef BEFORE
typedef enum foo_mode { FOO_MODE_A, FOO_MODE_B } foo_mode;
#else
typedef enum foo_mode_kind { FOO_MODE_A, FOO_MODE_B } foo_mode; /* abiding: error "foo_mode" enum-removed */
#endif
int foo_set(foo_mode mode);
#ifdef LIBRARY
int foo_set(foo_mode mode) { return (int)mode; }
#endif
#ifdef WITNESS
int main(void)
{
	enum foo_mode mode = FOO_MODE_B;

	return foo_set(mode) != 1;
}
#endif
