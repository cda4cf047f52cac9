/* libvirt's remote_protocol.c: asks for them when the header has been read. */
#include "lib.h"
#define LIB_SENTINELS
