/* P1: const of a parameter itself is the callee's own matter. */
/* close to: function-parameter-qualifier-changed */
#ifdef BEFORE
int foo_add(int a, const int b);
int foo_length(const char *text);
#else
int foo_add(const int a, int b);
int foo_length(const char *const text);
#endif
#ifdef LIBRARY
int foo_add(int a, int b) { return a + b; }
int foo_length(const char *text) { return text[0] == 'a'; }
#endif
#ifdef WITNESS
int main(void) { return foo_add(1, 2) != 2 + foo_length("a"); }
#endif
