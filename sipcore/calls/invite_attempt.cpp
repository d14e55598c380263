#include "sipcore/calls/invite_attempt.hpp"

#include <utility>

#include "sipcore/calls/loose_requests.hpp"
#include "sipcore/message/invite_forms.hpp"

namespace lineman::sipcore {

InviteAttempt::InviteAttempt(CallContext& context, SentInvite invite, const Patience& patience,
                             News news)
    : context_(context), invite_(std::move(invite)), news_(std::move(news)) {
  request_ = context_.transactions.start_invite(
      invite_.link, invite_.form, patience, *invite_.counters,
      {.ended =
           [this](TransactionEnd how) {
             // Nothing of this object is touched from here on: the owner may destroy it.
             const auto ended = std::move(news_.ended);
             ended(std::move(how));
           },
       .provisional = [this](const Response& response) { provisional(response); }});
}

void InviteAttempt::provisional(const Response& response) {
  const bool first = !std::exchange(heard_, true);
  if (wants_cancel_) send_cancel();
  if (cancelled_) return;
  if (first || response.status > 100)
    timer_c_ = context_.clock.after(longest_ringing, [this] { cancel(); });
  news_.provisional(response);
}

void InviteAttempt::cancel() {
  wants_cancel_ = true;
  if (heard_) send_cancel();
}

void InviteAttempt::send_cancel() {
  if (std::exchange(cancelled_, true)) return;
  timer_c_.reset();
  request_->end_at(context_.clock.now() + 64 * invite_.timers.t1);
  context_.loose.send({.link = invite_.link,
                       .patience = {.timers = invite_.timers, .last = true},
                       .counters = invite_.counters,
                       .make = [form = cancel_of(invite_.form)] { return form; }},
                      std::nullopt);
}

}  // namespace lineman::sipcore
