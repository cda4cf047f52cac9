/* P2: a bit-field keeps its width. */
struct foo_flags {
#ifdef BEFORE
	unsigned int kind : 3;
#else
	unsigned int kind : 4; /* abiding: error "kind" struct-bitfield-changed */
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
	struct foo_flags flags = { 1, 3 };

	return foo_state(&flags) != 3;
}
#endif
