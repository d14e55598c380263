// The corners that the ranges permit never make a storm: whatever servers do, an account sends a
// few messages a second at most.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/sipcore/moody_servers.hpp"

namespace lineman::test {
namespace {

using namespace lineman::sipcore;

constexpr std::uint64_t most_messages_a_second = 12;
constexpr std::chrono::seconds long_run{600};

using Values = std::map<std::string, std::string>;

struct Corner {
  std::string name;
  Values values;
  Duration keepalive{};
  std::uint32_t ttl = 60;
};

Values with(Values more) {
  Values values = {{"enable", "1"},
                   {"user_name", "1001"},
                   {"password", "secret"},
                   {"sip_server.1.address", "sip.test"},
                   {"sip_server.2.address", "192.0.2.9"},
                   {"sip_server.1.retry_counts", "0"},
                   {"sip_server.2.retry_counts", "0"}};
  for (auto& [name, value] : more) values[name] = std::move(value);
  return values;
}

std::vector<Corner> corners() {
  return {
      {"plain", with({})},
      {"overlap of all but a second", with({{"register_expires_overlap", "3599"}})},
      {"retries at once", with({{"reg_fail_retry_interval", "1"}})},
      {"no waits at all", with({{"reg_failed_retry_min_time", "1"},
                                {"reg_failed_retry_max_time", "0"},
                                {"reg_fail_retry_interval", "0"}})},
      {"back when an expired list ends",
       with({{"sip_server.1.failback_mode", "1"}, {"reg_fail_retry_interval", "1"}}),
       {},
       0},
      {"one at a time", with({{"fallback.redundancy_type", "1"},
                              {"fallback.timeout", "10"},
                              {"redundancy_with_reg_fail.enable", "1"},
                              {"reg_fail_retry_interval", "1"}})},
      {"registers before it sends",
       with({{"sip_server.1.register_on_enable", "1"},
             {"sip_server.1.failback_mode", "2"},
             {"sip_server.1.only_signal_with_registered", "1"},
             {"sip_server.1.failback_subscribe.enable", "1"},
             {"reg_fail_retry_interval", "1"}}),
       {},
       1},
      {"keepalives every second", with({{"reg_fail_retry_interval", "1"}}),
       std::chrono::seconds(1)},
      {"over TCP with keepalives",
       with({{"sip_server.1.transport_type", "1"}, {"reg_fail_retry_interval", "1"}}),
       std::chrono::seconds(1)},
  };
}

class StormTest : public ::testing::TestWithParam<unsigned> {};

TEST_P(StormTest, NeverBlows) {
  for (const auto& corner : corners()) {
    SCOPED_TRACE(corner.name);
    EngineRig rig;
    MoodyServers servers(rig, 1);
    rig.values[1] = corner.values;
    rig.resolver.set_addresses("sip.test", corner.ttl, {"192.0.2.1", "192.0.2.2"});
    rig.engine.keep_alive_every(corner.keepalive);
    rig.load();
    ASSERT_TRUE(servers.run(std::chrono::seconds(10)));
    for (const auto* event : {"dialog", "message-summary"})
      static_cast<void>(rig.engine.user_agent().subscribe(1, event, ""));
    ASSERT_TRUE(servers.run(std::chrono::seconds(10)));
    servers.usual = static_cast<Mood>(GetParam());
    for (const bool all : {true, false}) {
      // The second time one server is well, and the account goes to and fro.
      if (!all) servers.mood_of[{.address = parse_ip("192.0.2.2").value(), .port = 5060}] = {};
      const auto before = servers.heard();
      ASSERT_TRUE(servers.run(long_run)) << "without end";
      EXPECT_LE(servers.heard() - before,
                most_messages_a_second * static_cast<std::uint64_t>(long_run.count()));
      rig.check_sums();
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Moods, StormTest, ::testing::Range(0U, moods));

// A network whose addresses come and go ten times a second is no reason to register as often.
TEST(Storm, ANetworkThatFlapsIsFollowedOnceASecond) {
  EngineRig rig;
  MoodyServers servers(rig, 1);
  rig.values[1] = {{"enable", "1"}, {"user_name", "1001"}, {"sip_server.1.address", "192.0.2.1"}};
  rig.load();
  ASSERT_TRUE(servers.run(std::chrono::seconds(1)));
  const auto before = servers.heard();
  for (int i = 0; i < 600; ++i) {
    rig.transport.move_phone("192.0.2." + std::to_string(5 + i % 2));
    ASSERT_TRUE(servers.run(std::chrono::milliseconds(100)));
  }
  EXPECT_LE(servers.heard() - before, 61);
  ASSERT_TRUE(servers.run(std::chrono::seconds(2)));
  EXPECT_EQ(rig.status(1).state, datamodel::AccountState::registered);
}

}  // namespace
}  // namespace lineman::test
