#include "tr069/cwmp_client.hpp"

#include <sys/sysinfo.h>

#include <algorithm>
#include <array>
#include <utility>

#include "daemon/log.hpp"
#include "datamodel/branding.hpp"
#include "tr069/acs_parameters.hpp"
#include "tr069/acs_sessions.hpp"
#include "tr069/client_counters.hpp"
#include "tr069/connection_request/random.hpp"
#include "tr069/connection_request/server.hpp"
#include "tr069/methods.hpp"
#include "tr069/periodic_timer.hpp"
#include "tr069/promises.hpp"
#include "tr069/scheduled_informs.hpp"
#include "tr069/session/agent_start.hpp"
#include "tr069/session/schedule.hpp"
#include "tr069/transfers.hpp"
#include "tr069/value_watch.hpp"
#include "tr069/wall_seconds.hpp"

namespace lineman::cwmp {
namespace {

// TR-069, table 8: an event of the vendor's own.
std::string inform_event() {
  return "X " + std::string{branding::oui} + " INFORM";
}

std::int64_t up_time() {
  struct sysinfo system {};
  return ::sysinfo(&system) == 0 ? system.uptime : 0;
}

// In [0, 1), for the waits between sessions.
double random_fraction() {
  const auto octets = random_octets(sizeof(std::uint32_t));
  double fraction = 0;
  for (const char octet : octets) fraction = (fraction + static_cast<unsigned char>(octet)) / 256;
  return fraction;
}

}  // namespace

class CwmpClient::Parts {
 public:
  Parts(Surroundings at, CwmpSettings settings, Hooks hooks,
        const std::optional<std::string>& stored)
      : at_{at},
        settings_{std::move(settings)},
        session_ended_{std::move(hooks.session_ended)},
        keeper_{stored, std::move(hooks.store)},
        state_{keeper_.state()},
        model_{at.configuration, at.status, facts()},
        methods_{{.configuration = at.configuration,
                  .status = at.status,
                  .model = model_,
                  .clock = at.clock,
                  .state = state_,
                  .mover = at.mover},
                 {.save = [this](auto done) { keeper_.save(std::move(done)); },
                  .can_reboot = settings_.can_reboot}},
        promises_{at.configuration,
                  keeper_,
                  {.reboot = std::move(hooks.reboot),
                   .reset_configuration = std::move(hooks.reset_configuration),
                   .begin_anew = std::move(hooks.begin_anew),
                   .goes_on = [this] { begin(); }}},
        transfers_{at.clock,
                   keeper_,
                   at.mover,
                   {.may_begin = [this] { return may_begin_a_transfer(); },
                    .ended = [this] { schedule_.want(); }}},
        scheduled_informs_{at.clock, keeper_, [this](const auto& key) { inform_is_due(key); }},
        watch_{model_, at.status, state_,
               [this] { schedule_.want_notification(notification_throttle(at_.configuration)); }},
        counters_{wall_seconds(at.clock)},
        requests_{at.loop,
                  at.clock,
                  settings_.listen,
                  {.credentials = [this] { return request_credentials(at_.configuration); },
                   .path = [this] { return state_.request_path; },
                   .requested = [this] { return requested(); },
                   .opened = [this] { status_changed(); },
                   .counted =
                       [this](RequestOutcome outcome) {
                         counters_.request(outcome, sessions_.is_running());
                       }},
                  settings_.inherited},
        schedule_{at.clock, random_fraction,
                  [this] { sessions_.begin(acs_address(at_.configuration, found_)); }},
        periodic_{at.clock, [this] { periodic_is_due(); }},
        heartbeat_{at.clock, [this] { heartbeat_is_due(); }},
        sessions_{{.loop = at.loop,
                   .configuration = at.configuration,
                   .clock = at.clock,
                   .settings = settings_,
                   .keeper = keeper_,
                   .model = model_,
                   .methods = methods_,
                   .transfers = transfers_,
                   .watch = watch_,
                   .counters = counters_,
                   .schedule = schedule_},
                  {.retry_policy = [this] { return retry_policy(at_.configuration, found_); },
                   .over = [this] { session_is_over(); }}} {
    if (state_.request_path.empty()) state_.request_path = random_path();
  }

