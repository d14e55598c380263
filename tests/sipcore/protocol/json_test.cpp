#include "sipcore/protocol/json.hpp"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <random>

#include "sipcore/protocol/interface_text.hpp"

namespace lineman::sipcore {
namespace {

namespace json = boost::json;
using datamodel::AccountStatus;
using datamodel::CoreStatus;
using testing::HasSubstr;

// What a peer sees: the text, parsed anew.
json::object over_the_wire(const json::object& object) {
  return json::parse(json::serialize(object)).as_object();
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_{seed} {}
  std::uint64_t number(std::uint64_t maximum) {
    return std::uniform_int_distribution<std::uint64_t>{0, maximum}(engine_);
  }
  bool flag() { return number(1) == 1; }
  std::string text() { return "tëxt \"" + std::to_string(number(1000)) + "\\"; }
  std::int64_t time() { return static_cast<std::int64_t>(number(1U << 31U)); }
  template <typename Counters>
  void fill(Counters& counters) {
    for (auto& each : counters) each = number(~std::uint64_t{0});
  }

 private:
  std::mt19937 engine_;
};

datamodel::TargetStatus any_target(Random& any) {
  return {.address = any.text(),
          .transport = static_cast<std::uint8_t>(any.number(3)),
          .source = static_cast<datamodel::TargetSource>(1 + any.number(3)),
          .state = static_cast<datamodel::TargetState>(1 + any.number(4)),
          .registered = any.flag(),
          .expires_at = any.time(),
          .ttl = static_cast<std::uint32_t>(any.number(1000)),
          .rtt_us = static_cast<std::uint32_t>(any.number(1000)),
          .consecutive_failures = static_cast<std::uint32_t>(any.number(9)),
          .last_code = static_cast<unsigned>(any.number(699)),
          .last_answer = any.time()};
}

AccountStatus any_account(Random& any) {
  AccountStatus status{.account = static_cast<unsigned>(any.number(512)),
                       .state = static_cast<datamodel::AccountState>(1 + any.number(8)),
                       .reason = any.text(),
                       .mode = static_cast<datamodel::AccountMode>(1 + any.number(3)),
                       .server = static_cast<unsigned>(any.number(2)),
                       .target = any.text(),
                       .transport = static_cast<std::uint8_t>(any.number(3)),
                       .since = any.time(),
                       .registered_since = any.time(),
                       .expires_at = any.time(),
                       .registered_generation = any.number(1000),
                       .discontinuity = any.time()};
  if (any.flag()) status.last_failure = datamodel::Failure{503, any.text(), any.time()};
  any.fill(status.counters);
  for (auto& server : status.servers) {
    server.state = static_cast<datamodel::TargetState>(1 + any.number(4));
    server.registered = any.flag();
    server.expires_at = any.time();
    server.discontinuity = any.time();
    any.fill(server.counters.server);
    for (auto& method : server.counters.methods) any.fill(method);
    for (auto i = any.number(3); i > 0; --i) server.targets.push_back(any_target(any));
  }
  return status;
}

TEST(StatusJson, ComesBackAsItWas) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    Random any{seed};
    const auto status = any_account(any);
    const auto back = account_status_from_json(over_the_wire(to_json(status)));
    ASSERT_TRUE(back) << seed << ": " << back.error();
    EXPECT_EQ(*back, status) << seed;
    CoreStatus core{.instance = any.text(), .generation = any.number(99), .started = any.time()};
    any.fill(core.counters);
    for (auto i = any.number(3); i > 0; --i) core.held.push_back({any.text(), any.text()});
    any.fill(core.dns);
    const auto core_back = core_status_from_json(over_the_wire(to_json(core)));
    ASSERT_TRUE(core_back) << seed << ": " << core_back.error();
    EXPECT_EQ(*core_back, core) << seed;
  }
}

