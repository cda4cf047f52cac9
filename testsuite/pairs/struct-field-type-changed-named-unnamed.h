/* P2: a member's type loses its name: what programs hold by that name fits no more. */
typedef struct {
	int x, y;
} foo_point;
struct foo_event {
#ifdef BEFORE
	foo_point at;
#else
	struct {
		int x, y;
	} at; /* abiding: error "at" struct-field-type-changed */
#endif
};
int foo_x(struct foo_event *event);
#ifdef LIBRARY
int foo_x(struct foo_event *event) { return event->at.x; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_event event = { { 1, 2 } };
	foo_point point = event.at;

	return point.x != 1 || foo_x(&event) != 1;
}
#endif
