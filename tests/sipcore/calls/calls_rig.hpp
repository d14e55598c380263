// A user agent over a fake clock and transport, with two accounts whose hops a test lists.
#pragma once

#include <deque>
#include <map>

#include "sipcore/calls/user_agent.hpp"
#include "tests/sipcore/calls/fake_router.hpp"

namespace lineman::test {

class CallsRig : private sipcore::Transport::Receiver, private sipcore::Lines {
 public:
  CallsRig();
  ~CallsRig() override;

  FakeRouter& account(unsigned number) { return accounts_.at(number - 1); }
  void deliver(const sipcore::Target& from, std::string_view message);

  // What must always be true of the counters of all accounts.
  void check_sums();

  FakeClock clock;
  TimePoint start = clock.now();
  FakeTransport transport{clock};
  sipcore::SipTimers timers{};
  sipcore::TrafficMeter meter;
  sipcore::Transactions transactions{clock, meter, true};
  std::deque<sipcore::Event> events;
  std::map<unsigned, unsigned> calls_of;  // account: what calls_changed said last
  unsigned discarded = 0;

 private:
  void received(const sipcore::Target& from, std::string_view message) override;
  void failed(const sipcore::Link& link, const sipcore::TransportError& error) override;
  void closed(const sipcore::Link&) override {}
  void network_changed() override {}
  sipcore::RequestRouter* router(unsigned account) override;
  unsigned account_for(const sipcore::Target& from, std::string_view user) override;
  datamodel::ServerCounters* counters_for(const sipcore::Target& from,
                                          std::string_view user) override;

  std::deque<FakeRouter> accounts_;

 public:
  sipcore::UserAgent agent;  // goes before what it uses
};

}  // namespace lineman::test
