#include "sipcore/calls/outgoing_call.hpp"

#include <utility>

#include "sipcore/calls/late_answers.hpp"
#include "sipcore/calls/outside_request.hpp"
#include "sipcore/message/token.hpp"
#include "sipcore/registration/target_book.hpp"

namespace lineman::sipcore {

using datamodel::AccountCounter;

OutgoingCall::OutgoingCall(CallContext& context, RequestRouter& router, CallInfo info,
                           std::string dialled, News news)
    : Call(context, std::move(info), std::move(news)),
      router_(router),
      walk_(context.clock, router,
            {.ready = [this] { hop_ready(); }, .exhausted = [this] { fail(last_failure_); }}),
      dialled_(std::move(dialled)),
      call_id_(random_token(16)),
      from_tag_(random_token(8)),
      authenticator_(router.credentials()),
      sdp_(wall_seconds(context.clock)) {}

bool OutgoingCall::begin() {
  if (!walk_.begin()) return false;
  ++router_.account_counters()[AccountCounter::outgoing_calls_attempted];
  return true;
}

void OutgoingCall::hop_ready() {
  set_target(walk_.hop().target);
  if (std::exchange(sent_before_, true))
    ++router_.account_counters()[AccountCounter::invite_failovers];
  authenticator_.begin_attempt();
  send_invite();
}

SentInvite OutgoingCall::invite() {
  const auto& hop = walk_.hop();
  auto form = outside_form(hop, {.method = "INVITE",
                                 .dialled = dialled_,
                                 .from_tag = from_tag_,
                                 .call_id = call_id_,
                                 .cseq = ++cseq_});
  form.headers = contact_line(escaped_user(hop.identity.user), hop.link->contact());
  (form.headers += allow_line) += supported_line;
  form.authorization = authenticator_.lines(form.method, form.uri);
  form.body = {.type = std::string(sdp_type), .text = sdp_.offer(form.local.address)};
  return {.link = hop.link,
          .form = std::move(form),
          .timers = hop.timers,
          .counters = hop.counters,
          .credentials = router_.credentials()};
}

void OutgoingCall::send_invite() {
  const auto& hop = walk_.hop();
  attempt_ = std::make_unique<InviteAttempt>(
      context_, invite(),
      Patience{.timers = hop.timers, .resends = hop.invite_retry_counts, .last = walk_.last()},
      InviteAttempt::News{
          .provisional = [this](const Response& response) { provisional(response); },
          .ended = [this](const TransactionEnd& how) { ended(how); }});
}

void OutgoingCall::provisional(const Response& response) {
  if (response.status > 100 && !hangs_up_) enter(CallState::ringing);
}

void OutgoingCall::ended(const TransactionEnd& how) {
  if (const auto* answer = std::get_if<Answered>(&how)) return answered(answer->response);
  const bool heard = attempt_->heard();
  context_.late_answers.left(attempt_->invite());
  const auto* error = std::get_if<TransportError>(&how);
  AttemptFailure failure{.cause = error ? cause_of(error->kind) : Cause::timeout,
                         .reason = error ? error->sentence : "no answer in time"};
  // Whoever was heard of is not left for another one.
  if (heard) return fail(failure.reason);
  hop_failed(failure);
}

void OutgoingCall::answered(const Response& response) {
  if (response.status == 503) {
    AttemptFailure failure{.cause = Cause::unavailable, .code = 503, .reason = response.reason};
    if (response.retry_after) failure.retry_after = std::chrono::seconds(*response.retry_after);
    return hop_failed(failure);
  }
  router_.answered(walk_.hop(), response.status);
  if (response.status < 300) return accepted(response);
  if (is_challenge(response)) return challenged(response);
  fail(std::to_string(response.status) + " " + response.reason);
}

void OutgoingCall::challenged(const Response& response) {
  ++(*walk_.hop().counters)[datamodel::ServerCounter::challenges];
  if (hangs_up_) return fail("");
  if (!authenticator_.accept(response))
    return fail(std::to_string(response.status) + " " + authenticator_.why());
  send_invite();
}

void OutgoingCall::hop_failed(const AttemptFailure& failure) {
  last_failure_ =
      failure.code == 0 ? failure.reason : std::to_string(failure.code) + " " + failure.reason;
  router_.failed(walk_.hop(), failure);
  attempt_.reset();
  if (hangs_up_) return fail("");
  enter(CallState::dialing);
  walk_.next();
}

void OutgoingCall::accepted(const Response& response) {
  const auto invite = attempt_->invite();
  Dialog dialog(invite.form, response, invite.link);
  const auto link = dialog.link(context_.transport);
  context_.late_answers.accepted(invite, response, link, dialog.ack(invite.form, link->local()));
  attempt_.reset();
  ++router_.account_counters()[AccountCounter::outgoing_calls_connected];
  session_ = std::make_unique<CallSession>(
      context_,
      SessionForm{.dialog = std::move(dialog),
                  .sdp = sdp_,
                  .timers = invite.timers,
                  .counters = invite.counters,
                  .credentials = invite.credentials},
      CallSession::News{.dropped = [this](const std::string& why) { drop(why); },
                        .ended = [this] { end(); }});
  if (hangs_up_) return session_->hang_up();
  enter(CallState::established);
}

void OutgoingCall::hang_up() {
  if (over() || std::exchange(hangs_up_, true)) return;
  if (!attempt_ && !session_) return fail("");
  enter(CallState::ending);
  if (session_) return session_->hang_up();
  attempt_->cancel();
}

void OutgoingCall::network_changed() {
  if (session_) return session_->network_changed();
  if (!attempt_) return;
  const auto& invite = attempt_->invite();
  if (invite.form.local != invite.link->local()) hang_up();
}

void OutgoingCall::fail(const std::string& why) {
  walk_.stop();
  attempt_.reset();
  ++router_.account_counters()[AccountCounter::outgoing_calls_failed];
  end(why);
}

void OutgoingCall::drop(const std::string&) {
  hangs_up_ = true;
  ++router_.account_counters()[AccountCounter::calls_dropped];
  enter(CallState::ending);
}

}  // namespace lineman::sipcore
