/* P3: a union does not go away. */
/* abiding: removed error "foo_value" union-removed */
int foo_open(void);
#ifdef BEFORE
union foo_value {
	int i;
	float f;
};
#endif
#ifdef LIBRARY
int foo_open(void) { return 3; }
#endif
#ifdef WITNESS
int main(void)
{
	union foo_value value = { foo_open() };

	return value.i != 3;
}
#endif
