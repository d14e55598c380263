#include "mibs/agentx/set_transaction.hpp"

#include <algorithm>
#include <utility>

#include "mibs/door/limits.hpp"
#include "mibs/objects/objects_root.hpp"

namespace lineman::mibs::agentx {
namespace {

// Who asked is known to the master agent alone.
const Asker asker{Door::snmp, "agentx"};

}  // namespace

SetTransaction::SetTransaction(Configuration& configuration, Clock& clock, const ObjectTree& tree)
    : configuration_{configuration}, clock_{clock}, plan_{tree, false} {}

SetTransaction::~SetTransaction() {
  give_up();
}

void SetTransaction::answer(SnmpError error, std::size_t index) {
  if (const auto answer = std::exchange(answer_, {})) answer(error, index);
}

void SetTransaction::test(const std::vector<SentVarbind>& variables, OnStep answer) {
  answer_ = std::move(answer);
  for (std::size_t i = 0; i < variables.size(); ++i) {
    const auto error = plan_.take(below_objects(Arcs{variables[i].name}), variables[i].value);
    if (error == SnmpError::none) continue;
    stage_ = Stage::over;
    return this->answer(error, i + 1);
  }
  stage_ = Stage::beginning;
  overdue_ = clock_.after(set_deadline + set_margin, [this] { overdue(); });
  // The engine answers from the loop, so the identifier is there before the answer.
  auto id = std::make_shared<TransactionId>();
  *id = configuration_.begin(
      plan_.transaction(asker, clock_.now() + set_deadline),
      [self = weak_from_this(), id, &configuration = configuration_](const auto& problems) {
        if (const auto set = self.lock(); set && set->stage_ == Stage::beginning) {
          set->prepared(problems);
        } else if (problems.empty()) {
          configuration.abort(*id);
        }
      });
  id_ = *id;
}

void SetTransaction::prepared(const datamodel::Problems& problems) {
  overdue_.reset();
  if (problems.empty()) {
    stage_ = Stage::prepared;
    return answer(SnmpError::none);
  }
  stage_ = Stage::over;
  // Of several the first variable is named, as SNMP does.
  const auto* const first = &*std::ranges::min_element(
      problems, {}, [this](const auto& problem) { return plan_.blamed_for(problem); });
  answer(error_of(first->code), plan_.blamed_for(*first) + 1);
}

void SetTransaction::overdue() {
  stage_ = Stage::over;
  answer(SnmpError::resource_unavailable, 1);
}

void SetTransaction::commit(OnStep answer) {
  answer_ = std::move(answer);
  if (stage_ != Stage::prepared) return this->answer(SnmpError::commit_failed, 1);
  stage_ = Stage::committing;
  // Nobody else can commit in between, so these are the values that an undo brings back.
  for (const auto& change : plan_.changes()) {
    before_.push_back(
        {change.parameter, std::string{configuration_.values().get(change.parameter)}});
  }
  configuration_.commit(id_, [self = weak_from_this()](const Outcome& outcome) {
    if (const auto set = self.lock()) set->committed(outcome);
  });
}

void SetTransaction::committed(const Outcome& outcome) {
  const bool unwanted = stage_ == Stage::unwanted;
  if (outcome.refused()) {
    stage_ = Stage::over;
    return unwanted ? answer(SnmpError::none) : answer(SnmpError::commit_failed, 1);
  }
  stage_ = Stage::committed;
  for (const auto& change : before_) {
    after_.push_back(
        {change.parameter, std::string{configuration_.values().get(change.parameter)}});
  }
  if (unwanted) return take_back();
  answer(SnmpError::none);
}

std::vector<Change> SetTransaction::way_back() const {
  std::vector<Change> changes;
  for (std::size_t i = 0; i < before_.size(); ++i) {
    const auto now = configuration_.values().get(before_[i].parameter);
    if (now == after_[i].value && now != before_[i].value) changes.push_back(before_[i]);
  }
  return changes;
}

// A commit that is under way cannot be stopped: a master agent that has given up waiting for it has
// it undone when it has come to something.
void SetTransaction::undo(OnStep answer) {
  answer_ = std::move(answer);
  if (stage_ == Stage::committing) {
    stage_ = Stage::unwanted;
  } else if (stage_ != Stage::unwanted) {
    take_back();
  }
}

void SetTransaction::take_back() {
  const bool stands = stage_ == Stage::committed;
  give_up();
  auto changes = stands ? way_back() : std::vector<Change>{};
  if (changes.empty()) return answer(SnmpError::none);
  TransactionRequest request;
  request.asker = asker;
  request.changes = std::move(changes);
  request.deadline = clock_.now() + set_deadline;
  configuration_.run(std::move(request), [self = weak_from_this()](const Outcome& outcome) {
    const auto set = self.lock();
    if (!set) return;
    set->answer(outcome.refused() ? SnmpError::undo_failed : SnmpError::none);
  });
}

void SetTransaction::give_up() {
  overdue_.reset();
  if (stage_ == Stage::prepared) configuration_.abort(id_);
  // What is still beginning is aborted when the engine has prepared it.
  stage_ = Stage::over;
}

}  // namespace lineman::mibs::agentx
