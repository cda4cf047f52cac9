/* P5: the last value is called like the end of the enum, but not as ends are; or like other
   values of its kind. */
typedef enum {
	FOO_STATUS_A,
#ifndef BEFORE
	FOO_STATUS_B, /* abiding: error "FOO_LAST_STATUS" enumerator-value-changed */
#endif
	FOO_LAST_STATUS
} foo_status;
typedef enum {
	FOO_KEY_CAPS_LOCK,
#ifndef BEFORE
	FOO_KEY_SCROLL_LOCK, /* abiding: error "FOO_KEY_NUM_LOCK" enumerator-value-changed */
#endif
	FOO_KEY_NUM_LOCK
} foo_key;
enum foo_field {
	FOO_FIELD_PATH,
#ifndef BEFORE
	FOO_FIELD_SENDER, /* abiding: error "FOO_FIELD_NUM_PORTS" enumerator-value-changed */
#endif
	FOO_FIELD_NUM_PORTS
};
int foo_light(foo_key key, foo_status status);
#ifdef LIBRARY
int foo_light(foo_key key, foo_status status)
{
	return key == FOO_KEY_NUM_LOCK && status < FOO_LAST_STATUS;
}
#endif
#ifdef WITNESS
int main(void)
{
	return !foo_light(FOO_KEY_NUM_LOCK, FOO_STATUS_A);
}
#endif
