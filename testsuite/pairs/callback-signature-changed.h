/* P4: a callback keeps the types of its parameters, wherever it is used: one finding. */
#ifdef BEFORE
typedef void (*foo_event)(int id, void *opaque);
#else
typedef void (*foo_event)(long id, void *opaque); /* abiding: error "foo_event" callback-signature-changed */
#endif
int foo_register(foo_event event, void *opaque);
int foo_register_once(foo_event event, void *opaque);
#ifdef LIBRARY
int foo_register(foo_event event, void *opaque) { event(3, opaque); return 0; }
#endif
#ifdef WITNESS
static void mine(int id, void *opaque) { *(int *)opaque = id; }
int main(void)
{
	int id = 0;

	return foo_register(mine, &id) || id != 3;
}
#endif
