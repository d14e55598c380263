// All requests of the phone that wait for a final response.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "sipcore/transaction/client_transaction.hpp"

namespace lineman::sipcore {

// Answered requests whose repeated responses are still absorbed (timer K of RFC 3261); the oldest
// is forgotten first.
inline constexpr std::size_t most_absorbed = 256;

// Matches responses and transport errors with requests. Outlives every Pending that it gave.
class Transactions {
 public:
  Transactions(Clock& clock, bool icmp_fast_fail)
      : clock_(clock), icmp_fast_fail_(icmp_fast_fail) {}

  // A request under way, owned by whoever sent it. Destroying it before the end abandons the
  // request.
  class Pending {
   public:
    Pending(Transactions& table, OutgoingRequest request, const Patience& patience,
            datamodel::ServerCounters& counters, TransactionCallbacks callbacks);
    ~Pending();
    Pending(const Pending&) = delete;
    Pending& operator=(const Pending&) = delete;

   private:
    friend class Transactions;
    Transactions& table_;
    ClientTransaction transaction_;
  };

  // Sends it. The callbacks come from the loop, never from within the call.
  std::unique_ptr<Pending> start(OutgoingRequest request, const Patience& patience,
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

 private:
  std::set<datamodel::ServerCounters*> counters_at(const Link& link) const;
  void remember(const std::string& branch, Duration t4);
  bool is_remembered(const std::string& branch);

  Clock& clock_;
  bool icmp_fast_fail_;
  std::map<std::string, ClientTransaction*> pending_{};
  std::deque<std::pair<TimePoint, std::string>> absorbed_{};
};

}  // namespace lineman::sipcore
