// What scenarios cannot say: ownership, limits, and every status.
#include "tr069/session/session.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tr069/session/acs_messages.hpp"
#include "tests/tr069/session/session_rig.hpp"
#include "tr069/session/http_status.hpp"
#include "tr069/session/quotation.hpp"

namespace lineman::cwmp {
namespace {

using test::acs_request;
using test::inform_response;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

class SessionTest : public ::testing::Test, public test::SessionRig {
 public:
  // As far as the ACS has its turn.
  void begin() {
    start();
    reply(200, inform_response({}));
    posted.clear();
  }
  void expect_failure(const std::string& words) {
    ASSERT_TRUE(result) << "it goes on";
    EXPECT_EQ(ends, 1);
    EXPECT_FALSE(result->ok);
    EXPECT_THAT(result->sentence, HasSubstr(words));
    EXPECT_EQ(result->sentence.find('\n'), std::string::npos);
    EXPECT_EQ(clock.armed(), 0U);
  }
};

TEST_F(SessionTest, EachStatusFailsAnInformWithItsReason) {
  for (const unsigned status : {302U, 401U, 403U, 404U, 405U, 415U, 429U, 501U, 503U}) {
    SessionRig rig;
    rig.start();
    rig.reply(status, "text");
    ASSERT_TRUE(rig.result) << status;
    EXPECT_EQ(rig.result->sentence, sentence_of_status(status));
    EXPECT_THAT(rig.posted, SizeIs(1)) << "no other namespace helps against " << status;
  }
}

TEST_F(SessionTest, EachStatusFailsALaterRequestWithItsReason) {
  for (const unsigned status : {302U, 400U, 401U, 403U, 404U, 405U, 415U, 500U, 503U}) {
    SessionRig rig;
    rig.start();
    rig.reply(200, inform_response({}));
    rig.reply(status, "text");
    ASSERT_TRUE(rig.result) << status;
    EXPECT_EQ(rig.result->sentence, sentence_of_status(status));
    EXPECT_TRUE(rig.result->delivered);
  }
}

TEST_F(SessionTest, AnInformResponseThatIsNoXmlFailsIt) {
  start();
  reply(200, "<html>Welcome");
  expect_failure("the answer to the Inform: ");
  EXPECT_EQ(informed, 0);
}

TEST_F(SessionTest, AMessageWithoutAnIdThatCannotBeReadFailsIt) {
  for (const auto* const text : {"not XML", "<a/>", "<!DOCTYPE a><a/>", "\xff"}) {
    SessionRig rig;
    rig.start();
    rig.reply(200, inform_response({}));
    rig.reply(200, text);
    ASSERT_TRUE(rig.result) << text;
    EXPECT_THAT(rig.result->sentence, StartsWith("the ACS's message: "));
    EXPECT_THAT(rig.result->sentence, ::testing::Not(HasSubstr("\n")));
  }
}

TEST_F(SessionTest, AnUnknownHeaderOnAnInformResponseIsNeverAnswered) {
  start();
  reply(200, inform_response({.more = R"(<x:T xmlns:x="urn:x" soap:mustUnderstand="1"/>)"}));
  expect_failure("");
  EXPECT_THAT(posted, SizeIs(1));
}

TEST_F(SessionTest, AnEndlessAcsIsEnded) {
  begin();
  const auto request = acs_request("GetRPCMethods", {});
  for (unsigned i = 0; i < maximum_requests; ++i) {
    reply(200, request);
    ASSERT_THAT(executed, SizeIs(1));
    executed.front().second(GetRPCMethodsResponse{});
    executed.clear();
    posted.clear();
  }
  EXPECT_EQ(ends, 0);
  reply(200, request);
  EXPECT_TRUE(executed.empty());
  expect_failure(std::to_string(maximum_requests));
}

TEST_F(SessionTest, AnEndlessAcsIsEndedWhereItsRequestsAreRefusedToo) {
  begin();
  const auto request = acs_request("MakeCoffee", {});
  for (unsigned i = 0; i < maximum_requests; ++i) reply(200, request);
  EXPECT_EQ(ends, 0);
  EXPECT_THAT(posted, SizeIs(maximum_requests));
  reply(200, request);
  expect_failure(std::to_string(maximum_requests));
}

TEST_F(SessionTest, ALongTextOfTheAcsIsCut) {
  start();
  reply(200, test::acs_fault(8001, std::string(100'000, 'x'), {}));
  expect_failure("fault 8001");
  EXPECT_LT(result->sentence.size(), 2 * longest_quotation);
}

TEST_F(SessionTest, TheInformIsAskedForWithEachNamespace) {
  start();
  inform.retry_count = 7;
  reply(400);
  EXPECT_EQ(informs, 2);
  EXPECT_THAT(posted.back(), HasSubstr("<RetryCount>7<"));
}

TEST_F(SessionTest, AnAnswerAtOnceIsFineToo) {
  auto all = hooks();
  all.execute = [](const Request&, const Session::Answer& answer) {
    answer(GetRPCMethodsResponse{});
    answer(GetRPCMethodsResponse{});  // the second one is ignored
  };
  session.emplace(clock, codec, Namespace::cwmp_1_2, std::move(all));
  session->start();
  reply(200, inform_response({}));
  posted.clear();
  reply(200, acs_request("GetRPCMethods", {}));
  EXPECT_THAT(posted, SizeIs(1));
}

TEST_F(SessionTest, AnAnswerToAnEarlierRequestIsIgnored) {
  begin();
  reply(200, acs_request("GetRPCMethods", {}));
  const auto early = executed.front().second;
  early(GetRPCMethodsResponse{});
  reply(200, acs_request("GetRPCMethods", {}));
  posted.clear();
  early(GetRPCMethodsResponse{});
  EXPECT_TRUE(posted.empty());
  executed.back().second(GetRPCMethodsResponse{});
  EXPECT_THAT(posted, SizeIs(1));
}

TEST_F(SessionTest, AnAnswerMayComeWhenTheSessionIsGone) {
  begin();
  reply(200, acs_request("GetRPCMethods", {}));
  session.reset();
  executed.front().second(GetRPCMethodsResponse{});
  EXPECT_TRUE(posted.empty());
  EXPECT_EQ(ends, 0) << "who destroys it knows";
  EXPECT_EQ(clock.armed(), 0U);
}

TEST_F(SessionTest, WhatComesAfterTheEndIsIgnored) {
  begin();
  reply(204);
  ASSERT_EQ(ends, 1);
  reply(200, acs_request("GetRPCMethods", {}));
  session->failed("late");
  session->start();
  clock.advance(std::chrono::hours{1});
  EXPECT_EQ(ends, 1);
  EXPECT_TRUE(result->ok);
  EXPECT_TRUE(posted.empty());
  EXPECT_TRUE(executed.empty());
}

TEST_F(SessionTest, AReplyWhileAnRpcIsCarriedOutIsIgnored) {
  begin();
  reply(200, acs_request("GetRPCMethods", {}));
  reply(200, acs_request("FactoryReset", {}));
  EXPECT_THAT(executed, SizeIs(1));
}

// The owner lets go of the session in ended(), whatever ended it.
class SessionOwner : public ::testing::TestWithParam<std::string> {};

TEST_P(SessionOwner, MayDestroyItInEnded) {
  test::SessionRig rig;
  auto hooks = rig.hooks();
  hooks.ended = [&](const SessionResult&) {
    ++rig.ends;
    rig.session.reset();
  };
  rig.session.emplace(rig.clock, rig.codec, Namespace::cwmp_1_2, std::move(hooks));
  rig.session->start();
  const auto how = GetParam();
  if (how == "reply") rig.reply(404);
  if (how == "failure") rig.session->failed("no route");
  if (how == "time") rig.clock.advance(longest_answer);
  if (how == "end") {
    rig.reply(200, inform_response({}));
    rig.reply(204);
  }
  EXPECT_EQ(rig.ends, 1);
  EXPECT_EQ(rig.clock.armed(), 0U);
}

INSTANTIATE_TEST_SUITE_P(, SessionOwner, ::testing::Values("reply", "failure", "time", "end"),
                         [](const auto& instance) { return instance.param; });

TEST_F(SessionTest, MayBeDestroyedWhileTheAcsIsToldNothing) {
  auto all = hooks();
  all.informed = [this] { session.reset(); };
  session.emplace(clock, codec, Namespace::cwmp_1_2, std::move(all));
  session->start();
  posted.clear();
  reply(200, inform_response({}));
  EXPECT_TRUE(posted.empty());
  EXPECT_EQ(ends, 0);
  EXPECT_EQ(clock.armed(), 0U);
}

TEST_F(SessionTest, SaysHowLongAnAcsIsClosedThatSaidSo) {
  start();
  session->replied({.status = 503, .closed_for = std::chrono::seconds{90}});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->sentence, "the ACS is overloaded or closed (HTTP 503)");
  EXPECT_EQ(result->closed_for, std::chrono::seconds{90});
}

TEST_F(SessionTest, SaysThatAnHttpStatusAloneSpokeAgainstTheNamespace) {
  start();
  reply(400, "already in session");
  posted.clear();
  reply(200, inform_response({.cwmp = "1-1"}));
  reply(204);
  ASSERT_TRUE(result && result->ok);
  EXPECT_EQ(result->cwmp, Namespace::cwmp_1_1);
  EXPECT_TRUE(result->guessed);
}

TEST_F(SessionTest, SaysNothingOfTheKindWhereTheAcsRefusedTheNamespaceInWords) {
  start();
  reply(200, test::acs_fault(8006, "no", {}));
  posted.clear();
  reply(200, inform_response({.cwmp = "1-1"}));
  reply(204);
  ASSERT_TRUE(result && result->ok);
  EXPECT_FALSE(result->guessed);
}

}  // namespace
}  // namespace lineman::cwmp
