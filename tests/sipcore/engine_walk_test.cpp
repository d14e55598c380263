// Everything that can happen to an engine, in any order: nothing breaks, piles up or runs away, and
// with all accounts disabled nothing is left.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "sipcore/calls/calls.hpp"
#include "tests/sipcore/moody_servers.hpp"

namespace lineman::test {
namespace {

using namespace lineman::sipcore;

constexpr unsigned accounts = 2;
constexpr unsigned most_timers = 600;
constexpr int most_links = 300;
// In the long run, of an account: retransmissions and answers included. What the worst of servers
// can ask for: leases of 1 s for both registrations and 8 subscriptions, challenged each time.
constexpr std::uint64_t most_messages_a_second = 60;

using Choice = std::pair<std::string, std::vector<std::string>>;

// What of an account changes along the way, and to what.
const std::vector<Choice>& choices() {
  static const std::vector<Choice> all = {
      {"enable", {"0", "1", "1", "1", "1"}},
      {"user_name", {"1001", "1002", "1001@else.test", ""}},
      {"password", {"secret", "other"}},
      {"display_name", {"Alice", ""}},
      {"sip_server.1.address", {"192.0.2.1", "sip.test", "one.test", "sip.test", ""}},
      {"sip_server.2.address", {"", "192.0.2.2", "two.test", "sip.test", "2001:db8::9"}},
      {"sip_server.1.port", {"5060", "0", "5070"}},
      {"sip_server.1.transport_type", {"0", "1", "2", "3"}},
      {"sip_server.2.transport_type", {"0", "1"}},
      {"sip_server.1.failback_mode", {"0", "1", "2", "3"}},
      {"sip_server.1.failback_timeout", {"0", "60", "3600"}},
      {"sip_server.1.failback_subscribe.enable", {"0", "1"}},
      {"sip_server.1.retry_counts", {"0", "1", "3"}},
      {"sip_server.1.invite_retry_counts", {"1", "3"}},
      {"sip_server.1.register_on_enable", {"0", "1"}},
      {"sip_server.2.register_on_enable", {"0", "1"}},
      {"sip_server.1.only_signal_with_registered", {"0", "1"}},
      {"sip_server.1.expires", {"30", "3600"}},
      {"fallback.redundancy_type", {"0", "1"}},
      {"fallback.timeout", {"10", "120"}},
      {"redundancy_with_reg_fail.enable", {"0", "1"}},
      {"reg_fail_retry_interval", {"0", "1", "30"}},
      {"reg_failed_retry_min_time", {"0", "1"}},
      {"register_expires_overlap", {"-1", "1", "3599"}},
      {"unregister_on_reboot", {"0", "1"}},
      {"naptr_build", {"0", "1"}},
      {"outbound_proxy_enable", {"0", "0", "1"}},
      {"outbound_proxy.1.address", {"", "192.0.2.3", "sip.test"}},
      {"outbound_proxy.2.address", {"", "192.0.2.4"}},
  };
  return all;
}

class EngineWalk {
 public:
  explicit EngineWalk(unsigned seed) : servers_(rig_, seed) {
    for (unsigned number = 1; number <= accounts; ++number) {
      rig_.values[number] = {{"enable", "1"},
                             {"user_name", "100" + std::to_string(number)},
                             {"password", "secret"},
                             {"sip_server.1.address", "sip.test"},
                             {"sip_server.2.address", "192.0.2.2"}};
    }
    rename();
    rig_.load();
  }

  void step() {
    const auto what = any(20);
    if (what < 4) return run(std::chrono::milliseconds(any(2000)));
    if (what == 4) return run(std::chrono::seconds(any(any(20) == 0 ? 4000 : 100)));
    if (what < 8) return change();
    if (what < 11) return outside();
    if (what == 11) return rename();
    if (what < 15) return command();
    if (what < 17) {
      servers_.mood_of[any_target()] = static_cast<Mood>(any(moods));
      if (any(4) == 0) servers_.mood_of.clear();
      return;
    }
    happen();
  }

