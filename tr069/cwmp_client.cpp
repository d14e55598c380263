#include "tr069/cwmp_client.hpp"

#include <malloc.h>
#include <sys/sysinfo.h>

#include <algorithm>

#include "daemon/log.hpp"
#include "datamodel/branding.hpp"
#include "datamodel/date_time.hpp"
#include "tr069/acs_parameters.hpp"
#include "tr069/connection_request/random.hpp"
#include "tr069/connection_request/server.hpp"
#include "tr069/methods.hpp"
#include "tr069/model/wire_value.hpp"
#include "tr069/own_address.hpp"
#include "tr069/periodic_informs.hpp"
#include "tr069/promises.hpp"
#include "tr069/scheduled_informs.hpp"
#include "tr069/session/agent_start.hpp"
#include "tr069/session/schedule.hpp"
#include "tr069/transfers.hpp"
#include "tr069/value_watch.hpp"

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
        watch_{model_, at.status, state_, [this] { schedule_.want(); }},
        http_{at.loop},
        requests_{at.loop,
                  at.clock,
                  settings_.listen,
                  {.credentials = [this] { return request_credentials(at_.configuration); },
                   .path = [this] { return state_.request_path; },
                   .requested = [this] { return requested(); },
                   .opened = [this] { status_changed(); }}},
        schedule_{at.clock, random_fraction, [this] { begin_session(); }},
        periodic_informs_{at.clock,
                          [this] {
                            add_event(event::periodic);
                            schedule_.want();
                          }},
        own_address_{state_} {
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
    if (std::any_of(change.changed.begin(), change.changed.end(), names_the_acs)) forget_acs();
    watch_.published(change.changed, change.door == lineman::Door::cwmp);
    if (begun_) configuration_acts();
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
    if (auto why_not = problem(); !why_not.empty()) return {.result = std::move(why_not)};
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
            .connection_request_url = [this] { return requests_.url(own_address_.text()); },
            .up_time = up_time,
            .now = [this] { return at_.clock.wall(); }};
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

  // Why there is no ACS to talk to.
  std::string problem() const {
    if (promises_.is_resetting()) return "a factory reset is under way";
    return problem_with_acs(at_.configuration);
  }
  bool is_possible() const { return problem().empty(); }

  // What the configuration says, put into force; the same again changes nothing.
  void configuration_acts() {
    const bool possible = is_possible();
    if (possible && state_.url != acs_address(at_.configuration).url) meet_acs();
    if (possible) {
      requests_.open();
    } else {
      requests_.close();
    }
    schedule_.set_ready(possible);
    periodic_informs_.set(periodic_settings(at_.configuration, possible));
    transfers_.go_on();
    scheduled_informs_.go_on();
  }

  // Neither in a session, nor when the phone is about to restart.
  bool may_begin_a_transfer() const {
    return begun_ && !session_ && is_possible() && !state_.reboot && !state_.factory_reset;
  }

  void inform_is_due(const std::string& command_key) {
    add_event(event::scheduled);
    add_event(event::schedule_inform, command_key);
    schedule_.want();
  }

  // Whoever answers a session that runs is no longer the one to meet.
  void forget_acs() {
    state_.url.clear();
    acs_changed_ = true;
  }

  // One that has not had 0 BOOTSTRAP.
  void meet_acs() {
    if (state_.events.holds(event::bootstrap)) return;
    state_.cwmp = State{}.cwmp;
    add_bootstrap(state_);
    schedule_.want_though_closed();
  }

  void add_event(std::string_view code, std::string_view command_key = {}) {
    if (!state_.events.add(code, command_key)) event_is_lost(code);
  }

  static void event_is_lost(std::string_view code) {
    log::warning("an event is lost: the ACS has too many to hear of",
                 {{"LINEMAN_EVENT", std::string{code}}});
  }

  void look() {
    if (begun_ && is_possible()) watch_.look();
  }

  bool requested() {
    log::info("connection request of the ACS");
    add_event(event::connection_request);
    schedule_.want_though_closed();
    return true;
  }

  void begin_session() {
    acs_ = acs_address(at_.configuration);
    acs_changed_ = false;
    is_known_acs_ = state_.url == acs_.url;
    had_clock_ = had_clock_ || datamodel::is_known_time(seconds_since_epoch(at_.clock));
    open_session();
  }

  // 415: the ACS takes nothing compressed. The session begins anew, and is still the same attempt
  // (TR-069, 3.4.1).
  void begin_without_compression() {
    log::info("the ACS takes no compressed messages (HTTP 415): the session begins anew");
    acs_.compress = false;
    open_session();
  }

  void open_session() {
    auto http = settings_.http;
    http.check_dates = had_clock_;
    connection_ = http_.open(http, acs_);
    session_ = std::make_unique<Session>(
        at_.clock, codec_, state_.cwmp,
        Session::Hooks{.post = [this](std::string body) { post(std::move(body)); },
                       .execute =
                           [this](const Request& request, const Session::Answer& answer) {
                             log::info("ACS: " + std::string{name_of(request)});
                             methods_.call(request, name_of_acs(acs_.url), answer);
                           },
                       .inform = [this] { return build_inform(); },
                       .informed = [this] { informed(); },
                       .next_request = [this] { return transfers_.next_request(); },
                       .answered = [this] { transfers_.answered(); },
                       .ended = [this](const SessionResult& result) { ended(result); }});
    log::info("session with the ACS begins", {{"LINEMAN_EVENTS", events_text()}});
    session_->start();
  }

  void post(std::string body) {
    connection_->post(std::move(body), [this](const tl::expected<HttpReply, std::string>& reply) {
      own_address_.seen(connection_->local_address());
      if (reply && reply->status == 415 && acs_.compress) return begin_without_compression();
      if (reply) {
        session_->replied(*reply);
      } else {
        session_->failed(reply.error());
      }
    });
  }

  Inform build_inform() {
    watch_.look_at_passive();
    transfers_.tell();
    told_ = state_.events.tell();
    return {.device = settings_.device,
            .events = told_,
            .current_time = time_to_wire(seconds_since_epoch(at_.clock)),
            .retry_count = state_.retry_count,
            .parameters = watch_.tell()};
  }

  std::string events_text() const {
    std::string text;
    for (const auto& each : state_.events.events())
      text.append(text.empty() ? "" : ", ").append(each.code);
    return text;
  }

  void informed() {
    state_.events.delivered(told_);
    watch_.delivered();
    if (!acs_changed_) state_.url = acs_.url;
    keeper_.save();
  }

  // The session calls this, and has to return before it goes.
  void ended(const SessionResult& result) {
    after_session_ = at_.clock.after(Duration::zero(), [this, result] {
      session_.reset();
      connection_.reset();
      codec_.release();
      malloc_trim(0);  // the next session may be a day away
      account_for(result);
      if (session_ended_) session_ended_();
      configuration_acts();
      look();
      keeper_.save();
      promises_.keep();
    });
  }

  void account_for(const SessionResult& result) {
    last_session_ = seconds_since_epoch(at_.clock);
    result_ = result.ok ? "ok" : result.sentence;
    // What an ACS took once is tried first again, where nothing but an HTTP status said no: it may
    // have meant that it still is in our last session.
    const bool is_doubtful = result.guessed && is_known_acs_;
    if (!acs_changed_ && !is_doubtful) state_.cwmp = result.cwmp;
    if (result.ok) {
      log::info("session with the ACS ended");
      state_.retry_count = 0;
      schedule_.succeeded();
    } else {
      log::warning("session with the ACS failed", {{"LINEMAN_REASON", result.sentence}});
      ++state_.retry_count;
      state_.events.session_failed();
      // Also where all events are delivered: the ACS may have more to ask (TR-069, 3.2.1.1).
      schedule_.failed(retry_policy(at_.configuration), result.delivered || !state_.events.empty(),
                       result.closed_for);
    }
  }

  Surroundings at_;
  CwmpSettings settings_;
  std::function<void()> session_ended_;
  StateKeeper keeper_;
  State& state_;
  DataModel model_;
  Methods methods_;
  Promises promises_;
  Transfers transfers_;
  ScheduledInforms scheduled_informs_;
  ValueWatch watch_;
  Codec codec_;
  HttpClient http_;
  RequestServer requests_;
  Schedule schedule_;
  PeriodicInforms periodic_informs_;
  bool begun_ = false;

  // Of the session that runs.
  AcsAddress acs_;
  bool acs_changed_ = false;   // since it began
  bool is_known_acs_ = false;  // there was a session with it before
  std::unique_ptr<HttpClient::Connection> connection_;
  std::unique_ptr<Session> session_;
  std::vector<EventStruct> told_;
  std::unique_ptr<Timer> after_session_;

  OwnAddress own_address_;
  std::int64_t last_session_ = 0;
  std::string result_;
  // Once a session had one, certificates are held against their dates, whatever the clock says.
  bool had_clock_ = false;
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
