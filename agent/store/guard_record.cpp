#include "agent/store/guard_record.hpp"

#include <algorithm>
#include <charconv>

#include "datamodel/validation.hpp"
#include "datamodel/value_text.hpp"

namespace lineman::agent {
namespace {

// Takes a number and the one character after it off `text`; nothing where there is none.
template <typename Number>
std::optional<Number> take_number(std::string_view& text) {
  Number number = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
  if (!text.empty()) text.remove_prefix(1);
  return number;
}

std::string head_of(const GuardRecord& guard) {
  std::string text = std::to_string(guard.generation) + ' ' + std::to_string(guard.seconds);
  char between = ' ';
  for (const auto account : guard.accounts) {
    text += between + std::to_string(account);
    between = ',';
  }
  return text;
}

}  // namespace

std::string guard_lines(const std::optional<GuardRecord>& guard) {
  if (!guard) return datamodel::value_line("guard", "");
  auto text = datamodel::value_line("guard", head_of(*guard));
  for (const auto& [ref, value] : guard->restore) {
    text += datamodel::value_line("restore", datamodel::name_of(ref) + '=' + value);
  }
  return text;
}

bool read_guard(std::string_view value, std::optional<GuardRecord>& guard) {
  if (value.empty()) return true;
  auto rest = value;
  GuardRecord read;
  const auto generation = take_number<std::uint64_t>(rest);
  const auto seconds = take_number<std::uint32_t>(rest);
  if (!generation || !seconds || *seconds < shortest_guard || *seconds > longest_guard)
    return false;
  read.generation = *generation;
  read.seconds = *seconds;
  while (const auto account = take_number<unsigned>(rest)) read.accounts.push_back(*account);
  // Only what would be written again in the same octets was written by us.
  if (head_of(read) != value) return false;
  guard = std::move(read);
  return true;
}

bool read_restored(std::string_view value, unsigned accounts, std::optional<GuardRecord>& guard) {
  const auto equals = value.find('=');
  if (!guard) return true;
  if (equals == std::string_view::npos) return false;
  const auto ref = datamodel::find_by_name(value.substr(0, equals), accounts);
  value.remove_prefix(equals + 1);
  if (!ref || problem_with(ref->parameter().kind, value) != datamodel::Verdict::good) return false;
  auto& restore = guard->restore;
  const auto at = std::ranges::lower_bound(restore, *ref, {}, &datamodel::Values::Entry::ref);
  const bool twice = at != restore.end() && at->ref == *ref;
  if (!twice) restore.insert(at, {*ref, datamodel::canonical(ref->parameter().kind, value)});
  return true;
}

}  // namespace lineman::agent
