#include "sipcore/calls/loose_requests.hpp"

#include <utility>

namespace lineman::sipcore {

void LooseRequests::send(ChallengedRequestForm form, std::optional<Credentials> credentials) {
  if (requests_.size() == most_loose_requests) requests_.pop_front();
  auto& loose = requests_.emplace_back();
  if (credentials) loose.authenticator.emplace(std::move(*credentials));
  const auto done = [this, &loose](const TransactionEnd&) {
    loose.done = true;
    sweep_ = clock_.after(
        {}, [this] { requests_.remove_if([](const Loose& one) { return one.done; }); });
  };
  loose.request = std::make_unique<ChallengedRequest>(
      transactions_, loose.authenticator ? &*loose.authenticator : nullptr, std::move(form), done);
}

}  // namespace lineman::sipcore
