#include "tr069/transfers/transfer_url.hpp"

#include <algorithm>
#include <array>

#include "datamodel/ascii.hpp"
#include "tr069/transport/acs_url.hpp"

namespace lineman::cwmp {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_of_a_scheme(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

// In lower case; empty where there is none (RFC 3986, 3.1).
std::string scheme_of(std::string_view url) {
  const auto colon = url.find("://");
  if (colon == std::string_view::npos || colon == 0 || !is_letter(url[0])) return {};
  const auto scheme = url.substr(0, colon);
  if (!std::all_of(scheme.begin(), scheme.end(), is_of_a_scheme)) return {};
  return datamodel::lower_case(scheme);
}

}  // namespace

std::optional<Fault> problem_with_transfer_url(std::string_view url) {
  const std::string scheme = scheme_of(url);
  if (!scheme.empty() && scheme != "http" && scheme != "https") {
    return Fault{FaultCode::unsupported_protocol, "files are moved over http and https only", {}};
  }
  const auto origin = origin_of(url);
  if (origin) return {};
  return Fault{FaultCode::invalid_arguments, origin.error(), {}};
}

std::string file_name_of_url(std::string_view url) {
  url = url.substr(0, std::min(url.find('?'), url.find('#')));
  const auto authority = url.find("://");
  if (authority != std::string_view::npos) url.remove_prefix(authority + 3);
  const auto slash = url.rfind('/');
  std::string name{slash == std::string_view::npos ? "" : url.substr(slash + 1)};
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; }, '?');
  return name.empty() ? "file" : name;
}

}  // namespace lineman::cwmp
