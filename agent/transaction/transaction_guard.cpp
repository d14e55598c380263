// The guarded change within the engine: what settles it, and the transaction that takes it back.
#include <algorithm>
#include <utility>

#include "agent/transaction/guard_plan.hpp"
#include "agent/transaction/transaction_engine.hpp"

namespace lineman::agent {
namespace {

using datamodel::ParameterRef;
using datamodel::ProblemCode;
using datamodel::Problems;

constexpr std::chrono::seconds deadline_for_taking_back{20};

// The parameters that stood in the way: what else was changed since does not get along with them.
std::vector<ParameterRef> in_conflict(const Problems& problems, unsigned accounts) {
  std::vector<ParameterRef> refs;
  for (const auto& problem : problems) {
    if (problem.code != ProblemCode::conflict) return {};
    if (const auto ref = datamodel::find(problem.name, accounts)) refs.push_back(*ref);
  }
  return refs;
}

void leave_alone(GuardRecord& guard, const std::vector<ParameterRef>& refs) {
  std::erase_if(guard.restore, [&](const datamodel::Values::Entry& entry) {
    return std::ranges::find(refs, entry.ref) != refs.end();
  });
}

}  // namespace

void TransactionEngine::status_changed() {
  if (!ended_ && hooks_.registered) guard_.look(hooks_.registered());
}

void TransactionEngine::confirm_guard(std::function<void(const Problems&)> answer) {
  if (ended_) return;
  confirmations_.push_back({guard_.state().generation, std::move(answer)});
  wake();
}

// Whether a change was planned that is no generation yet.
bool TransactionEngine::is_planned() const {
  return active_ && active_->phase != Phase::applying;
}

// A guard ends between two changes, never while one is planned.
void TransactionEngine::settle_guard() {
  if (ended_ || is_planned()) return;
  guard_.settle_if_due();
  for (const auto& confirmation : std::exchange(confirmations_, {})) confirm(confirmation);
}

void TransactionEngine::confirm(const Confirmation& confirmation) {
  const auto& answer = confirmation.answer;
  if (!guard_.can_be_confirmed()) {
    const auto* const why =
        guard_.is_open() ? "the guarded change is being taken back" : "no guard runs";
    return answer({whole_problem(ProblemCode::conflict, why)});
  }
  if (guard_.state().generation != confirmation.generation) {
    return answer({whole_problem(ProblemCode::conflict, "another guarded change has come since")});
  }
  guard_.confirm([this, answer](const std::string& why_not) {
    if (ended_) return;
    if (why_not.empty()) return answer({});
    answer({whole_problem(ProblemCode::store_failed,
                          "the guard goes on, since its end could not be stored: " + why_not)});
  });
}

void TransactionEngine::guard_settled(std::uint64_t generation) {
  if (ended_) return;
  if (current_.guard && current_.guard->generation == generation) {
    current_.guard.reset();
    guard_.changed();
  }
  tell_guard(GuardEvent::settled, generation);
  wake();
}

void TransactionEngine::take_back_guarded() {
  if (ended_ || !current_.guard) return;
  const auto guarded = current_.guard->generation;
  run({.asker = {Door::guard, "generation " + std::to_string(guarded)},
       .changes = {},
       .deadline = clock_.now() + deadline_for_taking_back,
       .without_core = true},
      [this, guarded](const Outcome& outcome) {
        if (outcome.refused()) return not_taken_back(outcome.problems);
        if (current_.asker.door == Door::guard) tell_guard(GuardEvent::expired, guarded);
      });
}

void TransactionEngine::not_taken_back(const Problems& problems) {
  for (const auto& problem : problems) {
    hooks_.report("the guarded change is not taken back as a whole: " + problem.name + ' ' +
                  problem.sentence);
  }
  const auto conflicts = in_conflict(problems, settings_.accounts);
  if (conflicts.empty() || !current_.guard) return guard_.take_back_later();
  leave_alone(*current_.guard, conflicts);
  take_back_guarded();
}

// When its turn has come: what others changed in between is theirs.
void TransactionEngine::fill_in_changes_back(TransactionRequest& request) const {
  if (request.asker.door == Door::guard && guard_.is_open()) {
    request.changes = changes_back(*current_.guard);
  }
}

void TransactionEngine::tell_guard(GuardEvent event, std::uint64_t generation) const {
  if (hooks_.guard) hooks_.guard(event, generation);
}

}  // namespace lineman::agent
