// Transactions that wait for their turn.
#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "agent/interfaces/configuration.hpp"

namespace lineman::agent {

struct WaitingTransaction {
  TransactionId id = 0;
  TransactionRequest request;
  OnPrepared on_prepared;  // set where the asker decides between preparing and committing
  OnOutcome on_outcome;
};

// First come, first served. Bounded: what does not fit is refused by its owner.
class TransactionQueue {
 public:
  static constexpr std::size_t maximum_waiting = 64;

  bool is_full() const { return waiting_.size() >= maximum_waiting; }
  bool is_empty() const { return waiting_.empty(); }
  const WaitingTransaction& front() const { return waiting_.front(); }

  void push(WaitingTransaction transaction);
  WaitingTransaction pop();
  std::optional<WaitingTransaction> take(TransactionId id);
  std::vector<WaitingTransaction> take_expired(TimePoint now);
  std::optional<TimePoint> nearest_deadline() const;
  void clear() { waiting_.clear(); }

 private:
  std::deque<WaitingTransaction> waiting_;
};

}  // namespace lineman::agent
