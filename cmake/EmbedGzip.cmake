# lineman_embed_gzip(TARGET FILE HEADER NAMESPACE NAME): a file as gzip has it, as a constant of a generated header.
find_program(LINEMAN_GZIP gzip REQUIRED)

function(lineman_embed_gzip target file header namespace name)
  set(output ${PROJECT_BINARY_DIR}/${header})
  execute_process(COMMAND ${LINEMAN_GZIP} -9 -n -c ${file} OUTPUT_FILE ${output}.gz COMMAND_ERROR_IS_FATAL ANY)
  file(READ ${output}.gz digits HEX)
  string(REGEX REPLACE "(..)" "\\\\x\\1" octets "${digits}")
  file(CONFIGURE OUTPUT ${output} @ONLY
       CONTENT "// Generated from ${file}\n#pragma once\n\n#include <string_view>\n\nnamespace ${namespace} {\n\ninline constexpr char ${name}_octets[] = \"${octets}\";\ninline constexpr std::string_view ${name}{${name}_octets, sizeof ${name}_octets - 1};\n\n}  // namespace ${namespace}\n")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  target_sources(${target} PRIVATE ${output})
endfunction()
