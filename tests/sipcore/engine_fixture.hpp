// An engine over a fake clock, transport and resolver, with a configuration to change.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>

#include "sipcore/phone/engine.hpp"
#include "tests/sipcore/fake_network.hpp"
#include "tests/sipcore/told_places.hpp"

namespace lineman::test {

// By the names of counters.hpp; throw std::out_of_range for an unknown one.
datamodel::AccountCounter account_counter(std::string_view name);
datamodel::MethodCounter method_counter(std::string_view name);
datamodel::ServerCounter server_counter(std::string_view name);

class EngineRig {
 public:
  explicit EngineRig(sipcore::Engine::Options options = {.accounts = 4,
                                                         .instance_id = "urn:uuid:test"});

  void load();  // the next generation
  // By prepare and commit, all accounts that have values. False: refused, `refusal` says why.
  bool commit();

  datamodel::AccountStatus status(unsigned account) const { return engine.accounts()[account - 1]; }
  sipcore::Effect effect_on(unsigned account) const;
  // Whether the last commit has to wait for the core's next start.
  bool needs_restart() const;

  // By the names of counters.hpp.
  static std::uint64_t count(const datamodel::AccountStatus& status, std::string_view name);
  static std::uint64_t requests(const datamodel::AccountStatus& status, const std::string& server,
                                std::string_view name, std::string_view method = "REGISTER");
  static std::uint64_t at_server(const datamodel::AccountStatus& status, const std::string& server,
                                 std::string_view name);
  std::uint64_t at_dns(std::string_view name) const;

  // What must always be true of the counters of all accounts, and of what events said of them.
  void check_sums() const;

  FakeClock clock;
  TimePoint start = clock.now();
  FakeTransport transport{clock};
  FakeResolver resolver{clock};
  double luck = 1;  // where a wait of random length lies: 0 the shortest, 1 the longest
  std::optional<sipcore::StartSettings> started;  // what on_start was told, once
  sipcore::Engine engine;
  std::map<unsigned, std::map<std::string, std::string>> values;
  sipcore::Globals globals;
  std::uint64_t generation = 0;  // of the last load or commit
  std::vector<sipcore::AccountEffect> effects;
  sipcore::Error refusal{};
  std::deque<sipcore::Event> events;
  ToldPlaces told;  // by all of them

 private:
  sipcore::Engine::Options with_hooks(sipcore::Engine::Options options);
  std::vector<sipcore::AccountConfiguration> configurations() const;
};

}  // namespace lineman::test
