#include "tests/support/fake_sip_core.hpp"

#include <algorithm>
#include <utility>

namespace lineman::test {

using sipcore::Error;
using sipcore::ErrorCode;

void FakeSipCore::start(Listener& listener) {
  listener_ = &listener;
  connect();
}

void FakeSipCore::connect() {
  if (!listener_ || away_) return;
  connecting_ = clock_.after(absence_, [this] {
    connected_ = true;
    listener_->core_connected({.protocol = 1,
                               .instance = std::to_string(instance_),
                               .generation = running_.generation,
                               .digest = running_.digest,
                               .capabilities = {}});
  });
}

void FakeSipCore::come_back() {
  away_ = false;
  if (!connected_ && !telling_) connect();
}

// End of file for the agent: what is open is answered first, then the loss is told.
void FakeSipCore::die() {
  running_ = {};
  staged_.reset();
  committed_txn_.clear();
  ++instance_;
  connecting_.reset();
  if (!connected_) {
    if (!telling_) connect();
    return;
  }
  connected_ = false;
  fail_open_calls();
  telling_ = clock_.after(Duration::zero(), [this] {
    telling_.reset();
    if (listener_) listener_->core_disconnected();
    connect();
  });
}

void FakeSipCore::agent_gone() {
  staged_.reset();
  open_.clear();
  connecting_.reset();
  telling_.reset();
  connected_ = false;
  listener_ = nullptr;
}

void FakeSipCore::fail_open_calls() {
  for (auto& open : open_) {
    open.timer = clock_.after(Duration::zero(), [fail = open.fail] {
      fail({ErrorCode::not_connected, {}, {}});
    });
  }
}

template <typename T>
void FakeSipCore::answer_at(TimePoint when, agent::CoreAnswer<T> answer,
                            tl::expected<T, Error> what) {
  open_.emplace_back();
  const auto at = std::prev(open_.end());
  const auto finish = [this, at, answer = std::move(answer)](const tl::expected<T, Error>& result) {
    const auto tell = answer;
    const auto closed = std::move(*at);
    open_.erase(at);
    tell(result);
  };
  at->fail = [finish](Error error) { finish(tl::unexpected(std::move(error))); };
  at->timer = clock_.at(when, [finish, what = std::move(what)] { finish(what); });
}

template <typename T>
void FakeSipCore::call(CoreCall kind, Duration timeout, agent::CoreAnswer<T> answer,
                       const std::function<tl::expected<T, Error>()>& act) {
  const auto failed = [](ErrorCode code) {
    return tl::expected<T, Error>(tl::unexpected(Error{code, {}, {}}));
  };
  if (!connected_) {
    answer_at<T>(clock_.now(), std::move(answer), failed(ErrorCode::not_connected));
    return;
  }
  ++calls_[static_cast<std::size_t>(kind)];
  const auto mood = mood_ ? mood_(kind) : CoreMood::good;
  const auto answered = clock_.now() + (latency_ ? latency_() : Duration::zero());
  const auto given_up = clock_.now() + timeout;
  if (mood == CoreMood::veto) {
    answer_at<T>(answered, std::move(answer), tl::unexpected(veto_));
  } else if (mood == CoreMood::stall) {
    static_cast<void>(act());
    answer_at<T>(given_up, std::move(answer), failed(ErrorCode::timed_out));
  } else if (mood == CoreMood::good) {
    auto result = act();
    const bool late = answered > given_up;
    answer_at<T>(std::min(answered, given_up), std::move(answer),
                 late ? failed(ErrorCode::timed_out) : std::move(result));
  } else {
    if (mood == CoreMood::die_after) static_cast<void>(act());
    answer_at<T>(given_up, std::move(answer), failed(ErrorCode::timed_out));
    die();
  }
}

void FakeSipCore::prepare(const sipcore::Prepare& prepare, Duration timeout,
                          agent::CoreAnswer<std::vector<sipcore::AccountEffect>> answer) {
  last_prepare_ = prepare;
  call<std::vector<sipcore::AccountEffect>>(CoreCall::prepare, timeout, std::move(answer),
                                            [&] { return do_prepare(prepare); });
}

void FakeSipCore::commit(const std::string& txn, Duration timeout,
                         agent::CoreAnswer<std::uint64_t> answer) {
  call<std::uint64_t>(CoreCall::commit, timeout, std::move(answer), [&] { return do_commit(txn); });
}

void FakeSipCore::load(const sipcore::Load& load, Duration timeout,
                       agent::CoreAnswer<std::uint64_t> answer) {
  call<std::uint64_t>(CoreCall::load, timeout, std::move(answer), [&] { return do_load(load); });
}

void FakeSipCore::abort(const std::string& txn) {
  if (connected_ && staged_ && staged_->txn == txn) staged_.reset();
}

void FakeSipCore::status(Duration /*timeout*/, agent::CoreAnswer<Counters> answer) {
  answer_at<Counters>(clock_.now(), std::move(answer), Counters{});
}

tl::expected<std::vector<sipcore::AccountEffect>, Error> FakeSipCore::do_prepare(
    const sipcore::Prepare& prepare) {
  if (staged_) return tl::unexpected(Error{ErrorCode::busy, staged_->txn, {}});
  if (prepare.base != running_.generation)
    return tl::unexpected(Error{ErrorCode::conflict, {}, {}});
  staged_ = prepare;
  return effects_;
}

tl::expected<std::uint64_t, Error> FakeSipCore::do_commit(const std::string& txn) {
  if (!txn.empty() && txn == committed_txn_) return running_.generation;
  if (!staged_ || staged_->txn != txn) return tl::unexpected(Error{ErrorCode::unknown_txn, {}, {}});
  auto next = std::move(running_);
  next.generation = staged_->target;
  next.digest = std::move(staged_->digest);
  next.globals = std::move(staged_->globals);
  for (auto& account : staged_->accounts) next.accounts[account.account] = std::move(account);
  staged_.reset();
  committed_txn_ = txn;
  swap(std::move(next));
  return running_.generation;
}

tl::expected<std::uint64_t, Error> FakeSipCore::do_load(const sipcore::Load& load) {
  Running next{.generation = load.generation, .digest = load.digest, .globals = load.globals};
  for (const auto& account : load.accounts) next.accounts[account.account] = account;
  staged_.reset();
  swap(std::move(next));
  return running_.generation;
}

void FakeSipCore::swap(Running next) {
  running_ = std::move(next);
  if (on_swap_) on_swap_(running_.generation);
}

}  // namespace lineman::test
