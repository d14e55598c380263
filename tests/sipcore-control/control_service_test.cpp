#include "sipcore/control/control_service.hpp"

#include <gmock/gmock.h>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "tests/sipcore-control/control_fixture.hpp"
#include "varlink/errors.hpp"

namespace lineman::sipcore {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST_F(ControlServiceTest, Welcomes) {
  Agent agent(loop, path);
  const auto welcome = welcome_from_json(
      agent.call("Hello", to_json(Hello{.protocols = {7, 1}, .agent = "test"})).parameters);
  ASSERT_TRUE(welcome) << welcome.error();
  EXPECT_EQ(welcome->protocol, 1U);
  EXPECT_EQ(welcome->instance, "instance-1");
  EXPECT_EQ(welcome->generation, 0U);
  EXPECT_EQ(welcome->digest, "");
}

TEST_F(ControlServiceTest, RefusesAnotherProtocolVersion) {
  Agent agent(loop, path);
  const auto reply = agent.call("Hello", to_json(Hello{.protocols = {2, 3}, .agent = "test"}));
  EXPECT_EQ(error_of(reply), "Unsupported");
  EXPECT_EQ(reply.parameters.at("path"), "protocols");
  EXPECT_THAT(std::string(reply.parameters.at("reason").as_string()), HasSubstr("protocol 1"));
}

TEST_F(ControlServiceTest, TakesATransaction) {
  Agent agent(loop, path);
  actions.effects = {{1, Effect::refresh}};
  const auto prepared = agent.call("Prepare", to_json(change("t1", 0, 5)));
  EXPECT_EQ(error_of(prepared), "");
  EXPECT_THAT(effects_from_json(prepared.parameters).value(),
              ElementsAre(AccountEffect{1, Effect::refresh}));
  EXPECT_EQ(generation_of(agent.call("Commit", {{"txn", "t1"}})), 5U);
  EXPECT_EQ(generation_of(agent.call("Commit", {{"txn", "t1"}})), 5U);
  EXPECT_EQ(actions.committed.size(), 1U);
  EXPECT_EQ(error_of(agent.call("Abort", {{"txn", "t1"}})), "");
}

TEST_F(ControlServiceTest, EndOfFileDropsTheStage) {
  Agent second(loop, path);
  {
    Agent first(loop, path);
    ASSERT_EQ(error_of(first.call("Prepare", to_json(change("t1", 0, 5)))), "");
    const auto busy = second.call("Prepare", to_json(change("t2", 0, 6)));
    EXPECT_EQ(error_of(busy), "Busy");
    EXPECT_EQ(busy.parameters.at("txn"), "t1");
  }
  second.until([&] { return actions.staged == 0; });
  EXPECT_EQ(error_of(second.call("Commit", {{"txn", "t1"}})), "UnknownTxn");
  EXPECT_EQ(error_of(second.call("Prepare", to_json(change("t2", 0, 6)))), "");
}

TEST_F(ControlServiceTest, ErrorsAreThoseOfTheInterface) {
  Agent agent(loop, path);
  const auto conflict = agent.call("Prepare", to_json(change("t1", 4, 5)));
  EXPECT_EQ(error_of(conflict), "Conflict");
  EXPECT_EQ(generation_of(conflict), 0U);
  ASSERT_EQ(error_of(agent.call("Prepare", to_json(change("t1", 0, 5)))), "");
  clock.advance(10s);
  EXPECT_EQ(error_of(agent.call("Commit", {{"txn", "t1"}})), "LeaseExpired");
  actions.refusal =
      Error{.code = ErrorCode::invalid,
            .problems = {{datamodel::ProblemCode::wrong_value, "account.1.password",
                          std::string(datamodel::masked), "is wrong"},
                         {datamodel::ProblemCode::conflict, "sip.timer_t1", "1", "no"}}};
  const auto invalid = agent.call("Prepare", to_json(change("t2", 0, 5)));
  EXPECT_EQ(error_of(invalid), "Invalid");
  EXPECT_EQ(invalid.parameters.at("problems").as_array().size(), 2U);
}

TEST_F(ControlServiceTest, ParametersThatAreNoneAreRefusedWithoutQuotingThem) {
  Agent agent(loop, path);
  auto wrong = to_json(change("t1", 0, 5));
  wrong.at("accounts").as_array().at(0).as_object().at("values").as_object()["port"] = 5060;
  for (const auto& [method, parameters] :
       std::vector<std::pair<const char*, Object>>{{"Prepare", wrong},
                                                   {"Prepare", {}},
                                                   {"Hello", {}},
                                                   {"Commit", {{"txn", 7}}},
                                                   {"Abort", {}},
                                                   {"LoadBegin", {{"generation", -1}}},
                                                   {"LoadAccount", {{"account", "one"}}},
                                                   {"GetCounters", {{"accounts", 1}}},
                                                   {"GetCounters", {{"accounts", {99}}}}}) {
    const auto reply = agent.call(method, parameters);
    EXPECT_EQ(reply.error, varlink::invalid_parameter_error) << method;
    EXPECT_THAT(boost::json::serialize(reply.parameters), testing::Not(HasSubstr("hunter2")));
  }
  EXPECT_EQ(actions.staged, 0);
  EXPECT_EQ(agent.call("Explode").error, varlink::method_not_found_error);
}

TEST_F(ControlServiceTest, Loads) {
  Agent agent(loop, path);
  const Load load{.generation = 41, .digest = "x", .globals = {{"sip.timer_t1", "0.5"}}};
  EXPECT_EQ(error_of(agent.call("LoadBegin", load_begin_to_json(load))), "");
  for (unsigned account = 1; account <= 2; ++account) {
    const AccountConfiguration configuration{account, {{"enable", "1"}}};
    EXPECT_EQ(error_of(agent.call("LoadAccount", to_json(configuration))), "");
  }
  EXPECT_EQ(generation_of(agent.call("LoadEnd")), 41U);
  ASSERT_EQ(actions.loads.size(), 1U);
  EXPECT_EQ(actions.loads[0].accounts.size(), 2U);
  EXPECT_EQ(service.core().generation, 41U);
}

TEST_F(ControlServiceTest, GivesOneAccountInEachReply) {
  actions.status[1].state = datamodel::AccountState::registered;
  actions.status[1].servers[0].targets.push_back({.address = "127.0.0.1:5060"});
  actions.held_values = {{"sip.listen_port", "5060"}};
  Agent agent(loop, path);
  for (const auto* method : {"GetStatus", "GetCounters"}) {
    const auto replies = agent.all(method);
    ASSERT_EQ(replies.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
      const auto account =
          account_status_from_json(replies[i].parameters.at("account").as_object());
      ASSERT_TRUE(account) << account.error();
      EXPECT_EQ(*account, actions.status[i]);
      const auto core = core_status_from_json(replies[i].parameters.at("core").as_object());
      ASSERT_TRUE(core) << core.error();
      EXPECT_EQ(core->instance, "instance-1");
      EXPECT_EQ(core->started, 1'767'225'600);
      EXPECT_EQ(core->held, actions.held_values);
    }
  }
  EXPECT_EQ(agent.call("GetStatus").error, varlink::expected_more_error);
}

TEST_F(ControlServiceTest, TheLastReplySaysWhatPassed) {
  actions.told_traffic[datamodel::SipMethod::bye][datamodel::MethodTraffic::requests_in] = 5;
  actions.told_traffic.codes = {{datamodel::SipMethod::bye, 200, 0, 5}};
  Agent agent(loop, path);
  const auto replies = agent.all("GetStatus");
  ASSERT_EQ(replies.size(), 2U);
  EXPECT_FALSE(replies[0].parameters.contains("traffic"));
  const auto traffic = traffic_from_json(replies[1].parameters.at("traffic").as_object());
  ASSERT_TRUE(traffic) << traffic.error();
  EXPECT_EQ(*traffic, actions.told_traffic);
}

TEST_F(ControlServiceTest, GivesTheCountersOfSomeAccounts) {
  Agent agent(loop, path);
  const auto replies = agent.all("GetCounters", {{"accounts", {2, 99}}});
  ASSERT_EQ(replies.size(), 1U);
  EXPECT_EQ(replies[0].parameters.at("account").at("account"), 2);
  // One reply needs no `more`.
  EXPECT_EQ(agent.call("GetCounters", {{"accounts", {1}}}).error, "");
}

TEST_F(ControlServiceTest, StatusOfManyAccountsGoesThroughANarrowQueue) {
  actions.status.clear();
  for (unsigned number = 1; number <= 512; ++number) actions.status.push_back({.account = number});
  Agent agent(loop, path);
  const auto replies = agent.all("GetStatus");
  ASSERT_EQ(replies.size(), 512U);
  for (unsigned i = 0; i < 512; ++i) {
    EXPECT_EQ(replies[i].parameters.at("account").at("account").to_number<unsigned>(), i + 1);
  }
}

TEST_F(ControlServiceTest, DescribesItsInterface) {
  varlink::Client client(loop);
  ASSERT_TRUE(client.connect(path, {}));
  std::string text;
  client.call({.method = "org.varlink.service.GetInterfaceDescription",
               .parameters = {{"interface", interface_name}}},
              30s, [&](Answer answer) {
                text = std::string(answer.value().parameters.at("description").as_string());
              });
  Agent agent(loop, path);
  agent.until([&] { return !text.empty(); });
  // Each method that the text declares is there.
  std::size_t methods = 0;
  for (auto at = text.find("\nmethod "); at != std::string::npos; at = text.find("\nmethod ", at)) {
    at += 8;
    const auto name = text.substr(at, text.find('(', at) - at);
    EXPECT_NE(agent.call(name).error, varlink::method_not_found_error) << name;
    ++methods;
  }
  EXPECT_EQ(methods, 16U);
}

}  // namespace
}  // namespace lineman::sipcore
