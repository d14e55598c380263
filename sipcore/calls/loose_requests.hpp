// Requests that end something and whose answers nobody waits for: CANCEL, and BYE for a call that
// the phone does not know any more.
#pragma once

#include <list>

#include "sipcore/calls/challenged_request.hpp"

namespace lineman::sipcore {

// In all; for a new one the oldest is abandoned.
inline constexpr std::size_t most_loose_requests = 64;

// Pure.
class LooseRequests {
 public:
  LooseRequests(Clock& clock, Transactions& transactions)
      : clock_(clock), transactions_(transactions) {}

  // Without credentials challenges are not answered.
  void send(ChallengedRequestForm form, std::optional<Credentials> credentials);
  std::size_t size() const { return requests_.size(); }
  void clear() { requests_.clear(); }

 private:
  struct Loose {
    std::optional<Authenticator> authenticator{};
    std::unique_ptr<ChallengedRequest> request{};
    bool done = false;
  };

  Clock& clock_;
  Transactions& transactions_;
  std::list<Loose> requests_{};
  std::unique_ptr<Timer> sweep_{};  // what has ended goes from the loop, not from its own callback
};

}  // namespace lineman::sipcore
