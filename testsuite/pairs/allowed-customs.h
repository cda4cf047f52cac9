/* P1-P5: what is new and as the policy wants it. */
/* close to: sentinel-missing tag-naming tag-without-typedef typedef-not-used name-prefix */
/* close to: since-missing enumerator-duplicate */
/* abiding: no-witness (what is new breaks no program) */
int foo_open(int mode);
#ifndef BEFORE
/* Since: 1.1 */
typedef enum {
	FOO_MODE_READ, /* Since: 1.1 */
	FOO_MODE_WRITE, /* Since: 1.1 */
	FOO_MODE_DEFAULT = FOO_MODE_READ, /* Since: 1.1 */
	FOO_MODE_APPEND = 2, /* Since: 1.1 */
	FOO_MODE_LAST /* Since: 1.1 */
} foo_mode;
/* Since: 1.1 */
typedef enum {
	FOO_FLAG_A = 1 << 0, /* Since: 1.1 */
	FOO_FLAG_B = 1 << 1, /* Since: 1.1 */
} foo_flags;
/* Since: 1.1 */
typedef struct _foo_info foo_info;
struct _foo_info { foo_info *next; };
int foo_close(foo_info *info, foo_mode mode, foo_flags flags);
#define FOO_LIMIT 16 /* Since: 1.1 */
#endif
