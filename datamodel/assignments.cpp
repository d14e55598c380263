#include "datamodel/assignments.hpp"

#include "datamodel/text_rules.hpp"

namespace lineman::datamodel {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view blanks = " \t";

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

void read_line(std::string_view raw, unsigned number, Assignments& into) {
  const auto bad = [&](std::string sentence) { into.bad.push_back({number, std::move(sentence)}); };
  if (raw.size() > maximum_line) {
    return bad("the line is longer than " + std::to_string(maximum_line) + " octets");
  }
  const auto line = trimmed(raw);
  if (line.empty() || line.starts_with('#')) return;
  const auto equals = line.find('=');
  if (equals == std::string_view::npos) return bad("the line is not of the form name = value");
  const auto name = trimmed(line.substr(0, equals));
  const auto value = trimmed(line.substr(equals + 1));
  if (has_control_character(name) || has_control_character(value)) {
    return bad("the line has a control character");
  }
  if (name.empty()) return bad("there is no name before the equals sign");
  if (name.find_first_of(blanks) != std::string_view::npos) {
    return bad("the name before the equals sign has a blank");
  }
  if (name.size() > maximum_name) {
    return bad("the name is longer than " + std::to_string(maximum_name) + " octets");
  }
  into.good.push_back({std::string(name), std::string(value), number});
}

}  // namespace

Assignments read_assignments(std::string_view text) {
  Assignments result;
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  for (unsigned number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    read_line(line, number, result);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return result;
}

}  // namespace lineman::datamodel
