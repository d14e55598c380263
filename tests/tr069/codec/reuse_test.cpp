// One Codec serves a whole session and the next ones: no message leaves anything behind for
// another.
#include <gtest/gtest.h>

#include <functional>
#include <vector>

#include "tests/tr069/codec/envelopes.hpp"

namespace lineman::cwmp {
namespace {

using test::envelope;
using test::set_values;

struct Step {
  const char* name;
  std::function<bool(Codec&)> succeeds;
};

Step reads(const char* name, std::string text, Received expected) {
  return {name, [text = std::move(text), expected = std::move(expected)](Codec& codec) {
            const auto result = codec.decode(text);
            return result && result->body == expected;
          }};
}

Step refuses(const char* name, std::string text, DecodeError::Kind kind) {
  return {name, [text = std::move(text), kind](Codec& codec) {
            const auto result = codec.decode(text);
            return !result && result.error().kind == kind;
          }};
}

Step writes(const char* name, std::function<std::string(Codec&)> write) {
  Codec fresh;
  return {name,
          [write, expected = write(fresh)](Codec& codec) { return write(codec) == expected; }};
}

std::vector<Step> steps() {
  const std::string names = "<ParameterNames><string>A</string><string/></ParameterNames>";
  const auto request = [](Request one) { return Received{std::move(one)}; };
  return {
      reads("InformResponse", envelope("<cwmp:InformResponse/>"), InformResponse{}),
      reads("fault", envelope("<soap:Fault><faultstring>f</faultstring></soap:Fault>"),
            AcsFault{0, "f"}),
      reads("GetRPCMethods", envelope("<cwmp:GetRPCMethods></cwmp:GetRPCMethods>"),
            request(GetRPCMethods{Namespace::cwmp_1_0})),
      reads("SetParameterValues",
            set_values("<ParameterValueStruct><Name>A</Name><Value xsi:type=\"xsd:int\">1</Value>"
                       "</ParameterValueStruct>"),
            request(SetParameterValues{{{"A", "int", "1"}}, "k1"})),
      reads("GetParameterValues",
            envelope("<cwmp:GetParameterValues>" + names + "</cwmp:GetParameterValues>"),
            request(GetParameterValues{{"A", ""}})),
      reads("GetParameterNames",
            envelope("<cwmp:GetParameterNames><ParameterPath/><NextLevel>1</NextLevel>"
                     "</cwmp:GetParameterNames>"),
            request(GetParameterNames{"", true})),
      reads("Reboot", envelope("<cwmp:Reboot><CommandKey/></cwmp:Reboot>"), request(Reboot{})),
      reads("unknown", envelope("<cwmp:ChangeDUState/>"), request(UnknownRequest{"ChangeDUState"})),
      reads("ScheduleInform",
            envelope("<cwmp:ScheduleInform><DelaySeconds>1</DelaySeconds><CommandKey>k</CommandKey>"
                     "</cwmp:ScheduleInform>"),
            request(ScheduleInform{1, "k"})),
      reads("GetRPCMethodsResponse",
            envelope("<cwmp:GetRPCMethodsResponse><MethodList><string>Inform</string></MethodList>"
                     "</cwmp:GetRPCMethodsResponse>"),
            AcsMethods{{"Inform"}}),
      reads("bad", envelope("<cwmp:Reboot/>"),
            request(BadRequest{"Reboot", "CommandKey is missing"})),
      refuses("no XML", envelope("<cwmp:Reboot>"), DecodeError::Kind::not_xml),
      refuses("no CWMP", envelope(""), DecodeError::Kind::not_cwmp),
      writes("Inform",
             [](Codec& codec) { return codec.encode(Inform{}, "1", Namespace::cwmp_1_0); }),
      writes("response",
             [](Codec& codec) {
               return codec.encode(Response{GetParameterValuesResponse{{{"A", {}, "1"}}}}, "2",
                                   Namespace::cwmp_1_2);
             }),
      writes("our fault",
             [](Codec& codec) {
               return codec.encode(Response{Fault{}}, std::nullopt, Namespace::cwmp_1_1);
             }),
      {"release", [](Codec& codec) { return codec.release(), true; }},
  };
}

TEST(Reuse, AnyMessageMayFollowAnyTwoOthers) {
  const auto all = steps();
  Codec codec;
  for (const auto& first : all)
    for (const auto& second : all)
      for (const auto& third : all) {
        ASSERT_TRUE(first.succeeds(codec)) << first.name;
        ASSERT_TRUE(second.succeeds(codec)) << second.name << " after " << first.name;
        ASSERT_TRUE(third.succeeds(codec))
            << third.name << " after " << first.name << " and " << second.name;
      }
}

}  // namespace
}  // namespace lineman::cwmp
