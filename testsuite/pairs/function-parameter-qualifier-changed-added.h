/* P1: const that is added breaks those who keep the function in a pointer. */
#ifdef BEFORE
void foo_store(int *value);
#else
void foo_store(const int *value); /* abiding: error "foo_store" function-parameter-qualifier-changed */
#endif
#ifdef LIBRARY
#ifdef BEFORE
void foo_store(int *value) { *value = 3; }
#else
void foo_store(const int *value) { (void)value; }
#endif
#endif
#ifdef WITNESS
static void (*store)(int *value) = foo_store;
int main(void)
{
	int value = 0;

	store(&value);
	return value != 3;
}
#endif
