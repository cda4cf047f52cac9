/* P2: a macro declares members of several structs: what has changed in it is said once. */
/* abiding: anywhere error "'queue' of 'struct foo_(loop|timer|work)'" struct-field-type-changed */
/* abiding: anywhere error "'flags' of 'struct foo_(loop|timer|work)'" struct-field-added */
/* abiding: diff-only macro-value-changed (a record has not where the macro was used) */
#ifdef BEFORE
#define FOO_FIELDS void *queue[2]; int kind
#else
#define FOO_FIELDS void *queue[4]; int kind; int flags
#endif
struct foo_loop { FOO_FIELDS; int n; };
struct foo_timer { FOO_FIELDS; long at; };
struct foo_work { FOO_FIELDS; };
int foo_kind(const struct foo_timer *timer);
#ifdef LIBRARY
int foo_kind(const struct foo_timer *timer) { return timer->kind; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_timer timer[2] = {{.kind = 3}, {.kind = 4}};

	return foo_kind(timer) != 3;
}
#endif
