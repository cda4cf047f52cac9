/* P2, P5: a sentinel may grow, but not the array in a struct that it bounds. */
typedef enum {
	FOO_STATE_ON,
	FOO_STATE_OFF,
#ifndef BEFORE
	FOO_STATE_BROKEN,
#endif
	FOO_STATE_LAST,
} foo_state;
struct foo_counts {
	int of[FOO_STATE_LAST]; /* abiding: error "of" struct-field-type-changed */
	int total;
};
int foo_total(struct foo_counts *counts);
#ifdef LIBRARY
int foo_total(struct foo_counts *counts) { return counts->total; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_counts counts[2] = { { { 1, 2 }, 3 }, { { 0, 0 }, 0 } };

	return foo_total(&counts[0]) != 3;
}
#endif
