/* P6: #if and #ifdef do not see an enumerator; the rest of C does, so this is a warning. */
#ifdef BEFORE
#define FOO_LIMIT 16
#define FOO_MASK 3
#else
enum {
	FOO_LIMIT = 16, /* abiding: warning "'FOO_LIMIT' is now an enumerator: #if and #ifdef no longer see it" macro-form-changed */
};
typedef enum {
	FOO_MASK = 3, /* abiding: warning "'FOO_MASK'" macro-form-changed */
} foo_mask;
#endif
int foo_check(int n);
#ifdef LIBRARY
int foo_check(int n) { return n <= 16; }
#endif
#ifdef WITNESS
#if FOO_LIMIT > 8 && defined FOO_MASK
int main(void) { return !foo_check(FOO_LIMIT); }
#endif
#endif
