/* P6: a macro that is no value is told by its text. */
#ifdef BEFORE
#define FOO_TYPE unsigned int
#else
#define FOO_TYPE unsigned long long /* abiding: error "FOO_TYPE" macro-value-changed */
#endif
void foo_get(FOO_TYPE *value);
/* abiding: anywhere error "foo_get" function-parameter-type-changed */
#ifdef LIBRARY
void foo_get(FOO_TYPE *value) { *value = 3; }
#endif
#ifdef WITNESS
static FOO_TYPE values[2] = { 1, 2 };
int main(void)
{
	foo_get(&values[0]);
	return values[0] != 3 || values[1] != 2;
}
#endif
