/* P3: a union inside a struct that grows moves all behind it: one finding. */
struct foo_parameter {
	int type;
	union {
		int i;
#ifndef BEFORE
		double d; /* abiding: error "value" union-size-changed */
#endif
	} value;
	int state;
};
int foo_state(struct foo_parameter *parameter);
#ifdef LIBRARY
int foo_state(struct foo_parameter *parameter) { return parameter->state; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_parameter parameters[2] = { { 1, { 2 }, 3 }, { 4, { 5 }, 6 } };

	return foo_state(&parameters[0]) != 3;
}
#endif
