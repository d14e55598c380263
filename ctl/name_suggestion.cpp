#include "ctl/name_suggestion.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "datamodel/parameter_ref.hpp"

namespace lineman::ctl {
namespace {

constexpr std::size_t longest_name =
    200;  // beyond it nothing is near, and the work grows with the square
constexpr std::size_t typing_errors = 4;

// How many characters have to be put in, taken out or replaced (Levenshtein).
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (const char letter : from) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < to.size(); ++j) {
      const auto replaced = diagonal + (letter == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j + 1] + 1, row[j] + 1, replaced});
    }
  }
  return row.back();
}

}  // namespace

std::string closest_name(std::string_view name) {
  if (name.size() > longest_name || name.find('*') != std::string_view::npos) return {};
  std::string best;
  std::size_t best_distance = typing_errors + 1;
  for (const auto ref : datamodel::all_of(datamodel::maximum_accounts)) {
    auto candidate = datamodel::name_of(ref);
    // The last part alone is enough: "expires" is the one of the first account.
    const auto away = candidate.ends_with('.' + std::string{name}) ? 0 : distance(name, candidate);
    if (away >= best_distance) continue;
    best_distance = away;
    best = std::move(candidate);
  }
  return best;
}

}  // namespace lineman::ctl
