/* P5: a value beyond 32 bits doubles the size of an enum. */
enum foo_feature {
	FOO_FEATURE_A = 1,
	FOO_FEATURE_B = 2,
#ifndef BEFORE
	FOO_FEATURE_C = 1LL << 40,
#endif
}; /* abiding: anywhere error "foo_feature" enum-type-changed */
void foo_get(enum foo_feature *feature);
#ifdef LIBRARY
void foo_get(enum foo_feature *feature) { *feature = FOO_FEATURE_A; }
#endif
#ifdef WITNESS
static struct {
	enum foo_feature feature;
	int other;
} mine = { FOO_FEATURE_B, 3 };
int main(void)
{
	foo_get(&mine.feature);
	return mine.feature != FOO_FEATURE_A || mine.other != 3;
}
#endif
