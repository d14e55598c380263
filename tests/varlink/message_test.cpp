#include "varlink/message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "varlink/errors.hpp"

namespace lineman::varlink {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string nested(std::size_t depth) {
  // The message and "parameters" are two levels.
  std::string text = R"({"method":"a.B","parameters":{"x":)";
  text += std::string(depth - 2, '[') + std::string(depth - 2, ']');
  return text + "}}";
}

std::string error_of(std::string_view frame) {
  const auto call = parse_call(frame);
  return call ? "" : call.error();
}

TEST(Message, CallTravels) {
  const Call call{.method = "org.example.Test.Do", .parameters = {{"a", 1}}, .more = true};
  auto text = print(call);
  ASSERT_EQ(text.back(), '\0');
  text.pop_back();
  const auto parsed = parse_call(text);
  ASSERT_TRUE(parsed) << parsed.error();
  EXPECT_EQ(parsed->method, call.method);
  EXPECT_EQ(parsed->parameters, call.parameters);
  EXPECT_TRUE(parsed->more);
  EXPECT_FALSE(parsed->oneway);
  EXPECT_EQ(parsed->interface(), "org.example.Test");
  EXPECT_EQ(parsed->member(), "Do");
}

TEST(Message, ReplyTravels) {
  auto text =
      print(Reply{.parameters = {{"generation", 18446744073709551615ULL}}, .continues = true});
  text.pop_back();
  const auto parsed = parse_reply(text);
  ASSERT_TRUE(parsed) << parsed.error();
  EXPECT_EQ(parsed->parameters.at("generation").as_uint64(), 18446744073709551615ULL);
  EXPECT_TRUE(parsed->continues);
  EXPECT_EQ(parsed->error, "");
}

TEST(Message, ErrorTravels) {
  auto text = print(method_not_found("a.B"));
  text.pop_back();
  const auto parsed = parse_reply(text);
  ASSERT_TRUE(parsed) << parsed.error();
  EXPECT_EQ(parsed->error, method_not_found_error);
  EXPECT_EQ(parsed->parameters.at("method"), "a.B");
}

TEST(Message, UnknownMembersAreIgnored) {
  EXPECT_TRUE(parse_call(R"({"method":"a.B","later":{"x":1}})"));
  EXPECT_TRUE(parse_reply(R"({"later":1})"));
}

TEST(Message, NullIsAbsent) {
  EXPECT_TRUE(parse_call(R"({"method":"a.B","parameters":null,"more":null})"));
}

TEST(Message, RefusesWhatIsNoCall) {
  EXPECT_THAT(error_of(""), HasSubstr("not JSON"));
  EXPECT_THAT(error_of("nonsense"), HasSubstr("not JSON"));
  EXPECT_THAT(error_of("{\"method\":\"a.B\""), HasSubstr("not JSON"));
  EXPECT_THAT(error_of("[1]"), HasSubstr("not a JSON object"));
  EXPECT_THAT(error_of("7"), HasSubstr("not a JSON object"));
  EXPECT_THAT(error_of("{}"), HasSubstr("names no method"));
  EXPECT_THAT(error_of(R"({"method":"Do"})"), HasSubstr("names no method"));
  EXPECT_THAT(error_of(R"({"method":"a."})"), HasSubstr("names no method"));
  EXPECT_THAT(error_of(R"({"method":".B"})"), HasSubstr("names no method"));
  EXPECT_THAT(error_of(R"({"method":7})"), HasSubstr("\"method\" is not a string"));
  EXPECT_THAT(error_of(R"({"method":"a.B","parameters":[]})"), HasSubstr("\"parameters\""));
  EXPECT_THAT(error_of(R"({"method":"a.B","more":1})"), HasSubstr("\"more\""));
  EXPECT_THAT(error_of(R"({"method":"a.B","more":true,"oneway":true})"), HasSubstr("exclude"));
  EXPECT_THAT(error_of(R"({"method":"a.B","upgrade":true})"), HasSubstr("not offered"));
}

TEST(Message, RefusesTwoObjectsInOneFrame) {
  EXPECT_THAT(error_of(R"({"method":"a.B"}{"method":"a.B"})"), HasSubstr("not JSON"));
}

TEST(Message, RefusesBadUtf8) {
  EXPECT_THAT(error_of("{\"method\":\"a.\xC3\x28\"}"), HasSubstr("not JSON"));
  EXPECT_THAT(error_of("{\"method\":\"a.\xED\xA0\x80\"}"), HasSubstr("not JSON"));
  EXPECT_THAT(error_of(R"({"method":"a.\ud800"})"), Not(""));
}

TEST(Message, DepthIsBounded) {
  EXPECT_EQ(error_of(nested(maximum_depth)), "");
  EXPECT_THAT(error_of(nested(maximum_depth + 1)), HasSubstr("deeper than 16"));
}

TEST(Message, LengthIsBounded) {
  std::string text = R"({"method":"a.B"})";
  text += std::string(maximum_frame - text.size(), ' ');
  EXPECT_EQ(error_of(text), "");
  EXPECT_THAT(error_of(text + " "), HasSubstr("longer than " + std::to_string(maximum_frame)));
}

TEST(Message, ErrorsQuoteNothing) {
  EXPECT_THAT(error_of(R"({"method":"a.B","parameters":"hunter2"})"), Not(HasSubstr("hunter2")));
  EXPECT_THAT(error_of(R"({"password":"hunter2)"), Not(HasSubstr("hunter2")));
}

TEST(Message, RefusesWhatIsNoReply) {
  EXPECT_FALSE(parse_reply("[]"));
  EXPECT_FALSE(parse_reply(R"({"error":"Nameless"})"));
  EXPECT_FALSE(parse_reply(R"({"error":1})"));
  EXPECT_FALSE(parse_reply(R"({"error":"a.B","continues":true})"));
  EXPECT_FALSE(parse_reply(R"({"continues":"yes"})"));
}

}  // namespace
}  // namespace lineman::varlink
