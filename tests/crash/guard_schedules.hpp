// The schedule of a guarded change, for the tests and the test of the tests.
#pragma once

#include "tests/crash/schedules.hpp"

namespace lineman::test {

// How its guard ends.
enum class End : std::uint8_t { taken_back, proven, confirmed };

// Up, the core loaded, and both accounts registered.
inline void bring_up_registered(World& world) {
  bring_up(world);
  world.say_registered(true, true);
}

inline void revive(World& world) {
  for (int tries = 0; tries < 5 && !world.is_alive(); ++tries) {
    if (!world.start_agent()) world.run(std::chrono::seconds(1));
  }
}

// A guarded change, another one of a part of its values, and a rollback of that; then the guard's
// end. An agent that is gone is started again.
inline void make_guarded_changes(World& world, End end) {
  using namespace std::chrono_literals;
  revive(world);
  world.ask(2s, {.key = true, .serial = true, .guard = 20});
  world.run_until_answered(10s);
  world.say_registered(false, false);
  revive(world);
  world.ask(2s, {.half = true});
  world.run_until_answered(10s);
  world.run(1s);
  revive(world);
  world.roll_back(1, 2s);
  world.run(1s);
  revive(world);
  if (end == End::proven) world.say_registered(true, true);
  if (end == End::confirmed) world.confirm_guard();
  world.run(5s);
  revive(world);
  world.run(30s);
}

inline Extent extent_of_guarded(End end, Wrong wrong = Wrong::nothing) {
  World world(wrong);
  bring_up_registered(world);
  Extent extent{.first_operation = world.files.operations(), .operations = 0, .steps = 0};
  const auto steps = world.steps();
  make_guarded_changes(world, end);
  extent.operations = world.files.operations() - extent.first_operation;
  extent.steps = world.steps() - steps;
  return extent;
}

}  // namespace lineman::test
