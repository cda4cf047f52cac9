/* P3: nor does a member of an unnamed union get another name. */
/* abiding: removed error "ui" union-member-removed */
struct foo_parameter {
	int type;
	union {
		int i;
#ifdef BEFORE
		unsigned int ui;
#else
		unsigned int u;
#endif
	};
};
int foo_get(struct foo_parameter *parameter);
#ifdef LIBRARY
int foo_get(struct foo_parameter *parameter) { return parameter->i; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_parameter parameter = { 1, { 0 } };

	parameter.ui = 3;
	return foo_get(&parameter) != 3;
}
#endif
