#include <pebble/pebble.h>

unsigned int pebbleSkip(const pebble *stone, unsigned int speed)
{
	return stone->weight > 200 ? 0 : speed / 2;
}

const char *pebbleColourName(pebbleColour colour)
{
	return colour == PEBBLE_RED ? "red" : "grey";
}
