#include "ctl/event_view.hpp"

#include <algorithm>
#include <array>
#include <ctime>

#include "ctl/durations.hpp"
#include "ctl/json_reading.hpp"
#include "ctl/status_cells.hpp"

namespace lineman::ctl {
namespace {

using boost::json::object;

std::string formatted(std::int64_t seconds, const char* format) {
  const std::time_t time{seconds};
  std::tm local{};
  localtime_r(&time, &local);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), format, &local)};
}

std::string where_of(const object& event) {
  const auto account = number_of(event, "account");
  const auto server = number_of(event, "server");
  const auto generation = number_of(event, "generation");
  if (account == 0) return generation == 0 ? "" : "generation " + std::to_string(generation);
  auto text = "account " + std::to_string(account);
  if (server != 0) text += ", server " + std::to_string(server);
  return text;
}

bool is_one_of(std::string_view kind, std::initializer_list<std::string_view> kinds) {
  return std::ranges::find(kinds, kind) != kinds.end();
}

Tone tone_of(const EventView& event) {
  if (event.kind == "state") return tone_of_state(event.detail);
  if (event.kind == "acsSession") return event.detail == "ok" ? Tone::good : Tone::bad;
  if (is_one_of(event.kind, {"failback", "guardPassed", "coreConnected"})) return Tone::good;
  if (is_one_of(event.kind, {"failover", "fallback", "guardStarted", "missed"}))
    return Tone::notable;
  return is_one_of(event.kind, {"guardReverted", "coreDisconnected"}) ? Tone::bad : Tone::plain;
}

}  // namespace

std::string EventView::text() const {
  return where.empty() || detail.empty() ? where + detail : where + ": " + detail;
}

std::string time_of_day(std::int64_t time) {
  return formatted(time, "%T");
}

EventView view_of_event_for_people(const object& event) {
  EventView view{.time = text_of(event, "time"),
                 .kind = text_of(event, "kind"),
                 .where = where_of(event),
                 .detail = text_of(event, "detail")};
  if (const auto seconds = seconds_of(view.time)) {
    view.date = formatted(*seconds, "%F");
    view.time = time_of_day(*seconds);
  }
  view.tone = tone_of(view);
  return view;
}

}  // namespace lineman::ctl
