// What all client transactions have in common: one request, how it is counted, and which responses
// are its own (RFC 3261, 17.1).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "datamodel/counters.hpp"
#include "sipcore/message/sip_message.hpp"
#include "sipcore/network/transport.hpp"
#include "sipcore/transaction/give_up_time.hpp"
#include "sipcore/transaction/traffic_meter.hpp"

namespace lineman::sipcore {

struct Answered {
  Response response;
  std::optional<Duration> round_trip{};  // nothing where the request was sent more than once
};
struct TimedOut {};

// How it ended: exactly one of these, once.
using TransactionEnd = std::variant<Answered, TimedOut, TransportError>;

struct TransactionCallbacks {
  std::function<void(TransactionEnd)> ended;   // the owner may destroy the transaction in it
  std::function<void()> unanswered = nullptr;  // the first resend
  std::function<void(const Response&)> provisional = nullptr;  // the owner must not destroy it here
};

// What a response is held against.
struct OutgoingRequest {
  std::shared_ptr<Link> link{};
  datamodel::Method method = datamodel::Method::other;
  std::string method_text{};
  std::string branch{};
  std::string call_id{};
  std::string from_tag{};
  std::uint32_t cseq = 0;
  std::string text{};
};

// Pure: acts only when its clock, its receiver or its owner calls. Destroying it before its end
// abandons the request, and counts that. `counters` and `meter` outlive it.
class OutgoingTransaction {
 public:
  virtual ~OutgoingTransaction();
  OutgoingTransaction(const OutgoingTransaction&) = delete;
  OutgoingTransaction& operator=(const OutgoingTransaction&) = delete;

  // Sends it. An error of the transport ends it from the loop, not from within the call.
  void start();

  // False: not a response to this request (wrong CSeq, From tag or Call-ID); the caller counts it,
  // the wait goes on.
  bool received(const Response& response);
  // What the transport found out later; the caller counts it at the server.
  void failed(const TransportError& error);

  // The wait for a final response is over then, whatever was agreed before.
  void end_at(TimePoint when);

  bool ended() const { return ended_; }
  const OutgoingRequest& request() const { return request_; }
  datamodel::ServerCounters& counters() { return counters_; }

 protected:
  OutgoingTransaction(Clock& clock, OutgoingRequest request, const Patience& patience,
                      datamodel::ServerCounters& counters, TrafficMeter& meter,
                      TransactionCallbacks callbacks);

  // How long the target may be silent; over TCP and TLS that covers the connection too.
  virtual Duration give_up_time() const = 0;
  // The wait after the last send; nothing: it is not sent again.
  virtual std::optional<Duration> next_resend() const = 0;
  virtual void provisional_received() = 0;

  const Patience& patience() const { return patience_; }
  unsigned sent() const { return sent_; }
  void stop_resends() { resend_timer_.reset(); }
  void stop_waiting() { deadline_timer_.reset(); }

 private:
  datamodel::MethodCounters& count() { return counters_[request_.method]; }
  void send();
  void arm_resend(TimePoint from);
  void resend();
  void end(TransactionEnd how);

  Clock& clock_;
  OutgoingRequest request_;
  Patience patience_;
  datamodel::ServerCounters& counters_;
  TrafficMeter& meter_;
  TransactionCallbacks callbacks_;
  TimePoint started_{};
  TimePoint deadline_{};
  unsigned sent_ = 0;
  bool ended_ = true;
  std::unique_ptr<Timer> resend_timer_{};
  std::unique_ptr<Timer> deadline_timer_{};
  std::unique_ptr<Timer> failure_{};
};

// The counter of a response of that status.
datamodel::MethodCounter response_counter(unsigned status);
// At the server: one failure of that kind.
void count_failure(const TransportError& error, datamodel::ServerCounters& counters);

// The counter's method for a method's name.
datamodel::Method method_of(std::string_view name);

}  // namespace lineman::sipcore
