/* P5: without a word from the maintainers, the last value is the end of its enum where it is
   called as ends are. */
/* close to: enumerator-value-changed sentinel-not-last */
typedef enum {
	FOO_OP_READ,
	FOO_OP_WRITE,
#ifndef BEFORE
	FOO_OP_SEEK,
#endif
	FOO_OP__CNT
} foo_op;
typedef enum {
	FOO_ERR_BEGIN = -2,
	FOO_ERR_BAD,
	FOO_ERR_OK,
	FOO_ERR_AGAIN,
#ifndef BEFORE
	FOO_ERR_BUSY,
#endif
	FOO_ERR_END_ALL,
} foo_err;
enum {
	FOO_PAGE_FRONT,
#ifndef BEFORE
	FOO_PAGE_BACK,
#endif
	FOO_NUM_PAGES
};
typedef enum {
	FOO_DIRECTORY_HOME,
#ifndef BEFORE
	FOO_DIRECTORY_MUSIC,
#endif
	FOO_N_DIRECTORIES
} foo_directory;
enum {
	FOO_LOG_BUS_A,
	FOO_LOG_BUS,
#ifndef BEFORE
	FOO_LOG_BUS_B,
#endif
	FOO_NUM_LOG_BUSES
};
int foo_do(foo_op op);
#ifdef LIBRARY
int foo_do(foo_op op)
{
	return op < FOO_OP__CNT ? FOO_ERR_OK : FOO_ERR_BAD;
}
#endif
#ifdef WITNESS
int main(void)
{
	return foo_do(FOO_OP_WRITE) != FOO_ERR_OK || foo_do(FOO_OP__CNT) > 0;
}
#endif
