/* unbroken */
/* Includes a system header of a name that some library's has, too, and nothing of this one. */
#include <sys/types.h>
int main(void) { return 0; }
