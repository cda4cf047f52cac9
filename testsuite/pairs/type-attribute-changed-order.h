/* P2: the bytes of a struct stay in their order. */
/* abiding: only c (C++ has only one) */
#if defined BEFORE
#elif __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#pragma scalar_storage_order big-endian
#else
#pragma scalar_storage_order little-endian
#endif
struct foo_header { /* abiding: error "scalar_storage_order" type-attribute-changed */
	unsigned int length;
};
#ifndef BEFORE
#pragma scalar_storage_order default
#endif
unsigned int foo_length(const struct foo_header *header);
#ifdef LIBRARY
unsigned int foo_length(const struct foo_header *header) { return header->length; }
#endif
#ifdef WITNESS
int main(void)
{
	struct foo_header header = { .length = 3 };

	return foo_length(&header) != 3;
}
#endif
