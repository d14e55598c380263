// What became of the notifications of the SNMP agent: the last ones, who gets them, and how many
// were lost.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "datamodel/notifications.hpp"

namespace lineman {

// One line of the event log. 0 where no account, server or generation is meant.
struct LoggedEvent {
  std::uint32_t index = 0;  // grows by one with each event, from 1 at the agent's start
  datamodel::NotificationId kind{};
  unsigned account = 0;
  unsigned server = 0;
  std::uint64_t generation = 0;
  std::string detail{};   // a sentence; never the value of a parameter
  std::int64_t time = 0;  // seconds since the epoch
  bool sent = false;      // to the receivers; not so where there are none, or it was one too many
};

enum class ReceiverVersion : std::uint8_t { v2c = 2, v3 };

// One receiver of the settings.
struct ReceiverState {
  std::string address;  // as in the settings: "udp:192.0.2.1:162"
  ReceiverVersion version = ReceiverVersion::v3;
  bool inform = false;
  std::uint64_t sent = 0;          // each once, however often it was resent
  std::uint64_t acknowledged = 0;  // of informs
  std::uint64_t lost = 0;          // informs that nobody acknowledged, and what could not be sent
  std::uint32_t pending = 0;       // informs that wait for their acknowledgement now
};

struct NotificationState {
  std::deque<LoggedEvent> events{};  // oldest first, their indices without a gap
  std::vector<ReceiverState> receivers{};
  std::uint64_t raised = 0;      // events that are worth a notification
  std::uint64_t suppressed = 0;  // of these, not sent because there were too many of their kind
  std::int64_t started = 0;      // when all of this began, seconds since the epoch
};

}  // namespace lineman
