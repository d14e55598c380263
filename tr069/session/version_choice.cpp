#include "tr069/session/version_choice.hpp"

#include <algorithm>

namespace lineman::cwmp {

Namespace on_the_wire(Namespace which) {
  return std::min(which, Namespace::cwmp_1_2);
}

std::optional<Namespace> namespace_of_version(std::string_view version) {
  if (version == "1.0") return Namespace::cwmp_1_0;
  if (version == "1.1") return Namespace::cwmp_1_1;
  if (version == "1.2" || version == "1.3" || version == "1.4") return Namespace::cwmp_1_2;
  return std::nullopt;
}

VersionChoice::VersionChoice(Namespace first) : tried_{on_the_wire(first)} {}

bool VersionChoice::refused(std::optional<Namespace> wanted) {
  if (wanted && !was_tried(on_the_wire(*wanted))) {
    tried_.push_back(on_the_wire(*wanted));
    return true;
  }
  for (auto next = current(); next > Namespace::cwmp_1_0;) {
    next = static_cast<Namespace>(static_cast<unsigned>(next) - 1);
    if (was_tried(next)) continue;
    tried_.push_back(next);
    return true;
  }
  return false;
}

bool VersionChoice::was_tried(Namespace which) const {
  return std::find(tried_.begin(), tried_.end(), which) != tried_.end();
}

}  // namespace lineman::cwmp
