#include <algorithm>
#include <map>
#include <mutex>

#include "datamodel/sha256.hpp"
#include "datamodel/values.hpp"

namespace lineman::datamodel {
namespace {

// The order of the lines: names differ before the equals sign, so that the values have no say in
// it.
std::vector<ParameterRef> in_order_of_lines(unsigned accounts) {
  auto refs = all_of(accounts);
  std::vector<std::pair<std::string, ParameterRef>> lines;
  lines.reserve(refs.size());
  for (const auto ref : refs) lines.emplace_back(name_of(ref) + '=', ref);
  std::ranges::sort(lines);
  std::ranges::transform(lines, refs.begin(), [](const auto& line) { return line.second; });
  return refs;
}

// Found once for each number of accounts.
const std::vector<ParameterRef>& lines_of(unsigned accounts) {
  static std::mutex guard;
  static std::map<unsigned, std::vector<ParameterRef>> known;
  const std::scoped_lock lock(guard);
  auto& lines = known[accounts];
  if (lines.empty()) lines = in_order_of_lines(accounts);
  return lines;
}

}  // namespace

std::string digest_of(const Values& values, unsigned accounts) {
  std::string text;
  for (const auto ref : lines_of(accounts)) {
    append_name(text, ref);
    text += '=';
    text += values.get(ref);
    text += '\n';
  }
  return sha256_of(text);
}

}  // namespace lineman::datamodel
