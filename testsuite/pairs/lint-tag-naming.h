/* P2: a tag is called as the policy wants it, "_" and the typedef. */
/* abiding: no-witness (what is new breaks no program) */
#ifdef BEFORE
typedef struct foo_old { int old; } foo_old;
#else
typedef struct foo_old { int old; } foo_old;
typedef struct _foo_info foo_info;
struct _foo_info { int info; };
typedef struct _foo_info foo_more_info;
typedef struct foo_tag foo_data;
struct foo_tag { int data; }; /* abiding: warning "tag of 'foo_data' is 'foo_tag', and not '_foo_data'" tag-naming */
typedef struct { int none; } foo_none;
typedef enum foo_kind { FOO_A } foo_kind; /* abiding: warning "'foo_kind'" tag-naming */
#endif
