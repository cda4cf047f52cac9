/* P5: what an enum without a name ends in may grow, but the values before it keep theirs,
   and it does not shrink. */
enum {
	FOO_ATTR_NONE,
#ifndef BEFORE
	FOO_ATTR_TIME, /* abiding: error "FOO_ATTR_(TIME|NAME)" enumerator-value-changed */
#endif
	FOO_ATTR_NAME,
	FOO_ATTR_LAST
};
enum {
	FOO_KIND_A,
#ifdef BEFORE
	FOO_KIND_B, /* abiding: anywhere error "FOO_KIND_B" enumerator-removed */
#endif
	FOO_KIND_LAST /* abiding: anywhere error "FOO_KIND_LAST" enumerator-value-changed */
};
int foo_name(void);
#ifdef LIBRARY
int foo_name(void) { return FOO_ATTR_NAME; }
#endif
#ifdef WITNESS
int main(void) { return foo_name() != FOO_ATTR_NAME; }
#endif
