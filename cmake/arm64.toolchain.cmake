# A build for arm64 on another machine: Debian's cross compiler, and a root that scripts/arm64-root has made.
# Programs of ours that run during the build do so under qemu.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)

set(LINEMAN_ARM64_ROOT ${CMAKE_CURRENT_LIST_DIR}/../build/arm64-root CACHE PATH "What scripts/arm64-root has made")
get_filename_component(root ${LINEMAN_ARM64_ROOT} ABSOLUTE)
if(NOT EXISTS ${root}/usr/include)
  message(FATAL_ERROR "There is no root of arm64 at ${root}: scripts/arm64-root makes it")
endif()
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES LINEMAN_ARM64_ROOT)

set(CMAKE_SYSROOT ${root})
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++-12)
# No program says where this root was.
set(CMAKE_CXX_FLAGS_INIT -ffile-prefix-map=${root}=)
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64-static -L ${root})

# Programs come from this machine, all else from the root.
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(ENV{PKG_CONFIG_SYSROOT_DIR} ${root})
set(ENV{PKG_CONFIG_LIBDIR} ${root}/usr/lib/aarch64-linux-gnu/pkgconfig:${root}/usr/share/pkgconfig)
