// The SIP core at the other end of a local socket.
#pragma once

#include <memory>
#include <string>

#include "agent/sip_core.hpp"
#include "daemon/clock.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::agent {

// Two connections: one for calls, strictly one after the other, and one for the stream of events.
// The loss of either is the loss of both; it connects again after retry_interval, for as long as it
// lives. A core that speaks no protocol of ours, or answers with something else than the interface
// says, counts as away, and is logged once.
class SipCoreClient : public SipCore {
 public:
  // `loop` and `clock` outlive it.
  SipCoreClient(boost::asio::io_context& loop, Clock& clock, std::string socket_path);
  ~SipCoreClient() override;

  void start(Listener& listener) override;
  void prepare(const sipcore::Prepare& prepare, Duration timeout,
               CoreAnswer<std::vector<sipcore::AccountEffect>> answer) override;
  void commit(const std::string& txn, Duration timeout, CoreAnswer<std::uint64_t> answer) override;
  void abort(const std::string& txn) override;
  void load(const sipcore::Load& load, Duration timeout, CoreAnswer<std::uint64_t> answer) override;
  void status(Duration timeout, CoreAnswer<Counters> answer) override;

  static constexpr std::chrono::milliseconds retry_interval{250};
  static constexpr std::chrono::milliseconds hello_timeout{2000};

 private:
  class State;
  std::shared_ptr<State> state_;
};

}  // namespace lineman::agent
