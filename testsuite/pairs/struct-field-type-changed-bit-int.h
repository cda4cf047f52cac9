/* P2: a field keeps the width of its bit-precise integer. */
/* abiding: from gcc 14 (_BitInt) */
/* abiding: only c (C++ has no _BitInt) */
/* abiding: options -std=gnu2x (_BitInt) */
struct foo_number {
	_BitInt(5) small : 4;
#ifdef BEFORE
	_BitInt(100) big;
#else
	_BitInt(90) big; /* abiding: error "big" struct-field-type-changed */
#endif
};
void foo_set(struct foo_number *number);
#ifdef LIBRARY
void foo_set(struct foo_number *number) { number->big = ((_BitInt(100))1 << 88) - 1; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_number number = { .big = 0 };

	_Static_assert(_Generic(number.big, _BitInt(100): 1, default: 0), "");
	foo_set(&number);
	return number.big == 0;
}
#endif
