/* P2: a struct without a typedef has no other name than its tag, underscore or not. */
struct _foo_info {
	int count;
#ifndef BEFORE
	int extra; /* abiding: error "extra" struct-field-added */
#endif
};
int foo_last(struct _foo_info *info, int n);
#ifdef LIBRARY
int foo_last(struct _foo_info *info, int n) { return info[n - 1].count; }
#endif
#ifdef WITNESS
int main(void)
{
	struct _foo_info info[3] = { { 1 }, { 2 }, { 3 } };

	return foo_last(info, 2) != 2;
}
#endif
