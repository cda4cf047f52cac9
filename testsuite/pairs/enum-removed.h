/* P5: an enum does not go away: one finding, not one for each of its values. */
/* abiding: removed error "foo_mode" enum-removed */
int foo_open(void);
#ifdef BEFORE
enum foo_mode {
	FOO_MODE_A,
	FOO_MODE_B,
};
#endif
#ifdef LIBRARY
int foo_open(void) { return 1; }
#endif
#ifdef WITNESS
int main(void) { return foo_open() != (int)FOO_MODE_B; }
#endif
