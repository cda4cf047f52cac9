/* P5: a value keeps its name; the old one is offered. */
typedef enum {
	FOO_MODE_NONE,
#ifdef BEFORE
	FOO_MODE_GREY,
#else
	FOO_MODE_GRAY, /* abiding: error "FOO_MODE_GR[AE]Y" enumerator-renamed fixit "FOO_MODE_GREY" */
#endif
	FOO_MODE_BLUE,
} foo_mode;
int foo_set(foo_mode mode);
#ifdef LIBRARY
int foo_set(foo_mode mode) { return (int)mode; }
#endif
#ifdef WITNESS
int main(void) { return foo_set(FOO_MODE_GREY) != 1; }
#endif
