// An agent, its disk and a SIP core, with every crash under the test's control, and the promises
// that have to hold.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "agent/transaction/transaction_engine.hpp"
#include "tests/crash/chain.hpp"
#include "tests/crash/wrong_files.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/fake_disk.hpp"
#include "tests/support/fake_files.hpp"
#include "tests/support/fake_sip_core.hpp"

namespace lineman::test {

// How a change is asked for.
struct Manner {
  bool without_core = false;
  bool key = false;         // with a ParameterKey of its own
  bool serial = false;      // with the present serial number
  bool half = false;        // of one account alone
  std::uint32_t guard = 0;  // seconds; 0: none
};

class World {
 public:
  static constexpr unsigned accounts = 2;
  static constexpr std::size_t history = 1'000;  // nothing is forgotten: everything can be checked

  explicit World(Wrong wrong = Wrong::nothing);
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  // As systemd starts an agent. False where it refused to start or crashed.
  bool start_agent();
  bool is_alive() const { return life_ != nullptr; }
  // The process ends, and with it what `loss` says.
  void end_agent(Loss loss);

  // One more change, of two accounts and the phone at once.
  void ask(std::chrono::milliseconds deadline, const Manner& manner = {});
  // The same in two parts: decides as it says.
  void ask_in_two_parts(std::chrono::milliseconds deadline, bool commits,
                        const Manner& manner = {});
  // Back to the values of a stored generation, `back` before the current one.
  void roll_back(std::uint64_t back, std::chrono::milliseconds deadline, std::uint32_t guard = 0);
  void confirm_guard();
  // The core says that these accounts are registered under what it runs, and the others are not.
  void say_registered(bool first, bool second);
  bool is_answered() const { return asks_.empty() || asks_.back().answers > 0; }

  // The next thing happens, at most `wait` from now. False where nothing did. An agent that crashed
  // or gave up is gone afterwards, as `loss_` says.
  bool step(Duration wait);
  void run(Duration time);
  void run_until_answered(Duration at_most);

  // What an agent's end by itself (a crash of the disk, no honest answer) leaves.
  void set_loss(Loss loss) { loss_ = loss; }
  // Ends the agent when so many more steps have happened.
  void kill_after(std::uint64_t steps) { kill_after_ = steps; }
  // The same for the core, which comes back by itself.
  void core_dies_after(std::uint64_t steps) { core_dies_after_ = steps; }
  std::uint64_t steps() const { return steps_; }

  // All troubles end; the agent is started where it is gone; then every promise is checked, and
  // once more after the worst power loss.
  void recover_and_check();

  const std::vector<Ask>& asks() const { return asks_; }
  const GuardsSeen& guards() const { return guards_; }
  unsigned taken_back() const { return taken_back_; }
  unsigned lives() const { return lives_; }
  const std::vector<std::string>& violations() const { return violations_; }

  FakeClock clock;
  FakeFiles files;
  FakeSipCore core{clock};
  std::function<std::uint64_t()> coin;      // for Loss::random
  std::function<Duration()> disk_duration;  // of each job

 private:
  struct Life;
  friend struct Life;

  std::size_t add_ask(TransactionRequest request);
  TransactionRequest request(std::chrono::milliseconds deadline, const Manner& manner) const;
  void guard_told(agent::GuardEvent event, std::uint64_t generation);
  bool is_proven(const agent::GuardRecord& record) const;
  void answered(std::size_t index, const Outcome& outcome);
  void published(const agent::Generation& generation);
  void swapped(std::uint64_t generation);
  // Null where the disk has no whole one.
  const agent::Generation* durable(std::uint64_t number) const;
  void look_for_settling(std::string_view name, std::string_view content);
  void check();
  void check_current(const agent::Generation& current);
  void check_store(const agent::Generation& current);
  void check_core(const agent::Generation& current);
  void check_published(std::uint64_t current);
  void check_answers();
  void use(const agent::Generation& generation);
  void violate(std::string sentence);
  std::vector<std::uint64_t> stored_numbers() const;

  Wrong wrong_;
  WrongFiles wrong_files_;
  agent::Store store_;
  std::unique_ptr<Life> life_;
  unsigned lives_ = 0;
  bool gave_up_ = false;
  Loss loss_ = Loss::none;
  std::uint64_t steps_ = 0;
  std::optional<std::uint64_t> kill_after_;
  std::optional<std::uint64_t> core_dies_after_;
  std::vector<Ask> asks_;
  std::vector<agent::Registered> registered_;
  unsigned says_ = 0;                                // how often the core has said so
  std::map<unsigned, std::uint64_t> highest_under_;  // by account
  std::set<std::uint64_t> confirming_;               // guards
  GuardsSeen guards_;
  unsigned taken_back_ = 0;
  std::map<std::uint64_t, std::string> used_;                  // numbers, and whose they are
  std::vector<std::pair<unsigned, std::uint64_t>> published_;  // life, generation
  std::vector<std::string> violations_;
  // What a text says, by the text: the same ones are looked at again and again.
  mutable std::unordered_map<std::string, std::optional<agent::Generation>> read_;
};

}  // namespace lineman::test
