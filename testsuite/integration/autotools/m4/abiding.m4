# ABIDING_GUARD(POLICY, CPPFLAGS)
# --with-abiding: an error where the compiler cannot hold the public headers to the
# policy; --without-abiding: never; neither: where it can.  Both arguments are as in
# `abiding check -p POLICY -- CPPFLAGS` in the folder of the sources.
# Sets the condition ABIDING and the variables ABIDING (the command) and
# ABIDING_PLUGIN (what the compiler takes).
AC_DEFUN([ABIDING_GUARD], [
AC_ARG_WITH([abiding],
  [AS_HELP_STRING([--with-abiding], [hold the public headers to what was released @<:@check@:>@])],
  [], [with_abiding=check])
AC_ARG_VAR([ABIDING], [the command abiding])
AC_ARG_VAR([ABIDING_PLUGIN], [what has the compiler load the plugin])
abiding_works=no
AS_IF([test "x$with_abiding" != xno], [
  AC_PATH_PROG([ABIDING], [abiding])
  AC_PATH_PROG([ABIDING_PKG_CONFIG], [pkg-config])
  AC_MSG_CHECKING([whether $CC can check what the headers promise])
  AS_IF([test -z "$ABIDING"], [abiding_why="there is no command 'abiding'"], [
    abiding_why=`cd "$srcdir" && CC="$CC" "$ABIDING" check -p $1 -- $2 2>&1 >/dev/null`
    # the promise holds, is broken, or the policy is bad, which the build is to say
    AS_CASE([$?], [0|1|2], [abiding_works=yes])
  ])
  AC_MSG_RESULT([$abiding_works])
  AS_IF([test $abiding_works = yes], [
    AS_IF([test -z "$ABIDING_PLUGIN" && test -n "$ABIDING_PKG_CONFIG"],
      [ABIDING_PLUGIN=`$ABIDING_PKG_CONFIG --cflags abiding 2>/dev/null`])
    AS_IF([test -z "$ABIDING_PLUGIN"], [ABIDING_PLUGIN=-fplugin=abiding])
  ], [test "x$with_abiding" = xcheck],
    [AC_MSG_NOTICE([$CC cannot check what the headers promise: $abiding_why])],
    [AC_MSG_ERROR([$CC cannot check what the headers promise: $abiding_why])])
])
AM_CONDITIONAL([ABIDING], [test $abiding_works = yes])
])
