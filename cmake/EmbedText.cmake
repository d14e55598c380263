# lineman_embed_text(TARGET FILE HEADER NAMESPACE NAME): a text file as a constant of a generated header, so that a program
# carries what it speaks.
function(lineman_embed_text target file header namespace name)
  set(output ${PROJECT_BINARY_DIR}/${header})
  file(READ ${file} content)
  file(CONFIGURE OUTPUT ${output} @ONLY
       CONTENT "// Generated from ${file}\n#pragma once\n\n#include <string_view>\n\nnamespace ${namespace} {\n\ninline constexpr std::string_view ${name} = R\"TEXT(${content})TEXT\";\n\n}  // namespace ${namespace}\n")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  target_sources(${target} PRIVATE ${output})
endfunction()
