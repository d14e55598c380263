// The schedules that the tests, and the test of the tests, go through.
#pragma once

#include "tests/crash/world.hpp"

namespace lineman::test {

inline constexpr unsigned changes_in_a_schedule = 3;

// From an agent that is up and a core that runs what is stored: three changes, the second of them
// in two parts, each asked when the one before was answered; an agent that is gone is started
// again.
inline void make_changes(World& world) {
  using namespace std::chrono_literals;
  for (unsigned i = 0; i < changes_in_a_schedule; ++i) {
    for (int tries = 0; tries < 5 && !world.is_alive(); ++tries) {
      if (!world.start_agent()) world.run(1s);
    }
    world.run(i == 0 ? 0ms : 1s);
    if (i == 1) {
      world.ask_in_two_parts(2s, true);
    } else {
      world.ask(2s);
    }
    world.run_until_answered(10s);
  }
  world.run(1s);
}

// Up, and the core loaded.
inline void bring_up(World& world) {
  world.start_agent();
  world.run(std::chrono::seconds(1));
}

// Operations and steps of the changes where nothing goes wrong.
struct Extent {
  std::uint64_t first_operation = 0;
  std::uint64_t operations = 0;
  std::uint64_t steps = 0;
};

inline Extent extent_of_changes(Wrong wrong = Wrong::nothing) {
  World world(wrong);
  bring_up(world);
  Extent extent{.first_operation = world.files.operations(), .operations = 0, .steps = 0};
  const auto steps = world.steps();
  make_changes(world);
  extent.operations = world.files.operations() - extent.first_operation;
  extent.steps = world.steps() - steps;
  return extent;
}

}  // namespace lineman::test
