#include "sipcore/transaction/transactions.hpp"

#include <algorithm>
#include <vector>

namespace lineman::sipcore {

namespace {

TransactionCallbacks with_memory(TransactionCallbacks callbacks, std::function<void()> answered) {
  auto tell = std::move(callbacks.ended);
  callbacks.ended = [tell = std::move(tell), answered = std::move(answered)](TransactionEnd how) {
    if (std::holds_alternative<Answered>(how)) answered();
    tell(std::move(how));
  };
  return callbacks;
}

}  // namespace

Transactions::Pending::Pending(Transactions& table, OutgoingRequest request,
                               const Patience& patience, datamodel::ServerCounters& counters,
                               TransactionCallbacks callbacks)
    : table_(table),
      transaction_(table.clock_, std::move(request), patience, counters, std::move(callbacks)) {
  table_.pending_[transaction_.request().branch] = &transaction_;
}

Transactions::Pending::~Pending() {
  const auto found = table_.pending_.find(transaction_.request().branch);
  if (found != table_.pending_.end() && found->second == &transaction_)
    table_.pending_.erase(found);
}

std::unique_ptr<Transactions::Pending> Transactions::start(OutgoingRequest request,
                                                           const Patience& patience,
                                                           datamodel::ServerCounters& counters,
                                                           TransactionCallbacks callbacks) {
  auto answered = [this, branch = request.branch, t4 = patience.timers.t4] {
    remember(branch, t4);
  };
  auto pending = std::make_unique<Pending>(*this, std::move(request), patience, counters,
                                           with_memory(std::move(callbacks), std::move(answered)));
  pending->transaction_.start();
  return pending;
}

void Transactions::remember(const std::string& branch, Duration t4) {
  if (absorbed_.size() == most_absorbed) absorbed_.pop_front();
  absorbed_.emplace_back(clock_.now() + t4, branch);
}

bool Transactions::is_remembered(const std::string& branch) {
  std::erase_if(absorbed_, [&](const auto& entry) { return entry.first < clock_.now(); });
  return std::ranges::any_of(absorbed_, [&](const auto& entry) { return entry.second == branch; });
}

Transactions::Match Transactions::received(const Target& from, const Response& response) {
  const auto found = pending_.find(response.branch);
  if (found == pending_.end() || found->second->ended()) {
    return is_remembered(response.branch) ? Match::absorbed : Match::none;
  }
  auto& transaction = *found->second;
  // A registrar may answer from another port, never from another host.
  if (transaction.request().link->target().address != from.address) return Match::none;
  return transaction.received(response) ? Match::taken : Match::none;
}

// One connection serves several requests, and fails or is made but once for each server.
std::set<datamodel::ServerCounters*> Transactions::counters_at(const Link& link) const {
  std::set<datamodel::ServerCounters*> found;
  for (const auto& [branch, transaction] : pending_) {
    if (transaction->request().link.get() == &link) found.insert(&transaction->counters());
  }
  return found;
}

void Transactions::connected(const Link& link) {
  for (auto* counters : counters_at(link)) ++(*counters)[datamodel::ServerCounter::connects];
}

void Transactions::failed(const Link& link, const TransportError& error) {
  for (auto* counters : counters_at(link)) count_failure(error, *counters);
  if (error.kind == TransportFailure::icmp && !icmp_fast_fail_) return;
  std::vector<std::string> branches;  // the callbacks change the table
  for (const auto& [branch, transaction] : pending_) {
    if (transaction->request().link.get() == &link) branches.push_back(branch);
  }
  for (const auto& branch : branches) {
    const auto found = pending_.find(branch);
    if (found != pending_.end()) found->second->failed(error);
  }
}

datamodel::ServerCounters* Transactions::waiting_for(const Target& from) const {
  const auto there = [&](const auto& entry) {
    return entry.second->request().link->target().address == from.address;
  };
  const auto found = std::ranges::find_if(pending_, there);
  return found == pending_.end() ? nullptr : &found->second->counters();
}

}  // namespace lineman::sipcore