TEST(MessageJson, ComesBackAsItWas) {
  const AccountConfiguration account{3, {{"enable", "1"}, {"password", "s\"é"}}};
  const Prepare prepare{.txn = "42-1",
                        .base = 41,
                        .target = 42,
                        .digest = "ab",
                        .lease = std::chrono::milliseconds{30'000},
                        .accounts = {account},
                        .globals = {{"sip.timer_t1", "0.5"}}};
  const auto back = prepare_from_json(over_the_wire(to_json(prepare)));
  ASSERT_TRUE(back) << back.error();
  EXPECT_EQ(back->txn, prepare.txn);
  EXPECT_EQ(back->base, prepare.base);
  EXPECT_EQ(back->target, prepare.target);
  EXPECT_EQ(back->digest, prepare.digest);
  EXPECT_EQ(back->lease, prepare.lease);
  EXPECT_EQ(back->accounts, prepare.accounts);
  EXPECT_EQ(back->globals, prepare.globals);

  const auto hello = hello_from_json(over_the_wire(to_json(Hello{{1, 2}, "lineman-agentd 0.1.0"})));
  ASSERT_TRUE(hello) << hello.error();
  EXPECT_THAT(hello->protocols, testing::ElementsAre(1, 2));

  const auto welcome =
      welcome_from_json(over_the_wire(to_json(Welcome{1, "i", 7, "cd", {"calls"}})));
  ASSERT_TRUE(welcome) << welcome.error();
  EXPECT_EQ(welcome->generation, 7U);
  EXPECT_THAT(welcome->capabilities, testing::ElementsAre("calls"));

  const std::vector<AccountEffect> effects = {{1, Effect::reregister}, {0, Effect::restart}};
  EXPECT_EQ(effects_from_json(over_the_wire(effects_to_json(effects))), effects);

  const auto load = load_begin_from_json(over_the_wire(
      load_begin_to_json({.generation = 9, .digest = "ef", .globals = {{"sip.timer_t2", "4"}}})));
  ASSERT_TRUE(load) << load.error();
  EXPECT_EQ(load->generation, 9U);
  EXPECT_EQ(load->globals.at("sip.timer_t2"), "4");

  const auto event = event_from_json(over_the_wire(to_json(Event{5, "failover", 1, 2, "x", 12})));
  ASSERT_TRUE(event) << event.error();
  EXPECT_EQ(event->sequence, 5U);
  EXPECT_EQ(event->kind, "failover");
  EXPECT_EQ(event->place, "") << "another core need not say it";
}

TEST(MessageJson, AnEventSaysWhereItsAccountIsAndWas) {
  const auto event = event_from_json(over_the_wire(to_json(Event{.kind = "failover",
                                                                 .place = "failover",
                                                                 .target = "192.0.2.2:5060",
                                                                 .before = "primary",
                                                                 .lasted = 60})));
  ASSERT_TRUE(event) << event.error();
  EXPECT_EQ(event->place, "failover");
  EXPECT_EQ(event->target, "192.0.2.2:5060");
  EXPECT_EQ(event->before, "primary");
  EXPECT_EQ(event->lasted, 60U);
}

TEST(MessageJson, UnknownMembersAreIgnored) {
  auto object = to_json(Welcome{1, "i", 7, "cd", {}});
  object["news"] = "from a later version";
  EXPECT_TRUE(welcome_from_json(object));
}

TEST(MessageJson, WhatIsWrongIsNamedAndNoValueQuoted) {
  const auto problem = [](std::string_view text) {
    const auto parsed = account_from_json(json::parse(text).as_object());
    return parsed ? std::string{"nothing"} : parsed.error();
  };
  EXPECT_EQ(problem(R"({"values":{}})"), "account is missing, a number");
  EXPECT_EQ(problem(R"({"account":-1,"values":{}})"),
            "account is not a number from 0 to 4294967295");
  EXPECT_EQ(problem(R"({"account":4294967296,"values":{}})"),
            "account is not a number from 0 to 4294967295");
  EXPECT_EQ(problem(R"({"account":1,"values":[]})"), "values is not an object");
  EXPECT_EQ(problem(R"({"account":1,"values":{"password":["hunter2"]}})"),
            "values has a member that is not a string");
}

TEST(StatusJson, AWordThatIsNotOfTheInterfaceIsAnError) {
  Random any{1};
  auto object = to_json(any_account(any));
  object["state"] = "asleep";
  const auto parsed = account_status_from_json(object);
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error(), "state is none of the words of the interface");
}

TEST(ErrorJson, ComesBackAsItWas) {
  const datamodel::Problems problems = {
      {datamodel::ProblemCode::wrong_value, "account.1.sip_server.1.port", "99999", "is too high"}};
  const auto back = [](const Error& error) {
    const auto wire = to_wire(error);
    return error_from_wire(wire.name, wire.parameters);
  };
  const auto invalid = back({.code = ErrorCode::invalid, .problems = problems});
  EXPECT_EQ(invalid.code, ErrorCode::invalid);
  EXPECT_EQ(invalid.problems, problems);
  EXPECT_EQ(back({.code = ErrorCode::conflict, .generation = 12}).generation, 12U);
  EXPECT_EQ(back({.code = ErrorCode::busy, .sentence = "41-3"}).code, ErrorCode::busy);
  const auto no_call = back({.code = ErrorCode::no_call, .number = 7});
  EXPECT_EQ(no_call.code, ErrorCode::no_call);
  EXPECT_EQ(no_call.number, 7U);
  const auto not_possible =
      back({.code = ErrorCode::not_possible, .sentence = "account 1 is disabled"});
  EXPECT_EQ(not_possible.code, ErrorCode::not_possible);
  EXPECT_EQ(not_possible.sentence, "account 1 is disabled");
  const auto resource =
      back({.code = ErrorCode::resource,
            .sentence = "no port is free",
            .problems = {{datamodel::ProblemCode::conflict, "sip.listen_port", "", ""}}});
  EXPECT_EQ(resource.code, ErrorCode::resource);
  EXPECT_EQ(resource.sentence, "no port is free");
  ASSERT_THAT(resource.problems, testing::SizeIs(1));
  EXPECT_EQ(resource.problems[0].name, "sip.listen_port");
}

TEST(ErrorJson, AnErrorOfSomebodyElseIsAProtocolError) {
  EXPECT_EQ(error_from_wire("org.varlink.service.MethodNotFound", {}).code,
            ErrorCode::protocol_error);
  EXPECT_EQ(error_from_wire("org.example.Other1.Invalid", {}).code, ErrorCode::protocol_error);
  EXPECT_EQ(error_from_wire("", {}).code, ErrorCode::protocol_error);
}

// Every error and every member that the code knows stands in the interface file.
TEST(InterfaceText, NamesWhatTheCodeSpeaks) {
  for (const auto code : {ErrorCode::invalid, ErrorCode::conflict, ErrorCode::busy,
                          ErrorCode::unknown_txn, ErrorCode::lease_expired, ErrorCode::unsupported,
                          ErrorCode::resource, ErrorCode::no_call, ErrorCode::not_possible}) {
    EXPECT_THAT(std::string{interface_text}, HasSubstr("error " + std::string{to_string(code)}));
  }
  Random any{3};
  for (const auto& object : {to_json(any_account(any)), to_json(CoreStatus{}), to_json(Event{})}) {
    for (const auto& member : object) {
      EXPECT_THAT(std::string{interface_text}, HasSubstr(std::string{member.key()} + ':'))
          << member.key();
    }
  }
}

}  // namespace
}  // namespace lineman::sipcore
