# abiding_guard(TARGET POLICY FILE...): what compiles TARGET holds the public headers
# to the policy.  FILEs are what the policy names: record and version scripts.
#
# ABIDING=AUTO: where this compiler can; ON: an error where it cannot; OFF: never.

set(ABIDING AUTO CACHE STRING "hold the public headers to what was released: AUTO, ON or OFF")
set_property(CACHE ABIDING PROPERTY STRINGS AUTO ON OFF)

# Sets ABIDING_WORKS, and ABIDING_WHY_NOT.
function(abiding_try policy)
  set(ABIDING_WORKS FALSE PARENT_SCOPE)
  find_program(ABIDING_COMMAND abiding)
  if(NOT ABIDING_COMMAND)
    set(ABIDING_WHY_NOT "there is no command 'abiding'" PARENT_SCOPE)
    return()
  endif()
  execute_process(
    COMMAND ${CMAKE_COMMAND} -E env "CC=${CMAKE_C_COMPILER} ${CMAKE_C_COMPILER_ARG1}"
      ${ABIDING_COMMAND} check -p ${policy} -- -Iinclude
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
    RESULT_VARIABLE status OUTPUT_QUIET ERROR_VARIABLE why)
  # the promise holds, is broken, or the policy is bad, which the build is to say
  if(status MATCHES "^[012]$")
    set(ABIDING_WORKS TRUE PARENT_SCOPE)
  endif()
  set(ABIDING_WHY_NOT "${why}" PARENT_SCOPE)
endfunction()

function(abiding_guard target policy)
  if("${ABIDING}" STREQUAL OFF)
    return()
  endif()
  abiding_try(${policy})
  if(NOT ABIDING_WORKS)
    if("${ABIDING}" STREQUAL AUTO)
      message(STATUS "${CMAKE_C_COMPILER} cannot check what the headers promise: ${ABIDING_WHY_NOT}")
      return()
    endif()
    message(FATAL_ERROR "${CMAKE_C_COMPILER} cannot check what the headers promise: ${ABIDING_WHY_NOT}")
  endif()

  find_package(PkgConfig REQUIRED)
  pkg_check_modules(ABIDING_PLUGIN REQUIRED abiding)
  list(TRANSFORM ARGN PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  set(policy ${CMAKE_CURRENT_SOURCE_DIR}/${policy})
  set(image ${CMAKE_CURRENT_BINARY_DIR}/${target}.abi)
  add_custom_command(OUTPUT ${image} DEPENDS ${policy} ${ARGN}
    COMMAND ${ABIDING_COMMAND} compile -p ${policy} -o ${image})
  add_custom_target(${target}-abi DEPENDS ${image})
  add_dependencies(${target} ${target}-abi)
  target_compile_options(${target} PRIVATE ${ABIDING_PLUGIN_CFLAGS}
    -fplugin-arg-abiding-policy=${image})

  add_test(NAME ${target}-headers WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
    COMMAND ${ABIDING_COMMAND} check -p ${policy} -- -Iinclude)
  set_tests_properties(${target}-headers PROPERTIES
    ENVIRONMENT "CC=${CMAKE_C_COMPILER} ${CMAKE_C_COMPILER_ARG1}")
  add_test(NAME ${target}-symbols COMMAND ${ABIDING_COMMAND} symbols -p ${policy} $<TARGET_FILE:${target}>)
endfunction()
