// The SIP core at the other end of a local socket.
#pragma once

#include <memory>
#include <string>

#include "agent/core/sip_core.hpp"
#include "agent/interfaces/calls.hpp"
#include "daemon/clock.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::agent {

class CoreConnection;

// Two connections: one for calls, strictly one after the other, and one for the stream of events.
// The loss of either is the loss of both; it connects again after a pause, for as long as it
// lives. A core that speaks no protocol of ours, or answers with something else than the interface
// says, counts as away, and is logged once.
class SipCoreClient : public SipCore, public Calls {
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

  // An answer comes within call_timeout.
  void dial(const sipcore::Dial& dial, OnNumber answer) override;
  void hangup(unsigned call, OnDone answer) override;
  void calls(OnCalls answer) override;
  void subscribe(const sipcore::Subscribe& subscribe, OnNumber answer) override;
  void unsubscribe(unsigned subscription, OnDone answer) override;
  void subscriptions(OnSubscriptions answer) override;

  static constexpr std::chrono::milliseconds call_timeout{2000};

 private:
  std::shared_ptr<CoreConnection> connection_;
};

}  // namespace lineman::agent
