// A schedule that a seed decides.
#pragma once

#include <random>

#include "tests/crash/world.hpp"

namespace lineman::test {

// Changes come while others are under way; the disk and the core are slow, fail and die; the agent
// is killed; where guards are asked for, accounts register or do not.
inline void run_random_schedule(World& world, std::uint64_t seed) {
  using namespace std::chrono_literals;
  std::mt19937_64 random(seed);
  const auto below = [&random](std::uint64_t end) { return random() % end; };
  const auto in_ms = [&](std::uint64_t end) { return std::chrono::milliseconds(below(end)); };
  // How much goes wrong differs between schedules: some are calm but for one thing.
  const auto disk_trouble = below(3) == 0 ? below(12) : 0;  // in a hundred
  const auto core_trouble = below(2) == 0 ? below(30) : 0;
  const auto kills = below(2) == 0 ? below(20) : 0;
  const bool slow = below(2) == 0;
  const bool guards = below(2) == 0;
  const auto manner = [&]() -> Manner {
    return {.without_core = below(8) == 0,
            .key = below(4) == 0,
            .serial = below(4) == 0,
            .half = below(3) == 0,
            .guard = guards && below(2) == 0 ? static_cast<std::uint32_t>(10 + below(20)) : 0};
  };

  world.coin = [&random] { return random(); };
  world.set_loss(static_cast<Loss>(below(5)));
  world.files.set_fault([&](std::uint64_t, std::string_view) -> std::optional<std::errc> {
    if (below(100) >= disk_trouble) return std::nullopt;
    return below(2) == 0 ? std::errc::no_space_on_device : std::errc::io_error;
  });
  world.core.set_mood([&](CoreCall) {
    if (below(100) >= core_trouble) return CoreMood::good;
    return static_cast<CoreMood>(1 + below(4));
  });
  world.core.set_latency([&]() -> Duration { return slow ? in_ms(400) : 0ms; });
  world.disk_duration = [&]() -> Duration { return slow ? in_ms(300) : 0ms; };

  for (std::uint64_t round = 3 + below(10); round > 0; --round) {
    if (!world.is_alive()) world.start_agent();
    if (guards && below(2) == 0) world.say_registered(below(3) != 0, below(3) != 0);
    for (auto asks = below(3); asks > 0; --asks) {
      if (below(3) == 0) {
        world.ask_in_two_parts(in_ms(2'000), below(4) != 0, manner());
      } else {
        world.ask(in_ms(2'000), manner());
      }
    }
    if (below(8) == 0) world.roll_back(below(4), in_ms(2'000), manner().guard);
    if (guards && below(4) == 0) {
      world.run(in_ms(500));
      world.confirm_guard();
    }
    if (below(100) < kills) world.files.crash_after(world.files.operations() + 1 + below(12));
    if (below(100) < kills) world.kill_after(1 + below(40));
    if (below(100) < core_trouble) world.core.die();
    world.run(in_ms(guards && below(4) == 0 ? 20'000 : 3'000));
  }
  world.set_loss(Loss::none);
  if (world.is_alive() && below(2) == 0) world.end_agent(static_cast<Loss>(below(5)));
  world.recover_and_check();
}

}  // namespace lineman::test
