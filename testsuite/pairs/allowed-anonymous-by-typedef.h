/* P2: members of an unnamed member are the struct's own, by whatever type it has. */
/* abiding: options -fms-extensions (an unnamed member of a typedef) */
/* abiding: only c (C++ has no such members) */
typedef struct { int x, y; } foo_point;
#ifdef BEFORE
struct foo_shape { foo_point; int z; };
struct foo_flat { int x, y; int z; };
#else
struct foo_shape { struct { int x, y; }; int z; };
struct foo_flat { foo_point; int z; };
#endif
struct foo_kept { foo_point; int z; };
int foo_sum(const struct foo_shape *shape, const struct foo_flat *flat, const struct foo_kept *kept);
#ifdef LIBRARY
int foo_sum(const struct foo_shape *shape, const struct foo_flat *flat, const struct foo_kept *kept)
{
	return shape->x + shape->y + shape->z + flat->y + kept->y;
}
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_shape shape = { .x = 1, .y = 2, .z = 3 };
	struct foo_flat flat = { .x = 1, .y = 2, .z = 3 };
	struct foo_kept kept = { .x = 1, .y = 2, .z = 3 };

	return foo_sum(&shape, &flat, &kept) != 10;
}
#endif
