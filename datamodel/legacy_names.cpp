#include "datamodel/legacy_names.hpp"

#include <algorithm>

#include "datamodel/parameters.hpp"

namespace lineman::datamodel {
namespace {

constexpr bool has_row(std::string_view name) {
  return std::ranges::any_of(parameters, [&](const Parameter& row) { return row.name == name; });
}

constexpr bool has_mark(std::string_view name, char mark) {
  return name.find(mark) != std::string_view::npos;
}

constexpr bool all_different() {
  for (const auto& one : legacy_names) {
    const auto same = [&](const LegacyName& other) { return other.legacy == one.legacy; };
    if (std::ranges::count_if(legacy_names, same) != 1) return false;
  }
  return true;
}

constexpr std::string_view static_management = "static.managementserver.";

constexpr bool has_legacy_name(const Parameter& row) {
  return std::ranges::any_of(legacy_names,
                             [&](const LegacyName& each) { return each.name == row.name; });
}

static_assert(std::ranges::all_of(legacy_names,
                                  [](const LegacyName& each) { return has_row(each.name); }),
              "a legacy name stands for a row of the table");
static_assert(std::ranges::none_of(legacy_names,
                                   [](const LegacyName& each) { return has_row(each.legacy); }),
              "a legacy name is not the name of a row");
static_assert(std::ranges::all_of(legacy_names,
                                  [](const LegacyName& each) {
                                    return has_mark(each.legacy, 'X') == has_mark(each.name, 'X') &&
                                           has_mark(each.name, 'Y') == (each.server != 0) &&
                                           each.server <= servers_per_account;
                                  }),
              "a legacy name has X where its row has accounts, and says which server it means");
static_assert(all_different(), "no legacy name stands twice in its table");
static_assert(std::ranges::all_of(parameters,
                                  [](const Parameter& row) {
                                    return !row.name.starts_with(static_management) ||
                                           has_legacy_name(row);
                                  }),
              "every static.managementserver name was managementserver once");

// What stands for X; nothing where `name` is not of the form of `legacy`. Empty where that has no
// X.
std::optional<std::string_view> account_in(std::string_view name, std::string_view legacy) {
  const auto mark = legacy.find('X');
  if (mark == std::string_view::npos) {
    return name == legacy ? std::optional{std::string_view{}} : std::nullopt;
  }
  const auto after = legacy.substr(mark + 1);
  if (name.size() < legacy.size() || !name.starts_with(legacy.substr(0, mark)) ||
      !name.ends_with(after)) {
    return std::nullopt;
  }
  return name.substr(mark, name.size() - after.size() - mark);
}

}  // namespace

std::optional<ParameterRef> find_by_legacy_name(std::string_view name, unsigned accounts) {
  for (const auto& each : legacy_names) {
    const auto account = account_in(name, each.legacy);
    if (!account) continue;
    std::string today{each.name};
    if (const auto mark = today.find('X'); mark != std::string::npos) {
      today.replace(mark, 1, *account);
    }
    if (const auto mark = today.find('Y'); mark != std::string::npos) {
      today.replace(mark, 1, std::to_string(each.server));
    }
    return find_by_name(today, accounts);
  }
  return std::nullopt;
}

}  // namespace lineman::datamodel
