// LINEMAN-SMI-MIB: where everything of the manufacturer stands, and the types that its modules
// share.
#include <fmt/format.h>

#include "datamodel/branding.hpp"
#include "datamodel/export/artefacts.hpp"
#include "datamodel/export/smi_text.hpp"
#include "datamodel/mib_layout.hpp"

namespace lineman::datamodel {
namespace {

std::string identity(std::string_view name, std::string_view description, std::string_view parent,
                     unsigned arc) {
  return fmt::format(
      "{} OBJECT-IDENTITY\n    STATUS      current\n    DESCRIPTION\n        {}\n"
      "    ::= {{ {} {} }}\n\n",
      name, smi::quoted(description, 8), parent, arc);
}

std::string imports() {
  return "IMPORTS\n"
         "    MODULE-IDENTITY, OBJECT-IDENTITY, enterprises\n"
         "        FROM SNMPv2-SMI;\n\n";
}

}  // namespace

std::string write_smi_module() {
  std::string text = "LINEMAN-SMI-MIB DEFINITIONS ::= BEGIN\n\n" + imports();
  text += smi::module_identity("lineman", "Where all objects of this manufacturer stand.",
                               fmt::format("enterprises {}", branding::enterprise));
  text += identity("linemanProducts", "Values of sysObjectID: one for each model.", "lineman",
                   products_arc);
  text += identity("linemanModules", "MIB modules.", "lineman", modules_arc);
  text += identity("linemanProduct", fmt::format("The phone {}.", branding::model),
                   "linemanProducts", branding::product_arc);
  return text + "END\n";
}

}  // namespace lineman::datamodel
