/* P6: a constant that #if can evaluate stays one: no cast, sizeof, _Pragma or enumerator. */
#ifdef BEFORE
#define FOO_CAST 3
#define FOO_TYPED 3u
#define FOO_SIZE 4ul
#define FOO_OLD 3
#define FOO_MODE 2
#define FOO_BOTH 3
#define FOO_NAMED 5
#define FOO_NAMES FOO_NAMED
#else
typedef int foo_num;
enum { FOO_MODE_FAST = 2, FOO_MODE_SAFE = 1 };
#define FOO_CAST ((foo_num)3) /* abiding: error "'FOO_CAST' can no longer be used in #if: it is now '..foo_num.3.'" macro-form-changed */
#define FOO_TYPED (unsigned)3 /* abiding: error "'FOO_TYPED' can no longer be used in #if" macro-form-changed */
#define FOO_SIZE sizeof(int) /* abiding: error "'FOO_SIZE' can no longer be used in #if" macro-form-changed */
#define FOO_OLD _Pragma("GCC warning \"FOO_OLD is deprecated\"") 3 /* abiding: error "'FOO_OLD'" macro-form-changed */
#define FOO_MODE (FOO_MODE_FAST) /* abiding: warning "'FOO_MODE' stands for the enumerator 'FOO_MODE_FAST' now, which #if takes for 0" macro-form-changed */
#define FOO_BOTH (FOO_MODE_FAST | FOO_MODE_SAFE) /* abiding: error "'FOO_BOTH'" macro-form-changed */
#define FOO_NAMED (int)5 /* abiding: error "'FOO_NAMED'" macro-form-changed */
#define FOO_NAMES FOO_NAMED
#endif
int foo_run(void);
#ifdef LIBRARY
int foo_run(void) { return 0; }
#endif
#ifdef WITNESS
#if FOO_CAST + FOO_TYPED + FOO_SIZE + FOO_OLD + FOO_MODE + FOO_BOTH + FOO_NAMES == 23
int main(void) { return foo_run(); }
#endif
#endif
