// One transaction towards one target, on a clock and a network of the test's own.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "sipcore/transaction/transactions.hpp"
#include "tests/sipcore/fake_network.hpp"

namespace lineman::test {

class TransactionFixture : public ::testing::Test {
 public:
  using Milliseconds = std::chrono::milliseconds;

  // When each message was sent, from `begin` on.
  std::vector<Milliseconds> times() const {
    std::vector<Milliseconds> all;
    for (const auto& sent : transport.sent)
      all.push_back(std::chrono::duration_cast<Milliseconds>(sent.when - begin));
    return all;
  }

  // Keeps how it ended, and when.
  auto on_end() {
    return [this](sipcore::TransactionEnd how) {
      ended_at = clock.now() - begin;
      end = std::move(how);
    };
  }

  // To a request with the branch z9hG4bK1 and the Call-ID and tag "call" and "tag".
  static sipcore::Response response_to(const char* method, unsigned status) {
    sipcore::Response answer;
    answer.status = status;
    answer.branch = "z9hG4bK1";
    answer.method = method;
    answer.cseq = 1;
    answer.call_id = "call";
    answer.from_tag = "tag";
    return answer;
  }

  FakeClock clock;
  TimePoint begin = clock.now();
  FakeTransport transport{clock};
  sipcore::Target target{.address = sipcore::parse_ip("192.0.2.1").value(), .port = 5060};
  datamodel::ServerCounters counters{};
  sipcore::TrafficMeter meter;
  sipcore::Transactions table{clock, meter, true};
  std::optional<sipcore::TransactionEnd> end;
  Duration ended_at{};
};

}  // namespace lineman::test
