#include "tests/sipcore/engine_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "tests/sipcore/traffic_sums.hpp"

namespace lineman::test {

using namespace lineman::sipcore;
using namespace lineman::datamodel;

namespace {

template <typename Rows>
std::size_t row_of(const Rows& rows, std::string_view name) {
  const auto found = std::ranges::find(rows, name, &CounterRow::name);
  if (found == std::end(rows)) throw std::out_of_range(std::string(name));
  return static_cast<std::size_t>(found - std::begin(rows));
}

void check_sum(const ServerCounters& counters, Method method) {
  using M = MethodCounter;
  const auto& m = counters[method];
  EXPECT_EQ(m[M::requests_out], m[M::responses_2xx] + m[M::responses_3xx] + m[M::responses_4xx] +
                                    m[M::responses_5xx] + m[M::responses_6xx] + m[M::timeouts] +
                                    m[M::transport_failures] + m[M::abandoned] + m[M::in_flight])
      << method_names[static_cast<std::size_t>(method)];
}

}  // namespace

AccountCounter account_counter(std::string_view name) {
  return static_cast<AccountCounter>(row_of(account_counters, name));
}

MethodCounter method_counter(std::string_view name) {
  return static_cast<MethodCounter>(row_of(method_counters, name));
}

ServerCounter server_counter(std::string_view name) {
  return static_cast<ServerCounter>(row_of(server_counters, name));
}

Engine::Options EngineRig::with_hooks(Engine::Options options) {
  options.pick = [this](Duration least, Duration most) {
    return least + std::chrono::duration_cast<Duration>((most - least) * luck);
  };
  options.on_start = [this](const StartSettings& settings) {
    EXPECT_FALSE(started) << "told twice";
    started = settings;
  };
  return options;
}

EngineRig::EngineRig(Engine::Options options)
    : engine(clock, transport, resolver, with_hooks(std::move(options))) {
  engine.on_event([this](const Event& event) {
    events.push_back(event);
    told.take(event, clock.now());
  });
}

std::vector<AccountConfiguration> EngineRig::configurations() const {
  std::vector<AccountConfiguration> all;
  for (const auto& [account, names] : values) all.push_back({.account = account, .values = names});
  return all;
}

void EngineRig::load() {
  effects =
      engine.load({.generation = ++generation, .globals = globals, .accounts = configurations()});
}

bool EngineRig::commit() {
  auto prepared = engine.prepare(configurations(), globals);
  if (!prepared) {
    refusal = prepared.error();
    return false;
  }
  effects = prepared->effects;
  engine.commit(std::move(prepared->staged), ++generation);
  return true;
}

Effect EngineRig::effect_on(unsigned account) const {
  return std::ranges::find(effects, account, &AccountEffect::account)->effect;
}

bool EngineRig::needs_restart() const {
  return std::ranges::find(effects, AccountEffect{0, Effect::restart}) != effects.end();
}

std::uint64_t EngineRig::count(const AccountStatus& status, std::string_view name) {
  return status.counters[account_counter(name)];
}

std::uint64_t EngineRig::requests(const AccountStatus& status, const std::string& server,
                                  std::string_view name, std::string_view method) {
  const auto found = std::ranges::find(method_names, method);
  if (found == method_names.end()) throw std::out_of_range(std::string(method));
  const auto which = static_cast<Method>(found - method_names.begin());
  return status.servers.at(std::stoul(server) - 1).counters[which][method_counter(name)];
}

std::uint64_t EngineRig::at_server(const AccountStatus& status, const std::string& server,
                                   std::string_view name) {
  return status.servers.at(std::stoul(server) - 1).counters[server_counter(name)];
}

std::uint64_t EngineRig::at_dns(std::string_view name) const {
  return resolver.counters()[static_cast<DnsCounter>(row_of(dns_counters, name))];
}

void EngineRig::check_sums() const {
  std::vector<const ServerCounters*> servers;
  const auto accounts = engine.accounts();
  told.check(accounts);
  for (const auto& status : accounts) {
    using C = AccountCounter;
    const auto& c = status.counters;
    const auto ended =
        c[C::register_successes] + c[C::register_failures] + c[C::register_abandoned];
    EXPECT_TRUE(c[C::register_attempts] >= ended &&
                c[C::register_attempts] - ended <= servers_per_account)
        << "attempts " << c[C::register_attempts] << ", ended " << ended;
    for (const auto& server : status.servers) {
      servers.push_back(&server.counters);
      for (std::size_t i = 0; i < method_names.size(); ++i) check_sum(server.counters, Method(i));
      EXPECT_LE(server.counters[Method::register_][MethodCounter::in_flight], 1 + most_farewells);
    }
  }
  check_traffic(engine.traffic(), servers);
}

}  // namespace lineman::test