  void check() {
    rig_.check_sums();
    std::map<unsigned, std::size_t> calls;
    std::map<unsigned, std::size_t> subscriptions;
    for (const auto& one : rig_.engine.user_agent().calls()) ++calls[one.account];
    for (const auto& one : rig_.engine.user_agent().subscriptions()) ++subscriptions[one.account];
    for (const auto& [account, number] : calls) EXPECT_LE(number, most_calls_of_an_account);
    for (const auto& [account, number] : subscriptions)
      EXPECT_LE(number, most_subscriptions_of_an_account);
    EXPECT_LT(rig_.clock.armed(), most_timers);
    EXPECT_LT(rig_.transport.open_links, most_links);
  }

  // All accounts are disabled, and all servers well: nothing is left of anything.
  void settle() {
    servers_.mood_of.clear();
    rig_.resolver.zone.silent = false;
    for (const auto& call : rig_.engine.user_agent().calls())
      static_cast<void>(rig_.engine.user_agent().hang_up(call.call));
    for (auto& [number, values] : rig_.values) values["enable"] = "0";
    rig_.load();
    rig_.engine.keep_alive_every({});
    run(std::chrono::minutes(10));
    EXPECT_TRUE(rig_.engine.user_agent().calls().empty());
    EXPECT_TRUE(rig_.engine.user_agent().subscriptions().empty());
    for (const auto& status : rig_.engine.accounts())
      EXPECT_TRUE(status.account > accounts || status.state == datamodel::AccountState::disabled);
    EXPECT_EQ(rig_.clock.armed(), 0);
    EXPECT_EQ(rig_.transport.open_links, 0);
    check();
  }

  void stop() {
    rig_.engine.stop();
    rig_.transport.sent.clear();
    rig_.transport.replies.clear();
    rig_.clock.advance(std::chrono::hours(1));
    EXPECT_TRUE(rig_.transport.sent.empty()) << rig_.transport.sent.front().text;
    EXPECT_TRUE(rig_.transport.replies.empty()) << rig_.transport.replies.front().text;
  }

  unsigned any(unsigned below) { return servers_.any(below); }
  std::uint64_t count(const std::string& name) const {
    return EngineRig::count(rig_.status(1), name) + EngineRig::count(rig_.status(2), name);
  }

 private:
  void run(Duration time) {
    const auto before = servers_.heard();
    ASSERT_TRUE(servers_.run(time)) << "without end";
    const auto seconds =
        static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(time).count());
    if (seconds < 30) return;
    EXPECT_LE(servers_.heard() - before, accounts * most_messages_a_second * seconds);
  }

  Target any_target() {
    static const std::vector<std::string> addresses = {"192.0.2.1",  "192.0.2.2",  "192.0.2.3",
                                                       "192.0.2.4",  "192.0.2.11", "192.0.2.12",
                                                       "192.0.2.13", "2001:db8::9"};
    Target target{
        .address = parse_ip(addresses[any(static_cast<unsigned>(addresses.size()))]).value(),
        .port = 5060,
        .protocol = static_cast<Protocol>(any(6) == 0 ? any(3) : 0)};
    if (target.protocol == Protocol::tls) target.port = 5061;
    return target;
  }

  void change() {
    for (unsigned i = any(3) + 1; i > 0; --i) {
      const auto& [name, from] = choices()[any(static_cast<unsigned>(choices().size()))];
      rig_.values[1 + any(accounts)][name] = from[any(static_cast<unsigned>(from.size()))];
    }
    if (any(10) == 0) rig_.globals["sip.reg_surge_prevention"] = any(2) == 0 ? "0" : "5";
    if (any(3) == 0 || !rig_.commit()) rig_.load();
  }

  void rename() {
    const std::uint32_t ttl = any(3) == 0 ? 3600 : any(2);
    rig_.resolver.zone.silent = any(5) == 0;
    std::vector<std::string> list = {"192.0.2.11", "192.0.2.12", "192.0.2.13"};
    list.resize(any(4));
    rig_.resolver.set_addresses("sip.test", ttl, list);
    rig_.resolver.set_addresses("one.test", ttl, {"192.0.2.1"});
    rig_.resolver.set_addresses("two.test", ttl, {"192.0.2.2", "192.0.2.12"});
  }

