/* P2: a table of functions that drivers fill in grows at its end; a driver that was
   built before has less (libva issues 272 and 273). */
struct foo_context;
struct foo_vtable {
	int (*init)(struct foo_context *context);
	int (*quit)(struct foo_context *context);
#ifndef BEFORE
	int (*copy)(struct foo_context *context); /* abiding: error "copy" struct-field-added */
#endif
};
struct foo_context {
	struct foo_vtable vtable; /* in the middle of what drivers hold */
	int canary;
};
int foo_register(struct foo_context *context);
#ifdef LIBRARY
int foo_register(struct foo_context *context)
{
	return context->vtable.init(context) + context->canary;
}
#endif
#ifdef WITNESS
static int init(struct foo_context *context)
{
	(void)context;
	return 0;
}
int main(void)
{
	struct {
		struct foo_context context;
		int behind[4];
	} driver = {{{.init = init, .quit = init}, 7}, {1, 1, 1, 1}};

	return foo_register(&driver.context) != 7;
}
#endif
