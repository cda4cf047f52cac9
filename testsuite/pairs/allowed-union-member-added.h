/* P3: a union may get a member that does not change its size, named or not, nested or not. */
/* close to: union-size-changed union-member-removed */
union foo_value {
	int i;
#ifndef BEFORE
	unsigned int u;
#endif
	float f;
};
struct foo_parameter {
	int type;
	union {
		int i;
#ifndef BEFORE
		char c[4];
#endif
	};
	union {
		long long l;
		double d;
#ifndef BEFORE
		struct {
			int low;
			int high;
		} halves;
#endif
	} value;
};
int foo_get(union foo_value *value, struct foo_parameter *parameter);
#ifdef LIBRARY
int foo_get(union foo_value *value, struct foo_parameter *parameter)
{
	return value->i + parameter->i;
}
#endif
#ifdef WITNESS
int main(void)
{
	union foo_value value = { 1 };
	struct foo_parameter parameter = { 1, { 2 }, { 3 } };

	return foo_get(&value, &parameter) != 3;
}
#endif
