#include "agent/control/replies.hpp"

#include <algorithm>
#include <boost/json/array.hpp>

#include "datamodel/differences.hpp"
#include "datamodel/effective.hpp"
#include "datamodel/labels.hpp"
#include "datamodel/time_text.hpp"
#include "sipcore/protocol/status_members.hpp"

namespace lineman::agent {
namespace {

namespace json = boost::json;
using namespace datamodel;

json::value text_or_null(std::string_view text) {
  if (text.empty()) return nullptr;
  return json::string{text};
}

json::value transport_name(std::uint8_t transport) {
  const auto* label = find_label(transport_type_labels, transport);
  return json::string{label != nullptr ? label->tr069 : "unknown"};
}

constexpr sipcore::Spelling spelling{.time = time_or_null, .transport = transport_name};

json::object server_object(unsigned number, const ServerStatus& server) {
  json::object object{{"server", number}};
  sipcore::add_state(object, server, spelling);
  return object;
}

json::object account_object(const Configuration& configuration, const AccountStatus& status) {
  json::array servers;
  for (unsigned i = 0; i < status.servers.size(); ++i) {
    servers.emplace_back(server_object(i + 1, status.servers[i]));
  }
  const auto label = find_by_name("account." + std::to_string(status.account) + ".label",
                                  configuration.accounts());
  json::object object{{"account", status.account},
                      {"label", label ? configuration.values().get(*label) : std::string_view{}}};
  sipcore::add_state(object, status, spelling);
  object["failovers"] = status.counters[AccountCounter::failovers];
  object["fallbacks"] = status.counters[AccountCounter::fallbacks];
  object["failbacks"] = status.counters[AccountCounter::failbacks];
  object["servers"] = std::move(servers);
  return object;
}

json::object server_counters_object(unsigned number, const ServerStatus& server) {
  return {{"server", number},
          {"discontinuity", time_or_null(server.discontinuity)},
          {"counters", sipcore::counters_of(server)}};
}

json::object account_counters_object(const AccountStatus& status, std::optional<unsigned> server) {
  json::array servers;
  for (unsigned i = 0; i < status.servers.size(); ++i) {
    if (server && *server != i + 1) continue;
    servers.emplace_back(server_counters_object(i + 1, status.servers[i]));
  }
  return {{"account", status.account},
          {"discontinuity", time_or_null(status.discontinuity)},
          {"counters", sipcore::counters_of(status)},
          {"servers", std::move(servers)}};
}

json::value acs_or_null(const AcsState& acs) {
  if (acs.url.empty()) return nullptr;
  return json::object{{"url", acs.url},
                      {"last_session", time_or_null(acs.last_session)},
                      {"result", text_or_null(acs.result)},
                      {"next_session", time_or_null(acs.next_session)},
                      {"running", acs.running},
                      {"url_found", acs.url_found},
                      {"last_success", time_or_null(acs.last_success)},
                      {"last_failure", time_or_null(acs.last_failure)},
                      {"failure", text_or_null(acs.failure)},
                      {"unreachable", acs.unreachable},
                      {"failed_in_a_row", acs.failed_in_a_row},
                      {"failing_since", time_or_null(acs.failing_since)}};
}

json::object counters_of(const AcsState& acs) {
  json::object counters;
  const auto* value = acs.counters.begin();
  for (const auto& row : acs_counters) counters[row.name] = *value++;
  return counters;
}

json::value guard_or_null(const GuardState& guard) {
  if (!guard.runs()) return nullptr;
  return json::object{
      {"generation", guard.generation},
      {"seconds_left", guard.seconds_left},
      {"waiting_for", json::array(guard.waiting_for.begin(), guard.waiting_for.end())}};
}

json::object problem_object(std::string_view name, std::string_view value,
                            std::string_view sentence, std::string_view code) {
  return {{"name", name}, {"value", value}, {"problem", sentence}, {"code", code}};
}

json::object event_object(const Event& event, std::int64_t time) {
  json::object object{{"time", utc_text(time)},         {"kind", event.kind},
                      {"account", event.account},       {"server", event.server},
                      {"generation", event.generation}, {"detail", event.detail}};
  if (event.place.empty()) return object;
  object["place"] = event.place;
  object["target"] = event.target;
  object["before"] = event.before;
  object["lasted"] = event.lasted;
  return object;
}

// A value for the next start does not wait for it where it acts already.
std::string advice_on(const Values& after, ParameterRef ref, Applied applied) {
  if (ref.parameter().applies == Applies::restart && applied == Applied::not_yet) {
    return "acts after the next start";
  }
  return effective(after, ref).reason;
}

// Why it does not act yet, beside what a start brings; empty where it acts.
std::string_view what_is_awaited(const Configuration& configuration, const Outcome& outcome) {
  if (outcome.applied == Applied::yes) return {};
  if (configuration.applied_generation() < outcome.generation)
    return "The change is committed and not yet applied: the SIP core has not taken it over";
  const bool deferred = std::ranges::any_of(outcome.effects, [](const auto& effect) {
    return effect.effect == sipcore::Effect::deferred;
  });
  return deferred ? "The change is committed and acts when the account's calls have ended" : "";
}

}  // namespace

json::value time_or_null(std::int64_t seconds) {
  if (seconds == 0) return nullptr;
  return json::string{utc_text(seconds)};
}

json::object status_reply(const Configuration& configuration, const Status& status,
                          const DoorStates& doors, std::optional<unsigned> account) {
  json::array accounts;
  for (const auto& each : status.accounts()) {
    if (!account || *account == each.account) {
      accounts.emplace_back(account_object(configuration, each));
    }
  }
  json::array door_list;
  for (const auto& door : doors.doors) {
    door_list.emplace_back(json::object{{"door", door.door},
                                        {"address", door.address},
                                        {"open", door.open},
                                        {"problem", text_or_null(door.problem)}});
  }
  return {{"version", control_version},
          {"generation", configuration.generation()},
          {"sipcore", json::object{{"connected", status.core_is_connected()},
                                   {"generation", configuration.applied_generation()}}},
          {"accounts", std::move(accounts)},
          {"doors", std::move(door_list)},
          {"acs", acs_or_null(doors.acs)},
          {"acs_off", text_or_null(doors.acs.url.empty() ? doors.acs.result : "")},
          {"guard", guard_or_null(configuration.guard())}};
}

json::object counters_reply(const Status& status, std::optional<unsigned> account,
                            std::optional<unsigned> server) {
  json::array accounts;
  for (const auto& each : status.accounts()) {
    if (!account || *account == each.account) {
      accounts.emplace_back(account_counters_object(each, server));
    }
  }
  const auto& core = status.core();
  const auto acs = status.acs();
  return {{"version", control_version},
          {"instance", core.instance},
          {"age_ms", status.age().count()},
          {"accounts", std::move(accounts)},
          {"core", sipcore::counters_of(core)},
          {"dns", sipcore::dns_counters_of(core)},
          {"acs", counters_of(acs)},
          {"acs_since", time_or_null(acs.started)}};
}

json::object values_reply(const Configuration& configuration, const ActingValues& acting,
                          std::span<const ParameterRef> refs) {
  json::array values;
  for (const auto ref : refs) {
    const auto& stored = configuration.values();
    const auto acts = acting.of(ref);
    const std::string_view value = ref.parameter().secret ? masked : stored.get(ref);
    values.emplace_back(json::object{{"name", name_of(ref)},
                                     {"value", value},
                                     {"effective", acts.value},
                                     {"reason", text_or_null(acts.reason)}});
  }
  return {{"version", control_version}, {"values", std::move(values)}};
}

json::object outcome_reply(const Configuration& configuration, const Values& after,
                           const Outcome& outcome) {
  json::array changed;
  json::array advice;
  std::size_t more = 0;
  for (const auto ref : outcome.changed) {
    changed.emplace_back(name_of(ref));
    const auto reason = advice_on(after, ref, outcome.applied);
    if (reason.empty()) continue;
    if (advice.size() < maximum_advice) {
      advice.emplace_back(name_of(ref) + ' ' + reason);
    } else {
      ++more;
    }
  }
  if (more != 0) {
    advice.emplace_back(std::to_string(more) +
                        " further values act otherwise than they are stored");
  }
  json::array effects;
  for (const auto& effect : outcome.effects) {
    effects.emplace_back(
        json::object{{"account", effect.account}, {"effect", to_string(effect.effect)}});
  }
  if (const auto awaited = what_is_awaited(configuration, outcome); !awaited.empty())
    advice.emplace_back(awaited);
  return {{"version", control_version},
          {"generation", outcome.generation},
          {"changed", std::move(changed)},
          {"effects", std::move(effects)},
          {"applied", outcome.applied == Applied::yes},
          {"advice", std::move(advice)}};
}

json::array differences_of(const Values& from, const Values& to) {
  json::array list;
  for (const auto ref : differing(from, to)) {
    const bool secret = ref.parameter().secret;
    list.emplace_back(json::object{{"name", name_of(ref)},
                                   {"from", secret ? masked : from.get(ref)},
                                   {"to", secret ? masked : to.get(ref)}});
  }
  return list;
}

Problems not_kept(const std::string& why) {
  return {{ProblemCode::wrong_value, {}, {}, "the generation is not kept: " + why}};
}

Problems not_readable(const std::string& why) {
  return {{ProblemCode::store_failed, {}, {}, "the generation cannot be read: " + why}};
}

Problems no_generation_before() {
  return {{ProblemCode::wrong_value, {}, {}, "no generation before it is kept"}};
}

varlink::Reply not_permitted(std::string_view needs) {
  return {.parameters = {{"needs", needs}},
          .error = std::string{control_interface_name} + ".NotPermitted"};
}

varlink::Reply refusal(const Problems& problems) {
  return {.parameters = problems_reply(problems),
          .error = std::string{control_interface_name} + ".Refused"};
}

varlink::Reply refusal(std::string_view code, std::string_view sentence) {
  json::array problems;
  problems.emplace_back(problem_object({}, {}, sentence, code));
  return {.parameters = {{"version", control_version}, {"problems", std::move(problems)}},
          .error = std::string{control_interface_name} + ".Refused"};
}

json::object problems_reply(const Problems& problems) {
  json::array list;
  for (const auto& problem : problems) {
    list.emplace_back(
        problem_object(problem.name, problem.value, problem.sentence, to_string(problem.code)));
  }
  return {{"version", control_version}, {"problems", std::move(list)}};
}

json::object event_reply(const Event& event) {
  return {{"version", control_version}, {"event", event_object(event, event.time)}};
}

json::object events_reply(const EventFeed& feed) {
  json::array list;
  for (const auto& each : feed.kept()) {
    list.emplace_back(event_object(each.event, feed.wall_time_of(each.told)));
  }
  return {{"version", control_version},
          {"since", utc_text(feed.wall_time_of(feed.kept_since()))},
          {"events", std::move(list)}};
}

json::object history_reply(std::span<const GenerationSummary> generations) {
  json::array list;
  for (const auto& each : generations) {
    json::array changed;
    for (const auto& name : each.changed) changed.emplace_back(name);
    list.emplace_back(json::object{
        {"generation", each.generation},
        {"time", time_or_null(each.time)},
        {"asker", json::object{{"door", to_string(each.asker.door)}, {"who", each.asker.who}}},
        {"changed", std::move(changed)}});
  }
  return {{"version", control_version}, {"generations", std::move(list)}};
}

}  // namespace lineman::agent
