/* P2: fields of the same types in other words; two on one line. */
/* close to: struct-field-type-changed struct-field-removed struct-field-renamed */
typedef unsigned int foo_id;
struct foo_info {
#ifdef BEFORE
	unsigned long int memory;
	foo_id first;
	foo_id second;
	unsigned int kind : 3;
	char name[8];
	int (*get)(int key);
#else
	unsigned long memory;
	unsigned first, second;
	foo_id kind : 3;
	char name[4 + 4];
	int (*get)(int);
#endif
};
int foo_kind(struct foo_info *info);
#ifdef LIBRARY
int foo_kind(struct foo_info *info) { return info->kind; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info = { 1, 2, 3, 4, "a", 0 };

	return foo_kind(&info) != 4;
}
#endif
