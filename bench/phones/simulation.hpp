// Many phones and one ACS, in simulated time: when their sessions arrive. The phones decide with
// the agent's own code (tr069/session: Schedule, RetryLadder, Periodic).
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

namespace lineman::bench {

struct Scenario {
  unsigned phones = 1'000'000;
  std::chrono::seconds duration{7200};
  std::chrono::seconds bucket{10};  // arrivals are counted over so long
  // Periodic reports; 0: none. With a phase of its own for each phone (PeriodicInformTime), or all
  // from the beginning on.
  std::chrono::seconds interval{3600};
  bool spread_phases = true;
  // The phones come up within boot_spread from the beginning; with all_boot each has something to
  // say then (1 BOOT).
  bool all_boot = false;
  std::chrono::seconds boot_spread{0};
  // The ACS answers nobody from outage_begin until outage_end.
  std::chrono::seconds outage_begin{0};
  std::chrono::seconds outage_end{0};
  std::uint64_t seed = 1;  // the same scenario with the same seed is the same run
};

// Sessions that arrived in one bucket.
struct Arrivals {
  std::uint64_t answered = 0;
  std::uint64_t refused = 0;
};

// One run.
class Simulation {
 public:
  explicit Simulation(const Scenario& scenario);
  ~Simulation();
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  // Once. One entry for each bucket of the duration.
  const std::vector<Arrivals>& run();

 private:
  class World;
  class Phone;
  std::unique_ptr<World> world_;
  std::vector<std::unique_ptr<Phone>> phones_;
};

}  // namespace lineman::bench
