// Where the objects of LINEMAN-SIP-MIB stand in the tree of all names.
#pragma once

#include <algorithm>
#include <array>

#include "datamodel/branding.hpp"
#include "datamodel/mib_layout.hpp"
#include "mibs/objects/object_tree.hpp"

namespace lineman::mibs {

// linemanSipObjects
inline constexpr std::array<Arc, 10> objects_root = {1,
                                                     3,
                                                     6,
                                                     1,
                                                     4,
                                                     1,
                                                     branding::enterprise,
                                                     datamodel::modules_arc,
                                                     datamodel::sip_module_arc,
                                                     datamodel::objects_arc};

// The arcs of a name after linemanSipObjects; none where it stands before or elsewhere.
constexpr Arcs below_objects(Arcs name) {
  if (name.size() <= objects_root.size()) return {};
  if (!std::equal(objects_root.begin(), objects_root.end(), name.begin())) return {};
  return name.subspan(objects_root.size());
}

}  // namespace lineman::mibs
