// The service over a real socket, with a SIP engine that remembers.
#include "sipcore/control/control_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "fake_actions.hpp"
#include "sipcore/protocol/json.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/scratch_folder.hpp"
#include "varlink/client.hpp"
#include "varlink/connect_socket.hpp"
#include "varlink/errors.hpp"
#include "varlink/frame_buffer.hpp"

namespace lineman::sipcore {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using varlink::Answer;
using varlink::Object;
using namespace std::chrono_literals;

Object json_of(const Prepare& prepare) {
  return to_json(prepare);
}

Prepare change(std::string txn, std::uint64_t base, std::uint64_t target) {
  return {.txn = std::move(txn),
          .base = base,
          .target = target,
          .digest = "d",
          .lease = 10s,
          .accounts = {{.account = 1, .values = {{"password", "hunter2"}}}}};
}

// One connection of an agent; every function turns the loop until it is answered.
class Agent {
 public:
  Agent(boost::asio::io_context& loop, const std::string& path) : loop_(loop), client_(loop) {
    const auto connected =
        client_.connect(path, [this](const varlink::Failure&) { closed = true; });
    if (!connected) throw std::runtime_error(connected.error());
  }

  // All replies up to the last one.
  std::vector<varlink::Reply> all(std::string_view method, Object parameters = {},
                                  bool more = true) {
    std::vector<varlink::Reply> replies;
    bool done = false;
    client_.call(call_of(method, std::move(parameters), more), 30s, [&](Answer answer) {
      if (!answer) throw std::runtime_error(answer.error().sentence);
      done = !answer->continues;
      replies.push_back(std::move(*answer));
    });
    until([&] { return done; });
    return replies;
  }
  varlink::Reply call(std::string_view method, Object parameters = {}) {
    return all(method, std::move(parameters), false).at(0);
  }

  // Begins to monitor; events gather in `events`.
  void monitor(Object parameters = {}) {
    client_.call(call_of("Monitor", std::move(parameters), true), {}, [this](Answer answer) {
      if (!answer) return;
      const auto event = event_from_json(answer->parameters.at("event").as_object());
      if (!event) throw std::runtime_error(event.error());
      events.push_back(*event);
    });
  }
  template <typename Done>
  void until(Done done) {
    const auto end = std::chrono::steady_clock::now() + 30s;
    while (!done()) {
      if (std::chrono::steady_clock::now() > end) throw std::runtime_error("no answer");
      loop_.restart();
      loop_.run_one_for(1ms);
    }
  }
  void close() { client_.close(); }

  std::vector<Event> events;
  bool closed = false;

 private:
  static varlink::Call call_of(std::string_view method, Object parameters, bool more) {
    return {.method = std::string(interface_name) + '.' + std::string(method),
            .parameters = std::move(parameters),
            .more = more};
  }

  boost::asio::io_context& loop_;
  varlink::Client client_;
};

class ControlServiceTest : public testing::Test {
 protected:
  ControlServiceTest() {
    varlink::ServerOptions options;
    options.interfaces.push_back(control_interface());
    options.output = output_limit;
    server = std::make_unique<varlink::Server>(loop, options, service);
    server->open(varlink::ListenSocket::at(path, 0600).value());
  }
  static std::string error_of(const varlink::Reply& reply) {
    const auto prefix = std::string(interface_name) + '.';
    return reply.error.starts_with(prefix) ? reply.error.substr(prefix.size()) : reply.error;
  }
  std::uint64_t generation_of(const varlink::Reply& reply) {
    return reply.parameters.at("generation").to_number<std::uint64_t>();
  }
  void happen(const char* kind, std::string detail = {}) {
    service.event({.kind = kind, .account = 1, .server = 1, .detail = std::move(detail)});
  }

