// What the control socket may do to the engine, and requests from outside. Conversations are in
// scenarios/.
#include "sipcore/phone/engine.hpp"

#include <gtest/gtest.h>

#include "tests/sipcore/engine_fixture.hpp"

namespace lineman::sipcore {
namespace {

using datamodel::AccountCounter;
using datamodel::AccountState;
using datamodel::Method;
using datamodel::MethodCounter;
using test::EngineRig;

class EngineTest : public ::testing::Test {
 public:
  EngineTest() {
    rig.values[1] = {{"enable", "1"},
                     {"user_name", "1001"},
                     {"password", "secret"},
                     {"sip_server.1.address", "192.0.2.1"}};
  }
  void settle() { rig.clock.advance({}); }
  void register_first() {
    rig.load();
    settle();
    rig.transport.deliver(server, test::granted(rig.transport.sent.back().text, 3600));
    rig.transport.sent.clear();
    ASSERT_EQ(rig.status(1).state, AccountState::registered);
  }
  std::string request(const std::string& method, const std::string& branch,
                      const std::string& user = "1001") {
    return method + " sip:" + user +
           "@192.0.2.5 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK" + branch +
           "\r\nFrom: <sip:x@y>;tag=1\r\nTo: <sip:1001@y>\r\nCall-ID: c\r\nCSeq: 7 " + method +
           "\r\nContent-Length: 0\r\n\r\n";
  }

