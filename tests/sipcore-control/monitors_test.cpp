// Who is told of events.
#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include "tests/sipcore-control/control_fixture.hpp"
#include "varlink/connect_socket.hpp"
#include "varlink/errors.hpp"
#include "varlink/frame_buffer.hpp"

namespace lineman::sipcore {
namespace {

class MonitorsTest : public ControlServiceTest {};

TEST_F(MonitorsTest, MonitorsHearEveryEvent) {
  Agent first(loop, path);
  Agent second(loop, path);
  happen("state", "registering");
  first.monitor();
  second.monitor({{"from_seq", 0}});
  second.until([&] { return second.events.size() == 1; });
  happen("state", "registered");
  happen("failover");
  first.until([&] { return first.events.size() == 2 && second.events.size() == 3; });
  EXPECT_EQ(first.events[0].sequence, 2U);
  EXPECT_EQ(first.events[0].detail, "registered");
  EXPECT_EQ(first.events[1].kind, "failover");
  EXPECT_EQ(second.events[0].sequence, 1U);
  EXPECT_EQ(second.events[2].sequence, 3U);
  EXPECT_EQ(first.events[0].time, 1'767'225'600);
}

TEST_F(MonitorsTest, AMonitorFromAnUnknownPlaceIsToldToResync) {
  happen("state");
  Agent agent(loop, path);
  agent.monitor({{"from_seq", 17}});  // of an earlier start of the core
  agent.until([&] { return agent.events.size() == 1; });
  EXPECT_EQ(agent.events[0].kind, "resync");
  EXPECT_EQ(agent.events[0].sequence, 1U);
  happen("state");
  agent.until([&] { return agent.events.size() == 2; });
  EXPECT_EQ(agent.events[1].sequence, 2U);
}

TEST_F(MonitorsTest, MonitorNeedsMore) {
  Agent agent(loop, path);
  EXPECT_EQ(agent.call("Monitor").error, varlink::expected_more_error);
}

TEST_F(MonitorsTest, AMonitorThatGoesIsForgotten) {
  Agent agent(loop, path);
  {
    Agent monitor(loop, path);
    monitor.monitor({{"from_seq", 0}});
    happen("state");
    monitor.until([&] { return monitor.events.size() == 1; });
  }
  agent.until([&] { return server->connections() == 1; });
  happen("state");
  EXPECT_EQ(error_of(agent.call("Abort", {{"txn", "t"}})), "");
}

// A monitor that reads when it is told to.
class SlowMonitor {
 public:
  explicit SlowMonitor(const std::string& path) : descriptor_(varlink::connect_to(path).value()) {
    const auto call = varlink::print(
        varlink::Call{.method = std::string(interface_name) + ".Monitor", .more = true});
    send(descriptor_, call.data(), call.size(), MSG_NOSIGNAL);
  }
  ~SlowMonitor() { close(descriptor_); }
  SlowMonitor(const SlowMonitor&) = delete;
  SlowMonitor& operator=(const SlowMonitor&) = delete;

  void read() {
    std::array<char, 65536> chunk{};
    while (true) {
      const auto got = recv(descriptor_, chunk.data(), chunk.size(), MSG_DONTWAIT);
      if (got <= 0) break;
      input_.append({chunk.data(), static_cast<std::size_t>(got)});
      while (const auto frame = input_.next()) {
        const auto reply = varlink::parse_reply(*frame).value();
        events.push_back(event_from_json(reply.parameters.at("event").as_object()).value());
      }
    }
  }
  std::vector<Event> events;

 private:
  int descriptor_;
  varlink::FrameBuffer input_;
};

TEST_F(MonitorsTest, AMonitorThatReadsTooSlowlyLosesEventsAndDelaysNobody) {
  SlowMonitor slow(path);
  Agent agent(loop, path);
  ASSERT_EQ(error_of(agent.call("Abort", {{"txn", "t"}})), "");
  const std::string filling(1000, 'x');
  std::uint64_t happened = 0;
  while (service.core().counters[datamodel::CoreCounter::monitor_overflows] == 0) {
    ASSERT_LT(++happened, 10'000U);
    happen("state", filling);
    loop.restart();
    loop.poll();
  }
  happen("state", "lost too");
  // A transaction goes through all the same.
  ASSERT_EQ(error_of(agent.call("Prepare", to_json(change("t1", 0, 5)))), "");
  EXPECT_EQ(generation_of(agent.call("Commit", {{"txn", "t1"}})), 5U);
  agent.until([&] {
    slow.read();
    return !slow.events.empty() && slow.events.back().kind == "resync";
  });
  EXPECT_EQ(slow.events.back().sequence, happened + 1);
  EXPECT_LT(slow.events.size(), happened + 1);
  EXPECT_EQ(service.core().counters[datamodel::CoreCounter::monitor_overflows], 1U);
  happen("failover");
  agent.until([&] {
    slow.read();
    return slow.events.back().kind == "failover";
  });
}

}  // namespace
}  // namespace lineman::sipcore
