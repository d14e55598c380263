#include "tests/sipcore/traffic_sums.hpp"

#include <gtest/gtest.h>

#include "sipcore/transaction/outgoing_transaction.hpp"

namespace lineman::test {

using namespace lineman::datamodel;

namespace {

using M = MethodTraffic;
using T = TrafficCounter;

std::uint64_t at_servers(const std::vector<const ServerCounters*>& servers, Method method,
                         MethodCounter which) {
  std::uint64_t sum = 0;
  for (const auto* server : servers) sum += (*server)[method][which];
  return sum;
}

// Servers count no ACK.
std::uint64_t of_methods(const SipTraffic& traffic, Method method, MethodTraffic which) {
  std::uint64_t sum = 0;
  for (const auto name : sip_methods) {
    if (name != "ACK" && sipcore::method_of(name) == method)
      sum += traffic[*sip_method(name)][which];
  }
  return sum;
}

}  // namespace

void check_traffic(const SipTraffic& traffic, const std::vector<const ServerCounters*>& servers) {
  const auto& totals = traffic.totals;
  std::uint64_t sent = 0;
  std::uint64_t fresh = 0;
  for (const auto& method : traffic.methods) {
    sent += method[M::requests_out] + method[M::retries];
    fresh += method[M::requests_in];
  }
  EXPECT_EQ(totals[T::requests_out], sent);
  EXPECT_GE(totals[T::requests_in], fresh);
  std::uint64_t received = totals[T::unlisted_in];
  std::uint64_t answered = totals[T::unlisted_out];
  for (const auto& row : traffic.codes) {
    received += row.received;
    answered += row.sent;
  }
  EXPECT_EQ(totals[T::responses_in], received);
  EXPECT_EQ(totals[T::responses_out], answered);
  EXPECT_LE(traffic.codes.size(), most_status_rows);
  EXPECT_LE(totals[T::waiting], totals[T::transactions]);
  std::uint64_t in_flight = 0;
  for (std::size_t i = 0; i < method_names.size(); ++i) {
    const auto method = static_cast<Method>(i);
    using S = MethodCounter;
    EXPECT_EQ(of_methods(traffic, method, M::requests_out),
              at_servers(servers, method, S::requests_out));
    EXPECT_EQ(of_methods(traffic, method, M::retries),
              at_servers(servers, method, S::retransmissions));
    in_flight += at_servers(servers, method, S::in_flight);
  }
  EXPECT_GE(totals[T::waiting], in_flight);
}

}  // namespace lineman::test
