// Replies of the agent as documents. Each takes the shape that org.lineman.Control1 promises. `now`
// is in seconds since the epoch.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "ctl/document.hpp"

namespace lineman::ctl {

Document view_of_status(const boost::json::object& reply, std::int64_t now);  // all accounts
Document view_of_account(const boost::json::object& reply,
                         std::int64_t now);  // one, with its servers
Document view_of_counters(const boost::json::object& reply,
                          bool zeros);  // zeros: those that are 0 too
Document view_of_values(const boost::json::object& reply, bool effective);
Document view_of_change(const boost::json::object& reply, bool dry_run);
// What an import or a rollback changes, from what to what.
Section differences_section(const boost::json::object& reply);
Document view_of_change_with_differences(const boost::json::object& reply, bool dry_run);
Document view_of_diff(const boost::json::object& reply);
Document view_of_guard(const boost::json::object& reply);  // the member guard of a status
Document view_of_confirmation(const boost::json::object& reply);
Document view_of_import(const boost::json::object& reply, bool dry_run);
Document view_of_history(const boost::json::object& reply);
Document view_of_event(const boost::json::object& reply);
Document view_of_events(const boost::json::object& reply);
// One event as one line, in the time of the phone's own clock.
std::string event_line(const boost::json::object& reply);
Document view_of_calls(const boost::json::object& reply, std::int64_t now);
Document view_of_subscriptions(const boost::json::object& reply, std::int64_t now);
// The number that something was given, and where to look next.
Document view_of_number(const boost::json::object& reply, std::string_view member,
                        std::string label, std::string note);
Document view_of_inform(const boost::json::object& reply);
Document view_of_description(const boost::json::object& description);
Document view_of_problems(const boost::json::object& refused);

}  // namespace lineman::ctl
