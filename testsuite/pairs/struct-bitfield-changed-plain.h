/* P2: a bit-field does not become a field of its own. */
struct foo_flags {
#ifdef BEFORE
	unsigned int kind : 3;
#else
	unsigned int kind; /* abiding: error "kind" struct-bitfield-changed */
#endif
	unsigned int state : 5;
};
int foo_state(struct foo_flags *flags);
#ifdef LIBRARY
int foo_state(struct foo_flags *flags) { return flags->state; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_flags flags[2] = { { 1, 3 }, { 0, 0 } };

	return foo_state(&flags[0]) != 3;
}
#endif
