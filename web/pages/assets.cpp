#include "web/pages/assets.hpp"

#include <algorithm>
#include <iterator>

#include "web/pages/asset_list.hpp"

namespace lineman::web {

std::optional<Asset> asset(std::string_view path) {
  const auto* found = std::ranges::find(asset_list, path, &NamedAsset::path);
  if (found == std::end(asset_list)) return std::nullopt;
  return found->asset;
}

}  // namespace lineman::web
