#include "tr069/session/session.hpp"

#include "tr069/session/session_machine.hpp"

namespace lineman::cwmp {

void Session::Machine::post(Step step, std::string body) {
  step_ = step;
  timer_ = clock_.after(longest_answer, [weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self) return;
    self->fail("the ACS did not answer within " + std::to_string(longest_answer.count()) + " s",
               FailureCause::time_out);
  });
  hooks_.post(std::move(body));
}

void Session::Machine::post_fault(FaultCode code, std::string sentence,
                                  const std::optional<std::string>& id) {
  post(Step::talking,
       codec_.encode(Fault{.code = code, .sentence = std::move(sentence)}, id, *settled_));
}

void Session::Machine::replied(const HttpReply& reply) {
  timer_.reset();
  closed_for_ = reply.closed_for;
  if (step_ == Step::informing) return on_inform_reply(reply);
  if (step_ == Step::asking) return on_answer_to_ours(reply);
  if (step_ == Step::talking) return on_reply(reply);
}

void Session::Machine::end(std::optional<std::string> problem, FailureCause cause) {
  if (step_ == Step::over) return;
  SessionResult result{.delivered = settled_.has_value(), .ok = !problem, .cause = cause};
  result.guessed = guessed_;
  if (problem) {
    result.sentence = std::move(*problem);
    result.closed_for = closed_for_;
  }
  // After a failure that had nothing to do with the namespace, the same one again.
  result.cwmp = on_the_wire(first_);
  if (settled_) result.cwmp = version_.current();
  if (none_is_taken_) result.cwmp = Namespace::cwmp_1_2;
  abandon();
  // The owner may destroy the session, and the hooks with it, from within.
  const auto ended = std::move(hooks_.ended);
  ended(result);
}

// Each call keeps the machine until it returns, whatever the hooks do to the session.

Session::Session(Clock& clock, Codec& codec, Namespace first, Hooks hooks)
    : machine_(std::make_shared<Machine>(clock, codec, first, std::move(hooks))) {}

Session::~Session() {
  machine_->abandon();
}

void Session::start() {
  const auto machine = machine_;
  machine->start();
}

void Session::replied(const HttpReply& reply) {
  const auto machine = machine_;
  machine->replied(reply);
}

void Session::failed(std::string sentence, FailureCause cause) {
  const auto machine = machine_;
  machine->fail(std::move(sentence), cause);
}

}  // namespace lineman::cwmp
