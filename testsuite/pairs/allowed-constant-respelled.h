/* P6: a constant by other means; one that is no constant any more has no value to keep. */
/* close to: variable-value-changed */
enum { FOO_TWO = 2 };
#ifdef BEFORE
static const int foo_limit = 4;
static const char foo_name[] = "foo";
static const float foo_ratio = 0.1f;
static const int foo_on = 1;
#else
static const int foo_limit = FOO_TWO * sizeof(short);
static const char foo_name[] = "f" "oo";
static const float foo_ratio = 1.0f / 10;
static const int foo_on = FOO_TWO > 1;
#endif
static int foo_state = 3;
int foo_is_limit(int n);
#ifdef LIBRARY
int foo_is_limit(int n) { return n == foo_limit && foo_name[0] && foo_ratio > 0 && foo_on && foo_state; }
#endif
#ifdef WITNESS
int main(void) { return !foo_is_limit(4) || foo_name[0] != 'f' || foo_ratio < 0 || !foo_on || foo_state++ != 3 || foo_limit != 4; }
#endif
