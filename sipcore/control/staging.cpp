#include "sipcore/control/staging.hpp"

#include <algorithm>

#include "daemon/log.hpp"

namespace lineman::sipcore {
namespace {

using datamodel::CoreCounter;
using datamodel::ProblemCode;

// In the words of the interface these errors carry a txn.
Error about(ErrorCode code, std::string txn) {
  return {.code = code, .sentence = std::move(txn)};
}

Error conflict_with(std::uint64_t generation) {
  return {.code = ErrorCode::conflict,
          .sentence = "the SIP core runs another generation",
          .generation = generation};
}

Error invalid(std::string name, std::string sentence) {
  return {.code = ErrorCode::invalid,
          .sentence = "the request is not valid",
          .problems = {{ProblemCode::wrong_value, std::move(name), {}, std::move(sentence)}}};
}

std::string name_of(unsigned account) {
  return "account." + std::to_string(account);
}

// The first account that stands twice; 0: none.
unsigned repeated(const std::vector<AccountConfiguration>& accounts) {
  std::vector<unsigned> numbers;
  numbers.reserve(accounts.size());
  for (const auto& account : accounts) numbers.push_back(account.account);
  std::ranges::sort(numbers);
  const auto twice = std::ranges::adjacent_find(numbers);
  return twice == numbers.end() ? 0 : *twice;
}

std::string between(std::string_view low, std::string_view high, std::string_view unit) {
  return std::string("is not between ").append(low).append(" and ").append(high).append(unit);
}

}  // namespace

// What is wrong with the request itself; the values are the engine's to judge.
std::optional<Error> Staging::objection_to(const Prepare& prepare) const {
  if (prepare.txn.empty() || prepare.txn.size() > maximum_txn) {
    return invalid("txn", between("1", std::to_string(maximum_txn), " octets long"));
  }
  if (loading_) return about(ErrorCode::busy, "load");
  if (stage_ && stage_->txn != prepare.txn) return about(ErrorCode::busy, stage_->txn);
  if (prepare.digest.size() > maximum_digest) {
    return invalid("digest", between("0", std::to_string(maximum_digest), " octets long"));
  }
  if (prepare.lease <= prepare.lease.zero() || prepare.lease > longest_lease) {
    return invalid("lease_ms", between("1", std::to_string(longest_lease.count()), ""));
  }
  if (prepare.base != generation_ || prepare.target <= generation_)
    return conflict_with(generation_);
  for (const auto& account : prepare.accounts) {
    if (account.account >= 1 && account.account <= accounts_) continue;
    return invalid(name_of(account.account), between("1", std::to_string(accounts_), ""));
  }
  if (const auto account = repeated(prepare.accounts)) {
    return invalid(name_of(account), "is given twice");
  }
  return std::nullopt;
}

tl::unexpected<Error> Staging::refuse(Error error) {
  ++counters_[CoreCounter::refusals];
  return tl::unexpected(std::move(error));
}

Staging::Result<std::vector<AccountEffect>> Staging::prepare(Connection connection,
                                                             const Prepare& prepare) {
  if (auto objection = objection_to(prepare)) return refuse(std::move(*objection));
  stage_.reset();
  auto prepared = actions_.prepare(prepare.accounts, prepare.globals);
  if (!prepared) return refuse(std::move(prepared.error()));
  ++counters_[CoreCounter::prepares];
  stage_ = Stage{.txn = prepare.txn,
                 .connection = connection,
                 .target = prepare.target,
                 .digest = prepare.digest,
                 .staged = std::move(prepared->staged),
                 .lease = clock_.after(prepare.lease, [this] { lease_ended(); })};
  return std::move(prepared->effects);
}

void Staging::lease_ended() {
  ++counters_[CoreCounter::expired_leases];
  expired_txn_ = stage_->txn;
  log::warning(log::Event::agent_undecided,
               "the agent did not decide in time, its transaction is dropped",
               {{"LINEMAN_TXN", expired_txn_}});
  stage_.reset();
}

Staging::Result<std::uint64_t> Staging::commit(const std::string& txn) {
  if (stage_ && stage_->txn == txn) {
    auto stage = std::move(*stage_);
    stage_.reset();
    generation_ = stage.target;
    actions_.commit(std::move(stage.staged), generation_);
    ++counters_[CoreCounter::commits];
    digest_ = std::move(stage.digest);
    committed_ = Committed{txn, generation_};
    return generation_;
  }
  if (committed_ && committed_->txn == txn) return committed_->generation;
  if (!txn.empty() && txn == expired_txn_)
    return tl::unexpected(about(ErrorCode::lease_expired, txn));
  return tl::unexpected(about(ErrorCode::unknown_txn, txn));
}

void Staging::abort(const std::string& txn) {
  if (!stage_ || stage_->txn != txn) return;
  ++counters_[CoreCounter::aborts];
  stage_.reset();
}

Staging::Result<void> Staging::load_begin(Connection connection, Load load) {
  if (load.digest.size() > maximum_digest) {
    return refuse(invalid("digest", between("0", std::to_string(maximum_digest), " octets long")));
  }
  if (stage_) abort(std::string(stage_->txn));
  load.accounts.clear();
  loading_ = Loading{connection, std::move(load)};
  return {};
}

Staging::Result<void> Staging::load_account(Connection connection, AccountConfiguration account) {
  if (!loading_ || loading_->connection != connection) {
    return tl::unexpected(about(ErrorCode::unknown_txn, "load"));
  }
  auto& accounts = loading_->load.accounts;
  const auto number = account.account;
  if (std::ranges::find(accounts, number, &AccountConfiguration::account) != accounts.end()) {
    return tl::unexpected(invalid(name_of(number), "is given twice"));
  }
  if (number < 1 || number > accounts_) {
    log::warning(log::Event::account_beyond_model,
                 "the agent loads an account that this model does not have",
                 {{"LINEMAN_ACCOUNT", std::to_string(number)}});
    return {};
  }
  accounts.push_back(std::move(account));
  return {};
}

Staging::Result<std::uint64_t> Staging::load_end(Connection connection) {
  if (!loading_ || loading_->connection != connection) {
    return tl::unexpected(about(ErrorCode::unknown_txn, "load"));
  }
  auto load = std::move(loading_->load);
  loading_.reset();
  actions_.load(load);
  generation_ = load.generation;
  digest_ = std::move(load.digest);
  committed_.reset();
  expired_txn_.clear();
  return generation_;
}

void Staging::connection_closed(Connection connection) {
  if (loading_ && loading_->connection == connection) loading_.reset();
  if (stage_ && stage_->connection == connection) abort(std::string(stage_->txn));
}

}  // namespace lineman::sipcore
