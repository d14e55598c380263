#include "datamodel/name_index.hpp"

#include <algorithm>

#include "datamodel/parameters.hpp"

namespace lineman::datamodel {
namespace {

struct Numbered {
  std::string pattern;
  std::vector<unsigned> numbers;
};

// A component of digits only, without leading zeros and small enough for any index.
std::optional<unsigned> index_number(std::string_view component) {
  if (component.empty() || component.size() > 5) return std::nullopt;
  if (!std::ranges::all_of(component, is_digit)) return std::nullopt;
  if (component.size() > 1 && component[0] == '0') return std::nullopt;
  unsigned number = 0;
  for (const char c : component) number = number * 10 + static_cast<unsigned>(c - '0');
  return number;
}

// "account.3.enable" becomes "account.#.enable" and {3}.
Numbered numbered(std::string_view name) {
  Numbered result;
  result.pattern.reserve(name.size());
  while (true) {
    const auto dot = name.find('.');
    const auto component = name.substr(0, dot);
    if (const auto number = index_number(component)) {
      result.pattern += '#';
      result.numbers.push_back(*number);
    } else {
      result.pattern += component;
    }
    if (dot == std::string_view::npos) return result;
    result.pattern += '.';
    name.remove_prefix(dot + 1);
  }
}

std::vector<NamePart> path_parts(Object object, bool of_phone) {
  std::vector<NamePart> parts;
  for (; object != Object::none; object = row_of(object).parent) {
    switch (row_of(object).index) {
      case Index::none:
        break;
      case Index::one:
        parts.push_back(NamePart::one);
        break;
      case Index::account:
        parts.push_back(of_phone ? NamePart::any_account : NamePart::account);
        break;
      case Index::server:
        parts.push_back(NamePart::server);
        break;
      case Index::slot:
        parts.push_back(NamePart::slot);
        break;
      case Index::interface:
      case Index::address:
        break;  // nothing below them is stored
    }
  }
  std::ranges::reverse(parts);
  return parts;
}

std::vector<NamePart> table_parts(Table table) {
  switch (table) {
    case Table::phone:
      return {};
    case Table::inform_parameter:
      return {NamePart::slot};
    case Table::account:
      return {NamePart::account};
    case Table::sip_server:
    case Table::outbound_proxy:
      return {NamePart::account, NamePart::server};
  }
  return {};
}

std::string object_pattern(const Parameter& row) {
  std::string pattern{row.mib.name};
  pattern += has_servers(row.table) ? ".#.#" : ".#";
  return pattern;
}

std::string name_pattern(const Parameter& row) {
  std::string pattern{row.name};
  std::ranges::replace(pattern, 'X', '#');
  std::ranges::replace(pattern, 'Y', '#');
  return pattern;
}

bool apply(NamePart part, unsigned number, unsigned accounts, Instance& instance) {
  switch (part) {
    case NamePart::one:
      return number == 1;
    case NamePart::zero:
      return number == 0;
    case NamePart::any_account:
      return number >= 1 && number <= accounts;
    case NamePart::account:
      instance.account = static_cast<std::uint16_t>(number);
      return number >= 1 && number <= accounts;
    case NamePart::server:
      instance.server = static_cast<std::uint16_t>(number);
      return number >= 1 && number <= servers_per_account;
    case NamePart::slot:
      instance.server = static_cast<std::uint16_t>(number);
      return number >= 1 && number <= maximum_inform_parameters;
  }
  return false;
}

}  // namespace

NameIndex::NameIndex() {
  for (std::uint16_t row = 0; row < parameter_count; ++row) {
    const auto& parameter = parameters[row];
    if (!parameter.name.empty()) {
      add(name_pattern(parameter),
          {row, NameForm::configuration_file, false, 0, table_parts(parameter.table)});
    }
    auto object_parts = table_parts(parameter.table);
    if (object_parts.empty()) object_parts.push_back(NamePart::zero);
    if (!parameter.mib.name.empty()) {
      add(object_pattern(parameter),
          {row, NameForm::mib_object, false, 0, std::move(object_parts)});
    }
    add_path(parameter.tr069, row, 0);
    for (const auto& view : parameter.views) {
      add_path(view, row, has_servers(parameter.table) ? 1 : 0);
    }
  }
}

void NameIndex::add(std::string pattern, Target target) {
  targets_.emplace(std::move(pattern), std::move(target));
}

void NameIndex::add_path(const Leaf& leaf, std::uint16_t row, std::uint16_t server) {
  if (leaf.object == Object::none) return;
  const bool of_phone = parameters[row].table == Table::phone;
  add(numbered(path_of(leaf, {1, 1})).pattern,
      {row, NameForm::tr069_path, parameters[row].name.empty(), server,
       path_parts(leaf.object, of_phone)});
}

std::optional<ParameterRef> NameIndex::find(std::string_view name, unsigned accounts,
                                            std::initializer_list<NameForm> forms) const {
  const auto [pattern, numbers] = numbered(name);
  const auto found = targets_.find(pattern);
  if (found == targets_.end()) return std::nullopt;
  const auto& target = found->second;
  const auto asked_for = [&](NameForm form) {
    return std::ranges::find(forms, form) != forms.end();
  };
  const bool as_a_name = target.also_a_name && asked_for(NameForm::configuration_file);
  if (!as_a_name && !asked_for(target.form)) return std::nullopt;
  if (target.parts.size() != numbers.size()) return std::nullopt;
  ParameterRef ref{{0, target.server}, target.row};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (!apply(target.parts[i], numbers[i], accounts, ref.instance)) return std::nullopt;
  }
  return ref;
}

const NameIndex& name_index() {
  static const NameIndex index;
  return index;
}

}  // namespace lineman::datamodel
