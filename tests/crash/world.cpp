#include "tests/crash/world.hpp"

#include <algorithm>
#include <utility>

#include "agent/core/core_state.hpp"
#include "agent/store/generation_file.hpp"
#include "agent/store/published_marks.hpp"
#include "agent/store/store_names.hpp"
#include "datamodel/differences.hpp"
#include "tests/crash/world_life.hpp"

namespace lineman::test {
namespace {

using agent::Generation;
using namespace std::chrono_literals;

datamodel::ParameterRef parameter(std::string_view name) {
  return datamodel::find_by_name(name, World::accounts).value();
}

const datamodel::ParameterRef label = parameter("account.1.label");
const datamodel::ParameterRef expires = parameter("account.2.sip_server.1.expires");
const datamodel::ParameterRef url = parameter("static.managementserver.url");

// Both accounts can register.
datamodel::Values factory() {
  datamodel::Values values;
  for (unsigned account = 1; account <= World::accounts; ++account) {
    const auto name = "account." + std::to_string(account) + '.';
    values.set(parameter(name + "enable"), "1");
    values.set(parameter(name + "user_name"), "alice");
    values.set(parameter(name + "sip_server.1.address"), "sip.example.com");
  }
  return values;
}

}  // namespace

World::World(Wrong wrong)
    : wrong_(wrong), wrong_files_(files, wrong), store_(wrong_files_, accounts, history) {
  core.on_swap([this](std::uint64_t generation) { swapped(generation); });
  wrong_files_.on_write([this](std::string_view name, std::string_view content) {
    look_for_settling(name, content);
  });
}

World::~World() = default;

bool World::start_agent() {
  ++lives_;
  gave_up_ = false;
  wrong_files_.set_starting(true);
  auto opened = store_.open(factory(), 0);
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

TransactionRequest World::request(std::chrono::milliseconds deadline, const Manner& manner) const {
  const auto number = static_cast<unsigned>(asks_.size() + 1);
  TransactionRequest made;
  made.asker = {Door::control, who_of(number)};
  made.changes = {{label, "label " + std::to_string(number)}};
  if (!manner.half) {
    made.changes.push_back({expires, std::to_string(1'000 + number)});
    made.changes.push_back({url, "https://acs/" + std::to_string(number)});
  }
  made.deadline = clock.now() + deadline;
  made.without_core = manner.without_core;
  if (manner.key) made.parameter_key = "key " + std::to_string(number);
  if (manner.serial) made.config_serial = life_->engine.config_serial();
  if (manner.guard != 0) made.guard = manner.guard;
  return made;
}

std::size_t World::add_ask(TransactionRequest request) {
  asks_.push_back({.number = static_cast<unsigned>(asks_.size() + 1),
                   .life = lives_,
                   .request = std::move(request),
                   .registered_since = registered_.empty() ? 0 : says_});
  return asks_.size() - 1;
}

void World::ask(std::chrono::milliseconds deadline, const Manner& manner) {
  if (!life_) return;
  const auto index = add_ask(request(deadline, manner));
  life_->engine.run(asks_[index].request,
                    [this, index](const Outcome& outcome) { answered(index, outcome); });
}

void World::ask_in_two_parts(std::chrono::milliseconds deadline, bool commits,
                             const Manner& manner) {
  if (!life_) return;
  const auto index = add_ask(request(deadline, manner));
  const auto id = std::make_shared<TransactionId>();
  *id = life_->engine.begin(asks_[index].request, [=, this](const datamodel::Problems& problems) {
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

void World::roll_back(std::uint64_t back, std::chrono::milliseconds deadline, std::uint32_t guard) {
  if (!life_) return;
  const auto until = clock.now() + deadline;
  const auto current = life_->engine.generation();
  const auto read = [=, this](const tl::expected<datamodel::Values, std::string>& kept) {
    if (!kept) return;
    TransactionRequest made;
    made.asker = {Door::rollback, who_of(static_cast<unsigned>(asks_.size() + 1))};
    for (const auto ref : datamodel::differing(life_->engine.values(), *kept)) {
      made.changes.push_back({ref, std::string{kept->get(ref)}});
    }
    made.deadline = until;
    made.without_core = true;
    made.base = life_->engine.generation();
    if (guard != 0) made.guard = guard;
    const auto index = add_ask(std::move(made));
    life_->engine.run(asks_[index].request,
                      [this, index](const Outcome& outcome) { answered(index, outcome); });
  };
  life_->engine.read(current > back ? current - back : 1, read);
}

void World::confirm_guard() {
  if (!life_) return;
  const auto guarded = life_->engine.guard().generation;
  confirming_.insert(guarded);
  life_->engine.confirm_guard([this, guarded](const datamodel::Problems& problems) {
    if (!problems.empty()) return;
    if (guarded == 0) violate("a guard was confirmed that does not run");
    guards_.settled.insert(guarded);
  });
}

void World::say_registered(bool first, bool second) {
  ++says_;
  registered_.clear();
  const auto under = core.running().generation;
  if (under != 0 && first) registered_.push_back({1, under});
  if (under != 0 && second) registered_.push_back({2, under});
  for (const auto& each : registered_) highest_under_[each.account] = under;
  if (life_) life_->engine.status_changed();
}

bool World::is_proven(const agent::GuardRecord& record) const {
  return std::ranges::all_of(record.accounts, [&](unsigned account) {
    const auto under = highest_under_.find(account);
    return under != highest_under_.end() && under->second >= record.generation;
  });
}

void World::guard_told(agent::GuardEvent event, std::uint64_t generation) {
  if (event == agent::GuardEvent::settled) {
    guards_.settled.insert(generation);
    const auto* const guarded = durable(generation);
    if (!confirming_.contains(generation) && guarded && guarded->guard &&
        !is_proven(*guarded->guard)) {
      violate("a guard passed that nobody had proven");
    }
  }
  if (event == agent::GuardEvent::expired) {
    ++taken_back_;
    if (guards_.settled.contains(generation)) violate("a guard was settled and taken back");
  }
}

void World::look_for_settling(std::string_view name, std::string_view content) {
  if (!name.starts_with(agent::settled_file)) return;
  const auto marks = agent::parse_marks(content);
  if (!marks) return;
  for (const auto& [who, number] : *marks) guards_.settling.insert(number);
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
  if (!kept || !has_values_of(*kept, ask)) {
    violate("a yes was given for what is not durable");
    return;
  }
  use(*kept);
  const bool watches = ask.registered_since != 0 && ask.registered_since == says_;
  if (ask.request.guard && watches && !outcome.changed.empty() && !kept->guard) {
    violate("a guarded change was stored without its guard");
  }
}

void World::published(const Generation& generation) {
  if (!durable(generation.number)) violate("what is not durable was published");
  if (!published_.empty() && published_.back().first == lives_ &&
      published_.back().second >= generation.number) {
    violate("published out of order");
  }
  use(generation);
  published_.emplace_back(lives_, generation.number);
}

void World::swapped(std::uint64_t generation) {
  if (const auto* const kept = durable(generation)) {
    use(*kept);
  } else {
    violate("the core was told to run what is not durable");
  }
}

// Somebody knows this number now: it stays this one's.
void World::use(const Generation& generation) {
  const auto [at, fresh] = used_.emplace(generation.number, generation.asker.who);
  if (at->second != generation.asker.who) {
    violate("number " + std::to_string(generation.number) + " was used twice");
  }
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

}  // namespace lineman::test
