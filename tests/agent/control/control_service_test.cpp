#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "tests/agent/control/control_fixture.hpp"
#include "varlink/errors.hpp"

namespace lineman::agent {
namespace {

namespace json = boost::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class ControlServiceTest : public ControlTest {
 protected:
  varlink::Reply call(std::string_view method, std::string_view parameters = "{}") {
    return ControlTest::call(method, json::parse(parameters).as_object());
  }
  static std::string text(const varlink::Reply& reply) { return json::serialize(reply.parameters); }
};

TEST_F(ControlServiceTest, WatchIsAStreamOfEvents) {
  const auto line = std::make_shared<FakeLine>(peer_);
  service_.called({line, {.method = "org.lineman.Control1.Watch", .more = true}});
  events_.tell({.kind = "failover", .account = 1, .server = 2, .detail = "why"});
  ASSERT_THAT(line->replies, SizeIs(2));
  EXPECT_TRUE(line->replies[0].continues);
  EXPECT_EQ(text(line->replies[0]),
            R"({"version":1,"event":{"time":"2026-01-01T00:00:00Z","kind":"watching",)"
            R"("account":0,"server":0,"generation":41,"detail":""}})");
  EXPECT_TRUE(line->replies[1].continues);
  EXPECT_EQ(text(line->replies[1]),
            R"({"version":1,"event":{"time":"2026-01-01T00:00:00Z","kind":"failover",)"
            R"("account":1,"server":2,"generation":0,"detail":"why"}})");
  service_.closed(line->id());
  const auto until_then = line->replies.size();
  events_.tell({.kind = "later"});
  EXPECT_THAT(line->replies, SizeIs(until_then));
}

TEST_F(ControlServiceTest, EventsAreThoseThatAreKept) {
  EXPECT_EQ(text(call("Events")), R"({"version":1,"since":"2026-01-01T00:00:00Z","events":[]})");
  events_.tell({.kind = "fallback",
                .account = 1,
                .server = 2,
                .detail = "why",
                .place = "fallback",
                .target = "192.0.2.2:5060",
                .before = "none",
                .lasted = 4});
  events_.tell({.kind = "coreDisconnected"});
  EXPECT_EQ(text(call("Events")),
            R"({"version":1,"since":"2026-01-01T00:00:00Z","events":[)"
            R"({"time":"2026-01-01T00:00:00Z","kind":"fallback","account":1,"server":2,)"
            R"("generation":0,"detail":"why","place":"fallback","target":"192.0.2.2:5060",)"
            R"("before":"none","lasted":4},)"
            R"({"time":"2026-01-01T00:00:00Z","kind":"coreDisconnected","account":0,"server":0,)"
            R"("generation":0,"detail":""}]})");
}

// Whoever reads may take it as one message.
TEST_F(ControlServiceTest, AsManyEventsAsAreKeptAreOneMessage) {
  const std::string worst(EventFeed::longest_kept_detail, '\x01');
  for (std::size_t i = 0; i < EventFeed::maximum_kept; ++i) {
    events_.tell({.kind = "failback",
                  .account = 16,
                  .detail = worst,
                  .place = "failover",
                  .target = "[2001:db8:ffff:ffff:ffff:ffff:ffff:ffff]:65535",
                  .before = "failover",
                  .lasted = std::uint64_t{1} << 62U});
  }
  EXPECT_LT(text(call("Events")).size(), std::size_t{1} << 20U);
}

TEST_F(ControlServiceTest, WatchNeedsMoreThanOneReply) {
  EXPECT_EQ(call("Watch").error, varlink::expected_more_error);
}

TEST_F(ControlServiceTest, WatchIsRefusedWhereTooManyWatch) {
  for (unsigned i = 0; i < EventFeed::maximum_watchers; ++i) {
    events_.watch(100 + i, {}, [](const Event&) { return true; });
  }
  const auto line = std::make_shared<FakeLine>(peer_);
  service_.called({line, {.method = "org.lineman.Control1.Watch", .more = true}});
  ASSERT_THAT(line->replies, SizeIs(1));
  EXPECT_EQ(line->replies[0].error, "org.lineman.Control1.Refused");
  EXPECT_THAT(text(line->replies[0]), HasSubstr("there are 16 watchers"));
}

TEST_F(ControlServiceTest, StatusTellsOfTheAcsWhereOneIsConfigured) {
  acs_ = {.result = "static.managementserver.url is empty"};
  EXPECT_TRUE(call("Status").parameters.at("acs").is_null());
  EXPECT_EQ(call("Status").parameters.at("acs_off"), "static.managementserver.url is empty");
  acs_ = {.url = "http://acs.example/", .result = "", .running = true};
  EXPECT_TRUE(call("Status").parameters.at("acs_off").is_null());
  EXPECT_EQ(call("Status").parameters.at("acs"),
            json::parse(R"({"url":"http://acs.example/","last_session":null,"result":null,
                            "next_session":null,"running":true,"url_found":false,
                            "last_success":null,"last_failure":null,"failure":null,
                            "unreachable":false,"failed_in_a_row":0,"failing_since":null})"));
  acs_ = {.url = "http://acs.example/",
          .last_session = 1'767'323'045,
          .result = "HTTP 503",
          .url_found = true,
          .next_session = 1'767'323'105,
          .last_success = 1'767'322'445,
          .last_failure = 1'767'323'045,
          .failure = "HTTP 503",
          .failed_in_a_row = 2,
          .failing_since = 1'767'323'040};
  EXPECT_EQ(call("Status").parameters.at("acs"),
            json::parse(R"({"url":"http://acs.example/","last_session":"2026-01-02T03:04:05Z",
                            "result":"HTTP 503","next_session":"2026-01-02T03:05:05Z",
                            "running":false,"url_found":true,
                            "last_success":"2026-01-02T02:54:05Z",
                            "last_failure":"2026-01-02T03:04:05Z","failure":"HTTP 503",
                            "unreachable":false,"failed_in_a_row":2,
                            "failing_since":"2026-01-02T03:04:00Z"})"));
}

TEST_F(ControlServiceTest, CountersHaveThoseOfTheAcsDoorByTheirNames) {
  std::uint64_t next = 0;
  for (auto& counter : status_.acs_state.counters) counter = ++next;
  status_.acs_state.started = 1'767'323'045;
  const auto reply = call("Counters").parameters;
  const auto& counters = reply.at("acs").as_object();
  EXPECT_EQ(counters.size(), std::size(datamodel::acs_counters));
  std::uint64_t expected = 0;
  for (const auto& row : datamodel::acs_counters) EXPECT_EQ(counters.at(row.name), ++expected);
  EXPECT_EQ(reply.at("acs_since"), "2026-01-02T03:04:05Z");
}

TEST_F(ControlServiceTest, InformBeginsASessionOrSaysWhyThereIsNone) {
  acs_ = {"http://acs.example/", 0, ""};
  EXPECT_EQ(call("Inform").parameters.at("url"), "http://acs.example/");
  informs_ = false;
  acs_ = {.result = "the ACS door is off"};
  const auto reply = call("Inform");
  EXPECT_EQ(reply.error, "org.lineman.Control1.Refused");
  EXPECT_THAT(text(reply), HasSubstr("no session is possible: the ACS door is off"));
  peer_ = {.pid = 1, .uid = 4711, .gid = 4711};
  EXPECT_EQ(call("Inform").error, "org.lineman.Control1.NotPermitted");
}

TEST_F(ControlServiceTest, StatusHasTheShapeThatIsPromised) {
  auto& account = status_.accounts_list[0];
  account.state = datamodel::AccountState::registered;
  account.mode = datamodel::AccountMode::failover;
  account.server = 1;
  account.target = "127.0.0.2:5060";
  account.since = 1'767'323'045;
  account.counters[datamodel::AccountCounter::failovers] = 3;
  account.last_failure = datamodel::Failure{503, "Service Unavailable", 1'767'323'044};
  configuration_.set("account.1.label", "Reception");
  doors_ = {{"snmp", "udp:127.0.0.1:161", false, "Permission denied"}};

  const auto reply = call("Status").parameters;
  EXPECT_EQ(reply.at("version"), 1);
  EXPECT_EQ(reply.at("generation"), 41);
  EXPECT_EQ(reply.at("sipcore"), json::parse(R"({"connected":true,"generation":40})"));
  EXPECT_TRUE(reply.at("guard").is_null());
  EXPECT_EQ(reply.at("doors"), json::parse(R"([{"door":"snmp","address":"udp:127.0.0.1:161",
      "open":false,"problem":"Permission denied"}])"));
  ASSERT_THAT(reply.at("accounts").as_array(), SizeIs(2));
  const auto& first = reply.at("accounts").as_array()[0].as_object();
  EXPECT_EQ(first.at("account"), 1);
  EXPECT_EQ(first.at("label"), "Reception");
  EXPECT_EQ(first.at("state"), "registered");
  EXPECT_EQ(first.at("mode"), "failover");
  EXPECT_EQ(first.at("target"), "127.0.0.2:5060");
  EXPECT_EQ(first.at("transport"), "UDP");
  EXPECT_EQ(first.at("since"), "2026-01-02T03:04:05Z");
  EXPECT_TRUE(first.at("expires_at").is_null());
  EXPECT_EQ(first.at("failovers"), 3);
  EXPECT_EQ(
      first.at("last_failure"),
      json::parse(R"({"code":503,"reason":"Service Unavailable","time":"2026-01-02T03:04:04Z"})"));
  EXPECT_EQ(status_.refreshed, 1);
}

TEST_F(ControlServiceTest, AServerHasTheShapeThatIsPromised) {
  auto& server = status_.accounts_list[0].servers[1];
  server.state = datamodel::TargetState::up;
  server.registered = true;
  server.expires_at = 1'767'323'045;
  server.targets = {{.address = "127.0.0.2:5061",
                     .transport = 2,
                     .source = datamodel::TargetSource::srv,
                     .state = datamodel::TargetState::up,
                     .registered = true,
                     .expires_at = 1'767'323'045,
                     .ttl = 7,
                     .rtt_us = 900,
                     .consecutive_failures = 1,
                     .last_code = 200}};
  const auto reply = call("Status").parameters;
  EXPECT_EQ(reply.at("accounts").as_array()[0].at("servers").as_array()[1], json::parse(R"({
      "server":2,"state":"up","registered":true,"expires_at":"2026-01-02T03:04:05Z","targets":[
        {"address":"127.0.0.2:5061","transport":"TLS","source":"srv","state":"up","registered":true,
         "expires_at":"2026-01-02T03:04:05Z","ttl":7,"rtt_us":900,"consecutive_failures":1,
         "last_code":200,"last_answer":null}]})"));
}

TEST_F(ControlServiceTest, CountersAreThoseOfTheAccountAndServerAskedFor) {
  status_.accounts_list[1].servers[1].counters[datamodel::Method::register_]
                                              [datamodel::MethodCounter::requests_out] = 5;
  const auto reply = call("Counters", R"({"account":2,"server":2})").parameters;
  ASSERT_THAT(reply.at("accounts").as_array(), SizeIs(1));
  const auto& account = reply.at("accounts").as_array()[0].as_object();
  EXPECT_EQ(account.at("counters").at("registerAttempts"), 0);
  ASSERT_THAT(account.at("servers").as_array(), SizeIs(1));
  EXPECT_EQ(account.at("servers").as_array()[0].at("counters").at("requestsOut.REGISTER"), 5);
  EXPECT_EQ(reply.at("age_ms"), 12);
}

TEST_F(ControlServiceTest, GetTakesEveryFormOfANameAndWildcardsOnce) {
  configuration_.set("account.1.sip_server.1.address", "sip.example.com");
  configuration_.set("account.1.sip_server.1.failback_mode", "3");
  configuration_.set("account.1.sip_server.1.failback_timeout", "17");
  const auto reply = call("Get", R"({"patterns":["account.1.sip_server.1.failback_*",
      "sipServerFailbackTimeout.1.1"]})")
                         .parameters;
  ASSERT_THAT(reply.at("values").as_array(), SizeIs(3));
  EXPECT_EQ(reply.at("values").as_array()[1],
            json::parse(R"({"name":"account.1.sip_server.1.failback_timeout","value":"17",
                            "effective":"60","reason":"1 to 59 seconds act as 60"})"));
}

TEST_F(ControlServiceTest, SecretsAreMasked) {
  configuration_.set("account.1.password", "hunter2");
  const auto reply = call("Get", R"({"patterns":["*"]})");
  EXPECT_THAT(text(reply), HasSubstr(R"({"name":"account.1.password","value":"********")"));
  EXPECT_THAT(text(reply), Not(HasSubstr("hunter2")));
}

TEST_F(ControlServiceTest, APatternWithoutAMatchIsRefusedByName) {
  const auto reply = call("Get", R"({"patterns":["account.1.enable","account.9.*"]})");
  EXPECT_EQ(reply.error, "org.lineman.Control1.Refused");
  EXPECT_EQ(text(reply),
            R"({"version":1,"problems":[{"name":"account.9.*","value":"",)"
            R"("problem":"is no parameter of this phone","code":"unknownParameter"}]})");
}

TEST_F(ControlServiceTest, SetIsOneTransactionOfTheCaller) {
  configuration_.outcome.generation = 42;
  configuration_.outcome.changed = {datamodel::find("account.1.label", 2).value()};
  configuration_.outcome.effects = {{1, sipcore::Effect::refresh}};
  const auto reply = call("Set", R"({"changes":[{"name":"account.1.label","value":"a"},
      {"name":"sipServerPort.2.1","value":"5070"}],"dry_run":true})");
  EXPECT_EQ(reply.error, "");
  EXPECT_EQ(text(reply),
            R"({"version":1,"generation":42,"changed":["account.1.label"],)"
            R"("effects":[{"account":1,"effect":"refresh"}],"applied":true,"advice":[]})");
  ASSERT_THAT(configuration_.requests, SizeIs(1));
  const auto& request = configuration_.requests[0];
  EXPECT_EQ(request.asker, (Asker{Door::control, "uid " + std::to_string(geteuid())}));
  EXPECT_TRUE(request.dry_run);
  EXPECT_FALSE(request.without_core);
  ASSERT_THAT(request.changes, SizeIs(2));
  EXPECT_EQ(datamodel::name_of(request.changes[1].parameter), "account.2.sip_server.1.port");
  EXPECT_EQ(request.changes[1].value, "5070");
  EXPECT_EQ(request.deadline, clock_.now() + std::chrono::seconds{5});
}

