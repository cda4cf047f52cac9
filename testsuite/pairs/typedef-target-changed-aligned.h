/* P4: alignment belongs to what a typedef stands for. */
#ifdef BEFORE
typedef int foo_word;
#else
typedef int foo_word __attribute__((aligned(8))); /* abiding: error "foo_word" typedef-target-changed */
#endif
int foo_get(const foo_word *word);
#ifdef LIBRARY
int foo_get(const foo_word *word) { return *word; }
#endif
#ifdef WITNESS
static struct {
	char kind;
	foo_word word;
} mine = { 1, 3 };
int main(void)
{
	return foo_get(&mine.word) != 3 || (char *)&mine.word - &mine.kind != 4;
}
#endif