  static constexpr std::size_t output_limit = 20'000;
  test::ScratchFolder scratch;
  std::string path = scratch.path("sipcore");
  boost::asio::io_context loop;
  test::FakeClock clock;
  FakeActions actions{2};
  ControlService service{actions, clock, "instance-1", 2};
  std::unique_ptr<varlink::Server> server;
};

TEST_F(ControlServiceTest, Welcomes) {
  Agent agent(loop, path);
  const auto welcome = welcome_from_json(
      agent.call("Hello", to_json(Hello{.protocols = {7, 1}, .agent = "test"})).parameters);
  ASSERT_TRUE(welcome) << welcome.error();
  EXPECT_EQ(welcome->protocol, 1U);
  EXPECT_EQ(welcome->instance, "instance-1");
  EXPECT_EQ(welcome->generation, 0U);
  EXPECT_EQ(welcome->digest, "");
}

TEST_F(ControlServiceTest, RefusesAnotherProtocolVersion) {
  Agent agent(loop, path);
  const auto reply = agent.call("Hello", to_json(Hello{.protocols = {2, 3}, .agent = "test"}));
  EXPECT_EQ(error_of(reply), "Unsupported");
  EXPECT_EQ(reply.parameters.at("path"), "protocols");
  EXPECT_THAT(std::string(reply.parameters.at("reason").as_string()), HasSubstr("protocol 1"));
}

TEST_F(ControlServiceTest, TakesATransaction) {
  Agent agent(loop, path);
  actions.effects = {{1, Effect::refresh}};
  const auto prepared = agent.call("Prepare", json_of(change("t1", 0, 5)));
  EXPECT_EQ(error_of(prepared), "");
  EXPECT_THAT(effects_from_json(prepared.parameters).value(),
              ElementsAre(AccountEffect{1, Effect::refresh}));
  EXPECT_EQ(generation_of(agent.call("Commit", {{"txn", "t1"}})), 5U);
  EXPECT_EQ(generation_of(agent.call("Commit", {{"txn", "t1"}})), 5U);
  EXPECT_EQ(actions.committed.size(), 1U);
  EXPECT_EQ(error_of(agent.call("Abort", {{"txn", "t1"}})), "");
}

TEST_F(ControlServiceTest, EndOfFileDropsTheStage) {
  Agent second(loop, path);
  {
    Agent first(loop, path);
    ASSERT_EQ(error_of(first.call("Prepare", json_of(change("t1", 0, 5)))), "");
    const auto busy = second.call("Prepare", json_of(change("t2", 0, 6)));
    EXPECT_EQ(error_of(busy), "Busy");
    EXPECT_EQ(busy.parameters.at("txn"), "t1");
  }
  second.until([&] { return actions.staged == 0; });
  EXPECT_EQ(error_of(second.call("Commit", {{"txn", "t1"}})), "UnknownTxn");
  EXPECT_EQ(error_of(second.call("Prepare", json_of(change("t2", 0, 6)))), "");
}

TEST_F(ControlServiceTest, ErrorsAreThoseOfTheInterface) {
  Agent agent(loop, path);
  const auto conflict = agent.call("Prepare", json_of(change("t1", 4, 5)));
  EXPECT_EQ(error_of(conflict), "Conflict");
  EXPECT_EQ(generation_of(conflict), 0U);
  ASSERT_EQ(error_of(agent.call("Prepare", json_of(change("t1", 0, 5)))), "");
  clock.advance(10s);
  EXPECT_EQ(error_of(agent.call("Commit", {{"txn", "t1"}})), "LeaseExpired");
  actions.refusal =
      Error{.code = ErrorCode::invalid,
            .problems = {{datamodel::ProblemCode::wrong_value, "account.1.password",
                          std::string(datamodel::masked), "is wrong"},
                         {datamodel::ProblemCode::conflict, "sip.timer_t1", "1", "no"}}};
  const auto invalid = agent.call("Prepare", json_of(change("t2", 0, 5)));
  EXPECT_EQ(error_of(invalid), "Invalid");
  EXPECT_EQ(invalid.parameters.at("problems").as_array().size(), 2U);
}

TEST_F(ControlServiceTest, ParametersThatAreNoneAreRefusedWithoutQuotingThem) {
  Agent agent(loop, path);
  auto wrong = json_of(change("t1", 0, 5));
  wrong.at("accounts").as_array().at(0).as_object().at("values").as_object()["port"] = 5060;
  for (const auto& [method, parameters] :
       std::vector<std::pair<const char*, Object>>{{"Prepare", wrong},
                                                   {"Prepare", {}},
                                                   {"Hello", {}},
                                                   {"Commit", {{"txn", 7}}},
                                                   {"Abort", {}},
                                                   {"LoadBegin", {{"generation", -1}}},
                                                   {"LoadAccount", {{"account", "one"}}},
                                                   {"GetCounters", {{"accounts", 1}}},
                                                   {"GetCounters", {{"accounts", {99}}}}}) {
    const auto reply = agent.call(method, parameters);
    EXPECT_EQ(reply.error, varlink::invalid_parameter_error) << method;
    EXPECT_THAT(boost::json::serialize(reply.parameters), testing::Not(HasSubstr("hunter2")));
  }
  EXPECT_EQ(actions.staged, 0);
  EXPECT_EQ(agent.call("Explode").error, varlink::method_not_found_error);
}

TEST_F(ControlServiceTest, Loads) {
  Agent agent(loop, path);
  const Load load{.generation = 41, .digest = "x", .globals = {{"sip.timer_t1", "0.5"}}};
  EXPECT_EQ(error_of(agent.call("LoadBegin", load_begin_to_json(load))), "");
  for (unsigned account = 1; account <= 2; ++account) {
    const AccountConfiguration configuration{account, {{"enable", "1"}}};
    EXPECT_EQ(error_of(agent.call("LoadAccount", to_json(configuration))), "");
  }
  EXPECT_EQ(generation_of(agent.call("LoadEnd")), 41U);
  ASSERT_EQ(actions.loads.size(), 1U);
  EXPECT_EQ(actions.loads[0].accounts.size(), 2U);
  EXPECT_EQ(service.core().generation, 41U);
}

TEST_F(ControlServiceTest, GivesOneAccountInEachReply) {
  actions.status[1].state = datamodel::AccountState::registered;
  actions.status[1].servers[0].targets.push_back({.address = "127.0.0.1:5060"});
  actions.held_values = {{"sip.listen_port", "5060"}};
  Agent agent(loop, path);
  for (const auto* method : {"GetStatus", "GetCounters"}) {
    const auto replies = agent.all(method);
    ASSERT_EQ(replies.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
      const auto account =
          account_status_from_json(replies[i].parameters.at("account").as_object());
      ASSERT_TRUE(account) << account.error();
      EXPECT_EQ(*account, actions.status[i]);
      const auto core = core_status_from_json(replies[i].parameters.at("core").as_object());
      ASSERT_TRUE(core) << core.error();
      EXPECT_EQ(core->instance, "instance-1");
      EXPECT_EQ(core->started, 1'767'225'600);
      EXPECT_EQ(core->held, actions.held_values);
    }
  }
  EXPECT_EQ(agent.call("GetStatus").error, varlink::expected_more_error);
}

TEST_F(ControlServiceTest, TheLastReplySaysWhatPassed) {
  actions.told_traffic[datamodel::SipMethod::bye][datamodel::MethodTraffic::requests_in] = 5;
  actions.told_traffic.codes = {{datamodel::SipMethod::bye, 200, 0, 5}};
  Agent agent(loop, path);
  const auto replies = agent.all("GetStatus");
  ASSERT_EQ(replies.size(), 2U);
  EXPECT_FALSE(replies[0].parameters.contains("traffic"));
  const auto traffic = traffic_from_json(replies[1].parameters.at("traffic").as_object());
  ASSERT_TRUE(traffic) << traffic.error();
  EXPECT_EQ(*traffic, actions.told_traffic);
}

TEST_F(ControlServiceTest, GivesTheCountersOfSomeAccounts) {
  Agent agent(loop, path);
  const auto replies = agent.all("GetCounters", {{"accounts", {2, 99}}});
  ASSERT_EQ(replies.size(), 1U);
  EXPECT_EQ(replies[0].parameters.at("account").at("account"), 2);
  // One reply needs no `more`.
  EXPECT_EQ(agent.call("GetCounters", {{"accounts", {1}}}).error, "");
}

TEST_F(ControlServiceTest, StatusOfManyAccountsGoesThroughANarrowQueue) {
  actions.status.clear();
  for (unsigned number = 1; number <= 512; ++number) actions.status.push_back({.account = number});
  Agent agent(loop, path);
  const auto replies = agent.all("GetStatus");
  ASSERT_EQ(replies.size(), 512U);
  for (unsigned i = 0; i < 512; ++i) {
    EXPECT_EQ(replies[i].parameters.at("account").at("account").to_number<unsigned>(), i + 1);
  }
}

TEST_F(ControlServiceTest, MonitorsHearEveryEvent) {
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

TEST_F(ControlServiceTest, AMonitorFromAnUnknownPlaceIsToldToResync) {
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

TEST_F(ControlServiceTest, MonitorNeedsMore) {
  Agent agent(loop, path);
  EXPECT_EQ(agent.call("Monitor").error, varlink::expected_more_error);
}

TEST_F(ControlServiceTest, AMonitorThatGoesIsForgotten) {
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

TEST_F(ControlServiceTest, AMonitorThatReadsTooSlowlyLosesEventsAndDelaysNobody) {
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
  ASSERT_EQ(error_of(agent.call("Prepare", json_of(change("t1", 0, 5)))), "");
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

TEST_F(ControlServiceTest, DescribesItsInterface) {
  varlink::Client client(loop);
  ASSERT_TRUE(client.connect(path, {}));
  std::string text;
  client.call({.method = "org.varlink.service.GetInterfaceDescription",
               .parameters = {{"interface", interface_name}}},
              30s, [&](Answer answer) {
                text = std::string(answer.value().parameters.at("description").as_string());
              });
  Agent agent(loop, path);
  agent.until([&] { return !text.empty(); });
  // Each method that the text declares is there.
  std::size_t methods = 0;
  for (auto at = text.find("\nmethod "); at != std::string::npos; at = text.find("\nmethod ", at)) {
    at += 8;
    const auto name = text.substr(at, text.find('(', at) - at);
    EXPECT_NE(agent.call(name).error, varlink::method_not_found_error) << name;
    ++methods;
  }
  EXPECT_EQ(methods, 16U);
}

}  // namespace
}  // namespace lineman::sipcore
