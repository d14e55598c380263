#include "tests/sipcore/calls/calls_rig.hpp"

#include <gtest/gtest.h>

#include "tests/sipcore/traffic_sums.hpp"

namespace lineman::test {

using namespace lineman::sipcore;
using namespace lineman::datamodel;

CallsRig::CallsRig()
    : agent(clock, transport, transactions, timers, *this,
            {.event = [this](const Event& event) { events.push_back(event); },
             .calls_changed = [this](unsigned account,
                                     unsigned calls) { calls_of[account] = calls; }}) {
  accounts_.emplace_back(clock, transport, "1001");
  accounts_.emplace_back(clock, transport, "1002");
  transport.start(*this);
}

CallsRig::~CallsRig() {
  agent.stop();
}

void CallsRig::deliver(const Target& from, std::string_view message) {
  transport.deliver(from, message);
  clock.advance({});
}

void CallsRig::received(const Target& from, std::string_view message) {
  const auto parsed = parse_message(message);
  if (!parsed) {
    ++discarded;
    return;
  }
  if (const auto* request = std::get_if<Request>(&*parsed)) return agent.received(from, *request);
  const auto& response = std::get<Response>(*parsed);
  const bool is_stray = transactions.received(from, response) == Transactions::Match::none &&
                        !agent.received(from, response);
  meter.response_in(response.method, response.status, !is_stray);
  if (is_stray) ++discarded;
}

void CallsRig::failed(const Link& link, const TransportError& error) {
  transactions.failed(link, error);
}

RequestRouter* CallsRig::router(unsigned number) {
  return number >= 1 && number <= accounts_.size() ? &account(number) : nullptr;
}

unsigned CallsRig::account_for(const Target&, std::string_view user) {
  for (unsigned number = 1; number <= accounts_.size(); ++number) {
    if (account(number).user == user) return number;
  }
  return 0;
}

ServerCounters* CallsRig::counters_for(const Target& from, std::string_view user) {
  const auto number = account_for(from, user);
  return &account(number == 0 ? 1 : number).server_counters;
}

void CallsRig::check_sums() {
  using M = MethodCounter;
  std::vector<const ServerCounters*> servers;
  for (auto& account : accounts_) {
    servers.push_back(&account.server_counters);
    for (const auto& m : account.server_counters.methods) {
      EXPECT_EQ(m[M::requests_out],
                m[M::responses_2xx] + m[M::responses_3xx] + m[M::responses_4xx] +
                    m[M::responses_5xx] + m[M::responses_6xx] + m[M::timeouts] +
                    m[M::transport_failures] + m[M::abandoned] + m[M::in_flight]);
    }
    using C = AccountCounter;
    const auto& c = account.counters;
    const auto over = c[C::outgoing_calls_connected] + c[C::outgoing_calls_failed];
    EXPECT_GE(c[C::outgoing_calls_attempted], over);
    EXPECT_GE(c[C::incoming_calls_received],
              c[C::incoming_calls_connected] + c[C::incoming_calls_failed]);
  }
  auto traffic = meter.traffic();
  traffic.totals[TrafficCounter::waiting] = transactions.waiting() + agent.waiting();
  check_traffic(traffic, servers);
}

}  // namespace lineman::test
