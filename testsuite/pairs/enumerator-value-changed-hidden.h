/* P5: a macro of an enumerator's name is what programs get for it. */
#ifdef BEFORE
enum foo_mode {
	FOO_MODE_A,
	FOO_MODE_B,
};
enum { FOO_LOOSE = 3 };
#else
enum foo_mode {
	FOO_MODE_A,
	FOO_MODE_B,
};
#define FOO_MODE_B 7 /* abiding: error "enumerator 'FOO_MODE_B' is hidden by a macro: it is 7, promised as 1" enumerator-value-changed */
enum { FOO_LOOSE = 3 };
#define FOO_LOOSE 4 /* abiding: error "'FOO_LOOSE' is hidden by a macro: it is 4, promised as 3" enumerator-value-changed */
#endif
int foo_set(int mode);
#ifdef LIBRARY
int foo_set(int mode) { return mode; }
#endif
#ifdef WITNESS
int main(void) { return foo_set(FOO_MODE_B) != 1 || FOO_LOOSE != 3; }
#endif
