#include "sipcore/transaction/transactions.hpp"

#include <algorithm>
#include <vector>

#include "sipcore/message/invite_forms.hpp"
#include "sipcore/transaction/client_transaction.hpp"
#include "sipcore/transaction/invite_transaction.hpp"

namespace lineman::sipcore {

namespace {

// A CANCEL has the branch of its INVITE (RFC 3261, 17.1.3).
std::string key_of(const std::string& branch, const std::string& method) {
  return method + " " + branch;
}

TransactionCallbacks with_memory(TransactionCallbacks callbacks,
                                 std::function<void(const Response&)> answered) {
  auto tell = std::move(callbacks.ended);
  callbacks.ended = [tell = std::move(tell), answered = std::move(answered)](TransactionEnd how) {
    if (const auto* answer = std::get_if<Answered>(&how)) answered(answer->response);
    tell(std::move(how));
  };
  return callbacks;
}

}  // namespace

Transactions::Pending::Pending(Transactions& table,
                               std::unique_ptr<OutgoingTransaction> transaction)
    : table_(table),
      transaction_(std::move(transaction)),
      key_(key_of(transaction_->request().branch, transaction_->request().method_text)) {
  table_.pending_[key_] = transaction_.get();
}

Transactions::Pending::~Pending() {
  const auto found = table_.pending_.find(key_);
  if (found != table_.pending_.end() && found->second == transaction_.get())
    table_.pending_.erase(found);
}

std::unique_ptr<Transactions::Pending> Transactions::start(OutgoingRequest request,
                                                           const Patience& patience,
                                                           datamodel::ServerCounters& counters,
                                                           TransactionCallbacks callbacks) {
  auto answered = [this, key = key_of(request.branch, request.method_text),
                   t4 = patience.timers.t4](const Response&) {
    remember({.until = clock_.now() + t4, .key = key});
  };
  auto pending = std::make_unique<Pending>(
      *this,
      std::make_unique<ClientTransaction>(clock_, std::move(request), patience, counters, meter_,
                                          with_memory(std::move(callbacks), std::move(answered))));
  pending->transaction_->start();
  return pending;
}

std::unique_ptr<Transactions::Pending> Transactions::start_invite(
    std::shared_ptr<Link> link, const RequestForm& form, const Patience& patience,
    datamodel::ServerCounters& counters, TransactionCallbacks callbacks) {
  auto answered = [this, link, form](const Response& response) {
    if (response.status >= 300) acknowledge(link, form, response);
  };
  OutgoingRequest request{.link = std::move(link),
                          .method = datamodel::Method::invite,
                          .method_text = "INVITE",
                          .branch = form.branch,
                          .call_id = form.call_id,
                          .from_tag = form.from_tag,
                          .cseq = form.cseq,
                          .text = request_text(form)};
  auto pending = std::make_unique<Pending>(
      *this,
      std::make_unique<InviteTransaction>(clock_, std::move(request), patience, counters, meter_,
                                          with_memory(std::move(callbacks), std::move(answered))));
  pending->transaction_->start();
  return pending;
}

void Transactions::acknowledge(const std::shared_ptr<Link>& link, const RequestForm& invite,
                               const Response& response) {
  Absorbed absorbed{.until = clock_.now() + acks_are_kept,
                    .key = key_of(invite.branch, "INVITE"),
                    .link = link,
                    .ack = request_text(ack_of(invite, response))};
  // An ACK that cannot be sent is asked for again by the same response.
  meter_.request_out("ACK", Pass::first);
  link->send(absorbed.ack);
  remember(std::move(absorbed));
}

void Transactions::remember(Absorbed absorbed) {
  if (absorbed_.size() == most_absorbed) absorbed_.pop_front();
  absorbed_.push_back(std::move(absorbed));
  forget_old();
}

void Transactions::forget_old() {
  std::erase_if(absorbed_, [&](const Absorbed& entry) { return entry.until < clock_.now(); });
  forget_.reset();
  if (absorbed_.empty()) return;
  const auto next = std::ranges::min_element(absorbed_, {}, &Absorbed::until);
  // They hold to the very end of their time.
  forget_ = clock_.at(next->until + Duration(1), [this] { forget_old(); });
}

bool Transactions::absorb(const std::string& key) {
  const auto found = std::ranges::find(absorbed_, key, &Absorbed::key);
  if (found == absorbed_.end()) return false;
  if (found->link) {
    meter_.request_out("ACK", Pass::again);
    found->link->send(found->ack);
  }
  return true;
}

Transactions::Match Transactions::received(const Target& from, const Response& response) {
  const auto key = key_of(response.branch, response.method);
  const auto found = pending_.find(key);
  if (found == pending_.end() || found->second->ended()) {
    const bool is_late_success = response.method == "INVITE" && response.status < 300;
    return !is_late_success && absorb(key) ? Match::absorbed : Match::none;
  }
  auto& transaction = *found->second;
  // A registrar may answer from another port, never from another host.
  if (transaction.request().link->target().address != from.address) return Match::none;
  return transaction.received(response) ? Match::taken : Match::none;
}

// One connection serves several requests, and fails or is made but once for each server.
std::set<datamodel::ServerCounters*> Transactions::counters_at(const Link& link) const {
  std::set<datamodel::ServerCounters*> found;
  for (const auto& [key, transaction] : pending_) {
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
  std::vector<std::string> keys;  // the callbacks change the table
  for (const auto& [key, transaction] : pending_) {
    if (transaction->request().link.get() == &link) keys.push_back(key);
  }
  for (const auto& key : keys) {
    const auto found = pending_.find(key);
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

std::size_t Transactions::waiting() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(pending_, [](const auto& entry) { return !entry.second->ended(); }));
}

}  // namespace lineman::sipcore