TEST_F(ControlServiceTest, UnknownNamesAreJudgedWithTheRestOfTheChange) {
  call("Set", R"({"changes":[{"name":"account.1.label","value":"a"},
      {"name":"account.3.label","value":"b"}]})");
  ASSERT_THAT(configuration_.requests, SizeIs(1));
  EXPECT_THAT(configuration_.requests[0].changes, SizeIs(1));
  EXPECT_THAT(configuration_.requests[0].unknown, testing::ElementsAre("account.3.label"));
}

TEST_F(ControlServiceTest, ARefusalListsEveryProblem) {
  configuration_.outcome.problems = {
      {datamodel::ProblemCode::wrong_value, "account.1.sip_server.1.expires", "29", "is too short"},
      {datamodel::ProblemCode::conflict, "account.1.sip_server.2.port", "1", "is the same"}};
  const auto reply = call("Set", R"({"changes":[{"name":"account.1.label","value":"a"}]})");
  EXPECT_EQ(reply.error, "org.lineman.Control1.Refused");
  EXPECT_EQ(reply.parameters.at("problems").as_array().size(), 2U);
}

TEST_F(ControlServiceTest, WhatIsNotYetAppliedIsSaid) {
  configuration_.outcome.applied = Applied::not_yet;
  configuration_.outcome.generation = 41;  // the core runs 40
  configuration_.outcome.changed = {datamodel::find("account.1.label", 2).value()};
  const auto reply = call("Set", R"({"changes":[{"name":"account.1.label","value":"a"}]})");
  EXPECT_EQ(reply.parameters.at("applied"), false);
  EXPECT_THAT(text(reply), HasSubstr("committed and not yet applied"));
}

