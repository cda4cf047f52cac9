/* P2: an underscore tag may live on as a macro for another struct of the same fields. */
typedef struct _foo_typed foo_typed;
struct _foo_typed {
	int type;
};
#ifdef BEFORE
typedef struct _foo_sched foo_sched;
struct _foo_sched {
	int type;
};
#else
#define _foo_sched _foo_typed
typedef struct _foo_sched foo_sched;
#endif
int foo_type(foo_sched *sched);
#ifdef LIBRARY
int foo_type(foo_sched *sched) { return sched->type; }
#endif
#ifdef WITNESS
int main(void)
{
	struct _foo_sched sched = { 3 };

	return foo_type(&sched) != 3;
}
#endif
