// One attempt of a round: a REGISTER at one target.
#include <utility>

#include "sipcore/registration/server_registration.hpp"

namespace lineman::sipcore {

using datamodel::AccountCounter;

Binding* ServerRegistration::binding_at(const Target& target) {
  auto& binding = bindings_[target];
  if (binding) return binding.get();
  auto link = context_.transport.open(target, settings().address);
  if (!link) {
    bindings_.erase(target);
    return nullptr;
  }
  BindingForm form{.identity = identity_of(settings_, settings()),
                   .credentials = credentials_of(settings_),
                   .instance_id = context_.instance_id,
                   .server = server_,
                   .route = route_uri(settings())};
  binding = std::make_unique<Binding>(context_.clock, context_.transactions, std::move(*link),
                                      std::move(form), counters_);
  return binding.get();
}

Patience ServerRegistration::patience() const {
  const bool alone = !round_.has_next() && owner_.is_last(server_);
  return {.timers = context_.globals.timers,
          .resends = settings().retry_counts,
          .last = alone && !probe_attempt_ && purpose_ != Purpose::way_back &&
                  purpose_ != Purpose::move};
}

void ServerRegistration::attempt(const Target& target) {
  const bool to_primary = target == list_.targets.front() && registered_ && target != *registered_;
  probe_attempt_ = purpose_ == Purpose::probe ||
                   (purpose_ == Purpose::refresh && prefers_primary() && to_primary);
  attempt_ = target;
  attempt_under_ = context_.running;
  ++count()[AccountCounter::register_attempts];
  if (probe_attempt_) ++count()[AccountCounter::failback_probes];
  book_.tried(target, probe_attempt_);
  auto* binding = binding_at(target);
  if (binding == nullptr) {
    ++counters_[datamodel::ServerCounter::send_failures];
    begin_timer_ = context_.clock.at(context_.clock.now(), [this, target] {
      ended(target, AttemptFailure{.cause = Cause::send,
                                   .reason = "no socket towards " + to_string(target)});
    });
    return;
  }
  if (cleans_first_) return remove_old(target, *binding);
  ask(target, *binding);
}

BindingNews ServerRegistration::news_of(const Target& target,
                                        std::function<void(AttemptResult)> done) {
  return {.done = std::move(done),
          .unanswered = [this, target] { book_.unanswered(target); },
          .answered = [this, target](
                          const Response& response) { book_.answered(target, response.status); }};
}

void ServerRegistration::ask(const Target& target, Binding& binding) {
  binding.attempt(
      settings().expires, patience(),
      news_of(target, [this, target](AttemptResult result) { ended(target, std::move(result)); }));
}

// Our own Contact alone: other phones of the same user keep theirs. A server that knows of no
// binding may say so by an error; it has been told all the same.
void ServerRegistration::remove_old(const Target& target, Binding& binding) {
  binding.attempt(
      std::chrono::seconds(0), patience(), news_of(target, [this, target](AttemptResult result) {
        const auto* failure = std::get_if<AttemptFailure>(&result);
        const bool answered = failure == nullptr || (!lets_fail_over(failure->cause) &&
                                                     failure->cause != Cause::authentication);
        if (!answered) return ended(target, std::move(result));
        cleans_first_ = false;
        ask(target, *bindings_.at(target));
      }));
}

}  // namespace lineman::sipcore
