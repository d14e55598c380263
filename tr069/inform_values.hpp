// What an Inform carries because the ACS asked for it (TR-181,
// ManagementServer.InformParameter.{i}.).
#pragma once

#include <span>
#include <vector>

#include "agent/interfaces/configuration.hpp"
#include "tr069/model/data_model.hpp"

namespace lineman::cwmp {

// Parameters of one Inform at most, so that a pattern over every row of a large phone stays within
// what an ACS has to read.
inline constexpr std::size_t maximum_inform_values = 4096;

// Puts behind `carried` what the rows of InformParameter add in an Inform with these events: each
// parameter once.
void add_inform_values(std::vector<ParameterValue>& carried, std::span<const EventStruct> events,
                       const DataModel& model, const Configuration& configuration);

}  // namespace lineman::cwmp
