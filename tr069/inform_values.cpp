#include "tr069/inform_values.hpp"

#include <algorithm>
#include <set>

#include "datamodel/inform_pattern.hpp"
#include "tr069/model/inform_parameters.hpp"

namespace lineman::cwmp {
namespace {

bool is_wanted(const InformParameter& row, std::span<const EventStruct> events) {
  if (!row.enable || row.name.empty()) return false;
  return std::ranges::any_of(events, [&](const EventStruct& event) {
    return datamodel::names_event(row.events, event.code);
  });
}

}  // namespace

void add_inform_values(std::vector<ParameterValue>& carried, std::span<const EventStruct> events,
                       const DataModel& model, const Configuration& configuration) {
  std::set<std::string> there;
  for (const auto& value : carried) there.insert(value.name);
  for (const auto& row : inform_parameters(configuration.values())) {
    if (!is_wanted(row, events)) continue;
    for (auto& value : model.matching(row.name)) {
      if (carried.size() >= maximum_inform_values) return;
      if (there.insert(value.name).second) carried.push_back(std::move(value));
    }
  }
}

}  // namespace lineman::cwmp
