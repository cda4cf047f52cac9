/* P2: a field keeps its name; the old one is offered. */
struct foo_info {
#ifdef BEFORE
	int colour;
#else
	int color; /* abiding: error "colou?r" struct-field-renamed fixit "colour" */
#endif
	int state;
};
int foo_state(struct foo_info *info);
#ifdef LIBRARY
int foo_state(struct foo_info *info) { return info->state; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info = { .colour = 1, .state = 2 };

	return foo_state(&info) != 2;
}
#endif
