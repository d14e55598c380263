// The messages of org.lineman.SipCore1 as JSON, both ways.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "sipcore/protocol/messages.hpp"

namespace lineman::sipcore {

// Readers are strict about what they need (a member that is missing, of another type or out of
// range is an error that names the member and quotes no value, since values may be secret) and
// ignore members that they do not know.
template <typename T>
using Parsed = tl::expected<T, std::string>;

boost::json::object to_json(const Hello& hello);
boost::json::object to_json(const Welcome& welcome);
boost::json::object to_json(const Prepare& prepare);
boost::json::object to_json(const AccountConfiguration& account);
boost::json::object to_json(const datamodel::AccountStatus& status);
boost::json::object to_json(const datamodel::CoreStatus& core);  // without its traffic
boost::json::object to_json(const datamodel::SipTraffic& traffic);
boost::json::object to_json(const Event& event);
boost::json::object effects_to_json(const std::vector<AccountEffect>& effects);
// The parameters of LoadBegin; the accounts follow by themselves.
boost::json::object load_begin_to_json(const Load& load);

Parsed<Hello> hello_from_json(const boost::json::object& object);
Parsed<Welcome> welcome_from_json(const boost::json::object& object);
Parsed<Prepare> prepare_from_json(const boost::json::object& object);
Parsed<AccountConfiguration> account_from_json(const boost::json::object& object);
Parsed<datamodel::AccountStatus> account_status_from_json(const boost::json::object& object);
Parsed<datamodel::CoreStatus> core_status_from_json(const boost::json::object& object);
Parsed<datamodel::SipTraffic> traffic_from_json(const boost::json::object& object);
Parsed<Event> event_from_json(const boost::json::object& object);
Parsed<std::vector<AccountEffect>> effects_from_json(const boost::json::object& object);
Parsed<Load> load_begin_from_json(const boost::json::object& object);  // without accounts

// An error of the interface as it goes over the wire, and back. Errors of varlink itself, and
// unknown ones, become protocol_error; not_connected, timed_out and protocol_error have no wire
// form.
struct WireError {
  std::string name;  // "org.lineman.SipCore1.Invalid"
  boost::json::object parameters;
};
WireError to_wire(const Error& error);
Error error_from_wire(std::string_view name, const boost::json::object& parameters);

}  // namespace lineman::sipcore
