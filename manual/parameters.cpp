// Parameters of the phone.
#include "datamodel/parameters.hpp"
#include "datamodel/mib_layout.hpp"
#include "manual/mdoc.hpp"
#include "manual/page.hpp"

namespace lineman::manual {
namespace {

using namespace datamodel;

std::string unit_of(const Kind& kind) {
  return kind.unit.empty() ? "" : ' ' + std::string{kind.unit};
}

std::string initial_of(const Parameter& row) {
  if (row.secret) return "A secret, which no door shows.";
  return "Default: " + (row.initial.empty() ? "empty" : std::string{row.initial}) + '.';
}

std::string item(const Parameter& row) {
  const auto path = path_of(row.tr069, Instance{});
  auto text = ".It Cm " + word(row.name.empty() ? path : std::string{row.name}) + '\n' +
              text_lines(sentence(row.help));
  if (!row.precondition.empty()) text += text_lines(sentence(row.precondition));
  text += text_lines("Permitted: " + permitted(row.kind) + unit_of(row.kind) + '.');
  text += text_lines(initial_of(row));
  if (row.access == Access::read_only) text += text_lines("Read only.");
  if (row.applies == Applies::restart) text += text_lines("A change acts after the next start.");
  // A name is never hyphenated.
  if (!row.mib.name.empty()) text += "MIB object: \\%" + escaped(row.mib.name) + ".\n";
  return text;
}

std::string section(std::string_view title, Table table) {
  auto text = ".Ss " + word(title) + "\n.Bl -tag -width Ds\n";
  for (const auto& row : parameters) {
    if (row.table == table) text += item(row);
  }
  return text + ".El\n";
}

}  // namespace

std::string parameters_list() {
  std::string text;
  for (const auto& group : mib_groups) {
    if (group.table) text += section(group.help, *group.table);
  }
  return text + section("What Informs carry", Table::inform_parameter);
}

}  // namespace lineman::manual
