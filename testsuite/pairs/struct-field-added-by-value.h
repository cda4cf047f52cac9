/* P2: functions, variables and callbacks that use a struct by value change with it: one finding. */
struct foo_point {
	int x;
#ifndef BEFORE
	int y; /* abiding: error "y" struct-field-added */
#endif
};
typedef struct foo_point foo_points[2];
typedef int (*foo_visit)(struct foo_point at);
extern struct foo_point foo_origin;
extern foo_points foo_corners;
struct foo_point foo_move(struct foo_point from, foo_visit visit);
#ifdef LIBRARY
struct foo_point foo_origin = { 1 };
foo_points foo_corners = { { 2 }, { 3 } };
#endif
#ifdef WITNESS
int main(void) { return foo_corners[1].x != 3; }
#endif
