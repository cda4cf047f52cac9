/* P5: an enum keeps its size: packed, it has one byte. */
#ifdef BEFORE
enum foo_mode { FOO_MODE_A = 1, FOO_MODE_B = 2 };
#else
enum __attribute__((packed)) foo_mode { FOO_MODE_A = 1, FOO_MODE_B = 2 }; /* abiding: error "foo_mode" enum-type-changed */
#endif
void foo_get(enum foo_mode *mode);
#ifdef LIBRARY
void foo_get(enum foo_mode *mode) { *mode = FOO_MODE_B; }
#endif
#ifdef WITNESS
#include <string.h>
int main(void)
{
	enum foo_mode mode;

	memset(&mode, 0x77, sizeof(mode));
	foo_get(&mode);
	return mode != FOO_MODE_B || sizeof(mode) != 4;
}
#endif
