// Items of the sessions' page that need the door as a whole, and a clock.
#include "tests/support/scratch_folder.hpp"
#include "tests/tr069/door_rig.hpp"

namespace lineman::cwmp {
namespace {

using testing::ElementsAre;
using testing::SizeIs;
using namespace std::chrono_literals;

constexpr auto in_1970 = WallTime{5min};

class SessionItems : public test::DoorRig {
 protected:
  std::size_t informs() const { return acs_.informs().size(); }
};

TEST_F(SessionItems, Quirk503WithRetryAfterPutsOffRetriesAndNewEvents) {
  acs_.will_be_closed("300");
  start();
  session();
  clock_.advance(100s);
  change("static.managementserver.periodic_inform_enable", "1");
  change("static.managementserver.periodic_inform_interval", "60");
  clock_.advance(199s);
  settle();
  EXPECT_THAT(acs_.informs(), SizeIs(1));
  clock_.advance(1s);
  EXPECT_EQ(session().retry_count, "1");
}

TEST_F(SessionItems, Quirk503WithRetryAfterIsOfOneAcsAlone) {
  acs_.will_be_closed("3600");
  start();
  session();
  test::TestAcs other;
  change("static.managementserver.url", other.url());
  EXPECT_EQ(session_with(other).retry_count, "1");
}

TEST_F(SessionItems, QuirkAlreadyInSessionIsNotTakenForAVersionProblemForEver) {
  start();
  session();
  acs_.will_refuse(400);
  ASSERT_TRUE(client_->inform());
  session();
  session();  // the same attempt, in the next namespace
  EXPECT_EQ(client_->acs().result, "ok");
  EXPECT_EQ(stored().cwmp, Namespace::cwmp_1_2);
}

TEST_F(SessionItems, Item9WhatANewAcsTakesIsRemembered) {
  acs_.will_refuse(400);
  start();
  session();
  session();
  EXPECT_EQ(client_->acs().result, "ok");
  EXPECT_EQ(stored().cwmp, Namespace::cwmp_1_1);
}

TEST_F(SessionItems, Item11WithoutAClockTimesAreUnknown) {
  clock_.set_wall(in_1970);
  start();
  EXPECT_EQ(session().current_time, "0001-01-01T00:00:00Z");
  clock_.set_wall(WallTime{1'767'225'600s});
  ASSERT_TRUE(client_->inform());
  EXPECT_EQ(session().current_time, "2026-01-01T00:00:00Z");
}

// Over TLS, with a certificate that has expired.
class Item11 : public test::DoorRig {
 protected:
  Item11()
      : authority_{test::make_authority("the authority")},
        old_{test::make_certificate(authority_, {.from = -7200, .until = -3600})},
        acs_with_tls_{[](const test::Asked& asked) {
                        return asked.body.empty() ? test::answer(204)
                                                  : test::answer(200, test::inform_response({}));
                      },
                      test::TlsScript{.identity = old_}} {
    http_.ca_file = folder_.write("ca.pem", authority_.certificate_pem());
    set("static.managementserver.url", acs_with_tls_.url());
  }
  // The result of one more session.
  std::string result() {
    const auto before = clock_.wall();
    EXPECT_TRUE(client_->inform());
    EXPECT_TRUE(until([&] { return !client_->acs().result.empty() && results_ > seen_results_; }));
    seen_results_ = results_;
    EXPECT_EQ(clock_.wall(), before);
    return client_->acs().result;
  }

  test::ScratchFolder folder_;
  test::Identity authority_;
  test::Identity old_;
  test::ScriptedAcs acs_with_tls_;
  unsigned seen_results_ = 0;
};

TEST_F(Item11, DatesOfCertificatesCountFromTheFirstSessionWithAClockOn) {
  clock_.set_wall(in_1970);
  start();
  EXPECT_EQ(result(), "ok");
  clock_.set_wall(WallTime{1'767'225'600s});
  EXPECT_EQ(result(), "the certificate of the ACS has expired");
  // Nobody turns the clock back to be let in.
  clock_.set_wall(in_1970);
  EXPECT_EQ(result(), "the certificate of the ACS has expired");
}

TEST_F(Item11, AnAgentThatStartsWithAClockNeverForgoesDates) {
  start();
  EXPECT_EQ(result(), "the certificate of the ACS has expired");
}

}  // namespace
}  // namespace lineman::cwmp
