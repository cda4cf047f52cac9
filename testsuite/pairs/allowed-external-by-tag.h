/* P1: a struct from elsewhere is the same, by its typedef or, declared here, by its tag. */
/* close to: function-parameter-type-changed */
#ifdef BEFORE
#include <ucontext.h>
int foo_save(ucontext_t *context);
#else
struct ucontext_t;
int foo_save(struct ucontext_t *context);
#endif
#ifdef LIBRARY
#include <ucontext.h>
int foo_save(ucontext_t *context) { context->uc_flags = 3; return 0; }
#endif
#ifdef WITNESS
#include <ucontext.h>
int main(void)
{
	ucontext_t context;

	return foo_save(&context) || context.uc_flags != 3;
}
#endif
