/* P1: a result that callers could ignore stays so. */
#ifdef BEFORE
int foo_flush(void);
#else
__attribute__((warn_unused_result))
int foo_flush(void); /* abiding: error "foo_flush" function-contract-changed */
#endif
#ifdef LIBRARY
int foo_flush(void) { return 0; }
#endif
#ifdef WITNESS
int main(void)
{
	foo_flush();
	return 0;
}
#endif
