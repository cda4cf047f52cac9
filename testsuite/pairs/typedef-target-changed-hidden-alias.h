/* A macro hides one of two typedefs of a struct, the one that had given it its name. */
#ifdef BEFORE
struct _foo_point {
	int x;
};
typedef struct _foo_point foo_place;
typedef struct _foo_point foo_where;
#else
typedef struct _foo_point {
	int x;
} foo_place;
typedef foo_place foo_where;
#define foo_where float /* abiding: error "'foo_where' is hidden by a macro: it stands for 'float'" typedef-target-changed */
#endif

#ifdef WITNESS
int main(void)
{
	foo_where where = {1};

	return where.x != 1;
}
#endif
