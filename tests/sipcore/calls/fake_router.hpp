// An account as its calls see it, whose hops a test lists.
#pragma once

#include <deque>
#include <set>

#include "sipcore/registration/request_router.hpp"
#include "tests/sipcore/fake_network.hpp"

namespace lineman::test {

class FakeRouter : public sipcore::RequestRouter {
 public:
  FakeRouter(FakeClock& clock, FakeTransport& transport, std::string user);

  std::vector<sipcore::Hop> hops() override;
  // From the loop; false for a hop that is not ready.
  std::unique_ptr<Ticket> make_ready(const sipcore::Hop& hop,
                                     std::function<void(bool)> ready) override;
  void answered(const sipcore::Hop& hop, unsigned status) override;
  void failed(const sipcore::Hop& hop, const sipcore::AttemptFailure& failure) override;
  sipcore::Credentials credentials() const override { return {.user = user, .password = "secret"}; }
  datamodel::AccountCounters& account_counters() override { return counters; }

  std::string user;
  std::string display_name;
  std::vector<sipcore::Target> targets;
  std::set<sipcore::Target> unready;
  std::string route;
  sipcore::SipTimers timers{};
  unsigned retry_counts = 3;
  unsigned invite_retry_counts = 3;
  datamodel::AccountCounters counters{};
  datamodel::ServerCounters server_counters{};
  std::deque<std::string> told;  // "answered 192.0.2.1:5060 486", "failed 192.0.2.1:5060 timeout"

 private:
  class FakeTicket;

  FakeClock& clock_;
  FakeTransport& transport_;
};

}  // namespace lineman::test
