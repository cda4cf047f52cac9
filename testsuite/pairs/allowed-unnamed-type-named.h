/* P2, P3: types of members that had no name get one; nobody could have said the old one. */
/* close to: struct-field-type-changed union-member-changed */
#ifndef BEFORE
typedef union {
	int key;
	char letter;
} foo_data;
struct foo_place {
	int x, y;
};
#endif
struct foo_event {
	int type;
#ifdef BEFORE
	union {
		int key;
		char letter;
	} data;
	struct {
		int x, y;
		struct {
			short low, high;
		} range;
	} places[2];
#else
	foo_data data;
	struct foo_spot {
		int x, y;
		struct foo_range {
			short low, high;
		} range;
	} places[2];
#endif
};
int foo_key(struct foo_event *event);
#ifdef LIBRARY
int foo_key(struct foo_event *event) { return event->data.key; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_event event = { 1, { 2 }, { { 3, 4, { 5, 6 } }, { 7, 8, { 9, 10 } } } };

	event.data.key = event.places[1].range.high;
	return foo_key(&event) != 10;
}
#endif
