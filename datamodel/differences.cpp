#include "datamodel/differences.hpp"

#include <algorithm>

namespace lineman::datamodel {

std::vector<ParameterRef> differing(const Values& a, const Values& b) {
  std::vector<ParameterRef> named;
  named.reserve(a.entries().size() + b.entries().size());
  for (const auto& entry : a.entries()) named.push_back(entry.ref);
  for (const auto& entry : b.entries()) named.push_back(entry.ref);
  std::ranges::sort(named);
  named.erase(std::unique(named.begin(), named.end()), named.end());
  const auto same = [&](ParameterRef ref) { return a.get(ref) == b.get(ref); };
  named.erase(std::remove_if(named.begin(), named.end(), same), named.end());
  return named;
}

}  // namespace lineman::datamodel
