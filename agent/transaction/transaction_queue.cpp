#include "agent/transaction/transaction_queue.hpp"

#include <algorithm>
#include <utility>

namespace lineman::agent {

void TransactionQueue::push(WaitingTransaction transaction) {
  waiting_.push_back(std::move(transaction));
}

WaitingTransaction TransactionQueue::pop() {
  auto first = std::move(waiting_.front());
  waiting_.pop_front();
  return first;
}

std::optional<WaitingTransaction> TransactionQueue::take(TransactionId id) {
  const auto at = std::ranges::find(waiting_, id, &WaitingTransaction::id);
  if (at == waiting_.end()) return std::nullopt;
  auto taken = std::move(*at);
  waiting_.erase(at);
  return taken;
}

std::vector<WaitingTransaction> TransactionQueue::take_expired(TimePoint now) {
  std::vector<WaitingTransaction> expired;
  for (auto at = waiting_.begin(); at != waiting_.end();) {
    if (at->request.deadline > now) {
      ++at;
      continue;
    }
    expired.push_back(std::move(*at));
    at = waiting_.erase(at);
  }
  return expired;
}

std::optional<TimePoint> TransactionQueue::nearest_deadline() const {
  if (waiting_.empty()) return std::nullopt;
  const auto deadline = [](const WaitingTransaction& transaction) {
    return transaction.request.deadline;
  };
  return deadline(*std::ranges::min_element(waiting_, {}, deadline));
}

}  // namespace lineman::agent
