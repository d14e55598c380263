// ActFor: a connection asks for a user of the phone's own page.
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

constexpr std::string_view not_permitted_error = "org.lineman.Control1.NotPermitted";

class ActingForTest : public ControlTest {
 protected:
  varlink::Reply call(std::string_view method, std::string_view parameters = "{}") {
    return ControlTest::call(method, json::parse(parameters).as_object());
  }
  varlink::Reply set() {
    return call("Set", R"({"changes":[{"name":"account.1.label","value":"Lobby"}]})");
  }
  // As systemd starts it: in the group that reaches the socket, and may change by default.
  const varlink::Peer web_{.pid = 1, .uid = web_user, .gid = 4712};
};

TEST_F(ActingForTest, AChangeIsFromTheUserOfThePageAtTheDoorWeb) {
  peer_ = web_;
  EXPECT_THAT(call("ActFor", R"({"who":"installer","access":"write"})").error, IsEmpty());
  history_.kept[40] = {};
  configuration_.set("account.1.label", "Lobby");
  history_.summaries = {{.generation = 41}, {.generation = 40}};
  set();
  call("Import", R"({"files":[{"name":"a.cfg","text":"#!version:1.0.0.1\naccount.1.label = A"}]})");
  call("Rollback", R"({"generation":40})");
  ASSERT_THAT(configuration_.requests, SizeIs(3));
  EXPECT_EQ(configuration_.requests[0].asker, (Asker{Door::web, "installer"}));
  EXPECT_EQ(configuration_.requests[1].asker, (Asker{Door::web, "installer a.cfg"}));
  EXPECT_EQ(configuration_.requests[2].asker, (Asker{Door::web, "installer to generation 40"}));
}

TEST_F(ActingForTest, AUserWhoMayReadChangesNothing) {
  for (const auto& peer : {web_, varlink::Peer{.pid = 1, .uid = 0}}) {
    peer_ = peer;
    EXPECT_THAT(call("ActFor", R"({"who":"desk","access":"read"})").error, IsEmpty());
    EXPECT_EQ(set().error, not_permitted_error);
    EXPECT_THAT(json::serialize(set().parameters), HasSubstr("access is write"));
    EXPECT_THAT(call("History").error, IsEmpty());
    service_.closed(1);
  }
  EXPECT_THAT(configuration_.requests, IsEmpty());
}

TEST_F(ActingForTest, ThePageItselfReadsAndChangesNothing) {
  peer_ = web_;
  EXPECT_EQ(set().error, not_permitted_error);
  EXPECT_THAT(call("Status").error, IsEmpty());
  peer_.gid = 0;
  EXPECT_THAT(call("Status").error, IsEmpty());
}

TEST_F(ActingForTest, NobodyElseMaySayForWhomItAsks) {
  peer_ = {.pid = 1, .uid = 4711, .gid = 4712};
  const auto reply = call("ActFor", R"({"who":"installer","access":"write"})");
  EXPECT_EQ(reply.error, not_permitted_error);
  EXPECT_THAT(json::serialize(reply.parameters), HasSubstr("control.web_user"));
  set();
  ASSERT_THAT(configuration_.requests, SizeIs(1));
  EXPECT_EQ(configuration_.requests[0].asker, (Asker{Door::control, "uid 4711"}));
}

TEST_F(ActingForTest, OnceOnAConnection) {
  EXPECT_THAT(call("ActFor", R"({"who":"desk","access":"read"})").error, IsEmpty());
  const auto again = call("ActFor", R"({"who":"installer","access":"write"})");
  EXPECT_EQ(again.error, "org.lineman.Control1.Refused");
  EXPECT_EQ(set().error, not_permitted_error);
  service_.closed(1);
  EXPECT_THAT(call("ActFor", R"({"who":"installer","access":"write"})").error, IsEmpty());
}

TEST_F(ActingForTest, AfterTheConnectionTheCallerIsItselfAgain) {
  call("ActFor", R"({"who":"desk","access":"read"})");
  service_.closed(1);
  set();
  ASSERT_THAT(configuration_.requests, SizeIs(1));
  EXPECT_EQ(configuration_.requests[0].asker.door, Door::control);
}

TEST_F(ActingForTest, WhoAndAccessAreJudged) {
  const std::string long_name(129, 'x');
  for (const auto& parameters :
       {std::string{R"({})"}, std::string{R"({"who":"","access":"read"})"},
        std::string{R"({"who":"a\nb","access":"read"})"},
        std::string{R"({"who":7,"access":"read"})"},
        R"({"who":")" + long_name + R"(","access":"read"})", std::string{R"({"who":"desk"})"},
        std::string{R"({"who":"desk","access":"root"})"}}) {
    EXPECT_EQ(call("ActFor", parameters).error, varlink::invalid_parameter_error) << parameters;
  }
  EXPECT_THAT(set().error, IsEmpty());
}

TEST_F(ActingForTest, SecretsAreForNoUserOfThePage) {
  peer_ = {.pid = 1, .uid = 0};
  EXPECT_THAT(call("Export", R"({"secrets":true})").error, IsEmpty());
  call("ActFor", R"({"who":"installer","access":"write"})");
  EXPECT_EQ(call("Export", R"({"secrets":true})").error, not_permitted_error);
}

TEST_F(ActingForTest, AChangeMayNameTheGenerationThatItKnows) {
  history_.kept[40] = {};
  history_.summaries = {{.generation = 41}, {.generation = 40}};
  call("Set", R"({"changes":[{"name":"account.1.label","value":"A"}],"base":39})");
  call("Import",
       R"({"files":[{"name":"a.cfg","text":"#!version:1.0.0.1\naccount.1.label = A"}],"base":39})");
  call("Rollback", R"({"generation":40,"base":39})");
  call("Rollback", R"({"generation":40})");
  set();
  ASSERT_THAT(configuration_.requests, SizeIs(5));
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(configuration_.requests[i].base, 39U) << i;
  EXPECT_EQ(configuration_.requests[3].base, 41U);
  EXPECT_EQ(configuration_.requests[4].base, std::nullopt);
  EXPECT_EQ(
      call("Set", R"({"changes":[{"name":"account.1.label","value":"A"}],"base":"39"})").error,
      varlink::invalid_parameter_error);
}

}  // namespace
}  // namespace lineman::agent
