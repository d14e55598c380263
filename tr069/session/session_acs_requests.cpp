#include "tr069/session/quotation.hpp"
#include "tr069/session/session_machine.hpp"
#include "tr069/session/session_sentences.hpp"

namespace lineman::cwmp {

void Session::Machine::on_reply(const HttpReply& reply) {
  const bool is_good = is_good_status(reply.status);
  if (is_good && is_empty(reply)) return on_nothing();
  if (!is_good && !may_be_a_version_problem(reply.status)) return fail_with_status(reply.status);
  const auto envelope = codec_.decode(reply.body);
  if (envelope) hold_ = envelope->header.hold_requests;
  const auto* const fault = envelope ? std::get_if<AcsFault>(&envelope->body) : nullptr;
  if (fault) return fail("the ACS ended the session with " + sentence_of(*fault));
  if (!is_good) return fail_with_status(reply.status);
  if (!envelope) return on_unreadable(envelope.error());
  if (const auto* const request = std::get_if<Request>(&envelope->body)) {
    return on_request(*request, envelope->header.id);
  }
  fail("the ACS sent " + name_of_response(envelope->body));
}

// The ACS has nothing to ask. What it held, it holds no longer.
void Session::Machine::on_nothing() {
  if (!hooks_.next_request()) return end();
  hold_ = false;
  speak();
}

void Session::Machine::on_unreadable(const DecodeError& error) {
  const bool may_be_answered =
      error.is_request && (error.id || error.kind == DecodeError::Kind::must_understand);
  if (!may_be_answered) return fail("the ACS's message: " + error.sentence);
  if (!count_request()) return;
  if (error.kind != DecodeError::Kind::must_understand) {
    return post_fault(FaultCode::invalid_arguments, error.sentence, error.id);
  }
  post(Step::talking, codec_.encode_must_understand(error.id, *settled_));
}

void Session::Machine::on_request(const Request& request, const std::optional<std::string>& id) {
  if (!count_request()) return;
  if (const auto* const unknown = std::get_if<UnknownRequest>(&request)) {
    return post_fault(FaultCode::method_not_supported,
                      quotation(unknown->name) + " is no method that we know", id);
  }
  if (const auto* const bad = std::get_if<BadRequest>(&request)) {
    return post_fault(FaultCode::invalid_arguments, bad->sentence, id);
  }
  step_ = Step::executing;
  hooks_.execute(request,
                 [weak = weak_from_this(), number = requests_, id](const Response& answer) {
                   if (const auto self = weak.lock()) self->on_answer(number, answer, id);
                 });
}

bool Session::Machine::count_request() {
  if (++requests_ <= maximum_requests) return true;
  fail("the ACS sent more than " + std::to_string(maximum_requests) + " requests in one session");
  return false;
}

void Session::Machine::on_answer(unsigned number, const Response& response,
                                 const std::optional<std::string>& id) {
  if (step_ != Step::executing || number != requests_) return;
  post(Step::talking, codec_.encode(response, id, *settled_));
}

}  // namespace lineman::cwmp
