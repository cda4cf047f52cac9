/* E2: alignment behind the enumerators counts for nothing in C, whose promise it is. */
enum foo_kind {
	FOO_KIND_A,
	FOO_KIND_B
#ifdef BEFORE
};
#else
} __attribute__((aligned(64)));
#endif
int foo_get(enum foo_kind kind);
#ifdef LIBRARY
int foo_get(enum foo_kind kind) { return kind; }
#endif
#ifdef WITNESS
struct mine { char c; enum foo_kind kind; };
int main(void)
{
	struct mine mine = { 1, FOO_KIND_B };

	return foo_get(mine.kind) != 1 || sizeof mine != 2 * sizeof(int);
}
#endif
