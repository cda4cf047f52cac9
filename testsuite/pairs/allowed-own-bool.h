/* P1, P2: a library may have a bool of its own, as those from before C99 do. */
/* close to: own-bool-changed */
/* abiding: only c (C++ has the word) */
typedef unsigned char bool;
struct foo_state {
	bool is_open;
	bool is_set[3];
};
#ifdef BEFORE
bool foo_open(struct foo_state *state, bool how);
#else
bool foo_open(struct foo_state *its, bool way);
#endif
#ifdef LIBRARY
bool foo_open(struct foo_state *state, bool how) { return state->is_open = how; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_state state = { 0, { 0, 0, 0 } };

	return !foo_open(&state, 1) || sizeof(state) != 4;
}
#endif