  void open() {
    // A factory reset that the last agent did not end makes another agent of this one.
    if (state_.factory_reset) return promises_.keep();
    begin();
  }

  void published(const PublishedChange& change) {
    if (change.generation <= state_.published) return;
    state_.published = change.generation;
    const bool names_acs = std::any_of(change.changed.begin(), change.changed.end(), names_the_acs);
    if (names_acs && !is_the_one_found()) forget_acs();
    watch_.published(change.changed, change.door == lineman::Door::cwmp);
    if (begun_) configuration_acts();
    keeper_.save();
  }

  void found(const FoundAcs& found) {
    const auto before = url_in_use();
    const auto was = std::exchange(found_, found);
    const auto now = url_in_use();
    if (now != before && !now.empty() && now != state_.url) forget_acs();
    if (!begun_) return;
    const bool code_changed = was.provisioning_code != found.provisioning_code;
    if (code_changed && uses_found_provisioning_code(at_.configuration)) {
      watch_.published(std::array{provisioning_code()}, false);
    }
    configuration_acts();
    keeper_.save();
  }

  void status_changed() {
    look();
    keeper_.save();
  }

  bool inform() {
    if (!is_possible()) return false;
    add_event(inform_event());
    schedule_.want_though_closed();
    return true;
  }

  std::vector<DoorState> doors() const { return requests_.doors(); }

  AcsState acs() const {
    auto state = counters_.state();
    if (auto why_not = problem(); !why_not.empty()) {
      state.result = std::move(why_not);
      return state;
    }
    state.url = url_in_use();
    state.url_found = uses_found_url(at_.configuration, found_);
    state.running = sessions_.is_running();
    if (const auto next = next_session()) state.next_session = *next;
    return state;
  }

 private:
  DeviceFacts facts() {
    return {
        .id = settings_.device,
        .model_name = settings_.model_name,
        .hardware_version = settings_.hardware_version,
        .software_version = settings_.software_version,
        .connection_request_url = [this] { return requests_.url(sessions_.own_address().text()); },
        .acs_url = [this] { return url_in_use(); },
        .found_provisioning_code = [this] { return found_.provisioning_code; },
        .up_time = up_time,
        .now = [this] { return at_.clock.wall(); },
        .interfaces = host_interfaces};
  }

  // The same again changes nothing.
  void begin() {
    begun_ = true;
    watch_.begin();
    if (!note_start(state_, settings_.boot_id, at_.configuration.generation()))
      event_is_lost(event::reboot);
    transfers_.begin();
    configuration_acts();
    look();
    if (has_news()) schedule_.want();
    keeper_.save();
    promises_.keep();
  }

  // Whether the last agent left something that the ACS wants to hear of at once.
  bool has_news() const {
    const auto& events = state_.events.events();
    return watch_.is_urgent() || std::any_of(events.begin(), events.end(), [](const auto& event) {
             return event.code != event::value_change;
           });
  }

  std::optional<std::int64_t> next_session() const {
    auto next = schedule_.next();
    if (const auto due = periodic_.due(); due && (!next || *due < *next)) next = due;
    if (!next) return std::nullopt;
    const auto wait = std::max(*next - at_.clock.now(), Duration::zero());
    return wall_seconds(at_.clock) + std::chrono::duration_cast<std::chrono::seconds>(wait).count();
  }

  // Why there is no ACS to talk to.
  std::string problem() const {
    if (promises_.is_resetting()) return "a factory reset is under way";
    return problem_with_acs(at_.configuration, found_);
  }
  bool is_possible() const { return problem().empty(); }

  // Empty: none.
  std::string url_in_use() const { return acs_address(at_.configuration, found_).url; }

  // Whether the ACS that was met stays: its URL was found before, and is configured now, or was.
  bool is_the_one_found() const {
    return !found_.url.empty() && state_.url == found_.url && url_in_use() == found_.url;
  }

