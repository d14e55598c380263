// An example of snmptt.conf: one EVENT for each notification.
#include <fmt/format.h>

#include "datamodel/export/artefacts.hpp"
#include "datamodel/export/mib_objects.hpp"
#include "datamodel/export/monitored.hpp"

namespace lineman::datamodel {
namespace {

std::string_view category_of(const Notification& row) {
  if (row.standard) return "Phone";
  return row.objects.front().starts_with("config") ? "Configuration" : "Registration";
}

// "accountState=$3": an object's value by its place in the notification.
std::string format_of(const Notification& row) {
  auto text = smi::sentence(row.help);
  for (std::size_t i = 0; i < row.objects.size(); ++i) {
    text += fmt::format("{} {}=${}", i == 0 ? "" : ",", row.objects[i], i + 1);
  }
  return text;
}

std::string ended_by(const Notification& row) {
  if (!row.ends) return {};
  return fmt::format("Ends {} of the same account.\n", row_of(*row.ends).name);
}

std::string event_of(const Notification& row) {
  return fmt::format(
      "\nEVENT {} .{} \"{}\" {}\nFORMAT {}\n#EXEC /usr/local/bin/your-script \"$s\" \"$A\" "
      "\"$Fz\"\n"
      "SDESC\n{}\n{}EDESC\n",
      row.name, monitoring::oid_of(row), category_of(row),
      smi::capitalised(monitoring::word_of(row.severity)), format_of(row), smi::sentence(row.help),
      ended_by(row));
}

}  // namespace

std::string write_snmptt() {
  std::string text =
      "# Written by datamodel-export. docs/monitoring/snmptt.md says how it is used.\n";
  for (const auto& row : notifications) text += event_of(row);
  return text;
}

}  // namespace lineman::datamodel
