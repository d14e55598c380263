// Keeps the SIP core at the current generation: the second half of every commit, and loading after
// every loss.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "agent/core/sip_core.hpp"
#include "agent/store/generation.hpp"

namespace lineman::agent {

// One thread: the agent's loop. `current` is the engine's and changes only right before
// taken_over() or committed().
class CoreFollower {
 public:
  static constexpr std::chrono::milliseconds commit_timeout{2'000};
  static constexpr std::chrono::milliseconds load_timeout{5'000};
  static constexpr std::chrono::milliseconds first_retry{
      1'000};  // of a failed load; doubled each time
  static constexpr std::chrono::milliseconds longest_retry{32'000};
  // After so many failed loads of one generation every door may commit without the core.
  static constexpr unsigned hopeless_after = 3;

  struct Events {
    std::function<void()> changed;                   // something that the engine may wait for
    std::function<void(const std::string&)> report;  // a sentence for the log
  };

  CoreFollower(SipCore& core, Clock& clock, const Generation& current, unsigned accounts,
               Events events);

  void connected(const sipcore::Welcome& welcome);
  void disconnected();

  // The current generation is another one now, and the core has not prepared it.
  void changed_without_core();
  // The current generation is another one now, and the core prepared it as `txn` on connection
  // `connection`.
  void changed_with_core(const std::string& txn, std::uint64_t connection);

  // The core runs another generation than it said, or may: it is loaded.
  void distrust();

  bool is_connected() const { return connected_; }
  bool is_ready() const;  // it runs the current generation, and nothing is under way
  bool is_working() const { return under_way_; }  // a commit or load has not been answered
  bool is_hopeless() const { return failed_loads_ >= hopeless_after; }
  unsigned failed_loads() const { return failed_loads_; }   // of the current generation
  std::uint64_t connection() const { return connection_; }  // another number for each connection
  std::uint64_t applied() const { return applied_; }  // what it runs; 0: nothing, or not known

 private:
  void load_if_due();
  using Answer = tl::expected<std::uint64_t, sipcore::Error>;
  CoreAnswer<std::uint64_t> told(void (CoreFollower::*what)(std::uint64_t number,
                                                            const Answer& answer));
  void loaded(std::uint64_t number, const Answer& answer);
  void committed(std::uint64_t number, const Answer& answer);
  void load_failed(std::uint64_t number, const Answer& answer);
  void forget_failures();

  SipCore& core_;
  Clock& clock_;
  const Generation& current_;
  unsigned accounts_;
  Events events_;

  bool connected_ = false;
  bool under_way_ = false;
  bool behind_ = true;  // what the core runs is not known to be the current generation
  std::uint64_t connection_ = 0;
  std::uint64_t applied_ = 0;
  unsigned failed_loads_ = 0;
  std::unique_ptr<Timer> retry_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // answers may come after the end
};

}  // namespace lineman::agent
