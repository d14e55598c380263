#include "datamodel/parameter_ref.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "datamodel/name_index.hpp"
#include "datamodel/parameters.hpp"

namespace lineman::datamodel {
namespace {

// A number as a name has it.
void append_number(std::string& text, unsigned number) {
  std::array<char, 5> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  text.append(digits.data(), end);
}

}  // namespace

const Parameter& ParameterRef::parameter() const {
  return parameters[row];
}

std::vector<ParameterRef> all_of(unsigned accounts) {
  std::vector<ParameterRef> refs;
  for (std::uint16_t row = 0; row < parameter_count; ++row) {
    const auto table = parameters[row].table;
    const unsigned last_account = belongs_to_account(table) ? accounts : 0;
    const unsigned last_server = rows_below(table);
    for (unsigned account = last_account == 0 ? 0 : 1; account <= last_account; ++account) {
      for (unsigned server = last_server == 0 ? 0 : 1; server <= last_server; ++server) {
        refs.push_back(
            {{static_cast<std::uint16_t>(account), static_cast<std::uint16_t>(server)}, row});
      }
    }
  }
  std::ranges::sort(refs);
  return refs;
}

std::string name_of(ParameterRef ref) {
  std::string name;
  append_name(name, ref);
  return name;
}

void append_name(std::string& text, ParameterRef ref) {
  const auto name = ref.parameter().name;
  if (name.empty()) {
    text += tr069_name_of(ref);
    return;
  }
  std::size_t from = 0;
  const auto replace_mark = [&](char mark, unsigned index) {
    if (index == 0) return;
    const auto at = name.find(mark, from);
    text.append(name.substr(from, at - from));
    append_number(text, index);
    from = at + 1;
  };
  replace_mark('X', ref.instance.account);
  replace_mark('Y', ref.instance.server);
  text.append(name.substr(from));
}

std::string tr069_name_of(ParameterRef ref) {
  const auto& row = ref.parameter();
  auto instance = ref.instance;
  // A value of the phone that the standard puts below each account is shown by every row; account 1
  // stands for all.
  if (row.table == Table::phone) instance.account = 1;
  return path_of(row.tr069, instance);
}

std::string object_name_of(ParameterRef ref) {
  if (ref.parameter().mib.name.empty()) return {};
  std::string name{ref.parameter().mib.name};
  if (ref.instance.account == 0) return name + ".0";
  name += '.' + std::to_string(ref.instance.account);
  if (ref.instance.server != 0) name += '.' + std::to_string(ref.instance.server);
  return name;
}

std::optional<ParameterRef> find(std::string_view name, unsigned accounts) {
  return name_index().find(
      name, accounts, {NameForm::configuration_file, NameForm::tr069_path, NameForm::mib_object});
}

std::optional<ParameterRef> find_by_name(std::string_view name, unsigned accounts) {
  return name_index().find(name, accounts, {NameForm::configuration_file});
}

std::optional<ParameterRef> find_by_path(std::string_view path, unsigned accounts) {
  return name_index().find(path, accounts, {NameForm::tr069_path});
}

}  // namespace lineman::datamodel
