#include "datamodel/assignments.hpp"

#include "datamodel/ascii.hpp"
#include "datamodel/text_rules.hpp"

namespace lineman::datamodel {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view blanks = " \t";

std::string too_long(std::string_view what, std::size_t maximum) {
  return "the " + std::string{what} + " is longer than " + std::to_string(maximum) + " octets";
}

// What is wrong with the name of a line; empty: nothing.
std::string problem_with_name(std::string_view name) {
  if (name.empty()) return "there is no name before the equals sign";
  if (has_control_character(name)) return "the line has a control character";
  if (name.find_first_of(blanks) != std::string_view::npos) {
    return "the name before the equals sign has a blank";
  }
  return name.size() > maximum_name ? too_long("name", maximum_name) : std::string{};
}

void read_line(std::string_view raw, unsigned number,
               const std::function<void(const Assignment&)>& good,
               const std::function<void(const BadLine&)>& bad) {
  const auto line = trimmed(raw);
  if (line.empty() || line.starts_with('#')) return;
  const auto equals = line.find('=');
  if (equals == std::string_view::npos) {
    return bad({number, raw.size() > maximum_line ? too_long("line", maximum_line)
                                                  : "the line is not of the form name = value"});
  }
  const auto name = trimmed(line.substr(0, equals));
  const auto value = trimmed(line.substr(equals + 1));
  if (auto problem = problem_with_name(name); !problem.empty()) {
    return bad({number, std::move(problem)});
  }
  if (raw.size() > maximum_line) {
    return bad({number, too_long("line", maximum_line), std::string{name}});
  }
  if (has_control_character(value)) {
    return bad({number, "the line has a control character", std::string{name}});
  }
  good({std::string{name}, std::string{value}, number});
}

}  // namespace

void each_assignment(std::string_view text, const std::function<void(const Assignment&)>& good,
                     const std::function<void(const BadLine&)>& bad) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  for (unsigned number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    read_line(line, number, good, bad);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

Assignments read_assignments(std::string_view text) {
  Assignments result;
  each_assignment(
      text, [&](const Assignment& line) { result.good.push_back(line); },
      [&](const BadLine& line) { result.bad.push_back(line); });
  return result;
}

}  // namespace lineman::datamodel
