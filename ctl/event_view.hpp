// An event as people read it: in the time of the phone's own clock.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>

#include "ctl/document.hpp"

namespace lineman::ctl {

inline constexpr std::size_t event_kind_columns = 20;  // "configurationChanged"

struct EventView {
  std::string date{};    // "2026-01-02"; empty where the agent's time is none
  std::string time{};    // "03:04:05"
  std::string kind{};    // "failover"
  std::string where{};   // "account 16, server 2", "generation 41"; may be empty
  std::string detail{};  // a sentence, or a server's words; may be empty
  Tone tone = Tone::plain;

  std::string text() const;  // where and detail
};

// A time of the phone's own clock: "03:04:05". `time` is in seconds since the epoch.
std::string time_of_day(std::int64_t time);

// Of the member `event` of a reply to Watch.
EventView view_of_event_for_people(const boost::json::object& event);

}  // namespace lineman::ctl
