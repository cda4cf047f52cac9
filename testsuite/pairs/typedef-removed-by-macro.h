/* P4, P2: a macro keeps a name, but for something else. */
#ifdef BEFORE
typedef int foo_number;
typedef struct { int x; } foo_point;
#else
typedef long foo_wide;
typedef struct {
	int y; /* abiding: anywhere error "foo_point" struct-field-renamed */
} foo_place;
#define foo_number foo_wide /* abiding: anywhere error "foo_number" typedef-removed */
#define foo_point foo_place
#endif
int foo_f(int *n);
#ifdef LIBRARY
int foo_f(int *n) { return *n; }
#endif
#ifdef WITNESS
int main(void)
{
	foo_number n[2] = {1, 2};
	foo_point point = {.x = 3};

	return foo_f((int *)n + 1) != 2 || point.x != 3;
}
#endif
