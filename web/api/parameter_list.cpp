#include "web/api/parameter_list.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <cctype>
#include <tuple>
#include <vector>

#include "datamodel/parameter_ref.hpp"
#include "datamodel/parameters.hpp"

namespace lineman::web {
namespace {

using namespace datamodel;
namespace json = boost::json;

constexpr unsigned list_version = 1;

std::string_view word_of(Table table) {
  switch (table) {
    case Table::account:
      return "account";
    case Table::sip_server:
      return "sip_server";
    case Table::outbound_proxy:
      return "outbound_proxy";
    default:
      return "phone";
  }
}

std::string_view word_of(Page page) {
  switch (page) {
    case Page::registration:
      return "register";
    case Page::management:
      return "management";
    default:
      return "advanced";
  }
}

std::string_view word_of(Type type) {
  switch (type) {
    case Type::host:
      return "host";
    case Type::networks:
      return "networks";
    case Type::boolean:
      return "boolean";
    case Type::enumeration:
      return "enumeration";
    case Type::unsigned_integer:
      return "unsigned";
    case Type::integer:
      return "integer";
    case Type::seconds:
      return "seconds";
    case Type::date_time:
      return "time";
    default:
      return "text";
  }
}

// Of the number, or of the text's length; null where neither has one.
json::value limit_of(const Kind& kind, std::int64_t limit) {
  constexpr double thousandths = 1000;
  switch (kind.type) {
    case Type::boolean:
    case Type::enumeration:
    case Type::date_time:
      return nullptr;
    case Type::seconds:
      return static_cast<double>(limit) / thousandths;
    default:
      return limit;
  }
}

json::array choices_of(const Kind& kind) {
  json::array choices;
  for (const auto& label : kind.labels) {
    choices.push_back({{"value", std::to_string(label.number)}, {"label", label.tr069}});
  }
  return choices;
}

std::string name_of_row(std::uint16_t row) {
  const auto& parameter = parameters[row];
  return parameter.name.empty() ? name_of({.instance = {}, .row = row})
                                : std::string{parameter.name};
}

json::object field_of(std::uint16_t number) {
  const auto& row = parameters[number];
  json::value besides;
  if (row.kind.besides) besides = *row.kind.besides;
  return {{"name", name_of_row(number)},
          {"table", word_of(row.table)},
          {"page", word_of(row.field.page)},
          {"label", label_of(row)},
          {"type", word_of(row.kind.type)},
          {"minimum", limit_of(row.kind, row.kind.minimum)},
          {"maximum", limit_of(row.kind, row.kind.maximum)},
          {"besides", besides},
          {"unit", row.kind.unit},
          {"choices", choices_of(row.kind)},
          {"permitted", permitted(row.kind)},
          {"default", row.initial},
          {"access", row.access == Access::read_write ? "readWrite" : "readOnly"},
          {"secret", row.secret},
          {"applies", row.applies == Applies::live ? "live" : "restart"},
          {"help", row.help},
          {"precondition", row.precondition}};
}

// Rows of the guide by their place, then the others as they stand in the table.
std::vector<std::uint16_t> in_order_of_the_page() {
  std::vector<std::uint16_t> rows;
  for (std::uint16_t row = 0; row < parameter_count; ++row) {
    if (parameters[row].table != Table::inform_parameter) rows.push_back(row);
  }
  std::ranges::stable_sort(rows, {}, [](std::uint16_t row) {
    const auto& field = parameters[row].field;
    return std::tuple{field.page != Page::registration, field.page, field.place == 0, field.place};
  });
  return rows;
}

bool is_upper(char letter) {
  return letter >= 'A' && letter <= 'Z';
}

// "failback_subscribe.enable" as "failback subscribe enable", "CWMPRetryWait" as "CWMP retry wait".
std::string words_of(std::string_view name) {
  std::string words;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char letter = name[i];
    const bool next_is_lower = i + 1 < name.size() && std::islower(name[i + 1]) != 0;
    const bool in_acronym = is_upper(letter) && !next_is_lower;
    const bool begins = i > 0 && is_upper(letter) && (next_is_lower || !is_upper(name[i - 1]));
    if (begins) words += ' ';
    if (letter == '.' || letter == '_') {
      words += ' ';
    } else {
      words += is_upper(letter) && !in_acronym ? static_cast<char>(std::tolower(letter)) : letter;
    }
  }
  if (!words.empty()) words[0] = static_cast<char>(std::toupper(words[0]));
  return words;
}

std::string_view without(std::string_view name, std::string_view prefix) {
  return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

}  // namespace

std::string label_of(const Parameter& row) {
  if (!row.field.label.empty()) return std::string{row.field.label};
  if (row.name.empty()) return words_of(row.tr069.name);
  auto name = without(row.name, "account.X.");
  name = without(without(name, "sip_server.Y."), "outbound_proxy.Y.");
  return words_of(name);
}

json::object parameter_list(unsigned accounts) {
  json::array list;
  for (const auto row : in_order_of_the_page()) list.push_back(field_of(row));
  return {{"version", list_version},
          {"accounts", accounts},
          {"servers", servers_per_account},
          {"parameters", std::move(list)}};
}

}  // namespace lineman::web
