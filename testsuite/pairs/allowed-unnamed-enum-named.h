/* P2: an unnamed enum of a field, a variable, a pointer or an array may get a name. */
/* close to: struct-field-type-changed */
#ifdef BEFORE
struct foo_info {
	enum { FOO_KIND_A, FOO_KIND_B } kind;
	enum { FOO_BIT_A, FOO_BIT_B } bit : 2;
	enum { FOO_LIST_A = -1, FOO_LIST_B } list[2];
};
typedef enum { FOO_OFF, FOO_ON } *foo_ptr;
#else
enum foo_kind { FOO_KIND_A, FOO_KIND_B };
typedef enum { FOO_LIST_A = -1, FOO_LIST_B } foo_list;
struct foo_info {
	enum foo_kind kind;
	enum foo_bit { FOO_BIT_A, FOO_BIT_B } bit : 2;
	foo_list list[2];
};
enum foo_switch { FOO_OFF, FOO_ON };
typedef enum foo_switch *foo_ptr;
#endif
int foo_read(const struct foo_info *info, foo_ptr state);
#ifdef LIBRARY
int foo_read(const struct foo_info *info, foo_ptr state) { return (int)info->kind + (int)*state; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info = {FOO_KIND_B, FOO_BIT_B, {FOO_LIST_A, FOO_LIST_B}};
	unsigned on = FOO_ON;

	return foo_read(&info, (foo_ptr)&on) != 2 || sizeof(info) != 16 || info.list[0] != -1;
}
#endif
