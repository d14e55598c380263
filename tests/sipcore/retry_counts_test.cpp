// retry_counts and invite_retry_counts of an account, from its configuration to the wire: how long
// a target may be silent before the next one has its turn, to the millisecond. The times themselves
// are written out in give_up_time_test.cpp.
#include <gtest/gtest.h>

#include "sipcore/transaction/give_up_time.hpp"
#include "tests/sipcore/engine_fixture.hpp"

namespace lineman::sipcore {
namespace {

using datamodel::AccountState;
using std::chrono::milliseconds;
using std::chrono::seconds;
using test::EngineRig;

// An account behind a name with two addresses.
class TwoTargets {
 public:
  explicit TwoTargets(const std::map<std::string, std::string>& counts) {
    rig.values[1] = {{"enable", "1"}, {"user_name", "1001"}, {"sip_server.1.address", "sip.test"}};
    rig.values[1].insert(counts.begin(), counts.end());
    rig.resolver.set_addresses("sip.test", 86400, {"192.0.2.1", "192.0.2.2"});
    rig.load();
    rig.clock.advance({});
  }

  bool asked_last(const std::string& place) const {
    return !rig.transport.sent.empty() && to_string(rig.transport.sent.back().to) == place;
  }
  // The first one has so long, and not a millisecond less.
  void expect_next_after(Duration time) {
    rig.clock.advance(time - milliseconds(1));
    EXPECT_TRUE(asked_last("192.0.2.1:5060"));
    rig.clock.advance(milliseconds(1));
    EXPECT_TRUE(asked_last("192.0.2.2:5060"));
  }
  void go_to_the_millisecond_before(Duration time) { rig.clock.advance(time - milliseconds(1)); }
  void go_on_for_a_millisecond() { rig.clock.advance(milliseconds(1)); }

  EngineRig rig;
};

TEST(RetryCounts, AreTheTimeOfARegister) {
  for (unsigned resends = 0; resends <= 20; ++resends) {
    SCOPED_TRACE(resends);
    TwoTargets phone({{"sip_server.1.retry_counts", std::to_string(resends)}});
    phone.expect_next_after(give_up_time({.resends = resends}));
    // The last one.
    phone.go_to_the_millisecond_before(seconds(32));
    EXPECT_EQ(phone.rig.status(1).state, AccountState::registering);
    phone.go_on_for_a_millisecond();
    EXPECT_EQ(phone.rig.status(1).state, AccountState::all_servers_failed);
  }
}

// 1 to 10 is all that may be configured.
TEST(RetryCounts, OfAnInviteAreItsTime) {
  for (unsigned resends = 1; resends <= 10; ++resends) {
    SCOPED_TRACE(resends);
    TwoTargets phone({{"sip_server.1.retry_counts", "20"},
                      {"sip_server.1.invite_retry_counts", std::to_string(resends)}});
    const auto first = phone.rig.transport.sent.back();
    phone.rig.transport.deliver(first.to, test::granted(first.text, 86400));
    auto& user_agent = phone.rig.engine.user_agent();
    ASSERT_TRUE(user_agent.dial(1, "1002"));
    phone.rig.clock.advance({});
    phone.expect_next_after(invite_give_up_time({.resends = resends}));
    phone.go_to_the_millisecond_before(seconds(32));
    EXPECT_EQ(user_agent.calls().size(), 1);
    phone.go_on_for_a_millisecond();
    EXPECT_TRUE(user_agent.calls().empty());
  }
}

}  // namespace
}  // namespace lineman::sipcore
