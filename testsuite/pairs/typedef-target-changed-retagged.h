/* A typedef that is of another type now, where programs may spell the tag of the one before. */
struct foo_point {
	int x;
};
struct foo_place {
	int x;
};
#ifdef BEFORE
typedef struct foo_point foo_where;
#else
typedef struct foo_place foo_where; /* abiding: error "typedef 'foo_where' is now 'struct foo_place', promised as 'struct foo_point'" typedef-target-changed */
#endif
enum foo_near {
	FOO_NEAR
};
enum foo_far {
	FOO_FAR
};
#ifdef BEFORE
typedef enum foo_near foo_distance;
#else
typedef enum foo_far foo_distance; /* abiding: error "typedef 'foo_distance' is now 'enum foo_far', promised as 'enum foo_near'" typedef-target-changed */
#endif

#ifdef WITNESS
int main(void)
{
	foo_where where = {1};
	struct foo_point *point = &where;

	return point->x != 1;
}
#endif
