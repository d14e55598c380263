// Waits for the proof that a guarded change holds, and says when to take it back
// (ARCHITECTURE.md, "Guarded commit").
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "agent/files/disk.hpp"
#include "agent/store/store.hpp"
#include "daemon/clock.hpp"

namespace lineman::agent {

// That an account is registered, and under which generation it registered.
struct Registered {
  unsigned account = 0;
  std::uint64_t under = 0;

  bool operator==(const Registered&) const = default;
};

// Whether the values let an account register: enabled, with an address and a user name.
bool can_register(const datamodel::Values& values, unsigned account);

// One thread: the agent's loop. `current` is the engine's, its guard is the record of the running
// one; the engine says when it changed. What it is given outlives it.
class Guard {
 public:
  static constexpr std::chrono::milliseconds retry_interval{5'000};  // of a mark, or of taking back

  struct Surroundings {
    Store& store;
    Disk& disk;
    Clock& clock;
  };
  struct Events {
    // The changes up to this generation stand for good; that is durable.
    std::function<void(std::uint64_t generation)> settled;
    // The time has passed: the engine takes the changes back, and calls changed() or
    // take_back_later().
    std::function<void()> expired;
    std::function<void(const std::string&)> report;  // a sentence for the log
    // Whether no change is on its way to become a generation: its record was made when the guard
    // was open, and would outlive the guard's end.
    std::function<bool()> may_settle;
    std::function<void()> not_settled;  // the store could not keep it: the guard goes on
  };

  Guard(Surroundings surroundings, const Generation& current, Events events);
  ~Guard();
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;

  // At the agent's start, with the guard that the last agent left: its time begins anew.
  void resume();
  // The SIP core runs the current generation. The time of a guard that was resumed counts from the
  // first one.
  void core_runs();
  // Another generation is current.
  void changed();
  // The core said how its accounts are.
  void look(std::span<const Registered> registered);
  // may_settle() may say yes now.
  void settle_if_due();
  // What is to be taken back could not be, for now.
  void take_back_later();

  // Whether what the record would take back is still open: neither settled nor being settled.
  bool is_open() const;
  // The store is at it; nothing may be planned until it has answered.
  bool is_settling() const { return settling_; }
  GuardState state() const;

  // Takes the change for good. `done` comes from the loop, with an empty sentence when that is
  // durable. Only where it can be confirmed (it is open, and its time has not passed) and
  // may_settle().
  bool can_be_confirmed() const;
  void confirm(std::function<void(const std::string& why_not)> done);

 private:
  void arm();
  void disarm();
  void time_passed();
  bool is_proven() const;
  void settle();
  bool waits_for(unsigned account) const;

  Store& store_;
  Disk& disk_;
  Clock& clock_;
  const Generation& current_;
  Events events_;

  std::uint64_t armed_for_ = 0;  // the record's generation; 0: no guard runs
  bool resumed_ = false;         // and the core has not been heard of
  bool settling_ = false;
  bool settling_due_ = false;
  bool expired_ = false;
  std::set<unsigned> proven_;
  TimePoint deadline_;
  std::unique_ptr<Timer> timer_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // the disk may answer after the end
};

}  // namespace lineman::agent
