// What a subscription is told by NOTIFY (RFC 6665, 4.1.3).
#include "sipcore/calls/subscription.hpp"
#include "sipcore/registration/target_book.hpp"

namespace lineman::sipcore {

using std::chrono::seconds;

bool Subscription::has(const Request& notify) const {
  return notify.method == "NOTIFY" && notify.call_id == call_id_ && notify.to_tag == from_tag_ &&
         (!dialog_ || dialog_->has(notify));
}

std::optional<unsigned> Subscription::problem_with(const Request& notify) {
  if (notify.event != info_.event || !notify.event_id.empty()) return 489;
  if (notify.subscription.state.empty()) return 400;
  if (dialog_ && !dialog_->takes_in_order(notify)) return 500;
  return std::nullopt;
}

void Subscription::notified(const Inbound& inbound) {
  const auto& notify = inbound.request;
  if (const auto status = problem_with(notify))
    return context_.incoming.answer(inbound, {.status = *status});
  if (!dialog_) {
    // It came before the answer to the SUBSCRIBE, and makes the dialog (RFC 6665, 4.4.1).
    dialog_.emplace(notify, from_tag_, escaped_user(walk_.hop().identity.user), link_);
    dialog_->continue_from(cseq_);
  }
  notified_ = true;
  silence_.reset();
  dialog_->refresh_target(notify);
  context_.incoming.answer(inbound,
                           {.headers = contact_line(dialog_->contact_user(), link_->contact())});
  info_.last_body = notify.body.text.substr(0, longest_kept_body);
  follow(notify.subscription);
}

void Subscription::follow(const SubscriptionStateField& field) {
  if (field.state == "terminated") return terminated(field);
  if (ending_) return;
  const auto left_now = info_.expires_at - wall_seconds(context_.clock);
  if (field.expires && !request_ && *field.expires > 0 && *field.expires < left_now)
    renew_after(seconds(*field.expires));
  enter(field.state == "active" ? SubscriptionState::active : SubscriptionState::pending);
}

void Subscription::terminated(const SubscriptionStateField& field) {
  if (ending_) return finish("");
  request_.reset();
  dialog_.reset();
  notified_ = false;
  if (field.reason == "rejected" || field.reason == "noresource" || field.reason == "invariant")
    return finish(field.reason);
  if (field.reason == "deactivated" || field.reason == "timeout") {
    info_.expires_at = 0;
    enter(SubscriptionState::pending);
    return start_at(context_.clock.now());
  }
  retry_after(field.retry_after);
}

}  // namespace lineman::sipcore