TEST_F(ControlServiceTest, AChangeThatWaitsForACallIsSaid) {
  configuration_.outcome.applied = Applied::not_yet;
  configuration_.outcome.generation = 40;  // the core runs it
  configuration_.outcome.changed = {datamodel::find("account.1.enable", 2).value()};
  configuration_.outcome.effects = {{.account = 1, .effect = sipcore::Effect::deferred}};
  const auto reply = call("Set", R"({"changes":[{"name":"account.1.enable","value":"0"}]})");
  EXPECT_EQ(reply.parameters.at("applied"), false);
  EXPECT_EQ(
      reply.parameters.at("advice"),
      json::parse(R"(["The change is committed and acts when the account's calls have ended"])"));
}

TEST_F(ControlServiceTest, AChangeThatWaitsForAStartIsSaid) {
  configuration_.outcome.applied = Applied::not_yet;
  configuration_.outcome.generation = 40;  // the core runs it
  configuration_.outcome.changed = {datamodel::find("sip.listen_port", 2).value()};
  const auto reply = call("Set", R"({"changes":[{"name":"sip.listen_port","value":"5070"}]})");
  EXPECT_EQ(reply.parameters.at("advice"),
            json::parse(R"(["sip.listen_port acts after the next start"])"));
}

TEST_F(ControlServiceTest, AdviceOnADryRunIsOfWhatWouldBeStored) {
  configuration_.set("account.1.sip_server.1.address", "sip.example.com");
  configuration_.set("account.1.sip_server.1.failback_mode", "3");
  configuration_.outcome.changed = {
      datamodel::find("account.1.sip_server.1.failback_timeout", 2).value()};
  const auto reply = call("Set", R"({"changes":[{"name":"account.1.sip_server.1.failback_timeout",
      "value":"17"}],"dry_run":true})");
  EXPECT_EQ(
      reply.parameters.at("advice"),
      json::parse(R"(["account.1.sip_server.1.failback_timeout 1 to 59 seconds act as 60"])"));
}

