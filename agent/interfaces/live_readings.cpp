#include "agent/interfaces/live_readings.hpp"

#include "datamodel/effective.hpp"
#include "datamodel/parameters.hpp"

namespace lineman {
namespace {

namespace live = datamodel::live;
using datamodel::AccountStatus;
using datamodel::LiveValue;
using datamodel::ServerStatus;
using datamodel::TargetStatus;

template <typename Source>
struct Binding {
  std::string_view name;
  Reading (*read)(const Source&);
};

// A status enumeration, flag, count or time as the number that the MIB shows.
template <typename Number>
constexpr Reading number(Number value) {
  return static_cast<std::uint64_t>(value);
}

template <typename Source, std::size_t values, std::size_t bindings>
constexpr bool bind_all(const LiveValue (&rows)[values], const Binding<Source> (&bound)[bindings]) {
  if (values != bindings) return false;
  for (std::size_t i = 0; i < values; ++i) {
    if (rows[i].name != bound[i].name) return false;
  }
  return true;
}

std::string last_source(const LiveSources& sources) {
  const auto asker = sources.configuration.last_change().asker;
  if (sources.configuration.last_change().time == 0) return {};
  return std::string{to_string(asker.door)} + ": " + asker.who;
}

// "1 3", with "..." in the place of what the live value has no room for.
std::string listed(const std::vector<unsigned>& accounts) {
  constexpr std::string_view more = "...";
  const auto room = static_cast<std::size_t>(live::guard[2].kind.maximum) - more.size();
  std::string text;
  for (const auto account : accounts) {
    const auto next = std::to_string(account);
    if (text.size() + 1 + next.size() + 1 > room) return text.append(" ").append(more);
    if (!text.empty()) text += ' ';
    text += next;
  }
  return text;
}

// A server with what is configured for it.
struct Server {
  const ServerStatus& status;
  const datamodel::Values& values;
  datamodel::Instance instance;
};

constexpr auto server_failback_mode = datamodel::row_named("account.X.sip_server.Y.failback_mode");
constexpr auto proxy_failback_mode =
    datamodel::row_named("account.X.outbound_proxy.Y.failback_mode");
constexpr auto server_failback_timeout =
    datamodel::row_named("account.X.sip_server.Y.failback_timeout");
constexpr auto proxy_failback_timeout =
    datamodel::row_named("account.X.outbound_proxy.Y.failback_timeout");

// A number that acts at the server, or at the outbound proxy in its place.
Reading acting(const Server& is, std::uint16_t of_server, std::uint16_t of_proxy) {
  const bool proxy = datamodel::uses_outbound_proxies(is.values, is.instance.account);
  const auto value =
      datamodel::effective(is.values, {is.instance, proxy ? of_proxy : of_server}).value;
  return number(datamodel::to_integer(value).value_or(0));
}

// clang-format off: one binding a line
constexpr Binding<LiveSources> configuration_bindings[] = {
    {"generation", [](const LiveSources& all) { return number(all.configuration.generation()); }},
    {"appliedGeneration",
     [](const LiveSources& all) { return number(all.configuration.applied_generation()); }},
    {"lastChange",
     [](const LiveSources& all) { return number(all.configuration.last_change().time); }},
    {"lastSource", [](const LiveSources& all) { return Reading{last_source(all)}; }},
};
static_assert(bind_all(live::configuration, configuration_bindings),
              "each live value of the configuration has one binding, in the order of the rows");

constexpr Binding<LiveSources> core_bindings[] = {
    {"connected", [](const LiveSources& all) { return number(all.status.core_is_connected()); }},
    {"started", [](const LiveSources& all) { return number(all.status.core().started); }},
};
static_assert(bind_all(live::own_core, core_bindings),
              "each live value of the core has one binding, in the order of the rows");

constexpr Binding<LiveSources> door_bindings[] = {
    {"untrusted", [](const LiveSources& all) { return number(all.door.untrusted); }},
    {"rateLimited", [](const LiveSources& all) { return number(all.door.rate_limited); }},
    {"repeatedSets", [](const LiveSources& all) { return number(all.door.repeated_sets); }},
    {"started", [](const LiveSources& all) { return number(all.notifications.started); }},
};
static_assert(bind_all(live::snmp_door, door_bindings),
              "each live value of the SNMP agent has one binding, in the order of the rows");

constexpr Binding<LiveSources> guard_bindings[] = {
    {"remaining",
     [](const LiveSources& all) { return number(all.configuration.guard().seconds_left); }},
    {"generation",
     [](const LiveSources& all) { return number(all.configuration.guard().generation); }},
    {"waitingFor",
     [](const LiveSources& all) { return Reading{listed(all.configuration.guard().waiting_for)}; }},
};
static_assert(bind_all(live::guard, guard_bindings),
              "each live value of the guard has one binding, in the order of the rows");

constexpr Binding<LiveSources> notification_bindings[] = {
    {"raised", [](const LiveSources& all) { return number(all.notifications.raised); }},
    {"suppressed", [](const LiveSources& all) { return number(all.notifications.suppressed); }},
};
static_assert(bind_all(live::notification, notification_bindings),
              "each live value of the notifications has one binding, in the order of the rows");

constexpr Binding<AcsState> acs_bindings[] = {
    {"url", [](const AcsState& is) { return Reading{is.url}; }},
    {"urlFound", [](const AcsState& is) { return number(is.url_found); }},
    {"lastSession", [](const AcsState& is) { return number(is.last_session); }},
    {"lastSuccess", [](const AcsState& is) { return number(is.last_success); }},
    {"lastFailure", [](const AcsState& is) { return number(is.last_failure); }},
    {"lastFailureReason", [](const AcsState& is) { return Reading{is.failure}; }},
    {"failedInARow", [](const AcsState& is) { return number(is.failed_in_a_row); }},
    {"nextSession", [](const AcsState& is) { return number(is.next_session); }},
    {"started", [](const AcsState& is) { return number(is.started); }},
};
static_assert(bind_all(live::own_acs, acs_bindings),
              "each live value of the ACS door has one binding, in the order of the rows");

constexpr Binding<LoggedEvent> event_bindings[] = {
    {"time", [](const LoggedEvent& is) { return number(is.time); }},
    {"kind", [](const LoggedEvent& is) { return number(is.kind); }},
    {"account", [](const LoggedEvent& is) { return number(is.account); }},
    {"server", [](const LoggedEvent& is) { return number(is.server); }},
    {"generation", [](const LoggedEvent& is) { return number(is.generation); }},
    {"detail", [](const LoggedEvent& is) { return Reading{is.detail}; }},
    {"sent", [](const LoggedEvent& is) { return number(is.sent); }},
};
static_assert(bind_all(live::event_log, event_bindings),
              "each live value of an event has one binding, in the order of the rows");

constexpr Binding<ReceiverState> receiver_bindings[] = {
    {"address", [](const ReceiverState& is) { return Reading{is.address}; }},
    {"version", [](const ReceiverState& is) { return number(is.version); }},
    {"inform", [](const ReceiverState& is) { return number(is.inform); }},
    {"sent", [](const ReceiverState& is) { return number(is.sent); }},
    {"acknowledged", [](const ReceiverState& is) { return number(is.acknowledged); }},
    {"lost", [](const ReceiverState& is) { return number(is.lost); }},
    {"pending", [](const ReceiverState& is) { return number(is.pending); }},
};
static_assert(bind_all(live::receiver, receiver_bindings),
              "each live value of a receiver has one binding, in the order of the rows");

constexpr Binding<AccountStatus> account_bindings[] = {
    {"state", [](const AccountStatus& is) { return number(is.state); }},
    {"reason", [](const AccountStatus& is) { return Reading{is.reason}; }},
    {"mode", [](const AccountStatus& is) { return number(is.mode); }},
    {"server", [](const AccountStatus& is) { return number(is.server); }},
    {"target", [](const AccountStatus& is) { return Reading{is.target}; }},
    {"transport", [](const AccountStatus& is) { return number(is.transport); }},
    {"since", [](const AccountStatus& is) { return number(is.since); }},
    {"registeredSince", [](const AccountStatus& is) { return number(is.registered_since); }},
    {"expiresAt", [](const AccountStatus& is) { return number(is.expires_at); }},
    {"lastFailureCode",
     [](const AccountStatus& is) { return number(is.last_failure ? is.last_failure->code : 0); }},
    {"lastFailureReason",
     [](const AccountStatus& is) {
       return Reading{is.last_failure ? is.last_failure->reason : std::string{}};
     }},
    {"lastFailureTime",
     [](const AccountStatus& is) { return number(is.last_failure ? is.last_failure->time : 0); }},
    {"discontinuityTime", [](const AccountStatus& is) { return number(is.discontinuity); }},
};
static_assert(bind_all(live::own_account, account_bindings),
              "each live value of an account has one binding, in the order of the rows");

constexpr Binding<Server> server_bindings[] = {
    {"state", [](const Server& is) { return number(is.status.state); }},
    {"registered", [](const Server& is) { return number(is.status.registered); }},
    {"expiresAt", [](const Server& is) { return number(is.status.expires_at); }},
    {"targets", [](const Server& is) { return number(is.status.targets.size()); }},
    {"discontinuityTime", [](const Server& is) { return number(is.status.discontinuity); }},
    {"effectiveFailbackMode",
     [](const Server& is) { return acting(is, server_failback_mode, proxy_failback_mode); }},
    {"effectiveFailbackTimeout",
     [](const Server& is) { return acting(is, server_failback_timeout, proxy_failback_timeout); }},
};
static_assert(bind_all(live::own_server, server_bindings),
              "each live value of a server has one binding, in the order of the rows");

constexpr Binding<TargetStatus> target_bindings[] = {
    {"address", [](const TargetStatus& is) { return Reading{is.address}; }},
    {"transport", [](const TargetStatus& is) { return number(is.transport); }},
    {"source", [](const TargetStatus& is) { return number(is.source); }},
    {"state", [](const TargetStatus& is) { return number(is.state); }},
    {"registered", [](const TargetStatus& is) { return number(is.registered); }},
    {"expiresAt", [](const TargetStatus& is) { return number(is.expires_at); }},
    {"ttl", [](const TargetStatus& is) { return number(is.ttl); }},
    {"roundTripTime", [](const TargetStatus& is) { return number(is.rtt_us); }},
    {"consecutiveFailures", [](const TargetStatus& is) { return number(is.consecutive_failures); }},
    {"lastCode", [](const TargetStatus& is) { return number(is.last_code); }},
    {"lastAnswer", [](const TargetStatus& is) { return number(is.last_answer); }},
};
static_assert(bind_all(live::target, target_bindings),
              "each live value of a target has one binding, in the order of the rows");
// clang-format on

// The group's own value, or the counter that stands after them.
template <typename Source, std::size_t own, typename Counters>
Reading read(std::size_t row, const Source& source, const Binding<Source> (&bindings)[own],
             const Counters& counters) {
  if (row < own) return bindings[row].read(source);
  return *(counters.begin() + static_cast<std::ptrdiff_t>(row - own));
}

const AccountStatus& account_of(const RowIndex& index, const LiveSources& sources) {
  static const AccountStatus unknown{};
  const auto accounts = sources.status.accounts();
  const auto at = index[0];
  return at >= 1 && at <= accounts.size() ? accounts[at - 1] : unknown;
}

const ServerStatus& server_of(const RowIndex& index, const LiveSources& sources) {
  return account_of(index, sources).servers.at(index[1] - 1);
}

const TargetStatus& target_of(const RowIndex& index, const LiveSources& sources) {
  static const TargetStatus unknown{};
  const auto& targets = server_of(index, sources).targets;
  return index[2] <= targets.size() ? targets[index[2] - 1] : unknown;
}

const LoggedEvent& event_of(const RowIndex& index, const LiveSources& sources) {
  static const LoggedEvent unknown{.kind = datamodel::NotificationId::registration_lost};
  const auto& events = sources.notifications.events;
  if (events.empty() || index[0] < events.front().index) return unknown;
  const auto at = index[0] - events.front().index;
  return at < events.size() ? events[at] : unknown;
}

const ReceiverState& receiver_of(const RowIndex& index, const LiveSources& sources) {
  static const ReceiverState unknown{};
  const auto& receivers = sources.notifications.receivers;
  return index[0] <= receivers.size() ? receivers[index[0] - 1] : unknown;
}

}  // namespace

Reading read_live(datamodel::GroupId group, std::size_t row, const RowIndex& index,
                  const LiveSources& sources) {
  switch (group) {
    case datamodel::GroupId::configuration:
      return configuration_bindings[row].read(sources);
    case datamodel::GroupId::snmp_agent:
      return door_bindings[row].read(sources);
    case datamodel::GroupId::guard:
      return guard_bindings[row].read(sources);
    case datamodel::GroupId::core:
      return read(row, sources, core_bindings, sources.status.core().counters);
    case datamodel::GroupId::dns:
      return *(sources.status.core().dns.begin() + static_cast<std::ptrdiff_t>(row));
    case datamodel::GroupId::account_status: {
      const auto& account = account_of(index, sources);
      return read(row, account, account_bindings, account.counters);
    }
    case datamodel::GroupId::server_status: {
      const auto& server = server_of(index, sources);
      const Server source{
          .status = server,
          .values = sources.configuration.values(),
          .instance = {static_cast<std::uint16_t>(index[0]), static_cast<std::uint16_t>(index[1])}};
      return read(row, source, server_bindings, server.counters.server);
    }
    case datamodel::GroupId::target:
      return target_bindings[row].read(target_of(index, sources));
    case datamodel::GroupId::method: {
      const auto& counters = server_of(index, sources).counters.methods.at(index[2] - 1);
      return *(counters.begin() + static_cast<std::ptrdiff_t>(row));
    }
    case datamodel::GroupId::event_log:
      return event_bindings[row].read(event_of(index, sources));
    case datamodel::GroupId::receiver:
      return receiver_bindings[row].read(receiver_of(index, sources));
    case datamodel::GroupId::notification:
      return notification_bindings[row].read(sources);
    case datamodel::GroupId::acs: {
      const auto acs = sources.status.acs();
      return read(row, acs, acs_bindings, acs.counters);
    }
    case datamodel::GroupId::phone:
    case datamodel::GroupId::account:
    case datamodel::GroupId::server:
    case datamodel::GroupId::outbound_proxy:
      break;
  }
  return std::uint64_t{0};
}

}  // namespace lineman
