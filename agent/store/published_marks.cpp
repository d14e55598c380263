#include "agent/store/published_marks.hpp"

#include <charconv>

#include "datamodel/checked_text.hpp"
#include "datamodel/value_text.hpp"

namespace lineman::agent {
namespace {

constexpr std::string_view first_line = "lineman published 1\n";
constexpr std::string_view between = " = ";

}  // namespace

std::string print_marks(const PublishedMarks& marks) {
  std::string text{first_line};
  for (const auto& [door, number] : marks) {
    text += datamodel::value_line(door, std::to_string(number));
  }
  return datamodel::with_checksum(std::move(text));
}

std::optional<PublishedMarks> parse_marks(std::string_view text) {
  if (!text.starts_with(first_line)) return std::nullopt;
  auto rest = text.substr(first_line.size());
  PublishedMarks marks;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    const auto line = rest.substr(0, end);
    const auto at = line.find(between);
    if (end == std::string_view::npos || at == std::string_view::npos) return std::nullopt;
    const auto name = line.substr(0, at);
    if (name == "sha256") break;
    std::uint64_t number = 0;
    const auto digits = line.substr(at + between.size());
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || stop != digits.data() + digits.size()) return std::nullopt;
    marks.insert_or_assign(std::string{name}, number);
    rest.remove_prefix(end + 1);
  }
  // Only what would be written again in the same octets is whole.
  if (print_marks(marks) != text) return std::nullopt;
  return marks;
}

}  // namespace lineman::agent
