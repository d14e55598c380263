// What a SIP core is given at first: the names and initial values of an account and of the phone,
// as JSON. The conformance test of cores begins with them.
#include <fmt/format.h>

#include "datamodel/export/artefacts.hpp"
#include "datamodel/parameters.hpp"

namespace lineman::datamodel {
namespace {

// Initial values are short words, numbers and empty texts: nothing in them needs an escape.
void add(std::string& members, std::string_view name, std::string_view value) {
  members += fmt::format(R"({}    "{}": "{}")", members.empty() ? "" : ",\n", name, value);
}

std::string below_account(std::string_view name) {
  return std::string{name.substr(std::string_view{"account.X."}.size())};
}

// One account: names without "account.X.", each server and outbound proxy with its number.
std::string account_members() {
  std::string members;
  for (const auto& row : parameters) {
    if (!belongs_to_account(row.table)) continue;
    auto name = below_account(row.name);
    const auto index = name.find(".Y.");
    if (index == std::string::npos) {
      add(members, name, row.initial);
      continue;
    }
    for (const char number : {'1', '2'}) {
      name[index + 1] = number;
      add(members, name, row.initial);
    }
  }
  return members;
}

std::string global_members() {
  std::string members;
  for (const auto& row : parameters) {
    if (row.table == Table::phone && runs_in_core(row)) add(members, row.name, row.initial);
  }
  return members;
}

}  // namespace

std::string write_core_values() {
  return fmt::format("{{\n  \"account\": {{\n{}\n  }},\n  \"globals\": {{\n{}\n  }}\n}}\n",
                     account_members(), global_members());
}

}  // namespace lineman::datamodel
