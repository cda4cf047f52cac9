/* P1: a function without prototype gets one with a parameter that callers have not passed so. */
/* abiding: only c ("()" is "(void)" in C++) */
#ifdef BEFORE
int foo_half();
int foo_wide();
#else
int foo_half(float f); /* abiding: error "foo_half" function-parameter-type-changed */
int foo_wide(const char *format, ...); /* abiding: error "foo_wide" function-variadic-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_half(f) double f; { return (int)(f / 2); }
int foo_wide(format) const char *format; { return format[0]; }
#else
int foo_half(float f) { return (int)(f / 2); }
int foo_wide(const char *format, ...) { return format[0]; }
#endif
#endif
#ifdef WITNESS
int main(void) { return foo_half(6.0) != 3; }
#endif
