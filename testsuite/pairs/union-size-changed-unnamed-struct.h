/* P3: what joins a union, an unnamed struct too, does not make it larger. */
#ifdef BEFORE
union foo_attr {
	struct {
		unsigned int type;
		unsigned int size;
	};
};
#else
union foo_attr {
	struct {
		unsigned int type;
		unsigned int size;
	};
	struct {
		unsigned int family; /* abiding: error "takes its union from 8 to 12 bytes" union-size-changed */
		unsigned int more[2];
	};
};
#endif
int foo_read(const union foo_attr *attr, int n);
#ifdef LIBRARY
int foo_read(const union foo_attr *attr, int n) { return (int)attr[n].size; }
#endif
#ifdef WITNESS
int main(void)
{
	union foo_attr attr[2] = {{{1, 2}}, {{3, 4}}};

	return foo_read(attr, 1) != 4;
}
#endif
