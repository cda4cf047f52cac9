/* P2: the type of a member gets a name, and other members with it. */
typedef struct {
	int x;
	long long y; /* abiding: error "at.y" struct-field-type-changed */
} foo_point;
struct foo_event {
	int type;
#ifdef BEFORE
	struct {
		int x;
		int y;
	} at;
#else
	foo_point at;
#endif
};
int foo_y(struct foo_event *event);
#ifdef LIBRARY
int foo_y(struct foo_event *event) { return event->at.y == 3 && event->type == 1 ? 0 : 1; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_event events[2] = { { 1, { 2, 3 } }, { 4, { 5, 6 } } };

	return foo_y(&events[0]);
}
#endif
