#include "sipcore/transaction/traffic_meter.hpp"

#include <gtest/gtest.h>

#include "sipcore/message/message_text.hpp"

namespace lineman::sipcore {
namespace {

using datamodel::MethodTraffic;
using datamodel::SipMethod;
using datamodel::TrafficCounter;

TEST(TrafficMeter, CountsResendsApart) {
  TrafficMeter meter;
  meter.request_out("INVITE", Pass::first);
  meter.request_out("INVITE", Pass::again);
  meter.request_out("INVITE", Pass::again);
  meter.request_in("OPTIONS", Pass::first);
  meter.request_in("OPTIONS", Pass::again);
  const auto& traffic = meter.traffic();
  EXPECT_EQ(traffic[SipMethod::invite][MethodTraffic::requests_out], 1U);
  EXPECT_EQ(traffic[SipMethod::invite][MethodTraffic::retries], 2U);
  EXPECT_EQ(traffic[SipMethod::options][MethodTraffic::requests_in], 1U);
  EXPECT_EQ(traffic.totals[TrafficCounter::requests_out], 3U);
  EXPECT_EQ(traffic.totals[TrafficCounter::requests_in], 2U);
}

TEST(TrafficMeter, TellsProvisionalAndFinalAnswersApart) {
  TrafficMeter meter;
  meter.response_out("INVITE", 180, Pass::first);
  meter.response_out("INVITE", 180, Pass::again);
  meter.response_out("INVITE", 486, Pass::first);
  meter.response_out("INVITE", 486, Pass::again);
  meter.response_out("INVITE", 486, Pass::again);
  const auto& invite = meter.traffic()[SipMethod::invite];
  EXPECT_EQ(invite[MethodTraffic::provisional_retries], 1U);
  EXPECT_EQ(invite[MethodTraffic::final_retries], 2U);
  ASSERT_EQ(meter.traffic().codes.size(), 2U);
  EXPECT_EQ(meter.traffic().codes[0].sent, 2U);
  EXPECT_EQ(meter.traffic().codes[1].sent, 3U);
}

TEST(TrafficMeter, StrangersMakeNoRows) {
  TrafficMeter meter;
  meter.request_in("FROBNICATE", Pass::first);
  meter.response_in("FROBNICATE", 200, true);
  meter.response_in("REGISTER", 299, false);
  meter.response_out("FROBNICATE", 501, Pass::first);
  meter.response_in("REGISTER", 99, true);
  meter.response_in("REGISTER", 700, true);
  EXPECT_TRUE(meter.traffic().codes.empty());
  EXPECT_EQ(meter.traffic().totals[TrafficCounter::requests_in], 1U);
  EXPECT_EQ(meter.traffic().totals[TrafficCounter::unlisted_in], 4U);
  EXPECT_EQ(meter.traffic().totals[TrafficCounter::unlisted_out], 1U);
}

TEST(TrafficMeter, AResponseThatNobodyAwaitsCountsWhereItsRowIs) {
  TrafficMeter meter;
  meter.response_in("REGISTER", 200, true);
  meter.response_in("REGISTER", 200, false);
  ASSERT_EQ(meter.traffic().codes.size(), 1U);
  EXPECT_EQ(meter.traffic().codes[0].received, 2U);
}

TEST(TrafficMeter, RowsAreBoundedAndInOrder) {
  TrafficMeter meter;
  for (unsigned status = 699; status >= 100; --status) {
    for (const auto method : {"SUBSCRIBE", "BYE", "REGISTER"})
      meter.response_in(method, status, true);
  }
  const auto& traffic = meter.traffic();
  EXPECT_EQ(traffic.codes.size(), datamodel::most_status_rows);
  EXPECT_TRUE(std::ranges::is_sorted(traffic.codes, datamodel::is_before));
  EXPECT_EQ(traffic.totals[TrafficCounter::unlisted_in], 1'800 - datamodel::most_status_rows);
  meter.response_in("BYE", 699, true);
  EXPECT_EQ(traffic.totals[TrafficCounter::unlisted_in], 1'800 - datamodel::most_status_rows)
      << "a row that is there goes on counting";
}

TEST(TrafficMeter, TheMethodsAreThoseOfAllow) {
  std::string allow = "Allow:";
  for (const auto method : datamodel::supported_methods)
    allow += (allow.ends_with(':') ? " " : ", ") + std::string(name_of(method));
  EXPECT_EQ(allow + "\r\n", allow_line);
}

}  // namespace
}  // namespace lineman::sipcore
