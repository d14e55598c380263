#include "tr069/session/event_queue.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace lineman::cwmp {
namespace {

bool is_of_method(std::string_view code) {
  return code.starts_with("M ");
}

// Where the event stands in the list: those without a number behind all others.
unsigned place_of(std::string_view code) {
  unsigned number = 0;
  const auto [stop, error] = std::from_chars(code.data(), code.data() + code.size(), number);
  return error == std::errc{} ? number : std::numeric_limits<unsigned>::max();
}

bool contains(const std::vector<EventStruct>& events, const EventStruct& event) {
  return std::find(events.begin(), events.end(), event) != events.end();
}

}  // namespace

bool event::is_of_transfer(std::string_view code) {
  return code == transfer_complete || code == download || code == upload ||
         code == schedule_download;
}

bool EventQueue::add(std::string_view code, std::string_view command_key) {
  const EventStruct event{std::string{code},
                          is_of_method(code) ? std::string{command_key} : std::string{}};
  if (code == event::bootstrap) {
    std::erase_if(events_, [](const EventStruct& other) {
      return other.code != event::bootstrap && other.code != event::boot;
    });
  }
  if (!contains(events_, event)) {
    if (events_.size() >= maximum_events) return false;
    const auto behind = std::find_if(events_.begin(), events_.end(), [&](const EventStruct& other) {
      return place_of(other.code) > place_of(code);
    });
    events_.insert(behind, event);
  }
  if (was_told_ && !came_again(event)) again_.push_back(event);
  std::erase_if(again_, [&](const EventStruct& other) { return !contains(events_, other); });
  return true;
}

bool EventQueue::holds(std::string_view code) const {
  return std::any_of(events_.begin(), events_.end(),
                     [&](const EventStruct& event) { return event.code == code; });
}

const std::vector<EventStruct>& EventQueue::tell() {
  again_.clear();
  was_told_ = true;
  return events_;
}

void EventQueue::delivered(const std::vector<EventStruct>& told) {
  std::erase_if(events_, [&](const EventStruct& event) {
    return !event::is_of_transfer(event.code) && contains(told, event) && !came_again(event);
  });
}

void EventQueue::withdraw(const EventStruct& event) {
  std::erase(events_, event);
  std::erase(again_, event);
}

void EventQueue::session_failed() {
  std::erase_if(events_, [&](const EventStruct& event) {
    return event.code == event::connection_request && !came_again(event);
  });
}

void EventQueue::rebooted() {
  std::erase_if(events_, [](const EventStruct& event) {
    return event.code == event::boot || event.code == event::value_change;
  });
}

bool EventQueue::came_again(const EventStruct& event) const {
  return contains(again_, event);
}

}  // namespace lineman::cwmp
