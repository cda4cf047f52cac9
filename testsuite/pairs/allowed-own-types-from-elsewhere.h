/* P4, P2: what the header declared itself now comes from a system header, with the same meaning. */
/* close to: typedef-removed struct-removed type-became-opaque */
#ifdef BEFORE
typedef unsigned char uint8_t;
typedef unsigned int uint32_t;
typedef struct {
	int quot;
	int rem;
} div_t;
struct timezone {
	int tz_minuteswest;
	int tz_dsttime;
};
#else
#include <stdint.h>
#include <stdlib.h>
#include <sys/time.h>
#endif
struct foo_zone {
	struct timezone zone;
	uint32_t n;
};
int foo_f(uint32_t a, const uint8_t *b, div_t d, struct foo_zone *zone);
#ifdef LIBRARY
int foo_f(uint32_t a, const uint8_t *b, div_t d, struct foo_zone *zone)
{
	return (int)a + *b + d.quot + zone->zone.tz_dsttime;
}
#endif
#ifdef WITNESS
int main(void)
{
	uint8_t b = 2;
	div_t d = {3, 0};
	struct foo_zone zone = {{0, 4}, 0};

	return foo_f(1, &b, d, &zone) != 10;
}
#endif
