// How the ACS door counts and says how it gets on with its ACS, over real sockets.
#include <filesystem>

#include "tests/tr069/connection_request/digest_client.hpp"
#include "tests/tr069/connection_request/server_rig.hpp"
#include "tests/tr069/door_rig.hpp"

namespace lineman::cwmp {
namespace {

using datamodel::AcsCounter;
using testing::ElementsAre;
using testing::HasSubstr;
using namespace std::chrono_literals;

class Reach : public test::DoorRig {
 protected:
  Reach() {
    set("static.managementserver.connection_request_username", "acs");
    set("static.managementserver.connection_request_password", "secret word");
  }
  AcsState state() const { return client_->acs(); }
  std::uint64_t count(AcsCounter counter) const { return state().counters[counter]; }
  std::int64_t now() const {
    return std::chrono::duration_cast<std::chrono::seconds>(clock_.wall().time_since_epoch())
        .count();
  }
  // The answer to one request; it says that it closes.
  std::string ask(const std::string& path, const std::string& authorization = {}) {
    RawClient client{"127.0.0.1", port_};
    client.send("GET " + path + " HTTP/1.1\r\nConnection: close\r\n" +
                (authorization.empty() ? "" : "Authorization: " + authorization + "\r\n") + "\r\n");
    EXPECT_TRUE(until([&] { return client.received().ends_with("\r\n\r\n"); }));
    return client.received();
  }
  std::string request_connection() {
    const auto path = '/' + stored().request_path;
    const test::DigestClient acs{.uri = path};
    return ask(path, acs.answer(test::quoted_value(ask(path), "nonce"))).substr(9, 3);
  }
};

TEST_F(Reach, SessionsAreCountedAndTold) {
  start();
  EXPECT_EQ(state().started, now());
  EXPECT_EQ(state().url, acs_.url());
  session();
  EXPECT_EQ(count(AcsCounter::sessions), 1U);
  EXPECT_EQ(count(AcsCounter::sessions_succeeded), 1U);
  EXPECT_EQ(count(AcsCounter::informs), 1U);
  EXPECT_EQ(state().result, "ok");
  EXPECT_EQ(state().last_success, now());
  EXPECT_EQ(state().next_session, 0) << "nothing is periodic here";
}

TEST_F(Reach, ASessionThatRunsIsSaid) {
  start();
  session([&] { EXPECT_TRUE(state().running); });
  EXPECT_FALSE(state().running);
}

TEST_F(Reach, TheNextSessionIsThatOfTheInterval) {
  set("static.managementserver.periodic_inform_enable", "1");
  set("static.managementserver.periodic_inform_interval", "300");
  start();
  session();
  EXPECT_GT(state().next_session, now());
  EXPECT_LE(state().next_session, now() + 300);
}

TEST_F(Reach, AnAcsThatRefusesIsCountedAsSuch) {
  acs_.will_refuse(403);
  start();
  session();
  EXPECT_EQ(count(AcsCounter::authentication_failures), 1U);
  acs_.will_refuse(503);
  ASSERT_TRUE(client_->inform());
  session();
  EXPECT_EQ(count(AcsCounter::http_failures), 1U);
  EXPECT_EQ(count(AcsCounter::sessions_failed), 2U);
  EXPECT_EQ(state().failed_in_a_row, 2U);
  EXPECT_FALSE(state().unreachable);
  EXPECT_THAT(state().failure, HasSubstr("HTTP 503"));
  EXPECT_GT(state().next_session, now());
}

TEST_F(Reach, AnAcsThatIsNotThereIsCountedAsSuch) {
  set("static.managementserver.url", "http://127.0.0.1:" + std::to_string(another_port()) + "/");
  start();
  ASSERT_TRUE(until([&] { return state().last_session != 0; }));
  EXPECT_EQ(count(AcsCounter::contact_failures), 1U);
  EXPECT_EQ(count(AcsCounter::sessions_failed), 1U);
  EXPECT_TRUE(state().unreachable);
  EXPECT_EQ(state().failing_since, now());
  EXPECT_GE(state().next_session, now() + 5);
  EXPECT_LE(state().next_session, now() + 10);
}

TEST_F(Reach, WhereThereIsNoAcsTheReasonIsSaidAndTheCountersStay) {
  start();
  session();
  change("static.managementserver.enable", "0");
  EXPECT_EQ(state().url, "");
  EXPECT_EQ(state().result, "static.managementserver.enable is 0");
  EXPECT_EQ(count(AcsCounter::sessions), 1U);
}

TEST_F(Reach, ConnectionRequestsAreCounted) {
  start();
  session();
  EXPECT_EQ(request_connection(), "200");
  session();
  ask("/wrong");
  ask('/' + stored().request_path, "Digest username=\"x\"");
  EXPECT_EQ(count(AcsCounter::requests_accepted), 1U);
  EXPECT_EQ(count(AcsCounter::requests_during_session), 0U);
  EXPECT_EQ(count(AcsCounter::refused_path), 1U);
  EXPECT_EQ(count(AcsCounter::refused_credentials), 1U);
  EXPECT_EQ(count(AcsCounter::requests_refused), 2U);
  EXPECT_EQ(count(AcsCounter::connection_requests), 3U);
}

// Sentences of the design's chapter "Connection request".

TEST_F(Reach, ConnectionRequestSeveralMakeOneSession) {
  start();
  session();
  // Both before the loop turns to the session.
  const auto path = '/' + stored().request_path;
  const test::DigestClient acs{.uri = path};
  const auto first = acs.answer(test::quoted_value(ask(path), "nonce"));
  const auto second = acs.answer(test::quoted_value(ask(path), "nonce"));
  acs_.hold();
  ask(path, first);
  ASSERT_TRUE(until([&] { return acs_.is_holding(); }));
  EXPECT_THAT(ask(path, second), HasSubstr("200 OK"));
  acs_.go_on();
  EXPECT_THAT(session().events, ElementsAre("6 CONNECTION REQUEST"));
  EXPECT_THAT(session().events, ElementsAre("6 CONNECTION REQUEST")) << "one more afterwards";
  EXPECT_EQ(count(AcsCounter::requests_during_session), 1U);
  expect_no_session();
}

TEST_F(Reach, ConnectionRequestOffWhereTheUrlIsEmpty) {
  start();
  const auto before = session().value("Device.ManagementServer.ConnectionRequestURL");
  EXPECT_NE(before, "");
  change("static.managementserver.url", "");
  EXPECT_THROW(RawClient("127.0.0.1", port_), std::runtime_error);
  EXPECT_FALSE(client_->doors()[0].open);
}

}  // namespace
}  // namespace lineman::cwmp
