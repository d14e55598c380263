#include "tests/crash/world.hpp"

#include <algorithm>
#include <utility>

#include "agent/core_state.hpp"
#include "agent/generation_file.hpp"
#include "agent/store_names.hpp"

namespace lineman::test {
namespace {

using agent::Generation;
using namespace std::chrono_literals;

datamodel::ParameterRef parameter(std::string_view name) {
  return datamodel::find_by_name(name, World::accounts).value();
}

// The three values that an ask sets, all or none.
std::string label_of(unsigned number) {
  return "ask " + std::to_string(number);
}
std::string expires_of(unsigned number) {
  return std::to_string(1'000 + number);
}
std::string url_of(unsigned number) {
  return "https://acs/" + std::to_string(number);
}

const datamodel::ParameterRef label = parameter("account.1.label");
const datamodel::ParameterRef expires = parameter("account.2.sip_server.1.expires");
const datamodel::ParameterRef url = parameter("static.managementserver.url");

bool has_values_of(const Generation& generation, unsigned number) {
  const auto& values = generation.values;
  return values.get(label) == label_of(number) && values.get(expires) == expires_of(number) &&
         values.get(url) == url_of(number);
}

}  // namespace

struct World::Life : agent::Publisher {
  Life(World& outer, agent::Store::Opened opened)
      : world(outer),
        disk(outer.clock),
        engine({outer.store_, disk, outer.core, outer.clock},
               {.accounts = accounts, .history = history, .instance = std::to_string(outer.lives_)},
               {.fatal = [&outer](const std::string&) { outer.gave_up_ = true; },
                .report = [](const std::string&) {}},
               std::move(opened)) {
    engine.add_publisher("test", *this);
    if (outer.wrong_ == Wrong::answers_too_early) disk.be_hasty();
    disk.set_duration(outer.disk_duration);
  }
  void publish(const Generation& generation) override { world.published(generation); }

