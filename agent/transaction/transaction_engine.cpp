#include "agent/transaction/transaction_engine.hpp"

#include <algorithm>
#include <utility>

namespace lineman::agent {

using datamodel::Problem;
using datamodel::ProblemCode;

TransactionEngine::TransactionEngine(Surroundings surroundings, Settings settings, Hooks hooks,
                                     Store::Opened opened)
    : store_(surroundings.store),
      disk_(surroundings.disk),
      core_(surroundings.core),
      clock_(surroundings.clock),
      settings_(std::move(settings)),
      hooks_(std::move(hooks)),
      opened_(std::move(opened)),
      current_(opened_.current),
      next_number_(opened_.highest + 1),
      history_(opened_.history.begin(), opened_.history.end()),
      follower_(core_, clock_, current_, settings_.accounts,
                {.changed = [this] { core_changed(); }, .report = hooks_.report}),
      publications_(store_, disk_, clock_, hooks_.report),
      guard_({.store = store_, .disk = disk_, .clock = clock_}, current_,
             {.settled = [this](std::uint64_t generation) { guard_settled(generation); },
              .expired = [this] { take_back_guarded(); },
              .report = hooks_.report,
              .may_settle = [this] { return !is_planned(); },
              .not_settled = [this] { wake(); }}) {}

TransactionEngine::~TransactionEngine() = default;

void TransactionEngine::add_publisher(std::string name, Publisher& publisher) {
  publications_.add(std::move(name), publisher);
}

Store::Result<void> TransactionEngine::start() {
  auto started = publications_.start(opened_);
  opened_ = {};
  guard_.resume();
  return started;
}

void TransactionEngine::run(TransactionRequest request, OnOutcome answer) {
  enqueue(std::move(request), nullptr, std::move(answer));
}

TransactionId TransactionEngine::begin(TransactionRequest request, OnPrepared answer) {
  return enqueue(std::move(request), std::move(answer), nullptr);
}

TransactionId TransactionEngine::enqueue(TransactionRequest request, OnPrepared on_prepared,
                                         OnOutcome on_outcome) {
  WaitingTransaction waiting{.id = ++last_id_,
                             .request = std::move(request),
                             .on_prepared = std::move(on_prepared),
                             .on_outcome = std::move(on_outcome)};
  if (ended_) return waiting.id;
  if (queue_.is_full()) {
    post([this, waiting = std::move(waiting)] {
      refuse_waiting(waiting, whole_problem(ProblemCode::busy, "too many changes wait already"));
    });
  } else {
    queue_.push(std::move(waiting));
    wake();
  }
  return last_id_;
}

void TransactionEngine::commit(TransactionId id, OnOutcome answer) {
  if (ended_) return;
  const bool can_decide = active_ && active_->asked.id == id && active_->phase == Phase::prepared &&
                          active_->decision == Decision::none;
  if (!can_decide) {
    post([this, answer = std::move(answer)] {
      answer({.problems = {whole_problem(ProblemCode::busy,
                                         "the prepared change was given up: its time had passed")},
              .generation = current_.number});
    });
    return;
  }
  active_->asked.on_outcome = std::move(answer);
  active_->decision = Decision::commit;
  deadline_.reset();
  wake();
}

void TransactionEngine::abort(TransactionId id) {
  if (ended_) return;
  if (auto waiting = queue_.take(id)) {
    post([this, waiting = std::move(*waiting)] {
      refuse_waiting(waiting, whole_problem(ProblemCode::busy, "its asker gave it up"));
    });
    return;
  }
  if (!active_ || active_->asked.id != id || active_->decision != Decision::none) return;
  if (active_->phase != Phase::preparing && active_->phase != Phase::prepared) return;
  active_->decision = Decision::abort;
  wake();
}

void TransactionEngine::core_connected(const sipcore::Welcome& welcome) {
  if (ended_) return;
  if (welcome.generation <= maximum_generation_number) {
    next_number_ = std::max(next_number_, welcome.generation + 1);
  }
  follower_.connected(welcome);
}

void TransactionEngine::core_disconnected() {
  if (!ended_) follower_.disconnected();
}

void TransactionEngine::core_event(const sipcore::Event& /*event*/) {}

std::vector<GenerationSummary> TransactionEngine::generations() const {
  return {history_.rbegin(), history_.rend()};
}

void TransactionEngine::read(std::uint64_t generation, OnValues answer) {
  if (ended_) return;
  if (generation == current_.number) {
    post([this, answer = std::move(answer)] { answer(current_.values); });
    return;
  }
  auto result = std::make_shared<Store::Result<Generation>>();
  disk_.run([&store = store_, generation, result] { *result = store.read(generation); },
            [this, alive = std::weak_ptr(alive_), answer = std::move(answer), result] {
              if (alive.expired() || ended_) return;
              if (*result) {
                answer((*result)->values);
              } else {
                answer(tl::unexpected(result->error().sentence));
              }
            });
}

// Has turn() called by the loop.
void TransactionEngine::wake() {
  if (turn_ || ended_) return;
  turn_ = clock_.after(Duration::zero(), [this] {
    const auto fired = std::move(turn_);
    turn();
  });
}

void TransactionEngine::post(std::function<void()> answer) {
  outbox_.push_back(std::move(answer));
  wake();
}

void TransactionEngine::turn() {
  answer_outbox();
  decide();
  refuse_expired();
  settle_guard();
  while (start_next()) {
  }
  const auto nearest = queue_.nearest_deadline();
  line_deadline_ = nearest && !ended_ ? clock_.at(*nearest, [this] { wake(); }) : nullptr;
}

void TransactionEngine::answer_outbox() {
  for (const auto& answer : std::exchange(outbox_, {})) {
    if (!ended_) answer();
  }
}

void TransactionEngine::refuse_expired() {
  if (ended_) return;
  for (const auto& waiting : queue_.take_expired(clock_.now())) {
    refuse_waiting(
        waiting,
        whole_problem(ProblemCode::busy, "other changes were under way until its time had passed"));
  }
}

// Whether there may be another one to start.
bool TransactionEngine::start_next() {
  if (ended_ || active_ || queue_.is_empty() || stages_under_way_ > 0) return false;
  if (guard_.is_settling()) return false;
  if (waits_for_core(queue_.front().request)) return false;
  validate(queue_.pop());
  return true;
}

// A core that is being brought to the current generation will soon be able to judge the change; one
// that failed at it need not be waited for by those who can do without.
bool TransactionEngine::waits_for_core(const TransactionRequest& request) const {
  if (!follower_.is_connected() || !follower_.is_working()) return false;
  const bool tolerant = request.without_core && follower_.failed_loads() > 0;
  return !tolerant && !follower_.is_hopeless();
}

void TransactionEngine::refuse_waiting(const WaitingTransaction& waiting, Problem problem) {
  if (waiting.on_prepared) {
    waiting.on_prepared({std::move(problem)});
  } else {
    waiting.on_outcome({.problems = {std::move(problem)}, .generation = current_.number});
  }
}

void TransactionEngine::core_changed() {
  if (ended_) return;
  applied_if_it_is();
  if (follower_.applied() == current_.number && follower_.is_connected()) guard_.core_runs();
  wake();
  if (hooks_.core_changed) hooks_.core_changed();
}

}  // namespace lineman::agent
