#include <algorithm>

#include "datamodel/sha256.hpp"
#include "datamodel/values.hpp"

namespace lineman::datamodel {

std::string digest_of(const Values& values, unsigned accounts) {
  std::vector<std::string> lines;
  for (const auto ref : all_of(accounts)) {
    lines.push_back(name_of(ref).append("=").append(values.get(ref)).append("\n"));
  }
  std::ranges::sort(lines);
  std::string all;
  for (const auto& line : lines) all += line;
  return sha256_of(all);
}

}  // namespace lineman::datamodel
