#include "agent/control/guard_advice.hpp"

#include <gmock/gmock.h>

#include "tests/agent/control/fakes.hpp"

namespace lineman::agent {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class GuardAdviceTest : public testing::Test {
 protected:
  GuardAdviceTest() {
    configuration_.set("account.1.sip_server.1.address", "a.example");
    configuration_.set("account.1.sip_server.2.address", "b.example");
    configuration_.guard_state = {.generation = 42, .seconds_left = 60, .waiting_for = {1}};
  }
  test::FakeConfiguration configuration_;
  test::FakeStatus status_;
};

TEST_F(GuardAdviceTest, TheSearchGivesEachTargetItsTimeAndTheLastOneAllOfIt) {
  // Two targets of server 1 with three resends, 7.5 s each; the one of server 2 is the last, 64*T1.
  status_.accounts_list[0].servers[0].targets.resize(2);
  EXPECT_EQ(longest_search(configuration_.values(), status_.accounts_list[0]), 47s);
  configuration_.set("account.1.sip_server.2.address", "");
  configuration_.set("account.1.sip_server.1.retry_counts", "0");
  EXPECT_EQ(longest_search(configuration_.values(), status_.accounts_list[0]), 32'500ms);
}

TEST_F(GuardAdviceTest, AShortGuardIsNamedWithTheAccountThatNeedsLonger) {
  EXPECT_THAT(guard_advice(configuration_, status_), IsEmpty());
  configuration_.guard_state.seconds_left = 30;
  EXPECT_THAT(guard_advice(configuration_, status_),
              ElementsAre(HasSubstr("account 1 may need 40 s")));
}

TEST_F(GuardAdviceTest, AGuardThatWatchesNothingIsSaid) {
  configuration_.guard_state = {};
  EXPECT_THAT(guard_advice(configuration_, status_), ElementsAre(HasSubstr("No guard runs")));
}

}  // namespace
}  // namespace lineman::agent
