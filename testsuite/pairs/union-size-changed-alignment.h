/* P3: nor may it ask for more alignment. */
union foo_value {
	char bytes[8];
#ifndef BEFORE
	long long l; /* abiding: error "foo_value" union-size-changed */
#endif
};
int foo_get(union foo_value *value);
#ifdef LIBRARY
int foo_get(union foo_value *value) { return value->bytes[0]; }
#endif
#ifdef WITNESS
static struct {
	char kind;
	union foo_value value;
} mine = { 1, { "a" } };
int main(void)
{
	return foo_get(&mine.value) != 'a' || (char *)&mine.value - &mine.kind != 1;
}
#endif
