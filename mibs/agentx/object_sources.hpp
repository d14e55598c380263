// All objects that the subagent has: LINEMAN-SIP-MIB, and the standard modules about the phone.
#pragma once

#include <memory>
#include <vector>

#include "mibs/agentx/object_source.hpp"
#include "mibs/objects/object_reader.hpp"
#include "mibs/standard/standard_tree.hpp"

namespace lineman::mibs::agentx {

using ObjectSources = std::vector<std::unique_ptr<ObjectSource>>;

// In the order of their names. All of them outlive the result.
ObjectSources object_sources(const ObjectTree& tree, const ObjectReader& reader,
                             const StandardTree& standard);

}  // namespace lineman::mibs::agentx
