#include "bench/phones/simulation.hpp"

#include <algorithm>
#include <queue>
#include <random>
#include <stdexcept>

#include "tr069/session/periodic.hpp"
#include "tr069/session/retry_ladder.hpp"
#include "tr069/session/schedule.hpp"

namespace lineman::bench {
namespace {

using std::chrono::duration_cast;
using std::chrono::seconds;

// All phones share the simulation's time. A phone's timers go into its queue; of a phone only few
// are armed at a time.
class Time : public Clock {
 public:
  TimePoint now() const override { return now_; }
  WallTime wall() const override {
    return WallTime{seconds{begin_of_2026}} +
           duration_cast<WallTime::duration>(now_.time_since_epoch());
  }

  std::unique_ptr<Timer> at(TimePoint when, std::function<void()> call) override {
    auto armed = std::make_shared<std::function<void()>>(std::move(call));
    calls_.push({std::max(when, now_), next_++, armed});
    return std::make_unique<Armed>(std::move(armed));
  }

  void run_until(TimePoint end) {
    while (!calls_.empty() && calls_.top().when <= end) {
      const auto next = calls_.top();
      calls_.pop();
      now_ = next.when;
      if (const auto call = next.call.lock()) std::exchange(*call, nullptr)();
    }
    now_ = end;
  }

 private:
  static constexpr std::int64_t begin_of_2026 = 1'767'225'600;

  // Whoever holds it holds the call; the queue knows when it is gone.
  struct Armed : Timer {
    explicit Armed(std::shared_ptr<std::function<void()>> armed) : call{std::move(armed)} {}
    std::shared_ptr<std::function<void()>> call;
  };
  struct Call {
    TimePoint when;
    std::uint64_t number;
    std::weak_ptr<std::function<void()>> call;

    bool operator<(const Call& other) const {
      return std::pair{when, number} > std::pair{other.when, other.number};
    }
  };

  TimePoint now_{};
  std::uint64_t next_ = 0;
  std::priority_queue<Call> calls_;
};

}  // namespace

// What all phones have in common: the time, the ACS, and the counts.
class Simulation::World {
 public:
  explicit World(const Scenario& of) : scenario{of}, engine{of.seed} {
    counts.resize(static_cast<std::size_t>(scenario.duration / scenario.bucket));
  }

  double chance() { return std::uniform_real_distribution<double>{0, 1}(engine); }

  bool acs_answers() const {
    const auto at = duration_cast<seconds>(time.now().time_since_epoch());
    return at < scenario.outage_begin || at >= scenario.outage_end;
  }

  void count(bool answered) {
    const auto now = duration_cast<seconds>(time.now().time_since_epoch());
    const auto at = static_cast<std::size_t>(now / scenario.bucket);
    if (at >= counts.size()) return;
    ++(answered ? counts[at].answered : counts[at].refused);
  }

  Scenario scenario;
  Time time;
  std::mt19937_64 engine;
  std::vector<Arrivals> counts;
};

// The real schedule, ladder and phase, as tr069/cwmp_client puts them together; a session takes no
// time.
class Simulation::Phone {
 public:
  explicit Phone(World& world)
      : world_{world},
        schedule_{world.time, [&world] { return world.chance(); }, [this] { session(); }} {
    const std::chrono::duration<double> wait = world.chance() * world.scenario.boot_spread;
    timer_ = world.time.after(duration_cast<Duration>(wait), [this] { begin(); });
  }

 private:
  std::optional<std::chrono::sys_seconds> phase() {
    const auto& scenario = world_.scenario;
    if (!scenario.spread_phases) return std::nullopt;
    const auto within = world_.chance() * static_cast<double>(scenario.interval.count());
    return std::chrono::sys_seconds{seconds{static_cast<std::int64_t>(within)}};
  }

  void begin() {
    const auto& scenario = world_.scenario;
    schedule_.set_ready(true);
    periodic_.set({.enabled = scenario.interval > seconds::zero(),
                   .interval = scenario.interval,
                   .phase = phase()},
                  world_.time.now(), world_.time.wall());
    if (scenario.all_boot) schedule_.want();
    arm();
  }

  void arm() {
    if (!periodic_.due()) return;
    timer_ = world_.time.at(*periodic_.due(), [this] {
      periodic_.fired(world_.time.now(), world_.time.wall());
      schedule_.want();
      arm();
    });
  }

  void session() {
    const bool answered = world_.acs_answers();
    world_.count(answered);
    if (answered) return schedule_.succeeded();
    schedule_.failed(cwmp::RetryPolicy{}, /*retry=*/true);
  }

  World& world_;
  cwmp::Schedule schedule_;
  cwmp::Periodic periodic_;
  std::unique_ptr<Timer> timer_;
};

Simulation::Simulation(const Scenario& scenario) : world_{std::make_unique<World>(scenario)} {
  if (scenario.bucket <= seconds::zero()) throw std::invalid_argument("no bucket");
  for (unsigned i = 0; i < scenario.phones; ++i) {
    phones_.push_back(std::make_unique<Phone>(*world_));
  }
}

Simulation::~Simulation() = default;

const std::vector<Arrivals>& Simulation::run() {
  world_->time.run_until(TimePoint{world_->scenario.duration});
  return world_->counts;
}

}  // namespace lineman::bench
