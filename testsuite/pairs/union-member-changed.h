/* P3: a member keeps its type, though the union keeps its size. */
union foo_value {
	int i;
#ifdef BEFORE
	unsigned int u;
#else
	float u; /* abiding: error "u" union-member-changed */
#endif
};
void foo_get(union foo_value *value);
#ifdef LIBRARY
void foo_get(union foo_value *value) { value->u = 3; }
#endif
#ifdef WITNESS
int main(void)
{
	union foo_value value;

	foo_get(&value);
	return value.u != 3;
}
#endif
