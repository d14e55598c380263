#include "sipcore/transaction/outgoing_transaction.hpp"

#include <algorithm>
#include <utility>

namespace lineman::sipcore {

using datamodel::MethodCounter;
using datamodel::ServerCounter;

MethodCounter response_counter(unsigned status) {
  static constexpr MethodCounter by_class[] = {
      MethodCounter::responses_1xx, MethodCounter::responses_2xx, MethodCounter::responses_3xx,
      MethodCounter::responses_4xx, MethodCounter::responses_5xx, MethodCounter::responses_6xx};
  return by_class[std::clamp(status / 100, 1U, 6U) - 1];
}

void count_failure(const TransportError& error, datamodel::ServerCounters& counters) {
  static constexpr ServerCounter by_kind[] = {
      ServerCounter::icmp_errors, ServerCounter::send_failures, ServerCounter::connect_failures,
      ServerCounter::tls_failures};
  ++counters[by_kind[static_cast<std::size_t>(error.kind)]];
}

datamodel::Method method_of(std::string_view name) {
  using datamodel::Method;
  if (name == "REGISTER") return Method::register_;
  if (name == "INVITE") return Method::invite;
  if (name == "SUBSCRIBE") return Method::subscribe;
  if (name == "OPTIONS") return Method::options;
  return Method::other;
}

OutgoingTransaction::OutgoingTransaction(Clock& clock, OutgoingRequest request,
                                         const Patience& patience,
                                         datamodel::ServerCounters& counters, TrafficMeter& meter,
                                         TransactionCallbacks callbacks)
    : clock_(clock),
      request_(std::move(request)),
      patience_(patience),
      counters_(counters),
      meter_(meter),
      callbacks_(std::move(callbacks)) {}

OutgoingTransaction::~OutgoingTransaction() {
  if (ended_) return;
  request_.link->withdraw(request_.text);
  --count()[MethodCounter::in_flight];
  ++count()[MethodCounter::abandoned];
}

void OutgoingTransaction::start() {
  ended_ = false;
  started_ = clock_.now();
  ++count()[MethodCounter::requests_out];
  ++count()[MethodCounter::in_flight];
  meter_.count(datamodel::TrafficCounter::transactions);
  end_at(started_ + give_up_time());
  send();
  arm_resend(started_);
}

void OutgoingTransaction::end_at(TimePoint when) {
  deadline_ = when;
  deadline_timer_ = clock_.at(deadline_, [this] { end(TimedOut{}); });
}

void OutgoingTransaction::send() {
  ++sent_;
  meter_.request_out(request_.method_text, sent_ == 1 ? Pass::first : Pass::again);
  if (auto error = request_.link->send(request_.text)) {
    resend_timer_.reset();
    count_failure(*error, counters_);
    failure_ = clock_.at(clock_.now(), [this, failure = std::move(*error)] { failed(failure); });
  }
}

// Over a connection nothing is sent again (RFC 3261, 17.1.1.2 and 17.1.2.2).
void OutgoingTransaction::arm_resend(TimePoint from) {
  if (failure_ || request_.link->target().protocol != Protocol::udp) return;
  const auto interval = next_resend();
  if (!interval || from + *interval >= deadline_) return;
  resend_timer_ = clock_.at(from + *interval, [this, due = from + *interval] {
    resend();
    arm_resend(due);
  });
}

void OutgoingTransaction::resend() {
  ++count()[MethodCounter::retransmissions];
  send();
  if (sent_ == 2 && callbacks_.unanswered) callbacks_.unanswered();
}

bool OutgoingTransaction::received(const Response& response) {
  if (ended_ || response.cseq != request_.cseq || response.method != request_.method_text ||
      response.from_tag != request_.from_tag || response.call_id != request_.call_id) {
    return false;
  }
  if (response.status < 200) {
    ++count()[MethodCounter::responses_1xx];
    provisional_received();
    if (callbacks_.provisional) callbacks_.provisional(response);
    return true;
  }
  ++count()[response_counter(response.status)];
  Answered answer{.response = response};
  if (sent_ == 1) answer.round_trip = clock_.now() - started_;
  end(std::move(answer));
  return true;
}

void OutgoingTransaction::failed(const TransportError& error) {
  if (!ended_) end(TransportError(error));
}

void OutgoingTransaction::end(TransactionEnd how) {
  ended_ = true;
  --count()[MethodCounter::in_flight];
  if (std::holds_alternative<TimedOut>(how)) {
    ++count()[MethodCounter::timeouts];
    request_.link->withdraw(request_.text);
  }
  if (std::holds_alternative<TransportError>(how)) ++count()[MethodCounter::transport_failures];
  resend_timer_.reset();
  deadline_timer_.reset();
  failure_.reset();
  // Nothing of this object is touched from here on: the owner may destroy it.
  const auto tell = std::move(callbacks_.ended);
  tell(std::move(how));
}

}  // namespace lineman::sipcore
