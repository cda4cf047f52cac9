/* P2: a struct with several typedefs: the one that equals its tag names it, more may come. */
/* close to: typedef-removed */
typedef struct _foo_parameter foo_parameter;
typedef struct _foo_parameter foo_sched_parameter;
struct _foo_parameter {
	int type;
};
#ifndef BEFORE
typedef struct _foo_parameter foo_blkio_parameter;
#endif
#ifdef BEFORE
int foo_type(foo_sched_parameter *parameter);
#else
int foo_type(foo_parameter *parameter);
#endif
#ifdef LIBRARY
int foo_type(foo_parameter *parameter) { return parameter->type; }
#endif
#ifdef WITNESS
int main(void)
{
	foo_sched_parameter parameter = { 3 };

	return foo_type(&parameter) != 3;
}
#endif
