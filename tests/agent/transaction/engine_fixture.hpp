// An agent's engine with everything around it replaced, and the start of it as main does it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "agent/transaction/transaction_engine.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/fake_disk.hpp"
#include "tests/support/fake_files.hpp"
#include "tests/support/fake_sip_core.hpp"

namespace lineman::agent {

inline datamodel::ParameterRef parameter(std::string_view name) {
  return datamodel::find_by_name(name, datamodel::maximum_accounts).value();
}

class RecordingPublisher final : public Publisher {
 public:
  void publish(const Generation& generation) override { told.push_back(generation); }
  std::vector<std::uint64_t> numbers() const {
    std::vector<std::uint64_t> all;
    for (const auto& generation : told) all.push_back(generation.number);
    return all;
  }
  std::vector<Generation> told;
};

class EngineTest : public ::testing::Test {
 public:
  static constexpr unsigned accounts = 2;
  static constexpr std::size_t history = 5;

  // One life of the agent.
  struct Life {
    Life(EngineTest& outer, Store::Opened opened)
        : disk(outer.clock),
          engine(
              {outer.store, disk, outer.core, outer.clock},
              {.accounts = accounts, .history = history, .instance = "test"},
              {.fatal = [&outer](const std::string& sentence) { outer.fatal.push_back(sentence); },
               .report =
                   [&outer](const std::string& sentence) { outer.reports.push_back(sentence); },
               .registered = [&outer] { return outer.registered; },
               .guard =
                   [&outer](GuardEvent event, std::uint64_t generation) {
                     outer.guard_events.emplace_back(event, generation);
                   }},
              std::move(opened)) {
      engine.add_publisher("test", outer.publisher);
    }
    test::FakeDisk disk;
    TransactionEngine engine;
  };

  void start() {
    auto opened = store.open({}, 0);
    ASSERT_TRUE(opened) << opened.error().sentence;
    life = std::make_unique<Life>(*this, std::move(*opened));
    const auto started = engine().start();
    ASSERT_TRUE(started) << started.error().sentence;
    core.start(engine());
  }
  // With a core that runs the stored configuration.
  void start_ready() {
    start();
    clock.advance(std::chrono::seconds(1));
    ASSERT_EQ(core.running().generation, engine().generation());
  }
  void kill() {
    life.reset();
    core.agent_gone();
  }

  TransactionEngine& engine() { return life->engine; }
  test::FakeDisk& disk() { return life->disk; }

  TransactionRequest request(const std::vector<std::pair<std::string, std::string>>& changes,
                             std::chrono::milliseconds deadline = std::chrono::seconds(5)) {
    TransactionRequest made;
    made.asker = {Door::control, "uid 1000"};
    for (const auto& [name, value] : changes) made.changes.push_back({parameter(name), value});
    made.deadline = clock.now() + deadline;
    return made;
  }

  // Where the outcome comes to; empty until then, and filled once.
  using Answers = std::shared_ptr<std::vector<Outcome>>;
  Answers ask(TransactionRequest asked) {
    auto answers = std::make_shared<std::vector<Outcome>>();
    engine().run(std::move(asked),
                 [answers](const Outcome& outcome) { answers->push_back(outcome); });
    EXPECT_TRUE(answers->empty()) << "answered from within the call";
    return answers;
  }
  // Asks and lets the time pass that it takes.
  Outcome outcome_of(TransactionRequest asked) {
    const auto answers = ask(std::move(asked));
    clock.advance(std::chrono::seconds(30));
    EXPECT_EQ(answers->size(), 1U);
    return answers->empty() ? Outcome{} : answers->front();
  }
  Outcome set(const std::string& name, const std::string& value) {
    return outcome_of(request({{name, value}}));
  }

  std::string stored(std::string_view name) {
    const auto generation = store.read(engine().generation());
    return generation ? std::string{generation->values.get(parameter(name))} : "(unreadable)";
  }
  std::string in_core(unsigned account, const std::string& name) const {
    const auto at = core.running().accounts.find(account);
    if (at == core.running().accounts.end()) return "(none)";
    return at->second.values.at(name);
  }
  static void expect_refused(const Outcome& outcome, datamodel::ProblemCode code) {
    ASSERT_EQ(outcome.problems.size(), 1U);
    EXPECT_EQ(outcome.problems[0].code, code) << outcome.problems[0].sentence;
  }

  test::FakeClock clock;
  test::FakeFiles files;
  test::FakeSipCore core{clock};
  Store store{files, accounts, history};
  RecordingPublisher publisher;
  std::vector<Registered> registered;  // what the core says of its accounts
  std::vector<std::pair<GuardEvent, std::uint64_t>> guard_events;
  std::vector<std::string> fatal;
  std::vector<std::string> reports;
  std::unique_ptr<Life> life;
};

}  // namespace lineman::agent
