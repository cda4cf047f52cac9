/* P4: a pointer to what never came back. */
#ifdef BEFORE
typedef void (*foo_die)(int status) __attribute__((noreturn));
struct foo_ops { void (*fail)(int status) __attribute__((noreturn)); };
#else
typedef void (*foo_die)(int status); /* abiding: error "foo_die" callback-signature-changed */
struct foo_ops { void (*fail)(int status); }; /* abiding: error "noreturn" struct-field-type-changed */
#endif
extern foo_die foo_dies;
/* what the library calls may begin to come back */
#ifdef BEFORE
void foo_set(void (*die)(int status) __attribute__((noreturn)));
#else
void foo_set(void (*die)(int status));
#endif
#ifdef LIBRARY
void _exit(int status) __attribute__((noreturn));
#ifdef BEFORE
foo_die foo_dies = _exit;
#else
static void come_back(int status) { (void)status; }
foo_die foo_dies = come_back;
#endif
#endif
#ifdef WITNESS
static int must(int a)
{
	if (a > 0)
		return a;
	foo_dies(0);
}
int main(int argc, char **argv) { (void)argv; return must(argc - 1) + 1; }
#endif
