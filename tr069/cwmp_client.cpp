#include "tr069/cwmp_client.hpp"

#include <sys/sysinfo.h>

#include <algorithm>

#include "daemon/log.hpp"
#include "datamodel/branding.hpp"
#include "datamodel/time_text.hpp"
#include "tr069/acs_parameters.hpp"
#include "tr069/connection_request/host_address.hpp"
#include "tr069/connection_request/random.hpp"
#include "tr069/connection_request/server.hpp"
#include "tr069/methods.hpp"
#include "tr069/session/notifications.hpp"
#include "tr069/session/periodic.hpp"
#include "tr069/session/schedule.hpp"

namespace lineman::cwmp {
namespace {

// TR-069, table 8: an event of the vendor's own.
std::string inform_event() {
  return "X " + std::string{branding::oui} + " INFORM";
}

std::int64_t seconds_since_epoch(const Clock& clock) {
  return std::chrono::duration_cast<std::chrono::seconds>(clock.wall().time_since_epoch()).count();
}

std::int64_t up_time() {
  struct sysinfo system {};
  return ::sysinfo(&system) == 0 ? system.uptime : 0;
}

bool is_own_address(const std::string& text) {
  const auto address = host_address(text);
  const auto all = host_addresses();
  return std::ranges::find(all, address) != all.end();
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
        hooks_{std::move(hooks)},
        keeper_{stored, hooks_.store},
        state_{keeper_.state()},
        model_{at.configuration, at.status, facts()},
        methods_{{.configuration = at.configuration,
                  .status = at.status,
                  .model = model_,
                  .clock = at.clock,
                  .state = state_},
                 {.save = [this](auto done) { keeper_.save(std::move(done)); },
                  .can_reboot = settings_.can_reboot}},
        http_{at.loop},
        requests_{at.loop,
                  at.clock,
                  settings_.listen,
                  {.credentials = [this] { return request_credentials(at_.configuration); },
                   .path = [this] { return state_.request_path; },
                   .requested = [this] { return requested(); },
                   .opened = [this] { forced_values_may_have_changed(); }}},
        schedule_{at.clock, random_fraction, [this] { begin_session(); }} {
    if (state_.request_path.empty()) state_.request_path = random_path();
  }

  void open() {
    open_ = true;
    if (state_.factory_reset) return reset_to_factory();
    note_start();
    configuration_acts();
    status_changed();
    forced_values_may_have_changed();
    if (!state_.events.empty()) schedule_.want();
    keeper_.save();
  }

  void published(const PublishedChange& change) {
    if (change.generation <= state_.published) return;
    state_.published = change.generation;
    std::vector<std::string> names;
    for (const auto& parameter : change.changed) {
      if (names_the_acs(parameter)) forget_acs();
      for (auto& path : model_.paths_of(parameter)) names.push_back(std::move(path));
    }
    note(names, change.door == lineman::Door::cwmp);
    if (open_) configuration_acts();
  }

  // Of values that change without a generation those that the ACS asked for.
  void status_changed() {
    std::vector<std::string> names;
    for (const auto& [name, notification] : state_.notifications) {
      if (!is_stored(name)) names.push_back(name);
    }
    compare_with_told(names);
  }

  bool inform() {
    if (!problem_with_acs(at_.configuration).empty()) return false;
    add_event(inform_event());
    schedule_.want();
    return true;
  }

  std::vector<DoorState> doors() const { return requests_.doors(); }

  AcsState acs() const {
    if (auto problem = problem_with_acs(at_.configuration); !problem.empty()) {
      return {.result = std::move(problem)};
    }
    return {.url = acs_address(at_.configuration).url,
            .last_session = last_session_,
            .result = result_};
  }

 private:
  DeviceFacts facts() {
    return {.id = settings_.device,
            .model_name = settings_.model_name,
            .hardware_version = settings_.hardware_version,
            .software_version = settings_.software_version,
            .connection_request_url = [this] { return requests_.url(own_address_); },
            .up_time = up_time,
            .now = [this] { return at_.clock.wall(); }};
  }

  // What has happened while no agent ran. A phone that did not restart is none that booted.
  void note_start() {
    const bool restarted = state_.boot_id != settings_.boot_id;
    const bool rebooted = state_.reboot && (restarted || state_.reboot_begun);
    if (restarted || rebooted) add_boot(state_);
    if (rebooted) {
      state_.events.add(event::reboot, *state_.reboot);
      state_.reboot.reset();
      state_.reboot_begun = false;
    }
    state_.boot_id = settings_.boot_id;
    if (state_.reboot) reboot();  // promised by the last agent, and not begun
  }

  // What the configuration says, put into force; the same again changes nothing.
  void configuration_acts() {
    const bool possible = problem_with_acs(at_.configuration).empty();
    if (possible && state_.url != acs_address(at_.configuration).url &&
        !state_.events.holds(event::bootstrap)) {
      add_bootstrap(state_);
      schedule_.want();
    }
    if (possible) {
      requests_.open();
    } else {
      requests_.close();
    }
    schedule_.set_ready(possible);
    periodic_.set(periodic_settings(at_.configuration, possible), at_.clock.now(),
                  at_.clock.wall());
    arm_periodic();
    keeper_.save();
  }

  void arm_periodic() {
    const auto due = periodic_.due();
    if (due == armed_for_) return;
    armed_for_ = due;
    periodic_timer_.reset();
    if (!due) return;
    periodic_timer_ = at_.clock.at(*due, [this] {
      periodic_.fired(at_.clock.now(), at_.clock.wall());
      add_event(event::periodic);
      schedule_.want();
      arm_periodic();
    });
  }

  // Whoever answers a session that runs is no longer the one to meet.
  void forget_acs() {
    state_.url.clear();
    acs_changed_ = true;
  }

  void add_event(std::string_view code) {
    if (!state_.events.add(code)) {
      log::warning("an event is lost: the ACS has too many to hear of",
                   {{"LINEMAN_EVENT", std::string{code}}});
    }
  }

  void note(const std::vector<std::string>& names, bool by_acs) {
    const auto noted = changes_.note(state_, names, by_acs, [this](std::string_view name) {
      return model_.notify(name) == Notify::forced;
    });
    if (!noted.report.empty()) log::warning(noted.report);
    if (noted.stored) keeper_.save();
    if (noted.session) schedule_.want();
  }

  // Those that it always hears of: the URL of connection requests may be another one.
  void forced_values_may_have_changed() {
    std::vector<std::string> names;
    for (const auto& value : model_.forced_inform()) {
      if (model_.notify(value.name) == Notify::forced && !is_stored(value.name)) {
        names.push_back(value.name);
      }
    }
    compare_with_told(names);
  }

  void compare_with_told(const std::vector<std::string>& names) {
    if (!open_ || !problem_with_acs(at_.configuration).empty()) return;
    std::vector<ParameterValue> live;
    for (const auto& name : names) {
      if (auto value = model_.value(name)) live.push_back(std::move(*value));
    }
    const auto known = state_.told.size();
    const auto changed = changed_live_values(state_, live);
    if (state_.told.size() != known) keeper_.save();
    note(changed, false);
  }

  bool is_stored(std::string_view name) const {
    return datamodel::find_by_path(name, at_.configuration.accounts()).has_value();
  }

  bool requested() {
    log::info("connection request of the ACS");
    add_event(event::connection_request);
    schedule_.want();
    return true;
  }

  void begin_session() {
    acs_ = acs_address(at_.configuration);
    acs_changed_ = false;
    connection_ = http_.open(settings_.http, acs_);
    session_ = std::make_unique<Session>(
        at_.clock, codec_, state_.cwmp,
        Session::Hooks{.post = [this](std::string body) { post(std::move(body)); },
                       .execute =
                           [this](const Request& request, Session::Answer answer) {
                             log::info("ACS: " + std::string{name_of(request)});
                             methods_.call(request, name_of_acs(acs_.url), std::move(answer));
                           },
                       .inform = [this] { return build_inform(); },
                       .informed = [this] { informed(); },
                       .ended = [this](const SessionResult& result) { ended(result); }});
    log::info("session with the ACS begins", {{"LINEMAN_EVENTS", events_text()}});
    session_->start();
  }

  void post(std::string body) {
    connection_->post(std::move(body), [this](const tl::expected<HttpReply, std::string>& reply) {
      note_own_address();
      if (reply) {
        session_->replied(*reply);
      } else {
        session_->failed(reply.error());
      }
    });
  }

  // Kept as long as it is ours: an ACS that is reached now over IPv4, now over IPv6, would else
  // hear of a new ConnectionRequestURL each time.
  void note_own_address() {
    const auto& seen = connection_->local_address();
    if (!seen.empty() && !is_own_address(own_address_)) own_address_ = seen;
  }

  Inform build_inform() {
    told_ = state_.events.tell();
    return {
        .device = settings_.device,
        .events = told_,
        .current_time = datamodel::utc_text(seconds_since_epoch(at_.clock)),
        .retry_count = state_.retry_count,
        .parameters = changes_.tell(state_, model_.forced_inform(),
                                    [this](std::string_view name) { return model_.value(name); })};
  }

  std::string events_text() const {
    std::string text;
    for (const auto& each : state_.events.events())
      text.append(text.empty() ? "" : ", ").append(each.code);
    return text;
  }

  void informed() {
    state_.events.delivered(told_);
    changes_.delivered(state_);
    if (!acs_changed_) state_.url = acs_.url;
    keeper_.save();
  }

  // The session calls this, and has to return before it goes.
  void ended(const SessionResult& result) {
    after_session_ = at_.clock.after(Duration::zero(), [this, result] {
      session_.reset();
      connection_.reset();
      codec_.release();
      account_for(result);
      configuration_acts();
      forced_values_may_have_changed();
      keep_promises();
    });
  }

  void account_for(const SessionResult& result) {
    last_session_ = seconds_since_epoch(at_.clock);
    result_ = result.ok ? "ok" : result.sentence;
    state_.cwmp = result.cwmp;
    if (result.ok) {
      log::info("session with the ACS ended");
      state_.retry_count = 0;
      schedule_.succeeded();
    } else {
      log::warning("session with the ACS failed", {{"LINEMAN_REASON", result.sentence}});
      ++state_.retry_count;
      state_.events.session_failed();
      // Also where all events are delivered: the ACS may have more to ask (TR-069, 3.2.1.1).
      schedule_.failed(retry_policy(at_.configuration), result.delivered || !state_.events.empty());
    }
    keeper_.save();
  }

  // What the ACS was told that would happen after its session.
  void keep_promises() {
    if (state_.factory_reset) {
      reset_to_factory();
    } else if (state_.reboot && !state_.reboot_begun) {
      reboot();
    }
  }

  void reboot() {
    log::info("restarting the phone, as the ACS asked");
    state_.reboot_begun = true;
    keeper_.save([this](bool durable) {
      if (!durable) return reboot_failed();
      hooks_.reboot([this] { reboot_failed(); });
    });
  }

  void reboot_failed() {
    log::error("the phone does not restart");
    state_.reboot.reset();
    state_.reboot_begun = false;
    keeper_.save();
  }

  // Configuration first: until the state says that it is done, the next start does it again.
  void reset_to_factory() {
    log::info("factory reset, as the ACS asked");
    schedule_.set_ready(false);
    hooks_.reset_configuration([this](bool done) {
      if (!done) {
        log::error("the factory values could not be put in force");
        state_.factory_reset = false;
        configuration_acts();
        return;
      }
      state_ = State{.published = at_.configuration.generation(), .request_path = random_path()};
      keeper_.save([this](bool) { hooks_.begin_anew(); });
    });
  }

  Surroundings at_;
  CwmpSettings settings_;
  Hooks hooks_;
  StateKeeper keeper_;
  State& state_;
  DataModel model_;
  Methods methods_;
  Codec codec_;
  HttpClient http_;
  RequestServer requests_;
  Schedule schedule_;
  Periodic periodic_;
  std::optional<TimePoint> armed_for_;
  std::unique_ptr<Timer> periodic_timer_;
  ValueChanges changes_;
  bool open_ = false;

  // Of the session that runs.
  AcsAddress acs_;
  bool acs_changed_ = false;  // since it began
  std::unique_ptr<HttpClient::Connection> connection_;
  std::unique_ptr<Session> session_;
  std::vector<EventStruct> told_;
  std::unique_ptr<Timer> after_session_;

  std::string own_address_;  // as the ACS saw it last
  std::int64_t last_session_ = 0;
  std::string result_;
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
