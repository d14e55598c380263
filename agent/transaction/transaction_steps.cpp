// The steps of the transaction whose turn it is.
#include <algorithm>
#include <utility>

#include "agent/core/core_state.hpp"
#include "agent/transaction/core_problems.hpp"
#include "agent/transaction/guard_plan.hpp"
#include "agent/transaction/transaction_engine.hpp"

namespace lineman::agent {
namespace {

using datamodel::ProblemCode;
using datamodel::Problems;

Problems only(ProblemCode code, std::string sentence) {
  return {whole_problem(code, std::move(sentence))};
}

std::int64_t seconds_since_epoch(WallTime time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

}  // namespace

// Step 1.
void TransactionEngine::validate(WaitingTransaction waiting) {
  fill_in_changes_back(waiting.request);
  auto plan = plan_of(waiting.request, current_, settings_.accounts);
  plan.next.number = next_number_;
  plan.next.time = seconds_since_epoch(clock_.wall());
  plan_guard(plan, waiting.request, current_, guard_.is_open(),
             hooks_.registered ? hooks_.registered() : std::vector<Registered>{});
  active_.emplace(Active{.asked = std::move(waiting), .plan = std::move(plan)});
  arm_deadline();
  if (!active_->plan.problems.empty()) {
    refuse(std::exchange(active_->plan.problems, {}));
  } else if (!active_->plan.makes_generation) {
    prepared_if_all_are();
  } else if (follower_.is_ready()) {
    active_->with_core = true;
    active_->connection = follower_.connection();
    stage_and_prepare();
  } else if (may_go_without_core()) {
    stage_and_prepare();
  } else {
    refuse(only(ProblemCode::core_away,
                follower_.is_connected()
                    ? "the SIP core does not run the stored configuration yet; nothing was changed"
                    : "the SIP core is not reachable; nothing was changed"));
  }
}

bool TransactionEngine::concerns_core() const {
  return std::ranges::any_of(active_->plan.changed, agent::concerns_core);
}

bool TransactionEngine::may_go_without_core() const {
  return active_->asked.request.without_core || follower_.is_hopeless() || !concerns_core();
}

void TransactionEngine::arm_deadline() {
  deadline_ = clock_.at(active_->asked.request.deadline, [this] { deadline_passed(); });
}

void TransactionEngine::deadline_passed() {
  if (ended_ || !active_) return;
  switch (active_->phase) {
    case Phase::preparing:
      refuse(only(ProblemCode::busy, active_->with_core && !active_->core_prepared
                                         ? "the SIP core did not prepare the change in time"
                                         : "the disk did not take the change in time"));
      break;
    case Phase::prepared:
      refuse(only(ProblemCode::busy, "the change was not decided in time"));
      break;
    case Phase::committing:
      break;
    case Phase::applying:
      settle(false);
      break;
  }
}

// Steps 2 and 3, at the same time.
void TransactionEngine::stage_and_prepare() {
  auto& active = *active_;
  active.txn = settings_.instance + '-' + std::to_string(active.plan.next.number) + '-' +
               std::to_string(active.asked.id);
  // The disk works while the message to the core is made.
  if (!active.asked.request.dry_run) stage();
  if (active.with_core) prepare();
  prepared_if_all_are();
}

void TransactionEngine::stage() {
  active_->stage_sent = true;
  ++stages_under_way_;
  auto result = std::make_shared<Store::Result<void>>();
  disk_.run([&store = store_, next = active_->plan.next, result] { *result = store.stage(next); },
            [this, alive = std::weak_ptr(alive_), id = active_->asked.id, result] {
              if (!alive.expired()) staged(id, *result);
            });
}

void TransactionEngine::staged(TransactionId id, const Store::Result<void>& result) {
  --stages_under_way_;
  if (ended_) return;
  wake();
  if (!active_ || active_->asked.id != id || active_->phase != Phase::preparing) return;
  if (!result) {
    refuse(only(ProblemCode::store_failed,
                "the change could not be stored; nothing was changed: " + result.error().sentence));
    return;
  }
  active_->staged = true;
  prepared_if_all_are();
}

void TransactionEngine::prepare() {
  auto& active = *active_;
  const auto& next = active.plan.next;
  active.core_asked = true;
  const sipcore::Prepare message{.txn = active.txn,
                                 .base = current_.number,
                                 .target = next.number,
                                 .digest = datamodel::digest_of(next.values, settings_.accounts),
                                 .lease = prepare_lease,
                                 .accounts = changed_accounts(next.values, active.plan.changed),
                                 .globals = globals_of(next.values)};
  const auto left = active.asked.request.deadline - clock_.now();
  core_.prepare(message, std::min<Duration>(left, longest_prepare),
                [this, alive = std::weak_ptr(alive_), txn = active.txn](auto answer) {
                  if (!alive.expired()) core_prepared(txn, std::move(answer));
                });
}

void TransactionEngine::core_prepared(
    const std::string& txn,
    tl::expected<std::vector<sipcore::AccountEffect>, sipcore::Error> answer) {
  using sipcore::ErrorCode;
  // A late answer is known by its txn: its transaction has ended and was aborted.
  if (ended_ || !active_ || active_->txn != txn || active_->phase != Phase::preparing) return;
  if (answer) {
    active_->core_prepared = true;
    active_->effects = std::move(*answer);
    prepared_if_all_are();
    return;
  }
  const auto code = answer.error().code;
  // A core that timed out may have prepared all the same; the others have nothing to abort.
  if (code != ErrorCode::timed_out) active_->core_asked = false;
  const bool silent = code == ErrorCode::not_connected || code == ErrorCode::timed_out;
  // What is taken back was good once; a core that refuses it now is told by a load.
  const bool takes_back = active_->asked.request.asker.door == Door::guard;
  if (takes_back || (silent && may_go_without_core())) {
    go_without_core();
    prepared_if_all_are();
    return;
  }
  if (code == ErrorCode::conflict) follower_.distrust();
  refuse(problems_of(answer.error(), settings_.accounts));
}

void TransactionEngine::go_without_core() {
  if (active_->core_asked && follower_.connection() == active_->connection)
    core_.abort(active_->txn);
  active_->core_asked = false;
  active_->with_core = false;
  active_->effects.clear();
}

void TransactionEngine::prepared_if_all_are() {
  auto& active = *active_;
  const bool makes = active.plan.makes_generation;
  const bool stored = !makes || active.asked.request.dry_run || active.staged;
  const bool core_agrees = !makes || !active.with_core || active.core_prepared;
  if (!stored || !core_agrees) return;
  active.phase = Phase::prepared;
  if (active.asked.on_prepared) {
    const auto tell = std::exchange(active.asked.on_prepared, nullptr);
    tell({});
  } else {
    active.decision = Decision::commit;
    decide();
  }
}

void TransactionEngine::decide() {
  if (ended_ || !active_) return;
  const auto decision = active_->decision;
  if (decision == Decision::abort) {
    refuse(only(ProblemCode::busy, "its asker gave it up"));
  } else if (decision == Decision::commit && active_->phase == Phase::prepared) {
    commit_point();
  }
}

// Step 4.
void TransactionEngine::commit_point() {
  auto& active = *active_;
  if (!active.plan.makes_generation || active.asked.request.dry_run) {
    const auto outcome = outcome_of_active();
    take_back();
    succeed(outcome);
    return;
  }
  const bool core_lost = active.with_core &&
                         (!follower_.is_connected() || follower_.connection() != active.connection);
  if (core_lost && !may_go_without_core()) {
    refuse(only(ProblemCode::core_away, "the SIP core went away; nothing was changed"));
    return;
  }
  if (core_lost) go_without_core();
  active.phase = Phase::committing;
  auto result = std::make_shared<Store::Committed>();
  disk_.run([&store = store_, number = active.plan.next.number,
             result] { *result = store.commit(number); },
            [this, alive = std::weak_ptr(alive_), result] {
              if (!alive.expired() && !ended_) decided(*result);
            });
}

void TransactionEngine::decided(const Store::Committed& result) {
  switch (result.result) {
    case CommitResult::committed:
      committed();
      break;
    case CommitResult::refused:
      refuse(only(ProblemCode::store_failed,
                  "the change could not be stored; nothing was changed: " + result.sentence));
      break;
    case CommitResult::undecided:
      end("nobody can say whether the last change is stored: " + result.sentence);
      break;
  }
}

// Step 5. From here on the new state stands, whatever dies.
void TransactionEngine::committed() {
  auto& active = *active_;
  active.phase = Phase::applying;
  const auto guarded_before = current_.guard ? current_.guard->generation : 0;
  current_ = std::move(active.plan.next);
  next_number_ = std::max(next_number_, current_.number + 1);
  history_.push_back(summary_of(current_));
  while (history_.size() > std::max<std::size_t>(1, settings_.history)) history_.pop_front();
  guard_.changed();
  if (current_.guard && current_.guard->generation != guarded_before) {
    tell_guard(GuardEvent::started, current_.number);
  }
  if (!active.with_core) {
    follower_.changed_without_core();
    settle(false);
    return;
  }
  arm_deadline();
  follower_.changed_with_core(active.txn, active.connection);
}

void TransactionEngine::applied_if_it_is() {
  if (!active_ || active_->phase != Phase::applying) return;
  if (follower_.applied() == current_.number && follower_.is_connected()) settle(true);
}

// Step 6.
void TransactionEngine::settle(bool core_has_it) {
  auto outcome = outcome_of_active();
  if (!core_has_it && concerns_core()) outcome.applied = Applied::not_yet;
  publications_.publish(current_);
  succeed(outcome);
}

Outcome TransactionEngine::outcome_of_active() const {
  using sipcore::Effect;
  Outcome outcome{.problems = {},
                  .generation = current_.number,
                  .changed = active_->plan.changed,
                  .effects = active_->effects};
  const bool held = std::ranges::any_of(outcome.effects, [](const auto& effect) {
    return effect.effect == Effect::deferred || effect.effect == Effect::restart;
  });
  // Of its own parameters the core has said whether they wait.
  const bool core_says = active_->with_core;
  const bool at_restart =
      std::ranges::any_of(outcome.changed, [core_says](datamodel::ParameterRef ref) {
        return ref.parameter().applies == datamodel::Applies::restart &&
               !(core_says && agent::concerns_core(ref));
      });
  if (held || at_restart) outcome.applied = Applied::not_yet;
  return outcome;
}

void TransactionEngine::succeed(const Outcome& outcome) {
  const auto ended = std::exchange(active_, std::nullopt);
  deadline_.reset();
  wake();
  ended->asked.on_outcome(outcome);
}

void TransactionEngine::refuse(Problems problems) {
  take_back();
  const auto ended = std::exchange(active_, std::nullopt);
  deadline_.reset();
  wake();
  if (ended->asked.on_prepared) {
    ended->asked.on_prepared(problems);
  } else if (ended->asked.on_outcome) {
    ended->asked.on_outcome({.problems = std::move(problems), .generation = current_.number});
  }
}

// Before the commit point: the old state stands everywhere.
void TransactionEngine::take_back() {
  const auto& active = *active_;
  if (active.core_asked && follower_.is_connected() &&
      follower_.connection() == active.connection) {
    core_.abort(active.txn);
  }
  if (active.stage_sent) {
    disk_.run([&store = store_, number = active.plan.next.number] { store.drop(number); }, [] {});
  }
}

void TransactionEngine::end(const std::string& sentence) {
  ended_ = true;
  active_.reset();
  queue_.clear();
  outbox_.clear();
  confirmations_.clear();
  turn_.reset();
  line_deadline_.reset();
  deadline_.reset();
  hooks_.fatal(sentence);
}

}  // namespace lineman::agent