  World& world;
  FakeDisk disk;
  agent::TransactionEngine engine;
};

World::World(Wrong wrong)
    : wrong_(wrong), wrong_files_(files, wrong), store_(wrong_files_, accounts, history) {
  core.on_swap([this](std::uint64_t generation) { swapped(generation); });
}

World::~World() = default;

bool World::start_agent() {
  ++lives_;
  gave_up_ = false;
  wrong_files_.set_starting(true);
  auto opened = store_.open({}, 0);
  if (opened) life_ = std::make_unique<Life>(*this, std::move(*opened));
  const bool started = life_ && life_->engine.start().has_value();
  wrong_files_.set_starting(false);
  if (!started || files.has_crashed()) {
    end_agent(files.has_crashed() ? loss_ : Loss::none);
    return false;
  }
  core.start(life_->engine);
  return true;
}

void World::end_agent(Loss loss) {
  life_.reset();
  core.agent_gone();
  files.lose(loss, coin);
  kill_after_.reset();
}

TransactionRequest World::request(unsigned number, std::chrono::milliseconds deadline) const {
  TransactionRequest made;
  made.asker = {Door::control, "test"};
  made.changes = {
      {label, label_of(number)}, {expires, expires_of(number)}, {url, url_of(number)}};
  made.deadline = clock.now() + deadline;
  return made;
}

void World::ask(std::chrono::milliseconds deadline, bool without_core) {
  if (!life_) return;
  const auto number = static_cast<unsigned>(asks_.size() + 1);
  asks_.push_back({.number = number, .life = lives_});
  auto made = request(number, deadline);
  made.without_core = without_core;
  life_->engine.run(std::move(made), [this, index = asks_.size() - 1](const Outcome& outcome) {
    answered(index, outcome);
  });
}

void World::ask_in_two_parts(std::chrono::milliseconds deadline, bool commits) {
  if (!life_) return;
  const auto number = static_cast<unsigned>(asks_.size() + 1);
  asks_.push_back({.number = number, .life = lives_});
  const auto index = asks_.size() - 1;
  const auto id = std::make_shared<TransactionId>();
  *id = life_->engine.begin(request(number, deadline), [=,
                                                        this](const datamodel::Problems& problems) {
    if (!problems.empty()) {
      answered(index, {.problems = problems});
    } else if (commits) {
      life_->engine.commit(*id, [=, this](const Outcome& outcome) { answered(index, outcome); });
    } else {
      life_->engine.abort(*id);
      answered(index, {.problems = {datamodel::Problem{}}});
    }
  });
}

bool World::step(Duration wait) {
  if (!clock.fire_next(clock.now() + wait)) return false;
  ++steps_;
  if (core_dies_after_ && --*core_dies_after_ == 0) {
    core_dies_after_.reset();
    core.die();
  }
  if (kill_after_ && --*kill_after_ == 0) {
    kill_after_.reset();
    if (life_) end_agent(loss_);
  }
  if (life_ && (files.has_crashed() || gave_up_))
    end_agent(files.has_crashed() ? loss_ : Loss::none);
  return true;
}

void World::run(Duration time) {
  const auto end = clock.now() + time;
  while (step(end - clock.now())) {
  }
  clock.advance_to(end);
}

void World::run_until_answered(Duration at_most) {
  const auto end = clock.now() + at_most;
  while (life_ && !is_answered() && step(end - clock.now())) {
  }
}

void World::answered(std::size_t index, const Outcome& outcome) {
  auto& ask = asks_[index];
  if (++ask.answers > 1) violate("an asker was answered twice");
  ask.yes = !outcome.refused();
  ask.generation = outcome.generation;
  if (!ask.yes) return;
  const auto* const kept = durable(ask.generation);
  if (!kept || !has_values_of(*kept, ask.number))
    violate("a yes was given for what is not durable");
}

void World::published(const Generation& generation) {
  if (!durable(generation.number)) violate("what is not durable was published");
  if (!published_.empty() && published_.back().first == lives_ &&
      published_.back().second >= generation.number) {
    violate("published out of order");
  }
  published_.emplace_back(lives_, generation.number);
}

void World::swapped(std::uint64_t generation) {
  if (!durable(generation)) violate("the core was told to run what is not durable");
}

const Generation* World::durable(std::uint64_t number) const {
  auto text = files.durable(agent::generation_name(number));
  if (!text) return nullptr;
  const auto [at, fresh] = read_.try_emplace(std::move(*text));
  if (fresh) {
    if (auto parsed = agent::parse_generation(at->first, accounts)) {
      at->second = std::move(parsed->generation);
    }
  }
  return at->second && at->second->number == number ? &*at->second : nullptr;
}

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

// Which ask made a generation.
std::optional<Ask> World::origin_of(const Generation& generation) const {
  const auto at = std::ranges::find_if(
      asks_, [&](const Ask& ask) { return has_values_of(generation, ask.number); });
  if (at == asks_.end()) return std::nullopt;
  return *at;
}

void World::check_store(const Generation& current) {
  for (const auto& name : files.names()) {
    if (name.ends_with(".torn")) violate(name + " was set aside");
  }
  const auto numbers = stored_numbers();
  if (numbers.empty() || numbers.back() != current.number)
    violate("the current generation is not the highest");
  unsigned last = 0;
  for (const auto number : numbers) {
    const auto* const generation = durable(number);
    const auto origin = generation ? origin_of(*generation) : std::nullopt;
    if (number == numbers.front()) continue;  // the factory's
    if (!origin) {
      violate("generation " + std::to_string(number) +
              " is nobody's, or not all of what somebody asked for");
      continue;
    }
    if (origin->answers > 0 && !origin->yes) violate("a no was kept");
    if (origin->number <= last) violate("the order of the changes is not that of the generations");
    last = origin->number;
  }
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
    if (!kept || !has_values_of(*kept, ask.number)) violate("the yes for " + who + " was lost");
  }
}

void World::violate(std::string sentence) {
  if (std::ranges::find(violations_, sentence) == violations_.end()) {
    violations_.push_back(std::move(sentence));
  }
}

}  // namespace lineman::test
