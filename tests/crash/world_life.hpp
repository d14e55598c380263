// One life of the agent in a World: from a start to a kill.
#pragma once

#include "agent/transaction/publisher.hpp"
#include "agent/transaction/transaction_engine.hpp"
#include "tests/crash/world.hpp"
#include "tests/support/fake_disk.hpp"

namespace lineman::test {

struct World::Life : agent::Publisher {
  Life(World& outer, agent::Store::Opened opened)
      : world(outer),
        disk(outer.clock),
        engine(
            {outer.store_, disk, outer.core, outer.clock},
            {.accounts = accounts, .history = history, .instance = std::to_string(outer.lives_)},
            {.fatal = [&outer](const std::string&) { outer.gave_up_ = true; },
             .report = [](const std::string&) {},
             .registered = [&outer] { return outer.registered_; },
             .guard = [&outer](agent::GuardEvent event,
                               std::uint64_t generation) { outer.guard_told(event, generation); }},
            std::move(opened)) {
    engine.add_publisher("test", *this);
    if (outer.wrong_ == Wrong::answers_too_early) disk.be_hasty();
    disk.set_duration(outer.disk_duration);
  }
  void publish(const agent::Generation& generation) override { world.published(generation); }

  World& world;
  FakeDisk disk;
  agent::TransactionEngine engine;
};

}  // namespace lineman::test
