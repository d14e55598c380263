#include "tr069/discovery/vendor_options.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "datamodel/kind.hpp"
#include "datamodel/text_rules.hpp"
#include "tr069/session/quotation.hpp"
#include "tr069/transport/acs_url.hpp"

namespace lineman::cwmp {
namespace {

constexpr unsigned char pad = 0;
constexpr unsigned char end_of_options = 255;
constexpr unsigned char first_of_125 = 11;

unsigned octet(std::string_view octets, std::size_t at) {
  return static_cast<unsigned char>(octets[at]);
}

// The part after a length of one octet at `at`; nothing where it is cut off.
std::optional<std::string_view> counted(std::string_view octets, std::size_t at) {
  if (at >= octets.size()) return std::nullopt;
  const auto size = octet(octets, at);
  if (octets.size() - at - 1 < size) return std::nullopt;
  return octets.substr(at + 1, size);
}

std::string_view without_nul(std::string_view text) {
  if (text.ends_with('\0')) text.remove_suffix(1);
  return text;
}

// The values of our four codes, of which the first is `first`.
using Values = std::array<std::optional<std::string_view>, 4>;

tl::expected<Values, std::string> values_of(std::string_view options, unsigned char first) {
  Values values{};
  for (std::size_t at = 0; at < options.size();) {
    const auto code = octet(options, at++);
    if (code == pad) continue;
    if (code == end_of_options) break;
    const auto value = counted(options, at);
    if (!value) return tl::unexpected(std::string("is cut off"));
    at += 1 + value->size();
    if (code < first || code >= first + values.size()) continue;
    auto& mine = values.at(code - first);
    if (mine) return tl::unexpected("has its option " + std::to_string(code) + " twice");
    mine = without_nul(*value);
  }
  return values;
}

Found found_in(const Values& values) {
  constexpr std::array setters = {set_url, set_provisioning_code, set_retry_minimum_wait,
                                  set_retry_multiplier};
  FoundAcs found;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values.at(i)) continue;
    if (auto set = setters.at(i)(found, *values.at(i)); !set) {
      return tl::unexpected(std::move(set).error());
    }
  }
  return found;
}

Found read_numbered(std::string_view options, unsigned char first) {
  const auto values = values_of(options, first);
  if (!values) return tl::unexpected(values.error());
  return found_in(*values);
}

bool begins_as_a_url(const std::optional<std::string_view>& text) {
  return text && text->starts_with("http");
}

Judged set_number(std::optional<unsigned>& number, std::string_view text, std::string_view what,
                  unsigned minimum) {
  constexpr unsigned maximum = 65'535;
  const auto given = datamodel::to_integer(text);
  if (!given || *given < minimum || *given > maximum) {
    return tl::unexpected("the " + std::string{what} + " is no number from " +
                          std::to_string(minimum) + " to " + std::to_string(maximum));
  }
  number = static_cast<unsigned>(*given);
  return {};
}

// "'ftp://acs.example/': "; nothing of one with an '@', which may have a password in it.
std::string quoted(std::string_view url) {
  return url.find('@') == std::string_view::npos ? "'" + quotation(url) + "': " : std::string{};
}

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
}

}  // namespace

Judged set_url(FoundAcs& found, std::string_view text) {
  if (text.size() > maximum_found_url || !is_plain(text)) {
    return tl::unexpected("the URL of the ACS is longer than " + std::to_string(maximum_found_url) +
                          " characters or has some that no URL has");
  }
  if (const auto origin = origin_of(text); !origin) {
    return tl::unexpected(quoted(text) + origin.error());
  }
  found.url = text;
  return {};
}

Judged set_provisioning_code(FoundAcs& found, std::string_view text) {
  const auto length = datamodel::utf8_length(text);
  if (!length || *length > maximum_provisioning_code || datamodel::has_control_character(text)) {
    return tl::unexpected("the provisioning code is no text of at most " +
                          std::to_string(maximum_provisioning_code) + " characters");
  }
  found.provisioning_code = text;
  return {};
}

Judged set_retry_minimum_wait(FoundAcs& found, std::string_view text) {
  return set_number(found.retry_minimum_wait, text, "minimum wait of retries", 1);
}

Judged set_retry_multiplier(FoundAcs& found, std::string_view text) {
  return set_number(found.retry_multiplier, text, "multiplier of retries", 1000);
}

Found read_option_43(std::string_view octets) {
  if (octets.size() > maximum_vendor_option) return tl::unexpected(std::string("is too long"));
  return read_numbered(octets, 1);
}

Found read_option_125(std::string_view octets) {
  if (octets.size() > maximum_vendor_option) return tl::unexpected(std::string("is too long"));
  for (std::size_t at = 0; at < octets.size();) {
    if (octets.size() - at < 4) return tl::unexpected(std::string("is cut off"));
    std::uint32_t enterprise = 0;
    for (int i = 0; i < 4; ++i) enterprise = (enterprise << 8U) | octet(octets, at++);
    const auto options = counted(octets, at);
    if (!options) return tl::unexpected(std::string("is cut off"));
    at += 1 + options->size();
    if (enterprise != broadband_forum_enterprise) continue;
    const auto as_43 = values_of(*options, 1);
    if (as_43 && begins_as_a_url(as_43->front())) return found_in(*as_43);
    return read_numbered(*options, first_of_125);
  }
  return FoundAcs{};
}

}  // namespace lineman::cwmp
