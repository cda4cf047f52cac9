/* P5: the type that an enum was given is its own, before its values are known too. */
/* abiding: from gcc 13 (an enum of a fixed type in C) */
/* abiding: options -std=gnu2x (likewise) */
/* abiding: only c (C++ has another option for it) */
#ifdef BEFORE
enum foo_color : unsigned char { FOO_RED, FOO_BLUE = 200 };
enum foo_shade : short;
#else
enum foo_color : unsigned short { FOO_RED, FOO_BLUE = 200 }; /* abiding: error "foo_color" enum-type-changed */
enum foo_shade : int; /* abiding: error "foo_shade" enum-type-changed */
#endif
void foo_fill(enum foo_color *color, enum foo_shade *shade);
#ifdef LIBRARY
void foo_fill(enum foo_color *color, enum foo_shade *shade) { *color = FOO_BLUE; *shade = 1; }
#endif
#ifdef WITNESS
int main(void)
{
	struct { enum foo_color color; unsigned char after; } one = { FOO_RED, 7 };
	enum foo_shade shade[2] = { 0, 0 };

	foo_fill(&one.color, &shade[0]);
	_Static_assert(sizeof(one) == 2, "");
	return one.after != 7;
}
#endif
