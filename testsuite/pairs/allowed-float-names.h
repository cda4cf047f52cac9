/* P1, P2: in C++ the C library makes typedefs of the words that C has for floating types. */
/* close to: function-parameter-type-changed */
#include <math.h>
#ifdef __cplusplus
typedef float _Decimal64 __attribute__((mode(DD)));
#endif
struct foo_pair {
	_Float32 a;
	_Float64x b;
	_Decimal64 c;
};
#ifdef BEFORE
_Float64 foo_half(_Float64 x, struct foo_pair *pair);
#else
_Float64 foo_half(_Float64 number, struct foo_pair *pair);
#endif
#ifdef LIBRARY
_Float64 foo_half(_Float64 x, struct foo_pair *pair) { return x / 2 + (_Float64)pair->a; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_pair pair = { 1, 2, 3 };

	return foo_half(3, &pair) != 2.5;
}
#endif
