// Values between the table's text and CWMP's types (TR-106, 3.2).
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "agent/interfaces/live_readings.hpp"
#include "datamodel/model_parameters.hpp"
#include "tr069/codec/messages.hpp"

namespace lineman::cwmp {

ValueType wire_type(const datamodel::Kind& kind);

// The local name of its xsi:type: "unsignedInt".
std::string_view type_name(ValueType type);

// A stored value. Enumerations are their texts, decimal seconds are milliseconds, booleans are
// "true" and "false". A view does not have all labels: it shows the first one for another.
std::string to_wire(const datamodel::Kind& kind, bool view, std::string_view stored);

// A time in seconds since the epoch. One that only a clock tells that has not been set, or 0, is
// the Unknown Time (TR-106, 3.2.2).
std::string time_to_wire(std::int64_t seconds);

// A live value; times as above.
std::string to_wire(const datamodel::Kind& kind, const Reading& reading);

struct WrongValue {
  FaultCode code = FaultCode::invalid_parameter_value;
  std::string sentence{};  // "the value is not a number"
};

// The text that is stored, in its canonical form. An xsi:type has to be the parameter's own, and
// may be absent (9006). What is no text of that type, or not permitted, is 9007: the type was
// right. White space around what is no string does not count (XML Schema, whiteSpace: collapse).
tl::expected<std::string, WrongValue> from_wire(const datamodel::Kind& kind, bool view,
                                                const AssignedValue& assigned);

}  // namespace lineman::cwmp