  void command() {
    auto& agent = rig_.engine.user_agent();
    const auto account = 1 + any(accounts);
    const auto calls = agent.calls();
    const auto subscriptions = agent.subscriptions();
    switch (any(5)) {
      case 0:
        static_cast<void>(agent.dial(account, "1009"));
        break;
      case 1:
        static_cast<void>(agent.subscribe(account, any(2) == 0 ? "dialog" : "message-summary", ""));
        break;
      case 2:
        if (!subscriptions.empty())
          static_cast<void>(agent.unsubscribe(
              subscriptions[any(static_cast<unsigned>(subscriptions.size()))].subscription));
        break;
      default:
        if (!calls.empty())
          static_cast<void>(agent.hang_up(calls[any(static_cast<unsigned>(calls.size()))].call));
    }
  }

  void happen() {
    switch (any(5)) {
      case 0:
        return rig_.transport.fail(any_target());
      case 1:
        return rig_.transport.close(any_target());
      case 2:
        return rig_.transport.move_phone("192.0.2." + std::to_string(5 + any(2)));
      case 3:
        return rig_.engine.keep_alive_every(std::chrono::seconds(any(3) * 15));
      default:
        rig_.transport.unsendable.clear();
        rig_.transport.no_socket.clear();
        if (any(3) == 0) rig_.transport.unsendable.insert(any_target());
        if (any(3) == 0) rig_.transport.no_socket.insert(any_target());
    }
  }

  void outside() {
    static const std::vector<std::string> methods = {"INVITE", "INVITE", "ACK",     "BYE",
                                                     "CANCEL", "NOTIFY", "OPTIONS", "SUBSCRIBE"};
    static const std::vector<std::string> states = {"active",
                                                    "active;expires=1",
                                                    "pending",
                                                    "terminated;reason=deactivated",
                                                    "terminated;reason=rejected",
                                                    "terminated"};
    if (any(3) == 0 && !servers_.last_request().empty())
      peer_.be_called_by(servers_.last_request(), "registrar");
    if (any(3) == 0) peer_.heard(servers_.last_reply());
    Keys keys = {{"user", any(4) == 0 ? "1002" : "1001"}};
    if (any(3) > 0) keys["within"];
    if (any(2) == 0) keys["sdp"];
    if (any(4) == 0) keys["call"] = "in" + std::to_string(any(100));
    const auto from = any_target();
    rig_.transport.deliver(
        from, peer_.request(from, methods[any(static_cast<unsigned>(methods.size()))], keys,
                            "Event: message-summary\r\nSubscription-State: " +
                                states[any(static_cast<unsigned>(states.size()))] + "\r\n"));
  }

  EngineRig rig_{{.accounts = accounts, .instance_id = "urn:uuid:test"}};
  MoodyServers servers_;
  Peer peer_;
};

TEST(EngineWalk, NothingBreaksPilesUpOrRunsAway) {
  // What has to be among it.
  std::map<std::string, std::uint64_t> happened = {{"registerSuccesses", 0},
                                                   {"registrationLost", 0},
                                                   {"failovers", 0},
                                                   {"fallbacks", 0},
                                                   {"failbacks", 0},
                                                   {"addressChanges", 0},
                                                   {"outgoingCallsConnected", 0},
                                                   {"incomingCallsConnected", 0},
                                                   {"callsDropped", 0},
                                                   {"inviteFailovers", 0},
                                                   {"subscriptionsMoved", 0}};
  for (unsigned seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    EngineWalk walk(seed);
    const auto steps = 50 + walk.any(150);
    for (unsigned step = 0; step < steps; ++step) {
      SCOPED_TRACE(::testing::Message() << "step " << step);
      walk.step();
      walk.check();
      if (::testing::Test::HasFailure()) return;
    }
    for (auto& [name, times] : happened) times += walk.count(name);
    if (seed % 4 == 0) continue;  // destroyed as it is
    if (seed % 4 == 1) {
      walk.stop();
    } else {
      walk.settle();
    }
    if (::testing::Test::HasFailure()) return;
  }
  for (const auto& [name, times] : happened) EXPECT_GT(times, 0) << name;
}

}  // namespace
}  // namespace lineman::test
