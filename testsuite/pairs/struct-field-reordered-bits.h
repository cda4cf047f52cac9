/* P2: bit-fields keep their order. */
#ifdef BEFORE
struct foo_flags {
	unsigned int kind : 3;
	unsigned int state : 5;
};
#else
struct foo_flags {
	unsigned int state : 5;
	unsigned int kind : 3; /* abiding: error "kind" struct-field-reordered */
};
#endif
int foo_state(struct foo_flags *flags);
#ifdef LIBRARY
int foo_state(struct foo_flags *flags) { return flags->state; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_flags flags = { 1, 3 };

	return foo_state(&flags) != 3;
}
#endif
