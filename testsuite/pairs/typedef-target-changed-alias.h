/* P4: a typedef may become one of several for its struct, and then asks for no more than it did. */
#ifdef BEFORE
typedef struct {
	int count;
} foo_info;
#else
typedef struct {
	int count;
} foo_data;
typedef foo_data foo_info __attribute__((aligned(64))); /* abiding: error "foo_info" typedef-target-changed */
#endif
int foo_count(foo_info *info);
#ifdef LIBRARY
int foo_count(foo_info *info) { return info->count + (int)__alignof__(foo_info); }
#endif
#ifdef WITNESS
int main(void)
{
	struct { char before; foo_info info; } mine = { 0, { 3 } };

	return foo_count(&mine.info) != 3 + (int)__alignof__(int);
}
#endif
