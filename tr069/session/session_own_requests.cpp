#include "tr069/session/session_machine.hpp"
#include "tr069/session/session_sentences.hpp"

namespace lineman::cwmp {

namespace {

bool answers(const Received& body, const OwnRequest& asked) {
  return std::holds_alternative<TransferComplete>(asked)
             ? std::holds_alternative<TransferCompleteResponse>(body)
             : std::holds_alternative<AcsMethods>(body);
}

}  // namespace

// It is ours to say something; nothing is said with an empty post, to which the ACS may ask.
void Session::Machine::speak() {
  const auto next = hold_ ? std::nullopt : hooks_.next_request();
  if (!next) {
    request_.clear();
    return post(Step::talking, {});
  }
  asked_ = *next;
  repeats_ = 0;
  request_ = codec_.encode(asked_, std::to_string(++requests_of_ours_), *settled_);
  post(Step::asking, request_);
}

void Session::Machine::on_answer_to_ours(const HttpReply& reply) {
  const bool is_good = is_good_status(reply.status);
  const std::string name{name_of(asked_)};
  if (!is_good && !may_be_a_version_problem(reply.status)) return fail_with_status(reply.status);
  if (is_good && is_empty(reply)) return fail("the ACS left " + name + " without an answer");
  const auto envelope = codec_.decode(reply.body);
  if (envelope) hold_ = envelope->header.hold_requests;
  const auto* const fault = envelope ? std::get_if<AcsFault>(&envelope->body) : nullptr;
  if (fault) return on_fault_to_ours(*fault);
  if (!is_good) return fail_with_status(reply.status);
  if (!envelope) return fail("the answer to " + name + ": " + envelope.error().sentence);
  if (!answers(envelope->body, asked_)) {
    return fail("the ACS did not answer " + name + " with its response");
  }
  hooks_.answered();
  if (step_ != Step::over) speak();
}

void Session::Machine::on_fault_to_ours(const AcsFault& fault) {
  if (fault.code != retry_request) {
    hooks_.answered();
    if (step_ != Step::over) speak();
    return;
  }
  if (++repeats_ <= maximum_repeats) return post(Step::asking, request_);
  fail("the ACS refused " + std::string{name_of(asked_)} + " with " + sentence_of(fault));
}

}  // namespace lineman::cwmp
