// A SET of a manager as the master agent hands it on: TestSet, CommitSet, and CleanupSet or UndoSet
// (RFC 2741, 7.2.4), as one transaction of the configuration.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "agent/interfaces/configuration.hpp"
#include "mibs/agentx/pdu.hpp"
#include "mibs/objects/set_plan.hpp"

namespace lineman::mibs::agentx {

// The answer to one message. `index` is the variable's, from 1; 0 for none.
using OnStep = std::function<void(SnmpError error, std::size_t index)>;

// One thread: the loop's. An answer may come within the call. What is prepared and not committed is
// given up when it goes; what was committed stands.
class SetTransaction : public std::enable_shared_from_this<SetTransaction> {
 public:
  // All of them outlive it.
  SetTransaction(Configuration& configuration, Clock& clock, const ObjectTree& tree);
  ~SetTransaction();
  SetTransaction(const SetTransaction&) = delete;
  SetTransaction& operator=(const SetTransaction&) = delete;

  // Once. Everything that may be refused is, within set_deadline and its margin.
  void test(const std::vector<SentVarbind>& variables, OnStep answer);
  // After a good test(): the commit point.
  void commit(OnStep answer);
  // After a commit(), whether it is answered or not: a transaction of its own gives those
  // parameters their values back that nobody has changed since. After a good test() alone: gives it
  // up.
  void undo(OnStep answer);

 private:
  enum class Stage : std::uint8_t {
    testing,
    beginning,
    prepared,
    committing,
    unwanted,  // committing, and to be undone
    committed,
    over
  };

  void prepared(const datamodel::Problems& problems);
  void committed(const Outcome& outcome);
  void overdue();
  void take_back();
  void give_up();
  void answer(SnmpError error, std::size_t index = 0);
  std::vector<Change> way_back() const;

  Configuration& configuration_;
  Clock& clock_;
  SetPlan plan_;
  Stage stage_ = Stage::testing;
  TransactionId id_ = 0;
  std::vector<Change> before_{};  // what the changed parameters were
  std::vector<Change> after_{};   // what the commit made of them
  OnStep answer_;
  std::unique_ptr<Timer> overdue_;
};

}  // namespace lineman::mibs::agentx
