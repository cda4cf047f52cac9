/* P5: a value may come before the sentinel, which grows; not every _LAST is one. */
/* close to: sentinel-shrunk sentinel-not-last */
typedef enum {
	FOO_STATE_ON,
	FOO_STATE_OFF,
#ifndef BEFORE
	FOO_STATE_BROKEN,
#endif
	FOO_STATE_LAST,
} foo_state;
typedef enum {
	FOO_COMMAND_NONE,
	FOO_COMMAND_ADD_LAST,
	FOO_COMMAND_ADD_FIRST,
#ifndef BEFORE
	FOO_COMMAND_DELETE,
#endif
} foo_command;
foo_state foo_get(foo_command command);
#ifdef LIBRARY
foo_state foo_get(foo_command command)
{
	return command == FOO_COMMAND_ADD_LAST ? FOO_STATE_OFF : FOO_STATE_ON;
}
#endif
#ifdef WITNESS
int main(void)
{
	return foo_get(FOO_COMMAND_ADD_LAST) >= FOO_STATE_LAST;
}
#endif
