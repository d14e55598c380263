// The rows of Device.ManagementServer.InformParameter.{i}. as the configuration has them: a place
// with an alias is a row.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "agent/interfaces/configuration.hpp"

namespace lineman::cwmp {

struct InformParameter {
  std::uint16_t number = 0;
  bool enable = false;
  std::string_view name{};    // a pattern (datamodel/inform_pattern.hpp)
  std::string_view events{};  // separated by commas
};

bool is_inform_parameter(const datamodel::Values& values, unsigned number);

// In the order of their numbers; good until the values change.
std::vector<InformParameter> inform_parameters(const datamodel::Values& values);

// The next free place behind `last`, round the end: what was deleted is not given away again soon.
// Nothing where all are taken.
std::optional<std::uint16_t> free_inform_parameter(const datamodel::Values& values, unsigned last);

// What makes a row of that place, or a free one again.
std::vector<Change> added_inform_parameter(std::uint16_t number);
std::vector<Change> deleted_inform_parameter(std::uint16_t number);

}  // namespace lineman::cwmp
