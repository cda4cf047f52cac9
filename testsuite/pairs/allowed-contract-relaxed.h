/* P1: an attribute may ask less of callers. */
/* close to: function-contract-changed */
#ifdef BEFORE
__attribute__((nonnull(1))) int foo_open(const char *name);
__attribute__((warn_unused_result)) int foo_flush(void);
__attribute__((format(printf, 1, 2))) int foo_log(const char *text, ...);
#else
int foo_open(const char *name);
int foo_flush(void);
int foo_log(const char *text, ...);
#endif
#ifdef LIBRARY
int foo_open(const char *name) { return name[0]; }
int foo_flush(void) { return 0; }
int foo_log(const char *text, ...) { return text[0]; }
#endif
#ifdef WITNESS
int main(void) { return foo_open("a") + foo_flush() + foo_log("%d", 1) != 'a' + '%'; }
#endif
