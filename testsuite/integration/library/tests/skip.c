#include <pebble/pebble.h>
#include <string.h>

int main(void)
{
	const pebble stone = {80, PEBBLE_RED, "flat"};

	return !(pebbleSkip(&stone, 12) == 6 && !strcmp(pebbleColourName(stone.colour), "red"));
}
