// What must always be true of what passed an engine, beside what its servers count.
#pragma once

#include <vector>

#include "datamodel/sip_traffic.hpp"

namespace lineman::test {

void check_traffic(const datamodel::SipTraffic& traffic,
                   const std::vector<const datamodel::ServerCounters*>& servers);

}  // namespace lineman::test
