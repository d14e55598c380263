#include "mibs/notifications/event_log.hpp"

#include <utility>

#include "datamodel/mib_layout.hpp"

namespace lineman::mibs {
namespace {

constexpr std::size_t longest_detail = 255;  // characters
static_assert(longest_detail ==
              static_cast<std::size_t>(datamodel::live::event_log[5].kind.maximum));

// At most so many characters of well-formed UTF-8.
void cut(std::string& text, std::size_t characters) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    if (begins && characters-- == 0) return text.resize(at);
  }
}

}  // namespace

LoggedEvent& EventLog::add(LoggedEvent event) {
  cut(event.detail, longest_detail);
  event.index = ++last_;
  auto& events = state_.events;
  if (events.size() >= datamodel::maximum_events) events.pop_front();
  events.push_back(std::move(event));
  ++state_.raised;
  return events.back();
}

}  // namespace lineman::mibs
