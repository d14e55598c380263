# How everything is compiled: the language, the warnings, the presets' switches.
option(LINEMAN_TESTS "Build the tests" ON)
option(LINEMAN_BENCH "Build the benchmarks" OFF)
option(LINEMAN_FUZZ "Build the fuzz targets (clang)" OFF)
option(LINEMAN_DEVICE_TESTS "With the tests on whole Debian systems (label device: root, minutes)" OFF)
option(LINEMAN_HARDEN "Hardening and link-time optimisation, for what is shipped" OFF)
set(LINEMAN_MAX_ACCOUNTS 16 CACHE STRING "Accounts that this build can serve, 1 to 512")
if(LINEMAN_MAX_ACCOUNTS LESS 1 OR LINEMAN_MAX_ACCOUNTS GREATER 512)
  message(FATAL_ERROR "LINEMAN_MAX_ACCOUNTS is ${LINEMAN_MAX_ACCOUNTS}, not between 1 and 512")
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

# Every target of ours links this: warnings are errors, and includes are named from the root ("datamodel/kind.hpp").
add_library(lineman_options INTERFACE)
target_include_directories(lineman_options INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
target_compile_options(
  lineman_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
                            -Woverloaded-virtual -Wnull-dereference -Werror)
target_compile_definitions(
  lineman_options
  INTERFACE LINEMAN_MAX_ACCOUNTS=${LINEMAN_MAX_ACCOUNTS} LINEMAN_VERSION="${PROJECT_VERSION}" BOOST_ASIO_SEPARATE_COMPILATION
            BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_DISABLE_VISIBILITY)
# Designated initialisers leave the rest at its default on purpose.
target_compile_options(lineman_options INTERFACE -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 sees these where there is nothing to see once sanitizers or inlining come in (GCC bugs 105329, 105580).
  target_compile_options(lineman_options INTERFACE -Wno-restrict -Wno-error=null-dereference -Wno-error=maybe-uninitialized)
endif()

# What runs seldom is built for size where it is shipped: all targets of the folder that says so.
macro(lineman_small_folder)
  add_compile_options($<$<CONFIG:Release>:-Os>)
endmacro()

if(LINEMAN_HARDEN)
  include(CheckIPOSupported)
  check_ipo_supported()
  set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  target_compile_options(
    lineman_options INTERFACE -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS -fstack-protector-strong -fstack-clash-protection
                              -ffunction-sections -fdata-sections)
  add_link_options(-pie -Wl,-z,relro,-z,now -Wl,--gc-sections -Wl,--as-needed)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64")
    target_compile_options(lineman_options INTERFACE -fcf-protection)
    # Relative relocations packed (DT_RELR, glibc 2.36): the tables of the data model are full of them. Only here does Debian
    # 12's linker know how.
    add_link_options(-Wl,-z,pack-relative-relocs)
  elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64")
    target_compile_options(lineman_options INTERFACE -mbranch-protection=standard)
  endif()
endif()
