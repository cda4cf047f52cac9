/* P3: a union that keeps its size may gain a member that is an unnamed struct. */
/* close to: struct-field-added-unnamed */
#ifdef BEFORE
union foo_attr {
	struct {
		unsigned int type;
		unsigned int size;
	};
};
struct foo_request {
	int kind;
	union {
		long wide;
		struct { int a, b; };
	};
};
#else
union foo_attr {
	struct {
		unsigned int type;
		unsigned int size;
	};
	struct {
		unsigned short family;
	};
};
struct foo_request {
	int kind;
	union {
		long wide;
		struct { int a, b; };
		struct { short c, d, e; };
	};
};
#endif
int foo_read(const union foo_attr *attr, const struct foo_request *request);
#ifdef LIBRARY
int foo_read(const union foo_attr *attr, const struct foo_request *request)
{
	return (int)attr->size + request->b;
}
#endif
#ifdef WITNESS
int main(void)
{
	union foo_attr attr = {{1, 2}};
	struct foo_request request = {1, {0}};

	request.b = 3;
	return foo_read(&attr, &request) != 5 || sizeof(attr) != 8 || sizeof(request) != 16;
}
#endif