  EngineRig rig;
  Target server{.address = parse_ip("192.0.2.1").value(), .port = 5060};
};

TEST_F(EngineTest, NamesAllProblemsAtOnce) {
  rig.values[1]["sip_server.1.port"] = "70000";
  rig.values[1]["sip_server.2.expires"] = "x";
  rig.values[1]["password"] = std::string(200, 'p');
  rig.values[1]["no_such"] = "1";
  rig.values[9]["enable"] = "1";
  rig.globals["sip.timer_t1"] = "0.1";
  EXPECT_FALSE(rig.commit());
  EXPECT_EQ(rig.refusal.code, ErrorCode::invalid);
  std::map<std::string, std::string> values;
  for (const auto& problem : rig.refusal.problems) {
    values[problem.name] = problem.value;
    EXPECT_FALSE(problem.sentence.empty());
  }
  EXPECT_EQ(values, (std::map<std::string, std::string>{{"account.1.no_such", "1"},
                                                        {"account.1.password", "********"},
                                                        {"account.1.sip_server.1.port", "70000"},
                                                        {"account.1.sip_server.2.expires", "x"},
                                                        {"account.9", ""},
                                                        {"sip.timer_t1", "0.1"}}));
  EXPECT_EQ(rig.status(1).state, AccountState::disabled);
}

// The port, where none is configured, is that of the transport (RFC 3261, 19.1.2).
TEST_F(EngineTest, SendsOverTheConfiguredTransport) {
  const std::pair<std::string, std::string> expected[] = {
      {"0", "UDP 192.0.2.1:5060"}, {"1", "TCP 192.0.2.1:5060"}, {"2", "TLS 192.0.2.1:5061"}};
  for (const auto& [transport, place] : expected) {
    rig.values[1]["sip_server.1.transport_type"] = transport;
    rig.values[1]["sip_server.1.port"] = "0";
    ASSERT_TRUE(rig.commit()) << rig.refusal.sentence;
    settle();
    ASSERT_FALSE(rig.transport.sent.empty());
    const auto& sent = rig.transport.sent.back();
    EXPECT_EQ(std::string(via_name(sent.to.protocol)) + " " + to_string(sent.to), place);
    const auto name = std::string(via_name(sent.to.protocol));
    EXPECT_TRUE(test::field(sent.text, "Via").starts_with("SIP/2.0/" + name + " "));
    const auto contact = test::field(sent.text, "Contact");
    EXPECT_EQ(contact.find(";transport=") != std::string::npos, transport != "0") << contact;
  }
}

// What goes wrong on a connection is counted at each server that waited for it, by its kind.
TEST_F(EngineTest, CountsConnectionsAtTheServer) {
  rig.values[1]["sip_server.1.transport_type"] = "1";
  rig.values[1]["reg_fail_retry_interval"] = "1";
  server.protocol = Protocol::tcp;
  rig.load();
  settle();
  rig.transport.connect(server);
  rig.transport.fail(server);
  EXPECT_EQ(rig.at_server(rig.status(1), "1", "connects"), 1);
  EXPECT_EQ(rig.at_server(rig.status(1), "1", "connectFailures"), 1);
  EXPECT_EQ(rig.at_server(rig.status(1), "1", "sendFailures"), 0);
  rig.clock.advance(std::chrono::seconds(2));
  rig.transport.fail(server, {TransportFailure::tls, "the certificate has expired"});
  EXPECT_EQ(rig.at_server(rig.status(1), "1", "tlsFailures"), 1);
  EXPECT_EQ(rig.at_server(rig.status(1), "1", "connectFailures"), 1);
  EXPECT_EQ(rig.status(1).last_failure->reason, "the certificate has expired");
  rig.check_sums();
}

TEST_F(EngineTest, NaptrBuildActsWhereItActs) {
  auto& values = rig.values[1];
  values["sip_server.1.address"] = "sip.test";
  rig.resolver.zone.add("sip.test 60 A 192.0.2.1");
  rig.load();
  settle();
  values["naptr_build"] = "1";
  ASSERT_TRUE(rig.commit());
  EXPECT_EQ(rig.effect_on(1), Effect::none) << "the port is not 0";
  values["sip_server.1.transport_type"] = "3";
  ASSERT_TRUE(rig.commit());
  EXPECT_EQ(rig.effect_on(1), Effect::none) << "it acts as UDP, as before";
  values["sip_server.1.port"] = "0";
  ASSERT_TRUE(rig.commit());
  EXPECT_EQ(rig.effect_on(1), Effect::reregister);
  values["naptr_build"] = "0";
  ASSERT_TRUE(rig.commit());
  EXPECT_EQ(rig.effect_on(1), Effect::reregister);
}

// The sockets that a prepare reserves need the port, also where no load came before.
TEST_F(EngineTest, StartsOnceWithTheFirstConfiguration) {
  rig.globals = {{"sip.listen_port", "5070"},
                 {"sip.reg_surge_prevention", "9"},
                 {"static.network.dns.query_timeout", "0"},
                 {"static.network.dns.retry_times", "7"}};
  EXPECT_FALSE(rig.started);
  ASSERT_TRUE(rig.engine.prepare({{.account = 1, .values = rig.values[1]}}, rig.globals));
  EXPECT_EQ(rig.started, (StartSettings{.listen_port = 5070,
                                        .surge_prevention = std::chrono::seconds(9),
                                        .dns_query_timeout = std::chrono::seconds(1),
                                        .dns_retry_times = 7}));
  rig.globals["sip.listen_port"] = "5080";
  rig.load();
  EXPECT_EQ(rig.engine.held(), (std::vector<datamodel::HeldValue>{{"sip.listen_port", "5070"}}));
}

TEST_F(EngineTest, ReservesSocketsAndDropsThemWithTheStage) {
  {
    const auto prepared = rig.engine.prepare({{.account = 1, .values = rig.values[1]}}, {});
    ASSERT_TRUE(prepared);
    EXPECT_EQ(rig.transport.open_links, 1);
    settle();
    EXPECT_TRUE(rig.transport.sent.empty());
  }
  EXPECT_EQ(rig.transport.open_links, 0);
  EXPECT_EQ(rig.status(1).state, AccountState::disabled);
}

TEST_F(EngineTest, RefusesWhatItCannotReserve) {
  rig.transport.no_socket.insert(server);
  EXPECT_FALSE(rig.commit());
  EXPECT_EQ(rig.refusal.code, ErrorCode::resource);
  EXPECT_EQ(rig.refusal.problems.at(0).name, "account.1.sip_server.1.address");
}

TEST_F(EngineTest, LoadsEvenWhatItCannotReserve) {
  rig.transport.no_socket.insert(server);
  rig.load();
  settle();
  EXPECT_EQ(rig.status(1).state, AccountState::all_servers_failed);
  rig.check_sums();
  rig.transport.no_socket.clear();
  rig.clock.advance(std::chrono::seconds(30));
  EXPECT_EQ(rig.transport.sent.size(), 1) << "tried again";
}

TEST_F(EngineTest, MakesAnAccountThatCannotBeLoadedMisconfigured) {
  rig.values[2] = rig.values[1];
  rig.values[2]["sip_server.1.port"] = "70000";
  rig.load();
  settle();
  EXPECT_EQ(rig.status(1).state, AccountState::registering);
  const auto status = rig.status(2);
  EXPECT_EQ(status.state, AccountState::misconfigured);
  EXPECT_TRUE(status.reason.starts_with("account.2.sip_server.1.port ")) << status.reason;
  EXPECT_EQ(rig.transport.sent.size(), 1);
}

TEST_F(EngineTest, HasNoUseForAnAddressOfAFamilyWithoutALocalOne) {
  rig.transport.has_v6 = false;
  rig.values[1]["sip_server.1.address"] = "2001:db8::1";
  rig.load();
  EXPECT_EQ(rig.status(1).state, AccountState::misconfigured);
  EXPECT_EQ(rig.status(1).reason,
            "sip_server.1.address is IPv6, and there is no local address of that kind");
}

TEST_F(EngineTest, DisablesAccountsThatALoadDoesNotName) {
  register_first();
  rig.values.clear();
  rig.load();
  EXPECT_EQ(rig.status(1).state, AccountState::unregistering);
}

TEST_F(EngineTest, ForgetsAStageThatALoadOvertook) {
  auto prepared = rig.engine.prepare({{.account = 1, .values = rig.values[1]}}, {});
  ASSERT_TRUE(prepared);
  rig.engine.load({});
  rig.engine.commit(std::move(prepared->staged), 2);
  EXPECT_EQ(rig.status(1).state, AccountState::disabled);
}

TEST_F(EngineTest, LeavesTheCountersOfUntouchedAccountsAlone) {
  register_first();
  const auto before = rig.status(1);
  auto prepared = rig.engine.prepare({{.account = 2, .values = rig.values[1]}}, {});
  ASSERT_TRUE(prepared);
  rig.engine.commit(std::move(prepared->staged), 2);
  settle();
  EXPECT_EQ(rig.status(2).state, AccountState::registering);
  auto after = rig.status(1);
  EXPECT_EQ(std::exchange(after.registered_generation, before.registered_generation), 2);
  EXPECT_EQ(after, before);
}

TEST_F(EngineTest, EndsQuietly) {
  rig.load();
  settle();
  rig.engine.stop();
  rig.clock.advance(std::chrono::hours(1));
  EXPECT_EQ(rig.transport.sent.size(), 1);
  EXPECT_EQ(rig.status(1).counters[AccountCounter::register_abandoned], 1);
  EXPECT_EQ(rig.status(1).servers[0].counters[Method::register_][MethodCounter::abandoned], 1);
  rig.check_sums();
  rig.load();
  rig.transport.deliver(server, request("OPTIONS", "late"));
  EXPECT_TRUE(rig.transport.replies.empty());
}

TEST_F(EngineTest, SaysSoWhenItsStateChanges) {
  register_first();
  ASSERT_EQ(rig.events.size(), 3);
  EXPECT_EQ(rig.events[0].kind + " " + rig.events[0].detail, "state registering");
  EXPECT_EQ(rig.events[1].kind + " " + rig.events[1].detail, "generation 1");
  EXPECT_EQ(rig.events[1].account, 0);
  EXPECT_EQ(rig.events[2].kind + " " + rig.events[2].detail, "state registered");
  EXPECT_EQ(rig.events[2].account, 1);
  EXPECT_EQ(rig.events[2].server, 1);
  EXPECT_EQ(rig.events[2].time, 1'767'225'600);
}

// One event for all of them: a monitor asks for the whole state anyway.
TEST_F(EngineTest, MovesUntouchedAccountsOnToTheNewGeneration) {
  register_first();
  rig.events.clear();
  auto prepared = rig.engine.prepare({{.account = 2, .values = {{"enable", "0"}}}}, {});
  ASSERT_TRUE(prepared);
  rig.engine.commit(std::move(prepared->staged), 7);
  EXPECT_EQ(rig.status(1).registered_generation, 7);
  EXPECT_EQ(rig.status(2).registered_generation, 0);
  ASSERT_EQ(rig.events.size(), 1);
  EXPECT_EQ(rig.events[0].kind + " " + rig.events[0].detail, "generation 7");
}

// After the agent's store was lost its numbers begin again: the order counts, not the numbers.
TEST_F(EngineTest, TakesALowerGenerationForANewOne) {
  rig.generation = 40;
  register_first();
  EXPECT_EQ(rig.status(1).registered_generation, 41);
  rig.generation = 2;
  rig.values[1]["sip_server.1.expires"] = "900";
  rig.load();
  EXPECT_EQ(rig.status(1).registered_generation, 41);
  settle();
  rig.transport.deliver(server, test::granted(rig.transport.sent.back().text, 900));
  EXPECT_EQ(rig.status(1).registered_generation, 3);
}

TEST_F(EngineTest, ShowsSinceWhenAndUntilWhen) {
  rig.clock.advance(std::chrono::seconds(10));
  register_first();
  rig.clock.advance(std::chrono::seconds(100));
  const auto status = rig.status(1);
  EXPECT_EQ(status.since, 1'767'225'610);
  EXPECT_EQ(status.registered_since, 1'767'225'610);
  EXPECT_EQ(status.expires_at, 1'767'229'210);
  EXPECT_EQ(status.servers[0].expires_at, status.expires_at);
  EXPECT_EQ(status.servers[0].targets.at(0).expires_at, status.expires_at);
  EXPECT_EQ(status.counters[AccountCounter::seconds_registered], 100);
}

TEST_F(EngineTest, AnswersEachRequestOnceInTheCount) {
  register_first();
  rig.transport.deliver(server, request("OPTIONS", "1"));
  rig.transport.deliver(server, request("OPTIONS", "1"));
  rig.transport.deliver(server, request("MESSAGE", "2"));
  rig.transport.deliver(server, request("ACK", "3"));
  ASSERT_EQ(rig.transport.replies.size(), 3);
  EXPECT_TRUE(rig.transport.replies[0].text.starts_with(
      "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\n"));
  EXPECT_EQ(rig.transport.replies[0].text, rig.transport.replies[1].text);
  EXPECT_TRUE(rig.transport.replies[2].text.starts_with("SIP/2.0 405 "));
  const auto counters = rig.status(1).servers[0].counters;
  EXPECT_EQ(counters[Method::options][MethodCounter::requests_in], 1);
  EXPECT_EQ(counters[Method::other][MethodCounter::requests_in], 1);
}

TEST_F(EngineTest, CountsARequestAtTheAccountThatItIsFor) {
  rig.values[2] = rig.values[1];
  rig.values[2]["user_name"] = "1002";
  rig.load();
  rig.transport.deliver(server, request("OPTIONS", "1", "1002"));
  EXPECT_EQ(rig.status(1).servers[0].counters[Method::options][MethodCounter::requests_in], 0);
  EXPECT_EQ(rig.status(2).servers[0].counters[Method::options][MethodCounter::requests_in], 1);
}

TEST_F(EngineTest, KeepsABoundedNumberOfAnswers) {
  register_first();
  for (std::size_t i = 0; i <= most_kept_answers; ++i) {
    rig.transport.deliver(server, request("OPTIONS", std::to_string(i)));
  }
  rig.transport.deliver(server, request("OPTIONS", "0"));
  EXPECT_NE(rig.transport.replies.front().text, rig.transport.replies.back().text)
      << "forgotten, answered anew";
}

// Contacts differ, so that removing one binding never removes the other, and stay the same after a
// restart.
TEST_F(EngineTest, RegistersAnotherContactAtEachServer) {
  rig.values[1]["sip_server.2.address"] = "192.0.2.2";
  rig.load();
  settle();
  ASSERT_EQ(rig.transport.sent.size(), 2);
  const auto first = test::field(rig.transport.sent[0].text, "Contact");
  EXPECT_NE(first, test::field(rig.transport.sent[1].text, "Contact"));
  EXPECT_NE(first.find("+sip.instance=\"<urn:uuid:test>\""), std::string::npos);
  EngineRig restarted;
  restarted.values = rig.values;
  restarted.load();
  restarted.clock.advance({});
  EXPECT_EQ(first, test::field(restarted.transport.sent[0].text, "Contact"));
}

TEST_F(EngineTest, RegistersAnotherContactAtEachTarget) {
  rig.values[1]["sip_server.1.address"] = "sip.test";
  rig.resolver.set_addresses("sip.test", 600, {"192.0.2.1", "192.0.2.2"});
  rig.load();
  settle();
  rig.transport.fail(server);
  settle();
  ASSERT_EQ(rig.transport.sent.size(), 2);
  const auto first = test::field(rig.transport.sent[0].text, "Contact");
  const auto second = test::field(rig.transport.sent[1].text, "Contact");
  const auto reg_id = [](const std::string& contact) {
    const auto start = contact.find(";reg-id=");
    return contact.substr(start, contact.find(';', start + 1) - start);
  };
  ASSERT_NE(first.find(";reg-id="), std::string::npos) << first;
  EXPECT_NE(reg_id(first), reg_id(second));
}

TEST_F(EngineTest, DropsTheOldestOfTooManyFarewells) {
  for (std::size_t i = 1; i <= most_farewells + 2; ++i) {
    rig.values[1]["sip_server.1.address"] = "192.0.2." + std::to_string(i);
    rig.load();
    settle();
    rig.transport.deliver(rig.transport.sent.back().to,
                          test::granted(rig.transport.sent.back().text, 3600));
  }
  rig.check_sums();
  const auto counters = rig.status(1).servers[0].counters[Method::register_];
  EXPECT_EQ(counters[MethodCounter::in_flight], most_farewells);
  EXPECT_EQ(counters[MethodCounter::abandoned], 1);
}

TEST_F(EngineTest, TakesABoundedNumberOfTargets) {
  rig.values[1]["sip_server.1.address"] = "sip.test";
  for (int i = 1; i <= 40; ++i) rig.resolver.zone.add("sip.test 60 A 192.0.2." + std::to_string(i));
  rig.load();
  settle();
  EXPECT_EQ(rig.status(1).servers[0].targets.size(), most_targets);
}

}  // namespace
}  // namespace lineman::sipcore
