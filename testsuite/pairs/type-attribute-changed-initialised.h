/* P2: what could be initialised by position still can. */
#ifdef BEFORE
struct foo_range { int first, last; };
#else
struct __attribute__((designated_init)) foo_range { int first, last; }; /* abiding: error "designated_init" type-attribute-changed */
#endif
int foo_count(const struct foo_range *range);
#ifdef LIBRARY
int foo_count(const struct foo_range *range) { return range->last - range->first; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_range range = { 1, 3 };

	return foo_count(&range) != 2;
}
#endif
