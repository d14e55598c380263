#include "tr069/session/session.hpp"

#include <algorithm>

#include "tr069/session/http_status.hpp"
#include "tr069/session/quotation.hpp"
#include "tr069/session/version_choice.hpp"

namespace lineman::cwmp {
namespace {

bool is_empty(const HttpReply& reply) {
  return reply.status == 204 || reply.body.find_first_not_of(" \t\r\n") == std::string::npos;
}

std::string sentence_of(const AcsFault& fault) {
  auto sentence =
      fault.code == 0 ? std::string{"a SOAP fault"} : "fault " + std::to_string(fault.code);
  if (!fault.sentence.empty()) sentence += ": " + quotation(fault.sentence);
  return sentence;
}

// Of one that nobody asked for.
std::string name_of_response(const Received& body) {
  if (std::holds_alternative<InformResponse>(body)) return "a second InformResponse";
  const auto* const unknown = std::get_if<UnknownResponse>(&body);
  const bool is_complete = std::holds_alternative<TransferCompleteResponse>(body);
  const auto name = unknown       ? quotation(unknown->name)
                    : is_complete ? "TransferCompleteResponse"
                                  : "GetRPCMethodsResponse";
  return name + ", which nothing had asked for";
}

bool answers(const Received& body, const OwnRequest& asked) {
  return std::holds_alternative<TransferComplete>(asked)
             ? std::holds_alternative<TransferCompleteResponse>(body)
             : std::holds_alternative<AcsMethods>(body);
}

constexpr unsigned retry_request = 8005;
constexpr unsigned unsupported_version = 8006;

}  // namespace

class Session::Machine : public std::enable_shared_from_this<Machine> {
 public:
  Machine(Clock& clock, Codec& codec, Namespace first, Hooks hooks)
      : clock_(clock), codec_(codec), first_(first), version_(first), hooks_(std::move(hooks)) {}

  void start() {
    if (step_ == Step::fresh) post_inform();
  }
  void replied(const HttpReply& reply);
  void fail(std::string sentence) { end(std::move(sentence)); }

  // The owner has gone: nothing is called any more.
  void abandon() {
    if (step_ == Step::over) return;
    step_ = Step::over;
    timer_.reset();
    codec_.release();
  }

 private:
  enum class Step : std::uint8_t { fresh, informing, asking, talking, executing, over };

  void post_inform();
  void post(Step step, std::string body);
  void post_fault(FaultCode code, std::string sentence, const std::optional<std::string>& id);

  void on_inform_reply(const HttpReply& reply);
  void on_inform_fault(const AcsFault& fault);
  void on_inform_response(const Envelope& envelope);
  void try_next_version(const std::string& sentence, std::optional<Namespace> wanted = {});
  void guess_next_version(const std::string& status);

  // Our own requests.
  void speak();
  void on_answer_to_ours(const HttpReply& reply);
  void on_fault_to_ours(const AcsFault& fault);

  void on_reply(const HttpReply& reply);
  void on_nothing();
  void on_unreadable(const DecodeError& error);
  void on_request(const Request& request, const std::optional<std::string>& id);
  bool count_request();
  void on_answer(unsigned number, const Response& response, const std::optional<std::string>& id);

  void end(std::optional<std::string> problem = std::nullopt);

  Clock& clock_;
  Codec& codec_;
  Namespace first_;
  VersionChoice version_;
  Hooks hooks_;
  Step step_ = Step::fresh;
  std::unique_ptr<Timer> timer_;      // for the answer to what was posted
  std::string request_;               // of ours, as it was posted
  unsigned repeats_ = 0;              // of it
  unsigned requests_of_ours_ = 0;     // made so far: their cwmp:ID
  OwnRequest asked_{};                // what the ACS has to answer
  bool hold_ = false;                 // it wants none of our requests
  std::optional<Namespace> settled_;  // from the InformResponse on
  bool none_is_taken_ = false;
  bool guessed_ = false;                // the version that is tried
  std::chrono::seconds closed_for_{0};  // as of the last reply
  unsigned requests_ = 0;
};

void Session::Machine::post_inform() {
  // The newest namespace goes with the announcement of all versions that we speak.
  const auto current = version_.current();
  const auto announced = current == Namespace::cwmp_1_2 ? Namespace::cwmp_1_4 : current;
  request_ = codec_.encode(hooks_.inform(), std::to_string(++requests_of_ours_), announced);
  post(Step::informing, request_);
}

void Session::Machine::post(Step step, std::string body) {
  step_ = step;
  timer_ = clock_.after(longest_answer, [weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self) return;
    self->fail("the ACS did not answer within " + std::to_string(longest_answer.count()) + " s");
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

void Session::Machine::on_inform_reply(const HttpReply& reply) {
  const bool is_good = is_good_status(reply.status);
  const auto status = sentence_of_status(reply.status);
  if (!is_good && !may_be_a_version_problem(reply.status)) return fail(status);
  if (is_empty(reply)) {
    if (!is_good) return guess_next_version(status);
    return fail("the ACS left the Inform without an answer (HTTP " + std::to_string(reply.status) +
                " with an empty body)");
  }
  const auto envelope = codec_.decode(reply.body);
  const auto* const fault = envelope ? std::get_if<AcsFault>(&envelope->body) : nullptr;
  if (fault) return on_inform_fault(*fault);
  if (!is_good) return guess_next_version(status);
  if (!envelope) return fail("the answer to the Inform: " + envelope.error().sentence);
  if (std::holds_alternative<InformResponse>(envelope->body)) return on_inform_response(*envelope);
  fail("the ACS did not answer the Inform with an InformResponse");
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

void Session::Machine::guess_next_version(const std::string& status) {
  guessed_ = true;
  try_next_version(status);
}

void Session::Machine::try_next_version(const std::string& sentence,
                                        std::optional<Namespace> wanted) {
  if (version_.refused(wanted)) return post_inform();
  none_is_taken_ = true;
  fail(sentence);
}

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
  if (!is_good && !may_be_a_version_problem(reply.status)) {
    return fail(sentence_of_status(reply.status));
  }
  if (is_good && is_empty(reply)) return fail("the ACS left " + name + " without an answer");
  const auto envelope = codec_.decode(reply.body);
  if (envelope) hold_ = envelope->header.hold_requests;
  const auto* const fault = envelope ? std::get_if<AcsFault>(&envelope->body) : nullptr;
  if (fault) return on_fault_to_ours(*fault);
  if (!is_good) return fail(sentence_of_status(reply.status));
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

void Session::Machine::on_reply(const HttpReply& reply) {
  const bool is_good = is_good_status(reply.status);
  if (is_good && is_empty(reply)) return on_nothing();
  if (!is_good && !may_be_a_version_problem(reply.status)) {
    return fail(sentence_of_status(reply.status));
  }
  const auto envelope = codec_.decode(reply.body);
  if (envelope) hold_ = envelope->header.hold_requests;
  const auto* const fault = envelope ? std::get_if<AcsFault>(&envelope->body) : nullptr;
  if (fault) return fail("the ACS ended the session with " + sentence_of(*fault));
  if (!is_good) return fail(sentence_of_status(reply.status));
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

void Session::Machine::end(std::optional<std::string> problem) {
  if (step_ == Step::over) return;
  SessionResult result{.delivered = settled_.has_value(), .ok = !problem};
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

void Session::failed(std::string sentence) {
  const auto machine = machine_;
  machine->fail(std::move(sentence));
}

}  // namespace lineman::cwmp
