/* P2: an unnamed enum does not become one of other enumerators, or of another sign. */
#ifdef BEFORE
struct foo_info {
	enum { FOO_KIND_A, FOO_KIND_B } kind;
	enum { FOO_SIGN_A, FOO_SIGN_B } sign;
};
enum foo_other { FOO_OTHER };
#else
enum { FOO_KIND_A, FOO_KIND_B };
enum foo_other { FOO_OTHER };
enum foo_sign { FOO_SIGN_A, FOO_SIGN_B, FOO_SIGN_C = -5 };
struct foo_info {
	enum foo_other kind; /* abiding: error "'kind' of 'struct foo_info'" struct-field-type-changed */
	enum foo_sign sign; /* abiding: error "'sign' of 'struct foo_info'" struct-field-type-changed */
};
#endif
int foo_read(const struct foo_info *info);
#ifdef LIBRARY
int foo_read(const struct foo_info *info) { return (int)info->kind; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info = {FOO_KIND_B, FOO_SIGN_B};

	return foo_read(&info) != 1;
}
#endif
