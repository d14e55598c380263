#include <algorithm>

#include "tr069/session/quotation.hpp"
#include "tr069/session/session_machine.hpp"
#include "tr069/session/session_sentences.hpp"

namespace lineman::cwmp {

namespace {

constexpr unsigned unsupported_version = 8006;  // TR-069, A.5.2

}  // namespace

void Session::Machine::post_inform() {
  // The newest namespace goes with the announcement of all versions that we speak.
  const auto current = version_.current();
  const auto announced = current == Namespace::cwmp_1_2 ? Namespace::cwmp_1_4 : current;
  request_ = codec_.encode(hooks_.inform(), std::to_string(++requests_of_ours_), announced);
  post(Step::informing, request_);
}

void Session::Machine::on_inform_reply(const HttpReply& reply) {
  const bool is_good = is_good_status(reply.status);
  if (!is_good && !may_be_a_version_problem(reply.status)) return fail_with_status(reply.status);
  if (is_empty(reply)) {
    if (!is_good) return on_inform_status(reply.status);
    return fail("the ACS left the Inform without an answer (HTTP " + std::to_string(reply.status) +
                " with an empty body)");
  }
  const auto envelope = codec_.decode(reply.body);
  const auto* const fault = envelope ? std::get_if<AcsFault>(&envelope->body) : nullptr;
  if (fault) return on_inform_fault(*fault);
  if (!is_good) return on_inform_status(reply.status);
  if (!envelope) return fail("the answer to the Inform: " + envelope.error().sentence);
  if (std::holds_alternative<InformResponse>(envelope->body)) return on_inform_response(*envelope);
  fail("the ACS did not answer the Inform with an InformResponse");
}

// The ACS may not know our version of CWMP.
void Session::Machine::on_inform_status(unsigned status) {
  guessed_ = true;
  if (!next_version()) fail_with_status(status);
}

void Session::Machine::on_inform_fault(const AcsFault& fault) {
  const auto sentence = "the ACS refused the Inform with " + sentence_of(fault);
  if (fault.code == retry_request) {
    if (++repeats_ > maximum_repeats) return fail(sentence);
    return post(Step::informing, request_);
  }
  if (fault.code == 0 || fault.code == unsupported_version) return try_next_version(sentence);
  fail(sentence);
}

void Session::Machine::on_inform_response(const Envelope& envelope) {
  if (const auto& version = envelope.header.use_cwmp_version) {
    const auto wanted = namespace_of_version(*version);
    if (wanted != version_.current()) {
      return try_next_version("the ACS wants version " + quotation(*version) + " of CWMP", wanted);
    }
  }
  settled_ = std::min(version_.current(), on_the_wire(envelope.cwmp));
  hold_ = envelope.header.hold_requests;
  hooks_.informed();
  if (step_ != Step::over) speak();
}

void Session::Machine::try_next_version(const std::string& sentence,
                                        std::optional<Namespace> wanted) {
  if (!next_version(wanted)) fail(sentence);
}

bool Session::Machine::next_version(std::optional<Namespace> wanted) {
  none_is_taken_ = !version_.refused(wanted);
  if (!none_is_taken_) post_inform();
  return !none_is_taken_;
}

}  // namespace lineman::cwmp
