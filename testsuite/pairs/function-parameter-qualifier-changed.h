/* P1: a parameter that took a pointer to const takes one for ever. */
#ifdef BEFORE
int foo_length(const char *text);
#else
int foo_length(char *text); /* abiding: error "foo_length" function-parameter-qualifier-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
int foo_length(const char *text) { return text[0] == 'a'; }
#else
int foo_length(char *text) { return text[0] == 'a'; }
#endif
#endif
#ifdef WITNESS
static const char text[] = "a";
int main(void) { return foo_length(text) != 1; }
#endif
