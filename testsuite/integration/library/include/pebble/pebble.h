/* pebble.h - stones that skip on water. */
#ifndef PEBBLE_H
#define PEBBLE_H

#ifdef __cplusplus
extern "C" {
#endif

#define PEBBLE_NAME_MAX 16

typedef enum {
	PEBBLE_GREY = 0,
	PEBBLE_RED = 1
} pebbleColour;

typedef struct {
	double weight; /* in grams */
	pebbleColour colour;
	char name[PEBBLE_NAME_MAX];
} pebble;

/* How often it skips when thrown at so many metres per second. */
unsigned int pebbleSkip(const pebble *stone, unsigned int speed);

const char *pebbleColourName(pebbleColour colour);

#ifdef __cplusplus
}
#endif

#endif
