// What the control socket answers, in the shapes that org.lineman.Control1.varlink promises.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "agent/control/acting_values.hpp"
#include "agent/events/event_feed.hpp"
#include "agent/interfaces/acs.hpp"
#include "agent/interfaces/configuration.hpp"
#include "agent/interfaces/door_state.hpp"
#include "agent/interfaces/history.hpp"
#include "agent/interfaces/status.hpp"
#include "varlink/message.hpp"

namespace lineman::agent {

// The version of all shapes. Members may be added to a version; those that are there stay.
inline constexpr unsigned control_version = 1;

inline constexpr std::string_view control_interface_name = "org.lineman.Control1";

// How the doors are doing.
struct DoorStates {
  std::vector<DoorState> doors;
  AcsState acs;
};

boost::json::object status_reply(const Configuration& configuration, const Status& status,
                                 const DoorStates& doors, std::optional<unsigned> account);

boost::json::object counters_reply(const Status& status, std::optional<unsigned> account,
                                   std::optional<unsigned> server);

// Values in the order of `refs`; secrets masked.
boost::json::object values_reply(const Configuration& configuration, const ActingValues& acting,
                                 std::span<const datamodel::ParameterRef> refs);

// For an outcome that was not refused. Of values that act otherwise than they are stored, as many
// are named as there is advice at most; then it says how many more there are. `after` are the
// values as they are after the change, or would be.
inline constexpr std::size_t maximum_advice = 100;
boost::json::object outcome_reply(const Configuration& configuration,
                                  const datamodel::Values& after, const Outcome& outcome);

boost::json::object problems_reply(const datamodel::Problems& problems);

varlink::Reply not_permitted(std::string_view needs);

// Refused, with all problems.
varlink::Reply refusal(const datamodel::Problems& problems);
// For what is no change of parameters, and has codes of its own.
varlink::Reply refusal(std::string_view code, std::string_view sentence);
datamodel::Problems not_kept(const std::string& why);
datamodel::Problems not_readable(const std::string& why);  // though it is kept
datamodel::Problems no_generation_before();

// What differs, in the order of the table; secrets masked on both sides.
boost::json::array differences_of(const datamodel::Values& from, const datamodel::Values& to);

// In UTC; null for 0, which is never.
boost::json::value time_or_null(std::int64_t seconds);

boost::json::object event_reply(const Event& event);

// Those that are kept.
boost::json::object events_reply(const EventFeed& feed);

boost::json::object history_reply(std::span<const GenerationSummary> generations);

}  // namespace lineman::agent
