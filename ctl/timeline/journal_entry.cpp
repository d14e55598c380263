#include "ctl/timeline/journal_entry.hpp"

#include <charconv>

#include "ctl/json_reading.hpp"
#include "daemon/log_event.hpp"

namespace lineman::ctl::timeline {
namespace {

using boost::json::object;
using Kind = Happening::Kind;
using log::Event;
using log::message_id_of;

// The journal's numbers are texts; 0 for what is none.
std::int64_t number_in(const object& fields, std::string_view name) {
  const auto text = text_of(fields, name);
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::optional<Kind> kind_of(const object& fields) {
  const auto id = text_of(fields, "MESSAGE_ID");
  const bool by_core = text_of(fields, "SYSLOG_IDENTIFIER") == "lineman-sipcored";
  if (id == message_id_of(Event::core_away)) return Kind::core_away;
  if (!by_core) return std::nullopt;
  if (id == message_id_of(Event::account_state)) return Kind::placed;
  if (id == message_id_of(Event::account_moved)) return Kind::moved;
  if (id == message_id_of(Event::ready)) return Kind::core_back;
  if (id == message_id_of(Event::ends)) return Kind::core_away;
  return std::nullopt;
}

Happening happening_of(const object& fields, Kind kind) {
  return {.kind = kind,
          .account = static_cast<unsigned>(number_in(fields, "LINEMAN_ACCOUNT")),
          .place = place_named(text_of(fields, "LINEMAN_PLACE")),
          .target = text_of(fields, "LINEMAN_TARGET"),
          .before = place_named(text_of(fields, "LINEMAN_BEFORE")),
          .lasted = number_in(fields, "LINEMAN_LASTED"),
          .word = text_of(fields, "LINEMAN_KIND"),
          .detail = text_of(fields, "LINEMAN_DETAIL")};
}

}  // namespace

std::optional<JournalEntry> journal_entry(const object& fields) {
  if (!text_of(fields, "SYSLOG_IDENTIFIER").starts_with("lineman-")) return std::nullopt;
  JournalEntry entry{.boot = text_of(fields, "_BOOT_ID"),
                     .monotonic = number_in(fields, "__MONOTONIC_TIMESTAMP"),
                     .realtime = number_in(fields, "__REALTIME_TIMESTAMP")};
  if (entry.realtime == 0) return std::nullopt;
  if (const auto kind = kind_of(fields)) entry.happening = happening_of(fields, *kind);
  return entry;
}

}  // namespace lineman::ctl::timeline
