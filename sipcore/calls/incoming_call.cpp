#include "sipcore/calls/incoming_call.hpp"

#include <utility>

#include "sipcore/message/token.hpp"
#include "sipcore/registration/target_book.hpp"

namespace lineman::sipcore {

using datamodel::AccountCounter;

IncomingCall::IncomingCall(CallContext& context, RequestRouter& router, CallInfo info,
                           Inbound invite, const Hop& hop, News news)
    : Call(context, std::move(info), std::move(news)),
      router_(router),
      invite_(std::move(invite)),
      form_{.dialog =
                Dialog(invite_.request, random_token(8), escaped_user(hop.identity.user), hop.link),
            .sdp = SdpSession(wall_seconds(context.clock)),
            .timers = hop.timers,
            .counters = hop.counters,
            .credentials = router.credentials()} {
  set_target(hop.link->target());
}

void IncomingCall::begin() {
  ++count()[AccountCounter::incoming_calls_received];
  const auto contact = form_.dialog.link(context_.transport)->contact();
  const auto& offer = invite_.request.body.text;
  auto body =
      offer.empty() ? form_.sdp.offer(contact.address) : form_.sdp.answer(offer, contact.address);
  if (!body) return refuse(488);
  body_ = std::move(*body);
  context_.incoming.answer(
      invite_, {.status = 180,
                .to_tag = form_.dialog.local_tag(),
                .headers = dialog_headers(invite_.request, form_.dialog.contact_user(), contact)});
  rings_ = context_.clock.after(ring_time, [this] { answer(); });
}

void IncomingCall::answer() {
  rings_.reset();
  ++count()[AccountCounter::incoming_calls_connected];
  session_ = std::make_unique<CallSession>(
      context_, form_,
      CallSession::News{.dropped = [this](const std::string&) { drop(); },
                        .ended = [this] { end(); }});
  session_->accept(invite_, body_);
  enter(CallState::established);
}

bool IncomingCall::has(const Request& request) const {
  return session_ ? session_->has(request) : form_.dialog.has(request);
}

// Before the answer there is nothing to end but by CANCEL, though the caller may try (RFC 3261,
// 15).
void IncomingCall::received(const Inbound& inbound) {
  if (session_) return session_->received(inbound);
  const auto& method = inbound.request.method;
  if (method == "ACK") return;
  if (!form_.dialog.takes_in_order(inbound.request) || method == "INVITE")
    return context_.incoming.answer(inbound, {.status = 500, .headers = "Retry-After: 5\r\n"});
  context_.incoming.answer(inbound, {});
  if (method == "BYE") refuse(487);
}

bool IncomingCall::is_meant_by(const Request& cancel) const {
  return same_transaction(cancel, invite_.request);
}

void IncomingCall::cancelled(const Inbound& cancel) {
  context_.incoming.answer(cancel, {.status = 200, .to_tag = form_.dialog.local_tag()});
  if (!session_) refuse(487);
}

// Until it is answered the other side has no need of our address.
void IncomingCall::network_changed() {
  if (session_) session_->network_changed();
}

void IncomingCall::hang_up() {
  if (over()) return;
  if (!session_) return refuse(486);
  enter(CallState::ending);
  session_->hang_up();
}

void IncomingCall::refuse(unsigned status) {
  rings_.reset();
  context_.incoming.answer(invite_, {.status = status, .to_tag = form_.dialog.local_tag()});
  ++count()[AccountCounter::incoming_calls_failed];
  end(std::to_string(status) + " " + std::string(reason_phrase(status)));
}

void IncomingCall::drop() {
  ++count()[AccountCounter::calls_dropped];
  enter(CallState::ending);
}

}  // namespace lineman::sipcore
