/* P6: what a macro newly names may be declared elsewhere, and be what it spelt out before. */
/* close to: macro-value-changed-unknown */
/* abiding: diff-only macro-value-changed (a record does not know what its compile did not declare) */
#ifdef BEFORE
#define FOO_NAME_MAX (FOO_LARGEST(16, 24) + sizeof("144"))
#else
#define FOO_NAME_MAX (FOO_LARGEST_NAME + sizeof("144"))
#endif
int foo_name(char *name);
#ifdef LIBRARY
int foo_name(char *name)
{
	name[27] = 0;
	return 0;
}
#endif
#ifdef WITNESS
#define FOO_LARGEST(a, b) ((a) > (b) ? (a) : (b))
#define FOO_LARGEST_NAME FOO_LARGEST(16, 24)
static struct { char name[FOO_NAME_MAX]; char next[8]; } at = { "", "kept" };
int main(void) { return foo_name(at.name) || at.next[0] != 'k'; }
#endif
