// Sessions with an ACS that says anything at any time. What must hold in every one of them: it is
// always clear whose turn it is, the end comes once, and nothing happens after it.
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "tests/tr069/session/acs_messages.hpp"
#include "tests/tr069/session/session_rig.hpp"

namespace lineman::cwmp {
namespace {

constexpr unsigned sessions = 2000;
constexpr unsigned steps = 60;

class RandomSession : private test::SessionRig {
 public:
  explicit RandomSession(unsigned seed) : random_(seed) {}

  // Whether it came to its proper end.
  bool play() {
    for (auto count = below(2); count > 0; --count) {
      to_ask.emplace_back(below(8) == 0 ? OwnRequest{GetAcsMethods{}} : TransferComplete{});
    }
    start(static_cast<Namespace>(below(5)));
    check();
    for (unsigned i = 0; i < steps && !::testing::Test::HasFailure(); ++i) {
      step();
      check();
    }
    // An ACS that says no more: the time for its answer ends every session.
    for (auto& [request, answer] : executed) answer(GetRPCMethodsResponse{});
    clock.advance(longest_answer);
    EXPECT_EQ(ends, 1);
    EXPECT_EQ(clock.armed(), 0U);
    EXPECT_EQ(result->delivered, informed == 1);
    EXPECT_EQ(result->ok, result->sentence.empty());
    return result->ok;
  }

 private:
  unsigned below(unsigned end) {
    return std::uniform_int_distribution<unsigned>{0, end - 1}(random_);
  }

  void step() {
    switch (below(12)) {
      case 0:
        return clock.advance(std::chrono::seconds{below(20)});
      case 1:
        if (below(20) == 0) session->failed("no reply");
        return;
      case 2:
      case 3:
      case 4:
      case 5:
        if (!executed.empty())
          executed[below(static_cast<unsigned>(executed.size()))].second(answer());
        return;
      default:
        return reply(status(), message());
    }
  }

  Response answer() {
    if (below(2) == 0) return GetRPCMethodsResponse{};
    return Fault{.code = FaultCode::request_denied};
  }

  unsigned status() {
    constexpr std::array all = {400U, 500U, 202U, 204U, 401U, 503U};
    const auto which = below(120);
    return which < all.size() ? all.at(which) : 200U;
  }

  std::string message() {
    constexpr std::array namespaces = {"1-0", "1-1", "1-2", "1-3", "1-4"};
    test::AcsHeader header{.cwmp = namespaces.at(below(5))};
    if (below(8) == 0) header.id.reset();
    if (below(20) == 0) header.more = "<cwmp:UseCWMPVersion>1.0</cwmp:UseCWMPVersion>";
    if (below(60) == 0) header.more += R"(<x:T xmlns:x="urn:x" soap:mustUnderstand="1"/>)";
    if (below(10) == 0) header.more += "<cwmp:HoldRequests>1</cwmp:HoldRequests>";
    if (informed == 0 && below(2) == 0) return test::inform_response(header);
    if (informed == 1 && !to_ask.empty() && below(5) != 0) {
      return test::acs_response(
          below(8) == 0 ? "GetRPCMethodsResponse" : "TransferCompleteResponse", header);
    }
    switch (informed == 0 ? below(7) : below(60)) {
      case 0:
        return test::inform_response(header);
      case 1:
        return {};
      case 2:
        return test::acs_fault(8004 + below(3), "fault", header);
      case 3:
        return test::soap_fault("VersionMismatch", header);
      case 4:
        return below(2) == 0 ? "no XML" : test::acs_request("StrangeResponse", header);
      case 5:
        return test::acs_request("GetParameterValues", header);
      case 6:
        return test::acs_request("MakeCoffee", header);
      default:
        return test::acs_request("GetRPCMethods", header);
    }
  }

  // The machine waits for the ACS (a timer is armed), for an RPC, or has ended.
  void check() {
    EXPECT_LE(ends, 1);
    EXPECT_LE(informed, 1);
    EXPECT_LE(informs, 3) << "each namespace once";
    const bool waits = clock.armed() == 1;
    EXPECT_LE(clock.armed(), 1U);
    EXPECT_EQ(ends == 1 ? 0U : 1U, (waits ? 1U : 0U) + (is_executing() ? 1U : 0U));
    EXPECT_TRUE(informed == 1 || executed.empty()) << "executed before the InformResponse";
    if (ends == 1 && !at_end_) at_end_ = posted.size() + executed.size();
    EXPECT_TRUE(!at_end_ || posted.size() + executed.size() == *at_end_) << "after the end";
  }

  // An RPC that nobody has answered yet: the last one, where nothing was posted since.
  bool is_executing() {
    if (executed.size() > seen_executed_) posted_at_execution_ = posted.size();
    seen_executed_ = executed.size();
    return ends == 0 && !executed.empty() && posted.size() == posted_at_execution_;
  }

  std::mt19937 random_;
  std::optional<std::size_t> at_end_;
  std::size_t seen_executed_ = 0;
  std::size_t posted_at_execution_ = 0;
};

TEST(RandomSessions, AlwaysEndOnce) {
  unsigned good = 0;
  for (unsigned seed = 0; seed < sessions; ++seed) {
    SCOPED_TRACE(seed);
    if (RandomSession(seed).play()) ++good;
    if (HasFailure()) return;
  }
  EXPECT_GT(good, sessions / 20) << "else they prove little";
  EXPECT_LT(good, sessions / 2);
}

}  // namespace
}  // namespace lineman::cwmp
