/* P1: programs count on an alignment that was promised. */
#ifdef BEFORE
__attribute__((assume_aligned(16, 4))) char *foo_next(void);
#else
__attribute__((assume_aligned(32, 8))) char *foo_next(void); /* abiding: error "'foo_next' no longer promises 'assume_aligned .16, 4.' to its callers" function-contract-changed */
#endif
#ifdef LIBRARY
static struct { char room[8]; char at[40]; } foo_room __attribute__((aligned(32)));
#ifdef BEFORE
char *foo_next(void) { return foo_room.room + 4; }
#else
char *foo_next(void) { return foo_room.at; }
#endif
#endif
#ifdef WITNESS
int main(void) { return (unsigned long)foo_next() % 16 != 4; }
#endif
