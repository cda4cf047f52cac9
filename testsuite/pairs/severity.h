/* P2: a severity of the policy's own, for one rule only. */
struct foo_info {
	int count;
#ifdef BEFORE
	int colour;
#else
	int color; /* abiding: warning "colou?r" struct-field-renamed fixit "colour" */
#endif
#ifndef BEFORE
	int state; /* abiding: error "state" struct-field-added */
#endif
};
int foo_open(struct foo_info *info);
#ifdef LIBRARY
int foo_open(struct foo_info *info) { return info->count; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_info info = { 3, 4 };

	return foo_open(&info) != 3 || info.colour != 4;
}
#endif
