// What an InformParameter may say (TR-181, ManagementServer.InformParameter.{i}.).
#pragma once

#include <string>
#include <string_view>

namespace lineman::datamodel {

// ParameterName: a full name of a parameter of the model, with "*" for the number of a row where it
// means every row; empty: none yet. Whether the rows are there does not matter. What is wrong with
// it, to go behind the value; empty: nothing. A parameter that every Inform carries is wrong.
std::string problem_with_inform_name(std::string_view pattern);

// EventList: event codes of TR-069 (table 8) separated by commas, without 4 VALUE CHANGE; empty:
// all of these. As above.
std::string problem_with_inform_events(std::string_view list);

// Whether an EventList that has no problem names an event.
bool names_event(std::string_view list, std::string_view code);

}  // namespace lineman::datamodel
