/* P2: a struct does not turn into an enum. */
#ifdef BEFORE
typedef struct { int code; } foo_error;
#else
typedef enum { FOO_ERROR_NONE } foo_error; /* abiding: error "foo_error" type-kind-changed */
#endif
int foo_check(foo_error *error);
#ifdef LIBRARY
#ifdef BEFORE
int foo_check(foo_error *error) { return error->code; }
#else
int foo_check(foo_error *error) { return *error; }
#endif
#endif
#ifdef WITNESS
int main(void)
{
	foo_error error = { 3 };

	return foo_check(&error) != 3 || error.code != 3;
}
#endif
