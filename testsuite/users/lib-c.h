/* The part of the library that C++ does not get to see. */
#ifndef LIB_C_H
#define LIB_C_H
#define LIB_C_ONLY 1
int lib_c_only(void);
#endif
