/* P4, P2, P5: typedefs, unnamed structs and enums may be renamed where macros keep their names. */
/* close to: typedef-removed struct-removed enum-removed */
#ifdef BEFORE
typedef int foo_number;
typedef struct { int x; } foo_point;
typedef enum { FOO_RED, FOO_GREEN } foo_colour;
typedef int (*foo_callback)(foo_point *point);
typedef struct foo_box foo_case;
#else
typedef int foo_int;
typedef struct { int x; } foo_place;
typedef enum { FOO_RED, FOO_GREEN } foo_color;
typedef int (*foo_cb)(foo_place *point);
typedef struct foo_box foo_container;
#define foo_number foo_int
#define foo_point foo_middle
#define foo_middle foo_place
#define foo_colour foo_color
#define foo_callback foo_cb
#define foo_case struct foo_box
#endif
struct foo_box { int n; };
int foo_f(foo_number n, foo_point *p, foo_colour c, foo_callback f, foo_case *k);
#ifdef LIBRARY
int foo_f(foo_number n, foo_point *p, foo_colour c, foo_callback f, foo_case *k)
{
	return n + p->x + (int)c + f(p) + k->n;
}
#endif
#ifdef WITNESS
static int call(foo_point *p) { return p->x; }
int main(void)
{
	foo_number n = 1;
	foo_point p = {2};
	foo_case k = {3};
	foo_colour c = FOO_GREEN;
	foo_callback f = call;

	return foo_f(n, &p, c, f, &k) != 9;
}
#endif
