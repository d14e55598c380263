#include "ctl/top/share.hpp"

#include <algorithm>

namespace lineman::ctl::top {
namespace {

std::size_t taken(std::span<const std::size_t> sizes, std::size_t gap) {
  std::size_t sum = 0;
  for (const auto size : sizes) {
    if (size != 0) sum += size + (sum == 0 ? 0 : gap);
  }
  return sum;
}

void drop_least_important(std::vector<std::size_t>& sizes, std::span<const Share> shares) {
  std::size_t least = sizes.size();
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i] == 0) continue;
    if (least == sizes.size() || shares[i].importance < shares[least].importance) least = i;
  }
  sizes[least] = 0;
}

// One who had to go for somebody that went later comes back where it fits.
void take_back(std::vector<std::size_t>& sizes, std::span<const Share> shares,
               std::span<const std::size_t> order, std::size_t room, std::size_t gap) {
  for (const auto i : order) {
    if (sizes[i] != 0) continue;
    sizes[i] = shares[i].least;
    if (taken(sizes, gap) > room) sizes[i] = 0;
  }
}

}  // namespace

std::vector<std::size_t> shared(std::size_t room, std::size_t gap, std::span<const Share> shares) {
  std::vector<std::size_t> sizes;
  std::vector<std::size_t> order;
  for (const auto& share : shares) {
    order.push_back(sizes.size());
    sizes.push_back(share.least);
  }
  while (taken(sizes, gap) > room) drop_least_important(sizes, shares);
  std::ranges::stable_sort(order, std::greater{},
                           [&](std::size_t i) { return shares[i].importance; });
  take_back(sizes, shares, order, room, gap);
  for (const auto i : order) {
    if (sizes[i] == 0) continue;
    const auto left = room - taken(sizes, gap);
    sizes[i] = std::min(std::max(shares[i].wanted, sizes[i]), sizes[i] + left);
  }
  return sizes;
}

}  // namespace lineman::ctl::top