TEST_F(ControlServiceTest, WhatTheCoreHoldsBackUntilItsStartIsShown) {
  configuration_.set("sip.listen_port", "5070");
  status_.core_status.held = {{"sip.listen_port", "5060"}};
  const auto of_port = [this] {
    const auto reply = call("Get", R"({"patterns":["sip.listen_port"]})").parameters;
    return json::serialize(reply.at("values").as_array().at(0));
  };
  EXPECT_EQ(of_port(), R"({"name":"sip.listen_port","value":"5070","effective":"5060",)"
                       R"("reason":"waits for the SIP core's next start"})");
  EXPECT_EQ(status_.refreshed, 1) << "what the core holds back is asked for";
  status_.connected = false;
  EXPECT_THAT(of_port(), HasSubstr(R"("effective":"5070","reason":null)"));
}

TEST_F(ControlServiceTest, WhatTheAgentTookAtItsStartActs) {
  const auto of_port = [this] {
    const auto reply = call("Get", R"({"patterns":["network.snmp.port"]})").parameters;
    return json::serialize(reply.at("values").as_array().at(0));
  };
  EXPECT_THAT(of_port(), HasSubstr(R"("effective":"161","reason":null)"));
  configuration_.set("network.snmp.port", "1161");
  EXPECT_THAT(of_port(), HasSubstr(R"("value":"1161","effective":"161",)"
                                   R"("reason":"waits for the agent's next start")"));
  configuration_.set("network.snmp.port", "161");
  EXPECT_THAT(of_port(), HasSubstr(R"("effective":"161","reason":null)"));
}

TEST_F(ControlServiceTest, HistoryNamesWhoAndWhat) {
  history_.summaries = {{41, 1'767'323'045, {Door::snmp, "writer@127.0.0.1"}, {"account.1.label"}}};
  EXPECT_EQ(text(call("History")),
            R"({"version":1,"generations":[{"generation":41,"time":"2026-01-02T03:04:05Z",)"
            R"("asker":{"door":"snmp","who":"writer@127.0.0.1"},"changed":["account.1.label"]}]})");
}

// Generation 40, kept, and 41, current.
class ControlHistoryTest : public ControlServiceTest {
 protected:
  ControlHistoryTest() {
    configuration_.set("account.1.label", "Now");
    configuration_.set("account.1.password", "new secret");
    history_.summaries = {{41, 2, {}, {}}, {40, 1, {}, {}}};
    history_.kept[41] = configuration_.values();
    history_.kept[40].set(datamodel::find("account.1.label", 2).value(), "Then");
    history_.kept[40].set(datamodel::find("account.1.password", 2).value(), "old secret");
  }
  static constexpr auto differences =
      R"([{"name":"account.1.label","from":"Then","to":"Now"},)"
      R"({"name":"account.1.password","from":"********","to":"********"}])";
};

TEST_F(ControlHistoryTest, ADiffIsOfTheLastChangeUnlessGenerationsAreNamed) {
  const auto last = call("Diff");
  EXPECT_EQ(last.error, "");
  EXPECT_EQ(last.parameters.at("from"), 40);
  EXPECT_EQ(last.parameters.at("to"), 41);
  EXPECT_EQ(last.parameters.at("differences"), json::parse(differences));
  const auto named = call("Diff", R"({"from":41,"to":40})");
  EXPECT_EQ(named.parameters.at("differences").at(0).at("from"), "Now");
  EXPECT_THAT(text(last) + text(named), testing::Not(HasSubstr("secret")));
}

TEST_F(ControlHistoryTest, ARollbackIsOneTransactionWithTheOldValues) {
  const auto reply = call("Rollback");
  EXPECT_EQ(reply.error, "");
  ASSERT_THAT(configuration_.requests, SizeIs(1));
  const auto& request = configuration_.requests[0];
  EXPECT_EQ(request.asker.door, Door::rollback);
  EXPECT_THAT(request.asker.who, HasSubstr("to generation 40"));
  EXPECT_EQ(request.base, 41U) << "a change in between is not lost";
  EXPECT_TRUE(request.without_core);
  ASSERT_THAT(request.changes, SizeIs(2));
  EXPECT_EQ(request.changes[0].value, "Then");
  EXPECT_EQ(request.changes[1].value, "old secret");
  EXPECT_EQ(reply.parameters.at("differences").at(0).at("to"), "Then");
  EXPECT_THAT(text(reply), testing::Not(HasSubstr("secret")));
}

TEST_F(ControlHistoryTest, ADiskThatFailsIsNotTakenForAGenerationThatIsNotKept) {
  history_.kept.erase(40);
  for (const auto* method : {"Diff", "Rollback"}) {
    const auto unreadable =
        call(method, method == std::string_view{"Diff"} ? R"({"from":40,"to":41})"
                                                        : R"({"generation":40})");
    EXPECT_THAT(text(unreadable), HasSubstr("storeFailed")) << method;
    EXPECT_THAT(text(unreadable), HasSubstr("cannot be read")) << method;
    const auto unknown = call(method, method == std::string_view{"Diff"} ? R"({"from":39,"to":41})"
                                                                         : R"({"generation":39})");
    EXPECT_THAT(text(unknown), HasSubstr("wrongValue")) << method;
    EXPECT_THAT(text(unknown), HasSubstr("is not kept")) << method;
  }
  EXPECT_THAT(configuration_.requests, IsEmpty());
}

TEST_F(ControlHistoryTest, AGuardAndADryRunArePassedOn) {
  call("Rollback", R"({"generation":40,"guard":60,"dry_run":true})");
  ASSERT_THAT(configuration_.requests, SizeIs(1));
  EXPECT_EQ(configuration_.requests[0].guard, 60U);
  EXPECT_TRUE(configuration_.requests[0].dry_run);
}

TEST_F(ControlServiceTest, AGuardIsPassedOnAndItsAdviceAnswered) {
  configuration_.guard_state = {.generation = 41, .seconds_left = 10, .waiting_for = {1}};
  configuration_.set("account.1.sip_server.1.address", "a.example");
  const auto reply =
      call("Set", R"({"changes":[{"name":"account.1.label","value":"a"}],"guard":10})");
  ASSERT_THAT(configuration_.requests, SizeIs(1));
  EXPECT_EQ(configuration_.requests[0].guard, 10U);
  EXPECT_THAT(text(reply), HasSubstr("account 1 may need 32 s"));
}

TEST_F(ControlServiceTest, TheRunningGuardIsShownAndConfirmed) {
  configuration_.guard_state = {.generation = 41, .seconds_left = 250, .waiting_for = {1, 2}};
  EXPECT_THAT(text(call("Status")),
              HasSubstr(R"("guard":{"generation":41,"seconds_left":250,"waiting_for":[1,2]})"));
  EXPECT_EQ(text(call("ConfirmGuard")), R"({"version":1,"generation":41})");
}

TEST_F(ControlServiceTest, GroupsDecideWhoMayReadAndWrite) {
  const auto* change = R"({"changes":[{"name":"account.1.label","value":"a"}]})";
  peer_ = {.pid = 1, .uid = 54'321, .gid = 54'321};
  EXPECT_EQ(call("Status").error, "org.lineman.Control1.NotPermitted");
  peer_.groups = {4711};
  EXPECT_EQ(call("Status").error, "");
  EXPECT_EQ(call("Set", change).error, "org.lineman.Control1.NotPermitted");
  EXPECT_THAT(configuration_.requests, IsEmpty());
  peer_.groups = {4712};
  EXPECT_EQ(call("Status").error, "");
  EXPECT_EQ(call("Set", change).error, "");
}

struct BadCall {
  const char* method;
  const char* parameters;
  const char* error;
};
void PrintTo(const BadCall& bad, std::ostream* out) {
  *out << bad.method << ' ' << bad.parameters;
}

class BadCalls : public ControlServiceTest, public testing::WithParamInterface<BadCall> {};

TEST_P(BadCalls, AreAnsweredAndChangeNothing) {
  const auto reply = call(GetParam().method, GetParam().parameters);
  EXPECT_EQ(reply.error, GetParam().error);
  EXPECT_THAT(configuration_.requests, IsEmpty());
}

constexpr auto invalid = "org.varlink.service.InvalidParameter";
INSTANTIATE_TEST_SUITE_P(
    Control, BadCalls,
    testing::Values(
        BadCall{"Explode", "{}", "org.varlink.service.MethodNotFound"},
        BadCall{"Status", R"({"account":0})", invalid},
        BadCall{"Status", R"({"account":3})", invalid},
        BadCall{"Status", R"({"account":"1"})", invalid},
        BadCall{"Status", R"({"account":1.5})", invalid},
        BadCall{"Counters", R"({"server":1})", invalid},
        BadCall{"Counters", R"({"account":1,"server":3})", invalid}, BadCall{"Get", "{}", invalid},
        BadCall{"Get", R"({"patterns":[]})", invalid},
        BadCall{"Get", R"({"patterns":[1]})", invalid}, BadCall{"Set", "{}", invalid},
        BadCall{"Set", R"({"changes":[]})", invalid},
        BadCall{"Set", R"({"changes":[{"name":"account.1.label"}]})", invalid},
        BadCall{"Set", R"({"changes":[{"name":"account.1.label","value":7}]})", invalid},
        BadCall{"Set", R"({"changes":[{"name":"account.1.label","value":"a"}],"dry_run":1})",
                invalid},
        BadCall{"Set", R"({"changes":[{"name":"account.1.label","value":"a"}],"guard":9})",
                invalid},
        BadCall{"Set", R"({"changes":[{"name":"account.1.label","value":"a"}],"guard":86401})",
                invalid},
        BadCall{"Diff", R"({"from":0})", invalid}, BadCall{"Diff", R"({"to":"last"})", invalid},
        BadCall{"Diff", R"({"from":7})", "org.lineman.Control1.Refused"},
        BadCall{"Rollback", R"({"generation":-1})", invalid},
        BadCall{"Rollback", R"({"generation":7})", "org.lineman.Control1.Refused"},
        BadCall{"Rollback", "{}", "org.lineman.Control1.Refused"},
        BadCall{"ConfirmGuard", "{}", "org.lineman.Control1.Refused"}));

TEST_F(ControlServiceTest, TheNumberOfChangesIsLimited) {
  json::array changes(ControlService::maximum_changes + 1,
                      json::object{{"name", "account.1.label"}, {"value", "a"}});
  EXPECT_EQ(call("Set", json::serialize(json::object{{"changes", changes}})).error, invalid);
  EXPECT_THAT(configuration_.requests, IsEmpty());
}

}  // namespace
}  // namespace lineman::agent
