// The transfers of the phone: their queue in the state, whoever moves files, and the ACS that hears
// of their end (TR-069, A.3.3.2).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "daemon/clock.hpp"
#include "tr069/state_keeper.hpp"
#include "tr069/transfers/transfer.hpp"

namespace lineman::cwmp {

// One thread: the agent's loop. What it is given outlives it. A transfer begins when the state says
// durably that it has; one that the end of the agent cuts off is not begun again, but has failed,
// unless its configuration stands.
class Transfers {
 public:
  struct Hooks {
    // Whether one may begin now: there is an ACS, no session runs, and the phone stays up.
    std::function<bool()> may_begin;
    // One has ended: the ACS wants to hear of it.
    std::function<void()> ended;
  };

  // Without a `mover` all fail (9001).
  Transfers(Clock& clock, StateKeeper& keeper, FileMover* mover, Hooks hooks);

  // The agent has started: what the last one had under way is over.
  void begin();
  // Begins what is due, as far as it may; called whenever that may have changed.
  void go_on();

  // An Inform carries the events of those that have ended by now: of these, and of no later ones,
  // the ACS hears in this session; nor of one that a restart would take back.
  void tell();
  // The TransferComplete of the first of them; nothing where there is none.
  std::optional<OwnRequest> next_request() const;
  // The ACS has answered it.
  void answered();

 private:
  TransferQueue& queue() const { return keeper_.state().transfers; }
  const Transfer* first_told() const;
  void look();
  void start(const Transfer& transfer);
  void move(std::uint64_t number);
  void ended(std::uint64_t number, const TransferOutcome& outcome);
  void arm();

  Clock& clock_;
  StateKeeper& keeper_;
  FileMover* mover_;
  Hooks hooks_;
  std::optional<std::uint64_t> moving_;    // and before that, until the disk knows
  std::optional<std::uint64_t> settling_;  // has ended, but the disk has yet to know
  std::vector<std::uint64_t> told_;
  std::unique_ptr<Timer> timer_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // answers may come after the end
};

}  // namespace lineman::cwmp
