/* P5: a typedef may give an enum an alignment, which what is in users' structs has then. */
#ifdef BEFORE
typedef enum { FOO_A, FOO_B } foo_kind;
#else
typedef enum { FOO_A, FOO_B } foo_kind __attribute__((aligned(16))); /* abiding: error "foo_kind" type-attribute-changed */
#endif
int foo_get(const foo_kind *kind);
#ifdef LIBRARY
int foo_get(const foo_kind *kind) { return *kind; }
#endif
#ifdef WITNESS
static struct {
	char first;
	foo_kind kind;
} mine = { 1, FOO_B };
int main(void)
{
	return foo_get(&mine.kind) != 1 || (char *)&mine.kind - &mine.first != 4;
}
#endif
