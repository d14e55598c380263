#include "tr069/discovery/dhcp_file.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "datamodel/ascii.hpp"
#include "datamodel/assignments.hpp"

namespace lineman::cwmp {
namespace {

using datamodel::Assignment;

std::optional<char> octet_of(std::string_view digits) {
  const auto value = datamodel::whole_number<unsigned>(digits, 16);
  if (!value || digits.size() > 2) return std::nullopt;
  return static_cast<char>(*value);
}

// "0113", "01:13", "1:13".
std::optional<std::string> octets_of(std::string_view text) {
  const bool colons = text.find(':') != std::string_view::npos;
  std::string octets;
  while (!text.empty()) {
    const auto size = colons ? std::min(text.find(':'), text.size()) : std::size_t{2};
    const auto digits = text.substr(0, size);
    const auto octet = octet_of(digits);
    if (!octet || (!colons && digits.size() != 2)) return std::nullopt;
    octets += *octet;
    text.remove_prefix(digits.size());
    if (text.starts_with(':') && text.size() > 1) text.remove_prefix(1);
  }
  return octets;
}

struct Option {
  std::string_view name;
  Found (*read)(std::string_view octets);
};
// What comes later wins.
constexpr std::array options = {Option{"option_43", read_option_43},
                                Option{"option_125", read_option_125}};

struct Plain {
  std::string_view name;
  Judged (*set)(FoundAcs& found, std::string_view text);
};
constexpr std::array plain_names = {Plain{"url", set_url},
                                    Plain{"provisioning_code", set_provisioning_code},
                                    Plain{"retry_minimum_wait", set_retry_minimum_wait},
                                    Plain{"retry_multiplier", set_retry_multiplier}};

tl::unexpected<std::string> bad(unsigned line, const std::string& sentence) {
  return tl::unexpected("line " + std::to_string(line) + ": " + sentence);
}

void add(FoundAcs& all, const FoundAcs& more) {
  if (!more.url.empty()) all.url = more.url;
  if (!more.provisioning_code.empty()) all.provisioning_code = more.provisioning_code;
  if (more.retry_minimum_wait) all.retry_minimum_wait = more.retry_minimum_wait;
  if (more.retry_multiplier) all.retry_multiplier = more.retry_multiplier;
}

bool is_known(std::string_view name) {
  return std::ranges::find(options, name, &Option::name) != options.end() ||
         std::ranges::find(plain_names, name, &Plain::name) != plain_names.end();
}

// What is wrong with the lines as such.
Judged judge(const datamodel::Assignments& lines) {
  if (!lines.bad.empty()) return bad(lines.bad.front().line, lines.bad.front().sentence);
  for (auto line = lines.good.begin(); line != lines.good.end(); ++line) {
    if (!is_known(line->name)) return bad(line->line, "nothing is known by this name");
    const auto before = std::find_if(lines.good.begin(), line, [&](const Assignment& other) {
      return other.name == line->name;
    });
    if (before != line) return bad(line->line, line->name + " is said twice");
  }
  return {};
}

Found read_option(const Assignment& line, const Option& option) {
  const auto octets = octets_of(line.value);
  if (!octets) return bad(line.line, line.name + " is not written in hexadecimal octets");
  auto found = option.read(*octets);
  if (!found) return bad(line.line, line.name + ": " + found.error());
  return found;
}

// The line of this name, if it says anything.
const Assignment* line_of(const datamodel::Assignments& lines, std::string_view name) {
  const auto found = std::ranges::find(lines.good, name, &Assignment::name);
  return found != lines.good.end() && !found->value.empty() ? &*found : nullptr;
}

}  // namespace

Found read_dhcp_file(std::string_view text) {
  if (text.size() > maximum_dhcp_file) {
    return bad(1, "the file has more than " + std::to_string(maximum_dhcp_file) + " octets");
  }
  const auto lines = datamodel::read_assignments(text);
  if (auto judged = judge(lines); !judged) return tl::unexpected(std::move(judged).error());
  FoundAcs all;
  for (const auto& option : options) {
    const auto* const line = line_of(lines, option.name);
    if (line == nullptr) continue;
    auto found = read_option(*line, option);
    if (!found) return found;
    add(all, *found);
  }
  for (const auto& plain : plain_names) {
    const auto* const line = line_of(lines, plain.name);
    if (line == nullptr) continue;
    if (const auto set = plain.set(all, line->value); !set) return bad(line->line, set.error());
  }
  return all;
}

}  // namespace lineman::cwmp