  // What the configuration says, put into force; the same again changes nothing.
  void configuration_acts() {
    const bool possible = is_possible();
    if (possible && state_.url != url_in_use()) meet_acs();
    if (possible) {
      requests_.open();
    } else {
      requests_.close();
    }
    schedule_.set_ready(possible);
    periodic_.set(periodic_settings(at_.configuration, possible));
    heartbeat_.set(heartbeat_settings(at_.configuration, possible, heartbeat_phase_));
    transfers_.go_on();
    scheduled_informs_.go_on();
  }

  void periodic_is_due() {
    add_event(event::periodic);
    schedule_.want();
  }

  // An ACS that the phone has yet to meet hears of that first.
  void heartbeat_is_due() {
    if (!state_.events.holds(event::bootstrap)) schedule_.want_heartbeat();
  }

  // Neither in a session, nor when the phone is about to restart.
  bool may_begin_a_transfer() const {
    return begun_ && !sessions_.is_running() && is_possible() && !state_.reboot &&
           !state_.factory_reset;
  }

  void inform_is_due(const std::string& command_key) {
    add_event(event::scheduled);
    add_event(event::schedule_inform, command_key);
    schedule_.want();
  }

  // Whoever answers a session that runs is no longer the one to meet.
  void forget_acs() {
    state_.url.clear();
    sessions_.forget_acs();
    schedule_.want_though_closed();
  }

  // One that has not had 0 BOOTSTRAP. What another one asked for meanwhile, in a session that went
  // on, is not its business.
  void meet_acs() {
    state_.transfers.clear();
    state_.informs.clear();
    if (state_.events.holds(event::bootstrap)) return;
    state_.cwmp = State{}.cwmp;
    add_bootstrap(state_);
    schedule_.want_though_closed();
  }

  void add_event(std::string_view code, std::string_view command_key = {}) {
    if (!state_.events.add(code, command_key)) event_is_lost(code);
  }

  static void event_is_lost(std::string_view code) {
    log::warning(log::Event::acs_event_lost, "an event is lost: the ACS has too many to hear of",
                 {{"LINEMAN_EVENT", std::string{code}}});
  }

  void look() {
    if (begun_ && is_possible()) watch_.look();
  }

  bool requested() {
    log::info(log::Event::connection_request, "connection request of the ACS");
    add_event(event::connection_request);
    schedule_.want_though_closed();
    return true;
  }

  void session_is_over() {
    if (session_ended_) session_ended_();
    configuration_acts();
    look();
    keeper_.save();
    promises_.keep();
  }

  Surroundings at_;
  CwmpSettings settings_;
  std::function<void()> session_ended_;
  FoundAcs found_;
  StateKeeper keeper_;
  State& state_;
  DataModel model_;
  Methods methods_;
  Promises promises_;
  Transfers transfers_;
  ScheduledInforms scheduled_informs_;
  ValueWatch watch_;
  ClientCounters counters_;
  RequestServer requests_;
  Schedule schedule_;
  PeriodicTimer periodic_;
  PeriodicTimer heartbeat_;
  double heartbeat_phase_ = random_fraction();  // where the ACS leaves it to the phone
  AcsSessions sessions_;
  bool begun_ = false;
};

CwmpClient::CwmpClient(Surroundings surroundings, CwmpSettings settings, Hooks hooks,
                       const std::optional<std::string>& stored)
    : parts_{std::make_unique<Parts>(surroundings, std::move(settings), std::move(hooks), stored)} {
}

CwmpClient::~CwmpClient() = default;

void CwmpClient::open() {
  parts_->open();
}

void CwmpClient::published(const PublishedChange& change) {
  parts_->published(change);
}

void CwmpClient::found(const FoundAcs& found) {
  parts_->found(found);
}

void CwmpClient::status_changed() {
  parts_->status_changed();
}

bool CwmpClient::inform() {
  return parts_->inform();
}

std::vector<DoorState> CwmpClient::doors() const {
  return parts_->doors();
}

AcsState CwmpClient::acs() const {
  return parts_->acs();
}

}  // namespace lineman::cwmp
