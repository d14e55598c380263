#include "tr069/connection_request/request_target.hpp"

#include "tr069/connection_request/words.hpp"

namespace lineman::cwmp {

std::string_view resource_of(std::string_view target) {
  static constexpr std::string_view scheme = "http://";
  if (!starts_with_word(target, scheme)) return target;
  const auto authority = target.substr(scheme.size());
  const auto end = authority.find_first_of("/?");
  if (end == std::string_view::npos || authority[end] == '?') return "/";
  return authority.substr(end);
}

std::string_view path_of(std::string_view target) {
  const auto resource = resource_of(target);
  return resource.substr(0, resource.find('?'));
}

}  // namespace lineman::cwmp
