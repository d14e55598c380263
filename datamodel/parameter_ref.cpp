#include "datamodel/parameter_ref.hpp"

#include <charconv>

#include "datamodel/parameters.hpp"

namespace lineman::datamodel {
namespace {

bool has_server(const Parameter& row) { return row.table == Table::sip_server; }
bool has_account(const Parameter& row) { return row.table != Table::phone; }

// Takes a decimal number without leading zeros off the front of `text`; 0 where there is none.
unsigned take_index(std::string_view& text) {
  unsigned index = 0;
  if (text.starts_with('0')) return 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (error != std::errc{}) return 0;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return index;
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool exists(const Parameter& row, Instance instance, unsigned accounts) {
  const bool account_fits = has_account(row) ? instance.account >= 1 && instance.account <= accounts
                                             : instance.account == 0;
  const bool server_fits = has_server(row)
                               ? instance.server >= 1 && instance.server <= servers_per_account
                               : instance.server == 0;
  return account_fits && server_fits;
}

// Matches `text` against a name in which `account_mark` and `server_mark` stand for the indices.
std::optional<Instance> match(std::string_view text, std::string_view pattern, char account_mark,
                              char server_mark, bool braces) {
  Instance instance;
  while (!pattern.empty()) {
    const bool at_mark = braces ? pattern[0] == '{' : pattern[0] == account_mark || pattern[0] == server_mark;
    if (!at_mark) {
      if (text.empty() || text[0] != pattern[0]) return std::nullopt;
      text.remove_prefix(1);
      pattern.remove_prefix(1);
      continue;
    }
    const char mark = braces ? pattern[1] : pattern[0];
    const auto index = take_index(text);
    if (index == 0 || index > 0xFFFF) return std::nullopt;
    (mark == account_mark ? instance.account : instance.server) = static_cast<std::uint16_t>(index);
    pattern.remove_prefix(braces ? 3 : 1);
  }
  if (!text.empty()) return std::nullopt;
  return instance;
}

}  // namespace
}  // namespace lineman::datamodel
