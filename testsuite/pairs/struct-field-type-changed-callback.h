/* P2: a callback in a struct keeps its signature. */
struct foo_driver {
#ifdef BEFORE
	int (*open)(int flags);
#else
	int (*open)(const char *name, int flags); /* abiding: error "open" struct-field-type-changed */
#endif
};
int foo_run(struct foo_driver *driver);
#ifdef LIBRARY
#ifdef BEFORE
int foo_run(struct foo_driver *driver) { return driver->open(3); }
#else
int foo_run(struct foo_driver *driver) { return driver->open("a", 3); }
#endif
#endif
#ifdef WITNESS
static int mine(int flags) { return flags; }
int main(void)
{
	struct foo_driver driver = { mine };

	return foo_run(&driver) != 3;
}
#endif
