// What has to hold of a World, whatever happened to it.
#include <algorithm>
#include <utility>

#include "agent/core/core_state.hpp"
#include "agent/store/store_names.hpp"
#include "tests/crash/world.hpp"
#include "tests/crash/world_life.hpp"

namespace lineman::test {

using agent::Generation;
using namespace std::chrono_literals;

void World::recover_and_check() {
  files.set_fault({});
  files.crash_never();
  core.set_mood({});
  core.set_latency({});
  core.come_back();
  disk_duration = {};
  kill_after_.reset();
  core_dies_after_.reset();
  if (life_) life_->disk.set_duration({});
  if (!life_ && !start_agent()) {
    violate("the agent does not start");
    return;
  }
  run(2min);
  check();
  end_agent(Loss::dropped);
  if (!start_agent()) {
    violate("the agent does not start after the power went");
    return;
  }
  for (const auto& name : files.names()) {
    if (name.ends_with(".new")) violate(name + " was left");
  }
  run(2min);
  check();
}

void World::check() {
  if (!life_) {
    violate("the agent gave up without a reason");
    return;
  }
  check_answers();
  if (life_->engine.guard().runs()) violate("a guard never ended");
  if (const auto* const current = durable(life_->engine.generation())) {
    check_current(*current);
  } else {
    violate("the current generation is not whole");
  }
}

void World::check_current(const Generation& current) {
  if (current.values != life_->engine.values())
    violate("the engine has other values than the store");
  check_store(current);
  check_core(current);
  check_published(current.number);
}

std::vector<std::uint64_t> World::stored_numbers() const {
  std::vector<std::string> names;
  for (const auto& name : files.names()) {
    if (name.starts_with("generations/")) names.push_back(name.substr(12));
  }
  return agent::sort_names(names).whole;
}

void World::check_store(const Generation& current) {
  for (const auto& name : files.names()) {
    if (name.ends_with(".torn")) violate(name + " was set aside");
  }
  const auto numbers = stored_numbers();
  if (numbers.empty() || numbers.back() != current.number)
    violate("the current generation is not the highest");
  Chain chain(asks_, guards_);
  for (const auto number : numbers) {
    if (const auto* const generation = durable(number)) {
      chain.take(*generation);
    } else {
      violate("generation " + std::to_string(number) + " is not whole");
    }
  }
  for (const auto& violation : chain.violations()) violate(violation);
}

void World::check_core(const Generation& current) {
  const auto wanted = agent::load_of(current, accounts);
  const auto& running = core.running();
  if (running.generation != wanted.generation || running.digest != wanted.digest ||
      running.globals != wanted.globals || running.accounts.size() != wanted.accounts.size()) {
    violate("the core runs another generation than the stored one");
    return;
  }
  for (const auto& account : wanted.accounts) {
    if (running.accounts.at(account.account) != account)
      violate("the core runs other values than the stored ones");
  }
  if (core.has_stage()) violate("the core was left with a stage");
}

void World::check_published(std::uint64_t current) {
  for (const auto number : stored_numbers()) {
    const bool told =
        std::ranges::any_of(published_, [&](const auto& entry) { return entry.second == number; });
    if (!told && number != stored_numbers().front()) {
      violate("generation " + std::to_string(number) + " was never published");
    }
  }
  for (const auto& [life, number] : published_) {
    if (number > current) violate("a generation was published that does not exist any more");
  }
}

void World::check_answers() {
  for (const auto& ask : asks_) {
    const auto who = "ask " + std::to_string(ask.number);
    if (ask.life == lives_ && ask.answers == 0) violate(who + " was never answered");
    if (!ask.yes) continue;
    const auto* const kept = durable(ask.generation);
    if (!kept || !has_values_of(*kept, ask)) violate("the yes for " + who + " was lost");
  }
}

void World::violate(std::string sentence) {
  if (std::ranges::find(violations_, sentence) == violations_.end()) {
    violations_.push_back(std::move(sentence));
  }
}

}  // namespace lineman::test
