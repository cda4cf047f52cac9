/* P2, P5: what could not be used before may stay so, or be of use again. */
/* abiding: from gcc 12 (unavailable) */
/* close to: enumerator-removed struct-field-removed union-member-removed */
#ifdef BEFORE
#define FOO_GONE __attribute__((unavailable))
#else
#define FOO_GONE
#endif
#define FOO_STILL_GONE __attribute__((unavailable))
typedef enum {
	FOO_MODE_A,
	FOO_MODE_B FOO_STILL_GONE,
	FOO_MODE_C FOO_GONE
} foo_mode;
enum { FOO_LOOSE_A FOO_STILL_GONE, FOO_LOOSE_B FOO_GONE };
struct foo_point {
	int x;
	int y FOO_STILL_GONE;
	int z FOO_GONE;
};
union foo_value {
	int number;
	long big FOO_STILL_GONE;
	long other FOO_GONE;
};
typedef struct foo_box {
	int x;
} foo_box FOO_GONE;
foo_mode foo_get(void);
#ifdef LIBRARY
foo_mode foo_get(void) { return FOO_MODE_A; }
#endif
#ifdef WITNESS
int main(void)
{
	union foo_value value = {1};

	return value.number - 1 + (int)foo_get();
}
#endif
