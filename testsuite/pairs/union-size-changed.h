/* P3: a new member is fine as long as the union does not grow for it. */
union foo_value {
	int i;
#ifndef BEFORE
	double d; /* abiding: error "foo_value" union-size-changed */
#endif
};
void foo_get(union foo_value *value);
#ifdef LIBRARY
#ifdef BEFORE
void foo_get(union foo_value *value) { value->i = 3; }
#else
void foo_get(union foo_value *value) { value->d = 0.1; value->i = 3; }
#endif
#endif
#ifdef WITNESS
static union foo_value values[2] = { { 1 }, { 2 } };
int main(void)
{
	foo_get(&values[0]);
	return values[0].i != 3 || values[1].i != 2;
}
#endif
