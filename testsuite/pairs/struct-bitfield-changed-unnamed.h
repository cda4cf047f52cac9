/* P2: bits without a name keep their number: those behind them move. */
struct foo_flags {
	unsigned int kind : 3;
#ifdef BEFORE
	unsigned int : 2;
#else
	unsigned int : 4;
#endif
	unsigned int state : 5; /* abiding: error "state" struct-bitfield-changed */
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
