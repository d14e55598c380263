// What passed a core, as JSON.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "sipcore/protocol/interface_text.hpp"
#include "sipcore/protocol/json.hpp"

namespace lineman::sipcore {
namespace {

namespace json = boost::json;
using datamodel::MethodTraffic;
using datamodel::SipMethod;
using datamodel::SipTraffic;
using datamodel::TrafficCounter;

SipTraffic read(const json::object& object) {
  const auto back = traffic_from_json(json::parse(json::serialize(object)).as_object());
  EXPECT_TRUE(back) << back.error();
  return back.value_or(SipTraffic{});
}

std::string problem(std::string_view text) {
  const auto back = traffic_from_json(json::parse(text).as_object());
  return back ? "nothing" : back.error();
}

TEST(TrafficJson, ComesBackAsItWas) {
  SipTraffic traffic;
  std::uint64_t number = 1;
  for (auto& total : traffic.totals) total = number++;
  for (auto& method : traffic.methods) {
    for (auto& count : method) count = number++;
  }
  traffic.totals[TrafficCounter::requests_in] = ~std::uint64_t{0};
  traffic[SipMethod::update] = {};
  traffic.codes = {{SipMethod::ack, 100, 1, 2}, {SipMethod::subscribe, 699, 3, 4}};
  traffic.listening = {{5060, 0}, {5060, 1}, {65'535, 0}};
  EXPECT_EQ(read(to_json(traffic)), traffic);
  EXPECT_EQ(read(to_json(SipTraffic{})), SipTraffic{});
}

// Another core may count less, and order it otherwise.
TEST(TrafficJson, IsPutInOrder) {
  const auto traffic = read(json::parse(
                                R"({"counters":{"requestsOut.BYE":7},"codes":[
              {"method":"REGISTER","code":401,"received":1,"sent":0},
              {"method":"BYE","code":200,"received":2,"sent":0},
              {"method":"FROBNICATE","code":200,"received":3,"sent":0},
              {"method":"REGISTER","code":401,"received":9,"sent":9}],
              "listening":[{"port":5062,"transport":1},{"port":5060,"transport":0}]})")
                                .as_object());
  EXPECT_EQ(traffic[SipMethod::bye][MethodTraffic::requests_out], 7U);
  ASSERT_EQ(traffic.codes.size(), 2U);
  EXPECT_EQ(traffic.codes[0].method, SipMethod::bye);
  EXPECT_EQ(traffic.codes[1].received, 1U);
  ASSERT_EQ(traffic.listening.size(), 2U);
  EXPECT_EQ(traffic.listening[0].port, 5060);
}

TEST(TrafficJson, IsBounded) {
  json::array codes;
  for (unsigned code = 100; code < 700; ++code)
    codes.emplace_back(
        json::object{{"method", "INVITE"}, {"code", code}, {"received", 1}, {"sent", 0}});
  json::array listening;
  for (unsigned port = 1; port < 1'000; ++port)
    listening.emplace_back(json::object{{"port", port}, {"transport", 0}});
  const auto traffic = read({{"counters", json::object{}},
                             {"codes", std::move(codes)},
                             {"listening", std::move(listening)}});
  EXPECT_EQ(traffic.codes.size(), datamodel::most_status_rows);
  EXPECT_EQ(traffic.listening.size(), datamodel::most_listening_ports);
}

TEST(TrafficJson, SaysWhatIsWrong) {
  EXPECT_EQ(problem(R"({"codes":[],"listening":[]})"), "counters is missing, an object");
  EXPECT_EQ(problem(R"({"counters":{"requestsIn":-1},"codes":[],"listening":[]})"),
            "requestsIn is not a counter");
  const auto of_code = [](const std::string& method, const std::string& code) {
    return problem(R"({"counters":{},"listening":[],"codes":[{"method":")" + method +
                   R"(","code":)" + code + R"(,"received":1,"sent":1}]})");
  };
  EXPECT_EQ(of_code("FROBNICATE", "200"), "nothing") << "a later version's";
  EXPECT_EQ(of_code("BYE", "99"), "codes: code is none of SIP's");
  EXPECT_EQ(of_code("BYE", "700"), "codes: code is none of SIP's");
  EXPECT_EQ(problem(R"({"counters":{},"codes":[],"listening":[{"port":0,"transport":0}]})"),
            "listening: port is 0");
}

TEST(TrafficJson, EachMemberStandsInTheInterfaceFile) {
  SipTraffic traffic;
  traffic.codes = {{SipMethod::ack, 100, 1, 2}};
  traffic.listening = {{5060, 0}};
  const auto object = to_json(traffic);
  const std::string text{interface_text};
  const auto stands = [&](const json::object& one) {
    for (const auto& member : one)
      EXPECT_NE(text.find(std::string{member.key()} + ':'), std::string::npos) << member.key();
  };
  stands(object);
  stands(object.at("codes").as_array()[0].as_object());
  stands(object.at("listening").as_array()[0].as_object());
}

}  // namespace
}  // namespace lineman::sipcore
