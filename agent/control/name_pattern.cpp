#include "agent/control/name_pattern.hpp"

namespace lineman::agent {

bool matches(std::string_view pattern, std::string_view name) {
  auto retry_pattern = std::string_view::npos;
  std::size_t retry_name = 0;
  std::size_t p = 0;
  std::size_t n = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      retry_pattern = ++p;
      retry_name = n;
    } else if (p < pattern.size() && pattern[p] == name[n]) {
      ++p;
      ++n;
    } else if (retry_pattern != std::string_view::npos) {
      p = retry_pattern;
      n = ++retry_name;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::vector<datamodel::ParameterRef> matching(std::string_view pattern, unsigned accounts) {
  using namespace datamodel;
  if (pattern.find('*') == std::string_view::npos) {
    const auto ref = find(pattern, accounts);
    return ref ? std::vector{*ref} : std::vector<ParameterRef>{};
  }
  std::vector<ParameterRef> found;
  for (const auto ref : all_of(accounts)) {
    if (matches(pattern, name_of(ref)) || matches(pattern, tr069_name_of(ref)) ||
        matches(pattern, object_name_of(ref))) {
      found.push_back(ref);
    }
  }
  return found;
}

}  // namespace lineman::agent
