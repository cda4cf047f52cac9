/* P5: the greatest value, there to make the enum wide, is taken below the sign bit,
   and the enum turns signed with the first negative value (harfbuzz pull request 1359):
   the new type is a consequence, and no finding of its own. */
typedef enum {
	FOO_SCRIPT_COMMON = 0x5a797979,
	FOO_SCRIPT_LATIN = 0x4c61746e,
#ifdef BEFORE
	FOO_SCRIPT_MAX = 0xffffffffu
#else
	FOO_SCRIPT_INVALID = -1,
	FOO_SCRIPT_MAX = 0x7fffffff /* abiding: error "FOO_SCRIPT_MAX" enumerator-value-changed */
#endif
} foo_script;
foo_script foo_script_of(unsigned character);
#ifdef LIBRARY
foo_script foo_script_of(unsigned character)
{
	return character < 128 ? FOO_SCRIPT_LATIN : FOO_SCRIPT_MAX;
}
#endif
#ifdef WITNESS
/* the greatest script is above all others, whoever compares */
int main(void) { return foo_script_of(200) != FOO_SCRIPT_MAX; }
#endif
