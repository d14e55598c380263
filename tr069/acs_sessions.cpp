#include "tr069/acs_sessions.hpp"

#include <malloc.h>

#include "daemon/log.hpp"
#include "datamodel/date_time.hpp"
#include "tr069/acs_parameters.hpp"
#include "tr069/inform_values.hpp"
#include "tr069/model/wire_value.hpp"
#include "tr069/wall_seconds.hpp"

namespace lineman::cwmp {

AcsSessions::AcsSessions(const Surroundings& surroundings, Hooks hooks)
    : at_{surroundings},
      state_{surroundings.keeper.state()},
      hooks_{std::move(hooks)},
      http_{surroundings.loop},
      own_address_{surroundings.keeper.state()} {}

void AcsSessions::begin(const AcsAddress& acs) {
  acs_ = acs;
  acs_changed_ = false;
  is_known_acs_ = state_.url == acs_.url;
  had_clock_ = had_clock_ || datamodel::is_known_time(wall_seconds(at_.clock));
  open();
}

// 415: the ACS takes nothing compressed. The session begins anew, and is still the same attempt
// (TR-069, 3.4.1).
void AcsSessions::begin_without_compression() {
  log::info("the ACS takes no compressed messages (HTTP 415): the session begins anew");
  acs_.compress = false;
  open();
}

void AcsSessions::open() {
  auto http = at_.settings.http;
  http.check_dates = had_clock_;
  connection_ = http_.open(http, acs_);
  session_ = std::make_unique<Session>(at_.clock, codec_, state_.cwmp, session_hooks());
  log::info(log::Event::acs_session_begins, "session with the ACS begins",
            {{"LINEMAN_EVENTS", events_text()}});
  at_.counters.session_begun();
  session_->start();
}

Session::Hooks AcsSessions::session_hooks() {
  return {.post = [this](std::string body) { post(std::move(body)); },
          .execute =
              [this](const Request& request, const Session::Answer& answer) {
                log::info("the ACS calls " + std::string{name_of(request)});
                at_.methods.call(request, name_of_acs(acs_.url), answer);
              },
          .inform = [this] { return build_inform(); },
          .informed = [this] { informed(); },
          .next_request = [this] { return next_request(); },
          .answered = [this] { at_.transfers.answered(); },
          .ended = [this](const SessionResult& result) { ended(result); }};
}

void AcsSessions::post(std::string body) {
  connection_->post(std::move(body), [this](const tl::expected<HttpReply, std::string>& reply) {
    own_address_.seen(connection_->local_address());
    if (reply && reply->status == 415 && acs_.compress) return begin_without_compression();
    if (reply) {
      session_->replied(*reply);
    } else {
      session_->failed(reply.error(), connection_->failure_cause());
    }
  });
}

Inform AcsSessions::build_inform() {
  at_.counters.inform_sent();
  if (at_.schedule.is_heartbeat()) {
    return inform_with({{std::string{event::heartbeat}, {}}}, 0, at_.model.forced_inform());
  }
  at_.watch.look_at_passive();
  at_.transfers.tell();
  told_ = state_.events.tell();
  return inform_with(told_, state_.retry_count, at_.watch.tell());
}

Inform AcsSessions::inform_with(std::vector<EventStruct> events, unsigned retry_count,
                                std::vector<ParameterValue> parameters) const {
  add_inform_values(parameters, events, at_.model, at_.configuration);
  return {.device = at_.settings.device,
          .events = std::move(events),
          .current_time = time_to_wire(wall_seconds(at_.clock)),
          .retry_count = retry_count,
          .parameters = std::move(parameters)};
}

std::string AcsSessions::events_text() const {
  if (at_.schedule.is_heartbeat()) return std::string{event::heartbeat};
  std::string text;
  for (const auto& each : state_.events.events())
    text.append(text.empty() ? "" : ", ").append(each.code);
  return text;
}

// A heartbeat says nothing else.
std::optional<OwnRequest> AcsSessions::next_request() const {
  return at_.schedule.is_heartbeat() ? std::nullopt : at_.transfers.next_request();
}

void AcsSessions::informed() {
  if (at_.schedule.is_heartbeat()) return;
  state_.events.delivered(told_);
  at_.watch.delivered();
  if (!acs_changed_) state_.url = acs_.url;
  at_.keeper.save();
}

// The session calls this, and has to return before it goes.
void AcsSessions::ended(const SessionResult& result) {
  after_session_ = at_.clock.after(Duration::zero(), [this, result] {
    session_.reset();
    connection_.reset();
    codec_.release();
    malloc_trim(0);  // the next session may be a day away
    account_for(result);
    hooks_.over();
  });
}

void AcsSessions::account_for(const SessionResult& result) {
  at_.counters.session_ended(result, wall_seconds(at_.clock));
  // What an ACS took once is tried first again, where nothing but an HTTP status said no: it may
  // have meant that it still is in our last session.
  const bool is_doubtful = result.guessed && is_known_acs_;
  if (!acs_changed_ && !is_doubtful) state_.cwmp = result.cwmp;
  if (!result.ok) return note_failure(result);
  log::info(log::Event::acs_session_ended, "session with the ACS ended");
  if (!at_.schedule.is_heartbeat()) state_.retry_count = 0;
  at_.schedule.succeeded();
}

void AcsSessions::note_failure(const SessionResult& result) {
  log::warning(log::Event::acs_session_failed, "session with the ACS failed",
               {{"LINEMAN_REASON", result.sentence}});
  if (!at_.schedule.is_heartbeat()) {
    ++state_.retry_count;
    state_.events.session_failed();
  }
  // Also where all events are delivered: the ACS may have more to ask (TR-069, 3.2.1.1).
  at_.schedule.failed(hooks_.retry_policy(), result.delivered || !state_.events.empty(),
                      result.closed_for);
}

}  // namespace lineman::cwmp
