// The SETs of a session, by the master agent's transaction identifiers.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "mibs/agentx/pdu.hpp"
#include "mibs/agentx/set_transaction.hpp"

namespace lineman::mibs::agentx {

// One thread: the loop's. With the session goes what is not committed.
class SetTransactions {
 public:
  using Send = std::function<void(const std::string& response)>;

  // All of them outlive it; `send` is called with each response, `ended` after the end of each SET,
  // both from the loop or from take().
  SetTransactions(Configuration& configuration, Clock& clock, const ObjectTree& tree, Send send,
                  std::function<void()> ended);

  // A TestSet, CommitSet, UndoSet or CleanupSet.
  void take(const Frame& frame);

  bool idle() const { return open_.empty(); }

 private:
  struct Open {
    std::uint32_t transaction;
    std::shared_ptr<SetTransaction> set;
    std::unique_ptr<Timer> forgotten{};
  };

  std::shared_ptr<SetTransaction> find(std::uint32_t transaction);
  void test(const Frame& frame);
  void clean_up(std::uint32_t transaction);
  OnStep response_to(const Header& header);

  Configuration& configuration_;
  Clock& clock_;
  const ObjectTree& tree_;
  Send send_;
  std::function<void()> ended_;
  std::deque<Open> open_;  // oldest first
};

}  // namespace lineman::mibs::agentx
