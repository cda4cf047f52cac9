/* P5: a domain of errors is put where it sorts, in the middle of a list of numbers
   that all programs know, as libvirt did with virErrorDomain in 2010. */
typedef enum {
	FOO_FROM_NONE = 0,
	FOO_FROM_XEN,
	FOO_FROM_QEMU,
#ifndef BEFORE
	FOO_FROM_NWFILTER, /* abiding: error "FOO_FROM_(NWFILTER|NET)" enumerator-value-changed */
#endif
	FOO_FROM_NET,
	FOO_FROM_STORAGE,
} foo_error_domain;
foo_error_domain foo_last_domain(void);
#ifdef LIBRARY
foo_error_domain foo_last_domain(void) { return FOO_FROM_STORAGE; }
#endif
#ifdef WITNESS
int main(void) { return foo_last_domain() != FOO_FROM_STORAGE; }
#endif
