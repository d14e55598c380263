// The events that the ACS has yet to hear of (TR-069, 3.7.1.5).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tr069/codec/messages.hpp"

namespace lineman::cwmp {

namespace event {
inline constexpr std::string_view bootstrap = "0 BOOTSTRAP";
inline constexpr std::string_view boot = "1 BOOT";
inline constexpr std::string_view periodic = "2 PERIODIC";
inline constexpr std::string_view scheduled = "3 SCHEDULED";
inline constexpr std::string_view value_change = "4 VALUE CHANGE";
inline constexpr std::string_view connection_request = "6 CONNECTION REQUEST";
inline constexpr std::string_view transfer_complete = "7 TRANSFER COMPLETE";
inline constexpr std::string_view reboot = "M Reboot";
inline constexpr std::string_view schedule_inform = "M ScheduleInform";
inline constexpr std::string_view download = "M Download";
inline constexpr std::string_view upload = "M Upload";
inline constexpr std::string_view schedule_download = "M ScheduleDownload";

// Of a transfer that has ended: they are told until the ACS has answered its TransferComplete
// (TR-069, table 8), an InformResponse is not enough.
bool is_of_transfer(std::string_view code);
}  // namespace event

inline constexpr std::size_t maximum_events = 64;

// A value type. Single events stand once, without a CommandKey; those of methods ("M ...") once for
// each CommandKey. BOOTSTRAP discards all others but BOOT and is never discarded. In a full queue a
// new event takes the place of nothing: add() is false, which the log gets to know.
class EventQueue {
 public:
  bool add(std::string_view code, std::string_view command_key = {});
  bool holds(std::string_view code) const;
  bool empty() const { return events_.empty(); }
  // In the order of the standard's list: by number, then those of methods and vendors as they
  // came.
  const std::vector<EventStruct>& events() const { return events_; }

  // What an Inform carries from now on. An event that is added between this and delivered() is a
  // new one, which that Inform knew nothing of: it stays, also where the same one was told.
  const std::vector<EventStruct>& tell();
  // The ACS has answered an Inform with these: those are gone but for events of transfers.
  void delivered(const std::vector<EventStruct>& told);
  // What it was told for is over.
  void withdraw(const EventStruct& event);
  // A session failed: a CONNECTION REQUEST that its Inform carried is not tried again. One that
  // came later stays.
  void session_failed();
  // The phone has restarted: what lives until a reboot (BOOT, VALUE CHANGE) is gone. The new BOOT
  // is the owner's to add.
  void rebooted();

  // What is stored: an event that came during a session is the same as one that came before.
  bool operator==(const EventQueue& other) const { return events_ == other.events_; }

 private:
  bool came_again(const EventStruct& event) const;

  std::vector<EventStruct> events_;
  std::vector<EventStruct> again_;  // of events_: added since the last tell()
  bool was_told_ = false;
};

}  // namespace lineman::cwmp
