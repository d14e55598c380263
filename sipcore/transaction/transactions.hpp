// All requests of the phone that wait for a final response.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "sipcore/message/message_text.hpp"
#include "sipcore/transaction/outgoing_transaction.hpp"

namespace lineman::sipcore {

// Answered requests whose repeated responses are still absorbed (timers D and K of RFC 3261); the
// oldest is forgotten first.
inline constexpr std::size_t most_absorbed = 256;
// Timer D, from a final response other than 2xx to an INVITE on.
inline constexpr std::chrono::seconds acks_are_kept{32};

// Matches responses and transport errors with requests. Outlives every Pending that it gave.
class Transactions {
 public:
  // `clock` and `meter` outlive it.
  Transactions(Clock& clock, TrafficMeter& meter, bool icmp_fast_fail)
      : clock_(clock), meter_(meter), icmp_fast_fail_(icmp_fast_fail) {}

  // A request under way, owned by whoever sent it. Destroying it before the end abandons the
  // request.
  class Pending {
   public:
    Pending(Transactions& table, std::unique_ptr<OutgoingTransaction> transaction);
    ~Pending();
    Pending(const Pending&) = delete;
    Pending& operator=(const Pending&) = delete;

    // No final response until then is a timeout.
    void end_at(TimePoint when) { transaction_->end_at(when); }

   private:
    friend class Transactions;
    Transactions& table_;
    std::unique_ptr<OutgoingTransaction> transaction_;
    std::string key_;
  };

  // Sends it. The callbacks come from the loop, never from within the call.
  std::unique_ptr<Pending> start(OutgoingRequest request, const Patience& patience,
                                 datamodel::ServerCounters& counters,
                                 TransactionCallbacks callbacks);

  // The same for an INVITE. A final response other than 2xx is acknowledged here, as often as it
  // comes; a 2xx is the caller's to acknowledge, and every further one is `none`.
  std::unique_ptr<Pending> start_invite(std::shared_ptr<Link> link, const RequestForm& form,
                                        const Patience& patience,
                                        datamodel::ServerCounters& counters,
                                        TransactionCallbacks callbacks);

  enum class Match : std::uint8_t { taken, absorbed, none };

  // none: nothing waits for it, or it is no answer to what waits; the caller counts it as
  // discarded.
  Match received(const Target& from, const Response& response);
  // Counted once for each server that has requests waiting on that link.
  void connected(const Link& link);
  void failed(const Link& link, const TransportError& error);

  // The counters of the server that a stray message from `from` is counted at: that of a request in
  // flight there.
  datamodel::ServerCounters* waiting_for(const Target& from) const;

  // How many requests wait for a final response.
  std::size_t waiting() const;

  TrafficMeter& meter() { return meter_; }

 private:
  std::set<datamodel::ServerCounters*> counters_at(const Link& link) const;
  // An answered request: what its answer, come again, is answered with (ACK), if anything.
  struct Absorbed {
    TimePoint until{};
    std::string key{};
    std::shared_ptr<Link> link{};
    std::string ack{};
  };

  void remember(Absorbed absorbed);
  void forget_old();
  bool absorb(const std::string& key);
  void acknowledge(const std::shared_ptr<Link>& link, const RequestForm& invite,
                   const Response& response);

  Clock& clock_;
  TrafficMeter& meter_;
  bool icmp_fast_fail_;
  std::map<std::string, OutgoingTransaction*> pending_{};
  std::deque<Absorbed> absorbed_{};
  std::unique_ptr<Timer> forget_{};  // links are not held for nothing
};

}  // namespace lineman::sipcore
