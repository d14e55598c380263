// Methods of the control protocol, asked over the JSON interface.
#include "tests/web/api/site_rig.hpp"
#include "web/api/answers.hpp"
#include "web/api/methods.hpp"

namespace lineman::web {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr const char* set_label =
    R"({"changes":[{"name":"account.1.label","value":"Lobby"}],"base":41})";

class ControlApiTest : public SiteTest {
 protected:
  Response call(const std::string& method, const std::string& body = "{}") {
    return ask_as(cookie_, post("/api/control/" + method, body));
  }
  std::string cookie_ = log_in("installer", "ladder");
};

TEST_F(ControlApiTest, AReplyIsPassedOn) {
  const auto response = call("Status");
  EXPECT_EQ(response.status, 200U);
  EXPECT_EQ(response.content_type, "application/json");
  EXPECT_EQ(json_of(response).at("generation"), 41);
}

TEST_F(ControlApiTest, AChangeIsFromTheUserAtTheDoorWeb) {
  EXPECT_EQ(call("Set", set_label).status, 200U);
  ASSERT_THAT(configuration_.requests, SizeIs(1));
  EXPECT_EQ(configuration_.requests[0].asker, (Asker{Door::web, "installer"}));
  EXPECT_EQ(configuration_.requests[0].base, 41U);
}

TEST_F(ControlApiTest, EachSessionAsksForItsOwnUser) {
  call("Status");
  EXPECT_EQ(ask_as(log_in("desk", "ladder"), post("/api/control/Status")).status, 200U);
  EXPECT_EQ(server_->connections(), 2U);
  EXPECT_EQ(call("Set", set_label).status, 200U);
  EXPECT_EQ(configuration_.requests[0].asker.who, "installer");
}

TEST_F(ControlApiTest, ALogoutClosesTheConnectionToTheAgent) {
  call("Status");
  EXPECT_EQ(server_->connections(), 1U);
  ask_as(cookie_, post("/api/logout"));
  EXPECT_TRUE(turn_until([&] { return server_->connections() == 0; }));
}

TEST_F(ControlApiTest, AUserWhoMayReadIsRefusedEveryChange) {
  const auto desk = log_in("desk", "ladder");
  for (const auto& method : control_methods) {
    const auto response = ask_as(desk, post("/api/control/" + std::string{method.name}, "{}"));
    if (method.needs == Needs::write) {
      EXPECT_EQ(response.status, 403U) << method.name;
      EXPECT_EQ(error_of(response), errors::not_permitted);
    } else {
      EXPECT_NE(response.status, 403U) << method.name;
    }
  }
  EXPECT_THAT(configuration_.requests, SizeIs(0));
}

// The list of the page is one thing, the agent's another: should they ever differ, the agent says
// no.
TEST_F(ControlApiTest, TheAgentRefusesTheSameChanges) {
  AgentLine line{loop_, folder_.path("control"), {.name = "desk"}};
  for (const auto& method : control_methods) {
    if (method.needs == Needs::read) continue;
    std::string error = "none yet";
    line.call(method.name, {},
              [&](const varlink::Answer& answer) { error = answer ? answer->error : "failed"; });
    EXPECT_TRUE(turn_until([&] { return error != "none yet"; }));
    EXPECT_EQ(error, errors::not_permitted) << method.name;
  }
}

TEST_F(ControlApiTest, WhatIsNotOnTheListIsNotThere) {
  for (const char* method : {"ActFor", "Dial", "Hangup", "Subscribe", "Watch", "status", "", "Set/",
                             "org.varlink.service.GetInfo"}) {
    EXPECT_EQ(call(method).status, 404U) << method;
  }
}

TEST_F(ControlApiTest, ARefusalHasItsProblems) {
  const auto response = call("Set", R"({"changes":[]})");
  EXPECT_EQ(response.status, 400U);
  configuration_.outcome.problems = {
      {datamodel::ProblemCode::wrong_value, "account.1.label", "x", "is wrong"}};
  const auto refused = call("Set", set_label);
  EXPECT_EQ(refused.status, 422U);
  EXPECT_EQ(error_of(refused), "org.lineman.Control1.Refused");
  EXPECT_THAT(refused.body, HasSubstr("is wrong"));
}

TEST_F(ControlApiTest, SecretsAreNotToBeHad) {
  configuration_.set("account.1.password", "hunter2");
  EXPECT_EQ(call("Export").status, 200U);
  EXPECT_EQ(call("Export", R"({"secrets":false})").status, 200U);
  for (const char* body : {R"({"secrets":true})", R"({"secrets":1})", R"({"secrets":"true"})"})
    EXPECT_EQ(call("Export", body).status, 403U) << body;
  EXPECT_THAT(call("Export").body, Not(HasSubstr("hunter2")));
  EXPECT_THAT(call("Get", R"({"patterns":["*"]})").body, Not(HasSubstr("hunter2")));
}

TEST_F(ControlApiTest, WithoutAnAgentItSaysSoAndGoesOnWhenItIsBack) {
  EXPECT_EQ(call("Status").status, 200U);
  stop_agent();
  const auto away = call("Status");
  EXPECT_EQ(away.status, 503U);
  EXPECT_EQ(error_of(away), errors::agent_away);
  start_agent();
  EXPECT_TRUE(turn_until([&] { return call("Status").status == 200; }));
  EXPECT_EQ(call("Set", set_label).status, 200U);
  EXPECT_EQ(configuration_.requests[0].asker.who, "installer");
}

TEST_F(ControlApiTest, AnAgentThatDoesNotTakeUsersFromThePageGetsNoCall) {
  std::string said;
  AgentLine line{loop_, folder_.path("control"), {.name = std::string(200, 'x'), .writes = true}};
  line.call("Set", {}, [&](const varlink::Answer& answer) {
    said = answer ? "answered" : answer.error().sentence;
  });
  EXPECT_TRUE(turn_until([&] { return !said.empty(); }));
  EXPECT_THAT(said, HasSubstr("ActFor: "));
}

TEST_F(ControlApiTest, SeveralCallsAtOnceAreAllAnswered) {
  std::vector<std::shared_ptr<FakeReply>> replies;
  for (unsigned i = 0; i < 20; ++i) {
    replies.push_back(std::make_shared<FakeReply>());
    auto request = post("/api/control/Status");
    request.cookie = cookie_;
    site_.handle(request, replies.back());
  }
  EXPECT_TRUE(turn_until([&] {
    return std::ranges::all_of(replies, [](const auto& reply) { return reply->sent.has_value(); });
  }));
  for (const auto& reply : replies) EXPECT_EQ(reply->sent->status, 200U);
}

}  // namespace
}  // namespace lineman::web
