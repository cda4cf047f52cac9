/* P1: _Atomic makes another type of a parameter, unlike const (C17 6.2.5p27); of a result, C23 drops it. */
/* abiding: only c (C++ has no such qualifier) */
#pragma GCC diagnostic ignored "-Wignored-qualifiers"
#ifdef BEFORE
int foo_put(_Atomic int value);
_Atomic int foo_get(void);
void foo_visit(int (*visit)(_Atomic int value));
int foo_same(_Atomic int value, const int count);
#else
int foo_put(int value); /* abiding: error "foo_put" function-parameter-type-changed */
int foo_get(void);
void foo_visit(int (*visit)(int value)); /* abiding: error "foo_visit" function-parameter-type-changed */
int foo_same(_Atomic int value, int count);
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_put(_Atomic int value) { return value; }
_Atomic int foo_get(void) { return 1; }
void foo_visit(int (*visit)(_Atomic int value)) { visit(1); }
#else
int foo_put(int value) { return value; }
int foo_get(void) { return 1; }
void foo_visit(int (*visit)(int value)) { visit(1); }
#endif
int foo_same(_Atomic int value, const int count) { return value + count; }
#endif
#ifdef WITNESS
static int (*put)(_Atomic int) = foo_put;
static int visitor(_Atomic int value) { return value; }
int main(void)
{
	foo_visit(visitor);
	return put(1) + foo_get() + foo_same(1, 2) != 5;
}
#endif
