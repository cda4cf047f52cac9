/* P4: nor the typedef of a pointer to it. */
/* abiding: removed error "foo_conn_ptr" typedef-removed */
typedef struct _foo_conn foo_conn;
#ifdef BEFORE
typedef foo_conn *foo_conn_ptr;
foo_conn_ptr foo_open(void);
#else
foo_conn *foo_open(void);
#endif
#ifdef LIBRARY
foo_conn *foo_open(void) { return 0; }
#endif
#ifdef WITNESS
int main(void)
{
	foo_conn_ptr conn = foo_open();

	return conn != 0;
}
#endif
