#include "ctl/timeline/past_of_agent.hpp"

#include <string_view>
#include <utility>

#include "ctl/durations.hpp"
#include "ctl/json_reading.hpp"

namespace lineman::ctl::timeline {
namespace {

using boost::json::object;
using Kind = Happening::Kind;

std::optional<Kind> kind_of(std::string_view word) {
  if (word == "state") return Kind::placed;
  if (word == "failover" || word == "fallback" || word == "failback") return Kind::moved;
  if (word == "coreConnected" || word == "resync") return Kind::core_back;
  if (word == "coreDisconnected") return Kind::core_away;
  return std::nullopt;
}

std::optional<Happening> happening_of(const object& event) {
  auto word = text_of(event, "kind");
  const auto kind = kind_of(word);
  const auto time = seconds_of(text_of(event, "time"));
  if (!kind || !time) return std::nullopt;
  return Happening{.time = *time,
                   .kind = *kind,
                   .account = static_cast<unsigned>(number_of(event, "account")),
                   .place = place_named(text_of(event, "place")),
                   .target = text_of(event, "target"),
                   .before = place_named(text_of(event, "before")),
                   .lasted = static_cast<std::int64_t>(number_of(event, "lasted")),
                   .word = std::move(word),
                   .detail = text_of(event, "detail")};
}

Place place_of(const object& account) {
  const auto state = text_of(account, "state");
  if (state == "registered") {
    if (number_of(account, "server") == 2) return Place::fallback;
    return text_of(account, "mode") == "primary" ? Place::primary : Place::failover;
  }
  const bool is_off = state == "disabled" || state == "misconfigured" || state == "unregistering";
  return is_off ? Place::off : Place::none;
}

Standing standing_of(const object& account, bool is_known, std::int64_t now, std::int64_t booted) {
  Standing standing{.account = static_cast<unsigned>(number_of(account, "account")),
                    .label = text_of(account, "label")};
  if (!is_known) return standing;
  standing.place = place_of(account);
  standing.target = text_of(account, "target");
  const auto since = seconds_of(text_of(account, "since"));
  if (since && *since >= booted && *since <= now) standing.since = since;
  return standing;
}

}  // namespace

Past past_of_agent(const object& events, const object& status, std::int64_t now,
                   std::int64_t booted) {
  Past past{.since = seconds_of(text_of(events, "since")).value_or(now),
            .until = now,
            .source = "the agent"};
  for_each_object(array_of(events, "events"), [&](const object& event) {
    if (auto happening = happening_of(event)) past.happenings.push_back(std::move(*happening));
  });
  const bool is_known = flag_of(object_of(status, "sipcore"), "connected");
  for_each_object(array_of(status, "accounts"), [&](const object& account) {
    past.standings.push_back(standing_of(account, is_known, now, booted));
  });
  return past;
}

}  // namespace lineman::ctl::timeline
