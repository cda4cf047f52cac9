/* P1, P2, P5, P6: a name is the same, spelt in UTF-8 or by universal character names (C17 6.4.2). */
/* close to: macro-value-changed */
#ifdef BEFORE
#define FOO_CAF\u00c9 2
#define FOO_TWICE(\u00e9) ((\u00e9) * FOO_CAF\u00c9)
struct foo_caf\u00e9 { int th\u00e9; };
int foo_entr\u00e9e(struct foo_caf\u00e9 *caf\u00e9);
#else
#define FOO_CAFÉ 2
#define FOO_TWICE(é) ((é) * FOO_CAFÉ)
struct foo_café { int thé; };
int foo_entrée(struct foo_café *café);
#endif
#ifdef LIBRARY
int foo_entrée(struct foo_café *café) { return café->thé * FOO_CAFÉ; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_café café = { FOO_TWICE(3) };

	return foo_entrée(&café) != 12;
}
#endif
