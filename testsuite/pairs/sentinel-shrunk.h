/* P5: it may only grow: programs count with it. */
typedef enum {
	FOO_STATE_ON,
	FOO_STATE_OFF,
	FOO_STATE_BROKEN,
#ifdef BEFORE
	FOO_STATE_LAST,
#else
	FOO_STATE_LAST = FOO_STATE_BROKEN, /* abiding: error "FOO_STATE_LAST" sentinel-shrunk */
#endif
} foo_state;
void foo_count(int counts[FOO_STATE_LAST]);
#ifdef LIBRARY
void foo_count(int *counts)
{
	for (int i = 0; i < (int)FOO_STATE_LAST; i++)
		counts[i] = i;
}
#endif
#ifdef WITNESS
int main(void)
{
	int counts[3] = { 9, 9, 9 };

	foo_count(counts);
	return counts[2] != 2;
}
#endif
