// When the ACS door begins a session, with whom, and what becomes of it.
#include "tr069/cwmp_client.hpp"

#include "tests/tr069/connection_request/digest_client.hpp"
#include "tests/tr069/connection_request/server_rig.hpp"
#include "tests/tr069/door_rig.hpp"

namespace lineman::cwmp {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using namespace std::chrono_literals;

const std::string request_url = "Device.ManagementServer.ConnectionRequestURL";

class CwmpClientTest : public test::DoorRig {
 protected:
  // The status of an authenticated GET of the path; nothing where nobody listens.
  std::string request_connection() {
    RawClient client{"127.0.0.1", port_};
    const auto path = '/' + stored().request_path;
    client.send("GET " + path + " HTTP/1.1\r\nHost: phone\r\n\r\n");
    if (!until([&] { return client.at_end() || client.received().ends_with("\r\n\r\n"); }))
      return "";
    const auto nonce = test::quoted_value(client.received(), "nonce");
    const test::DigestClient acs{.uri = path};
    RawClient again{"127.0.0.1", port_};
    again.send("GET " + path + " HTTP/1.1\r\nHost: phone\r\nAuthorization: " + acs.answer(nonce) +
               "\r\n\r\n");
    until([&] { return again.at_end() || again.received().ends_with("\r\n\r\n"); });
    return again.received().substr(0, again.received().find('\r'));
  }
  void set_request_credentials() {
    set("static.managementserver.connection_request_username", "acs");
    set("static.managementserver.connection_request_password", "secret word");
  }
};

TEST_F(CwmpClientTest, TheFirstContactIsBootstrapAndBoot) {
  start();
  const auto inform = session();
  EXPECT_THAT(inform.events, ElementsAre("0 BOOTSTRAP", "1 BOOT"));
  EXPECT_EQ(inform.retry_count, "0");
  EXPECT_EQ(inform.value(request_url),
            "http://127.0.0.1:" + std::to_string(port_) + '/' + stored().request_path);
  EXPECT_EQ(stored().url, acs_.url());
  EXPECT_EQ(stored().boot_id, "boot 1");
  EXPECT_TRUE(stored().events.empty());
  EXPECT_EQ(client_->acs().url, acs_.url());
  EXPECT_EQ(client_->acs().result, "ok");
  expect_no_session();
}

TEST_F(CwmpClientTest, WhatWasNotDeliveredIsToldByTheNextAgent) {
  start();
  kill();
  start();
  EXPECT_THAT(session().events, ElementsAre("0 BOOTSTRAP", "1 BOOT"));
}

TEST_F(CwmpClientTest, ARestartOfTheAgentIsNoBoot) {
  start();
  const auto url = session().value(request_url);
  const auto before = store_.size();
  restart();
  expect_no_session();
  EXPECT_EQ(acs_.informs().back().value(request_url), url);
  EXPECT_EQ(store_.size(), before) << "nothing of it has to be stored";
}

TEST_F(CwmpClientTest, AnotherBootIsToldOnce) {
  start();
  session();
  boot();
  EXPECT_THAT(session().events, ElementsAre("1 BOOT"));
  restart();
  expect_no_session();
}

// The address by which the ACS is reached stands in the URL; the next agent has not been there yet.
TEST_F(CwmpClientTest, ARestartDoesNotChangeTheUrlOfAPhoneWithSeveralAddresses) {
  listen_ = {"[::]", "0.0.0.0"};
  start();
  session();
  const auto local = "http://127.0.0.1:" + std::to_string(port_) + '/' + stored().request_path;
  if (acs_.informs().front().value(request_url) != local) {
    EXPECT_THAT(session().events, ElementsAre("4 VALUE CHANGE"));
  }
  EXPECT_EQ(acs_.informs().back().value(request_url), local);
  restart();
  expect_no_session();
  EXPECT_EQ(acs_.informs().back().value(request_url), local);
}

TEST_F(CwmpClientTest, APeriodicSessionThatSucceedsStoresNothing) {
  set("static.managementserver.periodic_inform_enable", "1");
  set("static.managementserver.periodic_inform_interval", "60");
  start();
  session();
  const auto before = store_.size();
  for (int i = 0; i < 2; ++i) {
    clock_.advance(60s);
    EXPECT_THAT(session().events, ElementsAre("2 PERIODIC"));
  }
  EXPECT_EQ(store_.size(), before);
}

TEST_F(CwmpClientTest, TheSameIntervalSetAgainDoesNotBeginIt) {
  set("static.managementserver.periodic_inform_enable", "1");
  set("static.managementserver.periodic_inform_interval", "60");
  start();
  session();
  clock_.advance(40s);
  change("static.managementserver.periodic_inform_interval", "60", Door::cwmp);
  clock_.advance(20s);
  EXPECT_THAT(session().events, ElementsAre("2 PERIODIC"));
  change("static.managementserver.periodic_inform_interval", "20", Door::cwmp);
  clock_.advance(20s);
  EXPECT_THAT(session().events, ElementsAre("2 PERIODIC"));
}

TEST_F(CwmpClientTest, AnotherAcsIsMet) {
  start();
  session();
  test::TestAcs other;
  change("static.managementserver.url", other.url());
  EXPECT_THAT(session_with(other).events, ElementsAre("0 BOOTSTRAP"));
  EXPECT_EQ(stored().url, other.url());
  change("static.managementserver.url", acs_.url());
  EXPECT_THAT(session().events, ElementsAre("0 BOOTSTRAP"));
}

TEST_F(CwmpClientTest, AnAcsThatWasExchangedAndComesBackIsMetAnew) {
  start();
  session();
  change("static.managementserver.url", "http://192.0.2.1/");
  change("static.managementserver.url", acs_.url());
  kill();
  start();
  EXPECT_THAT(session().events, ElementsAre("0 BOOTSTRAP"));
}

TEST_F(CwmpClientTest, AnAcsThatIsExchangedDuringItsSessionIsNotTheOneThatWasMet) {
  start();
  test::TestAcs other;
  EXPECT_THAT(session([&] { change("static.managementserver.url", other.url()); }).events,
              ElementsAre("0 BOOTSTRAP", "1 BOOT"));
  EXPECT_THAT(session_with(other).events, ElementsAre("0 BOOTSTRAP"));
  EXPECT_EQ(stored().url, other.url());
}

TEST_F(CwmpClientTest, AnAcsThatComesBackDuringItsSessionIsMetAgain) {
  start();
  session([&] {
    change("static.managementserver.url", "http://192.0.2.1/");
    change("static.managementserver.url", acs_.url());
  });
  EXPECT_THAT(session().events, ElementsAre("0 BOOTSTRAP"));
  expect_no_session();
}

TEST_F(CwmpClientTest, TheNamespaceOfOneAcsIsNotThatOfTheNext) {
  State state{.url = "http://192.0.2.1/", .cwmp = Namespace::cwmp_1_0, .boot_id = boot_id_};
  store_.push_back(print(state));
  start();
  session();
  EXPECT_EQ(stored().cwmp, Namespace::cwmp_1_2);
}

TEST_F(CwmpClientTest, AFailedSessionIsCountedOverARestart) {
  acs_.will_refuse(503);
  start();
  EXPECT_EQ(session().retry_count, "0");
  EXPECT_EQ(stored().retry_count, 1U);
  EXPECT_THAT(client_->acs().result, HasSubstr("503"));
  acs_.will_refuse(503);
  clock_.advance(10s);
  EXPECT_EQ(session().retry_count, "1");
  restart();
  const auto inform = session();
  EXPECT_EQ(inform.retry_count, "2");
  EXPECT_THAT(inform.events, ElementsAre("0 BOOTSTRAP", "1 BOOT"));
  EXPECT_EQ(stored().retry_count, 0U);
}

TEST_F(CwmpClientTest, ASessionThatFailsAfterItsInformIsTriedAgain) {
  acs_.will_refuse(503, true);
  start();
  session();
  EXPECT_TRUE(stored().events.empty());
  EXPECT_EQ(stored().retry_count, 1U);
  clock_.advance(10s);
  const auto inform = session();
  EXPECT_THAT(inform.events, IsEmpty());
  EXPECT_EQ(inform.retry_count, "1");
}

TEST_F(CwmpClientTest, AConnectionRequestIsASession) {
  set_request_credentials();
  start();
  session();
  EXPECT_EQ(request_connection(), "HTTP/1.1 200 OK");
  EXPECT_THAT(session().events, ElementsAre("6 CONNECTION REQUEST"));
  expect_no_session();
}

TEST_F(CwmpClientTest, AConnectionRequestIsNotTriedAgain) {
  set_request_credentials();
  start();
  session();
  acs_.will_refuse(503);
  EXPECT_EQ(request_connection(), "HTTP/1.1 200 OK");
  session();
  clock_.advance(24h);
  expect_no_session();
  EXPECT_EQ(acs_.informs().back().retry_count, "1");
}

TEST_F(CwmpClientTest, ADoorThatIsOffIsClosed) {
  start();
  session();
  ASSERT_THAT(client_->doors(), SizeIs(1));
  EXPECT_TRUE(client_->doors()[0].open);
  change("static.managementserver.enable", "0");
  EXPECT_FALSE(client_->doors()[0].open);
  EXPECT_EQ(client_->doors()[0].problem, "");
  EXPECT_FALSE(client_->inform());
  EXPECT_EQ(client_->acs().url, "");
  EXPECT_EQ(client_->acs().result, "static.managementserver.enable is 0");
  settle();
  EXPECT_THAT(acs_.informs(), SizeIs(1));

  change("static.managementserver.enable", "1");
  EXPECT_TRUE(client_->doors()[0].open);
  expect_no_session();
}

TEST_F(CwmpClientTest, WhatHappensWhileTheDoorIsOffIsToldOnceItIsOn) {
  set("static.managementserver.enable", "0");
  start();
  settle();
  EXPECT_THAT(acs_.informs(), IsEmpty());
  change("static.managementserver.enable", "1");
  EXPECT_THAT(session().events, ElementsAre("0 BOOTSTRAP", "1 BOOT"));
}

TEST_F(CwmpClientTest, SeveralReasonsAreOneSession) {
  start();
  session();
  EXPECT_TRUE(client_->inform());
  EXPECT_TRUE(client_->inform());
  EXPECT_THAT(session().events, ElementsAre("X 00005E INFORM"));
  expect_no_session();
}

TEST_F(CwmpClientTest, MayEndInTheMiddleOfASession) {
  acs_.hold();
  start();
  ASSERT_TRUE(until([&] { return acs_.is_holding(); }));
  client_.reset();
  acs_.go_on();
  EXPECT_TRUE(until([&] { return acs_.is_quiet(); }));
}

TEST_F(CwmpClientTest, NoSecretIsStored) {
  set("static.managementserver.password", "gossip");
  set_request_credentials();
  start();
  session();
  for (const auto& text : store_) {
    EXPECT_EQ(text.find("gossip"), std::string::npos);
    EXPECT_EQ(text.find("secret word"), std::string::npos);
  }
}

}  // namespace
}  // namespace lineman::cwmp
